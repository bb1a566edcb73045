"""Which column of which table holds what: the mapping, laid over the headers that are there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from dissensus.case.foreign.cells import Cells
from dissensus.case.foreign.gathering import Ways, cells_of
from dissensus.case.foreign.mapping import JOKER, OF_A_STATEMENT, Holds
from dissensus.case.foreign.spreadsheet import Spreadsheet
from dissensus.case.reading import nearest
from dissensus.domain.case import Case
from dissensus.domain.errors import CaseError, DissensusError, Problem

Plan = dict[int, Holds]
"""What is held by each column of a table that is read, by its place from 0."""


def planned(case: Case, sheets: Sequence[Spreadsheet], ways: Ways) -> list[Plan]:
    """What each table holds where.

    Raises CaseError where a mapped column is in no table, or a table cannot be read without one that it
    lacks; DissensusError where the mapping speaks of what the case does not have, or maps nothing.
    """
    for party in ways.parties:
        _named(cells_of(case, ways.meaning), "party", party, "--party")
    if len(ways.parties) not in (0, 1, len(sheets)):
        raise DissensusError(
            f"--party is given {len(ways.parties)} times and there are {len(sheets)} files; give it once for "
            "all, or once for each in their order"
        )
    if not ways.meaning.columns:
        raise DissensusError("no column is mapped; say what they hold, as in --map Name=participant")
    plans: list[Plan] = [{} for _ in sheets]
    problems: list[Problem] = []
    for name, holds in ways.meaning.columns.items():
        wanted = dict(_wanted(case, name, holds, cells_of(case, ways.meaning)))
        there = [_laid(wanted, sheet, plan, problems) for sheet, plan in zip(sheets, plans, strict=True)]
        if not any(there):
            problems.append(_absent(name, sheets))
    for place, (sheet, plan) in enumerate(zip(sheets, plans, strict=True)):
        problems += _lacking(sheet, plan, ways, place)
    if problems:
        raise CaseError(problems)
    return plans


def _wanted(case: Case, name: str, holds: Holds, cells: Cells) -> Iterator[tuple[str, Holds]]:
    """The column that is meant, or with a joker one for every statement of the case."""
    if (JOKER in name) != (holds.statement == JOKER):
        raise DissensusError(
            f"{name}={holds}: a {JOKER} stands for the id of a statement in the column's name and in what it "
            "holds; write it in both"
        )
    about = None if holds.about is None else _named(cells, "about", holds.about, f"{name}={holds}")
    if JOKER in name:
        for statement in case.statements:
            yield (
                name.replace(JOKER, statement.id),
                attrs.evolve(holds, statement=statement.id, about=about),
            )
    else:
        wanted = holds.statement
        known = None if wanted is None else _named(cells, "statement", wanted, f"{name}={holds}")
        yield name, attrs.evolve(holds, statement=known, about=about)


def _named(cells: Cells, field: str, text: str, where: str) -> str:
    if text not in cells.known[field]:
        noun = "statement" if field == "statement" else "side"
        known = ", ".join(cells.known[field][:12])
        raise DissensusError(f"{where}: the case has no {noun} {text!r}; it has {known}")
    return text


def _laid(wanted: Mapping[str, Holds], sheet: Spreadsheet, plan: Plan, problems: list[Problem]) -> bool:
    """Enter the columns that the table has into its plan; whether there was any."""
    found = False
    for name, holds in wanted.items():
        places = [place for place, heading in enumerate(sheet.header) if heading == name]
        if not places and name.startswith("#") and name[1:].isdigit():
            place = int(name[1:]) - 1
            places = [place] if 0 <= place < len(sheet.header) else []
        if len(places) > 1:
            spots = " or ".join(f"#{place + 1}" for place in places)
            what = f"the column {name!r} stands {len(places)} times"
            problems.append(
                Problem(sheet.file, 1, what, f"Name the one that is meant by its place: {spots}.")
            )
        for place in places:
            if plan.get(place, holds) != holds:
                what = f"the column {sheet.header[place]!r} is mapped to {plan[place]} and to {holds}"
                problems.append(Problem(sheet.file, 1, what, "Map it once."))
            elif holds in plan.values() and plan.get(place) is None:
                what = f"the column {sheet.header[place]!r} and another are both mapped to {holds}"
                problems.append(Problem(sheet.file, 1, what, "Map one of them."))
            plan[place] = holds
        found = found or bool(places)
    return found


def _absent(name: str, sheets: Sequence[Spreadsheet]) -> Problem:
    headings = list(dict.fromkeys(heading for sheet in sheets for heading in sheet.header))
    files = " or ".join(sheet.file for sheet in sheets)
    shown = ", ".join(map(repr, headings[:20])) + (", ..." if len(headings) > 20 else "")
    todo = f"{nearest(name, headings)}The columns are {shown}."
    return Problem(files, 1, f"there is no column {name!r}", todo)


def _lacking(sheet: Spreadsheet, plan: Plan, ways: Ways, place: int) -> Iterator[Problem]:
    """The columns without which nothing can be read from the table."""
    fields = {holds.field for holds in plan.values()}
    long = {holds.field for holds in plan.values() if holds.field in OF_A_STATEMENT and not holds.statement}
    if not plan:
        yield Problem(sheet.file, 1, "none of its columns is mapped", "Map some, or leave the file out.")
    elif long and "statement" not in fields:
        what = f"no column says which statement {', '.join(sorted(long))} is about"
        yield Problem(
            sheet.file, 1, what, "Map it as in --map Question=statement, or name one: --map Q1=stance:W1."
        )
    elif "participant" not in fields and "statement" in fields:
        yield Problem(
            sheet.file, 1, "no column says who answers", "Map it, as in --map Respondent=participant."
        )
    elif "participant" not in fields and "party" not in fields and ways.party(place) is None:
        yield Problem(
            sheet.file,
            1,
            "nothing says of which party those who answer are",
            "Map a column, as in --map Side=party, or name the party of the file: --party ID.",
        )
