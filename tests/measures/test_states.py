"""Leanings, expectations and states against a slow reading of the rules, over every small case."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from dissensus.measures import states
from tests.measures.refusals import refused

LEANS = {1: "agree", -1: "disagree", 0: "split", 2: None}
EXPECTS = {1: "agree", -1: "disagree", 0: None}


def _leaning(a: int, d: int, asked: int) -> str | None:
    """The rule of the leaning, in fractions."""
    if a + d == 0:
        return None
    margin = Fraction(abs(a - d), a + d)
    if margin <= Fraction(1, 10):
        return "split"
    if abs(a - d) < (2 if asked >= 2 else asked):
        return "split"
    return "agree" if a > d else "disagree"


def _state(a: str | None, b: str | None, of_b: str | None, of_a: str | None) -> tuple[str, set[str]]:
    """The table of states, read row by row: A and B lean, A expects `of_b`, B expects `of_a`."""
    if a is None or b is None:
        return "undetermined", set()
    if a == "split" or b == "split":
        return "split", {side for side, lean in (("A", a), ("B", b)) if lean == "split"}
    if of_b is None or of_a is None:
        return "unforeseen", {side for side, each in (("A", of_b), ("B", of_a)) if each is None}
    differ = {side for side, own, each in (("A", a, of_b), ("B", b, of_a)) if own != each}
    if len(differ) == 1:
        return ("half-imagined" if a == b else "one-sided"), differ
    if a == b:
        return ("imagined difference" if differ else "shared ground"), set()
    return ("known difference" if differ else "hidden difference"), set()


def test_leanings_of_every_small_side() -> None:
    for a, d, unsure in product(range(45), range(45), (0, 1, 9)):
        for asked in {a + d + unsure, a + d + unsure + 1, 60, 100}:
            if asked >= a + d + unsure:
                assert LEANS[int(states.leaning(a, d, asked))] == _leaning(a, d, asked), (a, d, asked)


@pytest.mark.parametrize(
    ("agree", "disagree", "asked", "lean"),
    [
        (11, 9, 20, states.LEAN_SPLIT),
        (12, 9, 21, states.LEAN_AGREE),
        (9, 12, 21, states.LEAN_DISAGREE),
        (10, 9, 19, states.LEAN_SPLIT),
        (2, 0, 2, states.LEAN_AGREE),
        (1, 0, 2, states.LEAN_SPLIT),
        (1, 0, 1, states.LEAN_AGREE),
        (0, 1, 1, states.LEAN_DISAGREE),
        (0, 0, 0, states.LEAN_UNDEFINED),
        (5, 5, 10, states.LEAN_SPLIT),
    ],
)
def test_where_a_leaning_begins(agree: int, disagree: int, asked: int, lean: int) -> None:
    assert states.leaning(agree, disagree, asked) == lean


def test_leanings_of_shares_know_no_least_number() -> None:
    drawn = states.share_leaning([0.6, 0.5, 0.56, 0.44, 0.0, 0.01], [0.4, 0.5, 0.44, 0.56, 0.0, 0.0])
    assert drawn.tolist() == [1, 0, 1, -1, 2, 1]
    assert states.share_leaning(0.1, 0.05) == states.LEAN_AGREE
    assert states.share_leaning(11 / 32, 9 / 32) == states.LEAN_SPLIT
    assert drawn.dtype == states.leaning([1], [0], 1).dtype == np.int8


def test_half_is_no_expectation_however_floats_round() -> None:
    thirds = (0.3 + 0.4 + 0.8) / 3
    means = [0.5, thirds, 0.5 + 9e-10, 0.5 - 9e-10, 0.5 + 2e-9, 0.5 - 2e-9, 0.0, 1.0, float("nan")]
    assert states.expectation(means).tolist() == [0, 0, 0, 0, 1, -1, -1, 1, 0]
    assert states.expectation(means).dtype == np.int8


@pytest.mark.parametrize(
    "mean", [(5 * 10**7 + 1) / 10**8, 1 - (5 * 10**7 + 1) / 10**8], ids=["just over", "just under"]
)
def test_one_percent_among_a_million_is_an_expectation(mean: float) -> None:
    assert states.expectation(mean) == (1 if mean > 0.5 else -1)


def test_every_cell_of_the_table_of_states() -> None:
    cases = list(product(LEANS, LEANS, EXPECTS, EXPECTS))
    codes = states.state(*np.array(cases).T)
    assert codes.dtype == np.int8
    assert len(cases) == 4 * 4 * 3 * 3
    for (a, b, of_b, of_a), code in zip(cases, codes, strict=True):
        name, who = _state(LEANS[a], LEANS[b], EXPECTS[of_b], EXPECTS[of_a])
        assert states.name(code) == name
        assert states.who(code) == states.SIDE_A * ("A" in who) + states.SIDE_B * ("B" in who)
        assert 0 <= code < states.CODES
        swapped = states.state(b, a, of_a, of_b)
        assert states.name(swapped) == name
        assert states.who(swapped) == (0, 2, 1, 3)[states.who(code)]


def test_the_table_that_is_looked_up_is_the_one_that_the_rules_build() -> None:
    """It is built once, at import; built anew it is the same."""
    built = states._table()
    np.testing.assert_array_equal(built, states._TABLE, strict=True)
    assert not built.flags.writeable


def test_counts_may_be_of_any_integer_type() -> None:
    """Unsigned, one less three would be a very large number."""
    small = [np.array([count], dtype=np.uint8) for count in (1, 3, 4)]
    assert states.leaning(*small).tolist() == [states.LEAN_DISAGREE]


def test_a_mean_at_the_tolerance_is_still_a_half() -> None:
    at = np.array([0.5 + states.HALF_TOLERANCE, 0.5 - states.HALF_TOLERANCE])
    assert states.expectation(at).tolist() == [0, 0]
    assert states.expectation(np.nextafter(at, [1, 0])).tolist() == [1, -1]


def test_without_a_mean_there_is_no_expectation() -> None:
    means: Any = [None, 0.9]
    assert states.expectation(means).tolist() == [0, 1]


def test_every_state_has_its_name() -> None:
    assert states.NAMES == (
        "shared ground",
        "imagined difference",
        "half-imagined",
        "known difference",
        "hidden difference",
        "one-sided",
        "split",
        "unforeseen",
        "undetermined",
    )
    assert states.name(states.UNDETERMINED) == "undetermined"
    assert states.who(states.UNDETERMINED) == states.NOBODY == 0
    assert (states.SIDE_A, states.SIDE_B, states.CODES) == (1, 2, 36)


def test_states_keep_the_shape_of_what_they_are_given() -> None:
    ones = np.ones((2, 3), dtype=np.int8)
    assert states.state(ones, ones, ones, ones).shape == (2, 3)
    assert states.state([], [], [], []).shape == (0,)
    assert states.state(1, 1, 1, 1).shape == ()


@pytest.mark.parametrize(
    ("codes", "wrong"),
    [((3, 1, 1, 1), 3), ((1, -2, 1, 1), -2), ((1, 1, 2, 1), 2), ((1, 1, 1, -2), -2)],
)
def test_what_is_no_code_is_refused(codes: tuple[int, int, int, int], wrong: int) -> None:
    with refused(f"a leaning is -1, 0, 1 or 2 and an expectation -1, 0 or 1; got {wrong}"):
        states.state(*codes)
