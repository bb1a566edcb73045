"""Mechanisms: what holds at a date, what is covered and what may be, and meetings by year."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dissensus.domain.dates import Date
from dissensus.domain.ladders import Ladder, Rung
from dissensus.domain.mechanisms import STATUSES, Contact, Mechanism, StatusChange
from dissensus.domain.texts import Text
from dissensus.measures.mechanisms import (
    Coverage,
    Meetings,
    Standing,
    by_status,
    coverage,
    meetings,
    standing,
)
from dissensus.measures.openings import NO, UNKNOWN, YES
from tests.measures.refusals import refused

DAY = dt.date(2019, 4, 15)


def _treaty(
    *changes: tuple[str | None, str | None, str | None], in_force: str | None = None, status: str = ""
) -> Mechanism:
    """A mechanism with a history of (date, status, who says so)."""
    return Mechanism(
        id="treaty",
        in_force=None if in_force is None else Date(in_force),
        status=Text.of({"en": status}) if status else Text(),
        history=tuple(
            StatusChange(date=None if date is None else Date(date), status=word, said_by=who)
            for date, word, who in changes
        ),
    )


def _status(*changes: tuple[str | None, str | None, str | None], on: str = "2019-04-15") -> str | None:
    return standing(_treaty(*changes), dt.date.fromisoformat(on)).status


def test_the_last_status_by_the_day_counts() -> None:
    told = [("2010-01-01", "in force", None), ("2015-06-01", "suspended", None), ("2020", "dead", None)]
    days = ["2009-12-31", "2010-01-01", "2015-05-31", "2015-06-01", "2020-12-30", "2020-12-31"]
    expected = [None, "in force", "in force", "suspended", "suspended", "dead"]
    assert [_status(*told, on=day) for day in days] == expected
    assert [_status(*told[::-1], on=day) for day in days] == expected


def test_what_is_undated_or_without_a_status_changes_nothing() -> None:
    assert _status(("2010", "in force", None), (None, "dead", None), ("2018", None, "USA")) == "in force"
    assert _status(("2010", "in force", None), ("2011", None, None), ("2012", "dead", None)) == "dead"


def test_a_month_counts_from_its_last_day_on() -> None:
    assert _status(("2019-04", "suspended", None), on="2019-04-29") is None
    assert _status(("2019-04", "suspended", None), on="2019-04-30") == "suspended"


def test_what_happened_on_one_day_counts_in_the_order_of_the_file() -> None:
    assert _status(("2010", "in force", None), ("2010", "dead", None)) == "dead"
    assert _status(("2010", "dead", None), ("2010", "in force", None)) == "in force"


def test_speakers_who_differ_make_it_disputed() -> None:
    usa, rus = ("2019-02-01", "suspended", "USA"), ("2019-03-04", "in force", "RUS")
    found = standing(_treaty(usa, rus), DAY)
    assert found == Standing(
        mechanism="treaty", status="disputed", said=(("USA", "suspended"), ("RUS", "in force"))
    )
    agreed = standing(_treaty(usa, rus, ("2019-03-05", "suspended", "RUS")), DAY)
    assert (agreed.status, agreed.said) == ("suspended", (("USA", "suspended"), ("RUS", "suspended")))


def test_what_the_record_says_supersedes_what_was_said_before() -> None:
    before, record = ("2018", "in force", "RUS"), ("2019-01-01", "dead", None)
    assert standing(_treaty(before, record), DAY).said == ((None, "dead"),)
    after = standing(_treaty(before, record, ("2019-02-01", "in force", "RUS")), DAY)
    assert (after.status, after.said) == ("in force", (("RUS", "in force"),))


def test_its_own_status_speaks_for_its_day_alone_and_word_for_word() -> None:
    for word in STATUSES:
        found = standing(_treaty(status=word), DAY, as_of=DAY)
        assert found == Standing(mechanism="treaty", status=word, said=((None, word),))
    for held, as_of in (
        (_treaty(status="in force, with disputes"), DAY),
        (_treaty(status="in force"), None),
        (_treaty(status="in force"), dt.date(2018, 1, 1)),
    ):
        assert standing(held, DAY, as_of=as_of) == Standing(
            mechanism="treaty", status=None, reason="no status is coded by that day"
        )
    coded = _treaty(("2019-01-01", "suspended", None), status="in force")
    assert standing(coded, DAY, as_of=DAY).status == "suspended"


def test_entry_into_force_holds_until_something_uncoded_happens() -> None:
    assert standing(_treaty(in_force="1988-06-01"), DAY) == Standing(
        mechanism="treaty", status="in force", said=((None, "in force"),)
    )
    later = _treaty(("1988-06-02", None, None), in_force="1988-06-01")
    assert standing(later, DAY) == Standing(
        mechanism="treaty", status=None, reason="what happened after its entry into force is not coded"
    )
    earlier = _treaty(("1988-06-01", None, None), ("2020", None, None), in_force="1988-06-01")
    assert standing(earlier, DAY).status == "in force"
    assert standing(earlier, dt.date(1988, 5, 31)).status is None
    assert standing(earlier, dt.date(1988, 6, 1)).status == "in force"
    assert standing(_treaty(status="dead", in_force="1988"), DAY, as_of=DAY).status == "dead"


def test_mechanisms_by_status() -> None:
    held = [
        Standing(mechanism=name, status=status)
        for name, status in zip("edcba", (*STATUSES, None), strict=True)
    ]
    found = by_status([*held, Standing(mechanism="f", status="in force")])
    assert list(found.items()) == [
        ("in force", ("e", "f")),
        ("suspended", ("d",)),
        ("disputed", ("c",)),
        ("dead", ("b",)),
        (None, ("a",)),
    ]


LADDER = Ladder(domain="air", rungs=tuple(Rung(id=f"air-{r}", activity=Text()) for r in range(1, 5)))
RUNGS = st.none() | st.lists(st.sampled_from([rung.id for rung in LADDER.rungs]), unique=True, max_size=3)
HELD = st.lists(
    st.tuples(
        st.sampled_from([("air",), ("sea", "air"), ("sea",)]), RUNGS, st.sampled_from([*STATUSES, None])
    ),
    max_size=5,
)


def _coverage(held: list[tuple[tuple[str, ...], list[str] | None, str | None]]) -> Coverage:
    mechanisms = [
        Mechanism(id=f"m{i}", domains=domains, rungs=None if rungs is None else tuple(rungs))
        for i, (domains, rungs, _) in enumerate(held)
    ]
    standings = [Standing(mechanism=f"m{i}", status=status) for i, (*_, status) in enumerate(held)]
    return coverage(LADDER, mechanisms, standings)


@given(HELD)
def test_coverage_rung_by_rung(held: list[tuple[tuple[str, ...], list[str] | None, str | None]]) -> None:
    found = _coverage(held)
    here = [
        (f"m{i}", rungs, status)
        for i, (domains, rungs, status) in enumerate(held)
        if "air" in domains and status in ("in force", None)
    ]
    for r, rung in enumerate(LADDER.rungs):
        by = tuple(name for name, rungs, status in here if status == "in force" and rung.id in (rungs or ()))
        may = any(rungs is None or (status is None and rung.id in rungs) for _, rungs, status in here)
        assert found.by[r] == by
        assert found.covered[r] == (YES if by else UNKNOWN if may else NO)
    assert found.unplaced == tuple(name for name, rungs, status in here if rungs is None or status is None)
    assert found.gaps == tuple(r + 1 for r in range(4) if found.covered[r] == NO)
    assert found.covered.dtype == np.int8


def test_what_is_dead_or_of_another_domain_covers_nothing() -> None:
    found = _coverage(
        [(("air",), ["air-1"], "dead"), (("sea",), ["air-2"], "in force"), (("air",), [], "in force")]
    )
    assert found.gaps == (1, 2, 3, 4)
    assert (found.by, found.unplaced) == (((),) * 4, ())
    assert _coverage([]).gaps == (1, 2, 3, 4)


def test_standings_of_other_mechanisms_are_refused() -> None:
    mechanism = Mechanism(id="m", domains=("air",))
    for standings in ([], [Standing(mechanism="n", status=None)]):
        with refused("the standings are of other mechanisms; give one each, in the same order"):
            coverage(LADDER, [mechanism], standings)


CONTACTS = st.lists(
    st.tuples(
        st.sampled_from(["2014", "2015-03", "2016-01-02", "2014/2015", "2014-02/2014-06"]),
        st.none() | st.integers(0, 9),
    ),
    max_size=8,
)


@given(CONTACTS)
def test_meetings_year_by_year(given_by: list[tuple[str, int | None]]) -> None:
    found = meetings(Contact(date=Date(date), count=count) for date, count in given_by)
    of = {"2014": 2014, "2015-03": 2015, "2016-01-02": 2016, "2014/2015": None, "2014-02/2014-06": 2014}
    years = sorted({of[date] for date, _ in given_by}, key=lambda year: year or 9999)
    assert [each.year for each in found] == years
    for each in found:
        counts = [count for date, count in given_by if of[date] == each.year]
        assert each.held == sum(count for count in counts if count is not None)
        assert each.uncounted == counts.count(None)


def test_a_year_without_meetings_on_record_is_not_listed() -> None:
    found = meetings([Contact(date=Date("2016"), count=2), Contact(date=Date("2014"), count=0)])
    assert found == (Meetings(year=2014, held=0, uncounted=0), Meetings(year=2016, held=2, uncounted=0))
