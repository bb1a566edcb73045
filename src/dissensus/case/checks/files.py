"""Files: no name that the format does not know, no round without its terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from dissensus.case.draft import Draft
from dissensus.case.layout import OF_A_ROUND, ROUNDS, TERMS, TOP, of_the_format
from dissensus.case.reading import nearest
from dissensus.case.scalars import Identifier, WrongError
from dissensus.domain.errors import Problem

_DATA = (".yaml", ".yml", ".csv", ".json")


def check(draft: Draft, names: Sequence[str]) -> Iterator[Problem]:
    """Files that look like data and would be passed over, and rounds that lack something."""
    for name in names:
        if not of_the_format(name) and PurePosixPath(name).suffix in _DATA:
            yield _stranger(name)
    yield from _folders(draft, names)
    yield from _listed(draft)


def _stranger(name: str) -> Problem:
    """A file that nobody would read: misspelt, or in the wrong place."""
    folder, _, single = name.rpartition("/")
    known = OF_A_ROUND if folder else TOP
    meant = nearest(single.removesuffix(".yml") + ".yaml" if single.endswith(".yml") else single, known)
    todo = meant + "Rename it, or keep it in a folder of its own."
    return Problem(name, None, "the format has no such file here", todo)


def _folders(draft: Draft, names: Sequence[str]) -> Iterator[Problem]:
    lower: dict[str, str] = {}
    for held in sorted(draft.rounds, key=lambda one: one.id):
        terms = held.file(TERMS)
        if terms not in names:
            yield Problem(terms, None, "the file is missing", "Write it: a round has its terms.")
        try:
            Identifier().parse(held.id)
        except WrongError as wrong:
            yield Problem(terms, None, f"the folder's name {wrong.what}", wrong.todo)
        twin = lower.setdefault(held.id.lower(), held.id)
        if twin != held.id:
            what = f"the rounds {twin!r} and {held.id!r} have the same name on some machines"
            yield Problem(terms, None, what, "Rename one of the folders.")


def _listed(draft: Draft) -> Iterator[Problem]:
    """Where case.yaml lists the rounds, it lists all of them."""
    header = draft.header
    listed = header.record["rounds"] if header is not None and header.record is not None else ()
    if header is None or not listed:
        return
    for held in draft.rounds:
        if held.id not in listed:
            what = f"rounds: the folder {ROUNDS}/{held.id} is there and is not listed"
            yield header.problem(what, "List every round, or take the field out.", "rounds")
