"""The report as a workbook: one sheet a table, typed cells, no formulas.

A cell holds what the report shows and no more: the number that its text says, at the digits that it says it
in, so that nothing withheld or rounded elsewhere comes back here. Every text is written as text, whatever it
begins with.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Callable, Mapping

import attrs
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words
from dissensus.reports import paper
from dissensus.reports.compose import compose
from dissensus.reports.outline import Report, Table
from dissensus.reports.xlsx_tables import day, faces_table, tables, typed

Progress = Callable[[str], None]

_LONGEST = 32_767
_LONGEST_NAME = 31
_LONGEST_HEAD = 60
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_NARROWEST, _WIDEST = 8, 60
_HEADER = 3


def render(
    case: Case,
    results: Results,
    *,
    words: Words,
    beside: Results | None = None,
    audience: str = "desk",
    progress: Progress | None = None,
) -> bytes:
    """The report as the bytes of an XLSX file.

    `beside` are results of the same case from another synthetic seed; `audience` says for whom it is (see
    `reports.audience`); `progress` is told each step by name.
    The same input gives the same bytes.
    """
    tell = progress or (lambda _: None)
    tell(words("Drawing the figures"))
    report = compose(case, results, words=words, beside=beside, audience=audience)
    tell(words("Writing the tables"))
    return workbook(report, words=words, made=paper.made_on(case))


def workbook(report: Report, *, words: Words, made: dt.date) -> bytes:
    """The XLSX of an outline; `made` is the date that it bears."""
    printed = paper.printed(report, words=words, faces=faces_table)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.set_properties(
            {
                "title": f"{printed.case}: {printed.title}"[:255],
                "author": "Dissensus",
                "created": dt.datetime(made.year, made.month, made.day),
            }
        )
        desk = _Desk(
            book=book,
            words=words,
            notice=printed.provenance.answers if printed.provenance.synthetic else "",
            reader=printed.crumbs[-1] if printed.audience else "",
            formats=_formats(book),
        )
        sheets = {}
        first = book.add_worksheet(sheet_name(1, words("Overview")))
        for number, table in enumerate(tables(printed, words), 2):
            sheets[sheet_name(number, table.caption)] = table
        _overview(desk, first, printed, sheets)
        for name, table in sheets.items():
            _table(desk, book.add_worksheet(name), table)
    return target.getvalue()


def sheet_name(number: int, caption: str) -> str:
    """A name for a sheet that no program refuses, and that no other sheet has.

    >>> sheet_name(3, "Lines: 'theirs' and [ours], as they were believed to be")
    '3 Lines theirs and ours, as the'
    """
    return f"{number} {_FORBIDDEN.sub('', caption)}"[:_LONGEST_NAME].strip()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    top = {"valign": "top"}
    header = {**top, "bold": True, "bottom": 1, "bg_color": "#f3f4f5", "text_wrap": True}
    return {
        "": book.add_format({**top, "text_wrap": True}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "quiet": book.add_format({"font_color": "#515b65"}),
        "notice": book.add_format({"bold": True, "font_color": "#6b3fa0"}),
        "header": book.add_format(header),
        "link": book.add_format({"font_color": "#14548c", "underline": 1}),
        "yyyy-mm-dd": book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"}),
    }


@attrs.frozen(kw_only=True)
class _Desk:
    """A workbook being written.

    Every sheet says `notice` of synthetic answers, and on paper `reader`, for whom it is; either may be
    empty.
    """

    book: xlsxwriter.Workbook
    words: Words
    notice: str
    reader: str
    formats: dict[str, Format]

    def format(self, name: str) -> Format:
        """The format of that name; a new one where the name is how a number is shown."""
        if name not in self.formats:
            self.formats[name] = self.book.add_format({"num_format": name, "valign": "top"})
        return self.formats[name]

    def say(self, sheet: Worksheet, row: int, column: int, text: str, form: str = "") -> None:
        """A text as a text, never as anything to be computed or followed; nothing for none."""
        if not text:
            return
        whole = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        sheet.write_string(row, column, whole, self.format(form))

    def put(self, sheet: Worksheet, row: int, column: int, text: str, *, numeric: bool) -> None:
        """A cell of a table: a number or a date where the text is one, else the text."""
        value, form = typed(text, self.words) if numeric else (day(text), "")
        if isinstance(value, dt.date):
            sheet.write_datetime(row, column, value, self.format("yyyy-mm-dd"))
        elif isinstance(value, float):
            sheet.write_number(row, column, value, self.format(form))
        else:
            self.say(sheet, row, column, value)

    def print_on(self, sheet: Worksheet) -> None:
        """How a sheet is printed: lying, as wide as the paper, for whom and what it is on every page."""
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        mark = self.words("synthetic answers") if self.notice else ""
        # In the head of a sheet an ampersand begins a code; its wide form never does.
        left, right = (text[:_LONGEST_HEAD].replace("&", "＆") for text in (self.reader, mark))
        sheet.set_header(f"&L{left}&R{right}")


def _overview(desk: _Desk, sheet: Worksheet, report: Report, sheets: Mapping[str, Table]) -> None:
    """The first sheet: title, what is real, the headline figures, and the way to every other sheet."""
    desk.print_on(sheet)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 3, _WIDEST)
    held = report.provenance
    desk.say(sheet, 0, 0, report.title, "title")
    lines = (
        held.answers,
        held.record,
        report.audience,
        report.case,
        " › ".join(report.crumbs),
        report.subtitle,
    )
    row = 1
    for at, line in enumerate(lines):
        desk.say(sheet, row, 0, line, "quiet" if at or not desk.notice else "notice")
        row += 1
    for card in report.cards:
        row += 1
        desk.say(sheet, row, 0, card.title)
        desk.put(sheet, row, 1, card.value, numeric=True)
        desk.say(sheet, row, 2, card.unit)
        desk.say(sheet, row, 3, card.note)
    row += 2
    desk.say(sheet, row, 0, desk.words("Contents"), "header")
    for name, table in sheets.items():
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", desk.format("link"), string=name)
        desk.say(sheet, row, 2, table.caption)
    desk.say(sheet, row + 2, 0, report.colophon, "quiet")


def _table(desk: _Desk, sheet: Worksheet, table: Table) -> None:
    """One sheet: the caption, the notice, the note, then the table, whose header stays in sight."""
    desk.print_on(sheet)
    desk.say(sheet, 0, 0, table.caption, "title")
    desk.say(sheet, 1, 0, desk.notice, "notice")
    desk.say(sheet, 2, 0, table.note, "quiet")
    for at, column in enumerate(table.columns):
        desk.say(sheet, _HEADER, at, column.title, "header")
        texts = [row.cells[at].text for row in table.rows]
        longest = max((len(text) for text in texts), default=0)
        words = max(map(len, column.title.split()), default=0)
        sheet.set_column(at, at, max(_NARROWEST, min(max(longest, words) + 2, _WIDEST)))
        for below, text in enumerate(texts, _HEADER + 1):
            desk.put(sheet, below, at, text, numeric=column.numeric)
    sheet.freeze_panes(_HEADER + 1, 1)
    sheet.repeat_rows(_HEADER)
    sheet.autofilter(_HEADER, 0, _HEADER + len(table.rows), max(0, len(table.columns) - 1))
