"""The page on the format says of every file and every field what the reader holds to, and of no other."""

from __future__ import annotations

import re

import pytest

from dissensus.case import folder, nodes
from dissensus.case.entries import Entry
from dissensus.case.layout import HEADER, LISTINGS, OF_A_ROUND, RESULTS, TERMS, TOP
from dissensus.case.records import (
    ACCOUNT,
    CASE,
    CONTACT,
    MEANT,
    MEMBER,
    NUMBER_OF_RUNG,
    POLL_RESULT,
    READING,
    RECORD,
    ROUND,
    RUNG,
    STATUS,
)
from dissensus.case.scalars import one
from dissensus.case.sheets import PARTICIPANTS, SHEETS, Sheet
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "case-format.md").read_text(encoding="utf-8")
COMMON = {field.name for field in RECORD}
PARTS = (MEMBER, RUNG, STATUS, CONTACT, MEANT, READING, ACCOUNT, POLL_RESULT)
ENTRIES = {HEADER: CASE, **{listing.file: listing.entry for listing in LISTINGS}, TERMS: ROUND}
ENTRIES |= {one(part.noun): part for part in PARTS}


def table(title: str) -> dict[str, tuple[str, str]]:
    """The table under a heading: by field, what it may hold and whether it must be there."""
    found = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"the page has no heading {title!r}"
    rows = re.findall(r"^\| `([a-z_]+)` \| ([^|]*) \| ([^|]*) \| [^|]+ \|$", found[1], re.MULTILINE)
    assert len(rows) == len({name for name, *_ in rows})
    return {name: (holds, must) for name, holds, must in rows}


def carries_all(entry: Entry) -> bool:
    """Whether records of this kind carry what every record does."""
    return {"confidence", "coded_by"} <= set(entry.names)


def rows(entry: Entry) -> dict[str, tuple[str, str]]:
    """What the table of an entry should say: without what every record carries."""
    own = [field for field in entry.fields if not (carries_all(entry) and field.name in COMMON)]
    numbered = [NUMBER_OF_RUNG] if entry is RUNG else []
    return {field.name: (field.says, "yes" if field.required else "") for field in [*own, *numbered]}


@pytest.mark.parametrize("title", ENTRIES)
def test_every_field_is_documented_as_it_is(title: str) -> None:
    assert table(title) == rows(ENTRIES[title])


def test_what_every_record_carries_is_documented() -> None:
    assert table("Every record") == {field.name: (field.says, "") for field in RECORD}


@pytest.mark.parametrize("sheet", [PARTICIPANTS, *SHEETS], ids=lambda sheet: sheet.file)
def test_every_column_is_documented_as_it_is(sheet: Sheet) -> None:
    expected = {column.name: (column.says, "yes" if column.required else "") for column in sheet.columns}
    assert table(sheet.file) == expected


@pytest.mark.parametrize("name", [*TOP, *OF_A_ROUND])
def test_every_file_is_in_the_overview(name: str) -> None:
    overview = PAGE.split("```")[1]
    assert f" {name} " in overview


def test_the_page_has_no_other_tables() -> None:
    headings = re.findall(r"^### (.*)$", PAGE, re.MULTILINE)
    sheets = [sheet.file for sheet in (PARTICIPANTS, *SHEETS)]
    assert sorted(headings) == sorted([*ENTRIES, "Every record", *sheets, RESULTS])


def test_the_limits_are_documented() -> None:
    for limit in (*folder.LARGEST.values(), nodes.MOST_NODES):
        assert f"{limit:,}" in PAGE
    assert f"{nodes.DEEPEST} levels" in PAGE
