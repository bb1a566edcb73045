"""Figures of a side of 30 and more that are no shares: surprise in bits, believed lines, and what follows.

The mean of many persons gives away a person where it is near its least or its most: if nobody can have said
anything else, everybody said that. So the ends are shown as one, wide enough that one insider's own answer
and one colleague's silence fit in. Whatever can be computed from what is shown already, is.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats, LineMatrix, PredictionMatrix, read_only
from dissensus.measures.guard.answers import extent, most, share_steps, stand_in
from dissensus.measures.guard.constants import Constants
from dissensus.measures.ladders import crossed, distribution
from dissensus.measures.surprise import CLIP, divergence, log_shares, surprise

PLACES = ("nearer", "at", "further")
NO_COMMON_PLACE = "no common answer"

MOST_BITS = 2.0
"""Bits from which a surprise is shown as "that or more": the worst case of a side that is evenly divided is
2.33 bits, and what comes near a worst case gives everybody away."""

TO_A_TENTH = (
    "to one decimal; the least that the mean share allows, and {most:.0f} bits and more, are shown as one"
)

_OWN = np.arange(101) / 100.0
_MEANS = 11
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


def _cost(alpha: float, share: Floats) -> Floats:
    """The surprise of persons who predicted these shares, in bits."""
    return divergence(np.asarray(alpha), *log_shares(share, clip=CLIP))


@lru_cache(maxsize=1024)
def least_bits(alpha: float, mean: tuple[float, float], *, roll: int) -> float:
    """Bits up to which the surprise of a side is shown as "that or less", in tenths.

    The mean share of a side is shown as well, and bits are least where all say the same: near that least they
    would tell an insider what every colleague said. So the lowest cell takes in whatever one insider may have
    predicted while all colleagues said the same, one of them being silent.

    Parameters
    ----------
    alpha : the share of the other side as shown, 0 to 1.
    mean : the least and the most that the mean share may be, as shown.
    roll : those asked, 3 or more.

    Returns
    -------
    bits, 0 or more.

    Raises
    ------
    MeasureError : the roll is under 3.

    Examples
    --------
    >>> [least_bits(1.0, (0.875, 1.0), roll=roll) for roll in (30, 60, 1000)]
    [0.2, 0.1, 0.0]
    >>> least_bits(0.0, (0.125, 0.175), roll=30)
    0.4
    """
    if roll < 3:
        raise MeasureError(f"a roll of {roll} has no bits to show; ask admission first")
    others = roll - 2
    means = np.linspace(*mean, _MEANS)[:, np.newaxis]
    same = ((others + 1) * means - _OWN) / others
    possible = (same >= 0.0) & (same <= 1.0)
    together = (others * _cost(alpha, np.clip(same, 0.0, 1.0)) + _cost(alpha, _OWN)) / (others + 1)
    best = np.where(possible, together, np.inf).min(axis=0)
    worst = float(best[np.isfinite(best)].max(initial=0.0))
    return max(0, math.floor((worst - 0.05) * 10 + _TIE) + 1) / 10


def bits(
    alpha: ArrayLike, predictions: PredictionMatrix, *, expected: Floats, roll: int, constants: Constants
) -> ShownBits:
    """What may be shown of the surprise of a side of 30 and more by the other.

    The exact predictions are held against the *shown* share of the other side, so that nothing of the other
    side's exact share comes back through this side's surprise. Without predictions the side counts as having
    said 1/2: a gap would say that nobody predicted.

    Parameters
    ----------
    alpha : (S,), the share of the other side as shown (its stand-in where that is an outer one), 0 to 1; NaN
        where that side answers as one and takes no side.
    predictions : what this side predicts of it, (P, S).
    expected : (S,), the mean share as shown (its stand-in where that is an outer one).
    roll : those asked of this side.
    constants : the step of shares, and what is outer.

    Returns
    -------
    ShownBits; label None and bits NaN where alpha is NaN.

    Examples
    --------
    >>> people = [f"p{i}" for i in range(30)]
    >>> given = PredictionMatrix(
    ...     share=[[0.0, 1.0]] * 15 + [[0.9, 1.0]] * 15,
    ...     seen=[[True, True]] * 30,
    ...     participants=people,
    ...     statements=["S1", "S2"],
    ... )
    >>> shown = bits([0.5, 1.0], given, expected=np.array([0.45, 0.95]), roll=30, constants=Constants())
    >>> shown.labels, shown.bits.round(2)
    ((None, '≤ 0.2 bits'), array([1.5 , 0.14]))
    """
    shares = np.asarray(alpha, dtype=np.float64)
    exact = surprise(alpha=shares, predictions=predictions).bits
    base = divergence(shares, *log_shares(np.full(shares.shape, 0.5), clip=CLIP))
    exact = np.where(np.isnan(exact), base, exact)
    cells = [
        shown_bits(float(value), alpha=float(share), expected=float(mean), roll=roll, constants=constants)
        for value, share, mean in zip(exact, shares, expected, strict=True)
    ]
    return ShownBits(
        labels=tuple(label for label, _ in cells),
        bits=[number for _, number in cells],
        rule=TO_A_TENTH.format(most=MOST_BITS),
    )


def shown_bits(
    exact: float, *, alpha: float, expected: float, roll: int, constants: Constants
) -> tuple[str | None, float]:
    """One mean surprise as it may be shown: to one decimal, the ends as one.

    Parameters
    ----------
    exact : bits, 0 or more; NaN stays NaN.
    alpha, expected, roll, constants : as of `bits`, of one statement.

    Returns
    -------
    the label (None where there is a number), and the number or what stands for it: half-way from the least
    that the mean share allows, or the most that is told apart.

    Examples
    --------
    >>> terms = {"alpha": 0.5, "expected": 0.5, "roll": 60, "constants": Constants()}
    >>> shown_bits(0.31, **terms), shown_bits(5.0, **terms)
    ((None, 0.3), ('≥ 2 bits', 2.0))
    """
    if np.isnan(exact) or np.isnan(alpha):
        return None, float("nan")
    tenth = math.floor(exact * 10 + 0.5 + _TIE) / 10
    if tenth >= MOST_BITS:
        return f"≥ {MOST_BITS:.0f} bits", MOST_BITS
    low = least_bits(alpha, extent(expected, constants), roll=roll)
    if tenth > low or low == 0:
        return None, tenth
    all_the_same = float(_cost(alpha, np.array([expected]))[0])
    return f"≤ {low} bits", (min(all_the_same, low) + low) / 2


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
