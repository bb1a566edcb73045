"""Docstrings as Sphinx reads them: citations become references, and a bar is a bar.

In the sources a citation is `[Key]_`, with a key of references.bib, and |x| is an absolute value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sphinx.application import Sphinx

KEY = re.compile(r"\[([A-Z][A-Za-z]+(?:\d{4}[a-z]?)?)\]_")


def readable(lines: Iterable[str]) -> Iterator[str]:
    """The lines with citations as roles and bars escaped; examples are left as they are.

    >>> list(readable(["|a - b|: [Good1952]_.", ">>> 1 | 2", "3"]))
    ['\\\\|a - b\\\\|: :cite:t:`Good1952`.', '>>> 1 | 2', '3']
    """
    example = False
    for line in lines:
        example = line.lstrip().startswith(">>>") or (example and bool(line.strip()))
        yield line if example else KEY.sub(r":cite:t:`\1`", line.replace("|", r"\|"))


def _docstring(_: Sphinx, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:  # noqa: ARG001
    lines[:] = readable([*lines])


def setup(app: Sphinx) -> dict[str, bool]:
    """Work on docstrings before numpydoc does."""
    app.connect("autodoc-process-docstring", _docstring, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
