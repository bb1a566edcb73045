"""The case: everything on one confrontation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, Protocol, TypeVar

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.errors import DissensusError
from dissensus.domain.incidents import Incident, IncidentCount
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, RedLine
from dissensus.domain.mechanisms import Mechanism
from dissensus.domain.parties import Party
from dissensus.domain.polls import Poll
from dissensus.domain.records import Json, Record, frozen_mapping
from dissensus.domain.rounds import Round
from dissensus.domain.signals import Signal
from dissensus.domain.sources import Source
from dissensus.domain.statements import Position, Statement
from dissensus.domain.texts import Text

FORMAT = "dissensus-case/1"

_LAYERED = (
    "issues",
    "statements",
    "positions",
    "ladders",
    "lines",
    "mechanisms",
    "signals",
    "incidents",
    "incident_counts",
    "polls",
)

_R = TypeVar("_R", bound=Record)
_L = TypeVar("_L", bound="_Layered")


class _Layered(Protocol):
    @property
    def layer(self) -> str: ...


def _of_baseline(records: Sequence[_L]) -> tuple[_L, ...]:
    return tuple(record for record in records if record.layer == "baseline")


@attrs.frozen(kw_only=True)
class Case:
    """One confrontation: parties, issues, statements, lines, signals, the record, and rounds of answers.

    `sides` are the ids of the parties whose differences are mapped; every unordered pair is a comparison.
    """

    id: str
    title: Text = Text()
    summary: Text = Text()
    as_of: Date | None = None
    languages: tuple[str, ...] = ("en",)
    licence: str | None = None
    sides: tuple[str, ...] = ()
    attributes: Mapping[str, Json] = attrs.field(factory=dict, converter=frozen_mapping, hash=False)
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    lines: tuple[RedLine, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    signals: tuple[Signal, ...] = ()
    incidents: tuple[Incident, ...] = ()
    incident_counts: tuple[IncidentCount, ...] = ()
    polls: tuple[Poll, ...] = ()
    sources: tuple[Source, ...] = ()
    rounds: tuple[Round, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every unordered pair of sides, in the order in which the sides are listed."""
        return tuple(combinations(self.sides, 2))

    def round(self, round_id: str) -> Round:
        """The round of that id.

        >>> Case(id="empty").round("r1")
        Traceback (most recent call last):
        dissensus.domain.errors.DissensusError: the case 'empty' has no round 'r1'; it has none
        """
        found = {held.id: held for held in self.rounds}
        if round_id not in found:
            known = ", ".join(found) or "none"
            raise DissensusError(f"the case {self.id!r} has no round {round_id!r}; it has {known}")
        return found[round_id]

    def series(self, round_id: str) -> tuple[Round, ...]:
        """The round and those it came after, first to last (following `after` back to the beginning)."""
        chain = [self.round(round_id)]
        while chain[0].after is not None:
            earlier = self.round(chain[0].after)
            if earlier in chain:
                raise DissensusError(f"the rounds of {self.id!r} come after one another in a circle")
            chain.insert(0, earlier)
        return tuple(chain)

    def ladder(self, domain: str) -> Ladder:
        """The ladder of that domain."""
        return self._by("domain", self.ladders, domain)

    def party(self, party_id: str) -> Party:
        """The party of that id."""
        return self._by("id", self.parties, party_id)

    def baseline(self) -> Case:
        """The same case with its later layer switched off, in members and in the history of mechanisms too.

        >>> from dissensus.domain.parties import Member, Party
        >>> members = (Member(id="MNE"), Member(id="FIN", layer="later"))
        >>> case = Case(id="small", parties=(Party(id="NATO", members=members),))
        >>> [member.id for member in case.baseline().party("NATO").members]
        ['MNE']
        """
        kept: dict[str, Any] = {field: _of_baseline(getattr(self, field)) for field in _LAYERED}
        kept["parties"] = tuple(
            attrs.evolve(party, members=_of_baseline(party.members)) for party in self.parties
        )
        kept["mechanisms"] = tuple(
            attrs.evolve(mechanism, history=_of_baseline(mechanism.history))
            for mechanism in kept["mechanisms"]
        )
        return attrs.evolve(self, **kept)

    def _by(self, key: str, records: tuple[_R, ...], value: str) -> _R:
        for record in records:
            if getattr(record, key) == value:
                return record
        raise DissensusError(f"the case {self.id!r} has nothing with {key} {value!r}")
