"""From a round's rows to the labelled arrays that measures take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target, Track, Unit
from dissensus.measures.arrays import NO_IMPORTANCE, Ints, LineMatrix, PredictionMatrix, VoteMatrix

_NOWHERE = -1


def sides(held: Round, order: Sequence[str]) -> tuple[str, ...]:
    """The sides that were asked in this round, in the given order.

    >>> sides(Round(id="r1", roll={"B": 3, "A": 2}), ("A", "B", "C"))
    ('A', 'B')
    """
    asked = {*held.roll, *(participant.party for participant in held.participants)}
    if held.track is Track.INTERNAL:
        asked &= {held.party}
    return tuple(party for party in order if party in asked)


def asked(held: Round, party: str) -> int:
    """N: how many of the party were asked, in its unit; those who are there where no roll is given."""
    if held.unit.get(party) is Unit.PARTY:
        return 1
    return held.roll.get(party, len(held.respondents(party)))


def smallest(held: Round, party: str, min_cell: int) -> int:
    """The caller's smallest cell, which concerns persons only: 0 for members and parties.

    >>> smallest(Round(id="r1", unit={"A": Unit.PARTY}), "A", 5), smallest(Round(id="r1"), "B", 5)
    (0, 5)
    """
    return min_cell if held.unit.get(party, Unit.PERSON) is Unit.PERSON else 0


def votes(held: Round, party: str) -> VoteMatrix:
    """The party's stances in its unit, on the round's statements.

    >>> from dissensus.domain.rounds import Participant
    >>> from dissensus.domain.stances import Stances
    >>> held = Round(
    ...     id="r1",
    ...     statements={"S1": None, "S2": None},
    ...     participants=(Participant("p1", "A"),),
    ...     stances=Stances(participant=["p1"], statement=["S2"], stance=[-1], importance=[3]),
    ... )
    >>> votes(held, "A").stance, votes(held, "A").seen
    (array([[ 0, -1]], dtype=int8), array([[False,  True]]))
    """
    people, statements = held.respondents(party), tuple(held.statements)
    row = _places(held.stances.participant, people)
    column = _places(held.stances.statement, statements)
    kept = (row != _NOWHERE) & (column != _NOWHERE)
    cells = (row[kept], column[kept])
    stance = np.zeros((len(people), len(statements)), dtype=np.int8)
    importance = np.full(stance.shape, NO_IMPORTANCE, dtype=np.int8)
    seen = np.zeros(stance.shape, dtype=np.bool_)
    seen[cells] = True
    stance[cells] = np.array(held.stances.stance, dtype=np.int8)[kept]
    weights = [NO_IMPORTANCE if weight is None else weight for weight in held.stances.importance]
    importance[cells] = np.array(weights, dtype=np.int8)[kept]
    return VoteMatrix(
        stance=stance, seen=seen, importance=importance, participants=people, statements=statements
    )


def predictions(held: Round, party: str, about: str) -> PredictionMatrix:
    """What the party expects of another, in the party's unit, on the round's statements."""
    people, statements = held.respondents(party), tuple(held.statements)
    row = _places(held.predictions.participant, people)
    column = _places(held.predictions.statement, statements)
    meant = np.array([other == about for other in held.predictions.about], dtype=np.bool_)
    kept = (row != _NOWHERE) & (column != _NOWHERE) & meant
    cells = (row[kept], column[kept])
    share = np.zeros((len(people), len(statements)))
    seen = np.zeros(share.shape, dtype=np.bool_)
    seen[cells] = True
    share[cells] = np.array(held.predictions.share, dtype=np.float64)[kept]
    return PredictionMatrix(share=share, seen=seen, participants=people, statements=statements)


def own_lines(held: Round, party: str, domain: str, rungs: int) -> LineMatrix:
    """The party's own lines on a ladder: one, the party's, in the joint track; every one given elsewhere."""
    if held.track is Track.JOINT:
        return _lines(held, {party}, "own", owner=party, other=None, domain=domain, rungs=rungs)
    people = {participant.id for participant in held.participants if participant.party == party}
    return _lines(held, people, "own", owner=party, other=None, domain=domain, rungs=rungs)


def believed_lines(held: Round, holder: str, owner: str, domain: str, rungs: int) -> LineMatrix:
    """What the holder's respondents believe of the owner's line."""
    people = set(held.respondents(holder))
    return _lines(held, people, "believed", owner=owner, other=None, domain=domain, rungs=rungs)


def believed_of_us(held: Round, party: str, other: str, domain: str, rungs: int) -> LineMatrix:
    """What the party's respondents believe that the other believes of the party's line."""
    people = set(held.respondents(party))
    return _lines(held, people, "believed_of_us", owner=party, other=other, domain=domain, rungs=rungs)


def target(held: Round, chosen: Target | None) -> Target:
    """Whom the numbers are about: what was chosen, or what the round says."""
    return held.target if chosen is None else chosen


def _places(values: Iterable[str], labels: Sequence[str]) -> Ints:
    place = {label: index for index, label in enumerate(labels)}
    return np.array([place.get(value, _NOWHERE) for value in values], dtype=np.int64)


def _lines(
    held: Round, people: set[str], kind: str, *, owner: str, other: str | None, domain: str, rungs: int
) -> LineMatrix:
    rows = held.lines
    chosen = [
        index
        for index, person in enumerate(rows.participant)
        if person in people
        and rows.kind[index] == kind
        and rows.owner[index] == owner
        and rows.domain[index] == domain
        and (other is None or rows.other[index] == other)
    ]
    bounds = [_bounds(rows.lowest[i], rows.likeliest[i], rows.highest[i]) for i in chosen]
    return LineMatrix(
        bounds=np.array(bounds, dtype=np.int64).reshape(len(bounds), 3),
        rungs=rungs,
        participants=tuple(rows.participant[i] for i in chosen),
    )


def _bounds(lowest: int | None, likeliest: int, highest: int | None) -> tuple[int, int, int]:
    """A missing end is the likeliest rung."""
    return likeliest if lowest is None else lowest, likeliest, likeliest if highest is None else highest
