"""Co-orientation of persons in pairs: what one holds, expects of the other, and what the other holds."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats
from dissensus.measures.records import Estimate


@attrs.frozen(kw_only=True)
class Dyads:
    """Co-orientation over directed pairs, as correlations, and the means behind it.

    `agreement` own with the other's actual answer, `accuracy` predicted with actual, `congruency` own with
    predicted; each -1 to 1. `mean_own`, `mean_predicted`, `mean_actual` are in the unit of each answer, None
    where `n`, the pairs with all three, is 0.
    """

    agreement: Estimate
    accuracy: Estimate
    congruency: Estimate
    mean_own: float | None
    mean_predicted: float | None
    mean_actual: float | None
    n: int


def correlation(first: ArrayLike, second: ArrayLike) -> Estimate:
    """The correlation of Pearson over pairs of which both are given.

    Parameters
    ----------
    first, second : (D,), numbers in any unit; NaN for none.

    Returns
    -------
    Estimate from -1 to 1, without interval: directed pairs share persons and are not independent. None, with
    the reason, under two pairs or where one of the two does not vary.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> round(correlation([1, 2, 3, 4], [2, 1, 4, 3]).value, 3)
    0.6
    >>> correlation([1, 2], [3, 3]).reason
    'one of the two does not vary'

    [Pearson1896]_.
    """
    x, y = (np.asarray(each, dtype=np.float64) for each in (first, second))
    if x.ndim != 1 or x.shape != y.shape:
        raise MeasureError(f"{x.shape} and {y.shape} answers do not fit; give both of each pair")
    both = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[both], y[both]
    if len(x) < 2:
        return Estimate(value=None, n=len(x), reason="fewer than two pairs")
    if x.min() == x.max() or y.min() == y.max():
        return Estimate(value=None, n=len(x), reason="one of the two does not vary")
    x, y = x - x.mean(), y - y.mean()
    r = float(x @ y / np.sqrt((x @ x) * (y @ y)))
    return Estimate(value=min(1.0, max(-1.0, r)), n=len(x), source="Pearson1896")


def dyads(own: ArrayLike, predicted: ArrayLike, actual: ArrayLike) -> Dyads:
    """Co-orientation over directed pairs of persons.

    Parameters
    ----------
    own, predicted, actual : (D,), per directed pair what the perceiver holds, what the perceiver expects the
        target to hold, and what the target holds; NaN for none. Scales may differ.

    Returns
    -------
    Dyads over the pairs of which all three are given.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> figures = dyads([1, 2, 3, 4], [1, 2, 4, 3], [2, 1, 4, 3])
    >>> round(figures.agreement.value, 3), round(figures.accuracy.value, 3), figures.mean_own
    (0.6, 0.8, 2.5)
    >>> dyads([1], [2], [float("nan")]).n
    0

    The three relations: [McLeodChaffee1973]_.
    """
    arrays = [np.asarray(each, dtype=np.float64) for each in (own, predicted, actual)]
    if any(each.ndim != 1 or each.shape != arrays[0].shape for each in arrays):
        shapes = ", ".join(str(each.shape) for each in arrays)
        raise MeasureError(f"answers of shapes {shapes} do not fit; give all three of each pair")
    complete = ~np.any(np.isnan(np.stack(arrays)), axis=0)
    held, expected, real = (each[complete] for each in arrays)
    return Dyads(
        agreement=correlation(held, real),
        accuracy=correlation(expected, real),
        congruency=correlation(held, expected),
        mean_own=_mean(held),
        mean_predicted=_mean(expected),
        mean_actual=_mean(real),
        n=int(np.count_nonzero(complete)),
    )


def _mean(values: Floats) -> float | None:
    return float(values.mean()) if len(values) else None
