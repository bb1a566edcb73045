"""From a case to results: figures worked out on paper, what is withheld and why, series of rounds."""

from __future__ import annotations

import math
from typing import Any

import attrs
import pytest

from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.tracks import Track, Unit
from dissensus.engine import serial
from dissensus.engine.analyse import analyse, last_round, steps
from dissensus.engine.results import Label, LineGap, Plan, Results, State, Value, Withheld
from tests.engine.small import LineRow, PredictionRow, StanceRow, case, held, people

STANCES: list[StanceRow] = [
    ("a1", "S1", 1, 3),
    ("a2", "S1", 1, 1),
    ("b1", "S1", -1, 2),
    ("b2", "S1", 1, None),
    ("a1", "S2", 0, 0),
    ("b1", "S2", -1, 3),
    ("b2", "S2", -1, 3),
]
PREDICTIONS: list[PredictionRow] = [
    ("a1", "B", "S1", 1.0),
    ("a2", "B", "S1", 0.5),
    ("b1", "A", "S1", 0.25),
    ("a1", "B", "S2", 0.0),
]
LINES: list[LineRow] = [
    ("A", "A", None, "air", 2, 2, 2, "own"),
    ("b1", "A", None, "air", None, 3, None, "believed"),
    ("b2", "A", None, "air", None, 4, None, "believed"),
    ("a1", "A", "B", "air", None, 1, None, "believed_of_us"),
    ("a2", "A", "B", "air", None, 1, None, "believed_of_us"),
]


def plan(round_id: str = "r1", **terms: Any) -> Plan:
    return attrs.evolve(Plan(round=round_id, min_cell=1, draws=50), **terms)


def value(cell: object) -> float:
    assert isinstance(cell, Value)
    return cell.value


def reason(cell: object) -> str:
    assert isinstance(cell, Withheld)
    return cell.reason


def paper(**terms: Any) -> Results:
    return analyse(case(held(stances=STANCES, predictions=PREDICTIONS, lines=LINES)), plan(**terms))


def test_a_difference_is_what_paper_says() -> None:
    found = paper().latest.differences[0]
    assert (found.statement, found.issue, found.kind, found.arm) == ("S1", "i1", "fact", None)
    assert found.sides == ("A", "B")
    assert found.n == {"A": 2, "B": 2}
    assert found.n_predictions == {"A": 2, "B": 1}
    assert {side: value(cell) for side, cell in found.alpha.items()} == {"A": 1.0, "B": 0.5}
    assert {side: value(cell) for side, cell in found.prediction.items()} == {"A": 0.75, "B": 0.25}
    assert value(found.actual) == 0.5
    assert {side: value(cell) for side, cell in found.perceived.items()} == {"A": 0.25, "B": 0.25}
    assert {side: value(cell) for side, cell in found.accuracy.items()} == {"A": 0.75, "B": 0.25}
    assert {side: value(cell) for side, cell in found.bias.items()} == {"A": 0.25, "B": -0.75}
    assert {side: value(cell) for side, cell in found.importance.items()} == {"A": 2.0, "B": 2.0}
    of_a = (0.5 * math.log2(0.5 / 0.99) + 0.5 * math.log2(0.5 / 0.01)) / 2
    assert value(found.surprise["A"]) == pytest.approx(of_a, abs=1e-12)
    assert value(found.surprise["B"]) == pytest.approx(2.0, abs=1e-12)
    at_5 = (0.5 * math.log2(0.5 / 0.95) + 0.5 * math.log2(0.5 / 0.05)) / 2
    assert value(found.surprise_at_5["A"]) == pytest.approx(at_5, abs=1e-12)
    assert found.leans == {"A": "agree", "B": "split"}
    assert found.expects == {"A": "agree", "B": "disagree"}
    assert found.rightly == {"A": None, "B": False}
    assert isinstance(found.state, State)
    assert (found.state.name, found.state.who) == ("split", ("B",))


def test_what_is_undefined_says_why() -> None:
    found = paper().latest.differences[1]
    assert reason(found.alpha["A"]) == "nobody takes a side"
    assert value(found.unsure["A"]) == 1.0
    assert value(found.alpha["B"]) == 0.0
    assert reason(found.prediction["B"]) == "nobody gave a prediction"
    assert reason(found.actual) == "nobody takes a side"
    assert reason(found.perceived["A"]) == "nobody takes a side"
    assert value(found.accuracy["A"]) == 1.0
    assert reason(found.accuracy["B"]) == "nobody takes a side"
    assert value(found.surprise["A"]) == pytest.approx(math.log2(1 / 0.99))
    assert reason(found.state) == "nobody gave a prediction"
    assert found.rightly == {"A": True, "B": None}
    assert found.leans == {"A": None, "B": "disagree"}


def test_the_smallest_cell_hides_persons_and_says_how_many_are_needed() -> None:
    found = paper(min_cell=2).latest.differences
    assert value(found[0].alpha["A"]) == 1.0
    assert reason(found[0].prediction["B"]) == "fewer than 2 answers"
    assert reason(found[0].bias["B"]) == "fewer than 2 answers"
    assert reason(found[0].importance["B"]) == "fewer than 2 answers"
    assert found[0].expects["B"] is None
    assert found[0].rightly["B"] is None
    assert reason(found[0].state) == "fewer than 2 answers"
    assert reason(found[1].alpha["A"]) == "fewer than 2 answers"
    assert reason(found[1].unsure["A"]) == "fewer than 2 answers"
    hidden = paper(min_cell=3).latest
    assert hidden.differences[0].leans == {"A": None, "B": None}
    assert reason(hidden.lines[0].mean_believed) == "fewer than 3 answers"
    assert hidden.lines[0].believed is None
    assert value(hidden.lines[0].mean_actual) == 2.0


def test_the_smallest_cell_does_not_concern_parties_and_members() -> None:
    one = held(
        stances=[("A", "S1", 1, None), ("b1", "S1", -1, None)],
        predictions=[("A", "B", "S1", 0.1), ("b1", "A", "S1", 0.9)],
        unit={"A": Unit.PARTY, "B": Unit.MEMBER},
        roll={"A": 1, "B": 2},
    )
    results = analyse(case(one), plan(min_cell=9))
    found = results.latest.differences[0]
    assert value(found.actual) == 1.0
    assert value(found.accuracy["A"]) == pytest.approx(0.9)
    assert [(side.party, side.unit, side.roll, side.respondents) for side in results.latest.sides] == [
        ("A", "party", 1, 1),
        ("B", "member", 2, 2),
    ]


def line(results: Results, owner: str) -> LineGap:
    (found,) = (gap for gap in results.latest.lines if gap.owner == owner)
    return found


def test_a_line_is_what_paper_says() -> None:
    found = line(paper(), "A")
    assert (found.domain, found.rungs, found.owner, found.holder) == ("air", 3, "A", "B")
    assert (found.n_owner, found.n_holder) == (1, 2)
    assert found.actual == (0.0, 1.0, 1.0)
    assert found.believed == (0.0, 0.0, 0.5)
    assert value(found.blind) == 1.5
    assert value(found.over_caution) == 0.0
    assert (value(found.mean_actual), value(found.mean_believed)) == (2.0, 3.5)
    assert found.released == (2, 2, 2)
    assert found.placed == Label(label="further", of=2, rule="more than half of those asked place it there")
    assert reason(found.ambiguity) == "fewer than two own lines"
    silent = line(paper(), "B")
    assert reason(silent.blind) == "the owner gave no line"
    assert reason(silent.mean_believed) == "nobody said where they believe the line is"
    assert (silent.actual, silent.believed, silent.released) == (None, None, None)


def test_the_second_order_is_belief_about_belief() -> None:
    found, silent = paper().latest.second_order
    assert reason(silent.mean_believed) == "nobody said where they believe the line is"
    assert (found.owner, found.holder, found.other) == ("A", "A", "B")
    assert (found.n_owner, found.n_holder) == (2, 2)
    assert (value(found.mean_actual), value(found.mean_believed)) == (3.5, 1.0)
    assert (value(found.blind), value(found.over_caution)) == (0.0, 2.5)
    assert reason(found.ambiguity).startswith("ambiguity is of lines held")
    assert reason(found.placed) == "the owner gave no line"


def test_naming_a_line_that_is_nearer_than_believed_gains_both() -> None:
    found = paper().latest.clarifications
    assert [(each.actor, each.owner, each.outcome) for each in found] == [
        ("B", "A", "mutual gain"),
        ("A", "B", None),
    ]
    assert value(found[0].gain_actor) > 0
    assert reason(found[1].gain_owner) == "the owner gave no line"


def test_an_internal_round_shows_ambiguity_among_its_own() -> None:
    inside = held(
        track=Track.INTERNAL,
        party="A",
        participants=people(A=3),
        stances=[("a1", "S1", 1, None)],
        lines=[(f"a{k}", "A", None, "air", None, k, None, "own") for k in (1, 2, 3)],
    )
    results = analyse(case(inside), plan())
    assert results.latest.differences == ()
    found = line(results, "A")
    assert value(found.ambiguity) == pytest.approx(4 / 3)
    assert (found.n_owner, found.released) == (3, None)
    assert reason(found.placed) == "nobody said where they believe the line is"


def test_every_pair_of_three_sides_is_compared() -> None:
    three = held(
        participants=people(A=1, B=1, C=1),
        stances=[("a1", "S1", 1, None), ("b1", "S1", 1, None), ("c1", "S1", -1, None)],
    )
    found = analyse(case(three, sides=("A", "B", "C")), plan()).latest
    assert [each.sides for each in found.differences if each.statement == "S1"] == [
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]
    assert [value(each.actual) for each in found.differences if each.statement == "S1"] == [0, 1, 1]
    assert len(found.lines) == 6


def test_a_side_that_was_not_asked_is_not_compared() -> None:
    two = held(participants=people(A=1, B=1), stances=[("a1", "S1", 1, None)])
    found = analyse(case(two, sides=("A", "B", "C")), plan()).latest
    assert {each.sides for each in found.differences} == {("A", "B")}
    assert {(gap.owner, gap.holder) for gap in found.lines} >= {("C", "A"), ("A", "C")}


def test_the_same_plan_gives_the_same_bytes_and_another_seed_does_not() -> None:
    first, again = (serial.canonical(paper(target="population")) for _ in range(2))
    assert first == again
    assert first != serial.canonical(paper(target="population", seed=1))


def test_a_guarded_plan_shows_what_the_guard_allows_and_no_more() -> None:
    found = paper(guarded=True)
    assert found.plan.guarded
    assert {side.shown for side in found.latest.sides} == {"nothing"}
    assert all(isinstance(each.alpha["A"], Withheld) for each in found.latest.differences)
    assert found.case_sha256 != paper().case_sha256


def test_results_may_stand_in_place_of_answers() -> None:
    whole = paper()
    stored = serial.to_json(whole)
    released = attrs.evolve(held(), results=stored)
    found = analyse(case(released), plan())
    assert found.latest == attrs.evolve(whole.latest, read_from="results")
    assert found.changes == whole.changes


def test_a_round_that_nobody_answered_says_so_everywhere() -> None:
    found = analyse(case(held()), plan()).latest
    assert reason(found.differences[0].alpha["A"]) == "no answers"
    assert reason(found.differences[0].state) == "no answers"
    assert {reason(gap.blind) for gap in found.lines} == {"the owner gave no line"}
    assert {reason(part.bits) for part in found.surprises} == {"no statement on which both sides answered"}


def test_the_round_read_where_none_is_named_is_one_that_nothing_follows() -> None:
    r1, r2 = held(), held(id="r2", after="r1")
    inside = held(id="s1", track=Track.INTERNAL, party="A", participants=people(A=1))
    assert last_round(case(r1, r2)) == "r2"
    assert last_round(case(r2, r1)) == "r2"
    assert last_round(case(r1, r2, inside)) == "r2"
    assert last_round(case(inside)) == "s1"
    with pytest.raises(DissensusError, match="dissensus simulate"):
        last_round(Case(id="empty"))


def test_progress_counts_its_steps() -> None:
    both = case(held(stances=STANCES), held(id="r2", after="r1", stances=STANCES))
    told: list[str] = []
    analyse(both, plan("r2"), progress=told.append)
    assert told == ["r1", "r2", "changes"]
    assert steps(both, plan("r2")) == len(told)
