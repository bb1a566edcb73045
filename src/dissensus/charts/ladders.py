"""A ladder, face to face: each side's red line, and where the other side believes it to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from dissensus.charts import captions, drawing, ladder_words
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Figure
from dissensus.charts.ladder_room import LINE, freest, room_of
from dissensus.charts.ladder_words import Facing
from dissensus.charts.legend import BAR, Entry, strip
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words

EDGE = 0.03
_INDENT = 24
_BAND, _BAR = 17, 8
_INWARDS: Any = {
    "condition": [
        {"test": "datum.value < 0.1", "value": "left"},
        {"test": "datum.value > 0.9", "value": "right"},
    ],
    "value": "center",
}
"""Two narrow panels' axes meet: their outer labels lean inwards."""


def ladder(case: Case, results: Results, words: Words, domain: str, pair: Pair) -> Figure | None:
    """One ladder of the latest round: both sides' lines, each as held and as the other believes it.

    Where only a word may be shown, a panel shades the part of the ladder where more than half believe the
    line to be. A side that gave no line gets a panel that says so; None where neither panel has anything.
    """
    cast, held = Cast(case, words), results.latest
    sides = ladder_words.facing(held, domain, pair)
    if not any(side.speaks for side in sides):
        return None
    name = cast.domain(domain)
    title, alt_text = ladder_words.title(cast, name), ladder_words.alt_text(cast, held, name, sides)
    return Figure(
        id=f"ladder-{domain}-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=ladder_words.note(cast, held, sides),
        table=ladder_words.table(cast, domain, sides),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, domain, sides, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


class _Drawing:
    """The panels of one ladder in one look."""

    def __init__(self, cast: Cast, domain: str, sides: Sequence[Facing], look: Look, rows: Rows) -> None:
        self.cast, self.sides, self.look, self.rows = cast, sides, look, rows
        self.words = cast.words
        self.activities = cast.rungs(domain, sides[0].rungs)
        self.room = room_of(cast, domain, sides[0].rungs, look)
        self.heads = self._heads()

    def whole(self) -> Piece:
        """The rungs' words, and the two panels; narrow, each rung's words stand over its two strips."""
        panels = [
            self._panel(side, head, first=at == 0)
            for at, (side, head) in enumerate(zip(self.sides, self.heads, strict=True))
        ]
        room = self.room
        if self.look.wide:
            words = drawing.layered(self._texts(), width=room.label, height=room.height)
            panels = [words, *panels]
        # Flush: words may run over into the next panel without pushing it away.
        facing = drawing.beside(panels, spacing=room.gap, bounds="flush")
        width = self.look.width - 16
        return drawing.below([facing, strip(self.rows, self._key(), self.look, width)], spacing=14)

    def _heads(self) -> list[dict[str, Any]]:
        """The panels' titles, filled up to the same number of lines so that the panels stand level."""
        letters = int(self.room.panel / (self.look.text * 0.56))
        headings = [ladder_words.heading(self.cast, side) for side in self.sides]
        wider = int(self.room.panel / ((self.look.text + 1) * 0.51))
        titles = [captions.balanced(heading, wider) for heading in headings]
        below = [
            [
                line
                for text in ladder_words.figures(self.cast, side, line_too=not self.look.wide)
                for line in captions.wrapped(text, letters)
            ]
            for side in self.sides
        ]
        for blocks in (titles, below):
            most = max(len(block) for block in blocks)
            for block in blocks:
                block += [" "] * (most - len(block))
        return [self._head(text, lines) for text, lines in zip(titles, below, strict=True)]

    def _head(self, text: list[str], lines: list[str]) -> dict[str, Any]:
        size = self.look.text
        return {
            "text": text,
            "subtitle": lines,
            "frame": "group",
            "anchor": "start",
            "fontSize": size + 1,
            "lineHeight": (size + 1) * 1.3,
            "subtitleFontSize": size,
            "subtitleLineHeight": size * 1.35,
            "subtitlePadding": 3,
            "offset": 8,
        }

    def _texts(self) -> Iterator[alt.Chart]:
        """The rungs' numbers and words: in a column of their own, or (narrow) above both panels' strips."""
        room = self.room
        rows = [
            {
                "x": -EDGE,
                "y": room.words(rung) + (at + 0.5) * LINE,
                "text": text,
                "rung": "" if at else str(rung),
            }
            for rung, lines in enumerate(room.texts, 1)
            for at, text in enumerate(lines)
        ]
        sheet = self.rows.chart(rows).encode(x=self._x(shares=not room.wide), y=self._y())
        words = sheet.mark_text(align="left", baseline="middle", dx=_INDENT, tooltip=None)
        yield words.encode(text="text:N")
        numbers = sheet.mark_text(
            align="right", baseline="middle", dx=_INDENT - 7, color=LIGHT.muted, aria=False, tooltip=None
        )
        yield numbers.encode(text="rung:N")

    def _panel(self, side: Facing, head: dict[str, Any], *, first: bool) -> Piece:
        room = self.room
        layers: list[alt.Chart] = [*(self._floors(side) if side.speaks else self._silence(side))]
        if side.placed is not None:
            layers += self._region(side)
        layers += [*self._released(side), *self._gaps(side), *self._marks(side)]
        if not self.look.wide and first:
            layers += self._texts()
        return drawing.layered(layers, width=room.panel, height=room.height, title=head)

    def _y(self, field: str = "y") -> alt.Y:
        return alt.Y(
            f"{field}:Q", axis=None, scale=alt.Scale(domain=[self.room.height, 0], nice=False, zero=False)
        )

    def _x(self, field: str = "x", *, shares: bool = True) -> alt.X:
        scale = alt.Scale(domain=[-EDGE, 1 + EDGE], nice=False, zero=False)
        if not shares:
            return alt.X(f"{field}:Q", axis=None, scale=scale)
        words, wide = self.words, self.look.wide
        title = words("share for whom the line is crossed") if wide else words("line crossed")
        ticks = drawing.shares(words, percent=True, few=not wide)
        axis = alt.Axis(
            title=title,
            domain=False,
            grid=wide,
            gridOpacity=0.7,
            labelAlign="center" if wide else _INWARDS,
            **ticks,
        )
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    def _floors(self, side: Facing) -> Iterator[alt.Chart]:
        """A faint floor under every rung's marks; without marks, the edges between the rungs."""
        room = self.room
        level = room.marks if side.measured else room.edge
        rows = [{"x": 0, "x2": 1, "y": level(rung)} for rung in range(1, side.rungs + 1)]
        floors = self.rows.chart(rows).mark_rule(color=LIGHT.line, tooltip=None, aria=False)
        yield floors.encode(x=self._x(shares=side.measured), x2="x2:Q", y=self._y())

    def _silence(self, side: Facing) -> Iterator[alt.Chart]:
        """What stands in the place of a line that nobody gave."""
        rows = [{"x": 0.5, "y": self.room.height / 2, "text": ladder_words.silence(self.cast, side)}]
        told = self.rows.chart(rows).mark_text(baseline="middle", color=LIGHT.muted, fontStyle="italic")
        yield told.encode(x=self._x(shares=False), y=self._y(), text="text:N")

    def _region(self, side: Facing) -> Iterator[alt.Chart]:
        """Where more than half believe the line: below, at or above the released one, no more."""
        if side.released is None or side.placed not in ("nearer", "at", "further"):
            return
        room, edge = self.room, self.room.edge(side.released[1])
        ends = {"nearer": (edge, room.height), "at": (edge - 7, edge + 7), "further": (0.0, edge)}[
            side.placed
        ]
        shade = self.rows.chart([{"x": -EDGE, "x2": 1 + EDGE, "y": ends[0], "y2": ends[1]}])
        yield shade.mark_rect(
            color=self.cast.colour(side.holder), opacity=0.16, tooltip=None, aria=False
        ).encode(x=self._x(shares=False), x2="x2:Q", y=self._y(), y2="y2:Q")
        arrow = {"nearer": "↓ ", "at": "", "further": "↑ "}[side.placed]
        middle = {"nearer": edge + 15, "at": edge - 18 if edge > 30 else edge + 18, "further": edge - 31}[
            side.placed
        ]
        word = [{"x": 0.5, "y": middle, "text": arrow + ladder_words.word(self.cast, side)}]
        yield (
            self.rows.chart(word)
            .mark_text(baseline="middle", color=self.cast.colour(side.holder), fontWeight=600)
            .encode(x=self._x(shares=False), y=self._y(), text="text:N")
        )

    def _released(self, side: Facing) -> Iterator[alt.Chart]:
        """The owner's own line across the ladder, with the span between its lowest and its highest."""
        if side.released is None:
            return
        colour = self.cast.colour(side.owner)
        low, likely, high = (self.room.edge(line) for line in side.released)
        row = {
            "x": -EDGE,
            "x2": 1 + EDGE,
            "y": likely,
            "low": low,
            "high": high,
            "text": ladder_words.line(self.cast, side),
        }
        held = self.rows.chart([row])
        x = self._x(shares=side.measured)
        if low != high:
            yield held.mark_rect(color=colour, opacity=0.1, tooltip=None, aria=False).encode(
                x=x, x2="x2:Q", y=self._y("low"), y2="high:Q"
            )
        yield held.mark_rule(color=colour, strokeWidth=2.2, tooltip=None).encode(x=x, x2="x2:Q", y=self._y())
        if not self.look.wide:
            return
        left, below = freest(side)
        words = held.mark_text(
            align="left" if left else "right",
            baseline="top" if below else "bottom",
            dx=3 if left else -3,
            dy=4 if below else -3,
            color=colour,
            fontWeight=600,
            fontSize=12,
            tooltip=None,
        )
        yield words.encode(x=self._x("x" if left else "x2", shares=side.measured), y=self._y(), text="text:N")

    def _gaps(self, side: Facing) -> Iterator[alt.Chart]:
        """The bars between the line as held and as believed, upon the interval of the belief."""
        if side.bands:
            spans = [
                {"x": low, "x2": high, **self._around(at, _BAND)}
                for at, (low, high) in enumerate(side.bands, 1)
            ]
            bands = self.rows.chart(spans).mark_rect(
                color=self.cast.colour(side.holder), opacity=0.2, tooltip=None, aria=False
            )
            yield bands.encode(x=self._x(), x2="x2:Q", y=self._y("low"), y2="high:Q")
        rows = [self._row(side, at) for at in range(side.rungs) if side.actual and side.believed]
        if rows:
            kinds = alt.Scale(domain=["blind", "over"], range=[LIGHT.blind, LIGHT.over])
            bars = self.rows.chart(rows).mark_rect()
            yield bars.encode(
                x=self._x(),
                x2="believed:Q",
                y=self._y("low"),
                y2="high:Q",
                color=alt.Color("kind:N", legend=None, scale=kinds),
                tooltip=self._tips(side),
            )

    def _around(self, rung: int, height: float) -> dict[str, float]:
        """The lower and the upper edge of a bar that runs where a rung's marks run."""
        middle = self.room.marks(rung)
        return {"low": middle - height / 2, "high": middle + height / 2}

    def _marks(self, side: Facing) -> Iterator[alt.Chart]:
        for shares, field, party, hollow in (
            (side.actual, "x", side.owner, False),
            (side.believed, "believed", side.holder, True),
        ):
            if shares:
                colour = self.cast.colour(party)
                marks = self.rows.chart(self._row(side, at) for at in range(side.rungs)).mark_point(
                    size=52 if hollow else 112,
                    strokeWidth=2,
                    stroke=colour,
                    fill=LIGHT.ground if hollow else colour,
                    opacity=1,
                )
                yield marks.encode(x=self._x(field), y=self._y(), tooltip=self._tips(side))

    def _row(self, side: Facing, at: int) -> Row:
        row: dict[str, Any] = {"y": self.room.marks(at + 1), **self._around(at + 1, _BAR)}
        row["activity"] = f"{at + 1}: {self.activities[at]}"
        if side.actual:
            row |= {"x": side.actual[at], "held": self.words.percent(side.actual[at])}
        if side.believed:
            row |= {"believed": side.believed[at], "thought": ladder_words.believed(self.cast, side, at)}
        if side.actual and side.believed:
            row |= {
                "kind": "blind" if side.believed[at] < side.actual[at] else "over",
                "reading": ladder_words.kind(self.cast, side, at),
            }
        return row

    def _tips(self, side: Facing) -> list[alt.Tooltip]:
        words = self.words
        shown = [("activity", words("rung"))]
        shown += (
            [("held", words("crossed for {owner}", owner=self.cast.name(side.owner)))] if side.actual else []
        )
        shown += (
            [("thought", words("as {holder} believes", holder=self.cast.name(side.holder)))]
            if side.believed
            else []
        )
        shown += [("reading", words("reading"))] if side.actual and side.believed else []
        return [alt.Tooltip(f"{field}:N", title=title) for field, title in shown]

    def _key(self) -> list[Entry]:
        words, entries = self.words, []
        believed = any(side.believed for side in self.sides)
        if believed:
            entries = [
                Entry(text=words("held by its owner"), colour=LIGHT.muted),
                Entry(text=words("believed by the other"), colour=LIGHT.muted, hollow=True),
                Entry(text=words("blind"), shape=BAR, colour=LIGHT.blind),
                Entry(text=words("over-cautious"), shape=BAR, colour=LIGHT.over),
            ]
        if any(low < high for side in self.sides for low, high in side.bands):
            entries.append(Entry(text=words("90 % interval"), shape=BAR, colour=LIGHT.muted, soft=True))
        if any(side.released for side in self.sides):
            entries.append(Entry(text=words("the owner’s line"), shape="stroke", colour=LIGHT.muted))
        if any(side.placed for side in self.sides):
            entries.append(
                Entry(text=words("where it is believed to be"), shape=BAR, colour=LIGHT.muted, soft=True)
            )
        return entries
