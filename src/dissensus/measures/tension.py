"""Tolerance for tension: how a party ranks settlement, tension and clash, and how the other expects it to."""

from __future__ import annotations

from itertools import combinations, permutations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Floats, Ints, frozen, whole_numbers
from dissensus.measures.records import Estimate

OUTCOMES = ("settlement", "tension", "clash")
"""What is ranked: that the matter is settled, that the tension stays, that it comes to a clash."""

_PAIRS = tuple(combinations(range(len(OUTCOMES)), 2))


def rankings(ranks: ArrayLike) -> Ints:
    """Rankings, checked: each puts one outcome first, one second, one third.

    Parameters
    ----------
    ranks : (P, 3), the rank that each respondent gives to each of `OUTCOMES`, from 1, the best.

    Returns
    -------
    int64 (P, 3).

    Raises
    ------
    MeasureError : the shape is another one, or a row is no ranking.

    Examples
    --------
    >>> rankings([[1, 2, 3]])
    array([[1, 2, 3]])
    >>> rankings([[1, 2, 2]])
    Traceback (most recent call last):
    dissensus.domain.errors.MeasureError: row 1 is [1, 2, 2]; rank settlement, tension, clash from 1 to 3
    """
    given = whole_numbers("ranks", ranks, least=1)
    if given.ndim != 2 or given.shape[1] != len(OUTCOMES):
        raise MeasureError(f"rankings of shape {given.shape} are given; give each respondent a row of three")
    wrong = np.any(np.sort(given, axis=1) != np.arange(1, len(OUTCOMES) + 1), axis=1)
    if wrong.any():
        row = int(np.argmax(wrong))
        raise MeasureError(f"row {row + 1} is {given[row].tolist()}; rank {', '.join(OUTCOMES)} from 1 to 3")
    return given


@attrs.frozen(kw_only=True, eq=False)
class FirstRanks:
    """What a side puts first, read-only.

    `share` (3,): of those who rank, the share that puts each of `OUTCOMES` first, NaN where nobody does; `n`
    who rank; `commonest`: what most put first, None where no outcome is put first by more than every other.
    """

    share: Floats = attrs.field(converter=frozen)
    n: int
    commonest: str | None


def first_ranks(ranks: ArrayLike) -> FirstRanks:
    """What a side would rather have: a settlement, the tension as it is, or a clash.

    Parameters
    ----------
    ranks : (P, 3) as of `rankings`.

    Returns
    -------
    FirstRanks.

    Raises
    ------
    MeasureError : as of `rankings`.

    Examples
    --------
    >>> found = first_ranks([[1, 2, 3], [1, 3, 2], [2, 1, 3], [1, 2, 3]])
    >>> found.share, found.commonest
    (array([0.75, 0.25, 0.  ]), 'settlement')
    >>> first_ranks([[1, 2, 3], [2, 1, 3]]).commonest is None
    True

    Crises told apart by how either side ranks what may come of them: [SnyderDiesing1977]_.
    """
    firsts = np.count_nonzero(rankings(ranks) == 1, axis=0)
    n = int(firsts.sum())
    alone = np.count_nonzero(firsts == firsts.max()) == 1
    return FirstRanks(
        share=firsts / n if n else np.full(len(OUTCOMES), np.nan),
        n=n,
        commonest=OUTCOMES[int(firsts.argmax())] if alone else None,
    )


@attrs.frozen(kw_only=True)
class Foresight:
    """How well one side foresees how the other ranks.

    `distance` is the mean Kendall distance of a predicted ranking from an actual one, as a share of the three
    pairs that the two may order otherwise: 0 the same, 1 reversed. `least` is the smallest that any one
    prediction could have had: it is over 0 where the other side is not of one mind. `first_right` is, of
    those who predict, the share that foresaw what the other side most often puts first.
    """

    distance: Estimate
    least: float | None
    first_right: Estimate


def foresight(*, predicted: ArrayLike, actual: ArrayLike) -> Foresight:
    """How the rankings that a side predicts of the other compare with the other's own.

    Parameters
    ----------
    predicted : (P, 3) as of `rankings`, what each respondent of this side predicts.
    actual : (Q, 3), the other side's own rankings; of a party that answers as one, one row.

    Returns
    -------
    Foresight; n counts those who predict. Figures are None, with the reason, where nobody predicts, where
    nobody of the other side ranks, and the last also where it puts no outcome first more often than every
    other.

    Raises
    ------
    MeasureError : as of `rankings`.

    Examples
    --------
    The other side prefers the tension to a settlement; one of two foresees it:

    >>> found = foresight(predicted=[[2, 1, 3], [1, 2, 3]], actual=[[2, 1, 3]])
    >>> round(found.distance.value, 3), found.least, found.first_right.value
    (0.167, 0.0, 0.5)

    The distance: [Kendall1938]_; the ranking nearest to all: [Kemeny1959]_.
    """
    theirs, ours = rankings(actual), rankings(predicted)
    n = len(ours)
    if not n or not len(theirs):
        reason = "nobody predicts" if not n else "nobody of the other side ranks"
        nothing = Estimate(value=None, n=n, reason=reason)
        return Foresight(distance=nothing, least=None, first_right=nothing)
    apart = len(_PAIRS) * len(theirs)
    every = np.array(list(permutations(range(1, len(OUTCOMES) + 1))))
    least = min(_discordant(row[np.newaxis], theirs) for row in every)
    return Foresight(
        distance=Estimate(value=_discordant(ours, theirs) / (apart * n), n=n, source="Kendall1938"),
        least=least / apart,
        first_right=_first_right(ours, theirs),
    )


def _first_right(ours: Ints, theirs: Ints) -> Estimate:
    commonest = first_ranks(theirs).commonest
    if commonest is None:
        reason = "the other side puts no outcome first more often than every other"
        return Estimate(value=None, n=len(ours), reason=reason)
    right = np.count_nonzero(ours[:, OUTCOMES.index(commonest)] == 1)
    return Estimate(value=int(right) / len(ours), n=len(ours))


def _discordant(ours: Ints, theirs: Ints) -> int:
    """Over all pairs of one of our rankings and one of theirs, how many pairs of outcomes differ in order."""
    total = 0
    for i, j in _PAIRS:
        we, they = (int(np.count_nonzero(each[:, i] < each[:, j])) for each in (ours, theirs))
        total += we * (len(theirs) - they) + (len(ours) - we) * they
    return total
