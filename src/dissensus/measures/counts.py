"""Counts of one side's answers, which add up over any partition of its respondents, and nothing else.

What can be summed is summed in integers here, so that the same answers give the same bytes in whatever
order and in however many pieces they come. The measures finish from these sums.
"""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Bools, Floats, Ints, PredictionMatrix, VoteMatrix, read_only

SHARE_UNIT = 10**12
"""Predicted shares are summed in this many parts of one: exact for shares of up to 12 decimals."""

MOST_PREDICTIONS = 9_000_000
"""The most predictions on one statement whose sum is sure to fit 64 bits."""

_FLUSH = 32_767
"""Rows counted before a counter of 16 bits might overflow."""

_BLOCK = 256
"""Rows taken at a time: few enough to stay in the cache, and their sum in units is exact in a float."""


def _ints(values: Any) -> Ints:
    return read_only(np.asarray(values, dtype=np.int64))


def _labels(values: Any) -> tuple[str, ...]:
    return tuple(values)


def _same_statements(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    if first != second:
        raise MeasureError("counts add up only over the same statements in the same order; sort both alike")


def _quotient(top: Ints, bottom: Ints) -> Floats:
    """`top / bottom`, NaN where `bottom` is 0."""
    share = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=share, where=bottom > 0)
    return read_only(share)


@attrs.frozen(kw_only=True, eq=False)
class Tally:
    """How many of one side agree, are unsure and disagree with each statement; two tallies add up.

    `agree`, `unsure`, `disagree`: int64 (S,); `participants`: P, those in the matrix, who need not have
    answered every statement.
    """

    agree: Ints = attrs.field(converter=_ints)
    unsure: Ints = attrs.field(converter=_ints)
    disagree: Ints = attrs.field(converter=_ints)
    statements: tuple[str, ...] = attrs.field(converter=_labels)
    participants: int

    @property
    def n(self) -> Ints:
        """Those who answered each statement, int64 (S,); the unsure did."""
        return read_only(self.agree + self.unsure + self.disagree)

    @property
    def takers(self) -> Ints:
        """Those who take a side on each statement, a + d, int64 (S,)."""
        return read_only(self.agree + self.disagree)

    @property
    def alpha(self) -> Floats:
        """Of those who take a side, the share that agrees, (S,); NaN where nobody takes one."""
        return _quotient(self.agree, self.takers)

    @property
    def unsure_share(self) -> Floats:
        """Of those who answered, the share that is unsure, (S,); NaN where nobody answered."""
        return _quotient(self.unsure, self.n)

    def __add__(self, other: Tally) -> Tally:
        """The tally of both together; they must be of different respondents."""
        _same_statements(self.statements, other.statements)
        return Tally(
            agree=self.agree + other.agree,
            unsure=self.unsure + other.unsure,
            disagree=self.disagree + other.disagree,
            statements=self.statements,
            participants=self.participants + other.participants,
        )


@attrs.frozen(kw_only=True, eq=False)
class Expectation:
    """What one side predicts of another, summed: two expectations of different respondents add up.

    `n`: int64 (S,), predictions given; `units`: int64 (S,), their sum in parts of 10**-12.
    """

    n: Ints = attrs.field(converter=_ints)
    units: Ints = attrs.field(converter=_ints)
    statements: tuple[str, ...] = attrs.field(converter=_labels)
    participants: int

    def __attrs_post_init__(self) -> None:
        if self.n.size and self.n.max() > MOST_PREDICTIONS:
            raise MeasureError(
                f"more than {MOST_PREDICTIONS} predictions on one statement cannot be summed exactly; "
                "take a sample of the respondents"
            )

    @property
    def mean(self) -> Floats:
        """The mean predicted share, (S,), in [0, 1]; NaN where nobody predicted."""
        return _quotient(self.units, self.n * SHARE_UNIT)

    def __add__(self, other: Expectation) -> Expectation:
        """The expectation of both together; they must be of different respondents."""
        _same_statements(self.statements, other.statements)
        return Expectation(
            n=self.n + other.n,
            units=self.units + other.units,
            statements=self.statements,
            participants=self.participants + other.participants,
        )


def need_asked(n: Ints, asked: int | None, *, what: str) -> None:
    """Check that no more `what` ("answered", "predicted") than were asked.

    Raises
    ------
    MeasureError : more did.

    >>> need_asked(np.array([3, 4]), 4, what="answered")
    """
    if asked is not None and n.size and n.max() > asked:
        raise MeasureError(f"{n.max()} {what}, but only {asked} were asked; correct the roll")


def counted(mask: Bools) -> Ints:
    """How many are true in each column; 16-bit counters, emptied in time, are several times faster.

    Parameters
    ----------
    mask : bool (P, S).

    Returns
    -------
    int64 (S,).

    >>> counted(np.array([[True, False], [True, True]]))
    array([2, 1])
    """
    ones = mask.view(np.int8)
    total = np.zeros(mask.shape[1], dtype=np.int64)
    for start in range(0, len(ones), _FLUSH):
        total += ones[start : start + _FLUSH].sum(axis=0, dtype=np.int16)
    return total


def tally(votes: VoteMatrix) -> Tally:
    """Count the stances of one side, statement by statement.

    Parameters
    ----------
    votes : the side's stances, (P, S). What was not seen is counted nowhere; an unsure answer is one.

    Returns
    -------
    Tally of int64 (S,). The tallies of two parts of the respondents add up to the tally of the whole.

    Examples
    --------
    >>> votes = VoteMatrix(
    ...     stance=[[1, 0], [-1, 0], [1, 0]],
    ...     seen=[[True, True], [True, False], [True, False]],
    ...     participants=["p1", "p2", "p3"],
    ...     statements=["S1", "S2"],
    ... )
    >>> counts = tally(votes)
    >>> counts.agree, counts.unsure, counts.disagree, counts.n
    (array([2, 0]), array([0, 1]), array([1, 0]), array([3, 1]))

    Nobody takes a side on S2, so no share of those who do agrees:

    >>> counts.alpha
    array([0.66666667,        nan])

    The measures built on it: [McLeodChaffee1973]_.
    """
    agree, disagree = counted(votes.stance == 1), counted(votes.stance == -1)
    answered = counted(votes.seen)
    return Tally(
        agree=agree,
        unsure=answered - agree - disagree,
        disagree=disagree,
        statements=votes.statements,
        participants=len(votes.participants),
    )


def expect(predictions: PredictionMatrix) -> Expectation:
    """Sum the predictions of one side, statement by statement.

    Parameters
    ----------
    predictions : the predicted shares, (P, S), in [0, 1].

    Returns
    -------
    Expectation of int64 (S,). Sums are integers of 10**-12, so the order of respondents and the pieces they
    come in change nothing; a share of up to 12 decimals counts exactly.

    Raises
    ------
    MeasureError : over nine million predictions on one statement.

    Examples
    --------
    >>> predictions = PredictionMatrix(
    ...     share=[[0.1, 0.0], [0.2, 0.0]],
    ...     seen=[[True, False], [True, False]],
    ...     participants=["p1", "p2"],
    ...     statements=["S1", "S2"],
    ... )
    >>> expectation = expect(predictions)
    >>> expectation.n, expectation.mean
    (array([2, 0]), array([0.15,  nan]))

    The measures built on it: [McLeodChaffee1973]_.
    """
    units = np.zeros(len(predictions.statements), dtype=np.int64)
    for start in range(0, len(predictions.participants), _BLOCK):
        rows = slice(start, start + _BLOCK)
        block = predictions.share[rows] * SHARE_UNIT
        np.rint(block, out=block)
        seen = predictions.seen[rows]
        units += (block if seen.all() else np.multiply(block, seen, out=block)).sum(axis=0).astype(np.int64)
    return Expectation(
        n=counted(predictions.seen),
        units=units,
        statements=predictions.statements,
        participants=len(predictions.participants),
    )
