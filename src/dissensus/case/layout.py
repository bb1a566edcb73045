"""The layout: every file of a case by name, and the order in which they stand."""

from __future__ import annotations

import attrs

from dissensus.case.entries import Entry
from dissensus.case.records import (
    INCIDENT,
    INCIDENT_COUNT,
    ISSUE,
    LADDER,
    LINE,
    MECHANISM,
    PARTY,
    POLL,
    POSITION,
    SIGNAL,
    SOURCE,
    STATEMENT,
)
from dissensus.case.sheets import PARTICIPANTS, SHEETS

HEADER = "case.yaml"
TERMS = "round.yaml"
RESULTS = "results.json"
ROUNDS = "rounds"


@attrs.frozen
class Listing:
    """A file that lists records of one kind; `collection` is the field of `Case` that holds them."""

    collection: str
    entry: Entry

    @property
    def file(self) -> str:
        """Its name."""
        return f"{self.collection}.{'csv' if self.entry is POSITION else 'yaml'}"


LISTINGS = (
    Listing("parties", PARTY),
    Listing("issues", ISSUE),
    Listing("statements", STATEMENT),
    Listing("positions", POSITION),
    Listing("ladders", LADDER),
    Listing("lines", LINE),
    Listing("mechanisms", MECHANISM),
    Listing("signals", SIGNAL),
    Listing("incidents", INCIDENT),
    Listing("incident_counts", INCIDENT_COUNT),
    Listing("polls", POLL),
    Listing("sources", SOURCE),
)

TOP = (HEADER, *(listing.file for listing in LISTINGS))
OF_A_ROUND = (TERMS, PARTICIPANTS.file, *(sheet.file for sheet in SHEETS), RESULTS)


def of_the_format(name: str) -> bool:
    """Whether the format has a file of that name.

    >>> of_the_format("rounds/r1/stances.csv"), of_the_format("rounds/stances.csv")
    (True, False)
    """
    match name.split("/"):
        case [single]:
            return single in TOP
        case [folder, _, single]:
            return folder == ROUNDS and single in OF_A_ROUND
        case _:
            return False


def place_of(name: str) -> tuple[int, str, int]:
    """Where a file stands among the files of a case: as they are listed here, then round by round."""
    *folders, single = name.split("/")
    if not folders:
        return (TOP.index(single) if single in TOP else len(TOP), name, 0)
    order = OF_A_ROUND.index(single) if single in OF_A_ROUND else len(OF_A_ROUND)
    return (len(TOP) + 1, "/".join(folders), order)
