"""`dissensus demo`: the reference case with two rounds of synthetic delegates, to a report."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dissensus.domain.case import Case
    from dissensus.engine.results import Results

DELEGATES = 40
"""Persons a side: enough for figures to be shown."""

SEED, OTHER_SEED = 3, 2
"""Where the chance of the answers comes from; a second stands beside, to tell chance from record."""

FIRST, LAST = "r1", "r2"
REPORT = "report.html"

_EXTRA = "The live dialogue is served by the extra dissensus[web], which is still to come."


@click.command(short_help="The reference case with synthetic delegates, to a report.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dissensus-demo"),
    show_default=True,
    metavar="DIR",
    help="The folder to make; what the demonstration wrote there before is replaced, nothing else is.",
)
@click.option("--no-serve", is_flag=True, help="End after the report, and serve nothing.")
def demo(*, out: Path, no_serve: bool) -> None:
    """Simulate two rounds of the reference case and write the difference report.

    The delegates are synthetic, and everything made from their answers says so. DIR receives the case with
    the rounds, the same with a second seed, and the report, whose path stands alone on a line of the output.
    """
    from dissensus.cli.folder import rewritten
    from dissensus.cli.progress import progress

    with progress() as begin, rewritten(out) as made:
        _write(made, begin)
    click.echo(out.resolve() / REPORT)
    if find_spec("dissensus.web") is None:
        click.echo(_EXTRA if no_serve else f"Nothing is served. {_EXTRA}", err=True)


def _write(folder: Path, begin: Callable[[str], None]) -> None:
    from dissensus import case as cases
    from dissensus import reports
    from dissensus.i18n import words

    begin("Reading the reference case")
    plain = cases.read(cases.bundled())
    (held, results), (other, beside) = (dialogue(plain, seed, begin) for seed in (SEED, OTHER_SEED))
    begin("Writing the case")
    cases.write(held, folder / held.id)
    cases.write(other, folder / f"{held.id}-seed-{OTHER_SEED}")
    reports.write(held, results, folder / REPORT, words=words("en"), beside=beside, progress=begin)


def dialogue(plain: Case, seed: int, begin: Callable[[str], None]) -> tuple[Case, Results]:
    """The case with two synthetic rounds of that seed, and what was measured."""
    from dissensus.engine import synthetic
    from dissensus.engine.analyse import analyse
    from dissensus.engine.results import Plan

    begin(f"Asking synthetic delegates, seed {seed}")
    first = synthetic.first_round(plain, FIRST, delegates=DELEGATES, seed=seed)
    once = synthetic.with_round(plain, first)
    last = synthetic.next_round(once, LAST, after=FIRST, delegates=DELEGATES, seed=seed)
    held = synthetic.with_round(once, last)
    return held, analyse(held, Plan(round=LAST), progress=lambda step: begin(f"Measuring {step}"))
