"""Mechanisms over time: which still stood at the date of the case, domain by domain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

import altair as alt
import attrs

from dissensus.charts import captions, desk_words, drawing
from dissensus.charts.board import Board, Line, span
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.legend import BAR, Entry, strip
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.domain.mechanisms import STATUSES, Mechanism
from dissensus.i18n import Words
from dissensus.measures.mechanisms import Standing, standing

FARTHEST = 40
"""Years that are drawn; a mechanism that is older begins at the edge, with its year."""

_BAR = 10
_UNSAID = "not said"
_YEAR = 365.25


@attrs.frozen(kw_only=True)
class _Life:
    """A mechanism with its standing at the date, and the stretches before it: from, to (years), status."""

    mechanism: Mechanism
    standing: Standing
    stretches: tuple[tuple[float, float, str | None], ...]

    @property
    def domain(self) -> str:
        """The ladder under which it is drawn: the first that it names."""
        return next(iter(self.mechanism.domains), "")


def mechanisms(case: Case, words: Words, *, eyes: str | None = None) -> Figure | None:
    """Every mechanism of the record on a line of time that ends at the date of the case.

    A bar is what the record says of a stretch of time: in force, suspended, disputed, dead or nothing; the
    mark at its end is how it stands at the date. `eyes` may see a party's internal record besides the public
    one. None where the case has no date or no mechanism.
    """
    if case.as_of is None:
        return None
    cast = Cast(case, words)
    lives = _lives(case, case.as_of.last, eyes)
    if not lives:
        return None
    title = words("What is agreed, and what of it still stands")
    alt_text = _alt_text(cast, lives)
    return Figure(
        id="mechanisms",
        title=title,
        alt=alt_text,
        note=_note(cast),
        table=_table(cast, lives),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, lives, look, rows).whole(),
            title=title,
            subtitle=[desk_words.as_of(words, case)],
            alt_text=alt_text,
        ),
    )


def _lives(case: Case, on: dt.date, eyes: str | None) -> list[_Life]:
    domains = [ladder.domain for ladder in case.ladders]
    made = [
        _Life(mechanism=each, standing=standing(each, on, as_of=on), stretches=tuple(_stretches(each, on)))
        for each in case.mechanisms
        if desk_words.may_see(each, eyes)
    ]

    def place(life: _Life) -> tuple[int, float]:
        at = domains.index(life.domain) if life.domain in domains else len(domains)
        return at, life.stretches[0][0] if life.stretches else _years(on)

    return sorted(made, key=place)


def _stretches(mechanism: Mechanism, on: dt.date) -> Iterator[tuple[float, float, str | None]]:
    """What the record says of its life up to the date, in stretches of one status."""
    begun = mechanism.in_force or mechanism.signed
    days = {change.date.last for change in mechanism.history if change.date is not None}
    if begun is not None:
        days = {day for day in days if day >= begun.last} | {begun.last}
    kept = sorted(day for day in days if day < on)
    found: list[tuple[float, float, str | None]] = []
    for first, last in pairwise([*kept, on]):
        status = standing(mechanism, first).status
        if found and found[-1][2] == status:
            found[-1] = (found[-1][0], _years(last), status)
        else:
            found.append((_years(first), _years(last), status))
    yield from found


def _years(day: dt.date) -> float:
    return day.year + (day - dt.date(day.year, 1, 1)).days / _YEAR


class _Drawing:
    """The lines of time in one look."""

    def __init__(self, cast: Cast, lives: Sequence[_Life], look: Look, rows: Rows) -> None:
        self.cast, self.look, self.rows = cast, look, rows
        self.words = cast.words
        lines: list[Line] = []
        self.lives: list[tuple[int, _Life]] = []
        for domain in dict.fromkeys(life.domain for life in lives):
            lines.append(Line(text=cast.domain(domain) if domain else self.words("no domain"), head=True))
            for life in lives:
                if life.domain == domain:
                    self.lives.append((len(lines), life))
                    lines.append(Line(text=_name(cast, life.mechanism)))
        self.board = Board(look, rows, lines, label=290, strip=26)
        assert cast.case.as_of is not None
        self.end = _years(cast.case.as_of.last)
        starts = [life.stretches[0][0] for life in lives if life.stretches]
        self.first = max(min(starts, default=self.end - 1), self.end - FARTHEST)
        # The words of where it stands need room to the right of the date.
        room = 196 if look.wide else 128
        self.last = self.end + (self.end - self.first) * room / (self.board.width - room)

    def whole(self) -> Piece:
        """The lines of time, and their key."""
        layers = [*self._ground(), *self._bars(), *self._older(), *self._marks()]
        foot = strip(self.rows, self._key(), self.look, self.look.width - 16)
        return self.board.whole([self.board.panel(layers)], foot=foot)

    def _x(self, field: str = "x") -> alt.X:
        step = 10 if self.look.wide else 20
        if self.end - self.first < 20:
            step = 5 if self.end - self.first > 6 else 1
        # A label at the very edge would stand out to the left of the chart.
        margin = 18 * (self.last - self.first) / self.board.width
        begin = int((self.first + margin) // step + 1) * step
        years = list(range(begin, int(self.end) + 1, step))
        label = "".join(f"datum.value === {year} ? '{year}' : " for year in years) + "''"
        axis = alt.Axis(title=None, domain=False, gridOpacity=0.7, values=years, labelExpr=label)
        return span(field, self.first, self.last, axis)

    def _ground(self) -> Iterator[alt.Chart]:
        """The date of the case."""
        line = self.rows.chart([{"x": self.end, "y": 0, "y2": self.board.height}])
        yield line.mark_rule(color=LIGHT.ink, tooltip=None, aria=False).encode(
            x=self._x(), y=self.board.y(), y2="y2:Q"
        )

    def _bars(self) -> Iterator[alt.Chart]:
        rows = [row for at, life in self.lives for row in self._row(at, life)]
        if not rows:
            return
        status, filled, stroked = zip(*_DRESS, strict=True)
        held = self.rows.chart(rows).mark_rect(strokeWidth=1.4)
        yield held.encode(
            x=self._x(),
            x2="x2:Q",
            y=self.board.y("top"),
            y2="foot:Q",
            fill=alt.Fill("status:N", legend=None, scale=alt.Scale(domain=status, range=filled)),
            stroke=alt.Stroke("status:N", legend=None, scale=alt.Scale(domain=status, range=stroked)),
            tooltip=[
                alt.Tooltip("name:N", title=self.words("mechanism")),
                alt.Tooltip("told:N", title=self.words("status")),
            ],
        )

    def _row(self, at: int, life: _Life) -> Iterator[Row]:
        for begin, end, status in life.stretches:
            if end > self.first:
                level, half = self.board.level(at), _BAR / (6 if status == "dead" else 2)
                yield {
                    "x": max(begin, self.first),
                    "x2": end,
                    "top": level - half,
                    "foot": level + half,
                    "status": status or _UNSAID,
                    "told": _status(self.words, status),
                    "name": _name(self.cast, life.mechanism),
                }

    def _older(self) -> Iterator[alt.Chart]:
        """The year of those that begin before the edge."""
        rows = [
            {
                "x": self.first,
                "y": self.board.level(at),
                "text": self.words("since {year}", year=int(life.stretches[0][0])),
            }
            for at, life in self.lives
            if life.stretches and life.stretches[0][0] < self.first
        ]
        if rows:
            held = self.rows.chart(rows).encode(x=self._x(), y=self.board.y(), text="text:N")
            yield from drawing.halo(held, self.look.text, shift=4)

    def _marks(self) -> Iterator[alt.Chart]:
        """How each stands at the date: a mark, and the word or what its source says."""
        rows = [
            {
                "x": self.end,
                "y": self.board.level(at),
                "status": life.standing.status or _UNSAID,
                "name": _name(self.cast, life.mechanism),
                "told": _told(self.cast, life),
            }
            for at, life in self.lives
        ]
        status, filled, stroked = zip(*_DRESS, strict=True)
        held = self.rows.chart(rows)
        yield held.mark_point(size=90, strokeWidth=1.8, opacity=1).encode(
            x=self._x(),
            y=self.board.y(),
            fill=alt.Fill("status:N", legend=None, scale=alt.Scale(domain=status, range=filled)),
            stroke=alt.Stroke("status:N", legend=None, scale=alt.Scale(domain=status, range=stroked)),
            tooltip=[
                alt.Tooltip("name:N", title=self.words("mechanism")),
                alt.Tooltip("told:N", title=self.words("status")),
            ],
        )
        letters = int((184 if self.look.wide else 116) / (self.look.text * 0.66))
        texts = []
        for at, life in self.lives:
            lines = captions.wrapped(_told(self.cast, life), letters, 2)
            first = self.board.level(at) - 7.5 * (len(lines) - 1)
            texts += [
                {"x": self.end, "y": first + 15 * place, "text": line} for place, line in enumerate(lines)
            ]
        words = self.rows.chart(texts).mark_text(align="left", baseline="middle", dx=10, tooltip=None)
        yield words.encode(x=self._x(), y=self.board.y(), text="text:N")

    def _key(self) -> list[Entry]:
        shown = {life.standing.status for _, life in self.lives}
        shown |= {status for _, life in self.lives for _, _, status in life.stretches}
        made = []
        for status, filled, stroked in _DRESS:
            if (None if status == _UNSAID else status) in shown:
                told = _status(self.words, None if status == _UNSAID else status)
                shape = _THIN if status == "dead" else BAR
                made.append(Entry(text=told, shape=shape, colour=stroked, hollow=filled == LIGHT.ground))
        return made


_THIN = "M-1.4,-.12L1.4,-.12L1.4,.12L-1.4,.12Z"
_DRESS = (
    ("in force", LIGHT.muted, LIGHT.muted),
    ("disputed", LIGHT.over, LIGHT.over),
    ("suspended", LIGHT.ground, LIGHT.muted),
    ("dead", LIGHT.blind, LIGHT.blind),
    (_UNSAID, LIGHT.line, LIGHT.line),
)
"""Fill and stroke of each status; each differs from the others in more than its hue."""


def _name(cast: Cast, mechanism: Mechanism) -> str:
    return mechanism.name.best(cast.words.language) or mechanism.id


def _status(words: Words, status: str | None) -> str:
    return desk_words.code(words, status) if status else words("not coded in the record")


def _told(cast: Cast, life: _Life) -> str:
    """The status in a word; in quotation marks what the source says where that is no code."""
    if life.standing.status is not None:
        return desk_words.code(cast.words, life.standing.status)
    own = life.mechanism.status.best(cast.words.language)
    return cast.words("“{status}”", status=own) if own else _status(cast.words, None)


def _alt_text(cast: Cast, lives: Sequence[_Life]) -> str:
    words = cast.words
    counts = captions.counted(life.standing.status or "" for life in lives)
    told = [
        words("{status}: {n}", status=_status(words, name or None), n=words.number(counts[name], 0))
        for name in (*STATUSES, "")
        if name in counts
    ]
    head = words.plural("{n} mechanism on a line of time.", "{n} mechanisms on a line of time.", len(lives))
    return f"{head} {words('At the date of the case: {counts}.', counts='; '.join(told))}"


def _note(cast: Cast) -> str:
    return cast.words(
        "A bar begins with entry into force, or signature where none is known, and says what the record "
        "codes; the mark at the end is how it stands at the date of the case. Words in quotation marks are "
        "the source’s own, where the record has no code. A mechanism stands under the first domain it names."
    )


def _table(cast: Cast, lives: Sequence[_Life]) -> Table:
    words = cast.words
    titles = ("mechanism", "domains", "since", "status", "said by", "in the source’s words")
    known = {
        "mechanism": words("mechanism"),
        "domains": words("domains"),
        "since": words("since"),
        "status": words("status"),
        "said by": words("said by"),
        "in the source’s words": words("in the source’s words"),
    }
    rows = []
    for life in lives:
        held = life.mechanism
        begun = held.in_force or held.signed
        by = [
            words("{side}: {status}", side=cast.name(who), status=desk_words.code(words, status))
            for who, status in life.standing.said
            if who is not None
        ]
        rows.append(
            (
                _name(cast, held),
                ", ".join(map(cast.domain, held.domains)) or EMPTY,
                desk_words.day(words, begun) if begun else EMPTY,
                _status(words, life.standing.status),
                "; ".join(by) or EMPTY,
                held.status.best(words.language) or EMPTY,
            )
        )
    return Table(columns=tuple(Column(title=known[name]) for name in titles), rows=tuple(rows))
