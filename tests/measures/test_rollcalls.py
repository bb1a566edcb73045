"""Roll calls vote by vote: commonest votes, ties, majorities, and who votes apart."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.cohesion import agreement_index, rice
from dissensus.measures.counts import tally
from dissensus.measures.reliability import alpha
from dissensus.measures.rollcalls import (
    NO_MAJORITY,
    NOBODY,
    TIED,
    absolute_majority,
    agreement_of,
    differs,
    opposes,
    plurality,
    roll_calls,
)
from tests.measures.refusals import refused
from tests.measures.sides import Stances, column, stance_rows, votes

OTHER = st.lists(st.sampled_from([1, 0, -1, None]), min_size=4, max_size=4)


def _commonest(cast: list[float]) -> int:
    ranked = Counter(cast).most_common()
    if not ranked:
        return NOBODY
    tied = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    return TIED if tied else int(ranked[0][0])


def _over_half(cast: list[float]) -> int:
    held = [answer for answer, n in Counter(cast).items() if 2 * n > len(cast)]
    return int(held[0]) if held else NO_MAJORITY if cast else NOBODY


@given(stance_rows(4))
def test_the_vote_of_an_alliance_vote_by_vote(rows: Stances) -> None:
    counts = tally(votes(rows, 4))
    assert plurality(counts).tolist() == [_commonest(column(rows, s)) for s in range(4)]
    assert absolute_majority(counts).tolist() == [_over_half(column(rows, s)) for s in range(4)]
    assert plurality(counts).dtype == absolute_majority(counts).dtype == np.int8


@given(stance_rows(4), OTHER)
def test_everything_about_a_set_of_roll_calls(rows: Stances, other: list[int | None]) -> None:
    alliance, beside = votes(rows, 4), votes([other])
    found = roll_calls(alliance, beside)
    cast = [column(rows, s) for s in range(4)]
    assert found.n == 4
    assert found.members == sum(any(x is not None for x in row) for row in rows)
    assert found.ties == sum(_commonest(each) == TIED for each in cast)
    for figure, answers in ((found.differs, _commonest), (found.differs_from_majority, _over_half)):
        both = [
            (answers(each), x)
            for each, x in zip(cast, other, strict=True)
            if x is not None and answers(each) < 2
        ]
        assert figure.n == len(both)
        assert figure.value == _share([a != x for a, x in both])
    both = [(_commonest(each), x) for each, x in zip(cast, other, strict=True) if x is not None]
    against = [{a, x} == {1, -1} for a, x in both if a < 2]
    assert found.opposes.n == len(against)
    assert found.opposes.value == _share(against)


def _share(where: list[bool]) -> float | None:
    return sum(where) / len(where) if where else None


@given(stance_rows(4))
def test_means_are_over_the_roll_calls_that_say_anything(rows: Stances) -> None:
    found = roll_calls(votes(rows, 4), votes([[None] * 4]))
    cast = [column(rows, s) for s in range(4)]
    counted = [(each.count(1), each.count(-1), each.count(0)) for each in cast]
    indices = [float(agreement_index(*each)) for each in counted if sum(each) >= 2]
    sides = [float(rice(each[0], each[1])) for each in counted if each[0] + each[1]]
    for figure, values, source in (
        (found.agreement_index, indices, "HixNouryRoland2005"),
        (found.rice, sides, "Rice1925"),
    ):
        assert figure.n == len(values)
        if values:
            assert figure.value == pytest.approx(sum(values) / len(values))
            assert (figure.source, figure.reason) == (source, None)
        else:
            assert (figure.value, figure.reason) == (None, "there is no roll call with enough votes")
    codes = [[np.nan if x is None else x for x in row] for row in rows]
    if rows:
        assert found.alpha_nominal == alpha(codes, level="nominal")
        assert found.alpha_interval == alpha(codes, level="interval")


def test_the_absent_party_differs_from_nobody() -> None:
    found = roll_calls(votes([[1, 0], [1, 1]]), votes([[None, None]]))
    assert (found.differs.value, found.differs.n) == (None, 0)
    assert found.differs.reason == "there is no roll call on which both have an answer"
    assert differs([1], stance=[0], seen=[True]).source == "BaileyStrezhnevVoeten2017"


def test_an_abstention_differs_and_opposes_nobody() -> None:
    answers, stance, seen = [1, 0, -1, 0, TIED, NOBODY, 1], [0, 1, 1, 0, 1, 1, -1], [True] * 6 + [False]
    assert (differs(answers, stance, seen).value, differs(answers, stance, seen).n) == (0.75, 4)
    assert (opposes(answers, stance, seen).value, opposes(answers, stance, seen).n) == (0.25, 4)


@given(stance_rows(4, most=3))
def test_two_voters_roll_call_by_roll_call(rows: Stances) -> None:
    held = votes([*rows, [1, 0, -1, None], [1, 1, 1, 1]], 4)
    first, second = held.participants[-2:]
    found = agreement_of(held, first, second)
    assert found.value == pytest.approx(1 / 3)
    assert (found.n, found.source) == (3, "Lijphart1963")
    assert agreement_of(held, second, first) == found
    halves = agreement_of(held, first, second, half_for_abstention=True)
    assert halves.value == pytest.approx(1 / 2)
    assert halves.n == 3
    assert agreement_of(held, first, first).value == 1


def test_two_who_never_voted_together_have_no_agreement() -> None:
    found = agreement_of(votes([[1, None], [None, 1]]), "p1", "p2")
    assert (found.value, found.n, found.reason) == (None, 0, "there is no roll call on which both voted")


def test_what_does_not_fit_is_refused() -> None:
    with refused(
        "the other party has one row of votes on the same roll calls as the alliance; sort both alike"
    ):
        roll_calls(votes([[1, 1]]), votes([[1]]))
    with refused(
        "the other party has one row of votes on the same roll calls as the alliance; sort both alike"
    ):
        roll_calls(votes([[1, 1]]), votes([[1, 1], [0, 0]]))
    with refused("'p9' is none of the voters; they are p1, p2"):
        agreement_of(votes([[1], [1]]), "p1", "p9")
    with refused(
        "(2,) answers and (1,) votes, (1,) of them seen, do not fit; give one of each per roll call"
    ):
        differs([1, 1], [1], [True])
    with refused(
        "(1,) answers and (1,) votes, (2,) of them seen, do not fit; give one of each per roll call"
    ):
        opposes([1], [1], [True, False])
    with refused(
        "(1, 1) answers and (1, 1) votes, (1, 1) of them seen, do not fit; give one of each per roll call"
    ):
        opposes([[1]], [[1]], [[True]])
