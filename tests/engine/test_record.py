"""The public record alone: what holds, what it covers, how near incidents came, what publics said."""

from __future__ import annotations

import json
from typing import Any

import attrs
import jsonschema

from dissensus import case as cases
from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.incidents import Incident
from dissensus.domain.ladders import RedLine
from dissensus.domain.mechanisms import Contact, Mechanism, StatusChange
from dissensus.domain.parties import Member, Party
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.signals import Signal
from dissensus.domain.sources import Source
from dissensus.engine import serial
from dissensus.engine.analyse import analyse
from dissensus.engine.findings import Norm
from dissensus.engine.points import points
from dissensus.engine.record import record
from dissensus.engine.record_findings import PublicRecord
from dissensus.engine.results import Plan, Results
from tests.engine.small import case, held, text
from tests.engine.test_analyse import PREDICTIONS, STANCES

NEWS = ("news",)


def incident(name: str, date: str | None, rung: int | None, *, by: str = "B", **more: Any) -> Incident:
    """An act on the ladder air."""
    when = None if date is None else Date(date)
    return Incident(id=name, date=when, domain="air", rung=rung, acting=(by,), sources=NEWS, **more)


def line(name: str, date: str, rung: int | None, owner: str = "A", **more: Any) -> RedLine:
    return RedLine(id=name, owner=owner, domain="air", rung=rung, date=Date(date), **more)


def recorded(**more: Any) -> Case:
    """The small case, read in April 2019, with what a test puts into its record."""
    fields: dict[str, Any] = {
        "as_of": Date("2019-04-15"),
        "sources": (Source(id="news", title="News", grade="news"),),
        **more,
    }
    return attrs.evolve(case(), **fields)


def test_an_empty_case_has_an_empty_record() -> None:
    assert record(Case(id="empty")) == PublicRecord()


def test_mechanisms_stand_as_their_speakers_say_and_cover_rungs() -> None:
    said = (
        StatusChange(date=Date("2019-02-02"), status="suspended", said_by="A"),
        StatusChange(date=Date("2019-02-03"), status="in force", said_by="B"),
    )
    treaty = Mechanism(id="treaty", domains=("air",), history=said, rungs=("air-1",))
    hotline = Mechanism(
        id="hotline",
        domains=("air",),
        rungs=("air-2",),
        status=text("in force"),
        contacts=(Contact(date=Date("2016-03"), count=2), Contact(date=Date("2016-09"))),
    )
    acts = (incident("I1", "2018", 1), incident("I2", "2018", 3), incident("I3", "2017", 3))
    found = record(recorded(mechanisms=(treaty, hotline), incidents=acts))
    assert [(each.mechanism, each.status, each.said) for each in found.mechanisms] == [
        ("treaty", "disputed", (("A", "suspended"), ("B", "in force"))),
        ("hotline", "in force", (("", "in force"),)),
    ]
    (cover,) = found.coverage
    assert (cover.covered, cover.by) == ((False, True, False), ((), ("hotline",), ()))
    assert [(row.label, row.figure) for row in found.gaps] == [(("air", "3"), 2.0), (("air", "1"), 1.0)]
    (year,) = found.meetings
    assert (year.mechanism, year.year, year.held, year.uncounted) == ("hotline", 2016, 2, 1)


def test_without_a_date_no_mechanism_stands() -> None:
    bare = recorded(as_of=None, mechanisms=(Mechanism(id="m", domains=("air",), status=text("in force")),))
    (found,) = record(bare).mechanisms
    assert (found.status, found.reason) == (None, "the case names no date")


def test_incidents_are_counted_by_year_with_the_grades_of_their_sources_beside() -> None:
    acts = (incident("I1", "2016-05", 1), incident("I2", "2018", 2), incident("I3", None, None))
    whole, air = record(recorded(incidents=(*acts, incident("I4", "2019-05", 1)))).exposure
    assert (whole.domain, whole.years, whole.incidents) == (None, (2016, 2017, 2018), (1, 0, 1))
    assert (whole.by_grade, whole.unplaced) == ({"news": (1, 0, 1)}, 1)
    assert air.domain == "air"


def test_incidents_stand_against_the_line_declared_by_then() -> None:
    lines = (
        line("L1", "2017-01-01", 3),
        line("L2", "2018", 2),
        line("L3", "2020", 1),
        line("L4", "2017", None),
    )
    acts = (
        incident("I1", "2016-05-01", 3),
        incident("I2", "2017-06-01", 2),
        incident("I3", "2018-06-01", 3),
        incident("I4", "2019-02-01", 1),
        incident("I5", "2018-07-01", 1, by="A"),
    )
    (found,) = record(recorded(lines=lines, incidents=acts)).probing
    assert found.lines == ("L1", "L2")
    assert (found.at_or_over, found.just_below, found.below, found.undeclared) == (1, 2, 0, 1)
    assert (found.years, found.counts) == ((2016, 2017, 2018), (1, 1, 1))
    assert (found.trend, found.p) == (None, None)


def test_a_trend_is_told_from_eight_whole_years() -> None:
    acts = [incident(f"I{year}-{n}", str(year), 1) for year in range(2011, 2019) for n in range(year - 2010)]
    (found,) = record(recorded(lines=(line("L1", "2010", 3),), incidents=tuple(acts))).probing
    assert found.years[-1] == 2018
    assert found.trend == "rising"
    assert found.p is not None
    assert found.p < 0.01


def test_a_members_line_is_its_partys_and_a_member_does_not_probe_its_own() -> None:
    parties = (Party(id="A", members=(Member(id="A1"),)), Party(id="B"))
    acts = (incident("I1", "2018-05-01", 3), incident("I2", "2018-06-01", 3, by="A1"))
    (found,) = record(
        recorded(parties=parties, lines=(line("L1", "2017", 3, owner="A1"),), incidents=acts)
    ).probing
    assert (found.owner, found.at_or_over) == ("A", 1)


def rule(rung: int, *, agreed: bool, told: bool = True) -> Norm:
    word = "acceptable" if told else None
    both: dict[str, str | None] = {"A": word, "B": word}
    return Norm(
        domain="air", rung=rung, sides=("A", "B"), n={"A": 9, "B": 9}, own=both, others=both, agreed=agreed,
        asymmetric={"A": False, "B": False}, status=both,
    )  # fmt: skip


def test_an_opening_is_unknown_where_the_record_does_not_say_that_nothing_stands_in_the_way() -> None:
    acts = tuple(incident(f"I{rung}", "2018", rung) for rung in (1, 2, 3))
    hotline = Mechanism(id="h", domains=("air",), rungs=("air-3",), status=text("in force"))
    norms = (rule(1, agreed=True), rule(2, agreed=False), rule(3, agreed=False, told=False))
    first, second, third = record(recorded(incidents=acts, mechanisms=(hotline,)), norms=norms).openings
    assert {first.eyes, second.eyes, third.eyes} == {"A"}
    assert (first.rule, first.opening) == (True, False)
    assert (second.rule, second.answer, second.mechanism, second.opening) == (False, None, False, None)
    assert (third.rule, third.mechanism, third.opening) == (None, True, False)


def test_signals_are_counted_as_they_were_coded() -> None:
    signals = (
        Signal(id="S1", sender=("A",), match="match"),
        Signal(id="S2", sender=("A",)),
        Signal(id="S3", sender=("B", "C"), match="mismatch"),
    )
    a, b, c = record(recorded(signals=signals)).coded
    assert (a.sender, a.matches["match"], a.uncoded) == ("A", 1, 1)
    assert (b.matches["mismatch"], c.sender, c.matches["mismatch"]) == (1, "C", 1)


def poll(name: str, kind: str) -> Poll:
    return Poll(
        id=name,
        question=text("Rivals?"),
        kind=kind,
        results=(
            PollResult(population=text("one"), n=100, percent=(("yes", 60.0), ("no", 40.0))),
            PollResult(population=text("other"), percent=(("yes", 20.0), ("no", 80.0))),
        ),
    )


def test_surveys_and_views_stand_apart_and_hold_no_prediction() -> None:
    found = record(
        recorded(polls=(poll("P1", "parallel"), poll("P2", "view_of_other"), poll("P3", "own_view")))
    )
    (gap,) = found.surveys
    assert gap.variation is not None
    assert (gap.poll, round(gap.variation, 3), gap.bounds) == ("P1", 0.4, {"yes": None, "no": None})
    assert {view.poll for view in found.views} == {"P2"}
    names = {field.name for record_ in (type(gap), type(found.views[0])) for field in attrs.fields(record_)}
    assert not names & {"prediction", "accuracy", "surprise", "expected"}


def test_what_is_internal_to_a_party_is_no_public_record() -> None:
    own: dict[str, Any] = {"internal_to": "A"}
    whole = recorded(
        mechanisms=(Mechanism(id="m", **own),),
        incidents=(incident("I1", "2018", 1, **own),),
        lines=(line("L1", "2017", 3, **own),),
        signals=(Signal(id="S1", sender=("A",), match="match", **own),),
        polls=(attrs.evolve(poll("P1", "parallel"), **own),),
    )
    assert record(whole) == PublicRecord(as_of="2019-04-15")


def _analysed(*, guarded: bool) -> Results:
    acts = (incident("I1", "2018", 1),)
    of = recorded(rounds=(held(stances=STANCES, predictions=PREDICTIONS),), incidents=acts)
    return analyse(of, Plan(round="r1", min_cell=1, draws=50, guarded=guarded))


def test_results_carry_the_record_there_and_back() -> None:
    for guarded in (False, True):
        results = _analysed(guarded=guarded)
        assert results.record is not None
        plain = json.loads(serial.canonical(results))
        jsonschema.validate(plain, serial.schema())
        assert serial.from_json(plain) == results
        assert [row["incidents"] for row in points(results)["openings"]] == [1]


def test_the_reference_case_has_a_record_of_every_kind_but_meetings() -> None:
    whole = cases.read(cases.bundled())
    found = record(whole)
    assert len(found.mechanisms) == len(whole.mechanisms)
    assert found.exposure
    assert found.probing
    assert found.surveys
    assert found.views
    assert sum(sum(each.matches.values()) for each in found.coded) >= len(whole.signals)
