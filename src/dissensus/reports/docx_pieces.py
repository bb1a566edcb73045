"""The pieces of a text document: runs, links, bookmarks, tables and the watermark, as WordprocessingML.

Every text becomes the text of an element, which the library escapes. There are no fields: a document that
is opened computes nothing, asks nothing and fetches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import attrs
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from dissensus.charts import theme
from dissensus.reports.outline import Cell, Column, Link, Row, Table

INK, MUTED, LINK, LINE, SHADE = "1B1F24", "515B65", "14548C", "D9DDE2", "F3F4F5"
SYNTHETIC, REAL = "6B3FA0", "1F5A38"
_TONES = {"blind": "B2182B", "over": "1F6C9F", "right": "276E45", "wrong": "B2182B"}
_LANGUAGE = re.compile("[a-z]{2,3}")
_NARROWEST, _WIDEST = 7, 42


@attrs.frozen(kw_only=True)
class Look:
    """How a run is written; `size` is in points, 0 for that of its paragraph."""

    bold: bool = False
    italic: bool = False
    colour: str = ""
    size: float = 0
    language: str = ""


PLAIN = Look()


class Places:
    """The bookmarks of a document: short names for the ids of the outline, numbered as they are met."""

    def __init__(self) -> None:
        """Begin with none."""
        self._numbers: dict[str, int] = {}

    def name(self, place: str) -> str:
        """The name of the bookmark at that id."""
        return f"place_{self._number(place)}"

    def mark(self, place: str) -> list[BaseOxmlElement]:
        """The bookmark of an id, as the elements to put in front of what it marks; none for no id."""
        if not place:
            return []
        number = str(self._number(place))
        start = element("w:bookmarkStart", **{"w:id": number, "w:name": self.name(place)})
        return [start, element("w:bookmarkEnd", **{"w:id": number})]

    def _number(self, place: str) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)


def element(tag: str, *within: BaseOxmlElement, **attributes: str) -> BaseOxmlElement:
    """An element of that tag with those attributes and children."""
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(name), value)
    made.extend(within)
    return made


def run(text: str, look: Look = PLAIN) -> BaseOxmlElement:
    """A run of text, which is data whatever it says."""
    said = element("w:t")
    said.text = text
    said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    marks = [
        *([element("w:b")] if look.bold else []),
        *([element("w:i")] if look.italic else []),
        *([element("w:color", **{"w:val": look.colour})] if look.colour else []),
        *([element("w:sz", **{"w:val": str(round(2 * look.size))})] if look.size else []),
    ]
    if _LANGUAGE.fullmatch(look.language):
        marks.append(element("w:lang", **{"w:val": look.language}))
    return element("w:r", *([element("w:rPr", *marks)] if marks else []), said)


def links(part: Part, each: Iterable[Link], places: Places, size: float = 0) -> list[BaseOxmlElement]:
    """The links one after another, as elements; `part` is where addresses of the web are registered."""
    made: list[BaseOxmlElement] = []
    for link in each:
        made.append(run(" · " if made else " ", Look(colour=MUTED, size=size)))
        made.append(_link(part, link, places, size))
    return made


def _link(part: Part, link: Link, places: Places, size: float) -> BaseOxmlElement:
    if not link.target:
        return run(link.text, Look(colour=MUTED, size=size))
    words = run(link.text, Look(colour=LINK, size=size))
    if link.target.startswith("#"):
        return element("w:hyperlink", words, **{"w:anchor": places.name(link.target[1:])})
    known = part.relate_to(link.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return element("w:hyperlink", words, **{"r:id": known})


def tone(name: str) -> str:
    """The colour of a tone of the outline, as paper shows it; empty for none.

    >>> tone("party-0"), tone("blind"), tone("")
    ('0072B2', 'B2182B', '')
    """
    if name.startswith("party-"):
        return theme.LIGHT.side(int(name.removeprefix("party-"))).removeprefix("#").upper()
    return _TONES.get(name, "")


def grid(table: Table, width: int, part: Part, places: Places) -> BaseOxmlElement:
    """A table of the outline, `width` twentieths of a point wide; its header comes again on every page."""
    columns = shares(table, width)
    settings = element(
        "w:tblPr",
        element("w:tblW", **{"w:w": str(sum(columns)), "w:type": "dxa"}),
        element("w:tblBorders", *(_border(side) for side in ("bottom", "insideH"))),
        element("w:tblLayout", **{"w:type": "fixed"}),
        element(
            "w:tblCellMar",
            *(element(f"w:{side}", **{"w:w": "70", "w:type": "dxa"}) for side in ("left", "right")),
        ),
        element("w:tblLook", **{"w:val": "0620", "w:firstRow": "1", "w:noHBand": "1", "w:noVBand": "1"}),
        element("w:tblCaption", **{"w:val": table.caption}),
    )
    measured = element("w:tblGrid", *(element("w:gridCol", **{"w:w": str(each)}) for each in columns))
    rows = (_row(row, table.columns, columns, part, places) for row in table.rows)
    return element("w:tbl", settings, measured, _header(table.columns, columns), *rows)


def shares(table: Table, width: int) -> list[int]:
    """The width of each column: what it asks for, or as much as its texts need beside the others'.

    >>> columns = (Column(title="A", width=75), Column(title="B", width=25))
    >>> shares(Table(id="t", caption="", columns=columns, rows=()), 8000)
    [6000, 2000]
    """
    weights = [column.width or _need(table, at) for at, column in enumerate(table.columns)]
    return [width * weight // sum(weights) for weight in weights]


def _need(table: Table, at: int) -> int:
    """How many letters a column wants in a line: its longest word, and the better part of its texts."""
    texts = [table.columns[at].title, *(row.cells[at].text for row in table.rows)]
    small = [row.cells[at].small for row in table.rows]
    word = max(len(word) for text in (*texts, *small) for word in (text.split() or [""]))
    lengths = sorted(map(len, texts))
    usual = lengths[len(lengths) * 9 // 10]
    return max(_NARROWEST, min(max(word + 1, usual), _WIDEST))


def _border(side: str) -> BaseOxmlElement:
    return element(f"w:{side}", **{"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": LINE})


def _header(columns: Sequence[Column], widths: Sequence[int]) -> BaseOxmlElement:
    settings = element("w:trPr", element("w:cantSplit"), element("w:tblHeader"))
    cells = (
        _cell(width, _paragraph([run(column.title, Look(bold=True))], column), shade=True)
        for column, width in zip(columns, widths, strict=True)
    )
    return element("w:tr", settings, *cells)


def _row(
    row: Row, columns: Sequence[Column], widths: Sequence[int], part: Part, places: Places
) -> BaseOxmlElement:
    cells = []
    for at, (cell, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        within = [*(places.mark(row.id) if at == 0 else []), *_texts(cell, part, places, first=at == 0)]
        cells.append(_cell(width, _paragraph(within, column)))
    return element("w:tr", element("w:trPr", element("w:cantSplit")), *cells)


def _texts(cell: Cell, part: Part, places: Places, *, first: bool) -> list[BaseOxmlElement]:
    made: list[BaseOxmlElement] = []
    if cell.text:
        made.append(run(cell.text, Look(bold=first, colour=tone(cell.tone), language=cell.language)))
    if cell.small:
        made += [*_break(made), run(cell.small, Look(colour=MUTED, size=7.5))]
    if cell.links:
        made += [*_break(made), *links(part, cell.links, places, size=7.5)[1:]]
    return made


def _break(made: list[Any]) -> list[BaseOxmlElement]:
    return [element("w:r", element("w:br"))] if made else []


def _paragraph(within: Iterable[BaseOxmlElement], column: Column) -> BaseOxmlElement:
    settings = element("w:pPr", element("w:pStyle", **{"w:val": "InTable"}))
    if column.numeric:
        settings.append(element("w:jc", **{"w:val": "right"}))
    return element("w:p", settings, *within)


def _cell(width: int, paragraph: BaseOxmlElement, *, shade: bool = False) -> BaseOxmlElement:
    settings = element("w:tcPr", element("w:tcW", **{"w:w": str(width), "w:type": "dxa"}))
    if shade:
        settings.append(element("w:shd", **{"w:val": "clear", "w:color": "auto", "w:fill": SHADE}))
    return element("w:tc", settings, paragraph)
