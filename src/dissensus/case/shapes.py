"""Kinds of fields that hold more than one value: texts by language, lists, mappings and free attributes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Protocol

import attrs

from dissensus.case.nodes import Listed, Mapped, Node, Scalar
from dissensus.case.reading import Mention, Reading
from dissensus.case.scalars import Reference, ScalarKind, String, WrongError
from dissensus.domain.texts import Text

LONGEST_NAME = 200
"""Characters that a name inside `attributes` may have."""

_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"\.nan|[-+]?\.inf", re.IGNORECASE)
_MOST_DIGITS = 300


class Faulty:
    """What stands in for a value that could not be read; the problem has been noted."""


FAULTY: Final = Faulty()


class Kind(Protocol):
    """What a field may hold."""

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The value; FAULTY where a problem was noted instead."""

    def write(self, value: Any) -> Any:
        """The value as plain lists, mappings and scalars."""


@attrs.frozen
class One:
    """A single value."""

    kind: ScalarKind

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return self.kind.says

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The value."""
        if not isinstance(node, Scalar):
            at.wrong(node.line, f"{field}: {form(node)} stands where one value should", "Write one value.")
            return FAULTY
        try:
            value = self.kind.parse(node.text)
        except WrongError as wrong:
            at.wrong(node.line, f"{field}: {wrong.what}", wrong.todo)
            return FAULTY
        at.note(self.kind, node.text, node.line, field)
        return value

    def write(self, value: Any) -> Any:
        """The value as it is written."""
        return self.kind.print(value)


@attrs.frozen
class Words:
    """A text in one or more languages: plain text is English, a mapping says the language of each."""

    says: str = "text, or a mapping of language to text"

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The text."""
        if isinstance(node, Mapped):
            if not node.pairs:
                at.wrong(node.line, f"{field} has no text", "Write it, or take the field out.")
                return FAULTY
            spoken = ByName(String(), name=Reference("language")).read(node, at, field)
            return spoken if spoken is FAULTY else Text.of(spoken)
        text = One(String()).read(node, at, field)
        if text is FAULTY:
            return FAULTY
        at.mentioned.append(Mention("language", "en", field, at.file, node.line))
        return Text.of({"en": text})

    def write(self, value: Text) -> Any:
        """Plain text where there is English only, else a mapping."""
        found = dict(value.values)
        return found["en"] if set(found) == {"en"} else found


@attrs.frozen
class Many:
    """A list of values, each of them once."""

    kind: ScalarKind

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return f"list: {self.kind.says}"

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The values in a tuple."""
        if not isinstance(node, Listed):
            at.wrong(node.line, f"{field}: {form(node)} stands where a list should", "Write it as [a, b].")
            return FAULTY
        values = [One(self.kind).read(inner, at, field) for inner in node.items]
        for place, value in enumerate(values):
            if value is not FAULTY and value in values[:place]:
                at.wrong(node.items[place].line, f"{field}: {value!r} is listed twice", "Take one out.")
        return FAULTY if FAULTY in values else tuple(values)

    def write(self, value: Iterable[Any]) -> Any:
        """The values in a list."""
        return [self.kind.print(inner) for inner in value]


@attrs.frozen
class ByName:
    """A mapping of names to values."""

    kind: ScalarKind
    name: ScalarKind = attrs.field(factory=String)

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return f"mapping: {self.name.says} to {self.kind.says}"

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The values by name, in a dict."""
        if not isinstance(node, Mapped):
            at.wrong(
                node.line, f"{field}: {form(node)} stands where a mapping should", "Write it as name: value."
            )
            return FAULTY
        found = {
            One(self.name).read(Scalar(line, name), at, field): self._value(inner, at, f"{field}.{name}")
            for name, (line, inner) in node.pairs.items()
        }
        return FAULTY if FAULTY in found or FAULTY in found.values() else found

    def _value(self, node: Node, at: Reading, field: str) -> Any:
        if isinstance(node, Scalar) and node.is_null:
            at.wrong(node.line, f"{field} has no value", "Write the value, or take the name out.")
            return FAULTY
        return One(self.kind).read(node, at, field)

    def write(self, value: Mapping[Any, Any]) -> Any:
        """The values by name."""
        return {self.name.print(name): self.kind.print(inner) for name, inner in value.items()}


@attrs.frozen
class Pairs:
    """A mapping of names to values whose order counts."""

    by_name: ByName

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return self.by_name.says

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The pairs, in their order."""
        found = self.by_name.read(node, at, field)
        return found if found is FAULTY else tuple(found.items())

    def write(self, value: Iterable[tuple[str, Any]]) -> Any:
        """The pairs as a mapping."""
        return self.by_name.write(dict(value))


@attrs.frozen
class Assigned:
    """A mapping of ids to one of a few words or null; a list of the ids where all are null."""

    name: ScalarKind
    kind: ScalarKind

    @property
    def says(self) -> str:
        """What the field may hold, in a few words."""
        return f"list: {self.name.says}; or mapping: {self.name.says} to {self.kind.says}"

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The words by id, in a dict."""
        if isinstance(node, Listed):
            names = Many(self.name).read(node, at, field)
            return names if names is FAULTY else dict.fromkeys(names)
        if not isinstance(node, Mapped):
            at.wrong(node.line, f"{field}: {form(node)} stands where a list should", "Write it as [a, b].")
            return FAULTY
        found = {
            One(self.name).read(Scalar(line, name), at, field): self._value(inner, at, f"{field}.{name}")
            for name, (line, inner) in node.pairs.items()
        }
        return FAULTY if FAULTY in found or FAULTY in found.values() else found

    def _value(self, node: Node, at: Reading, field: str) -> Any:
        if isinstance(node, Scalar) and node.is_null:
            return None
        return One(self.kind).read(node, at, field)

    def write(self, value: Mapping[Any, Any]) -> Any:
        """The words by id, or the ids alone."""
        if all(word is None for word in value.values()):
            return [self.name.print(name) for name in value]
        return {
            self.name.print(name): None if word is None else self.kind.print(word)
            for name, word in value.items()
        }


@attrs.frozen
class Free:
    """A mapping of names to plain values: what the material has and the format has no field for."""

    says: str = "mapping of names to plain values"

    def read(self, node: Node, at: Reading, field: str) -> Any:
        """The mapping."""
        if not isinstance(node, Mapped):
            at.wrong(
                node.line, f"{field}: {form(node)} stands where a mapping should", "Write it as name: value."
            )
            return FAULTY
        return self._plain(node, at, field)

    def _plain(self, node: Node, at: Reading, field: str) -> Any:
        if isinstance(node, Listed):
            items = [self._plain(inner, at, field) for inner in node.items]
            return FAULTY if FAULTY in items else items
        if isinstance(node, Scalar):
            return self._resolved(node, at, field)
        for name, (line, _) in node.pairs.items():
            if len(name) > LONGEST_NAME:
                at.wrong(
                    line,
                    f"{field}: a name has {len(name)} characters",
                    f"Keep names within {LONGEST_NAME} characters.",
                )
        found = {name: self._plain(inner, at, field) for name, (_, inner) in node.pairs.items()}
        return FAULTY if FAULTY in found.values() else found

    @staticmethod
    def _resolved(node: Scalar, at: Reading, field: str) -> Any:
        """A scalar as YAML 1.2 takes it: null, true, false, a number, or text."""
        text = node.text
        if not node.plain:
            return text
        if node.is_null:
            return None
        if text in ("true", "false"):
            return text == "true"
        number = _INT.fullmatch(text) or _FLOAT.fullmatch(text)
        if (number and (len(text) > _MOST_DIGITS or math.isinf(float(text)))) or _NOT_FINITE.fullmatch(text):
            at.wrong(node.line, f"{field}: {text[:60]} is no finite number", "Put it in quotation marks.")
            return FAULTY
        if not number:
            return text
        return int(text) if _INT.fullmatch(text) else float(text)

    def write(self, value: Any) -> Any:
        """The mapping with its names in the order of the alphabet."""
        if isinstance(value, Mapping):
            return {name: self.write(value[name]) for name in sorted(value)}
        if isinstance(value, list | tuple):
            return [self.write(inner) for inner in value]
        return value


def form(node: Node) -> str:
    """What kind of node stands there, in words."""
    if isinstance(node, Scalar):
        return "nothing" if node.is_null else "a single value"
    return "a list" if isinstance(node, Listed) else "a mapping"
