"""`dissensus check`: read a case and say everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dissensus.domain.case import Case

_COUNTED = (
    "issues",
    "statements",
    "positions",
    "ladders",
    "lines",
    "mechanisms",
    "signals",
    "incidents",
    "polls",
    "sources",
    "rounds",
)


@click.command(short_help="Everything that is wrong with a case, at once.")
@click.argument("case", type=click.Path(path_type=Path))
def check(case: Path) -> None:
    """Read CASE (a folder) and report every problem at once, each with file, line and what to do.

    Exit code 0 if there is none, 1 if there is any.
    """
    from dissensus import case as cases
    from dissensus.domain.errors import CaseError

    problems = cases.check(case)
    if problems:
        raise CaseError(problems)
    click.echo(_holds(cases.read(case)))


def _holds(case: Case) -> str:
    numbers = ", ".join(f"{len(getattr(case, name))} {name}" for name in _COUNTED)
    return f"{case.id}: no problem found. It holds {numbers}."
