"""The agenda: rankings by hand, by a slow sort, and what a joint one never carries."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures import agenda, own_agenda
from dissensus.measures.agenda import Entry
from dissensus.measures.clarification import OUTCOMES
from dissensus.measures.guard.figures import PLACES as SHOWN_PLACES
from dissensus.measures.states import NAMES
from tests.measures.refusals import refused

NAN = float("nan")
SIDES = st.lists(
    st.tuples(*[st.none() | st.integers(0, 8)] * 2, *[st.none() | st.integers(0, 3)] * 2), max_size=8
)
Sides = list[tuple[int | None, int | None, int | None, int | None]]
LINES = [("sea", "A", "B"), ("air", "B", "A"), ("air", "A", "B"), ("sea", "B", "A")]


def _rows(sides: Sides, first: int) -> list[list[float]]:
    return [
        [NAN if row[place] is None else float(row[place] or 0) for row in sides]
        for place in (first, first + 1)
    ]


def _ids(number: int) -> list[str]:
    """Ids in no order of theirs."""
    return [f"S{(7 * index + 3) % 10}" for index in range(number)]


@given(SIDES)
def test_weighted_surprise_side_by_side(sides: Sides) -> None:
    surprise, importance = np.reshape(_rows(sides, 0), (2, -1)), np.reshape(_rows(sides, 2), (2, -1))
    found = agenda.weighted_surprise(surprise, importance)
    for s, (bits_a, bits_b, weight_a, weight_b) in enumerate(sides):
        both = [
            (weight / 3 * bits, -side)
            for side, (bits, weight) in enumerate(((bits_a, weight_a), (bits_b, weight_b)))
            if bits is not None and weight is not None
        ]
        weights = [weight for weight in (weight_a, weight_b) if weight is not None]
        if weights and not any(weights):
            assert found.reasons[s] == "it matters to nobody"
        elif not both:
            assert found.reasons[s] == "no side has both a surprise and an importance"
        else:
            most, side = max(both)
            assert found.bits[s] == pytest.approx(most)
            assert found.side[s] == -side or both[0][0] == both[-1][0]
            assert found.reasons[s] is None
            continue
        assert np.isnan(found.bits[s])
        assert found.side[s] == -1
    assert not found.bits.flags.writeable


@given(SIDES)
def test_differences_are_sorted_by_it(sides: Sides) -> None:
    surprise, importance = np.reshape(_rows(sides, 0), (2, -1)), np.reshape(_rows(sides, 2), (2, -1))
    weighted, ids = agenda.weighted_surprise(surprise, importance), _ids(len(sides))
    found = agenda.differences(ids, surprise, importance)
    defined = [s for s in range(len(sides)) if not np.isnan(weighted.bits[s])]
    expected = sorted(defined, key=lambda s: (-round(float(weighted.bits[s]), 9), ids[s]))
    assert [entry.label for entry in found] == [(ids[s],) for s in expected]
    assert [entry.figure for entry in found] == [weighted.bits[s] for s in expected]
    assert [entry.side for entry in found] == [weighted.side[s] for s in expected]
    assert {entry.why for entry in found} <= {"weighted surprise"}
    turned = agenda.differences(ids[::-1], surprise[:, ::-1], importance[:, ::-1])
    assert turned == found
    swapped = agenda.differences(ids, surprise[::-1], importance[::-1])
    assert [(entry.label, entry.figure) for entry in swapped] == [(e.label, e.figure) for e in found]


def test_importance_of_three_counts_with_the_whole_surprise() -> None:
    found = agenda.weighted_surprise([[2, 2, 0], [1, 1, 0]], [[3.0, 1.5, 0.0], [0.0, 3.0, 3.0]])
    assert found.bits.tolist() == [2, 1, 0]
    assert found.side.tolist() == [0, 0, 0]
    alone = agenda.weighted_surprise([[NAN, 2.0], [1.0, NAN]], [[3.0, NAN], [2.0, 1.0]])
    assert alone.bits[0] == pytest.approx(2 / 3)
    assert (alone.side[0], alone.side[1]) == (1, -1)


def test_none_is_missing_wherever_a_figure_may_be() -> None:
    missing: Any = None
    assert agenda.differences(["S"], [[missing], [1]], [[3], [missing]]) == ()
    assert agenda.lines(LINES[:2], ["no change", "mutual gain"], [missing, 0.5])[0].figure == 0.5
    assert [entry.label for entry in agenda.signals(["a", "b"], [missing, 0.5])] == [("b",)]
    assert own_agenda.settle_first(["S"], [True], [missing])[0].figure is None
    assert own_agenda.settle_first(["S"], [False], [missing]) == ()


def test_figures_that_differ_by_a_rounding_are_ties() -> None:
    found = agenda.differences(["S2", "S1"], [[0.3, 0.1 + 0.2], [NAN, NAN]], [[3.0, 3.0], [NAN, NAN]])
    assert [entry.label[0] for entry in found] == ["S1", "S2"]
    apart = agenda.differences(["S2", "S1"], [[0.3 + 1e-8, 0.3], [NAN, NAN]], [[3.0, 3.0], [NAN, NAN]])
    assert [entry.label[0] for entry in apart] == ["S2", "S1"]


def test_differences_by_what_is_shown_of_them() -> None:
    shown = [*NAMES, "no common answer", "hidden difference"]
    ids = [f"S{9 - index}" for index in range(9)] + ["T", "A"]
    found = agenda.differences_by_state(ids, shown)
    assert [entry.why for entry in found] == [
        "hidden difference",
        "hidden difference",
        "one-sided",
        "imagined difference",
        "half-imagined",
        "unforeseen",
        "known difference",
    ]
    assert [entry.label for entry in found[:3]] == [("A",), ("S5",), ("S4",)]
    assert {(entry.figure, entry.side) for entry in found} == {(None, None)}
    assert set(agenda.STATES) < set(NAMES)


def test_lines_of_mutual_gain_by_the_share_of_the_grid() -> None:
    found = agenda.lines(LINES, ["mutual gain", "actor only", "mutual gain", None], [0.4, 0.9, 0.4, NAN])
    assert found == (
        Entry(label=("air", "A", "B"), why="mutual gain", figure=0.4),
        Entry(label=("sea", "A", "B"), why="mutual gain", figure=0.4),
    )
    more = agenda.lines(LINES[:2], ["mutual gain", "mutual gain"], [0.5, 0.6])
    assert [entry.label for entry in more] == [LINES[1], LINES[0]]
    assert agenda.lines(LINES[:1], ["no change"], [1.0]) == ()


def test_lines_by_where_they_are_believed_to_be() -> None:
    found = agenda.lines_by_place(LINES, ["nearer", "further", "no common answer", "further"])
    assert [(entry.label, entry.why) for entry in found] == [
        (("air", "B", "A"), "further"),
        (("sea", "B", "A"), "further"),
        (("sea", "A", "B"), "nearer"),
    ]
    assert set(agenda.PLACES) < set(SHOWN_PLACES)
    assert agenda.lines_by_place(LINES[:2], ["at", None]) == ()


def test_signals_by_how_often_they_were_misread() -> None:
    found = agenda.signals(["d", "c", "b", "a"], [0.5, 0.0, NAN, 0.5])
    assert found == (
        Entry(label=("a",), why="misread", figure=0.5),
        Entry(label=("d",), why="misread", figure=0.5),
    )
    coded = agenda.signals_by_match(
        ["e", "d", "c", "b", "a"], ["partial", "mismatch", "match", "none found", None]
    )
    assert [(entry.label[0], entry.why) for entry in coded] == [("d", "mismatch"), ("e", "partial")]


def test_gaps_by_the_incidents_on_them() -> None:
    found = agenda.gaps(["sea", "air", "air", "air"], [2, 11, 2, 1], [3, 3, 3, 9])
    assert [entry.label for entry in found] == [("air", 1), ("air", 2), ("air", 11), ("sea", 2)]
    assert [entry.figure for entry in found] == [9, 3, 3, 3]
    assert {entry.why for entry in found} == {"no mechanism in force"}


def test_what_a_party_should_settle_first() -> None:
    found = own_agenda.settle_first(
        ["S1", "S2", "S3", "S4", "S5"], [True, False, False, False, True], [0.7, 0.59, 0.6, NAN, NAN]
    )
    assert found == (
        Entry(label=("S2",), why="low cohesion", figure=0.59),
        Entry(label=("S1",), why="split", figure=0.7),
        Entry(label=("S5",), why="split", figure=None),
    )
    tied = own_agenda.settle_first(
        ["S2", "S1", "S4", "S3"], [False, True, True, True], [0.25, 0.25, NAN, NAN]
    )
    assert [entry.label[0] for entry in tied] == ["S1", "S2", "S3", "S4"]


def test_only_its_owner_is_told_what_to_keep_vague() -> None:
    outcomes = ["actor only", "actor only", "actor only", "mutual gain"]
    assert own_agenda.keep_vague(LINES, outcomes, owner="B") == (
        Entry(label=("air", "A", "B"), why="actor only"),
        Entry(label=("sea", "A", "B"), why="actor only"),
    )
    assert own_agenda.keep_vague(LINES, ["no change", "mutual gain", None, "no change"], owner="A") == ()


@given(st.lists(st.sampled_from([*OUTCOMES, None]), min_size=4, max_size=4))
def test_a_joint_agenda_never_carries_what_is_one_partys(outcomes: list[str | None]) -> None:
    joint = {entry.label for entry in agenda.lines(LINES, outcomes, [0.5] * 4)}
    own = [entry for owner in "AB" for entry in own_agenda.keep_vague(LINES, outcomes, owner=owner)]
    assert not joint & {entry.label for entry in own}
    assert joint == {
        label for label, outcome in zip(LINES, outcomes, strict=True) if outcome == "mutual gain"
    }
    assert len(own) == outcomes.count("actor only")


def test_what_does_not_fit_is_refused() -> None:
    with refused("surprise has shape (2,); give a row of each of the two sides"):
        agenda.weighted_surprise([1, 2], [[1], [1]])
    with refused("importance has shape (3, 1); give a row of each of the two sides"):
        agenda.weighted_surprise([[1], [2]], [[1], [1], [1]])
    with refused("surprise has shape (2, 1), importance (2, 2); give one of each"):
        agenda.weighted_surprise([[1], [2]], [[1, 1], [1, 1]])
    with refused("a surprise is negative; bits are 0 or more"):
        agenda.weighted_surprise([[-0.1], [2.0]], [[1], [1]])
    for wrong in (-0.1, 3.1):
        with refused("importance is a mean from 0 to 3; something else is given"):
            agenda.weighted_surprise([[1], [2]], [[1.0], [wrong]])
    with refused("1 statements are given for 2; give one each"):
        agenda.differences(["S1"], [[1, 1], [2, 2]], [[1, 1], [1, 1]])
    with refused("1 states are given for 2; give one each"):
        agenda.differences_by_state(["S1", "S2"], ["split"])
    with refused("1 outcomes are given for 4; give one each"):
        agenda.lines(LINES, ["mutual gain"], [1] * 4)
    with refused("3 shares are given for 4; give one each"):
        agenda.lines(LINES, [None] * 4, [1] * 3)
    with refused("1 places are given for 4; give one each"):
        agenda.lines_by_place(LINES, ["at"])
    with refused("2 misread rates are given for 1; give one each"):
        agenda.signals(["a"], [0.5, 0.5])
    with refused("0 matches are given for 1; give one each"):
        agenda.signals_by_match(["a"], [])
    with refused("2 rungs are given for 1; give one each"):
        agenda.gaps(["air"], [1, 2], [1])
    with refused("2 incidents are given for 1; give one each"):
        agenda.gaps(["air"], [1], [1, 2])
    with refused("rungs hold 0, but they are whole numbers from 1"):
        agenda.gaps(["air"], [0], [1])
    with refused("incidents hold -1, but they are whole numbers from 0"):
        agenda.gaps(["air"], [1], [-1])
    with refused("2 split are given for 1; give one each"):
        own_agenda.settle_first(["S1"], [True, True], [1])
    with refused("2 agreement indices are given for 1; give one each"):
        own_agenda.settle_first(["S1"], [True], [1, 1])
    with refused("1 outcomes are given for 4; give one each"):
        own_agenda.keep_vague(LINES, ["no change"], owner="A")
