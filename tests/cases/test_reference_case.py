"""The reference case: whole, clean, nothing lost on the way, nothing added but what two coders said."""

from __future__ import annotations

import copy
import doctest
import importlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from tools.reference.coding import KINDS_IN_ORDER, Coding, agreement, differences, read_coding, table
from tools.reference.convert import convert
from tools.reference.material import FILES, load
from tools.reference.translate import load_translations

import dissensus
from dissensus import case as cases
from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from tests.cases.material_kept import Files, lost, plain, read_folder
from tests.conftest import ROOT

FOLDER = Path(dissensus.__file__).parent / "cases" / "nato-russia"

COUNTS = {
    "parties": 9,
    "issues": 18,
    "statements": 100,
    "positions": 247,
    "ladders": 8,
    "lines": 37,
    "mechanisms": 28,
    "signals": 41,
    "incidents": 64,
    "incident_counts": 13,
    "polls": 57,
    "sources": 453,
    "rounds": 0,
}
CODED = ("lines", "incidents", "statements")


@pytest.fixture(scope="module")
def case() -> Case:
    return cases.read(FOLDER)


@pytest.fixture(scope="module")
def coding() -> Coding:
    return read_coding()


@pytest.fixture(scope="module")
def material(shared: Path) -> Files:
    return {name: plain(shared / "cases" / "nato-russia" / f"{name}.yaml") for name in FILES}


@pytest.fixture(scope="module")
def converted() -> Files:
    return read_folder(FOLDER)


def test_it_holds_what_was_gathered(case: Case) -> None:
    assert {name: len(getattr(case, name)) for name in COUNTS} == COUNTS
    assert sum(len(ladder) for ladder in case.ladders) == 90
    assert len(case.party("NATO").members) == 32
    assert case.sides == ("NATO", "RUS")
    assert case.as_of == Date("2019-04-15")


def test_it_passes_its_own_check_and_is_small() -> None:
    assert cases.check(FOLDER) == ()
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 1_000_000


def test_written_again_it_gives_the_same_bytes(case: Case, tmp_path: Path) -> None:
    cases.write(case, tmp_path)
    assert _contents(tmp_path) == _contents(FOLDER)


@pytest.mark.shared
def test_converted_again_it_gives_the_same_bytes(shared: Path, coding: Coding, tmp_path: Path) -> None:
    cases.write(convert(load(shared / "cases" / "nato-russia"), coding, load_translations()), tmp_path)
    assert _contents(tmp_path) == _contents(FOLDER)


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.shared
def test_nothing_of_the_material_is_lost(material: Files, converted: Files) -> None:
    assert lost(material, converted) == []


def _record(case: Any, file: str, key: str) -> Any:
    return next(record for record in case[file] if record["id"] == key)


LOSSES: dict[str, Callable[[Any], object]] = {
    "incidents IN-018: other_account": lambda case: _record(case, "incidents", "IN-018").pop("attributes"),
    "incidents IN-023: RUS": lambda case: _record(case, "incidents", "IN-023")["accounts"].pop(),
    "incidents IN-014: domain": lambda case: _record(case, "incidents", "IN-014").pop("attributes"),
    "lines RL-N01: source": lambda case: _record(case, "lines", "RL-N01")["sources"].pop(),
    "lines RL-N15: note": lambda case: _record(case, "lines", "RL-N15").pop("note"),
    "lines RL-R14: threshold": lambda case: _record(case, "lines", "RL-R14").pop("threshold"),
    "mechanisms inf-1987: later": lambda case: case["mechanisms"][0]["history"][-1].pop("layer"),
    "mechanisms vd-2011: parties": lambda case: _record(case, "mechanisms", "vd-2011").pop("attributes"),
    "signals SG-01: readings": lambda case: _record(case, "signals", "SG-01").pop("readings"),
    "polls PL-01: option": lambda case: _record(case, "polls", "PL-01")["results"][0].pop("percent"),
    "incident_counts of eln2014-dw: serious": lambda case: case["incident_counts"][0].pop("counts"),
    "positions ('ENL-01', 'RUS'): evidence_window": lambda case: case["positions"][1].pop("attributes"),
    "positions ('ENL-01', 'NATO'): value": lambda case: case["positions"][0].update(value="0.9"),
    "members FIN: since": lambda case: case["parties"][0]["members"][-2].update(since="2023"),
    "parties NATO: office": lambda case: case["parties"][0]["attributes"]["spokes"].pop(),
    "ladders air: activity": lambda case: case["ladders"][0]["rungs"].pop(),
    "sources seed: grade": lambda case: _record(case, "sources", "seed").update(grade="news"),
    "about redlines: caution": lambda case: case["case"]["attributes"]["about"]["redlines"].pop("caution"),
}


@pytest.mark.shared
@pytest.mark.parametrize("said", LOSSES)
def test_whatever_is_lost_is_noticed(material: Files, converted: Files, said: str) -> None:
    files = copy.deepcopy(converted)
    LOSSES[said](files)
    assert any(message.startswith(said) for message in lost(material, files))


@pytest.mark.shared
def test_what_is_left_out_follows_from_the_rest(material: Files, case: Case) -> None:
    values = {(held.statement, held.party): held.value for held in case.positions}
    for statement in material["positions"]["statements"]:
        a, b = (values.get((statement["id"], side)) for side in case.sides)
        assert statement["bloc_relation"] == _relation(a, b), statement["id"]
        if a is not None and b is not None:
            assert statement["bloc_gap"] == pytest.approx(abs(a - b))
    for ladder, row in zip(case.ladders, material["ladders"]["ladders"], strict=True):
        assert [(rung.id, place) for place, rung in enumerate(ladder.rungs, start=1)] == [
            (rung["id"], rung["rung"]) for rung in row["rungs"]
        ]
    parties = material["parties"]
    states = [*parties["members"], *parties["later_members"], *parties["states"], *parties["third_parties"]]
    assert all(state["iso3"] == state["id"] for state in states)


def _relation(a: float | None, b: float | None) -> str:
    """How the two sides' values on a statement relate, as docs/reference-case.md words it."""
    if a is None or b is None:
        return "not_applicable"
    if min(abs(a), abs(b)) < 0.4:
        return "mixed_or_unclear"
    return "convergent" if a * b > 0 else "opposed"


@pytest.mark.shared
def test_the_files_that_cite_a_source_are_those_whose_records_do(material: Files, case: Case) -> None:
    homes = {
        "parties": case.parties,
        "positions": case.positions,
        "redlines": case.lines,
        "mechanisms": case.mechanisms,
        "signals": case.signals,
        "incidents": (*case.incidents, *case.incident_counts),
        "polls": case.polls,
    }
    used = {name: set(_cited(records)) for name, records in homes.items()} | {"issues": {"seed"}}
    for source in material["sources"]["sources"]:
        assert source["used_in"] == [f"{name}.yaml" for name in sorted(used) if source["id"] in used[name]]
    assert case.attributes["about"]["issues"]["frame"] == ("seed",)  # type: ignore[index,call-overload]


def _cited(value: Any) -> Iterator[str]:
    if attrs.has(type(value)):
        yield from getattr(value, "sources", ())
        for field in attrs.fields(type(value)):
            yield from _cited(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from _cited(inner)


def test_every_claim_has_a_source_and_every_source_a_grade(case: Case) -> None:
    for name in ("positions", "lines", "mechanisms", "signals", "incidents", "incident_counts", "polls"):
        assert all(record.sources for record in getattr(case, name)), name
    assert all(source.grade for source in case.sources)
    recalled = {source.id for source in case.sources if source.retrieval == "recalled"}
    assert recalled == {source.id for source in case.sources if source.grade == "recalled"}
    assert len(recalled) == 21
    rests_on_memory = {
        (held.statement, held.party) for held in case.positions if set(held.sources) <= recalled
    }
    assert rests_on_memory == {("NUC-01", "NATO")}


def test_what_the_material_lacks_is_null(case: Case) -> None:
    assert {(signal.meant.hostility, signal.meant.meaning) for signal in case.signals} == {(None, None)}
    readings = [reading for signal in case.signals for reading in signal.readings]
    assert {(reading.hostility, reading.meaning) for reading in readings} == {(None, None)}
    rungs = [rung for ladder in case.ladders for rung in ladder.rungs]
    assert {(rung.legal_class, rung.mid_codes) for rung in rungs} == {(None, None)}
    assert {mechanism.rungs for mechanism in case.mechanisms} == {None}
    assert {mechanism.contacts for mechanism in case.mechanisms} == {()}
    assert {issue.vocabulary for issue in case.issues} == {()}
    assert {(held.authentic, held.translation) for held in case.statements} == {((), "unreviewed")}
    assert {held.text.values[0][0] for held in case.statements} == {"en"}
    unread = {signal.id for signal in case.signals if not signal.readings}
    assert unread == {"SG-04", "SG-11", "SG-21"}
    assert {signal.match for signal in case.signals if signal.id in unread} == {"none found"}


def test_only_what_two_coders_coded_is_the_projects(case: Case, coding: Coding) -> None:
    names = [name for name in COUNTS if name not in ("sources", "rounds")]
    coded_by = {name: {record.coded_by for record in getattr(case, name)} for name in names}
    assert coded_by == {name: {"project" if name in CODED else "source"} for name in names}
    assert {line.id: line.rung for line in case.lines} == _rungs(coding, "line")
    assert {held.id: held.rung for held in case.incidents} == _rungs(coding, "incident")
    assert all(held.kind == coding.kind(held.id) for held in case.statements)
    sizes = {ladder.domain: len(ladder) for ladder in case.ladders}
    placed = [(line.domain, line.rung) for line in case.lines]
    placed += [(held.domain, held.rung) for held in case.incidents if held.domain is not None]
    assert all(rung is None or 1 <= rung <= sizes[domain] for domain, rung in placed)
    assert {held.rung for held in case.incidents if held.domain is None} == {None}


def _rungs(coding: Coding, record: str) -> dict[str, int | None]:
    return {record_id: coding.rung(record, record_id) for kind, record_id in coding.a if kind == record}


@pytest.mark.parametrize(
    ("a", "b", "decided"),
    [(4, 4, 4), (4, 5, 4), (5, 4, 4), (4, 6, None), (4, None, None), (None, 4, None), (None, None, None)],
)
def test_where_rungs_differ_the_rule_decides(a: int | None, b: int | None, decided: int | None) -> None:
    assert Coding({("line", "L"): a}, {("line", "L"): b}).rung("line", "L") == decided


def test_both_coders_code_every_record() -> None:
    with pytest.raises(ValueError, match="only one coder has"):
        Coding({("line", "L"): 1}, {})


def test_the_agreement_is_printed_where_it_is_said_to_be(coding: Coding) -> None:
    page = (ROOT / "docs" / "coding.md").read_text(encoding="utf-8")
    assert table(coding) in page
    assert differences(coding) in page
    section = page.partition("## The kind of a statement")[2]
    kinds = re.findall(r"^\| (\w+) \| [^|]+\|$", section, re.MULTILINE)
    assert tuple(kinds[1 : 1 + len(KINDS_IN_ORDER)]) == KINDS_IN_ORDER


def test_the_agreement_of_kinds_is_the_textbooks(coding: Coding) -> None:
    """Two coders and no gaps: alpha is 1 less the disagreement seen over the one that chance would give."""
    pairs = [coding.of("statement", record_id) for kind, record_id in coding.a if kind == "statement"]
    values = Counter(code for pair in pairs for code in pair)
    n = sum(values.values())
    observed = sum(a != b for a, b in pairs) / len(pairs)
    expected = 1 - sum(count * (count - 1) for count in values.values()) / (n * (n - 1))
    assert agreement(coding, "statement").alpha == pytest.approx(1 - observed / expected)


def test_a_null_is_an_answer_for_the_share_and_missing_for_the_alpha() -> None:
    a = {("line", str(place)): code for place, code in enumerate((1, 2, 3, None, None, 7))}
    b = {("line", str(place)): code for place, code in enumerate((1, 3, 3, None, 4, None))}
    placed = {key: code for key, code in a.items() if code is not None and b[key] is not None}
    found = agreement(Coding(a, b), "line")
    assert (found.n, found.both, found.nulls) == (6, 3, (2, 2))
    assert found.share == pytest.approx(3 / 6)
    both = Coding(placed, {key: b[key] for key in placed})
    assert found.alpha == pytest.approx(agreement(both, "line").alpha)


def test_the_later_layer_can_be_switched_off(case: Case) -> None:
    baseline = case.baseline()
    kept = {name: len(getattr(baseline, name)) for name in COUNTS}
    later = {"positions": 5, "lines": 6, "signals": 2, "incidents": 3, "polls": 3}
    assert kept == {name: number - later.get(name, 0) for name, number in COUNTS.items()}
    assert len(baseline.party("NATO").members) == 29
    assert {change.layer for held in baseline.mechanisms for change in held.history} == {"baseline"}
    assert sum(change.layer == "later" for held in case.mechanisms for change in held.history) == 22


def test_the_page_counts_as_the_case_does(case: Case) -> None:
    page = (ROOT / "docs" / "reference-case.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|$", page, re.MULTILINE)
    assert {grade: int(number) for grade, number in rows} == Counter(source.grade for source in case.sources)
    alone = [
        sum(len(held.sources) == 1 for held in getattr(case, name))
        for name in ("positions", "incidents", "polls")
    ]
    assert "{} of 247 stances, {} of 64 incidents and {} of 57 surveys".format(*alone) in page


@pytest.mark.parametrize(
    "name", ["coding", "convert", "material", "parties", "record", "translate", "wording"]
)
def test_the_examples_in_the_tool_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"tools.reference.{name}")).failed == 0
