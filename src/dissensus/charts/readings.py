"""The signals that a round asked about: how hostile they were meant, and how hostile they were read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import altair as alt
import attrs

from dissensus.charts import captions, desk_words, drawing
from dissensus.charts.board import Board, Line, span
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.legend import Entry, strip
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.domain.signals import HOSTILITY, Signal
from dissensus.engine.findings import ReadSignal
from dissensus.engine.results import Cell, Results, RoundResults, Value
from dissensus.i18n import Words

_LOW, _HIGH = HOSTILITY[0], HOSTILITY[-1]


@attrs.frozen(kw_only=True)
class _Read:
    """A signal as one party's people read it; `meant` is the hostility that its sender stated."""

    found: ReadSignal
    act: str
    meant: int | None

    @property
    def read(self) -> float | None:
        """The mean hostility read, where it may be shown."""
        inflation = self.found.inflation
        if self.meant is None or not isinstance(inflation, Value):
            return None
        return self.meant + inflation.value


def readings(case: Case, results: Results, words: Words, *, eyes: str | None = None) -> Figure | None:
    """Every signal of the latest round, as it was meant and as each other side's people read it.

    Where the hostility read may not be shown, a word stands in its place. `eyes` may see a party's internal
    signals besides the public ones. None where no signal was read.
    """
    cast, held = Cast(case, words), results.latest
    read = _read(cast, held, eyes)
    if not any(_shown(each) for each in read):
        return None
    title = words("Signals: how hostile they were meant and read")
    alt_text = _alt_text(cast, held, read)
    return Figure(
        id="readings",
        title=title,
        alt=alt_text,
        note=_note(cast, held, read),
        table=_table(cast, read),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, read, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


def _read(cast: Cast, held: RoundResults, eyes: str | None) -> list[_Read]:
    known: dict[str, Signal] = {each.id: each for each in cast.case.signals}
    made = []
    for found in held.readings:
        signal = known.get(found.signal)
        if signal is not None and not desk_words.may_see(signal, eyes):
            continue
        act = signal.act.best(cast.words.language) if signal else ""
        meant = signal.meant.hostility if signal else None
        made.append(_Read(found=found, act=act or found.signal, meant=meant))

    def rank(each: _Read) -> float:
        cell = each.found.inflation
        return -cell.value if isinstance(cell, Value) else 100.0

    return sorted(made, key=rank)


def _shown(read: _Read) -> bool:
    return read.read is not None or isinstance(read.found.misread, Value)


class _Drawing:
    """From meant to read, signal by signal, in one look."""

    def __init__(self, cast: Cast, read: Sequence[_Read], look: Look, rows: Rows) -> None:
        self.cast, self.read, self.look, self.rows = cast, read, look, rows
        self.words = cast.words
        lines = [
            Line(
                text=self.words(
                    "{signal}, read by {side}", signal=each.act, side=cast.name(each.found.reader)
                )
            )
            for each in read
        ]
        self.board = Board(look, rows, lines, label=330)
        # The words of how many misread it need room to the right of the scale.
        room = 150 if look.wide else 112
        self.end = _HIGH + 0.4 + (_HIGH - _LOW) * room / (self.board.width - room)

    def whole(self) -> Piece:
        """The panel, and its key."""
        words = self.words
        entries = [
            Entry(text=words("meant"), colour=LIGHT.muted, hollow=True),
            *(
                Entry(
                    text=words("read by {side}", side=self.cast.name(party)), colour=self.cast.colour(party)
                )
                for party in dict.fromkeys(each.found.reader for each in self.read if each.read is not None)
            ),
        ]
        layers = [self.board.floors(self._x(), _LOW, _HIGH), *self._joints(), *self._marks(), *self._told()]
        foot = strip(self.rows, entries, self.look, self.look.width - 16)
        return self.board.whole([self.board.panel(layers)], foot=foot)

    def _x(self, field: str = "x") -> alt.X:
        ticks = drawing.ticks(self.words, list(HOSTILITY), 0)
        title = self.words("hostility, 1 to 7")
        axis = alt.Axis(title=title, titleAnchor="start", domain=False, gridOpacity=0.7, **ticks)
        return span(field, _LOW - 0.3, self.end, axis)

    def _joints(self) -> Iterator[alt.Chart]:
        rows = [
            {"x": each.meant, "x2": each.read, "y": self.board.level(at)}
            for at, each in enumerate(self.read)
            if each.read is not None
        ]
        if rows:
            joints = self.rows.chart(rows).mark_rule(
                color=LIGHT.quiet, strokeWidth=2, tooltip=None, aria=False
            )
            yield joints.encode(x=self._x(), x2="x2:Q", y=self.board.y())

    def _marks(self) -> Iterator[alt.Chart]:
        meant = [
            self._row(at, each, each.meant) for at, each in enumerate(self.read) if each.meant is not None
        ]
        if meant:
            yield self._points(meant, LIGHT.ground, LIGHT.muted)
        for party in dict.fromkeys(each.found.reader for each in self.read):
            read = [
                self._row(at, each, each.read)
                for at, each in enumerate(self.read)
                if each.read is not None and each.found.reader == party
            ]
            if read:
                colour = self.cast.colour(party)
                yield self._points(read, colour, colour)

    def _points(self, rows: Sequence[Row], fill: str, stroke: str) -> alt.Chart:
        drawn = self.rows.chart(rows).mark_point(size=95, strokeWidth=2, fill=fill, stroke=stroke, opacity=1)
        shown: alt.Chart = drawn.encode(
            x=self._x(),
            y=self.board.y(),
            tooltip=[
                alt.Tooltip("signal:N", title=self.words("signal")),
                alt.Tooltip("reader:N", title=self.words("read by")),
                alt.Tooltip("meant:N", title=self.words("hostility meant")),
                alt.Tooltip("read:N", title=self.words("hostility read, mean")),
                alt.Tooltip("misread:N", title=self.words("misread")),
            ],
        )
        return shown

    def _row(self, at: int, each: _Read, place: float | None) -> Row:
        return {
            "x": place,
            "y": self.board.level(at),
            "signal": each.act,
            "reader": self.cast.name(each.found.reader),
            "meant": EMPTY if each.meant is None else self.words.number(each.meant, 0),
            "read": _hostility(self.words, each),
            "misread": _share(self.words, each.found.misread),
        }

    def _told(self) -> Iterator[alt.Chart]:
        """How many misread it; and a word where what was read may not be shown."""
        rows, silent = [], []
        for at, each in enumerate(self.read):
            cell = each.found.misread
            if isinstance(cell, Value):
                told = self.words("{share} misread it", share=self.words.percent(cell.value))
                rows.append({"x": _HIGH + 0.4, "y": self.board.level(at), "text": told})
            if each.read is None:
                told = self.words("hostility not shown")
                silent.append({"x": (_LOW + _HIGH) / 2, "y": self.board.level(at), "text": told})
        if rows:
            held = self.rows.chart(rows).mark_text(align="left", baseline="middle", tooltip=None)
            yield held.encode(x=self._x(), y=self.board.y(), text="text:N")
        if silent:
            held = self.rows.chart(silent).encode(x=self._x(), y=self.board.y(), text="text:N")
            yield from drawing.halo(held, self.look.text, align="center", colour=LIGHT.muted)


def _hostility(words: Words, each: _Read) -> str:
    if each.read is None:
        return captions.in_words(words, each.found.inflation, 1) if each.meant is not None else EMPTY
    return words.number(each.read, 1)


def _share(words: Words, cell: Cell) -> str:
    if not isinstance(cell, Value):
        return captions.in_words(words, cell)
    ends = ""
    if cell.interval is not None:
        low, high = (words.percent(end) for end in cell.interval)
        ends = " " + words("({low} to {high})", low=low, high=high)
    return words.percent(cell.value) + ends


def _alt_text(cast: Cast, held: RoundResults, read: Sequence[_Read]) -> str:
    words = cast.words
    parts = [words.plural("{n} reading of signals.", "{n} readings of signals.", len(read))]
    first = read[0]
    if first.read is not None and first.meant is not None:
        parts.append(
            words(
                "Furthest from what was meant: {signal}, meant as {meant} and read by {side} as {read}.",
                signal=first.act,
                meant=words.number(first.meant, 0),
                side=cast.name(first.found.reader),
                read=words.number(first.read, 1),
            )
        )
    return " ".join([*parts, *desk_words.synthetic(words, held)])


def _note(cast: Cast, held: RoundResults, read: Sequence[_Read]) -> str:
    cells = [cell for each in read for cell in (each.found.misread, each.found.inflation)]
    how = cast.words(
        "To the right of what was meant, a signal was read as more hostile than its sender says it was. "
        "To misread is to choose another meaning than the sender’s."
    )
    return captions.note(cast, held, how, cells=cells)


def _table(cast: Cast, read: Sequence[_Read]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("signal")),
        Column(title=words("read by")),
        Column(title=words("hostility meant"), numeric=True),
        Column(title=words("hostility read, mean"), numeric=True),
        Column(title=words("read less meant"), numeric=True),
        Column(title=words("misread"), numeric=True),
        Column(title=words("meant as")),
        Column(title=words("most read it as")),
    )
    rows = [
        (
            each.act,
            cast.name(each.found.reader),
            EMPTY if each.meant is None else words.number(each.meant, 0),
            EMPTY if each.read is None else words.number(each.read, 1),
            captions.in_words(words, each.found.inflation, 1),
            _share(words, each.found.misread),
            desk_words.code(words, each.found.meant or EMPTY),
            desk_words.code(words, each.found.commonest or EMPTY),
        )
        for each in read
    ]
    return Table(columns=columns, rows=tuple(rows))
