"""What the tests of the command share: a way to call it, and a small case with a round."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

from dissensus import case as cases
from dissensus.cli import main
from dissensus.domain.case import Case
from dissensus.engine import synthetic

Call = Callable[..., Result]
DELEGATES = 12


@pytest.fixture
def call() -> Call:
    """Run the command in this process: stdout and stderr apart, no exception swallowed."""

    def run(*arguments: object) -> Result:
        result = CliRunner().invoke(main, [str(each) for each in arguments], prog_name="dissensus")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run


def spawn(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "dissensus", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def plain() -> Case:
    """The reference case, cut down to sixteen statements and two ladders, without a round."""
    held = cases.read(cases.bundled())
    kept = {statement.id for statement in held.statements[:16]}
    domains = {ladder.domain for ladder in held.ladders[:2]}
    return attrs.evolve(
        held,
        statements=held.statements[:16],
        positions=tuple(each for each in held.positions if each.statement in kept),
        ladders=held.ladders[:2],
        lines=tuple(line for line in held.lines if line.domain in domains),
        issues=tuple(
            attrs.evolve(issue, domains=tuple(each for each in issue.domains if each in domains))
            for issue in held.issues
        ),
        mechanisms=(),
        signals=(),
        incidents=(),
        incident_counts=(),
    )


@pytest.fixture(scope="session")
def folder(plain: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case with two synthetic rounds, as a folder."""
    first = synthetic.first_round(plain, "r1", delegates=DELEGATES, seed=1)
    once = synthetic.with_round(plain, first)
    last = synthetic.next_round(once, "r2", after="r1", delegates=DELEGATES, seed=1)
    path = tmp_path_factory.mktemp("cases") / "small"
    cases.write(synthetic.with_round(once, last), path)
    return path


@pytest.fixture(scope="session")
def roundless(plain: Case, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small case without a round, as a folder."""
    path = tmp_path_factory.mktemp("cases") / "roundless"
    cases.write(plain, path)
    return path
