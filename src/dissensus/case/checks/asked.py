"""Who was asked what in one round: what the checks of its answers look things up in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import attrs

from dissensus.case import tables
from dissensus.case.checks.records import off_the_ladder
from dissensus.case.checks.references import UNSAID, Registers, holder
from dissensus.case.draft import Answers, Draft, DraftRound
from dissensus.case.reading import Reading
from dissensus.domain.errors import Problem
from dissensus.domain.tracks import Track, Unit

Verdict: TypeAlias = tuple[str, str]
"""What is wrong, and what to do."""


@attrs.frozen
class Asked:
    """One round: its terms, who takes part (party by participant), the sides, ladders and members.

    `sides` and `people` are None where their file could not be read, and are then not checked against.
    """

    held: DraftRound
    terms: Mapping[str, Any]
    registers: Registers
    sides: Sequence[str] | None
    rungs: Mapping[str, int]
    members: Mapping[str, frozenset[str]]
    people: Mapping[str, str] | None

    @classmethod
    def of(cls, draft: Draft, held: DraftRound, registers: Registers, names: Sequence[str]) -> Asked | None:
        """The round of a draft; None where its terms could not be read."""
        if held.terms is None or held.terms.record is None:
            return None
        listed = held.answers.get("participants")
        unread = listed is None and held.file("participants.csv") in names
        people = dict(listed.rows("participant", "party")) if listed is not None else {}
        return cls(
            held=held,
            terms=held.terms.record,
            registers=registers,
            sides=draft.sides,
            rungs=draft.rungs,
            members=_members(draft),
            people=None if unread else people,
        )

    @property
    def joint(self) -> bool:
        """Whether the round is in the joint track, for all that could be read."""
        return self.terms["track"] is Track.JOINT and self.sound("track", "party")

    @property
    def holder(self) -> str | None:
        """The party inside which the round takes place; None in the joint track or where it is not said."""
        assert self.held.terms is not None
        found = holder(self.held.terms)
        return None if found == UNSAID else found

    def sound(self, *terms: str) -> bool:
        """Whether these terms of the round could be read."""
        return self.held.terms is not None and self.held.terms.is_sound(*terms)

    def unit(self, party: str) -> Unit:
        """The unit in which a party answers."""
        unit = self.terms["unit"].get(party, Unit.PERSON)
        assert isinstance(unit, Unit)
        return unit

    def party(self, party: str, field: str) -> Iterator[Verdict]:
        """What is wrong with a party that an answer names."""
        unknown = self.registers.unknown("party", party)
        if unknown is not None:
            yield f"{field}: {unknown[0]}", unknown[1]
        elif self.sides is not None and party not in self.sides:
            yield f"{field}: {party} is no side of the case", "Name one of the sides in case.yaml."

    def among(self, register: str, text: str, column: str, terms: str) -> Iterator[Verdict]:
        """What is wrong with an id of something that the round must have asked about."""
        unknown = self.registers.unknown(register, text)
        if unknown is not None:
            yield f"{column}: {unknown[0]}", unknown[1]
        elif text not in self.terms[terms] and self.sound(terms):
            what = f"{column}: {text} is not among the {terms} of this round"
            yield what, f"Add it to {terms} in round.yaml, or take the row out."

    def rung(self, domain: str, number: int | None, column: str, *, beyond: int = 0) -> Iterator[Verdict]:
        """What is wrong with the number of a rung; `beyond` is 1 where "none of these" may be meant."""
        top = self.rungs.get(domain)
        if number is None or top is None or number <= top + beyond:
            return
        what, todo = off_the_ladder(domain, number, top, beyond)
        yield f"{column}: {what}", f"{todo}."

    def respondent(self, participant: str) -> Iterator[Verdict]:
        """What is wrong with an answer by this participant."""
        if self.people is None or not self.sound("unit"):
            return
        party = self.people.get(participant)
        if party is None:
            what = f"participant: {participant!r} is not in participants.csv"
            yield what, "Add the participant there, or take the row out."
        elif participant == party and self.unit(party) is not Unit.PARTY:
            unit = self.unit(party)
            what = f"participant: {party} answers by {unit}, so {party} itself gives its own lines only"
            yield what, "Take the row out, or give it to those who answer."


def judged(
    answers: Answers, columns: Sequence[str], judge: Callable[..., Iterator[Verdict]]
) -> Iterator[Problem]:
    """The problems of rows, each distinct combination of the columns judged once."""
    rows = answers.rows(*columns)
    verdicts = {row: found for row in dict.fromkeys(rows) if (found := list(judge(*row)))}
    if not verdicts:
        return
    at = Reading(answers.file)
    wrong = (
        (line, *verdict)
        for line, row in zip(answers.lines, rows, strict=True)
        for verdict in verdicts.get(row, ())
    )
    tables.each(at, wrong)
    yield from at.problems


def _members(draft: Draft) -> dict[str, frozenset[str]]:
    """The members of each party."""
    found: dict[str, frozenset[str]] = {}
    for placed in draft.listed["parties"]:
        ids = [(mention.register, mention.id) for mention in placed.given]
        members = frozenset(text for register, text in ids if register == "member")
        found |= {text: members for register, text in ids if register == "party"}
    return found
