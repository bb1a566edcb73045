"""Whether one side can put the other's case so that its holders call it well put."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError

WELL_PUT = 5.5
"""The mean rating, on a scale of 1 to 7, from which an argument passes for a holder's own."""


@attrs.frozen(kw_only=True)
class Restatement:
    """How well arguments were put, as their holders rate them.

    `mean` is the mean over arguments of their mean rating, `passed` the share of arguments that reach the
    threshold; None where `n`, the arguments with a rating, is 0.
    """

    mean: float | None
    passed: float | None
    n: int


def restatement(ratings: ArrayLike, arguments: ArrayLike, *, threshold: float = WELL_PUT) -> Restatement:
    """How well a case was put, argument by argument.

    Parameters
    ----------
    ratings : (K,), ratings by those who hold the position, in the unit of the scale; NaN for none.
    arguments : (K,), labels of the argument that each rating is of.
    threshold : the mean rating from which an argument passes.

    Returns
    -------
    Restatement in which every argument counts once, however many rated it.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> restatement([7, 4, 5, 5], ["x", "x", "y", "y"])
    Restatement(mean=5.25, passed=0.5, n=2)
    >>> restatement([], [])
    Restatement(mean=None, passed=None, n=0)

    The test: [BrandBradyStafford]_.
    """
    given, labels = np.asarray(ratings, dtype=np.float64), np.asarray(arguments)
    if given.ndim != 1 or given.shape != labels.shape:
        raise MeasureError(
            f"{given.shape} ratings and {labels.shape} arguments do not fit; label each rating"
        )
    rated = ~np.isnan(given)
    if not rated.any():
        return Restatement(mean=None, passed=None, n=0)
    _, of = np.unique(labels[rated], return_inverse=True)
    means = np.bincount(of, weights=given[rated]) / np.bincount(of)
    return Restatement(mean=float(means.mean()), passed=float(np.mean(means >= threshold)), n=len(means))
