"""Assumptions tested: what a side takes the other to want or hold, against what the other answers itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from dissensus.domain.statements import Statement
from dissensus.measures.states import LEAN_SPLIT, LEAN_UNDEFINED

KINDS = ("assumption", "intent")
"""Kinds of statement that may say what another party wants or holds."""

BORNE_OUT, CONTRADICTED = "borne out", "contradicted"
NOT_HELD, NO_COMMON_ANSWER, UNDETERMINED = "not held", "no common answer", "undetermined"

Leanings = Mapping[str, Mapping[str, int]]
"""By party and statement, a code of `states.leaning`."""


@attrs.frozen(kw_only=True)
class Assumption:
    """What `holder` assumes about `about`, in the words of `statement`, and how it fares.

    `tested_by` is the statement whose answers by `about` decide. `outcome`: borne out, contradicted, not held
    (the holder has no common answer), no common answer (of the other), undetermined (one of them has none),
    or None where no statement of the case tests it.
    """

    statement: str
    holder: str
    about: str
    tested_by: str | None
    outcome: str | None


def outcome(held: int, answered: int) -> str:
    """How an assumption fares against the answer of whom it is about.

    The statement that tests is worded so that whoever agrees with it bears the assumption out. Whoever
    disagrees with an assumption assumes the opposite, and is borne out by the opposite answer.

    Parameters
    ----------
    held : code of `states.leaning` of the holder, on the assumption.
    answered : that of the other party, on the statement that tests it.

    Returns
    -------
    the outcome.

    Examples
    --------
    >>> outcome(1, 1), outcome(-1, -1), outcome(1, -1)
    ('borne out', 'borne out', 'contradicted')
    >>> outcome(0, 1), outcome(1, 0), outcome(1, 2)
    ('not held', 'no common answer', 'undetermined')
    """
    if LEAN_UNDEFINED in (held, answered):
        return UNDETERMINED
    if held == LEAN_SPLIT:
        return NOT_HELD
    if answered == LEAN_SPLIT:
        return NO_COMMON_ANSWER
    return BORNE_OUT if held == answered else CONTRADICTED


def assumptions(statements: Iterable[Statement], leanings: Leanings) -> tuple[Assumption, ...]:
    """What each party assumes about another, tested against that party's own answers.

    Parameters
    ----------
    statements : all of the case; those of other `KINDS`, or about no party with answers, are passed over.
    leanings : of every party that answered. To a party other than the one asked, only what was released.

    Returns
    -------
    one Assumption a statement and holder, in the order of the statements and then of the parties.

    Examples
    --------
    >>> from dissensus.domain.texts import Text
    >>> seeks = Statement(id="S1", kind="intent", text=Text(), about="B", tested_by="S2")
    >>> assumptions([seeks], {"A": {"S1": 1}, "B": {"S1": -1, "S2": -1}})[0].outcome
    'contradicted'
    """
    return tuple(_assumed(statements, leanings))


def _assumed(statements: Iterable[Statement], leanings: Leanings) -> Iterator[Assumption]:
    for statement in statements:
        about, test = statement.about, statement.tested_by
        if statement.kind not in KINDS or about is None or about not in leanings:
            continue
        for holder, held in leanings.items():
            if holder == about:
                continue
            assumed = held.get(statement.id, LEAN_UNDEFINED)
            answered = LEAN_UNDEFINED if test is None else leanings[about].get(test, LEAN_UNDEFINED)
            yield Assumption(
                statement=statement.id,
                holder=holder,
                about=about,
                tested_by=test,
                outcome=None if test is None else outcome(assumed, answered),
            )
