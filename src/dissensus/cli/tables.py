"""Tables in a terminal: the figures of a round, and whatever else has rows and columns."""

from __future__ import annotations

from rich import box
from rich.console import Console
from rich.table import Table as Grid

from dissensus.charts.figure import Table
from dissensus.engine.results import Results
from dissensus.i18n import Words
from dissensus.reports import record_tables
from dissensus.reports.tables import heading, titled

_WIDE = 200
"""Columns where the output is no terminal: a file has no edge to break lines at."""


def show(results: Results, measure: str | None, say: Words) -> None:
    """Print what was measured, or one measure of it, to stdout."""
    console = terminal()
    console.print(heading(results, say), markup=False)
    for title, table in titled(results, measure, say):
        synthetic = results.synthetic and measure not in record_tables.TITLES
        named = say("{title} (synthetic)", title=title) if synthetic else title
        console.print()
        console.print(named, style="bold", markup=False)
        console.print(grid(table) if table.rows else say("Nothing to show."))


def terminal() -> Console:
    """Where tables are printed: as wide as the terminal, or wide enough where there is none."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDE)


def grid(table: Table) -> Grid:
    """The table as a terminal shows it."""
    drawn = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in table.columns:
        drawn.add_column(column.title, justify="right" if column.numeric else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(cell.replace("[", r"\[") for cell in row))
    return drawn
