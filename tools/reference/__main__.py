"""`python -m tools.reference`: write the reference case, or print how far its coders agree."""

from __future__ import annotations

from pathlib import Path

import click

from dissensus import case as cases
from tools.reference.coding import differences, read_coding, table
from tools.reference.convert import convert as build
from tools.reference.material import load
from tools.reference.translate import load_translations


@click.group()
def main() -> None:
    """Make the reference case from the material it was gathered in."""


@main.command()
@click.argument("material", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("folder", type=click.Path(path_type=Path))
def convert(material: Path, folder: Path) -> None:
    """Write the case in FOLDER from the files in MATERIAL, the two coders' codes and the translations."""
    cases.write(build(load(material), read_coding(), load_translations()), folder)


@main.command()
def agreement() -> None:
    """Print the agreement of the two coders, as docs/coding.md has it."""
    coding = read_coding()
    click.echo(f"{table(coding)}\n\n{differences(coding)}")


if __name__ == "__main__":
    main()
