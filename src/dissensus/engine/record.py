"""Results from the public record alone: no round is needed, and no answer is read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.incidents import Incident
from dissensus.domain.ladders import Ladder, RedLine
from dissensus.domain.mechanisms import Mechanism
from dissensus.domain.records import Record
from dissensus.engine import surveyed
from dissensus.engine.findings import AgendaRow, Norm
from dissensus.engine.record_findings import (
    CodedSignals,
    Exposed,
    HeldMechanism,
    LadderCover,
    MeetingYear,
    Opening,
    Probed,
    PublicRecord,
)
from dissensus.measures import agenda, mechanisms, probing, signals
from dissensus.measures.exposure import exposure
from dissensus.measures.mechanisms import Coverage, Standing
from dissensus.measures.openings import NO, UNKNOWN, YES, on_rungs, openings

GAPS = "gaps"

_R = TypeVar("_R", bound=Record)
_KNOWN = {YES: True, NO: False, UNKNOWN: None}


def record(case: Case, *, norms: Sequence[Norm] = ()) -> PublicRecord:
    """What the public record of a case says on its own, up to the case's date.

    Parameters
    ----------
    case : with its record. What is internal to a party is passed over, and so is what came after its date.
    norms : what the sides hold of each rung, for the openings; without them it is unknown whether a rule
        stands.

    Returns
    -------
    PublicRecord. Whether a party agreed how it would answer is nowhere in the record, so an opening is at
    most a rung of which it is not known that anything stands in the way.

    Examples
    --------
    >>> record(Case(id="empty"))
    PublicRecord(as_of=None, mechanisms=(), coverage=(), meetings=(), exposure=(), probing=(), openings=(), \
coded=(), surveys=(), views=(), gaps=())
    """
    held = _public(case.mechanisms)
    standings = _standings(case, held)
    covers = {ladder.domain: mechanisms.coverage(ladder, held, standings) for ladder in case.ladders}
    told = covers if held else {}
    happened = _happened(case)
    polls = _public(case.polls)
    return PublicRecord(
        as_of=None if case.as_of is None else str(case.as_of),
        mechanisms=tuple(
            _mechanism(each.domains, found) for each, found in zip(held, standings, strict=True)
        ),
        coverage=tuple(_cover(domain, found) for domain, found in told.items()),
        meetings=tuple(
            MeetingYear(mechanism=each.id, year=year.year, held=year.held, uncounted=year.uncounted)
            for each in held
            for year in mechanisms.meetings(each.contacts)
        ),
        exposure=_exposures(case, happened),
        probing=_probed(case, happened),
        openings=_openings(case, happened, covers, norms) if happened else (),
        coded=_coded(case),
        surveys=surveyed.gaps(polls),
        views=surveyed.views(polls),
        gaps=_gaps(told, happened),
    )


def _public(records: Iterable[_R]) -> tuple[_R, ...]:
    return tuple(each for each in records if each.internal_to is None)


def _standings(case: Case, held: Sequence[Mechanism]) -> list[Standing]:
    """Where each mechanism stands at the case's date; without a date nothing can be told."""
    if case.as_of is None:
        return [Standing(mechanism=each.id, status=None, reason=surveyed.NO_DATE) for each in held]
    day = case.as_of.last
    return [mechanisms.standing(each, day, as_of=day) for each in held]


def _mechanism(domains: tuple[str, ...], found: Standing) -> HeldMechanism:
    return HeldMechanism(
        mechanism=found.mechanism,
        domains=domains,
        status=found.status,
        said=tuple((speaker or "", status) for speaker, status in found.said),
        reason=found.reason,
    )


def _cover(domain: str, found: Coverage) -> LadderCover:
    return LadderCover(
        domain=domain,
        covered=tuple(_KNOWN[int(code)] for code in found.covered),
        by=found.by,
        unplaced=found.unplaced,
    )


def _happened(case: Case) -> tuple[Incident, ...]:
    """The public incidents up to the case's date, and those without any date."""
    until = dt.date.max if case.as_of is None else case.as_of.last
    return tuple(each for each in _public(case.incidents) if each.date is None or each.date.first <= until)


def _exposures(case: Case, happened: Sequence[Incident]) -> tuple[Exposed, ...]:
    """Incidents by year: of all domains together, then of each that has any."""
    domains = dict.fromkeys(each.domain for each in happened if each.domain is not None)
    parts: list[tuple[str | None, list[Incident]]] = [(None, list(happened))] if happened else []
    parts += [(domain, [each for each in happened if each.domain == domain]) for domain in domains]
    return tuple(_exposed(case, domain, part) for domain, part in parts)


def _exposed(case: Case, domain: str | None, part: Sequence[Incident]) -> Exposed:
    found = exposure(part, {source.id: source.grade for source in case.sources})
    return Exposed(
        domain=domain,
        years=found.years,
        incidents=tuple(map(int, found.incidents)),
        by_grade={grade or "": tuple(map(int, counts)) for grade, counts in found.by_grade.items()},
        unplaced=found.unplaced,
    )


def _probed(case: Case, happened: Sequence[Incident]) -> tuple[Probed, ...]:
    """Every side's declared lines on every ladder, and the incidents that others made on it."""
    made: list[Probed] = []
    for ladder in case.ladders:
        for owner in case.sides:
            lines = [
                line
                for line in _public(case.lines)
                if line.kind == "declared" and line.domain == ladder.domain and line.rung is not None
                if line.owner in _voices(case, owner) and _by_then(case, line)
            ]
            if lines:
                made.append(_of_lines(case, owner, ladder, lines, _against(case, owner, ladder, happened)))
    return tuple(made)


def _voices(case: Case, party: str) -> set[str]:
    """A party and its members."""
    members = (member.id for each in case.parties if each.id == party for member in each.members)
    return {party, *members}


def _by_then(case: Case, line: RedLine) -> bool:
    return line.date is not None and (case.as_of is None or _since(line.date) <= case.as_of.last)


def _since(date: Date) -> dt.date:
    """The day from which a line of that date stands: the last that its beginning may mean."""
    return Date(date.text.partition("/")[0]).last


def _against(case: Case, owner: str, ladder: Ladder, happened: Sequence[Incident]) -> list[Incident]:
    """Placed incidents on the ladder that somebody did, and not the owner."""
    own = _voices(case, owner)
    return [
        each
        for each in happened
        if each.domain == ladder.domain and each.rung is not None and each.rung <= len(ladder)
        if each.acting and own.isdisjoint(each.acting)
    ]


def _of_lines(
    case: Case, owner: str, ladder: Ladder, lines: Sequence[RedLine], incidents: Sequence[Incident]
) -> Probed:
    dated = [(each.date, each.rung or 0) for each in incidents if each.date is not None]
    standing = probing.standing_lines(
        [date.last.toordinal() for date, _ in dated],
        [_since(line.date).toordinal() for line in lines if line.date is not None],
        [line.rung or 0 for line in lines],
    )
    found = probing.probing([rung for _, rung in dated], standing)
    years, counts = _whole_years(case, [date for date, _ in dated])
    trend = probing.trend(counts)
    return Probed(
        domain=ladder.domain,
        owner=owner,
        lines=tuple(line.id for line in lines),
        at_or_over=found.at_or_over,
        just_below=found.just_below,
        below=found.below,
        undeclared=found.undeclared,
        years=years,
        counts=counts,
        trend=None if trend is None else trend.direction,
        p=None if trend is None else trend.p,
    )


def _whole_years(case: Case, dates: Sequence[Date]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Incidents a year, from the first year with one to the last that was over at the case's date.

    A year that was not over would look like one in which less happened.
    """
    counted = Counter(date.first.year for date in dates if date.first.year == date.last.year)
    if not counted:
        return (), ()
    last = max(counted)
    if case.as_of is not None:
        day = case.as_of.last
        last = day.year if (day.month, day.day) == (12, 31) else day.year - 1
    years = tuple(range(min(counted), last + 1))
    return years, tuple(counted[year] for year in years)


def _openings(
    case: Case, happened: Sequence[Incident], covers: dict[str, Coverage], norms: Sequence[Norm]
) -> tuple[Opening, ...]:
    """For each side, the rungs on which others acted."""
    made: list[Opening] = []
    for party in case.sides:
        for ladder in case.ladders:
            rungs = [each.rung for each in _against(case, party, ladder, happened)]
            found = openings(
                rule=_rules(norms, party, ladder),
                answer=np.full(len(ladder), UNKNOWN),
                mechanism=covers[ladder.domain].covered,
                incidents=on_rungs(np.array(rungs, dtype=np.int64), len(ladder)),
            )
            made.extend(
                Opening(
                    eyes=party,
                    domain=ladder.domain,
                    rung=int(place) + 1,
                    rule=_KNOWN[int(found.rule[place])],
                    answer=_KNOWN[int(found.answer[place])],
                    mechanism=_KNOWN[int(found.mechanism[place])],
                    incidents=int(found.incidents[place]),
                    opening=_KNOWN[int(found.opening[place])],
                )
                for place in np.flatnonzero(found.incidents)
            )
    return tuple(made)


def _rules(norms: Sequence[Norm], party: str, ladder: Ladder) -> list[int]:
    """Whether both sides call an act on each rung unacceptable by either; unknown where one did not say."""
    rules = [UNKNOWN] * len(ladder)
    for norm in norms:
        if norm.domain != ladder.domain or party not in norm.sides:
            continue
        said = None not in (*norm.own.values(), *norm.others.values())
        if norm.agreed or (said and rules[norm.rung - 1] == UNKNOWN):
            rules[norm.rung - 1] = YES if norm.agreed else NO
    return rules


def _coded(case: Case) -> tuple[CodedSignals, ...]:
    """Signals by the side that sent them, a member's with its alliance's; then those of others."""
    public = _public(case.signals)
    side_of = {voice: side for side in case.sides for voice in _voices(case, side)}
    senders = [
        dict.fromkeys(side_of.get(sender, sender) for sender in each.sender) or {"": None} for each in public
    ]
    order = [side for side in case.sides if any(side in each for each in senders)]
    others = sorted({sender for each in senders for sender in each} - set(order))
    return tuple(
        _coded_of(sender, [each.match for each, by in zip(public, senders, strict=True) if sender in by])
        for sender in (*order, *others)
    )


def _coded_of(sender: str, codes: Sequence[str | None]) -> CodedSignals:
    return CodedSignals(sender=sender, matches=dict(signals.matches(codes)), uncoded=codes.count(None))


def _gaps(covers: dict[str, Coverage], happened: Sequence[Incident]) -> tuple[AgendaRow, ...]:
    """The rungs that no mechanism in force covers, as rows of the joint agenda."""
    gaps = [(domain, rung) for domain, found in covers.items() for rung in found.gaps]
    count = Counter((each.domain, each.rung) for each in happened)
    entries = agenda.gaps(
        [domain for domain, _ in gaps],
        np.array([rung for _, rung in gaps], dtype=np.int64),
        np.array([count[gap] for gap in gaps], dtype=np.int64),
    )
    return tuple(
        AgendaRow(
            list=GAPS, rank=rank, label=tuple(map(str, entry.label)), why=entry.why, figure=entry.figure
        )
        for rank, entry in enumerate(entries, start=1)
    )
