"""From rows to arrays: who is asked, in which unit, and what was not answered."""

from __future__ import annotations

import numpy as np

from dissensus.domain.tracks import Target, Track, Unit
from dissensus.engine import tabulate
from dissensus.measures.arrays import NO_IMPORTANCE
from tests.engine.small import held, people


def test_stances_stand_by_person_and_statement_and_the_rest_is_unseen() -> None:
    rows = [("a2", "S2", -1, 3), ("a1", "S1", 0, None), ("b1", "S1", 1, 2), ("A", "S1", 1, 1)]
    votes = tabulate.votes(held(stances=rows), "A")
    assert (votes.participants, votes.statements) == (("a1", "a2"), ("S1", "S2"))
    np.testing.assert_array_equal(votes.stance, [[0, 0], [0, -1]])
    np.testing.assert_array_equal(votes.seen, [[True, False], [False, True]])
    assert votes.importance is not None
    np.testing.assert_array_equal(votes.importance, [[NO_IMPORTANCE, NO_IMPORTANCE], [NO_IMPORTANCE, 3]])


def test_a_statement_that_the_round_did_not_ask_is_left_out() -> None:
    votes = tabulate.votes(held(stances=[("a1", "S9", 1, 1)]), "A")
    assert not votes.seen.any()


def test_a_party_that_answers_as_one_is_one_row() -> None:
    rows = [("A", "S1", 1, None), ("a1", "S1", -1, None)]
    as_one = held(stances=rows, unit={"A": Unit.PARTY, "B": Unit.PERSON})
    votes = tabulate.votes(as_one, "A")
    assert votes.participants == ("A",)
    np.testing.assert_array_equal(votes.stance[:, 0], [1])
    assert tabulate.asked(as_one, "A") == 1
    assert tabulate.asked(as_one, "B") == 2


def test_the_roll_counts_those_asked_and_without_one_those_there() -> None:
    assert tabulate.asked(held(roll={"A": 9}), "A") == 9
    assert tabulate.asked(held(roll={}), "A") == 2


def test_predictions_are_of_the_party_they_are_about() -> None:
    rows = [("a1", "B", "S1", 0.25), ("a1", "C", "S1", 0.75), ("b1", "A", "S1", 1.0)]
    given = tabulate.predictions(held(predictions=rows), "A", "B")
    np.testing.assert_array_equal(given.share, [[0.25, 0.0], [0.0, 0.0]])
    np.testing.assert_array_equal(given.seen, [[True, False], [False, False]])


def test_an_own_line_of_the_joint_track_is_the_partys() -> None:
    rows = [
        ("A", "A", None, "air", 1, 2, 3, "own"),
        ("a1", "A", None, "air", None, 4, None, "own"),
        ("A", "A", None, "sea", None, 1, None, "own"),
        ("b1", "A", None, "air", None, 3, None, "believed"),
    ]
    joint = tabulate.own_lines(held(lines=rows), "A", "air", 3)
    assert (joint.participants, joint.bounds.tolist()) == (("A",), [[1, 2, 3]])
    inside = held(lines=rows, track=Track.INTERNAL, party="A", participants=people(A=2))
    assert tabulate.own_lines(inside, "A", "air", 3).bounds.tolist() == [[1, 2, 3], [4, 4, 4]]


def test_believed_lines_are_those_of_the_holders_people() -> None:
    rows = [
        ("b1", "A", None, "air", None, 3, None, "believed"),
        ("a1", "A", None, "air", None, 1, None, "believed"),
        ("b2", "A", "B", "air", None, 2, None, "believed_of_us"),
        ("a1", "A", "B", "air", 1, 2, None, "believed_of_us"),
        ("a1", "A", "C", "air", None, 3, None, "believed_of_us"),
    ]
    assert tabulate.believed_lines(held(lines=rows), "B", "A", "air", 3).bounds.tolist() == [[3, 3, 3]]
    assert tabulate.believed_of_us(held(lines=rows), "A", "B", "air", 3).bounds.tolist() == [[1, 2, 2]]


def test_sides_are_those_asked_in_the_order_of_the_case() -> None:
    assert tabulate.sides(held(), ("B", "A", "C")) == ("B", "A")
    inside = held(track=Track.INTERNAL, party="A")
    assert tabulate.sides(inside, ("A", "B")) == ("A",)


def test_the_target_is_what_was_chosen_or_what_the_round_says() -> None:
    assert tabulate.target(held(), None) is Target.ROLL
    assert tabulate.target(held(target=Target.POPULATION), None) is Target.POPULATION
    assert tabulate.target(held(), Target.POPULATION) is Target.POPULATION
