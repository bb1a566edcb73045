"""A folder that is written again: what was written there is replaced, and nothing else."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

import pytest

from dissensus.cli.folder import DIGESTS, rewritten
from dissensus.domain.errors import DissensusError


def fill(folder: Path, files: dict[str, str]) -> None:
    with rewritten(folder) as made:
        for name, text in files.items():
            (made / name).parent.mkdir(parents=True, exist_ok=True)
            (made / name).write_text(text)


def held(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file() and path.name != DIGESTS
    }


def test_it_is_made_filled_and_listed_with_digests(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "out"
    fill(folder, {"report.html": "one", "case/a.yaml": "two"})
    assert held(folder) == {"report.html": "one", "case/a.yaml": "two"}
    lines = (folder / DIGESTS).read_text().splitlines()
    assert f"{hashlib.sha256(b'one').hexdigest()}  report.html" in lines
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


def test_what_was_written_before_is_replaced_and_what_was_not_stays(tmp_path: Path) -> None:
    fill(tmp_path / "out", {"report.html": "old", "gone/a.yaml": "old"})
    (tmp_path / "out" / "notes.txt").write_text("mine")
    fill(tmp_path / "out", {"report.html": "new"})
    assert held(tmp_path / "out") == {"report.html": "new", "notes.txt": "mine"}
    assert not (tmp_path / "out" / "gone").exists()


def test_a_foreign_folder_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(DissensusError, match="did not write"), rewritten(tmp_path):
        pytest.fail("it began")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(DissensusError, match="did not write"):
        fill(tmp_path / "out", {"a": "b"})
    assert (tmp_path / "out").read_text() == "mine"


def test_a_changed_file_is_not_thrown_away(tmp_path: Path) -> None:
    fill(tmp_path, {"report.html": "old"})
    (tmp_path / "report.html").write_text("old, with my notes")
    with pytest.raises(DissensusError, match="was changed"):
        fill(tmp_path, {"report.html": "new"})
    assert held(tmp_path) == {"report.html": "old, with my notes"}


def test_a_new_file_does_not_push_a_foreign_one_out(tmp_path: Path) -> None:
    fill(tmp_path, {"report.html": "old"})
    (tmp_path / "extra.html").write_text("mine")
    with pytest.raises(DissensusError, match="is in the way"):
        fill(tmp_path, {"report.html": "new", "extra.html": "new"})
    assert held(tmp_path) == {"report.html": "old", "extra.html": "mine"}


def test_a_file_that_was_removed_since_is_no_obstacle(tmp_path: Path) -> None:
    fill(tmp_path, {"report.html": "old", "b": "old"})
    (tmp_path / "b").unlink()
    fill(tmp_path, {"report.html": "new", "b": "new"})
    assert held(tmp_path) == {"report.html": "new", "b": "new"}


def test_a_list_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("theirs")
    folder = tmp_path / "out"
    fill(folder, {"report.html": "old"})
    digest = hashlib.sha256(b"theirs").hexdigest()
    with (folder / DIGESTS).open("a") as file:
        file.write(f"{digest}  ../outside.txt\n{digest}  {outside}\n")
    fill(folder, {"report.html": "new"})
    assert outside.read_text() == "theirs"


def test_a_list_that_cannot_be_read_counts_as_foreign(tmp_path: Path) -> None:
    (tmp_path / DIGESTS).write_bytes(b"\xff\xfe no digests\n")
    with pytest.raises(DissensusError, match="did not write"):
        fill(tmp_path, {"report.html": "new"})


def test_work_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    fill(tmp_path / "out", {"report.html": "old"})
    with contextlib.suppress(ZeroDivisionError), rewritten(tmp_path / "out") as made:
        (made / "report.html").write_text("half")
        raise ZeroDivisionError
    assert held(tmp_path / "out") == {"report.html": "old"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
