"""The figures of the desk: what stands beside the maps, the ladders and the surprise of a report."""

from __future__ import annotations

from collections.abc import Iterator

from dissensus.charts.agenda import agenda
from dissensus.charts.anatomy import anatomy
from dissensus.charts.cohesion import cohesion
from dissensus.charts.conduct import conduct
from dissensus.charts.figure import Figure
from dissensus.charts.incidents import incidents
from dissensus.charts.mechanisms import mechanisms
from dissensus.charts.readings import readings
from dissensus.charts.salience import salience
from dissensus.charts.signals import signals
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words

__all__ = ["figures"]


def figures(case: Case, results: Results, words: Words, *, eyes: str | None = None) -> tuple[Figure, ...]:
    """Every figure of the desk that the results and the case's record can fill, in reading order.

    What matters and the anatomy of the differences (one a pair of sides), conduct (one a ladder and pair),
    signals as read in the round and as coded in the record, mechanisms, incidents (one a ladder), cohesion,
    the agenda. A figure with nothing to show is left out. `eyes` is the party that will look: cohesion, its
    own lists of the agenda and its internal records are shown to that party alone; with None, which is what a
    joint output takes, to nobody.
    """
    found = (
        *_of_pairs(case, results, words),
        readings(case, results, words, eyes=eyes),
        signals(case, words, eyes=eyes),
        mechanisms(case, words, eyes=eyes),
        *(incidents(case, words, ladder.domain, eyes=eyes) for ladder in case.ladders),
        None if eyes is None else cohesion(case, results, words, eyes=eyes),
        agenda(case, results, words, eyes=eyes),
    )
    return tuple(each for each in found if each is not None)


def _of_pairs(case: Case, results: Results, words: Words) -> Iterator[Figure | None]:
    for pair in case.pairs:
        yield salience(case, results, words, pair)
        yield anatomy(case, results, words, pair)
    for domain in dict.fromkeys(norm.domain for norm in results.latest.norms):
        for pair in case.pairs:
            yield conduct(case, results, words, domain, pair)
