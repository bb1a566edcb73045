"""The agenda as ranked bars: one panel a list, each in its own unit."""

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
from dissensus.charts.labels import width_of
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.findings import AgendaRow
from dissensus.engine.results import Results, RoundResults
from dissensus.i18n import Words

MOST = 8
"""Entries of a list that are drawn; the table holds them all."""

_BAR = 14


@attrs.frozen(kw_only=True)
class _List:
    """One ranked list: its name, for whose eyes it is (None: both sides'), and its rows in order."""

    name: str
    eyes: str | None
    rows: tuple[AgendaRow, ...]

    @property
    def drawn(self) -> tuple[AgendaRow, ...]:
        """The rows that are drawn."""
        return self.rows[:MOST]

    @property
    def most(self) -> float | None:
        """The largest figure; None where the list is ranked by words."""
        figures = [row.figure for row in self.drawn if row.figure is not None]
        return max(figures) if figures else None


def agenda(case: Case, results: Results, words: Words, *, eyes: str | None = None) -> Figure | None:
    """What to speak of first: every list of the agenda that these eyes may see, its first entries as bars.

    `eyes` None shows the joint lists alone; a party's own lists come after them, for that party. None where
    every list is empty.
    """
    cast, held = Cast(case, words), results.latest
    lists = _lists(case, held, eyes)
    if not lists:
        return None
    title = words("What to speak of first")
    alt_text = _alt_text(cast, held, lists)
    below = [captions.subtitle(cast, held)]
    if eyes is not None:
        below.append(words("For the eyes of {side} alone", side=cast.name(eyes)))
    return Figure(
        id="agenda" if eyes is None else f"agenda-{eyes}",
        title=title,
        alt=alt_text,
        note=_note(cast, held, lists),
        table=_table(cast, lists),
        variants=drawing.variants(
            lambda look, rows: _whole(cast, lists, look, rows),
            title=title,
            subtitle=below,
            alt_text=alt_text,
        ),
    )


def _lists(case: Case, held: RoundResults, eyes: str | None) -> list[_List]:
    """The lists in order; the ranks of each begin anew for another pair of sides."""
    made: list[list[AgendaRow]] = []
    hidden = {each.id for each in case.signals if not desk_words.may_see(each, eyes)}
    for row in held.agenda:
        if row.eyes not in (None, eyes) or (row.list == "signals" and row.label[0] in hidden):
            continue
        if not made or _begins(row, made[-1][-1]):
            made.append([])
        made[-1].append(row)
    return [_List(name=rows[0].list, eyes=rows[0].eyes, rows=tuple(rows)) for rows in made]


def _begins(row: AgendaRow, before: AgendaRow) -> bool:
    return row.rank <= before.rank or (row.list, row.eyes) != (before.list, before.eyes)


def _heading(words: Words, name: str) -> str:
    known = {
        "differences": words("Differences"),
        "lines": words("Red lines"),
        "signals": words("Signals"),
        "gaps": words("Rungs that nothing agreed covers"),
        "settle first": words("To settle within first"),
        "keep vague": words("Lines with reason to stay vague"),
    }
    return known.get(name, name)


def _unit(words: Words, name: str) -> str:
    known = {
        "differences": words("surprise weighted by importance, bits"),
        "lines": words("share of the costs considered under which both gain by naming the line"),
        "signals": words("share that misread it"),
        "gaps": words("incidents on record"),
        "settle first": words("agreement index"),
    }
    return known.get(name, "")


def _why(words: Words, why: str) -> str:
    known = {
        "weighted surprise": words("weighted surprise"),
        "mutual gain": words("both gain"),
        "actor only": words("only the other gains"),
        "misread": words("misread"),
        "no mechanism in force": words("no mechanism in force"),
        "split": words("split"),
        "low cohesion": words("low cohesion"),
        "further": words("believed further than it is"),
        "nearer": words("believed nearer than it is"),
        "hidden difference": words("hidden difference"),
        "one-sided": words("one-sided"),
        "imagined difference": words("imagined difference"),
        "half-imagined": words("half-imagined"),
        "unforeseen": words("unforeseen"),
        "known difference": words("known difference"),
        "mismatch": words("mismatch"),
        "partial": words("partial match"),
    }
    return known.get(why, why)


def _label(cast: Cast, row: AgendaRow) -> str:
    """What an entry is about."""
    words = cast.words
    if row.list in ("lines", "keep vague") and len(row.label) == 3:
        domain, actor, owner = row.label
        return words(
            "{domain}: the line of {owner} towards {actor}",
            domain=cast.domain(domain),
            owner=cast.name(owner),
            actor=cast.name(actor),
        )
    if row.list == "gaps" and len(row.label) == 2:
        domain, rung = row.label
        return words("{domain}, rung {rung}", domain=cast.domain(domain), rung=rung)
    if row.list == "signals":
        acts = {each.id: each.act.best(words.language) for each in cast.case.signals}
        return acts.get(row.label[0]) or row.label[0]
    return f"{row.label[0]} {cast.statement(row.label[0])}"


def _figure(words: Words, row: AgendaRow) -> str:
    if row.figure is None:
        return EMPTY
    if row.list in ("lines", "signals"):
        return words.percent(row.figure)
    return words.number(row.figure, 0 if row.list == "gaps" else 2)


def _whole(cast: Cast, lists: Sequence[_List], look: Look, rows: Rows) -> Piece:
    """The lists one below the other."""
    return drawing.below([_Drawing(cast, held, look, rows).whole() for held in lists], spacing=24)


class _Drawing:
    """One list in one look."""

    def __init__(self, cast: Cast, held: _List, look: Look, rows: Rows) -> None:
        self.cast, self.held, self.look, self.rows = cast, held, look, rows
        self.words = cast.words
        lines = [Line(text=f"{row.rank}. {_label(cast, row)}") for row in held.drawn]
        # On a wide screen the heading stands over the names, on a narrow one over the panel.
        self.heads = 1 if look.wide else 0
        if self.heads:
            lines.insert(0, Line(text=self._heading(), head=True))
        self.board = Board(look, rows, lines, label=470)

    def whole(self) -> Piece:
        """The bars, or the words where the list is ranked by words."""
        if self.heads:
            return self.board.whole([self.board.panel([*self._unit(), *self._layers()])])
        panel = self.board.panel(self._layers(), title=self._heading(), below=self._measure())
        return self.board.whole([panel])

    def _heading(self) -> str:
        heading = _heading(self.words, self.held.name)
        hidden = len(self.held.rows) - len(self.held.drawn)
        if not hidden:
            return heading
        more = self.words.plural("{n} more in the table", "{n} more in the table", hidden)
        return f"{heading} ({more})"

    def _measure(self) -> str:
        return _unit(self.words, self.held.name) if self.held.most is not None else ""

    def _unit(self) -> Iterator[alt.Chart]:
        if self._measure():
            lines = captions.wrapped(self._measure(), int(self.board.width / (self.look.text * 0.55)), 2)
            first = self.board.level(0) - 7.5 * (len(lines) - 1)
            rows = [{"y": first + 15 * at, "text": text} for at, text in enumerate(lines)]
            drawn = self.rows.chart(rows).mark_text(
                align="left", baseline="middle", color=LIGHT.muted, tooltip=None
            )
            yield drawn.encode(x=alt.value(0), y=self.board.y(), text="text:N")

    def _level(self, at: int) -> float:
        return self.board.level(at + self.heads)

    def _x(self, field: str = "x") -> alt.X:
        # The longest words at the ends of bars need room beside the longest bar.
        texts = [self._told(row) for row in self.held.drawn if row.figure is not None]
        room = max((width_of(text, self.look.text) for text in texts), default=0.0) + 10
        shown = max(self.board.width - room, self.board.width / 4)
        return span(field, 0, (self.held.most or 1.0) * self.board.width / shown)

    def _layers(self) -> Iterator[alt.Chart]:
        if self.held.most is not None:
            yield from self._bars()
        ends = [
            {
                "x": row.figure or 0.0,
                "y": self._level(at),
                "text": self._told(row),
                "why": _why(self.words, row.why),
            }
            for at, row in enumerate(self.held.drawn)
        ]
        drawn = self.rows.chart(ends).mark_text(
            align="left", baseline="middle", dx=5 if self.held.most is not None else 0, tooltip=None
        )
        yield drawn.encode(x=self._x(), y=self.board.y(), text="text:N")

    def _told(self, row: AgendaRow) -> str:
        """The figure with whose it is; the word that put it there where it has none."""
        if row.figure is None:
            return _why(self.words, row.why)
        figure = _figure(self.words, row)
        if row.party is None:
            return figure
        return self.words("{figure}, {side}", figure=figure, side=self.cast.name(row.party))

    def _bars(self) -> Iterator[alt.Chart]:
        for party in dict.fromkeys(row.party for row in self.held.drawn):
            rows: list[Row] = [
                self._bar(at, row)
                for at, row in enumerate(self.held.drawn)
                if row.party == party and row.figure is not None
            ]
            if rows:
                own = party or self.held.eyes
                colour = LIGHT.muted if own is None else self.cast.colour(own)
                yield (
                    self.rows.chart(rows)
                    .mark_rect(color=colour)
                    .encode(
                        x=self._x(),
                        x2=alt.datum(0),
                        y=self.board.y("top"),
                        y2="foot:Q",
                        tooltip=[
                            alt.Tooltip("entry:N", title=self.words("entry")),
                            alt.Tooltip("text:N", title=self.words("figure")),
                            alt.Tooltip("why:N", title=self.words("why")),
                        ],
                    )
                )

    def _bar(self, at: int, row: AgendaRow) -> dict[str, Any]:
        level = self._level(at)
        return {
            "x": row.figure,
            "top": level - _BAR / 2,
            "foot": level + _BAR / 2,
            "entry": _label(self.cast, row),
            "text": _figure(self.words, row),
            "why": _why(self.words, row.why),
        }


def _alt_text(cast: Cast, held: RoundResults, lists: Sequence[_List]) -> str:
    words = cast.words
    parts = [
        words(
            "{list}: first {entry} ({why}, {figure}).",
            list=_heading(words, each.name),
            entry=_label(cast, each.rows[0]),
            why=_why(words, each.rows[0].why),
            figure=_figure(words, each.rows[0]),
        )
        if each.rows[0].figure is not None
        else words(
            "{list}: first {entry} ({why}).",
            list=_heading(words, each.name),
            entry=_label(cast, each.rows[0]),
            why=_why(words, each.rows[0].why),
        )
        for each in lists
    ]
    return " ".join([*parts, *desk_words.synthetic(words, held)])


def _note(cast: Cast, held: RoundResults, lists: Sequence[_List]) -> str:
    words = cast.words
    parts = [words("Each list has its own unit: bars of different lists are not compared.")]
    if any(each.name == "settle first" for each in lists):
        parts.append(words("What is to be settled within stands with the least agreement first."))
    return captions.note(cast, held, *parts)


def _table(cast: Cast, lists: Sequence[_List]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("list")),
        Column(title=words("rank"), numeric=True),
        Column(title=words("entry")),
        Column(title=words("why")),
        Column(title=words("figure"), numeric=True),
        Column(title=words("whose")),
    )
    rows = [
        (
            _heading(words, each.name),
            words.number(row.rank, 0),
            _label(cast, row),
            _why(words, row.why),
            _figure(words, row),
            EMPTY if row.party is None else cast.name(row.party),
        )
        for each in lists
        for row in each.rows
    ]
    return Table(columns=columns, rows=tuple(rows))
