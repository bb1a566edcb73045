"""What either side may do, rung by rung, and where peace ends for each."""

from __future__ import annotations

from dissensus.engine.findings import EndOfPeace, Norm
from dissensus.reports.chapters.pieces import of_answers, table
from dissensus.reports.material import Material
from dissensus.reports.outline import Block, Cell, Findings, Paragraph, Picture, Row, Section, Table
from dissensus.reports.sentences import conduct
from dissensus.reports.wording import DESK, known

Pair = tuple[str, str]


def chapter(material: Material) -> Section | None:
    """The rules that both hold and those of one alone; None where nobody rated a rung."""
    pairs = [pair for pair in material.pairs if conduct.between(material, pair)]
    if not pairs:
        return None
    say = material.words
    lead = Paragraph(
        text=say(
            "Each side rated every act twice: done by itself, and done by the other. What counts is the "
            "class that more than half of a side hold; agreed is what both call unacceptable by either."
        ),
        quiet=True,
    )
    found = tuple(each for pair in pairs for each in conduct.findings(material, pair))
    pictures = tuple(Picture(figure=figure) for figure in material.charts("conduct"))
    blocks: tuple[Block, ...] = (lead, Findings(found=found), *pictures)
    tables = (*(_rules(material, pair) for pair in pairs), *_peace(material))
    return Section(id="conduct", title=say("What either side may do"), blocks=(*blocks, *tables))


def _rules(material: Material, pair: Pair) -> Table:
    say, (a, b) = material.words, (material.name(party) for party in pair)
    titles = [(say("Ladder"), False), (say("Rung"), False)]
    for judge, other in ((a, b), (b, a)):
        titles += [
            (say("{side} of itself", side=judge), False),
            (say("{side} of {other}", side=judge, other=other), False),
        ]
    titles.append((say("Agreed rule"), False))
    return table(
        conduct.table_id(pair),
        of_answers(material, say("What {a} and {b} may do, rung by rung", a=a, b=b)),
        titles,
        (_rule(material, pair, norm) for norm in conduct.between(material, pair)),
    )


def _rule(material: Material, pair: Pair, norm: Norm) -> Row:
    say = material.words
    rated = [
        Cell(text=known(say, DESK, by.get(judge)) or say("not told"))
        for judge in pair
        for by in (norm.own, norm.others)
    ]
    return Row(
        cells=(
            Cell(text=material.ladder(norm.domain)),
            Cell(text=material.rung(norm.domain, norm.rung)),
            *rated,
            Cell(text=say("yes") if norm.agreed else say("no")),
        )
    )


def _peace(material: Material) -> tuple[Table, ...]:
    """The first rung that is no longer peacetime, for each side; only the ladders where somebody said."""
    ends = [end for end in material.held.peace if any(rung for rung in end.peace_ends.values())]
    if not ends:
        return ()
    say = material.words
    titles = [
        (say("Ladder"), False),
        (say("Side"), False),
        (say("First rung past peacetime"), True),
        (say("First rung of hostilities"), True),
        (say("Rungs with two measures"), True),
    ]
    rows = (_end(material, end, party) for end in ends for party in end.sides)
    return (table("table_peace", of_answers(material, say("Where peace ends for each side")), titles, rows),)


def _end(material: Material, end: EndOfPeace, party: str) -> Row:
    say, hostile = material.words, end.hostilities_begin.get(party)
    begun = say("not told")
    if hostile is not None:
        begun = say("none of them") if hostile > end.rungs else say.number(hostile, 0)
    return Row(
        cells=(
            Cell(text=material.ladder(end.domain), small=say.plural("{n} rung", "{n} rungs", end.rungs)),
            Cell(text=material.name(party), tone=material.tone(party)),
            Cell(text=conduct.place(material, end, party)),
            Cell(text=begun),
            Cell(text=say.number(end.double_standards.get(party, 0), 0)),
        )
    )
