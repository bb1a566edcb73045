"""Charts: one function per figure, results in, a chart with its words and its table out.

Altair is slow to load, so only the first call of `figures` loads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dissensus.charts.figure import VARIANTS, Column, Figure, Table

if TYPE_CHECKING:
    from dissensus.domain.case import Case
    from dissensus.engine.results import Results
    from dissensus.i18n import Words

__all__ = ["VARIANTS", "Column", "Figure", "Table", "figures"]


def figures(case: Case, results: Results, words: Words, beside: Results | None = None) -> tuple[Figure, ...]:
    """Every figure that the results can fill, in reading order.

    First the difference maps (one a pair of sides), then the lines (a summary, then every ladder), then
    surprise. A figure with nothing to show is left out, so there is never an empty frame; a round without
    answers gives no figure at all. `beside` are results of the same case from another seed: their maps,
    summary of the lines and surprise then follow the first's, so that a reader sees what the seed did.
    """
    from dissensus.charts.sequence import in_order

    return in_order(case, results, words, beside)
