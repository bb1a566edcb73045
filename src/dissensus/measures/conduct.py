"""Conduct norms: what either side may do, rung by rung, and where each side's peace ends."""

from __future__ import annotations

from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from dissensus.domain.errors import MeasureError
from dissensus.domain.stances import CONDUCT_STATUSES, RATINGS
from dissensus.measures.arrays import Bools, Ints, frozen

Codes: TypeAlias = NDArray[np.int8]

NO_CLASS = -1
"""No class is held by more than half."""

UNACCEPTABLE = RATINGS.index("unacceptable")
PEACETIME, WAR = CONDUCT_STATUSES.index("peacetime"), CONDUCT_STATUSES.index("war")


def held_class(counts: ArrayLike) -> Codes:
    """The class that more than half of those who answered hold.

    Parameters
    ----------
    counts : (..., K), 0 or more, how many chose each class.

    Returns
    -------
    int8 (...), the index of the class, `NO_CLASS` where none is held by more than half.

    Raises
    ------
    MeasureError : a count is negative.

    Examples
    --------
    >>> held_class([[3, 1, 1], [2, 2, 0], [0, 0, 0]])
    array([ 0, -1, -1], dtype=int8)
    """
    held = np.asarray(counts, dtype=np.int64)
    if held.size and held.min() < 0:
        raise MeasureError(f"counts are 0 or more; {held.min()} is given")
    largest = held.argmax(axis=-1)
    most = np.take_along_axis(held, largest[..., np.newaxis], axis=-1)[..., 0]
    return np.where(2 * most > held.sum(axis=-1), largest, NO_CLASS).astype(np.int8)


@attrs.frozen(kw_only=True, eq=False)
class Norms:
    """What two sides A and B hold of each rung of one ladder, read-only.

    `rating` (2, 2, R): the class of `domain.stances.RATINGS` that side i holds of an act by side j, by index,
    `NO_CLASS` for none. `agreed` (R,): both call it unacceptable, by either. `asymmetric` (2, R): that side
    rates the other's act strictly worse than its own; `double_standards` (2,): on how many rungs.
    """

    rating: Codes = attrs.field(converter=frozen)
    agreed: Bools = attrs.field(converter=frozen)
    asymmetric: Bools = attrs.field(converter=frozen)
    double_standards: Ints = attrs.field(converter=frozen)


def norms(counts: ArrayLike) -> Norms:
    """Which rules of conduct two sides share, and where either measures with two measures.

    Parameters
    ----------
    counts : (2, 2, R, 3), how many of side i rate an act of side j on each rung acceptable, tolerable and
        unacceptable.

    Returns
    -------
    Norms.

    Raises
    ------
    MeasureError : the shape is another one, or a count is negative.

    Examples
    --------
    On one rung A rates B's act unacceptable and its own tolerable; B rates both unacceptable:

    >>> found = norms([[[[0, 3, 0]], [[0, 0, 3]]], [[[0, 0, 2]], [[0, 0, 2]]]])
    >>> found.agreed, found.double_standards
    (array([False]), array([1, 0]))

    After the study of norms as shared expectations of conduct: [Katzenstein1996]_.
    """
    held = np.asarray(counts, dtype=np.int64)
    if held.ndim != 4 or held.shape[:2] != (2, 2) or held.shape[3] != len(RATINGS):
        raise MeasureError(f"ratings of shape {held.shape} are given; give (2, 2, rungs, {len(RATINGS)})")
    rating = held_class(held)
    own = np.stack([rating[0, 0], rating[1, 1]])
    others = np.stack([rating[0, 1], rating[1, 0]])
    asymmetric = (own != NO_CLASS) & (others > own)
    return Norms(
        rating=rating,
        agreed=np.all(rating == UNACCEPTABLE, axis=(0, 1)),
        asymmetric=asymmetric,
        double_standards=asymmetric.sum(axis=1),
    )


def end_of_peace(counts: ArrayLike) -> tuple[int | None, int | None]:
    """Where a side's peace ends: the first rung it no longer calls peacetime, and the first it calls war.

    Parameters
    ----------
    counts : (R, 3), how many of the side call each rung peacetime, grey and war.

    Returns
    -------
    two rungs counted from 1; R + 1 where no rung reaches it, None where no rung has a class that more than
    half hold. Rungs without such a class are passed over.

    Raises
    ------
    MeasureError : the shape is another one, or a count is negative.

    Examples
    --------
    >>> end_of_peace([[5, 0, 0], [2, 3, 0], [2, 2, 1], [0, 1, 4]])
    (2, 4)
    >>> end_of_peace([[1, 0, 0]]), end_of_peace([[0, 0, 0]])
    ((2, 2), (None, None))
    """
    held = np.asarray(counts, dtype=np.int64)
    if held.ndim != 2 or held.shape[1] != len(CONDUCT_STATUSES):
        raise MeasureError(f"statuses of shape {held.shape} are given; give (rungs, {len(CONDUCT_STATUSES)})")
    status = held_class(held)
    if np.all(status == NO_CLASS):
        return None, None
    return _first(status > PEACETIME), _first(status == WAR)


def _first(reached: Bools) -> int:
    return int(np.argmax(reached)) + 1 if reached.any() else len(reached) + 1
