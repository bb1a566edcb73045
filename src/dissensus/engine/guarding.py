"""The guard over results: every cell of a round becomes what may be shown of it, and nothing finer is left.

Nothing here starts from a rounded figure: what may be shown is made from the counts of the answers, and what
can be computed from what is shown is computed from that. See docs/guard.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import attrs
import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.domain.stances import Conduct, Lines, Options, Predictions, Readings, Stances
from dissensus.domain.tracks import Target
from dissensus.engine import carried, changes, shown_differences, shown_lines, tabulate
from dissensus.engine.admitted import Dialogue
from dissensus.engine.results import (
    ArmSurprise,
    Cell,
    Change,
    Clarification,
    Difference,
    LineGap,
    Results,
    RoundResults,
    Side,
    Value,
)
from dissensus.engine.shown import Pair, PairShown, pair_shown
from dissensus.measures.guard.admission import Row, may_show_change, stricter

RELEASED = "results"

_FROM_ANSWERS: dict[str, Any] = dict.fromkeys(
    (
        "norms",
        "peace",
        "concerns",
        "past",
        "anatomy",
        "assumptions",
        "conditions",
        "readings",
        "cohesion",
        "cohesion_by_issue",
        "standouts",
        "agenda",
    ),
    (),
)
"""What `analyse` computes from answers and the guard does not release as it is."""


def without_answers(case: Case) -> Case:
    """The case with no answer in it: what the hash of guarded results is of.

    A hash of the answers themselves would let anybody who holds all of them but one find that one by trial.

    >>> from dissensus.domain.rounds import Participant
    >>> case = Case(id="x", rounds=(Round(id="r1", participants=(Participant("p1", "A"),)),))
    >>> without_answers(case).rounds[0].participants
    ()
    """
    emptied: dict[str, Any] = {
        "participants": (),
        "stances": Stances(),
        "predictions": Predictions(),
        "lines": Lines(),
        "conduct": Conduct(),
        "readings": Readings(),
        "options": Options(),
        "results": None,
    }
    return attrs.evolve(case, rounds=tuple(attrs.evolve(held, **emptied) for held in case.rounds))


def guarded(figures: Results, case: Case, *, case_sha256: str) -> Results:
    """What may be shown of a dialogue, up to one round.

    Parameters
    ----------
    figures : the results of the same case and round with every figure in them, as `analyse` makes them. What
        they say of a side of persons is not used; kept is what they say of sides without persons.
    case : the case, with all answers.
    case_sha256 : the hash that the results carry, of the case `without_answers`.

    Returns
    -------
    Results whose plan says guarded. n of a guarded cell is the roll. Statements held back are in them only if
    the round is the last. Rounds that were released already are left as they were released.

    Raises
    ------
    DissensusError : a round's guard has constants that are none, or other ones than the first round's.
    MeasureError : more persons answered than a roll says.
    """
    dialogue = Dialogue.of(case, figures.plan.round)
    rounds = tuple(
        found if found.read_from == RELEASED else _round(dialogue, figures, found) for found in figures.rounds
    )
    return attrs.evolve(
        figures,
        case_sha256=case_sha256,
        plan=attrs.evolve(figures.plan, guarded=True),
        rounds=rounds,
        changes=_changes(dialogue, figures),
    )


def _target(held: Round, figures: Results) -> Target:
    return tabulate.target(held, None if figures.plan.target is None else Target(figures.plan.target))


def _held(dialogue: Dialogue, round_id: str) -> Round:
    return next(held for held in dialogue.rounds if held.id == round_id)


def _round(dialogue: Dialogue, figures: Results, found: RoundResults) -> RoundResults:
    held = _held(dialogue, found.id)
    target = _target(held, figures)
    made: list[Difference] = []
    numbers: list[Difference] = []
    for pair, measured in _by_pair(found.differences).items():
        if dialogue.together(held, pair):
            records, in_numbers = _differences(dialogue, held, pair, measured, target)
            made.extend(records)
            numbers.extend(in_numbers)
    gaps = {
        (gap.domain, gap.owner, gap.holder): shown_lines.first_order(dialogue, held, gap, target=target)
        for gap in found.lines
        if dialogue.together(held, (gap.owner, gap.holder))
    }
    return attrs.evolve(
        found,
        sides=tuple(_side(dialogue, held, side) for side in found.sides),
        differences=tuple(made),
        surprises=tuple(_arm(dialogue, held, part) for part in changes.surprises(numbers)),
        lines=tuple(gaps.values()),
        second_order=_second_order(dialogue, held, found, target),
        clarifications=_clarifications(dialogue, held, found, gaps, target),
        **_FROM_ANSWERS,
    )


def _by_pair(found: Iterable[Difference]) -> dict[Pair, list[Difference]]:
    by_pair: dict[Pair, list[Difference]] = {}
    for each in found:
        by_pair.setdefault(each.sides, []).append(each)
    return by_pair


def _differences(
    dialogue: Dialogue, held: Round, pair: Pair, measured: list[Difference], target: Target
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """The records of a pair, and the same with a number for every surprise."""
    if stricter(dialogue.row(held, party) for party in pair) is Row.OPEN:
        kept = [each for each in measured if dialogue.counts_now(each.arm)]
        as_is = tuple(shown_differences.for_others(each) for each in kept)
        return as_is, as_is
    shown = pair_shown(dialogue, held, pair, target=target)
    records = shown_differences.differences(dialogue, shown, measured)
    return records, _in_numbers(shown, records)


def _in_numbers(shown: PairShown, records: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(shown_differences.in_numbers(shown, each) for each in records)


def _side(dialogue: Dialogue, held: Round, side: Side) -> Side:
    """A guarded side shows its roll and never how many of it answered."""
    row = dialogue.row(held, side.party)
    if row is Row.OPEN:
        return attrs.evolve(side, shown=row.shown)
    roll = dialogue.roll(held, side.party)
    return attrs.evolve(side, roll=roll, respondents=roll, shown=row.shown)


def _arm(dialogue: Dialogue, held: Round, part: ArmSurprise) -> ArmSurprise:
    """Bits of an arm from 30 people a side; how many were expected rightly is counted from what is shown."""
    row = stricter(dialogue.row(held, party) for party in (part.perceiver, part.about))
    if row is Row.OPEN:
        return part
    bits = _rounded(part.bits, 1) if row is Row.FIGURES else dialogue.refused(Row.FIGURES)
    return attrs.evolve(part, bits=bits)


def _second_order(
    dialogue: Dialogue, held: Round, found: RoundResults, target: Target
) -> tuple[LineGap, ...]:
    made = (
        shown_lines.second_order(dialogue, held, gap, target=target)
        for gap in found.second_order
        if gap.other is not None and dialogue.together(held, (gap.owner, gap.other))
    )
    return tuple(gap for gap in made if gap is not None)


def _clarifications(
    dialogue: Dialogue,
    held: Round,
    found: RoundResults,
    gaps: Mapping[tuple[str, str, str], LineGap],
    target: Target,
) -> tuple[Clarification, ...]:
    return tuple(
        shown_lines.clarification(dialogue, held, each, gaps[key], target=target)
        for each in found.clarifications
        if (key := (each.domain, each.owner, each.actor)) in gaps
    )


def _changes(dialogue: Dialogue, figures: Results) -> tuple[Change, ...]:
    """The change of every direction, from 30 people on both sides in both rounds; below, none is told."""
    if not figures.changes or figures.latest.read_from == RELEASED:
        return figures.changes
    first, last = figures.rounds[0], figures.latest
    if first.read_from == RELEASED:
        return tuple(_change(dialogue, each, [Row.NOTHING]) for each in figures.changes)
    told = {(each.perceiver, each.about): each for each in figures.changes}
    made: list[Change] = []
    for pair in _by_pair(last.differences):
        rows = [dialogue.row(_held(dialogue, each.id), party) for each in (first, last) for party in pair]
        if stricter(rows) is Row.OPEN and dialogue.latest.last:
            made.extend(told[direction] for direction in (pair, pair[::-1]))
            continue
        series = [_for_change(dialogue, figures, each, pair) for each in (first, last)]
        rng = np.random.default_rng([figures.plan.seed, len(figures.rounds), 1, len(made)])
        found = changes.changes(dialogue.case, series, redraws=2 * figures.plan.draws, rng=rng)
        made.extend(_change(dialogue, each, rows) for each in found)
    return tuple(made)


def _for_change(dialogue: Dialogue, figures: Results, found: RoundResults, pair: Pair) -> RoundResults:
    """One round of a pair, in numbers, from those who answered both the first round and the last.

    Carried answers would count as unchanged. Where fewer stayed than figures need, all are kept: whether
    there is a figure must not depend on who answered.
    """
    held = _held(dialogue, found.id)
    target = _target(held, figures)
    ends = (dialogue.asked[0], dialogue.asked[-1])
    kept = {
        party: people
        for party in pair
        if dialogue.row(held, party) is Row.FIGURES
        and len(people := carried.stayers(ends, party)) >= dialogue.constants.figures_from
    }
    shown = pair_shown(
        dialogue,
        carried.restricted(held, kept),
        pair,
        target=target,
        left={party: len(people) for party, people in kept.items()},
    )
    measured = [each for each in found.differences if each.sides == pair]
    records = shown_differences.differences(dialogue, shown, measured)
    return attrs.evolve(found, differences=_in_numbers(shown, records))


def _change(dialogue: Dialogue, found: Change, rows: list[Row]) -> Change:
    if not may_show_change(rows):
        none = dialogue.refused(Row.FIGURES)
        return attrs.evolve(
            found, fall=dict.fromkeys(found.fall, none), overall=none, effect=none, agreement=none
        )
    return attrs.evolve(
        found,
        fall={arm: _rounded(cell, 1) for arm, cell in found.fall.items()},
        overall=_rounded(found.overall, 1),
        effect=_rounded(found.effect, 1),
        agreement=_rounded(found.agreement, 2),
    )


def _rounded(cell: Cell, digits: int) -> Cell:
    """The figure to so many decimals; its interval is rounded outwards, never to the narrower."""
    if not isinstance(cell, Value):
        return cell
    scale = 10**digits
    interval = cell.interval
    if interval is not None:
        low, high = interval
        interval = (math.floor(low * scale + 1e-9) / scale, math.ceil(high * scale - 1e-9) / scale)
    return attrs.evolve(cell, value=round(cell.value, digits) + 0.0, interval=interval)
