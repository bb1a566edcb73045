"""Cells: a value with what stands beside it, a label of a guarded side, or withheld with the reason."""

from __future__ import annotations

import math
from typing import TypeAlias

import attrs


@attrs.frozen(kw_only=True)
class Value:
    """A number. `interval` is a 90 % interval or None; `n` the respondents behind it (guarded: the roll).

    `mean` is the posterior mean where the interval comes from a posterior.
    """

    value: float
    interval: tuple[float, float] | None = None
    mean: float | None = None
    n: int
    method: str | None = None
    target: str = "roll"


@attrs.frozen(kw_only=True)
class Label:
    """A word in place of a number: `of` is the roll it speaks of, `rule` says when it is given."""

    label: str
    of: int
    rule: str


@attrs.frozen(kw_only=True)
class Withheld:
    """No figure: undefined here, too little data, or guarded; `reason` is a plain clause."""

    withheld: bool = True
    reason: str


Cell: TypeAlias = Value | Label | Withheld

Interval = tuple[float, float]

NOBODY_TAKES_A_SIDE = "nobody takes a side"
NO_ANSWERS = "no answers"
NO_PREDICTION = "nobody gave a prediction"
NO_IMPORTANCE = "nobody said how much it matters"
NO_OWN_LINE = "the owner gave no line"
NO_BELIEVED_LINE = "nobody said where they believe the line is"
TOO_FEW_MEMBERS = "fewer than two own lines"
NOT_OF_A_BELIEF = "ambiguity is of lines held, not of beliefs about them"


def too_few(n: int, min_cell: int) -> str:
    """The reason for a cell of fewer answers than the caller wants shown.

    >>> too_few(3, 5)
    'fewer than 5 answers'
    """
    return f"fewer than {min_cell} answers" if n else "no answers"


def cell(
    value: float | None,
    *,
    n: int,
    target: str,
    reason: str,
    interval: Interval | None = None,
    mean: float | None = None,
    method: str | None = None,
) -> Cell:
    """The value as a cell; withheld, with the reason, where it is None or NaN.

    >>> cell(float("nan"), n=0, target="roll", reason="nobody takes a side")
    Withheld(withheld=True, reason='nobody takes a side')
    """
    if value is None or math.isnan(value):
        return Withheld(reason=reason)
    kept = None if interval is None or any(math.isnan(end) for end in interval) else interval
    return Value(
        value=float(value),
        interval=None if kept is None else (float(kept[0]), float(kept[1])),
        mean=None if mean is None or math.isnan(mean) else float(mean),
        n=int(n),
        method=method if kept is not None else None,
        target=target,
    )


def number(cell: Cell) -> float:
    """The value of a cell; NaN where there is a label or nothing.

    >>> number(Value(value=0.5, n=3)), number(Withheld(reason="no answers"))
    (0.5, nan)
    """
    return cell.value if isinstance(cell, Value) else math.nan
