"""What goes wrong: a problem says what, where and what to do."""

from __future__ import annotations

from collections.abc import Sequence

import attrs


@attrs.frozen
class Problem:
    """One thing wrong in a case: the file, the line (1-based, or None), what is wrong, what to do.

    >>> print(Problem("issues.yaml", 7, "the issue 'cfe' is given twice", "Rename one of them."))
    issues.yaml:7: the issue 'cfe' is given twice. Rename one of them.
    """

    file: str
    line: int | None
    what: str
    todo: str

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where}: {self.what.rstrip('.')}. {self.todo}"


class DissensusError(Exception):
    """Base of every error this package raises on purpose; its text is for the person who reads it."""


class CaseError(DissensusError):
    """A case that cannot be used; carries every problem found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MeasureError(DissensusError, ValueError):
    """Arguments that a measure cannot take: shape, range or labels do not fit."""
