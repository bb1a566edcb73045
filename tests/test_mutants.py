"""The table of what the tests noticed of changed sources."""

from __future__ import annotations

import subprocess
from collections import Counter
from typing import Any

import pytest
from tools import mutants

LISTED = """
    dissensus.measures.arrays.x_frozen__mutmut_1: killed
    dissensus.measures.arrays.xǁVoteMatrixǁ__attrs_post_init____mutmut_2: survived
    dissensus.measures.guard.admission.x_admit__mutmut_1: timeout
    dissensus.case.redact.x_redact__mutmut_1: no tests
    dissensus.case.redact.x_redact__mutmut_2: not checked
"""


def test_ends_are_counted_by_module_and_package() -> None:
    found = mutants.counts(LISTED.splitlines())
    assert found == {
        "measures.arrays": Counter(killed=1, survived=1),
        "measures.guard.admission": Counter(timeout=1),
        "case.redact": Counter({"no tests": 1, "not checked": 1}),
    }
    assert mutants.by_package(found)["measures"] == Counter(killed=1, survived=1, timeout=1)
    assert mutants.share(found["measures.arrays"]) == 0.5
    assert mutants.share(found["case.redact"]) == 0
    assert mutants.share(Counter()) == 0
    assert mutants.untried(found["case.redact"]) == 1


def test_the_table_names_modules_and_then_packages() -> None:
    rows = [" ".join(row.split()) for row in mutants.report(mutants.counts(LISTED.splitlines()))]
    assert rows == [
        "case.redact 0 killed 1 survived 0.0%",
        "measures.arrays 1 killed 1 survived 50.0%",
        "measures.guard.admission 1 killed 0 survived 100.0%",
        "case 0 killed 1 survived 0.0%",
        "measures 2 killed 1 survived 66.7%",
    ]


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({}, "There are no mutants; run `mutmut run` first."),
        ({"case.redact": Counter(killed=85, survived=15)}, None),
        (
            {"case.redact": Counter(killed=84, survived=16)},
            "case: 84.0% of the mutants were killed, at least 85% must be; "
            "write the tests that would notice.",
        ),
        (
            {"case.redact": Counter({"killed": 99, "not checked": 2})},
            "case: 2 mutants were not tried; run `mutmut run` to its end.",
        ),
    ],
)
def test_what_is_not_good_enough_is_told(found: mutants.Counts, told: str | None) -> None:
    assert mutants.failures(found) == ((told,) if told else ())


@pytest.mark.parametrize(("listed", "code"), [(LISTED, 1), ("    a.b.x__mutmut_1: killed\n", 0)])
def test_the_run_ends_with_1_where_it_is_not_good_enough(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], listed: str, code: int
) -> None:
    def run(command: list[Any], **_: Any) -> subprocess.CompletedProcess[str]:
        assert command[1:] == ["results", "--all", "true"]
        return subprocess.CompletedProcess(command, 0, stdout=listed)

    monkeypatch.setattr(subprocess, "run", run)
    assert mutants.main() == code
    told = capsys.readouterr()
    assert "killed" in told.out
    assert bool(told.err.strip()) == bool(code)
