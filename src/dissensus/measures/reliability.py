"""Agreement among coders or receivers: Krippendorff's alpha."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import krippendorff
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats
from dissensus.measures.records import Estimate

Level = Literal["nominal", "ordinal", "interval"]


def codes(rows: Sequence[Sequence[str | None]]) -> Floats:
    """Categories as numbers, as `alpha` takes them for the level nominal.

    Parameters
    ----------
    rows : (coders, units), the category that each coder gave to each unit, None for none.

    Returns
    -------
    float64 (coders, units), one number a category, NaN where there is none.

    Raises
    ------
    MeasureError : the rows differ in length.

    Examples
    --------
    >>> codes([["drill", "threat", None], ["drill", "drill", "threat"]])
    array([[ 0.,  1., nan],
           [ 0.,  0.,  1.]])
    """
    if len({len(row) for row in rows}) > 1:
        raise MeasureError("rows of codes differ in length; give every coder one entry a unit, None for none")
    number = {
        name: float(place)
        for place, name in enumerate(sorted({x for row in rows for x in row if x is not None}))
    }
    return np.array([[np.nan if x is None else number[x] for x in row] for row in rows], dtype=np.float64)


def alpha(values: ArrayLike, *, level: Level) -> Estimate:
    """Krippendorff's alpha: agreement beyond what chance would give, for any number of coders and gaps.

    Parameters
    ----------
    values : (coders, units), codes; NaN where a coder gave none.
    level : how codes differ: nominal, ordinal or interval. Categories come in as numbers by `codes`.

    Returns
    -------
    Estimate, 1 for perfect agreement, 0 for chance; n counts the units that two or more coded. None, with the
    reason, where no unit was coded twice, or where all codes are the same.

    Raises
    ------
    MeasureError : values is not a table of coders by units.

    Examples
    --------
    >>> round(alpha([[1, 2, 3, 3], [1, 2, 3, 2]], level="nominal").value, 3)
    0.667
    >>> alpha([[1, 1], [1, 1]], level="nominal").reason
    'all codes are the same, so there is nothing to agree on beyond chance'

    The coefficient: [Krippendorff2013]_.
    """
    table = np.asarray(values, dtype=np.float64)
    if table.ndim != 2:
        raise MeasureError(f"codes of shape {table.shape} are given; give a table of coders by units")
    twice = (~np.isnan(table)).sum(axis=0) >= 2
    paired = table[:, twice]
    n = int(twice.sum())
    if not n:
        return Estimate(value=None, n=0, reason="nothing was coded by two or more")
    if len(np.unique(paired[~np.isnan(paired)])) < 2:
        reason = "all codes are the same, so there is nothing to agree on beyond chance"
        return Estimate(value=None, n=n, reason=reason)
    found = krippendorff.alpha(reliability_data=paired, level_of_measurement=level)
    return Estimate(value=float(found), n=n, source="Krippendorff2013")
