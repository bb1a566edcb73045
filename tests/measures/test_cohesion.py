"""Cohesion within a party: published examples, slow readings member by member, and what must always hold."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.arrays import VoteMatrix
from dissensus.measures.cohesion import (
    agreement_index,
    cohesion,
    cohesion_of,
    fewest_moves,
    ordered_agreement,
    outliers,
    pairwise,
    rice,
)
from dissensus.measures.counts import tally
from tests.measures.refusals import refused
from tests.measures.sides import Stances, stance_rows, votes

COUNTS = st.tuples(*[st.integers(0, 30)] * 3)
SCALE = st.integers(3, 7).flatmap(
    lambda places: st.lists(st.integers(0, 12), min_size=places, max_size=places)
)
PLACE = {1: Fraction(1), 0: Fraction(1, 2), -1: Fraction(0)}


def test_agreement_on_an_ordered_scale_as_published() -> None:
    """The example of the R package agrmt, which implements van der Eijk (2001), and his four pure cases."""
    assert ordered_agreement([30, 40, 210, 130, 530, 50, 10]) == pytest.approx(0.6113333, abs=5e-8)
    pure = [[0, 0, 7, 0, 0], [7, 7, 7, 7, 7], [7, 0, 0, 0, 7], [7, 7, 0, 0, 0]]
    assert ordered_agreement(pure).tolist() == [1, 0, -1, 0.75]


def _layers(counts: list[int]) -> Fraction | None:
    """The definition: layers of presence and absence, every triple of places looked at."""
    total, left, found = sum(counts), list(counts), Fraction(0)
    if not total:
        return None
    while any(left):
        depth = min(count for count in left if count)
        layer = [int(count > 0) for count in left]
        found += Fraction(depth * sum(layer), total) * _layer(layer)
        left = [count - depth * held for count, held in zip(left, layer, strict=True)]
    return found


def _layer(layer: list[int]) -> Fraction:
    places, held = len(layer), sum(layer)
    triples = [(layer[i], layer[j], layer[k]) for i, j, k in combinations(range(places), 3)]
    speaking_for = triples.count((1, 1, 0)) + triples.count((0, 1, 1))
    against = triples.count((1, 0, 1))
    unimodal = Fraction(1)
    if speaking_for + against:
        top = (places - 2) * speaking_for - (places - 1) * against
        unimodal = Fraction(top, (places - 2) * (speaking_for + against))
    return unimodal * (1 - Fraction(held - 1, places - 1))


@given(SCALE)
def test_agreement_on_an_ordered_scale_by_every_triple(counts: list[int]) -> None:
    slow, found = _layers(counts), ordered_agreement(counts)
    if slow is None:
        assert np.isnan(found)
        return
    assert found == pytest.approx(float(slow), abs=1e-12)
    assert -1 - 1e-12 <= found <= 1 + 1e-12
    assert ordered_agreement(counts[::-1]) == pytest.approx(float(found), abs=1e-12)
    assert ordered_agreement([3 * count for count in counts]) == pytest.approx(float(found), abs=1e-12)


def test_an_ordered_scale_in_any_shape() -> None:
    found = ordered_agreement([[[0, 9, 0], [5, 0, 5]], [[1, 1, 1], [0, 0, 0]]])
    assert found.shape == (2, 2)
    assert found[0].tolist() == [1, -1]
    assert found[1, 0] == 0
    assert np.isnan(found[1, 1])


@given(COUNTS)
def test_the_indices_by_their_definitions(counts: tuple[int, int, int]) -> None:
    agree, disagree, unsure = counts
    n, most = sum(counts), max(counts)
    index, side, moves = agreement_index(*counts), rice(agree, disagree), fewest_moves(agree, disagree)
    if n:
        assert index == pytest.approx(float((most - Fraction(n - most, 2)) / n))
        assert 0 <= index <= 1
    else:
        assert np.isnan(index)
    if agree + disagree:
        assert side == pytest.approx(float(Fraction(abs(agree - disagree), agree + disagree)))
    else:
        assert np.isnan(side)
    assert moves == min(agree, disagree)
    assert agreement_index(disagree, unsure, agree) == pytest.approx(float(index), nan_ok=True)
    assert rice(disagree, agree) == pytest.approx(float(side), nan_ok=True)


def test_the_agreement_index_without_abstentions_is_a_line_of_rice() -> None:
    """With yes and no alone, AI = (1 + 3 Rice) / 4: 1 at unanimity, 1/4 at half and half."""
    agree, disagree = np.arange(1, 11), np.arange(10, 0, -1)
    index = agreement_index(agree, disagree, np.zeros(10, dtype=int))
    assert index == pytest.approx((1 + 3 * rice(agree, disagree)) / 4)
    assert agreement_index([7, 5], [0, 5], [0, 0]).tolist() == [1, 0.25]


@given(stance_rows(3))
def test_pairs_of_members_one_by_one(rows: Stances) -> None:
    found, halves = pairwise(votes(rows, 3)), pairwise(votes(rows, 3), half_for_unsure=True)
    assert found.members == votes(rows, 3).participants
    assert found.n.dtype == np.int64
    for i, first in enumerate(rows):
        for j, second in enumerate(rows):
            both = [(x, y) for x, y in zip(first, second, strict=True) if x is not None and y is not None]
            assert found.n[i, j] == halves.n[i, j] == len(both)
            if not both:
                assert np.isnan(found.alike[i, j])
                assert np.isnan(halves.alike[i, j])
                continue
            alike = Fraction(sum(x == y for x, y in both), len(both))
            nearer = sum(1 - abs(PLACE[x] - PLACE[y]) for x, y in both) / len(both)
            assert found.alike[i, j] == pytest.approx(float(alike))
            assert halves.alike[i, j] == pytest.approx(float(nearer))


@given(stance_rows(4))
def test_how_far_each_member_stands_out_one_by_one(rows: Stances) -> None:
    found = outliers(votes(rows, 4))
    for i, row in enumerate(rows):
        distances: list[Fraction] = []
        for s, own in enumerate(row):
            theirs = (other[s] for j, other in enumerate(rows) if j != i)
            others = [PLACE[int(answer)] for answer in theirs if answer is not None]
            if own is not None and others:
                distances.append(abs(PLACE[own] - sum(others, Fraction(0)) / len(others)))
        if distances:
            assert found[i] == pytest.approx(float(sum(distances) / len(distances)))
            assert 0 <= found[i] <= 1
        else:
            assert np.isnan(found[i])


def test_who_stands_farthest_out() -> None:
    held = votes([[1, 1, None], [1, 0, None], [-1, -1, 1]])
    assert outliers(held) == pytest.approx([(0.5 + 0.75) / 2, (0.5 + 0) / 2, (1 + 0.75) / 2])


@given(stance_rows(3))
def test_cohesion_is_of_the_sum_of_any_parts(rows: Stances) -> None:
    cut = len(rows) // 2
    names = votes(rows, 3)
    parts = [
        VoteMatrix(
            stance=names.stance[part],
            seen=names.seen[part],
            participants=names.participants[part],
            statements=names.statements,
        )
        for part in (slice(None, cut), slice(cut, None))
    ]
    whole, summed = cohesion_of(names), cohesion(tally(parts[1]) + tally(parts[0]))
    for name in ("n", "agreement_index", "rice", "ordered", "moves"):
        assert np.array_equal(getattr(whole, name), getattr(summed, name), equal_nan=True)
    assert whole.statements == summed.statements == names.statements


@given(stance_rows(2))
def test_a_party_has_the_cohesion_of_its_counts(rows: Stances) -> None:
    counts, found = tally(votes(rows, 2)), cohesion_of(votes(rows, 2))
    assert np.array_equal(found.n, counts.n)
    assert np.array_equal(found.moves, fewest_moves(counts.agree, counts.disagree))
    index = agreement_index(counts.agree, counts.disagree, counts.unsure)
    assert np.array_equal(found.agreement_index, index, equal_nan=True)
    assert np.array_equal(found.rice, rice(counts.agree, counts.disagree), equal_nan=True)
    places = np.stack([counts.disagree, counts.unsure, counts.agree], axis=-1)
    assert np.array_equal(found.ordered, ordered_agreement(places), equal_nan=True)


def test_records_are_read_only() -> None:
    found = cohesion_of(votes([[1], [0]]))
    for array in (found.n, found.rice, found.ordered, found.moves, pairwise(votes([[1]])).alike):
        assert not array.flags.writeable


def test_what_does_not_fit_is_refused() -> None:
    with refused("counts of agree hold -1, but they are whole numbers from 0"):
        agreement_index([-1], [0], [0])
    with refused("counts of disagree are whole numbers from 0; something else is given"):
        rice([1], [0.5])
    with refused("counts of unsure hold -2, but they are whole numbers from 0"):
        agreement_index([1], [0], [-2])
    with refused(
        "counts of agree (1,) and disagree (2,) and unsure (1,) do not fit; give one of each per statement"
    ):
        agreement_index([1], [0, 1], [1])
    with refused("counts of agree (2,) and disagree (1,) do not fit; give one of each per statement"):
        fewest_moves([1, 2], [1])
    with refused("counts of agree (2,) and disagree (1,) do not fit; give one of each per statement"):
        rice([1, 2], [1])
    with refused("counts hold -1, but they are whole numbers from 0"):
        ordered_agreement([1, -1, 1])
    for few in (4, [1, 2]):
        with refused("an ordered scale has at least three places; give one count a place"):
            ordered_agreement(few)
