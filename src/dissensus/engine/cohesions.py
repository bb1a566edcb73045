"""Cohesion within each party in one round: by statement, by issue, and who stands out. For its own eyes."""

from __future__ import annotations

import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target, Unit
from dissensus.engine import cells, tabulate
from dissensus.engine.cells import Cell, Withheld
from dissensus.engine.findings import IssueCohesion, Standout, StatementCohesion
from dissensus.measures.arrays import Floats, VoteMatrix
from dissensus.measures.cohesion import Cohesion, cohesion_of, outliers

FEWEST_PERSONS = 30
"""Persons from which cohesion has figures; members and parties have nothing to hide from themselves."""

FIGURES = ("agreement_index", "rice", "ordered")
_WORDS = {1: "agree", 0: "unsure", -1: "disagree"}


def by_statement(case: Case, held: Round, *, target: Target) -> tuple[StatementCohesion, ...]:
    """Cohesion on every statement, of every asked party that has more than one voice."""
    made: list[StatementCohesion] = []
    for party in _parties(case, held):
        votes, figures = tabulate.votes(held, party), _cohesion(held, party)
        named = held.unit.get(party, Unit.PERSON) is Unit.MEMBER
        for index, statement in enumerate(votes.statements):
            cell = _Cells(figures, index, target, reason=_too_few(held, party))
            made.append(
                StatementCohesion(
                    eyes=party,
                    statement=statement,
                    agreement_index=cell("agreement_index"),
                    rice=cell("rice"),
                    moves=int(figures.moves[index]),
                    stances=_stances(held, votes, index) if named else {},
                )
            )
    return tuple(made)


def by_issue(case: Case, held: Round, *, target: Target) -> tuple[IssueCohesion, ...]:
    """The mean cohesion over the statements of each issue."""
    issue_of = {statement.id: statement.issue for statement in case.statements}
    made: list[IssueCohesion] = []
    for party in _parties(case, held):
        figures = _cohesion(held, party)
        issues = [issue_of.get(statement) for statement in figures.statements]
        for issue in dict.fromkeys(each for each in issues if each is not None):
            here = np.array([each == issue for each in issues])
            means = {name: _mean(getattr(figures, name)[here]) for name in FIGURES}
            reason = _too_few(held, party)
            made.append(
                IssueCohesion(
                    eyes=party,
                    issue=issue,
                    statements=int(here.sum()),
                    **{name: _over_statements(*mean, target, reason) for name, mean in means.items()},
                )
            )
    return tuple(made)


def standouts(case: Case, held: Round, *, target: Target) -> tuple[Standout, ...]:
    """How far each member stands from the others, farthest first; only where members answer by name."""
    made: list[Standout] = []
    for party in _parties(case, held):
        if held.unit.get(party, Unit.PERSON) is not Unit.MEMBER:
            continue
        votes = tabulate.votes(held, party)
        member = {participant.id: participant.member for participant in held.participants}
        distance = outliers(votes)
        answered = votes.seen.sum(axis=1)
        for place in sorted(range(len(distance)), key=lambda index: (-np.nan_to_num(distance[index]), index)):
            who = votes.participants[place]
            cell = cells.cell(
                float(distance[place]), n=int(answered[place]), target=str(target), reason=cells.NO_ANSWERS
            )
            made.append(Standout(eyes=party, member=member[who] or who, distance=cell))
    return tuple(made)


def _parties(case: Case, held: Round) -> list[str]:
    """Parties that answer by persons or members; one that answers as one is of one mind."""
    asked = tabulate.sides(held, case.sides)
    return [party for party in asked if held.unit.get(party, Unit.PERSON) is not Unit.PARTY]


def _cohesion(held: Round, party: str) -> Cohesion:
    return cohesion_of(tabulate.votes(held, party))


def _too_few(held: Round, party: str) -> str:
    """Why a party of persons has no figures of cohesion; empty where it has."""
    if held.unit.get(party, Unit.PERSON) is Unit.MEMBER or len(held.respondents(party)) >= FEWEST_PERSONS:
        return ""
    return f"cohesion by person has figures from {FEWEST_PERSONS} people"


class _Cells:
    """Makes the cells of one statement."""

    def __init__(self, figures: Cohesion, index: int, target: Target, *, reason: str) -> None:
        self._figures, self._index, self._target, self._reason = figures, index, target, reason

    def __call__(self, name: str) -> Cell:
        if self._reason:
            return Withheld(reason=self._reason)
        n = int(self._figures.n[self._index])
        return cells.cell(
            float(getattr(self._figures, name)[self._index]),
            n=n,
            target=str(self._target),
            reason=cells.NOBODY_TAKES_A_SIDE if n else cells.NO_ANSWERS,
        )


def _stances(held: Round, votes: VoteMatrix, index: int) -> dict[str, str]:
    """What each member answered, by its name."""
    member = {participant.id: participant.member for participant in held.participants}
    return {
        member[who] or who: _WORDS[int(votes.stance[place, index])]
        for place, who in enumerate(votes.participants)
        if votes.seen[place, index]
    }


def _mean(values: Floats) -> tuple[float, int]:
    """The mean of what is defined, and of how many it is."""
    defined = values[~np.isnan(values)]
    return (float(defined.mean()) if len(defined) else float("nan"), len(defined))


def _over_statements(value: float, n: int, target: Target, reason: str) -> Cell:
    if reason:
        return Withheld(reason=reason)
    return cells.cell(value, n=n, target=str(target), reason=cells.NO_ANSWERS)
