"""Surprise before and after, by arm: what a dialogue told each side about the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt

from dissensus.charts import captions, drawing, surprise_words
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Figure
from dissensus.charts.legend import BAR, Entry, strip
from dissensus.charts.perceptions import Pair
from dissensus.charts.surprise_words import Group, View
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.results import Results, Value
from dissensus.i18n import Words

_LANE = 26
_AIR = 16
_BAND = 15
_STEPS = (0.1, 0.2, 0.5, 1, 2)


def surprise(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """Both sides' surprise about each other: in the first and the last round by arm, or in the one there is.

    Mean bits with their intervals, every statement a tick; where bits may not be shown, how many of the other
    side's leanings were expected rightly. With one round and no arms, by issue. None where neither side
    predicted anything.
    """
    cast = Cast(case, words)
    shown = surprise_words.views(cast, results, pair)
    if not shown:
        return None
    bits, twice = surprise_words.in_bits(shown), any(len(view.rounds) > 1 for view in shown)
    title = surprise_words.title(cast, pair, bits=bits, twice=twice)
    alt_text = surprise_words.alt_text(cast, results, shown)
    return Figure(
        id=f"surprise-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=surprise_words.note(cast, results, shown),
        table=surprise_words.table(cast, shown),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, results, shown, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, results.latest)],
            alt_text=alt_text,
        ),
    )


class _Drawing:
    """The two panels in one look: every group a row, every round a lane in it."""

    def __init__(self, cast: Cast, results: Results, shown: Sequence[View], look: Look, rows: Rows) -> None:
        self.cast, self.results, self.shown, self.look, self.rows = cast, results, shown, look, rows
        self.words = cast.words
        self.bits = surprise_words.in_bits(shown)
        self.titles = tuple(dict.fromkeys(title for view in shown for title in view.titles))
        self.lanes = max(len(view.rounds) for view in shown)
        self.row = self.lanes * _LANE + _AIR
        self.height = self.row * len(self.titles)
        self.most = surprise_words.reach(shown) if self.bits else 1.0
        # A count at 100 % still needs room for its words.
        self.end = self.most * (1.03 if self.bits else 1.22 if look.wide else 1.34)
        self.label, self.panel = (150, 342) if look.wide else (100, 214)

    def whole(self) -> Piece:
        """Side by side with the groups' names once; narrow, one below the other; the key below."""
        panels = [self._panel(view) for view in self.shown]
        if self.look.wide:
            shown = drawing.beside([self._names(), *panels], spacing=22, bounds="flush")
        else:
            stacked = [drawing.beside([self._names(), panel], spacing=6, bounds="flush") for panel in panels]
            shown = drawing.below(stacked, spacing=24)
        entries = self._key()
        if not entries:
            return shown
        return drawing.below([shown, strip(self.rows, entries, self.look, self.look.width - 16)], spacing=14)

    def _names(self) -> Piece:
        """The groups' names, and the rounds' at the lanes."""
        names, rounds = [], []
        letters = int((self.label - (40 if self.lanes > 1 else 0)) / (self.look.text * 0.55))
        for at, title in enumerate(self.titles):
            lines = captions.wrapped(title, letters, 2)
            first = self.row * (at + 0.5) - (len(lines) - 1) * 7.5
            names += [{"x": 0, "y": first + 15 * line, "text": text} for line, text in enumerate(lines)]
            if self.lanes > 1:
                ends = (self.results.rounds[0].id, self.results.latest.id)
                rounds += [
                    {"x": self.label, "y": self._level(at, lane), "text": ends[lane]} for lane in (0, 1)
                ]
        sheet = self.rows.paper(names, self.label, self.height)
        layers = [sheet.mark_text(align="left", baseline="middle").encode(text="text:N")]
        if rounds:
            lanes = self.rows.paper(rounds, self.label, self.height)
            layers.append(
                lanes.mark_text(align="right", baseline="middle", color=LIGHT.muted).encode(text="text:N")
            )
        return drawing.layered(layers, width=self.label, height=self.height)

    def _level(self, at: int, lane: int) -> float:
        return self.row * at + _AIR / 2 + (lane + 0.5) * _LANE

    def _y(self, field: str = "y") -> alt.Y:
        return alt.Y(
            f"{field}:Q", axis=None, scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        )

    def _x(self, field: str = "x") -> alt.X:
        words = self.words
        scale = alt.Scale(domain=[-0.03 * self.most, self.end], nice=False, zero=False)
        if self.bits:
            step = next((step for step in _STEPS if self.most / step <= 6), _STEPS[-1])
            values = [at * step for at in range(int(self.most / step + 1e-9) + 1)]
            ticks, title = drawing.ticks(words, values, 0 if step >= 1 else 1), words("surprise, bits")
        else:
            ticks = drawing.shares(words, percent=True, few=not self.look.wide)
            title = words("expected rightly")
        axis = alt.Axis(title=title, domain=False, gridOpacity=0.7, **ticks)
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    def _panel(self, view: View) -> Piece:
        colour = self.cast.colour(view.perceiver)
        layers = [*self._floors(), *self._ticks(view, colour), *self._means(view, colour)]
        return drawing.layered(layers, width=self.panel, height=self.height, title=self._head(view))

    def _head(self, view: View) -> dict[str, Any]:
        size = self.look.text
        said = surprise_words.outcome(self.cast, view)
        below = {"subtitle": captions.wrapped(said, int(self.panel / (size * 0.52)))} if said else {}
        return {
            **below,
            "text": surprise_words.heading(self.cast, view),
            "frame": "group",
            "anchor": "start",
            "fontSize": size + 1,
            "subtitleFontSize": size,
            "subtitlePadding": 4,
            "offset": 10,
        }

    def _floors(self) -> Iterator[alt.Chart]:
        rows = [
            {"x": 0, "x2": self.most, "y": self._level(at, lane)}
            for at in range(len(self.titles))
            for lane in range(self.lanes)
        ]
        floors = self.rows.chart(rows).mark_rule(color=LIGHT.line, tooltip=None, aria=False)
        yield floors.encode(x=self._x(), x2="x2:Q", y=self._y())

    def _ticks(self, view: View, colour: str) -> Iterator[alt.Chart]:
        """Every statement as a faint tick in its lane."""
        if not self.bits:
            return
        rows = [
            {
                "x": min(cell.value, self.most),
                "y": self._level(at, lane),
                "id": one.statement,
                "statement": f"{one.statement}: {self.cast.statement(one.statement)}",
                "bits": captions.bits(self.words, cell),
            }
            for at, lane, group in self._groups(view)
            for one in group.found
            if isinstance(cell := one.surprise[view.perceiver], Value)
        ]
        if rows:
            ticks = self.rows.chart(rows).mark_tick(
                color=colour, opacity=0.38, thickness=1.4, size=13, orient="vertical"
            )
            yield ticks.encode(
                x=self._x(),
                y=self._y(),
                tooltip=[
                    alt.Tooltip("statement:N", title=self.words("statement")),
                    alt.Tooltip("bits:N", title=self.words("surprise, bits")),
                ],
            )

    def _groups(self, view: View) -> Iterator[tuple[int, int, Group]]:
        """Every group of a view with its row and its lane."""
        for lane, held in enumerate(view.rounds):
            for title, group in held.items():
                yield self.titles.index(title), lane, group

    def _means(self, view: View, colour: str) -> Iterator[alt.Chart]:
        """The groups' figures: hollow before, filled after, joined, each with its number."""
        rows = [
            self._row(at, lane, group)
            for at, lane, group in self._groups(view)
            if self._place(group) is not None
        ]
        if not rows:
            return
        held = self.rows.chart(rows)
        if any("low" in row for row in rows):
            drawn = held.transform_filter("isValid(datum.low)").mark_rect(
                color=colour, opacity=0.2, clip=True, tooltip=None, aria=False
            )
            yield drawn.encode(x=self._x("low"), x2="high:Q", y=self._y("top"), y2="foot:Q")
        joined = list(_joined(rows))
        if joined:
            joints = self.rows.chart(joined).mark_rule(color=colour, strokeWidth=2, tooltip=None, aria=False)
            yield joints.encode(x=self._x(), x2="x2:Q", y=self._y(), y2="y2:Q")
        marks = held.mark_point(size=105, strokeWidth=2.2, stroke=colour, opacity=1)
        yield marks.encode(
            x=self._x(),
            y=self._y(),
            fill=alt.condition("datum.hollow", alt.value(LIGHT.ground), alt.value(colour)),
            tooltip=[
                alt.Tooltip("title:N", title=self.words("statements")),
                alt.Tooltip("bits:N", title=self.words("mean surprise, bits")),
                alt.Tooltip("right:N", title=self.words("expected rightly")),
            ],
        )
        texts = held.encode(x=self._x(), y=self._y(), text="text:N")
        yield from drawing.halo(texts, self.look.text, shift=11)

    def _place(self, group: Group) -> float | None:
        if self.bits:
            return group.bits.value if isinstance(group.bits, Value) else None
        return group.right / group.of if group.of else None

    def _row(self, at: int, lane: int, group: Group) -> Row:
        row: dict[str, Any] = {
            "row": at,
            "x": self._place(group),
            "y": self._level(at, lane),
            "top": self._level(at, lane) - _BAND / 2,
            "foot": self._level(at, lane) + _BAND / 2,
            "hollow": lane + 1 < self.lanes,
            "title": group.title,
            "text": surprise_words.amount(self.cast, group)
            if self.bits
            else surprise_words.right(self.cast, group),
            "bits": "" if group.bits is None else captions.bits(self.words, group.bits),
            "right": surprise_words.right(self.cast, group),
        }
        if self.bits and _span(group):
            row["low"], row["high"] = _span(group)
        return row

    def _key(self) -> list[Entry]:
        words, entries = self.words, []
        if self.lanes > 1:
            entries.append(Entry(text=words("before"), colour=LIGHT.muted, hollow=True))
            entries.append(Entry(text=words("after"), colour=LIGHT.muted))
        elif self.bits:
            entries.append(Entry(text=words("mean"), colour=LIGHT.muted))
        if self.bits:
            entries.append(Entry(text=words("one statement"), shape=_TICK, colour=LIGHT.quiet))
        if self.bits and any(_span(group) for view in self.shown for _, _, group in self._groups(view)):
            entries.append(
                Entry(text=words("90 % interval of the mean"), shape=BAR, colour=LIGHT.muted, soft=True)
            )
        return entries


_TICK = "M-.12,-1L.12,-1L.12,1L-.12,1Z"


def _joined(rows: Sequence[Row]) -> Iterator[Row]:
    """From a group's figure before to its figure after."""
    first: Mapping[int, Row] = {row["row"]: row for row in rows if row["hollow"]}
    for row in rows:
        if not row["hollow"] and row["row"] in first:
            before = first[row["row"]]
            yield {"x": before["x"], "y": before["y"], "x2": row["x"], "y2": row["y"]}


def _span(group: Group) -> tuple[float, ...]:
    """The ends of the interval of a group's mean; empty where there is none."""
    return group.bits.interval or () if isinstance(group.bits, Value) else ()
