"""Ladders by hand, against a slow reading in fractions, and the identities of the two lines."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dissensus.domain.tracks import Target
from dissensus.measures.arrays import Floats
from dissensus.measures.ladders import (
    ambiguity,
    crossed,
    distribution,
    gap,
    weights,
)
from tests.measures.refusals import refused
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
    with refused(text):
        gap(actual=short, believed=long)
