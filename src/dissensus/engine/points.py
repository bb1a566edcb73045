"""Results as flat point values, for a program to read: parties by id, null where undefined.

Point values are not rounded. Intervals and posterior means stand under keys of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dissensus.engine.results import (
    ArmSurprise,
    Cell,
    Change,
    Clarification,
    Difference,
    Label,
    LineGap,
    Results,
    RoundResults,
    State,
    Value,
    Withheld,
)

MEASURES = ("coorientation", "surprise", "ladders", "second_order", "clarification", "effect")

_BY_SIDE = (
    "alpha",
    "unsure",
    "prediction",
    "perceived_difference",
    "accuracy",
    "congruency",
    "bias",
    "surprise_bits",
    "surprise_bits_at_5",
    "importance",
)
_OF_LINES = ("blind", "over_caution", "ambiguity", "mean_actual", "mean_believed")


def points(results: Results, measure: str | None = None) -> dict[str, Any]:
    """The results as one plain object; with `measure`, that part of it alone beside what identifies it."""
    held = results.latest
    made = {
        "coorientation": lambda: [_difference(difference) for difference in held.differences],
        "surprise": lambda: [_surprise(each, part) for each in results.rounds for part in each.surprises],
        "ladders": lambda: [_line(gap) for gap in held.lines],
        "second_order": lambda: [{**_line(gap), "other": gap.other} for gap in held.second_order],
        "clarification": lambda: [_clarification(each) for each in held.clarifications],
        "effect": lambda: [_change(change) for change in results.changes],
    }
    chosen = MEASURES if measure is None else (measure,)
    return {**_identity(results, held), **{name: made[name]() for name in chosen}}


def plain(cell: Cell) -> float | str | None:
    """The value of a cell, or its label; None where it is withheld.

    >>> plain(Withheld(reason="nobody answered")) is None
    True
    """
    if isinstance(cell, Value):
        return cell.value
    return cell.label if isinstance(cell, Label) else None


def _identity(results: Results, held: RoundResults) -> dict[str, Any]:
    return {
        "case": results.case,
        "case_sha256": results.case_sha256,
        "round": held.id,
        "synthetic": results.synthetic,
        "target": results.plan.target,
        "min_cell": results.plan.min_cell,
        "draws": results.plan.draws,
        "seed": results.plan.seed,
        "sides": {
            side.party: {"unit": side.unit, "roll": side.roll, "respondents": side.respondents}
            for side in held.sides
        },
    }


def _difference(found: Difference) -> dict[str, Any]:
    cells: dict[str, Mapping[str, Cell]] = {
        "alpha": found.alpha,
        "unsure": found.unsure,
        "prediction": found.prediction,
        "perceived_difference": found.perceived,
        "accuracy": found.accuracy,
        "congruency": found.congruency,
        "bias": found.bias,
        "surprise_bits": found.surprise,
        "surprise_bits_at_5": found.surprise_at_5,
        "importance": found.importance,
    }
    state = found.state if isinstance(found.state, State) else None
    return {
        "statement": found.statement,
        "issue": found.issue,
        "kind": found.kind,
        "arm": found.arm,
        "sides": list(found.sides),
        "n": dict(found.n),
        "n_predictions": dict(found.n_predictions),
        "actual_difference": plain(found.actual),
        **{name: _plain_by_side(cells[name]) for name in _BY_SIDE},
        "leans": dict(found.leans),
        "expects": dict(found.expects),
        "expected_rightly": dict(found.rightly),
        "state": state.name if state else None,
        "who": list(state.who) if state else [],
        "probability": state.probability if state else None,
        "likeliest": [list(each) for each in state.likeliest] if state else [],
        "intervals": _aside("interval", found.actual, cells),
        "posterior_means": _aside("mean", found.actual, cells),
        "reasons": _reasons({"actual_difference": found.actual, "state": found.state}, cells),
    }


def _plain_by_side(cells: Mapping[str, Cell]) -> dict[str, float | str | None]:
    return {party: plain(cell) for party, cell in cells.items()}


def _aside(what: str, actual: Cell, cells: Mapping[str, Mapping[str, Cell]]) -> dict[str, Any]:
    """What stands beside point values (`interval` or `mean`), by the same names; only where there is any."""
    sided = {
        name: {party: getattr(cell, what, None) for party, cell in by.items()} for name, by in cells.items()
    }
    kept: dict[str, Any] = {name: by for name, by in sided.items() if any(v is not None for v in by.values())}
    alone = getattr(actual, what, None)
    return kept if alone is None else {"actual_difference": alone, **kept}


def _reasons(
    alone: Mapping[str, Cell | State | Withheld], cells: Mapping[str, Mapping[str, Cell]]
) -> dict[str, Any]:
    """Why figures are null, by name."""
    reasons: dict[str, Any] = {
        name: cell.reason for name, cell in alone.items() if isinstance(cell, Withheld)
    }
    for name, by_side in cells.items():
        found = {party: cell.reason for party, cell in by_side.items() if isinstance(cell, Withheld)}
        if found:
            reasons[name] = found
    return reasons


def _line(gap: LineGap) -> dict[str, Any]:
    cells: dict[str, Cell] = {name: getattr(gap, name) for name in _OF_LINES}
    return {
        "domain": gap.domain,
        "owner": gap.owner,
        "holder": gap.holder,
        **{name: plain(cell) for name, cell in cells.items()},
        "n_owner": gap.n_owner,
        "n_holder": gap.n_holder,
        "placed": plain(gap.placed),
        "actual": None if gap.actual is None else list(gap.actual),
        "believed": None if gap.believed is None else list(gap.believed),
        "intervals": _interval_of(cells),
        "reasons": {name: cell.reason for name, cell in cells.items() if isinstance(cell, Withheld)},
    }


def _interval_of(cells: Mapping[str, Cell]) -> dict[str, Any]:
    return {
        name: cell.interval
        for name, cell in cells.items()
        if isinstance(cell, Value) and cell.interval is not None
    }


def _surprise(held: RoundResults, part: ArmSurprise) -> dict[str, Any]:
    return {
        "round": held.id,
        "perceiver": part.perceiver,
        "about": part.about,
        "arm": part.arm,
        "statements": part.statements,
        "bits": plain(part.bits),
        "right": part.right,
        "of": part.of,
        "intervals": _interval_of({"bits": part.bits}),
    }


def _clarification(found: Clarification) -> dict[str, Any]:
    return {
        "domain": found.domain,
        "actor": found.actor,
        "owner": found.owner,
        "outcome": found.outcome,
        "share": found.share,
        "gain_actor": plain(found.gain_actor),
        "gain_owner": plain(found.gain_owner),
        "reasons": {
            name: cell.reason
            for name, cell in (("gain_actor", found.gain_actor), ("gain_owner", found.gain_owner))
            if isinstance(cell, Withheld)
        },
    }


def _change(found: Change) -> dict[str, Any]:
    cells = {"change": found.overall, "effect": found.effect, "agreement_change": found.agreement}
    return {
        "perceiver": found.perceiver,
        "about": found.about,
        "first": found.first,
        "last": found.last,
        "statements": dict(found.statements),
        "fall": {arm: plain(cell) for arm, cell in found.fall.items()},
        **{name: plain(cell) for name, cell in cells.items()},
        "intervals": _interval_of(cells),
        "reasons": {name: cell.reason for name, cell in cells.items() if isinstance(cell, Withheld)},
    }
