"""The difference map: how far two sides differ, and how far each believes they do. The signature picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
import attrs

from dissensus.charts import captions, drawing, map_words, perceptions, states
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Chart
from dissensus.charts.figure import Figure
from dissensus.charts.labels import Box, Placed, Wish, place
from dissensus.charts.legend import Entry, Section, legend
from dissensus.charts.map_words import Mark
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.results import Difference, Results, RoundResults, Value
from dissensus.i18n import Words

EDGE = 0.03
"""How far the axes run past 0 and 1, so that marks on the frame are whole."""

_LABEL_SIZE = 12
_KEY_ROW = 17


@attrs.frozen(kw_only=True)
class _Room:
    """The measures of the map in one look, in pixels."""

    side: float
    legend: float
    labels: int
    mark: float

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the map lies, y downwards."""
        span = 1 + 2 * EDGE
        return (x + EDGE) / span * self.side, (1 + EDGE - y) / span * self.side

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point of the map at a pixel."""
        span = 1 + 2 * EDGE
        return x / self.side * span - EDGE, 1 + EDGE - y / self.side * span


def difference_map(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """Every statement of the latest round at its actual and its perceived difference, one mark a side.

    None where no statement has both figures (no answers, no predictions, or a guarded side: see
    `difference_bands` and `difference_matrix`).
    """
    cast, held = Cast(case, words), results.latest
    marks = tuple(_marks(perceptions.between(held, pair)))
    if not marks:
        return None
    title, alt_text = map_words.title(cast, pair), map_words.alt_text(cast, held, pair, marks)
    return Figure(
        id=f"difference-map-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=map_words.note(cast, held, pair, marks),
        table=map_words.table(cast, marks),
        variants=drawing.variants(
            lambda look: _Drawing(cast, held, pair, marks, look).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


def _marks(differences: Sequence[Difference]) -> Iterator[Mark]:
    for found in differences:
        for party in found.sides:
            perceived = found.perceived[party]
            if isinstance(found.actual, Value) and isinstance(perceived, Value):
                yield Mark(found=found, party=party, x=found.actual, y=perceived)


def _room(look: Look, statements: int) -> _Room:
    crowd = 130 if statements <= 12 else 95 if statements <= 50 else 70
    if look.wide:
        return _Room(side=610, legend=210, labels=12, mark=crowd)
    return _Room(side=276, legend=318, labels=5, mark=crowd * 0.6)


class _Drawing:
    """The layers of one map in one look."""

    def __init__(self, cast: Cast, held: RoundResults, pair: Pair, marks: Sequence[Mark], look: Look) -> None:
        self.cast, self.held, self.pair, self.marks, self.look = cast, held, pair, marks, look
        self.words = cast.words
        self.by_statement: dict[str, list[Mark]] = {}
        for mark in marks:
            self.by_statement.setdefault(mark.found.statement, []).append(mark)
        self.room = _room(look, len(self.by_statement))
        self.hover = alt.selection_point(
            name="hover", fields=["id"], on="pointerover", clear="pointerout", nearest=True
        )
        self.pick = alt.selection_point(
            name="pick", fields=["key"], on="click", toggle="true", clear="dblclick"
        )
        self.labelled = self._labelled()

    def whole(self) -> Chart:
        """The map with its key beside it, or below it with the wording of the numbered statements."""
        size = self.room.side
        layers = [self._ground(), *self._intervals(), self._joints(), self._points(), *self._labels()]
        plot = alt.layer(*layers).properties(width=size, height=size)
        key = legend(self._sections(), self.look, self.room.legend, self.pick)
        if self.look.wide:
            return alt.hconcat(plot, key, spacing=28)
        return alt.vconcat(plot, *self._wordings(), key, spacing=18)

    def _ground(self) -> Chart:
        """The diagonal, and what lies above and below it."""
        diagonal = alt.Chart(drawing.data([{"x": 0, "y": 0}, {"x": 1, "y": 1}])).mark_line(
            strokeDash=[5, 4], color=LIGHT.quiet, strokeWidth=1.2, tooltip=None
        )
        below = alt.Chart(drawing.data([{"x": -EDGE, "y": -EDGE}, {"x": 1 + EDGE, "y": 1 + EDGE}])).mark_area(
            color=LIGHT.shade, tooltip=None
        )
        return alt.layer(
            below.encode(x=self._x(), y=self._y(), y2=alt.datum(-EDGE)),
            diagonal.encode(x=self._x(), y=self._y()),
            *self._corners(),
        )

    def _corners(self) -> Iterator[Chart]:
        for align, text, x, y in (
            ("left", self.words("overestimated"), 0.0, 1.0),
            ("right", self.words("underestimated"), 1.0, 0.0),
        ):
            yield (
                alt.Chart(drawing.data([{"x": x, "y": y, "text": text}]))
                .mark_text(
                    align=align, baseline="middle", fontStyle="italic", color=LIGHT.muted, tooltip=None
                )
                .encode(x=self._x(), y=self._y(), text="text:N")
            )

    def _x(self, field: str = "x") -> alt.X:
        title = self.words("actual difference")
        return alt.X(f"{field}:Q", title=title, scale=_scale(), axis=_axis(self.words, title))

    def _y(self, field: str = "y") -> alt.Y:
        title = self.words("perceived difference")
        return alt.Y(f"{field}:Q", title=title, scale=_scale(), axis=_axis(self.words, title))

    def _colour(self) -> alt.Scale:
        return drawing.colours(self.pair, [self.cast.colour(party) for party in self.pair])

    def _intervals(self) -> Iterator[Chart]:
        """Thin bars of the named statements, and of the one pointed at."""
        rows = [row for mark in self.marks for row in self._bars(mark)]
        for across in (True, False):
            held = [row for row in rows if row["across"] is across]
            if not held:
                continue
            bars = alt.Chart(drawing.data(held)).transform_filter(
                alt.LogicalOrPredicate(**{"or": [{"param": "hover", "empty": False}, "datum.named"]})
            )
            ends = {"x2": "x2:Q"} if across else {"y2": "y2:Q"}
            yield bars.mark_rule(strokeWidth=1.4, opacity=0.42, tooltip=None, aria=False).encode(
                x=self._x(),
                y=self._y(),
                color=alt.Color("party:N", legend=None, scale=self._colour()),
                **ends,
            )

    def _bars(self, mark: Mark) -> Iterator[dict[str, Any]]:
        found = mark.found
        row = {
            "id": found.statement,
            "party": mark.party,
            "named": any(placed.key == found.statement for placed in self.labelled),
            "x": mark.x.value,
            "y": mark.y.value,
        }
        if mark.x.interval is not None:
            yield {**row, "across": True, "x": mark.x.interval[0], "x2": mark.x.interval[1]}
        if mark.y.interval is not None:
            yield {**row, "across": False, "y": mark.y.interval[0], "y2": mark.y.interval[1]}

    def _joints(self) -> Chart:
        """The lines that join the two marks of a statement."""
        rows = [
            {
                "id": name,
                "x": marks[0].x.value,
                "y": marks[0].y.value,
                "y2": marks[1].y.value,
                "key": states.of(marks[0].found),
            }
            for name, marks in self.by_statement.items()
            if len(marks) == 2
        ]
        return (
            alt.Chart(drawing.data(rows))
            .mark_rule(color=LIGHT.quiet, tooltip=None, aria=False)
            .encode(
                x=self._x(),
                y=self._y(),
                y2="y2:Q",
                opacity=alt.condition(self._lit(), alt.value(0.6), alt.value(0.12)),
                strokeWidth=alt.condition(self.hover, alt.value(2.2), alt.value(1), empty=False),
            )
        )

    def _lit(self) -> Any:
        return self.hover & self.pick

    def _points(self) -> Chart:
        shown = [name for name in states.SHAPES if any(states.of(mark.found) == name for mark in self.marks)]
        colour = self._colour()
        fill = alt.Fill("party:N", legend=None, scale=colour)
        return (
            alt.Chart(drawing.data(self._row(mark) for mark in self.marks))
            .mark_point(size=self.room.mark, strokeWidth=1.8, opacity=1)
            .encode(
                x=self._x(),
                y=self._y(),
                stroke=alt.Stroke("party:N", legend=None, scale=colour),
                fill=alt.condition("datum.hollow", alt.value(LIGHT.ground), fill),
                shape=alt.Shape(
                    "key:N",
                    legend=None,
                    scale=alt.Scale(domain=shown, range=[states.SHAPES[name] for name in shown]),
                ),
                opacity=alt.condition(self._lit(), alt.value(1), alt.value(0.18)),
                tooltip=[alt.Tooltip(f"{field}:N", title=title) for field, title in self._told()],
            )
            .add_params(self.hover)
        )

    def _told(self) -> list[tuple[str, str]]:
        words = self.words
        names = list(perceptions.told(self.cast, self.marks[0].found))
        return [
            ("title", words("statement")),
            ("seen", words("seen by")),
            ("actual", words("actual difference")),
            ("perceived", words("perceived difference")),
            ("direction", words("direction expected")),
            ("state", words("state")),
            *((f"told{index}", name) for index, name in enumerate(names)),
        ]

    def _row(self, mark: Mark) -> dict[str, Any]:
        found, words = mark.found, self.words
        said = perceptions.told(self.cast, found).values()
        return {
            "id": found.statement,
            "party": mark.party,
            "key": states.of(found),
            "hollow": mark.hollow,
            "x": mark.x.value,
            "y": mark.y.value,
            "title": f"{found.statement}: {self.cast.statement(found.statement)}",
            "seen": self.cast.name(mark.party),
            "actual": captions.in_words(words, mark.x),
            "perceived": captions.in_words(words, mark.y),
            "direction": perceptions.direction(words, found.rightly[mark.party]),
            "state": states.told(self.cast, found),
            **{f"told{index}": text for index, text in enumerate(said)},
        }

    def _labelled(self) -> tuple[Placed, ...]:
        """The most surprising statements, each with a free place for its words (or, narrow, its number)."""
        room, reach = self.room, math.sqrt(self.room.mark) / 2 + 2
        named = perceptions.most_surprising(marks[0].found for marks in self.by_statement.values())
        return place(
            [self._wish(found, index) for index, found in enumerate(named)],
            frame=Box(3, 3, room.side - 3, room.side - 3),
            marks=[
                *(Box.around(*room.pixel(mark.x.value, mark.y.value), reach) for mark in self.marks),
                *self._corner_boxes(),
            ],
            lines=[*self._line_boxes()],
            size=_LABEL_SIZE,
            most=room.labels,
        )

    def _wish(self, found: Difference, index: int) -> Wish:
        ends = [self.room.pixel(mark.x.value, mark.y.value) for mark in self.by_statement[found.statement]]
        text = f"{found.statement} {self.cast.statement(found.statement)}"
        lines = captions.wrapped(text, 26, 2) if self.look.wide else [str(index + 1)]
        return Wish(found.statement, tuple(lines), tuple(ends))

    def _corner_boxes(self) -> Iterator[Box]:
        left, top = self.room.pixel(0, 1)
        right, bottom = self.room.pixel(1, 0)
        yield Box(left, top - 9, left + 110, top + 9)
        yield Box(right - 120, bottom - 9, right, bottom + 9)

    def _line_boxes(self) -> Iterator[Box]:
        for marks in self.by_statement.values():
            ends = [self.room.pixel(mark.x.value, mark.y.value) for mark in marks]
            if len(ends) == 2:
                (x, y), (_, y2) = ends
                yield Box(x - 1, min(y, y2), x + 1, max(y, y2))
        for step in range(50):
            yield Box.around(*self.room.pixel((step + 0.5) / 50, (step + 0.5) / 50), 3)

    def _labels(self) -> Iterator[Chart]:
        if not self.labelled:
            return
        leaders = [self._leader(placed) for placed in self.labelled if placed.leader is not None]
        if leaders:
            yield (
                alt.Chart(drawing.data(leaders))
                .mark_rule(color=LIGHT.quiet, strokeWidth=0.8, tooltip=None, aria=False)
                .encode(x=self._x(), y=self._y(), x2="x2:Q", y2="y2:Q")
            )
        rows = [row for placed in self.labelled for row in self._text_rows(placed)]
        texts = alt.Chart(drawing.data(rows)).encode(x=self._x(), y=self._y(), text="text:N")
        yield drawing.halo(texts, _LABEL_SIZE)

    def _leader(self, placed: Placed) -> Mapping[str, float]:
        assert placed.leader is not None
        (x, y), (x2, y2) = self.room.point(*placed.leader[:2]), self.room.point(*placed.leader[2:])
        return {"x": x, "y": y, "x2": x2, "y2": y2}

    def _text_rows(self, placed: Placed) -> Iterator[dict[str, Any]]:
        for index, text in enumerate(placed.lines):
            height = (placed.box.bottom - placed.box.top) / len(placed.lines)
            x, y = self.room.point(placed.box.left, placed.box.top + (index + 0.5) * height)
            yield {"x": x, "y": y, "text": text}

    def _wordings(self) -> list[Chart]:
        """On a narrow screen: the numbers on the map, in words below it."""
        rows, y = [], _KEY_ROW / 2
        for placed in self.labelled:
            lines = captions.wrapped(f"{placed.key} {self.cast.statement(placed.key)}", 46)
            rows += [{"x": 4, "y": y, "text": placed.lines[0]}]
            rows += [{"x": 20, "y": y + at * _KEY_ROW, "text": line} for at, line in enumerate(lines)]
            y += _KEY_ROW * len(lines) + 5
        if not rows:
            return []
        sheet = drawing.paper(rows, self.room.legend, y)
        return [sheet.mark_text(align="left", baseline="middle").encode(text="text:N")]

    def _sections(self) -> list[Section]:
        words, counts = (
            self.words,
            captions.counted(states.of(marks[0].found) for marks in self.by_statement.values()),
        )
        seen = [Entry(text=self.cast.name(party), colour=self.cast.colour(party)) for party in self.pair]
        shapes = [
            Entry(
                text=f"{states.in_words(words, name)}  {counts[name]}",
                shape=states.SHAPES[name],
                colour=LIGHT.muted,
                key=name,
            )
            for name in states.SHAPES
            if name in counts
        ]
        ways = [Entry(text=words("expected wrongly"), hollow=True, colour=LIGHT.muted)]
        return [
            Section(title=words("seen by"), entries=tuple(seen)),
            Section(title=words("state, statements"), entries=tuple(shapes)),
            Section(title=words("direction"), entries=tuple(ways)),
        ]


def _scale() -> alt.Scale:
    return alt.Scale(domain=[-EDGE, 1 + EDGE], nice=False, zero=False)


def _axis(words: Words, title: str) -> alt.Axis:
    return alt.Axis(title=title, gridOpacity=0.7, domain=False, **drawing.shares(words))
