"""What each side did on a ladder and which lines others had declared: the words and table of its chart."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import attrs

from dissensus.charts import desk_words
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.figure import Column, Table
from dissensus.domain.case import Case
from dissensus.domain.incidents import Incident
from dissensus.domain.ladders import RedLine
from dissensus.measures.exposure import Exposure, exposure
from dissensus.measures.probing import Probing, probing, standing_lines, trend


@attrs.frozen(kw_only=True)
class Acts:
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


def _seen(case: Case, domain: str, eyes: str | None) -> list[Incident]:
    return [
        each
        for each in case.incidents
        if each.domain == domain and desk_words.may_see(each, eyes) and desk_words.by_then(case, each.date)
    ]


def acts_on(case: Case, domain: str, eyes: str | None) -> list[Acts]:
    """What each side did on a ladder, those sides alone that did anything there."""
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
                Acts(side=side, placed=tuple(placed), unplaced=len(own) - len(placed), lines=tuple(lines))
            )
    return made


def _year(incident: Incident) -> int | None:
    date = incident.date
    return date.first.year if date is not None and date.first.year == date.last.year else None


def alt_text(cast: Cast, acts: Sequence[Acts]) -> str:
    """How near each side came to the lines that others had declared."""
    return " ".join(_counted(cast, each) for each in acts)


def _counted(cast: Cast, acts: Acts) -> str:
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


def note(cast: Cast, domain: str, acts: Sequence[Acts], eyes: str | None) -> str:
    """How to read it, whether there is a trend, what is not drawn, and on whose word the record rests."""
    words, case = cast.words, cast.case
    seen = _seen(case, domain, eyes)
    found = exposure(seen, {source.id: source.grade for source in case.sources})
    parts = [
        words(
            "A line runs below the first rung that its owner declared not to accept, dashed while the day "
            "is not known. Where several lines stood, an incident is measured against the one declared last."
        ),
        _trend(cast, found),
    ]
    left = len(seen) - len({each.id for one in acts for _, each in one.placed})
    if left:
        parts.append(
            words.plural(
                "{n} incident without a rung, a year or an actor among the sides is not drawn.",
                "{n} incidents without a rung, a year or an actor among the sides are not drawn.",
                left,
            )
        )
    return " ".join([*parts, _bias(cast, found)])


def _trend(cast: Cast, found: Exposure) -> str:
    words, tested = cast.words, trend(found.incidents)
    if tested is None:
        return words("There are too few years to test for a trend.")
    return words(
        "Over {n} years the trend is: {direction} (Mann-Kendall, p = {p}).",
        n=words.number(tested.n, 0),
        direction=desk_words.code(words, tested.direction),
        p=words.number(tested.p, 2),
    )


def _bias(cast: Cast, found: Exposure) -> str:
    """How many incidents rest on which grade of source."""
    words = cast.words
    grades = [
        words("{grade} {n}", grade=desk_words.grade(words, name), n=words.number(int(counts.sum()), 0))
        for name, counts in found.by_grade.items()
    ]
    return words(
        "The record holds what somebody chose to report. "
        "Of its {n} dated incidents so many rest on: {grades}.",
        n=words.number(int(found.incidents.sum()), 0),
        grades="; ".join(grades),
    )


def table(cast: Cast, domain: str, acts: Sequence[Acts]) -> Table:
    """A row a side, year and rung with incidents."""
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
