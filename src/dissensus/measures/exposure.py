"""Exposure: dated incidents a year, and beside them what kinds of sources they are known from.

The record is what somebody chose to report. How much of it rests on which grade of source stands beside the
counts, so that a reader can judge the bias; it is never multiplied into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs
import numpy as np

from dissensus.domain.errors import MeasureError
from dissensus.domain.incidents import Incident
from dissensus.domain.sources import GRADES
from dissensus.measures.arrays import Ints, frozen


@attrs.frozen(kw_only=True, eq=False)
class Exposure:
    """Incidents by year, read-only.

    `years` (T,), without a gap; `incidents` int64 (T,), how many are dated in each. `by_grade`: of those, how
    many rest on a source of each grade, int64 (T,) each; one that rests on several kinds counts under each,
    and under None where no grade is known, so these need not add up. `unplaced`: incidents without a date, or
    with one that spans several years; `outside`: those of years that were not asked for.
    """

    years: tuple[int, ...]
    incidents: Ints = attrs.field(converter=frozen)
    by_grade: Mapping[str | None, Ints]
    unplaced: int
    outside: int


def exposure(
    incidents: Iterable[Incident],
    grades: Mapping[str, str | None],
    *,
    first: int | None = None,
    last: int | None = None,
) -> Exposure:
    """Incidents a year with the reporting bias of their sources beside them.

    Parameters
    ----------
    incidents : of one domain, or of all.
    grades : of each source, its grade.
    first, last : the years to count over; None: from the first dated incident to the last.

    Returns
    -------
    Exposure; grades in the order of `domain.sources.GRADES`, then a case's own by name, then None.

    Raises
    ------
    MeasureError : a source has no entry in `grades`, or the years run backwards.

    Examples
    --------
    >>> from dissensus.domain.dates import Date
    >>> given = [
    ...     Incident(id="a", date=Date("2014-03"), sources=("report", "paper")),
    ...     Incident(id="b", date=Date("2016-07-02"), sources=("paper", "letter")),
    ...     Incident(id="c", date=Date("2014/2016")),
    ... ]
    >>> found = exposure(given, {"report": "official", "paper": "news", "letter": "news"})
    >>> found.years, found.incidents, found.unplaced
    ((2014, 2015, 2016), array([1, 0, 1]), 1)
    >>> {grade: counts.tolist() for grade, counts in found.by_grade.items()}
    {'official': [1, 0, 0], 'news': [1, 0, 1]}

    That what is reported depends on who reports: [Weidmann2016]_.
    """
    all_of_them = list(incidents)
    dated = [(year, _grades(each, grades)) for each in all_of_them if (year := _year(each)) is not None]
    years = _years([year for year, _ in dated], first, last)
    counts = np.zeros(len(years), dtype=np.int64)
    by_grade: dict[str | None, Ints] = {}
    for year, found in dated:
        if year in years:
            counts[year - years.start] += 1
            for grade in found:
                by_grade.setdefault(grade, np.zeros_like(counts))[year - years.start] += 1
    return Exposure(
        years=tuple(years),
        incidents=counts,
        by_grade={grade: frozen(by_grade[grade]) for grade in sorted(by_grade, key=_place)},
        unplaced=len(all_of_them) - len(dated),
        outside=len(dated) - int(counts.sum()),
    )


def _year(incident: Incident) -> int | None:
    """The year that an incident happened in, None where its date does not say."""
    date = incident.date
    return date.first.year if date is not None and date.first.year == date.last.year else None


def _years(found: list[int], first: int | None, last: int | None) -> range:
    if first is not None and last is not None and last < first:
        raise MeasureError(f"the years run from {first} to {last}; give the earlier one first")
    if not found and (first is None or last is None):
        return range(0)
    return range(min(found) if first is None else first, (max(found) if last is None else last) + 1)


def _grades(incident: Incident, grades: Mapping[str, str | None]) -> set[str | None]:
    unknown = [source for source in incident.sources if source not in grades]
    if unknown:
        raise MeasureError(
            f"the incident {incident.id!r} names the source {unknown[0]!r}, of which no grade is given"
        )
    return {grades[source] for source in incident.sources} - {None} or {None}


def _place(grade: str | None) -> tuple[bool, int, str]:
    place = GRADES.index(grade) if grade in GRADES else len(GRADES)
    return grade is None, place, grade or ""
