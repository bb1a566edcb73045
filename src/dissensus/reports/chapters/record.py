"""The coded public record: what each party's official line is, and on what it rests. All of it is real."""

from __future__ import annotations

from dissensus.domain.statements import Position, Statement
from dissensus.reports.chapters import events
from dissensus.reports.chapters.cited import cited
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Cell, Column, Findings, Paragraph, Row, Section, Table
from dissensus.reports.sentences import record
from dissensus.reports.wording import KINDS, RECORD, known


def chapter(material: Material) -> Section | None:
    """The record by kind; None where the case holds none."""
    say = material.words
    parts = (
        _positions(material),
        events.lines(material),
        events.mechanisms(material),
        events.signals(material),
        events.incidents(material),
        events.polls(material),
    )
    sections = tuple(part for part in parts if part is not None)
    if not sections:
        return None
    lead = Paragraph(
        text=say(
            "Everything here is real and comes from public sources. A position is the official public line, "
            "not a finding on who is right; its value runs from −1 (full rejection) to +1 (full agreement) "
            "relative to the statement as worded. What the material lacks is left empty."
        ),
        quiet=True,
    )
    return Section(
        id="record",
        title=say("The coded record"),
        blocks=(lead, Findings(found=record.findings(material))),
        sections=sections,
    )


def _positions(material: Material) -> Section | None:
    """Statements by issue, each with the positions on it."""
    case, say = material.case, material.words
    if not case.statements:
        return None
    by_statement: dict[str, list[Position]] = {}
    for position in case.positions:
        by_statement.setdefault(position.statement, []).append(position)
    by_issue: dict[str | None, list[Statement]] = {}
    for statement in case.statements:
        by_issue.setdefault(statement.issue, []).append(statement)
    tables = tuple(
        _issue(material, issue, statements, by_statement) for issue, statements in by_issue.items()
    )
    return Section(id="record-positions", title=say("Statements and positions"), blocks=tables)


def _issue(
    material: Material,
    issue: str | None,
    statements: list[Statement],
    positions: dict[str, list[Position]],
) -> Table:
    say = material.words
    columns = (
        Column(title=say("Statement"), width=27),
        Column(title=say("Party"), width=13),
        Column(title=say("Official line"), width=13),
        Column(title=say("Value"), numeric=True, width=10),
        Column(title=say("Note"), width=18),
        Column(title=say("Sources"), width=19),
    )
    rows: list[Row] = []
    for statement in statements:
        rows.extend(_statement(material, statement, positions.get(statement.id, [])))
    return Table(
        id=anchor("table-positions", issue or ""),
        caption=say(
            "{issue}: {statements}",
            issue=material.issue(issue),
            statements=say.plural("{n} statement", "{n} statements", len(statements)),
        ),
        columns=columns,
        rows=tuple(rows),
        folded=True,
    )


def _statement(material: Material, statement: Statement, positions: list[Position]) -> list[Row]:
    """One row a position; the first row of a statement carries its wording."""
    say = material.words
    kind = known(say, KINDS, statement.kind)
    first = Cell(
        text=material.best(statement.text),
        small=" · ".join(filter(None, (statement.id, kind, _coder(material, statement.coded_by)))),
        language=material.language(statement.text),
    )
    anchored = anchor("statement", statement.id)
    if not positions:
        blank = tuple(Cell() for _ in range(4))
        return [Row(id=anchored, cells=(first, Cell(text=say("no position coded")), *blank))]
    return [
        Row(
            id=anchored if index == 0 else "",
            cells=(first if index == 0 else Cell(), *_position(material, position)),
        )
        for index, position in enumerate(positions)
    ]


def _coder(material: Material, coded_by: str) -> str:
    return material.words("coded by the project") if coded_by == "project" else ""


def _position(material: Material, position: Position) -> tuple[Cell, ...]:
    say = material.words
    layer = "" if position.layer == "baseline" else known(say, RECORD, position.layer)
    basis = known(say, RECORD, position.basis)
    when = say("as of {date}", date=position.as_of) if position.as_of else ""
    confidence = ""
    if position.confidence is not None:
        confidence = say("confidence {figure}", figure=say.number(position.confidence, 2))
    return (
        Cell(text=material.name(position.party), tone=material.tone(position.party)),
        Cell(text=known(say, RECORD, position.stance), small=", ".join(filter(None, (basis, when, layer)))),
        Cell(text="" if position.value is None else _signed(material, position.value), small=confidence),
        Cell(text=position.note or ""),
        Cell(links=cited(material, position.sources)),
    )


def _signed(material: Material, value: float) -> str:
    text = material.words.number(value, 2)
    return "+" + text if value > 0 else text
