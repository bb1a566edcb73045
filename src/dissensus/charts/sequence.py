"""The order of the figures in a report."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.charts.difference_map import difference_map
from dissensus.charts.figure import Figure
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words


def in_order(case: Case, results: Results, words: Words, beside: Results | None) -> tuple[Figure, ...]:
    """See `dissensus.charts.figures`."""
    return tuple(_figures(case, results, words))


def _figures(case: Case, results: Results, words: Words) -> Iterator[Figure]:
    for pair in case.pairs:
        found = difference_map(case, results, words, pair)
        if found is not None:
            yield found
