"""What the charts of differences share: which statements come first, and what is said of one side's view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np

from dissensus.charts.captions import EMPTY, in_words
from dissensus.charts.cast import Cast
from dissensus.domain.rounds import ARMS
from dissensus.engine.results import Cell, Difference, Label, RoundResults, Value
from dissensus.i18n import Words
from dissensus.measures.guard.answers import IMPORTANCE
from dissensus.measures.surprise import CLIP, divergence, log_shares

Pair: TypeAlias = tuple[str, str]

_MOST_IMPORTANT = 3.0


def between(held: RoundResults, pair: Pair) -> tuple[Difference, ...]:
    """The differences of one pair, in the round's order."""
    return tuple(found for found in held.differences if set(found.sides) == set(pair))


def other(found: Difference, party: str) -> str:
    """The side that `party` faces."""
    one, two = found.sides
    return two if party == one else one


def weight(found: Difference) -> float:
    """How much a statement asks to be talked about: the larger of the two sides' weighted surprises, in bits.

    Surprise times importance / 3; surprise alone where nobody said how much it matters; 0 without either. Of
    a side whose bits are a word, the surprise of the mean expectation it shows: never more than the bits are.
    """
    return max((_weighted(found, party) for party in found.sides), default=0.0)


def _weighted(found: Difference, party: str) -> float:
    return _bits(found, party) * _matters(found.importance[party]) / _MOST_IMPORTANT


def _bits(found: Difference, party: str) -> float:
    cell, held, expected = found.surprise[party], found.alpha[other(found, party)], found.prediction[party]
    if isinstance(cell, Value):
        return cell.value
    if isinstance(cell, Label) and isinstance(held, Value) and isinstance(expected, Value):
        logs = log_shares(np.array([expected.value]), clip=CLIP)
        return float(divergence(np.array([held.value]), *logs)[0])
    return 0.0


def _matters(cell: Cell) -> float:
    """Importance, 0 to 3: a class by its middle, and the most where nothing is known."""
    if isinstance(cell, Value):
        return cell.value
    if isinstance(cell, Label) and cell.label in IMPORTANCE:
        return IMPORTANCE.index(cell.label) + 0.5
    return _MOST_IMPORTANT


def most_surprising(found: Iterable[Difference]) -> list[Difference]:
    """By weighted surprise, the largest first; ties by the statement's id."""
    return sorted(found, key=lambda one: (-weight(one), one.statement))


def direction(words: Words, found: Difference, party: str) -> str:
    """Whether that side expected the other's leaning."""
    return {True: words("rightly"), False: words("wrongly"), None: EMPTY}[found.rightly[party]]


def arm(words: Words, name: str | None) -> str:
    """The name of an arm; all statements together where there is none."""
    held, released, discussed = ARMS
    known = {
        held: words("held back"),
        released: words("released only"),
        discussed: words("discussed"),
        None: words("all statements"),
    }
    return known.get(name, name or "")


def told(cast: Cast, found: Difference) -> dict[str, str]:
    """What both sides hold and expect on a statement, by heading: for tooltips."""
    words = cast.words
    said = {}
    for party in found.sides:
        facing = cast.name(other(found, party))
        said[words("{side} agrees", side=cast.name(party))] = in_words(words, found.alpha[party])
        said[words("{side} expects of {other}", side=cast.name(party), other=facing)] = in_words(
            words, found.prediction[party]
        )
        said[words("surprise of {side}, bits", side=cast.name(party))] = in_words(
            words, found.surprise[party]
        )
    return said
