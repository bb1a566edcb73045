"""Surprise person by person, the propriety of its score, its interval, and what was expected rightly."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dissensus.domain.tracks import Target
from dissensus.measures.arrays import Floats, PredictionMatrix
from dissensus.measures.counts import Tally
from dissensus.measures.records import Estimate
from dissensus.measures.surprise import (
    LEAST_CLIP,
    _left_out,
    _resampled_alpha,
    divergence,
    expected_rightly,
    interval,
    log_shares,
    need_clip,
    surprise,
)
from tests.measures.refusals import refused
from tests.measures.sides import Shares, column, predictions, share_rows

S = 2
ALPHAS = st.lists(st.integers(0, 20).map(lambda a: a / 20) | st.just(float("nan")), min_size=S, max_size=S)


def _divergence(alpha: float, q: float) -> float:
    bits = 0.0
    for p, r in ((alpha, q), (1 - alpha, 1 - q)):
        bits += p * math.log(p / r, 2) if p > 0 else 0.0
    return bits


@given(ALPHAS, share_rows(S), st.sampled_from([0.01, 0.05]))
def test_surprise_is_the_mean_over_persons(alpha: list[float], rows: Shares, clip: float) -> None:
    found = surprise(alpha=alpha, predictions=predictions(rows, S), clip=clip)
    for s in range(S):
        shares = [min(max(q, clip), 1 - clip) for q in column(rows, s)]
        assert found.n[s] == len(shares)
        if not shares or math.isnan(alpha[s]):
            assert math.isnan(found.bits[s])
        else:
            slow = sum(_divergence(alpha[s], q) for q in shares) / len(shares)
            assert found.bits[s] == pytest.approx(slow, abs=1e-12)
            assert found.bits[s] >= 0
    assert (found.clip, found.statements) == (clip, ("S1", "S2"))
    assert not found.bits.flags.writeable


@given(st.integers(0, 50), st.lists(st.integers(1, 99), min_size=1, max_size=8))
def test_no_expectation_beats_the_truth(agree: int, percents: list[int]) -> None:
    """The expected logarithmic score is highest for alpha itself; surprise is what is lost on it (Gibbs)."""
    alpha = agree / 50
    lost = surprise(alpha=[alpha], predictions=predictions([[p / 100] for p in percents])).bits[0]
    truth = surprise(alpha=[alpha], predictions=predictions([[alpha]])).bits[0]
    assert lost >= truth - 1e-12
    assert truth == pytest.approx(0, abs=0.0146)
    if 0 < agree < 50:
        assert truth == pytest.approx(0, abs=1e-12)


@given(share_rows(S), st.randoms(use_true_random=False))
def test_the_order_of_persons_does_not_matter(rows: Shares, chance: Random) -> None:
    first = surprise(alpha=[0.3, 0.8], predictions=predictions(rows, S)).bits
    chance.shuffle(rows)
    np.testing.assert_allclose(
        first, surprise(alpha=[0.3, 0.8], predictions=predictions(rows, S)).bits, atol=1e-12
    )


@given(ALPHAS, share_rows(S))
def test_naming_the_other_answer_changes_nothing(alpha: list[float], rows: Shares) -> None:
    turned: Shares = [[None if q is None else 1 - q for q in row] for row in rows]
    np.testing.assert_allclose(
        surprise(alpha=alpha, predictions=predictions(rows, S)).bits,
        surprise(alpha=[1 - a for a in alpha], predictions=predictions(turned, S)).bits,
        atol=1e-12,
    )


def test_figures_that_can_be_worked_out_on_paper() -> None:
    found = surprise(alpha=[1.0, 1.0, 0.5, 0.0], predictions=predictions([[1.0, 0.25, 0.25, 1.0]])).bits
    paper = [math.log2(1 / 0.99), 2.0, 0.5 * math.log2(2) + 0.5 * math.log2(2 / 3), math.log2(100)]
    np.testing.assert_allclose(found, paper, rtol=1e-12)
    assert round(found[0], 4) == 0.0145


def test_all_persons_count_beyond_a_block() -> None:
    rows: Shares = [[0.25 if p < 300 else 0.5, 0.5 if p == 599 else None] for p in range(600)]
    found = surprise(alpha=[1.0, 1.0], predictions=predictions(rows))
    np.testing.assert_allclose(found.bits, [1.5, 1.0])
    assert found.n.tolist() == [600, 1]


@pytest.mark.parametrize("clip", [0.0, -0.01, 0.5, float("nan")])
def test_a_clip_that_says_nothing_is_refused(clip: float) -> None:
    with refused(f"predictions are clipped somewhere between 0 and 1/2, not at {clip}; use 0.01"):
        surprise(alpha=[0.5], predictions=predictions([[0.5]]), clip=clip)
    need_clip(0.49)


def test_a_clip_is_no_smaller_than_products_of_shares_allow() -> None:
    need_clip(LEAST_CLIP)
    with refused("predictions are clipped somewhere between 0 and 1/2, not at 5e-13; use 0.01"):
        need_clip(LEAST_CLIP / 2)


def test_none_is_as_good_as_nan() -> None:
    alpha: Any = [None, 0.5]
    assert np.isnan(surprise(alpha=alpha, predictions=predictions([[0.5, 0.5]])).bits).tolist() == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("alpha", "text"),
    [
        ([0.5, 0.5], "alpha has shape (2,), but there are 1 statements"),
        ([1.01], "alpha is a share from 0 to 1; something else is given"),
        ([-0.01], "alpha is a share from 0 to 1; something else is given"),
    ],
)
def test_what_is_no_share_of_these_statements_is_refused(alpha: list[float], text: str) -> None:
    with refused(text):
        surprise(alpha=alpha, predictions=predictions([[0.5]]))


def test_logarithms_are_of_the_clipped_share() -> None:
    agree, disagree = log_shares(np.array([0.0, 0.5, 1.0]), clip=0.25)
    np.testing.assert_allclose(agree, [-2, -1, math.log2(0.75)])
    np.testing.assert_allclose(disagree, [math.log2(0.75), -1, -2])


def test_leanings_expected_rightly_are_counted_among_leanings_with_a_prediction() -> None:
    leanings = np.array([1, -1, 1, -1, 0, 2, 1])
    expectations = np.array([1, -1, -1, 0, 0, 1, 0])
    given_ = np.array([True, True, True, True, True, True, False])
    assert expected_rightly(leanings_other=leanings, expectations=expectations, given=given_) == (2, 4)
    assert expected_rightly(leanings_other=leanings, expectations=expectations) == (2, 5)


def _sample(n: int, seed: int = 5) -> tuple[Tally, PredictionMatrix, Floats]:
    rng = np.random.default_rng(seed)
    shares = rng.beta(2, 3, n)
    agree, unsure = n // 2, n // 5
    counts = Tally(
        agree=[agree], unsure=[unsure], disagree=[n - agree - unsure], statements=["S1"], participants=n
    )
    return counts, predictions([[float(q)] for q in shares]), shares


def test_the_interval_is_that_of_scipy_on_the_same_two_samples() -> None:
    counts, given_, shares = _sample(60)
    answers = np.repeat([1.0, 0.0, -1.0], [counts.agree[0], counts.unsure[0], counts.disagree[0]])

    def statistic(x: Floats, q: Floats, axis: int = -1) -> Floats:
        agree, disagree = np.sum(x > 0, axis=axis), np.sum(x < 0, axis=axis)
        logs = log_shares(q, clip=0.01)
        return divergence(agree / (agree + disagree), logs[0].mean(axis=axis), logs[1].mean(axis=axis))

    theirs = stats.bootstrap(
        (answers, shares),
        statistic,
        n_resamples=40_000,
        confidence_level=0.9,
        method="BCa",
        rng=np.random.default_rng(2),
    ).confidence_interval
    ours = interval(
        other=counts, predictions=given_, target=Target.POPULATION, draws=40_000, rng=np.random.default_rng(1)
    )[0]
    assert ours.interval is not None
    width = theirs.high - theirs.low
    assert ours.interval == pytest.approx((theirs.low, theirs.high), abs=0.03 * width)
    assert (ours.method, ours.source, ours.n, ours.reason) == ("BCa", "Efron1987", 60, None)
    assert ours.value == surprise(alpha=counts.alpha, predictions=given_).bits[0]


def test_an_interval_needs_twenty_respondents_on_either_side() -> None:
    many, few = _sample(20), _sample(19)
    reasons = []
    for other, own in ((many, many), (many, few), (few, many)):
        found = interval(
            other=other[0], predictions=own[1], target=Target.POPULATION, rng=np.random.default_rng(1)
        )[0]
        reasons.append(found.reason)
        assert (found.interval is None) == (found.reason is not None)
        assert found.value is not None
    assert reasons == [None, *["fewer than 20 respondents on a side"] * 2]


def test_why_there_is_no_interval_or_no_value() -> None:
    counts = Tally(
        agree=[30, 0, 30],
        unsure=[0, 9, 0],
        disagree=[0, 0, 9],
        statements=["S1", "S2", "S3"],
        participants=39,
    )
    given_ = predictions([[0.5, 0.5, None] for _ in range(30)])
    found = interval(other=counts, predictions=given_, target=Target.POPULATION, rng=np.random.default_rng(1))
    assert [(each.value is None, each.interval, each.reason, each.n) for each in found] == [
        (False, None, "the resamples do not vary around the value", 30),
        (True, None, "nobody of the other side takes a side", 30),
        (True, None, "nobody predicted", 0),
    ]
    roll = interval(other=counts, predictions=given_, target=Target.ROLL, rng=np.random.default_rng(1))
    assert (roll[0].reason, roll[0].interval) == ("a roll has no sampling error", None)
    assert roll[0].source == "Good1952"


def test_resamples_may_leave_nobody_on_a_side_or_nobody_predicting() -> None:
    counts = Tally(agree=[1, 20], unsure=[24, 0], disagree=[1, 6], statements=["S1", "S2"], participants=26)
    rng = np.random.default_rng(3)
    rows: Shares = [[float(rng.random()), float(rng.random()) if p < 20 else None] for p in range(400)]
    found = interval(other=counts, predictions=predictions(rows), target=Target.POPULATION, rng=rng)
    for each in found:
        assert each.interval is not None
        assert each.value is not None
        assert 0 <= each.interval[0] <= each.value <= each.interval[1]


@pytest.mark.parametrize(
    ("agree", "unsure", "disagree"), [(3, 2, 4), (1, 0, 1), (1, 3, 0), (0, 2, 1), (2, 0, 0), (1, 0, 4)]
)
def test_the_jackknife_leaves_out_everyone_in_turn(agree: int, unsure: int, disagree: int) -> None:
    """Acceleration is of all who answered or predicted, but who alone takes a side cannot be left out."""
    n = agree + unsure + disagree
    counts = Tally(agree=[agree], unsure=[unsure], disagree=[disagree], statements=["S1"], participants=n)
    given_ = predictions([[q] for q in (0.2, 0.5, 0.95)])
    logs = np.stack(log_shares(given_.share[:, 0], clip=0.01))
    answers = [1] * agree + [0] * unsure + [-1] * disagree
    theirs = []
    for index in range(n):
        rest = answers[:index] + answers[index + 1 :]
        if any(rest):
            alpha = rest.count(1) / (rest.count(1) + rest.count(-1))
            theirs.append(surprise(alpha=[alpha], predictions=given_).bits[0])
    ours = [
        surprise(alpha=counts.alpha, predictions=predictions([[q] for q in rest])).bits[0]
        for rest in ((0.5, 0.95), (0.2, 0.95), (0.2, 0.5))
    ]
    left_out = _left_out(counts, 0, logs)
    for (values, times), slow in zip(left_out, (theirs, ours), strict=True):
        np.testing.assert_allclose(np.sort(np.repeat(values, times)), np.sort(slow), atol=1e-12)


def test_resamples_of_the_other_side_are_multinomial_and_without_takers_undefined() -> None:
    counts = Tally(agree=[9, 1], unsure=[9, 3], disagree=[9, 1], statements=["S1", "S2"], participants=27)
    drawn = _resampled_alpha(counts, np.array([1]), draws=40_000, rng=np.random.default_rng(1))
    assert drawn.shape == (40_000, 1)
    assert np.isnan(drawn).mean() == pytest.approx(0.6**5, abs=0.01)
    one = 5 * 0.4 * 0.6**4
    assert np.nanmean(drawn == 0) >= one / 2
    assert np.nanmean(drawn) == pytest.approx(0.5, abs=0.01)


def test_levels_clips_and_numbers_of_draws_are_passed_on() -> None:
    counts, given_, _ = _sample(40)

    def found(**changed: Any) -> Estimate:
        return interval(
            other=counts,
            predictions=given_,
            target=Target.POPULATION,
            rng=np.random.default_rng(1),
            **changed,
        )[0]

    usual, narrow, clipped, few = found(), found(level=0.5), found(clip=0.3), found(draws=1)
    assert usual == found(draws=1000, level=0.9, clip=0.01)
    assert usual.interval is not None
    assert narrow.interval is not None
    assert usual.interval[0] < narrow.interval[0] < narrow.interval[1] < usual.interval[1]
    assert clipped.value == surprise(alpha=counts.alpha, predictions=given_, clip=0.3).bits[0]
    assert (few.interval, few.reason) == (None, "the resamples do not vary around the value")
    assert few.method is None


def test_an_interval_is_of_the_same_statements_and_of_some_draws() -> None:
    counts, given_, _ = _sample(20)
    other = Tally(agree=[1], unsure=[0], disagree=[0], statements=["S9"], participants=1)
    rng = np.random.default_rng(1)
    with refused("the counts and the predictions are of different statements; sort both alike"):
        interval(other=other, predictions=given_, target=Target.POPULATION, rng=rng)
    with refused("0 resamples are asked for; ask for at least one, 1000 is usual"):
        interval(other=counts, predictions=given_, target=Target.POPULATION, draws=0, rng=rng)
