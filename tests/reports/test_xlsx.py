"""The workbook: a sheet a table, cells of the right kind, and no formula whatever a case says."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import lru_cache

import attrs
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from dissensus.i18n import words
from dissensus.reports import paper
from dissensus.reports.outline import Cell, Column, Faces, Report, Row, Section, Table, blocks_of
from dissensus.reports.xlsx import sheet_name, workbook
from dissensus.reports.xlsx_tables import day, faces_table, spread, tables, typed
from tests.reports.outlines import HOSTILE, findings, outline, spoiled, with_figure

MADE = dt.date(2019, 4, 15)


@lru_cache
def sample() -> bytes:
    """The workbook of the sample of two rounds with a figure."""
    return workbook(with_figure(outline()), words=words("en"), made=MADE)


def read(held: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(held))


def held(report: Report, language: str = "en") -> tuple[Table, ...]:
    """The tables that the workbook of an outline holds."""
    say = words(language)
    return tables(paper.printed(report, words=say, faces=faces_table), say)


def of_one(table: Table, language: str = "en") -> bytes:
    """The workbook of an outline with that one table."""
    section = Section(id="only", title="Only", blocks=(table,))
    report = attrs.evolve(outline("nothing"), sections=(section,))
    return workbook(report, words=words(language), made=MADE)


def test_every_table_has_a_sheet_and_every_cell_its_place() -> None:
    book = read(sample())
    wanted = held(with_figure(outline()))
    assert len(book.worksheets) == 1 + len(wanted)
    say = words("en")
    for table, sheet in zip(wanted, book.worksheets[1:], strict=True):
        caption, _, _, header, *rows = sheet.iter_rows(values_only=True)
        assert caption[0] == table.caption
        assert list(header) == [column.title for column in table.columns]
        assert len(rows) == len(table.rows)
        for row, found in zip(table.rows, rows, strict=True):
            for cell, column, value in zip(row.cells, table.columns, found, strict=True):
                expected = typed(cell.text, say)[0] if column.numeric else day(cell.text)
                got = value.date() if isinstance(value, dt.datetime) else value
                assert got == (expected or (0 if expected == 0 else None))


def test_every_text_of_the_outline_stands_in_a_sheet() -> None:
    report = with_figure(outline())
    printed = paper.printed(report, words=words("en"))
    said = {str(cell.value) for sheet in read(sample()).worksheets for row in sheet for cell in row}
    assert [found.sentence for found in findings(report) if found.sentence not in said] == []
    assert report.audience in said
    wanted = {
        text
        for block in blocks_of(printed)
        if isinstance(block, Table)
        for row in block.rows
        for cell, column in zip(row.cells, block.columns, strict=True)
        for text in (cell.text, cell.small)
        if text and not column.numeric and isinstance(day(text), str)
    }
    # What a side expected stands in columns of its own, and not below what it holds.
    faces = {side.expected for block in blocks_of(report) if isinstance(block, Faces)
             for group in block.groups for row in group.rows for side in row.sides}  # fmt: skip
    assert faces <= said
    assert [text for text in wanted if text not in said and "expected of" not in text] == []


def test_the_same_outline_gives_the_same_bytes() -> None:
    assert workbook(with_figure(outline()), words=words("en"), made=MADE) == sample()
    with zipfile.ZipFile(io.BytesIO(sample())) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_metadata_say_what_it_is_and_nothing_of_when_or_where() -> None:
    about, report = read(sample()).properties, outline()
    assert about.title == f"{report.case}: {report.title}"
    assert (about.creator, about.lastModifiedBy) == ("Dissensus", "Dissensus")
    assert about.created == about.modified == dt.datetime(2019, 4, 15)


def test_synthetic_answers_are_named_on_every_sheet_and_real_ones_on_none() -> None:
    for sheet in read(sample()).worksheets:
        assert "synthetic" in str(sheet["A2"].value), sheet.title
        assert sheet.oddHeader.right.text == "synthetic answers"
        assert sheet.oddHeader.left.text == "For the desk alone"
    for sheet in read(workbook(outline("real"), words=words("en"), made=MADE)).worksheets[1:]:
        assert not sheet["A2"].value
        assert not sheet.oddHeader.right.text


def test_a_name_is_no_code_in_the_head_of_a_sheet() -> None:
    report = outline("nothing")
    crumbs = (*report.crumbs[:-1], "For R&G &P &[Picture] alone")
    sheet = read(workbook(attrs.evolve(report, crumbs=crumbs), words=words("en"), made=MADE)).worksheets[0]
    assert sheet.oddHeader.left.text == "For R＆G ＆P ＆[Picture] alone"


@pytest.mark.parametrize("language", ["en", "ru", "fr"])
def test_figures_are_numbers_in_every_language(language: str) -> None:
    say = words(language)
    texts = (say.number(-1234.5, 2), say.percent(0.07), say.number(3, 0), "n = 3", "–", "2019-04-15")
    rows = tuple(Row(cells=(Cell(text="2019-04-15"), Cell(text=text))) for text in texts)
    columns = (Column(title="Day"), Column(title="Figure", numeric=True))
    sheet = read(of_one(Table(id="t", caption="T", columns=columns, rows=rows), language)).worksheets[-1]
    found = [row[1] for row in sheet.iter_rows(min_row=5)]
    assert [cell.value for cell in found] == [-1234.5, 0.07, 3, "n = 3", "–", "2019-04-15"]
    assert [cell.number_format for cell in found[:3]] == ["#,##0.00", "0%", "#,##0"]
    assert sheet["A5"].value == dt.datetime(2019, 4, 15)
    assert sheet["A5"].is_date


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    row = Row(cells=(Cell(text=text, small=text), Cell(text=text)))
    columns = (Column(title=text), Column(title=text, numeric=True))
    book = read(of_one(Table(id="t", caption=text, columns=columns, rows=(row,), note=text)))
    cells = [cell for sheet in book.worksheets for row_ in sheet for cell in row_]
    assert not [cell for cell in cells if cell.data_type == "f"]
    found = [cell for cell in book.worksheets[-1][5] if cell.value is not None]
    assert [cell.value for cell in found] == [paper.inert(text)] * 3
    assert {cell.data_type for cell in found} == {"s"}


@pytest.mark.parametrize("text", ["=1+1", "https://evil.example/", "internal:Sheet1!A1"])
def test_hostile_words_everywhere_change_no_cell_to_a_formula_or_a_link(text: str) -> None:
    report = spoiled(outline("one round"), lambda _: text)
    book = read(workbook(report, words=words("en"), made=MADE))
    cells = [cell for sheet in book.worksheets for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]
    assert sum(cell.value == text for cell in cells) > 50


def test_what_stands_in_small_and_where_links_lead_have_columns_of_their_own() -> None:
    report = paper.printed(outline("one round"), words=words("en"))
    (sources,) = (b for b in blocks_of(report) if isinstance(b, Table) and b.id == "table_sources")
    wide = spread(sources, words("en"))
    titles = [column.title for column in wide.columns]
    assert titles[:2] == ["Source", "Source: details"]
    address = titles.index("Address")
    assert "https://news.example.org/drill?a=1&b=2" in [row.cells[address].text for row in wide.rows]


def test_a_face_to_face_table_holds_the_shares_as_numbers() -> None:
    report = outline()
    (faces,) = (block for block in blocks_of(report) if isinstance(block, Faces))
    *_, table = faces_table(faces, words("en"))
    assert isinstance(table, Table)
    titles = [column.title for column in table.columns]
    first = next(row for group in faces.groups for row in group.rows)
    texts = dict(zip(titles, (cell.text for cell in table.rows[0].cells), strict=True))
    one, two = first.sides
    assert one.strip.held is not None
    assert one.strip.held[1] is not None
    assert texts[f"{one.party}: share that agrees"] == words("en").percent(one.strip.held[1])
    assert texts[f"{one.party}: share that agrees"] in one.holds
    expected = texts[f"{one.party} expected of {two.party}: share"]
    assert expected
    assert expected in one.expected


def test_names_of_sheets_are_short_and_none_comes_twice() -> None:
    names = read(sample()).sheetnames
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert sheet_name(2, "[]:*?/\\'") == "2"


def test_the_overview_leads_to_every_sheet() -> None:
    book = read(sample())
    first = book.worksheets[0]
    places = [cell.hyperlink.location for row in first for cell in row if cell.hyperlink]
    assert places == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_a_text_too_long_for_a_cell_ends_in_dots() -> None:
    row = Row(cells=(Cell(text="x" * 40_000),))
    sheet = read(of_one(Table(id="t", caption="T", columns=(Column(title="A"),), rows=(row,)))).worksheets[-1]
    assert sheet["A5"].value == "x" * 32_766 + "…"
