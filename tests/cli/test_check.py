"""`dissensus check`: the shipped case has no problem, and a broken one is named with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

from dissensus import case as cases
from tests.cli.conftest import Call


def test_the_shipped_case_has_no_problem(call: Call) -> None:
    result = call("check", cases.bundled())
    assert (result.exit_code, result.stderr) == (0, "")
    assert "100 statements" in result.stdout
    assert "no problem found" in result.stdout


def test_every_problem_is_reported_at_once_with_file_and_line(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    header = (broken / "case.yaml").read_text(encoding="utf-8")
    (broken / "case.yaml").write_text(
        header.replace("sides: [NATO, RUS]", "sides: [NATO, MARS]"), encoding="utf-8"
    )
    rows = (broken / "rounds" / "r1" / "stances.csv").read_text(encoding="utf-8").splitlines()
    rows[3] = (
        rows[3]
        .replace(",agree,", ",perhaps,")
        .replace(",disagree,", ",perhaps,")
        .replace(",unsure,", ",perhaps,")
    )
    (broken / "rounds" / "r1" / "stances.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    result = call("check", broken)
    assert (result.exit_code, result.stdout) == (1, "")
    line = header.splitlines().index("sides: [NATO, RUS]") + 1
    assert f"case.yaml:{line}: " in result.stderr
    assert "rounds/r1/stances.csv:4: " in result.stderr
    assert "problems; nothing was loaded." in result.stderr
