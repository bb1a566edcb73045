"""The difference map: how far two sides differ, and how far each believes they do. The signature picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from dissensus.charts import captions, drawing, map_words, perceptions, states
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Figure
from dissensus.charts.labels import Placed
from dissensus.charts.legend import Section, legend
from dissensus.charts.map_labels import EDGE, LABEL_SIZE, Room, label, place_of, regions, room
from dissensus.charts.map_legend import sections
from dissensus.charts.map_words import Mark
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.results import Difference, Results, Value
from dissensus.i18n import Words

_KEY_ROW = 17
_ALIGNS: tuple[drawing.Align, ...] = ("left", "center", "right")
_INDENT = 44
"""How far a narrow chart's key may go left of the plot: below the labels of the vertical axis."""


def difference_map(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """Every statement of the latest round at its actual and its perceived difference, one mark a side.

    None where no statement has both figures (no answers, no predictions, or a guarded side: see
    `difference_bands` and `difference_matrix`).
    """
    cast, held = Cast(case, words), results.latest
    marks = tuple(_marks(perceptions.between(held, pair)))
    if not marks:
        return None
    points = [_point(cast, mark) for mark in marks]
    title, alt_text = map_words.title(cast, pair), map_words.alt_text(cast, held, pair, marks)
    return Figure(
        id=f"difference-map-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=map_words.note(cast, held, pair, marks),
        table=map_words.table(cast, marks),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, pair, marks, points, look, rows).whole(),
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


def _point(cast: Cast, mark: Mark) -> Row:
    return {
        "id": mark.found.statement,
        "party": mark.party,
        "key": states.of(mark.found),
        "hollow": mark.hollow,
        "x": mark.x.value,
        "y": mark.y.value,
        **{f"tip{index}": text for index, text in enumerate(map_words.tips(cast, mark).values())},
    }


class _Drawing:
    """The layers of one map in one look."""

    def __init__(
        self, cast: Cast, pair: Pair, marks: Sequence[Mark], points: Sequence[Row], look: Look, rows: Rows
    ) -> None:
        self.cast, self.pair, self.marks = cast, pair, marks
        self.look, self.rows = look, rows
        self.words = cast.words
        self.by_statement = map_words.by_statement(marks)
        self.room: Room = room(look, marks)
        self.hover = alt.selection_point(name="hover", fields=["id"], on="pointerover", clear="pointerout")
        self.pick = alt.selection_point(
            name="pick", fields=["key"], on="click", toggle="true", clear="dblclick"
        )
        self.regions = regions(cast, self.room, marks)
        self.labelled = label(cast, self.room, marks, self.regions)
        self.held = rows.add({**row, "at": self._at(mark)} for row, mark in zip(points, marks, strict=True))
        self.tips = tuple(map_words.tips(cast, marks[0]))
        self.colour = drawing.side_colours(pair, [cast.colour(party) for party in pair])

    def _at(self, mark: Mark) -> float:
        """Where a mark stands on the axis of actual differences: at its own, or a little aside."""
        return self.room.point(*place_of(self.room, mark))[0]

    def whole(self) -> Piece:
        """The map with its key beside it, or below it with the wording of the numbered statements."""
        size = self.room.side
        layers = [
            *self._ground(),
            *self._intervals(),
            *self._joints(),
            *self._points(),
            *self._labels(),
            *self._targets(),
        ]
        plot = drawing.layered(layers, width=size, height=size)
        left = 0 if self.look.wide else -_INDENT
        key = legend(self.rows, self._key(), self.look, self.room.legend, pick=self.pick, left=left)
        if self.look.wide:
            return drawing.beside([plot, key], spacing=28)
        return drawing.below([plot, *self._wordings(), key], spacing=18)

    def _key(self) -> list[Section]:
        shown = [marks[0].found for marks in self.by_statement.values()]
        return sections(
            self.cast,
            self.pair,
            shown,
            intervals=bool(self.labelled) and any(_wide(mark) for mark in self.marks),
        )

    def _x(self, field: str = "x") -> alt.X:
        title = self.words("actual difference")
        return alt.X(f"{field}:Q", title=title, scale=_scale(), axis=_axis(self.words, title))

    def _y(self, field: str = "y") -> alt.Y:
        title = self.words("perceived difference")
        return alt.Y(f"{field}:Q", title=title, scale=_scale(), axis=_axis(self.words, title))

    def _ground(self) -> Iterator[alt.Chart]:
        """The diagonal, and what lies above and below it."""
        corner = [{"x": end, "y": end} for end in (-EDGE, 1 + EDGE)]
        below = self.rows.chart(corner).mark_area(color=LIGHT.shade, tooltip=None, aria=False)
        diagonal = self.rows.chart([{"x": 0, "y": 0}, {"x": 1, "y": 1}]).mark_line(
            strokeDash=[5, 4], color=LIGHT.quiet, strokeWidth=1.2, tooltip=None, aria=False
        )
        words = self.rows.chart(self._middle(placed) for placed in self.regions)
        yield below.encode(x=self._x(), y=self._y(), y2=alt.datum(-EDGE))
        yield diagonal.encode(x=self._x(), y=self._y())
        yield words.mark_text(
            align="center", baseline="middle", fontStyle="italic", color=LIGHT.muted, tooltip=None
        ).encode(x=self._x(), y=self._y(), text="text:N")

    def _intervals(self) -> Iterator[alt.Chart]:
        """Soft bars of the named statements, and of the one pointed at: D across, P upright."""
        named = {placed.key for placed in self.labelled}
        shown = {"or": [{"param": "hover", "empty": False}, "datum.named"]}
        for bars, ends in ((_across, {"x2": "x2:Q"}), (_upright, {"y2": "y2:Q"})):
            rows = [
                {**row, "party": mark.party, "named": mark.found.statement in named}
                for mark in self.marks
                for row in bars(mark)
            ]
            if rows:
                drawn = self.rows.chart(rows).mark_rule(
                    strokeWidth=self.room.bar, opacity=0.17, tooltip=None, aria=False
                )
                colour = alt.Color("party:N", legend=None, scale=self.colour)
                yield drawn.transform_filter(shown).encode(x=self._x(), y=self._y(), color=colour, **ends)

    def _joints(self) -> Iterator[alt.Chart]:
        """The lines that join the two marks of a statement."""
        rows = [
            {
                "id": name,
                "key": states.of(marks[0].found),
                "x": self._at(marks[0]),
                "y": marks[0].y.value,
                "y2": marks[-1].y.value,
            }
            for name, marks in self.by_statement.items()
            if len(marks) > 1
        ]
        joints = self.rows.chart(rows).mark_rule(color=LIGHT.quiet, tooltip=None, aria=False)
        yield joints.encode(
            x=self._x(),
            y=self._y(),
            y2="y2:Q",
            opacity=alt.condition(self.hover & self.pick, alt.value(0.75), alt.value(0.12)),
            strokeWidth=alt.condition(self.hover, alt.value(2.2), alt.value(1), empty=False),
        )

    def _points(self) -> Iterator[alt.Chart]:
        present = {states.of(mark.found) for mark in self.marks}
        shown = [name for name in states.SHAPES if name in present]
        shapes = alt.Scale(domain=shown, range=[states.SHAPES[name] for name in shown])
        fill = alt.Fill("party:N", legend=None, scale=self.colour)
        points = drawing.Sheet(self.held).mark_point(size=self.room.mark, strokeWidth=1.8, opacity=1)
        yield points.encode(
            x=self._x("at"),
            y=self._y(),
            stroke=alt.Stroke("party:N", legend=None, scale=self.colour),
            fill=alt.condition("datum.hollow", alt.value(LIGHT.ground), fill),
            shape=alt.Shape("key:N", legend=None, scale=shapes),
            opacity=alt.condition(self.hover & self.pick, alt.value(1), alt.value(0.18)),
        )

    def _targets(self) -> Iterator[alt.Chart]:
        """What a pointer hits: a clear disc over every mark, somewhat larger, with its words.

        (Pointing at the nearest mark would be simpler, but Vega-Lite then loses the words.)
        """
        discs = drawing.Sheet(self.held).mark_point(
            size=self.room.mark * 2.4, filled=True, opacity=0, aria=False
        )
        tips = [alt.Tooltip(f"tip{at}:N", title=title) for at, title in enumerate(self.tips)]
        yield discs.encode(x=self._x("at"), y=self._y(), tooltip=tips).add_params(self.hover)

    def _labels(self) -> Iterator[alt.Chart]:
        leaders = [self.room.line(placed.leader) for placed in self.labelled if placed.leader is not None]
        if leaders:
            rules = self.rows.chart(leaders).mark_rule(
                color=LIGHT.muted, strokeWidth=0.8, tooltip=None, aria=False
            )
            yield rules.encode(x=self._x(), y=self._y(), x2="x2:Q", y2="y2:Q")
        for align in _ALIGNS:
            rows = [row for held in self.labelled if held.align == align for row in self._text_rows(held)]
            if rows:
                texts = self.rows.chart(rows).encode(x=self._x(), y=self._y(), text="text:N")
                yield from drawing.halo(texts, LABEL_SIZE, align=align)

    def _middle(self, placed: Placed) -> Row:
        box = placed.box
        x, y = self.room.point((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        return {"x": x, "y": y, "text": placed.lines[0]}

    def _text_rows(self, placed: Placed) -> Iterator[dict[str, Any]]:
        height = (placed.box.bottom - placed.box.top) / len(placed.lines)
        for index, text in enumerate(placed.lines):
            x, y = self.room.point(placed.edge, placed.box.top + (index + 0.5) * height)
            yield {"x": x, "y": y, "text": text}

    def _wordings(self) -> list[alt.Chart]:
        """On a narrow screen: the numbers on the map, in words below it."""
        rows, y = [], _KEY_ROW / 2
        for placed in self.labelled:
            rows.append({"x": 0, "y": y, "text": placed.lines[0]})
            for line in captions.wrapped(f"{placed.key} {self.cast.statement(placed.key)}", 46):
                rows.append({"x": 18, "y": y, "text": line})
                y += _KEY_ROW
            y += 5
        if not rows:
            return []
        sheet = self.rows.paper(rows, self.room.legend, y - 5, left=-_INDENT)
        return [sheet.mark_text(align="left", baseline="middle").encode(text="text:N")]


def _wide(mark: Mark) -> bool:
    return any(cell.interval is not None and cell.interval[0] < cell.interval[1] for cell in (mark.x, mark.y))


def _upright(mark: Mark) -> Iterator[dict[str, Any]]:
    if mark.y.interval is not None:
        low, high = mark.y.interval
        yield {"id": mark.found.statement, "x": mark.x.value, "y": low, "y2": high}


def _across(mark: Mark) -> Iterator[dict[str, Any]]:
    if mark.x.interval is not None:
        low, high = mark.x.interval
        yield {"id": mark.found.statement, "x": low, "x2": high, "y": mark.y.value}


def _scale() -> alt.Scale:
    return alt.Scale(domain=[-EDGE, 1 + EDGE], nice=False, zero=False)


def _axis(words: Words, title: str) -> alt.Axis:
    return alt.Axis(title=title, gridOpacity=0.7, domain=False, **drawing.shares(words))
