"""Incidents on the rungs of a ladder, year by year, against the lines that were declared by then."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Sequence

import altair as alt
import attrs

from dissensus.charts import desk_words, drawing
from dissensus.charts.board import Board, Line, span
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.legend import Entry, strip
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.domain.incidents import Incident
from dissensus.domain.ladders import RedLine
from dissensus.i18n import Words
from dissensus.measures.exposure import exposure
from dissensus.measures.probing import Probing, probing, standing_lines, trend

_DOT = 95
_STROKE = "M-1.4,-.15L1.4,-.15L1.4,.15L-1.4,.15Z"


@attrs.frozen(kw_only=True)
class _Acts:
    """What one side did on a ladder, and the lines that others declared on it.

    `placed` are its incidents with a rung and a year, `unplaced` how many have not; `lines` those that other
    parties of the case declared, in order.
    """

    side: str
    placed: tuple[tuple[int, Incident], ...]
    unplaced: int
    lines: tuple[RedLine, ...]

    @property
    def probing(self) -> Probing:
        """How near the incidents came to the line that stood at their date."""
        dated = [
            (each.date.last.toordinal(), each.rung or 0) for _, each in self.placed if each.date is not None
        ]
        since = [line.date.last.toordinal() for line in self.lines if line.date is not None]
        lines = [line.rung or 0 for line in self.lines]
        standing = standing_lines([day for day, _ in dated], since, lines) if lines else [0] * len(dated)
        return probing([rung for _, rung in dated], standing)


def incidents(case: Case, words: Words, domain: str, *, eyes: str | None = None) -> Figure | None:
    """What each side did on one ladder by year and rung, against the lines that others had declared.

    `eyes` may see a party's internal record besides the public one. None where no incident is placed.
    """
    cast = Cast(case, words)
    acts = _acts(case, domain, eyes)
    if not any(each.placed for each in acts):
        return None
    title = words("{domain}: what happened, and the declared lines", domain=cast.domain(domain))
    alt_text = _alt_text(cast, acts)
    return Figure(
        id=f"incidents-{domain}",
        title=title,
        alt=alt_text,
        note=_note(cast, domain, acts, eyes),
        table=_table(cast, domain, acts),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, domain, acts, look, rows).whole(),
            title=title,
            subtitle=[desk_words.as_of(words, case)],
            alt_text=alt_text,
        ),
    )


def _seen(case: Case, domain: str, eyes: str | None) -> list[Incident]:
    return [
        each
        for each in case.incidents
        if each.domain == domain and desk_words.may_see(each, eyes) and desk_words.by_then(case, each.date)
    ]


def _acts(case: Case, domain: str, eyes: str | None) -> list[_Acts]:
    seen = _seen(case, domain, eyes)
    made = []
    for side in case.sides:
        own = [each for each in seen if side in desk_words.side_of(case, each.acting)]
        placed = [(year, each) for each in own if each.rung is not None and (year := _year(each)) is not None]
        lines = sorted(
            (
                line
                for line in case.lines
                if line.domain == domain
                and line.kind == "declared"
                and line.rung is not None
                and line.date is not None
                and side not in desk_words.side_of(case, [line.owner])
                and desk_words.may_see(line, eyes)
                and desk_words.by_then(case, line.date)
            ),
            key=lambda line: (line.date.last if line.date else dt.date.max, line.id),
        )
        if placed:
            made.append(
                _Acts(side=side, placed=tuple(placed), unplaced=len(own) - len(placed), lines=tuple(lines))
            )
    return made


def _year(incident: Incident) -> int | None:
    date = incident.date
    return date.first.year if date is not None and date.first.year == date.last.year else None


class _Drawing:
    """One panel a side in one look: years across, rungs upwards."""

    def __init__(self, cast: Cast, domain: str, acts: Sequence[_Acts], look: Look, rows: Rows) -> None:
        self.cast, self.acts, self.look, self.rows = cast, acts, look, rows
        self.words = cast.words
        self.count = len(cast.case.ladder(domain))
        activities = cast.rungs(domain, self.count)
        # The first rung stands lowest; "none of these" has no row.
        lines = [Line(text=f"{rung} {activities[rung - 1]}") for rung in range(self.count, 0, -1)]
        most = max(max(Counter((y, i.rung) for y, i in each.placed).values()) for each in acts)
        self.board = Board(
            look,
            rows,
            lines,
            label=290,
            panels=len(acts),
            strip=max(24, 2 * math.sqrt(_DOT * most / math.pi)),
        )
        years = [year for each in acts for year, _ in each.placed]
        self.first, self.last = min(years) - 0.6, max(years) + 0.6

    def whole(self) -> Piece:
        """The panels, and their key."""
        panels = [
            self.board.panel(
                [*self._ground(), *self._lines(each), *self._dots(each)],
                title=self.words("What {side} did", side=self.cast.name(each.side)),
            )
            for each in self.acts
        ]
        foot = strip(self.rows, self._key(), self.look, self.look.width - 16)
        return self.board.whole(panels, foot=foot)

    def _level(self, rung: int) -> float:
        return self.board.level(self.count - rung)

    def _x(self, field: str = "x") -> alt.X:
        step = math.ceil((self.last - self.first) / (10 if len(self.acts) == 1 and self.look.wide else 6))
        years = list(range(math.ceil(self.first), int(self.last) + 1, step))
        label = "".join(f"datum.value === {year} ? '{year}' : " for year in years) + "''"
        axis = alt.Axis(title=None, domain=False, gridOpacity=0.7, values=years, labelExpr=label)
        return span(field, self.first, self.last, axis)

    def _ground(self) -> Iterator[alt.Chart]:
        yield self.board.floors(self._x(), self.first, self.last)

    def _lines(self, acts: _Acts) -> Iterator[alt.Chart]:
        """Each declared line from its date on; dashed while it is not known from which day."""
        for owner in dict.fromkeys(line.owner for line in acts.lines):
            mine = [line for line in acts.lines if line.owner == owner]
            sure, unsure = _stretches(mine, self.first, self.last)
            yield from self._owners([*sure, *unsure])
            for stretches, dash in ((sure, [1, 0]), (unsure, [3, 3])):
                rows = [
                    {
                        "x": begin,
                        "x2": end,
                        "y": self._at(line),
                        "owner": self.cast.name(owner),
                        "activity": line.activity.best(self.words.language),
                        "declared": desk_words.day(self.words, line.date),
                    }
                    for line, begin, end in stretches
                ]
                if rows:
                    drawn = self.rows.chart(rows).mark_rule(
                        color=self._colour(owner), strokeWidth=2.6, strokeDash=dash
                    )
                    yield drawn.encode(
                        x=self._x(),
                        x2="x2:Q",
                        y=self.board.y(),
                        tooltip=[
                            alt.Tooltip("owner:N", title=self.words("line of")),
                            alt.Tooltip("activity:N", title=self.words("activity")),
                            alt.Tooltip("declared:N", title=self.words("declared")),
                        ],
                    )

    def _owners(self, lines: Sequence[tuple[RedLine, float, float]]) -> Iterator[alt.Chart]:
        """Whose line it is, just above it: at its beginning, or at its end where it begins late."""
        late = self.first + 0.6 * (self.last - self.first)
        first: dict[str, tuple[RedLine, float, float]] = {}
        for line, begin, end in sorted(lines, key=lambda each: each[1]):
            first.setdefault(line.id, (line, begin, end))
        left, right = [], []
        for line, begin, _ in first.values():
            row = {"y": self._at(line) - 9, "text": self.cast.name(line.owner)}
            if begin <= late:
                left.append({**row, "x": begin})
            else:
                right.append({**row, "x": self.last})
        for rows, align in ((left, "left"), (right, "right")):
            if rows:
                held = self.rows.chart(rows).encode(x=self._x(), y=self.board.y(), text="text:N")
                yield from drawing.halo(held, self.look.text, align="left" if align == "left" else "right")

    def _at(self, line: RedLine) -> float:
        """A line runs below its rung; one above the ladder at its top."""
        rung = line.rung or 0
        return self.board.edge(self.count - rung) if rung <= self.count else 0.0

    def _colour(self, owner: str) -> str:
        side = desk_words.side_of(self.cast.case, [owner])
        return self.cast.colour(side[0]) if side else LIGHT.muted

    def _dots(self, acts: _Acts) -> Iterator[alt.Chart]:
        counts = Counter((year, each.rung) for year, each in acts.placed)
        rows: list[Row] = [
            {
                "x": year,
                "y": self._level(rung),
                "n": n,
                "size": _DOT * n,
                "text": self.words.number(n, 0),
                "year": str(year),
                "rung": str(rung),
            }
            for (year, rung), n in counts.items()
            if rung is not None
        ]
        held = self.rows.chart(rows)
        yield held.mark_point(shape="circle", filled=True, color=LIGHT.muted, opacity=1).encode(
            x=self._x(),
            y=self.board.y(),
            size=alt.Size("size:Q", legend=None, scale=None),
            tooltip=[
                alt.Tooltip("year:N", title=self.words("year")),
                alt.Tooltip("rung:N", title=self.words("rung")),
                alt.Tooltip("text:N", title=self.words("incidents")),
            ],
        )
        several = held.transform_filter("datum.n > 1").encode(x=self._x(), y=self.board.y(), text="text:N")
        yield several.mark_text(align="center", baseline="middle", color=LIGHT.ground, fontWeight=600)

    def _key(self) -> list[Entry]:
        words = self.words
        entries = [Entry(text=words("incidents, and how many if several"), colour=LIGHT.muted)]
        if any(each.lines for each in self.acts):
            entries.append(
                Entry(text=words("a line that another declared"), shape=_STROKE, colour=LIGHT.muted)
            )
        return entries


def _stretches(
    lines: Sequence[RedLine], first: float, last: float
) -> tuple[list[tuple[RedLine, float, float]], list[tuple[RedLine, float, float]]]:
    """Where each line of one owner is drawn: from the last day that its date may mean until another is
    declared, and apart from that the days that its date may mean."""
    sure, unsure = [], []
    for at, line in enumerate(lines):
        assert line.date is not None
        later = next((each.date for each in lines[at + 1 :] if each.rung != line.rung and each.date), None)
        end = last if later is None else min(_years(later.last), last)
        begin = max(_years(line.date.last), first)
        if begin < end:
            sure.append((line, begin, end))
        early = max(_years(line.date.first), first)
        if early < min(begin, last) and line.date.first != line.date.last:
            unsure.append((line, early, min(begin, last)))
    return sure, unsure


def _years(day: dt.date) -> float:
    """A day on an axis on which a year's incidents stand at the year itself: its middle is the year."""
    return day.year - 0.5 + (day - dt.date(day.year, 1, 1)).days / 365.25


def _alt_text(cast: Cast, acts: Sequence[_Acts]) -> str:
    return " ".join(_counted(cast, each) for each in acts)


def _counted(cast: Cast, acts: _Acts) -> str:
    words, found = cast.words, acts.probing
    head = words.plural(
        "{side}: {n} incident on a rung.",
        "{side}: {n} incidents on rungs.",
        len(acts.placed),
        side=cast.name(acts.side),
    )
    if not acts.lines:
        return f"{head} {words('No line of others is declared on this ladder.')}"
    return (
        head
        + " "
        + words(
            "On the line declared by then or over it: {over}; one rung below: {just}; "
            "further below: {below}; before any line was declared: {none}.",
            over=words.number(found.at_or_over, 0),
            just=words.number(found.just_below, 0),
            below=words.number(found.below, 0),
            none=words.number(found.undeclared, 0),
        )
    )


def _note(cast: Cast, domain: str, acts: Sequence[_Acts], eyes: str | None) -> str:
    words, case = cast.words, cast.case
    seen = _seen(case, domain, eyes)
    found = exposure(seen, {source.id: source.grade for source in case.sources})
    parts = [
        words(
            "A line runs below the first rung that its owner declared not to accept, dashed while the day "
            "is not known. Where several lines stood, an incident is measured against the one declared last."
        )
    ]
    tested = trend(found.incidents)
    if tested is not None:
        parts.append(
            words(
                "Over {n} years the trend is: {direction} (Mann-Kendall, p = {p}).",
                n=words.number(tested.n, 0),
                direction=desk_words.code(words, tested.direction),
                p=words.number(tested.p, 2),
            )
        )
    else:
        parts.append(words("There are too few years to test for a trend."))
    left = len(seen) - len({each.id for one in acts for _, each in one.placed})
    if left:
        parts.append(
            words.plural(
                "{n} incident without a rung, a year or an actor among the sides is not drawn.",
                "{n} incidents without a rung, a year or an actor among the sides are not drawn.",
                left,
            )
        )
    grades = [
        words("{grade} {n}", grade=desk_words.grade(words, name), n=words.number(int(counts.sum()), 0))
        for name, counts in found.by_grade.items()
    ]
    parts.append(
        words(
            "The record holds what somebody chose to report. "
            "Of its {n} dated incidents so many rest on: {grades}.",
            n=words.number(int(found.incidents.sum()), 0),
            grades="; ".join(grades),
        )
    )
    return " ".join(parts)


def _table(cast: Cast, domain: str, acts: Sequence[_Acts]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("acting side")),
        Column(title=words("year")),
        Column(title=words("rung"), numeric=True),
        Column(title=words("activity")),
        Column(title=words("incidents"), numeric=True),
        Column(title=words("lines declared on this rung by then")),
    )
    activities = cast.rungs(domain, len(cast.case.ladder(domain)))
    rows = []
    for each in acts:
        counts = Counter((year, incident.rung) for year, incident in each.placed)
        for (year, rung), n in sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
            number = rung or 0
            lines = [
                line.owner
                for line in each.lines
                if line.rung == rung and line.date is not None and line.date.last.year <= year
            ]
            activity = activities[number - 1] if 0 < number <= len(activities) else EMPTY
            told = desk_words.said(cast, dict.fromkeys(lines)) or EMPTY
            rows.append(
                (cast.name(each.side), str(year), words.number(number, 0), activity, words.number(n, 0), told)
            )
    return Table(columns=columns, rows=tuple(rows))
