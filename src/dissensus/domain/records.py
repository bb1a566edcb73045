"""What every record outside a round carries: layer, issue, sources, note, confidence, who coded it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeAlias

import attrs

LAYERS = ("baseline", "later")
CODED_BY = ("source", "project")

Json: TypeAlias = "str | int | float | bool | tuple[Json, ...] | Mapping[str, Json] | None"
"""A plain value as JSON knows it; lists are tuples and mappings read-only, so that records stay frozen."""


def frozen_json(value: object) -> Json:
    """A read-only copy of a plain value.

    >>> frozen_json({"groups": ["arctic_state"]})["groups"]
    ('arctic_state',)
    """
    if isinstance(value, Mapping):
        return MappingProxyType({str(key): frozen_json(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return tuple(frozen_json(inner) for inner in value)
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise ValueError(f"{value!r} is not a plain value: use text, numbers, true, false, lists or mappings")


def frozen_mapping(value: Mapping[str, object]) -> Mapping[str, Json]:
    """A read-only copy of a mapping of plain values."""
    frozen = frozen_json(value)
    assert isinstance(frozen, Mapping)
    return frozen


@attrs.frozen(kw_only=True)
class Record:
    """The fields that every record of the case shares.

    `sources` are ids of the register of sources. `attributes` keeps facts that the material has and the
    format has no field of its own for, so that nothing is lost on the way through. `internal_to` names the
    party that alone may hold the record; None stands for the public record.
    """

    layer: str = "baseline"
    issue: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None
    confidence: float | None = None
    coded_by: str = "source"
    internal_to: str | None = None
    attributes: Mapping[str, Json] = attrs.field(factory=dict, converter=frozen_mapping, hash=False)
