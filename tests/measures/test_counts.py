"""Tallies and expectations: what is counted, and that counts of parts add up to the count of the whole."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.counts import (
    MOST_PREDICTIONS,
    SHARE_UNIT,
    Expectation,
    Tally,
    counted,
    expect,
    need_asked,
    tally,
)
from tests.measures.refusals import refused
from tests.measures.sides import Shares, Stances, column, predictions, share_rows, stance_rows, votes

S = 3


@given(stance_rows(S))
def test_a_tally_is_a_count_by_hand(rows: Stances) -> None:
    counts = tally(votes(rows, S))
    for s in range(S):
        given_answers = column(rows, s)
        assert counts.agree[s] == given_answers.count(1)
        assert counts.unsure[s] == given_answers.count(0)
        assert counts.disagree[s] == given_answers.count(-1)
        assert counts.n[s] == len(given_answers)
        assert counts.takers[s] == len(given_answers) - given_answers.count(0)
    assert counts.participants == len(rows)
    assert counts.statements == ("S1", "S2", "S3")
    assert {counts.agree.dtype, counts.unsure.dtype, counts.disagree.dtype, counts.n.dtype} == {
        np.dtype("int64")
    }


@given(stance_rows(S), stance_rows(S))
def test_tallies_of_parts_add_up_to_the_tally_of_the_whole(first: Stances, second: Stances) -> None:
    whole, parts = tally(votes(first + second, S)), tally(votes(first, S)) + tally(votes(second, S))
    for name in ("agree", "unsure", "disagree", "n"):
        np.testing.assert_array_equal(getattr(whole, name), getattr(parts, name))
    assert (whole.participants, whole.statements) == (parts.participants, parts.statements)


@given(share_rows(S), share_rows(S), st.randoms(use_true_random=False))
def test_expectations_add_up_to_the_same_bytes_in_any_order(
    first: Shares, second: Shares, chance: Random
) -> None:
    shuffled = first + second
    chance.shuffle(shuffled)
    whole = expect(predictions(shuffled, S))
    parts = expect(predictions(first, S)) + expect(predictions(second, S))
    assert whole.units.tobytes() == parts.units.tobytes()
    assert whole.mean.tobytes() == parts.mean.tobytes()
    np.testing.assert_array_equal(whole.n, parts.n)
    assert (whole.participants, whole.statements) == (parts.participants, parts.statements)


@given(share_rows(S, most=40))
def test_the_mean_is_that_of_fractions(rows: Shares) -> None:
    expectation = expect(predictions(rows, S))
    for s in range(S):
        shares = [Fraction(round(q * 100), 100) for q in column(rows, s)]
        assert expectation.n[s] == len(shares)
        if shares:
            assert expectation.mean[s] == float(sum(shares) / len(shares))
        else:
            assert np.isnan(expectation.mean[s])


def test_more_rows_than_a_block_are_all_summed() -> None:
    expectation = expect(predictions([[0.25, 0.5 if p % 2 else None] for p in range(1000)]))
    assert expectation.units.tolist() == [250 * SHARE_UNIT, 250 * SHARE_UNIT]
    assert expectation.n.tolist() == [1000, 500]
    assert expectation.mean.tolist() == [0.25, 0.5]


def test_a_share_of_many_decimals_is_rounded_before_it_is_summed() -> None:
    assert expect(predictions([[2 / 3]] * 3)).units.tolist() == [3 * 666_666_666_667]


def test_sums_past_the_integers_of_floats_are_exact() -> None:
    n, almost = 20_001, 1 - 1e-12
    assert expect(predictions([[almost]] * n)).units.tolist() == [n * (SHARE_UNIT - 1)]


def test_no_more_may_have_answered_than_were_asked() -> None:
    need_asked(np.array([3, 5]), None, what="answered")
    need_asked(np.array([3, 5]), 5, what="answered")
    need_asked(np.array([], dtype=np.int64), 0, what="answered")
    with refused("5 answered, but only 4 were asked; correct the roll"):
        need_asked(np.array([3, 5]), 4, what="answered")


def test_what_was_not_seen_counts_nowhere_even_if_a_share_stands_there() -> None:
    given_predictions = predictions([[0.5], [0.5]])
    hidden = type(given_predictions)(
        share=[[0.5], [0.9]], seen=[[True], [False]], participants=["p1", "p2"], statements=["S1"]
    )
    assert expect(hidden).mean.tolist() == [0.5]


def test_shares_are_of_those_who_take_a_side_and_the_unsure_of_those_who_answered() -> None:
    counts = Tally(
        agree=[3, 0, 0], unsure=[4, 2, 0], disagree=[1, 0, 0], statements=["a", "b", "c"], participants=8
    )
    np.testing.assert_array_equal(counts.alpha, [0.75, np.nan, np.nan])
    np.testing.assert_array_equal(counts.unsure_share, [0.5, 1.0, np.nan])


def test_counts_of_other_statements_do_not_add_up() -> None:
    one = Tally(agree=[1], unsure=[0], disagree=[0], statements=["S1"], participants=1)
    other = Tally(agree=[1], unsure=[0], disagree=[0], statements=["S2"], participants=1)
    text = "counts add up only over the same statements in the same order; sort both alike"
    with refused(text):
        one + other
    with refused(text):
        Expectation(n=[1], units=[0], statements=["S1"], participants=1) + Expectation(
            n=[1], units=[0], statements=["S2"], participants=1
        )


def test_a_sum_that_might_not_fit_is_refused() -> None:
    most = MOST_PREDICTIONS
    full = Expectation(n=[most], units=[most * SHARE_UNIT], statements=["S1"], participants=most)
    assert full.mean.tolist() == [1.0]
    one = Expectation(n=[1], units=[SHARE_UNIT], statements=["S1"], participants=1)
    with refused(
        "more than 9000000 predictions on one statement cannot be summed exactly; "
        "take a sample of the respondents"
    ):
        full + one


def test_counts_cannot_be_written_to_and_leave_their_source_alone() -> None:
    source = np.array([2])
    counts = Tally(agree=source, unsure=[0], disagree=[0], statements=["S1"], participants=2)
    for array in (counts.agree, counts.n, counts.takers, counts.alpha, counts.unsure_share):
        assert not array.flags.writeable
    source[0] = 3
    assert source.flags.writeable


def test_no_respondents_and_no_statements_are_counted_too() -> None:
    assert tally(votes([], 2)).n.tolist() == [0, 0]
    assert expect(predictions([], 2)).n.tolist() == [0, 0]
    assert tally(votes([[], []], 0)).n.shape == (0,)
    assert expect(predictions([[], []], 0)).mean.shape == (0,)


def test_more_are_counted_than_a_counter_of_16_bits_holds() -> None:
    mask = np.ones((70_000, 2), dtype=np.bool_)
    mask[0, 1] = False
    assert counted(mask).tolist() == [70_000, 69_999]
