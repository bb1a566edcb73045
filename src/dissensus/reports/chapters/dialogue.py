"""What the dialogue did: surprise by arm and round, its change, the effect, and agreement apart."""

from __future__ import annotations

from dissensus.engine.results import ArmSurprise, Change, Value
from dissensus.engine.results import Cell as Figure
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Block, Cell, Column, Findings, Paragraph, Picture, Row, Section, Table
from dissensus.reports.sentences import dialogue
from dissensus.reports.sentences.figures import number, over_statements
from dissensus.reports.wording import ARMS


def chapter(material: Material) -> Section | None:
    """Surprise round by round; the effect where there were two rounds. None without any answers."""
    if not _keys(material) and not material.results.changes:
        return None
    say = material.words
    several = len(material.results.rounds) > 1
    title = say("What the dialogue did") if several else say("Surprise")
    lead = Paragraph(
        text=say(
            "Surprise falls by itself: a released result tells, extremes regress, people learn to hedge. So "
            "a dialogue carries its own control: statements that were held back until the last round. The "
            "effect is the fall on the statements that were discussed less the fall on those held back. "
            "Seeing clearly is the aim; nothing here says that hostility moved."
        ),
        quiet=True,
    )
    pictures = tuple(Picture(figure=figure) for figure in material.charts("surprise"))
    blocks: list[Block] = [lead, Findings(found=dialogue.findings(material)), *pictures]
    if material.results.changes:
        blocks.append(_changes(material))
    if _keys(material):
        blocks.append(_by_arm(material))
    return Section(id="dialogue", title=title, blocks=tuple(blocks))


def _synthetic(material: Material, caption: str) -> str:
    return material.words("{caption} (synthetic answers)", caption=caption) if material.synthetic else caption


def _changes(material: Material) -> Table:
    say = material.words
    headings = (
        say("Surprise of"),
        say("Fall, discussed"),
        say("Fall, released only"),
        say("Fall, held back"),
        say("Effect"),
        say("Change of agreement"),
    )
    return Table(
        id="table_change",
        caption=_synthetic(material, say("What happened to surprise, in bits, and to agreement")),
        columns=tuple(Column(title=title, numeric=index > 0) for index, title in enumerate(headings)),
        rows=tuple(_change(material, change) for change in material.results.changes),
        note=say(
            "Fall: first round less last. Effect: fall of the discussed less that of the held back. "
            "Agreement is on a scale of 0 to 1, and stands apart."
        ),
    )


def _change(material: Material, change: Change) -> Row:
    say = material.words
    falls = (change.fall.get(arm) for arm in ("discussed", "released only", "held back"))
    return Row(
        id=dialogue.row_id(change),
        cells=(
            Cell(
                text=say(
                    "{side} about {other}",
                    side=material.name(change.perceiver),
                    other=material.name(change.about),
                ),
                tone=material.tone(change.perceiver),
            ),
            *(_figure(material, cell) for cell in falls),
            _figure(material, change.effect),
            _figure(material, change.agreement),
        ),
    )


def _figure(material: Material, cell: Figure | None) -> Cell:
    if cell is None:
        return Cell(text="–", small=material.words("no such statements"))
    return Cell(text=number(material, cell), small=over_statements(material, cell))


def _by_arm(material: Material) -> Table:
    say = material.words
    headings = (
        (say("Surprise of"), False),
        (say("Statements"), False),
        *((say("Round {round}, bits", round=held.id), True) for held in material.results.rounds),
        *((say("Round {round}, expected rightly", round=held.id), True) for held in material.results.rounds),
    )
    return Table(
        id="table_surprise",
        caption=_synthetic(material, say("Surprise by arm and round")),
        columns=tuple(Column(title=title, numeric=numeric) for title, numeric in headings),
        rows=tuple(_row(material, key) for key in _keys(material)),
        note=say(
            "Beside bits stands the plain figure: on how many statements the other side’s leaning was "
            "expected."
        ),
    )


_Key = tuple[str, str, str | None]


def _keys(material: Material) -> tuple[_Key, ...]:
    keys = [(p.perceiver, p.about, p.arm) for held in material.results.rounds for p in held.surprises]
    arms = list(ARMS)
    return tuple(
        sorted(
            dict.fromkeys(keys),
            key=lambda key: (
                material.place(key[0]),
                material.place(key[1]),
                arms.index(key[2]) if key[2] in arms else len(arms),
            ),
        )
    )


def _row(material: Material, key: _Key) -> Row:
    say, (perceiver, about, arm) = material.words, key
    rounds = [{(p.perceiver, p.about, p.arm): p for p in held.surprises} for held in material.results.rounds]
    found = [parts.get(key) for parts in rounds]
    count = next(part.statements for part in found if part is not None)
    name = say("{side} about {other}", side=material.name(perceiver), other=material.name(about))
    arm_words = say(ARMS[arm]) if arm in ARMS else str(arm)
    return Row(
        id=anchor("surprise", perceiver, about) if arm is None else "",
        cells=(
            Cell(text=name, tone=material.tone(perceiver)),
            Cell(text=arm_words, small=say.plural("{n} statement", "{n} statements", count)),
            *(_bits(material, part) for part in found),
            *(_right(material, part) for part in found),
        ),
    )


def _bits(material: Material, part: ArmSurprise | None) -> Cell:
    if part is None:
        return Cell(text="–")
    if isinstance(part.bits, Value):
        return Cell(text=number(material, part.bits), small=over_statements(material, part.bits))
    return Cell(text="–", small=over_statements(material, part.bits))


def _right(material: Material, part: ArmSurprise | None) -> Cell:
    if part is None or not part.of:
        return Cell(text="–")
    say = material.words
    return Cell(text=say("{right} of {of}", right=say.number(part.right, 0), of=say.number(part.of, 0)))
