"""The command as a whole: streams, exit codes, interruption, and how quickly it answers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dissensus import __version__
from dissensus.cli import COMMANDS, main
from dissensus.domain.errors import CaseError, DissensusError, Problem
from tests.cli.conftest import Call, spawn


def test_it_lists_its_commands_with_a_whole_sentence_each(call: Call) -> None:
    result = call("--help")
    assert result.exit_code == 0
    for name in COMMANDS:
        line = next(each for each in result.stdout.splitlines() if each.strip().startswith(name))
        assert line.endswith(".")
        assert not line.endswith("...")


def test_it_says_its_version(call: Call) -> None:
    assert call("--version").stdout == f"dissensus, version {__version__}\n"


@pytest.mark.parametrize("wrong", [("conquer",), ("--loud",), ("measure", "--round")])
def test_what_it_does_not_know_is_bad_usage(call: Call, wrong: tuple[str, ...]) -> None:
    result = call(*wrong)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Error: " in result.stderr


def test_help_needs_little_time() -> None:
    """A generous bound: three tenths of a second are the aim, and a busy machine is no failure."""
    took = []
    for _ in range(3):
        began = time.perf_counter()
        assert spawn("--help").returncode == 0
        took.append(time.perf_counter() - began)
    assert min(took) < 1.0


def raising(error: Exception) -> click.Command:
    @click.command()
    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (DissensusError("the round is sealed; open it"), "Error: the round is sealed; open it\n"),
        (
            CaseError([Problem("a.yaml", 3, "wrong", "Mend it."), Problem("b.csv", None, "bad", "Drop it.")]),
            "a.yaml:3: wrong. Mend it.\nb.csv: bad. Drop it.\n2 problems; nothing was loaded.\n",
        ),
        (PermissionError(13, "Permission denied", "out.html"), "Error: out.html: Permission denied\n"),
        (OSError("the disk is gone"), "Error: the disk is gone\n"),
    ],
)
def test_what_goes_wrong_for_a_reason_is_a_letter_and_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    monkeypatch.setattr(type(main), "get_command", lambda *_: raising(error))
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", said)


def test_a_mistake_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(main), "get_command", lambda *_: raising(ZeroDivisionError()))
    assert isinstance(CliRunner().invoke(main, ["check"]).exception, ZeroDivisionError)


@pytest.mark.parametrize("as_json", [True, False])
def test_a_reader_who_stops_reading_gets_no_traceback(folder: Path, *, as_json: bool) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    flags = ["--json"] if as_json else []
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "dissensus", "measure", str(folder), "--draws", "20", *flags],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="signals are another matter on Windows")
def test_whoever_interrupts_it_gets_no_traceback_and_no_half_made_folder(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "dissensus", "demo", "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    limit = time.monotonic() + 30
    while not (tmp_path / "out").exists() and time.monotonic() < limit:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode not in (0, None)
    assert out == ""
    assert "Traceback" not in err
    assert [*tmp_path.iterdir()] in ([], [tmp_path / "out"])
    assert [*(tmp_path / "out").glob("**/*")] == []
