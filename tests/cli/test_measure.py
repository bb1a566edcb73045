"""`dissensus measure`: JSON that is one object, tables that carry the same numbers, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dissensus import case as cases
from dissensus.engine.analyse import analyse
from dissensus.engine.points import MEASURES, points
from dissensus.engine.results import Plan
from tests.cli.conftest import DELEGATES, Call

FIELDS = {
    "statement",
    "issue",
    "sides",
    "n",
    "n_predictions",
    "alpha",
    "actual_difference",
    "perceived_difference",
    "accuracy",
    "congruency",
    "bias",
    "surprise_bits",
    "state",
    "probability",
    "importance",
}
OF_LINES = {
    "domain",
    "owner",
    "holder",
    "blind",
    "over_caution",
    "ambiguity",
    "mean_actual",
    "mean_believed",
    "n_owner",
    "n_holder",
}


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def measured(call: Call, *arguments: object) -> dict[str, Any]:
    result = call("measure", *arguments, "--json", "--draws", 50)
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout, parse_constant=refuse)
    assert isinstance(found, dict)
    return found


def test_json_is_one_object_with_sorted_keys_and_nothing_else(call: Call, folder: Path) -> None:
    result = call("measure", folder, "--json", "--draws", 50)
    assert result.stdout.count("\n") == 1
    plain = json.loads(result.stdout)
    assert json.dumps(plain, sort_keys=True, ensure_ascii=False) + "\n" == result.stdout


def test_json_holds_what_the_engine_measured(call: Call, folder: Path) -> None:
    found = measured(call, folder)
    results = analyse(cases.read(folder), Plan(round="r2", target="roll", draws=50))
    assert found == json.loads(json.dumps(points(results)))
    assert set(MEASURES) <= set(found)
    assert all(set(each) >= FIELDS for each in found["coorientation"])
    assert all(set(each) >= OF_LINES for each in found["ladders"])
    assert all(set(each) >= {*OF_LINES, "other"} for each in found["second_order"])
    assert len(found["coorientation"]) == 16
    assert found["synthetic"] is True


def test_without_a_round_named_it_is_the_last(call: Call, folder: Path) -> None:
    assert measured(call, folder)["round"] == "r2"
    assert measured(call, folder, "--round", "r1")["round"] == "r1"


@pytest.mark.parametrize("name", MEASURES)
def test_one_measure_alone(call: Call, folder: Path, name: str) -> None:
    assert set(MEASURES) & set(measured(call, folder, "--measure", name)) == {name}


def test_whom_the_numbers_are_about_is_always_said(call: Call, folder: Path) -> None:
    assert measured(call, folder)["target"] == "roll"
    assert measured(call, folder, "--target", "population")["target"] == "population"


def test_small_cells_are_withheld_with_their_reason(call: Call, folder: Path) -> None:
    hidden = measured(call, folder, "--min-cell", DELEGATES + 1)["coorientation"]
    assert {value for each in hidden for value in each["alpha"].values()} == {None}
    assert {each["reasons"]["alpha"]["NATO"] for each in hidden} == {f"fewer than {DELEGATES + 1} answers"}
    shown = measured(call, folder, "--min-cell", 1)["coorientation"]
    assert None not in {value for each in shown for value in each["alpha"].values()}


def test_guarded_it_shows_no_figure_of_a_dozen_people(call: Call, folder: Path) -> None:
    found = measured(call, folder, "--guarded")["coorientation"]
    shares = {value for each in found for value in each["alpha"].values()}
    assert shares <= {"[0,20)", "[20,40)", "[40,60]", "(60,80]", "(80,100]"}
    assert {value for each in found for value in each["surprise_bits"].values()} == {None}
    tables = call("measure", folder, "--guarded", "--draws", 50, "--measure", "coorientation")
    assert "over 80% agree" in tables.stdout


def test_chance_comes_from_the_seed_alone(call: Call, folder: Path) -> None:
    chosen = (folder, "--target", "population", "--measure", "coorientation")
    first, again = measured(call, *chosen, "--seed", 1), measured(call, *chosen, "--seed", 1)
    other = measured(call, *chosen, "--seed", 2)
    assert first == again
    assert first["coorientation"][0]["alpha"] == other["coorientation"][0]["alpha"]
    assert first["coorientation"][0]["intervals"] != other["coorientation"][0]["intervals"]


OF_A_DIALOGUE = ("coorientation", "surprise", "ladders", "second_order", "clarification", "effect")
"""The measures whose tables are printed where none is named."""


def test_tables_carry_the_same_numbers_and_the_word_synthetic(call: Call, folder: Path) -> None:
    result = call("measure", folder, "--draws", 50)
    assert (result.exit_code, result.stderr) == (0, "")
    found = measured(call, folder)
    rows = {line.split()[0]: line for line in result.stdout.splitlines() if line.strip()}
    for each in found["coorientation"]:
        row = rows[each["statement"]]
        assert f"{int(100 * each['actual_difference'] + 0.5 + 1e-9)}%" in row
        assert f"{each['surprise_bits']['NATO']:.2f}" in row
    titles = [line for line in result.stdout.splitlines() if line.endswith("(synthetic)")]
    assert len(titles) == len(OF_A_DIALOGUE)
    for measure in set(MEASURES) - set(OF_A_DIALOGUE):
        assert call("measure", folder, "--draws", 20, "--measure", measure).exit_code == 0
    assert "Synthetic answers: made by a program" in result.stdout


def test_a_case_without_a_round_says_how_to_get_one(call: Call, roundless: Path) -> None:
    result = call("measure", roundless)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "has no round" in result.stderr
    assert "dissensus simulate" in result.stderr


def test_an_unknown_round_is_named_with_those_there_are(call: Call, folder: Path) -> None:
    result = call("measure", folder, "--round", "r9")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no round 'r9'; it has r1, r2" in result.stderr


@pytest.mark.parametrize(
    "wrong",
    [
        ("--measure", "happiness"),
        ("--min-cell", "0"),
        ("--min-cell", "some"),
        ("--target", "world"),
        ("--draws", "0"),
        ("--seed", "-1"),
        ("--json", "yes"),
        ("--jsn",),
    ],
)
def test_bad_usage_ends_with_2(call: Call, folder: Path, wrong: tuple[str, ...]) -> None:
    result = call("measure", folder, *wrong)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: dissensus measure" in result.stderr


def test_without_a_case_it_is_bad_usage(call: Call) -> None:
    assert call("measure").exit_code == 2


def test_what_is_no_case_ends_with_1_and_a_letter(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    (tmp_path / "empty").mkdir()
    for path, said in ((tmp_path / "nowhere", "nowhere"), (file, "file"), (tmp_path / "empty", "case.yaml")):
        result = call("measure", path, "--json")
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr
        assert "1 problem; nothing was loaded." in result.stderr
