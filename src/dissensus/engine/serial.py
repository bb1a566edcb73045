"""Results as JSON and back, and the JSON Schema that says what they look like."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import attrs
import cattrs
from cattrs.v import format_exception

from dissensus.domain.errors import DissensusError
from dissensus.engine.results import FORMAT, Cell, Label, Results, State, Value, Withheld

_KINDS: dict[str, type[Any]] = {"value": Value, "label": Label, "withheld": Withheld, "name": State}
_PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def to_json(results: Results) -> dict[str, Any]:
    """The results as plain values, ready for `json.dumps`."""
    plain = _converter().unstructure(results)
    assert isinstance(plain, dict)
    return plain


def canonical(results: Results) -> str:
    """The results as canonical JSON: keys sorted, no NaN, one newline at the end; always the same bytes."""
    return json.dumps(to_json(results), sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def from_json(plain: Mapping[str, Any]) -> Results:
    """Results from plain values.

    Raises DissensusError where the format is another one or a field is missing or of the wrong kind.
    """
    if plain.get("format") != FORMAT:
        raise DissensusError(
            f"these results say format {plain.get('format')!r}; this version reads {FORMAT!r}"
        )
    try:
        return _converter().structure(_thawed(plain), Results)
    except (cattrs.BaseValidationError, TypeError, ValueError, KeyError, AttributeError) as error:
        reasons = "; ".join(cattrs.transform_error(error, format_exception=_reason))
        raise DissensusError(f"these results do not fit {FORMAT}: {reasons}") from error


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of results, made from the records themselves.

    >>> schema()["$defs"]["Withheld"]["required"]
    ['reason', 'withheld']
    """
    definitions: dict[str, Any] = {}
    _describe(Results, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        "$ref": "#/$defs/Results",
        "$defs": dict(sorted(definitions.items())),
    }


@lru_cache(maxsize=1)
def _converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True)

    def one_of(value: Mapping[str, Any], _: Any) -> Any:
        kind = next((kind for key, kind in _KINDS.items() if key in value), None)
        if kind is None:
            raise ValueError(f"a cell has a value, a label or is withheld; this has {sorted(value)}")
        return converter.structure(value, kind)

    converter.register_structure_hook_func(lambda kind: kind in (Cell, State | Withheld), one_of)
    for kind in (str, int, float, bool):
        converter.register_structure_hook(kind, _strictly)
    converter.register_unstructure_hook_func(lambda kind: kind in (Cell, State | Withheld), _flat)
    return converter


def _reason(error: BaseException, kind: type[Any] | None) -> str:
    """What is wrong with one value: our own words where we have some."""
    if isinstance(error, TypeError | ValueError):
        return str(error)
    return format_exception(error, kind)


def _flat(cell: Any) -> dict[str, Any]:
    flat = {field.name: getattr(cell, field.name) for field in attrs.fields(type(cell))}
    return {key: _listed(value) for key, value in flat.items()}


def _listed(value: Any) -> Any:
    return [_listed(inner) for inner in value] if isinstance(value, tuple) else value


def _strictly(value: Any, kind: type[Any]) -> Any:
    """A value of exactly that kind; an integer serves as a float, nothing else is bent."""
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {_PLAIN[kind]}")
    return value


def _thawed(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _thawed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_thawed(inner) for inner in value]
    return value


def _describe(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a type; records are described once, under `definitions`, and referred to."""
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_describe(argument, definitions) for argument in arguments]}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _describe(arguments[0], definitions)}
    if origin is tuple:
        items = [_describe(argument, definitions) for argument in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _describe(arguments[1], definitions)}
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}
        definitions[kind.__name__] = _record(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _record(kind: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in attrs.fields(kind)]
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "properties": {name: _describe(hints[name], definitions) for name in names},
        "required": sorted(names),
        "additionalProperties": False,
    }
