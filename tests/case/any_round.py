"""Any rounds of a case: both tracks, all units, every table of answers, series and results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from hypothesis import strategies as st

from dissensus.domain.dates import Date
from dissensus.domain.rounds import ARMS, Participant, Round
from dissensus.domain.stances import (
    CONDUCT_STATUSES,
    RATINGS,
    Conduct,
    Costs,
    Lines,
    Options,
    Predictions,
    Readings,
    Stances,
)
from dissensus.domain.tracks import Target, Track, Unit
from tests.case.any_value import attributes, few, finite, identifiers, perhaps, strings

Row: TypeAlias = tuple[Any, ...]


def _table(make: Any, columns: Sequence[str], rows: Sequence[Row]) -> Any:
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    return make(**dict(zip(columns, cells, strict=True)))


def _share_of(draw: st.DrawFn, rows: Sequence[Row]) -> list[Row]:
    """Some of the rows, in some order."""
    return draw(st.lists(st.sampled_from(rows), max_size=5, unique=True)) if rows else []


@st.composite
def rounds(
    draw: st.DrawFn,
    *,
    sides: Sequence[str],
    members: Mapping[str, Sequence[str]],
    statements: Sequence[str],
    rungs: Mapping[str, int],
    signals: Sequence[str],
) -> tuple[Round, ...]:
    """Up to three rounds; the later ones may come after the first."""
    names = draw(st.lists(identifiers, max_size=3, unique_by=str.lower))
    found: list[Round] = []
    for name in names:
        earlier = draw(perhaps(st.sampled_from(found))) if found else None
        if earlier is not None and (earlier.last or earlier.after is not None):
            earlier = None
        found.append(_round(draw, name, earlier, sides, members, statements, rungs, signals))
    return tuple(draw(st.permutations(found)))


def _round(
    draw: st.DrawFn,
    name: str,
    earlier: Round | None,
    sides: Sequence[str],
    members: Mapping[str, Sequence[str]],
    statements: Sequence[str],
    rungs: Mapping[str, int],
    signals: Sequence[str],
) -> Round:
    inside = draw(perhaps(st.sampled_from(sides))) if earlier is None else earlier.party
    asked = sides if inside is None else [inside]
    unit = {party: draw(st.sampled_from(list(Unit))) for party in asked}
    people = _people(draw, unit, members, sides)
    has_unit: bool = bool(people) or draw(st.booleans())
    there = {party: sum(p.party == party and not p.is_party for p in people) for party in asked}
    extra = draw(st.integers(0, 5))
    roll = {party: 1 if unit[party] is Unit.PARTY else there[party] + extra for party in asked}
    terms: dict[str, Any] = {
        "track": Track.JOINT if inside is None else Track.INTERNAL,
        "party": inside,
        "unit": unit if has_unit else {},
        "roll": draw(st.sampled_from([roll, {}])),
        "target": draw(st.sampled_from(list(Target))),
        "statements": _arms(draw, statements) if earlier is None else earlier.statements,
        "ladders": tuple(draw(st.permutations(sorted(rungs)))),
        "signals": tuple(signals),
        "guard": draw(perhaps(attributes)),
        "after": None if earlier is None else earlier.id,
        "last": draw(st.booleans()),
        "synthetic": draw(st.booleans()) if earlier is None else earlier.synthetic,
        "seed": draw(perhaps(st.integers(0))),
        "attributes": draw(attributes),
        "results": draw(perhaps(attributes)),
    }
    days = draw(st.tuples(*[perhaps(st.integers(1, 9))] * 3))
    ordered = iter(sorted(day for day in days if day is not None))
    dated: Any = [None if day is None else Date(f"2019-05-0{next(ordered)}") for day in days]
    return Round(
        id=name,
        **terms,
        **dict(zip(("opened", "sealed", "released"), dated, strict=True)),
        participants=people,
        **_answers(draw, unit, people, terms, sides, rungs),
    )


def _arms(draw: st.DrawFn, statements: Sequence[str]) -> dict[str, str | None]:
    asked = draw(few(st.sampled_from(statements))) if statements else ()
    if draw(st.booleans()):
        return dict.fromkeys(asked)
    return {statement: draw(st.sampled_from(ARMS)) for statement in asked}


def _people(
    draw: st.DrawFn, unit: Mapping[str, Unit], members: Mapping[str, Sequence[str]], sides: Sequence[str]
) -> tuple[Participant, ...]:
    found: list[Participant] = []
    taken = {*members, *sides}
    for party, way in unit.items():
        if draw(st.booleans()):
            found.append(Participant(party, party))
        if way is Unit.PERSON:
            names = [name for name in draw(few(identifiers, 2)) if name not in taken]
            found += [
                Participant(
                    name, party, draw(perhaps(st.sampled_from(members[party]))) if members[party] else None
                )
                for name in names
            ]
            taken |= {*names}
        if way is Unit.MEMBER:
            for place, member in enumerate(members[party]):
                name = f"m{len(taken)}.{place}"
                found.append(Participant(name, party, member))
                taken.add(name)
    return tuple(found)


def _answers(
    draw: st.DrawFn,
    unit: Mapping[str, Unit],
    people: Sequence[Participant],
    terms: Mapping[str, Any],
    sides: Sequence[str],
    rungs: Mapping[str, int],
) -> dict[str, Any]:
    answer = [(p.id, p.party) for p in people if p.is_party is (unit[p.party] is Unit.PARTY)]
    statements, joint = list(terms["statements"]), terms["track"] is Track.JOINT
    stances = [(who, s) for who, _ in answer for s in statements]
    predictions = [
        (who, about, s) for who, of in answer for about in sides if about != of for s in statements
    ]
    steps = [(domain, rung) for domain, top in rungs.items() for rung in range(1, top + 1)]
    conduct = [(who, domain, rung, by) for who, _ in answer for domain, rung in steps for by in sides]
    readings = [(who, signal) for who, _ in answer for signal in terms["signals"]]
    holders = sides if joint else [terms["party"]]
    costs = [(party, domain, rung) for party in holders for domain, rung in steps]
    options = [] if joint else [(who, option) for who, _ in answer for option in ("wait", "1e3")]
    number = perhaps(finite)

    def filled(rows: Sequence[Row], *cells: st.SearchStrategy[Any]) -> list[Row]:
        return [(*row, *(draw(cell) for cell in cells)) for row in _share_of(draw, rows)]

    def read(row: Row) -> Row:
        meaning = draw(perhaps(strings))
        hostility = draw(st.integers(1, 7) if meaning is None else perhaps(st.integers(1, 7)))
        return (*row, meaning, hostility)

    step = ("participant", "domain", "rung", "by", "rating", "status")
    rated = filled(conduct, st.sampled_from(RATINGS), perhaps(st.sampled_from(CONDUCT_STATUSES)))
    stance = filled(stances, st.sampled_from([-1, 0, 1]), perhaps(st.integers(0, 3)))
    names = ("participant", "option", "expected_escalation", "benefit", "cost")
    return {
        "stances": _table(Stances, ("participant", "statement", "stance", "importance"), stance),
        "predictions": _table(
            Predictions,
            ("participant", "about", "statement", "share"),
            filled(predictions, st.floats(0, 1)),
        ),
        "lines": _lines(draw, answer, people, sides, rungs, joint=joint),
        "conduct": _table(Conduct, step, rated),
        "readings": _table(
            Readings,
            ("participant", "signal", "meaning", "hostility"),
            [read(row) for row in _share_of(draw, readings)],
        ),
        "options": _table(Options, names, filled(options, number, number, number)),
        "costs": _table(Costs, ("party", "domain", "rung", "benefit", "harm"), filled(costs, number, number)),
    }


def _lines(
    draw: st.DrawFn,
    answer: Sequence[tuple[str, str]],
    people: Sequence[Participant],
    sides: Sequence[str],
    rungs: Mapping[str, int],
    *,
    joint: bool,
) -> Lines:
    givers = [(p.id, p.party) for p in people if p.is_party or not joint]
    own = [(who, of, None, domain, "own") for who, of in givers for domain in rungs]
    believed = [
        (who, owner, None, domain, "believed")
        for who, of in answer
        for owner in sides
        if owner != of
        for domain in rungs
    ]
    of_us = [
        (who, of, other, domain, "believed_of_us")
        for who, of in answer
        for other in sides
        if other != of
        for domain in rungs
    ]
    rows = []
    for who, owner, other, domain, kind in _share_of(draw, [*own, *believed, *of_us]):
        rung = st.integers(1, rungs[domain] + 1)
        lowest, likeliest, highest = sorted(draw(st.tuples(rung, rung, rung)))
        low, high = draw(st.sampled_from([lowest, None])), draw(st.sampled_from([highest, None]))
        rows.append((who, owner, other, domain, low, likeliest, high, kind))
    columns = ("participant", "owner", "other", "domain", "lowest", "likeliest", "highest", "kind")
    found = _table(Lines, columns, rows)
    assert isinstance(found, Lines)
    return found
