"""The report as a text document: real headings, tables and captions, pictures with their words, no fields.

It has no page numbers and no computed table of contents, for either would be a field; the contents are links
to the headings, and the headings make the outline that an editor shows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from math import ceil

import attrs
import docx
from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement

from dissensus.charts.render import png
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words
from dissensus.reports import docx_setting, paper
from dissensus.reports.compose import compose
from dissensus.reports.docx_pieces import MUTED, REAL, SYNTHETIC, Look, Places, grid, links, run, tone
from dissensus.reports.outline import (
    Block,
    Card,
    Finding,
    Findings,
    Glossary,
    Link,
    Paragraph,
    Picture,
    Report,
    Table,
    figures_of,
)

Progress = Callable[[str], None]

_ROOM = 640.0
_LETTERS = 950.0
_SIZES = tuple(size / 2 for size in range(21, 9, -1))


def render(
    case: Case,
    results: Results,
    *,
    words: Words,
    beside: Results | None = None,
    audience: str = "desk",
    progress: Progress | None = None,
) -> bytes:
    """The report as the bytes of a DOCX file.

    `beside` are results of the same case from another synthetic seed; `audience` says for whom it is (see
    `reports.audience`); `progress` is told each step by name.
    The same input gives the same bytes, where the same fonts draw the pictures.
    """
    tell = progress or (lambda _: None)
    tell(words("Drawing the figures"))
    report = compose(case, results, words=words, beside=beside, audience=audience)
    tell(words("Making pictures for print"))
    pictures = {figure.id: png(figure.spec) for figure in figures_of(report)}
    tell(words("Writing the page"))
    return document(report, pictures, words=words, made=paper.made_on(case))


def document(report: Report, pictures: Mapping[str, bytes], *, words: Words, made: dt.date) -> bytes:
    """The DOCX of an outline; `pictures` are its figures as PNG, by id, and `made` the date that it bears."""
    printed = paper.printed(report, words=words)
    pen = _Pen(document=docx.Document(), words=words, pictures=pictures, places=Places())
    docx_setting.settle(pen.document, printed, words, made)
    _summary(pen, printed)
    _contents(pen, printed)
    for stretch in paper.runs(printed):
        docx_setting.turn(pen.document, lies=stretch.lies)
        for part in stretch.parts:
            pen.say([*pen.places.mark(part.id), run(part.title)], f"Heading {min(part.level, 9)}")
            for block in part.blocks:
                _block(pen, block)
    pen.say([run(printed.colophon, Look(colour=MUTED))])
    return docx_setting.packed(pen.document)


@attrs.frozen(kw_only=True)
class _Pen:
    """A document being written, with what is needed to write it."""

    document: Document
    words: Words
    pictures: Mapping[str, bytes]
    places: Places

    def say(self, within: Iterable[BaseOxmlElement], style: str = "Normal") -> None:
        """A new paragraph of that style, of those elements."""
        self.document.add_paragraph(style=style)._p.extend(list(within))

    def put(self, made: BaseOxmlElement) -> None:
        """A table at the end of the document."""
        self.document.element.body.insert_element_before(made, "w:sectPr")

    def ways(self, each: Iterable[Link], size: float = 0) -> list[BaseOxmlElement]:
        """Links, as elements of a paragraph."""
        return links(self.document.part, each, self.places, size)

    def origin(self, kind: str, size: float = 0) -> BaseOxmlElement:
        """In brackets what something is or rests on: synthetic, real, public record or answers."""
        said = {
            "synthetic": self.words("synthetic"),
            "real": self.words("real"),
            "record": self.words("public record"),
            "answers": self.words("answers"),
        }
        colour = SYNTHETIC if kind == "synthetic" else REAL
        return run(f"[{said[kind]}] ", Look(bold=True, size=size, colour=colour))


def _summary(pen: _Pen, report: Report) -> None:
    """The first page: what is real, the headline figures, the findings, in a type that lets all of it fit."""
    size, held = type_size(report), report.provenance
    quiet = Look(colour=MUTED, size=size)
    pen.say([run(" › ".join(report.crumbs), quiet)], "Tight")
    pen.say([run(report.title)], "Title")
    pen.say([run(report.subtitle, quiet)], "Tight")
    if report.audience:
        pen.say([run(report.audience, Look(bold=True, size=size))], "Tight")
    if held.record:
        pen.say([pen.origin("real", size), run(held.record, Look(size=size))], "Tight")
    if held.answers:
        kind = "synthetic" if held.synthetic else "real"
        said = [pen.origin(kind, size), run(held.answers, Look(size=size)), *pen.ways(held.links, size)]
        pen.say(said, "Tight")
    if report.cards:
        pen.put(docx_setting.beside([_card(pen, card, size) for card in report.cards]))
    if report.findings:
        pen.say([run(pen.words("What was found"))], "Lead")
    for found in report.findings:
        _finding(pen, found, size)


def type_size(report: Report) -> float:
    """The size of type, in points, in which the summary of a report stays on one page; at least 5.

    A text document is laid out where it is read, so this reckons by the letter, and leaves room.
    """
    return next((size for size in _SIZES if _height(report, size) <= _ROOM), _SIZES[-1])


def _height(report: Report, size: float) -> float:
    """How many points of a page the summary takes, at so many letters a line of that size."""
    letters = int(_LETTERS / size)
    held = report.provenance
    texts = [report.case, report.subtitle, report.audience, held.record, held.answers + " " * 40]
    texts += [f"{each.topic} {each.sentence}" + " " * 50 for each in report.findings]
    lines = sum(ceil(len(text) / letters) for text in texts)
    narrow = max(1, letters // max(1, len(report.cards)) - 4)
    cards = [sum(ceil(len(text) / narrow) for text in (card.title, card.note)) for card in report.cards]
    title = 24 * ceil(len(report.title) / 50)
    return title + 1.25 * size * (lines + max(cards, default=0)) + 5 * len(texts) + 90


def _card(pen: _Pen, card: Card, size: float) -> list[list[BaseOxmlElement]]:
    """The three paragraphs of a headline figure."""
    quiet = Look(colour=MUTED, size=size)
    title = Link(card.title, card.target)
    figure = Look(bold=True, size=18, colour=tone(card.tone))
    return [
        pen.ways([title], size)[1:],
        [run(card.value, figure), run(f" {card.unit}", Look(size=size))],
        [run(card.note, quiet)],
    ]


def _contents(pen: _Pen, report: Report) -> None:
    pen.say([run(pen.words("Contents"))], "Heading 1")
    for section in report.sections:
        pen.say(pen.ways([Link(section.title, f"#{section.id}")])[1:], "Contents")
        for inner in section.sections:
            pen.say(pen.ways([Link(inner.title, f"#{inner.id}")])[1:], "Contents within")


def _block(pen: _Pen, block: Block) -> None:
    match block:
        case Findings():
            for found in block.found:
                _finding(pen, found)
        case Paragraph():
            look = Look(colour=MUTED if block.quiet else "")
            pen.say([run(block.text, look), *pen.ways(block.links)])
        case Table():
            _table(pen, block)
        case Picture():
            _picture(pen, block)
        case Glossary():
            _glossary(pen, block)


def _finding(pen: _Pen, found: Finding, size: float = 0) -> None:
    within = [
        # On the first page a finding is told again; the place of its id is where it is at home.
        *(pen.places.mark(found.id) if not size else []),
        pen.origin(found.origin, size),
        run(f"{found.topic} ", Look(bold=True, size=size)),
        run(found.sentence, Look(size=size)),
        *pen.ways(found.claims, size),
    ]
    pen.say(within, "Tight" if size else "Normal")


def _table(pen: _Pen, table: Table) -> None:
    pen.say([*pen.places.mark(table.id), run(table.caption)], "Caption")
    width = docx_setting.room(pen.document)
    pen.put(grid(table, width, pen.document.part, pen.places))
    pen.say([run(table.note, Look(colour=MUTED, size=8))] if table.note else [])


def _picture(pen: _Pen, picture: Picture) -> None:
    figure = picture.figure
    docx_setting.picture(pen.document, pen.pictures[figure.id], alt=figure.alt, title=figure.title)
    place = pen.places.mark(paper.place(picture))
    pen.say([*place, run(figure.note, Look(colour=MUTED, size=8.5))], "Note")


def _glossary(pen: _Pen, glossary: Glossary) -> None:
    for each in glossary.definitions:
        said = [run(f"{each.term}: ", Look(bold=True)), run(each.text)]
        if each.literature:
            said.append(run(f" {each.literature}", Look(italic=True, colour=MUTED)))
        pen.say(said)
