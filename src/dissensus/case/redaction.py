"""What of a case another audience may hold.

Every audience holds what the one below it holds: the public, then the joint track, then one party, then the
desk at which the case is kept. The rule by record is a table in docs/case-format.md.
"""

from __future__ import annotations

from collections.abc import Container
from itertools import compress
from typing import Any

import attrs

from dissensus.case.layout import LISTINGS
from dissensus.case.sheets import SHEETS
from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.rounds import Participant, Round
from dissensus.domain.tracks import Track, Unit

PUBLIC, JOINT, DESK = "public", "joint", "desk"
_OF_A_PARTY = "party:"


@attrs.frozen
class Audience:
    """Who is to hold a case: `party` is one party's own people, None for everybody else."""

    name: str
    party: str | None = None

    @classmethod
    def of(cls, name: str, case: Case) -> Audience:
        """The audience of that name: public, joint, desk, or party: and the id of a party of the case.

        >>> Audience.of("NATO", Case(id="c"))
        Traceback (most recent call last):
        dissensus.domain.errors.DissensusError: there is no audience 'NATO'; there are public, joint, desk
        """
        names = [PUBLIC, JOINT, *(f"{_OF_A_PARTY}{party.id}" for party in case.parties), DESK]
        if name not in names:
            raise DissensusError(f"there is no audience {name!r}; there are {', '.join(names)}")
        return cls(name, name.removeprefix(_OF_A_PARTY) if name.startswith(_OF_A_PARTY) else None)


def redact(case: Case, audience: str) -> Case:
    """The case as the audience may hold it; see `dissensus.case`."""
    who = Audience.of(audience, case)
    if who.name == DESK:
        return case
    kept: dict[str, Any] = {
        listing.collection: tuple(
            record for record in getattr(case, listing.collection) if record.internal_to in (None, who.party)
        )
        for listing in LISTINGS
    }
    rounds = [_round(held, who) for held in case.rounds if _may_know_of(held, who)]
    there = {held.id for held in rounds}
    kept["rounds"] = tuple(held if held.after in there else attrs.evolve(held, after=None) for held in rounds)
    return attrs.evolve(case, **kept)


def _may_know_of(held: Round, who: Audience) -> bool:
    """Internal rounds are their party's; a round that is not released is nothing to the public."""
    if held.track is Track.INTERNAL:
        return held.party is not None and held.party == who.party
    return who.name != PUBLIC or _is_out(held)


def _is_out(held: Round) -> bool:
    """Whether answers may be held outside the desk at all: they were released, or a program made them."""
    return held.released is not None or held.synthetic


def _round(held: Round, who: Audience) -> Round:
    """The terms, and what is out of answers and results; where answers are held back, results stand alone."""
    out = _is_out(held)
    seen = tuple(person for person in held.participants if out and _may_see(person, held, who))
    results = held.results if out else None
    if results is not None and len(seen) < len(held.participants):
        seen = ()
    ids = {person.id for person in seen}
    tables: dict[str, Any] = {
        sheet.name: _rows(getattr(held, sheet.name), ids) for sheet in SHEETS if sheet.name != "costs"
    }
    costs = _rows(held.costs, {who.party})
    return attrs.evolve(held, attributes={}, participants=seen, costs=costs, results=results, **tables)


def _may_see(person: Participant, held: Round, who: Audience) -> bool:
    """Whether the audience may hold this participant's answers as they were given.

    Those that a program made are nobody's; a person's are guarded; a member speaks inside its party; a
    party's own were given to the other side.
    """
    if held.synthetic and held.guard is None:
        return True
    if person.is_party:
        return who.name != PUBLIC
    return held.unit.get(person.party) is Unit.MEMBER and person.party == who.party


def _rows(table: Any, kept: Container[str | None]) -> Any:
    """The rows of a table whose first column is among those kept."""
    columns = {field.name: getattr(table, field.name) for field in attrs.fields(type(table))}
    mask = [key in kept for key in next(iter(columns.values()))]
    return attrs.evolve(table, **{name: tuple(compress(cells, mask)) for name, cells in columns.items()})
