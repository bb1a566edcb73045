"""A case as canonical files: the same case always gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dissensus.case.emit import emit
from dissensus.case.layout import HEADER, LISTINGS, RESULTS, ROUNDS, TERMS
from dissensus.case.records import CASE, POSITION, ROUND
from dissensus.case.shapes import Free
from dissensus.case.sheets import PARTICIPANTS, SHEETS, Sheet
from dissensus.domain.case import FORMAT, Case
from dissensus.domain.rounds import Round


def render(case: Case) -> dict[str, bytes]:
    """The files of a case by name. A file that would list nothing is left out."""
    files = {HEADER: emit(CASE.write(_header(case)))}
    for listing in LISTINGS:
        records = [listing.entry.write(record) for record in getattr(case, listing.collection)]
        if records:
            files[listing.file] = _csv(records) if listing.entry is POSITION else emit(records)
    for held in case.rounds:
        files |= {f"{ROUNDS}/{held.id}/{name}": text for name, text in _round(held)}
    return {name: text.encode(errors="surrogatepass") for name, text in files.items()}


def _header(case: Case) -> dict[str, Any]:
    """What case.yaml says; the order of the rounds only where it is not that of their names."""
    header = {name: getattr(case, name, None) for name in CASE.names}
    ids = [held.id for held in case.rounds]
    return header | {"format": FORMAT, "rounds": () if ids == sorted(ids) else ids}


def _csv(records: Iterable[Mapping[str, Any]]) -> str:
    rows = [[_cell(record.get(name)) for name in POSITION.names] for record in records]
    return _table([POSITION.names, *rows])


def _cell(value: Any) -> str:
    """Plain values in a cell: a list is joined by semicolons, a mapping is JSON."""
    if isinstance(value, Mapping):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


def _round(held: Round) -> Iterator[tuple[str, str]]:
    yield TERMS, emit(ROUND.write(held))
    if held.participants:
        people = held.participants
        columns = ([p.id for p in people], [p.party for p in people], [p.member for p in people])
        yield PARTICIPANTS.file, _sheet(PARTICIPANTS, columns)
    for sheet in SHEETS:
        table = getattr(held, sheet.name)
        if len(table):
            yield sheet.file, _sheet(sheet, [getattr(table, column.name) for column in sheet.columns])
    if held.results is not None:
        yield RESULTS, json_text(held.results)


def json_text(value: Any) -> str:
    """Plain values as canonical JSON: names in order, one newline at the end."""
    return json.dumps(Free().write(value), ensure_ascii=False, indent=1) + "\n"


def _sheet(sheet: Sheet, columns: Iterable[Iterable[Any]]) -> str:
    written = [
        ["" if value is None else column.kind.print(value) for value in values]
        for column, values in zip(sheet.columns, columns, strict=True)
    ]
    return _table([[column.name for column in sheet.columns], *zip(*written, strict=True)])


def _table(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
