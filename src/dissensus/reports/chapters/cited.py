"""Links from a record to the entries of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dissensus.domain.sources import Source
from dissensus.reports.material import Material, anchor, plain
from dissensus.reports.outline import Link

_LONGEST = 26
_YEAR = re.compile(r"[0-9]{4}")


def cited(material: Material, sources: Iterable[str]) -> tuple[Link, ...]:
    """One link a source, to its entry in the register; a source that the register lacks has none."""
    return tuple(
        Link(_short(material.sources[source]), "#" + anchor("source", source))
        for source in dict.fromkeys(sources)
        if source in material.sources
    )


def _short(source: Source) -> str:
    """Who published it and in which year; the beginning of its title where nobody is named.

    >>> _short(Source(id="s1", title="t", publisher="Reuters (mirror)", date="2014-02-26"))
    'Reuters 2014'
    """
    publisher = plain(source.publisher or source.title).split(" (")[0].split(",")[0].strip()
    name = publisher if len(publisher) <= _LONGEST else publisher[:_LONGEST].rsplit(" ", 1)[0] + "…"
    year = _YEAR.search(source.date or "")
    return f"{name} {year[0]}" if year else name
