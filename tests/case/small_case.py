"""A small case in which every field of the format holds something, as domain values.

The folder `small/` beside this file holds the same case as text, as the format's canonical form has it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.incidents import Account, Incident, IncidentCount
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, RedLine, Rung
from dissensus.domain.mechanisms import Contact, Mechanism, StatusChange
from dissensus.domain.parties import Member, Party
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.rounds import Participant, Round
from dissensus.domain.signals import Meaning, Reading, Signal
from dissensus.domain.sources import Source
from dissensus.domain.stances import Conduct, Costs, Lines, Options, Predictions, Readings, Stances
from dissensus.domain.statements import Position, Statement
from dissensus.domain.texts import Text
from dissensus.domain.tracks import Target, Track, Unit

_T = TypeVar("_T")

FOLDER = Path(__file__).parent / "small"


def words(english: str, **others: str) -> Text:
    """A text in English, and in other languages by their code."""
    return Text.of({"en": english, **others})


def table(make: Callable[..., _T], **columns: list[Any]) -> _T:
    """A table of answers from its columns."""
    return make(**columns)


PARTIES = (
    Party(
        id="NATO",
        name=words("NATO", fr="OTAN", ru="НАТО"),
        kind="alliance",
        members=(
            Member(id="NOR", name=words("Norway"), since=Date("1949-04-04")),
            Member(
                id="FIN",
                name=words("Finland"),
                since=Date("2023-04-04"),
                until=Date("2024"),
                layer="later",
                issue="open_door",
                sources=("treaty",),
                note="Joined after the case's date.",
                confidence=1.0,
                coded_by="project",
                attributes={"iso": "FIN"},
            ),
        ),
    ),
    Party(id="RUS", name=words("Russia")),
    Party(
        id="UKR",
        name=words("Ukraine"),
        layer="later",
        issue="open_door",
        sources=("treaty",),
        note="A third party.",
        confidence=0.5,
        coded_by="project",
        attributes={"role": "third", "spokes": ({"office": "President", "since": 2019},), "seats": 450.0},
    ),
)

ISSUES = (
    Issue(
        id="open_door",
        title=words("The open door"),
        description=words(
            "Whether the alliance may keep taking in states, and who has a say: each itself, or all."
        ),
        domains=("air",),
        vocabulary=("enlargement", "open door", "no"),
    ),
    Issue(id="flights", title=words("Flights"), issue="open_door"),
)

STATEMENTS = (
    Statement(
        id="S1",
        kind="principle",
        text=words("Each state chooses its own alliance.", ru="Каждое государство само выбирает союз."),
        authentic=("en", "ru"),
        translation="reviewed",
        concerns=("UKR",),
        issue="open_door",
    ),
    Statement(id="S2", kind="fact", text=words("A promise was made in 1990."), issue="open_door"),
    Statement(id="S3", kind="norm", text=words("Transponders stay on."), issue="flights", coded_by="project"),
    Statement(
        id="S4",
        kind="intent",
        text=words("They want to wait."),
        about="RUS",
        tested_by="S1",
        internal_to="NATO",
    ),
)

POSITIONS = (
    Position(
        statement="S1",
        party="NATO",
        stance="agree",
        value=1.0,
        basis="direct",
        as_of=Date("2019-04"),
        issue="open_door",
        sources=("treaty", "speech"),
        note='It says "each", and means it;\nsee ORD-02.',
        confidence=0.95,
        attributes={"evidence_window": "baseline"},
    ),
    Position(statement="S1", party="RUS", stance="disagree", value=-0.3, sources=("speech",)),
    Position(statement="S2", party="NOR", stance="unclear", sources=("speech",), layer="later"),
)

LADDERS = (
    Ladder(
        domain="air",
        title=words("Air"),
        rungs=(
            Rung(id="air-01", activity=words("Training flight"), legal_class="routine", mid_codes=(0, 1)),
            Rung(id="air-02", activity=words("Close escort"), mid_codes=()),
            Rung(id="air-03", activity=words("Shooting down")),
        ),
    ),
    Ladder(domain="sea", rungs=(Rung(id="sea-01", activity=words("Port visit"), coded_by="project"),)),
)

LINES = (
    RedLine(
        id="L1",
        owner="RUS",
        addressee=("NATO", "NOR"),
        domain="air",
        rung=2,
        activity=words("Flying close"),
        threshold=words("Any escort within 50 m"),
        kind="believed",
        holder="NATO",
        explicitness="ambiguous",
        consequence=words("Unspecified"),
        date=Date("2018-07-19"),
        sources=("speech",),
    ),
    RedLine(id="L2", owner="NATO", domain="sea", rung=2, sources=("treaty",)),
)

MECHANISMS = (
    Mechanism(
        id="hotline",
        name=words("Military hotline"),
        kind="channel",
        binding="political",
        parties=("NATO", "RUS"),
        signed=Date("2013"),
        in_force=Date("2013-06-01"),
        status=words("open, hardly used"),
        history=(
            StatusChange(
                date=Date("2014-04"),
                event=words("Contacts cut"),
                status="suspended",
                said_by="NATO",
                layer="later",
            ),
            StatusChange(event=words("Tested")),
        ),
        contacts=(Contact(date=Date("2018"), count=2, event=words("Talks")), Contact(date=Date("2019"))),
        domains=("air", "sea"),
        rungs=("air-02",),
        covers=words("Crises"),
        dispute=words("Whether it is answered"),
        sources=("treaty",),
    ),
)

SIGNALS = (
    Signal(
        id="G1",
        date=Date("2014-02-26"),
        sender=("RUS",),
        receivers=("NATO",),
        domain="air",
        kind="exercise",
        act=words("Snap alert"),
        meant=Meaning(text=words("A check"), meaning="routine", hostility=1, sources=("speech",)),
        readings=(
            Reading(
                receiver="NATO", text=words("A threat"), meaning="threat", hostility=7, sources=("treaty",)
            ),
            Reading(receiver="NOR"),
        ),
        match="mismatch",
    ),
)

INCIDENTS = (
    Incident(
        id="I1",
        date=Date("2014-04-23/2014-04-24"),
        domain="air",
        rung=3,
        acting=("RUS",),
        affected=("NOR",),
        place=words("Off Norway"),
        severity="serious",
        description=words("A close pass."),
        accounts=(Account(party="RUS", text=words("It was far off."), sources=("speech",)),),
    ),
)

COUNTS = (
    IncidentCount(
        id="eln", period="2014 to 2015", counts=(("total", 66.0), ("high", 3.5)), sources=("treaty",)
    ),
)

POLLS = (
    Poll(
        id="P1",
        survey="A survey",
        pollster="A pollster",
        question=words("Rivals or partners?"),
        kind="parallel",
        results=(
            PollResult(
                population=words("Adults"),
                n=1016,
                dates="February 2019",
                mode="online",
                percent=(("rivals", 78.0), ("no", 0.5)),
                means=(("warmth", -3.25),),
            ),
        ),
        compare_with=("P2",),
        sources=("treaty",),
    ),
    Poll(id="P2", question=words("And now?"), kind="own_view", sources=("treaty",)),
)

SOURCES = (
    Source(
        id="treaty",
        title="The treaty: all of it",
        publisher="NATO",
        date="1949-04-04",
        url="https://www.nato.int/x?a=1#b",
        grade="official",
        retrieval="retrieved",
        reference="Article 10",
        note="Read in full.",
    ),
    Source(id="speech", title="'A speech'"),
    Source(id="memo", title="A memo", internal_to="NATO"),
)

FIRST = Round(
    id="r1",
    unit={"NATO": Unit.PERSON, "RUS": Unit.PARTY},
    roll={"NATO": 3, "RUS": 1},
    target=Target.POPULATION,
    opened=Date("2019-05-01"),
    sealed=Date("2019-05-08"),
    released=Date("2019-05-09"),
    statements={"S2": "held back", "S1": "released only", "S3": "discussed"},
    ladders=("air", "sea"),
    signals=("G1",),
    guard={"labels_from": 5, "bands": (0.2, 0.4)},
    synthetic=True,
    seed=7,
    attributes={"room": "1:30"},
    participants=(
        Participant("n-1", "NATO", "NOR"),
        Participant("n-2", "NATO"),
        Participant("NATO", "NATO"),
        Participant("RUS", "RUS"),
    ),
    stances=table(
        Stances,
        participant=["n-1", "n-2", "RUS"],
        statement=["S1", "S1", "S2"],
        stance=[1, 0, -1],
        importance=[3, None, 0],
    ),
    predictions=table(
        Predictions,
        participant=["n-1", "RUS"],
        about=["RUS", "NATO"],
        statement=["S1", "S1"],
        share=[0.05, 1.0],
    ),
    lines=table(
        Lines,
        participant=["NATO", "n-1", "n-1", "RUS"],
        owner=["NATO", "RUS", "NATO", "RUS"],
        other=[None, None, "RUS", None],
        domain=["air", "air", "air", "sea"],
        lowest=[1, None, 1, None],
        likeliest=[2, 3, 1, 2],
        highest=[4, None, 2, None],
        kind=["own", "believed", "believed_of_us", "own"],
    ),
    conduct=table(
        Conduct,
        participant=["n-1", "n-1"],
        domain=["air", "air"],
        rung=[1, 3],
        by=["NATO", "RUS"],
        rating=["acceptable", "unacceptable"],
        status=["peacetime", None],
    ),
    readings=table(
        Readings,
        participant=["n-1", "n-2"],
        signal=["G1", "G1"],
        meaning=["threat", None],
        hostility=[None, 5],
    ),
    costs=table(
        Costs,
        party=["NATO", "RUS"],
        domain=["air", "sea"],
        rung=[1, 1],
        benefit=[0.5, None],
        harm=[None, -2.0],
    ),
)

LAST = Round(
    id="r2",
    unit={"NATO": Unit.PERSON},
    statements={"S1": "released only", "S2": "held back"},
    after="r1",
    last=True,
    synthetic=True,
)

INTERNAL = Round(
    id="inside",
    track=Track.INTERNAL,
    party="NATO",
    unit={"NATO": Unit.MEMBER},
    roll={"NATO": 2},
    statements={"S4": None, "S1": None},
    ladders=("air",),
    participants=(Participant("m-1", "NATO", "NOR"), Participant("m-2", "NATO", "FIN")),
    stances=table(Stances, participant=["m-1"], statement=["S4"], stance=[1], importance=[1]),
    predictions=table(Predictions, participant=["m-1"], about=["RUS"], statement=["S4"], share=[0.25]),
    lines=table(
        Lines,
        participant=["m-2"],
        owner=["NATO"],
        other=[None],
        domain=["air"],
        lowest=[None],
        likeliest=[4],
        highest=[None],
        kind=["own"],
    ),
    options=table(
        Options,
        participant=["m-1", "m-2"],
        option=["wait", "wait"],
        expected_escalation=[0.1, None],
        benefit=[None, 2.0],
        cost=[1e-9, None],
    ),
    costs=table(Costs, party=["NATO"], domain=["air"], rung=[2], benefit=[1.0], harm=[0.0]),
)

RELEASED = Round(
    id="guarded",
    unit={"NATO": Unit.PERSON},
    roll={"NATO": 8},
    released=Date("2019-06"),
    guard={},
    results={
        "format": "dissensus-results/1",
        "rounds": ({"n": 8, "label": "most agree", "x": None},),
        "y": 1.0,
    },
)

CASE = Case(
    id="small",
    title=words("A small case", fr="Un petit cas"),
    summary=words("Nothing but what the format has room for."),
    as_of=Date("2019-04-15"),
    languages=("en", "ru", "fr"),
    licence="CC-BY-4.0",
    sides=("NATO", "RUS"),
    attributes={"caution": "null", "no": "no", "year": 2019, "half": 0.5, "none": None, "list": ()},
    parties=PARTIES,
    issues=ISSUES,
    statements=STATEMENTS,
    positions=POSITIONS,
    ladders=LADDERS,
    lines=LINES,
    mechanisms=MECHANISMS,
    signals=SIGNALS,
    incidents=INCIDENTS,
    incident_counts=COUNTS,
    polls=POLLS,
    sources=SOURCES,
    rounds=(FIRST, LAST, INTERNAL, RELEASED),
)
