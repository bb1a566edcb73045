"""Posterior draws against the distributions they are of, and the states told from them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dissensus.domain.tracks import Target
from dissensus.measures import states
from dissensus.measures.coorientation import coorientation
from dissensus.measures.counts import Tally, expect, tally
from dissensus.measures.posterior import Posterior, _state_figures, coorientation_draws, means, shares
from tests.measures.refusals import refused
from tests.measures.sides import Shares, Stances, predictions, votes

ROLL, POPULATION = Target.ROLL, Target.POPULATION
FIGURES = (
    "alpha",
    "unsure_share",
    "prediction",
    "perceived_difference",
    "accuracy",
    "congruency",
    "bias",
    "actual_difference",
    "agreement",
)
B = 40_000


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def _answers(agree: int, disagree: int, unsure: int) -> Stances:
    """The answers of so many persons to one statement."""
    counts = ((1, agree), (-1, disagree), (0, unsure))
    return [[stance] for stance, count in counts for _ in range(count)]


def _counts(agree: int, unsure: int, disagree: int) -> Tally:
    n = agree + unsure + disagree
    return Tally(agree=[agree], unsure=[unsure], disagree=[disagree], statements=["S1"], participants=n)


def test_shares_of_a_population_are_dirichlet_from_a_half_each() -> None:
    drawn = shares(_counts(6, 1, 2), target=POPULATION, draws=B, rng=_rng())
    assert drawn.shape == (B, 1, 3)
    np.testing.assert_allclose(drawn.sum(axis=2), 1)
    for category, count in enumerate((6, 1, 2)):
        beta = stats.beta(count + 0.5, 9 - count + 1.0)
        assert stats.kstest(drawn[:, 0, category], beta.cdf).pvalue > 0.001


def test_totals_of_a_roll_are_drawn_from_an_urn() -> None:
    drawn = shares(_counts(2, 0, 1), asked=5, target=ROLL, draws=B, rng=_rng())
    assert drawn.dtype == np.int64
    assert (drawn.sum(axis=2) == 5).all()
    urn = np.zeros(3)
    for first, second in ((i, j) for i in range(3) for j in range(3)):
        balls = np.array([2.5, 0.5, 1.5])
        chance = balls[first] / 4.5
        balls[first] += 1
        urn[(first == 0) + (second == 0)] += chance * balls[second] / 5.5
    found = np.bincount(drawn[:, 0, 0] - 2, minlength=3) / B
    np.testing.assert_allclose(found, urn, atol=0.01)


def test_a_full_roll_leaves_nothing_to_draw() -> None:
    drawn = shares(_counts(2, 3, 1), asked=6, target=ROLL, draws=50, rng=_rng())
    assert (drawn == [2, 3, 1]).all()


def test_means_of_a_population_are_the_bayesian_bootstrap() -> None:
    rows: Shares = [[0.0], [1.0], [None]]
    drawn = means(predictions(rows), target=POPULATION, draws=B, rng=_rng())[:, 0]
    assert stats.kstest(drawn, stats.uniform.cdf).pvalue > 0.001
    sample = np.array([0.1, 0.2, 0.6, 0.9])
    drawn = means(predictions([[float(q)] for q in sample]), target=POPULATION, draws=B, rng=_rng())[:, 0]
    assert drawn.mean() == pytest.approx(sample.mean(), abs=0.005)
    assert drawn.var() == pytest.approx(sample.var() / (len(sample) + 1), rel=0.05)


def test_a_person_has_one_weight_for_all_statements() -> None:
    rows: Shares = [[0.0, 0.0], [0.3, 0.6], [1.0, 2 / 3], [None, 0.5]]
    drawn = means(predictions(rows[:2]), target=POPULATION, draws=200, rng=_rng())
    np.testing.assert_allclose(drawn[:, 1], 2 * drawn[:, 0])
    drawn = means(predictions(rows), target=POPULATION, draws=200, rng=_rng())
    assert np.corrcoef(drawn[:, 0], drawn[:, 1])[0][1] > 0.5


def _urn(balls: tuple[int, ...], asked: int) -> dict[int, Fraction]:
    """The chance of every total, each ball drawn being put back with another like it."""
    if len(balls) == asked:
        return {sum(balls): Fraction(1)}
    chances: dict[int, Fraction] = {}
    for ball in balls:
        for total, chance in _urn((*balls, ball), asked).items():
            chances[total] = chances.get(total, Fraction(0)) + chance / len(balls)
    return chances


@pytest.mark.parametrize("tenths", [(1, 2, 6, 9), (5, 5, 5, 9)], ids=["distinct", "with equals"])
@pytest.mark.parametrize("together", [1, 2], ids=["one statement", "two statements"])
def test_means_of_a_roll_fill_in_only_the_silent(tenths: tuple[int, ...], together: int) -> None:
    rows: Shares = [[q / 10] * together for q in tenths]
    drawn = means(predictions(rows), asked=7, target=ROLL, draws=B, rng=_rng())
    exact = _urn(tenths, 7)
    for statement in range(together):
        totals, found = np.unique(np.rint(70 * drawn[:, statement]).astype(int), return_counts=True)
        assert set(totals.tolist()) == set(exact)
        for total, count in zip(totals.tolist(), found.tolist(), strict=True):
            assert count / B == pytest.approx(float(exact[total]), abs=0.01)
        np.testing.assert_allclose(70 * drawn[:, statement], np.rint(70 * drawn[:, statement]), atol=1e-9)


def test_a_roll_is_filled_statement_by_statement() -> None:
    rows: Shares = [[0.2, 0.2, None, 0.7], [0.4, None, None, 0.7], [0.9, 0.3, None, 0.7]]
    drawn = means(predictions(rows), asked=3, target=ROLL, draws=300, rng=_rng())
    assert (drawn[:, 0] == 0.5).all()
    np.testing.assert_allclose(np.unique(drawn[:, 1].round(9)), [0.7 / 3, 0.8 / 3], atol=1e-9)
    assert np.isnan(drawn[:, 2]).all()
    assert (drawn[:, 3] == 0.7).all()
    np.testing.assert_allclose(means(predictions(rows), asked=9, target=ROLL, draws=9, rng=_rng())[:, 3], 0.7)


def test_draws_in_many_pieces_are_all_drawn() -> None:
    rows: Shares = [[0.0, 0.25], [1.0, None]] * 600
    for target in Target:
        drawn = means(predictions(rows), asked=1300, target=target, draws=5000, rng=_rng())
        assert drawn.shape == (5000, 2)
        assert np.unique(drawn[:, 0]).size > 20
        assert drawn[:, 0].mean() == pytest.approx(0.5, abs=0.01)
        np.testing.assert_allclose(drawn[:, 1], 0.25)


def test_what_cannot_be_drawn_is_refused() -> None:
    given_, counts = predictions([[0.5], [0.6]]), _counts(2, 0, 0)
    no_roll = "under the target roll the number asked must be given; take it from the round"
    with refused(no_roll):
        shares(counts, target=ROLL, draws=1, rng=_rng())
    with refused(no_roll):
        means(given_, target=ROLL, draws=1, rng=_rng())
    with refused("2 answered, but only 1 were asked; correct the roll"):
        shares(counts, asked=1, target=ROLL, draws=1, rng=_rng())
    with refused("2 predicted, but only 1 were asked; correct the roll"):
        means(given_, asked=1, target=ROLL, draws=1, rng=_rng())
    no_draws = "0 draws are asked for; ask for at least one, 1000 is usual"
    with refused(no_draws):
        shares(counts, target=POPULATION, draws=0, rng=_rng())
    with refused(no_draws):
        means(given_, target=POPULATION, draws=0, rng=_rng())


def _posterior(
    stances: tuple[Stances, Stances],
    given_: tuple[Shares, Shares],
    target: Target,
    asked: tuple[int | None, int | None] = (None, None),
    draws: int = 400,
) -> Posterior:
    return coorientation_draws(
        tallies=(tally(votes(stances[0])), tally(votes(stances[1]))),
        predictions=(predictions(given_[0]), predictions(given_[1])),
        asked=asked,
        target=target,
        draws=draws,
        rng=_rng(),
    )


@settings(max_examples=25)
@given(st.data())
def test_a_roll_that_all_answered_has_no_sampling_error(data: st.DataObject) -> None:
    people = data.draw(st.tuples(st.integers(1, 6), st.integers(1, 6)))
    stance, percent = st.sampled_from([1, 0, -1]), st.integers(0, 100).map(lambda q: q / 100)

    def rows(answer: st.SearchStrategy[float], n: int) -> st.SearchStrategy[list[list[float]]]:
        return st.lists(st.lists(answer, min_size=2, max_size=2), min_size=n, max_size=n)

    held = [tally(votes(data.draw(rows(stance, n)))) for n in people]  # type: ignore[arg-type]
    expected = [predictions(data.draw(rows(percent, n))) for n in people]
    point = coorientation(
        tallies=(held[0], held[1]), expectations=(expect(expected[0]), expect(expected[1])), asked=people
    )
    found = coorientation_draws(
        tallies=(held[0], held[1]),
        predictions=(expected[0], expected[1]),
        asked=people,
        target=ROLL,
        draws=20,
        rng=_rng(),
    )
    for name in FIGURES:
        band = getattr(found, name)
        np.testing.assert_array_equal(band[0], band[1])
        np.testing.assert_allclose(band[0], getattr(point, name), atol=1e-12)
    np.testing.assert_array_equal(found.state, point.state)
    defined = point.state != states.UNDETERMINED
    np.testing.assert_array_equal(found.probability, np.where(defined, 1.0, np.nan))
    assert (found.state_probability[np.arange(2), point.state] == 1).all()


@pytest.mark.parametrize("target", list(Target))
def test_intervals_hold_the_figures_and_have_width(target: Target) -> None:
    stances: tuple[Stances, Stances] = (_answers(8, 3, 1), _answers(2, 9, 1))
    given_: tuple[Shares, Shares] = ([[0.1], [0.3], [0.6]], [[0.2], [0.9], [0.8], [0.4]])
    found = _posterior(stances, given_, target, asked=(20, 20))
    point = coorientation(
        tallies=(tally(votes(stances[0])), tally(votes(stances[1]))),
        expectations=(expect(predictions(given_[0])), expect(predictions(given_[1]))),
    )
    for name in FIGURES:
        low, high = getattr(found, name)
        assert (low < high).all()
        assert (low < getattr(point, name)).all()
        assert (getattr(point, name) < high).all()
        assert low.shape == getattr(point, name).shape


def test_alpha_of_a_population_is_beta() -> None:
    """Of a Dirichlet, the share of agree among agree and disagree is a beta of the two."""
    found = _posterior((_answers(7, 2, 5), _answers(1, 0, 0)), ([[0.5]], [[0.5]]), POPULATION, draws=B)
    np.testing.assert_allclose(found.alpha[:, 0, 0], stats.beta(7.5, 2.5).ppf([0.05, 0.95]), atol=0.01)
    np.testing.assert_allclose(found.unsure_share[:, 0, 0], stats.beta(5.5, 10).ppf([0.05, 0.95]), atol=0.01)


def test_a_state_of_a_population_is_told_only_when_it_is_likely() -> None:
    sure = _posterior(([[1]] * 30, [[-1]] * 30), ([[0.1]] * 9, [[0.9]] * 9), POPULATION)
    assert states.name(sure.state[0]) == "known difference"
    assert sure.probability[0] >= 0.8
    assert sure.likeliest[0, 0] == sure.state[0]

    unsure = _posterior(
        ([[1]] * 30, [[-1]] * 30), ([[0.1]] * 9, [[0.9], [0.3], [0.4]]), POPULATION, draws=4000
    )
    assert unsure.state[0] == states.UNDETERMINED
    assert 0.5 < unsure.probability[0] < 0.8
    named = [(states.name(code), states.who(code)) for code in unsure.likeliest[0]]
    assert named == [("known difference", 0), ("one-sided", states.SIDE_A)]
    assert unsure.likeliest_probability[0].sum() == pytest.approx(1, abs=0.01)
    assert unsure.likeliest_probability[0, 0] == unsure.probability[0]
    np.testing.assert_allclose(unsure.state_probability.sum(axis=1), 1)
    assert unsure.state_probability.shape == (1, states.CODES)


def test_eight_in_ten_is_likely_enough() -> None:
    """B's mean prediction is uniform on 0.3..0.8: over 1/2 with probability 0.6; on 0.44..0.74, with 0.8."""
    stances: tuple[Stances, Stances] = ([[1]] * 60, [[-1]] * 60)
    for low, high, told in ((0.41, 0.71, "undetermined"), (0.46, 0.76, "known difference")):
        found = _posterior(stances, ([[0.1]] * 9, [[low], [high]]), POPULATION, draws=2000)
        assert found.probability[0] == pytest.approx((high - 0.5) / (high - low), abs=0.03)
        assert states.name(found.state[0]) == told


def test_a_state_of_a_roll_is_that_of_the_counts_and_says_how_sure_it_is() -> None:
    stances: tuple[Stances, Stances] = ([[1], [1]], [[-1], [-1]])
    found = _posterior(stances, ([[0.1]] * 2, [[0.9]] * 2), ROLL, asked=(9, 2), draws=9000)
    assert states.name(found.state[0]) == "known difference"
    even_if_nobody_else_is_unsure = stats.betabinom(7, 2.5, 1.0).sf(3)
    assert even_if_nobody_else_is_unsure < found.probability[0] < 1
    assert found.probability[0] == found.state_probability[0, found.state[0]]
    assert states.name(found.likeliest[0, 0]) == "known difference"


def test_draws_of_a_roll_lean_by_integers() -> None:
    """Two of three answered and agree: with 2:1 at the least, only a majority of one is possible against."""
    found = _posterior(([[1], [0]], [[1]]), ([[0.9]], [[0.9]]), ROLL, asked=(3, 1), draws=2000)
    split = 4 * states.NAMES.index("split") + states.SIDE_A
    agree = 4 * states.NAMES.index("shared ground")
    assert found.state[0] == split
    assert found.state_probability[0, agree] == pytest.approx(1.5 / 3.5, abs=0.04)
    assert found.probability[0] == pytest.approx(2 / 3.5, abs=0.04)


def test_what_is_undefined_has_no_interval() -> None:
    found = _posterior(([[0]], [[1]]), ([[None]], [[0.9]]), POPULATION)
    assert np.isnan(found.alpha[:, 0]).all()
    assert not np.isnan(found.alpha[:, 1]).any()
    for name in ("actual_difference", "agreement"):
        assert np.isnan(getattr(found, name)).all()
    assert np.isnan(found.prediction[:, 0]).all()
    assert not np.isnan(found.unsure_share).any()
    assert found.state[0] == states.UNDETERMINED
    assert np.isnan(found.probability[0])
    assert states.name(found.likeliest[0, 0]) == "unforeseen"


def test_posterior_means_are_those_of_the_beta_and_of_the_figures_that_follow() -> None:
    stances: tuple[Stances, Stances] = (_answers(6, 2, 1), _answers(3, 5, 0))
    found = _posterior(stances, ([[0.25], [0.75]], [[None]]), POPULATION, draws=20_000)
    assert found.mean["alpha"][:, 0] == pytest.approx([6.5 / 9, 3.5 / 9], abs=0.01)
    assert found.mean["unsure_share"][:, 0] == pytest.approx([1.5 / 10.5, 0.5 / 9.5], abs=0.01)
    assert found.mean["prediction"][0, 0] == pytest.approx(0.5, abs=0.01)
    assert found.mean["bias"][0, 0] == pytest.approx(0.5 - 3.5 / 9, abs=0.01)
    assert np.isnan(found.mean["prediction"][1, 0])
    assert found.mean["actual_difference"].shape == (1,)
    assert set(found.mean) == set(FIGURES) | {"agreement"}
    assert not found.mean["alpha"].flags.writeable


def test_the_roll_decides_leanings_under_roll_and_nothing_under_population() -> None:
    """One answer of nine asked is no leaning of the roll; of a population it is all that is known."""
    stances: tuple[Stances, Stances] = ([[1]], [[1]])
    given_: tuple[Shares, Shares] = ([[0.9]], [[0.9]])
    roll = _posterior(stances, given_, ROLL, asked=(9, 9), draws=50)
    assert (states.name(roll.state[0]), states.who(roll.state[0])) == ("split", 3)
    with_roll, without = (
        _posterior(stances, given_, POPULATION, asked=asked) for asked in ((9, 9), (None, None))
    )
    for field in attrs.fields(Posterior):
        if field.name not in ("statements", "mean"):
            np.testing.assert_array_equal(getattr(with_roll, field.name), getattr(without, field.name))
    assert states.name(with_roll.likeliest[0, 0]) == "shared ground"
    assert with_roll.statements == ("S1",)


def _figures(codes: list[int], point: int, target: Target) -> dict[str, Any]:
    drawn = np.array(codes, dtype=np.int8)[:, np.newaxis]
    return _state_figures(drawn, np.array([point], dtype=np.int8), target)


def test_eight_draws_in_ten_are_exactly_enough() -> None:
    assert _figures([4] * 4 + [8], 4, POPULATION)["state"].tolist() == [4]
    assert _figures([4] * 7 + [8] * 2, 4, POPULATION)["state"].tolist() == [states.UNDETERMINED]
    assert _figures([4] * 7 + [8] * 2, 4, ROLL)["state"].tolist() == [4]


def test_of_states_as_likely_the_earlier_is_named() -> None:
    found = _figures([*range(states.CODES)], 7, ROLL)
    assert found["likeliest"].tolist() == [[0, 1]]
    assert found["likeliest"].dtype == found["state"].dtype == np.int8
    np.testing.assert_allclose(found["likeliest_probability"], 1 / states.CODES)
    chance = np.random.default_rng(1)
    for _ in range(200):
        codes = chance.integers(0, states.CODES, 60).tolist()
        order = sorted(range(states.CODES), key=lambda code: (-codes.count(code), code))
        assert _figures(codes, 9, ROLL)["likeliest"].tolist() == [order[:2]]


def test_levels_and_numbers_of_draws_are_passed_on() -> None:
    stances: tuple[Stances, Stances] = (_answers(6, 2, 1), _answers(3, 5, 0))
    counts = (tally(votes(stances[0])), tally(votes(stances[1])))
    given_ = (predictions([[0.25], [0.75]]), predictions([[0.5], [0.1]]))

    def found(**changed: Any) -> Posterior:
        return coorientation_draws(
            tallies=counts,
            predictions=given_,
            target=POPULATION,
            rng=_rng(),
            **changed,
        )

    usual, narrow = found(), found(level=0.5)
    for name in FIGURES:
        np.testing.assert_array_equal(getattr(usual, name), getattr(found(draws=1000, level=0.9), name))
        assert (getattr(usual, name)[0] < getattr(narrow, name)[0]).all()
        assert (getattr(usual, name)[1] > getattr(narrow, name)[1]).all()


def test_posteriors_are_read_only_and_follow_their_seed() -> None:
    first, second = (_posterior(([[1]], [[1]]), ([[0.4]], [[0.9]]), POPULATION) for _ in range(2))
    for field in attrs.fields(Posterior):
        if field.name not in ("statements", "mean"):
            assert not getattr(first, field.name).flags.writeable
            np.testing.assert_array_equal(getattr(first, field.name), getattr(second, field.name))
