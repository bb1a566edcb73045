"""Parties and their members."""

from __future__ import annotations

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.records import Record
from dissensus.domain.texts import Text


@attrs.frozen(kw_only=True)
class Member(Record):
    """A member of a party (a state of an alliance), with the dates of its membership."""

    id: str
    name: Text = Text()
    since: Date | None = None
    until: Date | None = None


@attrs.frozen(kw_only=True)
class Party(Record):
    """Who you are: a state, an alliance, an organisation; an alliance has members."""

    id: str
    name: Text = Text()
    kind: str = "state"
    members: tuple[Member, ...] = ()
