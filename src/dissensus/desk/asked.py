"""What is asked at the desk: a case, one round of it or results become a case and its results."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypedDict

import attrs

from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.rounds import Round
from dissensus.domain.statements import Statement
from dissensus.domain.texts import Text
from dissensus.domain.tracks import Target

if TYPE_CHECKING:
    from dissensus.engine.results import Plan, Results

Subject: TypeAlias = "Case | Round | Results"
"""What can be measured: a case, one round of it, or what was measured before."""

_KEPT = 8
"""Results that are kept: who asks for a table, then a chart, then the report, waits once."""


class Asked(TypedDict, total=False):
    """What may be said of how a round is measured and shown; whatever is left out is as usual.

    `round`: the id of the round; usually the last of the case. `case`: the case of a round or of results that
    stand alone, for names, issues and ladders. `target`: "roll" or "population", whom the numbers are about;
    usually what the round says. `min_cell`: figures of fewer answers than this are withheld where a side
    answers by persons; usually 5. `guarded`: whether no more is shown than a live dialogue would. `draws`:
    draws behind each interval; usually 1000. `seed`: where the chance of those draws comes from. `lang`: the
    language of what is displayed (en, ru, fr); English where left out.
    """

    round: str
    case: Case
    target: str
    min_cell: int
    guarded: bool
    draws: int
    seed: int
    lang: str


_OF_THE_PLAN = ("target", "min_cell", "guarded", "draws", "seed")
_LEAST = {"min_cell": 1, "draws": 1, "seed": 0}


@attrs.frozen
class Measured:
    """Results with the case that they are of."""

    case: Case
    results: Results


def measured(subject: Subject, asked: Asked, *, lacks: str | None = None, drawn: bool = False) -> Measured:
    """The case and its results.

    `lacks` says what a round without its case does not know, where that is needed; where it is to be `drawn`,
    results without their case do not know it either. Raises DissensusError
    where the case has no such round or none at all, where a round is not the case's or lacks it, and where
    results are asked for what they were not measured with.
    """
    from dissensus.engine.results import Results

    unknown = sorted(set(asked) - set(Asked.__annotations__))
    if unknown:
        known = ", ".join(Asked.__annotations__)
        raise DissensusError(f"nothing is called {', '.join(unknown)} here; what may be said is {known}")
    if isinstance(subject, Results):
        return _as_measured(subject, asked, lacks if drawn else None)
    if isinstance(subject, Round):
        return _of_a_round(subject, asked, lacks)
    if isinstance(subject, Case):
        return Measured(subject, _analysed(subject, _plan(subject, asked)))
    raise DissensusError(
        f"{type(subject).__name__} is no case: give what ds.read_case returns, a round of it, or results"
    )


def _as_measured(results: Results, asked: Asked, lacks: str | None) -> Measured:
    """Results as they are; they cannot be asked to have been measured otherwise."""
    plan = results.plan
    said = {"round": results.latest.id, **{name: getattr(plan, name) for name in _OF_THE_PLAN}}
    for name, value in asked.items():
        if name in said and value != said[name]:
            raise DissensusError(
                f"these results were measured with {name} {said[name]!r}; for another, give the case itself"
            )
    case = asked.get("case")
    if case is None:
        _refuse(f"results of the case {results.case!r}", lacks)
        parties = tuple(side.party for side in results.latest.sides)
        statements = (found.statement for found in results.latest.differences)
        return Measured(_bare(results.case, parties, statements), results)
    if case.id != results.case:
        raise DissensusError(f"these results are of the case {results.case!r} and not of {case.id!r}")
    return Measured(case, results)


def _of_a_round(held: Round, asked: Asked, lacks: str | None) -> Measured:
    if asked.get("round", held.id) != held.id:
        raise DissensusError(f"this is round {held.id!r}; to measure {asked['round']!r}, give its case")
    case = asked.get("case")
    if case is None:
        _refuse(f"the round {held.id!r}", lacks)
        case = attrs.evolve(_bare("", _parties(held), held.statements), rounds=(_alone(held),))
    elif case.round(held.id) != held:
        raise DissensusError(f"the case {case.id!r} has another round {held.id!r}; give the one that it has")
    return Measured(case, _analysed(case, _plan(case, {**asked, "round": held.id})))


def _refuse(what: str, lacks: str | None) -> None:
    if lacks is not None:
        raise DissensusError(f"{what} alone cannot say {lacks}; give the case too, as in case=case")


def _alone(held: Round) -> Round:
    """The round with no more than it knows without its case: stances and predictions."""
    return Round(
        id=held.id,
        track=held.track,
        party=held.party,
        unit=held.unit,
        roll=held.roll,
        target=held.target,
        statements=held.statements,
        guard=held.guard,
        last=held.last,
        synthetic=held.synthetic,
        seed=held.seed,
        participants=held.participants,
        stances=held.stances,
        predictions=held.predictions,
        results=held.results,
    )


def _bare(name: str, sides: tuple[str, ...], statements: Iterable[str]) -> Case:
    """As much of a case as a round knows: who its sides are, and which statements it asked about."""
    asked = dict.fromkeys(statements)
    return Case(
        id=name, sides=sides, statements=tuple(Statement(id=each, kind="", text=Text()) for each in asked)
    )


def _parties(held: Round) -> tuple[str, ...]:
    """The parties of a round: as its units, its roll and its participants name them first."""
    named = (*held.unit, *held.roll, *(each.party for each in held.participants))
    return tuple(dict.fromkeys(named))


def _plan(case: Case, asked: Asked) -> Plan:
    from dissensus.engine.analyse import last_round
    from dissensus.engine.results import Plan

    held = case.round(asked.get("round") or last_round(case))
    said: dict[str, Any] = {name: value for name, value in asked.items() if name in _OF_THE_PLAN}
    said["target"] = said.get("target") or str(held.target)
    if said["target"] not in [*Target]:
        known = " or ".join(Target)
        raise DissensusError(f"the target is {known}, and not {said['target']!r}")
    for name, least in _LEAST.items():
        if said.get(name, least) < least:
            raise DissensusError(f"{name} is {said[name]}; give {least} or more")
    return Plan(round=held.id, **said)


@lru_cache(maxsize=_KEPT)
def _analysed(case: Case, plan: Plan) -> Results:
    from dissensus.engine.analyse import analyse

    return analyse(case, plan)
