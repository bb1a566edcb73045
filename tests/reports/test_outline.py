"""The outline holds together: its links resolve, its captions say synthetic, and it keeps what is guarded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.domain.texts import Text
from dissensus.i18n import words
from dissensus.reports.compose import compose
from dissensus.reports.outline import Faces, Finding, Findings, Report, Section, Table, blocks_of
from tests import sample_results
from tests.reports.samples import SAMPLES, recorded

Told = Callable[[str], Report]


def tables(report: Report) -> Iterator[Table]:
    yield from (block for block in blocks_of(report) if isinstance(block, Table))


def of_record(table: Table) -> bool:
    """Whether a table is of the public record and not of answers."""
    return table.id.startswith(("table_record", "table-positions", "table_sources"))


def ids(report: Report) -> list[str]:
    """Every id that a link may point at."""

    def of(section: Section) -> Iterator[str]:
        yield section.id
        for inner in section.sections:
            yield from of(inner)

    found = [each for section in report.sections for each in of(section)]
    for block in blocks_of(report):
        match block:
            case Table():
                found += [block.id, *(row.id for row in block.rows if row.id)]
            case Faces():
                found += [block.id, *(group.id for group in block.groups)]
                found += [row.id for group in block.groups for row in group.rows]
            case Findings():
                found += [each.id for each in block.found]
    return found


def targets(report: Report) -> Iterator[str]:
    """Everything that the outline's links point at."""
    yield from (card.target for card in report.cards)
    yield from (link.target for link in report.provenance.links)
    yield from (link.target for found in report.findings for link in found.claims)
    for block in blocks_of(report):
        match block:
            case Table():
                yield from (link.target for row in block.rows for cell in row.cells for link in cell.links)
            case Faces():
                rows = [row for group in block.groups for row in group.rows]
                yield from (link.target for row in rows for link in row.links)
            case Findings():
                yield from (link.target for each in block.found for link in each.claims)


def holds_together(report: Report) -> None:
    known = ids(report)
    assert len(known) == len(set(known)), sorted(each for each in known if known.count(each) > 1)
    for target in targets(report):
        assert target.startswith(("https://", "http://")) or target[1:] in known, target
    for table in tables(report):
        assert {len(row.cells) for row in table.rows} <= {len(table.columns)}, table.id


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_link_resolves(kind: str, told: Told) -> None:
    holds_together(told(kind))


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_every_link_resolves_whatever_comes(seed: int) -> None:
    case, results = recorded(sample_results.mixed(seed))
    holds_together(compose(case, results, words=words("en"), figures=()))


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_finding_is_told_with_what_carries_it(kind: str, told: Told) -> None:
    report = told(kind)
    assert 0 < len(report.findings) <= 6 or kind == "nothing"
    for found in report.findings:
        assert found.claims


@pytest.mark.parametrize("kind", ["two rounds", "labels", "bands", "three sides"])
def test_captions_of_synthetic_answers_say_so(kind: str, told: Told) -> None:
    report = told(kind)
    of_answers = [table for table in tables(report) if not of_record(table) and table.id != "table_making"]
    assert of_answers
    for table in of_answers:
        assert "synthetic" in table.caption, table.caption
    for block in blocks_of(report):
        if isinstance(block, Faces):
            assert "synthetic" in block.caption


def test_captions_of_the_record_do_not(told: Told) -> None:
    real = [table for table in tables(told("two rounds")) if of_record(table)]
    assert len(real) >= 8
    assert not any("synthetic" in table.caption for table in real)


def test_what_people_answered_is_never_called_synthetic(told: Told) -> None:
    report = told("real")
    assert not report.provenance.synthetic
    assert not any(found.synthetic for found in report.findings)
    assert not any("synthetic" in table.caption for table in tables(report))


def test_the_first_screen_says_what_is_real(told: Told) -> None:
    provenance = told("two rounds").provenance
    assert provenance.synthetic
    assert "3 positions, 2 red lines and 2 signals, from 3 sources" in provenance.record
    assert "NATO 60; Russia 60; seed 1, 1" in provenance.answers
    assert "say nothing about NATO or Russia" in provenance.answers


def test_there_is_one_real_finding_on_the_first_screen(told: Told) -> None:
    assert [found.synthetic for found in told("two rounds").findings].count(False) == 1


def test_every_position_stands_in_the_record_with_its_sources(told: Told) -> None:
    (table,) = (t for t in tables(told("two rounds")) if t.id == "table-positions_forces")
    rows = [row for row in table.rows if row.id == "statement_s000" or not row.cells[0].text]
    assert [row.cells[2].text for row in rows] == ["agree", "disagree", "unclear"]
    assert [row.cells[3].text for row in rows] == ["+1.00", "-0.75", ""]
    assert rows[0].cells[5].links[0].target == "#source_news-1"
    assert rows[0].cells[5].links[1].target == "#source_official.2f.2"
    assert rows[0].cells[2].small == "direct, as of 2019"
    assert rows[0].cells[3].small == "confidence 0.90"
    assert rows[1].cells[4].text == "An aside."
    assert rows[2].cells[2].small == "later layer"


def test_a_statement_without_position_says_so(told: Told) -> None:
    (table,) = (t for t in tables(told("two rounds")) if t.id == "table-positions_treaties")
    assert {row.cells[1].text for row in table.rows} == {"no position coded"}


def test_sources_link_out_only_to_the_web(told: Told) -> None:
    (table,) = (t for t in tables(told("two rounds")) if t.id == "table_sources")
    assert [tuple(link.target for link in row.cells[3].links) for row in table.rows] == [
        ("https://news.example.org/drill?a=1&b=2",),
        ("http://official.example.org/",),
        (),
    ]


@pytest.mark.parametrize("kind", ["labels", "bands"])
def test_turnout_of_a_guarded_side_is_not_told(kind: str, told: Told) -> None:
    report = told(kind)
    assert "answered" not in report.subtitle
    (making,) = (table for table in tables(report) if table.id == "table_making")
    assert not any("answered" in cell.text for row in making.rows for cell in row.cells)


def test_without_record_there_is_no_record_chapter(told: Told) -> None:
    assert "sources" not in [section.id for section in told("six people").sections]
    assert told("six people").provenance.record == "The case holds no coded public record."


def test_second_order_needs_second_order(told: Told) -> None:
    def parts(kind: str) -> list[str]:
        return [inner.id for section in told(kind).sections for inner in section.sections]

    assert "second-order" in parts("two rounds")
    assert "second-order" not in parts("labels")


def test_a_second_seed_stands_beside_the_first() -> None:
    case, results = sample_results.figures(rounds=2, seed=1)
    other = sample_results.figures(rounds=2, seed=2).results
    report = compose(case, results, words=words("en"), beside=other, figures=())
    holds_together(report)
    (section,) = (section for section in report.sections if section.id == "second-seed")
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    first, second = ([row.cells[place].text for row in table.rows] for place in (1, 2))
    assert first != second
    assert [column.title for column in table.columns[1:]] == ["First: seed 1", "Second: seed 2"]
    swapped = compose(case, other, words=words("en"), beside=results, figures=())
    (again,) = (t for t in tables(swapped) if t.id == "table_second-seed")
    assert [row.cells[2].text for row in again.rows] == first


def test_the_first_round_stands_beside_the_last(told: Told) -> None:
    cards = told("two rounds").cards
    assert "NATO in round r1: " in cards[0].note
    assert "(round r1: " in cards[1].note
    assert "round r1" not in told("one round").cards[0].note


def test_texts_in_another_language_say_which() -> None:
    case, results = sample_results.figures(rounds=1, statements=2)
    french = attrs.evolve(case.statements[0], text=Text.of({"fr": "Un énoncé"}))
    report = compose(
        attrs.evolve(case, statements=(french, *case.statements[1:])), results, words=words("en"), figures=()
    )
    (faces,) = (block for block in blocks_of(report) if isinstance(block, Faces))
    languages = {row.statement: row.language for group in faces.groups for row in group.rows}
    assert languages == {"s000": "fr", "s001": ""}


def test_the_same_input_gives_the_same_outline() -> None:
    def once() -> Report:
        case, results = SAMPLES["two rounds"]()
        return compose(case, results, words=words("en"), figures=())

    assert once() == once()


def test_the_making_says_how_to_do_it_again(told: Told) -> None:
    (making,) = (table for table in tables(told("two rounds")) if table.id == "table_making")
    facts = {row.cells[0].text: row.cells[1].text for row in making.rows}
    case, results = SAMPLES["two rounds"]()
    assert facts["Hash of the case (SHA-256)"] == results.case_sha256
    assert facts["Draws and seed of the computation"] == "1,000, 20190415"
    assert facts["Rounds"] == "r1 (synthetic, seed 1), r2 (synthetic, seed 1)"
    assert facts["Licence of the case"] == case.licence


def test_of_guarded_figures_turnout_is_not_told_and_no_error_denied() -> None:
    """From 30 a side there are figures; who stayed silent stays hidden all the same."""
    case, results = sample_results.figures(rounds=1)
    guarded = attrs.evolve(results, plan=attrs.evolve(results.plan, guarded=True))
    report = compose(case, guarded, words=words("en"), figures=())
    assert report.subtitle.startswith("NATO: 60 asked · Russia: 60 asked")
    assert not any("sampling error" in found.sentence for found in report.findings)
    (making,) = (table for table in tables(report) if table.id == "table_making")
    assert not any("answered" in cell.text for row in making.rows for cell in row.cells)
    open_report = compose(case, results, words=words("en"), figures=())
    assert open_report.subtitle.startswith("NATO: 60 of 60 answered")


def test_a_finding_says_what_it_rests_on() -> None:
    found = Finding(id="f", topic="t", sentence="s", claims=(), synthetic=True)
    assert found.origin == "synthetic"
    assert attrs.evolve(found, synthetic=False).origin == "answers"
    assert attrs.evolve(found, synthetic=False, on_record=True).origin == "record"
