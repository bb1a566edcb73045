"""Conduct norms respondent by respondent, and where peace ends."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.conduct import NO_CLASS, end_of_peace, held_class, norms, peace_lines
from dissensus.measures.ladders import crossed, distribution
from tests.measures.refusals import refused

RUNGS = 3
RATED = st.lists(st.none() | st.integers(0, 2), max_size=5)
LADDER = st.lists(RATED, min_size=RUNGS, max_size=RUNGS)
STATUSES = st.lists(st.lists(st.integers(-1, 2), min_size=RUNGS, max_size=RUNGS), max_size=6)
Ladder = list[list[int | None]]


def _counts(rated: list[int | None]) -> list[int]:
    return [rated.count(place) for place in range(3)]


def _most(rated: list[int | None]) -> int:
    given_by = [each for each in rated if each is not None]
    held = [place for place, n in Counter(given_by).items() if 2 * n > len(given_by)]
    return held[0] if held else NO_CLASS


@given(LADDER)
def test_a_class_is_held_by_more_than_half(ladder: Ladder) -> None:
    found = held_class([_counts(rated) for rated in ladder])
    assert found.tolist() == [_most(rated) for rated in ladder]
    assert found.dtype == np.int8
    assert held_class(_counts(ladder[0])) == _most(ladder[0])


@given(st.tuples(LADDER, LADDER), st.tuples(LADDER, LADDER))
def test_norms_rung_by_rung(first: tuple[Ladder, Ladder], second: tuple[Ladder, Ladder]) -> None:
    """Sides rate the acts of A and of B: of the first side its own acts come first, of the second last."""
    counts = [[[_counts(rated) for rated in by] for by in side] for side in (first, second)]
    found = norms(counts)
    classes = [[[_most(rated) for rated in by] for by in side] for side in (first, second)]
    assert found.rating.tolist() == classes
    for r in range(RUNGS):
        assert found.agreed[r] == all(classes[i][j][r] == 2 for i in (0, 1) for j in (0, 1))
        for i in (0, 1):
            own, others = classes[i][i][r], classes[i][1 - i][r]
            assert found.asymmetric[i, r] == (NO_CLASS not in (own, others) and others > own)
    assert found.double_standards.tolist() == found.asymmetric.sum(axis=1).tolist()
    turned = norms([[each[1], each[0]] for each in counts[::-1]])
    assert np.array_equal(turned.agreed, found.agreed)
    assert np.array_equal(turned.asymmetric, found.asymmetric[::-1])
    assert not found.rating.flags.writeable


@given(LADDER)
def test_peace_ends_at_the_first_rung_that_is_not_peacetime(ladder: Ladder) -> None:
    found = end_of_peace([_counts(rated) for rated in ladder])
    classes = [_most(rated) for rated in ladder]
    if set(classes) == {NO_CLASS}:
        assert found == (None, None)
        return
    not_peace = [r + 1 for r, held in enumerate(classes) if held in (1, 2)]
    war = [r + 1 for r, held in enumerate(classes) if held == 2]
    assert found == (min(not_peace, default=RUNGS + 1), min(war, default=RUNGS + 1))
    assert all(isinstance(each, int) for each in found)


@given(STATUSES)
def test_each_respondents_peace_as_a_line(rows: list[list[int]]) -> None:
    names = [f"p{i}" for i in range(len(rows))]
    found = peace_lines(np.array(rows, dtype=int).reshape(len(rows), RUNGS), names)
    ends = {
        name: next((r + 1 for r, status in enumerate(row) if status > 0), RUNGS + 1)
        for name, row in zip(names, rows, strict=True)
        if any(status >= 0 for status in row)
    }
    assert found.participants == tuple(ends)
    assert found.bounds.tolist() == [[end] * 3 for end in ends.values()]
    assert found.rungs == RUNGS


def test_the_ends_of_peace_compare_as_lines_do() -> None:
    """Two of three no longer call the second rung peacetime: peace has ended there with probability 2/3."""
    lines = peace_lines([[0, 1, 2], [0, 2, 2], [0, 0, 0]], ["a", "b", "c"])
    assert crossed(distribution(lines)).tolist() == pytest.approx([0, 2 / 3, 2 / 3])


def test_what_does_not_fit_is_refused() -> None:
    with refused("counts hold -1, but they are whole numbers from 0"):
        held_class([1, -1])
    with refused("counts of shape () are given; give one count a class"):
        held_class(3)
    with refused("counts of shape (0,) are given; give one count a class"):
        held_class([])
    for shape in ((2, 2, 3), (1, 2, 4, 3), (2, 2, 4, 2)):
        with refused(f"ratings of shape {shape} are given; give (2, 2, rungs, 3)"):
            norms(np.zeros(shape, dtype=int))
    with refused("counts are whole numbers from 0; something else is given"):
        norms(np.zeros((2, 2, 3, 3)))
    with refused("counts hold -1, but they are whole numbers from 0"):
        end_of_peace([[1, -1, 0]])
    with refused("statuses of shape (3,) are given; give (rungs, 3)"):
        end_of_peace([0, 0, 0])
    with refused("statuses of shape (1, 2) are given; give (rungs, 3)"):
        end_of_peace([[0, 0]])
    with refused("statuses of shape (1, 2) and 2 labels do not fit; give one row each"):
        peace_lines([[0, 0]], ["a", "b"])
    with refused("statuses of shape (2,) and 2 labels do not fit; give one row each"):
        peace_lines([0, 0], ["a", "b"])
    with refused("a status is one of 3, from 0; 3 is given"):
        peace_lines([[0, 3]], ["a"])
    with refused("statuses hold -2, but they are whole numbers from -1"):
        peace_lines([[0, -2]], ["a"])
