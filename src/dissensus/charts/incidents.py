"""Incidents on the rungs of a ladder, year by year, against the lines that were declared by then."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator, Sequence

import altair as alt

from dissensus.charts import desk_words, drawing, incident_words
from dissensus.charts.board import Board, Line, span
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Figure
from dissensus.charts.incident_words import Acts
from dissensus.charts.legend import Entry, strip
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.domain.ladders import RedLine
from dissensus.i18n import Words

_DOT = 95
_STROKE = "M-1.4,-.15L1.4,-.15L1.4,.15L-1.4,.15Z"


def incidents(case: Case, words: Words, domain: str, *, eyes: str | None = None) -> Figure | None:
    """What each side did on one ladder by year and rung, against the lines that others had declared.

    `eyes` may see a party's internal record besides the public one. None where no incident is placed.
    """
    cast = Cast(case, words)
    acts = incident_words.acts_on(case, domain, eyes)
    if not any(each.placed for each in acts):
        return None
    title = words("{domain}: what happened, and the declared lines", domain=cast.domain(domain))
    alt_text = incident_words.alt_text(cast, acts)
    return Figure(
        id=f"incidents-{domain}",
        title=title,
        alt=alt_text,
        note=incident_words.note(cast, domain, acts, eyes),
        table=incident_words.table(cast, domain, acts),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, domain, acts, look, rows).whole(),
            title=title,
            subtitle=[desk_words.as_of(words, case)],
            alt_text=alt_text,
        ),
    )


class _Drawing:
    """One panel a side in one look: years across, rungs upwards."""

    def __init__(self, cast: Cast, domain: str, acts: Sequence[Acts], look: Look, rows: Rows) -> None:
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

    def _lines(self, acts: Acts) -> Iterator[alt.Chart]:
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

    def _dots(self, acts: Acts) -> Iterator[alt.Chart]:
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
        yield held.mark_point(
            shape="circle", fill=LIGHT.ground, stroke=LIGHT.muted, strokeWidth=2, opacity=1
        ).encode(
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
        yield several.mark_text(align="center", baseline="middle", color=LIGHT.ink, fontWeight=600)

    def _key(self) -> list[Entry]:
        words = self.words
        entries = [Entry(text=words("incidents, and how many if several"), colour=LIGHT.muted, hollow=True)]
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
