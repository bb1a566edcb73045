"""Participants: each once, in one party, in the unit that it agreed to, and no more than were asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dissensus.case.checks.asked import Asked, Verdict, judged
from dissensus.case.draft import Answers
from dissensus.domain.errors import Problem
from dissensus.domain.tracks import Unit


def check(asked: Asked) -> Iterator[Problem]:
    """What is wrong with the list of participants."""
    listed = asked.held.answers.get("participants")
    if listed is None:
        return
    yield from judged(listed, ("participant", "party", "member"), lambda *row: _one(asked, *row))
    yield from _twice(listed)
    yield from _voices(asked, listed)
    yield from _rolls(asked, listed)


def _one(asked: Asked, participant: str, party: str, member: str | None) -> Iterator[Verdict]:
    yield from asked.party(party, "party")
    if asked.holder not in (None, party):
        what = f"party: {party} has no part in a round inside {asked.holder}"
        yield what, "Take the row out."
    if participant != party and participant in (asked.registers.ids["party"] or {}):
        what = f"participant: {participant} is a party, and stands here under {party}"
        yield what, "Give a party's own answer under its own id and party."
    if member is not None:
        yield from _member(asked, participant, party, member)
    yield from _unit(asked, participant, party, member)


def _member(asked: Asked, participant: str, party: str, member: str) -> Iterator[Verdict]:
    if participant == party:
        what = f"member: {party} itself is no member, and stands here for {member}"
        yield what, "Leave the cell empty."
    elif party in asked.members and member not in asked.members[party]:
        what = f"member: {party} has no member {member!r}"
        yield what, "Use an id of its members in parties.yaml, or leave the cell empty."


def _unit(asked: Asked, participant: str, party: str, member: str | None) -> Iterator[Verdict]:
    units = asked.terms["unit"]
    if not asked.sound("unit"):
        return
    if units and party not in units:
        yield f"party: {party} has no unit in round.yaml", "Add it to unit there, or take the row out."
    if participant == party:
        return
    unit = asked.unit(party)
    if unit is Unit.PARTY:
        what = f"participant: {party} answers as one, so {participant} does not answer"
        yield what, f"Keep only the participant {party}, or change the unit in round.yaml."
    if unit is Unit.MEMBER and member is None:
        what = f"member: {party} answers by member, and {participant} names none"
        yield what, "Write the member for which the participant speaks."


def _twice(listed: Answers) -> Iterator[Problem]:
    first: dict[str, tuple[int, str]] = {}
    for line, (participant, party) in zip(listed.lines, listed.rows("participant", "party"), strict=True):
        before, other = first.setdefault(participant, (line, party))
        if before != line:
            where = f"in line {before}" + (f" under {other}" if other != party else "")
            what = f"participant: {participant!r} is listed already {where}"
            yield Problem(listed.file, line, what, "A participant is in one party, once: take one row out.")


def _voices(asked: Asked, listed: Answers) -> Iterator[Problem]:
    """In a party that answers by member, each member has one voice."""
    first: dict[tuple[str, str], str] = {}
    rows = listed.rows("participant", "party", "member")
    for line, (participant, party, member) in zip(listed.lines, rows, strict=True):
        if member is None or participant == party or asked.unit(party) is not Unit.MEMBER:
            continue
        before = first.setdefault((party, member), participant)
        if before != participant:
            what = f"member: {member} speaks through {before} already"
            yield Problem(listed.file, line, what, "A member has one voice: take one row out.")


def _rolls(asked: Asked, listed: Answers) -> Iterator[Problem]:
    """Nobody takes part who was not asked."""
    rows = dict.fromkeys(listed.rows("participant", "party"))
    there = Counter(party for participant, party in rows if participant != party)
    terms = asked.held.terms
    assert terms is not None
    for party, number in asked.terms["roll"].items():
        if asked.unit(party) is not Unit.PARTY and there[party] > number:
            what = f"roll: {party} has {number}, and {there[party]} take part"
            yield terms.problem(what, "Write the number of those who were asked.", "roll", party)
