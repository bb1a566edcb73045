"""What people take others to think: against slow readings, SciPy's test, and what must always hold."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dissensus.measures.attribution import (
    FALSE_ATTRIBUTION,
    FALSE_CONSENSUS,
    FALSE_DISSENSUS,
    MISTAKEN,
    TRUE_CONSENSUS,
    TRUE_DISSENSUS,
    TYPES,
    false_consensus,
    predicted_majority,
    typology,
    weighted,
)
from tests.measures.refusals import refused

NAN = float("nan")
CODE = st.none() | st.integers(1, 4)
PEOPLE = st.lists(st.tuples(CODE, CODE, st.integers(0, 3)), max_size=15)


def _codes(values: Sequence[int | None]) -> list[float]:
    return [NAN if value is None else float(value) for value in values]


def _type(own: int, predicted: int, majority: int) -> str:
    if own == majority:
        return TRUE_CONSENSUS if predicted == majority else FALSE_DISSENSUS
    if predicted == majority:
        return TRUE_DISSENSUS
    return FALSE_CONSENSUS if predicted == own else FALSE_ATTRIBUTION


@given(PEOPLE, st.booleans())
def test_the_typology_is_what_its_definition_says(
    people: list[tuple[int | None, int | None, int]], use_weights: bool
) -> None:
    own, predicted = _codes([each[0] for each in people]), _codes([each[1] for each in people])
    found = typology(own, predicted, weights=[each[2] for each in people] if use_weights else None)
    both = [(o, p, w if use_weights else 1) for o, p, w in people if o is not None and p is not None]
    total = sum(weight for _, _, weight in both)
    if not total:
        assert (found.majority, found.n, found.taylor_index) == (None, 0, None)
        assert dict(found.counts) == dict.fromkeys(TYPES, 0.0)
        assert (dict(found.share_own), dict(found.share_predicting)) == ({}, {})
        return
    options = sorted({o for o, _, _ in both} | {p for _, p, _ in both})
    holding = {option: sum(w for o, _, w in both if o == option) for option in options}
    majority = min(option for option in options if holding[option] == max(holding.values()))
    counts = dict.fromkeys(TYPES, 0)
    for o, p, w in both:
        counts[_type(o, p, majority)] += w
    assert (found.majority, found.n) == (majority, len(both))
    assert dict(found.counts) == counts
    assert dict(found.share_own) == pytest.approx({o: holding[o] / total for o in options})
    assert dict(found.share_predicting) == pytest.approx(
        {option: sum(w for _, p, w in both if p == option) / total for option in options}
    )
    mistaken = Fraction(sum(w for _, p, w in both if p != majority), total)
    assert found.taylor_index == pytest.approx(float(mistaken))


@given(PEOPLE, st.permutations(range(15)))
def test_the_order_of_persons_and_the_names_of_options_do_not_matter(
    people: list[tuple[int | None, int | None, int]], order: list[int]
) -> None:
    own, predicted = _codes([each[0] for each in people]), _codes([each[1] for each in people])
    places = [place for place in order if place < len(people)]
    found = typology(own, predicted)
    moved = typology([10 * own[i] for i in places], [10 * predicted[i] for i in places])
    assert found.counts == moved.counts
    assert found.taylor_index == moved.taylor_index
    assert (None if found.majority is None else 10 * found.majority) == moved.majority


def test_six_persons_by_hand() -> None:
    """Three hold 1, two 2, one 3: the majority is 1."""
    found = typology([1, 1, 1, 2, 2, 3], [1, 2, 3, 2, 1, 2])
    assert dict(found.counts) == {
        "true consensus": 1,
        "false dissensus": 2,
        "false consensus": 1,
        "true dissensus": 1,
        "false attribution": 1,
    }
    assert found.taylor_index == pytest.approx(4 / 6)
    assert set(MISTAKEN) == {"false dissensus", "false consensus", "false attribution"}
    with pytest.raises(TypeError):
        found.counts["true consensus"] = 2  # type: ignore[index]
    with pytest.raises(TypeError):
        found.share_own[1.0] = 2  # type: ignore[index]


def test_none_is_as_good_as_nan() -> None:
    some: Any = [1, None, 2, 1]
    assert typology(some, some).n == 3
    assert dict(typology(some, [1, 1, 1, 2]).counts) == dict(typology([1, NAN, 2, 1], [1, 1, 1, 2]).counts)
    assert false_consensus(some, [5, 5, 5, 6], option=1, other=2).n == (2, 1)
    assert false_consensus([1, 1, 2, 2], some, option=1, other=2).n == (1, 2)
    rows: Any = [[None, 3], [None, None]]
    assert predicted_majority(rows, [1, 2]).tolist() == [2, pytest.approx(NAN, nan_ok=True)]
    weights: Any = [1, None]
    with refused("a weight is negative or missing; weights are 0 or more"):
        weighted(np.array([1.0, 2.0]), weights)


ESTIMATES = st.lists(st.lists(st.none() | st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=8)


@given(ESTIMATES, st.permutations([1, 2, 5]))
def test_the_option_taken_for_the_commonest_is_the_lowest_of_the_highest(
    rows: list[list[int | None]], options: list[int]
) -> None:
    found = predicted_majority([_codes(row) for row in rows], options)
    for row, chosen in zip(rows, found, strict=True):
        known = [(share, -option) for share, option in zip(row, options, strict=True) if share is not None]
        if known:
            assert chosen == -max(known)[1]
        else:
            assert math.isnan(chosen)


def test_estimates_and_options_that_do_not_fit_are_refused() -> None:
    with refused("estimates of shape (1, 2) do not fit 3 options"):
        predicted_majority([[1, 2]], [1, 2, 3])
    with refused("estimates of shape (2,) do not fit 2 options"):
        predicted_majority([1, 2], [1, 2])
    with refused("estimates of shape (1, 0) do not fit 0 options"):
        predicted_majority(np.empty((1, 0)), [])


def test_weights_that_are_none_are_refused() -> None:
    with refused("(1,) weights do not fit (2,) answers; give one each"):
        weighted(np.array([1.0, 2.0]), [1])
    for wrong in (-0.1, NAN):
        with refused("a weight is negative or missing; weights are 0 or more"):
            typology([1, 2], [1, 2], weights=[1, wrong])
    assert weighted(np.array([1.0, 2.0]), [0, 2]).tolist() == [0, 2]
    assert weighted(np.array([1.0, 2.0]), None).tolist() == [1, 1]


def test_options_that_do_not_fit_are_refused() -> None:
    with refused("(2,) own and (1,) predicted options do not fit; give both each"):
        typology([1, 2], [1])
    with refused("(1, 1) own and (1, 1) predicted options do not fit; give both each"):
        typology([[1]], [[1]])


CHOICES = st.lists(
    st.tuples(st.sampled_from([1, 2, 3]), st.none() | st.integers(0, 100)), min_size=0, max_size=20
)


def _welch(groups: list[list[int]]) -> tuple[float, float, float]:
    """t, degrees of freedom and d, from the exact means and variances."""
    sizes = [len(group) for group in groups]
    errors = [Fraction(statistics.variance(map(Fraction, group))) / len(group) for group in groups]
    means = [Fraction(sum(group), len(group)) for group in groups]
    t = float(means[0] - means[1]) / float(sum(errors)) ** 0.5
    df = sum(errors) ** 2 / sum(error**2 / (size - 1) for error, size in zip(errors, sizes, strict=True))
    return t, float(df), t * (1 / sizes[0] + 1 / sizes[1]) ** 0.5


def test_the_test_is_that_of_scipy() -> None:
    groups = [[60, 70, 85, 75], [40, 52, 60]]
    theirs = stats.ttest_ind(*groups, equal_var=False)
    found = false_consensus([1] * 4 + [2] * 3, [*groups[0], *groups[1]], option=1, other=2)
    assert (found.t, found.df) == pytest.approx((theirs.statistic, theirs.df))


@given(CHOICES)
def test_the_false_consensus_effect_is_welchs_test(people: list[tuple[int, int | None]]) -> None:
    found = false_consensus(
        [choice for choice, _ in people], _codes([share for _, share in people]), option=1, other=2
    )
    groups = [[share for choice, share in people if choice == code and share is not None] for code in (1, 2)]
    sizes = [len(group) for group in groups]
    assert found.n == tuple(sizes)
    assert found.means == pytest.approx(tuple(np.mean(group) if group else None for group in groups))
    assert found.share == (pytest.approx(sizes[0] / sum(sizes)) if any(sizes) else None)
    figures = (found.t, found.df, found.d)
    if min(sizes) < 2:
        assert (*figures, found.reason) == (None, None, None, "fewer than two persons chose one of the two")
    elif all(len(set(group)) == 1 for group in groups):
        assert (*figures, found.reason) == (None, None, None, "nobody differs within either group")
    else:
        assert figures == pytest.approx(_welch(groups))
        assert found.reason is None


def test_rounding_is_no_difference_between_persons() -> None:
    """Three tenths have a mean a little off a tenth."""
    found = false_consensus([1, 1, 1, 2, 2, 2], [0.1] * 3 + [0.7] * 3, option=1, other=2)
    assert (found.t, found.reason) == (None, "nobody differs within either group")


def test_naming_the_other_choice_turns_the_effect_round() -> None:
    chosen, predicted = [1, 1, 2, 2, 2], [60, 70, 40, 20, 50]
    found = false_consensus(chosen, predicted, option=1, other=2)
    turned = false_consensus(chosen, [100 - each for each in predicted], option=2, other=1)
    assert (found.t, found.df, found.d) == pytest.approx((turned.t, turned.df, turned.d))


def test_choices_that_do_not_fit_are_refused() -> None:
    with refused("(2,) choices and (1,) predictions do not fit; give both each"):
        false_consensus([1, 2], [50], option=1, other=2)
    with refused("(1, 1) choices and (1, 1) predictions do not fit; give both each"):
        false_consensus([[1]], [[50]], option=1, other=2)
    with refused("the two choices compared are the same; name two"):
        false_consensus([1, 2], [50, 60], option=2, other=2)
