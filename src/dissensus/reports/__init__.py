"""Reports: one outline, told in four dresses: a web page, a printed document, a text document, a workbook."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dissensus.domain.errors import DissensusError

if TYPE_CHECKING:
    from dissensus.domain.case import Case
    from dissensus.engine.results import Results
    from dissensus.i18n import Words

DRESSES = (".html", ".pdf", ".docx", ".xlsx")
"""The file names' endings that a report can be written under; each dress is the module of that name."""


def write(
    case: Case,
    results: Results,
    path: Path,
    *,
    words: Words,
    beside: Results | None = None,
    audience: str = "desk",
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write the report on `results` of `case` to `path`, in the dress that the name's ending says.

    `beside` are results of the same case from another synthetic seed, shown beside the first. `audience` is
    desk (everything), joint (nothing that is for one party's eyes) or the id of a party (that, and what is
    for its own eyes). `progress` is told each step by name. The same input gives the same bytes, and nothing
    of the machine, the user or the day of writing stands in them. Raises DissensusError for an ending that no
    dress has, and for an audience that may not see the round.
    """
    ending = path.suffix.lower()
    if ending not in DRESSES:
        known = ", ".join(DRESSES)
        raise DissensusError(
            f"{path}: a report cannot be written as {path.suffix!r}; give a name that ends in {known}"
        )
    # A dress brings its own library, which the others need not wait for.
    dress = import_module(f"dissensus.reports.{ending.removeprefix('.')}")
    made: str | bytes = dress.render(
        case, results, words=words, beside=beside, audience=audience, progress=progress
    )
    path.write_bytes(made.encode() if isinstance(made, str) else made)
