"""The outline as the tables of a workbook: findings and remarks in rows, faces with shares as numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator

from babel.numbers import get_decimal_symbol, get_group_symbol

from dissensus.i18n import Words
from dissensus.reports.outline import (
    Block,
    Cell,
    Column,
    FaceRow,
    Faces,
    Finding,
    Findings,
    Glossary,
    Link,
    Paragraph,
    Report,
    Row,
    Section,
    Table,
    blocks_of,
)

Typed = str | float | dt.date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_DAY = dt.date(1901, 1, 1)
"""The first day that every program counts alike: spreadsheets disagree on those of 1900."""


def typed(text: str, words: Words) -> tuple[Typed, str]:
    """A figure as a number and a day as a date, with the format that shows it as the text does.

    What is more or less than one figure stays a text, and its format is empty.

    >>> from dissensus.i18n import words
    >>> typed("1,234.50", words("en")), typed("60\\u00a0%", words("fr")), typed("n = 5", words("en"))
    ((1234.5, '#,##0.00'), (0.6, '0%'), ('n = 5', ''))
    """
    locale = words.locale
    plain = text.replace("\u2212", "-").replace(get_group_symbol(locale=locale), "")
    plain = plain.replace(get_decimal_symbol(locale=locale), ".")
    found = re.fullmatch(r"([+-]?\d+(?:\.(\d+))?)(\s?%)?", plain)
    if found is None:
        return text, ""
    number, decimals, percent = float(found[1]), "." + "0" * len(found[2]) if found[2] else "", found[3]
    return (number / 100, f"0{decimals}%") if percent else (number, f"#,##0{decimals}")


def day(text: str) -> Typed:
    """The date that a text says in full; else the text.

    >>> day("2019-04-15"), day("2019-04"), day("2019-13-01")
    (datetime.date(2019, 4, 15), '2019-04', '2019-13-01')
    """
    if not _DAY.fullmatch(text):
        return text
    try:
        made = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return made if made >= _FIRST_DAY else text


def tables(report: Report, words: Words) -> tuple[Table, ...]:
    """Every table of an outline without faces: first what it says in sentences, then its own, spread."""
    own = (block for block in blocks_of(report) if isinstance(block, Table))
    told = (_findings(report, words), _remarks(report, words), _glossary(report, words))
    return tuple(table if table in told else spread(table, words) for table in (*told, *own) if table.rows)


def spread(table: Table, words: Words) -> Table:
    """The table with what stands in small, and where links lead, in columns of their own."""
    plans = [tuple(_plan(table, at, words)) for at in range(len(table.columns))]
    columns = tuple(column for plan in plans for column, _ in plan)
    rows = tuple(
        Row(
            id=row.id,
            cells=tuple(
                Cell(text=read(cell)) for cell, plan in zip(row.cells, plans, strict=True) for _, read in plan
            ),
        )
        for row in table.rows
    )
    return Table(id=table.id, caption=table.caption, columns=columns, rows=rows, note=table.note)


_Read = Callable[[Cell], str]


def _plan(table: Table, at: int, words: Words) -> Iterator[tuple[Column, _Read]]:
    """The columns that one column becomes, each with how it reads a cell."""
    column, cells = table.columns[at], [row.cells[at] for row in table.rows]
    yield column, lambda cell: cell.text or _ways(cell.links)
    if any(cell.small for cell in cells):
        yield Column(title=words("{column}: details", column=column.title)), lambda cell: cell.small
    if any(cell.text and cell.links for cell in cells):
        title = words("{column}: links", column=column.title)
        yield Column(title=title), lambda cell: _ways(cell.links) if cell.text else ""


def _ways(links: Iterable[Link]) -> str:
    """Links in words: the whole address of the web, or what a link within the report is called."""
    return "; ".join(link.text if link.target[:1] in ("#", "") else link.target for link in links)


def _findings(report: Report, words: Words) -> Table:
    titles = (words("Where"), words("About"), words("Finding"), words("Rests on"))
    rests_on = {
        "synthetic": words("synthetic answers"),
        "record": words("public record"),
        "answers": words("answers"),
    }
    found: dict[tuple[str, str], Row] = {}
    for title, each in _placed(report, words):
        kind = rests_on[each.origin]
        texts = (title, each.topic, each.sentence, kind)
        found.setdefault((each.topic, each.sentence), _row(texts))
    return _told("findings", words("Findings"), titles, found.values())


def _placed(report: Report, words: Words) -> Iterator[tuple[str, Finding]]:
    yield from ((words("What was found"), each) for each in report.findings)
    for section in _sections(report):
        for block in section.blocks:
            if isinstance(block, Findings):
                yield from ((section.title, each) for each in block.found)


def _sections(whole: Report | Section) -> Iterator[Section]:
    for section in whole.sections:
        yield section
        yield from _sections(section)


def _remarks(report: Report, words: Words) -> Table:
    rows = (
        _row((section.title, block.text))
        for section in _sections(report)
        for block in section.blocks
        if isinstance(block, Paragraph)
    )
    return _told("remarks", words("How to read this"), (words("Where"), words("Remark")), rows)


def _glossary(report: Report, words: Words) -> Table:
    rows = (
        _row((each.term, each.text, each.literature))
        for block in blocks_of(report)
        if isinstance(block, Glossary)
        for each in block.definitions
    )
    titles = (words("Term"), words("Meaning"), words("Literature"))
    return _told("glossary", words("What each measure is"), titles, rows)


def _told(id: str, caption: str, titles: Iterable[str], rows: Iterable[Row]) -> Table:
    columns = tuple(Column(title=title) for title in titles)
    return Table(id=id, caption=caption, columns=columns, rows=tuple(rows))


def _row(texts: Iterable[str]) -> Row:
    return Row(cells=tuple(Cell(text=text) for text in texts))


def faces_table(faces: Faces, words: Words) -> tuple[Block, ...]:
    """A face-to-face table as one table of all states, with the shares that the page draws as numbers."""
    columns = [Column(title=title) for title in (words("ID"), words("Statement"), words("Issue"))]
    for side, other in (faces.parties, faces.parties[::-1]):
        columns += _side_columns(side, other, words)
    columns += [Column(title=words("State")), Column(title=words("{column}: details", column=words("State")))]
    rows = (_face(row, words) for group in faces.groups for row in group.rows)
    note = (Paragraph(text=faces.note, quiet=True),) if faces.note else ()
    table = Table(id=faces.id, caption=faces.caption, columns=tuple(columns), rows=tuple(rows))
    return (*note, table)


def _side_columns(side: str, other: str, words: Words) -> list[Column]:
    names = {"side": side, "other": other}
    return [
        Column(title=side),
        Column(title=words("{side}: share that agrees", **names), numeric=True),
        Column(title=words("{side}: lower end", **names), numeric=True),
        Column(title=words("{side}: upper end", **names), numeric=True),
        Column(title=words("{column}: details", column=side)),
        Column(title=words("{side} expected of {other}", **names)),
        Column(title=words("{side} expected of {other}: share", **names), numeric=True),
        Column(title=words("{side}: rightly or wrongly", **names)),
    ]


def _face(row: FaceRow, words: Words) -> Row:
    texts = [row.statement, row.text, row.small]
    for side, other in (row.sides, row.sides[::-1]):
        low, middle, high = side.strip.held or (None, None, None)
        # What a side expected stands, drawn, on the line of the side of which it was expected.
        expected = other.strip.expected[1] if other.strip.expected else None
        ends = (None, None) if low == high else (low, high)
        shares = (words.percent(share) if share is not None else "" for share in (middle, *ends))
        foreseen = words.percent(expected) if expected is not None else ""
        texts += [side.holds, *shares, side.detail, side.expected, foreseen, side.verdict]
    return Row(id=row.id, cells=_row((*texts, row.state_words, row.state_small)).cells)
