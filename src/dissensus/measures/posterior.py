"""Posterior draws of what sides hold and expect, and the intervals and state probabilities from them.

Two questions are kept apart. Under `population` the respondents stand for more than themselves: shares are
drawn from a Dirichlet, mean predictions by the Bayesian bootstrap. Under `roll` only those who were asked
count, and an urn fills in the ones who kept silent; where nobody did, nothing is left to draw.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from dissensus.domain.tracks import Target
from dissensus.measures import states
from dissensus.measures.arrays import Bools, Floats, Ints, PredictionMatrix, frozen, read_only
from dissensus.measures.coorientation import Coorientation, comparisons, coorientation
from dissensus.measures.counts import Tally, expect
from dissensus.measures.intervals import LEVEL, equal_tailed
from dissensus.measures.resampling import bootstrap_means, dirichlet, need_draws, unseen, urn, urn_means

JEFFREYS = 0.5
"""What each of agree, unsure and disagree starts with before anything is counted."""

SURE = 0.8
"""Under this posterior probability a state of a population is undetermined."""


def shares(
    tally: Tally, *, asked: int | None = None, target: Target, draws: int, rng: np.random.Generator
) -> NDArray[Any]:
    """Posterior draws of how a side divides into agree, unsure and disagree.

    Parameters
    ----------
    tally : the side's counts over S statements.
    asked : N, those on the roll; needed under `roll`, of no use under `population`.
    target : `population`: a Dirichlet with 1/2 per category plus the counts. `roll`: an urn that starts
        with the same, from which the N - n who did not answer are drawn and added to the counts.
    draws : B, at least 1.
    rng : the source of chance.

    Returns
    -------
    (B, S, 3) in the order agree, unsure, disagree. `population`: float64 shares that sum to 1. `roll`: int64
    totals that sum to N; every draw is the count itself where all N answered.

    Raises
    ------
    MeasureError : no draws, no roll, or more answers than were asked.

    Examples
    --------
    >>> counts = Tally(agree=[2], unsure=[0], disagree=[1], statements=["S1"], participants=3)
    >>> rng = np.random.default_rng(1)
    >>> shares(counts, asked=3, target=Target.ROLL, draws=2, rng=rng).tolist()
    [[[2, 0, 1]], [[2, 0, 1]]]
    >>> shares(counts, target=Target.POPULATION, draws=2, rng=rng).sum(axis=2)
    array([[1.],
           [1.]])

    The prior: [Jeffreys1946]_; the urn: [Lo1988]_.
    """
    need_draws(draws)
    counts = np.stack([tally.agree, tally.unsure, tally.disagree], axis=-1)
    if target is Target.POPULATION:
        return dirichlet(counts + JEFFREYS, draws=draws, rng=rng)
    silent = unseen(tally.n, asked, what="answered")
    return urn(counts, start=counts + JEFFREYS, unseen=silent, draws=draws, rng=rng)


def means(
    predictions: PredictionMatrix,
    *,
    asked: int | None = None,
    target: Target,
    draws: int,
    rng: np.random.Generator,
) -> Floats:
    """Posterior draws of a side's mean prediction.

    Parameters
    ----------
    predictions : the side's predictions, (P, S).
    asked : N, those on the roll; needed under `roll`, of no use under `population`.
    target : `population`: the Bayesian bootstrap, each respondent with one weight for all statements,
        normalised over those who predicted. `roll`: an urn of the predictions given fills in those of the
        N - n who gave none.
    draws : B, at least 1.
    rng : the source of chance.

    Returns
    -------
    (B, S) in [0, 1]; NaN where nobody predicted. Under `roll` every draw is the mean itself where all did.

    Raises
    ------
    MeasureError : no draws, no roll, or more predictions than were asked for.

    Examples
    --------
    >>> given = PredictionMatrix(
    ...     share=[[0.2], [0.4]], seen=[[True], [True]], participants=["p1", "p2"], statements=["S1"]
    ... )
    >>> rng = np.random.default_rng(1)
    >>> means(given, asked=2, target=Target.ROLL, draws=2, rng=rng).round(9).tolist()
    [[0.3], [0.3]]
    >>> drawn = means(given, target=Target.POPULATION, draws=2, rng=rng)
    >>> bool(np.all((drawn > 0.2) & (drawn < 0.4)))
    True

    The bootstrap: [Rubin1981]_; the urn: [Lo1988]_.
    """
    need_draws(draws)
    if target is Target.ROLL:
        return _urn_means(predictions, asked=asked, draws=draws, rng=rng)
    return _bootstrap_means(predictions, draws=draws, rng=rng)


def _bootstrap_means(predictions: PredictionMatrix, *, draws: int, rng: np.random.Generator) -> Floats:
    seen = predictions.seen.astype(np.float64)
    people = np.ones(len(seen), dtype=np.int64)
    sums = bootstrap_means(np.hstack([predictions.share * seen, seen]), people, draws=draws, rng=rng)
    given, held = np.hsplit(sums, 2)
    drawn = np.full(given.shape, np.nan)
    np.divide(given, held, out=drawn, where=held > 0.0)
    return np.clip(drawn, 0.0, 1.0, out=drawn)


def _urn_means(
    predictions: PredictionMatrix, *, asked: int | None, draws: int, rng: np.random.Generator
) -> Floats:
    summed = expect(predictions)
    silent = unseen(summed.n, asked, what="predicted")
    drawn = np.tile(summed.mean, (draws, 1))
    for seen, columns in _alike(predictions.seen, (summed.n > 0) & (silent > 0)):
        given, copies = _distinct(predictions.share[np.ix_(seen, columns)])
        drawn[:, columns] = urn_means(given, copies, unseen=int(silent[columns[0]]), draws=draws, rng=rng)
    return drawn


def _alike(seen: Bools, wanted: Bools) -> Iterator[tuple[Bools, Ints]]:
    """The wanted statements in groups for which the same respondents were seen, who share one urn."""
    columns = np.flatnonzero(wanted)
    if not columns.size:
        return
    patterns, group = np.unique(np.packbits(seen[:, columns], axis=0), axis=1, return_inverse=True)
    for index in range(patterns.shape[1]):
        members = columns[group.ravel() == index]
        yield seen[:, members[0]], members


def _distinct(given: Floats) -> tuple[Floats, Ints]:
    """The different rows of predictions and how often each was given: far fewer than rows, for one column."""
    if given.shape[1] == 1:
        values, copies = np.unique(given[:, 0], return_counts=True)
        return values[:, np.newaxis], copies
    return given, np.ones(len(given), dtype=np.int64)


def _frozen_by_name(values: Mapping[str, Floats]) -> Mapping[str, Floats]:
    return MappingProxyType({name: read_only(each) for name, each in values.items()})


@attrs.frozen(kw_only=True, eq=False)
class Posterior:
    """Intervals of co-orientation and the probabilities of states, read-only.

    Intervals have the lower and upper end first: (2, 2, S) by end, side and statement for `alpha`,
    `unsure_share`, `prediction`, `perceived_difference`, `accuracy`, `congruency`, `bias`; (2, S) for
    `actual_difference` and `agreement`. NaN where the figure itself is.

    `mean` holds the posterior means of the same figures by name: (2, S), or (S,) for those of the pair.

    `state_probability` (S, states.CODES): the share of draws in each state. `state` int8 (S,): the state to
    tell. `probability` (S,): that of the state which the counts make, NaN where they make none. `likeliest`
    int8 (S, 2) and `likeliest_probability` (S, 2): the two states with most draws.
    """

    statements: tuple[str, ...]
    alpha: Floats = attrs.field(converter=frozen)
    unsure_share: Floats = attrs.field(converter=frozen)
    prediction: Floats = attrs.field(converter=frozen)
    actual_difference: Floats = attrs.field(converter=frozen)
    agreement: Floats = attrs.field(converter=frozen)
    perceived_difference: Floats = attrs.field(converter=frozen)
    accuracy: Floats = attrs.field(converter=frozen)
    congruency: Floats = attrs.field(converter=frozen)
    bias: Floats = attrs.field(converter=frozen)
    mean: Mapping[str, Floats] = attrs.field(converter=_frozen_by_name)
    state_probability: Floats = attrs.field(converter=frozen)
    state: states.Codes = attrs.field(converter=frozen)
    probability: Floats = attrs.field(converter=frozen)
    likeliest: states.Codes = attrs.field(converter=frozen)
    likeliest_probability: Floats = attrs.field(converter=frozen)


def _alpha_draws(drawn: NDArray[Any]) -> Floats:
    agree, disagree = drawn[..., 0], drawn[..., 2]
    takers = agree + disagree
    alpha = np.full(takers.shape, np.nan)
    np.divide(agree, takers, out=alpha, where=takers > 0)
    return alpha


def _lean_draws(drawn: NDArray[Any], *, asked: int | None, target: Target) -> states.Codes:
    if target is Target.ROLL and asked is not None:
        return states.leaning(drawn[..., 0], drawn[..., 2], asked)
    return states.share_leaning(drawn[..., 0], drawn[..., 2])


def _state_figures(codes: states.Codes, point: states.Codes, target: Target) -> dict[str, Any]:
    """What the draws (B, S) say of the states that the counts make (S,)."""
    probability = np.stack([np.mean(codes == code, axis=0) for code in range(states.CODES)], axis=-1)
    likeliest = np.argsort(-probability, axis=1, kind="stable")[:, :2]
    of_point = probability[np.arange(len(point)), point]
    told = point if target is Target.ROLL else np.where(of_point < SURE, states.UNDETERMINED, point)
    return {
        "state_probability": probability,
        "state": told.astype(np.int8),
        "probability": np.where(point == states.UNDETERMINED, np.nan, of_point),
        "likeliest": likeliest.astype(np.int8),
        "likeliest_probability": np.take_along_axis(probability, likeliest, axis=1),
    }


def _defined(drawn: dict[str, Floats], point: Coorientation) -> dict[str, Floats]:
    """The draws of each figure, NaN where the figure itself is undefined."""
    return {name: np.where(np.isnan(getattr(point, name)), np.nan, values) for name, values in drawn.items()}


def _bands(drawn: dict[str, Floats], level: float) -> dict[str, Any]:
    """The interval of each figure and, by name, its posterior mean."""
    bands: dict[str, Any] = {name: _interval(values, level) for name, values in drawn.items()}
    return {**bands, "mean": {name: values.mean(axis=0) for name, values in drawn.items()}}


def _interval(values: Floats, level: float) -> Floats:
    """Ends of the equal-tailed interval; quantiles of columns without NaN only, which is faster."""
    undefined = np.isnan(values[0])
    ends = equal_tailed(np.where(undefined, 0.0, values), level=level)
    return np.where(undefined, np.nan, ends)


def coorientation_draws(
    *,
    tallies: tuple[Tally, Tally],
    predictions: tuple[PredictionMatrix, PredictionMatrix],
    asked: tuple[int | None, int | None] = (None, None),
    target: Target,
    draws: int = 1000,
    level: float = LEVEL,
    rng: np.random.Generator,
) -> Posterior:
    """Intervals for everything that co-orientation compares, and how sure each state is.

    Parameters
    ----------
    tallies : of A and of B, over the same S statements.
    predictions : what A expects of B, and what B expects of A, over the same statements.
    asked : those on the rolls of A and B; needed under `roll`.
    target : whom the numbers are about. Under `population` a state whose posterior probability is under 0.8
        is undetermined; under `roll` the state is the one that the counts make, and its probability says
        how those who kept silent could change it.
    draws : B, at least 1.
    level : probability that the equal-tailed intervals hold.
    rng : the source of chance; drawn from in the order A's shares, B's shares, A's means, B's means.

    Returns
    -------
    Posterior.

    Raises
    ------
    MeasureError : as of `coorientation`, `shares` and `means`.

    Examples
    --------
    Everyone on both rolls answered, so the intervals have no width:

    >>> counts = Tally(agree=[3], unsure=[0], disagree=[0], statements=["S1"], participants=3)
    >>> given = PredictionMatrix(
    ...     share=[[0.9]] * 3, seen=[[True]] * 3, participants=["p1", "p2", "p3"], statements=["S1"]
    ... )
    >>> posterior = coorientation_draws(
    ...     tallies=(counts, counts),
    ...     predictions=(given, given),
    ...     asked=(3, 3),
    ...     target=Target.ROLL,
    ...     rng=np.random.default_rng(1),
    ... )
    >>> posterior.accuracy[:, 0, 0].round(9), states.name(posterior.state[0]), posterior.probability
    (array([0.9, 0.9]), 'shared ground', array([1.]))

    The posteriors: [Jeffreys1946]_, [Rubin1981]_, [Lo1988]_.
    """
    counted = asked if target is Target.ROLL else (None, None)
    expectations = (expect(predictions[0]), expect(predictions[1]))
    point = coorientation(tallies=tallies, expectations=expectations, asked=counted)
    held = [
        shares(tally, asked=n, target=target, draws=draws, rng=rng)
        for tally, n in zip(tallies, asked, strict=True)
    ]
    expected = [
        means(given, asked=n, target=target, draws=draws, rng=rng)
        for given, n in zip(predictions, asked, strict=True)
    ]
    leans = [_lean_draws(each, asked=n, target=target) for each, n in zip(held, asked, strict=True)]
    codes = states.state(*leans, *(states.expectation(each) for each in expected))
    return Posterior(
        statements=point.statements,
        **_bands(_defined(_figures(held, expected), point), level),
        **_state_figures(codes, point.state, target),
    )


def _figures(held: list[NDArray[Any]], expected: list[Floats]) -> dict[str, Floats]:
    """The draws of every figure: (B, 2, S) by side, (B, S) where the figure is of the pair."""
    alpha, prediction = np.stack([_alpha_draws(each) for each in held]), np.stack(expected)
    compared = comparisons(alpha, prediction)
    unsure = np.stack([each[..., 1] / np.maximum(each.sum(axis=-1), 1) for each in held])
    by_side = {"alpha": alpha, "unsure_share": unsure, "prediction": prediction}
    by_side |= {name: values for name, values in compared.items() if values.ndim == alpha.ndim}
    figures = {name: np.moveaxis(values, 0, 1) for name, values in by_side.items()}
    figures["actual_difference"] = compared["actual_difference"]
    figures["agreement"] = 1.0 - compared["actual_difference"]
    return figures
