"""What to clarify: differences by weighted surprise, and lines by what both sides gain. One list a kind."""

from __future__ import annotations

from dissensus.engine.results import Clarification, LineGap, Value
from dissensus.reports.chapters import agenda
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import (
    Block,
    Cell,
    Column,
    Findings,
    Link,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from dissensus.reports.sentences import clarify, differences, lines
from dissensus.reports.sentences.figures import number

_MOST = 12


def chapter(material: Material) -> Section | None:
    """The two lists; None where there is nothing to rank."""
    tables: list[Block] = [
        _differences(material, pair) for pair in material.pairs if clarify.ranked(material, pair)
    ]
    by_line = _lines(material)
    if by_line is not None:
        tables.append(by_line)
    tables.extend(agenda.tables(material))
    if not tables:
        return None
    say = material.words
    joint = (figure for figure in material.charts("agenda") if figure.id == "agenda")
    pictures = tuple(Picture(figure=figure) for figure in joint)
    lead = Paragraph(
        text=say(
            "One list a kind, and never one of them all. Differences stand in the order of weighted "
            "surprise: the perceiver’s mean importance of 3, times its surprise in bits, the larger of the "
            "two sides. Where only labels may be shown they stand in the order of their state. Lines stand "
            "here only if both sides would gain from having them named; signals by how often they were "
            "misread; rungs that no mechanism in force covers by the incidents on record."
        ),
        quiet=True,
    )
    return Section(
        id="clarify",
        title=say("What to clarify first"),
        blocks=(lead, Findings(found=clarify.findings(material)), *pictures, *tables),
    )


def _differences(material: Material, pair: tuple[str, str]) -> Table:
    say, ranked = material.words, clarify.ranked(material, pair)
    weighed = any(each.weight is not None for each in ranked)
    names = {"a": material.name(pair[0]), "b": material.name(pair[1])}
    caption = say("Differences between {a} and {b} to clarify first", **names)
    headings = ((say("Difference"), False), (say("State"), False), (say("Why"), False))
    columns = [Column(title=title, numeric=numeric) for title, numeric in headings]
    if weighed:
        columns.append(Column(title=say("Weighted surprise"), numeric=True))
    return Table(
        id=anchor("table-clarify", *pair),
        caption=_synthetic(material, caption),
        columns=tuple(columns),
        rows=tuple(_difference(material, pair, each, weighed=weighed) for each in ranked[:_MOST]),
        note=say("The first {most} of {of}.", most=min(_MOST, len(ranked)), of=len(ranked)),
    )


def _synthetic(material: Material, caption: str) -> str:
    return material.words("{caption} (synthetic answers)", caption=caption) if material.synthetic else caption


def _difference(material: Material, pair: tuple[str, str], each: clarify.Ranked, *, weighed: bool) -> Row:
    found = each.found
    cells = [
        Cell(
            text=material.wording(found.statement),
            links=(Link(material.words("face to face"), "#" + differences.row_id(found)),),
            language=material.wording_language(found.statement),
        ),
        Cell(text=differences.state_words(material, found), state=differences.state_key(found)),
        Cell(text=clarify.why(material, each)),
    ]
    if weighed:
        cells.append(Cell(text=material.words.number(each.weight or 0.0, 2)))
    return Row(id=anchor("clarify", *pair, found.statement), cells=tuple(cells))


def _lines(material: Material) -> Table | None:
    """Lines with a gain for both; where only labels may be shown, the lines that are misplaced."""
    say = material.words
    if clarify.told(material):
        gains = clarify.mutual(material)
        headings = (
            (say("Ladder"), False),
            (say("Whose line"), False),
            (say("Gap"), True),
            (say("Clarifying helps"), False),
            (say("Gain of the other"), True),
            (say("Gain of the owner"), True),
        )
        return Table(
            id="table_clarify-lines",
            caption=_synthetic(material, say("Lines worth clarifying, to both")),
            columns=tuple(Column(title=title, numeric=numeric) for title, numeric in headings),
            rows=tuple(_line(material, each) for each in gains),
            note="" if gains else say("No line would give both sides a gain."),
        )
    misplaced = clarify.misplaced(material)
    if not misplaced:
        return None
    return Table(
        id="table_clarify-lines",
        caption=_synthetic(material, say("Lines that more than half of a side misplace")),
        columns=(
            Column(title=say("Ladder")),
            Column(title=say("Whose line")),
            Column(title=say("Believed to be")),
        ),
        rows=tuple(_misplaced(material, gap) for gap in misplaced),
        note=say("No gain is worked out from labels."),
    )


def _misplaced(material: Material, gap: LineGap) -> Row:
    return Row(
        cells=(
            Cell(text=material.ladder(gap.domain), links=(lines.link(material, gap),)),
            Cell(text=material.name(gap.owner), tone=material.tone(gap.owner)),
            Cell(text=lines.where(material, gap)),
        )
    )


def _line(material: Material, each: Clarification) -> Row:
    say, gap = material.words, clarify.gap_of(material, each)
    robust = say("both, over {share} of the costs tried", share=say.percent(each.share or 0.0))
    return Row(
        id=clarify.clarification_id(each),
        cells=(
            Cell(
                text=material.ladder(each.domain),
                links=(lines.link(material, gap),) if gap is not None else (),
            ),
            Cell(text=material.name(each.owner), tone=material.tone(each.owner)),
            _gap(material, gap),
            Cell(text=robust),
            Cell(text=number(material, each.gain_actor)),
            Cell(text=number(material, each.gain_owner)),
        ),
    )


def _gap(material: Material, gap: LineGap | None) -> Cell:
    """The larger of the two zones."""
    say = material.words
    if gap is None or not isinstance(gap.blind, Value) or not isinstance(gap.over_caution, Value):
        return Cell(text="–")
    if gap.blind.value >= gap.over_caution.value:
        return Cell(text=say("blind {rungs}", rungs=number(material, gap.blind, 1)), tone="blind")
    return Cell(text=say("over-cautious {rungs}", rungs=number(material, gap.over_caution, 1)), tone="over")
