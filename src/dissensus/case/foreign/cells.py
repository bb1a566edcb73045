"""What a single cell of somebody else's table says: an answer, an id, or nothing that is understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import attrs

from dissensus.case.foreign.mapping import Meaning, MeaningError, number
from dissensus.case.reading import nearest
from dissensus.case.scalars import ID_PATTERN
from dissensus.domain.stances import STANCES

IMPORTANCE = range(4)


@attrs.frozen
class Cells:
    """How the cells of an export are read: `known` are the ids that a field may name, by field, and `texts`
    other ways to name them: wordings of statements, names of parties."""

    meaning: Meaning
    known: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)

    def said(self, field: str, text: str) -> str | None:
        """What the cell was said to mean, or else what stands in it; None where that is nothing."""
        meant = self.meaning.stands_for(field, text) if text else None
        return (text if meant is None else meant) or None

    def name(self, field: str, text: str) -> str | None:
        """The id of a party or a statement that a cell names, by its id or in words; None where it is empty.

        Raises MeaningError where there is none of that name.
        """
        said = self.said(field, text)
        if said is None:
            return None
        known = self.known[field]
        if said in known:
            return said
        found = self.texts.get(field, {}).get(" ".join(said.split()).casefold())
        if found is not None:
            return found
        todo = f"{nearest(said, known)}Say what it means: --value {field}:{_shown(text)}=ID."
        noun = "statement" if field == "statement" else "side"
        raise MeaningError(f"{_shown(said)} is no {noun} of the case", todo)

    def participant(self, text: str) -> str | None:
        """The pseudonym in a cell; raises MeaningError where it is none that a case may hold."""
        said = self.said("participant", text)
        if said is not None and not ID_PATTERN.fullmatch(said):
            raise MeaningError(
                f"{_shown(said)} is no pseudonym",
                "Use letters, digits, hyphens, underscores and dots, or let --pseudonyms make them.",
            )
        return said

    def stance(self, text: str) -> int | None:
        """The stance in a cell: +1, 0, -1, or None where none was given."""
        said = self.said("stance", text)
        if said is None:
            return None
        if said.casefold() in STANCES:
            return STANCES[said.casefold()]
        value = number(said)
        spans = self.meaning.spans
        found = [span.stance for span in spans if value is not None and span.low <= value <= span.high]
        if found:
            return STANCES[found[0]]
        if value is not None:
            todo = "Say which numbers mean what: --agree 4..5 --unsure 3 --disagree 1..2."
            raise MeaningError(f"{_shown(said)} is the number of no stance", todo)
        todo = (
            f"Say what it means: --value stance:{_shown(text)}=unsure, or = and nothing if it is no answer."
        )
        raise MeaningError(f"{_shown(said)} is none of {', '.join(STANCES)}", todo)

    def importance(self, text: str) -> int | None:
        """The importance in a cell, 0 to 3, or None where none was given."""
        said = self.said("importance", text)
        if said is None:
            return None
        value = number(said)
        if value is None or value not in IMPORTANCE:
            todo = (
                f"Say which of 0 (none) to 3 (very important) it means: --value importance:{_shown(text)}=2."
            )
            raise MeaningError(f"{_shown(said)} is no importance", todo)
        return int(value)

    def share(self, text: str) -> float | None:
        """The share in a cell, 0 to 1, or None where none was given; a per cent sign is understood."""
        said = self.said("share", text)
        if said is None:
            return None
        bare = said.removesuffix("%").rstrip()
        value = number(bare)
        if value is None:
            todo = "Write a number, or say that it is no answer: --value share:TEXT= and nothing."
            raise MeaningError(f"{_shown(said)} is no share", todo)
        per_cent = self.meaning.percent or bare != said
        share = value / Decimal(100) if per_cent else value
        if not 0 <= share <= 1:
            todo = (
                "A share is 0 to 100 per cent."
                if per_cent
                else "Write 0 to 1, or add --percent for 0 to 100."
            )
            raise MeaningError(f"{_shown(said)} is outside the scale of a share", todo)
        return float(share)


def by_words(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Ids by each of their wordings, whatever the capitals; a wording of two ids names neither."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name, wordings in named:
        for wording in wordings:
            folded = " ".join(wording.split()).casefold()
            if found.setdefault(folded, name) != name:
                twice.add(folded)
    return {wording: name for wording, name in found.items() if wording and wording not in twice}


def _shown(text: str) -> str:
    """The text in quotation marks, shortened where it is long."""
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
