"""What it is worth to both sides that the owner of a line names it: the value of clarifying."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Bools, Floats, Ints, frozen, read_only

MUTUAL_GAIN, ACTOR_ONLY, NO_CHANGE = "mutual gain", "actor only", "no change"

OUTCOMES = (MUTUAL_GAIN, ACTOR_ONLY, NO_CHANGE)
"""What naming a line can do; where two are equally common, the later holds."""

COSTS: Floats = read_only(2.0 ** np.arange(-2.0, 4.5, 0.5))
"""What a crossed line costs, in units of the top rung's benefit: 13 points, geometric, from 1/4 to 16."""

NO_GAIN = 1e-9
"""A gain of this or less is none."""

_TIE = 1e-12
"""Rungs whose worth differs by this or less are equally good; the lower is picked."""


@attrs.frozen(kw_only=True, eq=False)
class Clarity:
    """What it is worth to name a line, over a grid of costs of its being crossed, read-only.

    `gain_actor`, `gain_owner`: (costs of the actor, costs of the owner), in units of benefit and of harm; the
    actor's is the same along the second axis. `outcome`: the commonest of `OUTCOMES`; `share`: of the grid
    over which it holds. `middle_actor`, `middle_owner`: the gains at the middle of the grid (of an even
    number of costs, at the higher of the two in the middle). None or NaN where line or belief is undefined.
    """

    gain_actor: Floats = attrs.field(converter=frozen)
    gain_owner: Floats = attrs.field(converter=frozen)
    outcome: str | None
    share: float | None
    middle_actor: float
    middle_owner: float


def clarify(
    *,
    line: ArrayLike,
    belief: ArrayLike,
    benefit: ArrayLike | None = None,
    harm: ArrayLike | None = None,
    costs: ArrayLike = COSTS,
    owner_costs: ArrayLike = COSTS,
) -> Clarity:
    """The value of clarifying a line, to the one who acts and to the one who owns it.

    The actor goes up to the rung that is worth most to it, its benefit less the cost of crossing the line
    times its belief that this rung does. Once the owner has named the rung it will hold to, the actor goes up
    to the rung that is worth most against that. Beforehand the named rung is drawn from the owner's line. The
    gain of either is what it then has on average, less what it has unclarified. The actor's is never
    negative; the owner's may be: a line further off than believed invites more.

    Parameters
    ----------
    line : (R,), F(r): the probability that the owner's line lies at or below rung r.
    belief : (R,), the same as the actor believes it.
    benefit : (R,), of each rung to the actor; nothing (rung 0) is worth 0. None: r / R.
    harm : (R,), of each rung to the owner, likewise.
    costs : (N,), what a crossed line costs the actor, each over 0, in units of benefit.
    owner_costs : (M,), what it costs the owner, in units of harm.

    Returns
    -------
    Clarity over the N x M grid.

    Raises
    ------
    MeasureError : lengths differ; line or belief is no probability or falls; a benefit or harm is no number;
        a cost is not over 0.

    Examples
    --------
    The line is the second of two rungs, and the actor, who fears that it is the first, stays away from both.
    Named, the line frees the first rung: worth 1/2 to the actor, and 1/2 lost to the owner.

    >>> clarity = clarify(line=[0, 1], belief=[1, 1], costs=[2], owner_costs=[2])
    >>> clarity.outcome, clarity.middle_actor, clarity.middle_owner
    ('actor only', 0.5, -0.5)

    The actor who takes the line for the second where it is the first runs into it; both gain:

    >>> clarity = clarify(line=[1, 1], belief=[0, 1])
    >>> clarity.outcome, round(clarity.share, 3), clarity.middle_actor, clarity.middle_owner
    ('mutual gain', 0.692, 1.5, 2.5)

    After the value of information: [Howard1966]_.
    """
    crossed, believed = _probabilities("line", line), _probabilities("belief", belief)
    rungs = len(crossed)
    if len(believed) != rungs:
        raise MeasureError(f"line has {rungs} rungs, belief {len(believed)}; give both on the same ladder")
    worth, hurt = _by_rung("benefit", benefit, rungs), _by_rung("harm", harm, rungs)
    price, owner_price = _costs("costs", costs), _costs("owner_costs", owner_costs)
    if np.isnan(crossed).any() or np.isnan(believed).any():
        return _undefined((len(price), len(owner_price)))
    gain_actor, gain_owner = _gains(
        crossed=np.append(0.0, crossed),
        believed=np.append(0.0, believed),
        benefit=worth,
        harm=hurt,
        costs=price,
        owner_costs=owner_price,
    )
    outcome, share = _outcome(gain_actor, gain_owner)
    middle = len(price) // 2, len(owner_price) // 2
    return Clarity(
        gain_actor=gain_actor,
        gain_owner=gain_owner,
        outcome=outcome,
        share=share,
        middle_actor=float(gain_actor[middle]),
        middle_owner=float(gain_owner[middle]),
    )


def _gains(
    *, crossed: Floats, believed: Floats, benefit: Floats, harm: Floats, costs: Floats, owner_costs: Floats
) -> tuple[Floats, Floats]:
    """The gains, (N, M) each; all but the costs are over the rungs 0 to R, rung 0 being to do nothing."""
    unclear = _picked(benefit - costs[:, np.newaxis] * believed)
    rungs = np.arange(len(benefit))
    over = rungs >= np.arange(1, len(benefit) + 1)[:, np.newaxis]
    clear = _picked(benefit - costs[:, np.newaxis, np.newaxis] * over)
    named = np.diff(crossed, append=1.0)
    run_into = _crosses(over, clear) @ named
    actor = benefit[clear] @ named - costs * run_into - (benefit[unclear] - costs * crossed[unclear])
    spared = crossed[unclear] - run_into
    owner = (harm[unclear] - harm[clear] @ named)[:, np.newaxis] + owner_costs * spared[:, np.newaxis]
    return np.broadcast_to(np.maximum(actor, 0.0)[:, np.newaxis], owner.shape), owner


def _picked(worth: Floats) -> Ints:
    """The lowest of the best rungs along the last axis."""
    best = worth.max(axis=-1, keepdims=True)
    lowest: Ints = np.argmax(worth >= best - _TIE, axis=-1)
    return lowest


def _crosses(over: Bools, clear: Ints) -> Floats:
    """Whether the rung picked, (N, R + 1), crosses the line that was named (the last axis)."""
    crosses: Floats = over[np.arange(len(over)), clear].astype(np.float64)
    return crosses


def _outcome(gain_actor: Floats, gain_owner: Floats) -> tuple[str, float]:
    """The commonest outcome over the grid, and the share of the grid over which it holds."""
    actor, owner = gain_actor > NO_GAIN, gain_owner > NO_GAIN
    counts = [int(np.count_nonzero(where)) for where in (actor & owner, actor & ~owner, ~actor)]
    commonest = max(range(len(OUTCOMES)), key=lambda index: (counts[index], index))
    return OUTCOMES[commonest], counts[commonest] / int(actor.size)


def _undefined(shape: tuple[int, int]) -> Clarity:
    nothing = np.full(shape, np.nan)
    return Clarity(
        gain_actor=nothing,
        gain_owner=nothing,
        outcome=None,
        share=None,
        middle_actor=np.nan,
        middle_owner=np.nan,
    )


def _probabilities(name: str, given: ArrayLike) -> Floats:
    values = np.asarray(given, dtype=np.float64)
    if values.ndim != 1 or not len(values):
        raise MeasureError(f"{name} has shape {values.shape}; give one probability a rung")
    if np.any((values < 0.0) | (values > 1.0)) or np.any(np.diff(values) < 0.0):
        raise MeasureError(
            f"{name} is the probability that the line lies at or below each rung: from 0 to 1, never falling"
        )
    return values


def _by_rung(name: str, given: ArrayLike | None, rungs: int) -> Floats:
    """Benefit or harm of the rungs 0 to R; of rung 0, to do nothing, it is 0."""
    values = np.arange(1, rungs + 1) / rungs if given is None else np.asarray(given, dtype=np.float64)
    if values.shape != (rungs,):
        raise MeasureError(f"{name} has shape {values.shape}; give one a rung, {rungs} in all")
    if not np.isfinite(values).all():
        raise MeasureError(f"{name} holds something that is no number; give one a rung, or leave it out")
    return np.append(0.0, values)


def _costs(name: str, given: ArrayLike) -> Floats:
    values = np.asarray(given, dtype=np.float64)
    if values.ndim != 1 or not len(values) or not np.all((values > 0.0) & np.isfinite(values)):
        raise MeasureError(f"{name} are what a crossed line costs: a list of numbers over 0, not {values}")
    return values
