"""Tracks, the units in which a party answers, and whom the numbers are about."""

from __future__ import annotations

from enum import StrEnum


class Track(StrEnum):
    """Where a round takes place: with the other side, or inside one party."""

    JOINT = "joint"
    INTERNAL = "internal"


class Unit(StrEnum):
    """The unit in which a party answers a round, agreed before it opens."""

    PERSON = "person"
    MEMBER = "member"
    PARTY = "party"


class Target(StrEnum):
    """Whom the numbers are about: the roll that was asked, or those for whom it stands."""

    ROLL = "roll"
    POPULATION = "population"
