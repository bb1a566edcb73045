"""Signals: what was meant against how it was read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike
from scipy.special import entr

from dissensus.domain.errors import MeasureError
from dissensus.domain.signals import HOSTILITY, MATCHES
from dissensus.domain.tracks import Target
from dissensus.measures.arrays import Floats
from dissensus.measures.intervals import LEVEL, acceleration, bca
from dissensus.measures.records import Estimate
from dissensus.measures.resampling import means_without_one, need_draws, resampled_means

FEWEST_FOR_FIDELITY = 40
"""Pairs from which fidelity is given: independent pairs score 0.56 at 8 and 0.30 at 16."""

FEWEST_FOR_INTERVAL = 20
"""Readers from whom a misread rate has an interval under `population`."""

_Category: TypeAlias = str | None


def misread_rate(
    meant: Sequence[_Category],
    read: Sequence[_Category],
    *,
    readers: Sequence[str] | None = None,
    target: Target,
    draws: int = 1000,
    level: float = LEVEL,
    rng: np.random.Generator,
) -> Estimate:
    """The share of readings that took a signal for something else than its sender meant.

    Parameters
    ----------
    meant, read : (D,), the category meant and the category read, one per reading; None for none.
    readers : (D,), who gave each reading: all readings of a reader are drawn together. None: each reading is
        another reader's, as it is of one signal.
    target : whom the number is about; only under `population` is there an interval, from 20 readers.
    draws, level : of the bias-corrected and accelerated bootstrap.
    rng : the source of chance.

    Returns
    -------
    Estimate from 0 to 1; n is the readings of which both are known, None with the reason where there is none.

    Raises
    ------
    MeasureError : the lengths differ, or there are no draws.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> meant, read = ["drill", "drill", None], ["drill", "threat", "threat"]
    >>> misread_rate(meant, read, target=Target.ROLL, rng=rng).value
    0.5

    After [Jervis1970]_; the interval: [Efron1987]_.
    """
    need_draws(draws)
    pairs = _pairs(meant, read)
    labels = range(len(meant)) if readers is None else readers
    if len(labels) != len(meant):
        raise MeasureError(
            f"{len(meant)} readings and {len(labels)} readers do not fit; name each one's reader"
        )
    if not pairs:
        return Estimate(value=None, n=0, reason="no signal has both a meaning and a reading")
    by_reader: Counter[Hashable] = Counter(labels[place] for place, _, _ in pairs)
    wrongly: Counter[Hashable] = Counter(labels[place] for place, m, r in pairs if m != r)
    point = Estimate(value=wrongly.total() / len(pairs), n=len(pairs), source="Jervis1970")
    if target is Target.ROLL:
        return attrs.evolve(point, reason="a roll has no sampling error")
    if len(by_reader) < FEWEST_FOR_INTERVAL:
        return attrs.evolve(point, reason=f"fewer than {FEWEST_FOR_INTERVAL} readers")
    each = Counter((wrongly[reader], read_by) for reader, read_by in by_reader.items())
    band = _band(wrongly.total() / len(pairs), each, draws=draws, level=level, rng=rng)
    if band is None:
        return attrs.evolve(point, reason="the resamples do not vary around the value")
    return attrs.evolve(point, interval=band, method="BCa", source="Efron1987")


def _pairs(meant: Sequence[_Category], read: Sequence[_Category]) -> list[tuple[int, str, str]]:
    """The readings of which both are known: their place, what was meant, what was read."""
    if len(meant) != len(read):
        raise MeasureError(f"{len(meant)} meanings and {len(read)} readings do not fit; give one of each")
    both = enumerate(zip(meant, read, strict=True))
    return [(place, m, r) for place, (m, r) in both if m is not None and r is not None]


def _band(
    value: float, each: Counter[tuple[int, int]], *, draws: int, level: float, rng: np.random.Generator
) -> tuple[float, float] | None:
    """The interval, readers resampled; `each` counts the readers by how often they misread, of how many."""
    kinds = sorted(each)
    rows, copies = np.array(kinds, dtype=np.float64), np.array([each[kind] for kind in kinds], dtype=np.int64)
    pull = acceleration([(_rate(means_without_one(rows, copies), copies.sum() - 1), copies)])
    drawn = _rate(resampled_means(rows, copies, draws=draws, rng=rng), copies.sum())
    return bca(value, drawn, acceleration=pull, level=level)


def _rate(means: Floats, readers: int) -> Floats:
    """Misread over read, from the means of both over so many readers; as whole numbers, so that equal rates
    are equal to the last bit."""
    wrong, of = np.rint(means * readers).T
    rate: Floats = wrong / of
    return rate


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


def fidelity(meant: Sequence[_Category], read: Sequence[_Category]) -> Estimate:
    """How much of what senders meant comes across: mutual information over the entropy of what was meant.

    The plug-in estimates of entropies are corrected by (K - 1) / (2 n), K the categories that occur; the
    ratio is kept within 0 and 1.

    Parameters
    ----------
    meant, read : (D,), categories, one pair per reading; None for none.

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
    pairs = [(m, r) for _, m, r in _pairs(meant, read)]
    n = len(pairs)
    if n < FEWEST_FOR_FIDELITY:
        return Estimate(value=None, n=n, reason=f"fewer than {FEWEST_FOR_FIDELITY} pairs")
    of_meant, of_read = Counter(m for m, _ in pairs), Counter(r for _, r in pairs)
    if len(of_meant) == 1:
        return Estimate(
            value=None, n=n, reason="everything meant is the same, so there is nothing to come across"
        )
    told = _entropy(of_meant.values())
    shared = told + _entropy(of_read.values()) - _entropy(Counter(pairs).values())
    return Estimate(value=float(np.clip(shared / told, 0.0, 1.0)), n=n, source="Miller1955")


def _entropy(counts: Iterable[int]) -> float:
    """Entropy in nats, corrected after Miller and Madow."""
    held = np.array(sorted(counts))
    share = held / held.sum()
    return float(entr(share).sum() + (len(held) - 1) / (2.0 * held.sum()))


def matches(coded: Sequence[str | None]) -> Mapping[str, int]:
    """Public signals without scales, as coded: how many match, match in part, mismatch, or found no reading.

    Parameters
    ----------
    coded : one of `domain.signals.MATCHES` for each signal; None, which counts nowhere, where none was coded.

    Returns
    -------
    how many of each, in the order of `MATCHES`.

    Raises
    ------
    MeasureError : a code is none of them.

    Examples
    --------
    >>> dict(matches(["match", "mismatch", "mismatch", None]))
    {'match': 1, 'partial': 0, 'mismatch': 2, 'none found': 0}
    """
    given = Counter(code for code in coded if code is not None)
    unknown = sorted(set(given) - set(MATCHES))
    if unknown:
        raise MeasureError(f"{unknown[0]!r} is no way to match; use one of {', '.join(MATCHES)}")
    return MappingProxyType({code: given[code] for code in MATCHES})
