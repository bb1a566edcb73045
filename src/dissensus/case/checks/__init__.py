"""What must hold between the records of a case: each module here checks one matter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dissensus.case.checks import answers, files, records, references, rounds, series
from dissensus.case.draft import Draft
from dissensus.domain.errors import Problem


def check(draft: Draft, names: Sequence[str]) -> Iterator[Problem]:
    """Every problem between the records of a draft, and with the names of its files."""
    registers = references.Registers.of(draft)
    yield from files.check(draft, names)
    yield from references.check(draft, registers)
    yield from records.check(draft)
    yield from rounds.check(draft)
    yield from series.check(draft)
    yield from answers.check(draft, registers, names)
