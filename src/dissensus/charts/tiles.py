"""Statements as tiles: what the two maps of guarded sides share, where regions stand in place of points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

import altair as alt

from dissensus.charts import captions, perceptions, states
from dissensus.charts.cast import Cast
from dissensus.charts.map_legend import DOT
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT
from dissensus.engine.results import Cell, Difference, Label, RoundResults, Value, Withheld
from dissensus.measures.guard.answers import BANDS

Shown: TypeAlias = Literal["points", "bands", "labels"]

NO_VERDICT = "no verdict"
"""The shape's key of a side that had nothing to be right or wrong on."""

_ENDS = ((0.2, False), (0.4, False), (0.6, True), (0.8, True))


def band(cell: Cell) -> int | None:
    """The place among the five bands: of a band, or of a known share; None of any other cell.

    >>> band(Label(label="(60,80]", of=20, rule="")), band(Value(value=0.6, n=1)), band(Value(value=0.2, n=1))
    (3, 2, 1)
    """
    if isinstance(cell, Label):
        return BANDS.index(cell.label) if cell.label in BANDS else None
    if isinstance(cell, Value):
        return sum(cell.value > end or (cell.value == end and not kept) for end, kept in _ENDS)
    return None


def how(found: Difference) -> Shown | None:
    """How finely a difference may be drawn; None where nothing may be said of it."""
    if isinstance(found.actual, Value):
        perceived = any(isinstance(cell, Value) for cell in found.perceived.values())
        return "points" if perceived else None
    held = [found.alpha[party] for party in found.sides]
    if any(isinstance(cell, Withheld) for cell in held) or None in found.leans.values():
        return None
    if not any(isinstance(cell, Label) for cell in (*held, *found.prediction.values())):
        return None
    known = None not in [band(cell) for cell in held]
    expected = any(band(cell) is not None for cell in found.prediction.values())
    return "bands" if known and expected else "labels"


def drawn(held: RoundResults, pair: Pair, as_what: Shown) -> tuple[Difference, ...]:
    """The differences of a pair that are drawn in one of the three ways."""
    return tuple(found for found in perceptions.between(held, pair) if how(found) == as_what)


def in_order(found: Iterable[Difference]) -> list[Difference]:
    """By state, what surprises most first; ties by id."""
    places = list(states.SHAPES)
    return sorted(found, key=lambda one: (places.index(states.of(one)), one.statement))


def mark(cast: Cast, found: Difference, party: str) -> dict[str, Any]:
    """The row of one side's mark on a tile, without its place."""
    rightly = found.rightly[party]
    verdict = rightly is not None and found.expects[party] is not None
    return {
        "id": found.statement,
        "party": party,
        "key": states.of(found),
        "shape": states.of(found) if verdict else NO_VERDICT,
        "hollow": verdict and rightly is False,
        **{f"tip{index}": text for index, text in enumerate(tips(cast, found, party).values())},
    }


def tips(cast: Cast, found: Difference, party: str) -> Mapping[str, str]:
    """What a tooltip says of one side's mark, by heading."""
    words = cast.words
    return {
        words("statement"): f"{found.statement}: {cast.statement(found.statement)}",
        words("seen by"): cast.name(party),
        words("direction expected"): perceptions.direction(words, found, party),
        words("state"): states.told(cast, found),
        **{
            heading: text
            for heading, text in perceptions.told(cast, found).items()
            if not heading.startswith(words("surprise"))
        },
    }


def marks(sheet: alt.Chart, cast: Cast, pair: Pair, headings: Sequence[str], *, opacity: Any) -> alt.Chart:
    """Marks of tiles: side by colour, state by shape, hollow where expected wrongly.

    Size and stroke are each row's own.
    """
    colours = alt.Scale(domain=list(pair), range=[cast.colour(party) for party in pair])
    shapes = alt.Scale(domain=[*states.SHAPES, NO_VERDICT], range=[*states.SHAPES.values(), DOT])
    fill = alt.Fill("party:N", legend=None, scale=colours)
    drawn_marks = sheet.mark_point(opacity=1)
    encoded: alt.Chart = drawn_marks.encode(
        stroke=alt.Stroke("party:N", legend=None, scale=colours),
        fill=alt.condition("datum.hollow", alt.value(LIGHT.ground), fill),
        shape=alt.Shape("shape:N", legend=None, scale=shapes),
        size=alt.Size("size:Q", legend=None, scale=None),
        strokeWidth=alt.StrokeWidth("stroke:Q", legend=None, scale=None),
        opacity=opacity,
        tooltip=[alt.Tooltip(f"tip{at}:N", title=title) for at, title in enumerate(headings)],
    )
    return encoded


def alt_text(cast: Cast, held: RoundResults, pair: Pair, found: Sequence[Difference]) -> str:
    """What is to be seen, with its numbers."""
    words = cast.words
    counts = captions.counted(states.of(one) for one in in_order(found))
    told = ", ".join(f"{states.in_words(words, name)} {n}" for name, n in counts.items())
    lead = words.plural(
        "Difference map of {n} statement: {told}.",
        "Difference map of {n} statements: {told}.",
        len(found),
        told=told,
    )
    parts = [lead, *(_rightly(cast, party, found) for party in pair)]
    if held.synthetic:
        parts.append(words("Synthetic answers."))
    return " ".join(parts)


def _rightly(cast: Cast, party: str, found: Sequence[Difference]) -> str:
    known = [right for one in found if (right := one.rightly[party]) is not None]
    return cast.words(
        "{side} expected {right} of {of} leanings rightly.",
        side=cast.name(party),
        right=sum(known),
        of=len(known),
    )
