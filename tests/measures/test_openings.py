"""Openings rung by rung: every combination of what a rung may have."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.openings import NO, UNKNOWN, YES, on_rungs, openings
from tests.measures.refusals import refused

CODES = (YES, NO, UNKNOWN)


def test_every_combination_of_rule_answer_mechanism_and_incidents() -> None:
    rungs = list(product(CODES, CODES, CODES, (0, 1, 5)))
    rule, answer, mechanism, incidents = (list(each) for each in zip(*rungs, strict=True))
    found = openings(rule=rule, answer=answer, mechanism=mechanism, incidents=incidents)
    for *has, happened, opening in zip(rule, answer, mechanism, incidents, found.opening, strict=True):
        if not happened or YES in has:
            assert opening == NO
        elif UNKNOWN in has:
            assert opening == UNKNOWN
        else:
            assert opening == YES
    assert found.rungs == tuple(r + 1 for r, row in enumerate(rungs) if row[:3] == (NO,) * 3 and row[3])
    assert len(found.rungs) == 2
    assert (found.rule.tolist(), found.answer.tolist()) == (rule, answer)
    assert (found.mechanism.tolist(), found.incidents.tolist()) == (mechanism, incidents)
    assert {array.dtype.name for array in (found.rule, found.mechanism, found.opening)} == {"int8"}
    assert not found.opening.flags.writeable


@given(st.lists(st.integers(1, 6), max_size=12), st.integers(6, 8))
def test_incidents_are_counted_on_their_rungs(rungs: list[int], length: int) -> None:
    found = on_rungs(rungs, length)
    assert found.tolist() == [rungs.count(rung) for rung in range(1, length + 1)]
    assert found.dtype == np.int64
    half = len(rungs) // 2
    assert np.array_equal(on_rungs(rungs[:half], length) + on_rungs(rungs[half:], length), found)


def test_what_does_not_fit_is_refused() -> None:
    good = {"rule": [NO], "answer": [NO], "mechanism": [NO], "incidents": [1]}
    for name in ("rule", "answer", "mechanism"):
        with refused(f"{name} has shape (2,), incidents (1,); give one of each a rung"):
            openings(**{**good, name: [NO, NO]})
        with refused(f"{name} is 1 (yes), 0 (no) or -1 (unknown); 2 is given"):
            openings(**{**good, name: [2]})
        with refused(f"codes of {name} hold -2, but they are whole numbers from -1"):
            openings(**{**good, name: [-2]})
    with refused("rule has shape (1, 1), incidents (1, 1); give one of each a rung"):
        openings(**{name: [values] for name, values in good.items()})
    with refused("incidents hold -1, but they are whole numbers from 0"):
        openings(**{**good, "incidents": [-1]})
    with refused("an incident is on rung 4 of a ladder of 3; correct the rung"):
        on_rungs([3, 4], 3)
    with refused("rungs of incidents hold 0, but they are whole numbers from 1"):
        on_rungs([0], 3)
    assert on_rungs([3], 3).tolist() == [0, 0, 1]
    assert on_rungs([], 2).tolist() == [0, 0]


def test_no_rungs_have_no_openings() -> None:
    assert openings(rule=[], answer=[], mechanism=[], incidents=[]).rungs == ()
    assert pytest.approx(0) == len(on_rungs([], 0))
