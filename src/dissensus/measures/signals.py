"""Signals: what was meant against how it was read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.domain.signals import HOSTILITY
from dissensus.measures.arrays import Floats, Ints
from dissensus.measures.intervals import LEVEL, acceleration, bca
from dissensus.measures.records import Estimate

FEWEST_FOR_FIDELITY = 40
"""Pairs from which fidelity is given: independent pairs score 0.56 at 8 and 0.30 at 16."""

FEWEST_FOR_INTERVAL = 20
"""Readings from which a misread rate has an interval under `population`."""


def misread_rate(
    meant: Sequence[str | None],
    read: Sequence[str | None],
    *,
    population: bool = False,
    draws: int = 1000,
    level: float = LEVEL,
    rng: np.random.Generator,
) -> Estimate:
    """The share of readings that took a signal for something else than its sender meant.

    Parameters
    ----------
    meant, read : (D,), the category meant and the category read, one per reading; None for none.
    population : whether readers stand for others; only then is there an interval, from 20 readings.
    draws, level : of the bias-corrected and accelerated bootstrap.
    rng : the source of chance.

    Returns
    -------
    Estimate from 0 to 1; n is the readings of which both are known, None with the reason where there is none.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> misread_rate(["drill", "drill", None], ["drill", "threat", "threat"], rng=rng).value
    0.5

    After [Jervis1970]_; the interval: [Efron1987]_.
    """
    if len(meant) != len(read):
        raise MeasureError(f"{len(meant)} meanings and {len(read)} readings do not fit; give one of each")
    wrong = np.array(
        [m != r for m, r in zip(meant, read, strict=True) if m is not None and r is not None],
        dtype=np.float64,
    )
    n = len(wrong)
    if not n:
        return Estimate(value=None, n=0, reason="no signal has both a meaning and a reading")
    value = float(wrong.mean())
    if not population:
        return Estimate(value=value, n=n, reason="a roll has no sampling error", source="Jervis1970")
    if n < FEWEST_FOR_INTERVAL:
        return Estimate(value=value, n=n, reason=f"fewer than {FEWEST_FOR_INTERVAL} readings")
    count = int(wrong.sum())
    without_one = np.array([count - 1, count]) / (n - 1)
    pull = acceleration([(without_one, np.array([count, n - count]))])
    band = bca(value, rng.binomial(n, value, size=draws) / n, acceleration=pull, level=level)
    return Estimate(value=value, n=n, interval=band, method="BCa" if band else None, source="Efron1987")


def threat_inflation(meant: ArrayLike, read: ArrayLike) -> Estimate:
    """How much more hostile signals were read than meant: the mean of read less meant, on a scale of 1 to 7.

    Parameters
    ----------
    meant, read : (D,), hostility meant and read, one per reading; NaN for none.

    Returns
    -------
    Estimate from -6 to 6, over 0 where signals are read as more hostile than meant.

    Raises
    ------
    MeasureError : the lengths differ, or a hostility is off the scale.

    Examples
    --------
    >>> threat_inflation([2, 2, float("nan")], [5, 3, 7]).value
    2.0

    After [Jervis1976]_.
    """
    m, r = _hostility("meant", meant), _hostility("read", read)
    if m.shape != r.shape:
        raise MeasureError(f"{m.shape} meanings and {r.shape} readings do not fit; give one of each")
    both = ~np.isnan(m) & ~np.isnan(r)
    if not both.any():
        return Estimate(value=None, n=0, reason="no signal has a hostility both meant and read")
    gaps = r[both] - m[both]
    return Estimate(value=float(gaps.mean()), n=len(gaps), source="Jervis1976")


def _hostility(name: str, values: ArrayLike) -> Floats:
    found = np.asarray(values, dtype=np.float64)
    low, high = HOSTILITY[0], HOSTILITY[-1]
    if np.any((found < low) | (found > high)):
        raise MeasureError(f"hostility {name} runs from {low} to {high}; something else is given")
    return found


def fidelity(meant: Sequence[str], read: Sequence[str]) -> Estimate:
    """How much of what senders meant comes across: mutual information over the entropy of what was meant.

    The plug-in estimates of entropies are corrected by (K - 1) / (2 n), K the categories that occur; the
    ratio is kept within 0 and 1.

    Parameters
    ----------
    meant, read : (D,), categories, one pair per reading.

    Returns
    -------
    Estimate from 0 (a reading tells nothing of the meaning) to 1; None, with the reason, under 40 pairs or
    where everything meant is the same.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> fidelity(["a", "b"] * 20, ["x", "y"] * 20).value
    1.0
    >>> fidelity(["a"] * 40, ["x", "y"] * 20).reason
    'everything meant is the same, so there is nothing to come across'

    The correction: [Miller1955]_.
    """
    if len(meant) != len(read):
        raise MeasureError(f"{len(meant)} meanings and {len(read)} readings do not fit; give one of each")
    n = len(meant)
    if n < FEWEST_FOR_FIDELITY:
        return Estimate(value=None, n=n, reason=f"fewer than {FEWEST_FOR_FIDELITY} pairs")
    _, of_meant = np.unique(np.array(meant, dtype=object).astype(str), return_inverse=True)
    _, of_read = np.unique(np.array(read, dtype=object).astype(str), return_inverse=True)
    table = np.zeros((of_meant.max() + 1, of_read.max() + 1), dtype=np.int64)
    np.add.at(table, (of_meant, of_read), 1)
    if len(table) == 1:
        return Estimate(
            value=None, n=n, reason="everything meant is the same, so there is nothing to come across"
        )
    rows, columns = _entropy(table.sum(axis=1)), _entropy(table.sum(axis=0))
    shared = rows + columns - _entropy(table.ravel())
    return Estimate(value=float(np.clip(shared / rows, 0.0, 1.0)), n=n, source="Miller1955")


def _entropy(counts: Ints) -> float:
    """Entropy in nats, corrected after Miller and Madow."""
    held = counts[counts > 0]
    share = held / held.sum()
    return float(-(share * np.log(share)).sum() + (len(held) - 1) / (2.0 * held.sum()))
