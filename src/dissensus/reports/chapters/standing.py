"""The record alone: what mechanisms still hold, what none covers, incidents by year and against lines."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.engine.record_findings import Exposed, HeldMechanism, LadderCover, MeetingYear, Probed
from dissensus.reports.chapters.pieces import table
from dissensus.reports.material import Material
from dissensus.reports.outline import Block, Cell, Findings, Paragraph, Picture, Row, Section, Table
from dissensus.reports.sentences import standing
from dissensus.reports.sentences.standing import held
from dissensus.reports.wording import RECORD, known, why


def mechanisms(material: Material) -> Section | None:
    """Mechanisms that still hold, and rungs that none covers; None where the record has no mechanism."""
    record = held(material)
    if not record.mechanisms:
        return None
    say = material.words
    found = (Findings(found=standing.mechanisms(material)),)
    pictures = tuple(Picture(figure=each) for each in material.charts("mechanisms"))
    tables = (
        _standing(material),
        *_coverage(material, record.coverage),
        *_meetings(material, record.meetings),
    )
    return Section(
        id="mechanisms", title=say("Mechanisms that still hold"), blocks=(*found, *pictures, *tables)
    )


def _standing(material: Material) -> Table:
    say = material.words
    titles = [
        (say("Mechanism"), False),
        (say("Status"), False),
        (say("Who says so"), False),
        (say("Ladders"), False),
    ]
    rows = (_mechanism(material, each) for each in held(material).mechanisms)
    return table(standing.MECHANISMS, say("Mechanisms{day}", day=standing.day(material)), titles, rows)


def _mechanism(material: Material, each: HeldMechanism) -> Row:
    say = material.words
    said = [
        say("{party}: {status}", party=material.name(who), status=known(say, RECORD, status))
        for who, status in each.said
        if who
    ]
    return Row(
        cells=(
            Cell(text=standing.mechanism(material, each.mechanism)),
            Cell(
                text=known(say, RECORD, each.status) or say("not known"),
                small=_unknown(material, each),
            ),
            Cell(text="; ".join(said) or (say("the record") if each.said else "–")),
            Cell(text=", ".join(material.ladder(domain) for domain in each.domains)),
        )
    )


def _unknown(material: Material, each: HeldMechanism) -> str:
    """Why no status is told, and what the source says in its own words."""
    if not each.reason:
        return ""
    say, held_ = material.words, {one.id: one for one in material.case.mechanisms}
    text = material.best(held_[each.mechanism].status) if each.mechanism in held_ else ""
    reason = why(say, each.reason)
    return say("{reason}; the source says: {text}", reason=reason, text=text) if text else reason


def _coverage(material: Material, covers: tuple[LadderCover, ...]) -> Iterator[Table]:
    if covers:
        say = material.words
        titles = [
            (say("Ladder"), False),
            (say("Rungs covered by a mechanism in force"), False),
            (say("Gaps"), False),
            (say("Not known"), False),
        ]
        rows = (_cover(material, each) for each in covers)
        yield table(standing.COVERAGE, say("What mechanisms in force cover"), titles, rows)


def _cover(material: Material, each: LadderCover) -> Row:
    by = sorted({standing.mechanism(material, name) for names in each.by for name in names})
    return Row(
        cells=(
            Cell(text=material.ladder(each.domain)),
            Cell(text=_rungs(material, each, covered=True), small=", ".join(by)),
            Cell(text=_rungs(material, each, covered=False)),
            Cell(text=_rungs(material, each, covered=None)),
        )
    )


def _rungs(material: Material, each: LadderCover, *, covered: bool | None) -> str:
    """The numbers of the rungs of which that is so, runs of them with both ends."""
    runs: list[list[int]] = []
    for rung, code in enumerate(each.covered, start=1):
        if code is covered:
            if runs and runs[-1][-1] == rung - 1:
                runs[-1].append(rung)
            else:
                runs.append([rung])
    say = material.words
    told = [
        say.number(run[0], 0)
        if len(run) == 1
        else say("{low} to {high}", low=say.number(run[0], 0), high=say.number(run[-1], 0))
        for run in runs
    ]
    return ", ".join(told) or "–"


def _meetings(material: Material, meetings: tuple[MeetingYear, ...]) -> Iterator[Table]:
    if meetings:
        say = material.words
        titles = [
            (say("Mechanism"), False),
            (say("Year"), True),
            (say("Meetings counted"), True),
            (say("Entries without a count"), True),
        ]
        rows = (
            Row(
                cells=(
                    Cell(text=standing.mechanism(material, each.mechanism)),
                    Cell(text=say("several years") if each.year is None else str(each.year)),
                    Cell(text=say.number(each.held, 0)),
                    Cell(text=say.number(each.uncounted, 0)),
                )
            )
            for each in meetings
        )
        yield table("table_record-meetings", say("Contacts under mechanisms, by year"), titles, rows)


def exposure(material: Material) -> Section | None:
    """Incidents by year beside their sources, and against declared lines."""
    record, say = held(material), material.words
    if not record.exposure and not record.probing:
        return None
    lead = Paragraph(
        text=say(
            "What is known of incidents depends on who reports them. So the grades of the sources stand "
            "beside the counts, and are never multiplied into them."
        ),
        quiet=True,
    )
    found = (*standing.exposure(material), *standing.probing(material))
    pictures = tuple(Picture(figure=each) for each in material.charts("incidents", "probing", "exposure"))
    blocks: tuple[Block, ...] = (lead, Findings(found=found), *pictures)
    if record.exposure:
        blocks = (*blocks, _exposure(material, record.exposure))
    if record.probing:
        blocks = (*blocks, _probing(material, record.probing))
    return Section(id="exposure", title=say("Exposure and probing"), blocks=blocks)


def _exposure(material: Material, exposed: tuple[Exposed, ...]) -> Table:
    say = material.words
    titles = [
        (say("Ladder"), False),
        (say("Year"), True),
        (say("Incidents"), True),
        (say("Of these, known from"), False),
    ]
    rows = (row for each in exposed for row in _years(material, each))
    return table(standing.EXPOSURE, say("Dated incidents by year, with their sources"), titles, rows)


def _years(material: Material, each: Exposed) -> Iterator[Row]:
    say = material.words
    name = say("all ladders") if each.domain is None else material.ladder(each.domain)
    for place, (year, count) in enumerate(zip(each.years, each.incidents, strict=True)):
        grades = [
            say("{grade} {n}", grade=standing.grade(material, grade), n=say.number(counts[place], 0))
            for grade, counts in each.by_grade.items()
            if counts[place]
        ]
        yield Row(
            cells=(
                Cell(text=name),
                Cell(text=str(year)),
                Cell(text=say.number(count, 0)),
                Cell(text="; ".join(grades) or "–"),
            )
        )
    if each.unplaced:
        told = Cell(text=say("no single year"))
        yield Row(cells=(Cell(text=name), told, Cell(text=say.number(each.unplaced, 0)), Cell(text="–")))


def _probing(material: Material, probed: tuple[Probed, ...]) -> Table:
    say = material.words
    titles = [
        (say("Ladder"), False),
        (say("Whose lines"), False),
        (say("On the line or above"), True),
        (say("One rung below"), True),
        (say("Further below"), True),
        (say("No line stood"), True),
        (say("Trend"), False),
    ]
    rows = (_probed(material, each) for each in probed)
    caption = say("Incidents against the lines declared by then")
    return table(standing.PROBING, caption, titles, rows)


def _probed(material: Material, each: Probed) -> Row:
    say = material.words
    counts = (each.at_or_over, each.just_below, each.below, each.undeclared)
    return Row(
        cells=(
            Cell(text=material.ladder(each.domain)),
            Cell(text=material.name(each.owner), small=", ".join(each.lines), tone=material.tone(each.owner)),
            *(Cell(text=say.number(count, 0)) for count in counts),
            Cell(text=standing.trend(material, each)),
        )
    )
