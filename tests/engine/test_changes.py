"""What a series of rounds did: falls by arm, the effect, and agreement that stands apart."""

from __future__ import annotations

import pytest

from dissensus.engine.analyse import analyse
from dissensus.engine.results import Change, Plan, Results, Value, Withheld
from tests.engine.small import PredictionRow, StanceRow, case, held, people

ARMS = {f"S{k}": ("held back", "released only", "discussed")[(k - 1) // 4] for k in range(1, 13)}
SHARES = {"held back": (0.25, 0.25), "released only": (0.25, 0.5), "discussed": (0.25, 0.75)}


def two_rounds(arms: dict[str, str | None] | None = None) -> Results:
    """All of B agree; A expects a quarter to at first, and learns by arm."""
    chosen: dict[str, str | None] = {**ARMS} if arms is None else arms
    rounds = []
    for index, round_id in enumerate(("r1", "r2")):
        stances: list[StanceRow] = []
        predictions: list[PredictionRow] = []
        for statement, arm in ARMS.items():
            stances += [("a1", statement, -1 if index == 0 else 1, 1), ("b1", statement, 1, 1)]
            predictions += [("a1", "B", statement, SHARES[arm][index]), ("b1", "A", statement, 0.5)]
        rounds.append(
            held(
                id=round_id,
                after=None if index == 0 else "r1",
                last=index == 1,
                arms=chosen,
                stances=stances,
                predictions=predictions,
                participants=people(A=1, B=1),
            )
        )
    return analyse(case(*rounds, statements=12), Plan(round="r2", min_cell=1, draws=50))


def change(results: Results, perceiver: str) -> Change:
    (found,) = (each for each in results.changes if each.perceiver == perceiver)
    return found


def value(cell: object) -> float:
    assert isinstance(cell, Value)
    return cell.value


def test_surprise_is_told_over_all_statements_and_arm_by_arm() -> None:
    parts = [part for part in two_rounds().latest.surprises if part.perceiver == "A"]
    assert [(part.arm, part.statements, part.right, part.of) for part in parts] == [
        (None, 12, 4, 12),
        ("held back", 4, 0, 4),
        ("released only", 4, 0, 4),
        ("discussed", 4, 4, 4),
    ]
    assert [value(part.bits) for part in parts[1:]] == pytest.approx([2.0, 1.0, 0.4150374992788438])


def test_the_fall_of_each_arm_and_the_effect_are_what_paper_says() -> None:
    found = change(two_rounds(), "A")
    assert (found.first, found.last, found.about) == ("r1", "r2", "B")
    assert found.statements == {"held back": 4, "released only": 4, "discussed": 4}
    assert {arm: value(cell) for arm, cell in found.fall.items()} == pytest.approx(
        {"held back": 0.0, "released only": 1.0, "discussed": 1.5849625007211562}
    )
    assert value(found.effect) == pytest.approx(1.5849625007211562)
    assert value(found.overall) == pytest.approx((0 + 1 + 1.5849625007211562) / 3)
    assert isinstance(found.effect, Value)
    assert found.effect.interval is not None
    assert found.effect.interval[0] > 0
    assert found.effect.n == 8


def test_agreement_stands_apart() -> None:
    assert value(change(two_rounds(), "A").agreement) == 1.0
    assert value(change(two_rounds(), "B").overall) == pytest.approx(0.0)


def test_without_a_control_there_is_a_change_and_no_effect() -> None:
    found = change(two_rounds(dict.fromkeys(ARMS)), "A")
    assert (found.statements, found.fall) == ({}, {})
    assert found.effect == Withheld(reason="no statement was held back, so there is a change and no effect")
    assert value(found.overall) > 0


def test_one_round_alone_has_no_change() -> None:
    results = two_rounds()
    assert len(results.changes) == 2
    assert (
        analyse(case(held(stances=[("a1", "S1", 1, 1)])), Plan(round="r1", min_cell=1, draws=20)).changes
        == ()
    )
