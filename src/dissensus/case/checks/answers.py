"""Answers: those who may answer answer what was asked, once, within its scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from dissensus.case import tables
from dissensus.case.checks import participants
from dissensus.case.checks.asked import Asked, Verdict, judged
from dissensus.case.checks.references import Registers
from dissensus.case.draft import Answers, Draft
from dissensus.case.reading import Reading
from dissensus.case.sheets import SHEETS
from dissensus.domain.errors import Problem


def check(draft: Draft, registers: Registers, names: Sequence[str]) -> Iterator[Problem]:
    """What is wrong with the answers of every round."""
    for held in draft.rounds:
        asked = Asked.of(draft, held, registers, names)
        if asked is None:
            continue
        yield from participants.check(asked)
        yield from _misplaced(asked)
        for sheet in SHEETS:
            answers = held.answers.get(sheet.name)
            if answers is not None:
                yield from _twice(answers, sheet.key)
                for columns, judge in _JUDGES[sheet.name].items():
                    yield from judged(answers, columns, _bound(judge, asked))


def _misplaced(asked: Asked) -> Iterator[Problem]:
    """Options are a party's own affair."""
    options = asked.held.answers.get("options")
    if options is not None and asked.joint:
        what = "options are weighed in internal rounds only"
        yield Problem(options.file, 1, what, "Move the file to a round of the party's own track.")


def _bound(judge: Callable[..., Iterator[Verdict]], asked: Asked) -> Callable[..., Iterator[Verdict]]:
    return lambda *row: judge(asked, *row)


def _twice(answers: Answers, key: Sequence[str]) -> Iterator[Problem]:
    """Rows that answer what another row has answered."""
    rows = answers.rows(*key)
    if len(set(rows)) == len(rows):
        return
    first: dict[tuple[object, ...], int] = {}
    again: list[tuple[int, str, str]] = []
    for line, row in zip(answers.lines, rows, strict=True):
        before = first.setdefault(row, line)
        if before != line:
            cells = zip(key, row, strict=True)
            given = ", ".join(f"{name} {cell}" for name, cell in cells if cell is not None)
            again.append((line, f"line {before} has an answer for {given} already", "Take one of them out."))
    at = Reading(answers.file)
    tables.each(at, again)
    yield from at.problems


def _respondent(asked: Asked, participant: str) -> Iterator[Verdict]:
    yield from asked.respondent(participant)


def _statement(asked: Asked, statement: str) -> Iterator[Verdict]:
    yield from asked.among("statement", statement, "statement", "statements")


def _signal(asked: Asked, signal: str) -> Iterator[Verdict]:
    yield from asked.among("signal", signal, "signal", "signals")


def _about(asked: Asked, participant: str, about: str) -> Iterator[Verdict]:
    yield from asked.party(about, "about")
    if (asked.people or {}).get(participant) == about:
        what = f"about: {participant} is of {about}, and predicts its own side"
        yield what, "Name the other side: a prediction is what one expects of others."


def _line_given(asked: Asked, participant: str, owner: str, kind: str) -> Iterator[Verdict]:
    """Own lines in the joint track are the party's; everything else is the respondents'."""
    if kind != "own":
        yield from asked.respondent(participant)
    elif asked.joint and participant != owner:
        what = f"participant: {participant} gives an own line of {owner} in the joint track"
        yield what, f"Give it under the participant {owner}, whose line it is, or as a believed line."
    elif asked.people is not None and participant not in asked.people:
        what = f"participant: {participant!r} is not in participants.csv"
        yield what, "Add the participant there, or take the row out."


def _line_about(
    asked: Asked, participant: str, owner: str, other: str | None, kind: str
) -> Iterator[Verdict]:
    """Whose line it is, and what whose belief, fits the kind and the party of the participant."""
    yield from asked.party(owner, "owner")
    if other is not None:
        yield from asked.party(other, "other")
    party = (asked.people or {}).get(participant)
    if party is not None and kind == "believed" and owner == party:
        yield (
            f"owner: {participant} is of {owner}, and believes its own line",
            "Write kind own, or mend owner.",
        )
    if party is not None and kind != "believed" and owner != party:
        what = f"owner: {participant} is of {party}, and {kind} is of one's own line, not that of {owner}"
        yield what, f"Write {party}, or mend kind."
    if kind == "believed_of_us" and other in (None, owner):
        what = "other: a line believed_of_us is what another party believes of it"
        yield what, "Name the party whose belief it is."
    if kind != "believed_of_us" and other is not None:
        yield f"other: a line of kind {kind} is nobody else's belief", "Leave the cell empty, or mend kind."


def _line_order(_: Asked, lowest: int | None, likeliest: int, highest: int | None) -> Iterator[Verdict]:
    if lowest is not None and lowest > likeliest:
        what = f"lowest: {lowest} is above the likeliest, {likeliest}"
        yield what, "Write lowest, likeliest and highest in this order."
    if highest is not None and highest < likeliest:
        what = f"highest: {highest} is below the likeliest, {likeliest}"
        yield what, "Write lowest, likeliest and highest in this order."


def _line_rungs(
    asked: Asked, domain: str, lowest: int | None, likeliest: int, highest: int | None
) -> Iterator[Verdict]:
    yield from asked.among("domain", domain, "domain", "ladders")
    for column, rung in (("lowest", lowest), ("likeliest", likeliest), ("highest", highest)):
        yield from asked.rung(domain, rung, column, beyond=1)


def _rung(asked: Asked, domain: str, rung: int) -> Iterator[Verdict]:
    yield from asked.among("domain", domain, "domain", "ladders")
    yield from asked.rung(domain, rung, "rung")


def _by(asked: Asked, by: str) -> Iterator[Verdict]:
    yield from asked.party(by, "by")


def _reading(_: Asked, meaning: str | None, hostility: int | None) -> Iterator[Verdict]:
    if meaning is None and hostility is None:
        yield "the row reads nothing", "Write a meaning or a hostility, or take the row out."


def _owner_of_costs(asked: Asked, party: str) -> Iterator[Verdict]:
    yield from asked.party(party, "party")
    if asked.holder not in (None, party):
        yield f"party: {party} has no part in a round inside {asked.holder}", "Take the row out."


_Judges = Mapping[tuple[str, ...], Callable[..., Iterator[Verdict]]]

_JUDGES: Mapping[str, _Judges] = {
    "stances": {("participant",): _respondent, ("statement",): _statement},
    "predictions": {
        ("participant",): _respondent,
        ("participant", "about"): _about,
        ("statement",): _statement,
    },
    "lines": {
        ("participant", "owner", "kind"): _line_given,
        ("participant", "owner", "other", "kind"): _line_about,
        ("lowest", "likeliest", "highest"): _line_order,
        ("domain", "lowest", "likeliest", "highest"): _line_rungs,
    },
    "conduct": {("participant",): _respondent, ("domain", "rung"): _rung, ("by",): _by},
    "readings": {
        ("participant",): _respondent,
        ("signal",): _signal,
        ("meaning", "hostility"): _reading,
    },
    "options": {("participant",): _respondent},
    "costs": {("party",): _owner_of_costs, ("domain", "rung"): _rung},
}
