"""What people take others to think: the typology of attributions, and the false-consensus effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Bools, Floats

TRUE_CONSENSUS = "true consensus"
FALSE_CONSENSUS = "false consensus"
TRUE_DISSENSUS = "true dissensus"
FALSE_DISSENSUS = "false dissensus"
FALSE_ATTRIBUTION = "false attribution"

TYPES = (TRUE_CONSENSUS, FALSE_CONSENSUS, TRUE_DISSENSUS, FALSE_DISSENSUS, FALSE_ATTRIBUTION)
"""The ways in which one's own option, the majority's and the one taken to be the majority's can fall."""

MISTAKEN = (FALSE_ATTRIBUTION, FALSE_DISSENSUS, FALSE_CONSENSUS)
"""The types of those who are wrong about the majority."""


def _mapping(values: Mapping[float, float]) -> Mapping[float, float]:
    return MappingProxyType(dict(values))


def _named(values: Mapping[str, float]) -> Mapping[str, float]:
    return MappingProxyType(dict(values))


@attrs.frozen(kw_only=True, eq=False)
class Typology:
    """How a group divides by own option, the majority's option and the option taken for it.

    `majority` is the commonest own option (of equals, the lower); `n` the persons who gave both;
    `counts` the persons of each of `TYPES` (their weights, where weighted); `share_own` and
    `share_predicting` the shares that hold an option themselves and that take it for the majority's, by
    option. `taylor_index` is the share mistaken about the majority. `majority` and `taylor_index` are None
    where n is 0.
    """

    majority: float | None
    n: int
    counts: Mapping[str, float] = attrs.field(converter=_named)
    share_own: Mapping[float, float] = attrs.field(converter=_mapping)
    share_predicting: Mapping[float, float] = attrs.field(converter=_mapping)
    taylor_index: float | None


def weighted(values: Floats, weights: ArrayLike | None) -> Floats:
    """The weights that go with `values`: 1 each where none are given.

    Raises
    ------
    MeasureError : the lengths differ, or a weight is negative or NaN.

    >>> weighted(np.array([3.0, 4.0]), None)
    array([1., 1.])
    """
    if weights is None:
        return np.ones(values.shape)
    given = np.asarray(weights, dtype=np.float64)
    if given.shape != values.shape:
        raise MeasureError(f"{given.shape} weights do not fit {values.shape} answers; give one each")
    if not np.all(given >= 0.0):
        raise MeasureError("a weight is negative or missing; weights are 0 or more")
    return given


def predicted_majority(estimates: ArrayLike, options: Sequence[float]) -> Floats:
    """The option that each person takes for the commonest, from estimated shares of every option.

    Parameters
    ----------
    estimates : (P, K), the share (any unit) that each person expects to hold each option; NaN for none.
    options : (K,), the codes of the options.

    Returns
    -------
    (P,) codes; of equal estimates the lower option, NaN where a person gave none.

    Raises
    ------
    MeasureError : the shapes do not fit.

    Examples
    --------
    >>> predicted_majority([[40, 40, 20], [10, 30, 60]], [1, 2, 3])
    array([1., 3.])
    >>> predicted_majority([[float("nan"), float("nan")]], [1, 2])
    array([nan])
    """
    shares = np.asarray(estimates, dtype=np.float64)
    codes = np.asarray(options, dtype=np.float64)
    if shares.ndim != 2 or shares.shape[1] != len(codes) or not len(codes):
        raise MeasureError(f"estimates of shape {shares.shape} do not fit {len(codes)} options")
    order = np.argsort(codes)
    known = np.where(np.isnan(shares), -np.inf, shares)[:, order]
    chosen = codes[order][np.argmax(known, axis=1)]
    return np.where(np.isnan(shares).all(axis=1), np.nan, chosen)


def _types(own: Floats, predicted: Floats, majority: float) -> dict[str, Bools]:
    holds, right, alike = own == majority, predicted == majority, predicted == own
    return {
        TRUE_CONSENSUS: holds & right,
        FALSE_CONSENSUS: ~holds & alike,
        TRUE_DISSENSUS: ~holds & right,
        FALSE_DISSENSUS: holds & ~right,
        FALSE_ATTRIBUTION: ~holds & ~right & ~alike,
    }


def typology(own: ArrayLike, predicted: ArrayLike, *, weights: ArrayLike | None = None) -> Typology:
    """Sort the persons of a group by whether they share the majority's option and know which it is.

    With m the commonest own option and p the one a person takes for the commonest: true consensus, own = m =
    p; false consensus, own is not m and p = own; true dissensus, own is not m and p = m; false dissensus, own
    = m and p is not; false attribution, own is not m and p is neither.

    Parameters
    ----------
    own : (P,), codes of the option each person holds; NaN for none.
    predicted : (P,), codes of the option each takes for the commonest; NaN for none.
    weights : (P,), 0 or more; None: everyone counts once.

    Returns
    -------
    Typology over those who gave both. Of two commonest options the lower is the majority's.

    Raises
    ------
    MeasureError : the lengths differ, or a weight is no weight.

    Examples
    --------
    >>> result = typology([1, 1, 1, 2, 2, 3], [1, 2, 2, 2, 1, 2])
    >>> result.majority, dict(result.counts)["false dissensus"], round(result.taylor_index, 3)
    (1.0, 2.0, 0.667)
    >>> typology([float("nan")], [1]).taylor_index is None
    True

    The typology: [Engelhardt]_; an early case: [BreedKtsanes1961]_; the index: [Taylor1982]_.
    """
    held, taken = (np.asarray(each, dtype=np.float64) for each in (own, predicted))
    if held.ndim != 1 or held.shape != taken.shape:
        raise MeasureError(f"{held.shape} own and {taken.shape} predicted options do not fit; give both each")
    heavy = weighted(held, weights)
    both = ~np.isnan(held) & ~np.isnan(taken)
    held, taken, heavy = held[both], taken[both], heavy[both]
    total = float(heavy.sum())
    options = np.unique(np.concatenate([held, taken]))
    if total <= 0.0:
        nobody = dict.fromkeys(TYPES, 0.0)
        return Typology(
            majority=None, n=0, counts=nobody, share_own={}, share_predicting={}, taylor_index=None
        )
    by_own = {float(o): float(heavy[held == o].sum()) / total for o in options}
    majority = max(by_own, key=by_own.__getitem__)
    counts = {name: float(heavy[who].sum()) for name, who in _types(held, taken, majority).items()}
    return Typology(
        majority=majority,
        n=len(held),
        counts=counts,
        share_own=by_own,
        share_predicting={float(o): float(heavy[taken == o].sum()) / total for o in options},
        taylor_index=sum(counts[name] for name in MISTAKEN) / total,
    )


@attrs.frozen(kw_only=True)
class FalseConsensusEffect:
    """How much more common those who chose an option take it to be than those who chose the other.

    `means` of the prediction by those who chose the option, and the other; `n` of each; `share` the share
    that chose it. `t` (Welch), `df` and `d` are None, with the `reason`, where undefined.
    """

    means: tuple[float | None, float | None]
    n: tuple[int, int]
    share: float | None
    t: float | None = None
    df: float | None = None
    d: float | None = None
    reason: str | None = None


def false_consensus(
    chosen: ArrayLike, predicted: ArrayLike, *, option: float, other: float
) -> FalseConsensusEffect:
    """The false-consensus effect: people take their own choice to be commoner than others do.

    Parameters
    ----------
    chosen : (P,), the code of what each person chose; those who chose neither are left out.
    predicted : (P,), how many each expects to choose `option`, in any unit of a share; NaN for none.
    option, other : the codes of the two choices.

    Returns
    -------
    FalseConsensusEffect; d is t times the root of 1/n + 1/n.

    Raises
    ------
    MeasureError : the lengths differ, or the two choices are one.

    Examples
    --------
    >>> effect = false_consensus([1, 1, 1, 2, 2, 2], [60, 70, 80, 40, 50, 60], option=1, other=2)
    >>> effect.means, round(effect.t, 3), round(effect.df, 1), round(effect.d, 3)
    ((70.0, 50.0), 2.449, 4.0, 2.0)
    >>> false_consensus([1, 2, 2], [60, 40, 50], option=1, other=2).reason
    'fewer than two persons chose one of the two'

    The effect: [RossGreeneHouse1977]_; the test: [Welch1947]_.
    """
    choice, share = (np.asarray(each, dtype=np.float64) for each in (chosen, predicted))
    if choice.ndim != 1 or choice.shape != share.shape:
        raise MeasureError(f"{choice.shape} choices and {share.shape} predictions do not fit; give both each")
    if option == other:
        raise MeasureError("the two choices compared are the same; name two")
    given = ~np.isnan(share)
    groups = [share[given & (choice == code)] for code in (option, other)]
    n = (len(groups[0]), len(groups[1]))
    means = (_mean(groups[0]), _mean(groups[1]))
    told = FalseConsensusEffect(means=means, n=n, share=n[0] / sum(n) if sum(n) else None)
    if min(n) < 2 or means[0] is None or means[1] is None:
        return attrs.evolve(told, reason="fewer than two persons chose one of the two")
    if all(group.min() == group.max() for group in groups):
        return attrs.evolve(told, reason="nobody differs within either group")
    errors = [float(group.var(ddof=1)) / len(group) for group in groups]
    t = (means[0] - means[1]) / sum(errors) ** 0.5
    df = sum(errors) ** 2 / sum(error**2 / (size - 1) for error, size in zip(errors, n, strict=True))
    return attrs.evolve(told, t=t, df=df, d=t * (1.0 / n[0] + 1.0 / n[1]) ** 0.5)


def _mean(values: Floats) -> float | None:
    return float(values.mean()) if len(values) else None
