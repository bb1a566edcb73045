"""The difference map where only labels may be shown: what one side holds by what the other does, as tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import attrs

from dissensus.charts import captions, drawing, map_words, perceptions, states, tiles
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.labels import width_of
from dissensus.charts.legend import legend
from dissensus.charts.map_legend import sections
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.results import Difference, Results, RoundResults
from dissensus.i18n import Words

_LEANS = ("agree", "split", "disagree")
_TILE = 23.0
_GAP = 6.0
_PAD = 10.0
_MARK = 8.0
_SIZE = 12


def difference_matrix(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """The statements of which only labels may be shown: a tile each, in the square of what the sides hold.

    A tile carries a mark for each side, filled where it expected the other rightly, hollow where wrongly.
    None without such statements.
    """
    cast, held = Cast(case, words), results.latest
    found = tuple(tiles.in_order(tiles.drawn(held, pair, "labels")))
    if not found:
        return None
    title, alt_text = map_words.title_of_labels(cast, pair), tiles.alt_text(cast, held, pair, found)
    return Figure(
        id=f"difference-map-labels-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=_note(cast, held),
        table=_table(cast, found),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, pair, found, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


@attrs.frozen(kw_only=True)
class _Square:
    """One square of the matrix in pixels, and the statements in it."""

    left: float
    top: float
    width: float
    height: float
    found: tuple[Difference, ...]
    same: bool


class _Drawing:
    """The nine squares in one look."""

    def __init__(self, cast: Cast, pair: Pair, found: Sequence[Difference], look: Look, rows: Rows) -> None:
        self.cast, self.pair, self.found, self.look, self.rows = cast, pair, found, look, rows
        self.words = cast.words
        self.tile = max(width_of(one.statement, _SIZE) for one in found) + 4 * _MARK + 5
        self.head, self.left = (58.0, 112.0) if look.wide else (56.0, 0.0)
        self.width = 686.0 if look.wide else 324.0
        self.column = (self.width - self.left - 2 * _GAP) / 3
        self.squares = tuple(self._squares())
        self.height = max(square.top + square.height for square in self.squares)
        self.hover = alt.selection_point(name="hover", fields=["id"], on="pointerover", clear="pointerout")
        self.pick = alt.selection_point(
            name="pick", fields=["key"], on="click", toggle="true", clear="dblclick"
        )

    def whole(self) -> Piece:
        """The matrix with its key beside or below it."""
        plot = drawing.layered(
            [*self._grounds(), *self._heads(), *self._tiles()], width=self.width, height=self.height
        )
        key = sections(self.cast, self.pair, self.found, silent=self._silent())
        if self.look.wide:
            return drawing.beside([plot, legend(self.rows, key, self.look, 162, pick=self.pick)], spacing=28)
        return drawing.below([plot, legend(self.rows, key, self.look, 300, pick=self.pick)], spacing=18)

    def _silent(self) -> bool:
        rows = (tiles.mark(self.cast, one, party) for one in self.found for party in self.pair)
        return any(row["shape"] == tiles.NO_VERDICT for row in rows)

    def _squares(self) -> Iterator[_Square]:
        """Rows of squares, each row as tall as its fullest square; narrow, under a heading of its own."""
        across, down = self.pair
        top = self.head
        per_line = max(1, int((self.column - 2 * _PAD + 4) // self.tile))
        for lean in _LEANS:
            held = [
                tuple(one for one in self.found if one.leans[down] == lean and one.leans[across] == column)
                for column in _LEANS
            ]
            lines = max(-(-len(found) // per_line) for found in held)
            height = max(lines, 1) * _TILE + 2 * _PAD - 4
            top += 0 if self.look.wide else 24
            for at, found in enumerate(held):
                left = self.left + at * (self.column + _GAP)
                yield _Square(
                    left=left, top=top, width=self.column, height=height, found=found, same=_LEANS[at] == lean
                )
            top += height + _GAP

    def _paper(self, rows: Sequence[Any]) -> alt.Chart:
        return self.rows.paper(rows, self.width, self.height)

    def _grounds(self) -> Iterator[alt.Chart]:
        rows = [
            {
                "x": square.left,
                "x2": square.left + square.width,
                "y": square.top,
                "y2": square.top + square.height,
                "same": square.same,
            }
            for square in self.squares
        ]
        shades = alt.condition("datum.same", alt.value(LIGHT.same), alt.value(LIGHT.shade))
        grounds = self._paper(rows).mark_rect(cornerRadius=4, tooltip=None, aria=False)
        yield grounds.encode(x2="x2:Q", y2="y2:Q", color=shades)

    def _heads(self) -> Iterator[alt.Chart]:
        """What the one side holds, above; what the other holds, at the left or above each row."""
        words, (across, down) = self.words, self.pair
        tops = [{"x": self.left, "y": 8, "text": words("{side} holds", side=self.cast.name(across))}]
        for at, lean in enumerate(_LEANS):
            middle = self.left + at * (self.column + _GAP)
            tops += [
                {"x": middle, "y": 30 + 14 * line, "text": text}
                for line, text in enumerate(
                    captions.wrapped(_lean(words, lean), 26 if self.look.wide else 13)
                )
            ]
        yield self._headings(tops, across)
        sides: list[dict[str, Any]] = []
        if self.look.wide:
            corner = captions.wrapped(words("{side} holds", side=self.cast.name(down)), 15)
            sides += [{"x": 0, "y": 8 + 15 * at, "text": text} for at, text in enumerate(corner)]
        for at, lean in enumerate(_LEANS):
            square = self.squares[3 * at]
            text = _lean(words, lean)
            if self.look.wide:
                middle = square.top + square.height / 2
                lines = captions.wrapped(text, 15)
                first = middle - (len(lines) - 1) * 7.5
                sides += [{"x": 0, "y": first + 15 * row, "text": line} for row, line in enumerate(lines)]
            else:
                told = words("{side} holds: {label}", side=self.cast.name(down), label=text)
                sides.append({"x": 0, "y": square.top - 11, "text": told})
        yield self._headings(sides, down)

    def _headings(self, rows: Sequence[dict[str, Any]], party: str) -> alt.Chart:
        text = self._paper(rows).mark_text(
            align="left", baseline="middle", color=self.cast.colour(party), fontWeight=600, tooltip=None
        )
        encoded: alt.Chart = text.encode(text="text:N")
        return encoded

    def _tiles(self) -> Iterator[alt.Chart]:
        """A tile a statement: the one side's mark, its id, the other side's mark."""
        placed = [place for square in self.squares for place in self._placed(square)]
        lit: Any = alt.condition(self.hover & self.pick, alt.value(1), alt.value(0.2))
        names = [
            {
                "id": one.statement,
                "key": states.of(one),
                "x": x + 2 * _MARK + 2,
                "y": y,
                "text": one.statement,
            }
            for one, x, y in placed
        ]
        words = self._paper(names).mark_text(align="left", baseline="middle", fontSize=_SIZE, tooltip=None)
        yield words.encode(text="text:N", opacity=lit)
        rows = [
            {"x": x + shift, "y": y, "size": 70, "stroke": 1.7, **tiles.mark(self.cast, one, party)}
            for one, x, y in placed
            for party, shift in zip(self.pair, (_MARK, self.tile - _MARK - 4), strict=True)
        ]
        headings = tuple(tiles.tips(self.cast, self.found[0], self.pair[0]))
        marks = tiles.marks(self._paper(rows), self.cast, self.pair, headings, opacity=lit)
        yield marks.add_params(self.hover)

    def _placed(self, square: _Square) -> Iterator[tuple[Difference, float, float]]:
        per_line = max(1, int((square.width - 2 * _PAD + 4) // self.tile))
        for at, one in enumerate(square.found):
            x = square.left + _PAD + (at % per_line) * self.tile
            yield one, x, square.top + _PAD - 2 + (at // per_line + 0.5) * _TILE


def _lean(words: Words, lean: str) -> str:
    return {
        "agree": words("most agree"),
        "disagree": words("most disagree"),
        "split": words("no common answer"),
    }[lean]


def _note(cast: Cast, held: RoundResults) -> str:
    words = cast.words
    return captions.note(
        cast,
        held,
        words(
            "Every tile is a statement, in the square of what more than half of each side hold. Its two "
            "marks say how each side expected the other: filled rightly, hollow wrongly."
        ),
        words("States follow from labels: shares are shown from 30 people a side."),
    )


def _table(cast: Cast, found: Sequence[Difference]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("statement")),
        Column(title=words("side")),
        Column(title=words("holds")),
        Column(title=words("expected of the other")),
        Column(title=words("direction expected")),
        Column(title=words("state")),
    )
    rows = tuple(
        (
            f"{one.statement} {cast.statement(one.statement)}",
            cast.name(party),
            captions.in_words(words, one.alpha[party]),
            captions.in_words(words, one.prediction[party]),
            perceptions.direction(words, one, party),
            states.told(cast, one),
        )
        for one in found
        for party in one.sides
    )
    return Table(columns=columns, rows=rows)
