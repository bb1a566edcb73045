"""Co-orientation against a slow reading of its definitions, and its invariants."""

from __future__ import annotations

from random import Random

import attrs
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.measures import states
from dissensus.measures.coorientation import Coorientation, coorientation, same_statements
from dissensus.measures.counts import Expectation, expect, tally
from tests.measures.refusals import refused
from tests.measures.sides import Shares, Stances, column, predictions, share_rows, stance_rows, votes

S = 2
SIDES = st.tuples(stance_rows(S), stance_rows(S), share_rows(S), share_rows(S))
BY_SIDE = (
    "alpha",
    "unsure_share",
    "prediction",
    "perceived_difference",
    "congruency",
    "accuracy",
    "bias",
    "n",
    "n_predictions",
    "leans",
    "expects",
)

Rows = tuple[Stances, Stances, Shares, Shares]


def _measure(rows: Rows, asked: tuple[int | None, int | None] = (None, None)) -> Coorientation:
    return coorientation(
        tallies=(tally(votes(rows[0], S)), tally(votes(rows[1], S))),
        expectations=(expect(predictions(rows[2], S)), expect(predictions(rows[3], S))),
        asked=asked,
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _alpha(rows: Stances, s: int) -> float:
    sides = [x for x in column(rows, s) if x]
    return _share(sides.count(1), len(sides))


def _mean(rows: Shares, s: int) -> float:
    given_shares = column(rows, s)
    return sum(given_shares) / len(given_shares) if given_shares else float("nan")


@given(SIDES)
def test_every_figure_is_what_its_definition_says(rows: Rows) -> None:
    figures = _measure(rows)
    for s in range(S):
        alphas = [_alpha(rows[0], s), _alpha(rows[1], s)]
        means = [_mean(rows[2], s), _mean(rows[3], s)]
        actual = abs(alphas[0] - alphas[1])
        np.testing.assert_allclose(figures.actual_difference[s], actual)
        np.testing.assert_allclose(figures.agreement[s], 1 - actual)
        for side in (0, 1):
            perceived = abs(alphas[side] - means[side])
            bias = means[side] - alphas[1 - side]
            answers = column(rows[side], s)
            found = [getattr(figures, name)[side, s] for name in BY_SIDE[:9]]
            np.testing.assert_allclose(
                found,
                [
                    alphas[side],
                    _share(answers.count(0), len(answers)),
                    means[side],
                    perceived,
                    1 - perceived,
                    1 - abs(bias),
                    bias,
                    len(answers),
                    len(column(rows[2 + side], s)),
                ],
                atol=1e-12,
            )


@given(SIDES)
def test_leanings_expectations_and_states_follow(rows: Rows) -> None:
    figures = _measure(rows)
    for side, answers in enumerate((rows[0], rows[1])):
        counts = tally(votes(answers, S))
        np.testing.assert_array_equal(
            figures.leans[side], states.leaning(counts.agree, counts.disagree, counts.n)
        )
        for s in range(S):
            percents = [round(100 * q) for q in column((rows[2], rows[3])[side], s)]
            assert figures.expects[side, s] == np.sign(2 * sum(percents) - 100 * len(percents))
    np.testing.assert_array_equal(figures.state, states.state(*figures.leans, *figures.expects))


@given(SIDES)
def test_swapping_the_sides_swaps_the_figures(rows: Rows) -> None:
    figures, swapped = _measure(rows), _measure((rows[1], rows[0], rows[3], rows[2]))
    for name in BY_SIDE:
        np.testing.assert_array_equal(getattr(figures, name), getattr(swapped, name)[::-1])
    np.testing.assert_array_equal(figures.actual_difference, swapped.actual_difference)
    np.testing.assert_array_equal(figures.agreement, swapped.agreement)


@settings(max_examples=50)
@given(SIDES, st.randoms(use_true_random=False))
def test_who_answers_first_changes_no_byte(rows: Rows, chance: Random) -> None:
    first = _measure(rows)
    for each in rows:
        chance.shuffle(each)
    second = _measure(rows)
    for field in attrs.fields(Coorientation):
        if field.name != "statements":
            assert getattr(first, field.name).tobytes() == getattr(second, field.name).tobytes()


def test_on_a_roll_one_voice_of_many_is_no_leaning() -> None:
    rows: Rows = ([[1, 1]], [[1, None]], [[0.9, 0.9]], [[0.9, 0.9]])
    assert _measure(rows).leans.tolist() == [[1, 1], [1, 2]]
    assert _measure(rows, (1, 1)).leans.tolist() == [[1, 1], [1, 2]]
    assert _measure(rows, (5, None)).leans.tolist() == [[0, 0], [1, 2]]
    assert _measure(rows, (None, 5)).leans.tolist() == [[1, 1], [0, 2]]


def test_more_answers_than_were_asked_are_refused() -> None:
    rows: Rows = ([[1, 1], [1, None]], [[1, 1]], [[0.9, 0.9]], [[0.9, 0.9]])
    assert _measure(rows, (2, 1)).n.tolist() == [[2, 1], [1, 1]]
    with refused("2 answered, but only 1 were asked; correct the roll"):
        _measure(rows, (1, 1))


def test_a_perceiver_of_a_side_with_one_mind_is_measured_as_the_paper_does() -> None:
    """A of one mind: it agrees, and thinks that B does too; B does not, and knows that A does."""
    rows: Rows = ([[1, 1]] * 4, [[-1, -1]] * 4, [[1.0, 1.0]] * 4, [[1.0, 1.0]] * 4)
    figures = _measure(rows)
    assert figures.agreement.tolist() == [0, 0]
    assert figures.accuracy.tolist() == [[0, 0], [1, 1]]
    assert figures.congruency.tolist() == [[1, 1], [0, 0]]
    assert figures.bias.tolist() == [[1, 1], [0, 0]]
    assert {(states.name(code), states.who(code)) for code in figures.state} == {("one-sided", states.SIDE_B)}


def test_records_are_read_only() -> None:
    figures = _measure(([[1, 1]], [[1, 1]], [[1.0, 1.0]], [[1.0, 1.0]]))
    for field in attrs.fields(Coorientation):
        if field.name != "statements":
            assert not getattr(figures, field.name).flags.writeable
    assert figures.statements == ("S1", "S2")


def test_counts_of_different_statements_are_not_compared() -> None:
    counts = tally(votes([[1]]))
    other = Expectation(n=[0], units=[0], statements=["S9"], participants=0)
    text = (
        "the two sides' counts are of different statements, or in another order; "
        "tabulate both over the same list of statements"
    )
    with refused(text):
        coorientation(tallies=(counts, counts), expectations=(expect(predictions([[0.5]])), other))
    with refused(text):
        same_statements(["a"], ["a", "b"])
