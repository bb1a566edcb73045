"""What the charts of differences share: which statements come first, and what is said of one side's view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from dissensus.charts.captions import EMPTY, in_words
from dissensus.charts.cast import Cast
from dissensus.domain.rounds import ARMS
from dissensus.engine.results import Difference, RoundResults, Value
from dissensus.i18n import Words

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

    Surprise times importance / 3; surprise alone where nobody said how much it matters; 0 without either.
    """
    return max((_weighted(found, party) for party in found.sides), default=0.0)


def _weighted(found: Difference, party: str) -> float:
    bits, matters = found.surprise[party], found.importance[party]
    if not isinstance(bits, Value):
        return 0.0
    return bits.value * (matters.value / _MOST_IMPORTANT if isinstance(matters, Value) else 1.0)


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
