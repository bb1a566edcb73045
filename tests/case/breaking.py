"""Break the small case in one place and see what is said of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import attrs
import pytest

from dissensus.case import check, read
from dissensus.domain.errors import CaseError
from tests.case.small_case import FOLDER


@attrs.frozen
class Broken:
    """In `file`, `old` becomes `new`; then the case has these problems and no other."""

    name: str
    file: str
    old: str
    new: str
    problems: tuple[str, ...]

    def folder(self, where: Path) -> Path:
        """A copy of the small case, broken."""
        folder = copied(where)
        text = (folder / self.file).read_text(encoding="utf-8")
        assert text.count(self.old) == 1, f"{self.old!r} does not stand in {self.file} once"
        (folder / self.file).write_text(text.replace(self.old, self.new), encoding="utf-8")
        return folder


def copied(where: Path) -> Path:
    """A copy of the small case that may be changed."""
    return Path(shutil.copytree(FOLDER, where / "case"))


def said(folder: Path) -> list[str]:
    """Every problem of a case as a person reads it; reading the case must say the same."""
    problems = check(folder)
    if problems:
        with pytest.raises(CaseError) as caught:
            read(folder)
        assert caught.value.problems == problems
        assert str(caught.value) == "\n".join(str(problem) for problem in problems)
    return [str(problem) for problem in problems]
