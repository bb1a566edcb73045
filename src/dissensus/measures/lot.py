"""The lot that gives a dialogue its own control: which statements are held back, released, discussed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dissensus.domain.errors import MeasureError
from dissensus.domain.rounds import ARMS
from dissensus.measures.arrays import Ints

HELD_BACK, RELEASED_ONLY, DISCUSSED = ARMS

FEWEST_STATEMENTS = 12
"""Under this many statements there are no arms."""

_LEAST_HELD_BACK = 4


def held_back_size(statements: int) -> int:
    """How many of S statements are held back (and as many released only): S/6 rounded up, at least 4.

    With fewer than 12 statements there are no arms, and none is held back.

    >>> [held_back_size(number) for number in (11, 12, 24, 25, 36)]
    [0, 4, 4, 5, 6]
    """
    if statements < FEWEST_STATEMENTS:
        return 0
    return max(_LEAST_HELD_BACK, -(-statements // 6))


def systematic(issues: Sequence[str | None], size: int, *, draws: int, rng: np.random.Generator) -> Ints:
    """Systematic draws of statements, spread over their issues as far as sizes allow.

    Per draw the statements are sorted by issue, the issues in random order and the statements of an issue in
    random order; from a random start, `size` of them are taken at even steps. An issue with n_i of the n
    statements so yields `size * n_i / n` of them, rounded up or down, and every statement is as likely to
    be drawn as any other.

    Parameters
    ----------
    issues : (n,), the issue of each statement; those without one (None) are an issue of their own.
    size : how many to draw, 1 to n.
    draws : B, at least 1.
    rng : the source of chance.

    Returns
    -------
    int64 (B, size), indices of the statements drawn.

    Raises
    ------
    MeasureError : size is under 1 or over n.

    Examples
    --------
    One of each issue, whatever the seed:

    >>> drawn = systematic(["a", "b", "a", "b"], 2, draws=1, rng=np.random.default_rng(1))
    >>> sorted((drawn[0] % 2).tolist())
    [0, 1]

    Systematic sampling: [Madow1949]_.
    """
    n = len(issues)
    if not 1 <= size <= n:
        raise MeasureError(f"{size} statements cannot be drawn from {n}; draw from 1 to {n}")
    labels, of = np.unique(["" if issue is None else f"={issue}" for issue in issues], return_inverse=True)
    place = rng.permuted(np.tile(np.arange(len(labels)), (draws, 1)), axis=1)
    order = np.argsort(place[:, of] + rng.random((draws, n)), axis=1)
    steps = np.floor((np.arange(size) + rng.random((draws, 1))) * (n / size)).astype(np.int64)
    drawn: Ints = np.take_along_axis(order, np.minimum(steps, n - 1), axis=1)
    return drawn


def draw_arms(
    statements: Sequence[str], issues: Sequence[str | None], *, rng: np.random.Generator
) -> tuple[str | None, ...]:
    """Put the statements of a dialogue in arms by lot, before its first round.

    Held back (asked in every round, shown to nobody until the last): S/6 of the statements rounded up, at
    least 4, by a systematic draw over all issues. Released only: as many, by a systematic draw over the
    rest. Discussed: what remains.

    Parameters
    ----------
    statements : (S,), labels, each its own.
    issues : (S,), the issue of each, or None.
    rng : the source of chance, seeded by who draws the lot so that all can draw it again.

    Returns
    -------
    (S,), one of `domain.rounds.ARMS` each; None for all of them under 12 statements.

    Raises
    ------
    MeasureError : the two lists differ in length, or a label is given twice.

    Examples
    --------
    >>> names, issues = [f"S{i}" for i in range(12)], ["cfe", "inf", "mil"] * 4
    >>> arms = draw_arms(names, issues, rng=np.random.default_rng(1))
    >>> [arms.count(arm) for arm in ARMS]
    [4, 4, 4]
    >>> set(draw_arms(names[:11], issues[:11], rng=np.random.default_rng(1)))
    {None}
    """
    if len(statements) != len(issues):
        raise MeasureError(
            f"{len(statements)} statements but {len(issues)} issues; give each its issue or None"
        )
    if len(set(statements)) != len(statements):
        raise MeasureError("a statement is given twice; the lot needs each once")
    size = held_back_size(len(statements))
    if not size:
        return (None,) * len(statements)
    arms = np.full(len(statements), DISCUSSED, dtype=object)
    arms[systematic(issues, size, draws=1, rng=rng)[0]] = HELD_BACK
    rest = np.flatnonzero(arms == DISCUSSED).tolist()
    arms[np.take(rest, systematic([issues[s] for s in rest], size, draws=1, rng=rng)[0])] = RELEASED_ONLY
    return tuple(str(arm) for arm in arms)
