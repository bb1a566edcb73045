"""Records: what the public record says must be sourced, placed on its ladder and of one piece."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dissensus.case.draft import Draft, Placed
from dissensus.domain.dates import Date
from dissensus.domain.errors import Problem

CLAIMS = ("positions", "lines", "mechanisms", "signals", "incidents", "incident_counts", "polls")
"""Collections of records that claim something of the world, and so need a source."""


def check(draft: Draft) -> Iterator[Problem]:
    """Claims without source, rungs off their ladder, and records that contradict themselves."""
    if draft.header is not None and draft.header.is_sound("sides"):
        yield from _sides(draft.header)
    yield from _unsourced(draft)
    yield from _positions(draft)
    yield from _rungs(draft)
    for collection, judge in _JUDGES.items():
        for placed in draft.sound(collection):
            yield from judge(placed)


def _sides(header: Placed) -> Iterator[Problem]:
    number = len(header.record["sides"])
    if number < 2:
        what = f"sides: {number} is named, and differences are between two or more"
        yield header.problem(what, "List the ids of the parties to compare.", "sides")


def _unsourced(draft: Draft) -> Iterator[Problem]:
    for collection in CLAIMS:
        for placed in draft.sound(collection):
            if not placed.faulty and not _sourced(placed.record):
                todo = "Name at least one id of sources.yaml."
                yield placed.problem("sources: a claim needs one, and there is none", todo, "sources")


def _sourced(record: Any) -> bool:
    """Whether the record, or a part of it that tells what somebody said, names a source."""
    parts = [*getattr(record, "readings", ()), *getattr(record, "accounts", ())]
    parts += [record.meant] if hasattr(record, "meant") else []
    return bool(record.sources) or any(part.sources for part in parts)


def _positions(draft: Draft) -> Iterator[Problem]:
    """One position of a party on a statement at one date; stance and value on the same side of 0."""
    first: dict[tuple[Any, ...], Placed] = {}
    for placed in draft.sound("positions"):
        held = placed.record
        key = (held.statement, held.party, held.as_of, held.layer)
        before = first.setdefault(key, placed)
        if before is not placed:
            what = f"{held.party} takes a position on {held.statement} twice, first in line {before.line()}"
            yield placed.problem(what, "Take one out, or give each its own as_of.")
        wrong_side = {"agree": -1, "disagree": 1}.get(held.stance, 0) * (held.value or 0)
        if wrong_side > 0 and placed.is_sound("value"):
            what = f"value: {held.value:g} contradicts the stance {held.stance}"
            yield placed.problem(what, "Write a positive value for agree, a negative one for disagree.")


def _rungs(draft: Draft) -> Iterator[Problem]:
    """Lines and incidents stand on rungs that their ladders have; a line may stand one past the top."""
    sizes = draft.rungs
    for collection, beyond in (("lines", 1), ("incidents", 0)):
        for placed in draft.sound(collection):
            yield from _rung(placed, sizes, beyond)


def _rung(placed: Placed, sizes: dict[str, int], beyond: int) -> Iterator[Problem]:
    domain, rung = placed.record.domain, placed.record.rung
    if rung is None or not placed.is_sound("domain"):
        return
    if domain is None:
        yield placed.problem(
            f"rung: {rung} is on no ladder, for there is no domain", "Name the domain, or write null.", "rung"
        )
    elif domain in sizes and rung > sizes[domain] + beyond:
        what, todo = off_the_ladder(domain, rung, sizes[domain], beyond)
        yield placed.problem(f"rung: {what}", f"{todo}, or null.", "rung")


def off_the_ladder(domain: str, rung: int, top: int, beyond: int) -> tuple[str, str]:
    """What is wrong with a rung that the ladder does not have, and what to do, without its full stop."""
    rungs = "1 rung" if top == 1 else f"{top} rungs"
    none = f", {top + 1} for none of these" if beyond else ""
    return (
        f"{rung} is not on the ladder {domain!r}, which has {rungs}",
        f"Write {'1' if top == 1 else f'1 to {top}'}{none}",
    )


def _ladder(placed: Placed) -> Iterator[Problem]:
    if not placed.record.rungs:
        yield placed.problem(
            "rungs: the ladder has none", "List its activities, from routine to hostile.", "rungs"
        )


def _line(placed: Placed) -> Iterator[Problem]:
    held = placed.record
    if placed.is_sound("kind", "holder") and held.kind == "believed" and held.holder in (None, held.owner):
        what = "holder: a believed line is what somebody else believes of it"
        yield placed.problem(what, "Name who believes it, or choose another kind.", "holder")


def _statement(placed: Placed) -> Iterator[Problem]:
    spoken = dict(placed.record.text.values)
    for language in placed.record.authentic:
        if language not in spoken:
            what = f"authentic: the text has no wording in {language!r}"
            yield placed.problem(what, "Add the wording, or take the language out.", "authentic")
    yield from _tested(placed)


def _tested(placed: Placed) -> Iterator[Problem]:
    """Assumptions and intents are said of a party, whose answers may test them; nothing else is."""
    held = placed.record
    for field in ("about", "tested_by"):
        if getattr(held, field) is not None and held.kind not in ("assumption", "intent"):
            what = f"{field}: only an assumption or an intent has it, and this is of kind {held.kind}"
            yield placed.problem(what, "Take it out, or mend kind.", field)
    if held.tested_by is not None and held.about is None and placed.is_sound("about"):
        what = "about: a statement that is tested is about a party, and none is named"
        yield placed.problem(what, "Name the party whose answers test it.", "tested_by")


def _signal(placed: Placed) -> Iterator[Problem]:
    """The hostility of a real act is never coded by the project."""
    held = placed.record
    if held.coded_by != "project":
        return
    coded = [("meant",)] if held.meant.hostility is not None else []
    places = [("readings", place) for place, one in enumerate(held.readings) if one.hostility is not None]
    for path in (*coded, *places):
        what = "hostility: the project has coded the hostility of an act"
        yield placed.problem(what, "Write null: that is for its sources to say.", *path, "hostility")


def _party(placed: Placed) -> Iterator[Problem]:
    for place, member in enumerate(placed.record.members):
        yield from _in_order(placed, member, "since", "until", "members", place)


def _mechanism(placed: Placed) -> Iterator[Problem]:
    yield from _in_order(placed, placed.record, "signed", "in_force")


def _in_order(placed: Placed, held: Any, early: str, late: str, *path: str | int) -> Iterator[Problem]:
    first, last = getattr(held, early), getattr(held, late)
    if isinstance(first, Date) and isinstance(last, Date) and first.first > last.last:
        what = f"{late}: {last} is before {early}, {first}"
        yield placed.problem(what, "Mend one of the two dates.", *path, late)


_JUDGES = {
    "ladders": _ladder,
    "lines": _line,
    "statements": _statement,
    "signals": _signal,
    "parties": _party,
    "mechanisms": _mechanism,
}
