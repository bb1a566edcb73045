"""The random cases hold what is awkward: agreement on them would else be agreement about nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.oracle import brute_files, brute_force, brute_lines, case_text, random_cases

SEEDS = range(60)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Counter[tuple[str, object]]:
    """How often each thing occurs in the first cases."""
    counted: Counter[tuple[str, object]] = Counter()
    for seed in SEEDS:
        plan = random_cases.plan(seed)
        case = brute_files.read(case_text.write(plan, tmp_path_factory.mktemp("case")))
        round_id = random_cases.measured(plan)
        held = case.rounds[round_id]
        counted["track", held.terms["track"]] += 1
        counted["sides", len(case.sides)] += 1
        counted["rounds", len(case.rounds)] += 1
        counted["costs", bool(held.costs)] += 1
        counted.update(("unit", held.unit(side)) for side in case.sides)
        counted.update(("people", bool(held.respondents(side))) for side in case.sides)
        counted.update(("arm", arm) for arm in held.statements.values())
        for row in brute_force.coorientation(case, round_id, 1, "roll"):
            counted["state", row["state"]] += 1
            counted.update(("hidden", alpha is None) for alpha in row["alpha"].values())
            counted.update(("importance", value is None) for value in row["importance"].values())
        for name, value in (("lowest", ""), ("highest", "")):
            counted["open", name] += sum(row[name] == value for row in held.lines)
        counted.update(("past the top", int(r["likeliest"]) > case.rungs[r["domain"]]) for r in held.lines)
        counted.update(("line", row["kind"]) for row in held.lines)
        counted.update(("outcome", row["outcome"]) for row in brute_lines.clarification(case, round_id, 1))
        counted.update(("effect", row["effect"] is None) for row in brute_force.effect(case, round_id, 1))
    return counted


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("track", ("joint", "internal")),
        ("sides", (2, 3)),
        ("rounds", (1, 2, 3)),
        ("costs", (True, False)),
        ("unit", ("person", "member", "party")),
        ("people", (True, False)),
        ("arm", (None, *brute_force.ARMS)),
        (
            "state",
            (
                "shared ground",
                "imagined difference",
                "half-imagined",
                "known difference",
                "hidden difference",
                "one-sided",
                "split",
                "unforeseen",
                "undetermined",
            ),
        ),
        ("hidden", (True, False)),
        ("importance", (True, False)),
        ("open", ("lowest", "highest")),
        ("past the top", (True, False)),
        ("line", ("own", "believed", "believed_of_us")),
        ("outcome", (None, "mutual gain", "actor only", "no change")),
        ("effect", (True, False)),
    ],
)
def test_the_cases_hold(found: Counter[tuple[str, object]], kind: str, values: tuple[object, ...]) -> None:
    assert {value for value in values if not found[kind, value]} == set()


def test_a_seed_is_a_case(tmp_path: Path) -> None:
    once, again = (case_text.write(random_cases.plan(7), tmp_path / name) for name in ("once", "again"))
    texts = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
        for folder in (once, again)
    ]
    assert texts[0] == texts[1]
