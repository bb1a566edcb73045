"""Exposure: incidents counted one by one, and their sources' grades beside them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dissensus.domain.dates import Date
from dissensus.domain.incidents import Incident
from dissensus.domain.sources import GRADES
from dissensus.measures.exposure import Exposure, exposure
from tests.measures.refusals import refused

DATES = {"2014": 2014, "2015-03": 2015, "2017-01-02": 2017, "2014/2015": None, "": None}
SOURCES = {"a": "official", "b": "news", "c": "news", "d": None, "e": "leaflet", "f": "almanac"}
INCIDENTS = st.lists(
    st.tuples(
        st.sampled_from(sorted(DATES)), st.lists(st.sampled_from(sorted(SOURCES)), unique=True, max_size=3)
    ),
    max_size=8,
)
Incidents = list[tuple[str, list[str]]]


def _exposure(rows: Incidents, first: int | None = None, last: int | None = None) -> Exposure:
    incidents = [
        Incident(id=f"i{n}", date=Date(date) if date else None, sources=tuple(sources))
        for n, (date, sources) in enumerate(rows)
    ]
    return exposure(incidents, SOURCES, first=first, last=last)


@given(INCIDENTS, st.none() | st.integers(2013, 2016), st.none() | st.integers(2016, 2018))
def test_incidents_year_by_year(rows: Incidents, first: int | None, last: int | None) -> None:
    found = _exposure(rows, first, last)
    years = [DATES[date] for date, _ in rows]
    dated = [year for year in years if year is not None]
    start = min(dated, default=None) if first is None else first
    end = max(dated, default=None) if last is None else last
    nothing = not dated and None in (first, last)
    expected = [] if nothing or start is None or end is None else list(range(start, end + 1))
    assert list(found.years) == expected
    assert found.incidents.tolist() == [years.count(year) for year in expected]
    assert found.unplaced == years.count(None)
    assert found.outside == sum(year not in expected for year in dated)
    assert found.incidents.sum() + found.unplaced + found.outside == len(rows)
    for grade, counts in found.by_grade.items():
        of = [
            year
            for year, (_, sources) in zip(years, rows, strict=True)
            if grade in ({SOURCES[source] for source in sources} - {None} or {None})
        ]
        assert counts.tolist() == [of.count(year) for year in expected]
        assert counts.sum() > 0
        assert not counts.flags.writeable
    assert not found.incidents.flags.writeable


def test_grades_stand_in_the_order_of_the_register_and_a_cases_own_after_them() -> None:
    found = _exposure([("2014", [source]) for source in "defba"])
    assert list(found.by_grade) == ["official", "news", "almanac", "leaflet", None]
    assert [counts.tolist() for counts in found.by_grade.values()] == [[1]] * 5
    assert GRADES.index("official") < GRADES.index("news")


def test_counts_are_of_incidents_and_not_of_sources_and_never_weighed() -> None:
    found = _exposure([("2014", ["b", "c"]), ("2014", ["a", "b"])])
    assert found.incidents.tolist() == [2]
    assert {grade: counts.tolist() for grade, counts in found.by_grade.items()} == {
        "official": [1],
        "news": [2],
    }
    assert found.incidents.dtype == np.int64


@given(INCIDENTS, INCIDENTS)
def test_exposures_add_up_over_any_parts(first: Incidents, second: Incidents) -> None:
    parts = [_exposure(rows, 2014, 2017) for rows in (first, second)]
    whole = _exposure(first + second, 2014, 2017)
    assert np.array_equal(parts[0].incidents + parts[1].incidents, whole.incidents)
    assert set(whole.by_grade) == set(parts[0].by_grade) | set(parts[1].by_grade)
    for grade, counts in whole.by_grade.items():
        summed = sum(part.by_grade.get(grade, np.zeros(4, dtype=np.int64)) for part in parts)
        assert np.array_equal(counts, summed)


def test_nothing_on_record() -> None:
    for first, last in ((None, None), (2014, None), (None, 2014)):
        assert _exposure([], first, last).years == ()
    found = _exposure([], 2014, 2015)
    assert (found.years, found.incidents.tolist(), found.by_grade) == ((2014, 2015), [0, 0], {})


def test_what_does_not_fit_is_refused() -> None:
    with refused("the years run from 2016 to 2015; give the earlier one first"):
        _exposure([], 2016, 2015)
    with refused("the incident 'x' names the source 'z', of which no grade is given"):
        exposure([Incident(id="x", date=Date("2014"), sources=("a", "z", "y"))], SOURCES)
    assert _exposure([("2014", [])], 2014, 2014).years == (2014,)
