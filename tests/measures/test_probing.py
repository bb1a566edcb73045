"""Probing: incidents against lines one by one, and the test of a trend against SciPy and by hand."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, norm

from dissensus.measures.probing import probing, standing_lines, trend
from tests.measures.refusals import refused

INCIDENTS = st.lists(st.tuples(st.integers(1, 8), st.integers(0, 9)), max_size=12)
COUNTS = st.lists(st.integers(0, 6), min_size=8, max_size=25)
DECLARED = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=6)


@given(INCIDENTS)
def test_incidents_against_the_line_one_by_one(pairs: list[tuple[int, int]]) -> None:
    found = probing([rung for rung, _ in pairs], [line for _, line in pairs])
    near = [max(line - rung, 0) for rung, line in pairs if line]
    assert found.distance.tolist() == near
    assert (found.at_or_over, found.just_below) == (near.count(0), near.count(1))
    assert found.below == sum(each > 1 for each in near)
    assert found.undeclared == sum(line == 0 for _, line in pairs)
    assert found.at_or_over + found.just_below + found.below + found.undeclared == len(pairs)
    assert not found.distance.flags.writeable


@given(st.lists(st.integers(-1, 11), max_size=8), DECLARED)
def test_the_line_that_stands_is_the_last_declared(dates: list[int], declared: list[tuple[int, int]]) -> None:
    found = standing_lines(dates, [day for day, _ in declared], [rung for _, rung in declared])
    for day, rung in zip(dates, found, strict=True):
        by_then = [each for each in declared if each[0] <= day]
        latest = max((each[0] for each in by_then), default=None)
        assert rung == min((each[1] for each in by_then if each[0] == latest), default=0)


def test_a_trend_by_hand() -> None:
    """Fourteen values with one tie: S = 54, Z = 2.9058 (J. Little, College of the Holy Cross)."""
    values = [12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7]
    found = trend(values)
    assert found is not None
    assert (found.s, found.n, found.direction) == (54, 14, "rising")
    assert found.z == pytest.approx(2.9058, abs=5e-5)
    assert found.p == pytest.approx(2 * 0.0018, abs=1e-4)


@given(COUNTS)
def test_a_trend_pair_by_pair(counts: list[int]) -> None:
    found = trend(counts)
    assert found is not None
    pairs = list(itertools.combinations(counts, 2))
    s = sum((later > earlier) - (later < earlier) for earlier, later in pairs)
    assert (found.s, found.n) == (s, len(counts))
    n, ties = len(counts), [counts.count(value) for value in set(counts)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    if variance:
        assert found.z == pytest.approx((s - (s > 0) + (s < 0)) / math.sqrt(variance))
    else:
        assert found.z == 0
    assert found.p == pytest.approx(2 * norm.sf(abs(found.z)))
    named = "no trend" if found.p > 0.1 else "rising" if s > 0 else "falling"
    assert found.direction == named
    turned = trend(counts[::-1])
    assert turned is not None
    assert (turned.s, turned.z, turned.p) == (-found.s, -found.z, found.p)


@given(COUNTS.filter(lambda counts: len(set(counts)) > 1))
def test_a_trend_is_kendalls_tau_with_time(counts: list[int]) -> None:
    """SciPy tests the same sum without the correction for continuity: undone, its probability is ours."""
    found, theirs = trend(counts), kendalltau(np.arange(len(counts)), counts, method="asymptotic")
    assert found is not None
    n = len(counts)
    tied = sum(math.comb(counts.count(value), 2) for value in set(counts))
    assert found.s / math.sqrt(math.comb(n, 2) * (math.comb(n, 2) - tied)) == pytest.approx(theirs.statistic)
    if found.s:
        plain = found.z * abs(found.s) / (abs(found.s) - 1) if abs(found.s) > 1 else None
        if plain is not None:
            assert 2 * norm.sf(abs(plain)) == pytest.approx(theirs.pvalue)


def test_a_trend_needs_eight_periods_and_no_more_than_a_direction() -> None:
    assert trend([1, 2, 3, 4, 5, 6, 7]) is None
    assert trend([]) is None
    rising, falling, flat = trend(range(8)), trend(range(8, 0, -1)), trend([5] * 8)
    assert rising is not None
    assert falling is not None
    assert flat is not None
    assert (rising.direction, falling.direction) == ("rising", "falling")
    assert (flat.s, flat.z, flat.p, flat.direction) == (0, 0, 1, "no trend")


def test_what_does_not_fit_is_refused() -> None:
    with refused("rungs of incidents hold 0, but they are whole numbers from 1"):
        probing([0], [3])
    with refused("rungs of lines hold -1, but they are whole numbers from 0"):
        probing([1], [-1])
    for rungs, lines in (([1, 2], [3]), ([[1]], [[3]])):
        with refused(
            f"{np.shape(rungs)} incidents and {np.shape(lines)} lines do not fit; give one line each"
        ):
            probing(rungs, lines)
    with refused("rungs of lines hold 0, but they are whole numbers from 1"):
        standing_lines([1], [1], [0])
    for dates, declared, rungs in (([[1]], [1], [1]), ([1], [1, 2], [1]), ([1], [[1]], [[1]])):
        shapes = f"{np.shape(dates)} dates, {np.shape(declared)} declarations and {np.shape(rungs)} rungs"
        with refused(f"{shapes} do not fit; give one day and one rung a line"):
            standing_lines(dates, declared, rungs)
    for wrong in ([[1.0] * 8], [1.0] * 7 + [float("nan")], 3):
        with refused("a trend is of one list of numbers, one a period"):
            trend(wrong)
