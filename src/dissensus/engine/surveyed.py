"""Surveys in the record: actual differences of publics, and their views of the other, each in its table."""

from __future__ import annotations

from collections.abc import Iterable

from dissensus.domain.polls import Poll
from dissensus.engine.record_findings import SurveyGap, SurveyView
from dissensus.measures.surveys import PARALLEL, SurveyDifference, actual_differences, views_of_the_other

NO_DATE = "the case names no date"


def gaps(polls: Iterable[Poll]) -> tuple[SurveyGap, ...]:
    """How far publics differ on the questions that all of them were asked."""
    parallel = (poll for poll in polls if poll.kind == PARALLEL)
    return tuple(_gap(found) for poll in parallel for found in actual_differences(poll))


def views(polls: Iterable[Poll]) -> tuple[SurveyView, ...]:
    """What publics said of the other side; never paired, and no prediction."""
    return tuple(
        SurveyView(
            poll=view.poll,
            kind=view.kind,
            population=view.population.best("en"),
            option=view.option,
            share=view.share,
            n=view.n,
            bounds=view.interval,
        )
        for view in views_of_the_other(polls)
    )


def _gap(found: SurveyDifference) -> SurveyGap:
    first, second = found.populations
    return SurveyGap(
        poll=found.poll,
        populations=(first.best("en"), second.best("en")),
        n=found.n,
        shares={each.option: each.shares for each in found.options},
        differences={each.option: each.difference for each in found.options},
        bounds={each.option: each.interval for each in found.options},
        variation=found.variation,
        at_least=found.at_least,
        reason=found.reason,
    )
