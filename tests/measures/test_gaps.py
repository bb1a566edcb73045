"""Gaps between two groups, as they are and as they are perceived, against slow readings."""

from __future__ import annotations

import statistics
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.gaps import Summary, gap, summary
from tests.measures.refusals import refused

NAN = float("nan")
ANSWERS = st.lists(st.tuples(st.none() | st.integers(-5, 5), st.integers(0, 3)), max_size=12)
Answers = list[tuple[int | None, int]]


def _given(people: Answers) -> list[float]:
    return [NAN if value is None else float(value) for value, _ in people]


def _weights(people: Answers) -> list[int]:
    return [weight for _, weight in people]


@given(ANSWERS)
def test_a_weight_counts_an_answer_so_many_times(people: Answers) -> None:
    found = summary(_given(people), weights=_weights(people))
    repeated = [value for value, weight in people if value is not None for _ in range(weight)]
    assert found.n == sum(value is not None and weight > 0 for value, weight in people)
    if not repeated:
        assert found == Summary(mean=None, median=None, n=0)
    else:
        assert found.mean == pytest.approx(float(Fraction(sum(repeated), len(repeated))))
        assert found.median == statistics.median(repeated)


@given(ANSWERS)
def test_without_weights_everyone_counts_once(people: Answers) -> None:
    values = [float(value) for value, _ in people if value is not None]
    found = summary(_given(people))
    assert found.n == len(values)
    assert found.mean == (pytest.approx(statistics.mean(values)) if values else None)
    assert found.median == (statistics.median(values) if values else None)


def test_half_the_weight_is_reached_whatever_the_weights_sum_to() -> None:
    """Ten tenths sum to a little less than 1 and ten thirds to a little more: halves are met all the same."""
    for weight in (0.1, 1 / 3, 1e-9, 1e9):
        assert summary([float(value) for value in range(10)], weights=[weight] * 10).median == 4.5
        assert summary([float(value) for value in range(9)], weights=[weight] * 9).median == 4
    assert summary([1.0, 2.0, 3.0], weights=[1.0, 1.0, 2.0 + 1e-9]).median == 3
    assert summary([1.0, 2.0, 3.0], weights=[1.0, 1.0, 2.0 - 1e-9]).median == 2


@given(ANSWERS, ANSWERS)
def test_the_actual_gap_is_between_the_means_of_own_answers(first: Answers, second: Answers) -> None:
    found = gap(
        own=(_given(first), _given(second)),
        placed=([], []),
        own_weights=(_weights(first), None),
    )
    low, high = summary(_given(first), weights=_weights(first)), summary(_given(second))
    assert found.n_actual == low.n + high.n
    if low.mean is None or high.mean is None:
        assert found.actual is None
    else:
        assert found.actual == pytest.approx(high.mean - low.mean)
    assert (found.perceived, found.n_perceived, found.over_actual) == (None, 0, None)


PLACED = st.lists(
    st.tuples(st.none() | st.integers(1, 7), st.none() | st.integers(1, 7), st.integers(0, 3)), max_size=12
)


@given(PLACED)
def test_the_perceived_gap_is_over_those_who_placed_both(
    people: list[tuple[int | None, int | None, int]],
) -> None:
    found = gap(
        own=([2, 3], [4]),
        placed=(
            [NAN if low is None else low for low, _, _ in people],
            [NAN if high is None else high for _, high, _ in people],
        ),
        placed_weights=[weight for _, _, weight in people],
    )
    both = [(high - low, w) for low, high, w in people if low is not None and high is not None and w]
    assert (found.actual, found.n_actual, found.n_perceived) == (1.5, 3, len(both))
    if both:
        mean = Fraction(sum(difference * w for difference, w in both), sum(w for _, w in both))
        assert found.perceived == pytest.approx(float(mean))
        assert found.over_actual == pytest.approx(float(mean / Fraction(3, 2)))
    else:
        assert (found.perceived, found.over_actual) == (None, None)


def test_a_gap_by_hand_and_turned_round() -> None:
    """Own means 2 and 5; placed 1 and 6, 3 and 6: perceived 4."""
    own, placed = ([1, 3], [4, 6]), ([1, 3], [6, 6])
    found = gap(own=own, placed=placed)
    assert (found.actual, found.n_actual, found.perceived, found.n_perceived) == (3, 4, 4, 2)
    assert found.over_actual == pytest.approx(4 / 3)
    turned = gap(own=own[::-1], placed=placed[::-1])
    assert (turned.actual, turned.perceived) == (-3, -4)


def test_without_a_gap_there_is_no_ratio() -> None:
    assert gap(own=([2], [2]), placed=([1], [3])).over_actual is None
    assert gap(own=([2], []), placed=([1], [3])).over_actual is None
    assert gap(own=([2], [3]), placed=([], [])).over_actual is None


def test_own_weights_are_of_either_group() -> None:
    found = gap(own=([0, 4], [1, 5]), placed=([], []), own_weights=([3, 1], [1, 3]))
    assert found.actual == 3


def test_none_is_as_good_as_nan() -> None:
    answers: Any = [1.0, None, 4.0]
    assert summary(answers) == summary([1.0, NAN, 4.0])
    assert gap(own=(answers, answers), placed=(answers, [2, 3, 6])).perceived == 1.5


def test_what_does_not_fit_is_refused() -> None:
    with refused("answers of shape (1, 2) are given; give one list of them"):
        summary([[1.0, 2.0]])
    with refused("(1,) weights do not fit (2,) answers; give one each"):
        summary([1.0, 2.0], weights=[1])
    with refused("a weight is negative or missing; weights are 0 or more"):
        summary([1.0, 2.0], weights=[1, -1])
    with refused("(1,) and (2,) placements do not fit; give both of each person"):
        gap(own=([1], [2]), placed=([1], [2, 3]))
