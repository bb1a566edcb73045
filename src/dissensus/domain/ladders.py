"""Ladders of activities, their rungs, and the red lines of the public record."""

from __future__ import annotations

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.records import Record
from dissensus.domain.texts import Text

LINE_KINDS = ("declared", "assessed", "believed", "revealed")
EXPLICITNESS = ("explicit", "ambiguous", "inferred")


@attrs.frozen(kw_only=True)
class Rung(Record):
    """One activity on a ladder; its number is its place, counted from 1."""

    id: str
    activity: Text
    legal_class: str | None = None
    mid_codes: tuple[int, ...] | None = None


@attrs.frozen(kw_only=True)
class Ladder(Record):
    """An ordered list of activities in one domain, from routine to hostile."""

    domain: str
    title: Text = Text()
    rungs: tuple[Rung, ...] = ()

    def __len__(self) -> int:
        """R, the number of rungs; R + 1 stands for "none of these"."""
        return len(self.rungs)


@attrs.frozen(kw_only=True)
class RedLine(Record):
    """A red line of the record: declared, assessed, believed or revealed, and never two of these at once.

    `rung` counts from 1 on the ladder of `domain`; R + 1 means "none of these", None "not placed".
    """

    id: str
    owner: str
    addressee: tuple[str, ...] = ()
    domain: str
    rung: int | None = None
    activity: Text = Text()
    threshold: Text = Text()
    kind: str = "declared"
    holder: str | None = None
    explicitness: str | None = None
    consequence: Text = Text()
    date: Date | None = None
