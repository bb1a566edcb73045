"""Everything that a report says can be translated: extraction finds it, and it reads another language."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from babel.messages.extract import extract_from_dir

from dissensus.engine import cells, changes, shown_differences, shown_lines
from dissensus.i18n import Words, words
from dissensus.measures.clarification import MUTUAL_GAIN
from dissensus.measures.guard.admission import Row, refusal
from dissensus.measures.guard.constants import Constants
from dissensus.reports import wording
from dissensus.reports.compose import compose
from dissensus.reports.html import page
from dissensus.reports.outline import Glossary, blocks_of
from tests.conftest import ROOT
from tests.reports.markup import Page
from tests.reports.samples import SAMPLES

METHODS = [("**.py", "python"), ("**/templates/**.j2", "jinja2")]
LETTERS = re.compile("[A-Za-z]{3,}")
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None, "words": None, "say": None, "marked": None, "plural": (1, 2),
}  # fmt: skip


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """Every message by the file it stands in."""
    messages: dict[str, set[str]] = {}
    folder = ROOT / "src" / "dissensus"
    for name, _, message, _, _ in extract_from_dir(str(folder), METHODS, {}, keywords=KEYWORDS):
        said = message if isinstance(message, tuple) else (message,)
        messages.setdefault(Path(name).name, set()).update(each for each in said if isinstance(each, str))
    return messages


def test_templates_are_read(found: dict[str, set[str]]) -> None:
    assert {"What was found", "Contents", "Skip to the report", "real"} <= found["page.html.j2"]
    assert "The same numbers as a table" in found["blocks.html.j2"]
    assert "Show one issue only" in found["faces.html.j2"]


def test_sentences_and_plurals_are_read(found: dict[str, set[str]]) -> None:
    assert {"{part} of {n} statement", "{part} of {n} statements"} <= found["figures.py"]
    assert "Hidden differences" in found["wording.py"]


def test_the_configuration_names_the_same_files_and_words() -> None:
    configured = (ROOT / "babel.cfg").read_text(encoding="utf-8")
    assert all(f"[{method}: {pattern}]" in configured for pattern, method in METHODS)
    assert all(f"-k {name}" in configured for name in KEYWORDS if name != "_")


def test_every_word_of_a_table_is_marked(found: dict[str, set[str]]) -> None:
    tables = (wording.LABELS, wording.REASONS, wording.KINDS, wording.GRADES, wording.RECORD, wording.ARMS)
    for table in tables:
        assert set(table.values()) <= found["wording.py"]
    for state in wording.STATES.values():
        assert set(state) <= found["wording.py"]


class Shouted(gettext.NullTranslations):
    """A language in which every message is known, and marked."""

    def gettext(self, message: str) -> str:
        return f"¶{message}"

    def ngettext(self, one: str, many: str, n: int) -> str:
        return f"¶{one if n == 1 else many}"


def strings(value: Any) -> Iterator[str]:
    """Every string inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (each for inner in value.values() for each in strings(inner))
    elif isinstance(value, list | tuple):
        yield from (each for inner in value for each in strings(inner))


@pytest.mark.parametrize("kind", ["two rounds", "labels", "bands", "real"])
def test_nothing_is_said_past_the_catalogue(kind: str) -> None:
    """In a language that marks every message, only what the case itself says stands without a mark."""
    case, results = SAMPLES[kind]()
    foreign = Words("en", Shouted())
    report = compose(case, results, words=foreign, figures=())
    glossaries = [block for block in blocks_of(report) if isinstance(block, Glossary)]
    authors = [each.literature for block in glossaries for each in block.definitions]
    own = set(LETTERS.findall(" ".join((*strings(attrs.asdict(case)), *authors))))
    for told in Page(page(report, {}, words=foreign)).text:
        if "¶" not in told:
            assert set(LETTERS.findall(told)) <= own | {"Dissensus"}, told


def reasons() -> set[str]:
    """The reasons that the engine's rooms name as constants."""
    rooms = (cells, changes, shown_differences, shown_lines)
    named = [value for room in rooms for name, value in vars(room).items() if name.isupper()]
    return {each for each in named if isinstance(each, str)} - {
        shown_differences.FROM_SHOWN,
        shown_lines.FROM_RUNG_SHARES,
        MUTUAL_GAIN,
    }


def test_every_reason_of_the_engine_has_its_words() -> None:
    assert len(reasons()) >= 11
    assert reasons() <= set(wording.REASONS)
    for row in (Row.LABELS, Row.BANDS, Row.FIGURES):
        assert wording.why(Words("en", Shouted()), refusal(row, Constants())).startswith("¶")


def test_numbers_in_reasons_are_written_in_the_language() -> None:
    foreign = Words("en", Shouted())
    assert wording.why(foreign, cells.too_few(3, 1200)) == "¶fewer than 1,200 answers"
    assert (
        wording.why(foreign, "labels are shown from 6 people a side")
        == "¶labels are shown from 6 people a side"
    )


def test_without_a_control_the_word_effect_is_not_used() -> None:
    assert "effect" not in wording.why(words("en"), changes.NO_ARMS)
