"""Ladders: where red lines are, where they are believed to be, and what lies between the two."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

import attrs
import numpy as np

from dissensus.domain.errors import MeasureError
from dissensus.domain.tracks import Target
from dissensus.measures.arrays import Floats, Ints, LineMatrix, frozen
from dissensus.measures.intervals import LEVEL, acceleration, bca, equal_tailed
from dissensus.measures.resampling import (
    bootstrap_means,
    mean_row,
    means_without_one,
    need_draws,
    resampled_means,
    unseen,
    urn_means,
)

Interval: TypeAlias = tuple[float, float]

_Lines: TypeAlias = tuple[Floats, Ints]

FEWEST = 20
"""Respondents on a side from which the blind zone and over-caution have an interval."""


def _by_name(values: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(values))


def weights(bounds: Ints, rungs: int) -> Floats:
    """Where each line may be: a discrete triangular distribution over rungs.

    With lowest a, likeliest c and highest b the weight of rung r is (r - a + 1) / (c - a + 1) up to c and
    (b - r + 1) / (b - c + 1) from c on, 0 outside a to b, then normalised.

    Parameters
    ----------
    bounds : int64 (P, 3), lowest <= likeliest <= highest, each from 1 to R + 1 ("none of these").
    rungs : R.

    Returns
    -------
    (P, R + 1), probabilities of the rungs 1 to R + 1; each row sums to 1.

    Examples
    --------
    A line given with its ends, and one without (both are the likeliest rung), on a ladder of four rungs:

    >>> weights(np.array([[1, 2, 4], [5, 5, 5]]), 4).round(3)
    array([[0.2  , 0.4  , 0.267, 0.133, 0.   ],
           [0.   , 0.   , 0.   , 0.   , 1.   ]])

    The distribution: [KokonendjiZocchi2010]_.
    """
    rung = np.arange(1, rungs + 2)
    low, likeliest, high = (bounds[:, [end]] for end in range(3))
    rising = (rung - low + 1) / (likeliest - low + 1)
    falling = (high - rung + 1) / (high - likeliest + 1)
    tent = np.maximum(np.minimum(rising, falling), 0.0)
    shares: Floats = tent / tent.sum(axis=1, keepdims=True)
    return shares


def _distinct(lines: LineMatrix) -> _Lines:
    """The distributions of the different lines, in the order of their bounds, and how many gave each."""
    bounds, copies = np.unique(lines.bounds, axis=0, return_counts=True)
    return weights(bounds, lines.rungs), copies.astype(np.int64)


def distribution(lines: LineMatrix) -> Floats:
    """Where a group puts a line: the mixture of its respondents' distributions, each of equal weight.

    Equal lines are counted first, and the different ones then summed in the order of their bounds: neither
    the order of respondents nor the pieces they come in change a byte.

    Parameters
    ----------
    lines : P lines on a ladder of R rungs.

    Returns
    -------
    (R + 1,), probabilities of the rungs 1 to R + 1; NaN throughout where there is no line.

    Examples
    --------
    >>> lines = LineMatrix(bounds=[[1, 1, 1], [1, 2, 2]], rungs=2, participants=["p1", "p2"])
    >>> distribution(lines).round(3)
    array([0.667, 0.333, 0.   ])
    >>> distribution(LineMatrix(bounds=np.empty((0, 3)), rungs=2, participants=[]))
    array([nan, nan, nan])
    """
    return mean_row(*_distinct(lines))


def crossed(distribution: Floats) -> Floats:
    """How likely it is that the line is crossed by an activity: F(r), that it lies at or below rung r.

    Parameters
    ----------
    distribution : (..., R + 1), probabilities of the rungs 1 to R + 1.

    Returns
    -------
    (..., R), from 0 to 1 and never falling, for the rungs 1 to R; NaN where the distribution is.

    >>> crossed(np.array([0.25, 0.5, 0.25]))
    array([0.25, 0.75])
    """
    return np.minimum(np.cumsum(distribution, axis=-1)[..., :-1], 1.0)


def _mean_rung(distribution: Floats) -> Floats:
    """(...), in rungs from 1 to R + 1."""
    mean: Floats = np.sum(distribution * np.arange(1, distribution.shape[-1] + 1), axis=-1)
    return mean


def _areas(actual: Floats, believed: Floats) -> Floats:
    """The blind zone and over-caution, (2, ...), from two distributions that broadcast."""
    over = crossed(actual) - crossed(believed)
    return np.stack([np.maximum(over, 0.0).sum(axis=-1), np.maximum(-over, 0.0).sum(axis=-1)])


@attrs.frozen(kw_only=True, eq=False)
class LadderGap:
    """A line as its owner holds it against the line as its holder believes it, on one ladder.

    In rungs, NaN where undefined: `blind`, `over_caution` (0 to R), `mean_actual`, `mean_believed` (1 to
    R + 1). `actual`, `believed`: (R,), the probability that the line lies at or below each rung. `n_owner`,
    `n_holder`: lines behind either.
    """

    blind: float
    over_caution: float
    mean_actual: float
    mean_believed: float
    actual: Floats = attrs.field(converter=frozen)
    believed: Floats = attrs.field(converter=frozen)
    n_owner: int
    n_holder: int


def _need_one_ladder(actual: LineMatrix, believed: LineMatrix) -> None:
    if actual.rungs != believed.rungs:
        raise MeasureError(
            f"the ladders have {actual.rungs} and {believed.rungs} rungs and are not compared; "
            "give both lines on the same ladder"
        )


def gap(*, actual: LineMatrix, believed: LineMatrix) -> LadderGap:
    """What lies between a line as it is and as it is believed to be.

    The blind zone is where the holder thinks it safe and the owner does not: miscalculation lives there.
    Over-caution is where the owner would tolerate it and the holder refrains. Together they are the
    Wasserstein-1 distance of the two distributions; over-caution less blind zone is the mean of the actual
    line less the mean of the believed one.

    Parameters
    ----------
    actual : the lines of the owner: one where it speaks with one voice, else one of each who gave one.
    believed : what the holder's respondents believe of it, on the same ladder.

    For the second order (what A believes that B believes of A's line) `actual` is what B believes of A's
    line and `believed` what A's respondents believe that B believes: the blind zone is then where A thinks
    that B expects it to be tolerated, and B does not.

    Returns
    -------
    LadderGap; NaN where one of the two has no line.

    Raises
    ------
    MeasureError : the ladders differ in length.

    Examples
    --------
    The owner's line is rung 1; of two others one knows it, one thinks that nothing would cross it:

    >>> own = LineMatrix(bounds=[[1, 1, 1]], rungs=2, participants=["A"])
    >>> others = LineMatrix(bounds=[[1, 1, 1], [3, 3, 3]], rungs=2, participants=["p1", "p2"])
    >>> found = gap(actual=own, believed=others)
    >>> found.blind, found.over_caution, found.mean_actual, found.mean_believed
    (1.0, 0.0, 1.0, 2.0)
    >>> nobody = LineMatrix(bounds=np.empty((0, 3)), rungs=2, participants=[])
    >>> gap(actual=own, believed=nobody).blind
    nan

    The distance: [Vallender1974]_; misperceived resolve and restraint: [Jervis1976]_.
    """
    _need_one_ladder(actual, believed)
    held, expected = distribution(actual), distribution(believed)
    blind, over_caution = _areas(held, expected)
    return LadderGap(
        blind=float(blind),
        over_caution=float(over_caution),
        mean_actual=float(_mean_rung(held)),
        mean_believed=float(_mean_rung(expected)),
        actual=crossed(held),
        believed=crossed(expected),
        n_owner=len(actual.participants),
        n_holder=len(believed.participants),
    )


def ambiguity(lines: LineMatrix) -> float:
    """How far apart those who own a line put it: the mean difference of their mean rungs, over all pairs.

    Parameters
    ----------
    lines : P lines of the owner's members.

    Returns
    -------
    float in rungs, 0 to R; NaN under two lines. Takes P log P steps, not one a pair.

    Examples
    --------
    >>> ambiguity(LineMatrix(bounds=[[1, 1, 1], [1, 1, 1], [4, 4, 4]], rungs=5, participants=["a", "b", "c"]))
    2.0
    >>> ambiguity(LineMatrix(bounds=[[1, 1, 1]], rungs=5, participants=["a"]))
    nan

    Gini's mean difference: [David1968]_.
    """
    means = np.sort(_mean_rung(weights(lines.bounds, lines.rungs)))
    n = len(means)
    if n < 2:
        return float("nan")
    below = np.arange(1, n)
    return float(np.sum(np.diff(means) * below * (n - below)) / (n * (n - 1) / 2))


@attrs.frozen(kw_only=True, eq=False)
class GapIntervals:
    """The intervals that stand beside a `LadderGap`, read-only.

    `blind`, `over_caution`: BCa, None where there is none, and `reasons` then says why under the same name.
    `mean_actual`, `mean_believed`: equal-tailed, None where there is no line. `actual`, `believed`: (R, 2),
    equal-tailed per rung, lower end first; NaN where there is no line.
    """

    blind: Interval | None
    over_caution: Interval | None
    reasons: Mapping[str, str] = attrs.field(converter=_by_name)
    mean_actual: Interval | None
    mean_believed: Interval | None
    actual: Floats = attrs.field(converter=frozen)
    believed: Floats = attrs.field(converter=frozen)


def gap_intervals(
    *,
    actual: LineMatrix,
    believed: LineMatrix,
    asked: tuple[int | None, int | None] = (None, None),
    target: Target,
    draws: int = 1000,
    level: float = LEVEL,
    rng: np.random.Generator,
) -> GapIntervals:
    """Intervals of what `gap` measures.

    Means and the probabilities of rungs: equal-tailed, of draws by the Bayesian bootstrap (`population`), or
    with an urn of the lines given filling in those of the roll who gave none (`roll`; without width where
    all did). Blind zone and over-caution: the bias-corrected and accelerated bootstrap over the respondents
    of both sides, under `population` only, from 20 on each side that is a sample. A single line of the owner
    is no sample but what the owner says: it does not vary and needs no 20.

    Parameters
    ----------
    actual, believed : as of `gap`.
    asked : the rolls behind the two, owner's first (1 for a party's one line); needed under `roll`.
    target : whom the numbers are about.
    draws : B, at least 1.
    level : probability that the intervals hold.
    rng : the source of chance; drawn from in the order owner's lines, believed lines, resamples of the
        owner's, resamples of the believed.

    Returns
    -------
    GapIntervals.

    Raises
    ------
    MeasureError : the ladders differ in length; no draws; under `roll`, no roll or one that is too short.

    Examples
    --------
    >>> own = LineMatrix(bounds=[[2, 2, 2]], rungs=2, participants=["A"])
    >>> others = LineMatrix(bounds=[[1, 1, 1], [3, 3, 3]], rungs=2, participants=["p1", "p2"])
    >>> found = gap_intervals(
    ...     actual=own, believed=others, asked=(1, 2), target=Target.ROLL, rng=np.random.default_rng(1)
    ... )
    >>> found.mean_actual, found.mean_believed, found.reasons["blind"]
    ((2.0, 2.0), (2.0, 2.0), 'a roll has no sampling error')

    The draws: [Rubin1981]_, [Lo1988]_; the interval: [Efron1987]_.
    """
    _need_one_ladder(actual, believed)
    need_draws(draws)
    held, expected = (
        _drawn(lines, asked=n, target=target, draws=draws, rng=rng)
        for lines, n in zip((actual, believed), asked, strict=True)
    )
    reason = _reason(len(actual.participants), len(believed.participants), target=target)
    bands: tuple[Interval | None, Interval | None] = (None, None)
    if reason is None:
        bands = _area_intervals(_distinct(actual), _distinct(believed), draws=draws, level=level, rng=rng)
        reason = "the resamples do not vary around the value"
    return GapIntervals(
        blind=bands[0],
        over_caution=bands[1],
        reasons={
            name: reason for name, band in zip(("blind", "over_caution"), bands, strict=True) if band is None
        },
        mean_actual=_ends(_mean_rung(held), level),
        mean_believed=_ends(_mean_rung(expected), level),
        actual=equal_tailed(crossed(held), level=level).T,
        believed=equal_tailed(crossed(expected), level=level).T,
    )


def _drawn(
    lines: LineMatrix, *, asked: int | None, target: Target, draws: int, rng: np.random.Generator
) -> Floats:
    """Draws of the mixture, (B, R + 1); NaN where there is no line."""
    rows, copies = _distinct(lines)
    n = copies.sum()
    silent = unseen(n, asked, what="gave a line") if target is Target.ROLL else None
    if not len(rows):
        return np.full((draws, lines.rungs + 1), np.nan)
    if silent is None:
        return bootstrap_means(rows, copies, draws=draws, rng=rng)
    return urn_means(rows, copies, unseen=int(silent), draws=draws, rng=rng)


def _ends(drawn: Floats, level: float) -> Interval | None:
    low, high = equal_tailed(drawn, level=level)
    return None if np.isnan(low) else (float(low), float(high))


def _reason(n_owner: int, n_holder: int, *, target: Target) -> str | None:
    """Why blind zone and over-caution have no interval, None where they may have one."""
    if n_owner == 0:
        return "the owner gave no line"
    if n_holder == 0:
        return "nobody said where they believe the line is"
    if target is Target.ROLL:
        return "a roll has no sampling error"
    if n_holder < FEWEST or 1 < n_owner < FEWEST:
        return f"fewer than {FEWEST} respondents on a side"
    return None


def _area_intervals(
    actual: _Lines, believed: _Lines, *, draws: int, level: float, rng: np.random.Generator
) -> tuple[Interval | None, Interval | None]:
    """BCa intervals of blind zone and over-caution, from distinct lines and how often each was given."""
    held, expected = mean_row(*actual), mean_row(*believed)
    held_again = resampled_means(*actual, draws=draws, rng=rng)
    drawn = _areas(held_again, resampled_means(*believed, draws=draws, rng=rng))
    jackknife = [(_areas(held, means_without_one(*believed)), believed[1])]
    if actual[1].sum() > 1:
        jackknife.append((_areas(means_without_one(*actual), expected), actual[1]))
    blind, over_caution = (
        bca(
            float(point),
            drawn[area],
            acceleration=acceleration([(areas[area], copies) for areas, copies in jackknife]),
            level=level,
        )
        for area, point in enumerate(_areas(held, expected))
    )
    return blind, over_caution
