"""What dresses without a screen share: the outline with nothing folded, faces as tables, charts as numbers.

A printed page and a workbook cannot open, close or filter. So each gets the same outline in which every
face-to-face table is a plain table and the numbers of every figure stand in a table of their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, TypeVar, cast

import attrs

from dissensus.charts.figure import Figure
from dissensus.domain.case import Case
from dissensus.i18n import Words
from dissensus.reports.material import anchor, plain
from dissensus.reports.outline import (
    Block,
    Cell,
    Column,
    Faces,
    FaceSide,
    Finding,
    Paragraph,
    Picture,
    Report,
    Row,
    Section,
    Table,
    figures_of,
)

_T = TypeVar("_T")

UNDATED = dt.date(1980, 1, 1)
"""The date that a file bears whose case says none: the first that every kind of file can hold."""

_BREAKS = re.compile("[\t\r\n\u2028\u2029]+")
_NO_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_MOST_COLUMNS, _MOST_TEXTS = 6, 4


def printed(
    report: Report, *, words: Words, faces: Callable[[Faces, Words], tuple[Block, ...]] | None = None
) -> Report:
    """The outline as paper takes it, with every text in characters that any kind of file may hold.

    `faces` lays out a face-to-face table, by default as one table a state (`by_state`). The numbers of the
    figures follow as a section of their own, and no id comes twice.
    """
    sections = tuple(_unfolded(section, words, faces or by_state) for section in report.sections)
    whole = attrs.evolve(report, sections=sections)
    return _once(legible(attrs.evolve(whole, sections=(*sections, *_numbers(whole, words)))))


def made_on(case: Case) -> dt.date:
    """The date that a report's file bears: the state of the record, and never the day of writing."""
    return case.as_of.last if case.as_of else UNDATED


def wide(table: Table) -> bool:
    """Whether a table needs the long side of the paper: many columns, or several of running text."""
    texts = sum(not column.numeric for column in table.columns)
    return len(table.columns) > _MOST_COLUMNS or texts > _MOST_TEXTS


@attrs.frozen(kw_only=True)
class Part:
    """A heading with what stands right below it; `level` is 1 for a section, one more for each within."""

    id: str
    title: str
    level: int
    blocks: tuple[Block, ...]

    @property
    def lies(self) -> bool:
        """Whether it is laid out on the long side of the paper, for a table that needs it."""
        return any(wide(block) for block in self.blocks if isinstance(block, Table))


@attrs.frozen(kw_only=True)
class Run:
    """Parts that follow each other on paper that stands or lies."""

    lies: bool
    parts: tuple[Part, ...]


def runs(report: Report) -> tuple[Run, ...]:
    """The sections of a report as parts, those together that lie or stand alike."""
    parts = (part for section in report.sections for part in _parts(section, 1))
    return tuple(Run(lies=lies, parts=tuple(some)) for lies, some in groupby(parts, lambda part: part.lies))


def _parts(section: Section, level: int) -> Iterator[Part]:
    yield Part(id=section.id, title=section.title, level=level, blocks=section.blocks)
    for inner in section.sections:
        yield from _parts(inner, level + 1)


def legible(report: Report) -> Report:
    """The same outline, every text on one line and without characters that steer or that XML forbids."""
    return _rebuilt(report, lambda _, held: {name: inert(value) for name, value in held.items()})


def inert(value: _T) -> _T:
    """The text, or each text of a tuple, on one line and without characters that a file cannot hold.

    >>> inert("a\\x07b\\tc"), inert(("\\ufffed",)), inert(0.5)
    ('ab c', ('d',), 0.5)
    """
    made: Any = value
    if isinstance(value, str):
        made = _BREAKS.sub(" ", _NO_XML.sub("", plain(value)))
    elif isinstance(value, tuple):
        made = tuple(map(inert, value))
    return cast(_T, made)


def _unfolded(section: Section, words: Words, faces: Callable[[Faces, Words], tuple[Block, ...]]) -> Section:
    made: list[Block] = []
    for block in section.blocks:
        made.extend(faces(block, words) if isinstance(block, Faces) else (block,))
    inner = tuple(_unfolded(each, words, faces) for each in section.sections)
    return attrs.evolve(section, blocks=tuple(made), sections=inner)


def by_state(faces: Faces, words: Words) -> tuple[Block, ...]:
    """One table a state, a row a statement: what either side holds and what was expected of the other."""
    columns = (
        Column(title=words("Statement"), width=31),
        *(Column(title=party, width=26) for party in faces.parties),
        Column(title=words("State"), width=17),
    )
    tables = (
        Table(
            id=group.id,
            caption=f"{group.title} ({words.number(len(group.rows), 0)}): {faces.caption}",
            columns=columns,
            rows=tuple(
                Row(
                    id=row.id,
                    cells=(
                        Cell(text=row.text, small=row.small, links=row.links, language=row.language),
                        *map(_held, row.sides),
                        Cell(text=row.state_words, small=row.state_small, state=row.state),
                    ),
                )
                for row in group.rows
            ),
            note=group.explains,
        )
        for group in faces.groups
    )
    note = (Paragraph(text=faces.note, quiet=True),) if faces.note else ()
    return (*note, *tables)


def _held(side: FaceSide) -> Cell:
    verdict = f" – {side.verdict}" if side.verdict else ""
    expected = f"{side.expected_of} {side.expected}{verdict}"
    return Cell(
        text=side.holds,
        small=" · ".join(part for part in (side.detail, expected) if part),
        tone=f"party-{side.place}",
    )


def _numbers(report: Report, words: Words) -> tuple[Section, ...]:
    """The tables of all figures, as a section; none where there is no figure."""
    tables = tuple(twin(figure) for figure in figures_of(report))
    return (
        (Section(id="numbers", title=words("The same numbers as a table"), blocks=tables),) if tables else ()
    )


def place(picture: Picture) -> str:
    """The id by which links point at a figure."""
    return anchor("figure", picture.figure.id)


def twin(figure: Figure) -> Table:
    """The numbers of a figure as a table of the outline."""
    return Table(
        id=anchor("numbers", figure.id),
        caption=figure.title,
        columns=tuple(Column(title=each.title, numeric=each.numeric) for each in figure.table.columns),
        rows=tuple(Row(cells=tuple(Cell(text=text) for text in row)) for row in figure.table.rows),
        folded=True,
    )


def _once(report: Report) -> Report:
    """The report with each id at its first place only, and with links to what stands in it alone."""
    taken: set[str] = set()

    def first(value: object, held: dict[str, Any]) -> dict[str, Any]:
        if isinstance(value, Picture):
            taken.add(place(value))
        if not isinstance(value, Finding | Row | Table | Section):
            return held
        mine = "" if held["id"] in taken else held["id"]
        taken.add(mine)
        return {**held, "id": mine}

    def leading(_: object, held: dict[str, Any]) -> dict[str, Any]:
        if "target" not in held or _leads(held["target"], taken):
            return held
        return {**held, "target": ""}

    # The first screen repeats findings of the sections: there they are at home, and there links lead.
    sections = _rebuilt(report.sections, first)
    return _rebuilt(attrs.evolve(report, sections=sections), leading)


def _rebuilt(value: _T, change: Callable[[object, dict[str, Any]], dict[str, Any]]) -> _T:
    """The value with the fields of each record in it as `change` gives them, from the outside inwards.

    A figure keeps its id, by which its picture is found, and its specifications.
    """
    made: Any = value
    if isinstance(value, tuple):
        made = tuple(_rebuilt(each, change) for each in value)
    elif attrs.has(type(value)):
        kept = ("id", "variants") if isinstance(value, Figure) else ()
        names = [field.name for field in attrs.fields(cast(Any, type(value))) if field.name not in kept]
        held = change(value, {name: getattr(value, name) for name in names})
        made = attrs.evolve(cast(Any, value), **{name: _rebuilt(each, change) for name, each in held.items()})
    return cast(_T, made)


def _leads(target: str, known: set[str]) -> bool:
    """Whether there is something at the target: a part of the report, or an address of the web."""
    if target.startswith("#"):
        return target[1:] in known
    return target.startswith(("http://", "https://"))
