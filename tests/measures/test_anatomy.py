"""The anatomy of a difference, statement by statement."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.measures.anatomy import Part, anatomy
from tests.measures.refusals import refused

NAN = float("nan")
STATEMENTS = st.lists(
    st.tuples(
        st.none() | st.integers(0, 10),
        st.none() | st.integers(0, 3),
        st.none() | st.sampled_from(["fact", "threat", "intent"]),
    ),
    max_size=12,
)
Statements = list[tuple[int | None, int | None, str | None]]


def _anatomy(rows: Statements) -> tuple[Part, ...]:
    return anatomy(
        [NAN if figure is None else figure for figure, _, _ in rows],
        [NAN if weight is None else weight for _, weight, _ in rows],
        [label for _, _, label in rows],
    )


@given(STATEMENTS)
def test_every_part_statement_by_statement(rows: Statements) -> None:
    found = _anatomy(rows)
    assert [part.label for part in found] == list(dict.fromkeys(label for *_, label in rows if label))
    for part in found:
        known = [(f, w) for f, w, label in rows if label == part.label and f is not None and w is not None]
        weight = sum(w for _, w in known)
        assert (part.n, part.weight) == (len(known), weight)
        if weight:
            assert part.mean == pytest.approx(float(Fraction(sum(f * w for f, w in known), weight)))
            assert part.reason is None
        else:
            why = "none of its statements matters to anybody" if known else "no statement has a figure"
            assert (part.mean, part.reason) == (None, why)


@given(STATEMENTS)
def test_the_parts_make_up_the_whole(rows: Statements) -> None:
    labelled = [row for row in rows if row[2]]
    whole = _anatomy([(figure, weight, "all") for figure, weight, _ in labelled])
    parts = _anatomy(labelled)
    if whole and whole[0].mean is not None:
        summed = sum((part.mean or 0) * part.weight for part in parts)
        assert summed / sum(part.weight for part in parts) == pytest.approx(whole[0].mean)
        assert sum(part.n for part in parts) == whole[0].n


def test_none_is_missing() -> None:
    missing: Any = [None, 2.0]
    assert anatomy(missing, [1, 3], ["a", "a"])[0] == Part(label="a", mean=2.0, n=1, weight=3.0)
    assert anatomy([1, 4], missing, ["a", "a"])[0] == Part(label="a", mean=4.0, n=1, weight=2.0)


def test_what_does_not_fit_is_refused() -> None:
    with refused("(2,) figures, (1,) weights and 2 labels do not fit; give one of each per statement"):
        anatomy([1, 2], [1], ["a", "b"])
    with refused("(2,) figures, (2,) weights and 1 labels do not fit; give one of each per statement"):
        anatomy([1, 2], [1, 2], ["a"])
    with refused("a weight is negative; importance is 0 or more"):
        anatomy([1], [-1], ["a"])
    assert anatomy([1], [0], ["a"])[0].weight == 0
