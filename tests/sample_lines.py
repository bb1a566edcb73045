"""Sample ladders and the gaps between lines held and lines believed, made without the engine."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

from dissensus.engine.results import Cell, Label, LineGap, Value, Withheld

LADDERS = {
    "air": (
        "Routine patrol in international airspace, notified beforehand",
        "Patrol without notice",
        "Snap exercise close to the border",
        "Shadowing at a close distance",
        "Unsafe interception within a few metres",
        "Locking a fire-control radar on an aircraft",
        "Simulated attack run on a warship",
        "Closing off an air corridor for an exercise that blockades a port or an island",
        "Armed breach of the other's airspace",
        "Warning shots",
    ),
    "sea": (
        "Passage with notice",
        "Passage without notice",
        "Naval drill near the coast",
        "Harassing a ship with small boats",
        "Boarding a merchant ship",
        "Blocking a strait",
    ),
    "cyber": (
        "Scanning public networks",
        "Stealing documents",
        "Publishing stolen documents during a campaign",
        "Planting code in a power grid without using it",
        "Switching off power for some hours",
    ),
}

Pairs = Iterable[tuple[str, str]]


def gaps(pairs: Pairs, *, n: int, seed: int) -> tuple[LineGap, ...]:
    """For every ladder and both directions of every pair: the owner's line against what is believed."""
    return tuple(
        gap(domain, owner=owner, holder=holder, n=n, seed=seed)
        for domain in LADDERS
        for pair in pairs
        for owner, holder in (pair, pair[::-1])
    )


def second_order(pairs: Pairs, *, n: int, seed: int) -> tuple[LineGap, ...]:
    """What each side believes that the other believes of its line."""
    return tuple(
        gap(domain, owner=owner, holder=owner, other=other, n=n, seed=seed)
        for domain in LADDERS
        for pair in pairs
        for owner, other in (pair, pair[::-1])
    )


def gap(
    domain: str, *, owner: str, holder: str, n: int, seed: int, other: str | None = None, own: int = 12
) -> LineGap:
    """One line as `own` of its owner's members draw it, against the belief of `n` people."""
    size = len(LADDERS[domain])
    rng = np.random.default_rng([seed, size, len(owner), len(holder), len(other or "")])
    centre = rng.uniform(2, size)
    actual = _crossed(centre, 0.9, size)
    believed = _crossed(centre + rng.normal(0, 1.8), 1.4, size)
    half = 0.8 / math.sqrt(n)
    line = max(1, min(size + 1, round(centre)))
    return LineGap(
        domain=domain,
        rungs=size,
        owner=owner,
        holder=holder,
        other=other,
        n_owner=own,
        n_holder=n,
        blind=_summed(actual, believed, n),
        over_caution=_summed(believed, actual, n),
        ambiguity=Value(value=0.8, n=own),
        mean_actual=Value(value=_mean(actual), n=own),
        mean_believed=Value(value=_mean(believed), n=n),
        placed=Label(label="further" if _mean(believed) > _mean(actual) else "nearer", of=n, rule="by means"),
        actual=actual,
        believed=believed,
        believed_band=tuple((max(0.0, share - half), min(1.0, share + half)) for share in believed),
        released=(max(1, line - 1), line, min(size + 1, line + 1)),
    )


def placed_only(domain: str, *, owner: str, holder: str, label: str, of: int, line: int) -> LineGap:
    """A gap of a guarded side: one word on where the believed line stands, and the released line."""
    under = Withheld(reason="shown from 30 people a side")
    return LineGap(
        domain=domain,
        rungs=len(LADDERS[domain]),
        owner=owner,
        holder=holder,
        n_owner=1,
        n_holder=of,
        blind=under,
        over_caution=under,
        ambiguity=under,
        mean_actual=under,
        mean_believed=under,
        placed=Label(label=label, of=of, rule="held by more than half of the roll"),
        released=(line, line, line),
    )


def _crossed(centre: float, spread: float, size: int) -> tuple[float, ...]:
    return tuple(1 / (1 + math.exp(-(rung + 0.5 - centre) / spread)) for rung in range(1, size + 1))


def _mean(crossed: tuple[float, ...]) -> float:
    return 1 + sum(1 - share for share in crossed)


def _summed(over: tuple[float, ...], under: tuple[float, ...], n: int) -> Cell:
    total = sum(max(0.0, one - other) for one, other in zip(over, under, strict=True))
    return Value(value=total, interval=(total * 0.7, total * 1.3 + 0.05), n=n, method="BCa")
