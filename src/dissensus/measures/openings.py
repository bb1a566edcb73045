"""Openings: rungs where things happen and nothing is agreed about them. For one party's eyes."""

from __future__ import annotations

from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Ints, frozen, whole_numbers

Codes: TypeAlias = NDArray[np.int8]

YES, NO, UNKNOWN = 1, 0, -1
"""Whether a rung has something: the material may not say."""


@attrs.frozen(kw_only=True, eq=False)
class Openings:
    """What each rung of one ladder has, read-only; all (R,).

    `rule`, `answer`, `mechanism`, `opening`: `YES`, `NO` or `UNKNOWN`; `incidents`: how many happened.
    """

    rule: Codes = attrs.field(converter=frozen)
    answer: Codes = attrs.field(converter=frozen)
    mechanism: Codes = attrs.field(converter=frozen)
    incidents: Ints = attrs.field(converter=frozen)
    opening: Codes = attrs.field(converter=frozen)

    @property
    def rungs(self) -> tuple[int, ...]:
        """The rungs that are openings, counted from 1."""
        return tuple(int(place) + 1 for place in np.flatnonzero(self.opening == YES))


def openings(*, rule: ArrayLike, answer: ArrayLike, mechanism: ArrayLike, incidents: ArrayLike) -> Openings:
    """Where the other side acts and nothing stands in the way: incidents, and no rule, answer or mechanism.

    Parameters
    ----------
    rule : (R,), whether both sides agree that an act on the rung is unacceptable by either (`conduct.norms`):
        `YES`, `NO` or `UNKNOWN`.
    answer : (R,), whether the party has agreed how it would answer one, likewise.
    mechanism : (R,), whether a mechanism in force covers it (`mechanisms.coverage`), likewise.
    incidents : (R,), how many happened on it.

    Returns
    -------
    Openings. A rung with incidents is an opening if it has none of the three, none if it has any of them, and
    else unknown; a rung without incidents is none.

    Raises
    ------
    MeasureError : the lengths differ, a code is none, or a count is no whole number or negative.

    Examples
    --------
    Five rungs: nothing agreed; a rule; nothing agreed but nothing happened; a mechanism that may or may not
    cover the rung; the same beside an agreed answer.

    >>> found = openings(
    ...     rule=[NO, YES, NO, NO, NO],
    ...     answer=[NO, NO, NO, NO, YES],
    ...     mechanism=[NO, NO, NO, UNKNOWN, UNKNOWN],
    ...     incidents=[4, 4, 0, 4, 4],
    ... )
    >>> found.opening, found.rungs
    (array([ 1,  0,  0, -1,  0], dtype=int8), (1,))

    That challengers act below what a commitment clearly covers: [GeorgeSmoke1974]_, [Mazarr2015]_.
    """
    happened = whole_numbers("incidents", incidents)
    has = {"rule": rule, "answer": answer, "mechanism": mechanism}
    codes = {name: _codes(name, values, happened.shape) for name, values in has.items()}
    each = np.stack(list(codes.values()))
    nothing = np.where(np.any(each == UNKNOWN, axis=0), UNKNOWN, YES)
    opening = np.where((happened == 0) | np.any(each == YES, axis=0), NO, nothing)
    return Openings(**codes, incidents=happened, opening=opening.astype(np.int8))


def _codes(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Codes:
    codes = whole_numbers(f"codes of {name}", values, least=UNKNOWN)
    if codes.ndim != 1 or codes.shape != shape:
        raise MeasureError(f"{name} has shape {codes.shape}, incidents {shape}; give one of each a rung")
    if codes.size and codes.max() > YES:
        raise MeasureError(f"{name} is {YES} (yes), {NO} (no) or {UNKNOWN} (unknown); {codes.max()} is given")
    return codes.astype(np.int8)


def on_rungs(rungs: ArrayLike, length: int) -> Ints:
    """How many incidents happened on each rung of a ladder.

    Parameters
    ----------
    rungs : (D,), the rung of each incident, counted from 1; those not placed are left out before.
    length : R, rungs of the ladder.

    Returns
    -------
    int64 (R,).

    Raises
    ------
    MeasureError : a rung is not on the ladder.

    Examples
    --------
    >>> on_rungs([2, 2, 4], 5)
    array([0, 2, 0, 1, 0])
    """
    placed = whole_numbers("rungs of incidents", rungs, least=1)
    if placed.size and placed.max() > length:
        raise MeasureError(f"an incident is on rung {placed.max()} of a ladder of {length}; correct the rung")
    counts: Ints = np.bincount(placed.ravel() - 1, minlength=length).astype(np.int64)
    return counts
