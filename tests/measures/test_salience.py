"""Talking past each other: salience answer by answer, and the divergence by its identities."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from dissensus.measures.arrays import NO_IMPORTANCE, VoteMatrix
from dissensus.measures.salience import past_each_other, salience, word_shares
from tests.measures.refusals import refused

ISSUES = ["arms", None, "cyber", "arms"]
IMPORTANCE = st.lists(st.lists(st.integers(-1, 3), min_size=4, max_size=4), max_size=8)
SHARES = st.integers(1, 6).flatmap(
    lambda issues: st.tuples(*[st.lists(st.integers(0, 50), min_size=issues, max_size=issues)] * 2)
)


def _side(rows: list[list[int]]) -> VoteMatrix:
    return VoteMatrix(
        stance=np.zeros((len(rows), 4), dtype=np.int8),
        seen=np.ones((len(rows), 4), dtype=bool),
        importance=np.array(rows, dtype=np.int8).reshape(len(rows), 4),
        participants=[f"p{i}" for i in range(len(rows))],
        statements=["S1", "S2", "S3", "S4"],
    )


@given(IMPORTANCE)
def test_salience_answer_by_answer(rows: list[list[int]]) -> None:
    found = salience(_side(rows), ISSUES)
    assert found.issues == ("arms", "cyber")
    given_by = [
        [row[s] for row in rows for s in places if row[s] != NO_IMPORTANCE] for places in ((0, 3), (2,))
    ]
    means = [Fraction(sum(each), len(each)) if each else None for each in given_by]
    assert found.n.tolist() == [len(each) for each in given_by]
    assert found.importance == pytest.approx([np.nan if x is None else float(x) for x in means], nan_ok=True)
    whole = sum(x or 0 for x in means)
    if whole:
        assert found.share == pytest.approx([float((x or 0) / whole) for x in means])
    else:
        assert np.isnan(found.share).all()


def test_importance_that_nobody_was_asked_for() -> None:
    held = VoteMatrix(stance=[[1]], seen=[[True]], participants=["p"], statements=["S1"])
    found = salience(held, ["arms"])
    assert found.issues == ("arms",)
    assert found.n.tolist() == [0]
    assert np.isnan(found.importance).all()
    assert np.isnan(found.share).all()
    assert not found.share.flags.writeable
    assert found.n.dtype == np.int64
    assert salience(held, [None]).issues == ()


def test_an_issue_weighs_no_more_for_having_more_statements() -> None:
    assert salience(_side([[2, 3, 2, 2]]), ISSUES).share.tolist() == [0.5, 0.5]
    assert salience(_side([[3, 0, 1, -1]]), ISSUES).share.tolist() == [0.75, 0.25]


@given(SHARES)
def test_the_divergence_is_that_of_its_definition(pair: tuple[list[int], list[int]]) -> None:
    first, second = pair
    found = past_each_other(first, second)
    if not sum(first) or not sum(second):
        assert math.isnan(found)
        return
    p, q = ([x / sum(each) for x in each] for each in pair)
    slow = sum(_part(a, b) + _part(b, a) for a, b in zip(p, q, strict=True)) / 2
    assert found == pytest.approx(slow, abs=1e-9)
    assert 0 <= found <= 1
    assert past_each_other(second, first) == pytest.approx(found, abs=1e-12)
    assert past_each_other([3 * x for x in first], second) == pytest.approx(found, abs=1e-12)
    order = list(range(len(first)))[::-1]
    turned = past_each_other([first[i] for i in order], [second[i] for i in order])
    assert turned == pytest.approx(found, abs=1e-12)
    if found > 1e-6:
        assert math.sqrt(found) == pytest.approx(jensenshannon(first, second, base=2), abs=1e-7)


def _part(a: float, b: float) -> float:
    return a * math.log2(2 * a / (a + b)) if a else 0.0


def test_identities_of_the_divergence() -> None:
    """Alike it is 0; with nothing in common 1; half in common, and even otherwise, 1/2."""
    for shares in ([1], [1, 2, 3], [0.1, 0.2, 0.7]):
        assert past_each_other(shares, shares) == pytest.approx(0, abs=1e-15)
    assert past_each_other([1, 0], [0, 1]) == 1
    assert past_each_other([1, 1, 0], [1, 0, 1]) == pytest.approx(0.5)
    assert past_each_other([3, 1], [1, 3]) == pytest.approx(1 - _entropy([3, 1]))
    assert math.isnan(past_each_other([0, 0], [1, 1]))
    assert math.isnan(past_each_other([1, 1], [0, 0]))
    nothing = [float("nan")] * 2
    assert math.isnan(past_each_other(nothing, [1, 1]))
    assert math.isnan(past_each_other([1, 1], nothing))


def _entropy(counts: list[int]) -> float:
    return -sum(n / sum(counts) * math.log2(n / sum(counts)) for n in counts)


def test_a_share_next_to_nothing_is_no_gulf() -> None:
    """The least float there is, against none at all: alike but for that."""
    assert past_each_other([1.0, 5e-324], [1.0, 0.0]) == pytest.approx(0, abs=1e-12)


def test_words_as_shares() -> None:
    found = word_shares({"NATO": [[3, 1], [0, 0]], "RUS": [1, 3]})
    assert list(found) == ["NATO", "RUS"]
    assert np.array_equal(found["NATO"], [[0.75, 0.25], [np.nan, np.nan]], equal_nan=True)
    assert found["RUS"].tolist() == [0.25, 0.75]
    assert word_shares({"NATO": [1, 0]})["NATO"].tolist() == [1, 0]


def test_what_does_not_fit_is_refused() -> None:
    with refused("4 statements but 1 issues; give each its own"):
        salience(_side([]), ["arms"])
    for first, second in (([1, 2], [1]), ([[1]], [[1]])):
        with refused(
            f"salience of {np.shape(first)} and {np.shape(second)} issues does not fit; share out both alike"
        ):
            past_each_other(first, second)
    for wrong in ([-1, 2], [1, float("inf")]):
        for pair in ((wrong, [1, 1]), ([1, 1], wrong)):
            with refused("a share of importance is negative or without end; shares are 0 or more"):
                past_each_other(*pair)
    with refused("the words of NATO are counted below 0; counts are 0 or more"):
        word_shares({"NATO": [1, -1]})
