"""What matters to each side, how far they talk past each other, and the anatomy of their differences."""

from __future__ import annotations

from dissensus.engine.findings import AnatomyPart, Concern
from dissensus.reports.chapters.pieces import figure, mean, of_answers, part, table
from dissensus.reports.material import Material
from dissensus.reports.outline import Cell, Findings, Paragraph, Picture, Row, Section, Table
from dissensus.reports.sentences import concerns

Pair = tuple[str, str]


def chapter(material: Material) -> Section | None:
    """What matters to each side; None where nothing was said of it."""
    if not material.held.concerns:
        return None
    say = material.words
    lead = Paragraph(
        text=say(
            "Importance is averaged within an issue first, so that an issue with many statements does not "
            "weigh more for that alone; then it is shared out over the issues."
        ),
        quiet=True,
    )
    titles = [
        (say("Issue"), False),
        (say("Side"), False),
        (say("Share of its importance"), True),
        (say("Mean importance, 0 to 3"), True),
    ]
    rows = (_concern(material, each) for each in _by_issue(material))
    found = table(concerns.CONCERNS, of_answers(material, say("What matters to each side")), titles, rows)
    pictures = tuple(Picture(figure=each) for each in material.charts("salience"))
    return Section(
        id="concerns",
        title=say("What matters to each side"),
        blocks=(lead, Findings(found=concerns.findings(material)), *pictures, found),
    )


def _by_issue(material: Material) -> list[Concern]:
    issues = tuple(dict.fromkeys(each.issue for each in material.held.concerns))
    return sorted(
        material.held.concerns, key=lambda each: (issues.index(each.issue), material.place(each.party))
    )


def _concern(material: Material, each: Concern) -> Row:
    return Row(
        cells=(
            Cell(text=material.issue(each.issue)),
            Cell(text=material.name(each.party), tone=material.tone(each.party)),
            part(material, each.share),
            figure(material, each.importance, 1),
        )
    )


def anatomy_chapter(material: Material) -> Section | None:
    """Do the sides differ about facts, intentions, principles, or about what follows?"""
    pairs = [pair for pair in material.pairs if concerns.parts(material, pair)]
    if not pairs:
        return None
    say = material.words
    lead = Paragraph(
        text=say(
            "Do the sides differ about facts, about each other’s intentions, about principles, or about what "
            "follows? Differences and surprise are weighted means over the statements of a kind."
        ),
        quiet=True,
    )
    found = tuple(each for pair in pairs for each in concerns.anatomy(material, pair))
    pictures = tuple(Picture(figure=each) for each in material.charts("anatomy"))
    tables = tuple(_anatomy(material, pair) for pair in pairs)
    return Section(
        id="anatomy",
        title=say("The anatomy of the differences"),
        blocks=(lead, Findings(found=found), *pictures, *tables),
    )


def _anatomy(material: Material, pair: Pair) -> Table:
    say, (a, b) = material.words, (material.name(party) for party in pair)
    titles = [
        (say("Kind or issue"), False),
        (say("Statements"), True),
        (say("Difference, 0 to 1"), True),
        (say("Surprise of {side}, bits", side=a), True),
        (say("Surprise of {side}, bits", side=b), True),
    ]
    return table(
        concerns.anatomy_id(pair),
        of_answers(material, say("Where the differences of {a} and {b} lie", a=a, b=b)),
        titles,
        (_part(material, pair, each) for each in concerns.parts(material, pair)),
    )


def _part(material: Material, pair: Pair, each: AnatomyPart) -> Row:
    say = material.words
    return Row(
        cells=(
            Cell(
                text=concerns.label(material, each),
                small=say("kind") if each.by == "kind" else say("issue"),
            ),
            Cell(text=say.number(each.statements, 0)),
            mean(material, each.actual),
            *(mean(material, each.surprise[party]) for party in pair),
        )
    )
