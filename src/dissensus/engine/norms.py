"""Conduct in one round: what either side may do, rung by rung, and where each side's peace ends."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.domain.stances import CONDUCT_STATUSES, RATINGS
from dissensus.engine import tabulate
from dissensus.engine.findings import EndOfPeace, Norm
from dissensus.measures.arrays import Ints
from dissensus.measures.conduct import NO_CLASS, Codes, end_of_peace, held_class, norms

NO_COMMON = "no common answer"

Pair = tuple[str, str]


def conduct(case: Case, held: Round, *, min_cell: int) -> tuple[tuple[Norm, ...], tuple[EndOfPeace, ...]]:
    """The norms of every pair of asked sides on every ladder that anybody rated, and where peace ends."""
    found: list[Norm] = []
    ends: list[EndOfPeace] = []
    rated = set(held.conduct.domain)
    asked = tabulate.sides(held, case.sides)
    for ladder in case.ladders:
        for pair in case.pairs:
            if ladder.domain in rated and set(pair) <= set(asked):
                rows, end = _of_pair(held, ladder.domain, len(ladder), pair, min_cell)
                found.extend(rows)
                ends.append(end)
    return tuple(found), tuple(ends)


def _of_pair(
    held: Round, domain: str, rungs: int, pair: Pair, min_cell: int
) -> tuple[list[Norm], EndOfPeace]:
    enough = {
        party: len(held.respondents(party)) >= tabulate.smallest(held, party, min_cell) for party in pair
    }
    ratings = np.stack(
        [
            np.stack(
                [_counts(held, judge, by, domain, rungs) if enough[judge] else _none(rungs) for by in pair]
            )
            for judge in pair
        ]
    )
    statuses = [_statuses(held, judge, domain, rungs) if enough[judge] else _none(rungs) for judge in pair]
    shared = norms(ratings)
    ends = [end_of_peace(each) for each in statuses]
    rows = [_norm(domain, rung, pair, ratings, statuses, shared.agreed[rung]) for rung in range(rungs)]
    return rows, EndOfPeace(
        domain=domain,
        rungs=rungs,
        sides=pair,
        peace_ends={party: end[0] for party, end in zip(pair, ends, strict=True)},
        hostilities_begin={party: end[1] for party, end in zip(pair, ends, strict=True)},
        double_standards={
            party: int(count) for party, count in zip(pair, shared.double_standards, strict=True)
        },
    )


def _norm(
    domain: str, rung: int, pair: Pair, ratings: Ints, statuses: Sequence[Ints], agreed: np.bool_
) -> Norm:
    here = ratings[:, :, rung]
    classes = held_class(here)
    own = {party: (classes[side, side], here[side, side]) for side, party in enumerate(pair)}
    others = {party: (classes[side, 1 - side], here[side, 1 - side]) for side, party in enumerate(pair)}
    status = {
        party: (held_class(statuses[side][rung]), statuses[side][rung]) for side, party in enumerate(pair)
    }
    return Norm(
        domain=domain,
        rung=rung + 1,
        sides=pair,
        n={party: int(here[side].sum(axis=1).max()) for side, party in enumerate(pair)},
        own={party: _word(*each, RATINGS) for party, each in own.items()},
        others={party: _word(*each, RATINGS) for party, each in others.items()},
        agreed=bool(agreed),
        asymmetric={
            party: bool(own[party][0] != NO_CLASS and others[party][0] > own[party][0]) for party in pair
        },
        status={party: _word(*each, CONDUCT_STATUSES) for party, each in status.items()},
    )


def _word(code: Codes, counts: Ints, names: Sequence[str]) -> str | None:
    """The class that more than half hold; None where nobody answered."""
    if not counts.sum():
        return None
    return NO_COMMON if code == NO_CLASS else names[int(code)]


def _none(rungs: int) -> Ints:
    return np.zeros((rungs, 3), dtype=np.int64)


def _counts(held: Round, judge: str, by: str, domain: str, rungs: int) -> Ints:
    """How many of the judge's respondents rate an act by that party on each rung, (R, 3)."""
    counts, rows, people = _none(rungs), held.conduct, set(held.respondents(judge))
    columns = zip(rows.participant, rows.domain, rows.rung, rows.by, rows.rating, strict=True)
    for who, where, rung, actor, rating in columns:
        if who in people and (where, actor) == (domain, by):
            counts[rung - 1, RATINGS.index(rating)] += 1
    return counts


def _statuses(held: Round, judge: str, domain: str, rungs: int) -> Ints:
    """How many of the judge's respondents call each rung peacetime, grey or war; a respondent counts once a
    rung, with the gravest status given, whoever acts."""
    gravest: dict[tuple[str, int], int] = {}
    rows, people = held.conduct, set(held.respondents(judge))
    for who, where, rung, status in zip(rows.participant, rows.domain, rows.rung, rows.status, strict=True):
        if who in people and where == domain and status is not None:
            place = CONDUCT_STATUSES.index(status)
            gravest[who, rung] = max(place, gravest.get((who, rung), place))
    counts = _none(rungs)
    for (_, rung), place in gravest.items():
        counts[rung - 1, place] += 1
    return counts
