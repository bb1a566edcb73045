"""A case as far as it could be read: its records with their places, before anybody vouches for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import attrs

from dissensus.case.nodes import Mapped, Node, line_of
from dissensus.case.reading import Mention
from dissensus.domain.errors import Problem


@attrs.frozen
class Placed:
    """One record of a file with the node that it was read from.

    `record` is None where a part that it cannot do without was not sound; `faulty` are the fields that hold
    their usual value because what stands in the file is not sound.
    """

    file: str
    node: Node
    record: Any
    given: tuple[Mention, ...] = ()
    mentioned: tuple[Mention, ...] = ()
    faulty: frozenset[str] = frozenset()

    def line(self, *path: str | int) -> int:
        """The line of a field of the record, or of the record where it has no such field."""
        return line_of(self.node, *path)

    def is_sound(self, *names: str) -> bool:
        """Whether the record could be read, and these fields of it."""
        return self.record is not None and self.faulty.isdisjoint(names)

    def problem(self, what: str, todo: str, *path: str | int) -> Problem:
        """A problem with a field of the record."""
        return Problem(self.file, self.line(*path), what, todo)

    def count(self, name: str) -> int:
        """How many entries the list in that field has in the file, sound or not."""
        held = self.node.pairs.get(name) if isinstance(self.node, Mapped) else None
        return len(getattr(held[1], "items", ())) if held else 0


@attrs.frozen
class Answers:
    """A table of answers of which every cell is sound; row i stands on line `lines[i]` of the file."""

    file: str
    lines: Sequence[int]
    columns: Mapping[str, list[Any]]

    def rows(self, *names: str) -> list[tuple[Any, ...]]:
        """The values of some columns, row by row."""
        return list(zip(*(self.columns[name] for name in names), strict=True))


@attrs.frozen
class DraftRound:
    """A round as far as it could be read."""

    id: str
    terms: Placed | None = None
    answers: Mapping[str, Answers] = attrs.field(factory=dict)
    results: Any = None

    def file(self, name: str) -> str:
        """The name of one of its files."""
        return f"rounds/{self.id}/{name}"


@attrs.define
class Draft:
    """Everything that could be read: `listed` by collection, `unread` the registers of unreadable files."""

    header: Placed | None = None
    listed: dict[str, list[Placed]] = attrs.field(factory=dict)
    rounds: list[DraftRound] = attrs.field(factory=list)
    unread: set[str] = attrs.field(factory=set)

    @property
    def placed(self) -> Iterator[Placed]:
        """Every record outside the rounds, in file order."""
        return chain.from_iterable(self.listed.values())

    def sound(self, collection: str) -> Iterator[Placed]:
        """The records of one collection that could be read whole."""
        return (placed for placed in self.listed[collection] if placed.record is not None)

    @property
    def sides(self) -> tuple[str, ...] | None:
        """The sides of the case; None where case.yaml does not name two."""
        if self.header is None or not self.header.is_sound("sides"):
            return None
        sides = tuple(self.header.record["sides"])
        return sides if len(sides) > 1 else None

    @property
    def rungs(self) -> dict[str, int]:
        """How many rungs each ladder has in its file, sound or not; ladders without any are left out."""
        found: dict[str, int] = {}
        for placed in self.listed["ladders"]:
            for mention in placed.given:
                if mention.register == "domain" and placed.count("rungs"):
                    found.setdefault(mention.id, placed.count("rungs"))
        return found
