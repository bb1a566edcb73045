"""How far apart two groups are on a scale, and how far apart they are believed to be."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats
from dissensus.measures.attribution import weighted


@attrs.frozen(kw_only=True)
class Summary:
    """The middle of some answers: `mean` and `median` (None where `n`, those who answered, is 0)."""

    mean: float | None
    median: float | None
    n: int


@attrs.frozen(kw_only=True)
class Gap:
    """A gap between two groups, second less first: `actual` between their own answers, `perceived` between
    where the same persons place them, and `over_actual`, perceived / actual.

    `n_actual` are the own answers of both groups, `n_perceived` the persons who placed both. None where
    undefined; the ratio also where there is no actual gap.
    """

    actual: float | None
    n_actual: int
    perceived: float | None
    n_perceived: int
    over_actual: float | None


def summary(values: ArrayLike, *, weights: ArrayLike | None = None) -> Summary:
    """The weighted mean and median of answers.

    Parameters
    ----------
    values : (P,), answers in any unit; NaN for none.
    weights : (P,), 0 or more; None: everyone counts once. Who has weight 0 is not counted.

    Returns
    -------
    Summary in the unit of the answers. The median is the lowest answer at which half the weight is reached,
    or the middle between it and the next where it is reached exactly.

    Raises
    ------
    MeasureError : the lengths differ, or a weight is no weight.

    Examples
    --------
    >>> summary([1.0, 2.0, 4.0, float("nan")])
    Summary(mean=2.3333333333333335, median=2.0, n=3)
    >>> summary([1.0, 4.0], weights=[3, 1])
    Summary(mean=1.75, median=1.0, n=2)
    >>> summary([])
    Summary(mean=None, median=None, n=0)
    """
    answers = np.asarray(values, dtype=np.float64)
    if answers.ndim != 1:
        raise MeasureError(f"answers of shape {answers.shape} are given; give one list of them")
    heavy = weighted(answers, weights)
    counted = ~np.isnan(answers) & (heavy > 0.0)
    answers, heavy = answers[counted], heavy[counted]
    if not len(answers):
        return Summary(mean=None, median=None, n=0)
    mean = float(np.average(answers, weights=heavy))
    return Summary(mean=mean, median=_median(answers, heavy), n=len(answers))


def _median(answers: Floats, heavy: Floats) -> float:
    order = np.argsort(answers)
    reached, half = np.cumsum(heavy[order]), heavy.sum() / 2.0
    low, high = np.searchsorted(reached, [half * (1.0 - 1e-12), half * (1.0 + 1e-12)])
    return float((answers[order[low]] + answers[order[high]]) / 2.0)


def gap(
    *,
    own: tuple[ArrayLike, ArrayLike],
    placed: tuple[ArrayLike, ArrayLike],
    own_weights: tuple[ArrayLike | None, ArrayLike | None] = (None, None),
    placed_weights: ArrayLike | None = None,
) -> Gap:
    """The gap between two groups as it is and as it is perceived.

    Parameters
    ----------
    own : own answers of the first group and of the second, (P_1,) and (P_2,), on one scale; NaN for none.
    placed : (P,) each, where the same persons place the first group and the second on that scale; NaN for
        none. Only those who placed both are counted.
    own_weights : weights of either group's answers; None: everyone counts once.
    placed_weights : (P,), weights of those who placed.

    Returns
    -------
    Gap in the unit of the scale.

    Raises
    ------
    MeasureError : lengths differ, or a weight is no weight.

    Examples
    --------
    >>> gap(own=([2, 3, 4], [4, 4]), placed=([1, 2, 3], [6, 4, float("nan")]))
    Gap(actual=1.0, n_actual=5, perceived=3.5, n_perceived=2, over_actual=3.5)
    >>> gap(own=([2], [2]), placed=([1], [3])).over_actual is None
    True
    """
    first, second = (summary(each, weights=w) for each, w in zip(own, own_weights, strict=True))
    low, high = (np.asarray(each, dtype=np.float64) for each in placed)
    if low.shape != high.shape:
        raise MeasureError(f"{low.shape} and {high.shape} placements do not fit; give both of each person")
    perceived = summary(high - low, weights=placed_weights)
    actual = None if first.mean is None or second.mean is None else second.mean - first.mean
    ratio = perceived.mean / actual if actual and perceived.mean is not None else None
    return Gap(
        actual=actual,
        n_actual=first.n + second.n,
        perceived=perceived.mean,
        n_perceived=perceived.n,
        over_actual=ratio,
    )
