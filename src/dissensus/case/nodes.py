"""YAML text as nodes that know their lines; what a scalar means is for its field to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import attrs

DEEPEST = 32
"""Levels of lists and mappings inside one another that a file may have."""

MOST_NODES = 2_000_000
"""Values that one file may come to when every alias is written out."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no text of a case may hold, however they are written."""


@attrs.frozen
class Scalar:
    """One value as it is written; `plain` where it has no quotation marks."""

    line: int
    text: str
    plain: bool = True

    @property
    def is_null(self) -> bool:
        """Whether the value is left open: nothing, ~ or null, without quotation marks."""
        return self.plain and self.text in NULLS


@attrs.frozen
class Listed:
    """A list."""

    line: int
    items: tuple[Node, ...] = ()


@attrs.frozen
class Mapped:
    """A mapping: by name, the line of the name and the value."""

    line: int
    pairs: Mapping[str, tuple[int, Node]] = attrs.field(factory=dict)


Node: TypeAlias = Scalar | Listed | Mapped


class UnreadableError(Exception):
    """Text that is not what it should be, or more of it than is safe: line, what is wrong, what to do."""

    def __init__(self, line: int | None, what: str, todo: str) -> None:
        super().__init__(what)
        self.line, self.what, self.todo = line, what, todo


@attrs.frozen
class Repeated:
    """A name that stands twice in one mapping."""

    line: int
    name: str
    first: int


@attrs.define
class _Open:
    """A list or mapping whose end has not come yet."""

    line: int
    anchor: str | None
    before: int
    items: list[Node] | None = None
    pairs: dict[str, tuple[int, Node]] | None = None
    name: tuple[int, str] | None = None


def compose(text: str) -> tuple[Node | None, tuple[Repeated, ...]]:
    """The one document of a YAML text, and the names that it gives twice (the first one holds).

    Nothing is resolved: `no`, `1:30` and `2019-02-01` stay the text that they are. Raises UnreadableError
    where the text is no YAML, has tags or a second document, or passes the limits on depth and aliases.

    >>> node, repeated = compose("a: [no, 1:30]\\na: 2")
    >>> node.pairs["a"][1].items[1].text, repeated
    ('1:30', (Repeated(line=2, name='a', first=1),))
    """
    composer = _Composer()
    for event in _events(text):
        composer.take(event)
    return composer.root, tuple(composer.repeated)


def line_of(node: Node, *path: str | int) -> int:
    """The line of what stands at the end of the path of names and places, as far as it goes.

    >>> node, _ = compose("rungs:\\n  - id: a\\n  - id: b\\n    rung: 3")
    >>> line_of(node, "rungs", 1, "rung"), line_of(node, "rungs", 1, "note"), line_of(node, "title")
    (4, 3, 1)
    """
    line = node.line
    for step in path:
        if isinstance(node, Mapped) and step in node.pairs:
            line, node = node.pairs[str(step)]
        elif isinstance(node, Listed) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        else:
            break
    return line


def _events(text: str) -> Iterator[Any]:
    """What the parser meets, in order.

    It is always ruamel's own, which knows YAML 1.2: libyaml knows 1.1, refuses some of what is sound, and
    what a case means must not hang on what else is installed.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        why = " ".join(part for part in (error.context, error.problem) if part)
        raise UnreadableError(line, f"this is not YAML: {why}", _MEND) from None
    except YAMLError as error:
        raise UnreadableError(1, f"this is not YAML: {' '.join(str(error).split())}", _MEND) from None


_MEND = "Mend the line, or put the text in quotation marks."


class _Composer:
    """Puts nodes together from events, counting what they come to."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.repeated: list[Repeated] = []
        self._count = 0
        self._open: list[_Open] = []
        self._anchored: dict[str, tuple[Node, int]] = {}

    def take(self, event: Any) -> None:
        """Take the next event in."""
        kind = type(event).__name__
        line = event.start_mark.line + 1
        if getattr(event, "tag", None) is not None:
            tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
            raise UnreadableError(line, f"the tag {tag} has no place in a case", "Leave the tag out.")
        if kind == "ScalarEvent":
            self._scalar(event, line)
        elif kind == "AliasEvent":
            self._alias(event.anchor, line)
        elif kind in ("SequenceStartEvent", "MappingStartEvent"):
            self._begin(event.anchor, line, listed=kind == "SequenceStartEvent")
        elif kind in ("SequenceEndEvent", "MappingEndEvent"):
            self._end()
        elif kind == "DocumentStartEvent" and self.root is not None:
            raise UnreadableError(line, "a second document begins here", "Keep one document in a file.")

    def _scalar(self, event: Any, line: int) -> None:
        """A value; one that is left empty stands on the line of its name."""
        found = FORBIDDEN.search(event.value)
        if found:
            raise UnreadableError(
                line, f"the text holds the control character U+{ord(found[0]):04X}", "Take it out."
            )
        if self._open and self._open[-1].name is not None and not event.value:
            line = self._open[-1].name[0]
        before = self._count
        self._add(1, line)
        self._place(Scalar(line, event.value, event.style in (None, "")), line, event.anchor, before)

    def _alias(self, anchor: str, line: int) -> None:
        if anchor not in self._anchored:
            raise UnreadableError(
                line,
                f"the alias *{anchor} names nothing that is complete before it",
                "Write the value out.",
            )
        node, size = self._anchored[anchor]
        self._add(size, line)
        self._place(node, line, None, self._count)

    def _begin(self, anchor: str | None, line: int, *, listed: bool) -> None:
        if len(self._open) >= DEEPEST:
            raise UnreadableError(
                line, f"lists and mappings stand more than {DEEPEST} deep here", "Write it flatter."
            )
        if self._open and self._open[-1].pairs is not None and self._open[-1].name is None:
            raise UnreadableError(line, "a list or mapping stands where a name should", "Give a plain name.")
        opened = _Open(line, anchor, self._count)
        if listed:
            opened.items = []
        else:
            opened.pairs = {}
        self._add(1, line)
        self._open.append(opened)

    def _end(self) -> None:
        done = self._open.pop()
        node: Node
        if done.items is not None:
            node = Listed(done.line, tuple(done.items))
        else:
            node = Mapped(done.line, done.pairs or {})
        self._place(node, done.line, done.anchor, done.before)

    def _add(self, size: int, line: int) -> None:
        self._count += size
        if self._count > MOST_NODES:
            raise UnreadableError(
                line,
                f"with its aliases written out the file comes to more than {MOST_NODES:,} values",
                "Write it without aliases, or split the case.",
            )

    def _place(self, node: Node, line: int, anchor: str | None, before: int) -> None:
        if anchor is not None:
            self._anchored[anchor] = (node, self._count - before)
        if not self._open:
            self.root = node
            return
        inside = self._open[-1]
        if inside.items is not None:
            inside.items.append(node)
        elif inside.name is None:
            inside.name = (line, self._name(node, line))
        else:
            self._pair(inside, inside.name, node)

    @staticmethod
    def _name(node: Node, line: int) -> str:
        if not isinstance(node, Scalar):
            raise UnreadableError(line, "a list or mapping stands where a name should", "Give a plain name.")
        return node.text

    def _pair(self, inside: _Open, name: tuple[int, str], node: Node) -> None:
        assert inside.pairs is not None
        line, text = name
        if text in inside.pairs:
            self.repeated.append(Repeated(line, text, inside.pairs[text][0]))
        else:
            inside.pairs[text] = (line, node)
        inside.name = None
