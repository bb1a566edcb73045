"""Reports: one outline, told in several dresses; so far one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from dissensus.domain.errors import DissensusError

if TYPE_CHECKING:
    from dissensus.domain.case import Case
    from dissensus.engine.results import Results
    from dissensus.i18n import Words

DRESSES = (".html",)
"""The file names' endings that a report can be written under."""


def write(
    case: Case,
    results: Results,
    path: Path,
    *,
    words: Words,
    beside: Results | None = None,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write the report on `results` of `case` to `path`, in the dress that the name's ending says.

    `beside` are results of the same case from another synthetic seed, shown beside the first; `progress` is
    told each step by name. Raises DissensusError for an ending that no dress has.
    """
    if path.suffix.lower() not in DRESSES:
        known = ", ".join(DRESSES)
        raise DissensusError(
            f"{path}: a report cannot be written as {path.suffix!r}; give a name that ends in {known}"
        )
    from dissensus.reports.html import render

    text = render(case, results, words=words, beside=beside, progress=progress)
    path.write_text(text, encoding="utf-8", newline="\n")
