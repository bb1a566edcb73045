"""`dissensus demo` and `dissensus report`: from the bundled case to a report, also away from the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from dissensus import case as cases
from dissensus.cli.demo import DELEGATES
from tests.cli.conftest import Call, spawn
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """The folder of a demonstration, and how the command ended."""
    out = tmp_path_factory.mktemp("demo") / "out"
    return out, spawn("demo", "--no-serve", "--out", out)


Demonstrated = tuple[Path, subprocess.CompletedProcess[str]]


def test_the_path_of_the_report_stands_alone_on_a_line(demonstrated: Demonstrated) -> None:
    out, done = demonstrated
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{out.resolve() / 'report.html'}\n"
    assert 10_000 < (out / "report.html").stat().st_size < 5_000_000


def test_it_says_which_extra_serves_the_rest_and_shows_no_bar_where_there_is_no_terminal(
    demonstrated: Demonstrated,
) -> None:
    assert demonstrated[1].stderr == (
        "The live dialogue is served by the extra dissensus[web], which is still to come.\n"
    )


def test_both_seeds_are_whole_cases_of_two_synthetic_rounds(demonstrated: Demonstrated) -> None:
    out, _ = demonstrated
    names = ("nato-russia", "nato-russia-seed-2")
    held = [cases.read(out / name) for name in names]
    for each in held:
        assert [(found.id, found.synthetic, found.last) for found in each.rounds] == [
            ("r1", True, False),
            ("r2", True, True),
        ]
        assert set(each.rounds[0].roll.values()) == {DELEGATES}
    assert held[0].rounds[0].stances != held[1].rounds[0].stances


def test_the_report_says_synthetic_and_asks_no_other_host(demonstrated: Demonstrated) -> None:
    page = (demonstrated[0] / "report.html").read_text(encoding="utf-8")
    assert "synthetic" in page.lower()
    loaded = re.findall(r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=[\"'](https?:[^\"']+)", page)
    assert loaded == []


def test_it_can_be_run_again_in_its_own_folder_and_gives_the_same_bytes(
    call: Call, demonstrated: Demonstrated
) -> None:
    out, _ = demonstrated
    before = (out / "SHA256SUMS").read_bytes()
    (out / "notes.txt").write_text("mine")
    result = call("demo", "--out", out)
    assert result.exit_code == 0
    assert "Nothing is served." in result.stderr
    assert (out / "SHA256SUMS").read_bytes() == before
    assert (out / "notes.txt").read_text() == "mine"


def test_a_foreign_folder_is_refused(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = call("demo", "--out", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "name another folder with --out" in result.stderr


def test_a_report_of_a_case_is_one_file_whose_path_is_printed(
    call: Call, folder: Path, tmp_path: Path
) -> None:
    page = tmp_path / "r1.html"
    result = call("report", folder, "-o", page, "--round", "r1", "--draws", 50)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{page}\n", "")
    assert [path.name for path in tmp_path.iterdir()] == ["r1.html"]


def test_a_report_that_cannot_be_is_a_letter(
    call: Call, folder: Path, roundless: Path, tmp_path: Path
) -> None:
    asked = {
        "a report cannot be written as": (folder, tmp_path / "report.odt"),
        "has no round": (roundless, tmp_path / "report.html"),
        "No such file or directory": (folder, tmp_path / "nowhere" / "report.html"),
        "there is no such folder": (tmp_path / "no-case", tmp_path / "report.html"),
    }
    for said, (source, target) in asked.items():
        result = call("report", source, "-o", target, "--draws", 20)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_report_needs_a_file_and_a_language_that_there_is(call: Call, folder: Path, tmp_path: Path) -> None:
    assert call("report", folder).exit_code == 2
    assert call("report", folder, "-o", tmp_path).exit_code == 2
    result = call("report", folder, "-o", tmp_path / "r.html", "--lang", "klingon")
    assert (result.exit_code, [*tmp_path.iterdir()]) == (2, [])
    assert "'klingon' is no language" in result.stderr


@pytest.mark.long
def test_the_wheel_alone_is_enough(tmp_path: Path) -> None:
    """Built, installed in a new environment and run from elsewhere: the case and the templates are in it."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("dissensus-*.whl")
    home = tmp_path / "environment"
    venv.create(home, with_pip=False)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index"]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    (site / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = subprocess.run(
        [str(python), "-c", "import dissensus; print(dissensus.__file__)"],
        cwd=elsewhere,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(home)
    done = subprocess.run(
        [str(python), "-m", "dissensus", "demo", "--no-serve"],
        cwd=elsewhere,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{elsewhere.resolve() / 'dissensus-demo' / 'report.html'}\n"
