"""What a dialogue did: the fall of surprise, arm by arm, and its effect against what was held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from dissensus.domain.errors import MeasureError
from dissensus.domain.rounds import ARMS
from dissensus.measures.arrays import Bools, Floats
from dissensus.measures.intervals import LEVEL, tails
from dissensus.measures.lot import DISCUSSED, HELD_BACK, systematic
from dissensus.measures.records import Estimate

FEWEST = 4
"""Statements, with a fall defined, from which a mean fall has an interval and an arm enters an effect."""


@attrs.frozen(kw_only=True, eq=False)
class EffectRecord:
    """The mean fall of surprise by arm, and the effect of the dialogue, all in bits.

    `falls` has every arm of `domain.rounds.ARMS`; an estimate's n counts statements.
    """

    falls: Mapping[str, Estimate]
    effect: Estimate


def change(fall: ArrayLike, *, level: float = LEVEL) -> Estimate:
    """The mean fall of surprise, without a control: a change, which is not yet an effect.

    Parameters
    ----------
    fall : (S,), bits: surprise in the first round less surprise in the last; NaN where either is undefined.
    level : probability that the interval holds.

    Returns
    -------
    Estimate in bits; n is the number of statements with a fall. Its interval is Student's, the statements
    being a sample of those that might have been asked; None under four of them, or where all are alike.

    Examples
    --------
    >>> estimate = change([0.5, 0.1, float("nan"), 0.2, 0.4])
    >>> round(estimate.value, 3), estimate.n, tuple(round(end, 3) for end in estimate.interval)
    (0.3, 4, (0.085, 0.515))
    >>> change([float("nan")]).reason
    'no statement has a fall'
    """
    low, high = tails(level)
    falls = np.asarray(fall, dtype=np.float64)
    falls = falls[~np.isnan(falls)]
    n = len(falls)
    if n == 0:
        return Estimate(value=None, n=0, reason="no statement has a fall")
    mean = float(falls.mean())
    if n < FEWEST:
        return Estimate(value=mean, n=n, reason=f"fewer than {FEWEST} statements, so no interval")
    if falls.min() == falls.max():
        return Estimate(value=mean, n=n, reason="all falls are alike, so no interval")
    ends = mean + stdtrit(n - 1, np.array([low, high])) * falls.std(ddof=1) / np.sqrt(n)
    interval = (float(ends[0]), float(ends[1]))
    return Estimate(
        value=mean, n=n, interval=interval, method="Student's t over statements", source="Student1908"
    )


def effect(
    fall: ArrayLike,
    arms: Sequence[str | None],
    issues: Sequence[str | None],
    *,
    redraws: int = 2000,
    level: float = LEVEL,
    rng: np.random.Generator,
) -> EffectRecord:
    """The effect of a dialogue: how much more surprise fell where it was discussed than where held back.

    Surprise falls by itself, so the mean fall of the held back statements is taken off. The interval holds
    every constant effect that the randomisation test of the lot does not reject: the lot between held back
    and discussed is drawn again and again, over the issues as it was at first, the released only staying
    where they are.

    Parameters
    ----------
    fall : (S,), bits: surprise in the first round less surprise in the last; NaN where either is undefined.
    arms : (S,), of `domain.rounds.ARMS`, or None for a statement that had no part in the lot.
    issues : (S,), the issue of each statement, or None.
    redraws : how many times the lot is drawn again, at least 1; the lot as it fell counts as one more.
    level : probability that the interval holds.
    rng : the source of chance.

    Returns
    -------
    EffectRecord. The effect is None, with the reason, under four statements with a fall in either arm; its
    interval is None where the lot could have fallen in too few ways.

    Raises
    ------
    MeasureError : the lengths differ, an arm is unknown, or redraws is under 1.

    Examples
    --------
    >>> fall = [0.1, 0.0, 0.2, 0.1, 0.5, 0.7, 0.6, 0.4, 0.6, 0.5, 0.3, 0.8]
    >>> arms = ["held back"] * 4 + ["discussed"] * 8
    >>> record = effect(fall, arms, ["cfe"] * 12, rng=np.random.default_rng(1))
    >>> round(record.effect.value, 3), record.effect.n, record.effect.interval[0] > 0
    (0.45, 12, True)
    >>> effect(fall[1:], arms[1:], ["cfe"] * 11, rng=np.random.default_rng(1)).effect.reason
    'fewer than 4 statements with a fall were held back or discussed'

    The test: [Fisher1935]_; its inversion: [Rosenbaum2002]_.
    """
    falls = np.asarray(fall, dtype=np.float64)
    _need(falls, arms, issues, redraws)
    arm = np.array(["" if each is None else each for each in arms])
    by_arm = {name: change(falls[arm == name], level=level) for name in ARMS}
    units = np.flatnonzero(np.isin(arm, (HELD_BACK, DISCUSSED)) & ~np.isnan(falls))
    held = arm[units] == HELD_BACK
    if min(np.count_nonzero(held), np.count_nonzero(~held)) < FEWEST:
        reason = f"fewer than {FEWEST} statements with a fall were held back or discussed"
        return EffectRecord(falls=by_arm, effect=Estimate(value=None, n=len(units), reason=reason))
    drawn = systematic([issues[s] for s in units.tolist()], int(held.sum()), draws=redraws, rng=rng)
    lots = np.zeros((redraws + 1, len(units)), dtype=np.bool_)
    np.put_along_axis(lots[1:], drawn, values=True, axis=1)
    lots[0] = held
    interval = _inverted(falls[units], lots, level)
    return EffectRecord(
        falls=by_arm,
        effect=Estimate(
            value=float(_contrasts(falls[units], lots[:1])[0]),
            n=len(units),
            interval=interval,
            method=None if interval is None else "randomisation test of the lot, inverted",
            source=None if interval is None else "Rosenbaum2002",
            reason=None
            if interval is not None
            else "the lot could have fallen in too few ways for an interval",
        ),
    )


def _need(falls: Floats, arms: Sequence[str | None], issues: Sequence[str | None], redraws: int) -> None:
    if not falls.shape == (len(arms),) == (len(issues),):
        raise MeasureError(
            f"{falls.shape} falls, {len(arms)} arms and {len(issues)} issues do not fit; "
            "give one of each per statement"
        )
    unknown = set(arms) - {None, *ARMS}
    if unknown:
        raise MeasureError(f"no arm is called {sorted(map(str, unknown))}; the arms are {', '.join(ARMS)}")
    if redraws < 1:
        raise MeasureError(f"{redraws} redraws are asked for; ask for at least one, 2000 is usual")


def _contrasts(values: Floats, lots: Bools) -> Floats:
    """Mean of those not held back less mean of the held back, per lot (B, n), held back being True."""
    size = lots[0].sum()
    held = lots @ values
    contrasts: Floats = (values.sum() - held) / (len(values) - size) - held / size
    return contrasts


def _inverted(falls: Floats, lots: Bools, level: float) -> tuple[float, float] | None:
    """The constant effects that the test does not reject; the first of the lots is how it fell.

    With an effect tau taken off the discussed, the contrast of lot z is A_z - tau B_z, where A is of the
    falls and B of who was discussed; the lot as it fell has A_0 - tau. The two change places at
    t_z = (A_0 - A_z) / (1 - B_z). A lot that repeats the first (B_z = 1) is as extreme at every tau, on
    either side.
    """
    contrasts = _contrasts(falls, lots)
    overlap = _contrasts((~lots[0]).astype(np.float64), lots)
    repeats = np.all(lots == lots[0], axis=1)
    crossings = np.sort((contrasts[0] - contrasts[~repeats]) / (1.0 - overlap[~repeats]))
    allowed = int(np.floor(tails(level)[0] * len(lots) + 1e-9))
    index = allowed - int(repeats.sum())
    if index < 0:
        return None
    return float(crossings[index]), float(crossings[-1 - index])
