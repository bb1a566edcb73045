"""Figures of a side of 30 and more that are no shares: surprise in bits, believed lines, and what follows.

The mean of many persons gives away a person where it is near its least or its most: if nobody can have said
anything else, everybody said that. So the ends are shown as one, wide enough that one insider's own answer
and one colleague's silence fit in. Whatever can be computed from what is shown already, is.
"""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats, LineMatrix, PredictionMatrix, read_only
from dissensus.measures.guard.answers import most, share_steps, stand_in
from dissensus.measures.guard.constants import Constants
from dissensus.measures.ladders import crossed, distribution
from dissensus.measures.surprise import CLIP, divergence, log_shares, surprise

PLACES = ("nearer", "at", "further")
NO_COMMON_PLACE = "no common answer"

MOST_BITS = 2.0
"""Bits from which a surprise is shown as "that or more": the worst case of a side that is evenly divided is
2.33 bits, and what comes near a worst case gives everybody away."""

TO_A_TENTH = "to one decimal; {low} bits and less, and {high} bits and more, are shown as one"
_TIE = 1e-9


def _frozen(values: Any) -> Floats:
    return read_only(np.asarray(values, dtype=np.float64))


@attrs.frozen(kw_only=True, eq=False)
class ShownBits:
    """What may be shown of a surprise, statement by statement.

    `labels`: the word that stands in place of a number, None where there is a number; `bits`: (S,), the
    number, or what stands for an outer one in means computed from it; `rule`: how they are rounded.
    """

    labels: tuple[str | None, ...]
    bits: Floats = attrs.field(converter=_frozen)
    rule: str


def least_bits(roll: int) -> float:
    """Bits up to which the surprise of a side is shown as "that or less", in tenths.

    One insider may have been as wrong as can be, -log2(0.01) = 6.64 bits, and one colleague silent; the
    others as right as can be, 0.0145 bits. The mean of these must still fall into the lowest cell, or else
    the lowest cells would tell the insider that everybody else was right.

    Parameters
    ----------
    roll : those asked, 3 or more.

    Examples
    --------
    >>> [least_bits(roll) for roll in (30, 60, 1000)]
    [0.2, 0.1, 0.0]
    """
    if roll < 3:
        raise MeasureError(f"a roll of {roll} has no bits to show; ask admission first")
    worst, best = -np.log2(CLIP), -np.log2(1 - CLIP)
    together = (worst + (roll - 2) * best) / (roll - 1)
    return max(0, int(np.floor((together - 0.05) * 10)) + 1) / 10


def bits(alpha: ArrayLike, predictions: PredictionMatrix, *, roll: int) -> ShownBits:
    """What may be shown of the surprise of a side of 30 and more by the other.

    The exact predictions are held against the *shown* share of the other side, so that nothing of the other
    side's exact share comes back through this side's surprise. Without predictions the side counts as having
    said 1/2: a gap would say that nobody predicted.

    Parameters
    ----------
    alpha : (S,), the share of the other side as shown (its stand-in where that is an outer one), 0 to 1; NaN
        where that side answers as one and takes no side.
    predictions : what this side predicts of it, (P, S).
    roll : those asked of this side.

    Returns
    -------
    ShownBits; label None and bits NaN where alpha is NaN.

    Examples
    --------
    >>> people = [f"p{i}" for i in range(30)]
    >>> given = PredictionMatrix(
    ...     share=[[0.5, 1.0]] * 30, seen=[[True, True]] * 30, participants=people, statements=["S1", "S2"]
    ... )
    >>> shown = bits([1.0, 1.0], given, roll=30)
    >>> shown.labels, shown.bits
    ((None, '≤ 0.2 bits'), array([1. , 0.1]))
    """
    shares = np.asarray(alpha, dtype=np.float64)
    exact = surprise(alpha=shares, predictions=predictions).bits
    unsaid = divergence(shares, *log_shares(np.full(shares.shape, 0.5), clip=CLIP))
    return shown_bits(np.where(np.isnan(exact), unsaid, exact), roll=roll)


def shown_bits(exact: ArrayLike, *, roll: int) -> ShownBits:
    """A mean surprise as it may be shown: to one decimal, the ends as one.

    Parameters
    ----------
    exact : (S,), bits, 0 or more; NaN stays NaN.
    roll : those asked of the side whose surprise it is.

    Examples
    --------
    >>> shown_bits([0.04, 0.31, 1.94, 5.0], roll=60).labels
    ('≤ 0.1 bits', None, None, '≥ 2 bits')
    """
    values = np.asarray(exact, dtype=np.float64)
    low = least_bits(roll)
    tenths = np.floor(values * 10 + 0.5 + _TIE) / 10
    labels = tuple(
        f"≤ {low} bits" if 0 < low >= each else f"≥ {MOST_BITS:.0f} bits" if each >= MOST_BITS else None
        for each in tenths
    )
    stands = np.where(tenths <= low, low / 2, np.minimum(tenths, MOST_BITS))
    return ShownBits(labels=labels, bits=stands, rule=TO_A_TENTH.format(low=low, high=f"{MOST_BITS:.0f}"))


def placed(believed: LineMatrix, *, released: int, roll: int) -> str:
    """Where more than half of the roll believe the likeliest rung to be, against the owner's released line.

    Parameters
    ----------
    believed : lines as believed.
    released : the likeliest rung of the line that the owner named.
    roll : those asked.

    Returns
    -------
    "nearer", "at", "further", or "no common answer".

    Examples
    --------
    >>> lines = LineMatrix(bounds=[[1, 2, 3]] * 3, rungs=5, participants=["a", "b", "c"])
    >>> placed(lines, released=4, roll=5), placed(lines, released=4, roll=6)
    ('nearer', 'no common answer')
    """
    likeliest = believed.bounds[:, 1]
    counts = ((likeliest < released).sum(), (likeliest == released).sum(), (likeliest > released).sum())
    place = int(most(counts, roll=roll))
    return NO_COMMON_PLACE if place < 0 else PLACES[place]


def rung_shares(lines: LineMatrix, constants: Constants) -> Floats:
    """Where a side of 30 and more puts a line: the share at or below each rung, rounded like any other.

    Parameters
    ----------
    lines : P lines on a ladder of R rungs.
    constants : the step, and what is outer.

    Returns
    -------
    (R,), from 0 to 1 and never falling; outer shares are at half their width (0.05 and 0.95), and all are 1/2
    where nobody gave a line. Blind zone, over-caution and means are computed from these.

    Examples
    --------
    >>> lines = LineMatrix(bounds=[[2, 2, 2]] * 29 + [[3, 3, 3]], rungs=3, participants=range(30))
    >>> rung_shares(lines, Constants())
    array([0.05, 0.95, 0.95])
    """
    return stand_in(share_steps(crossed(distribution(lines)), constants), constants)


def areas(actual: ArrayLike, believed: ArrayLike) -> tuple[float, float]:
    """The blind zone and the over-caution, in rungs, between two lines given as shares at or below each rung.

    >>> areas([0.0, 1.0, 1.0], [0.05, 0.95, 0.95])
    (0.1, 0.05)
    """
    over = np.asarray(actual, dtype=np.float64) - np.asarray(believed, dtype=np.float64)
    return _clean(np.maximum(over, 0.0).sum()), _clean(np.maximum(-over, 0.0).sum())


def mean_rung(shares: ArrayLike) -> float:
    """The mean rung, 1 to R + 1, of a line given as shares at or below each rung.

    >>> mean_rung([0.05, 0.95, 0.95])
    2.05
    """
    return _clean(1.0 + (1.0 - np.asarray(shares, dtype=np.float64)).sum())


def _clean(value: Any) -> float:
    """Sums of shares in hundredths, without the dust of floats."""
    return round(float(value), 6)
