"""Incidents, with each side's own account, and the counts that others published."""

from __future__ import annotations

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.records import Record
from dissensus.domain.texts import Text

SEVERITIES = ("near_routine", "serious", "high", "hybrid")


@attrs.frozen(kw_only=True)
class Account:
    """What one party says happened."""

    party: str
    text: Text
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Incident(Record):
    """A dated event; `rung` counts from 1 on the ladder of `domain`, None where it is not placed."""

    id: str
    date: Date | None = None
    domain: str | None = None
    rung: int | None = None
    acting: tuple[str, ...] = ()
    affected: tuple[str, ...] = ()
    place: Text = Text()
    severity: str | None = None
    description: Text = Text()
    accounts: tuple[Account, ...] = ()


@attrs.frozen(kw_only=True)
class IncidentCount(Record):
    """A published total over a period; such totals are not comparable with one another."""

    id: str
    period: str
    counts: tuple[tuple[str, float], ...] = ()
