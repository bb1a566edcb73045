"""The lot: its sizes, its spread over issues, and that no statement is likelier than another."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.domain.rounds import ARMS
from dissensus.measures.lot import (
    DISCUSSED,
    FEWEST_STATEMENTS,
    HELD_BACK,
    RELEASED_ONLY,
    draw_arms,
    held_back_size,
    systematic,
)
from tests.measures.refusals import refused

ISSUES = st.lists(st.sampled_from(["a", "b", "c", "", None]), min_size=1, max_size=40)
SEEDS = st.integers(0, 2**32 - 1)


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def _names(number: int) -> list[str]:
    return [f"S{index}" for index in range(number)]


@pytest.mark.parametrize("statements", range(61))
def test_a_sixth_is_held_back_and_at_least_four(statements: int) -> None:
    expected = 0 if statements < 12 else max(4, math.ceil(statements / 6))
    assert held_back_size(statements) == expected


@given(ISSUES, st.data(), SEEDS)
def test_every_issue_has_its_share_rounded_up_or_down(
    issues: list[str | None], data: st.DataObject, seed: int
) -> None:
    size = data.draw(st.integers(1, len(issues)))
    drawn = systematic(issues, size, draws=5, rng=_rng(seed))
    assert drawn.shape == (5, size)
    for row in drawn.tolist():
        assert len(set(row)) == size
        found = Counter(issues[index] for index in row)
        for issue, number in Counter(issues).items():
            exact = size * number / len(issues)
            assert math.floor(exact) <= found[issue] <= math.ceil(exact)


@pytest.mark.parametrize("name", ["", "None"])
def test_statements_without_an_issue_are_an_issue_of_their_own(name: str) -> None:
    """Whatever another issue is called: of two each, one of both is drawn."""
    issues = [None, name, None, name]
    for row in systematic(issues, 2, draws=50, rng=_rng()).tolist():
        assert sorted(index % 2 for index in row) == [0, 1]


@pytest.mark.parametrize("size", [1, 3, 5, 6])
def test_every_statement_is_as_likely_as_any_other(size: int) -> None:
    issues = ["a", "b", "b", "c", "c", "c", None]
    drawn = systematic(issues, size, draws=30_000, rng=_rng())
    share = np.bincount(drawn.ravel(), minlength=7) / 30_000
    np.testing.assert_allclose(share, size / 7, atol=0.012)


def test_within_an_issue_all_sets_are_as_likely() -> None:
    drawn = np.sort(systematic(["a"] * 4, 2, draws=30_000, rng=_rng()), axis=1)
    found = Counter(map(tuple, drawn.tolist()))
    assert len(found) == 6
    for count in found.values():
        assert count / 30_000 == pytest.approx(1 / 6, abs=0.012)


def test_issues_stand_in_random_order() -> None:
    """One of three issues of one statement each: which pairs come up depends on who stands beside whom."""
    drawn = np.sort(systematic(["a", "b", "c"], 2, draws=30_000, rng=_rng()), axis=1)
    found = Counter(map(tuple, drawn.tolist()))
    assert {pair: round(count / 30_000, 1) for pair, count in found.items()} == dict.fromkeys(
        [(0, 1), (0, 2), (1, 2)], 0.3
    )


@given(st.lists(st.sampled_from(["a", "b", None]), max_size=60), SEEDS)
def test_arms_have_their_sizes_and_the_held_back_are_spread(issues: list[str | None], seed: int) -> None:
    arms = draw_arms(_names(len(issues)), issues, rng=_rng(seed))
    size = held_back_size(len(issues))
    if not size:
        assert arms == (None,) * len(issues)
        return
    found = Counter(arms)
    assert found == Counter({HELD_BACK: size, RELEASED_ONLY: size, DISCUSSED: len(issues) - 2 * size})
    rest = [issue for issue, arm in zip(issues, arms, strict=True) if arm != HELD_BACK]
    for issue in set(issues):
        held = sum(arm == HELD_BACK and other == issue for other, arm in zip(issues, arms, strict=True))
        assert abs(held - size * issues.count(issue) / len(issues)) < 1
        released = sum(
            arm == RELEASED_ONLY and other == issue for other, arm in zip(issues, arms, strict=True)
        )
        assert abs(released - size * rest.count(issue) / len(rest)) < 1


def test_every_statement_may_come_into_every_arm() -> None:
    names, issues = _names(12), ["a"] * 5 + ["b"] * 7
    lots = [draw_arms(names, issues, rng=_rng(seed)) for seed in range(900)]
    for arm in ARMS:
        share = np.mean([[each == arm for each in lot] for lot in lots], axis=0)
        np.testing.assert_allclose(share, 1 / 3, atol=0.06)


def test_a_lot_can_be_drawn_again_from_its_seed() -> None:
    names, issues = _names(20), ["a", "b"] * 10
    first, again, other = (draw_arms(names, issues, rng=_rng(seed)) for seed in (7, 7, 8))
    assert first == again
    assert first != other
    assert FEWEST_STATEMENTS == 12
    assert ARMS == (HELD_BACK, RELEASED_ONLY, DISCUSSED)
    assert {type(arm) for arm in first} == {str}


@pytest.mark.parametrize("size", [0, -1, 4])
def test_no_more_than_there_are_and_no_fewer_than_one_are_drawn(size: int) -> None:
    with refused(f"{size} statements cannot be drawn from 3; draw from 1 to 3"):
        systematic(["a", "b", None], size, draws=1, rng=_rng())


def test_a_lot_over_labels_that_do_not_fit_is_refused() -> None:
    with refused("12 statements but 11 issues; give each its issue or None"):
        draw_arms(_names(12), ["a"] * 11, rng=_rng())
    with refused("a statement is given twice; the lot needs each once"):
        draw_arms([*_names(11), "S0"], ["a"] * 12, rng=_rng())
