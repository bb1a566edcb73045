"""A board: rows one below the other with their names, and panels of marks that share the rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import altair as alt
import attrs

from dissensus.charts import captions, drawing
from dissensus.charts.drawing import Piece, Rows
from dissensus.charts.theme import LIGHT, Look

GAP = 22
_LINE = 15.0
_AIR = 10.0
_HEAD = 30.0
_MARGIN = 22
_NARROW = 310.0
_EM = 0.58


@attrs.frozen(kw_only=True)
class Line:
    """A row's name, or the heading of the rows that follow."""

    text: str
    head: bool = False


class Board:
    """Where the rows of a chart stand, in pixels, y downwards.

    On a wide screen the names stand in a column of `label` pixels to the left of the panels. On a narrow one
    the panels stand one below the other, each with the names in a column of `narrow` pixels, or without that
    above each row's marks. `strip` is the height that the marks of a row need.
    """

    def __init__(
        self,
        look: Look,
        rows: Rows,
        lines: Sequence[Line],
        *,
        label: float,
        narrow: float = 0,
        panels: int = 1,
        strip: float = 22,
    ) -> None:
        self.look, self.rows, self.lines = look, rows, lines
        self.label = label if look.wide else narrow
        room = look.width - _MARGIN - label - GAP * panels
        self.width = room / panels if look.wide else _NARROW - narrow
        letters = int((self.label or _NARROW) / (look.text * _EM))
        self.texts = [captions.wrapped(line.text, letters) for line in lines]
        self.strip = strip
        self.tops, self.heights = self._places()
        self.height = sum(self.heights)

    def _places(self) -> tuple[list[float], list[float]]:
        heights = []
        for line, texts in zip(self.lines, self.texts, strict=True):
            tall = _LINE * len(texts) + _AIR
            if line.head:
                heights.append(max(_HEAD, tall))
            else:
                heights.append(max(self.strip + 6, tall) if self.label else tall + self.strip)
        return [sum(heights[:at]) for at in range(len(heights))], heights

    def level(self, at: int) -> float:
        """Where the marks of a row stand."""
        if self.label or self.lines[at].head:
            return self.tops[at] + self.heights[at] / 2
        return self.tops[at] + self.heights[at] - self.strip / 2 - 2

    def edge(self, at: int) -> float:
        """The lower edge of a row."""
        return self.tops[at] + self.heights[at]

    def y(self, field: str = "y") -> alt.Y:
        """The vertical place of a mark."""
        scale = alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        return alt.Y(f"{field}:Q", axis=None, scale=scale)

    def names(self) -> Iterator[alt.Chart]:
        """The names of the rows and the headings, each in its lines, clear of what passes behind them."""
        for head in (False, True):
            texts = [
                {"y": self._first(at) + _LINE * place, "text": text}
                for at, line in enumerate(self.lines)
                if line.head is head
                for place, text in enumerate(self.texts[at])
            ]
            if texts:
                held = self.rows.chart(texts).encode(x=alt.value(0), y=self.y(), text="text:N")
                own: dict[str, Any] = {"fontWeight": 600, "color": LIGHT.muted} if head else {}
                if not self.label:
                    yield drawing.halo(held, self.look.text)[0]
                yield held.mark_text(align="left", baseline="middle", tooltip=None, **own)

    def _column(self) -> Piece:
        return drawing.layered(self.names(), width=self.label, height=self.height)

    def _first(self, at: int) -> float:
        """The middle of the first line of a row's name."""
        if self.label or self.lines[at].head:
            return self.tops[at] + (self.heights[at] - _LINE * (len(self.texts[at]) - 1)) / 2
        return self.tops[at] + _AIR / 2 + _LINE / 2

    def floors(self, x: alt.X, low: float, high: float) -> alt.Chart:
        """A thin line through the marks of every row."""
        rows = [
            {"x": low, "x2": high, "y": self.level(at)} for at, line in enumerate(self.lines) if not line.head
        ]
        floors = self.rows.chart(rows).mark_rule(color=LIGHT.line, tooltip=None, aria=False)
        drawn: alt.Chart = floors.encode(x=x, x2="x2:Q", y=self.y())
        return drawn

    def panel(self, layers: Iterable[alt.Chart], *, title: str = "", below: str = "") -> Piece:
        """One panel of marks under its title, and `below` that a second line."""
        shown = [*layers, *(() if self.label else self.names())]
        size = self.look.text
        letters = int(self.width / (size * _EM))
        head: dict[str, Any] = {}
        if title:
            head["title"] = {
                "text": captions.balanced(title, letters),
                "frame": "group",
                "anchor": "start",
                "fontSize": size + 1,
                "lineHeight": size * 1.3,
                "subtitleFontSize": size,
                "subtitlePadding": 4,
                "offset": 10,
                **({"subtitle": captions.wrapped(below, letters)} if below else {}),
            }
        return {**drawing.layered(shown), "width": self.width, "height": self.height, **head}

    def whole(self, panels: Sequence[Piece], *, foot: Piece | None = None) -> Piece:
        """The names and the panels together, and a key below."""
        if self.look.wide:
            shown = drawing.beside([self._column(), *panels], spacing=GAP, bounds="flush")
        elif self.label:
            rows = [drawing.beside([self._column(), each], spacing=6, bounds="flush") for each in panels]
            shown = drawing.below(rows, spacing=26)
        else:
            shown = drawing.below(panels, spacing=26)
        return shown if foot is None else drawing.below([shown, foot], spacing=14)


def span(field: str, low: float, high: float, axis: alt.Axis | None = None) -> alt.X:
    """The horizontal place of a mark between two ends."""
    return alt.X(f"{field}:Q", axis=axis, scale=alt.Scale(domain=[low, high], nice=False, zero=False))


def swarm(places: Sequence[float], apart: float) -> list[int]:
    """In which lane each mark stands so that none covers another: the first one that is free.

    >>> swarm([0, 4, 20, 3], 10)
    [0, 2, 0, 1]
    """
    lanes: list[float] = []
    found = [0] * len(places)
    for at in sorted(range(len(places)), key=lambda each: (places[each], each)):
        free = next((lane for lane, last in enumerate(lanes) if places[at] - last >= apart), len(lanes))
        lanes[free:] = [places[at], *lanes[free + 1 :]]
        found[at] = free
    return found
