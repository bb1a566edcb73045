"""Series: rounds come after one another in a line that ends, in one track, with the same arms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dissensus.case.draft import Draft, Placed
from dissensus.domain.errors import Problem


def check(draft: Draft) -> Iterator[Problem]:
    """What is wrong between a round and the one that it comes after."""
    terms = {
        held.id: held.terms
        for held in draft.rounds
        if held.terms is not None and held.terms.record is not None
    }
    for round_id, later in terms.items():
        after = later.record["after"]
        if _circular(round_id, terms):
            what = f"after: {round_id} comes after itself"
            yield later.problem(what, "Name the round before it, or leave it out in the first.", "after")
        elif after in terms:
            yield from _between(later, after, terms[after])


def _circular(round_id: str, terms: Mapping[str, Placed]) -> bool:
    """Whether following `after` from a round leads back to it."""
    seen: set[str] = set()
    current = terms[round_id].record["after"]
    while current in terms and current not in seen:
        seen.add(current)
        current = terms[current].record["after"]
    return round_id in seen


def _between(later: Placed, after: str, earlier: Placed) -> Iterator[Problem]:
    held, before = later.record, earlier.record
    track = later.is_sound("track", "party") and earlier.is_sound("track", "party")
    if track and (held["track"], held["party"]) != (before["track"], before["party"]):
        what = f"after: {after} is of another track or party"
        yield later.problem(what, "Name a round of the same track and party.", "after")
    if before["last"]:
        what = f"after: {after} is marked last"
        yield later.problem(what, "Name another round, or take last: true out of that one.", "after")
    both = later.is_sound("synthetic") and earlier.is_sound("synthetic")
    if both and held["synthetic"] != before["synthetic"]:
        made, given = ("made by a program", "given by people")
        mine, other = (made, given) if held["synthetic"] else (given, made)
        what = f"after: the answers of this round are {mine}, those of {after} {other}"
        yield later.problem(what, "Keep the two apart.", "after")
    if not earlier.is_sound("statements"):
        return
    for statement, arm in held["statements"].items():
        was = before["statements"].get(statement, arm)
        if arm != was:
            what = f"statements: {statement} is {arm or 'in no arm'} here and {was or 'in no arm'} in {after}"
            yield later.problem(what, "Keep the arm that the lot gave it.", "statements", statement)
