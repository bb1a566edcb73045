"""Red lines in one round: as held against as believed, and what it is worth to name them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import attrs
import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target, Track
from dissensus.engine import cells, tabulate
from dissensus.engine.results import Cell, Clarification, Label, LineGap, Withheld
from dissensus.measures import ladders
from dissensus.measures.arrays import Floats, LineMatrix
from dissensus.measures.clarification import clarify

NEARER, AT, FURTHER, NO_COMMON = "nearer", "at", "further", "no common answer"
MOST_HOLD = "more than half of those asked place it there"


@attrs.frozen(kw_only=True)
class Terms:
    """Whom the numbers are about, and the smallest number of persons whose figures the caller wants told."""

    target: Target
    min_cell: int


@attrs.frozen(kw_only=True)
class Direction:
    """One line on one ladder as two parties see it, before it becomes a record.

    First order: `actual` is the owner's line, `believed` what the holder believes of it. Second order
    (`other` set): `actual` is what the other believes of the owner's line, `believed` what the owner's people
    think it believes.
    """

    domain: str
    owner: str
    holder: str
    other: str | None = None
    actual: LineMatrix
    believed: LineMatrix
    asked: tuple[int | None, int | None]
    min_cells: tuple[int, int]
    target: Target


def first_order(
    case: Case, held: Round, terms: Terms, *, draws: int, rng: np.random.Generator
) -> tuple[LineGap, ...]:
    """Every line of every asked party on the round's ladders, as every other party believes it."""
    return tuple(
        _gap(each, _released(each.actual, held), draws=draws, rng=rng)
        for each in _first_directions(case, held, terms)
    )


def second_order(
    case: Case, held: Round, terms: Terms, *, draws: int, rng: np.random.Generator
) -> tuple[LineGap, ...]:
    """What every party thinks that the others believe of its lines."""
    return tuple(_gap(each, None, draws=draws, rng=rng) for each in _second_directions(case, held, terms))


def clarifications(case: Case, held: Round, terms: Terms) -> tuple[Clarification, ...]:
    """What naming each line would be worth to the actor, who believes something of it, and to its owner."""
    return tuple(_clarification(held, each) for each in _first_directions(case, held, terms))


def _directions(case: Case, held: Round) -> Iterator[tuple[str, int, str, str]]:
    """Domain, rungs, owner and holder; at least one of the two was asked."""
    asked = tabulate.sides(held, case.sides)
    for domain in held.ladders:
        rungs = len(case.ladder(domain))
        for owner, holder in permutations(case.sides, 2):
            if owner in asked or holder in asked:
                yield domain, rungs, owner, holder


def _first_directions(case: Case, held: Round, terms: Terms) -> Iterator[Direction]:
    for domain, rungs, owner, holder in _directions(case, held):
        alone = held.track is Track.JOINT
        yield Direction(
            domain=domain,
            owner=owner,
            holder=holder,
            actual=tabulate.own_lines(held, owner, domain, rungs),
            believed=tabulate.believed_lines(held, holder, owner, domain, rungs),
            asked=(1 if alone else tabulate.asked(held, owner), tabulate.asked(held, holder)),
            min_cells=(
                0 if alone else tabulate.smallest(held, owner, terms.min_cell),
                tabulate.smallest(held, holder, terms.min_cell),
            ),
            target=terms.target,
        )


def _second_directions(case: Case, held: Round, terms: Terms) -> Iterator[Direction]:
    for domain, rungs, owner, other in _directions(case, held):
        yield Direction(
            domain=domain,
            owner=owner,
            holder=owner,
            other=other,
            actual=tabulate.believed_lines(held, other, owner, domain, rungs),
            believed=tabulate.believed_of_us(held, owner, other, domain, rungs),
            asked=(tabulate.asked(held, other), tabulate.asked(held, owner)),
            min_cells=(
                tabulate.smallest(held, other, terms.min_cell),
                tabulate.smallest(held, owner, terms.min_cell),
            ),
            target=terms.target,
        )


def _released(actual: LineMatrix, held: Round) -> tuple[int, int, int] | None:
    """The owner's line where it is the party's own: lowest, likeliest, highest."""
    if held.track is not Track.JOINT or not len(actual.bounds):
        return None
    low, mid, high = (int(rung) for rung in actual.bounds[0])
    return low, mid, high


def _gap(
    each: Direction, released: tuple[int, int, int] | None, *, draws: int, rng: np.random.Generator
) -> LineGap:
    figures = ladders.gap(actual=each.actual, believed=each.believed)
    bands = ladders.gap_intervals(
        actual=each.actual,
        believed=each.believed,
        asked=each.asked if each.target is Target.ROLL else (None, None),
        target=each.target,
        draws=draws,
        rng=rng,
    )
    no_line, no_belief = _why_no_line(each), _why_no_belief(each)
    both, n = no_line or no_belief, figures.n_holder
    make = _Cells(str(each.target))
    return LineGap(
        domain=each.domain,
        rungs=each.believed.rungs,
        owner=each.owner,
        holder=each.holder,
        other=each.other,
        n_owner=figures.n_owner,
        n_holder=n,
        blind=make(figures.blind, both, n, bands.blind, "BCa"),
        over_caution=make(figures.over_caution, both, n, bands.over_caution, "BCa"),
        ambiguity=_ambiguity(each, no_line, figures.n_owner),
        mean_actual=make(figures.mean_actual, no_line, figures.n_owner, bands.mean_actual),
        mean_believed=make(figures.mean_believed, no_belief, n, bands.mean_believed),
        placed=_placed(each, released, no_belief),
        actual=None if no_line else _listed(figures.actual),
        believed=None if no_belief else _listed(figures.believed),
        believed_band=None if no_belief else tuple((float(a), float(b)) for a, b in bands.believed),
        released=released,
    )


@attrs.frozen
class _Cells:
    """Makes cells of figures in rungs; withheld, with the reason, where there is one."""

    target: str

    def __call__(
        self, value: float, reason: str, n: int, band: cells.Interval | None, method: str = "posterior"
    ) -> Cell:
        if reason:
            return Withheld(reason=reason)
        return cells.cell(value, n=n, target=self.target, reason=reason, interval=band, method=method)


def _ambiguity(each: Direction, no_line: str, n: int) -> Cell:
    """How far apart the owner's members stand; of second order nobody owns a line, so there is none."""
    if each.other is not None:
        return Withheld(reason=cells.NOT_OF_A_BELIEF)
    value = ladders.ambiguity(each.actual)
    return cells.cell(
        None if no_line else value, n=n, target=str(each.target), reason=no_line or cells.TOO_FEW_MEMBERS
    )


def _listed(values: Floats) -> tuple[float, ...]:
    return tuple(float(value) for value in values)


def _why_no_line(each: Direction) -> str:
    n = len(each.actual.participants)
    if not n:
        return cells.NO_OWN_LINE if each.other is None else cells.NO_BELIEVED_LINE
    return cells.too_few(n, each.min_cells[0]) if n < each.min_cells[0] else ""


def _why_no_belief(each: Direction) -> str:
    n = len(each.believed.participants)
    if not n:
        return cells.NO_BELIEVED_LINE
    return cells.too_few(n, each.min_cells[1]) if n < each.min_cells[1] else ""


def _placed(each: Direction, released: tuple[int, int, int] | None, no_belief: str) -> Cell:
    """Where more than half of those asked believe the likeliest rung to be, against the line itself."""
    if no_belief or released is None:
        return Withheld(reason=no_belief or cells.NO_OWN_LINE)
    of = each.asked[1] or len(each.believed.participants)
    steps = np.sign(each.believed.bounds[:, 1] - released[1])
    counts = {NEARER: int((steps < 0).sum()), AT: int((steps == 0).sum()), FURTHER: int((steps > 0).sum())}
    label = next((name for name, count in counts.items() if 2 * count > of), NO_COMMON)
    return Label(label=label, of=of, rule=MOST_HOLD)


def _clarification(held: Round, each: Direction) -> Clarification:
    names = {"domain": each.domain, "actor": each.holder, "owner": each.owner}
    reason = _why_no_line(each) or _why_no_belief(each)
    if reason:
        none = Withheld(reason=reason)
        return Clarification(**names, outcome=None, share=None, gain_actor=none, gain_owner=none)
    figures = ladders.gap(actual=each.actual, believed=each.believed)
    rungs = each.believed.rungs
    clarity = clarify(
        line=figures.actual,
        belief=figures.believed,
        benefit=elicited(held, each.holder, each.domain, rungs, "benefit"),
        harm=elicited(held, each.owner, each.domain, rungs, "harm"),
    )
    gains = [
        cells.cell(gain, n=figures.n_holder, target=str(each.target), reason="undefined")
        for gain in (clarity.middle_actor, clarity.middle_owner)
    ]
    return Clarification(
        **names,
        outcome=clarity.outcome,
        share=clarity.share,
        gain_actor=gains[0],
        gain_owner=gains[1],
    )


def elicited(held: Round, party: str, domain: str, rungs: int, what: str) -> list[float]:
    """The party's own benefit or harm by rung from costs.csv; r / R on the rungs for which it gave none."""
    rows = held.costs
    given = {
        rung: value
        for who, where, rung, value in zip(
            rows.party, rows.domain, rows.rung, getattr(rows, what), strict=True
        )
        if (who, where) == (party, domain) and value is not None
    }
    return [given.get(rung, rung / rungs) for rung in range(1, rungs + 1)]
