"""Small sides for the tests of the measures: written as rows of answers, None where there is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from dissensus.measures.arrays import LineMatrix, PredictionMatrix, VoteMatrix

Stances = list[list[int | None]]
Shares = list[list[float | None]]
Lines = list[tuple[int, int, int]]


def _labels(prefix: str, number: int) -> list[str]:
    return [f"{prefix}{index}" for index in range(1, number + 1)]


def votes(rows: Sequence[Sequence[int | None]], statements: int | None = None) -> VoteMatrix:
    """The stances in `rows`, one list a person."""
    width = len(rows[0]) if statements is None else statements
    return VoteMatrix(
        stance=np.array([[x or 0 for x in row] for row in rows], dtype=np.int8).reshape(len(rows), width),
        seen=np.array([[x is not None for x in row] for row in rows], dtype=bool).reshape(len(rows), width),
        participants=_labels("p", len(rows)),
        statements=_labels("S", width),
    )


def predictions(rows: Sequence[Sequence[float | None]], statements: int | None = None) -> PredictionMatrix:
    """The predicted shares in `rows`, one list a person."""
    width = len(rows[0]) if statements is None else statements
    return PredictionMatrix(
        share=np.array([[q or 0.0 for q in row] for row in rows]).reshape(len(rows), width),
        seen=np.array([[q is not None for q in row] for row in rows], dtype=bool).reshape(len(rows), width),
        participants=_labels("p", len(rows)),
        statements=_labels("S", width),
    )


def lines(rows: Sequence[tuple[int, int, int]], rungs: int) -> LineMatrix:
    """The lines in `rows`, lowest, likeliest and highest rung of each person."""
    return LineMatrix(
        bounds=np.array(rows, dtype=np.int64).reshape(len(rows), 3),
        rungs=rungs,
        participants=_labels("p", len(rows)),
    )


def line_rows(rungs: int, least: int = 0, most: int = 8) -> st.SearchStrategy[Lines]:
    """Lines of up to `most` persons on a ladder of so many rungs."""
    rung = st.integers(1, rungs + 1)
    line = st.tuples(rung, rung, rung).map(lambda ends: (min(ends), sorted(ends)[1], max(ends)))
    return st.lists(line, min_size=least, max_size=most)


def stance_rows(statements: int, most: int = 12) -> st.SearchStrategy[Stances]:
    """Up to `most` persons' stances on so many statements."""
    answer = st.sampled_from([1, 0, -1, None])
    return st.lists(st.lists(answer, min_size=statements, max_size=statements), max_size=most)


def share_rows(statements: int, most: int = 12) -> st.SearchStrategy[Shares]:
    """Up to `most` persons' predictions on so many statements, in whole percents as people give them."""
    percent = st.integers(0, 100).map(lambda each: each / 100)
    row = st.lists(st.none() | percent, min_size=statements, max_size=statements)
    return st.lists(row, max_size=most)


def column(rows: Sequence[Sequence[float | None]], statement: int) -> list[float]:
    """The answers given to one statement."""
    return [row[statement] for row in rows if row[statement] is not None]  # type: ignore[misc]
