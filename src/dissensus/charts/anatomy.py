"""The anatomy of the differences: how large and how surprising, by kind of statement and by issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import altair as alt

from dissensus.charts import captions, desk_words, drawing
from dissensus.charts.board import Board, Line, span
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.legend import Entry, strip
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.findings import AnatomyPart
from dissensus.engine.results import Cell, Results, RoundResults, Value
from dissensus.i18n import Words

_LANE = 9.0
_STEPS = (0.1, 0.2, 0.5, 1, 2)


def anatomy(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """The mean actual difference and each side's mean surprise, by kind of statement and by issue.

    Within each the largest difference stands first. None where there is nothing that may be shown.
    """
    cast, held = Cast(case, words), results.latest
    parts = _parts(held, pair)
    if not any(isinstance(cell, Value) for part in parts for cell in (part.actual, *part.surprise.values())):
        return None
    one, other = (cast.name(party) for party in pair)
    title = words("Where the differences of {one} and {other} lie", one=one, other=other)
    alt_text = _alt_text(cast, held, parts)
    return Figure(
        id=f"anatomy-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=_note(cast, held, parts),
        table=_table(cast, pair, parts),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, pair, parts, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


def _parts(held: RoundResults, pair: Pair) -> list[AnatomyPart]:
    found = [part for part in held.anatomy if set(part.sides) == set(pair)]
    return sorted(found, key=lambda part: (part.by != "kind", -_number(part.actual)))


def _number(cell: Cell) -> float:
    return cell.value if isinstance(cell, Value) else -1.0


def _name(cast: Cast, part: AnatomyPart) -> str:
    return desk_words.kind(cast.words, part.label) if part.by == "kind" else cast.issue(part.label)


def _group(cast: Cast, by: str) -> str:
    return cast.words("By kind of statement") if by == "kind" else cast.words("By issue")


class _Drawing:
    """Two panels in one look: actual difference, and surprise by side."""

    def __init__(self, cast: Cast, pair: Pair, parts: Sequence[AnatomyPart], look: Look, rows: Rows) -> None:
        self.cast, self.pair, self.look, self.rows = cast, pair, look, rows
        self.words = cast.words
        lines: list[Line] = []
        self.parts: list[tuple[int, AnatomyPart]] = []
        for by in dict.fromkeys(part.by for part in parts):
            lines.append(Line(text=_group(cast, by), head=True))
            for part in parts:
                if part.by == by:
                    self.parts.append((len(lines), part))
                    lines.append(Line(text=_name(cast, part)))
        self.bits = [
            cell.value for part in parts for cell in part.surprise.values() if isinstance(cell, Value)
        ]
        self.board = Board(look, rows, lines, label=230, narrow=112, panels=2 if self.bits else 1, strip=34)

    def whole(self) -> Piece:
        """Both panels, with the key of the sides below."""
        words = self.words
        panels = [self.board.panel(self._actual(), title=words("How large the differences are"))]
        if not self.bits:
            return self.board.whole(panels)
        panels.append(
            self.board.panel(self._surprise(), title=words("How surprising the other side’s answers are"))
        )
        entries = [
            Entry(
                text=words("surprise of {side}", side=self.cast.name(party)),
                colour=self.cast.colour(party),
                hollow=bool(at),
            )
            for at, party in enumerate(self.pair)
        ]
        return self.board.whole(panels, foot=strip(self.rows, entries, self.look, self.look.width - 16))

    def _actual(self) -> Iterator[alt.Chart]:
        words = self.words
        axis = alt.Axis(
            title=words("actual difference, mean"), domain=False, gridOpacity=0.7, **drawing.shares(words)
        )
        x = span("x", -0.03, 1.16, axis)
        yield self.board.floors(x, 0, 1)
        rows = [
            self._row(at, part, part.actual, 0.0) for at, part in self.parts if isinstance(part.actual, Value)
        ]
        yield from self._dots(rows, x, LIGHT.ink, hollow=False)
        yield from self._silent([at for at, part in self.parts if not isinstance(part.actual, Value)], x)

    def _surprise(self) -> Iterator[alt.Chart]:
        most = max(self.bits) or 1.0
        step = next((step for step in _STEPS if most / step <= 6), _STEPS[-1])
        values = [at * step for at in range(int(most / step + 1e-9) + 1)]
        ticks = drawing.ticks(self.words, values, 0 if step >= 1 else 1)
        axis = alt.Axis(title=self.words("surprise, bits, mean"), domain=False, gridOpacity=0.7, **ticks)
        x = span("x", -0.03 * most, 1.18 * most, axis)
        yield self.board.floors(x, 0, most)
        for lane, party in enumerate(self.pair):
            shift = (-_LANE, _LANE)[lane]
            rows = [
                self._row(at, part, cell, shift)
                for at, part in self.parts
                if isinstance(cell := part.surprise.get(party), Value)
            ]
            yield from self._dots(rows, x, self.cast.colour(party), hollow=bool(lane))
            absent = [at for at, part in self.parts if not isinstance(part.surprise.get(party), Value)]
            yield from self._silent(absent, x, shift)

    def _row(self, at: int, part: AnatomyPart, cell: Value, shift: float) -> Row:
        return {
            "x": cell.value,
            "y": self.board.level(at) + shift,
            "part": _name(self.cast, part),
            "statements": self.words.number(part.statements, 0),
            "text": captions.number(self.words, cell),
            "whole": captions.in_words(self.words, cell),
        }

    def _dots(self, rows: Sequence[Row], x: alt.X, colour: str, *, hollow: bool) -> Iterator[alt.Chart]:
        if not rows:
            return
        held = self.rows.chart(rows)
        yield held.mark_point(
            size=80, strokeWidth=2, stroke=colour, fill=LIGHT.ground if hollow else colour, opacity=1
        ).encode(
            x=x,
            y=self.board.y(),
            tooltip=[
                alt.Tooltip("part:N", title=self.words("part")),
                alt.Tooltip("whole:N", title=self.words("mean")),
                alt.Tooltip("statements:N", title=self.words("statements")),
            ],
        )
        texts = held.encode(x=x, y=self.board.y(), text="text:N")
        yield from drawing.halo(texts, self.look.text - (1 if self.look.wide else 0), shift=9)

    def _silent(self, places: Sequence[int], x: alt.X, shift: float = 0.0) -> Iterator[alt.Chart]:
        """A word where a figure may not be shown."""
        rows = [{"x": 0, "y": self.board.level(at) + shift, "text": self.words("not shown")} for at in places]
        if rows:
            held = self.rows.chart(rows).encode(x=x, y=self.board.y(), text="text:N")
            yield from drawing.halo(held, self.look.text, colour=LIGHT.muted)


def _alt_text(cast: Cast, held: RoundResults, parts: Sequence[AnatomyPart]) -> str:
    words, told = cast.words, []
    for by in ("kind", "issue"):
        mine = [part for part in parts if part.by == by]
        if mine and isinstance(cell := mine[0].actual, Value):
            told.append(
                words(
                    "{group}: the largest difference is in {part}, {value} on average.",
                    group=_group(cast, by),
                    part=_name(cast, mine[0]),
                    value=captions.number(words, cell),
                )
            )
        elif mine:
            told.append(
                words("{group}: how large the differences are may not be shown.", group=_group(cast, by))
            )
    return " ".join([*told, *desk_words.synthetic(words, held)])


def _note(cast: Cast, held: RoundResults, parts: Sequence[AnatomyPart]) -> str:
    cells = [cell for part in parts for cell in (part.actual, *part.surprise.values())]
    how = cast.words(
        "Means over statements, weighted by how much each matters: 0 is no difference, 1 all of one side "
        "against all of the other. Surprise is what a side’s expectations miss of the other’s answers."
    )
    return captions.note(cast, held, how, cells=cells)


def _table(cast: Cast, pair: Pair, parts: Sequence[AnatomyPart]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("by")),
        Column(title=words("part")),
        Column(title=words("statements"), numeric=True),
        Column(title=words("actual difference"), numeric=True),
        *(
            Column(title=words("surprise of {side}, bits", side=cast.name(party)), numeric=True)
            for party in pair
        ),
    )
    rows = []
    for part in parts:
        by = words("kind") if part.by == "kind" else words("issue")
        found = [part.surprise.get(party) for party in pair]
        surprise = [EMPTY if cell is None else captions.in_words(words, cell) for cell in found]
        number = words.number(part.statements, 0)
        rows.append((by, _name(cast, part), number, captions.in_words(words, part.actual), *surprise))
    return Table(columns=columns, rows=tuple(rows))
