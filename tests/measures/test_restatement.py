"""How well a case was put, argument by argument, against a slow reading."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.restatement import WELL_PUT, restatement
from tests.measures.refusals import refused

NAN = float("nan")
RATINGS = st.lists(st.tuples(st.none() | st.integers(1, 7), st.sampled_from("xyz")), max_size=15)


@given(RATINGS, st.sampled_from([WELL_PUT, 4.0, 1.0, 7.5]))
def test_every_argument_counts_once(rows: list[tuple[int | None, str]], threshold: float) -> None:
    found = restatement(
        [NAN if rating is None else rating for rating, _ in rows],
        [argument for _, argument in rows],
        threshold=threshold,
    )
    rated: dict[str, list[int]] = {}
    for rating, argument in rows:
        if rating is not None:
            rated.setdefault(argument, []).append(rating)
    means = [Fraction(sum(ratings), len(ratings)) for ratings in rated.values()]
    assert found.n == len(means)
    if not means:
        assert (found.mean, found.passed) == (None, None)
    else:
        assert found.mean == pytest.approx(float(sum(means) / len(means)))
        assert found.passed == pytest.approx(sum(mean >= threshold for mean in means) / len(means))


def test_three_arguments_by_hand() -> None:
    """x: 5 and 6, 5.5 passes; y: 7, passes; z: 5 and 5.4, does not: (5.5 + 7 + 5.2) / 3."""
    found = restatement([5, 7, 5, 6, 5.4, NAN], ["x", "y", "z", "x", "z", "w"])
    assert (found.mean, found.passed) == pytest.approx((5.9, 2 / 3))
    assert found.n == 3
    assert WELL_PUT == 5.5


def test_arguments_may_be_numbers() -> None:
    assert restatement([1, 7], [10, 20]).passed == 0.5


def test_none_is_as_good_as_nan() -> None:
    some: Any = [5, None, 7]
    assert restatement(some, ["x", "x", "y"]) == restatement([5, NAN, 7], ["x", "x", "y"])


def test_what_does_not_fit_is_refused() -> None:
    with refused("(2,) ratings and (1,) arguments do not fit; label each rating"):
        restatement([1, 2], ["x"])
    with refused("(1, 1) ratings and (1, 1) arguments do not fit; label each rating"):
        restatement([[1]], [["x"]])
