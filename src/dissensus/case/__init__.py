"""The case room: a folder of YAML and CSV becomes a `Case`, and a `Case` the folder.

What it leans on is loaded when it is called, so that `import dissensus.case` is quick.
"""

from __future__ import annotations

from pathlib import Path

import attrs

from dissensus.domain.case import Case
from dissensus.domain.errors import CaseError, DissensusError, Problem


def read(path: Path) -> Case:
    """The case in the folder `path`.

    Raises CaseError with every problem that it has; a case that fails is never half-loaded.

    >>> read(Path("nowhere"))
    Traceback (most recent call last):
    dissensus.domain.errors.CaseError: nowhere: there is no such folder. Name the folder that holds case.yaml.
    """
    from dissensus.case.folder import on_disk
    from dissensus.case.reader import load

    case, problems = load(on_disk(path))
    if case is None:
        raise CaseError(problems)
    return case


def check(path: Path) -> tuple[Problem, ...]:
    """Every problem of the case in the folder `path`, in file order; empty if `read` can read it."""
    from dissensus.case.folder import on_disk
    from dissensus.case.reader import load

    return load(on_disk(path))[1]


def write(case: Case, path: Path) -> None:
    """Write the case to the folder `path`, which is made if need be, in canonical form.

    Raises CaseError, before anything is written, where the case could not be read again, or where the folder
    holds files of the format that the case does not have.
    """
    from dissensus.case.folder import in_memory, put
    from dissensus.case.reader import load
    from dissensus.case.writer import render

    files = render(case)
    same, problems = load(in_memory(files))
    if same is None:
        raise CaseError(problems)
    if same != case:
        raise DissensusError(f"the case {case.id!r} has {_lost(case, same)}, which no file has a place for")
    put(files, path)


def redact(case: Case, audience: str) -> Case:
    """The case as an audience may hold it: `public`, `joint`, `party:` and a party's id, or `desk`.

    Each of these may hold what the one before it may (of the parties, each its own); redacting twice is
    redacting once, and for a larger audience first changes nothing. What each may hold is a table in
    docs/case-format.md. Raises DissensusError where there is no such audience.

    >>> redact(Case(id="c"), "press")
    Traceback (most recent call last):
    dissensus.domain.errors.DissensusError: there is no audience 'press'; there are public, joint, desk
    """
    from dissensus.case import redaction

    return redaction.redact(case, audience)


def digest(case: Case) -> str:
    """The SHA-256 of the case in canonical form, in hexadecimal digits.

    >>> digest(Case(id="empty"))[:12]
    'cd6483336e65'
    """
    from hashlib import sha256

    from dissensus.case.writer import render

    total = sha256()
    for name, data in sorted(render(case).items()):
        total.update(f"{len(data)} {name}\n".encode())
        total.update(data)
    return total.hexdigest()


def bundled(name: str = "nato-russia") -> Path:
    """The folder of a case that comes with the package.

    Raises DissensusError where there is none of that name.

    >>> bundled("atlantis")
    Traceback (most recent call last):
    dissensus.domain.errors.DissensusError: no case 'atlantis' comes with the package; there is nato-russia
    """
    from importlib.resources import files

    cases = files("dissensus") / "cases"
    there = sorted(found.name for found in cases.iterdir() if (found / "case.yaml").is_file())
    if name not in there:
        raise DissensusError(
            f"no case {name!r} comes with the package; there is {', '.join(there) or 'none'}"
        )
    folder = cases / name
    assert isinstance(folder, Path), "the package is installed as files"
    return folder


def _lost(case: Case, same: Case) -> str:
    """The first part of a case that did not come back from its files as it was."""
    for field in attrs.fields(Case):
        if getattr(case, field.name) != getattr(same, field.name):
            return f"something in its {field.name.replace('_', ' ')}"
    raise AssertionError("the cases are equal")
