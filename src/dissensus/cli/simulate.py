"""`dissensus simulate`: add a round of synthetic answers to a copy of a case."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(short_help="A copy of a case with synthetic answers.")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--round", "round_id", required=True, metavar="ID", help="The id of the round to add.")
@click.option("--after", metavar="ID", help="The round it comes after; the new one is then marked last.")
@click.option(
    "--delegates",
    type=click.IntRange(min=1),
    required=True,
    metavar="N",
    help="Persons a side; a later round has those of the round it comes after.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), required=True, metavar="S", help="Chance comes from here."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder to make: the whole case, with the round added. It must not exist, or be empty.",
)
def simulate(case: Path, round_id: str, after: str | None, delegates: int, seed: int, output: Path) -> None:
    """Add a round of synthetic answers to a copy of CASE.

    Synthetic delegates answer by a model that the documentation states; which side errs is the seed's doing.
    Everything made from their answers carries the word synthetic.
    """
    from dissensus import case as cases
    from dissensus.cli.folder import new
    from dissensus.cli.progress import progress
    from dissensus.engine import synthetic

    with progress() as begin, new(output) as made:
        begin("Reading the case")
        held = cases.read(case)
        begin("Asking synthetic delegates")
        if after is None:
            added = synthetic.first_round(held, round_id, delegates=delegates, seed=seed)
        else:
            added = synthetic.next_round(held, round_id, after=after, delegates=delegates, seed=seed)
        begin("Writing the case")
        cases.write(synthetic.with_round(held, added), made)
    click.echo(
        f"{output}: {held.id} with synthetic round {round_id} ({delegates} delegates a side, seed {seed})."
    )
