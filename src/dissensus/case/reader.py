"""From a folder to a case: everything is read, every problem is found, and nothing is half-loaded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from dissensus.case import jsons, tables
from dissensus.case.checks import check
from dissensus.case.draft import Answers, Draft, DraftRound, Placed
from dissensus.case.entries import Entry, Field
from dissensus.case.folder import Folder, legible
from dissensus.case.layout import (
    HEADER,
    LISTINGS,
    RESULTS,
    ROUNDS,
    TERMS,
    Listing,
    place_of,
)
from dissensus.case.nodes import Listed, Mapped, Node, Scalar, UnreadableError, compose
from dissensus.case.reading import Reading
from dissensus.case.records import CASE, POSITION, ROUND
from dissensus.case.shapes import FAULTY, Free, Many, form
from dissensus.case.sheets import PARTICIPANTS, SHEETS, Sheet
from dissensus.domain.case import Case
from dissensus.domain.errors import CaseError, Problem
from dissensus.domain.rounds import Participant, Round


def load(folder: Folder) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case in a folder and no problem, or None and every problem, in file order."""
    if folder.problems and not folder.names:
        return None, folder.problems
    problems = [*folder.problems]
    draft = _gather(folder, problems)
    problems += check(draft, folder.names)
    if problems:
        return None, tuple(sorted(problems, key=lambda one: (*place_of(one.file), one.line or 0)))
    return _case(draft), ()


def _gather(folder: Folder, problems: list[Problem]) -> Draft:
    """Read every file of the format; what is wrong with single files and values is added to `problems`."""
    draft = Draft(header=_header(folder, problems))
    for listing in LISTINGS:
        draft.listed[listing.collection] = _listing(folder, listing, draft, problems)
    draft.rounds = [_round(folder, round_id, problems) for round_id in _rounds(folder.names, draft.header)]
    return draft


def _header(folder: Folder, problems: list[Problem]) -> Placed | None:
    at = Reading(HEADER)
    if HEADER not in folder.names:
        at.wrong(None, "the file is missing", "Write it: a case begins with its format, id and sides.")
    node = _yaml(folder, at)
    placed = None if node is None else _placed(CASE, node, at)
    problems += at.problems
    return placed


def _placed(entry: Entry, node: Node, at: Reading) -> Placed:
    """The record in a node, with the ids that it gives and mentions whether it is sound or not."""
    of_one = Reading(at.file)
    record = entry.read(node, of_one)
    at.problems += of_one.problems
    return Placed(
        at.file,
        node,
        None if record is FAULTY else record,
        tuple(of_one.given),
        tuple(of_one.mentioned),
        frozenset(of_one.faulty),
    )


def _bytes(folder: Folder, at: Reading) -> bytes | None:
    """What the file holds, or None where there is none or problems were noted."""
    if at.file not in folder.names:
        return None
    try:
        return legible(folder.content(at.file), at)
    except CaseError as error:
        at.problems += error.problems
        return None


def _yaml(folder: Folder, at: Reading) -> Node | None:
    """The node in a YAML file, or None where there is none or problems were noted."""
    data = _bytes(folder, at)
    if data is None:
        return None
    try:
        node, repeated = compose(data.decode())
    except UnreadableError as error:
        at.wrong(error.line, error.what, error.todo)
        return None
    for name in repeated:
        what = f"the name {name.name!r} is given twice, first in line {name.first}"
        at.wrong(name.line, what, "Take one of them out.")
    if node is None:
        at.wrong(1, "the file is empty", "Write something in it, or take the file out.")
    return node


def _listing(folder: Folder, listing: Listing, draft: Draft, problems: list[Problem]) -> list[Placed]:
    """The records that a file lists."""
    at = Reading(listing.file)
    if listing.file not in folder.names:
        return []
    nodes = _rows(folder, at) if listing.entry is POSITION else _items(folder, listing.entry, at)
    if nodes is None:
        draft.unread |= listing.entry.registers
    placed = [_placed(listing.entry, node, at) for node in nodes or ()]
    problems += at.problems
    return placed


def _items(folder: Folder, entry: Entry, at: Reading) -> Sequence[Node] | None:
    node = _yaml(folder, at)
    if node is None or isinstance(node, Listed):
        return None if node is None else node.items
    at.wrong(node.line, f"{form(node)} stands where a list should", f"Begin each {entry.noun} with a hyphen.")
    return None


def _rows(folder: Folder, at: Reading) -> Sequence[Node] | None:
    """The rows of positions.csv as the mappings that they would be in YAML."""
    data = _bytes(folder, at)
    table = None if data is None else tables.read(data, POSITION.fields, at)
    if table is None:
        return None
    return [Mapped(line, dict(_cells(table, row, line, at))) for row, line in enumerate(table.lines)]


def _cells(table: tables.Table, row: int, line: int, at: Reading) -> Sequence[tuple[str, tuple[int, Node]]]:
    cells = [(field, table.columns[field.name][row]) for field in POSITION.fields]
    nodes = [(field.name, _cell(field, text, line, at)) for field, text in cells if text is not None]
    return [(name, (line, node)) for name, node in nodes if node is not None]


def _cell(field: Field, text: str, line: int, at: Reading) -> Node | None:
    """A cell as a node: a list is divided at semicolons, a mapping is JSON."""
    if isinstance(field.kind, Many):
        return Listed(line, tuple(Scalar(line, part.strip(), plain=False) for part in text.split(";")))
    if isinstance(field.kind, Free):
        return _json(text, line, at, f"{field.name}: ")
    return Scalar(line, text, plain=False)


def _json(text: str, line: int | None, at: Reading, inside: str = "") -> Node | None:
    try:
        return jsons.compose(text, line)
    except UnreadableError as error:
        at.wrong(error.line, f"{inside}{error.what}", error.todo)
        return None


def _rounds(names: Sequence[str], header: Placed | None) -> list[str]:
    """The ids of the rounds in the order of case.yaml, or in that of their names."""
    there = sorted({parts[1] for name in names if len(parts := name.split("/")) == 3 and parts[0] == ROUNDS})
    listed = header.record["rounds"] if header is not None and header.record is not None else ()
    return [*(one for one in listed if one in there), *(one for one in there if one not in listed)]


def _round(folder: Folder, round_id: str, problems: list[Problem]) -> DraftRound:
    held = DraftRound(round_id)
    at = Reading(held.file(TERMS))
    node = _yaml(folder, at)
    terms = None if node is None else _placed(ROUND, node, at)
    problems += at.problems
    answers = {sheet.name: _answers(folder, held, sheet, problems) for sheet in (PARTICIPANTS, *SHEETS)}
    sound = {name: answer for name, answer in answers.items() if answer is not None}
    return DraftRound(round_id, terms, sound, _results(folder, held, problems))


def _answers(folder: Folder, held: DraftRound, sheet: Sheet, problems: list[Problem]) -> Answers | None:
    at = Reading(held.file(sheet.file))
    data = _bytes(folder, at)
    table = None if data is None else tables.read(data, sheet.columns, at)
    columns = {} if table is None else {c.name: tables.values(table, c, at) for c in sheet.columns}
    problems += at.problems
    if table is None or any(column is None for column in columns.values()):
        return None
    return Answers(at.file, table.lines, {name: column or [] for name, column in columns.items()})


def _results(folder: Folder, held: DraftRound, problems: list[Problem]) -> Any:
    at = Reading(held.file(RESULTS))
    data = _bytes(folder, at)
    node = None if data is None else _json(data.decode(), None, at)
    inside = Reading(at.file)
    results = None if node is None else Free().read(node, inside, "results")
    problems += at.problems
    problems += [attrs.evolve(problem, line=None) for problem in inside.problems]
    return None if results is FAULTY else results


def _case(draft: Draft) -> Case:
    assert draft.header is not None
    header: dict[str, Any] = {
        name: value for name, value in draft.header.record.items() if name not in ("format", "rounds")
    }
    listed: dict[str, Any] = {
        name: tuple(placed.record for placed in held) for name, held in draft.listed.items()
    }
    return Case(**header | listed | {"rounds": tuple(_as_round(held) for held in draft.rounds)})


def _as_round(held: DraftRound) -> Round:
    assert held.terms is not None
    tables_ = {
        sheet.name: sheet.make(**held.answers[sheet.name].columns)
        for sheet in SHEETS
        if sheet.name in held.answers
    }
    return Round(id=held.id, **held.terms.record, **tables_, participants=_people(held), results=held.results)


def _people(held: DraftRound) -> tuple[Participant, ...]:
    if PARTICIPANTS.name not in held.answers:
        return ()
    return tuple(map(Participant, *held.answers[PARTICIPANTS.name].columns.values()))
