"""What must hold between the records of a case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dissensus.case.draft import Draft
from dissensus.domain.errors import Problem


def check(draft: Draft, names: Sequence[str]) -> Iterable[Problem]:
    """Every problem between the records of a draft, and between the files of that names."""
    return []
