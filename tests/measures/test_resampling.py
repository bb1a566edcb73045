"""Answers drawn again, against the distributions they are of."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dissensus.measures import resampling
from dissensus.measures.arrays import Floats
from dissensus.measures.resampling import (
    bootstrap_means,
    dirichlet,
    mean_row,
    means_without_one,
    need_draws,
    resampled_means,
    unseen,
    urn,
    urn_means,
)
from tests.measures.refusals import refused

B = 40_000
ROWS = np.array([[0.0, 1.0], [1.0, 5.0], [4.0, 1.0]])
COPIES = np.array([2, 1, 3])
DRAWING: list[Callable[[int], Floats]] = [
    lambda draws: bootstrap_means(ROWS, COPIES, draws=draws, rng=_rng()),
    lambda draws: resampled_means(ROWS, COPIES, draws=draws, rng=_rng()),
]


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 5)), min_size=1, max_size=8))
def test_a_row_counts_so_many_times(given_: list[tuple[int, int]]) -> None:
    rows = np.array([[float(value), 1.0] for value, _ in given_])
    copies = np.array([copies for _, copies in given_])
    repeated = np.repeat(rows, copies, axis=0)
    np.testing.assert_allclose(mean_row(rows, copies), repeated.mean(axis=0), atol=1e-12)
    if len(repeated) > 1:
        starts = np.cumsum(copies) - copies
        slow = [np.delete(repeated, start, axis=0).mean(axis=0) for start in starts]
        np.testing.assert_allclose(means_without_one(rows, copies), slow, atol=1e-12)


def test_no_rows_have_no_mean() -> None:
    empty = mean_row(np.empty((0, 3)), np.empty(0, dtype=np.int64))
    assert empty.shape == (3,)
    assert np.isnan(empty).all()


def test_shares_are_dirichlet() -> None:
    start = np.array([[2.5, 0.5, 1.0], [1.0, 1.0, 1.0]])
    drawn = dirichlet(start, draws=B, rng=_rng())
    assert drawn.shape == (B, 2, 3)
    np.testing.assert_allclose(drawn.sum(axis=2), 1)
    for row, column in product(range(2), range(3)):
        beta = stats.beta(start[row, column], start[row].sum() - start[row, column])
        assert stats.kstest(drawn[:, row, column], beta.cdf).pvalue > 0.001


def test_totals_are_drawn_from_an_urn() -> None:
    counts, silent = np.array([[2, 1], [0, 3]]), np.array([4, 0])
    drawn = urn(counts, start=counts + 0.5, unseen=silent, draws=B, rng=_rng())
    assert drawn.dtype == np.int64
    assert (drawn.sum(axis=2) == [7, 3]).all()
    assert (drawn[:, 1] == [0, 3]).all()
    found = np.bincount(drawn[:, 0, 0] - 2, minlength=5) / B
    np.testing.assert_allclose(found, stats.betabinom(4, 2.5, 1.5).pmf(np.arange(5)), atol=0.01)


def test_bootstrap_means_are_weighted_by_a_dirichlet() -> None:
    """A Dirichlet of the copies: its mean and covariance are known."""
    drawn = bootstrap_means(ROWS, COPIES, draws=B, rng=_rng())
    share = COPIES / 6
    covariance = (np.diag(share) - np.outer(share, share)) / 7
    np.testing.assert_allclose(drawn.mean(axis=0), share @ ROWS, atol=0.02)
    np.testing.assert_allclose(np.cov(drawn.T), ROWS.T @ covariance @ ROWS, atol=0.02)
    one = bootstrap_means(ROWS[:2], COPIES[:2], draws=B, rng=_rng())[:, 0]
    assert stats.kstest(one, stats.beta(1, 2).cdf).pvalue > 0.001


def test_no_rows_are_drawn_as_nought() -> None:
    none = bootstrap_means(np.empty((0, 2)), np.empty(0, dtype=np.int64), draws=3, rng=_rng())
    assert none.tolist() == [[0, 0]] * 3


def test_resampled_means_are_of_a_multinomial() -> None:
    rows, copies = np.array([[0.0], [1.0]]), np.array([1, 2])
    drawn = np.rint(3 * resampled_means(rows, copies, draws=B, rng=_rng())[:, 0]).astype(int)
    found = np.bincount(drawn, minlength=4) / B
    np.testing.assert_allclose(found, stats.binom(3, 2 / 3).pmf(np.arange(4)), atol=0.01)
    both = resampled_means(ROWS, COPIES, draws=B, rng=_rng())
    np.testing.assert_allclose(both.mean(axis=0), COPIES / 6 @ ROWS, atol=0.03)


def test_urn_means_fill_in_the_unseen() -> None:
    rows, copies = np.array([[0.0], [1.0]]), np.array([1, 2])
    drawn = np.rint(5 * urn_means(rows, copies, unseen=2, draws=B, rng=_rng())[:, 0]).astype(int) - 2
    found = np.bincount(drawn, minlength=3) / B
    np.testing.assert_allclose(found, stats.betabinom(2, 2, 1).pmf(np.arange(3)), atol=0.01)


def test_with_nobody_unseen_every_draw_is_the_mean_to_the_byte() -> None:
    rows, copies = _rng().random((50, 3)), _rng().integers(1, 9, 50)
    drawn = urn_means(rows, copies, unseen=0, draws=4, rng=_rng())
    np.testing.assert_array_equal(drawn, np.tile(mean_row(rows, copies), (4, 1)))


@pytest.mark.parametrize("cells", [0, 2, 7, 30, 1 << 21])
@pytest.mark.parametrize("drawing", DRAWING)
def test_draws_come_in_pieces_that_change_nothing(
    monkeypatch: pytest.MonkeyPatch, drawing: Callable[[int], Floats], cells: int
) -> None:
    whole = drawing(10)
    monkeypatch.setattr(resampling, "_CELLS", cells)
    np.testing.assert_allclose(drawing(10), whole, rtol=1e-12)


@pytest.mark.parametrize(
    ("draws", "width", "sizes"),
    [(10, 3, [2] * 5), (5, 3, [2, 2, 1]), (3, 8, [1] * 3), (9, 0, [7, 2]), (7, 1, [7]), (0, 3, [])],
)
def test_no_more_weights_are_held_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch, draws: int, width: int, sizes: list[int]
) -> None:
    """There is room for seven; a draw that needs more comes alone."""
    monkeypatch.setattr(resampling, "_CELLS", 7)
    pieces = list(resampling._chunks(draws, width))
    assert [piece.stop - piece.start for piece in pieces] == sizes
    assert [row for piece in pieces for row in range(draws)[piece]] == list(range(draws))


def test_an_urn_in_pieces_draws_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resampling, "_CELLS", 7)
    drawn = urn_means(ROWS, COPIES, unseen=50, draws=200, rng=_rng())
    assert len(np.unique(drawn, axis=0)) > 150
    assert (drawn >= [0, 1]).all()
    assert (drawn <= [4, 5]).all()


def test_who_is_unseen() -> None:
    assert unseen(np.array([3, 5]), 5, what="answered").tolist() == [2, 0]
    with refused("under the target roll the number asked must be given; take it from the round"):
        unseen(np.array([3]), None, what="answered")
    with refused("5 predicted, but only 4 were asked; correct the roll"):
        unseen(np.array([3, 5]), 4, what="predicted")


def test_there_is_at_least_one_draw() -> None:
    need_draws(1)
    for draws in (0, -1):
        with refused(f"{draws} draws are asked for; ask for at least one, 1000 is usual"):
            need_draws(draws)
