"""The text document: real headings, tables and captions; nothing that computes; the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from functools import lru_cache
from typing import Any

import attrs
import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm

from dissensus.charts.render import png
from dissensus.i18n import words
from dissensus.reports import paper
from dissensus.reports.docx import document, type_size
from dissensus.reports.outline import Cell, Column, Report, Row, Section, Table, blocks_of, figures_of
from tests.reports.outlines import HOSTILE, cells, findings, outline, spoiled, with_figure

MADE = dt.date(2019, 4, 15)
FIELDS = ("w:fldSimple", "w:fldChar", "w:instrText", "w:object", "w:control", "w:altChunk")


def written(report: Report, language: str = "en") -> bytes:
    """The document of an outline with the pictures of its figures."""
    pictures = {figure.id: png(figure.spec) for figure in figures_of(report)}
    return document(report, pictures, words=words(language), made=MADE)


@lru_cache
def sample() -> bytes:
    """The document of the sample of two rounds with a figure."""
    return written(with_figure(outline()))


def read(held: bytes) -> Document:
    return docx.Document(io.BytesIO(held))


def parts(held: bytes) -> dict[str, bytes]:
    """Every file within a document."""
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def texts(held: bytes) -> list[str]:
    """The texts of the document's paragraphs, of those in tables too, as an editor shows them."""
    body = read(held).element.body
    return ["".join(said.text or "" for said in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]


def test_every_finding_and_every_cell_is_there() -> None:
    report = with_figure(outline())
    said = "\n".join(texts(sample()))
    wanted = [found.sentence for found in findings(report)]
    wanted += [report.audience, *cells(paper.printed(report, words=words("en")))]
    assert [text for text in wanted if text not in said] == []


def test_the_same_outline_gives_the_same_bytes() -> None:
    assert written(with_figure(outline())) == sample()
    with zipfile.ZipFile(io.BytesIO(sample())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_metadata_say_what_it_is_and_nothing_of_when_or_where() -> None:
    held, report = read(sample()).core_properties, outline()
    assert held.title == f"{report.case}: {report.title}"
    assert (held.author, held.last_modified_by, held.revision) == ("Dissensus", "Dissensus", 1)
    assert held.created == held.modified == dt.datetime(2019, 4, 15, tzinfo=dt.UTC)
    assert held.language == "en"
    assert [held.comments, held.keywords, held.subject, held.category] == [""] * 4


def test_sections_are_headings_and_the_contents_lead_to_them() -> None:
    report = paper.printed(with_figure(outline()), words=words("en"))
    held = read(sample())
    headings = [each.text for each in held.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == ["Contents", *(section.title for section in report.sections)]
    inner = [each.text for each in held.paragraphs if each.style and each.style.name == "Heading 2"]
    assert inner == [each.title for section in report.sections for each in section.sections]
    listed = [each.text for each in held.paragraphs if each.style and each.style.name == "Contents"]
    assert listed == [section.title for section in report.sections]


def test_every_link_leads_to_a_mark_that_stands_once() -> None:
    body = read(sample()).element.body
    marks = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    anchors = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))} - {None}
    assert len(set(marks)) == len(marks)
    assert anchors
    assert anchors <= set(marks)


def test_what_leads_out_is_an_address_of_the_web() -> None:
    held = written(outline("one round"))
    out = [each.target_ref for each in read(held).part.rels.values() if each.is_external]
    assert "https://news.example.org/drill?a=1&b=2" in out
    assert all(target.startswith(("http://", "https://")) for target in out)


def test_tables_have_captions_a_header_on_every_page_and_room() -> None:
    report = paper.printed(with_figure(outline()), words=words("en"))
    captions = [block.caption for block in blocks_of(report) if isinstance(block, Table)]
    held = read(sample())
    assert [each.text for each in held.paragraphs if each.style and each.style.name == "Caption"] == captions
    grids = held.element.body.xpath(".//w:tbl[.//w:tblCaption]")
    assert [each.find(".//" + qn("w:tblCaption")).get(qn("w:val")) for each in grids] == captions
    for grid in grids:
        rows = grid.findall(qn("w:tr"))
        assert rows[0].find(".//" + qn("w:tblHeader")) is not None
        assert all(row.find(".//" + qn("w:tblHeader")) is None for row in rows[1:])
        widths = [int(each.get(qn("w:w"))) for each in grid.iter(qn("w:gridCol"))]
        assert min(widths) > 0
        assert sum(widths) <= (29.7 - 4) * 567.1


def test_pictures_have_words_for_those_who_do_not_see_them() -> None:
    (found,) = read(sample()).element.body.iter(qn("wp:docPr"))
    assert found.get("descr") == "Two bars, 25% and 50%."
    assert found.get("title") == "Two shares"
    assert any(name.endswith(".png") for name in parts(sample()))


def test_synthetic_answers_are_marked_on_every_page_and_real_ones_on_none() -> None:
    held = read(sample())
    assert len(held.sections) > 1
    first, *rest = (section.header for section in held.sections)
    assert all(header.is_linked_to_previous for header in rest)
    assert "synthetic answers" in first.paragraphs[0].text
    assert "For the desk alone" in first.paragraphs[0].text
    drawn = first._element.xpath(".//*[local-name()='textpath'][@string]")
    assert [each.get("string") for each in drawn] == ["synthetic answers"]
    real = read(written(outline("real"))).sections[0].header
    assert "synthetic" not in real._element.xml


@pytest.mark.parametrize("text", [" ".join(HOSTILE)])
def test_whatever_a_case_says_is_written_as_it_stands(text: str) -> None:
    mild = outline("six people")
    held = written(spoiled(mild, lambda said: f"{said} {text}"))
    wanted = paper.inert(text)
    assert sum(wanted in said for said in texts(held)) > 20
    for name, part in parts(held).items():
        if name.endswith(".xml"):
            assert not [field for field in FIELDS if f"<{field}".encode() in part], name
    shape = [each.tag for each in read(written(mild)).element.body.iter()]
    assert [each.tag for each in read(held).element.body.iter()] == shape, "the words changed the elements"


def test_the_languages_of_texts_are_told() -> None:
    report = outline("nothing", "ru")
    row = Row(cells=(Cell(text="In English", language="en"), Cell(text="x", language="not a language")))
    table = Table(id="t", caption="A", columns=(Column(title="One"), Column(title="Two")), rows=(row,))
    held = written(attrs.evolve(report, sections=(Section(id="s", title="S", blocks=(table,)),)), "ru")
    body: Any = read(held).element.body
    assert [each.get(qn("w:val")) for each in body.iter(qn("w:lang"))] == ["en"]
    assert re.search(rb'<w:lang [^>]*w:val="ru"', parts(held)["word/styles.xml"])


def test_type_shrinks_where_the_summary_is_long() -> None:
    report = outline()
    long = tuple(attrs.evolve(each, sentence=each.sentence * 3) for each in report.findings)
    assert 5 <= type_size(attrs.evolve(report, findings=long)) < type_size(report) <= 10.5


def test_a_wide_table_lies() -> None:
    columns = tuple(Column(title=f"Column {number}") for number in range(9))
    row = Row(cells=tuple(Cell(text="words") for _ in columns))
    table = Table(id="t", caption="Wide", columns=columns, rows=(row,))
    sections = (Section(id="n", title="Narrow"), Section(id="w", title="Wide", blocks=(table,)))
    held = read(written(attrs.evolve(outline("nothing"), sections=sections)))
    assert [each.orientation for each in held.sections] == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE]
    assert [round((each.page_width or 0) / Cm(1), 1) for each in held.sections] == [21.0, 29.7]
