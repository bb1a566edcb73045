"""The labels of the difference map: room, wishes and obstacles in pixels."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

import attrs

from dissensus.charts import captions, map_words, perceptions
from dissensus.charts.cast import Cast
from dissensus.charts.labels import Box, Placed, Wish, place
from dissensus.charts.map_words import Mark
from dissensus.charts.theme import Look
from dissensus.engine.results import Difference

EDGE = 0.03
"""How far the axes run past 0 and 1, so that marks on the frame are whole."""

LABEL_SIZE = 12
_SPAN = 1 + 2 * EDGE
_STEPS = 50
_ASIDE = (0.0, 1.0, -1.0, 2.0, -2.0)


@attrs.frozen(kw_only=True)
class Room:
    """The measures of the map in one look, in pixels; `mark` is an area."""

    side: float
    legend: float
    labels: int
    mark: float
    bar: float
    wide: bool
    shifts: Mapping[str, float] = attrs.field(factory=dict, eq=False)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the map lies, y downwards."""
        return (x + EDGE) / _SPAN * self.side, (1 + EDGE - y) / _SPAN * self.side

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point of the map at a pixel."""
        return x / self.side * _SPAN - EDGE, 1 + EDGE - y / self.side * _SPAN

    def line(self, ends: tuple[float, float, float, float]) -> dict[str, float]:
        """A line between two pixels, in points of the map."""
        (x, y), (x2, y2) = self.point(*ends[:2]), self.point(*ends[2:])
        return {"x": x, "y": y, "x2": x2, "y2": y2}


def dodged(space: Room, marks: Sequence[Mark]) -> dict[str, float]:
    """How far, in pixels, a statement's marks stand aside so that they do not hide another's.

    Only marks at exactly one place are set side by side (rounded shares often fall together), by the least
    shift that frees them, and never further than the reach of the last of `_ASIDE`; most stay at 0.
    """
    step = 0.55 * math.sqrt(space.mark)
    taken: set[tuple[float, float, float]] = set()
    shifts = {}
    for name, held in map_words.by_statement(marks).items():
        places = {(round(mark.x.value, 6), round(mark.y.value, 6)) for mark in held}
        hidden = [sum((*place, aside) in taken for place in places) for aside in _ASIDE]
        aside = _ASIDE[hidden.index(min(hidden))]
        taken |= {(*place, aside) for place in places}
        shifts[name] = aside * step
    return shifts


def room(look: Look, marks: Sequence[Mark]) -> Room:
    """The room of a map of these marks: the more statements there are, the smaller the marks."""
    statements = len(map_words.by_statement(marks))
    crowd = 130.0 if statements <= 12 else 95.0 if statements <= 50 else 64.0
    space = (
        Room(side=610, legend=200, labels=8, mark=crowd, bar=6, wide=True)
        if look.wide
        else Room(side=270, legend=262, labels=5, mark=max(36.0, crowd * 0.55), bar=4, wide=False)
    )
    return attrs.evolve(space, shifts=dodged(space, marks))


def place_of(space: Room, mark: Mark) -> tuple[float, float]:
    """The pixel at which a mark is drawn."""
    x, y = space.pixel(mark.x.value, mark.y.value)
    return x + space.shifts.get(mark.found.statement, 0.0), y


def regions(cast: Cast, space: Room, marks: Sequence[Mark]) -> tuple[Placed, ...]:
    """The words for above and below the diagonal, each where its half of the map is free."""
    words = cast.words
    over = [(0.02 + 0.06 * step, 0.99 - 0.03 * step) for step in range(8)]
    wishes = [
        Wish("over", ((words("overestimated"),),), tuple(space.pixel(*at) for at in over)),
        Wish("under", ((words("underestimated"),),), tuple(space.pixel(y, x) for x, y in over)),
    ]
    return place(
        wishes,
        frame=_frame(space),
        marks=[*_boxes(space, marks)],
        lines=[*_lines(space, marks)],
        size=LABEL_SIZE + 1,
        most=2,
        farthest=40,
    )


def label(cast: Cast, space: Room, marks: Sequence[Mark], taken: Sequence[Placed]) -> tuple[Placed, ...]:
    """The most surprising statements, each with a free place for its words (or, narrow, its number)."""
    named = perceptions.most_surprising(held[0].found for held in map_words.by_statement(marks).values())
    wishes = [_wish(cast, space, found, marks, index + 1) for index, found in enumerate(named)]
    return place(
        wishes if space.wide else wishes[: space.labels],
        frame=_frame(space),
        marks=[*_boxes(space, marks), *(placed.box for placed in taken)],
        lines=[*_lines(space, marks)],
        size=LABEL_SIZE,
        most=space.labels,
    )


def _wish(cast: Cast, space: Room, found: Difference, marks: Sequence[Mark], number: int) -> Wish:
    ends = [place_of(space, mark) for mark in marks if mark.found.statement == found.statement]
    text = f"{found.statement} {cast.statement(found.statement)}"
    wordings = [captions.wrapped(text, 27, most) for most in (3, 2)]
    lines = wordings if space.wide else [[str(number)]]
    return Wish(found.statement, tuple(tuple(line) for line in lines), tuple(ends))


def _frame(space: Room) -> Box:
    return Box(3, 3, space.side - 3, space.side - 3)


def _boxes(space: Room, marks: Sequence[Mark]) -> Iterator[Box]:
    reach = math.sqrt(space.mark) / 2 + 2
    for mark in marks:
        yield Box.around(*place_of(space, mark), reach)


def _lines(space: Room, marks: Sequence[Mark]) -> Iterator[Box]:
    """What a label should not lie across: the lines that join two marks, and the diagonal."""
    for held in map_words.by_statement(marks).values():
        (x, y), (_, y2) = (place_of(space, mark) for mark in (held[0], held[-1]))
        yield Box(x - 1, min(y, y2), x + 1, max(y, y2))
    for step in range(_STEPS):
        at = (step + 0.5) / _STEPS
        yield Box.around(*space.pixel(at, at), 3)
