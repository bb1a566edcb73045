"""The page as text: valid, closed to the outside, inert whatever the case says, the same each time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus import reports
from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.parties import Party
from dissensus.domain.sources import Source
from dissensus.domain.texts import Text
from dissensus.i18n import words
from dissensus.reports.compose import compose
from dissensus.reports.html import page, render
from tests import sample_results
from tests.reports.markup import Page, faults
from tests.reports.samples import SAMPLES, A, recorded

Written = Callable[[str], str]
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{7*7}}{% raw %}${7*7}",
    "\"><b onclick='x()'>",
    "' onfocus=alert(1) autofocus x='",
    "<!--",
    "right \u202eto left\u202c \u2066isolated",
    "&lt;b&gt; &amp; é \u0000\u0007",
)


@pytest.fixture(scope="module")
def drawn() -> str:
    """A page with its charts."""
    case, results = SAMPLES["two rounds"]()
    return render(case, results, words=words("en"))


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_page_is_valid(kind: str, written: Written) -> None:
    assert faults(written(kind)) == []


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_the_page_is_valid_whatever_comes(seed: int) -> None:
    case, results = recorded(sample_results.mixed(seed))
    text = page(compose(case, results, words=words("en"), figures=()), {}, words=words("en"))
    assert faults(text) == []
    assert not re.search(r"\bnan\b|\bNone\b|\binf\b|[{}]", Page(text).words)


def test_the_page_with_charts_is_valid(drawn: str) -> None:
    assert faults(drawn) == []


def test_only_the_named_style_and_scripts_may_run(drawn: str) -> None:
    """The policy in the page is the one that its own blocks fulfil, and it allows nothing else."""
    (policy,) = (m["content"] or "" for m in Page(drawn).all("meta") if "http-equiv" in m)
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["img-src"] == "data:"
    blocks = {"style-src": r"<style>(.*?)</style>", "script-src": r"<script>(.*?)</script>"}
    for name, pattern in blocks.items():
        found = [hashlib.sha256(text.encode()).digest() for text in re.findall(pattern, drawn, re.DOTALL)]
        assert found
        assert rules[name].split() == [f"'sha256-{base64.b64encode(each).decode()}'" for each in found]


def test_the_policy_stands_before_what_it_governs(drawn: str) -> None:
    assert drawn.index("Content-Security-Policy") < drawn.index("<style>") < drawn.index("<script>")


def test_nothing_is_fetched(drawn: str) -> None:
    found = Page(drawn)
    for tag, name in (("script", "src"), ("link", "href"), ("iframe", "src"), ("form", "action")):
        assert not [each for each in found.all(tag) if name in each]
    assert all(str(each["src"]).startswith("data:image/svg+xml;base64,") for each in found.all("img"))


def test_every_way_out_tells_nobody_where_from(drawn: str) -> None:
    out = [attributes for target, attributes in Page(drawn).links if target.startswith("http")]
    assert out
    assert all("noreferrer" in (each["rel"] or "") for each in out)
    assert all(not target.startswith("http") or "target" not in each for target, each in Page(drawn).links)


def test_the_page_is_small_enough_to_send(drawn: str) -> None:
    assert len(drawn.encode()) < 5_000_000


def test_every_figure_has_a_picture_a_specification_and_a_table(drawn: str) -> None:
    found = Page(drawn)
    figures = len(found.all("figure"))
    assert figures > 0
    assert len(found.all("img")) == figures
    blocks = re.findall(r'<script type="application/json" data-specs="[^"]*">(.*?)</script>', drawn)
    assert len(blocks) == figures
    for block in blocks:
        variants = json.loads(gzip.decompress(base64.b64decode(json.loads(block))))
        assert set(variants) == {"light-wide", "light-narrow", "dark-wide", "dark-narrow"}


def test_the_same_input_gives_the_same_bytes(drawn: str) -> None:
    case, results = SAMPLES["two rounds"]()
    assert drawn
    again = render(case, results, words=words("en"))
    assert hashlib.sha256(again.encode()).digest() == hashlib.sha256(drawn.encode()).digest()


def test_the_language_is_said(written: Written) -> None:
    assert '<html lang="en">' in written("one round")


def test_tables_are_named_and_cells_say_their_column(written: Written) -> None:
    found = Page(written("two rounds"))
    assert len(found.all("caption")) == len(found.all("table"))
    assert all(each.get("scope") for each in found.all("th"))
    cells = [each for each in found.all("td") if "seen" not in str(each.get("class"))]
    assert all(each.get("data-label") or each.get("class") == "state" for each in cells)


def hostile(text: str) -> Case:
    """A case that says this wherever it may say anything."""
    case = recorded(sample_results.figures(rounds=1, statements=4)).case
    said = Text.of({"en": text})
    return attrs.evolve(
        case,
        title=said,
        statements=tuple(attrs.evolve(each, text=said) for each in case.statements),
        issues=tuple(attrs.evolve(each, title=said) for each in case.issues),
        ladders=tuple(
            attrs.evolve(
                each, title=said, rungs=tuple(attrs.evolve(rung, activity=said) for rung in each.rungs)
            )
            for each in case.ladders
        ),
        parties=(Party(id=A, name=Text.of({"en": text[:18]})), *case.parties[1:]),
        signals=tuple(attrs.evolve(each, act=said, note=text) for each in case.signals),
        incidents=tuple(attrs.evolve(each, description=said, severity=text) for each in case.incidents),
        lines=tuple(attrs.evolve(each, threshold=said, kind=text) for each in case.lines),
        polls=tuple(attrs.evolve(each, question=said, pollster=text) for each in case.polls),
        sources=(
            *case.sources[:1],
            Source(id=text, title=text, publisher=text, date=text, grade=text, url="javascript:alert(1)"),
            Source(id="data", title=text, url="data:text/html,<script>alert(1)</script>"),
            Source(id="broken", title=text, url="https://[broken/"),
            Source(id="quote", title=text, url='https://example.org/"onmouseover="alert(1)'),
        ),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_case_says_comes_out_inert(text: str) -> None:
    results = sample_results.figures(rounds=1, statements=4).results
    mild = recorded(sample_results.figures(rounds=1, statements=4)).case
    shapes = []
    for case in (hostile(text), hostile("Mild words, and no more.")):
        found = Page(page(compose(case, results, words=words("en"), figures=()), {}, words=words("en")))
        assert found.problems == []
        assert not [target for target, _ in found.links if not target.startswith(("#", "http"))]
        shapes.append([tag for tag, _ in found.elements])
    assert shapes[0] == shapes[1], "the words changed the elements of the page"
    assert mild.title != hostile(text).title


def test_what_turns_the_direction_of_text_is_left_out() -> None:
    results = sample_results.figures(rounds=1, statements=4).results
    text = page(compose(hostile(HOSTILE[6]), results, words=words("en"), figures=()), {}, words=words("en"))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u0000-\u0008]", text)
    assert "right to left isolated" in text


def test_braces_in_a_statement_are_read_as_braces() -> None:
    results = sample_results.figures(rounds=1, statements=4).results
    found = Page(
        page(compose(hostile(HOSTILE[2]), results, words=words("en"), figures=()), {}, words=words("en"))
    )
    assert "{{7*7}}{% raw %}${7*7}" in found.words
    assert "49" not in found.words.replace("{{7*7}}", "")


def test_hostile_words_in_charts_stay_words() -> None:
    results = sample_results.figures(rounds=1, statements=4).results
    text = render(hostile(HOSTILE[0]), results, words=words("en"))
    assert faults(text) == []
    assert len(re.findall(r"<script>", text)) == 2


def test_progress_is_told() -> None:
    told: list[str] = []
    case, results = SAMPLES["nothing"]()
    render(case, results, words=words("en"), progress=told.append)
    assert told == ["Drawing the figures", "Making pictures for print", "Writing the page"]


def test_a_report_is_written_under_its_name(tmp_path: Path) -> None:
    case, results = SAMPLES["nothing"]()
    path = tmp_path / "report.html"
    reports.write(case, results, path, words=words("en"))
    assert path.read_text(encoding="utf-8") == render(case, results, words=words("en"))


@pytest.mark.parametrize("name", ["report.txt", "report", "report.doc"])
def test_another_dress_is_refused_with_those_that_are_known(name: str, tmp_path: Path) -> None:
    case, results = SAMPLES["nothing"]()
    with pytest.raises(DissensusError, match=r"cannot be written as .*ends in \.html"):
        reports.write(case, results, tmp_path / name, words=words("en"))
    assert list(tmp_path.iterdir()) == []
