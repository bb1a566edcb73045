"""Intervals against slow readings of them, and against SciPy's bootstrap."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtri

from dissensus.measures.arrays import Floats
from dissensus.measures.intervals import LEVEL, acceleration, bca, equal_tailed, tails
from tests.measures.refusals import refused


def test_nine_in_ten_is_the_level() -> None:
    assert LEVEL == 0.9
    assert tails(LEVEL) == pytest.approx((0.05, 0.95))


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1, 1.5])
def test_a_level_lies_between_0_and_1(level: float) -> None:
    with refused(f"the level of an interval lies between 0 and 1, not at {level}; use 0.9"):
        tails(level)


def test_equal_tails_leave_out_one_in_twenty_on_either_side() -> None:
    draws = np.stack([np.arange(101.0), np.full(101, 7.0), np.arange(101.0)[::-1] / 100], axis=1)
    np.testing.assert_allclose(equal_tailed(draws), [[5, 7, 0.05], [95, 7, 0.95]])
    draws[3, 0] = np.nan
    assert np.isnan(equal_tailed(draws)[:, 0]).all()
    with refused("an interval needs at least one draw; ask for 1000"):
        equal_tailed(np.empty((0, 3)))


def _variance(sample: Floats, axis: int = -1) -> Floats:
    return np.asarray(np.var(sample, axis=axis))


def test_acceleration_is_the_jackknife_by_hand() -> None:
    """(n - 1) times the mean less each left-out value; cubes over six times the 3/2 power of squares."""
    sample = np.random.default_rng(1).exponential(size=12)
    left_out = np.array([np.var(np.delete(sample, i)) for i in range(12)])
    pull = left_out.mean() - left_out
    by_hand = (pull**3).sum() / (6 * (pull**2).sum() ** 1.5)
    assert acceleration([(left_out, np.ones(12, dtype=int))]) == pytest.approx(by_hand)


def test_equal_observations_may_be_counted_instead_of_listed() -> None:
    listed = np.array([1.0, 1.0, 1.0, 4.0, 6.0, 6.0])
    counted = [(np.array([1.0, 4.0, 6.0]), np.array([3, 1, 2]))]
    assert acceleration([(listed, np.ones(6, dtype=int))]) == pytest.approx(acceleration(counted))


def test_two_samples_weigh_by_their_sizes() -> None:
    first, second = np.array([0.0, 1.0, 5.0]), np.array([2.0, 2.0, 3.0, 9.0])
    cubes = squares = 0.0
    for sample in (first, second):
        pull = (len(sample) - 1) * (sample.mean() - sample)
        cubes += (pull**3).sum() / len(sample) ** 3
        squares += (pull**2).sum() / len(sample) ** 2
    ones = [(sample, np.ones(len(sample), dtype=int)) for sample in (first, second)]
    assert acceleration(ones) == pytest.approx(cubes / 6 / squares**1.5)


def test_nothing_accelerates_what_does_not_move() -> None:
    assert acceleration([(np.array([2.0, 2.0]), np.array([5, 5]))]) == 0.0
    assert acceleration([]) == 0.0


def test_bca_is_that_of_scipy_on_the_same_draws() -> None:
    sample = np.random.default_rng(3).exponential(size=40)
    theirs = stats.bootstrap(
        (sample,),
        _variance,
        n_resamples=2000,
        confidence_level=0.9,
        method="BCa",
        rng=np.random.default_rng(4),
    )
    left_out = np.array([np.var(np.delete(sample, i)) for i in range(40)])
    ours = bca(
        float(np.var(sample)),
        theirs.bootstrap_distribution,
        acceleration=acceleration([(left_out, np.ones(40, dtype=int))]),
    )
    assert ours == pytest.approx(tuple(theirs.confidence_interval), rel=1e-9)


def test_bca_has_no_interval_where_the_draws_say_nothing() -> None:
    draws = np.array([1.0, 2.0, 3.0])
    assert bca(0.5, draws, acceleration=0.0) is None
    assert bca(3.5, draws, acceleration=0.0) is None
    assert bca(1.0, draws, acceleration=0.0) is not None
    assert bca(3.0, draws, acceleration=0.0) is not None
    assert bca(2.0, draws, acceleration=5.0) is None
    assert bca(2.0, np.array([]), acceleration=0.0) is None
    assert bca(2.0, np.full(9, 2.0), acceleration=0.0) is None


def test_bca_ends_where_acceleration_runs_away() -> None:
    """The quantile asked for is z / (1 - a z), which has no meaning from a z = 1 on."""
    draws, z = np.arange(1001.0), ndtri(0.95)
    for pull in (1.0 / z, 1.2 / z, 1.9 / z, -1.2 / z):
        assert bca(500.0, draws, acceleration=pull) is None
    assert (1.0 / z) * z == 1.0
    assert bca(500.0, draws, acceleration=0.9 / z) is not None


def test_bca_moves_with_bias() -> None:
    draws = np.arange(1001.0)
    low, high = bca(300.0, draws, acceleration=0.0) or (0.0, 0.0)
    plain = equal_tailed(draws)
    assert low < plain[0]
    assert high < plain[1]
