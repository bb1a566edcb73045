"""Surprise, in bits: how far a side's predictions lie from what the other side turned out to hold."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import entr

from dissensus.domain.errors import MeasureError
from dissensus.domain.tracks import Target
from dissensus.measures import states
from dissensus.measures.arrays import Bools, Floats, Ints, PredictionMatrix, frozen
from dissensus.measures.counts import Tally, counted
from dissensus.measures.intervals import LEVEL, acceleration, bca
from dissensus.measures.records import Estimate
from dissensus.measures.resampling import resampled_means

CLIP = 0.01
"""A prediction counts as no surer than this far from 0 and 1."""

FEWEST = 20
"""Respondents on each side from which an interval of surprise is given."""

_BLOCK = 256
"""Rows taken at a time, few enough to stay in the cache."""

_TOGETHER = 8
"""Rows multiplied before a logarithm is taken; with `LEAST_CLIP` a product stays far from underflow."""

LEAST_CLIP = 1e-12
"""Predictions are kept at least this far from 0 and 1."""


@attrs.frozen(kw_only=True, eq=False)
class Surprise:
    """The surprise of one side by another, per statement.

    `bits`: (S,), 0 or more, NaN where undefined; `n`: int64 (S,), predictions behind it; `clip`: how far
    predictions were kept from 0 and 1.
    """

    bits: Floats = attrs.field(converter=frozen)
    n: Ints = attrs.field(converter=frozen)
    statements: tuple[str, ...]
    clip: float


def need_clip(clip: float) -> None:
    """Check that `clip` leaves predictions something to say: over 0, under 1/2.

    Raises
    ------
    MeasureError : it does not.

    >>> need_clip(0.05)
    """
    if not LEAST_CLIP <= clip < 0.5:
        raise MeasureError(f"predictions are clipped somewhere between 0 and 1/2, not at {clip}; use 0.01")


def log_shares(share: Floats, *, clip: float) -> tuple[Floats, Floats]:
    """The logarithms, base 2, of a predicted share and of its complement, the share clipped first.

    Parameters
    ----------
    share : floats of any shape, in [0, 1].
    clip : over 0, under 1/2: shares count as clip to 1 - clip.

    Returns
    -------
    two arrays of that shape: log2 of the share, log2 of one less the share.

    >>> agree, disagree = log_shares(np.array([0.25, 0.5]), clip=0.01)
    >>> agree
    array([-2., -1.])
    """
    clipped = np.clip(share, clip, 1.0 - clip)
    agree = np.log2(clipped)
    np.subtract(1.0, clipped, out=clipped)
    return agree, np.log2(clipped, out=clipped)


def _mean_logs(predictions: PredictionMatrix, n: Ints, clip: float) -> tuple[Floats, Floats]:
    """The means of `log_shares` over the predictions given, (S,) each; NaN where there are none."""
    sums = np.zeros((2, len(predictions.statements)))
    for start in range(0, len(predictions.participants), _BLOCK):
        rows = slice(start, start + _BLOCK)
        seen = predictions.seen[rows]
        agree = np.clip(predictions.share[rows], clip, 1.0 - clip)
        for total, shares in zip(sums, (agree, 1.0 - agree), strict=True):
            if not seen.all():
                np.copyto(shares, 1.0, where=~seen)
            total += np.log2(_products(shares)).sum(axis=0)
    means = np.full(sums.shape, np.nan)
    np.divide(sums, n, out=means, where=n > 0)
    return means[0], means[1]


def _products(shares: Floats) -> Floats:
    """Rows multiplied together by eights, the rest as they are: one logarithm costs as much as many products,
    and the sum of logarithms is the logarithm of the product."""
    even = len(shares) - len(shares) % _TOGETHER
    by_eights = shares[:even].reshape(-1, _TOGETHER, shares.shape[1])
    return np.concatenate([by_eights.prod(axis=1), shares[even:]])


def divergence(alpha: Floats, mean_log_agree: Floats, mean_log_disagree: Floats) -> Floats:
    """The mean Kullback-Leibler divergence of predictions from a share, from the means of their logarithms.

    The divergence is linear in the two logarithms, so their means are all that is needed of a side.

    Parameters
    ----------
    alpha : share that agrees, in [0, 1] or NaN, of a shape that broadcasts with the others.
    mean_log_agree, mean_log_disagree : mean log2 of the predicted share and of its complement.

    Returns
    -------
    bits, 0 or more (a rounding below 0 is 0); NaN where an input is.

    >>> divergence(np.array([1.0]), np.array([-2.0]), np.array([-0.5]))
    array([2.])
    """
    entropy = (entr(alpha) + entr(1.0 - alpha)) / np.log(2.0)
    cross = alpha * mean_log_agree + (1.0 - alpha) * mean_log_disagree
    bits: Floats = np.maximum(-entropy - cross, 0.0)
    return bits


def surprise(*, alpha: ArrayLike, predictions: PredictionMatrix, clip: float = CLIP) -> Surprise:
    """How surprised a side should be by what the other side holds, in bits.

    The mean, over those who predicted, of the Kullback-Leibler divergence of the predicted share from the
    actual one: the regret of the logarithmic score. Beside it belongs the plain figure of
    `expected_rightly`.

    Parameters
    ----------
    alpha : (S,), of those of the other side who take a side, the share that agrees; in [0, 1], NaN where
        nobody takes one.
    predictions : what this side predicted of it, (P, S).
    clip : predictions are taken no nearer than this to 0 and 1; over 0, under 1/2. A perfect prediction of
        a unanimous side so costs 0.0145 bits.

    Returns
    -------
    Surprise: bits (S,), 0 or more; NaN where alpha is, or where nobody predicted.

    Raises
    ------
    MeasureError : alpha has another shape or lies outside [0, 1], or clip does.

    Examples
    --------
    >>> predictions = PredictionMatrix(
    ...     share=[[1.0, 0.5, 0.5]],
    ...     seen=[[True, True, False]],
    ...     participants=["p1"],
    ...     statements=["S1", "S2", "S3"],
    ... )
    >>> surprise(alpha=[1.0, 0.5, 0.5], predictions=predictions).bits.round(4)
    array([0.0145, 0.    ,    nan])

    The score: [Good1952]_.
    """
    need_clip(clip)
    actual = np.asarray(alpha, dtype=np.float64)
    if actual.shape != (len(predictions.statements),):
        raise MeasureError(
            f"alpha has shape {actual.shape}, but there are {len(predictions.statements)} statements"
        )
    if np.any((actual < 0.0) | (actual > 1.0)):
        raise MeasureError("alpha is a share from 0 to 1; something else is given")
    n = counted(predictions.seen)
    bits = divergence(actual, *_mean_logs(predictions, n, clip))
    return Surprise(bits=bits, n=n, statements=predictions.statements, clip=clip)


def interval(
    *,
    other: Tally,
    predictions: PredictionMatrix,
    target: Target,
    clip: float = CLIP,
    draws: int = 1000,
    level: float = LEVEL,
    rng: np.random.Generator,
) -> tuple[Estimate, ...]:
    """The surprise of a side per statement, with its interval where there is one to give.

    The bias-corrected and accelerated bootstrap over both samples: those of the other side who answered, and
    those of this side who predicted. Resamples in which nobody of the other side takes a side are left out.
    A roll has no sampling error, so only `population` has intervals, and only from 20 respondents on each
    side: 20 of the other who answered the statement, and 20 of this one who predicted it.

    Parameters
    ----------
    other : the counts of the side that is predicted, over S statements.
    predictions : what this side predicted of it, (P, S).
    target : whom the numbers are about.
    clip, level : as of `surprise` and `intervals.bca`.
    draws : resamples, at least 1.
    rng : the source of chance. The other side is resampled first, statement by statement, then the persons of
        this side, all statements of a person together.

    Returns
    -------
    S estimates in bits; n is the number of predictions. `reason` says why a value or an interval is missing.

    Raises
    ------
    MeasureError : as of `surprise`; the statements differ; no draws.

    Examples
    --------
    >>> counts = Tally(agree=[30], unsure=[0], disagree=[10], statements=["S1"], participants=40)
    >>> people = [f"p{i}" for i in range(19)]
    >>> given = PredictionMatrix(
    ...     share=[[0.5]] * 19, seen=[[True]] * 19, participants=people, statements=["S1"]
    ... )
    >>> estimate = interval(
    ...     other=counts, predictions=given, target=Target.POPULATION, rng=np.random.default_rng(1)
    ... )[0]
    >>> round(estimate.value, 4), estimate.interval, estimate.reason
    (0.1887, None, 'fewer than 20 respondents on a side')

    The interval: [Efron1987]_.
    """
    if other.statements != predictions.statements:
        raise MeasureError("the counts and the predictions are of different statements; sort both alike")
    if draws < 1:
        raise MeasureError(f"{draws} resamples are asked for; ask for at least one, 1000 is usual")
    point = surprise(alpha=other.alpha, predictions=predictions, clip=clip)
    reasons = [_reason(*each, target=target) for each in zip(other.takers, other.n, point.n, strict=True)]
    wanted = np.flatnonzero([reason is None for reason in reasons])
    logs = np.stack(log_shares(predictions.share[:, wanted], clip=clip)) * predictions.seen[:, wanted]
    drawn = divergence(
        _resampled_alpha(other, wanted, draws=draws, rng=rng),
        *_resampled_logs(logs, predictions.seen[:, wanted], draws=draws, rng=rng),
    )
    bands: dict[int, tuple[float, float] | None] = {}
    for k, s in enumerate(wanted):
        pull = acceleration(_left_out(other, int(s), logs[:, predictions.seen[:, s], k]))
        defined = drawn[~np.isnan(drawn[:, k]), k]
        bands[int(s)] = bca(float(point.bits[s]), defined, acceleration=pull, level=level)
    return tuple(
        _estimate(float(bits), int(n), bands.get(s), reasons[s])
        for s, (bits, n) in enumerate(zip(point.bits, point.n, strict=True))
    )


def _reason(takers: int, answered: int, predicted: int, *, target: Target) -> str | None:
    """Why there is no value or no interval, None where both are to be had."""
    if takers == 0:
        return "nobody of the other side takes a side"
    if predicted == 0:
        return "nobody predicted"
    if target is Target.ROLL:
        return "a roll has no sampling error"
    if min(answered, predicted) < FEWEST:
        return f"fewer than {FEWEST} respondents on a side"
    return None


def _estimate(bits: float, n: int, band: tuple[float, float] | None, reason: str | None) -> Estimate:
    if reason is None and band is None:
        reason = "the resamples do not vary around the value"
    return Estimate(
        value=None if np.isnan(bits) else bits,
        n=n,
        interval=band,
        method=None if band is None else "BCa",
        source="Good1952" if band is None else "Efron1987",
        reason=reason,
    )


def _resampled_alpha(other: Tally, wanted: Ints, *, draws: int, rng: np.random.Generator) -> Floats:
    """Alpha in resamples of those who answered, (B, K); NaN where nobody of them takes a side."""
    counts = np.stack([other.agree, other.unsure, other.disagree], axis=-1)[wanted]
    n = counts.sum(axis=-1)
    drawn = rng.multinomial(n, counts / n[:, np.newaxis], size=(draws, len(wanted)))
    takers = drawn[..., 0] + drawn[..., 2]
    alpha = np.full(takers.shape, np.nan)
    np.divide(drawn[..., 0], takers, out=alpha, where=takers > 0)
    return alpha


def _resampled_logs(
    logs: Floats, seen: Bools, *, draws: int, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Mean logarithms in resamples of the persons who predicted anything, (B, K) each."""
    persons = np.flatnonzero(seen.any(axis=1))
    means = np.full((2, draws, seen.shape[1]), np.nan)
    if len(persons):
        rows = np.hstack([*logs, seen])[persons]
        people = np.ones(len(persons), dtype=np.int64)
        *sums, held = np.hsplit(resampled_means(rows, people, draws=draws, rng=rng), 3)
        np.divide(sums, held, out=means, where=held > 0.0)
    return means[0], means[1]


def _left_out(other: Tally, s: int, logs: Floats) -> list[tuple[Floats, Ints]]:
    """The surprise with each respondent of either side left out, (2, n) logarithms being those given."""
    agree, unsure, disagree = int(other.agree[s]), int(other.unsure[s]), int(other.disagree[s])
    kinds = [(agree - 1, disagree), (agree, disagree), (agree, disagree - 1)]
    counts = np.array([agree, unsure, disagree])
    possible = np.array([n > 0 and sum(kind) > 0 for n, kind in zip(counts, kinds, strict=True)])
    alpha = np.array([a / max(a + d, 1) for a, d in kinds])[possible]
    means = logs.mean(axis=1)
    without = (logs.sum(axis=1, keepdims=True) - logs) / (logs.shape[1] - 1)
    theirs = divergence(alpha, means[0], means[1])
    ours = divergence(np.array(agree / (agree + disagree)), without[0], without[1])
    return [(theirs, counts[possible]), (ours, np.ones(logs.shape[1], dtype=np.int64))]


def expected_rightly(
    *, leanings_other: NDArray[Any], expectations: NDArray[Any], given: ArrayLike = True
) -> tuple[int, int]:
    """How many of the other side's leanings a side expected rightly, of how many.

    Counted are the statements on which the other side leans (not split, not undefined) and for which a
    prediction was given. A prediction of exactly 1/2 is counted, and is not right.

    Parameters
    ----------
    leanings_other : (S,) codes of `states.leaning` of the other side.
    expectations : (S,) codes of `states.expectation` of this side.
    given : bool (S,), whether this side gave any prediction; True: on every statement.

    Returns
    -------
    right, of : two counts; with `of` 0 there is no share to tell.

    Examples
    --------
    >>> leanings = np.array([1, 1, 0, -1, 1])
    >>> expectations = np.array([1, -1, 1, 0, 0])
    >>> expected_rightly(
    ...     leanings_other=leanings, expectations=expectations, given=[True, True, True, True, False]
    ... )
    (1, 3)
    >>> expected_rightly(leanings_other=np.array([0, 2]), expectations=np.array([1, 1]))
    (0, 0)
    """
    leans = np.isin(leanings_other, (states.LEAN_AGREE, states.LEAN_DISAGREE))
    counted = leans & np.asarray(given, dtype=np.bool_)
    right = counted & (leanings_other == expectations)
    return int(np.count_nonzero(right)), int(np.count_nonzero(counted))
