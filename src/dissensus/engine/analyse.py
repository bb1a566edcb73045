"""From a case and a plan to results: the road that everything shown has taken."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import numpy as np

from dissensus.case import digest
from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target, Track, Unit
from dissensus.engine import (
    agendas,
    changes,
    cohesions,
    concerns,
    differences,
    guarding,
    lines,
    norms,
    readings,
    serial,
    stands,
    tabulate,
)
from dissensus.engine.record import record
from dissensus.engine.results import Difference, Plan, Results, RoundResults, Side

Progress = Callable[[str], None]


def analyse(case: Case, plan: Plan, *, progress: Progress | None = None) -> Results:
    """Measure one round of a case, and the rounds that it came after.

    Parameters
    ----------
    case : the case, with the round in it.
    plan : which round, about whom (None: what the round says), the smallest cell of persons to tell, whether
        the guard stands before it all, how many draws, and the seed of all chance. The same case and plan
        give the same results, byte for byte.
    progress : called with the name of each step that begins; see `steps`.

    Returns
    -------
    Results. A round that holds what was released instead of answers is taken as it was released; one that
    nobody has answered yet gives cells that say so.

    Raises
    ------
    DissensusError : the case has no such round, or what was released of it does not fit the schema.
    """
    series = case.series(plan.round)
    begin = progress or (lambda _: None)
    rounds = []
    for held in series:
        begin(held.id)
        rounds.append(_round(case, held, plan))
    begin("changes")
    last = series[-1]
    figures = Results(
        case=case.id,
        case_sha256=digest(case),
        plan=plan,
        synthetic=any(held.synthetic for held in rounds),
        rounds=tuple(rounds),
        changes=_released(last).changes
        if _is_released(last)
        else changes.changes(case, rounds, redraws=2 * plan.draws, rng=_rng(plan, len(series), 0)),
        # Norms are answers: what a guarded dialogue says of openings does without them.
        record=record(case, norms=() if plan.guarded else rounds[-1].norms),
    )
    if not plan.guarded:
        return figures
    return guarding.guarded(figures, case, case_sha256=digest(guarding.without_answers(case)))


def steps(case: Case, plan: Plan) -> int:
    """How many times `analyse` calls its progress."""
    return len(case.series(plan.round)) + 1


def last_round(case: Case) -> str:
    """The id of the round that a case is read at where none is named.

    It is a round that no other comes after: the last of these in the joint track, or, without any, the last.

    >>> rounds = (Round(id="r10", after="r2"), Round(id="r2"))
    >>> last_round(Case(id="x", rounds=rounds))
    'r10'
    """
    if not case.rounds:
        raise DissensusError(
            f"the case {case.id!r} has no round, so there are no answers to measure; add one under rounds/, "
            "or make synthetic answers with `dissensus simulate`"
        )
    earlier = {held.after for held in case.rounds}
    latest = [held for held in case.rounds if held.id not in earlier] or list(case.rounds)
    joint = [held for held in latest if held.track is Track.JOINT]
    return (joint or latest)[-1].id


def _rng(plan: Plan, *place: int) -> np.random.Generator:
    """Chance of its own for every place, so that one more ladder does not move the figures of a pair."""
    return np.random.default_rng([plan.seed, *place])


def _is_released(held: Round) -> bool:
    return held.results is not None and not len(held.stances)


def _released(held: Round) -> Results:
    assert held.results is not None
    return serial.from_json(held.results)


def _round(case: Case, held: Round, plan: Plan) -> RoundResults:
    if _is_released(held):
        return attrs.evolve(_released(held).latest, read_from="results")
    target = tabulate.target(held, None if plan.target is None else Target(plan.target))
    place = case.rounds.index(held)
    found = _differences(case, held, plan, target, place)
    terms = lines.Terms(target=target, min_cell=plan.min_cell)
    measured = RoundResults(
        id=held.id,
        track=str(held.track),
        after=held.after,
        last=held.last,
        synthetic=held.synthetic,
        seed=held.seed,
        sides=tuple(_side(held, party) for party in tabulate.sides(held, case.sides)),
        differences=found,
        surprises=changes.surprises(found),
        lines=lines.first_order(case, held, terms, draws=plan.draws, rng=_rng(plan, place, 1)),
        second_order=lines.second_order(case, held, terms, draws=plan.draws, rng=_rng(plan, place, 2)),
        clarifications=lines.clarifications(case, held, terms),
    )
    return _with_the_rest(case, held, plan, measured, target, place)


def _with_the_rest(
    case: Case, held: Round, plan: Plan, measured: RoundResults, target: Target, place: int
) -> RoundResults:
    """The round with everything that stands on its differences, lines and readings."""
    rules, peace = norms.conduct(case, held, min_cell=plan.min_cell)
    read = readings.readings(
        case,
        held,
        target=target,
        min_cell=plan.min_cell,
        draws=plan.draws,
        rng=_rng(plan, place, 3),
    )
    by_statement = cohesions.by_statement(case, held, target=target)
    found = measured.differences
    return attrs.evolve(
        measured,
        norms=rules,
        peace=peace,
        concerns=concerns.concerns(case, held, target=target, min_cell=plan.min_cell),
        past=concerns.past(case, held, target=target, min_cell=plan.min_cell),
        anatomy=concerns.anatomies(found, target=target),
        assumptions=stands.assumed(case, found),
        conditions=stands.conditional(case, found),
        readings=read,
        cohesion=by_statement,
        cohesion_by_issue=cohesions.by_issue(case, held, target=target),
        standouts=cohesions.standouts(case, held, target=target),
        agenda=(
            *agendas.joint(found, measured.lines, measured.clarifications, read),
            *agendas.own(by_statement, found, measured.clarifications),
        ),
    )


def _differences(case: Case, held: Round, plan: Plan, target: Target, place: int) -> tuple[Difference, ...]:
    asked = tabulate.sides(held, case.sides)
    found: list[Difference] = []
    for index, pair in enumerate(case.pairs):
        if not set(pair) <= set(asked):
            continue
        compared = differences.compare(
            held,
            pair,
            target=target,
            min_cell=plan.min_cell,
            draws=plan.draws,
            rng=_rng(plan, place, 0, index),
        )
        found.extend(differences.differences(case, compared))
    return tuple(found)


def _side(held: Round, party: str) -> Side:
    return Side(
        party=party,
        unit=str(held.unit.get(party, Unit.PERSON)),
        roll=tabulate.asked(held, party),
        respondents=len(held.respondents(party)),
    )
