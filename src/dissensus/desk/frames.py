"""Results as data frames: one row a record, columns by the record's own declaration, so always the same.

`_a` and `_b` are the first and the second side of a pair, `_low` and `_high` the ends of an interval.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any

import attrs

from dissensus.domain.errors import DissensusError
from dissensus.domain.rounds import ARMS
from dissensus.engine.points import plain
from dissensus.engine.record_findings import PublicRecord
from dissensus.engine.results import (
    Cell,
    Change,
    Difference,
    Label,
    Results,
    RoundResults,
    State,
    Value,
    Withheld,
)

if TYPE_CHECKING:
    import polars as pl

_PLACES = {
    "coorientation": "differences",
    "surprise": "surprises",
    "ladders": "lines",
    "second_order": "second_order",
    "clarification": "clarifications",
    "effect": "changes",
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
"""In which field of a round's results, the public record or all results each measure's records stand."""

_CALLED = {
    (Difference, "actual"): "actual_difference",
    (Difference, "perceived"): "perceived_difference",
    (Difference, "surprise"): "surprise_bits",
    (Difference, "surprise_at_5"): "surprise_bits_at_5",
    (Difference, "rightly"): "expected_rightly",
    (Change, "overall"): "change",
    (Change, "agreement"): "agreement_change",
}
"""Fields that go by another name outside, the same as in the JSON of `dissensus measure`."""

_Get = Callable[[Any], Any]


@attrs.frozen
class _Column:
    """One column: its name, its kind, and how a record fills it; `cell` where that is a figure."""

    name: str
    kind: Any
    get: _Get
    cell: _Get | None = None


def frame(results: Results, measure: str) -> pl.DataFrame:
    """Every record of a measure as a row.

    The last two columns say what the figures cannot: `remarks`, why a figure is missing or what stands in its
    place, and `synthetic`, which the public record never is.
    """
    import polars as pl

    columns = list(_columns(_kind(measure)))
    rows = _records(results, measure)
    synthetic = results.synthetic and not of_the_record(measure)
    held: dict[str, list[Any]] = {"case": [results.case or None] * len(rows), "round": [at for at, _ in rows]}
    held |= {column.name: [column.get(record) for _, record in rows] for column in columns}
    held["remarks"] = [_remarks(columns, record) for _, record in rows]
    held["synthetic"] = [synthetic] * len(rows)
    schema: dict[str, Any] = {"case": pl.String, "round": pl.String}
    schema |= {column.name: _polars(column.kind) for column in columns}
    schema |= {"remarks": pl.String, "synthetic": pl.Boolean}
    return pl.DataFrame(held, schema=schema)


def of_the_record(measure: str) -> bool:
    """Whether the measure is one of the public record, which no program made and no round holds."""
    return _holder(measure) is PublicRecord


def _holder(measure: str) -> type:
    """The part of the results that holds a measure's records."""
    holders: tuple[type, ...] = (RoundResults, PublicRecord, Results)
    place = _PLACES[measure]
    return next(holder for holder in holders if place in attrs.fields_dict(holder))


def _kind(measure: str) -> type:
    """The record that a measure is made of."""
    kind = typing.get_args(typing.get_type_hints(_holder(measure))[_PLACES[measure]])[0]
    assert isinstance(kind, type)
    return kind


def _records(results: Results, measure: str) -> Sequence[tuple[str | None, Any]]:
    """The records of a measure, each with its round; surprise is told of every round of the series."""
    place, holder = _PLACES[measure], _holder(measure)
    if of_the_record(measure):
        return [(None, record) for record in getattr(results.record, place, ())]
    if holder is Results:
        return [(results.latest.id, record) for record in getattr(results, place)]
    rounds = results.rounds if measure == "surprise" else (results.latest,)
    return [(held.id, record) for held in rounds for record in getattr(held, place)]


def _columns(kind: type) -> Iterator[_Column]:
    for name, hint in typing.get_type_hints(kind).items():
        yield from _of_a_field(kind, _CALLED.get((kind, name), name), hint, _getting(name))


def _of_a_field(kind: type, name: str, hint: Any, get: _Get) -> Iterator[_Column]:
    if name == "sides":
        yield from (_Column(f"side_{end}", str, _at(get, place)) for place, end in enumerate("ab"))
    elif hint == State | Withheld:
        yield _Column(name, str, _of_state(get, "name"), get)
        yield _Column("who", tuple[str, ...], _of_state(get, "who"))
        yield _Column("probability", float, _of_state(get, "probability"))
    elif hint == Cell:
        yield _Column(name, float, lambda record: _number(get(record)), get)
        yield _Column(f"{name}_low", float, lambda record: _end(get(record), 0))
        yield _Column(f"{name}_high", float, lambda record: _end(get(record), 1))
    elif typing.get_origin(hint) is Mapping:
        yield from _of_a_mapping(kind, name, typing.get_args(hint)[1], get)
    else:
        yield _Column(name, hint, lambda record: get(record) if get(record) != "" else None)


def _of_a_mapping(kind: type, name: str, hint: Any, get: _Get) -> Iterator[_Column]:
    """By side as `_a` and `_b`; by arm under the arm's name; by whatever else as a list of pairs."""
    if "sides" in attrs.fields_dict(kind):
        for place, end in enumerate("ab"):
            yield from _of_a_field(kind, f"{name}_{end}", hint, _by_side(get, place))
    elif kind is Change:
        for arm in ARMS:
            yield from _of_a_field(kind, f"{name}_{arm.replace(' ', '_')}", hint, _by_key(get, arm))
    else:
        yield _Column(name, Mapping[str, hint], lambda record: [*map(_pair, get(record).items())])


def _getting(name: str) -> _Get:
    return lambda record: getattr(record, name)


def _at(get: _Get, place: int) -> _Get:
    return lambda record: get(record)[place]


def _by_side(get: _Get, place: int) -> _Get:
    return lambda record: get(record).get(record.sides[place])


def _by_key(get: _Get, key: str) -> _Get:
    return lambda record: get(record).get(key)


def _of_state(get: _Get, part: str) -> _Get:
    return lambda record: getattr(get(record), part, None)


def _pair(item: tuple[str, Any]) -> dict[str, Any]:
    return {"key": item[0], "value": item[1]}


def _number(cell: Cell | None) -> float | None:
    return cell.value if isinstance(cell, Value) else None


def _end(cell: Cell | None, which: int) -> float | None:
    interval = cell.interval if isinstance(cell, Value) else None
    return None if interval is None else interval[which]


def _remarks(columns: Sequence[_Column], record: Any) -> str | None:
    """What stands where a figure is missing: the label of a guarded side, or the reason."""
    said = [(column.name, column.cell(record)) for column in columns if column.cell is not None]
    found = [f"{name}: {plain(cell)}" for name, cell in said if isinstance(cell, Label)]
    found += [f"{name}: {cell.reason}" for name, cell in said if isinstance(cell, Withheld)]
    return "; ".join(found) or None


def _polars(hint: Any) -> Any:
    """The data type of a column."""
    import polars as pl

    if typing.get_origin(hint) in (typing.Union, UnionType):
        (hint,) = (part for part in typing.get_args(hint) if part is not NoneType)
    scalars = {str: pl.String, float: pl.Float64, int: pl.Int64, bool: pl.Boolean}
    if hint in scalars:
        return scalars[hint]
    inside = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return pl.List(_polars(inside[0]))
    if typing.get_origin(hint) is Mapping:
        return pl.List(pl.Struct({"key": pl.String, "value": _polars(inside[1])}))
    raise DissensusError(f"no column of a data frame can hold {hint}")
