"""Results as flat point values, for a program to read: parties by id, null where undefined.

Point values are not rounded. Intervals and posterior means stand under keys of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

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

MEASURES = (
    "coorientation",
    "surprise",
    "ladders",
    "second_order",
    "clarification",
    "effect",
    "conduct",
    "peace",
    "salience",
    "past",
    "anatomy",
    "assumptions",
    "conditions",
    "signals",
    "cohesion",
    "cohesion_by_issue",
    "standouts",
    "agenda",
    "mechanisms",
    "coverage",
    "meetings",
    "exposure",
    "probing",
    "openings",
    "coded_signals",
    "surveys",
    "views",
    "gaps",
)

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
_AS_THEY_ARE = {
    "conduct": "norms",
    "peace": "peace",
    "salience": "concerns",
    "past": "past",
    "anatomy": "anatomy",
    "assumptions": "assumptions",
    "conditions": "conditions",
    "signals": "readings",
    "cohesion": "cohesion",
    "cohesion_by_issue": "cohesion_by_issue",
    "standouts": "standouts",
    "agenda": "agenda",
}
"""Measures whose records become rows field by field, with the field of `RoundResults` that holds them."""

_OF_RECORD = {
    "mechanisms": "mechanisms",
    "coverage": "coverage",
    "meetings": "meetings",
    "exposure": "exposure",
    "probing": "probing",
    "openings": "openings",
    "coded_signals": "coded",
    "surveys": "surveys",
    "views": "views",
    "gaps": "gaps",
}
"""The same for the public record, with the field of `PublicRecord`."""

_OF_LINES = ("blind", "over_caution", "ambiguity", "mean_actual", "mean_believed")


def points(results: Results, measure: str | None = None) -> dict[str, Any]:
    """The results as one plain object; with `measure`, that part of it alone beside what identifies it."""
    held = results.latest
    made: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "coorientation": lambda: [_difference(difference) for difference in held.differences],
        "surprise": lambda: [_surprise(each, part) for each in results.rounds for part in each.surprises],
        "ladders": lambda: [_line(gap) for gap in held.lines],
        "second_order": lambda: [{**_line(gap), "other": gap.other} for gap in held.second_order],
        "clarification": lambda: [_clarification(each) for each in held.clarifications],
        "effect": lambda: [_change(change) for change in results.changes],
        **{name: partial(_records, getattr(held, field)) for name, field in _AS_THEY_ARE.items()},
        **{name: partial(_records, getattr(results.record, field, ())) for name, field in _OF_RECORD.items()},
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


def _records(records: Sequence[Any]) -> list[dict[str, Any]]:
    """Records field by field: cells as values, with intervals and reasons under keys of their own."""
    return [
        _record({field.name: getattr(each, field.name) for field in attrs.fields(type(each))})
        for each in records
    ]


def _record(fields: Mapping[str, Any]) -> dict[str, Any]:
    cells = {name: value for name, value in fields.items() if _holds_cells(value)}
    row = {name: _bare(value) for name, value in fields.items()}
    if not cells:
        return row
    sides: dict[str, Mapping[str, Cell]] = {n: v for n, v in cells.items() if isinstance(v, Mapping)}
    alone: dict[str, Any] = {n: v for n, v in cells.items() if not isinstance(v, Mapping)}
    intervals = {
        **_interval_of(alone),
        **{n: _interval_of(by) for n, by in sides.items() if _interval_of(by)},
    }
    return {**row, "intervals": intervals, "reasons": _reasons(alone, sides)}


def _holds_cells(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(isinstance(inner, Value | Label | Withheld) for inner in value.values())
    return isinstance(value, Value | Label | Withheld)


def _bare(value: Any) -> Any:
    if isinstance(value, Value | Label | Withheld):
        return plain(value)
    if isinstance(value, Mapping):
        return {key: _bare(inner) for key, inner in value.items()}
    return list(value) if isinstance(value, tuple) else value


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
