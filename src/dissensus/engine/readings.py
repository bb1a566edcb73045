"""Signals in one round: as their senders meant them, and as the other side's people read them."""

from __future__ import annotations

from collections import Counter

import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.domain.signals import Signal
from dissensus.domain.tracks import Target
from dissensus.engine import tabulate
from dissensus.engine.cells import Cell, Value, Withheld, too_few
from dissensus.engine.findings import ReadSignal
from dissensus.measures.records import Estimate
from dissensus.measures.signals import misread_rate, threat_inflation

NO_COMMON = "no common answer"


def readings(
    case: Case, held: Round, *, target: Target, min_cell: int, draws: int, rng: np.random.Generator
) -> tuple[ReadSignal, ...]:
    """Every signal of the round, as each asked party other than its senders read it."""
    known = {signal.id: signal for signal in case.signals}
    readers = tabulate.sides(held, case.sides)
    return tuple(
        _read(held, known[name], reader, target, min_cell, draws, rng)
        for name in held.signals
        for reader in readers
        if reader not in known[name].sender
    )


def _read(
    held: Round,
    signal: Signal,
    reader: str,
    target: Target,
    min_cell: int,
    draws: int,
    rng: np.random.Generator,
) -> ReadSignal:
    people, rows = set(held.respondents(reader)), held.readings
    mine = [
        index
        for index, who in enumerate(rows.participant)
        if who in people and rows.signal[index] == signal.id
    ]
    meanings = [rows.meaning[index] for index in mine]
    hostility = np.array([rows.hostility[index] or np.nan for index in mine], dtype=np.float64)
    meant = signal.meant.hostility or np.nan
    rate = misread_rate([signal.meant.meaning] * len(mine), meanings, target=target, draws=draws, rng=rng)
    enough = len(mine) >= tabulate.smallest(held, reader, min_cell)
    hidden = None if enough else Withheld(reason=too_few(len(mine), min_cell))
    return ReadSignal(
        signal=signal.id,
        reader=reader,
        meant=signal.meant.meaning,
        commonest=_commonest(meanings) if enough else None,
        misread=hidden or _cell(rate, target),
        inflation=hidden or _cell(threat_inflation(np.full(len(mine), meant), hostility), target),
    )


def _commonest(meanings: list[str | None]) -> str | None:
    """The category that more than half of the readers chose."""
    counts = Counter(meaning for meaning in meanings if meaning is not None)
    if not counts:
        return None
    meaning, n = counts.most_common(1)[0]
    return meaning if 2 * n > sum(counts.values()) else NO_COMMON


def _cell(estimate: Estimate, target: Target) -> Cell:
    if estimate.value is None:
        return Withheld(reason=estimate.reason or "nobody read it")
    return Value(
        value=estimate.value,
        interval=estimate.interval,
        n=estimate.n,
        method=estimate.method,
        target=str(target),
    )
