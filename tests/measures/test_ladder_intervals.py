"""Intervals of what lies between two lines: against SciPy's bootstrap, the beta and the urn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import stats

from dissensus.domain.tracks import Target
from dissensus.measures.arrays import Floats, LineMatrix
from dissensus.measures.intervals import equal_tailed
from dissensus.measures.ladders import GapIntervals, LadderGap, crossed, gap, gap_intervals, weights
from tests.measures.refusals import refused
from tests.measures.sides import Lines, line_rows, lines

R = 5
ROLL, POPULATION = Target.ROLL, Target.POPULATION
GIVEN = line_rows(R, least=1)


def _intervals(
    actual: LineMatrix,
    believed: LineMatrix,
    *,
    asked: tuple[int | None, int | None] = (None, None),
    target: Target = POPULATION,
    draws: int = 1000,
    level: float = 0.9,
    seed: int = 1,
) -> GapIntervals:
    return gap_intervals(
        actual=actual,
        believed=believed,
        asked=asked,
        target=target,
        draws=draws,
        level=level,
        rng=np.random.default_rng(seed),
    )


def _sample(n: int, seed: int, centre: float) -> Lines:
    rng = np.random.default_rng(seed)
    ends = np.clip(np.rint(rng.normal(centre, 1.2, size=(n, 3))), 1, R + 1).astype(int)
    return [(int(low), int(mid), int(high)) for low, mid, high in np.sort(ends, axis=1)]


def _scipy(own: Lines, others: Lines, name: str) -> tuple[float, float]:
    """SciPy's BCa over both samples, every respondent by index."""
    theirs = [np.array([_floats(line) for line in rows]) for rows in (own, others)]

    def statistic(first: Floats, second: Floats, axis: int = -1) -> Floats:
        held, expected = (
            crossed(rows[index.astype(int)].mean(axis=-2))
            for rows, index in zip(theirs, (first, second), strict=True)
        )
        over = held - expected if name == "blind" else expected - held
        return np.asarray(np.maximum(over, 0).sum(axis=-1))

    found = stats.bootstrap(
        tuple(np.arange(float(len(rows))) for rows in theirs),
        statistic,
        n_resamples=20_000,
        confidence_level=0.9,
        method="BCa",
        rng=np.random.default_rng(7),
    ).confidence_interval
    return float(found.low), float(found.high)


def _floats(line: tuple[int, int, int]) -> list[float]:
    return [float(weight) for weight in weights(np.array([line]), R)[0]]


@pytest.mark.parametrize("name", ["blind", "over_caution"])
def test_the_intervals_of_blind_zone_and_over_caution_are_those_of_scipy(name: str) -> None:
    own, others = _sample(25, 3, 3.0), _sample(40, 4, 3.6)
    if name == "over_caution":
        own, others = others, own
    low, high = _scipy(own, others, name)
    found = getattr(_intervals(lines(own, R), lines(others, R), draws=20_000), name)
    assert found == pytest.approx((low, high), abs=0.04 * (high - low))


def test_the_one_line_of_a_party_is_no_sample() -> None:
    """Only the believed lines are resampled: the interval of one sample, with the owner's line as it is."""
    own, others = [(2, 3, 5)], _sample(30, 5, 4.0)
    rows = np.array([_floats(line) for line in others])
    held = crossed(np.array(_floats(own[0])))

    def statistic(index: Floats, axis: int = -1) -> Floats:
        return np.asarray(np.maximum(held - crossed(rows[index.astype(int)].mean(axis=-2)), 0).sum(axis=-1))

    theirs = stats.bootstrap(
        (np.arange(30.0),),
        statistic,
        n_resamples=20_000,
        confidence_level=0.9,
        method="BCa",
        rng=np.random.default_rng(7),
    ).confidence_interval
    found = _intervals(lines(own, R), lines(others, R), draws=20_000)
    width = theirs.high - theirs.low
    assert found.blind == pytest.approx((theirs.low, theirs.high), abs=0.04 * width)
    assert found.mean_actual == pytest.approx((10 / 3, 10 / 3))
    assert (found.actual[:, 0] == found.actual[:, 1]).all()


@pytest.mark.parametrize(
    ("n_owner", "n_holder", "reason"),
    [
        (20, 20, None),
        (1, 20, None),
        (19, 20, "fewer than 20 respondents on a side"),
        (2, 20, "fewer than 20 respondents on a side"),
        (20, 19, "fewer than 20 respondents on a side"),
        (1, 1, "fewer than 20 respondents on a side"),
        (0, 20, "the owner gave no line"),
        (20, 0, "nobody said where they believe the line is"),
    ],
)
def test_intervals_need_twenty_on_every_side_that_is_a_sample(
    n_owner: int, n_holder: int, reason: str | None
) -> None:
    own, others = _sample(n_owner, 3, 3.0), _sample(n_holder, 4, 3.6)
    found = _intervals(lines(own, R), lines(others, R), draws=200)
    for name in ("blind", "over_caution"):
        assert (getattr(found, name) is None) == (reason is not None)
        assert found.reasons.get(name) == reason
    for band, middle, n in (
        (found.actual, found.mean_actual, n_owner),
        (found.believed, found.mean_believed, n_holder),
    ):
        assert (middle is None) == (n == 0)
        assert np.isnan(band).all() == (n == 0)
        assert band.shape == (R, 2)
        assert not band.flags.writeable


def test_a_roll_has_no_interval_of_blind_zone_and_none_varies_where_all_are_alike() -> None:
    own, others = lines(_sample(30, 3, 3.0), R), lines(_sample(30, 4, 3.6), R)
    found = _intervals(own, others, asked=(30, 30), target=ROLL, draws=20)
    assert dict(found.reasons) == dict.fromkeys(("blind", "over_caution"), "a roll has no sampling error")
    assert (found.blind, found.over_caution) == (None, None)
    alike = _intervals(lines([(1, 1, 1)] * 20, R), lines([(2, 2, 2)] * 20, R), draws=20)
    assert set(alike.reasons.values()) == {"the resamples do not vary around the value"}
    assert alike.mean_believed == (2, 2)


def test_one_of_the_two_may_vary_alone() -> None:
    """Believed at or past the line by all: over-caution is 0 in every resample, the blind zone is not."""
    found = _intervals(lines([(1, 1, 1)], R), lines(_sample(40, 4, 3.6), R), draws=200)
    assert found.blind is not None
    assert found.over_caution is None
    assert dict(found.reasons) == {"over_caution": "the resamples do not vary around the value"}


def test_bands_of_a_population_are_the_bayesian_bootstrap() -> None:
    """Two of three at rung 1, one at rung 3: the share at 1 is a beta of 2 and 1."""
    others: Lines = [(1, 1, 1), (1, 1, 1), (3, 3, 3)]
    found = _intervals(lines([(6, 6, 6)], R), lines(others, R), draws=40_000)
    ends = stats.beta(2, 1).ppf([0.05, 0.95])
    np.testing.assert_allclose(found.believed[:2], [ends, ends], atol=0.01)
    np.testing.assert_allclose(found.believed[2:], 1)
    assert found.mean_believed == pytest.approx((3 - 2 * ends[1], 3 - 2 * ends[0]), abs=0.02)
    np.testing.assert_array_equal(found.actual, 0)
    assert found.mean_actual == pytest.approx((R + 1, R + 1), abs=0)
    narrow = _intervals(lines([(6, 6, 6)], R), lines(others, R), draws=40_000, level=0.5)
    np.testing.assert_allclose(narrow.believed[0], stats.beta(2, 1).ppf([0.25, 0.75]), atol=0.01)
    assert narrow.mean_believed is not None
    assert narrow.mean_believed[0] == pytest.approx(3 - 2 * stats.beta(2, 1).ppf(0.75), abs=0.02)


def test_bands_of_a_roll_are_an_urn_of_those_who_gave_no_line() -> None:
    """Three of five gave a line, two of them rung 1: of the two others k more do, by the urn."""
    others: Lines = [(1, 1, 1), (3, 3, 3), (1, 1, 1)]
    found = _intervals(
        lines([(2, 2, 2)], R), lines(others, R), asked=(1, 5), target=ROLL, draws=40_000, level=0.4
    )
    chance = stats.betabinom(2, 2, 1)
    drawn = np.repeat((2 + np.arange(3)) / 5, np.rint(40_000 * chance.pmf(np.arange(3))).astype(int))
    np.testing.assert_allclose(found.believed[0], equal_tailed(drawn, level=0.4))
    assert found.mean_believed == pytest.approx((3 - 2 * found.believed[0, 1], 3 - 2 * found.believed[0, 0]))
    assert found.mean_actual == (2, 2)


@given(GIVEN, GIVEN)
@settings(max_examples=25)
def test_a_roll_that_all_answered_has_no_width(own: Lines, others: Lines) -> None:
    actual, believed = lines(own, R), lines(others, R)
    found = _intervals(actual, believed, asked=(len(own), len(others)), target=ROLL, draws=5)
    point: LadderGap = gap(actual=actual, believed=believed)
    for end in (0, 1):
        np.testing.assert_array_equal(found.actual[:, end], point.actual)
        np.testing.assert_array_equal(found.believed[:, end], point.believed)
    assert found.mean_actual == (point.mean_actual,) * 2
    assert found.mean_believed == (point.mean_believed,) * 2


def test_levels_and_numbers_of_draws_are_passed_on() -> None:
    own, others = lines(_sample(25, 3, 3.0), R), lines(_sample(40, 4, 3.6), R)
    usual = gap_intervals(actual=own, believed=others, target=POPULATION, rng=np.random.default_rng(1))
    wide, narrow = _intervals(own, others, draws=1000, level=0.9), _intervals(own, others, level=0.5)
    for name in ("blind", "mean_actual", "mean_believed"):
        assert getattr(usual, name) == getattr(wide, name)
        low, high = getattr(narrow, name)
        assert getattr(wide, name)[0] < low < high < getattr(wide, name)[1]
    for name in ("actual", "believed"):
        inner, outer = getattr(narrow, name)[1:-1], getattr(wide, name)[1:-1]
        assert (outer[:, 0] < inner[:, 0]).all()
        assert (inner[:, 1] < outer[:, 1]).all()


def test_what_cannot_be_drawn_is_refused() -> None:
    one = lines([(1, 1, 1)], R)
    with refused("0 draws are asked for; ask for at least one, 1000 is usual"):
        _intervals(one, one, draws=0)
    with refused("under the target roll the number asked must be given; take it from the round"):
        _intervals(one, one, target=ROLL)
    with refused("2 gave a line, but only 1 were asked; correct the roll"):
        _intervals(one, lines([(1, 1, 1)] * 2, R), asked=(1, 1), target=ROLL)
    with refused("the level of an interval lies between 0 and 1, not at 1.0; use 0.9"):
        _intervals(one, one, level=1.0)
    with refused("the ladders have 5 and 4 rungs and are not compared; give both lines on the same ladder"):
        _intervals(one, lines([(1, 1, 1)], 4))


def test_intervals_follow_their_seed() -> None:
    own, others = lines(_sample(30, 3, 3.0), R), lines(_sample(30, 4, 3.6), R)
    first, second, other = (_intervals(own, others, draws=99, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.believed, second.believed)
    assert (first.believed != other.believed).any()
    assert [each.blind == first.blind for each in (second, other)] == [True, False]
