"""What an import would read, shown in a terminal: columns and their meaning, answers by party, what is not
understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dissensus.case.foreign.csv import Import
from dissensus.case.foreign.gathering import ReadColumn
from dissensus.case.tables import MOST_SHOWN
from dissensus.charts.figure import Column, Table
from dissensus.cli import tables
from dissensus.i18n import Words, words

_MEANINGS = 6
"""Distinct cells of a column that are shown with their meaning; the rest is counted."""


def summary(found: Import) -> str:
    """How much was read, in a sentence or two."""
    say = words("en")
    counted = (
        say.plural("{n} participant", "{n} participants", len(found.participants)),
        say.plural("{n} statement", "{n} statements", len(found.statements)),
        say.plural("{n} stance", "{n} stances", len(found.stances)),
        say.plural("{n} prediction", "{n} predictions", len(found.predictions)),
    )
    sentences = [say("{what} read.", what=", ".join(counted))]
    if found.lonely:
        sentences.append(
            say.plural(
                "Left out: importance given {n} time without a stance.",
                "Left out: importance given {n} times without a stance.",
                found.lonely,
            )
        )
    return " ".join(sentences)


def show(found: Import) -> None:
    """Print everything that would be read, and everything that would not."""
    say, console = words("en"), tables.terminal()
    for title, table in _tables(found, say):
        console.print(title, style="bold", markup=False)
        console.print(tables.grid(table) if table.rows else say("Nothing to show."))
    console.print(summary(found), markup=False)
    if found.misread:
        many = len(found.misread)
        console.print(
            say.plural("{n} cell was not understood.", "{n} cells were not understood.", many), markup=False
        )
    console.print(say("Nothing was written."), markup=False)


def _tables(found: Import, say: Words) -> Iterator[tuple[str, Table]]:
    yield say("What each column is read as"), _columns(found.columns, say)
    yield say("Who answers"), _people(found, say)
    if found.misread:
        yield say("What is not understood"), _misread(found, say)


def _columns(columns: Sequence[ReadColumn], say: Words) -> Table:
    titles = (Column(title=say("file")), Column(title=say("column")), Column(title=say("read as")))
    numbers = Column(title=say("cells"), numeric=True)
    rows = tuple(
        (
            one.file,
            one.column,
            say("not read") if one.holds is None else str(one.holds),
            say.number(one.cells, 0) if one.holds else "",
            _meanings(one, say),
        )
        for one in columns
    )
    return Table(columns=(*titles, numbers, Column(title=say("cells and what they mean"))), rows=rows)


def _meanings(one: ReadColumn, say: Words) -> str:
    """Each distinct cell, with its meaning where that is another; names of people are not shown."""
    if one.holds is None or one.holds.field == "participant":
        return ""
    shown = [
        say("{n} × {text}", n=say.number(n, 0), text=text)
        if text == meaning
        else say("{n} × {text} → {meaning}", n=say.number(n, 0), text=text, meaning=meaning)
        for text, meaning, n in one.meanings[:_MEANINGS]
    ]
    if len(one.meanings) > _MEANINGS:
        more = len(one.meanings) - _MEANINGS
        shown.append(say.plural("{n} more", "{n} more", more))
    return "; ".join(shown)


def _people(found: Import, say: Words) -> Table:
    party = {one.id: one.party for one in found.participants}
    titles = [say("participants"), say("stances"), say("with importance"), say("predictions")]
    parties = dict.fromkeys(party.values())
    weights = zip(found.stances.participant, found.stances.importance, strict=True)
    heavy = [who for who, weight in weights if weight is not None]
    rows = tuple(
        (
            each,
            say.number(found.people(each), 0),
            *(
                say.number(sum(party.get(who) == each for who in people), 0)
                for people in (found.stances.participant, heavy, found.predictions.participant)
            ),
        )
        for each in parties
    )
    columns = (Column(title=say("party")), *(Column(title=title, numeric=True) for title in titles))
    return Table(columns=columns, rows=rows)


def _misread(found: Import, say: Words) -> Table:
    titles = (say("file"), say("line"), say("column"), say("what is wrong"), say("what to do"))
    rows = [
        (one.file, say.number(one.line, 0), one.column, one.what, one.todo)
        for one in found.misread[:MOST_SHOWN]
    ]
    left = len(found.misread) - MOST_SHOWN
    if left > 0:
        rows.append(("", "", "", say.plural("{n} more", "{n} more", left), ""))
    return Table(columns=tuple(Column(title=title) for title in titles), rows=tuple(rows))
