"""The door of the measures: what it lets in, and each thing that it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dissensus.measures.arrays import (
    NO_IMPORTANCE,
    LineMatrix,
    PredictionMatrix,
    VoteMatrix,
    frozen,
    read_only,
    whole_numbers,
)
from tests.measures.refusals import refused

VOTES: dict[str, Any] = {
    "stance": [[1, 0, -1], [0, 0, 1]],
    "seen": [[True, True, True], [False, False, True]],
    "importance": [[0, 3, NO_IMPORTANCE], [-1, -1, 2]],
    "participants": ["p1", "p2"],
    "statements": ["S1", "S2", "S3"],
}
PREDICTIONS: dict[str, Any] = {
    "share": [[0, 1], [0.5, 0]],
    "seen": [[True, True], [True, False]],
    "participants": ["p1", "p2"],
    "statements": ["S1", "S2"],
}
LINES: dict[str, Any] = {"bounds": [[1, 2, 2], [4, 4, 4]], "rungs": 3, "participants": ["p1", "p2"]}

DTYPES = {
    "stance": np.int8,
    "importance": np.int8,
    "seen": np.bool_,
    "share": np.float64,
    "bounds": np.int64,
}


@pytest.mark.parametrize(
    ("matrix", "given"), [(VoteMatrix, VOTES), (PredictionMatrix, PREDICTIONS), (LineMatrix, LINES)]
)
def test_what_fits_is_let_in_typed_and_read_only(matrix: type[Any], given: dict[str, Any]) -> None:
    made = matrix(**given)
    for name, values in given.items():
        held = getattr(made, name)
        if name in DTYPES:
            assert held.dtype == DTYPES[name]
            assert not held.flags.writeable
            np.testing.assert_array_equal(held, values)
        else:
            assert held == (tuple(values) if isinstance(values, list) else values)


def test_the_callers_array_stays_its_own() -> None:
    share = np.array([[0.25]])
    held = PredictionMatrix(share=share, seen=[[True]], participants=["p1"], statements=["S1"]).share
    share[0, 0] = 0.5
    assert share.flags.writeable
    assert held.base is share
    with pytest.raises(ValueError, match="read-only"):
        held[0, 0] = 1.0
    for view in (read_only(share), frozen(share)):
        assert not view.flags.writeable
    assert frozen([1, 2]).dtype == np.int64


def test_whatever_the_type_of_the_callers_array_ours_is_the_same() -> None:
    small = np.array([[1, 2, 2]], dtype=np.int8)
    assert LineMatrix(bounds=small, rungs=3, participants=["p1"]).bounds.dtype == np.int64
    whole = PredictionMatrix(share=[[1]], seen=[[True]], participants=["p1"], statements=["S1"])
    assert whole.share.dtype == np.float64


def test_an_empty_side_is_a_side() -> None:
    votes = VoteMatrix(
        stance=np.empty((0, 2)), seen=np.empty((0, 2)), participants=[], statements=["S1", "S2"]
    )
    assert votes.stance.shape == (0, 2)
    assert votes.importance is None
    nobody: dict[str, Any] = {"seen": np.empty((0, 0)), "participants": [], "statements": []}
    assert VoteMatrix(stance=np.empty((0, 0)), importance=np.empty((0, 0)), **nobody).seen.size == 0
    assert PredictionMatrix(share=np.empty((0, 0)), **nobody).share.size == 0
    assert LineMatrix(bounds=np.empty((0, 3)), rungs=1, participants=[]).bounds.size == 0


@pytest.mark.parametrize("values", [3, [1, 0], [[True, False]], np.array([7], dtype=np.uint8), []])
def test_whole_numbers_are_let_in_as_such(values: Any) -> None:
    held = whole_numbers("votes", values)
    assert held.dtype == np.int64
    np.testing.assert_array_equal(held, values)


@pytest.mark.parametrize(
    ("values", "least", "text"),
    [
        ([1, 0.5], 0, "rungs are whole numbers from 0; something else is given"),
        (["1"], 1, "rungs are whole numbers from 1; something else is given"),
        ([2, 0], 1, "rungs hold 0, but they are whole numbers from 1"),
        ([[-1, 3]], 0, "rungs hold -1, but they are whole numbers from 0"),
    ],
)
def test_what_are_no_whole_numbers_are_refused(values: Any, least: int, text: str) -> None:
    with refused(text):
        whole_numbers("rungs", values, least=least)
    assert whole_numbers("rungs", [1, 2], least=1).tolist() == [1, 2]


TWICE = "holds a label twice; give each its own"
STANCE = "a stance is +1, 0 or -1; something else is given"
IMPORTANCE = "importance is 0 to 3, or -1 for none"
SHARE = "a predicted share lies from 0 to 1; something else is given"
INSIDE = "a line lies from rung 1 to 4 (none of these)"


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"participants": ["p1", "p1"]}, f"participants {TWICE}"),
        ({"statements": ["S1", "S2", "S2"]}, f"statements {TWICE}"),
        (
            {"statements": ["S1", "S2"]},
            "stance has shape (2, 3), but the labels make (2, 2)",
        ),
        ({"participants": ["p1"]}, "stance has shape (2, 3), but the labels make (1, 3)"),
        ({"seen": [[True, True, True]]}, "seen has shape (1, 3), but the labels make (2, 3)"),
        ({"stance": [[2, 0, -1], [0, 0, 1]]}, STANCE),
        ({"stance": [[1, 0, -2], [0, 0, 1]]}, STANCE),
        (
            {"stance": [[1, 0, -1], [0, 1, 1]]},
            "a stance is given where nothing was seen; set it to 0",
        ),
        ({"importance": [[0, 3, -1]]}, "importance has shape (1, 3), but the labels make (2, 3)"),
        ({"importance": [[0, 4, -1], [-1, -1, 2]]}, IMPORTANCE),
        ({"importance": [[0, 3, -2], [-1, -1, 2]]}, IMPORTANCE),
    ],
)
def test_votes_that_do_not_fit_are_refused(changed: dict[str, Any], text: str) -> None:
    with refused(text):
        VoteMatrix(**VOTES | changed)


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"participants": ["p1", "p1"]}, f"participants {TWICE}"),
        ({"statements": ["S1", "S1"]}, f"statements {TWICE}"),
        ({"share": [[0.5, 0.5]]}, "share has shape (1, 2), but the labels make (2, 2)"),
        ({"seen": [[True], [True]]}, "seen has shape (2, 1), but the labels make (2, 2)"),
        ({"share": [[0, 1.01], [0.5, 0]]}, SHARE),
        ({"share": [[-0.01, 1], [0.5, 0]]}, SHARE),
        ({"share": [[np.nan, 1], [0.5, 0]]}, SHARE),
    ],
)
def test_predictions_that_do_not_fit_are_refused(changed: dict[str, Any], text: str) -> None:
    with refused(text):
        PredictionMatrix(**PREDICTIONS | changed)


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"rungs": 0}, "a ladder has at least one rung"),
        ({"participants": ["p1", "p1"]}, f"participants {TWICE}"),
        ({"participants": ["p1"]}, "bounds has shape (2, 3), but the labels make (1, 3)"),
        ({"bounds": [[1, 2], [4, 4]]}, "bounds has shape (2, 2), but the labels make (2, 3)"),
        ({"bounds": [[1, 2, 2], [4, 3, 4]]}, "a line needs lowest <= likeliest <= highest"),
        ({"bounds": [[1, 3, 2], [4, 4, 4]]}, "a line needs lowest <= likeliest <= highest"),
        ({"bounds": [[0, 2, 2], [4, 4, 4]]}, INSIDE),
        ({"bounds": [[1, 2, 2], [4, 4, 5]]}, INSIDE),
    ],
)
def test_lines_that_do_not_fit_are_refused(changed: dict[str, Any], text: str) -> None:
    with refused(text):
        LineMatrix(**LINES | changed)
