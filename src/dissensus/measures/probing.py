"""Probing: incidents on rungs against the line declared at their date, and whether they come more often."""

from __future__ import annotations

import math

import attrs
import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Ints, frozen, whole_numbers

FEWEST_PERIODS = 8
"""Periods from which a trend is tested; below there are counts only."""

RISING, FALLING, NO_TREND = "rising", "falling", "no trend"
SURE = 0.9
"""How sure the test must be for a direction to be named: the level of every interval of this package."""


@attrs.frozen(kw_only=True)
class Trend:
    """A Mann-Kendall test: `s` the rises less the falls over all pairs of periods, `z` and two-sided `p` of
    the normal approximation with its correction for ties and continuity, and the `direction` it names."""

    s: int
    z: float
    p: float
    n: int
    direction: str


@attrs.frozen(kw_only=True, eq=False)
class Probing:
    """How near incidents came to a line, read-only.

    `distance` (D,): rungs between each incident and the line declared at its date: 0 on it or above, 1 just
    below. `at_or_over`, `just_below`, `below`: how many incidents; `undeclared`: how many happened while no
    line stood, which count nowhere else.
    """

    distance: Ints = attrs.field(converter=frozen)
    at_or_over: int
    just_below: int
    below: int
    undeclared: int


def probing(rungs: ArrayLike, lines: ArrayLike) -> Probing:
    """How near incidents came to the line that was declared at their date.

    Parameters
    ----------
    rungs : (D,), the rung of each incident, counted from 1.
    lines : (D,), the rung of the line standing at its date, as of `standing_lines`; 0 where none was.

    Returns
    -------
    Probing.

    Raises
    ------
    MeasureError : the lengths differ, or a rung is not counted from 1.

    Examples
    --------
    Three incidents under a line at rung 6, and one while no line stood:

    >>> found = probing([3, 5, 7, 2], [6, 6, 6, 0])
    >>> found.distance, (found.at_or_over, found.just_below, found.below, found.undeclared)
    (array([3, 1, 0]), (1, 1, 1, 1))
    """
    at, line = whole_numbers("rungs of incidents", rungs, least=1), whole_numbers("rungs of lines", lines)
    if at.ndim != 1 or at.shape != line.shape:
        raise MeasureError(f"{at.shape} incidents and {line.shape} lines do not fit; give one line each")
    declared = line > 0
    distance = np.maximum(line - at, 0)[declared]
    return Probing(
        distance=distance,
        at_or_over=int(np.count_nonzero(distance == 0)),
        just_below=int(np.count_nonzero(distance == 1)),
        below=int(np.count_nonzero(distance > 1)),
        undeclared=int(np.count_nonzero(~declared)),
    )


def standing_lines(dates: ArrayLike, declared: ArrayLike, rungs: ArrayLike) -> Ints:
    """The line standing at each date: the one last declared by then.

    Parameters
    ----------
    dates : (D,), days as ordinal numbers.
    declared : (L,), the day on which each line was declared, likewise. A line stands from that day on, until
        another is declared.
    rungs : (L,), the rung of each, counted from 1. Of several declared on a day the lowest stands.

    Returns
    -------
    int64 (D,), rungs; 0 while none was declared.

    Raises
    ------
    MeasureError : lengths differ, or a rung is not counted from 1.

    Examples
    --------
    >>> standing_lines([9, 10, 15, 20, 30], declared=[20, 10, 20], rungs=[5, 4, 7])
    array([0, 4, 4, 5, 5])
    """
    when, since = np.asarray(dates, dtype=np.int64), np.asarray(declared, dtype=np.int64)
    rung = whole_numbers("rungs of lines", rungs, least=1)
    if when.ndim != 1 or since.ndim != 1 or since.shape != rung.shape:
        raise MeasureError(
            f"{when.shape} dates, {since.shape} declarations and {rung.shape} rungs do not fit; "
            "give one day and one rung a line"
        )
    order = np.lexsort((-rung, since))
    by_then = np.searchsorted(since[order], when, side="right")
    found: Ints = np.append(0, rung[order])[by_then]
    return found


def trend(counts: ArrayLike) -> Trend | None:
    """Whether something comes more often from period to period: the Mann-Kendall test.

    Parameters
    ----------
    counts : (T,), numbers of any unit, in the order of the periods.

    Returns
    -------
    Trend, or None under eight periods, where counts alone can be told. A direction is named where the
    two-sided test is sure at 90 %.

    Raises
    ------
    MeasureError : counts is not one list of numbers.

    Examples
    --------
    >>> found = trend([1, 2, 2, 4, 5, 7, 8, 9])
    >>> found.s, found.direction
    (27, 'rising')
    >>> trend([3, 3, 3, 3, 3, 3, 3, 3]).direction, trend([1, 2, 3]) is None
    ('no trend', True)

    The test: [Mann1945]_, [Kendall1975]_.
    """
    x = np.asarray(counts, dtype=np.float64)
    if x.ndim != 1 or not np.isfinite(x).all():
        raise MeasureError("a trend is of one list of numbers, one a period")
    n = len(x)
    if n < FEWEST_PERIODS:
        return None
    later, earlier = np.triu_indices(n, 1)[::-1]
    s = int(np.sign(x[later] - x[earlier]).sum())
    _, ties = np.unique(x, return_counts=True)
    variance = (n * (n - 1) * (2 * n + 5) - int((ties * (ties - 1) * (2 * ties + 5)).sum())) / 18.0
    z = (s - int(np.sign(s))) / math.sqrt(variance) if variance > 0 else 0.0
    p = float(2.0 * ndtr(-abs(z)))
    direction = NO_TREND if p > 1.0 - SURE else RISING if s > 0 else FALLING
    return Trend(s=s, z=z, p=p, n=n, direction=direction)
