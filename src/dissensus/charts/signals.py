"""The coded signals of the record: whether what a sender meant is what others said they read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

import altair as alt

from dissensus.charts import desk_words, drawing
from dissensus.charts.board import Board, Line, span, swarm
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.signals import MATCHES, Signal
from dissensus.i18n import Words
from dissensus.measures.signals import matches

_APART = 11.0
_SHAPES = ("circle", "diamond", "square", "circle")
_FILLS = (LIGHT.muted, LIGHT.over, LIGHT.blind, LIGHT.ground)
_STROKES = (LIGHT.muted, LIGHT.over, LIGHT.blind, LIGHT.quiet)


def signals(case: Case, words: Words, *, eyes: str | None = None) -> Figure | None:
    """Every coded signal at its date, by sender and by how its reading matches its meaning.

    `eyes` may see a party's internal record besides the public one. None where no signal is coded.
    """
    cast = Cast(case, words)
    sent = _sent(case, eyes)
    if not sent:
        return None
    title = words("Signals: what was meant against what was read")
    alt_text = _alt_text(cast, sent)
    return Figure(
        id="signals",
        title=title,
        alt=alt_text,
        note=_note(words),
        table=_table(cast, sent),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, sent, look, rows).whole(),
            title=title,
            subtitle=[desk_words.as_of(words, case)],
            alt_text=alt_text,
        ),
    )


def _sent(case: Case, eyes: str | None) -> Mapping[str, tuple[Signal, ...]]:
    """The coded and dated signals by side, first to last; one that several sides sent together has their
    ids, joined by a plus."""
    found: dict[str, list[Signal]] = {}
    seen = [
        each
        for each in case.signals
        if each.match is not None and each.date is not None and desk_words.may_see(each, eyes)
    ]
    for each in sorted((each for each in seen if desk_words.by_then(case, each.date)), key=_when):
        senders = desk_words.side_of(case, each.sender) or each.sender
        found.setdefault("+".join(senders), []).append(each)
    order = [*case.sides, *sorted(set(found) - set(case.sides))]
    return {name: tuple(found[name]) for name in order if name in found}


def _when(signal: Signal) -> tuple[dt.date, str]:
    assert signal.date is not None
    return signal.date.first, signal.id


def _sender(cast: Cast, name: str) -> str:
    return cast.words(" and ").join(cast.name(party) for party in name.split("+"))


class _Drawing:
    """Every sender a group of rows, every row one way to match, in one look."""

    def __init__(self, cast: Cast, sent: Mapping[str, tuple[Signal, ...]], look: Look, rows: Rows) -> None:
        self.cast, self.sent, self.look, self.rows = cast, sent, look, rows
        self.words = cast.words
        days = [_middle(each.date) for held in sent.values() for each in held if each.date]
        self.first, self.last = min(days) - 0.3, max(days) + 0.3
        lines: list[Line] = []
        self.groups: list[tuple[int, str, tuple[Signal, ...]]] = []
        for name, held in sent.items():
            lines.append(Line(text=_sender(cast, name), head=True))
            counts = matches([each.match for each in held])
            for match in MATCHES:
                if counts[match]:
                    mine = tuple(each for each in held if each.match == match)
                    self.groups.append((len(lines), match, mine))
                    told = desk_words.code(self.words, match)
                    number = self.words.number(counts[match], 0)
                    lines.append(Line(text=self.words("{match}: {n}", match=told, n=number)))
        width = (look.width - 210) if look.wide else 190.0
        self.scale = width / (self.last - self.first)
        lanes = {
            at: swarm([_middle(each.date) * self.scale for each in mine if each.date], _APART)
            for at, _, mine in self.groups
        }
        self.lanes = lanes
        deepest = max(max(found) for found in lanes.values()) + 1
        self.board = Board(look, rows, lines, label=150, narrow=104, strip=deepest * _APART + 6)

    def whole(self) -> Piece:
        """One panel of all groups."""
        return self.board.whole([self.board.panel([self._floors(), *self._marks()])])

    def _x(self, field: str = "x") -> alt.X:
        step = max(1, round((self.last - self.first) / (8 if self.look.wide else 3)))
        years = list(range(int(self.first) + 1, int(self.last) + 1, step))
        label = "".join(f"datum.value === {year} ? '{year}' : " for year in years) + "''"
        axis = alt.Axis(title=None, domain=False, gridOpacity=0.7, values=years, labelExpr=label)
        return span(field, self.first, self.last, axis)

    def _floors(self) -> alt.Chart:
        return self.board.floors(self._x(), self.first, self.last)

    def _marks(self) -> Iterator[alt.Chart]:
        for match, shape, fill, stroke in zip(MATCHES, _SHAPES, _FILLS, _STROKES, strict=True):
            rows = [
                {
                    "x": _middle(each.date),
                    "y": self.board.level(at) + (lane - max(self.lanes[at]) / 2) * _APART,
                    "act": each.act.best(self.words.language) or each.id,
                    "date": desk_words.day(self.words, each.date),
                    "match": desk_words.code(self.words, match),
                    "meant": each.meant.text.best(self.words.language) or EMPTY,
                }
                for at, found, mine in self.groups
                if found == match
                for each, lane in zip(mine, self.lanes[at], strict=True)
                if each.date is not None
            ]
            if rows:
                drawn = self.rows.chart(rows).mark_point(
                    shape=shape, size=62, strokeWidth=1.8, fill=fill, stroke=stroke, opacity=1
                )
                yield drawn.encode(
                    x=self._x(),
                    y=self.board.y(),
                    tooltip=[
                        alt.Tooltip("act:N", title=self.words("signal")),
                        alt.Tooltip("date:N", title=self.words("date")),
                        alt.Tooltip("meant:N", title=self.words("as meant")),
                        alt.Tooltip("match:N", title=self.words("reading against meaning")),
                    ],
                )


def _middle(date: Date) -> float:
    """The middle of what a date may mean, in years."""
    middle = date.first + (date.last - date.first) / 2
    return middle.year + (middle - dt.date(middle.year, 1, 1)).days / 365.25


def _alt_text(cast: Cast, sent: Mapping[str, tuple[Signal, ...]]) -> str:
    words = cast.words
    parts = []
    for name, held in sent.items():
        counts = matches([each.match for each in held])
        told = [
            words("{match}: {n}", match=desk_words.code(words, match), n=words.number(counts[match], 0))
            for match in MATCHES
            if counts[match]
        ]
        parts.append(
            words.plural(
                "{n} signal of {side} ({counts}).",
                "{n} signals of {side} ({counts}).",
                len(held),
                side=_sender(cast, name),
                counts="; ".join(told),
            )
        )
    return " ".join(parts)


def _note(words: Words) -> str:
    return words(
        "Coded from public words: what the sender said it meant, against what the other side said it read. "
        "Which signals are in the record was chosen, so that their numbers say nothing of how often signals "
        "are misread."
    )


def _table(cast: Cast, sent: Mapping[str, Sequence[Signal]]) -> Table:
    words, language = cast.words, cast.words.language
    columns = (
        Column(title=words("sender")),
        Column(title=words("date")),
        Column(title=words("signal")),
        Column(title=words("as meant")),
        Column(title=words("as read")),
        Column(title=words("reading against meaning")),
    )
    rows = []
    for name, held in sent.items():
        for each in held:
            read = [
                words("{side}: {text}", side=cast.name(one.receiver), text=one.text.best(language) or EMPTY)
                for one in each.readings
            ]
            rows.append(
                (
                    _sender(cast, name),
                    desk_words.day(words, each.date),
                    each.act.best(language) or each.id,
                    each.meant.text.best(language) or EMPTY,
                    "; ".join(read) or EMPTY,
                    desk_words.code(words, each.match or ""),
                )
            )
    return Table(columns=columns, rows=tuple(rows))
