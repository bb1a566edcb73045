"""Mechanisms: treaties, hotlines, notification regimes, and what still holds of them."""

from __future__ import annotations

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.records import Record
from dissensus.domain.texts import Text

STATUSES = ("in force", "suspended", "disputed", "dead")


@attrs.frozen(kw_only=True)
class StatusChange:
    """One event in the life of a mechanism; `status` where the source says what it became."""

    date: Date | None = None
    event: Text = Text()
    status: str | None = None
    said_by: str | None = None
    layer: str = "baseline"


@attrs.frozen(kw_only=True)
class Contact:
    """Meetings held under a mechanism in one period."""

    date: Date
    count: int | None = None
    event: Text = Text()


@attrs.frozen(kw_only=True)
class Mechanism(Record):
    """An arrangement that lowers risk; `status` is its state at the case's date, in the source's words."""

    id: str
    name: Text = Text()
    kind: str | None = None
    binding: str | None = None
    parties: tuple[str, ...] = ()
    signed: Date | None = None
    in_force: Date | None = None
    status: Text = Text()
    history: tuple[StatusChange, ...] = ()
    contacts: tuple[Contact, ...] = ()
    domains: tuple[str, ...] = ()
    rungs: tuple[str, ...] | None = None
    covers: Text = Text()
    dispute: Text = Text()
