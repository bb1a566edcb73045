"""The room that a ladder takes: the heights of its rows, and where words stand clear of marks."""

from __future__ import annotations

import attrs

from dissensus.charts import captions
from dissensus.charts.cast import Cast
from dissensus.charts.ladder_words import Facing
from dissensus.charts.theme import Look

LINE = 16
"""The height of a line of words, in pixels."""

_STRIP = 20
_AIR = 10


@attrs.frozen(kw_only=True)
class Room:
    """The measures of a ladder in one look, in pixels.

    `texts` are the rungs' words in lines, first rung first, `rows` the heights of their rows; the first rung
    stands lowest. `middle` is where a row's marks run, from its lower edge.
    """

    texts: tuple[list[str], ...]
    rows: tuple[float, ...]
    label: float
    panel: float
    gap: float
    wide: bool

    @property
    def height(self) -> float:
        """The height of the whole ladder."""
        return sum(self.rows)

    def edge(self, line: int) -> float:
        """The lower edge of a rung's row, y downwards: where a line at that rung runs."""
        return sum(self.rows[line - 1 :])

    def marks(self, rung: int) -> float:
        """Where a rung's marks run: in the middle of its row, or below its words."""
        return self.edge(rung) - (self.rows[rung - 1] / 2 if self.wide else _STRIP / 2 + 2)

    def words(self, rung: int) -> float:
        """Where a rung's words begin."""
        top, lines = self.edge(rung + 1), len(self.texts[rung - 1])
        return top + ((self.rows[rung - 1] - lines * LINE) / 2 if self.wide else _AIR / 2)


def room_of(cast: Cast, domain: str, rungs: int, look: Look) -> Room:
    """The measures of the ladder of that domain: words beside the marks, or above them where it is narrow."""
    letters = 37 if look.wide else 48
    texts = tuple(captions.wrapped(text, letters) for text in cast.rungs(domain, rungs))
    tall = [len(lines) * LINE + _AIR for lines in texts]
    if look.wide:
        rows = tuple(max(height, 36.0) for height in tall)
        return Room(texts=texts, rows=rows, label=256, panel=286, gap=20, wide=True)
    rows = tuple(height + _STRIP for height in tall)
    return Room(texts=texts, rows=rows, label=0, panel=148, gap=22, wide=False)


def freest(side: Facing) -> tuple[bool, bool]:
    """Where a line's words stand clear of marks: at the left or not, below the line or above it."""
    assert side.released is not None
    line = side.released[1]
    room = {
        (left, below): _free(side, line - below, left=left)
        for below in (False, True)
        for left in (False, True)
        if 1 <= line - below <= side.rungs
    }
    return max(room, key=lambda place: room[place])


def _free(side: Facing, rung: int, *, left: bool) -> float:
    """The share of a rung's row that is free of marks and intervals, at the left or at the right."""
    ends = [held[rung - 1] for held in (side.actual, side.believed) if held]
    ends += side.bands[rung - 1] if side.bands else ()
    return (min(ends, default=1.0) if left else 1 - max(ends, default=0.0)) if ends else 1.0
