"""The agenda of one round: ranked lists, joint and for one party's eyes, made from the records shown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dissensus.engine.cells import Cell, Label, number
from dissensus.engine.findings import AgendaRow, ReadSignal, StatementCohesion
from dissensus.engine.results import Clarification, Difference, LineGap, State
from dissensus.measures import agenda, own_agenda
from dissensus.measures.agenda import Entry
from dissensus.measures.arrays import Floats

DIFFERENCES, LINES, SIGNALS, SETTLE, VAGUE = (
    "differences",
    "lines",
    "signals",
    "settle first",
    "keep vague",
)


def joint(
    differences: Sequence[Difference],
    lines: Sequence[LineGap],
    clarifications: Sequence[Clarification],
    readings: Sequence[ReadSignal],
) -> tuple[AgendaRow, ...]:
    """What to speak of with the other side: one ranked list a kind, in no common currency."""
    rows: list[AgendaRow] = []
    for pair in dict.fromkeys(each.sides for each in differences):
        rows.extend(_differences([each for each in differences if each.sides == pair], pair))
    rows.extend(_lines(lines, clarifications))
    rows.extend(_signals(readings))
    return tuple(rows)


def own(
    cohesion: Sequence[StatementCohesion],
    differences: Sequence[Difference],
    clarifications: Sequence[Clarification],
) -> tuple[AgendaRow, ...]:
    """For each party's own eyes: what it should settle first, and what it has reason to keep vague."""
    rows: list[AgendaRow] = []
    for party in dict.fromkeys(each.eyes for each in cohesion):
        mine = [each for each in cohesion if each.eyes == party]
        split = {each.statement for each in differences if each.leans.get(party) == "split"}
        entries = own_agenda.settle_first(
            [each.statement for each in mine],
            [each.statement in split for each in mine],
            _numbers([each.agreement_index for each in mine]),
        )
        rows.extend(_row(SETTLE, place, entry, eyes=party) for place, entry in _ranked(entries))
    labels = [(each.domain, each.actor, each.owner) for each in clarifications]
    outcomes = [each.outcome for each in clarifications]
    for party in dict.fromkeys(each.owner for each in clarifications):
        entries = own_agenda.keep_vague(labels, outcomes, owner=party)
        rows.extend(_row(VAGUE, place, entry, eyes=party) for place, entry in _ranked(entries))
    return tuple(rows)


def _differences(found: Sequence[Difference], pair: tuple[str, str]) -> list[AgendaRow]:
    """By weighted surprise; by the state that is shown where no surprise is."""
    ids = [each.statement for each in found]
    surprise = np.stack([_numbers([each.surprise[party] for each in found]) for party in pair])
    importance = np.stack([_numbers([each.importance[party] for each in found]) for party in pair])
    entries = agenda.differences(ids, surprise, importance)
    if not entries:
        names = [each.state.name if isinstance(each.state, State) else "" for each in found]
        entries = agenda.differences_by_state(ids, names)
    return [
        _row(DIFFERENCES, place, entry, party=None if entry.side is None else pair[entry.side])
        for place, entry in _ranked(entries)
    ]


def _lines(lines: Sequence[LineGap], clarifications: Sequence[Clarification]) -> list[AgendaRow]:
    """By mutual gain; where gains are not shown, by where the line is believed to be."""
    labels = [(each.domain, each.actor, each.owner) for each in clarifications]
    shares = np.array([np.nan if each.share is None else each.share for each in clarifications])
    entries = agenda.lines(labels, [each.outcome for each in clarifications], shares)
    if not any(each.outcome for each in clarifications):
        placed = [(gap, gap.placed) for gap in lines if gap.other is None]
        entries = agenda.lines_by_place(
            [(gap.domain, gap.holder, gap.owner) for gap, _ in placed],
            [cell.label if isinstance(cell, Label) else None for _, cell in placed],
        )
    return [_row(LINES, place, entry) for place, entry in _ranked(entries)]


def _signals(readings: Sequence[ReadSignal]) -> list[AgendaRow]:
    """By misread rate; a signal that several parties read stands once, for the one that misread it most."""
    worst: dict[str, tuple[float, str]] = {}
    for each, rate in zip(readings, _numbers([each.misread for each in readings]), strict=True):
        if rate > worst.get(each.signal, (-1.0, ""))[0]:
            worst[each.signal] = (float(rate), each.reader)
    entries = agenda.signals(list(worst), np.array([rate for rate, _ in worst.values()]))
    return [
        _row(SIGNALS, place, entry, party=worst[str(entry.label[0])][1]) for place, entry in _ranked(entries)
    ]


def _ranked(entries: Iterable[Entry]) -> Iterable[tuple[int, Entry]]:
    return enumerate(entries, start=1)


def _row(
    name: str, rank: int, entry: Entry, *, party: str | None = None, eyes: str | None = None
) -> AgendaRow:
    return AgendaRow(
        list=name,
        rank=rank,
        label=tuple(map(str, entry.label)),
        why=entry.why,
        figure=entry.figure,
        party=party,
        eyes=eyes,
    )


def _numbers(found: Sequence[Cell]) -> Floats:
    return np.array([number(cell) for cell in found], dtype=np.float64)
