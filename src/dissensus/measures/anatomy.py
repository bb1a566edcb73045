"""The anatomy of a difference: by kind of statement and by issue, weighted by how much it matters."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats


@attrs.frozen(kw_only=True)
class Part:
    """One kind or issue: the weighted mean of a figure over its statements.

    `mean` is None, with the `reason`, where no statement has a figure or none matters; `n` counts the
    statements with a figure and a weight, `weight` is the sum of theirs.
    """

    label: str
    mean: float | None
    n: int
    weight: float
    reason: str | None = None


def anatomy(figures: ArrayLike, weights: ArrayLike, labels: Sequence[str | None]) -> tuple[Part, ...]:
    """Take a figure apart by label: its mean over the statements of each, weighted by importance.

    Parameters
    ----------
    figures : (S,), an actual difference (0..1) or a surprise (bits) per statement; NaN where undefined.
    weights : (S,), the importance of each statement, 0 or more; NaN where nobody gave one. For a surprise it
        is the perceiver's, for a difference the mean of both sides'.
    labels : (S,), the kind or the issue of each; statements without one (None) count nowhere.

    Returns
    -------
    one Part a label, in the order of first appearance.

    Raises
    ------
    MeasureError : the lengths differ, or a weight is negative.

    Examples
    --------
    >>> parts = anatomy([0.9, 0.1, float("nan")], [3, 1, 2], ["fact", "fact", "threat"])
    >>> [(part.label, part.n, part.mean and round(part.mean, 3)) for part in parts]
    [('fact', 2, 0.7), ('threat', 0, None)]
    >>> parts[1].reason
    'no statement has a figure'

    That sides may be apart over interests, or over facts and values, and that the two are dealt with in
    different ways: [Aubert1963]_.
    """
    values, heavy = np.asarray(figures, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if not values.shape == heavy.shape == (len(labels),):
        raise MeasureError(
            f"{values.shape} figures, {heavy.shape} weights and {len(labels)} labels do not fit; "
            "give one of each per statement"
        )
    if np.any(heavy < 0.0):
        raise MeasureError("a weight is negative; importance is 0 or more")
    known = ~np.isnan(values) & ~np.isnan(heavy)
    names = dict.fromkeys(label for label in labels if label is not None)
    of = np.array(labels, dtype=object)
    return tuple(_part(name, values[known & (of == name)], heavy[known & (of == name)]) for name in names)


def _part(label: str, values: Floats, weights: Floats) -> Part:
    n, whole = len(values), float(weights.sum())
    if not n:
        return Part(label=label, mean=None, n=0, weight=0.0, reason="no statement has a figure")
    if whole <= 0.0:
        return Part(
            label=label, mean=None, n=n, weight=0.0, reason="none of its statements matters to anybody"
        )
    return Part(label=label, mean=float((values * weights).sum() / whole), n=n, weight=whole)
