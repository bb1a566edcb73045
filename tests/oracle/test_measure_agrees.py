"""`dissensus measure --json` against the brute force, figure by figure, on 200 random cases.

Numbers agree to 1e-12 (relative over 1); null stands exactly where it should; states and outcomes alike.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from dissensus.cli import main
from tests.oracle import brute_files, brute_force, brute_lines, case_text, random_cases
from tests.oracle.brute_files import Row

TOLERANCE = 1e-12
SEEDS = range(200)
ALWAYS = (("roll", 1), ("roll", 5))
IN_TURN = (("population", 1), ("roll", 8), ("population", 5), ("roll", 2))
KEYS = {
    "coorientation": ("statement", "sides"),
    "surprise": ("round", "perceiver", "about", "arm"),
    "ladders": ("domain", "owner", "holder"),
    "second_order": ("domain", "owner", "other"),
    "clarification": ("domain", "owner", "actor"),
    "effect": ("perceiver", "about"),
}
SAMPLED = {"state", "who"}
"""What rests on draws where the numbers are about a population."""


def measured(folder: Path, round_id: str, target: str, min_cell: int) -> Row:
    """What the command prints."""
    options = [
        "--round",
        round_id,
        "--target",
        target,
        "--min-cell",
        str(min_cell),
        "--draws",
        "20",
        "--json",
    ]
    done = CliRunner().invoke(main, ["measure", str(folder), *options], catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    printed: Row = json.loads(done.stdout)
    return printed


def reckoned(case: brute_files.Folder, round_id: str, target: str, min_cell: int) -> dict[str, list[Row]]:
    """What the brute force makes of the same files."""
    return {
        "coorientation": brute_force.coorientation(case, round_id, min_cell, target),
        "surprise": brute_force.surprise(case, round_id, min_cell, target),
        "ladders": brute_lines.ladders(case, round_id, min_cell),
        "second_order": brute_lines.second_order(case, round_id, min_cell),
        "clarification": brute_lines.clarification(case, round_id, min_cell),
        "effect": brute_force.effect(case, round_id, min_cell),
    }


def differences(right: Any, given: Any, where: str) -> Iterator[str]:
    """Every place where what is given is not what is right."""
    if isinstance(right, Mapping) and isinstance(given, Mapping):
        for name, value in right.items():
            yield from differences(value, given.get(name, "nothing at all"), f"{where}.{name}")
    elif isinstance(right, list) and isinstance(given, list) and len(right) == len(given):
        for place, pair in enumerate(zip(right, given, strict=True)):
            yield from differences(*pair, f"{where}[{place}]")
    elif isinstance(right, Fraction | float) and type(given) in (int, float):
        if not _close(given, float(right)):
            yield f"{where}: {given!r} should be {float(right)!r}"
    elif right != given or type(right) is not type(given):
        yield f"{where}: {given!r} should be {right!r}"


def _close(given: float, right: float) -> bool:
    return abs(given - right) <= TOLERANCE * max(1.0, abs(right))


def _keyed(rows: Sequence[Row], names: Sequence[str]) -> dict[str, Row]:
    found = {" ".join(str(row[name]) for name in names): row for row in rows}
    assert len(found) == len(rows), "two rows are about the same"
    return found


def compared(printed: Row, right: Mapping[str, list[Row]], *, without: frozenset[str]) -> Iterator[str]:
    """Every difference, measure by measure and row by row; `without` are fields to leave out."""
    for measure, names in KEYS.items():
        expected = _keyed(right[measure], names)
        given = _keyed(printed.get(measure, []), names)
        yield from differences(sorted(expected), sorted(given), f"{measure} rows")
        for key in expected.keys() & given.keys():
            row = {name: value for name, value in expected[key].items() if name not in without}
            yield from differences(row, given[key], f"{measure} {key}")


def asked(seed: int) -> list[tuple[str, int]]:
    """What is asked of a seed's case: target and smallest cell."""
    return [*ALWAYS, IN_TURN[seed % len(IN_TURN)]]


@pytest.mark.parametrize(
    ("right", "given"),
    [
        (Fraction(1, 3), 1 / 3 + 2e-12),
        (Fraction(1, 3), None),
        (None, 0.0),
        (0, None),
        (2, 2.0),
        (True, 1),
        (1.0, True),
        (1.0, math.nan),
        ("split", "unforeseen"),
        ([Fraction(1)], []),
        ({"A": None}, {}),
        ({"A": [{"B": Fraction(1, 2)}]}, {"A": [{"B": 0.25}]}),
    ],
)
def test_a_difference_is_seen(right: object, given: object) -> None:
    assert len(list(differences(right, given, "here"))) == 1


def test_a_row_too_many_or_too_few_is_seen() -> None:
    row = {"perceiver": "A", "about": "B", "effect": None}
    for right, printed in (([row], []), ([], [row])):
        rows: dict[str, list[Row]] = {name: [] for name in KEYS} | {"effect": right}
        assert len(list(compared({"effect": printed}, rows, without=frozenset()))) == 1


def test_what_rounding_leaves_is_no_difference() -> None:
    right = {"A": Fraction(1, 3), "B": [1e6, None], "n": 2}
    assert not list(differences(right, {"A": 1 / 3, "B": [1e6 + 1e-7, None], "n": 2, "more": 1}, "here"))


@pytest.mark.parametrize("seed", SEEDS)
def test_measure_agrees_with_brute_force(seed: int, tmp_path: Path) -> None:
    plan = random_cases.plan(seed)
    folder = case_text.write(plan, tmp_path)
    case, round_id = brute_files.read(folder), random_cases.measured(plan)
    for target, min_cell in asked(seed):
        without = frozenset(SAMPLED if target == "population" else ())
        printed = measured(folder, round_id, target, min_cell)
        right = reckoned(case, round_id, target, min_cell)
        assert not list(compared(printed, right, without=without)), (target, min_cell)
