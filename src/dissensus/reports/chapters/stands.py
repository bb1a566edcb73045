"""Assumptions tested by the other's own answers, and conditions for a better relation."""

from __future__ import annotations

from dissensus.engine.findings import ConditionStand, TestedAssumption
from dissensus.reports.chapters.pieces import of_answers, table
from dissensus.reports.material import Material
from dissensus.reports.outline import Cell, Findings, Paragraph, Row, Section
from dissensus.reports.sentences import stands
from dissensus.reports.wording import DESK, known


def assumptions(material: Material) -> Section | None:
    """What each side assumes about the other, and whether that side's answers bear it out."""
    found, say = material.held.assumptions, material.words
    if not found:
        return None
    titles = [
        (say("Assumption"), False),
        (say("Held by"), False),
        (say("About"), False),
        (say("Tested by"), False),
        (say("Outcome"), False),
    ]
    rows = (_assumption(material, each) for each in found)
    return Section(
        id="assumptions",
        title=say("Assumptions tested"),
        blocks=(
            Findings(found=stands.assumptions(material)),
            table(
                stands.ASSUMPTIONS,
                of_answers(material, say("What each side assumes about the other, tested")),
                titles,
                rows,
            ),
        ),
    )


def _assumption(material: Material, each: TestedAssumption) -> Row:
    say = material.words
    tested = material.wording(each.tested_by) if each.tested_by else say("the same statement")
    return Row(
        cells=(
            _wording(material, each.statement),
            Cell(text=material.name(each.holder), tone=material.tone(each.holder)),
            Cell(text=material.name(each.about), tone=material.tone(each.about)),
            Cell(text=tested),
            Cell(text=known(say, DESK, each.outcome) or say("not told")),
        )
    )


def _wording(material: Material, statement: str) -> Cell:
    return Cell(text=material.wording(statement), language=material.wording_language(statement))


def conditions(material: Material) -> Section | None:
    """What would have to change, where each side stands on it, and what the other expected."""
    found, say = material.held.conditions, material.words
    if not found:
        return None
    lead = Paragraph(
        text=say("What would have to change for a better relation: a list that is ready for the day."),
        quiet=True,
    )
    titles = [
        (say("Condition"), False),
        (say("Side"), False),
        (say("Its stand"), False),
        (say("Expected by the other"), False),
        (say("Rightly"), False),
    ]
    rows = (_condition(material, each) for each in found)
    return Section(
        id="conditions",
        title=say("Conditions for a better relation"),
        blocks=(
            lead,
            Findings(found=stands.conditions(material)),
            table(stands.CONDITIONS, of_answers(material, say("Conditions and stands")), titles, rows),
        ),
    )


def _condition(material: Material, each: ConditionStand) -> Row:
    say = material.words
    foreseen = {True: say("rightly"), False: say("wrongly"), None: "–"}
    return Row(
        cells=(
            _wording(material, each.statement),
            Cell(text=material.name(each.holder), tone=material.tone(each.holder)),
            Cell(text=known(say, DESK, each.leans) or say("not told")),
            Cell(
                text=known(say, DESK, each.expected) or say("nothing in common"),
                small=material.name(each.other),
            ),
            Cell(text=foreseen[each.foreseen]),
        )
    )
