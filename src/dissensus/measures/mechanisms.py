"""Mechanisms: which arrangements still hold at a date, who says so, what they cover, how often they meet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import NDArray

from dissensus.domain.errors import MeasureError
from dissensus.domain.ladders import Ladder
from dissensus.domain.mechanisms import STATUSES, Contact, Mechanism, StatusChange
from dissensus.measures.arrays import frozen
from dissensus.measures.openings import NO, UNKNOWN, YES

IN_FORCE, DISPUTED = "in force", "disputed"


@attrs.frozen(kw_only=True)
class Standing:
    """Whether a mechanism holds at a date.

    `status` is one of `domain.mechanisms.STATUSES`, or None, with the `reason`, where the material does not
    say. `said`: the status that each speaker gives it (None: the record itself, in nobody's name).
    """

    mechanism: str
    status: str | None
    said: tuple[tuple[str | None, str], ...] = ()
    reason: str | None = None


def standing(mechanism: Mechanism, on: dt.date, *, as_of: dt.date | None = None) -> Standing:
    """Whether a mechanism holds on a day, from the history of its status.

    The last status that each speaker gave it by that day counts; what the record says in nobody's name
    supersedes all that was said before. Speakers who differ make it disputed. Without any status in the
    history, the mechanism's own status speaks for the day that it is of, where it is word for word one of
    the four; and else the date of entry into force, unless anything has happened since that was not coded.

    Parameters
    ----------
    mechanism : with its history.
    on : the day. What is dated no closer than a month or a year counts from its last day on.
    as_of : the day that `mechanism.status` speaks of: the date of the case.

    Returns
    -------
    Standing.

    Examples
    --------
    >>> from dissensus.domain.dates import Date
    >>> treaty = Mechanism(
    ...     id="treaty",
    ...     in_force=Date("1988"),
    ...     history=(
    ...         StatusChange(date=Date("2019-02-02"), status="suspended", said_by="USA"),
    ...         StatusChange(date=Date("2019-02-03"), status="in force", said_by="RUS"),
    ...         StatusChange(date=Date("2019-08-02"), status="dead"),
    ...     ),
    ... )
    >>> found = standing(treaty, dt.date(2019, 4, 15))
    >>> found.status, found.said
    ('disputed', (('USA', 'suspended'), ('RUS', 'in force')))
    >>> [standing(treaty, dt.date(year, 12, 31)).status for year in (1987, 1988, 2019)]
    [None, 'in force', 'dead']
    """
    past = _by_then(mechanism.history, on)
    said = _said(past)
    if said:
        statuses = set(said.values())
        status = statuses.pop() if len(statuses) == 1 else DISPUTED
        return Standing(mechanism=mechanism.id, status=status, said=tuple(said.items()))
    stated = mechanism.status.best("en")
    if on == as_of and stated in STATUSES:
        return Standing(mechanism=mechanism.id, status=stated, said=((None, stated),))
    return _by_entry_into_force(mechanism, past, on)


def _by_then(history: Sequence[StatusChange], on: dt.date) -> list[StatusChange]:
    """What had happened by the day, first to last; what is undated comes in nowhere."""
    dated = [(change.date.last, change) for change in history if change.date is not None]
    return [change for last, change in sorted(dated, key=lambda each: each[0]) if last <= on]


def _said(past: Iterable[StatusChange]) -> dict[str | None, str]:
    """The last status by speaker; the record's own word supersedes what was said before it."""
    said: dict[str | None, str] = {}
    for change in past:
        if change.status is None:
            continue
        said = {} if change.said_by is None else {who: word for who, word in said.items() if who}
        said[change.said_by] = change.status
    return said


def _by_entry_into_force(mechanism: Mechanism, past: Iterable[StatusChange], on: dt.date) -> Standing:
    begun = mechanism.in_force
    if begun is None or begun.last > on:
        return Standing(mechanism=mechanism.id, status=None, reason="no status is coded by that day")
    if any(change.date is not None and change.date.last > begun.last for change in past):
        reason = "what happened after its entry into force is not coded"
        return Standing(mechanism=mechanism.id, status=None, reason=reason)
    return Standing(mechanism=mechanism.id, status=IN_FORCE, said=((None, IN_FORCE),))


def by_status(standings: Iterable[Standing]) -> Mapping[str | None, tuple[str, ...]]:
    """The ids of mechanisms by status, in the order of `STATUSES`; last, under None, those whose status the
    material does not say.

    >>> held = [Standing(mechanism="b", status="dead"), Standing(mechanism="a", status=None)]
    >>> {status: ids for status, ids in by_status(held).items() if ids}
    {'dead': ('b',), None: ('a',)}
    """
    found: dict[str | None, list[str]] = {status: [] for status in (*STATUSES, None)}
    for held in standings:
        found[held.status].append(held.mechanism)
    return {status: tuple(ids) for status, ids in found.items()}


@attrs.frozen(kw_only=True, eq=False)
class Coverage:
    """What of a ladder mechanisms in force cover, read-only.

    `covered` int8 (R,): `openings.YES`, `NO` or `UNKNOWN`; `by` (R,): the ids of those that cover each rung;
    `unplaced`: mechanisms of the domain of which it is not known what they cover or whether they hold.
    """

    covered: NDArray[np.int8] = attrs.field(converter=frozen)
    by: tuple[tuple[str, ...], ...]
    unplaced: tuple[str, ...]

    @property
    def gaps(self) -> tuple[int, ...]:
        """The rungs that no mechanism in force covers, counted from 1."""
        return tuple(int(place) + 1 for place in np.flatnonzero(self.covered == NO))


def coverage(ladder: Ladder, mechanisms: Sequence[Mechanism], standings: Sequence[Standing]) -> Coverage:
    """Which rungs of a ladder mechanisms in force cover, and which rungs none does.

    Parameters
    ----------
    ladder : of the domain.
    mechanisms : all of them; those of other domains are passed over.
    standings : of each, in the same order.

    Returns
    -------
    Coverage. A rung that none covers is a gap only where it is known of every mechanism of the domain that
    may hold what it covers: one in force whose rungs are not coded leaves it unknown, and so does one that
    would cover it and may or may not be in force.

    Raises
    ------
    MeasureError : the standings are not of these mechanisms.

    Examples
    --------
    >>> from dissensus.domain.ladders import Rung
    >>> from dissensus.domain.texts import Text
    >>> ladder = Ladder(domain="air", rungs=[Rung(id=f"air-{r}", activity=Text()) for r in (1, 2)])
    >>> hotline = Mechanism(id="hotline", domains=("air",), rungs=("air-2",))
    >>> treaty = Mechanism(id="treaty", domains=("air",))
    >>> held = [Standing(mechanism=name, status="in force") for name in ("hotline", "treaty")]
    >>> coverage(ladder, [hotline], held[:1]).gaps
    (1,)
    >>> found = coverage(ladder, [hotline, treaty], held)
    >>> found.covered, found.gaps, found.unplaced
    (array([-1,  1], dtype=int8), (), ('treaty',))
    """
    if [each.id for each in mechanisms] != [each.mechanism for each in standings]:
        raise MeasureError("the standings are of other mechanisms; give one each, in the same order")
    here = [
        (mechanism, held.status)
        for mechanism, held in zip(mechanisms, standings, strict=True)
        if ladder.domain in mechanism.domains and held.status in (IN_FORCE, None)
    ]
    by = tuple(_covering(here, rung.id, IN_FORCE) for rung in ladder.rungs)
    anywhere = any(mechanism.rungs is None for mechanism, _ in here)
    may = [anywhere or bool(_covering(here, rung.id, None)) for rung in ladder.rungs]
    covered = [YES if ids else UNKNOWN if perhaps else NO for ids, perhaps in zip(by, may, strict=True)]
    unplaced = tuple(mechanism.id for mechanism, status in here if mechanism.rungs is None or status is None)
    return Coverage(covered=np.array(covered, dtype=np.int8), by=by, unplaced=unplaced)


def _covering(here: Iterable[tuple[Mechanism, str | None]], rung: str, wanted: str | None) -> tuple[str, ...]:
    """The ids of the mechanisms of that status which cover the rung."""
    return tuple(each.id for each, status in here if status == wanted and rung in (each.rungs or ()))


@attrs.frozen(kw_only=True)
class Meetings:
    """Contacts under mechanisms in one year; `year` is None for those of a span of several years.

    `held`: the meetings counted; `uncounted`: entries that say that there were contacts, not how many.
    """

    year: int | None
    held: int
    uncounted: int


def meetings(contacts: Iterable[Contact]) -> tuple[Meetings, ...]:
    """Contacts per year: a year that is not listed has none on record, which is not to say that it had none.

    Parameters
    ----------
    contacts : of one mechanism, or of several together.

    Returns
    -------
    Meetings by year, in order; last those of spans over several years, which are shared out over none.

    Examples
    --------
    >>> from dissensus.domain.dates import Date
    >>> given = [
    ...     Contact(date=Date("2016-04"), count=1),
    ...     Contact(date=Date("2016"), count=None),
    ...     Contact(date=Date("2002/2014"), count=40),
    ... ]
    >>> [(each.year, each.held, each.uncounted) for each in meetings(given)]
    [(2016, 1, 1), (None, 40, 0)]
    """
    held: Counter[int | None] = Counter()
    uncounted: Counter[int | None] = Counter()
    for contact in contacts:
        year = _year(contact.date.first, contact.date.last)
        held[year] += contact.count or 0
        uncounted[year] += contact.count is None
    years = sorted(held, key=lambda year: (year is None, year or 0))
    return tuple(Meetings(year=year, held=held[year], uncounted=uncounted[year]) for year in years)


def _year(first: dt.date, last: dt.date) -> int | None:
    return first.year if first.year == last.year else None
