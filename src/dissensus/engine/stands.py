"""Assumptions tested against the other's answers, and conditions for a better relation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dissensus.domain.case import Case
from dissensus.engine.findings import ConditionStand, TestedAssumption
from dissensus.engine.results import Difference
from dissensus.measures import assumptions, conditions, states

_LEANS = {"agree": states.LEAN_AGREE, "disagree": states.LEAN_DISAGREE, "split": states.LEAN_SPLIT}
_EXPECTS = {"agree": states.EXPECT_AGREE, "disagree": states.EXPECT_DISAGREE}
_WORDS = {code: word for word, code in _LEANS.items()}
_EXPECTED = {code: word for word, code in _EXPECTS.items()}

ByParty = Mapping[str, Mapping[str, int]]


def assumed(case: Case, found: Sequence[Difference]) -> tuple[TestedAssumption, ...]:
    """What each party assumes about another, and how that party's answers bear it out."""
    return tuple(
        TestedAssumption(
            statement=each.statement,
            holder=each.holder,
            about=each.about,
            tested_by=each.tested_by,
            outcome=each.outcome,
        )
        for each in assumptions.assumptions(case.statements, _leanings(found))
    )


def conditional(case: Case, found: Sequence[Difference]) -> tuple[ConditionStand, ...]:
    """Where each two sides stand on what would have to change, and what each expected of the other."""
    made: list[ConditionStand] = []
    for pair in dict.fromkeys(each.sides for each in found):
        of_pair = [each for each in found if each.sides == pair]
        here = {each.statement for each in of_pair}
        stands = conditions.conditions(
            [statement for statement in case.statements if statement.id in here],
            sides=pair,
            leanings=_leanings(of_pair),
            expectations=_expectations(of_pair),
        )
        made.extend(_stand(each) for each in stands)
    return tuple(made)


def _stand(each: conditions.Condition) -> ConditionStand:
    return ConditionStand(
        statement=each.statement,
        holder=each.holder,
        other=each.other,
        leans=_WORDS.get(each.leans),
        expected=_EXPECTED.get(each.expected),
        foreseen=each.foreseen,
    )


def _leanings(found: Sequence[Difference]) -> ByParty:
    made: dict[str, dict[str, int]] = {}
    for each in found:
        for party, leans in each.leans.items():
            if leans is not None:
                made.setdefault(party, {})[each.statement] = _LEANS[leans]
    return made


def _expectations(found: Sequence[Difference]) -> ByParty:
    made: dict[str, dict[str, int]] = {}
    for each in found:
        for party, expected in each.expects.items():
            if expected is not None:
                made.setdefault(party, {})[each.statement] = _EXPECTS[expected]
    return made
