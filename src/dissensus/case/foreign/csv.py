"""Stances, importance and predictions from a spreadsheet: what would be read, and what is not understood.

A long table has one row an answer and a column that names the statement; a wide one has one row a participant
and a column for each answer. One import may take several files of either shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from dissensus.case.foreign.columns import planned
from dissensus.case.foreign.gathering import Gathering, Misread, ReadColumn, Ways
from dissensus.case.foreign.spreadsheet import Spreadsheet
from dissensus.case.tables import MOST_SHOWN
from dissensus.domain.case import Case
from dissensus.domain.errors import CaseError, DissensusError, Problem
from dissensus.domain.rounds import Participant, Round
from dissensus.domain.stances import Predictions, Stances
from dissensus.domain.tracks import Target, Unit


@attrs.frozen(kw_only=True)
class Import:
    """What an import would add to a case.

    `statements` are those that were asked, in the order of the case. `misread` must be empty for it to be
    added. `lonely` counts the importance given without a stance, which has no place in a case.
    """

    columns: tuple[ReadColumn, ...]
    participants: tuple[Participant, ...]
    statements: tuple[str, ...]
    stances: Stances
    predictions: Predictions
    misread: tuple[Misread, ...] = ()
    lonely: int = 0

    def people(self, party: str) -> int:
        """How many of the party answered."""
        return sum(participant.party == party for participant in self.participants)


def read(case: Case, sheets: Sequence[Spreadsheet], ways: Ways) -> Import:
    """What the tables say of the statements of a case.

    Parameters
    ----------
    case : the case, whose sides and statements the tables speak of.
    sheets : the tables, as `spreadsheet.read` gives them.
    ways : what their columns and cells mean, the party of each table, and whether to make pseudonyms.

    Returns
    -------
    Import, with every cell that was not understood, by file, line and column.

    Raises
    ------
    CaseError : columns are mapped that no table has, or a table lacks one without which nothing can be read.
    DissensusError : the mapping speaks of what the case does not have.
    """
    plans = planned(case, sheets, ways)
    gathering = Gathering(case, ways)
    for place, (sheet, plan) in enumerate(zip(sheets, plans, strict=True)):
        gathering.take(sheet, plan, ways.party(place))
    gathering.settle()
    asked = {held.statement for plan in plans for held in plan.values()} | gathering.asked
    return Import(
        columns=tuple(gathering.columns),
        participants=gathering.participants,
        statements=tuple(one.id for one in case.statements if one.id in asked),
        stances=gathering.stances,
        predictions=gathering.predictions,
        misread=tuple(gathering.misread),
        lonely=gathering.lonely,
    )


def as_round(
    found: Import, round_id: str, *, roll: Mapping[str, int], target: Target, synthetic: bool = False
) -> Round:
    """The import as a round by person; the roll of a party counts those who answered where it is not given.

    Raises CaseError with everything that was not understood.
    """
    if found.misread:
        raise CaseError(_first(one.problem for one in found.misread))
    parties = dict.fromkeys((*(one.party for one in found.participants), *roll))
    return Round(
        id=round_id,
        unit=dict.fromkeys(parties, Unit.PERSON),
        roll={party: roll.get(party, found.people(party)) for party in parties},
        target=target,
        statements=dict.fromkeys(found.statements),
        synthetic=synthetic,
        participants=found.participants,
        stances=found.stances,
        predictions=found.predictions,
    )


def added(case: Case, held: Round) -> Case:
    """The case with the round more, as it can be written and read again.

    Raises DissensusError where the case has a round of that id, and CaseError where the case would not pass
    its check with it.
    """
    from dissensus.case.folder import in_memory
    from dissensus.case.reader import load
    from dissensus.case.writer import render

    if any(one.id == held.id for one in case.rounds):
        raise DissensusError(f"the case {case.id!r} has a round {held.id!r} already; choose another id")
    whole = attrs.evolve(case, rounds=(*case.rounds, held))
    _, problems = load(in_memory(render(whole)))
    if problems:
        raise CaseError(problems)
    return whole


def _first(problems: Iterable[Problem]) -> list[Problem]:
    """The first problems one by one, and how many more there are."""
    found = list(problems)
    if len(found) <= MOST_SHOWN:
        return found
    more, last = len(found) - MOST_SHOWN, found[MOST_SHOWN]
    what = f"{more:,} more cells were not understood"
    return [*found[:MOST_SHOWN], Problem(last.file, last.line, what, "See them all with --dry-run.")]
