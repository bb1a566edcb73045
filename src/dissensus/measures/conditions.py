"""Conditions for a better relation: which each side holds, and whether the other expected it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from dissensus.domain.statements import Statement
from dissensus.measures.states import EXPECT_NONE, LEAN_AGREE, LEAN_DISAGREE, LEAN_UNDEFINED

CONDITION = "condition"


@attrs.frozen(kw_only=True)
class Condition:
    """One side's stand on one condition, and what the other side took it to be.

    `leans` is a code of `states.leaning`, `expected` of `states.expectation`. `foreseen`: whether the other
    side expected it rightly; None where the side has no leaning, or the other no expectation.
    """

    statement: str
    holder: str
    other: str
    leans: int
    expected: int
    foreseen: bool | None

    @property
    def held(self) -> bool:
        """Whether it is a condition of this side's: it leans to agree."""
        return self.leans == LEAN_AGREE


def conditions(
    statements: Iterable[Statement],
    *,
    sides: tuple[str, str],
    leanings: Mapping[str, Mapping[str, int]],
    expectations: Mapping[str, Mapping[str, int]],
) -> tuple[Condition, ...]:
    """What either side says would have to change, and what the other believes it says.

    Parameters
    ----------
    statements : all of the case; those of other kinds are passed over.
    sides : the two parties.
    leanings : by party and statement, a code of `states.leaning`.
    expectations : by party and statement, how it expects the other of the two to lean: a code of
        `states.expectation`.

    Returns
    -------
    two Conditions a statement, one a side, in the order of the statements.

    Examples
    --------
    >>> from dissensus.domain.texts import Text
    >>> wait = Statement(id="S1", kind="condition", text=Text())
    >>> first, second = conditions(
    ...     [wait],
    ...     sides=("A", "B"),
    ...     leanings={"A": {"S1": 1}, "B": {"S1": 0}},
    ...     expectations={"A": {"S1": 1}, "B": {"S1": -1}},
    ... )
    >>> (first.holder, first.held, first.foreseen), (second.holder, second.held, second.foreseen)
    (('A', True, False), ('B', False, None))

    What each side believes that the other holds: [LaingPhillipsonLee1966]_.
    """
    pairs = (sides, sides[::-1])
    return tuple(
        _condition(
            statement.id,
            holder,
            other,
            leans=leanings.get(holder, {}).get(statement.id, LEAN_UNDEFINED),
            expected=expectations.get(other, {}).get(statement.id, EXPECT_NONE),
        )
        for statement in statements
        if statement.kind == CONDITION
        for holder, other in pairs
    )


def _condition(statement: str, holder: str, other: str, *, leans: int, expected: int) -> Condition:
    told = leans in (LEAN_AGREE, LEAN_DISAGREE) and expected != EXPECT_NONE
    return Condition(
        statement=statement,
        holder=holder,
        other=other,
        leans=leans,
        expected=expected,
        foreseen=leans == expected if told else None,
    )
