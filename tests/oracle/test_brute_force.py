"""The oracle against figures worked on paper from the definitions, lest it be merely another opinion."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.oracle import brute_files, brute_force, brute_lines
from tests.oracle.brute_files import Row
from tests.oracle.brute_force import Side
from tests.oracle.case_text import Plan, RoundPlan, write

F = Fraction


def _people(side: str, number: int) -> list[tuple[str, str, str]]:
    return [(f"{side}{place}", side, "") for place in range(1, number + 1)]


def _folder(folder: Path, **terms: Any) -> brute_files.Folder:
    """A case of A by persons and B as one, with one round `r1` of these terms."""
    usual = RoundPlan(
        id="r1",
        unit={"A": "person", "B": "party"},
        roll={"A": 4, "B": 1},
        statements={"S1": None},
        ladders=["air"],
        participants=[*_people("A", 4), ("A", "A", ""), ("B", "B", ""), ("b1", "B", "")],
    )
    held = attrs.evolve(usual, **terms)
    plan = Plan(
        sides=["A", "B"],
        parties={"A": [], "B": []},
        issue_of=dict.fromkeys(held.statements, "i1"),
        rungs={"air": 4},
        rounds=[held],
    )
    return brute_files.read(write(plan, folder))


STANCES = [
    ("A1", "S1", "agree", 3),
    ("A2", "S1", "agree", ""),
    ("A3", "S1", "agree", 0),
    ("A4", "S1", "disagree", ""),
    ("B", "S1", "disagree", 2),
    ("b1", "S1", "agree", 3),  # a person of a side that answers as one: does not count
    ("A", "S1", "disagree", 3),  # the own answer of a party whose persons answer: does not count
]
PREDICTIONS = [
    ("A1", "B", "S1", "0.5"),
    ("A2", "B", "S1", "0.25"),
    ("A3", "B", "S1", "0.25"),
    ("B", "A", "S1", "0.8"),
    ("b1", "A", "S1", "0"),
]


def test_coorientation_of_one_statement(tmp_path: Path) -> None:
    case = _folder(tmp_path, stances=STANCES, predictions=PREDICTIONS)
    row = dict(brute_force.coorientation(case, "r1", 1, "roll")[0])
    surprise, at_5 = row.pop("surprise_bits"), row.pop("surprise_bits_at_5")
    assert row == {
        "statement": "S1",
        "issue": "i1",
        "sides": ["A", "B"],
        "n": {"A": 4, "B": 1},
        "n_predictions": {"A": 3, "B": 1},
        "unsure": {"A": F(0), "B": F(0)},
        "alpha": {"A": F(3, 4), "B": F(0)},
        "prediction": {"A": F(1, 3), "B": F(4, 5)},
        "actual_difference": F(3, 4),
        "perceived_difference": {"A": F(5, 12), "B": F(4, 5)},
        "accuracy": {"A": F(2, 3), "B": F(19, 20)},
        "congruency": {"A": F(7, 12), "B": F(1, 5)},
        "bias": {"A": F(1, 3), "B": F(1, 20)},
        "importance": {"A": F(3, 2), "B": F(2)},
        "leans": {"A": "agree", "B": "disagree"},
        "expects": {"A": "disagree", "B": "agree"},
        "expected_rightly": {"A": True, "B": True},
        "state": "known difference",
        "who": [],
    }
    # A: log2(1 / (1 - q)) each: 1, and log2(4/3) twice. B: 3/4 log2(15/16) + 1/4 log2(5/4).
    assert surprise["A"] == pytest.approx((5 - 2 * math.log2(3)) / 3, abs=1e-15)
    assert surprise["B"] == pytest.approx(math.log2(5) + 0.75 * math.log2(3) - 3.5, abs=1e-15)
    assert at_5 == surprise


@pytest.mark.parametrize(
    ("min_cell", "alpha", "expected"), [(3, F(3, 4), F(1, 3)), (4, F(3, 4), None), (5, None, None)]
)
def test_the_smallest_cell_goes_by_ingredient(
    tmp_path: Path, min_cell: int, alpha: Fraction | None, expected: Fraction | None
) -> None:
    case = _folder(tmp_path, stances=STANCES, predictions=PREDICTIONS)
    (row,) = brute_force.coorientation(case, "r1", min_cell, "roll")
    assert row["alpha"] == {"A": alpha, "B": F(0)}
    assert row["bias"]["A"] == expected
    assert (row["state"] is None) is (expected is None)
    assert (row["surprise_bits"]["A"] is None) is (expected is None)


def test_nothing_is_known_of_a_statement_that_nobody_answered(tmp_path: Path) -> None:
    (row,) = brute_force.coorientation(_folder(tmp_path), "r1", 1, "roll")
    assert row["alpha"] == row["bias"] == row["surprise_bits"] == {"A": None, "B": None}
    assert row["actual_difference"] is None


@pytest.mark.parametrize(
    ("truth", "share", "expected"),
    [
        (F(1), F(1), math.log2(1 / 0.99)),
        (F(0), F(0), math.log2(1 / 0.99)),
        (F(1), F(0), math.log2(100)),
        (F(1), F(1, 2), 1.0),
        (F(1, 2), F(1, 2), 0.0),
        (F(1, 2), F(1, 4), 0.5 * math.log2(4 / 3)),
    ],
)
def test_bits_on_paper(truth: Fraction, share: Fraction, expected: float) -> None:
    assert brute_force.bits(truth, share) == pytest.approx(expected, abs=1e-15)


def _side(party: str, agree: int, unsure: int, disagree: int, share: str | None, asked: int = 20) -> Side:
    return Side(
        party=party,
        agree=agree,
        unsure=unsure,
        disagree=disagree,
        asked=asked,
        shares=[F(share)] if share else [],
        importances=[],
    )


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ((6, 0, 1, "0.9"), (5, 2, 0, "0.7"), ("shared ground", [])),
        ((6, 0, 1, "0.1"), (5, 2, 0, "0.2"), ("imagined difference", [])),
        ((6, 0, 1, "0.1"), (5, 2, 0, "0.7"), ("half-imagined", ["A"])),
        ((1, 0, 6, "0.9"), (0, 2, 5, "0.4"), ("half-imagined", ["A"])),
        ((6, 0, 1, "0.1"), (0, 2, 5, "0.7"), ("known difference", [])),
        ((6, 0, 1, "0.6"), (0, 2, 5, "0.3"), ("hidden difference", [])),
        ((6, 0, 1, "0.6"), (0, 2, 5, "0.7"), ("one-sided", ["B"])),
        ((6, 0, 1, "0.5"), (0, 2, 5, None), ("unforeseen", ["A", "B"])),
        ((6, 0, 1, "0.5000000001"), (0, 2, 5, "0.7"), ("unforeseen", ["A"])),
        ((6, 0, 1, "0.50000001"), (0, 2, 5, "0.7"), ("one-sided", ["B"])),
        ((3, 0, 3, "0.5"), (0, 2, 5, "0.7"), ("split", ["A"])),
        ((11, 0, 9, "0.5"), (1, 0, 0, "0.7"), ("split", ["A", "B"])),
        ((0, 9, 0, None), (0, 2, 5, "0.7"), ("undetermined", [])),
    ],
)
def test_the_states(
    one: tuple[int, int, int, str | None],
    two: tuple[int, int, int, str | None],
    expected: tuple[str, list[str]],
) -> None:
    assert brute_force.state(_side("A", *one), _side("B", *two), "roll") == expected


@pytest.mark.parametrize(
    ("agree", "disagree", "asked", "roll", "population"),
    [
        (1, 0, 1, 1, 1),  # a party that answers as one leans by its one answer
        (1, 0, 9, 0, 1),  # one answer of nine asked is no leaning; of those who answered it is
        (2, 0, 9, 1, 1),
        (0, 2, 9, -1, -1),
        (11, 9, 20, 0, 0),  # 10 x 2 is not over 20
        (10, 8, 20, 1, 1),  # 10 x 2 is over 18
        (10, 9, 20, 0, 0),
    ],
)
def test_the_leaning_in_integers(agree: int, disagree: int, asked: int, roll: int, population: int) -> None:
    side = _side("A", agree, 0, disagree, None, asked)
    assert (side.leaning("roll"), side.leaning("population")) == (roll, population)


# ---------- lines ----------


def test_a_triangle_on_paper() -> None:
    # weights 1/2, 1, 3/4, 1/2, 1/4: three in all
    assert brute_lines.triangle(1, 2, 5, 5) == [F(1, 6), F(1, 3), F(1, 4), F(1, 6), F(1, 12), F(0)]
    assert brute_lines.triangle(3, 3, 3, 2) == [F(0), F(0), F(1)]


LINES = [
    ("B", "B", "", "air", 2, 3, 4, "own"),
    ("b1", "B", "", "air", 1, 1, 1, "own"),  # a person: in the joint track the line is the party's
    ("A1", "B", "", "air", "", 4, "", "believed"),
    ("A2", "B", "", "air", 5, 5, "", "believed"),
    ("A", "B", "", "air", 1, 1, 1, "believed"),  # not of A's unit
    ("B", "B", "A", "air", "", 2, 3, "believed_of_us"),
]


def _only(rows: list[Row], **keys: str) -> Row:
    (row,) = [row for row in rows if all(row[name] == value for name, value in keys.items())]
    return row


def test_blind_zone_on_paper(tmp_path: Path) -> None:
    # F = 0, 1/4, 3/4, 1 against 0, 0, 0, 1/2
    row = _only(brute_lines.ladders(_folder(tmp_path, lines=LINES), "r1", 2), owner="B")
    assert row == {
        "domain": "air",
        "owner": "B",
        "holder": "A",
        "blind": F(3, 2),
        "over_caution": F(0),
        "ambiguity": None,
        "mean_actual": F(3),
        "mean_believed": F(9, 2),
        "actual": [F(0), F(1, 4), F(3, 4), F(1)],
        "believed": [F(0), F(0), F(0), F(1, 2)],
        "n_owner": 1,
        "n_holder": 2,
    }


def test_second_order_on_paper(tmp_path: Path) -> None:
    # A believes 4 or 5 (0, 0, 0, 1/2); B thinks A believes 2 or 3, weights 1 and 1/2 (0, 2/3, 1, 1)
    row = _only(brute_lines.second_order(_folder(tmp_path, lines=LINES), "r1", 2), owner="B")
    assert (row["blind"], row["over_caution"]) == (F(0), F(2, 3) + 1 + F(1, 2))
    assert (row["mean_actual"], row["mean_believed"]) == (F(9, 2), F(7, 3))
    assert (row["holder"], row["other"], row["n_owner"], row["n_holder"]) == ("B", "A", 2, 1)
    assert row["ambiguity"] is None


def test_a_line_is_hidden_by_its_own_number(tmp_path: Path) -> None:
    case = _folder(tmp_path, lines=LINES)
    row = _only(brute_lines.ladders(case, "r1", 3), owner="B")
    assert (row["mean_actual"], row["mean_believed"], row["blind"]) == (F(3), None, None)
    assert _only(brute_lines.clarification(case, "r1", 3), owner="B")["outcome"] is None


def test_in_an_internal_round_an_own_line_is_its_peoples(tmp_path: Path) -> None:
    lines = [("A1", "A", "", "air", 1, 1, 1, "own"), ("A2", "A", "", "air", "", 4, "", "own")]
    lines.append(("A3", "A", "", "air", 5, 5, 5, "own"))
    case = _folder(
        tmp_path, track="internal", party="A", lines=lines, unit={"A": "person"}, participants=_people("A", 3)
    )
    row = _only(brute_lines.ladders(case, "r1", 3), owner="A")
    assert (row["n_owner"], row["mean_actual"], row["ambiguity"]) == (3, F(10, 3), F(3 + 4 + 1, 3))
    assert row["blind"] is None


def _certain(rung: int, rungs: int) -> brute_lines.Lines:
    return brute_lines.Lines([brute_lines.triangle(rung, rung, rung, rungs)], by_person=False)


def test_clarifying_on_paper() -> None:
    # R = 2, the line is at 2 and believed at 1. Costs 1/4 to 1/2: nothing changes (at 1/2 the actor is as
    # well off at 1 as at 2). At 2^-1/2 it went to 2 and now stops at 1: both gain. From 1 on it stayed at 0.
    worth = (F(0), F(1, 2), F(1))
    found = brute_lines.clarified(_certain(2, 2), _certain(1, 2), worth, worth)
    assert found == {
        "outcome": "actor only",
        "share": F(9, 13),
        "gain_actor": F(1, 2),
        "gain_owner": F(-1, 2),
    }


def test_clarifying_a_line_that_is_known_changes_nothing() -> None:
    worth = (F(0), F(1, 2), F(1))
    found = brute_lines.clarified(_certain(2, 2), _certain(2, 2), worth, worth)
    assert found == {"outcome": "no change", "share": F(1), "gain_actor": F(0), "gain_owner": F(0)}


def test_elicited_worth_stands_for_what_it_was_asked_of(tmp_path: Path) -> None:
    costs = [("A", "air", rung, str(rung * rung), "") for rung in range(1, 5)]
    held = _folder(tmp_path, costs=costs).rounds["r1"]
    assert brute_lines.elicited(held, "A", "air", "benefit", 4) == (F(0), F(1), F(4), F(9), F(16))
    assert brute_lines.elicited(held, "A", "air", "harm", 4) == (F(0), F(1, 4), F(1, 2), F(3, 4), F(1))
    assert brute_lines.elicited(held, "B", "air", "benefit", 4)[1] == F(1, 4)


# ---------- effect ----------


def test_the_effect_on_paper(tmp_path: Path) -> None:
    # B disagrees throughout, so that A's surprise is log2(1 / (1 - q)): 1, 2, 3 bits at 1/2, 3/4, 7/8.
    names = [f"S{place}" for place in range(12)]
    arms = ("discussed", "held back", "released only")
    arm_of = {name: arms[place % 3] for place, name in enumerate(names)}
    before = {"discussed": "0.875", "held back": "0.75", "released only": "0.5"}
    after = {"discussed": "0.5", "held back": "0.5", "released only": "0"}

    def held(name: str, shares: dict[str, str], of_a: str, follows: str | None) -> RoundPlan:
        given = (("A", of_a), ("B", "disagree"))
        return RoundPlan(
            id=name,
            unit={"A": "party", "B": "party"},
            roll={"A": 1, "B": 1},
            statements=dict(arm_of),
            ladders=[],
            after=follows,
            participants=[("A", "A", ""), ("B", "B", "")],
            stances=[(who, statement, stance, "") for statement in names for who, stance in given],
            predictions=[("A", "B", s, shares[arm]) for s, arm in arm_of.items()],
        )

    rounds = [held("r1", before, "agree", None), held("r2", after, "disagree", "r1")]
    plan = Plan(
        sides=["A", "B"],
        parties={"A": [], "B": []},
        issue_of=dict.fromkeys(names, "i1"),
        rungs={},
        rounds=rounds,
    )
    case = brute_files.read(write(plan, tmp_path))
    of_a, of_b = brute_force.effect(case, "r2", 5)
    released = 1 - math.log2(1 / 0.99)
    assert of_a["fall"] == pytest.approx(
        {"held back": 1.0, "released only": released, "discussed": 2.0}, abs=1e-15
    )
    assert of_a["effect"] == pytest.approx(1.0, abs=1e-15)
    assert of_a["change"] == pytest.approx((3 + released) / 3, abs=1e-15)
    assert of_a["agreement_change"] == 1
    assert (of_b["perceiver"], of_b["effect"], of_b["change"]) == ("B", None, None)
    assert brute_force.effect(case, "r1", 5) == []
