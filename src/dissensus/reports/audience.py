"""For whom a report is: all sides alike, one party, or the desk; and what of a case each may see.

What is not for an audience is taken out before anything is composed, so that no chapter, chart or table can
hold it by mistake.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from dissensus import case as cases
from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target
from dissensus.engine import changes, concerns, tabulate
from dissensus.engine.findings import AgendaRow
from dissensus.engine.results import (
    Clarification,
    Difference,
    LineGap,
    Results,
    RoundResults,
    State,
    Withheld,
)
from dissensus.engine.shown_differences import for_others
from dissensus.engine.shown_lines import ONLY_ITS_OWNER, STAYS_INSIDE
from dissensus.i18n import Words
from dissensus.measures.clarification import MUTUAL_GAIN

DESK, JOINT = "desk", "joint"
HELD_BACK, SPLIT, INTERNAL = "held back", "split", "internal"


def known(case: Case, audience: str) -> str:
    """The audience itself, if it is the desk, joint, or a party of the case.

    Raises
    ------
    DissensusError : it is none of these.

    >>> known(Case(id="c"), "Atlantis")
    Traceback (most recent call last):
    dissensus.domain.errors.DissensusError: the case 'c' has no party 'Atlantis'; a report is for joint, desk
    """
    names = (*(party.id for party in case.parties), *case.sides)
    if audience not in (DESK, JOINT, *names):
        listed = ", ".join(dict.fromkeys((*names, JOINT, DESK)))
        raise DissensusError(f"the case {case.id!r} has no party {audience!r}; a report is for {listed}")
    return audience


def eyes(audience: str) -> str | None:
    """The party whose own eyes a report is for; None for the desk and for both sides."""
    return None if audience in (DESK, JOINT) else audience


def cover(audience: str, name: str, words: Words) -> tuple[str, str]:
    """What the cover says: for whom the report is, in few words and in a sentence; `name` is the party's."""
    if audience == DESK:
        return words("For the desk alone"), words(
            "This report is for the desk that keeps the case. It holds what is for one party’s eyes, so no "
            "party may have it as it is."
        )
    if audience == JOINT:
        return words("For all sides"), words(
            "This report is for all sides alike. Nothing in it is for one party’s eyes."
        )
    return words("For {party} alone", party=name), words(
        "This report is for {party} alone. Beside what all sides may see it holds what is for {party}’s eyes "
        "only, and nothing that is for another’s.",
        party=name,
    )


def seen(case: Case, results: Results, audience: str) -> tuple[Case, Results]:
    """What of a case and its results the audience may see.

    Parameters
    ----------
    case, results : with everything in them.
    audience : `DESK` (all of it), `JOINT` (nothing that is for one party's eyes) or the id of a party (that,
        and what is for its own eyes). A split of another party reads as no common answer; statements that
        were held back are in it only if the round is the last.

    Raises
    ------
    DissensusError : there is no such party, or the round is internal to another.
    """
    if known(case, audience) == DESK:
        return case, results
    party = eyes(audience)
    _need_round(case, results, party)
    asked = {held.id: held for held in case.rounds}
    kept = [held for held in results.rounds if _may_know(asked, held, party)]
    hiding = not results.latest.last
    rounds = tuple(_round(results, asked.get(held.id), held, party, hiding=hiding) for held in kept)
    told = not (hiding and any(_held_back(held) for held in results.rounds))
    record = results.record
    if record is not None:
        record = attrs.evolve(record, openings=tuple(each for each in record.openings if each.eyes == party))
    public = cases.redact(case, JOINT if party is None else f"party:{party}")
    return public, attrs.evolve(
        results,
        rounds=rounds,
        changes=results.changes if told and len(kept) == len(results.rounds) else (),
        record=record,
    )


def _need_round(case: Case, results: Results, party: str | None) -> None:
    asked = {held.id: held for held in case.rounds}
    if not _may_know(asked, results.latest, party):
        raise DissensusError(
            f"the round {results.latest.id!r} is internal to one party and not for this audience; report on "
            "a joint round, or report it --as that party"
        )


def _may_know(asked: dict[str, Round], held: RoundResults, party: str | None) -> bool:
    """Internal rounds are their own party's."""
    if held.track != INTERNAL:
        return True
    round_ = asked.get(held.id)
    return party is not None and round_ is not None and round_.party == party


def _held_back(held: RoundResults) -> set[str]:
    return {each.statement for each in held.differences if each.arm == HELD_BACK}


def _round(
    results: Results, asked: Round | None, held: RoundResults, party: str | None, *, hiding: bool
) -> RoundResults:
    """One round as the audience may see it."""
    if hiding and _held_back(held):
        held = _without(results, asked, held, _held_back(held))
    return attrs.evolve(
        held,
        differences=tuple(_difference(each, party) for each in held.differences),
        lines=tuple(_line(gap, party) for gap in held.lines),
        second_order=tuple(_line(gap, party) for gap in held.second_order),
        clarifications=tuple(_clarification(each, party) for each in held.clarifications),
        cohesion=tuple(each for each in held.cohesion if each.eyes == party),
        cohesion_by_issue=tuple(each for each in held.cohesion_by_issue if each.eyes == party),
        standouts=tuple(each for each in held.standouts if each.eyes == party),
        agenda=tuple(row for row in held.agenda if row.eyes in (None, party)),
    )


def _difference(found: Difference, party: str | None) -> Difference:
    """A split names only the party itself; of another it reads as no common answer."""
    state = found.state
    if not isinstance(state, State):
        return found
    if state.name == SPLIT and party in state.who:
        return attrs.evolve(found, state=attrs.evolve(state, who=(party,)))
    if state.likeliest:
        likeliest = tuple(each for each in state.likeliest if each[0] != SPLIT)
        found = attrs.evolve(found, state=attrs.evolve(state, likeliest=likeliest))
    return for_others(found)


def _line(gap: LineGap, party: str | None) -> LineGap:
    if gap.owner == party or isinstance(gap.ambiguity, Withheld):
        return gap
    return attrs.evolve(gap, ambiguity=Withheld(reason=STAYS_INSIDE))


def _clarification(found: Clarification, party: str | None) -> Clarification:
    """Who does better to keep its line vague is told so, and nobody else."""
    if found.owner == party or found.outcome in (None, MUTUAL_GAIN):
        return found
    gone = Withheld(reason=ONLY_ITS_OWNER)
    return attrs.evolve(found, outcome=None, share=None, gain_actor=gone, gain_owner=gone)


def _without(results: Results, asked: Round | None, held: RoundResults, hidden: set[str]) -> RoundResults:
    """The round without statements that are held back, and with every mean made anew without them."""
    found = tuple(each for each in held.differences if each.statement not in hidden)
    fresh: dict[str, Any] = {"anatomy": (), "concerns": (), "past": ()}
    if asked is not None and held.anatomy:
        target = tabulate.target(asked, None if results.plan.target is None else Target(results.plan.target))
        fresh["anatomy"] = concerns.anatomies(found, target=target)
    return attrs.evolve(
        held,
        **fresh,
        differences=found,
        surprises=changes.surprises(found),
        assumptions=tuple(
            each for each in held.assumptions if hidden.isdisjoint({each.statement, each.tested_by})
        ),
        conditions=tuple(each for each in held.conditions if each.statement not in hidden),
        cohesion=tuple(each for each in held.cohesion if each.statement not in hidden),
        cohesion_by_issue=(),
        standouts=(),
        agenda=_renumbered(held.agenda, hidden),
    )


def _renumbered(rows: Iterable[AgendaRow], hidden: set[str]) -> tuple[AgendaRow, ...]:
    """The rows that speak of nothing hidden, each list counted from 1 again."""
    kept: list[AgendaRow] = []
    rank = 0
    for row in rows:
        rank = 0 if row.rank == 1 else rank
        if hidden.isdisjoint(row.label):
            rank += 1
            kept.append(attrs.evolve(row, rank=rank))
    return tuple(kept)
