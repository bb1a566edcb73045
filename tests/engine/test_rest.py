"""What else a round says: conduct, concerns, anatomy, assumptions, conditions, readings, cohesion, agenda."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from dissensus.domain.case import Case
from dissensus.domain.rounds import Participant, Round
from dissensus.domain.signals import Meaning, Signal
from dissensus.domain.stances import Conduct, Readings
from dissensus.domain.statements import Statement
from dissensus.domain.tracks import Track, Unit
from dissensus.engine.analyse import analyse
from dissensus.engine.results import Plan, RoundResults, Value, Withheld
from tests.engine.small import StanceRow, case, columns, held, text
from tests.engine.test_analyse import LINES, PREDICTIONS, STANCES, reason, value


def measured(answered: Round, of: Case | None = None, **terms: Any) -> RoundResults:
    plan = attrs.evolve(Plan(round=answered.id, min_cell=1, draws=50), **terms)
    whole = case(answered) if of is None else attrs.evolve(of, rounds=(answered,))
    return analyse(whole, plan).latest


def conduct(*rows: tuple[str, int, str, str, str | None]) -> Conduct:
    """Rows of participant, rung, by, rating, status on the ladder air."""
    names = ("participant", "rung", "by", "rating", "status", "domain")
    return Conduct(**columns(names, [(*row, "air") for row in rows]))


def test_norms_say_what_is_agreed_and_who_measures_with_two_measures() -> None:
    everybody = [(who, 3, by, "unacceptable", "war") for who in ("a1", "a2", "b1", "b2") for by in ("A", "B")]
    two_measures = [(who, 2, "A", "tolerable", "grey") for who in ("a1", "a2")]
    two_measures += [(who, 2, "B", "unacceptable", "peacetime") for who in ("a1", "a2")]
    divided = [("b1", 1, "A", "acceptable", None), ("b2", 1, "A", "tolerable", None)]
    found = measured(attrs.evolve(held(), conduct=conduct(*everybody, *two_measures, *divided)))
    first, second, third = found.norms
    assert (third.rung, third.agreed, third.asymmetric) == (3, True, {"A": False, "B": False})
    assert (second.own["A"], second.others["A"], second.asymmetric["A"]) == (
        "tolerable",
        "unacceptable",
        True,
    )
    assert (second.own["B"], second.n) == (None, {"A": 2, "B": 0})
    assert first.others["B"] == "no common answer"
    assert second.status["A"] == "grey"
    (end,) = found.peace
    assert (end.peace_ends, end.hostilities_begin) == ({"A": 2, "B": 3}, {"A": 3, "B": 3})
    assert end.double_standards == {"A": 1, "B": 0}


def test_persons_under_the_smallest_cell_hold_no_norm() -> None:
    rated = attrs.evolve(held(), conduct=conduct(("a1", 1, "A", "acceptable", "peacetime")))
    found = measured(rated, min_cell=3)
    assert {norm.own["A"] for norm in found.norms} == {None}
    assert found.peace[0].peace_ends == {"A": None, "B": None}
    assert measured(held(stances=STANCES)).norms == ()


def test_concerns_share_out_importance_and_the_divergence_stands_beside_them() -> None:
    found = measured(held(stances=STANCES))
    shares = {(each.party, each.issue): each.share for each in found.concerns}
    assert value(shares["A", "i1"]) == 1.0
    assert value(shares["A", "i2"]) == 0.0
    assert value(shares["B", "i1"]) == pytest.approx(0.4)
    (past,) = found.past
    assert 0 < value(past.divergence) < 1
    few = measured(held(stances=STANCES), min_cell=3)
    assert reason(few.past[0].divergence) == "too few people answered"
    assert {reason(each.share) for each in few.concerns} == {"too few people answered"}


def test_the_anatomy_weighs_by_what_matters() -> None:
    found = measured(held(stances=STANCES, predictions=PREDICTIONS))
    parts = {(part.by, part.label): part for part in found.anatomy}
    assert set(parts) == {("kind", "fact"), ("issue", "i1"), ("issue", "i2")}
    assert value(parts["issue", "i1"].actual) == 0.5
    assert parts["kind", "fact"].statements == 2
    assert reason(parts["issue", "i2"].actual) == "no statement has a figure"
    assert value(parts["issue", "i1"].surprise["B"]) == pytest.approx(2.0)


def test_an_assumption_is_tested_and_a_condition_told_with_what_was_expected() -> None:
    statements = (
        Statement(id="S1", kind="intent", text=text("B wants war"), about="B", tested_by="S2"),
        Statement(id="S2", kind="condition", text=text("we would go on")),
    )
    of = attrs.evolve(case(), statements=statements)
    rows: list[StanceRow] = [(who, "S1", 1 if who[0] == "a" else -1, 1) for who in ("a1", "a2", "b1", "b2")]
    rows += [(who, "S2", -1, 1) for who in ("a1", "a2", "b1", "b2")]
    found = measured(held(stances=rows, predictions=[("b1", "A", "S2", 0.9)]), of)
    (tested,) = found.assumptions
    assert (tested.holder, tested.about, tested.tested_by, tested.outcome) == ("A", "B", "S2", "contradicted")
    stands = {stand.holder: stand for stand in found.conditions}
    assert (stands["A"].leans, stands["A"].expected, stands["A"].foreseen) == ("disagree", "agree", False)
    assert (stands["B"].leans, stands["B"].expected, stands["B"].foreseen) == ("disagree", None, None)


def test_a_signal_is_read_by_those_who_did_not_send_it() -> None:
    signal = Signal(id="SG", sender=("A",), meant=Meaning(text=text("a drill"), meaning="drill", hostility=2))
    of = attrs.evolve(case(), signals=(signal,))
    names = ("participant", "signal", "meaning", "hostility")
    rows = [("b1", "SG", "threat", 6), ("b2", "SG", "drill", None), ("a1", "SG", "drill", 2)]
    read = Readings(**columns(names, rows))
    found = measured(attrs.evolve(held(signals=("SG",)), readings=read), of)
    (only,) = found.readings
    assert (only.reader, only.meant, only.commonest) == ("B", "drill", "no common answer")
    assert value(only.misread) == 0.5
    assert value(only.inflation) == 4.0
    (row,) = [row for row in found.agenda if row.list == "signals"]
    assert (row.label, row.party, row.figure) == (("SG",), "B", 0.5)
    hidden = measured(attrs.evolve(held(signals=("SG",)), readings=read), of, min_cell=3)
    assert reason(hidden.readings[0].misread) == "fewer than 3 answers"
    assert hidden.readings[0].commonest is None


def members(*answers: int) -> Round:
    """One statement S1 put to the members X1, X2, ... of A, by name, inside their party."""
    people = tuple(Participant(f"p{k}", "A", f"X{k}") for k in range(1, len(answers) + 1))
    rows: list[StanceRow] = [(f"p{k}", "S1", stance, 1) for k, stance in enumerate(answers, start=1)]
    return held(
        track=Track.INTERNAL,
        party="A",
        participants=people,
        stances=rows,
        unit={"A": Unit.MEMBER},
        roll={"A": len(answers)},
        arms={"S1": None},
    )


def test_cohesion_names_members_inside_their_party() -> None:
    found = measured(members(1, 1, 1, -1))
    (only,) = found.cohesion
    assert (only.eyes, only.statement, only.moves) == ("A", "S1", 1)
    assert only.stances == {"X1": "agree", "X2": "agree", "X3": "agree", "X4": "disagree"}
    assert (value(only.agreement_index), value(only.rice)) == (0.625, 0.5)
    (issue,) = found.cohesion_by_issue
    assert (issue.issue, issue.statements, value(issue.rice)) == ("i1", 1, 0.5)
    assert next((each.member, value(each.distance)) for each in found.standouts) == ("X4", 1.0)


def test_cohesion_by_person_has_figures_from_thirty() -> None:
    few = measured(held(stances=STANCES))
    assert {reason(each.rice) for each in few.cohesion} == {"cohesion by person has figures from 30 people"}
    assert {reason(each.ordered) for each in few.cohesion_by_issue} == {
        "cohesion by person has figures from 30 people"
    }
    assert few.standouts == ()
    assert all(each.stances == {} for each in few.cohesion)


def test_the_agenda_ranks_each_kind_by_itself_and_keeps_a_partys_own_rows_apart() -> None:
    found = measured(held(stances=STANCES, predictions=PREDICTIONS, lines=LINES))
    rows = {(row.list, row.eyes): row for row in found.agenda if row.rank == 1}
    assert rows["differences", None].label == ("S1",)
    assert rows["differences", None].party == "B"
    assert rows["lines", None].label == ("air", "B", "A")
    assert rows["settle first", "B"].why == "split"
    assert {row.eyes for row in found.agenda if row.list in ("differences", "lines", "signals")} == {None}


def test_a_guarded_round_tells_none_of_it() -> None:
    found = measured(held(stances=STANCES, predictions=PREDICTIONS, lines=LINES), guarded=True)
    for field in ("norms", "concerns", "past", "anatomy", "cohesion", "readings", "standouts"):
        assert getattr(found, field) == ()


def test_cells_are_of_the_three_kinds() -> None:
    found = measured(held(stances=STANCES, predictions=PREDICTIONS, lines=LINES))
    assert all(isinstance(each.share, Value | Withheld) for each in found.concerns)
