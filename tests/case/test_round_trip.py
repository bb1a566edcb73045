"""What is written and read again is the same; what is canonical comes back byte for byte."""

from __future__ import annotations

import tempfile
from pathlib import Path

import attrs
from hypothesis import given, settings

from dissensus.case import bundled, digest, read, redact, write
from dissensus.case.folder import in_memory
from dissensus.case.reader import load
from dissensus.case.writer import render
from dissensus.domain.case import Case
from tests.case.any_case import cases
from tests.case.small_case import CASE, FOLDER

EXAMPLES = 40


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@settings(max_examples=EXAMPLES)
@given(cases())
def test_a_case_that_is_written_reads_back_the_same(case: Case) -> None:
    files = render(case)
    same, problems = load(in_memory(files))
    assert problems == ()
    assert same == case
    assert same is not None
    assert render(same) == files


@settings(max_examples=8)
@given(cases())
def test_on_disk_too(case: Case) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(case, Path(folder) / "case")
        assert read(Path(folder) / "case") == case
        assert contents(Path(folder) / "case") == render(case)


@settings(max_examples=8)
@given(cases())
def test_every_audience_gets_a_sound_case(case: Case) -> None:
    for audience in ("public", "joint", *(f"party:{party.id}" for party in case.parties), "desk"):
        held = redact(case, audience)
        same, problems = load(in_memory(render(held)))
        assert problems == ()
        assert same == held


def test_the_small_case_is_canonical(tmp_path: Path) -> None:
    write(read(FOLDER), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(FOLDER)
    assert render(CASE) == contents(FOLDER)


def test_the_small_case_has_something_in_every_field() -> None:
    """So that the tests on it speak of the whole format."""
    for field in attrs.fields(Case):
        assert getattr(CASE, field.name), field.name
    held, inside = CASE.rounds[0], CASE.rounds[2]
    for table in ("stances", "predictions", "lines", "conduct", "readings", "costs"):
        assert len(getattr(held, table)) > 1, table
    assert len(inside.options)


def test_the_bundled_case_is_canonical(tmp_path: Path) -> None:
    case = read(bundled())
    write(case, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(bundled())
    assert digest(case) == digest(read(tmp_path / "again"))
