"""A table as a spreadsheet or a survey exports it: any usual delimiter, every row with its line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence

import attrs

from dissensus.case.folder import LARGEST, legible
from dissensus.case.reading import Reading
from dissensus.domain.errors import CaseError

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t"}

_SAYS_ITSELF = re.compile(r"sep=(.)\n")
_TRIED = 200
"""Rows by which the delimiter is found out."""

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@attrs.frozen
class Spreadsheet:
    """A table of text: row i stands on line `lines[i]` of the file, every row as long as the header.

    Blanks around a cell are gone, line ends and runs of blanks inside a heading are one blank, rows without
    anything are left out.
    """

    file: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def read(file: str, data: bytes, delimiter: str | None = None) -> Spreadsheet:
    """The table in the bytes of a file; the delimiter is found out where none is given.

    Raises CaseError with every row that is no row: bytes that are not UTF-8 (UTF-16 with its mark is taken
    too), control characters, quotation marks that do not close, rows longer or shorter than the header.

    >>> read("x.csv", b"who;share\\nann; 0,5\\n;\\n")
    Spreadsheet(file='x.csv', header=('who', 'share'), rows=(('ann', '0,5'),), lines=(2,))
    """
    at = Reading(file)
    text = _text(data, at)
    if text is None:
        raise CaseError(at.problems)
    first, delimiter, text = _delimited(text, delimiter)
    table = _rows(text, delimiter, first, at)
    if not table and not at.problems:
        at.wrong(1, "the file has no header", "Write the names of the columns in its first line.")
    if at.problems:
        raise CaseError(at.problems)
    header = tuple(" ".join(cell.split()) for cell in table[0][1])
    while header and not header[-1]:
        header = header[:-1]
    kept = [(line, _fitted(line, row, header, at)) for line, row in table[1:] if any(row)]
    if at.problems:
        raise CaseError(at.problems)
    return Spreadsheet(file, header, tuple(row for _, row in kept), tuple(line for line, _ in kept))


def _text(data: bytes, at: Reading) -> str | None:
    """The bytes as text with plain line ends; None where problems were noted."""
    if len(data) > LARGEST[".csv"]:
        at.wrong(None, f"the file has {len(data):,} bytes; {LARGEST['.csv']:,} is the most", "Split it.")
        return None
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            try:
                data = data.decode(encoding).encode()
            except UnicodeDecodeError:
                at.wrong(None, "the file begins as UTF-16 and is none", "Save it as CSV UTF-8.")
                return None
    sound = legible(data, at)
    return None if sound is None else sound.decode()


def _delimited(text: str, delimiter: str | None) -> tuple[int, str, str]:
    """The number of the line that the table begins on, its delimiter, and the text of the table."""
    said = _SAYS_ITSELF.match(text)
    if said is not None:
        return 2, delimiter or said[1], text[said.end() :]
    return 1, delimiter or max(DELIMITERS.values(), key=lambda one: _regular(text, one)), text


def _regular(text: str, delimiter: str) -> tuple[bool, int]:
    """How well a delimiter fits: whether every row comes out as long, then how long the first one is."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [len(row) for row, _ in zip(reader, range(_TRIED), strict=False) if row]
    except csv.Error:
        return (False, 0)
    return (len(set(rows)) == 1 and rows[0] > 1, rows[0] if rows else 0)


def _rows(text: str, delimiter: str, first: int, at: Reading) -> list[tuple[int, tuple[str, ...]]]:
    """Every row with its line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, tuple[str, ...]]] = []
    line = first
    try:
        for row in reader:
            found.append((line, tuple(cell.strip() for cell in row)))
            line = reader.line_num + first
    except csv.Error as error:
        todo = "Put the cell in quotation marks, and double those in it."
        at.wrong(line, f"this row is not CSV: {error}", todo)
    return found


def _fitted(line: int, row: Sequence[str], header: Sequence[str], at: Reading) -> tuple[str, ...]:
    """The row as long as the header; empty cells beyond it are nothing."""
    if len(row) < len(header) or any(row[len(header) :]):
        cells = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
        what = f"the row has {cells} and the header {len(header)}"
        at.wrong(
            line, what, "Write one cell for each column, and quotation marks around a cell of two lines."
        )
    return tuple(row[: len(header)])
