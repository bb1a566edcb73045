"""What matters to each side, how far they talk past each other, and the anatomy of their differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target
from dissensus.engine import cells, tabulate
from dissensus.engine.cells import Cell, Value, Withheld, number
from dissensus.engine.findings import AnatomyPart, Concern, PastEachOther
from dissensus.engine.results import Difference
from dissensus.measures.anatomy import Part, anatomy
from dissensus.measures.arrays import Floats
from dissensus.measures.salience import Salience, past_each_other, salience

NOTHING_MATTERS = "nothing was said to matter"

Pair = tuple[str, str]


def concerns(case: Case, held: Round, *, target: Target, min_cell: int) -> tuple[Concern, ...]:
    """The share of its importance that each asked party spends on each issue."""
    made: list[Concern] = []
    for party in tabulate.sides(held, case.sides):
        found, enough = _salience(case, held, party), _enough(held, party, min_cell)
        for index, issue in enumerate(found.issues):
            make = _maker(int(found.n[index]), target, enough)
            share, importance = make(found.share[index]), make(found.importance[index])
            made.append(Concern(party=party, issue=issue, share=share, importance=importance))
    return tuple(made)


def past(case: Case, held: Round, *, target: Target, min_cell: int) -> tuple[PastEachOther, ...]:
    """How far each two sides talk past each other, over the issues that both were asked about."""
    asked = tabulate.sides(held, case.sides)
    made = []
    for pair in case.pairs:
        if not set(pair) <= set(asked):
            continue
        both = [_salience(case, held, party) for party in pair]
        enough = all(_enough(held, party, min_cell) for party in pair)
        n = min(int(each.n.sum()) for each in both)
        value = past_each_other(both[0].share, both[1].share) if _shared(both) else float("nan")
        made.append(PastEachOther(sides=pair, divergence=_maker(n, target, enough)(value)))
    return tuple(made)


def anatomies(found: Sequence[Difference], *, target: Target) -> tuple[AnatomyPart, ...]:
    """Actual difference and surprise by kind and by issue, weighted by importance, for each pair."""
    made: list[AnatomyPart] = []
    for pair in dict.fromkeys(each.sides for each in found):
        of_pair = [each for each in found if each.sides == pair]
        for by in ("kind", "issue"):
            made.extend(_parts(of_pair, pair, by, target))
    return tuple(made)


def _salience(case: Case, held: Round, party: str) -> Salience:
    issues = {statement.id: statement.issue for statement in case.statements}
    return salience(tabulate.votes(held, party), [issues.get(statement) for statement in held.statements])


def _shared(both: Sequence[Salience]) -> bool:
    return all(not np.isnan(each.share).any() and len(each.share) for each in both)


def _enough(held: Round, party: str, min_cell: int) -> bool:
    """The caller's smallest cell concerns persons only; it is the respondents that are counted."""
    return len(held.respondents(party)) >= tabulate.smallest(held, party, min_cell)


def _maker(n: int, target: Target, enough: bool) -> Callable[[float], Cell]:  # noqa: FBT001
    def make(value: float) -> Cell:
        if not enough:
            return Withheld(reason="too few people answered")
        return cells.cell(float(value), n=n, target=str(target), reason=NOTHING_MATTERS)

    return make


def _parts(found: Sequence[Difference], pair: Pair, by: str, target: Target) -> list[AnatomyPart]:
    labels = [getattr(each, by) for each in found]
    weight = {party: _numbers([each.importance[party] for each in found]) for party in pair}
    actual = anatomy(
        _numbers([each.actual for each in found]), _mean(weight[pair[0]], weight[pair[1]]), labels
    )
    surprise = {
        party: anatomy(_numbers([each.surprise[party] for each in found]), weight[party], labels)
        for party in pair
    }
    return [
        AnatomyPart(
            sides=pair,
            by=by,
            label=part.label,
            statements=labels.count(part.label),
            actual=_weighted(part, target),
            surprise={party: _weighted(surprise[party][index], target) for party in pair},
        )
        for index, part in enumerate(actual)
    ]


def _mean(first: Floats, second: Floats) -> Floats:
    """The mean of both sides' importance; one side's alone where the other gave none."""
    both = np.stack([first, second])
    counted = ~np.isnan(both)
    total = np.where(counted, both, 0.0).sum(axis=0)
    mean = np.full(first.shape, np.nan)
    np.divide(total, counted.sum(axis=0), out=mean, where=counted.any(axis=0))
    return mean


def _weighted(part: Part, target: Target) -> Cell:
    """A weighted mean over statements; its n counts statements."""
    if part.mean is None:
        return Withheld(reason=part.reason or NOTHING_MATTERS)
    return Value(value=part.mean, n=part.n, target=str(target))


def _numbers(found: Sequence[Cell]) -> Floats:
    return np.array([number(cell) for cell in found], dtype=np.float64)
