"""Intervals from draws: equal tails, and the bias-corrected and accelerated bootstrap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr, ndtri

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats, Ints

LEVEL = 0.9
"""The probability that intervals of this package hold."""


def tails(level: float) -> tuple[float, float]:
    """The two quantiles between which `level` lies with equal tails.

    Raises
    ------
    MeasureError : level is not between 0 and 1.

    >>> tails(0.5)
    (0.25, 0.75)
    """
    if not 0.0 < level < 1.0:
        raise MeasureError(f"the level of an interval lies between 0 and 1, not at {level}; use 0.9")
    return (1.0 - level) / 2.0, (1.0 + level) / 2.0


def equal_tailed(draws: Floats, *, level: float = LEVEL) -> Floats:
    """The interval that leaves equal shares of the draws out on either side.

    Parameters
    ----------
    draws : (B, ...), at least one draw.
    level : probability that the interval holds, between 0 and 1.

    Returns
    -------
    (2, ...): the lower and the upper end; NaN wherever a draw is NaN.

    Raises
    ------
    MeasureError : there are no draws.

    Examples
    --------
    >>> equal_tailed(np.array([[0.0, 2.0], [1.0, 2.0], [2.0, 2.0]]), level=0.5)
    array([[0.5, 2. ],
           [1.5, 2. ]])
    """
    if not len(draws):
        raise MeasureError("an interval needs at least one draw; ask for 1000")
    return np.quantile(draws, tails(level), axis=0)


def acceleration(samples: Sequence[tuple[Floats, Ints]]) -> float:
    """The acceleration constant of the bootstrap, from the jackknife over one or more samples.

    Parameters
    ----------
    samples : per sample, the statistic with one observation left out, (K,), and how many observations
        leave that value, (K,) whole numbers; the sample's size is their sum.

    Returns
    -------
    float; 0 where leaving out changes nothing.

    Examples
    --------
    The mean of 0, 0, 0 and 4, each left out in turn:

    >>> round(acceleration([(np.array([4 / 3, 0.0]), np.array([3, 1]))]), 4)
    0.0962

    The constant: [Efron1987]_; over several samples [DavisonHinkley1997]_.
    """
    cubes = squares = 0.0
    for values, counts in samples:
        size = counts.sum()
        influence = (size - 1) / size * (np.average(values, weights=counts) - values)
        cubes += float(np.sum(counts * influence**3))
        squares += float(np.sum(counts * influence**2))
    return cubes / (6.0 * squares**1.5) if squares > 0.0 else 0.0


def bca(
    point: float, draws: Floats, *, acceleration: float, level: float = LEVEL
) -> tuple[float, float] | None:
    """The bias-corrected and accelerated bootstrap interval.

    Parameters
    ----------
    point : the statistic of the sample.
    draws : (B,), the statistic of each resample.
    acceleration : as of `acceleration`.
    level : probability that the interval holds, between 0 and 1.

    Returns
    -------
    lower and upper end, or None where the resamples say nothing about the point: it lies outside them all,
    or they are all alike.

    Examples
    --------
    Without bias and acceleration it is the interval of the percentiles:

    >>> bca(2.0, np.array([0.0, 1.0, 2.0, 3.0, 4.0]), acceleration=0.0, level=0.5)
    (1.0, 3.0)
    >>> bca(2.0, np.array([2.0, 2.0, 2.0]), acceleration=0.0) is None
    True
    >>> bca(9.0, np.array([0.0, 1.0, 2.0]), acceleration=0.0) is None
    True

    The interval: [Efron1987]_.
    """
    low, high = tails(level)
    if not len(draws) or draws.min() == draws.max():
        return None
    below = (np.mean(draws < point) + np.mean(draws <= point)) / 2.0
    if below in (0.0, 1.0):
        return None
    bias = ndtri(below)
    normal = bias + ndtri(np.array([low, high]))
    if np.any(acceleration * normal >= 1.0):
        return None
    lower, upper = np.quantile(draws, ndtr(bias + normal / (1.0 - acceleration * normal)))
    return float(lower), float(upper)
