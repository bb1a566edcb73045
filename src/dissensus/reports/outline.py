"""The outline of a report: what it says and in which order, whatever dress it wears.

Everything here is text that a person may read, already in the reader's language. A dress (a web page, a
printed document, a workbook) lays it out and adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import attrs

from dissensus.charts.figure import Figure


@attrs.frozen
class Link:
    """Words that lead somewhere: `target` is `#` and the id of a part of the report, or a web address."""

    text: str
    target: str


@attrs.frozen(kw_only=True)
class Finding:
    """A sentence that carries its numbers, and the links to what it rests on.

    `topic` names in a word or two what it is about; the sentence is true without it. `synthetic` says whether
    it rests on answers made by a program; its sentence then says so too. `on_record`: whether it rests on the
    public record, and on nothing that was answered.
    """

    id: str
    topic: str
    sentence: str
    claims: tuple[Link, ...]
    synthetic: bool
    on_record: bool = False

    @property
    def origin(self) -> str:
        """What it rests on: "synthetic" answers, the public "record", or "answers" that people gave."""
        if self.synthetic:
            return "synthetic"
        return "record" if self.on_record else "answers"


@attrs.frozen(kw_only=True)
class Findings:
    """Findings that belong together."""

    found: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class Paragraph:
    """Plain words; `quiet` for remarks that stand back."""

    text: str
    links: tuple[Link, ...] = ()
    quiet: bool = False


@attrs.frozen(kw_only=True)
class Card:
    """One headline figure: what it is, the figure with its unit, and what stands beside it."""

    title: str
    value: str
    unit: str
    note: str
    target: str
    tone: str = ""


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table: its heading, and whether its cells are numbers (set right, tabular).

    `width` is in per cent of the table; 0 leaves it to the dress.
    """

    title: str
    numeric: bool = False
    width: int = 0


@attrs.frozen(kw_only=True)
class Cell:
    """What stands in one place of a table: a text, what stands below it in small, and links.

    `tone` marks a cell by meaning (blind, over, right, wrong, party-0, party-1, ...), never by colour alone:
    the text says the same. `state` names the state of a difference, for a dress that draws its shape.
    """

    text: str = ""
    small: str = ""
    links: tuple[Link, ...] = ()
    tone: str = ""
    state: str = ""
    language: str = ""


@attrs.frozen(kw_only=True)
class Row:
    """A row of a table; its first cell names it. `id` is what links point at."""

    cells: tuple[Cell, ...]
    id: str = ""


@attrs.frozen(kw_only=True)
class Table:
    """A table with its caption. `folded` tables are for looking up: a dress may close them at first."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    folded: bool = False


@attrs.frozen(kw_only=True)
class Picture:
    """A figure, which carries its own words and the table of its numbers."""

    figure: Figure


@attrs.frozen(kw_only=True)
class Strip:
    """What a side holds and what the other expected of it, as shares for drawing.

    `held` is (low, middle, high), `expected` the same; None where nothing may be drawn. A band has its ends
    as low and high and None for the middle.
    """

    held: tuple[float, float | None, float] | None
    expected: tuple[float, float | None, float] | None


@attrs.frozen(kw_only=True)
class FaceSide:
    """One side of a statement: what it holds, and what it expected of the other.

    `place` is the side's place among the sides of the case, which gives it its colour and shape. `leaning`
    is agree, disagree, split or none. `right` says whether the other's leaning was expected.
    """

    party: str
    place: int
    leaning: str
    holds: str
    detail: str
    expected_of: str
    expected: str
    verdict: str
    right: bool | None
    strip: Strip


@attrs.frozen(kw_only=True)
class FaceRow:
    """One statement, face to face. `issue` is the number of its issue in the list of issues, from 1."""

    id: str
    statement: str
    text: str
    language: str
    issue: int
    small: str
    sides: tuple[FaceSide, FaceSide]
    state: str
    state_words: str
    state_small: str
    links: tuple[Link, ...]


@attrs.frozen(kw_only=True)
class FaceGroup:
    """The statements in one state, with what the state means."""

    id: str
    state: str
    title: str
    explains: str
    rows: tuple[FaceRow, ...]


@attrs.frozen(kw_only=True)
class Faces:
    """The face-to-face table of two sides, grouped by state; `issues` are (number, title, statements)."""

    id: str
    caption: str
    parties: tuple[str, str]
    places: tuple[int, int]
    groups: tuple[FaceGroup, ...]
    issues: tuple[tuple[int, str, int], ...]
    note: str

    @property
    def drawn(self) -> bool:
        """Whether there is anything that may be drawn, and not only words."""
        sides = (side for group in self.groups for row in group.rows for side in row.sides)
        return any(side.strip.held or side.strip.expected for side in sides)


@attrs.frozen(kw_only=True)
class Definition:
    """What a word means here, in one sentence, with the literature it comes from."""

    term: str
    text: str
    literature: str = ""


@attrs.frozen(kw_only=True)
class Glossary:
    """Definitions, in the order in which the report needs them."""

    definitions: tuple[Definition, ...]


Block: TypeAlias = Findings | Paragraph | Table | Picture | Faces | Glossary


@attrs.frozen(kw_only=True)
class Section:
    """A part of the report with a heading."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@attrs.frozen(kw_only=True)
class Provenance:
    """Which parts are real and which were made by a program, for the first screen.

    `answers` is None where there are no answers at all; `synthetic` says whether a program made them.
    """

    record: str
    answers: str
    synthetic: bool
    links: tuple[Link, ...]


@attrs.frozen(kw_only=True)
class Report:
    """The whole: what the first screen shows, then the sections.

    `audience` says for whom it is, in a sentence; the last of the `crumbs` says it in a few words.
    """

    title: str
    case: str
    subtitle: str
    language: str
    crumbs: tuple[str, ...]
    provenance: Provenance
    cards: tuple[Card, ...]
    findings: tuple[Finding, ...]
    sections: tuple[Section, ...]
    colophon: str
    audience: str = ""


def blocks_of(whole: Report | Section) -> Iterator[Block]:
    """Every block of a report, or of a section and those within it, in order."""
    if isinstance(whole, Section):
        yield from whole.blocks
    for inner in whole.sections:
        yield from blocks_of(inner)


def figures_of(report: Report) -> tuple[Figure, ...]:
    """Every figure of a report, in its order."""
    found = (block.figure for block in blocks_of(report) if isinstance(block, Picture))
    return tuple({figure.id: figure for figure in found}.values())
