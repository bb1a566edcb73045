"""Talking past each other: what matters to a side, issue by issue, and how far two sides diverge in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import NO_IMPORTANCE, Floats, Ints, VoteMatrix, frozen


@attrs.frozen(kw_only=True, eq=False)
class Salience:
    """The share of its importance that a side spends on each issue.

    `share` (I,) sums to 1, NaN throughout where nothing matters to anybody; `importance` (I,) is the mean
    importance within the issue, 0 to 3, NaN where none was given; `n` int64 (I,) the answers behind it.
    """

    issues: tuple[str, ...]
    share: Floats = attrs.field(converter=frozen)
    importance: Floats = attrs.field(converter=frozen)
    n: Ints = attrs.field(converter=frozen)


def salience(votes: VoteMatrix, issues: Sequence[str | None]) -> Salience:
    """What matters to a side: importance averaged within each issue first, then shared out over the issues.

    Averaging first, over all answers within the issue, keeps an issue with many statements from weighing more
    for that reason alone.

    Parameters
    ----------
    votes : the side's answers with their importance, (P, S).
    issues : (S,), the issue of each statement; statements without one (None) count nowhere.

    Returns
    -------
    Salience over the issues, in the order of their first statement. An issue without any importance given
    has a share of 0 where others have one.

    Raises
    ------
    MeasureError : the lists differ in length.

    Examples
    --------
    >>> votes = VoteMatrix(
    ...     stance=[[1, 1, 1]],
    ...     seen=[[True] * 3],
    ...     importance=[[3, 1, 2]],
    ...     participants=["p"],
    ...     statements=["S1", "S2", "S3"],
    ... )
    >>> found = salience(votes, ["arms", "arms", "cyber"])
    >>> found.issues, found.importance, found.share
    (('arms', 'cyber'), array([2., 2.]), array([0.5, 0.5]))

    Shares of attention by issue, as dialogue and talking past each other are told apart in campaigns:
    [SigelmanBuell2004]_.
    """
    if len(issues) != len(votes.statements):
        raise MeasureError(f"{len(votes.statements)} statements but {len(issues)} issues; give each its own")
    names = tuple(dict.fromkeys(issue for issue in issues if issue is not None))
    place = {name: index for index, name in enumerate(names)}
    of = np.array([-1 if issue is None else place[issue] for issue in issues], dtype=np.int64)
    weights = votes.importance
    given = np.zeros(votes.stance.shape, dtype=np.bool_) if weights is None else weights != NO_IMPORTANCE
    total = np.zeros(len(names))
    n = np.zeros(len(names), dtype=np.int64)
    for index in range(len(names)):
        counted = given[:, of == index]
        n[index] = np.count_nonzero(counted)
        total[index] = 0 if weights is None else weights[:, of == index][counted].sum()
    mean = np.full(len(names), np.nan)
    np.divide(total, n, out=mean, where=n > 0)
    return Salience(issues=names, share=_shared_out(np.nan_to_num(mean)), importance=mean, n=n)


def _shared_out(amounts: Floats) -> Floats:
    whole = amounts.sum()
    return amounts / whole if whole > 0.0 else np.full(amounts.shape, np.nan)


def past_each_other(first: ArrayLike, second: ArrayLike) -> float:
    """How far two sides talk past each other: the Jensen-Shannon divergence of their salience, in bits.

    Parameters
    ----------
    first, second : (I,), shares of each side over the same issues, 0 or more; each is scaled to sum to 1. NaN
        throughout where nothing matters to the side.

    Returns
    -------
    0 (the same things matter, alike) to 1 bit (nothing that matters to one matters to the other); NaN where
    nothing matters to one of them.

    Raises
    ------
    MeasureError : the lengths differ, or a share is negative or without end.

    Examples
    --------
    >>> past_each_other([0.5, 0.5, 0.0], [0.0, 0.0, 1.0]), past_each_other([1, 3], [1, 3])
    (1.0, 0.0)

    The divergence: [Lin1991]_.
    """
    p, q = (np.asarray(each, dtype=np.float64) for each in (first, second))
    if p.ndim != 1 or p.shape != q.shape:
        raise MeasureError(f"salience of {p.shape} and {q.shape} issues does not fit; share out both alike")
    if np.any((p < 0.0) | (q < 0.0) | np.isinf(p) | np.isinf(q)):
        raise MeasureError("a share of importance is negative or without end; shares are 0 or more")
    if not (p.sum() > 0.0 and q.sum() > 0.0):
        return float("nan")
    p, q = p / p.sum(), q / q.sum()
    bits = 1.0 - (_lost(p, q) + _lost(q, p)) / 2.0
    return min(1.0, max(0.0, bits))


def _lost(p: Floats, q: Floats) -> float:
    """The mean of log2((p + q) / p) over p: 0 where the two share nothing, 1 where they are alike."""
    over = p > 0.0
    return float(p[over] @ (np.log2((p + q)[over]) - np.log2(p[over])))


def word_shares(counts: Mapping[str, ArrayLike]) -> dict[str, Floats]:
    """Salience from texts: of a party's issue words in each period, the share that marks each issue.

    Parameters
    ----------
    counts : by party, (T, I) or (I,) counts of issue words, 0 or more.

    Returns
    -------
    by party, shares of the same shape; NaN for a period without any issue word.

    Raises
    ------
    MeasureError : a count is negative.

    >>> word_shares({"NATO": [[3, 1], [0, 0]]})["NATO"]
    array([[0.75, 0.25],
           [ nan,  nan]])
    """
    found = {}
    for party, given in counts.items():
        held = np.asarray(given, dtype=np.float64)
        if np.any(held < 0.0):
            raise MeasureError(f"the words of {party} are counted below 0; counts are 0 or more")
        whole = held.sum(axis=-1, keepdims=True)
        share = np.full(held.shape, np.nan)
        np.divide(held, whole, out=share, where=whole > 0.0)
        found[party] = share
    return found
