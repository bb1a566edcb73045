"""`dissensus measure`: the figures of a round, as tables for people or as JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from dissensus.cli import asking
from dissensus.engine.points import MEASURES


@click.command(short_help="The figures of a round, as tables or as JSON.")
@click.argument("case", type=click.Path(path_type=Path))
@asking.of_a_round
@click.option("--measure", "chosen", type=click.Choice(MEASURES), help="One measure alone.  [default: all]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")
def measure(case: Path, round_id: str | None, chosen: str | None, *, as_json: bool, **asked: Any) -> None:
    """Measure a round of CASE (a folder): where the sides differ, and what each gets wrong about the other.

    Figures are point values; intervals stand beside them. What is undefined or withheld is a dash, in JSON
    null, with the reason under a key of its own.
    """
    from dissensus import case as cases
    from dissensus.cli.progress import progress
    from dissensus.engine.analyse import analyse
    from dissensus.engine.points import points

    with progress() as begin:
        begin("Reading the case")
        held = cases.read(case)
        results = analyse(
            held, asking.plan(held, round_id, **asked), progress=lambda step: begin(f"Measuring {step}")
        )
    if as_json:
        click.echo(json.dumps(points(results, chosen), sort_keys=True, allow_nan=False, ensure_ascii=False))
        return
    from dissensus.cli import tables
    from dissensus.i18n import words

    tables.show(results, chosen, words("en"))
