"""Drawing answers again: the Bayesian bootstrap, the urn that fills in the silent, and the plain bootstrap.

Under `population` respondents stand for more than themselves; under `roll` an urn fills in those who were
asked and kept silent. What is drawn here are weights and means of rows; the measures say of what.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats, Ints
from dissensus.measures.counts import need_asked

_CELLS = 1 << 21
"""Weights held at a time: 16 megabytes."""


def need_draws(draws: int) -> None:
    """Check that there is at least one draw.

    Raises
    ------
    MeasureError : there is none.

    >>> need_draws(1000)
    """
    if draws < 1:
        raise MeasureError(f"{draws} draws are asked for; ask for at least one, 1000 is usual")


def unseen(n: Ints, asked: int | None, *, what: str) -> Ints:
    """How many of a roll are yet to be filled in.

    Parameters
    ----------
    n : whole numbers of any shape, those who gave `what` ("answered", "predicted").
    asked : N, those on the roll.

    Returns
    -------
    int64 of that shape, N - n.

    Raises
    ------
    MeasureError : no roll is given, or more answered than were asked.

    >>> unseen(np.array([3, 5]), 5, what="answered")
    array([2, 0])
    """
    if asked is None:
        raise MeasureError("under the target roll the number asked must be given; take it from the round")
    need_asked(n, asked, what=what)
    return asked - n


def dirichlet(start: NDArray[Any], *, draws: int, rng: np.random.Generator) -> Floats:
    """Shares drawn from Dirichlet distributions.

    Parameters
    ----------
    start : (..., K), the weight that each of K categories starts with, over 0. Where K distinct answers were
        given by `start` respondents each, the draw is the Bayesian bootstrap of the respondents.
    draws : B.
    rng : the source of chance.

    Returns
    -------
    (B, ..., K), shares that sum to 1 over the last axis.

    Examples
    --------
    A single category has everything:

    >>> dirichlet(np.array([3]), draws=2, rng=np.random.default_rng(1))
    array([[1.],
           [1.]])

    [Rubin1981]_.
    """
    weights: Floats = rng.standard_gamma(start, size=(draws, *start.shape))
    weights /= weights.sum(axis=-1, keepdims=True)
    return weights


def urn(
    counts: Ints, *, start: NDArray[Any], unseen: Ints | int, draws: int, rng: np.random.Generator
) -> Ints:
    """Totals of a roll, the unseen filled in by a Polya urn: each ball drawn goes back with another like it.

    Parameters
    ----------
    counts : (..., K), how many gave each of K answers.
    start : (..., K), the balls that the urn starts with, over 0.
    unseen : (...), how many are to be filled in.
    draws : B.
    rng : the source of chance.

    Returns
    -------
    int64 (B, ..., K), the counts with `unseen` more.

    >>> urn(np.array([2, 1]), start=np.array([2.5, 1.5]), unseen=0, draws=1, rng=np.random.default_rng(1))
    array([[2, 1]])

    [Lo1988]_.
    """
    totals: Ints = counts + rng.multinomial(unseen, dirichlet(start, draws=draws, rng=rng))
    return totals


def mean_row(rows: Floats, copies: Ints) -> Floats:
    """The mean of K rows, each of which counts `copies` times, summed in the order of the rows.

    Parameters
    ----------
    rows : (K, M).
    copies : (K,), how often each row was given, 1 or more.

    Returns
    -------
    (M,); NaN where there are no rows.

    >>> mean_row(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([3, 1]))
    array([0.75, 0.25])
    """
    if not len(rows):
        return np.full(rows.shape[1], np.nan)
    mean: Floats = (rows * copies[:, np.newaxis]).sum(axis=0) / copies.sum()
    return mean


def bootstrap_means(rows: Floats, copies: Ints, *, draws: int, rng: np.random.Generator) -> Floats:
    """Means of rows under the Bayesian bootstrap of those who gave them.

    Parameters
    ----------
    rows, copies : as of `mean_row`; no rows have a mean of 0.
    draws : B.
    rng : the source of chance.

    Returns
    -------
    (B, M), each draw a weighted mean of the rows.

    >>> bootstrap_means(np.array([[2.0, 5.0]]), np.array([9]), draws=1, rng=np.random.default_rng(1))
    array([[2., 5.]])

    [Rubin1981]_.
    """
    drawn = np.empty((draws, rows.shape[1]))
    for part in _chunks(draws, len(copies)):
        drawn[part] = dirichlet(copies, draws=part.stop - part.start, rng=rng) @ rows
    return drawn


def urn_means(rows: Floats, copies: Ints, *, unseen: int, draws: int, rng: np.random.Generator) -> Floats:
    """Means of rows over a roll, an urn of the rows given filling in the unseen.

    Parameters
    ----------
    rows, copies : as of `mean_row`, at least one row.
    unseen : how many are to be filled in; with 0 every draw is the mean itself.
    draws : B.
    rng : the source of chance.

    Returns
    -------
    (B, M).

    >>> urn_means(np.array([[0.0], [1.0]]), np.array([1, 3]), unseen=0, draws=1, rng=np.random.default_rng(1))
    array([[0.75]])

    [Lo1988]_.
    """
    if not unseen:
        return np.tile(mean_row(rows, copies), (draws, 1))
    drawn = np.empty((draws, rows.shape[1]))
    for part in _chunks(draws, len(copies)):
        totals = urn(copies, start=copies, unseen=unseen, draws=part.stop - part.start, rng=rng)
        drawn[part] = totals @ rows / totals.sum(axis=1, keepdims=True)
    return drawn


def resampled_means(rows: Floats, copies: Ints, *, draws: int, rng: np.random.Generator) -> Floats:
    """Means of rows in resamples of those who gave them, with replacement: the plain bootstrap.

    Parameters
    ----------
    rows, copies : as of `mean_row`, at least one row.
    draws : B.
    rng : the source of chance.

    Returns
    -------
    (B, M).

    >>> resampled_means(np.array([[2.0, 5.0]]), np.array([9]), draws=1, rng=np.random.default_rng(1))
    array([[2., 5.]])

    [Efron1979]_.
    """
    n = copies.sum()
    drawn = np.empty((draws, rows.shape[1]))
    for part in _chunks(draws, len(copies)):
        times = rng.multinomial(n, copies / n, size=part.stop - part.start).astype(np.float64)
        drawn[part] = times @ rows / n
    return drawn


def means_without_one(rows: Floats, copies: Ints) -> Floats:
    """The mean with one of those who gave each row left out: what the jackknife looks at.

    Parameters
    ----------
    rows, copies : as of `mean_row`; together given by at least two.

    Returns
    -------
    (K, M).

    >>> means_without_one(np.array([[0.0], [4.0]]), np.array([3, 1])).round(3).tolist()
    [[1.333], [0.0]]
    """
    n = copies.sum()
    without: Floats = (n * mean_row(rows, copies) - rows) / (n - 1)
    return without


def _chunks(draws: int, width: int) -> Iterator[slice]:
    step = max(1, _CELLS // max(1, width))
    return (slice(start, min(start + step, draws)) for start in range(0, draws, step))
