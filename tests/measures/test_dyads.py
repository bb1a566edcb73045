"""Pairs of persons: correlations against SciPy's and fractions, and over whom they are taken."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dissensus.measures.dyads import correlation, dyads
from tests.measures.refusals import refused

NAN = float("nan")
ANSWER = st.none() | st.integers(-4, 4)
PAIRS = st.lists(st.tuples(ANSWER, ANSWER), max_size=12)
TRIPLES = st.lists(st.tuples(ANSWER, ANSWER, ANSWER), max_size=12)
Pair = tuple[int | None, int | None]


def _column(rows: list[tuple[int | None, ...]], place: int) -> list[float]:
    return [NAN if row[place] is None else float(row[place] or 0) for row in rows]


def _squared(x: list[int], y: list[int]) -> tuple[Fraction, int]:
    """The square of the correlation, exactly, and its sign."""
    mean_x, mean_y = Fraction(sum(x), len(x)), Fraction(sum(y), len(y))
    cross = sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    square = cross**2 / (sum((a - mean_x) ** 2 for a in x) * sum((b - mean_y) ** 2 for b in y))
    return Fraction(square), (cross > 0) - (cross < 0)


@given(PAIRS)
def test_a_correlation_is_pearsons_over_pairs_of_which_both_are_given(rows: list[Pair]) -> None:
    found = correlation(_column([*rows], 0), _column([*rows], 1))
    both = [(x, y) for x, y in rows if x is not None and y is not None]
    assert (found.n, found.interval) == (len(both), None)
    x, y = [each[0] for each in both], [each[1] for each in both]
    if len(both) < 2:
        assert (found.value, found.source, found.reason) == (None, None, "fewer than two pairs")
    elif len(set(x)) == 1 or len(set(y)) == 1:
        assert (found.value, found.source, found.reason) == (None, None, "one of the two does not vary")
    else:
        square, sign = _squared(x, y)
        assert found.value == pytest.approx(sign * float(square) ** 0.5, abs=1e-12)
        assert found.value == pytest.approx(stats.pearsonr(x, y).statistic, abs=1e-12)
        assert (found.source, found.reason) == ("Pearson1896", None)


@given(st.lists(st.integers(1, 9), min_size=2, max_size=9, unique=True), st.floats(0.01, 99))
def test_a_straight_line_correlates_by_one_and_no_more(values: list[int], slope: float) -> None:
    up = correlation(values, [slope * value + 7 for value in values]).value
    down = correlation(values, [-slope * value for value in values]).value
    assert up is not None
    assert down is not None
    assert 1 - 1e-9 < up <= 1
    assert -1 <= down < -1 + 1e-9


def test_rounding_takes_no_correlation_past_one() -> None:
    rng, past = np.random.default_rng(1), 0
    for _ in range(500):
        values = rng.normal(size=3)
        other = 3 * values + 1
        x, y = values - values.mean(), other - other.mean()
        past += x @ y / np.sqrt((x @ x) * (y @ y)) > 1
        up, down = correlation(values, other).value, correlation(values, -other).value
        assert up is not None
        assert down is not None
        assert 1 - 1e-9 < up <= 1
        assert -1 <= down < -1 + 1e-9
    assert past


@given(TRIPLES)
def test_figures_are_over_pairs_of_which_all_three_are_given(
    rows: list[tuple[int | None, int | None, int | None]],
) -> None:
    found = dyads(*(_column([*rows], place) for place in range(3)))
    whole = [row for row in rows if None not in row]
    own, predicted, actual = (_column([*whole], place) for place in range(3))
    assert found.n == len(whole)
    assert found.agreement == correlation(own, actual)
    assert found.accuracy == correlation(predicted, actual)
    assert found.congruency == correlation(own, predicted)
    means = [None if not whole else pytest.approx(np.mean(each)) for each in (own, predicted, actual)]
    assert [found.mean_own, found.mean_predicted, found.mean_actual] == means


def test_four_pairs_by_hand() -> None:
    """Own 1 2 3 4, predicted 1 2 4 3, actual 2 1 4 3: sums of products 4, 3 and 4 of 5."""
    found = dyads([1, 2, 3, 4], [1, 2, 4, 3], [2, 1, 4, 3])
    assert found.agreement.value == pytest.approx(0.6)
    assert found.accuracy.value == pytest.approx(0.8)
    assert found.congruency.value == pytest.approx(0.8)
    assert (found.mean_own, found.mean_predicted, found.mean_actual, found.n) == (2.5, 2.5, 2.5, 4)


def test_none_is_as_good_as_nan() -> None:
    some: Any = [1, None, 3, 4]
    assert correlation(some, [2, 7, 1, 3]) == correlation([1, NAN, 3, 4], [2, 7, 1, 3])
    assert dyads([1, 2, 3, 4], some, [2, 1, 4, 3]).n == 3


def test_what_does_not_fit_is_refused() -> None:
    with refused("(2,) and (1,) answers do not fit; give both of each pair"):
        correlation([1, 2], [1])
    with refused("(1, 1) and (1, 1) answers do not fit; give both of each pair"):
        correlation([[1]], [[1]])
    with refused("answers of shapes (2,), (2,), (1,) do not fit; give all three of each pair"):
        dyads([1, 2], [1, 2], [1])
    with refused("answers of shapes (2,), (1,), (2,) do not fit; give all three of each pair"):
        dyads([1, 2], [1], [1, 2])
    with refused("answers of shapes (1, 1), (1, 1), (1, 1) do not fit; give all three of each pair"):
        dyads([[1]], [[1]], [[1]])
