"""The joint lists of the agenda beside differences and lines: signals that were misread, and gaps."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.engine.findings import AgendaRow
from dissensus.reports.chapters.pieces import of_answers, table
from dissensus.reports.material import Material
from dissensus.reports.outline import Cell, Row, Table
from dissensus.reports.sentences import readings
from dissensus.reports.sentences.standing import held

_MOST = 12


def tables(material: Material) -> Iterator[Table]:
    """The lists that there are, the first rows of each."""
    signals = tuple(row for row in material.held.agenda if (row.list, row.eyes) == ("signals", None))
    if signals:
        yield _signals(material, signals)
    gaps = held(material).gaps
    if gaps:
        yield _gaps(material, gaps)


def _signals(material: Material, rows: tuple[AgendaRow, ...]) -> Table:
    say = material.words
    titles = [(say("Rank"), True), (say("Signal"), False), (say("Misread by"), False), (say("Share"), True)]
    return table(
        "table_agenda-signals",
        of_answers(material, say("Signals to clarify first")),
        titles,
        (
            Row(
                cells=(
                    Cell(text=say.number(row.rank, 0)),
                    Cell(text=readings.act(material, row.label[0])),
                    Cell(text=material.name(row.party) if row.party else "–"),
                    Cell(text="–" if row.figure is None else say.percent(row.figure)),
                )
            )
            for row in rows[:_MOST]
        ),
        note=_first(material, rows),
    )


def _gaps(material: Material, rows: tuple[AgendaRow, ...]) -> Table:
    say = material.words
    titles = [
        (say("Rank"), True),
        (say("Ladder"), False),
        (say("Rung"), False),
        (say("Incidents on record"), True),
    ]
    return table(
        "table_record-gaps",
        say("Rungs that no mechanism in force covers"),
        titles,
        (
            Row(
                cells=(
                    Cell(text=say.number(row.rank, 0)),
                    Cell(text=material.ladder(row.label[0])),
                    Cell(text=material.rung(row.label[0], int(row.label[1]))),
                    Cell(text="–" if row.figure is None else say.number(row.figure, 0)),
                )
            )
            for row in rows[:_MOST]
        ),
        note=_first(material, rows),
    )


def _first(material: Material, rows: tuple[AgendaRow, ...]) -> str:
    return material.words("The first {most} of {of}.", most=min(_MOST, len(rows)), of=len(rows))
