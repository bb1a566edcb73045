"""Leanings, expectations, and the state of a difference that follows from them (after Scheff 1967).

A leaning and an expectation are small integer codes, a state is one too, so that a thousand posterior draws
over a hundred statements are one table look-up.
"""

from __future__ import annotations

from itertools import product
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Bools, read_only

Codes: TypeAlias = NDArray[np.int8]

LEAN_AGREE, LEAN_SPLIT, LEAN_DISAGREE = 1, 0, -1
LEAN_UNDEFINED = 2
"""Nobody takes a side (a + d = 0)."""

EXPECT_AGREE, EXPECT_NONE, EXPECT_DISAGREE = 1, 0, -1

HALF_TOLERANCE = 1e-9
"""A mean within this of 1/2 is 1/2. Rounding of floats stays far below it; whole percents of up to a million
respondents, if they do not balance exactly, lie above it."""

NAMES = (
    "shared ground",
    "imagined difference",
    "half-imagined",
    "known difference",
    "hidden difference",
    "one-sided",
    "split",
    "unforeseen",
    "undetermined",
)
"""The states by index; `code = 4 * index + who`."""

NOBODY, SIDE_A, SIDE_B = 0, 1, 2
"""Bits of `who`: the side or sides that a state names."""

CODES = 4 * len(NAMES)
"""Codes run from 0 to this, less one."""

UNDETERMINED = 4 * NAMES.index("undetermined")

_LEANS = (LEAN_DISAGREE, LEAN_SPLIT, LEAN_AGREE, LEAN_UNDEFINED)
_EXPECTS = (EXPECT_DISAGREE, EXPECT_NONE, EXPECT_AGREE)
_RANGES = ((-1, 2), (-1, 2), (-1, 1), (-1, 1))

_BY_THOSE_WHO_EXPECT_TO_DIFFER = {
    "same way": ("shared ground", "half-imagined", "half-imagined", "imagined difference"),
    "apart": ("hidden difference", "one-sided", "one-sided", "known difference"),
}
"""By how the sides lean, the state by which sides expect to differ (bit mask: nobody, A, B, both)."""

_NAMING = ("half-imagined", "one-sided")


def leaning(agree: ArrayLike, disagree: ArrayLike, asked: ArrayLike) -> Codes:
    """Which way a side leans, decided in integers.

    Parameters
    ----------
    agree, disagree : integers of one shape, how many agree and how many disagree, 0 or more.
    asked : integer or integers of that shape: N. For a roll, those asked; for a population, those who
        answered, the unsure among them.

    Returns
    -------
    int8 of that shape: `LEAN_AGREE`, `LEAN_DISAGREE`, `LEAN_SPLIT` or `LEAN_UNDEFINED` (nobody takes a
    side). A side leans if 10 |a - d| > a + d and |a - d| >= min(2, N).

    Examples
    --------
    >>> leaning([6, 55, 56, 0], [5, 45, 44, 0], [11, 100, 100, 4])
    array([0, 0, 1, 2], dtype=int8)

    One voice is a leaning only where only one was asked:

    >>> leaning([1, 1], [0, 0], [1, 12])
    array([1, 0], dtype=int8)
    """
    a, d, n = (np.asarray(each, dtype=np.int64) for each in (agree, disagree, asked))
    gap = np.abs(a - d)
    leans = (10 * gap > a + d) & (gap >= np.minimum(2, n))
    return _lean_codes(np.sign(a - d), leans, a + d == 0)


def share_leaning(p_agree: ArrayLike, p_disagree: ArrayLike) -> Codes:
    """Which way a side leans in a draw of shares.

    Parameters
    ----------
    p_agree, p_disagree : floats of one shape in [0, 1], the shares that agree and disagree.

    Returns
    -------
    int8 of that shape, codes as of `leaning`. A side leans if 10 |p_a - p_d| > p_a + p_d.

    Examples
    --------
    >>> share_leaning([0.5, 0.25, 0.0], [0.25, 0.25, 0.0])
    array([1, 0, 2], dtype=int8)
    """
    a, d = (np.asarray(each, dtype=np.float64) for each in (p_agree, p_disagree))
    return _lean_codes(np.sign(a - d), 10 * np.abs(a - d) > a + d, a + d == 0)


def _lean_codes(sign: NDArray[Any], leans: Bools, nobody: Bools) -> Codes:
    codes = np.where(leans, sign, LEAN_SPLIT).astype(np.int8)
    return np.where(nobody, np.int8(LEAN_UNDEFINED), codes)


def expectation(mean: ArrayLike) -> Codes:
    """Which way a side expects the other to lean.

    Parameters
    ----------
    mean : floats of any shape in [0, 1], the mean predicted share; NaN where nobody predicted.

    Returns
    -------
    int8 of that shape: `EXPECT_AGREE` over 1/2, `EXPECT_DISAGREE` under it, `EXPECT_NONE` for exactly 1/2
    (within `HALF_TOLERANCE`, for the rounding of floats) and for NaN.

    Examples
    --------
    >>> expectation([0.51, 0.49, (0.1 + 0.2 + 0.9 + 0.8) / 4, float("nan")])
    array([ 1, -1,  0,  0], dtype=int8)
    """
    q = np.asarray(mean, dtype=np.float64)
    over, under = q > 0.5 + HALF_TOLERANCE, q < 0.5 - HALF_TOLERANCE
    return np.subtract(over, under, dtype=np.int8)


def _mask(a: bool, b: bool) -> int:  # noqa: FBT001
    return SIDE_A * a + SIDE_B * b


def _name_and_who(lean_a: int, lean_b: int, expect_a: int, expect_b: int) -> tuple[str, int]:
    """The first match of the table of states, and the sides it names."""
    if LEAN_UNDEFINED in (lean_a, lean_b):
        return "undetermined", NOBODY
    if LEAN_SPLIT in (lean_a, lean_b):
        return "split", _mask(lean_a == LEAN_SPLIT, lean_b == LEAN_SPLIT)
    if EXPECT_NONE in (expect_a, expect_b):
        return "unforeseen", _mask(expect_a == EXPECT_NONE, expect_b == EXPECT_NONE)
    expecting_to_differ = _mask(expect_a != lean_a, expect_b != lean_b)
    row = _BY_THOSE_WHO_EXPECT_TO_DIFFER["same way" if lean_a == lean_b else "apart"]
    name = row[expecting_to_differ]
    return name, expecting_to_differ if name in _NAMING else NOBODY


def _table() -> Codes:
    table = np.empty((len(_LEANS), len(_LEANS), len(_EXPECTS), len(_EXPECTS)), dtype=np.int8)
    for codes in product(_LEANS, _LEANS, _EXPECTS, _EXPECTS):
        name, who = _name_and_who(*codes)
        table[tuple(code + 1 for code in codes)] = 4 * NAMES.index(name) + who
    return read_only(table)


_TABLE = _table()


def state(lean_a: ArrayLike, lean_b: ArrayLike, expect_a: ArrayLike, expect_b: ArrayLike) -> Codes:
    """The state of each difference between two sides, with the sides it names.

    Parameters
    ----------
    lean_a, lean_b : int codes of `leaning`, of any one shape.
    expect_a, expect_b : int codes of `expectation`: how A expects B to lean, how B expects A to.

    Returns
    -------
    int8 of that shape: `4 * index into NAMES + who`, to be read by `name` and `who`. The first
    match in the order undetermined, split, unforeseen, then the rest.

    Raises
    ------
    MeasureError : a code is none.

    Examples
    --------
    Both lean to agree; A expects B to disagree, B expects A to agree:

    >>> code = state(LEAN_AGREE, LEAN_AGREE, EXPECT_DISAGREE, EXPECT_AGREE)
    >>> name(code), who(code) == SIDE_A
    ('half-imagined', True)

    Where nobody of one side takes a side, nothing else is said:

    >>> name(state(LEAN_UNDEFINED, LEAN_SPLIT, EXPECT_NONE, EXPECT_AGREE))
    'undetermined'

    The states: [Scheff1967]_, [LaingPhillipsonLee1966]_.
    """
    codes = [np.asarray(values, dtype=np.int64) for values in (lean_a, lean_b, expect_a, expect_b)]
    for values, (low, high) in zip(codes, _RANGES, strict=True):
        if values.size and (values.min() < low or values.max() > high):
            raise MeasureError(f"a leaning is -1, 0, 1 or 2 and an expectation -1, 0 or 1; got {values}")
    found: Codes = np.asarray(_TABLE[tuple(values + 1 for values in codes)], dtype=np.int8)
    return found


def name(code: int | np.integer[Any] | NDArray[Any]) -> str:
    """The name of one state.

    >>> name(UNDETERMINED)
    'undetermined'
    """
    return NAMES[int(code) // 4]


def who(code: int | np.integer[Any] | NDArray[Any]) -> int:
    """The sides that one state names: `NOBODY`, `SIDE_A`, `SIDE_B` or both bits.

    >>> who(state(LEAN_SPLIT, LEAN_SPLIT, EXPECT_AGREE, EXPECT_AGREE)) == SIDE_A | SIDE_B
    True
    """
    return int(code) % 4
