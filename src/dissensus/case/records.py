"""The fields of every kind of record outside the answers, in the order of the file."""

from __future__ import annotations

import attrs

from dissensus.case.entries import Field, Inside, Series, entry
from dissensus.case.scalars import (
    Identifier,
    Number,
    Reference,
    ScalarKind,
    String,
    When,
    Whole,
    YesNo,
    choice,
)
from dissensus.case.shapes import Assigned, ByName, Free, Kind, Many, One, Pairs, Words
from dissensus.domain.case import FORMAT, Case
from dissensus.domain.incidents import SEVERITIES, Account, Incident, IncidentCount
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import EXPLICITNESS, LINE_KINDS, Ladder, RedLine, Rung
from dissensus.domain.mechanisms import STATUSES, Contact, Mechanism, StatusChange
from dissensus.domain.parties import Member, Party
from dissensus.domain.polls import POLL_KINDS, Poll, PollResult
from dissensus.domain.records import CODED_BY, LAYERS
from dissensus.domain.rounds import ARMS, Round
from dissensus.domain.signals import HOSTILITY, MATCHES, Meaning, Reading, Signal
from dissensus.domain.sources import Source
from dissensus.domain.statements import (
    BASES,
    PUBLIC_STANCES,
    STATEMENT_KINDS,
    TRANSLATIONS,
    Position,
    Statement,
)
from dissensus.domain.tracks import Target, Track, Unit

_HOSTILITY = Whole(HOSTILITY.start, HOSTILITY.stop - 1)
_PER_CENT = Number(0, 100)


def _must(name: str, kind: ScalarKind | Kind) -> Field:
    return Field(name, _kind(kind), required=True)


def _shows(name: str, kind: ScalarKind | Kind) -> Field:
    return Field(name, _kind(kind), shown=True)


def _may(name: str, kind: ScalarKind | Kind) -> Field:
    return Field(name, _kind(kind))


def _kind(kind: ScalarKind | Kind) -> Kind:
    return kind if hasattr(kind, "read") else One(kind)  # type: ignore[return-value]


def _id(register: str) -> Field:
    return _must("id", Identifier(gives=register))


PART = (
    _may("layer", choice(LAYERS)),
    _may("issue", Reference("issue")),
    _may("sources", Many(Reference("source"))),
    _may("note", String()),
    _may("confidence", Number(0, 1)),
    _may("coded_by", choice(CODED_BY)),
    _may("attributes", Free()),
)
"""What the parts of a record that are records themselves carry."""

RECORD = (
    *(attrs.evolve(field, shown=field.name in ("layer", "coded_by")) for field in PART[:-1]),
    _may("internal_to", Reference("party")),
    PART[-1],
)
"""What every record outside the rounds carries."""

MEMBER = entry(
    Member,
    "member",
    (
        _must("id", Identifier(gives="member")),
        _may("name", Words()),
        _may("since", When()),
        _may("until", When()),
        *PART,
    ),
)
PARTY = entry(
    Party,
    "party",
    (_id("party"), _may("name", Words()), _may("kind", String()), _may("members", Series(MEMBER)), *RECORD),
)
ISSUE = entry(
    Issue,
    "issue",
    (
        _id("issue"),
        _may("title", Words()),
        _may("description", Words()),
        _may("domains", Many(Reference("domain"))),
        _may("vocabulary", Many(String())),
        *RECORD,
    ),
)
STATEMENT = entry(
    Statement,
    "statement",
    (
        _id("statement"),
        _must("kind", choice(STATEMENT_KINDS)),
        _must("text", Words()),
        _may("authentic", Many(Reference("language"))),
        _shows("translation", choice(TRANSLATIONS)),
        _may("concerns", Many(Reference("actor"))),
        _may("about", Reference("party")),
        _may("tested_by", Reference("statement")),
        *RECORD,
    ),
)
POSITION = entry(
    Position,
    "position",
    (
        _must("statement", Reference("statement")),
        _must("party", Reference("actor")),
        _must("stance", choice(PUBLIC_STANCES)),
        _shows("value", Number(-1, 1)),
        _may("basis", choice(BASES)),
        _may("as_of", When()),
        *RECORD,
    ),
)
RUNG = entry(
    Rung,
    "rung",
    (
        _id("rung"),
        _must("activity", Words()),
        _shows("legal_class", String()),
        _shows("mid_codes", Many(Whole(0))),
        *PART,
    ),
)
NUMBER_OF_RUNG = Field("rung", One(Whole(1)), default=None)
LADDER = entry(
    Ladder,
    "ladder",
    (
        _must("domain", Identifier(gives="domain")),
        _may("title", Words()),
        _must("rungs", Series(RUNG, NUMBER_OF_RUNG)),
        *RECORD,
    ),
)
LINE = entry(
    RedLine,
    "line",
    (
        _id("line"),
        _must("owner", Reference("actor")),
        _may("addressee", Many(Reference("actor"))),
        _must("domain", Reference("domain")),
        _shows("rung", Whole(1)),
        _may("activity", Words()),
        _may("threshold", Words()),
        _shows("kind", choice(LINE_KINDS)),
        _may("holder", Reference("actor")),
        _may("explicitness", choice(EXPLICITNESS)),
        _may("consequence", Words()),
        _may("date", When()),
        *RECORD,
    ),
)
STATUS = entry(
    StatusChange,
    "change of status",
    (
        _may("date", When()),
        _may("event", Words()),
        _may("status", choice(STATUSES)),
        _may("said_by", String()),
        _may("layer", choice(LAYERS)),
    ),
)
CONTACT = entry(Contact, "contact", (_must("date", When()), _may("count", Whole(0)), _may("event", Words())))
MECHANISM = entry(
    Mechanism,
    "mechanism",
    (
        _id("mechanism"),
        _may("name", Words()),
        _may("kind", String()),
        _may("binding", String()),
        _may("parties", Many(Reference("actor"))),
        _may("signed", When()),
        _may("in_force", When()),
        _may("status", Words()),
        _may("history", Series(STATUS)),
        _may("contacts", Series(CONTACT)),
        _may("domains", Many(Reference("domain"))),
        _shows("rungs", Many(Reference("rung"))),
        _may("covers", Words()),
        _may("dispute", Words()),
        *RECORD,
    ),
)
MEANT = entry(
    Meaning,
    "meaning",
    (
        _may("text", Words()),
        _shows("meaning", String()),
        _shows("hostility", _HOSTILITY),
        _may("sources", Many(Reference("source"))),
    ),
)
READING = entry(
    Reading,
    "reading",
    (
        _must("receiver", Reference("actor")),
        _may("text", Words()),
        _shows("meaning", String()),
        _shows("hostility", _HOSTILITY),
        _may("sources", Many(Reference("source"))),
    ),
)
SIGNAL = entry(
    Signal,
    "signal",
    (
        _id("signal"),
        _may("date", When()),
        _may("sender", Many(Reference("actor"))),
        _may("receivers", Many(Reference("actor"))),
        _may("domain", Reference("domain")),
        _may("kind", String()),
        _may("act", Words()),
        _may("meant", Inside(MEANT)),
        _may("readings", Series(READING)),
        _may("match", choice(MATCHES)),
        *RECORD,
    ),
)
ACCOUNT = entry(
    Account,
    "account",
    (
        _must("party", Reference("actor")),
        _must("text", Words()),
        _may("sources", Many(Reference("source"))),
    ),
)
INCIDENT = entry(
    Incident,
    "incident",
    (
        _id("incident"),
        _may("date", When()),
        _may("domain", Reference("domain")),
        _shows("rung", Whole(1)),
        _may("acting", Many(Reference("actor"))),
        _may("affected", Many(Reference("actor"))),
        _may("place", Words()),
        _may("severity", choice(SEVERITIES)),
        _may("description", Words()),
        _may("accounts", Series(ACCOUNT)),
        *RECORD,
    ),
)
INCIDENT_COUNT = entry(
    IncidentCount,
    "incident count",
    (_id("incident count"), _must("period", String()), _may("counts", Pairs(ByName(Number(0)))), *RECORD),
)
POLL_RESULT = entry(
    PollResult,
    "poll result",
    (
        _must("population", Words()),
        _may("n", Whole(1)),
        _may("dates", String()),
        _may("mode", String()),
        _may("percent", Pairs(ByName(_PER_CENT))),
        _may("means", Pairs(ByName(Number()))),
    ),
)
POLL = entry(
    Poll,
    "poll",
    (
        _id("poll"),
        _may("survey", String()),
        _may("pollster", String()),
        _must("question", Words()),
        _must("kind", choice(POLL_KINDS)),
        _may("results", Series(POLL_RESULT)),
        _may("compare_with", Many(Reference("poll"))),
        *RECORD,
    ),
)
SOURCE = entry(
    Source,
    "source",
    (
        _id("source"),
        _must("title", String()),
        _may("publisher", String()),
        _may("date", String()),
        _may("url", String()),
        _may("grade", String()),
        _may("retrieval", String()),
        _may("reference", String()),
        _may("note", String()),
        _may("internal_to", Reference("party")),
    ),
)

CASE = entry(
    Case,
    "case",
    (
        _must("format", choice((FORMAT,))),
        _id("case"),
        _may("title", Words()),
        _may("summary", Words()),
        _may("as_of", When()),
        _may("languages", Many(Identifier(gives="language"))),
        _may("licence", String()),
        _may("sides", Many(Reference("party"))),
        _may("rounds", Many(Reference("round"))),
        _may("attributes", Free()),
    ),
    make=dict,
)
ROUND = entry(
    Round,
    "round",
    (
        _shows("track", choice(tuple(Track), make=Track)),
        _may("party", Reference("party")),
        _may("unit", ByName(choice(tuple(Unit), make=Unit), name=Reference("party"))),
        _may("roll", ByName(Whole(0), name=Reference("party"))),
        _may("target", choice(tuple(Target), make=Target)),
        _may("opened", When()),
        _may("sealed", When()),
        _may("released", When()),
        _may("statements", Assigned(Reference("statement"), choice(ARMS))),
        _may("ladders", Many(Reference("domain"))),
        _may("signals", Many(Reference("signal"))),
        _may("guard", Free()),
        _may("after", Reference("round")),
        _shows("last", YesNo()),
        _shows("synthetic", YesNo()),
        _may("seed", Whole(0)),
        _may("attributes", Free()),
    ),
    make=dict,
)
