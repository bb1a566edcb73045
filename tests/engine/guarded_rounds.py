"""Rounds written as one list of answers a person, for tests of the guard over results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.engine.analyse import analyse
from dissensus.engine.guarding import guarded
from dissensus.engine.results import Plan, Results
from tests.engine import small

HASH = "0" * 64
OTHER = {"A": "B", "B": "A"}

Answers = Sequence[Sequence[int | None]]
Shares = Sequence[Sequence[float | None]]


def round_of(
    stances: Mapping[str, Answers],
    shares: Mapping[str, Shares] | None = None,
    *,
    importance: int | None = None,
    believed: Mapping[str, Sequence[int | None]] | None = None,
    own: Mapping[str, int] | None = None,
    as_one: Sequence[str] = (),
    **terms: Any,
) -> Round:
    """A round of A and B: `stances[side][person][statement]`, likewise the shares each expects of the other.

    `believed[side][person]` is where the person puts the other's line, `own[side]` the side's own; sides in
    `as_one` answer as one (the first person of theirs is the party).
    """
    parties = small.people(**{side: len(rows) for side, rows in stances.items()})
    names = {
        side: [side] if side in as_one else [p.id for p in parties if p.party == side and not p.is_party]
        for side in stances
    }
    width = max(len(row) for rows in stances.values() for row in rows)
    return small.held(
        participants=tuple(p for p in parties if p.is_party or p.party not in as_one),
        stances=[
            (name, f"S{k + 1}", value, importance)
            for side, rows in stances.items()
            for name, row in zip(names[side], rows, strict=True)
            for k, value in enumerate(row)
            if value is not None
        ],
        predictions=[
            (name, OTHER[side], f"S{k + 1}", share)
            for side, rows in (shares or {}).items()
            for name, row in zip(names[side], rows, strict=False)
            for k, share in enumerate(row)
            if share is not None
        ],
        lines=[
            *((side, side, None, "air", None, rung, None, "own") for side, rung in (own or {}).items()),
            *(
                (name, OTHER[side], None, "air", None, rung, None, "believed")
                for side, rungs in (believed or {}).items()
                for name, rung in zip(names[side], rungs, strict=False)
                if rung is not None
            ),
        ],
        **{"arms": {f"S{k + 1}": None for k in range(width)}, **terms},
    )


def case_of(*rounds: Round) -> Case:
    """The rounds as a case, each after the one before."""
    return small.case(*rounds, statements=max(len(held.statements) for held in rounds))


def shown(*rounds: Round) -> Results:
    """What may be shown of the rounds, up to the last of them."""
    return shown_of(case_of(*rounds))


def shown_of(case: Case) -> Results:
    """What may be shown of a case, up to its last round."""
    figures = analyse(case, Plan(round=case.rounds[-1].id, draws=40))
    return guarded(figures, case, case_sha256=HASH)


def column(*answers: Any) -> list[list[Any]]:
    """One statement's answers, a person a row."""
    return [[answer] for answer in answers]
