"""Every citation has an entry in the bibliography, and every entry a citation."""

from __future__ import annotations

import re
from pathlib import Path

import pybtex.database
import pytest

from tests.house.documents import DOCS, pages, read, sources

IN_DOCSTRINGS = re.compile(r"\[([A-Z][A-Za-z]+(?:\d{4}[a-z]?)?)\]_")
IN_RECORDS = re.compile(r"""\bsource=(?:None if [\w ]+ else )?["'](\w+)["']""")
IN_PAGES = re.compile(r"\{cite:\w+\}`([^`]+)`")
NEEDED = {
    "article": {"author", "title", "journal", "year"},
    "book": {"author", "title", "publisher", "year"},
    "misc": {"author", "title"},
    "incollection": {"author", "title", "booktitle", "publisher", "year"},
    "techreport": {"author", "title", "institution", "year"},
}


def entries() -> pybtex.database.BibliographyData:
    return pybtex.database.parse_file(str(DOCS / "references.bib"), bib_format="bibtex")


def cited() -> dict[str, list[Path]]:
    """Where each key is cited."""
    found: dict[str, list[Path]] = {}
    for path in sources():
        for pattern in (IN_DOCSTRINGS, IN_RECORDS):
            for match in pattern.finditer(read(path)):
                found.setdefault(match[1], []).append(path)
    for path in pages():
        for match in IN_PAGES.finditer(read(path)):
            for key in match[1].split(","):
                found.setdefault(key.strip(), []).append(path)
    return found


def test_every_citation_has_an_entry() -> None:
    known = set(entries().entries)
    assert {key: [path.name for path in places] for key, places in cited().items() if key not in known} == {}


def test_every_entry_is_cited() -> None:
    assert set(entries().entries) - set(cited()) == set()


@pytest.mark.parametrize("key", sorted(entries().entries))
def test_an_entry_says_what_its_kind_needs(key: str) -> None:
    entry = entries().entries[key]
    given = {*entry.fields, *entry.persons}
    assert NEEDED[entry.type] - given == set()
    year = re.search(r"\d{4}", key)
    assert year is None or entry.fields["year"] == year[0], "the key names another year"


def test_entries_are_sorted_so_that_each_is_found() -> None:
    keys = [*entries().entries]
    assert keys == sorted(keys)
