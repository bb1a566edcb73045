"""`dissensus check`: read a case and say everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dissensus.domain.case import Case


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
    from dissensus.i18n import words

    say = words("en")
    counted = (
        say.plural("{n} issue", "{n} issues", len(case.issues)),
        say.plural("{n} statement", "{n} statements", len(case.statements)),
        say.plural("{n} position", "{n} positions", len(case.positions)),
        say.plural("{n} ladder", "{n} ladders", len(case.ladders)),
        say.plural("{n} line", "{n} lines", len(case.lines)),
        say.plural("{n} mechanism", "{n} mechanisms", len(case.mechanisms)),
        say.plural("{n} signal", "{n} signals", len(case.signals)),
        say.plural("{n} incident", "{n} incidents", len(case.incidents)),
        say.plural("{n} poll", "{n} polls", len(case.polls)),
        say.plural("{n} source", "{n} sources", len(case.sources)),
        say.plural("{n} round", "{n} rounds", len(case.rounds)),
    )
    held = ", ".join(each for each in counted if not each.startswith("0 "))
    if not held:
        return say("{case}: no problem found. It is empty.", case=case.id)
    return say("{case}: no problem found. It holds {what}.", case=case.id, what=held)
