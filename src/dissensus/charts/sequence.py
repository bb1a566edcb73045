"""The order of the figures in a report."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from dissensus.charts.difference_bands import difference_bands
from dissensus.charts.difference_map import difference_map
from dissensus.charts.difference_matrix import difference_matrix
from dissensus.charts.figure import Figure
from dissensus.charts.ladders import ladder
from dissensus.charts.line_summary import line_summary
from dissensus.charts.surprise import surprise
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words


def in_order(case: Case, results: Results, words: Words, beside: Results | None) -> tuple[Figure, ...]:
    """See `dissensus.charts.figures`."""
    first = [
        *_overviews(case, results, words),
        *_ladders(case, results, words),
        *_changes(case, results, words),
    ]
    if beside is None:
        return tuple(first)
    again = (*_overviews(case, beside, words), *_changes(case, beside, words))
    second = {found.id: _as_second(found, words) for found in again}
    return tuple(shown for one in first for shown in (one, second.get(one.id)) if shown is not None)


def _as_second(found: Figure, words: Words) -> Figure:
    """The same figure of another seed, under a name of its own."""
    return attrs.evolve(
        found, id=f"{found.id}-beside", title=words("{title}: another seed", title=found.title)
    )


def _overviews(case: Case, results: Results, words: Words) -> Iterator[Figure]:
    for pair in case.pairs:
        for draw in (difference_map, difference_bands, difference_matrix, line_summary):
            found = draw(case, results, words, pair)
            if found is not None:
                yield found


def _ladders(case: Case, results: Results, words: Words) -> Iterator[Figure]:
    for domain in dict.fromkeys(gap.domain for gap in results.latest.lines):
        for pair in case.pairs:
            found = ladder(case, results, words, domain, pair)
            if found is not None:
                yield found


def _changes(case: Case, results: Results, words: Words) -> Iterator[Figure]:
    for pair in case.pairs:
        found = surprise(case, results, words, pair)
        if found is not None:
            yield found
