"""Conduct norms: what either side may do, rung by rung, and where each side's peace ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from dissensus.domain.errors import MeasureError
from dissensus.domain.stances import CONDUCT_STATUSES, RATINGS
from dissensus.measures.arrays import Bools, Ints, LineMatrix, frozen, whole_numbers

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
    MeasureError : there is no class, or a count is no whole number or negative.

    Examples
    --------
    >>> held_class([[3, 1, 1], [2, 2, 0], [0, 0, 0]])
    array([ 0, -1, -1], dtype=int8)
    """
    held = whole_numbers("counts", counts)
    if held.ndim < 1 or not held.shape[-1]:
        raise MeasureError(f"counts of shape {held.shape} are given; give one count a class")
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
    MeasureError : the shape is another one, or a count is no whole number or negative.

    Examples
    --------
    On one rung A rates B's act unacceptable and its own tolerable; B rates both unacceptable:

    >>> found = norms([[[[0, 3, 0]], [[0, 0, 3]]], [[[0, 0, 2]], [[0, 0, 2]]]])
    >>> found.agreed, found.double_standards
    (array([False]), array([1, 0]))

    Norms as standards of conduct that are held in common: [FinnemoreSikkink1998]_.
    """
    held = whole_numbers("counts", counts)
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
    MeasureError : the shape is another one, or a count is no whole number or negative.

    Examples
    --------
    >>> end_of_peace([[5, 0, 0], [2, 3, 0], [2, 2, 1], [0, 1, 4]])
    (2, 4)
    >>> end_of_peace([[1, 0, 0]]), end_of_peace([[0, 0, 0]])
    ((2, 2), (None, None))
    """
    held = whole_numbers("counts", counts)
    if held.ndim != 2 or held.shape[1] != len(CONDUCT_STATUSES):
        raise MeasureError(f"statuses of shape {held.shape} are given; give (rungs, {len(CONDUCT_STATUSES)})")
    status = held_class(held)
    if np.all(status == NO_CLASS):
        return None, None
    return _first(status > PEACETIME), _first(status == WAR)


def peace_lines(status: ArrayLike, participants: Sequence[str]) -> LineMatrix:
    """Where each respondent's peace ends, as lines: so that statuses are compared as red lines are.

    The measures of `ladders` then say how far one side's peace ends before the other's, and how far a side's
    members are apart in it.

    Parameters
    ----------
    status : (P, R), the class of `domain.stances.CONDUCT_STATUSES` that each respondent gave each rung, by
        index, `NO_CLASS` for none.
    participants : P labels, each unique.

    Returns
    -------
    LineMatrix of those who gave any status: the first rung that they no longer call peacetime, R + 1 where
    they call all rungs so that they judged. Rungs not judged are passed over.

    Raises
    ------
    MeasureError : the shape does not fit the labels, a status is none, or the ladder has no rung.

    Examples
    --------
    >>> lines = peace_lines([[0, 0, 1, 2], [0, -1, -1, 0], [-1, -1, -1, -1]], ["p1", "p2", "p3"])
    >>> lines.participants, lines.bounds.tolist()
    (('p1', 'p2'), [[3, 3, 3], [5, 5, 5]])
    """
    codes = whole_numbers("statuses", status, least=NO_CLASS)
    if codes.ndim != 2 or len(codes) != len(participants):
        raise MeasureError(
            f"statuses of shape {codes.shape} and {len(participants)} labels do not fit; give one row each"
        )
    if codes.size and codes.max() >= len(CONDUCT_STATUSES):
        raise MeasureError(f"a status is one of {len(CONDUCT_STATUSES)}, from 0; {codes.max()} is given")
    judged = np.any(codes != NO_CLASS, axis=1)
    ends = np.array([_first(row > PEACETIME) for row in codes[judged]], dtype=np.int64)
    return LineMatrix(
        bounds=np.repeat(ends[:, np.newaxis], 3, axis=1),
        rungs=codes.shape[1],
        participants=[label for label, has in zip(participants, judged, strict=True) if has],
    )


def _first(reached: Bools) -> int:
    return int(np.argmax(reached)) + 1 if reached.any() else len(reached) + 1
