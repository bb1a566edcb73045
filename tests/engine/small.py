"""A small case with answers that can be worked out on paper, for tests of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dissensus.domain.case import Case
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, Rung
from dissensus.domain.parties import Party
from dissensus.domain.rounds import Participant, Round
from dissensus.domain.stances import Lines, Predictions, Stances
from dissensus.domain.statements import Statement
from dissensus.domain.texts import Text
from dissensus.domain.tracks import Unit

StanceRow = tuple[str, str, int, int | None]
PredictionRow = tuple[str, str, str, float]
LineRow = tuple[str, str, str | None, str, int | None, int, int | None, str]


def text(words: str) -> Text:
    """English words."""
    return Text.of({"en": words})


def case(*rounds: Round, sides: Sequence[str] = ("A", "B"), statements: int = 2) -> Case:
    """Sides, statements S1, S2, ... in issues i1 and i2 by turns, and a ladder `air` of three rungs."""
    rungs = tuple(Rung(id=f"air-{number}", activity=text(f"act {number}")) for number in (1, 2, 3))
    return Case(
        id="small",
        sides=tuple(sides),
        parties=tuple(Party(id=side, name=text(side)) for side in sides),
        issues=(Issue(id="i1"), Issue(id="i2")),
        statements=tuple(
            Statement(id=f"S{k}", issue=("i1", "i2")[(k - 1) % 2], kind="fact", text=text(f"statement {k}"))
            for k in range(1, statements + 1)
        ),
        ladders=(Ladder(domain="air", rungs=rungs),),
        rounds=tuple(rounds),
    )


def people(**numbers: int) -> tuple[Participant, ...]:
    """So many persons of each side, a1, a2, ... of A, and every side itself, for what it says as one."""
    persons = [
        Participant(f"{side.lower()}{k}", side)
        for side, number in numbers.items()
        for k in range(1, number + 1)
    ]
    return (*persons, *(Participant(side, side) for side in numbers))


def held(
    *,
    id: str = "r1",
    stances: Sequence[StanceRow] = (),
    predictions: Sequence[PredictionRow] = (),
    lines: Sequence[LineRow] = (),
    arms: Mapping[str, str | None] | None = None,
    participants: tuple[Participant, ...] = people(A=2, B=2),
    **terms: Any,
) -> Round:
    """A round of these rows, by person unless told otherwise."""
    parties = [participant.id for participant in participants if participant.is_party]
    counts = {party: sum(p.party == party and not p.is_party for p in participants) for party in parties}
    terms = {"unit": dict.fromkeys(parties, Unit.PERSON), "roll": counts, "ladders": ("air",), **terms}
    return Round(
        id=id,
        statements={"S1": None, "S2": None} if arms is None else arms,
        participants=participants,
        stances=Stances(**columns(("participant", "statement", "stance", "importance"), stances)),
        predictions=Predictions(**columns(("participant", "about", "statement", "share"), predictions)),
        lines=Lines(
            **columns(
                ("participant", "owner", "other", "domain", "lowest", "likeliest", "highest", "kind"), lines
            )
        ),
        **terms,
    )


def columns(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> dict[str, list[Any]]:
    """The rows by column, as tables of answers keep them."""
    return {name: [row[index] for row in rows] for index, name in enumerate(names)}
