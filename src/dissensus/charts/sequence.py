"""The order of the figures in a report."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.charts.difference_map import difference_map
from dissensus.charts.figure import Figure
from dissensus.charts.ladders import ladder
from dissensus.charts.line_summary import line_summary
from dissensus.charts.surprise import surprise
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words


def in_order(case: Case, results: Results, words: Words, beside: Results | None) -> tuple[Figure, ...]:
    """See `dissensus.charts.figures`."""
    return tuple(found for found in _figures(case, results, words) if found is not None)


def _figures(case: Case, results: Results, words: Words) -> Iterator[Figure | None]:
    for pair in case.pairs:
        yield difference_map(case, results, words, pair)
        yield line_summary(case, results, words, pair)
    for domain in dict.fromkeys(gap.domain for gap in results.latest.lines):
        for pair in case.pairs:
            yield ladder(case, results, words, domain, pair)
    for pair in case.pairs:
        yield surprise(case, results, words, pair)
