"""What matters to each side: the share of its importance by issue, face to face."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import attrs

from dissensus.charts import captions, desk_words, drawing
from dissensus.charts.board import Board, Line, span
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.findings import Concern
from dissensus.engine.results import Cell, Results, RoundResults, Value
from dissensus.i18n import Words

_BAR = 16
_STEPS = (1, 2, 5, 10, 20, 50)


@attrs.frozen(kw_only=True)
class _Issue:
    """One issue with what each of the two parties said of it."""

    title: str
    sides: tuple[Concern | None, Concern | None]

    @property
    def most(self) -> float:
        """The larger of both shares; -1 where there is none to show."""
        return max((share for side in (0, 1) if (share := self.share(side)) is not None), default=-1.0)

    def share(self, side: int) -> float | None:
        """One side's share, where it may be shown."""
        concern = self.sides[side]
        return concern.share.value if concern and isinstance(concern.share, Value) else None


def salience(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """The share of its importance that each side spends on each issue, in bars that face each other.

    Issues stand by the larger of both shares. None where neither side's shares may be shown.
    """
    cast, held = Cast(case, words), results.latest
    issues = _issues(cast, held, pair)
    if not any(issue.most >= 0 for issue in issues):
        return None
    one, other = (cast.name(party) for party in pair)
    title = words("What matters to {one} and to {other}", one=one, other=other)
    alt_text = _alt_text(cast, held, pair, issues)
    return Figure(
        id=f"salience-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=_note(cast, held, pair, issues),
        table=_table(cast, pair, issues),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, pair, issues, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


def _issues(cast: Cast, held: RoundResults, pair: Pair) -> list[_Issue]:
    found = {(each.party, each.issue): each for each in held.concerns}
    names = dict.fromkeys(each.issue for each in held.concerns if each.party in pair)
    made = [
        _Issue(title=cast.issue(name), sides=(found.get((pair[0], name)), found.get((pair[1], name))))
        for name in names
    ]
    return sorted(made, key=lambda issue: -issue.most)


class _Drawing:
    """The bars in one look: the first side's to the left, the second's to the right."""

    def __init__(self, cast: Cast, pair: Pair, issues: Sequence[_Issue], look: Look, rows: Rows) -> None:
        self.cast, self.pair, self.issues, self.look, self.rows = cast, pair, issues, look, rows
        self.words = cast.words
        self.most = 100 * max(issue.most for issue in issues) * (1.22 if look.wide else 1.3) or 1.0
        lines = [Line(text=""), *(Line(text=issue.title) for issue in issues)]
        self.board = Board(look, rows, lines, label=270)

    def whole(self) -> Piece:
        """All of it."""
        return self.board.whole([self.board.panel([*self._ground(), *self._bars(), *self._silent()])])

    def _x(self, field: str = "x") -> alt.X:
        step = next((step for step in _STEPS if self.most / step <= 3.5), _STEPS[-1])
        values = [at * step for at in range(-int(self.most / step), int(self.most / step) + 1)]
        ticks = drawing.ticks(self.words, values, 0)
        axis = alt.Axis(title=self.words("share of importance, %"), domain=False, gridOpacity=0.7, **ticks)
        return span(field, -self.most, self.most, axis)

    def _ground(self) -> Iterator[alt.Chart]:
        middle = self.rows.chart([{"x": 0, "y": 14, "y2": self.board.height}])
        yield middle.mark_rule(color=LIGHT.quiet, tooltip=None, aria=False).encode(
            x=self._x(), y=self.board.y(), y2="y2:Q"
        )
        for side, align in ((0, "right"), (1, "left")):
            party = self.pair[side]
            head = self.rows.chart([{"x": 0, "y": 12, "text": self.cast.name(party)}]).mark_text(
                align="right" if align == "right" else "left",
                baseline="middle",
                dx=(-8, 8)[side],
                color=self.cast.colour(party),
                fontWeight=600,
                tooltip=None,
            )
            yield head.encode(x=self._x(), y=self.board.y(), text="text:N")

    def _bars(self) -> Iterator[alt.Chart]:
        for side, align in ((0, "right"), (1, "left")):
            rows = list(self._rows(side))
            if not rows:
                continue
            held = self.rows.chart(rows)
            yield held.mark_rect(color=self.cast.colour(self.pair[side])).encode(
                x=self._x(),
                x2=alt.datum(0),
                y=self.board.y("top"),
                y2="foot:Q",
                tooltip=[
                    alt.Tooltip("issue:N", title=self.words("issue")),
                    alt.Tooltip("text:N", title=self.words("share of importance")),
                    alt.Tooltip("importance:N", title=self.words("mean importance, 0 to 3")),
                ],
            )
            ends = held.mark_text(
                align="right" if align == "right" else "left",
                baseline="middle",
                dx=(-5, 5)[side],
                tooltip=None,
            )
            yield ends.encode(x=self._x(), y=self.board.y(), text="text:N")

    def _rows(self, side: int) -> Iterator[Row]:
        for at, issue in enumerate(self.issues):
            concern, share = issue.sides[side], issue.share(side)
            if concern is None or share is None:
                continue
            level = self.board.level(at + 1)
            yield {
                "x": (-100, 100)[side] * share,
                "y": level,
                "top": level - _BAR / 2,
                "foot": level + _BAR / 2,
                "issue": issue.title,
                "text": self.words.percent(share),
                "importance": captions.in_words(self.words, concern.importance, 1),
            }

    def _silent(self) -> Iterator[alt.Chart]:
        """A word where a bar may not be shown."""
        for side, align in ((0, "right"), (1, "left")):
            rows: list[dict[str, Any]] = [
                {"x": 0, "y": self.board.level(at + 1), "text": self.words("not shown")}
                for at, issue in enumerate(self.issues)
                if issue.share(side) is None
            ]
            if rows:
                told = self.rows.chart(rows).mark_text(
                    align="right" if align == "right" else "left",
                    baseline="middle",
                    dx=(-8, 8)[side],
                    color=LIGHT.muted,
                    tooltip=None,
                )
                yield told.encode(x=self._x(), y=self.board.y(), text="text:N")


def _divergence(held: RoundResults, pair: Pair) -> Cell | None:
    return next((each.divergence for each in held.past if set(each.sides) == set(pair)), None)


def _alt_text(cast: Cast, held: RoundResults, pair: Pair, issues: Sequence[_Issue]) -> str:
    words = cast.words
    parts = [words.plural("Bars on {n} issue.", "Bars on {n} issues.", len(issues))]
    for side, party in enumerate(pair):
        shown = [(share, issue.title) for issue in issues if (share := issue.share(side)) is not None]
        if shown:
            share, where = max(shown, key=lambda each: each[0])
            parts.append(
                words(
                    "To {side} matters most: {issue}, {share} of its importance.",
                    side=cast.name(party),
                    issue=where,
                    share=words.percent(share),
                )
            )
    return " ".join([*parts, *desk_words.synthetic(words, held)])


def _note(cast: Cast, held: RoundResults, pair: Pair, issues: Sequence[_Issue]) -> str:
    words, cell = cast.words, _divergence(held, pair)
    cells: list[Cell] = [each.share for issue in issues for each in issue.sides if each is not None]
    apart = ""
    if isinstance(cell, Value):
        apart = words(
            "How far they talk past each other: {bits} bits, from 0 (the same concerns) to 1 (none shared).",
            bits=captions.in_words(words, cell),
        )
    elif cell is not None:
        apart = words("How far they talk past each other is {cell}.", cell=captions.in_words(words, cell))
    how = words("A bar is the share of all the importance a side gave that falls on the issue.")
    return captions.note(cast, held, how, apart, cells=cells)


def _table(cast: Cast, pair: Pair, issues: Sequence[_Issue]) -> Table:
    words = cast.words
    columns = [Column(title=words("issue"))]
    for party in pair:
        name = cast.name(party)
        columns.append(Column(title=words("{side}, share of importance", side=name), numeric=True))
        columns.append(Column(title=words("{side}, mean importance", side=name), numeric=True))
    rows = [(issue.title, *_cells(words, issue.sides[0]), *_cells(words, issue.sides[1])) for issue in issues]
    return Table(columns=tuple(columns), rows=tuple(rows))


def _cells(words: Words, concern: Concern | None) -> tuple[str, str]:
    if concern is None:
        return EMPTY, EMPTY
    share = concern.share
    told = words.percent(share.value) if isinstance(share, Value) else captions.in_words(words, share)
    return told, captions.in_words(words, concern.importance, 1)
