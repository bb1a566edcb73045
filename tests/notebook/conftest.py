"""What the tests of the notebook share: a small case that was answered twice, and once by three sides."""

from __future__ import annotations

import pytest

from dissensus.domain.case import Case
from tests.engine import small

STANCES = [
    ("a1", "S1", 1, 3),
    ("a2", "S1", 1, None),
    ("b1", "S1", -1, 2),
    ("b2", "S1", 0, 1),
    ("b1", "S2", 0, 0),
]
PREDICTIONS = [("a1", "B", "S1", 0.9), ("b1", "A", "S1", 0.2), ("b2", "A", "S1", 0.4)]
LINES = [("A", "A", None, "air", None, 2, None, "own"), ("b1", "A", None, "air", None, 3, None, "believed")]


@pytest.fixture(scope="session")
def case() -> Case:
    """Two sides, two statements, one ladder, and a round: A agrees on S1, B does not, S2 has no leaning."""
    return small.case(small.held(stances=STANCES, predictions=PREDICTIONS, lines=LINES))
