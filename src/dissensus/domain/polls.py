"""Surveys: what publics answered, by population."""

from __future__ import annotations

import attrs

from dissensus.domain.records import Record
from dissensus.domain.texts import Text

POLL_KINDS = (
    "parallel",
    "mirrored_view_of_other",
    "view_of_other",
    "view_of_others_fear",
    "view_of_others_intent",
    "view_of_others_view",
    "own_view",
)


@attrs.frozen(kw_only=True)
class PollResult:
    """One population's answers; `percent` by option, `means` for scales that are not shares."""

    population: Text
    n: int | None = None
    dates: str | None = None
    mode: str | None = None
    percent: tuple[tuple[str, float], ...] = ()
    means: tuple[tuple[str, float], ...] = ()


@attrs.frozen(kw_only=True)
class Poll(Record):
    """One survey question; only the kind `parallel` asked both publics the same thing."""

    id: str
    survey: str | None = None
    pollster: str | None = None
    question: Text
    kind: str
    results: tuple[PollResult, ...] = ()
    compare_with: tuple[str, ...] = ()
