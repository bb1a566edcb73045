"""The documentation as text, for the tests that hold it to what is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

DOCS = ROOT / "docs"


def pages() -> list[Path]:
    """Every page that is written by hand, the ones at the root of the project included."""
    held = [path for path in DOCS.rglob("*.md") if "_build" not in path.parts]
    return sorted([*ROOT.glob("*.md"), *held])


def read(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")


def sources() -> list[Path]:
    """Every Python file of the package."""
    return sorted((ROOT / "src").rglob("*.py"))


def links(text: str) -> Iterator[str]:
    """The targets of the links and pictures of a page, code left out."""
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    yield from (found[1] for found in re.finditer(r"\]\(([^)\s]+)\)", prose))
