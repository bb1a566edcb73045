"""For one party's own eyes: cohesion, who stands out, what to settle first or keep vague, and openings."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.engine.findings import AgendaRow, IssueCohesion, StatementCohesion
from dissensus.engine.record_findings import Opening
from dissensus.engine.results import Value
from dissensus.reports.chapters.pieces import figure, mean, of_answers, table
from dissensus.reports.material import Material, anchor, plain
from dissensus.reports.outline import Block, Cell, Findings, Paragraph, Picture, Row, Section, Table
from dissensus.reports.sentences import own
from dissensus.reports.wording import DESK, known


def chapter(material: Material) -> Section | None:
    """One part for each party for whose eyes there is anything; None where there is nothing of the kind."""
    parties = own.eyes(material)
    if not parties:
        return None
    say = material.words
    lead = Paragraph(
        text=say(
            "Each part is for the eyes of the party that it names, and stands in no report for all sides or "
            "for another party."
        ),
        quiet=True,
    )
    return Section(
        id="own",
        title=say("For one party’s eyes"),
        blocks=(lead,),
        sections=tuple(_party(material, party) for party in parties),
    )


def _party(material: Material, party: str) -> Section:
    say = material.words
    pictures = tuple(
        Picture(figure=each)
        for each in material.charts("cohesion", "agenda")
        if each.id in (f"cohesion-{party}", f"agenda-{party}")
    )
    blocks: tuple[Block, ...] = (Findings(found=own.findings(material, party)), *pictures)
    return Section(
        id=anchor("own", party),
        title=say("For {party} alone", party=material.name(party)),
        blocks=(*blocks, *_tables(material, party)),
    )


def _tables(material: Material, party: str) -> Iterator[Table]:
    by_issue = own.by_issue(material, party)
    if by_issue:
        yield _by_issue(material, party, by_issue)
    settle = own.agenda(material, party, "settle first")
    if settle:
        yield _settle(material, party, settle)
    vague = own.agenda(material, party, "keep vague")
    if vague:
        yield _vague(material, party, vague)
    openings = own.openings(material, party)
    if openings:
        yield _openings(material, party, openings)
    yield from _members(material, party)
    yield from _ambiguity(material, party)


def _by_issue(material: Material, party: str, found: tuple[IssueCohesion, ...]) -> Table:
    say = material.words
    titles = [
        (say("Issue"), False),
        (say("Agreement, 0 to 1"), True),
        (say("Rice, 0 to 1"), True),
        (say("Ordered agreement, −1 to 1"), True),
    ]
    rows = (
        Row(
            cells=(
                Cell(
                    text=material.issue(each.issue),
                    small=say.plural("{n} statement", "{n} statements", each.statements),
                ),
                mean(material, each.agreement_index),
                mean(material, each.rice),
                mean(material, each.ordered),
            )
        )
        for each in found
    )
    caption = say("How far {party} answers alike, by issue", party=material.name(party))
    return table(own.table_id(own.COHESION, party), of_answers(material, caption), titles, rows)


def _settle(material: Material, party: str, rows: tuple[AgendaRow, ...]) -> Table:
    say = material.words
    titles = [
        (say("Rank"), True),
        (say("Statement"), False),
        (say("Why"), False),
        (say("Agreement, 0 to 1"), True),
        (say("Moves"), True),
    ]
    moves = {each.statement: each for each in material.held.cohesion if each.eyes == party}
    caption = say("What {party} should settle first", party=material.name(party))
    return table(
        own.table_id(own.SETTLE, party),
        of_answers(material, caption),
        titles,
        (_settled(material, row, moves.get(row.label[0])) for row in rows),
        note=say("Moves: the fewest who would have to move for nobody to object."),
    )


def _settled(material: Material, row: AgendaRow, held: StatementCohesion | None) -> Row:
    say = material.words
    why = say("split") if row.why == "split" else known(say, DESK, row.why)
    return Row(
        cells=(
            Cell(text=say.number(row.rank, 0)),
            Cell(
                text=material.wording(row.label[0]),
                small=_stances(material, held),
                language=material.wording_language(row.label[0]),
            ),
            Cell(text=why),
            Cell(text="–") if held is None else figure(material, held.agreement_index),
            Cell(text=_moves(material, held)),
        )
    )


def _moves(material: Material, held: StatementCohesion | None) -> str:
    """The moves, where figures are shown at all."""
    if held is None or not isinstance(held.agreement_index, Value):
        return "–"
    return material.words.number(held.moves, 0)


def _stances(material: Material, held: StatementCohesion | None) -> str:
    """Who takes which stance, where they answer by name."""
    say, by = material.words, {} if held is None else held.stances
    listed = []
    for stance in ("agree", "unsure", "disagree"):
        names = [material.name(name) for name, taken in by.items() if taken == stance]
        if names:
            listed.append(say("{stance}: {names}", stance=known(say, DESK, stance), names=", ".join(names)))
    return "; ".join(listed)


def _vague(material: Material, party: str, rows: tuple[AgendaRow, ...]) -> Table:
    say = material.words
    titles = [(say("Ladder"), False), (say("Towards"), False), (say("Why"), False)]
    caption = say("Lines that {party} has reason to keep vague", party=material.name(party))
    return table(
        own.table_id(own.VAGUE, party),
        of_answers(material, caption),
        titles,
        (
            Row(
                cells=(
                    Cell(text=material.ladder(row.label[0])),
                    Cell(text=material.name(row.label[1])),
                    Cell(text=say("naming it would help the other side alone")),
                )
            )
            for row in rows
        ),
    )


def _openings(material: Material, party: str, found: tuple[Opening, ...]) -> Table:
    say = material.words
    titles = [
        (say("Ladder"), False),
        (say("Rung"), False),
        (say("Incidents"), True),
        (say("Agreed rule"), False),
        (say("Agreed answer"), False),
        (say("Mechanism"), False),
        (say("Opening"), False),
    ]
    words = {True: say("yes"), False: say("no"), None: say("not known")}
    caption = say("Rungs on which others acted towards {party}", party=material.name(party))
    rows = (
        Row(
            cells=(
                Cell(text=material.ladder(each.domain)),
                Cell(text=material.rung(each.domain, each.rung)),
                Cell(text=say.number(each.incidents, 0)),
                *(Cell(text=words[it]) for it in (each.rule, each.answer, each.mechanism, each.opening)),
            )
        )
        for each in found
    )
    id_ = own.openings_id(material, party)
    if id_ == own.table_id(own.OPENINGS, party):
        caption = of_answers(material, caption)
    return table(id_, caption, titles, rows)


def _members(material: Material, party: str) -> Iterator[Table]:
    """Who stands farthest out, where members answer by name."""
    found = [each for each in material.held.standouts if each.eyes == party]
    if found:
        say = material.words
        titles = [(say("Member"), False), (say("Distance from the others, 0 to 1"), True)]
        rows = (
            Row(cells=(Cell(text=plain(material.name(each.member))), mean(material, each.distance)))
            for each in found
        )
        caption = say("Who of {party} stands farthest out", party=material.name(party))
        yield table(own.table_id("members", party), of_answers(material, caption), titles, rows)


def _ambiguity(material: Material, party: str) -> Iterator[Table]:
    """How far apart its own people place its lines."""
    gaps = {
        gap.domain: gap
        for gap in material.held.lines
        if gap.owner == party and isinstance(gap.ambiguity, Value)
    }
    if gaps:
        say = material.words
        titles = [(say("Ladder"), False), (say("Ambiguity, rungs"), True)]
        rows = (
            Row(cells=(Cell(text=material.ladder(domain)), figure(material, gap.ambiguity, 1)))
            for domain, gap in gaps.items()
        )
        caption = say("How far apart {party} places its own lines", party=material.name(party))
        yield table(own.table_id("ambiguity", party), of_answers(material, caption), titles, rows)
