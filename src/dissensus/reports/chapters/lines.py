"""Red lines: where they are, where they are believed to be, and what is believed to be believed."""

from __future__ import annotations

from dissensus.engine.results import Cell as Figure
from dissensus.engine.results import Label, LineGap, Value
from dissensus.reports.material import Material
from dissensus.reports.outline import Cell, Column, Finding, Findings, Paragraph, Picture, Row, Section, Table
from dissensus.reports.sentences import lines
from dissensus.reports.sentences.figures import certainty, count, has_width, number, reason
from dissensus.reports.wording import LABELS, known


def chapter(material: Material) -> Section | None:
    """The lines with blind zones and over-caution; None where no round asked for any."""
    gaps = material.held.lines
    if not gaps:
        return None
    say = material.words
    lead = Paragraph(
        text=say(
            "A line is the first rung that its owner would not tolerate. In the blind zone the other side "
            "thinks an act safe and its owner does not: miscalculation lives here. In over-caution it "
            "refrains from what the owner would tolerate. All figures are in rungs."
        ),
        quiet=True,
    )
    pictures = tuple(Picture(figure=figure) for figure in material.charts("ladder", "lines"))
    sections = [
        Section(
            id="line-table", title=say("Every line, the widest gap first"), blocks=(_table(material, gaps),)
        )
    ]
    if material.held.second_order:
        sections.append(_second_order(material))
    return Section(
        id="lines",
        title=say("Red lines"),
        blocks=(lead, Findings(found=lines.findings(material)), *pictures),
        sections=tuple(sections),
    )


def _second_order(material: Material) -> Section:
    say, gaps = material.words, material.held.second_order
    widest = lines.widest(gaps, "blind") or lines.widest(gaps, "over_caution")
    found: tuple[Finding, ...] = (_second_finding(material, widest),) if widest else ()
    return Section(
        id="second-order",
        title=say("What each believes the other believes"),
        blocks=(Findings(found=found), _table(material, gaps)),
    )


def _second_finding(material: Material, gap: LineGap) -> Finding:
    say = material.words
    return Finding(
        id="finding_second-order",
        topic=say("Second order"),
        sentence=say(
            "On the ladder “{ladder}” {who} believed that {other} places their line elsewhere than they "
            "named it: by {blind} rungs too far off and {over} rungs too near ({certainty}).",
            ladder=material.ladder(gap.domain),
            who=material.speakers(gap.holder),
            other=material.name(gap.other or gap.owner),
            blind=number(material, gap.blind, 1),
            over=number(material, gap.over_caution, 1),
            certainty=certainty(material, gap.blind, 1),
        ),
        claims=(lines.link(material, gap),),
        synthetic=material.synthetic,
    )


def _table(material: Material, gaps: tuple[LineGap, ...]) -> Table:
    say = material.words
    second = any(gap.other is not None for gap in gaps)
    headings = (
        (say("Ladder"), False),
        (say("Whose line"), False),
        (say("Believed by") if not second else say("Who believes it of whom"), False),
        (say("The line is"), False),
        (say("Believed to be"), False),
        (say("Blind zone"), True),
        (say("Over-caution"), True),
    )
    return Table(
        id="table_second-order" if second else "table_lines",
        caption=_caption(material, second=second),
        columns=tuple(Column(title=title, numeric=numeric) for title, numeric in headings),
        rows=tuple(_row(material, gap) for gap in sorted(gaps, key=_widest_first)),
        note=say("Brackets hold {level} intervals; n is those who believe.", level=say.percent(0.9)),
    )


def _caption(material: Material, *, second: bool) -> str:
    say = material.words
    if second:
        text = say("What each side believes that the other believes of its line")
    else:
        text = say("Lines as they are and as they are believed to be")
    return say("{caption} (synthetic answers)", caption=text) if material.synthetic else text


def _widest_first(gap: LineGap) -> tuple[float, str, str]:
    sizes = [cell.value for cell in (gap.blind, gap.over_caution) if isinstance(cell, Value)]
    return -max(sizes, default=0.0), gap.domain, gap.owner


def _row(material: Material, gap: LineGap) -> Row:
    say = material.words
    owner, holder = material.name(gap.owner), material.name(gap.holder)
    if gap.other is not None:
        holder = say("{holder}, of {other}", holder=holder, other=material.name(gap.other))
    return Row(
        id=lines.row_id(gap),
        cells=(
            Cell(text=material.ladder(gap.domain)),
            Cell(text=owner, tone=material.tone(gap.owner)),
            Cell(text=holder, tone=material.tone(gap.holder)),
            _held(material, gap),
            _believed(material, gap),
            _zone(material, gap.blind, "blind"),
            _zone(material, gap.over_caution, "over"),
        ),
    )


def _held(material: Material, gap: LineGap) -> Cell:
    """The owner's line: the rung it named, or the mean of the lines of its members."""
    if gap.released is not None:
        low, likeliest, high = gap.released
        small = ""
        if low != high:
            small = material.words("between rungs {low} and {high}", low=low, high=high)
        return Cell(text=material.rung(gap.domain, likeliest), small=small)
    return Cell(text=_mean(material, gap.mean_actual))


def _believed(material: Material, gap: LineGap) -> Cell:
    say = material.words
    placed = gap.placed
    where = known(say, LABELS, placed.label) if isinstance(placed, Label) else ""
    if isinstance(gap.mean_believed, Value):
        return Cell(text=_mean(material, gap.mean_believed), small=where)
    if where:
        return Cell(text=where, small=say("of a roll of {n}", n=say.number(gap.n_holder, 0)))
    return Cell(text=_mean(material, gap.mean_believed))


def _mean(material: Material, cell: Figure) -> str:
    say = material.words
    if isinstance(cell, Value):
        return say("rung {rung} on average", rung=say.number(cell.value, 1))
    return known(say, LABELS, cell.label) if isinstance(cell, Label) else reason(material, cell)


def _zone(material: Material, cell: Figure, tone: str) -> Cell:
    if not isinstance(cell, Value):
        return Cell(text="–", small=certainty(material, cell))
    shown = number(material, cell, 1)
    nothing = shown == material.words.number(0, 1)
    return Cell(text=shown, small=_short(material, cell), tone="" if nothing else tone)


def _short(material: Material, cell: Value) -> str:
    say = material.words
    n = count(material, cell.n)
    if cell.interval is None or not has_width(cell):
        return n
    low, high = (say.number(end, 1) for end in cell.interval)
    return say("[{low} to {high}], {n}", low=low, high=high, n=n)
