"""`dissensus import`: answers that were gathered elsewhere become a round of a case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from dissensus.case.foreign.gathering import Ways
    from dissensus.case.foreign.spreadsheet import Spreadsheet


@click.group("import", short_help="Answers from elsewhere, as a round of a case.")
def importing() -> None:
    """Add answers that were gathered elsewhere to a copy of a case, as a round."""


def _rolls(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, int]:
    rolls: dict[str, int] = {}
    for text in given:
        party, equals, number = text.partition("=")
        if not equals or not party or not number.isdecimal():
            raise click.BadParameter(f"{text!r} is no roll; write PARTY=N, as in UP=40")
        rolls[party] = int(number)
    return rolls


@importing.command("csv", short_help="Stances and predictions from a spreadsheet.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--case",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="CASE",
    help="The case (a folder) whose statements were answered; it is left as it is.",
)
@click.option("--round", "round_id", required=True, metavar="ID", help="The id of the round to add.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to make: the whole case, with the round added. It must not exist, or be empty."
    "  [required without --dry-run]",
)
@click.option("--dry-run", is_flag=True, help="Show what would be read and what is not, and write nothing.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="COLUMN=FIELD",
    help="What a column holds: participant, party, statement, stance, importance, about or share; or of one"
    " statement stance:ID, importance:ID or share:ID:PARTY. * is every statement's id in turn, #3 the third"
    " column. May be repeated.",
)
@click.option(
    "--value",
    "values",
    multiple=True,
    metavar="FIELD:TEXT=MEANING",
    help="What a cell means, as in stance:yes=agree; with nothing after = it is no answer. May be repeated.",
)
@click.option("--agree", metavar="N..N", help="The numbers of a scale that mean agree, as in 4..5.")
@click.option("--unsure", metavar="N..N", help="Those that mean unsure, as in 3.")
@click.option("--disagree", metavar="N..N", help="Those that mean disagree, as in 1..2.")
@click.option("--percent", is_flag=True, help="Shares are written as 0 to 100, with or without %.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A YAML file that says the same: columns, values, scale, percent. Options go before it.",
)
@click.option(
    "--party",
    "parties",
    multiple=True,
    metavar="ID",
    help="The party of all who answer in a file: once for all files, or once for each in their order.",
)
@click.option("--pseudonyms", is_flag=True, help="Replace participants by new pseudonyms, person-1 and on.")
@click.option(
    "--roll",
    "rolls",
    multiple=True,
    callback=_rolls,
    metavar="PARTY=N",
    help="How many of a party were asked.  [default: those who answered]",
)
@click.option(
    "--target",
    type=click.Choice(["roll", "population"]),
    default="roll",
    show_default=True,
    help="Whom the numbers are to be about: those who were asked, or those they stand for.",
)
@click.option(
    "--synthetic", is_flag=True, help="A program made the answers: everything made of them says so."
)
@click.option(
    "--delimiter",
    type=click.Choice(["comma", "semicolon", "tab"]),
    help="What stands between cells.  [default: found out]",
)
def from_csv(
    files: tuple[Path, ...], folder: Path, round_id: str, output: Path | None, *, dry_run: bool, **said: Any
) -> None:
    """Read stances, importance and predictions from spreadsheets saved as CSV.

    A table may have one row an answer, with a column that names the statement, or one row a participant, with
    a column for each answer. Each FILE may be of either shape. Numbers may have a comma or a point. An empty
    cell is no answer. What is not understood is named with line and column, and then nothing is written.
    """
    from dissensus import case as cases
    from dissensus.case.foreign import csv
    from dissensus.cli.folder import new
    from dissensus.cli.progress import progress

    if output is None and not dry_run:
        raise click.UsageError("Missing option '-o' / '--output', or '--dry-run'.")
    ways = _ways(said)
    with progress() as begin:
        begin("Reading the case")
        held = cases.read(folder)
        begin("Reading the answers")
        found = csv.read(held, _sheets(files, said["delimiter"]), ways)
    if dry_run:
        _rehearse(held, found, round_id, said)
        return
    assert output is not None
    with progress() as begin, new(output) as made:
        begin("Checking the round")
        whole = csv.added(held, csv.as_round(found, round_id, **_terms(said)))
        begin("Writing the case")
        cases.write(whole, made)
    from dissensus.cli.imported import summary

    click.echo(f"{output}: {held.id} with round {round_id}. {summary(found)}")


def _terms(said: dict[str, Any]) -> dict[str, Any]:
    from dissensus.domain.tracks import Target

    return {"roll": said["rolls"], "target": Target(said["target"]), "synthetic": said["synthetic"]}


def _ways(said: dict[str, Any]) -> Ways:
    """What options and the mapping file say, options first."""
    from dissensus.case.foreign import mapping
    from dissensus.case.foreign.gathering import Ways

    spans = {stance: said[stance] for stance in ("agree", "unsure", "disagree")}
    meaning = mapping.from_options(said["columns"], said["values"], spans, percent=said["percent"])
    if said["mapping"] is not None:
        place: Path = said["mapping"]
        meaning = mapping.over(meaning, mapping.from_file(str(place), place.read_bytes()))
    return Ways(meaning=meaning, parties=said["parties"], pseudonyms=said["pseudonyms"])


def _sheets(files: tuple[Path, ...], delimiter: str | None) -> list[Spreadsheet]:
    """Every file as a table; the problems of all of them come at once."""
    from dissensus.case.foreign import spreadsheet
    from dissensus.domain.errors import CaseError, Problem

    sheets: list[Spreadsheet] = []
    problems: list[Problem] = []
    between = None if delimiter is None else spreadsheet.DELIMITERS[delimiter]
    for file in files:
        try:
            sheets.append(spreadsheet.read(str(file), file.read_bytes(), between))
        except CaseError as error:
            problems += error.problems
    if problems:
        raise CaseError(problems)
    return sheets


def _rehearse(held: Any, found: Any, round_id: str, said: dict[str, Any]) -> None:
    """Show what would be read; exit code 1 where it could not be written."""
    import sys

    from dissensus.case.foreign import csv
    from dissensus.cli.imported import show

    show(found)
    if found.misread:
        sys.exit(1)
    csv.added(held, csv.as_round(found, round_id, **_terms(said)))
