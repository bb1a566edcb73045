"""Tolerance for tension: rankings pair by pair, and what must always hold of their distances."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from dissensus.measures.records import Estimate
from dissensus.measures.tension import OUTCOMES, first_ranks, foresight, rankings
from tests.measures.refusals import refused

EVERY = list(permutations((1, 2, 3)))
ROWS = st.lists(st.sampled_from(EVERY), max_size=7)
Rows = list[tuple[int, ...]]


def _table(rows: Rows) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(rows, dtype=np.int64).reshape(len(rows), 3)


def _apart(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    return sum((first[i] < first[j]) != (second[i] < second[j]) for i, j in combinations(range(3), 2))


@given(ROWS)
def test_first_ranks_row_by_row(rows: Rows) -> None:
    found = first_ranks(_table(rows))
    firsts = [OUTCOMES[row.index(1)] for row in rows]
    assert found.n == len(rows)
    if not rows:
        assert np.isnan(found.share).all()
        assert found.commonest is None
        return
    assert found.share.tolist() == pytest.approx([firsts.count(each) / len(rows) for each in OUTCOMES])
    most = max(firsts.count(each) for each in OUTCOMES)
    held = [each for each in OUTCOMES if firsts.count(each) == most]
    assert found.commonest == (held[0] if len(held) == 1 else None)
    assert not found.share.flags.writeable


@given(ROWS, ROWS)
def test_foresight_pair_by_pair(predicted: Rows, actual: Rows) -> None:
    found = foresight(predicted=_table(predicted), actual=_table(actual))
    assert found.distance.n == found.first_right.n == len(predicted)
    if not predicted or not actual:
        reason = "nobody predicts" if not predicted else "nobody of the other side ranks"
        nothing = Estimate(value=None, n=len(predicted), reason=reason)
        assert (found.distance, found.least, found.first_right) == (nothing, None, nothing)
        return
    total = sum(_apart(p, a) for p in predicted for a in actual)
    assert found.distance.value == pytest.approx(float(Fraction(total, 3 * len(predicted) * len(actual))))
    assert (found.distance.source, found.distance.reason) == ("Kendall1938", None)
    least = min(sum(_apart(each, a) for a in actual) for each in EVERY)
    assert found.least == pytest.approx(least / (3 * len(actual)))
    assert (found.distance.value or 0) >= (found.least or 0) - 1e-12
    commonest = first_ranks(_table(actual)).commonest
    if commonest is None:
        assert found.first_right == Estimate(
            value=None,
            n=len(predicted),
            reason="the other side puts no outcome first more often than every other",
        )
    else:
        right = [row[OUTCOMES.index(commonest)] == 1 for row in predicted]
        assert found.first_right == Estimate(value=sum(right) / len(right), n=len(right))


def test_the_distance_is_that_of_kendalls_tau() -> None:
    """tau = 1 - 2 distance, for every two rankings; reversed, they are as far apart as can be."""
    for first in EVERY:
        for second in EVERY:
            found = foresight(predicted=[first], actual=[second])
            tau = kendalltau(first, second).statistic
            assert found.distance.value == pytest.approx((1 - tau) / 2)
            assert found.least == 0
        reversed_ranks = [tuple(4 - rank for rank in first)]
        assert foresight(predicted=[first], actual=reversed_ranks).distance.value == 1


@given(ROWS.filter(bool), ROWS.filter(bool), ROWS.filter(bool))
def test_the_distance_is_a_mean_over_any_parts(first: Rows, second: Rows, actual: Rows) -> None:
    parts = [foresight(predicted=_table(each), actual=_table(actual)).distance for each in (first, second)]
    whole = foresight(predicted=_table(first + second), actual=_table(actual)).distance
    assert sum((part.value or 0) * part.n for part in parts) / whole.n == pytest.approx(whole.value)


def test_what_does_not_fit_is_refused() -> None:
    for wrong in ([1, 2, 3], [[1, 2]]):
        with refused(f"rankings of shape {np.shape(wrong)} are given; give each respondent a row of three"):
            rankings(wrong)
    for row in ([1, 1, 2], [2, 3, 4], [1, 1, 1]):
        with refused(f"row 2 is {row}; rank settlement, tension, clash from 1 to 3"):
            rankings([[3, 1, 2], row, [9, 9, 9]])
    with refused("ranks hold 0, but they are whole numbers from 1"):
        rankings([[0, 1, 2]])
    with refused("row 1 is [1, 2, 2]; rank settlement, tension, clash from 1 to 3"):
        foresight(predicted=[[1, 2, 3]], actual=[[1, 2, 2]])
    with refused("row 1 is [1, 2, 2]; rank settlement, tension, clash from 1 to 3"):
        foresight(predicted=[[1, 2, 2]], actual=[[1, 2, 3]])
