"""What is gathered while a file is read: problems, the ids that it gives and the ids that it mentions."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import attrs

from dissensus.case.scalars import ScalarKind
from dissensus.domain.errors import Problem


@attrs.frozen
class Mention:
    """An id as it is written somewhere: of which register, in which field, and where."""

    register: str
    id: str
    field: str
    file: str
    line: int


@attrs.define
class Reading:
    """One file being read; `faulty` are the fields that hold their usual value for want of a sound one."""

    file: str
    problems: list[Problem] = attrs.field(factory=list)
    given: list[Mention] = attrs.field(factory=list)
    faulty: list[str] = attrs.field(factory=list)
    mentioned: list[Mention] = attrs.field(factory=list)

    def wrong(self, line: int | None, what: str, todo: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, line, what, todo))

    def note(self, kind: ScalarKind, text: str, line: int, field: str) -> None:
        """Note the id that a value gives or mentions, if its kind says that it is one."""
        if kind.gives is not None:
            self.given.append(Mention(kind.gives, text, field, self.file, line))
        if kind.refers is not None:
            self.mentioned.append(Mention(kind.refers, text, field, self.file, line))


def nearest(name: str, known: Iterable[str]) -> str:
    """A sentence that names what was probably meant, ending in a blank; empty if nothing is near.

    >>> nearest("adressee", ["addressee", "owner"]), nearest("nato", ["NATO"]), nearest("USA", ["RUS"])
    ("Perhaps 'addressee' is meant. ", "Perhaps 'NATO' is meant. ", '')
    """
    folded = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.7)
    return f"Perhaps {folded[near[0]]!r} is meant. " if near else ""
