"""What surrounds the words of a text document: styles, pages, header with watermark, metadata, the file."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from dissensus.i18n import Words
from dissensus.reports.docx_pieces import INK, LINE, MUTED, SYNTHETIC, Look, element, run
from dissensus.reports.outline import Report

_SHORT, _LONG, _MARGIN = Cm(21), Cm(29.7), Cm(2)
_TALLEST = {False: Cm(19.5), True: Cm(12)}
_EMU_A_TWENTIETH = 635
_PRODUCER = "Dissensus"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TEXT, _HEADINGS = "Arial", "Georgia"

_STYLES = (
    # Name, what it is based on, size, space before and after (points), kept with what follows.
    ("Tight", "Normal", 10, 0, 4, False),
    ("Lead", "Normal", 13, 8, 4, True),
    ("Note", "Normal", 9, 0, 12, False),
    ("InTable", "Normal", 8.5, 1, 1, False),
    ("Contents", "Normal", 10.5, 5, 0, False),
    ("Contents within", "Normal", 10, 0, 0, False),
)
_HEADING_SIZES = (16, 13, 11)

_VML, _OFFICE = "urn:schemas-microsoft-com:vml", "urn:schemas-microsoft-com:office:office"
_WATERMARK = """\
<w:pict {names}><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>
<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="Watermark" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" fillcolor="#e4daf0" stroked="f"
 style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:70pt;rotation:315;z-index:-251658752;\
mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;\
mso-position-vertical-relative:margin"><v:fill opacity=".6"/>
<v:textpath style="font-family:Arial;font-size:1pt"/></v:shape></w:pict>"""


def settle(document: Document, report: Report, words: Words, made: dt.date) -> None:
    """Give a new document its styles, language, page, header and metadata."""
    _styles(document, report.language)
    _page(document.sections[0], lies=False)
    _header(document.sections[0], report, words)
    _metadata(document, report, made)


def turn(document: Document, *, lies: bool) -> None:
    """Begin a new page that stands or lies, where what follows needs the other one."""
    if (document.sections[-1].orientation == WD_ORIENT.LANDSCAPE) != lies:
        _page(document.add_section(WD_SECTION.NEW_PAGE), lies=lies)


def room(document: Document) -> int:
    """How wide a line may be where the document ends, in twentieths of a point."""
    lies = document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    return ((_LONG if lies else _SHORT) - 2 * _MARGIN) // _EMU_A_TWENTIETH


def picture(document: Document, png: bytes, *, alt: str, title: str) -> None:
    """Put a picture at the end of the document, as wide as a line unless it would be too tall."""
    lies = document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    paragraph = document.add_paragraph(style="Note")
    paragraph.paragraph_format.keep_with_next = True
    width = room(document) * _EMU_A_TWENTIETH
    shape = paragraph.add_run().add_picture(io.BytesIO(png), width=Emu(width))
    if shape.height > _TALLEST[lies]:
        shape.width, shape.height = Emu(shape.width * _TALLEST[lies] // shape.height), _TALLEST[lies]
    shape._inline.docPr.set("descr", alt)
    shape._inline.docPr.set("title", title)


def beside(cards: Sequence[Sequence[Sequence[BaseOxmlElement]]]) -> BaseOxmlElement:
    """Boxes beside each other, each of paragraphs of elements."""
    width = (_SHORT - 2 * _MARGIN) // _EMU_A_TWENTIETH // len(cards)
    sides = ("top", "left", "bottom", "right", "insideV")
    lined = (
        element(f"w:{side}", **{"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": LINE})
        for side in sides
    )
    settings = element(
        "w:tblPr",
        element("w:tblW", **{"w:w": str(width * len(cards)), "w:type": "dxa"}),
        element("w:tblBorders", *lined),
        element("w:tblLayout", **{"w:type": "fixed"}),
    )
    measured = element("w:tblGrid", *(element("w:gridCol", **{"w:w": str(width)}) for _ in cards))
    return element("w:tbl", settings, measured, element("w:tr", *(_box(card, width) for card in cards)))


def packed(document: Document) -> bytes:
    """The file: its parts in the order of the document, each with one and the same time."""
    whole, made = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, parts.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _box(card: Sequence[Sequence[BaseOxmlElement]], width: int) -> BaseOxmlElement:
    settings = element("w:tcPr", element("w:tcW", **{"w:w": str(width), "w:type": "dxa"}))
    paragraphs = (
        element("w:p", element("w:pPr", element("w:pStyle", **{"w:val": "InTable"})), *within)
        for within in card
    )
    return element("w:tc", settings, *paragraphs)


def _page(section: Section, *, lies: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if lies else (_SHORT, _LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Cm(0.9)


def _header(section: Section, report: Report, words: Words) -> None:
    """The head of every page: the case, for whom, and where answers are synthetic that they are, twice."""
    paragraph = section.header.paragraphs[0]
    paragraph.style = "Tight"
    whose = f"{report.case} · {report.crumbs[-1]}" if report.audience else report.case
    within = [run(whose, Look(colour=MUTED, size=8))]
    if report.provenance.synthetic:
        said = words("synthetic answers")
        within.append(run(f" · {said}", Look(bold=True, colour=SYNTHETIC, size=8)))
        names = (
            nsdecls("w")
            + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
        )
        drawn = parse_xml(_WATERMARK.replace("{names}", names))
        for path in drawn.iter("{urn:schemas-microsoft-com:vml}textpath"):
            if path.get("style"):
                path.set("string", said)
        within.append(element("w:r", drawn))
    paragraph._p.extend(within)


def _metadata(document: Document, report: Report, made: dt.date) -> None:
    held = document.core_properties
    held.title = f"{report.case}: {report.title}"[:255]
    held.subject, held.keywords, held.comments, held.category = "", "", "", ""
    held.author = held.last_modified_by = _PRODUCER
    held.created = held.modified = dt.datetime(made.year, made.month, made.day)
    held.language, held.revision, held.version = report.language, 1, ""


def _styles(document: Document, language: str) -> None:
    normal = document.styles["Normal"]
    _font(normal, _TEXT, 10.5, INK)
    normal.paragraph_format.space_after = Pt(6)
    for name, base, size, before, after, kept in _STYLES:
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles[base]
        _font(style, _TEXT, size, INK)
        _spaced(style, before, after, kept=kept)
    document.styles["Contents within"].paragraph_format.left_indent = Cm(0.8)
    for level, size in enumerate(_HEADING_SIZES, 1):
        heading = document.styles[f"Heading {level}"]
        _font(heading, _HEADINGS, size, INK)
        _spaced(heading, 14, 6, kept=True)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    _font(document.styles["Title"], _HEADINGS, 19, INK)
    _font(document.styles["Caption"], _TEXT, 9.5, INK)
    _spaced(document.styles["Caption"], 10, 4, kept=True)
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
    document.styles["Note"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _spaced(style: ParagraphStyle, before: float, after: float, *, kept: bool) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = kept


def _font(style: ParagraphStyle, name: str, size: float, colour: str) -> None:
    """One font for every script: a theme's fonts would give Cyrillic another than Latin."""
    style.font.name, style.font.size = name, Pt(size)
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)
