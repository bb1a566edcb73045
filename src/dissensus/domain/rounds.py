"""Rounds: who was asked what, in which track and unit, and what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.records import Json, frozen_mapping
from dissensus.domain.stances import Conduct, Costs, Lines, Options, Predictions, Readings, Stances
from dissensus.domain.tracks import Target, Track, Unit

ARMS = ("held back", "released only", "discussed")


def _read_only(value: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(value))


@attrs.frozen
class Participant:
    """A pseudonym in a round. A party's own answer stands under a participant whose id is the party's."""

    id: str
    party: str
    member: str | None = None

    @property
    def is_party(self) -> bool:
        """Whether this is a party's own answer: no person, and counted in no roll."""
        return self.id == self.party


@attrs.frozen(kw_only=True)
class Round:
    """One round: its terms, fixed at opening, and its answers.

    `unit` and `roll` are by party id. `statements` maps a statement's id to its arm (None where the round
    has no arms). `results` is what was released, guarded, and may stand instead of the answers.
    """

    id: str
    track: Track = Track.JOINT
    party: str | None = None
    unit: Mapping[str, Unit] = attrs.field(factory=dict, converter=_read_only, hash=False)
    roll: Mapping[str, int] = attrs.field(factory=dict, converter=_read_only, hash=False)
    target: Target = Target.ROLL
    opened: Date | None = None
    sealed: Date | None = None
    released: Date | None = None
    statements: Mapping[str, str | None] = attrs.field(factory=dict, converter=_read_only, hash=False)
    ladders: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    guard: Mapping[str, Json] | None = attrs.field(
        default=None, converter=attrs.converters.optional(frozen_mapping), hash=False
    )
    after: str | None = None
    last: bool = False
    synthetic: bool = False
    seed: int | None = None
    attributes: Mapping[str, Json] = attrs.field(factory=dict, converter=frozen_mapping, hash=False)
    participants: tuple[Participant, ...] = ()
    stances: Stances = Stances()
    predictions: Predictions = Predictions()
    lines: Lines = Lines()
    conduct: Conduct = Conduct()
    readings: Readings = Readings()
    options: Options = Options()
    costs: Costs = Costs()
    results: Mapping[str, Json] | None = attrs.field(
        default=None, converter=attrs.converters.optional(frozen_mapping), hash=False
    )

    @property
    def has_arms(self) -> bool:
        """Whether the lot put this round's statements in arms."""
        return any(arm is not None for arm in self.statements.values())

    def respondents(self, party: str) -> tuple[str, ...]:
        """The participants whose answers are the party's answers in its unit, in the order of the file.

        >>> people = (Participant("p1", "A"), Participant("A", "A"))
        >>> Round(id="r1", unit={"A": Unit.PERSON}, participants=people).respondents("A")
        ('p1',)
        >>> Round(id="r1", unit={"A": Unit.PARTY}, participants=people).respondents("A")
        ('A',)
        """
        as_one = self.unit.get(party, Unit.PERSON) is Unit.PARTY
        return tuple(p.id for p in self.participants if p.party == party and p.is_party is as_one)
