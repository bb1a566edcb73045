"""The register of sources, each with its grade."""

from __future__ import annotations

import attrs

GRADES = (
    "seed",
    "official",
    "official_text_on_mirror",
    "research_or_pollster",
    "news",
    "news_via_mirror",
    "encyclopedia",
    "russian_state_or_agency_copy",
    "partisan_pro_russian",
    "ukrainian_or_partner_side_media",
    "other_or_mirror",
    "recalled",
)


@attrs.frozen(kw_only=True)
class Source:
    """Where a claim comes from. `date` is text as published ("n.d." happens); `grade` says what kind it is.

    Grades other than those of the reference case are allowed: they are a case's own scale. `internal_to`
    names the party that alone may hold the source; None stands for the public record.
    """

    id: str
    title: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None
    grade: str | None = None
    retrieval: str | None = None
    reference: str | None = None
    note: str | None = None
    internal_to: str | None = None
