"""Krippendorff's alpha: his published data, and the definition pair of codes by pair of codes."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dissensus.measures.records import Estimate
from dissensus.measures.reliability import alpha, codes
from tests.measures.refusals import refused

NAN = float("nan")
CODES = st.integers(1, 5).flatmap(
    lambda units: st.lists(
        st.lists(st.none() | st.integers(1, 4), min_size=units, max_size=units), min_size=2, max_size=4
    )
)

PUBLISHED = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
    [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
]
"""Four observers, twelve units: Krippendorff (2011), Computing Krippendorff's alpha-reliability, part C."""


def test_the_coefficients_are_as_published() -> None:
    nominal, ordinal = alpha(PUBLISHED, level="nominal"), alpha(PUBLISHED, level="ordinal")
    assert (round(nominal.value or 0, 3), nominal.n, nominal.source) == (0.743, 11, "Krippendorff2013")
    assert round(ordinal.value or 0, 3) == 0.815
    assert round(alpha(PUBLISHED, level="interval").value or 0, 3) == 0.849


@given(CODES)
def test_alpha_is_one_less_observed_over_expected_disagreement(rows: list[list[int | None]]) -> None:
    units = [[code for code in unit if code is not None] for unit in zip(*rows, strict=True)]
    paired = [unit for unit in units if len(unit) > 1]
    every = [code for unit in paired for code in unit]
    assume(len(set(every)) > 1)
    for level, apart in (("nominal", _differ), ("interval", _squared)):
        observed = sum(
            Fraction(apart(a, b), len(unit) - 1) for unit in paired for a, b in permutations(unit, 2)
        ) / len(every)
        expected = Fraction(
            sum(apart(a, b) for a, b in permutations(every, 2)), len(every) * (len(every) - 1)
        )
        found = alpha([[NAN if x is None else x for x in row] for row in rows], level=level)  # type: ignore[arg-type]
        assert found.value == pytest.approx(float(1 - observed / expected), abs=1e-9)
        assert (found.n, found.reason) == (len(paired), None)


def _differ(a: int, b: int) -> int:
    return int(a != b)


def _squared(a: int, b: int) -> int:
    return (a - b) ** 2


def test_where_there_is_nothing_to_agree_on_there_is_no_alpha() -> None:
    assert alpha(np.array([[1, NAN], [NAN, 2]]), level="nominal") == Estimate(
        value=None, n=0, reason="nothing was coded by two or more"
    )
    assert alpha(np.array([[2, 2, 3], [2, 2, NAN]]), level="interval") == Estimate(
        value=None, n=2, reason="all codes are the same, so there is nothing to agree on beyond chance"
    )


def test_none_is_missing() -> None:
    with_none: Any = [[None if np.isnan(code) else code for code in row] for row in PUBLISHED]
    assert alpha(with_none, level="ordinal") == alpha(PUBLISHED, level="ordinal")


def test_categories_become_numbers() -> None:
    found = codes([["threat", "drill", None], ["", "drill", "threat"]])
    assert np.array_equal(found, np.array([[2, 1, NAN], [0, 1, 2]]), equal_nan=True)
    assert found.dtype == np.float64
    assert codes([]).shape == (0,)


@given(CODES)
def test_the_names_of_categories_change_nothing(rows: list[list[int | None]]) -> None:
    named = [[None if x is None else "zyxw"[x - 1] for x in row] for row in rows]
    numbers = [[NAN if x is None else x for x in row] for row in rows]
    first, second = alpha(codes(named), level="nominal"), alpha(numbers, level="nominal")
    assert (first.n, first.reason) == (second.n, second.reason)
    assert first.value == pytest.approx(second.value)


def test_what_does_not_fit_is_refused() -> None:
    with refused("codes of shape (2,) are given; give a table of coders by units"):
        alpha([1, 2], level="nominal")
    with refused("rows of codes differ in length; give every coder one entry a unit, None for none"):
        codes([["a"], ["a", "b"]])
