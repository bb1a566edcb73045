"""Signals: how public ones were read, as coded, and how a round's people read them."""

from __future__ import annotations

from dissensus.domain.signals import MATCHES
from dissensus.engine.findings import ReadSignal
from dissensus.engine.record_findings import CodedSignals
from dissensus.reports.chapters.pieces import figure, of_answers, part, table
from dissensus.reports.material import Material, plain
from dissensus.reports.outline import Block, Cell, Findings, Picture, Row, Section
from dissensus.reports.sentences import readings
from dissensus.reports.sentences.standing import held
from dissensus.reports.wording import DESK, RECORD, known


def chapter(material: Material) -> Section | None:
    """Signals as meant and as read; None where there is no reading and no code."""
    coded, read = held(material).coded, material.held.readings
    if not coded and not read:
        return None
    say = material.words
    blocks: list[Block] = [Findings(found=readings.findings(material))] if read else []
    blocks += [Picture(figure=each) for each in material.charts("readings", "signals")]
    if read:
        blocks.append(_readings(material))
    if coded:
        blocks.append(_coded(material))
    return Section(id="signals", title=say("Signals as meant and as read"), blocks=tuple(blocks))


def _readings(material: Material) -> Block:
    say = material.words
    titles = [
        (say("Signal"), False),
        (say("Read by"), False),
        (say("Meant as"), False),
        (say("Read by most as"), False),
        (say("Misread"), True),
        (say("More hostile than meant"), True),
    ]
    rows = (_reading(material, each) for each in material.held.readings)
    caption = of_answers(material, say("How signals were read in this round"))
    return table(readings.READINGS, caption, titles, rows)


def _reading(material: Material, each: ReadSignal) -> Row:
    say = material.words
    return Row(
        cells=(
            Cell(text=readings.act(material, each.signal), small=plain(each.signal)),
            Cell(text=material.name(each.reader), tone=material.tone(each.reader)),
            Cell(text=known(say, DESK, each.meant) or say("not told")),
            Cell(text=known(say, DESK, each.commonest) or say("not told")),
            part(material, each.misread),
            figure(material, each.inflation, 1),
        )
    )


def _coded(material: Material) -> Block:
    say = material.words
    titles = [(say("Sent by"), False), *((known(say, RECORD, code), True) for code in MATCHES)]
    rows = (_sender(material, each) for each in held(material).coded)
    caption = say("Public signals as coded, by sender")
    return table("table_record-coded", caption, [*titles, (say("not coded"), True)], rows)


def _sender(material: Material, each: CodedSignals) -> Row:
    say = material.words
    return Row(
        cells=(
            Cell(text=material.name(each.sender) if each.sender else say("nobody named")),
            *(Cell(text=say.number(each.matches.get(code, 0), 0)) for code in MATCHES),
            Cell(text=say.number(each.uncoded, 0)),
        )
    )
