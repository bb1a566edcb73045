"""Ladders by hand, against a slow reading in fractions, and the identities of the two lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dissensus.domain.errors import MeasureError
from dissensus.domain.tracks import Target
from dissensus.measures.arrays import Floats, LineMatrix
from dissensus.measures.intervals import equal_tailed
from dissensus.measures.ladders import (
    GapIntervals,
    LadderGap,
    ambiguity,
    crossed,
    distribution,
    gap,
    gap_intervals,
    weights,
)
from tests.measures.sides import Lines, line_rows, lines

R = 5
ROLL, POPULATION = Target.ROLL, Target.POPULATION
GIVEN = line_rows(R, least=1)
RUNGS = np.arange(1, R + 2)


def _weights(line: tuple[int, int, int], rungs: int) -> list[Fraction]:
    """The definition, rung by rung."""
    low, likeliest, high = line
    found = []
    for rung in range(1, rungs + 2):
        if rung < low or rung > high:
            found.append(Fraction(0))
        elif rung <= likeliest:
            found.append(Fraction(rung - low + 1, likeliest - low + 1))
        else:
            found.append(Fraction(high - rung + 1, high - likeliest + 1))
    return [weight / sum(found) for weight in found]


def _mixture(rows: Lines, rungs: int) -> list[Fraction]:
    columns = zip(*(_weights(line, rungs) for line in rows), strict=True)
    return [sum(column, Fraction(0)) / len(rows) for column in columns]


def _crossed(mixture: Sequence[Fraction]) -> list[Fraction]:
    return [sum(mixture[: rung + 1], Fraction(0)) for rung in range(len(mixture) - 1)]


def _mean(mixture: Sequence[Fraction]) -> Fraction:
    return sum((rung * weight for rung, weight in enumerate(mixture, start=1)), Fraction(0))


def _same(found: Floats, slow: Sequence[Fraction]) -> None:
    np.testing.assert_allclose(found, [float(each) for each in slow], rtol=0, atol=1e-12)


def test_a_ladder_of_two_rungs_by_hand() -> None:
    """The owner: 1..2, likeliest 2: 1/3, 2/3, 0. Believed by one at 3, by one at 2..3, likeliest 2: 2/3, 1/3.

    So F = 1/3, 1 and Fhat = 0, 1/3: blind 1/3 + 2/3; means 5/3 and (3 + 7/3) / 2 = 8/3.
    """
    found = gap(actual=lines([(1, 2, 2)], 2), believed=lines([(3, 3, 3), (2, 2, 3)], 2))
    np.testing.assert_allclose(found.actual, [1 / 3, 1])
    np.testing.assert_allclose(found.believed, [0, 1 / 3])
    figures = (found.blind, found.over_caution, found.mean_actual, found.mean_believed)
    assert figures == pytest.approx((1, 0, 5 / 3, 8 / 3))
    assert (found.n_owner, found.n_holder) == (1, 2)


def test_a_line_with_two_ends_is_a_triangle_by_hand() -> None:
    """Lowest 2, likeliest 3, highest 6 of seven rungs: 1/2, 1, 3/4, 1/2, 1/4, of 3 in all."""
    np.testing.assert_allclose(
        weights(np.array([[2, 3, 6]]), 7)[0] * 3, [0, 0.5, 1, 0.75, 0.5, 0.25, 0, 0], atol=1e-15
    )


@given(GIVEN, st.integers(R, R + 2))
def test_weights_and_their_mixture_are_what_the_definition_says(rows: Lines, rungs: int) -> None:
    found = weights(np.array(rows), rungs)
    assert found.shape == (len(rows), rungs + 1)
    for row, line in zip(found, rows, strict=True):
        _same(row, _weights(line, rungs))
    _same(distribution(lines(rows, rungs)), _mixture(rows, rungs))


@given(GIVEN)
def test_a_mixture_is_a_probability(rows: Lines) -> None:
    mixture = distribution(lines(rows, R))
    assert mixture.sum() == pytest.approx(1, abs=1e-12)
    assert (mixture >= 0).all()
    below = crossed(mixture)
    assert (np.diff(below) >= 0).all()
    assert below.shape == (R,)
    assert 0 <= below[0] <= below[-1] <= 1


def test_rounding_lifts_no_probability_over_one() -> None:
    assert crossed(np.array([[0.7, 0.2, 0.1 + 1e-15, 0.0], [0.25, 0.25, 0.25, 0.25]])).tolist() == [
        [0.7, pytest.approx(0.9), 1.0],
        [0.25, 0.5, 0.75],
    ]


@given(GIVEN, GIVEN)
def test_the_gap_is_what_its_definition_says(own: Lines, others: Lines) -> None:
    found = gap(actual=lines(own, R), believed=lines(others, R))
    held, expected = _mixture(own, R), _mixture(others, R)
    _same(found.actual, _crossed(held))
    _same(found.believed, _crossed(expected))
    over = [a - b for a, b in zip(_crossed(held), _crossed(expected), strict=True)]
    slow = [
        sum(max(each, Fraction(0)) for each in over),
        sum(max(-each, Fraction(0)) for each in over),
        _mean(held),
        _mean(expected),
    ]
    np.testing.assert_allclose(
        [found.blind, found.over_caution, found.mean_actual, found.mean_believed],
        [float(each) for each in slow],
        rtol=0,
        atol=1e-12,
    )
    assert (found.n_owner, found.n_holder) == (len(own), len(others))
    assert not found.actual.flags.writeable
    assert not found.believed.flags.writeable


@given(GIVEN, GIVEN)
def test_blind_zone_and_over_caution_are_the_wasserstein_distance(own: Lines, others: Lines) -> None:
    actual, believed = lines(own, R), lines(others, R)
    found = gap(actual=actual, believed=believed)
    distance = stats.wasserstein_distance(RUNGS, RUNGS, distribution(actual), distribution(believed))
    assert found.blind + found.over_caution == pytest.approx(distance, abs=1e-12)
    assert found.over_caution - found.blind == pytest.approx(
        found.mean_actual - found.mean_believed, abs=1e-12
    )
    assert min(found.blind, found.over_caution) >= 0


@given(GIVEN, GIVEN)
def test_swapping_the_roles_swaps_blind_zone_and_over_caution(own: Lines, others: Lines) -> None:
    found = gap(actual=lines(own, R), believed=lines(others, R))
    swapped = gap(actual=lines(others, R), believed=lines(own, R))
    assert (found.blind, found.over_caution) == (swapped.over_caution, swapped.blind)
    assert (found.mean_actual, found.mean_believed) == (swapped.mean_believed, swapped.mean_actual)


@given(GIVEN)
def test_a_line_believed_as_it_is_leaves_no_gap(rows: Lines) -> None:
    found = gap(actual=lines(rows, R), believed=lines(rows[::-1], R))
    assert (found.blind, found.over_caution) == (0, 0)


@given(line_rows(R), line_rows(R), st.randoms(use_true_random=False))
def test_the_order_of_persons_changes_no_byte(own: Lines, others: Lines, chance: Random) -> None:
    first = gap(actual=lines(own, R), believed=lines(others, R))
    unclear = ambiguity(lines(own, R))
    chance.shuffle(own)
    chance.shuffle(others)
    second = gap(actual=lines(own, R), believed=lines(others, R))
    for name in ("blind", "over_caution", "mean_actual", "mean_believed", "actual", "believed"):
        values = (np.asarray(getattr(each, name)).tobytes() for each in (first, second))
        assert len(set(values)) == 1, name
    np.testing.assert_array_equal(unclear, ambiguity(lines(own, R)))


@given(GIVEN, st.data())
def test_a_mixture_may_be_summed_in_pieces(rows: Lines, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, max(1, len(rows) - 1)))
    pieces = [piece for piece in (rows[:cut], rows[cut:]) if piece]
    summed = sum(len(piece) * distribution(lines(piece, R)) for piece in pieces) / len(rows)
    np.testing.assert_allclose(summed, distribution(lines(rows, R)), rtol=0, atol=1e-12)


@given(line_rows(R))
def test_ambiguity_is_the_mean_over_pairs(rows: Lines) -> None:
    means = [_mean(_weights(line, R)) for line in rows]
    pairs = [abs(first - second) for first, second in combinations(means, 2)]
    found = ambiguity(lines(rows, R))
    if not pairs:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(float(sum(pairs) / len(pairs)), abs=1e-12)
        assert 0 <= found <= R


@given(st.integers(1, R + 1), st.integers(2, 9))
def test_members_of_one_mind_are_not_ambiguous(rung: int, members: int) -> None:
    assert ambiguity(lines([(1, rung, R + 1)] * members, R)) == 0


def test_ambiguity_of_many_takes_no_pair_by_pair_work() -> None:
    """Half at 1, half at 6 of 100,000: n/2 over n - 1 of the pairs are five rungs apart; 80 GB of pairs."""
    n = 100_000
    assert ambiguity(lines([(1, 1, 1), (6, 6, 6)] * (n // 2), R)) == pytest.approx(5 * (n / 2) / (n - 1))


@pytest.mark.parametrize(("own", "others"), [([], [(1, 1, 1)]), ([(1, 1, 1)], []), ([], [])])
def test_without_lines_nothing_is_defined(own: Lines, others: Lines) -> None:
    found = gap(actual=lines(own, R), believed=lines(others, R))
    assert np.isnan([found.blind, found.over_caution]).all()
    assert np.isnan(found.mean_actual) == (not own)
    assert np.isnan(found.mean_believed) == (not others)
    assert np.isnan(found.actual).all() == (not own)
    assert np.isnan(found.believed).all() == (not others)
    assert (found.n_owner, found.n_holder) == (len(own), len(others))
    assert distribution(lines([], R)).shape == (R + 1,)


def test_ladders_of_different_length_are_not_compared() -> None:
    short, long = lines([(1, 1, 1)], 2), lines([(1, 1, 1)], 3)
    text = "the ladders have 2 and 3 rungs and are not compared; give both lines on the same ladder"
    for measure in (gap, _intervals):
        with pytest.raises(MeasureError, match=text):
            measure(actual=short, believed=long)


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
    return [float(weight) for weight in _weights(line, R)]


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
    assert found.mean_actual == pytest.approx((float(_mean(_weights(own[0], R))),) * 2)
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
    with pytest.raises(MeasureError, match="0 draws are asked for"):
        _intervals(one, one, draws=0)
    with pytest.raises(MeasureError, match="the number asked must be given"):
        _intervals(one, one, target=ROLL)
    with pytest.raises(MeasureError, match="2 gave a line, but only 1 were asked"):
        _intervals(one, lines([(1, 1, 1)] * 2, R), asked=(1, 1), target=ROLL)
    with pytest.raises(MeasureError, match="between 0 and 1"):
        _intervals(one, one, level=1.0)


def test_intervals_follow_their_seed() -> None:
    own, others = lines(_sample(30, 3, 3.0), R), lines(_sample(30, 4, 3.6), R)
    first, second, other = (_intervals(own, others, draws=99, seed=seed) for seed in (1, 1, 2))
    np.testing.assert_array_equal(first.believed, second.believed)
    assert (first.believed != other.believed).any()
    assert [each.blind == first.blind for each in (second, other)] == [True, False]
