"""CSV files as columns of text, and columns of text as values; every wrong cell is named with its line.

Each distinct cell of a column is judged once, so that a table of a million answers is read in a moment.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

import attrs

from dissensus.case.reading import Reading, nearest
from dissensus.case.scalars import WrongError
from dissensus.case.sheets import Column
from dissensus.domain.errors import Problem

MOST_SHOWN = 100
"""Rows of one column that are named one by one; the rest is counted."""


class Named(Protocol):
    """A column as far as the header must know it."""

    @property
    def name(self) -> str:
        """Its name."""

    @property
    def required(self) -> bool:
        """Whether it may not be missing."""

    @property
    def says(self) -> str:
        """What a cell may hold, in a few words."""


@attrs.frozen
class Table:
    """Cells by column, None where empty; row i stands on line `lines[i]` of the file."""

    columns: Mapping[str, Sequence[str | None]]
    lines: Sequence[int]


def read(data: bytes, columns: Sequence[Named], at: Reading) -> Table | None:
    """The table in legible CSV text, or None where its header or its rows are not sound.

    The order of the columns is free; a column that may be empty may be missing.
    """
    data = data.rstrip(b"\n") + b"\n"
    header = _header(data, columns, at)
    if header is None:
        return None
    table = _quick(data, header) or _exact(data, header, at)
    if table is None:
        return None
    nothing = [None] * len(table.lines)
    return Table({column.name: table.columns.get(column.name, nothing) for column in columns}, table.lines)


def values(table: Table, column: Column, at: Reading) -> list[Any] | None:
    """The values of one column, or None where cells of it were noted as wrong."""
    texts = table.columns[column.name]
    found: dict[str | None, Any] = {}
    wrong: dict[str | None, tuple[str, str]] = {}
    for text in dict.fromkeys(texts):
        try:
            found[text] = _value(text, column)
        except WrongError as error:
            wrong[text] = (f"{column.name}: {error.what}", error.todo)
    if wrong:
        each(at, ((table.lines[row], *wrong[text]) for row, text in enumerate(texts) if text in wrong))
        return None
    return list(map(found.__getitem__, texts))


def each(at: Reading, found: Iterable[tuple[int, str, str]]) -> None:
    """Note a problem for each line; past `MOST_SHOWN` they are counted only."""
    noted = list(found)
    at.problems.extend(Problem(at.file, *problem) for problem in noted[:MOST_SHOWN])
    if len(noted) > MOST_SHOWN:
        more = len(noted) - MOST_SHOWN
        what = f"{more:,} more rows are wrong in the same way"
        at.wrong(noted[MOST_SHOWN][0], what, "Mend the rows above first, and check again.")


def _value(text: str | None, column: Column) -> Any:
    if text is not None:
        return column.kind.parse(text)
    if column.required:
        raise WrongError("the cell is empty", f"Fill it in ({column.says}).")
    return None


def _header(data: bytes, columns: Sequence[Named], at: Reading) -> list[str] | None:
    """The names of the columns as the file has them, or None where they are not sound."""
    first = data.split(b"\n", 1)[0].decode()
    if not first.strip():
        at.wrong(1, "the file has no header", "Write the names of the columns in its first line.")
        return None
    header = next(csv.reader([first]))
    names = [column.name for column in columns]
    before = len(at.problems)
    for place, name in enumerate(header):
        if name in header[:place]:
            at.wrong(1, f"the column {name!r} stands twice", "Take one out.")
        elif name not in names:
            at.wrong(
                1,
                f"{name!r} is no column of this file",
                f"{nearest(name, names)}The columns are {', '.join(names)}.",
            )
    for column in columns:
        if column.required and column.name not in header:
            at.wrong(1, f"the column {column.name!r} is missing", f"Add it ({column.says}).")
    return header if len(at.problems) == before else None


def _quick(data: bytes, header: list[str]) -> Table | None:
    """The table by Polars; None where quotation marks or uneven rows call for the exact way."""
    import polars as pl

    rows = data.count(b"\n") - 1
    if b'"' in data or data.count(b",") != (len(header) - 1) * (rows + 1):
        return None
    try:
        frame = pl.read_csv(data, infer_schema=False, quote_char=None)
    except pl.exceptions.PolarsError:
        return None
    if frame.height != rows:
        return None
    return Table({name: frame[name].to_list() for name in header}, range(2, rows + 2))


def _exact(data: bytes, header: list[str], at: Reading) -> Table | None:
    """The table row by row, quotation marks by the letter of RFC 4180; None where a row is not sound."""
    reader = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    uneven: list[tuple[int, str, str]] = []
    line = 1
    try:
        for row in reader:
            if len(row) != len(header):
                uneven.append((line, *_uneven(row, header)))
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        at.wrong(
            line, f"this row is not CSV: {error}", "Put the cell in quotation marks, and double those in it."
        )
        return None
    if uneven:
        each(at, uneven)
        return None
    cells = zip(*rows[1:], strict=True) if len(rows) > 1 else ([] for _ in header)
    found = {name: [cell or None for cell in column] for name, column in zip(header, cells, strict=True)}
    return Table(found, lines[1:])


def _uneven(row: list[str], header: list[str]) -> tuple[str, str]:
    if not row:
        return "the row is empty", "Take the line out."
    cells = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
    return f"the row has {cells} and the header {len(header)}", "Write one cell for each column."
