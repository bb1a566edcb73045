"""Signals: what a sender meant, and how receivers read it."""

from __future__ import annotations

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.records import Record
from dissensus.domain.texts import Text

MATCHES = ("match", "partial", "mismatch", "none found")
HOSTILITY = range(1, 8)


@attrs.frozen(kw_only=True)
class Meaning:
    """What a signal says: in words and, where stated, as a category and a hostility of 1 to 7."""

    text: Text = Text()
    meaning: str | None = None
    hostility: int | None = None
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Reading:
    """How one receiver read a signal, in public."""

    receiver: str
    text: Text = Text()
    meaning: str | None = None
    hostility: int | None = None
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Signal(Record):
    """A dated act that says something; `match` compares the stated meaning with the public reading."""

    id: str
    date: Date | None = None
    sender: tuple[str, ...] = ()
    receivers: tuple[str, ...] = ()
    domain: str | None = None
    kind: str | None = None
    act: Text = Text()
    meant: Meaning = Meaning()
    readings: tuple[Reading, ...] = ()
    match: str | None = None
