"""Who leaves or skips keeps their last answers: the rounds of a dialogue as the guard takes them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

import attrs

from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Unit
from dissensus.engine import tabulate

_TABLES = ("stances", "predictions", "lines", "conduct", "readings", "options")
"""The tables of a round whose rows are somebody's answers."""


def carried_forward(series: Sequence[Round]) -> tuple[Round, ...]:
    """The rounds with the last answers of everybody who left or skipped carried forward.

    Whoever answered by person in an earlier round and not at all in a later one stands in the later one with
    the answers they gave last. The roll never shrinks, so that a leaver is not exposed. A round that holds
    what was released instead of answers is left as it is.

    Examples
    --------
    >>> from dissensus.domain.rounds import Participant
    >>> from dissensus.domain.stances import Stances
    >>> def answered(*people):
    ...     n = len(people)
    ...     return Stances(participant=people, statement=["S1"] * n, stance=[1] * n, importance=[None] * n)
    >>> both = tuple(Participant(name, "A") for name in ("p1", "p2"))
    >>> first = Round(id="r1", roll={"A": 2}, participants=both, stances=answered("p1", "p2"))
    >>> second = Round(id="r2", roll={"A": 1}, participants=both[:1], stances=answered("p1"))
    >>> later = carried_forward([first, second])[1]
    >>> later.stances.participant, dict(later.roll)
    (('p1', 'p2'), {'A': 2})
    """
    made: list[Round] = []
    for held in series:
        made.append(_after(made[-1], held) if made else _with_roll(held, {}))
    return tuple(made)


def stayers(series: Sequence[Round], party: str) -> frozenset[str]:
    """The persons of a party who gave answers of their own in the first and the last of these rounds."""
    first, last = (_answered(held) & set(held.respondents(party)) for held in (series[0], series[-1]))
    return frozenset(first & last)


def restricted(held: Round, kept: Mapping[str, Collection[str]]) -> Round:
    """The round with the answers of these persons only, for the parties named; nothing else changes."""
    gone = {
        person for party, people in kept.items() for person in held.respondents(party) if person not in people
    }
    left = {name: _chosen(getattr(held, name), lambda person: person not in gone) for name in _TABLES}
    people = tuple(participant for participant in held.participants if participant.id not in gone)
    return attrs.evolve(held, participants=people, **left)


def _answered(held: Round) -> set[str]:
    return {person for name in _TABLES for person in getattr(held, name).participant}


def _after(earlier: Round, held: Round) -> Round:
    answered = _answered(held)
    if held.results is not None and not answered:
        return _with_roll(held, earlier.roll)
    parties = {*held.roll, *(participant.party for participant in held.participants)}
    absent = {
        participant.id: participant
        for participant in earlier.participants
        if participant.party in parties
        and not participant.is_party
        and held.unit.get(participant.party, Unit.PERSON) is Unit.PERSON
        and participant.id not in answered
    }
    tables: dict[str, Any] = {
        name: _joined(getattr(held, name), _chosen(getattr(earlier, name), absent.__contains__))
        for name in _TABLES
    }
    listed = {participant.id for participant in held.participants}
    added = tuple(participant for name, participant in absent.items() if name not in listed)
    return _with_roll(attrs.evolve(held, participants=(*held.participants, *added), **tables), earlier.roll)


def _with_roll(held: Round, earlier: Mapping[str, int]) -> Round:
    """The roll of those who answer by person: as given, no fewer than before, and everybody who is there."""
    parties = {*held.roll, *(participant.party for participant in held.participants)}
    people = {party for party in parties if held.unit.get(party, Unit.PERSON) is Unit.PERSON}
    roll = {
        party: max(tabulate.asked(held, party), earlier.get(party, 0), len(held.respondents(party)))
        for party in people
    }
    return attrs.evolve(held, roll={**held.roll, **roll})


def _chosen(table: Any, holds: Callable[[str], bool]) -> Any:
    """The rows of those for whom it holds."""
    columns = {field.name: getattr(table, field.name) for field in attrs.fields(type(table))}
    rows = [index for index, person in enumerate(columns["participant"]) if holds(person)]
    return attrs.evolve(table, **{name: tuple(values[i] for i in rows) for name, values in columns.items()})


def _joined(one: Any, other: Any) -> Any:
    names = [field.name for field in attrs.fields(type(one))]
    return attrs.evolve(one, **{name: (*getattr(one, name), *getattr(other, name)) for name in names})
