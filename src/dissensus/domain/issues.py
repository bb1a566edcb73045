"""Issues: what the confrontation is about."""

from __future__ import annotations

import attrs

from dissensus.domain.records import Record
from dissensus.domain.texts import Text


@attrs.frozen(kw_only=True)
class Issue(Record):
    """A field of difference; `domains` name ladders, `vocabulary` the words that mark it in texts."""

    id: str
    title: Text = Text()
    description: Text = Text()
    domains: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
