"""Entries: one declaration of a kind of record drives its reading, writing, checks and documentation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from dissensus.case.nodes import Listed, Mapped, Node, Scalar
from dissensus.case.reading import Reading, nearest
from dissensus.case.scalars import one
from dissensus.case.shapes import FAULTY, Kind, One, form


@attrs.frozen
class Field:
    """One field of a record. `shown` fields are written even where they hold null or their usual value."""

    name: str
    kind: Kind
    required: bool = False
    shown: bool = False
    default: Any = None

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return self.kind.says


@attrs.frozen
class Entry:
    """A kind of record: what it is called, its fields in the order of the file, and what it becomes."""

    noun: str
    make: Callable[..., Any]
    fields: tuple[Field, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields, in the order of the file."""
        return tuple(field.name for field in self.fields)

    @property
    def registers(self) -> frozenset[str]:
        """The registers that its records, and the records inside them, enter ids into."""
        found: set[str] = set()
        for field in self.fields:
            if isinstance(field.kind, One) and field.kind.kind.gives is not None:
                found.add(field.kind.kind.gives)
            if isinstance(field.kind, Series):
                found |= field.kind.entry.registers
        return frozenset(found)

    def read(self, node: Node, at: Reading, inside: str = "") -> Any:
        """The record, or FAULTY; `inside` is the name of the field that holds it, with a dot."""
        if not isinstance(node, Mapped):
            at.wrong(
                node.line,
                f"{inside.rstrip('.') or self.noun}: {form(node)} stands where {one(self.noun)} should",
                f"Write {one(self.noun)} as name: value, one a line.",
            )
            return FAULTY
        self._unknown(node, at, inside)
        values = {field.name: self._value(field, node, at, inside) for field in self.fields}
        if any(values[field.name] is FAULTY for field in self.fields if field.required):
            return FAULTY
        for field in self.fields:
            if values[field.name] is FAULTY:
                values[field.name] = field.default
                at.faulty.append(f"{inside}{field.name}")
        return self.make(**values)

    def _unknown(self, node: Mapped, at: Reading, inside: str) -> None:
        elsewhere = "keep it under attributes" if "attributes" in self.names else "take it out"
        for name, (line, _) in node.pairs.items():
            if name not in self.names:
                at.wrong(
                    line,
                    f"{inside}{name[:60]}: {one(self.noun)} has no such field",
                    f"{nearest(name, self.names)}Rename it, or {elsewhere}.",
                )

    @staticmethod
    def _value(field: Field, node: Mapped, at: Reading, inside: str) -> Any:
        _, held = node.pairs.get(field.name, (node.line, None))
        if held is None or (isinstance(held, Scalar) and held.is_null):
            if not field.required:
                return field.default
            at.wrong(
                node.line if held is None else held.line,
                f"{inside}{field.name} is missing",
                f"Add it ({field.says}).",
            )
            return FAULTY
        return field.kind.read(held, at, f"{inside}{field.name}")

    def write(self, record: Any) -> dict[str, Any]:
        """The record as plain values, without the fields that hold their usual value (but for shown ones)."""
        written: dict[str, Any] = {}
        for field in self.fields:
            value = record[field.name] if isinstance(record, Mapping) else getattr(record, field.name)
            if field.required or field.shown or value != field.default:
                written[field.name] = None if value is None else field.kind.write(value)
        return written


def entry(of: type, noun: str, fields: Iterable[Field], make: Callable[..., Any] | None = None) -> Entry:
    """An entry whose fields take their usual values from the attrs class `of`."""
    defaults = {field.name: _default(field) for field in attrs.fields(of)}
    filled = tuple(attrs.evolve(field, default=defaults.get(field.name)) for field in fields)
    return Entry(noun, make or of, filled)


def _default(field: Any) -> Any:
    if isinstance(field.default, attrs.Factory):  # type: ignore[arg-type]
        return field.default.factory()
    return None if field.default is attrs.NOTHING else field.default


@attrs.frozen
class Inside:
    """A record inside another."""

    entry: Entry

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return f"{self.entry.noun}, see its own table"

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The record."""
        return self.entry.read(node, at, f"{field}.")

    def write(self, value: Any) -> Any:
        """The record as a mapping."""
        return self.entry.write(value)


@attrs.frozen
class Series:
    """A list of records inside another; `numbered` names a field that counts them from 1 in the file only."""

    entry: Entry
    numbered: Field | None = None

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return f"list: {self.entry.noun}, see its own table"

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The records in a tuple."""
        if not isinstance(node, Listed):
            at.wrong(
                node.line,
                f"{field}: {form(node)} stands where a list should",
                f"Begin each {self.entry.noun} with a hyphen.",
            )
            return FAULTY
        records = [
            self.entry.read(self._counted(inner, place, at, field), at, f"{field}[{place}].")
            for place, inner in enumerate(node.items, start=1)
        ]
        return FAULTY if any(record is FAULTY for record in records) else tuple(records)

    def _counted(self, node: Node, place: int, at: Reading, field: str) -> Node:
        """The node without its number, which is checked against its place and then forgotten."""
        if self.numbered is None or not isinstance(node, Mapped) or self.numbered.name not in node.pairs:
            return node
        name = self.numbered.name
        line, held = node.pairs[name]
        number = self.numbered.kind.read(held, at, f"{field}[{place}].{name}")
        if number is not FAULTY and number != place:
            at.wrong(
                line,
                f"{field}[{place}].{name} is {number}, and it stands in place {place}",
                "Number from 1 upwards, in the order of the list.",
            )
        return attrs.evolve(node, pairs={key: pair for key, pair in node.pairs.items() if key != name})

    def write(self, value: Iterable[Any]) -> Any:
        """The records in a list."""
        return [
            self._numbered(self.entry.write(record), place) for place, record in enumerate(value, start=1)
        ]

    def _numbered(self, written: dict[str, Any], place: int) -> dict[str, Any]:
        """The number stands right behind the id."""
        if self.numbered is None:
            return written
        (first, value), *rest = written.items()
        return {first: value, self.numbered.name: self.numbered.kind.write(place), **dict(rest)}
