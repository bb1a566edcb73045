"""`dissensus simulate`: a copy of the case with a round more; the same seed, the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from dissensus import case as cases
from tests.cli.conftest import Call


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_adds_a_synthetic_round_to_a_copy(call: Call, roundless: Path, tmp_path: Path) -> None:
    before = bytes_of(roundless)
    first = ("simulate", roundless, "--round", "r1", "--delegates", 6, "--seed", 4, "-o", tmp_path / "once")
    result = call(*first)
    assert result.exit_code == 0
    assert "synthetic round r1" in result.stdout
    assert bytes_of(roundless) == before
    held = cases.read(tmp_path / "once")
    assert [(each.id, each.synthetic, dict(each.roll)) for each in held.rounds] == [
        ("r1", True, {"NATO": 6, "RUS": 6})
    ]
    second = ("--round", "r2", "--after", "r1", "--delegates", 6, "--seed", 5, "-o", tmp_path / "twice")
    assert call("simulate", tmp_path / "once", *second).exit_code == 0
    assert cases.read(tmp_path / "twice").round("r2").last
    again = (*first[:-1], tmp_path / "again")
    assert call(*again).exit_code == 0
    assert bytes_of(tmp_path / "again") == bytes_of(tmp_path / "once")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--round", "r1"), "has a round 'r1' already"),
        (("--round", "r3", "--after", "r2"), "marked last"),
        (("--round", "r3", "--after", "r9"), "has no round 'r9'"),
    ],
)
def test_a_round_that_cannot_be_is_refused(
    call: Call, folder: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    result = call("simulate", folder, *options, "--delegates", 12, "--seed", 1, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_is_left_alone(call: Call, roundless: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = call("simulate", roundless, "--round", "r1", "--delegates", 6, "--seed", 1, "-o", tmp_path)
    assert result.exit_code == 1
    assert "not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
