"""References: every id is given once, and every id that is mentioned is known to those who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from dissensus.case.draft import Draft, Placed
from dissensus.case.reading import Mention, nearest
from dissensus.case.scalars import noun
from dissensus.domain.errors import Problem
from dissensus.domain.tracks import Track

UNSAID = "?"
"""Stands for a party that is not named where it should be; it is no id."""

_PLACES = {
    "party": "parties.yaml",
    "member": "parties.yaml",
    "actor": "parties.yaml",
    "issue": "issues.yaml",
    "statement": "statements.yaml",
    "domain": "ladders.yaml",
    "rung": "ladders.yaml",
    "signal": "signals.yaml",
    "source": "sources.yaml",
    "poll": "polls.yaml",
    "language": "case.yaml",
    "round": "the folder rounds",
}


@attrs.frozen
class Registers:
    """By register, its ids and the party that each is internal to (None: public); None where unreadable."""

    ids: Mapping[str, Mapping[str, str | None] | None]

    @classmethod
    def of(cls, draft: Draft) -> Registers:
        """The registers of a draft."""
        ids: dict[str, dict[str, str | None]] = {register: {} for register in _PLACES}
        for placed in draft.placed:
            holder = getattr(placed.record, "internal_to", None)
            for mention in placed.given:
                ids.setdefault(mention.register, {}).setdefault(mention.id, holder)
        ids["actor"] = {**ids["member"], **ids["party"]}
        ids["round"] = {held.id: None for held in draft.rounds}
        ids["language"] = dict.fromkeys(_languages(draft.header))
        unread = draft.unread | ({"actor"} if "party" in draft.unread else set())
        unread |= set() if draft.header is not None and draft.header.is_sound("languages") else {"language"}
        return cls({register: None if register in unread else known for register, known in ids.items()})

    def unknown(self, register: str, text: str) -> tuple[str, str] | None:
        """What is wrong with an id that no record gives, and what to do; None if it is known."""
        known = self.ids[register]
        if known is None or text in known:
            return None
        meant = nearest(text, known)
        if register == "language":
            todo = f"{meant}Use one of the languages of case.yaml, or add it there."
            return f"the case has no language {text!r}", todo
        return (
            f"there is no {noun(register)} {text!r}",
            f"{meant}Use an id of {_PLACES[register]}, or add it there.",
        )

    def hidden(self, register: str, text: str, holder: str | None) -> tuple[str, str] | None:
        """What is wrong with an id that is internal to a party, mentioned where others can see it."""
        owner = (self.ids[register] or {}).get(text)
        if owner is None or holder in (owner, UNSAID):
            return None
        return (
            f"the {noun(register)} {text!r} is internal to {owner}, and what mentions it is not",
            f"Mark this internal_to: {owner} too, or mention something public.",
        )


def check(draft: Draft, registers: Registers) -> Iterator[Problem]:
    """Ids that are given twice, unknown, or mentioned outside the party that alone may know them."""
    yield from _twice(draft.placed)
    for placed in draft.placed:
        yield from _mentions(placed, registers, getattr(placed.record, "internal_to", None))
    if draft.header is not None:
        yield from _mentions(draft.header, registers, None)
    for held in draft.rounds:
        if held.terms is not None:
            yield from _mentions(held.terms, registers, holder(held.terms))


def holder(terms: Placed) -> str | None:
    """The party inside which a round takes place; None: the joint track, UNSAID: its terms do not say."""
    if not terms.is_sound("track", "party"):
        return UNSAID
    if terms.record["track"] is Track.JOINT:
        return None
    return str(terms.record["party"] or UNSAID)


def _languages(header: Placed | None) -> list[str]:
    given = [mention.id for mention in header.given if mention.register == "language"] if header else []
    return given or ["en"]


def _twice(placed: Iterable[Placed]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], Mention] = {}
    for one in placed:
        for mention in one.given:
            within = (str(one.line()),) if mention.register == "member" else ()
            before = first.setdefault((mention.register, mention.id, *within), mention)
            if before is not mention:
                what = (
                    f"the {noun(mention.register)} {mention.id!r} is given twice, first in line {before.line}"
                )
                yield Problem(mention.file, mention.line, what, "Rename one of them, or take it out.")


def _mentions(placed: Placed, registers: Registers, holder: str | None) -> Iterator[Problem]:
    for mention in placed.mentioned:
        wrong = registers.unknown(mention.register, mention.id)
        wrong = wrong or registers.hidden(mention.register, mention.id, holder)
        if wrong is not None:
            what, todo = wrong
            yield Problem(mention.file, mention.line, f"{mention.field}: {what}", todo)
