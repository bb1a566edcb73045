"""`dissensus report`: from a case to one self-contained file, in one of four forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from dissensus.cli import asking


def _known(_: click.Context, __: click.Parameter, language: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language).language
    except (UnknownLocaleError, ValueError) as error:
        raise click.BadParameter(f"{language!r} is no language; give a code such as en or fr") from error


@click.command(short_help="The difference report of a round, in one file.")
@click.argument("case", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="The file to write, ending in .html, .pdf, .docx or .xlsx; one that is there is replaced.",
)
@asking.of_a_round
@click.option(
    "--lang",
    default="en",
    show_default=True,
    metavar="CODE",
    callback=_known,
    help="The language of the report; what has no translation stays English.",
)
@click.option(
    "--as",
    "audience",
    default="desk",
    metavar="PARTY|joint",
    help="For whom it is: joint, with nothing for one party's eyes; a party, with what is for its own; or the"
    " desk, with all of it.  [default: desk]",
)
def report(case: Path, output: Path, round_id: str | None, lang: str, audience: str, **asked: Any) -> None:
    """Write the difference report of a round of CASE to FILE, in the form that its ending says.

    A web page (.html), a document to print (.pdf) or to edit (.docx), or a workbook (.xlsx): each says the
    same, in one file that needs no network.

    The path of the report stands alone on a line of the output.
    """
    from dissensus import case as cases
    from dissensus import reports
    from dissensus.cli.progress import progress
    from dissensus.domain.errors import DissensusError
    from dissensus.engine.analyse import analyse
    from dissensus.i18n import words
    from dissensus.reports.audience import known

    with progress() as begin:
        begin("Reading the case")
        held = cases.read(case)
        try:
            known(held, audience)
        except DissensusError as error:
            raise click.BadParameter(str(error), param_hint="--as") from error
        plan = asking.plan(held, round_id, **asked)
        results = analyse(held, plan, progress=lambda step: begin(f"Measuring {step}"))
        reports.write(held, results, output, words=words(lang), audience=audience, progress=begin)
    click.echo(output)
