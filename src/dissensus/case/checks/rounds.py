"""Rounds: each has the terms that its track and its parties' units call for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dissensus.case.draft import Draft, Placed
from dissensus.domain.errors import Problem
from dissensus.domain.tracks import Track, Unit


def check(draft: Draft) -> Iterator[Problem]:
    """What is wrong with the terms of single rounds."""
    for held in draft.rounds:
        if held.terms is None or held.terms.record is None:
            continue
        if held.terms.is_sound("track", "party"):
            yield from _track(held.terms)
        yield from _dates(held.terms)
        yield from _arms(held.terms)
        yield from _rolls(held.terms)
        if draft.sides is not None:
            yield from _sides(held.terms, draft.sides)


def _track(terms: Placed) -> Iterator[Problem]:
    track, party = terms.record["track"], terms.record["party"]
    if track is Track.INTERNAL and party is None:
        yield terms.problem("party: an internal round is inside one party", "Name the party.", "track")
    if track is Track.JOINT and party is not None:
        what = f"party: a joint round is inside no party, not even {party}"
        yield terms.problem(what, "Take it out, or write track: internal.", "party")
    if track is Track.INTERNAL and party is not None:
        for field in ("unit", "roll"):
            for other in terms.record[field]:
                if other != party:
                    what = f"{field}: {other} has no part in a round inside {party}"
                    yield terms.problem(what, "Take it out.", field, other)


def _dates(terms: Placed) -> Iterator[Problem]:
    known = [(name, terms.record[name]) for name in ("opened", "sealed", "released")]
    for (early, first), (late, last) in pairwise((name, date) for name, date in known if date is not None):
        if first.first > last.last:
            yield terms.problem(
                f"{late}: {last} is before {early}, {first}", "Mend one of the two dates.", late
            )


def _arms(terms: Placed) -> Iterator[Problem]:
    arms = terms.record["statements"]
    without = [statement for statement, arm in arms.items() if arm is None]
    if without and len(without) < len(arms):
        for statement in without:
            what = f"statements: {statement} has no arm, and others have"
            yield terms.problem(what, "Give every statement its arm, or none.", "statements", statement)


def _rolls(terms: Placed) -> Iterator[Problem]:
    for party, unit in terms.record["unit"].items():
        number = terms.record["roll"].get(party, 1)
        if unit is Unit.PARTY and number != 1:
            what = f"roll: {party} answers as one, and its roll is {number}"
            yield terms.problem(what, "Write 1.", "roll", party)


def _sides(terms: Placed, sides: Sequence[str]) -> Iterator[Problem]:
    for field in ("unit", "roll"):
        for party in terms.record[field]:
            if party not in sides:
                what = f"{field}: {party} is no side of the case"
                yield terms.problem(what, "Add it to sides in case.yaml, or take it out.", field, party)
    party = terms.record["party"]
    if party is not None and party not in sides:
        what = f"party: {party} is no side of the case"
        yield terms.problem(what, "Add it to sides in case.yaml, or name another.", "party")
