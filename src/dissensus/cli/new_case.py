"""`dissensus new-case`: a case to begin with, explained field by field."""

from __future__ import annotations

from pathlib import Path

import click

_LANGUAGES = ("en", "ru", "fr")


@click.command("new-case", short_help="A case to begin with, explained field by field.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--id", "name", metavar="ID", help="The id of the case.  [default: the name of DIR]")
@click.option(
    "--sides",
    default="A,B",
    show_default=True,
    metavar="ID,ID",
    help="The ids of the parties whose differences are to be mapped, two or more.",
)
@click.option(
    "--lang",
    type=click.Choice(_LANGUAGES),
    default="en",
    show_default=True,
    help="The language of the example and of the comments.",
)
def new_case(folder: Path, name: str | None, sides: str, lang: str) -> None:
    """Make a case in DIR that passes `check`: two parties, three statements, a ladder and a round of answers.

    Comments in its files say what each field is. What stands in the fields is an example, and its answers are
    marked synthetic. DIR must not exist, or be empty: nothing is ever overwritten.
    """
    from dissensus.case.skeleton import skeleton
    from dissensus.cli.folder import new
    from dissensus.i18n import words

    parties = [each.strip() for each in sides.split(",")]
    files = skeleton(name or folder.resolve().name, parties, lang, words(lang))
    with new(folder) as made:
        for file, data in files.items():
            (made / file).parent.mkdir(parents=True, exist_ok=True)
            (made / file).write_bytes(data)
    click.echo(f"{folder}: a case to begin with. Read the comments in its files, and run `dissensus check`.")
