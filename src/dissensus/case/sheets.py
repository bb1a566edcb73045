"""The columns of every table of answers, in the order of the file."""

from __future__ import annotations

from typing import Any

import attrs

from dissensus.case.scalars import (
    Identifier,
    Number,
    Reference,
    ScalarKind,
    String,
    Whole,
    choice,
    coded,
)
from dissensus.domain.rounds import Participant
from dissensus.domain.signals import HOSTILITY
from dissensus.domain.stances import (
    CONDUCT_STATUSES,
    OWN_LINE_KINDS,
    RATINGS,
    STANCES,
    Conduct,
    Costs,
    Lines,
    Options,
    Predictions,
    Readings,
    Stances,
)

_HOSTILITY = Whole(HOSTILITY.start, HOSTILITY.stop - 1)


@attrs.frozen
class Column:
    """One column of a table of answers."""

    name: str
    kind: ScalarKind
    required: bool = False

    @property
    def says(self) -> str:
        """What a cell may hold, in a few words."""
        return self.kind.says


@attrs.frozen
class Sheet:
    """A table of answers: a CSV file of a round; `key` columns together stand in one row only."""

    name: str
    make: Any
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def file(self) -> str:
        """Its name."""
        return f"{self.name}.csv"


def _who() -> Column:
    return Column("participant", Identifier(), required=True)


def _cell(name: str, kind: ScalarKind) -> Column:
    return Column(name, kind, required=True)


PARTICIPANTS = Sheet(
    "participants",
    Participant,
    (
        Column("participant", Identifier(), required=True),
        Column("party", Reference("party"), required=True),
        Column("member", Reference("member")),
    ),
    ("participant",),
)
SHEETS = (
    Sheet(
        "stances",
        Stances,
        (
            _who(),
            _cell("statement", Reference("statement")),
            _cell("stance", coded(STANCES)),
            Column("importance", Whole(0, 3)),
        ),
        ("participant", "statement"),
    ),
    Sheet(
        "predictions",
        Predictions,
        (
            _who(),
            _cell("about", Reference("party")),
            _cell("statement", Reference("statement")),
            _cell("share", Number(0, 1)),
        ),
        ("participant", "about", "statement"),
    ),
    Sheet(
        "lines",
        Lines,
        (
            _who(),
            _cell("owner", Reference("party")),
            Column("other", Reference("party")),
            _cell("domain", Reference("domain")),
            Column("lowest", Whole(1)),
            _cell("likeliest", Whole(1)),
            Column("highest", Whole(1)),
            _cell("kind", choice(OWN_LINE_KINDS)),
        ),
        ("participant", "owner", "other", "domain", "kind"),
    ),
    Sheet(
        "conduct",
        Conduct,
        (
            _who(),
            _cell("domain", Reference("domain")),
            _cell("rung", Whole(1)),
            _cell("by", Reference("party")),
            _cell("rating", choice(RATINGS)),
            Column("status", choice(CONDUCT_STATUSES)),
        ),
        ("participant", "domain", "rung", "by"),
    ),
    Sheet(
        "readings",
        Readings,
        (
            _who(),
            _cell("signal", Reference("signal")),
            Column("meaning", String()),
            Column("hostility", _HOSTILITY),
        ),
        ("participant", "signal"),
    ),
    Sheet(
        "options",
        Options,
        (
            _who(),
            _cell("option", Identifier()),
            Column("expected_escalation", Number()),
            Column("benefit", Number()),
            Column("cost", Number()),
        ),
        ("participant", "option"),
    ),
    Sheet(
        "costs",
        Costs,
        (
            _cell("party", Reference("party")),
            _cell("domain", Reference("domain")),
            _cell("rung", Whole(1)),
            Column("benefit", Number()),
            Column("harm", Number()),
        ),
        ("party", "domain", "rung"),
    ),
)
