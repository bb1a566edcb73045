"""A small case with a record of everything, and results of everything that a round may say, for the desk."""

from __future__ import annotations

import attrs

from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.incidents import Incident
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, RedLine, Rung
from dissensus.domain.mechanisms import Mechanism, StatusChange
from dissensus.domain.parties import Member, Party
from dissensus.domain.signals import Meaning, Reading, Signal
from dissensus.domain.sources import Source
from dissensus.domain.statements import Statement
from dissensus.domain.texts import Text
from dissensus.engine.findings import (
    AgendaRow,
    AnatomyPart,
    Concern,
    EndOfPeace,
    IssueCohesion,
    Norm,
    PastEachOther,
    ReadSignal,
    Standout,
    StatementCohesion,
)
from dissensus.engine.results import Cell, Label, Plan, Results, RoundResults, Side, Value, Withheld
from tests.sample_figures import Sample

PAIR = ("NATO", "Russia")
MEMBERS = ("CAN", "DEU", "ESP", "FRA", "ITA", "POL", "TUR", "USA")
FEW = Withheld(reason="too few people answered")
GUARDED = Label(label="no common answer", of=8, rule="labels")
_ISSUES = {
    "forces": "Forces near the shared border",
    "treaties": "Treaties and what still holds of them",
    "trust": "Trust",
}
_RUNGS = (
    "Announced flights in own airspace",
    "Reconnaissance along the other side’s coast with transponders on",
    "Close escort inside a few tens of metres, showing weapons",
    "Shooting down an aircraft",
)


def text(words: str) -> Text:
    """English words."""
    return Text.of({"en": words})


def value(number: float, *, interval: tuple[float, float] | None = None) -> Value:
    """A figure of forty people."""
    return Value(value=number, interval=interval, n=40)


def case() -> Case:
    """Two sides, one of eight members; a ladder, lines, incidents, mechanisms and signals, some internal."""
    return Case(
        id="desk",
        title=text("A desk"),
        as_of=Date("2019-04-15"),
        sides=PAIR,
        parties=(
            Party(id="NATO", name=text("NATO"), members=tuple(Member(id=each) for each in MEMBERS)),
            Party(id="Russia", name=text("Russia")),
        ),
        issues=tuple(Issue(id=name, title=text(title)) for name, title in _ISSUES.items()),
        statements=tuple(
            Statement(
                id=f"s{at}",
                kind="fact",
                text=text(f"Statement number {at} holds."),
                issue=list(_ISSUES)[at % 3],
            )
            for at in range(9)
        ),
        ladders=(
            Ladder(
                domain="air",
                title=text("Air"),
                rungs=tuple(
                    Rung(id=f"air-{at}", activity=text(words)) for at, words in enumerate(_RUNGS, start=1)
                ),
            ),
        ),
        lines=_lines(),
        incidents=_incidents(),
        mechanisms=_mechanisms(),
        signals=_signals(),
        sources=(Source(id="paper", title="A paper", grade="news"), Source(id="memo", title="A memo")),
    )


def _lines() -> tuple[RedLine, ...]:
    return (
        RedLine(id="l1", owner="NATO", domain="air", rung=3, date=Date("2015-06-01")),
        RedLine(id="l2", owner="TUR", domain="air", rung=4, date=Date("2016/2017")),
        RedLine(id="l3", owner="Russia", domain="air", rung=2, date=Date("2014-01-01")),
        RedLine(id="l4", owner="NATO", domain="air", rung=1, date=Date("2014-01-01"), internal_to="NATO"),
        RedLine(id="l5", owner="NATO", domain="air", rung=1, date=Date("2014-01-01"), kind="assessed"),
    )


def _incidents() -> tuple[Incident, ...]:
    def made(name: str, date: str, rung: int | None, acting: str, internal: str | None = None) -> Incident:
        return Incident(
            id=name,
            date=Date(date),
            domain="air",
            rung=rung,
            acting=(acting,),
            sources=("paper",),
            internal_to=internal,
        )

    return (
        made("i1", "2014-03", 2, "Russia"),
        *(made(f"i2{at}", "2016", 2, "Russia") for at in range(4)),
        made("i3", "2018-02-02", 3, "Russia"),
        made("i4", "2015-11-24", 4, "TUR"),
        made("i5", "2017", None, "Russia"),
        made("i6", "2018", 4, "Russia", "NATO"),
        made("i7", "2021", 4, "Russia"),
    )


def _mechanisms() -> tuple[Mechanism, ...]:
    def change(date: str, status: str, by: str | None = None) -> StatusChange:
        return StatusChange(date=Date(date), status=status, said_by=by)

    return (
        Mechanism(id="hotline", name=text("Hotline"), in_force=Date("1963"), domains=("air",)),
        Mechanism(
            id="treaty",
            name=text("A treaty with a long name on the limitation of many things"),
            in_force=Date("1988-06-01"),
            domains=("air",),
            history=(change("2018-02-02", "suspended", "NATO"), change("2018-03-04", "in force", "Russia")),
        ),
        Mechanism(
            id="council",
            name=text("Council"),
            in_force=Date("2002"),
            history=(change("2014-04", "suspended"),),
            status=text("meets <now> and {then}"),
        ),
        Mechanism(
            id="pact",
            name=text("Pact"),
            in_force=Date("1990"),
            history=(change("2007", "dead"),),
            domains=("air",),
        ),
        Mechanism(id="talks", name=text("Talks"), status=text("under discussion, with no date and no end")),
        Mechanism(id="secret", name=text("Secret talks"), signed=Date("2010"), internal_to="Russia"),
    )


def _signals() -> tuple[Signal, ...]:
    def made(name: str, date: str, sender: tuple[str, ...], match: str | None, meant: int | None) -> Signal:
        return Signal(
            id=name,
            date=Date(date),
            sender=sender,
            act=text(f"Signal {name}: a drill near the border with many troops and some guests"),
            meant=Meaning(text=text("a drill"), meaning="drill", hostility=meant),
            readings=(Reading(receiver="Russia", text=text("a threat")),),
            match=match,
        )

    return (
        made("g1", "2014-02", ("NATO",), "mismatch", 2),
        made("g2", "2016-02-01", ("TUR",), "partial", 3),
        made("g3", "2016-02-02", ("Russia",), "mismatch", 2),
        made("g4", "2016-02-03", ("Russia",), "mismatch", 4),
        made("g5", "2017", PAIR, "match", None),
        made("g6", "2018-01", ("Russia",), "none found", None),
        made("g7", "2018-01", ("Russia",), None, None),
        attrs.evolve(made("g8", "2018-01", ("Russia",), "match", 1), internal_to="NATO"),
    )


def full() -> Sample:
    """Everything with figures; NATO answers by member."""
    return Sample(case(), _results(_round(value(0.62), value(0.31))))


def withheld() -> Sample:
    """The same with no figure at all, but with words where words are."""
    held = _round(FEW, GUARDED)
    rows = tuple(attrs.evolve(row, figure=None) for row in held.agenda)
    return Sample(case(), _results(attrs.evolve(held, agenda=rows)))


def halves() -> Sample:
    """Figures of one side, none of the other."""
    held = _round(value(0.62, interval=(0.5, 0.7)), FEW)
    return Sample(case(), _results(held))


def _results(held: RoundResults) -> Results:
    return Results(
        case="desk", case_sha256="0" * 64, plan=Plan(round="r1"), synthetic=held.synthetic, rounds=(held,)
    )


def _round(one: Cell, other: Cell) -> RoundResults:
    return RoundResults(
        id="r1",
        track="joint",
        after=None,
        last=True,
        synthetic=True,
        seed=7,
        sides=tuple(Side(party=party, unit="person", roll=40, respondents=40) for party in PAIR),
        norms=_norms(told=isinstance(one, Value)),
        peace=(
            EndOfPeace(
                domain="air",
                rungs=4,
                sides=PAIR,
                peace_ends={"NATO": 3, "Russia": 2},
                hostilities_begin={"NATO": 4, "Russia": 5},
                double_standards={"NATO": 1, "Russia": 0},
            ),
        ),
        concerns=tuple(
            Concern(party=party, issue=issue, share=_times(cell, (at + 1) / 6), importance=_times(cell, 3))
            for party, cell in zip(PAIR, (one, other), strict=True)
            for at, issue in enumerate(_ISSUES)
        ),
        past=(PastEachOther(sides=PAIR, divergence=_times(one, 1)),),
        anatomy=tuple(
            AnatomyPart(
                sides=PAIR,
                by=by,
                label=label,
                statements=3,
                actual=_times(one, 1 + at / 10),
                surprise={"NATO": _times(one, at), "Russia": _times(other, 2)},
            )
            for by, labels in (("kind", ("fact", "intent")), ("issue", ("forces", "trust")))
            for at, label in enumerate(labels)
        ),
        readings=tuple(
            ReadSignal(
                signal=name,
                reader=reader,
                meant="drill",
                commonest="threat",
                misread=_times(cell, 1),
                inflation=_times(cell, 4),
            )
            for name, reader, cell in (("g1", "Russia", other), ("g3", "NATO", one), ("g8", "NATO", one))
        ),
        cohesion=_cohesion(one),
        cohesion_by_issue=tuple(
            IssueCohesion(
                eyes="NATO",
                issue=issue,
                statements=3,
                agreement_index=_times(one, 1 + at / 5),
                rice=_times(one, 1),
                ordered=_times(one, 1),
            )
            for at, issue in enumerate(_ISSUES)
        ),
        standouts=tuple(Standout(eyes="NATO", member=each, distance=_times(one, 1)) for each in MEMBERS),
        agenda=_agenda(),
    )


def _times(cell: Cell, factor: float) -> Cell:
    """A figure of that size; what is no figure stays what it is."""
    if not isinstance(cell, Value):
        return cell
    ends = None if cell.interval is None else (cell.interval[0] * factor, cell.interval[1] * factor)
    return attrs.evolve(cell, value=cell.value * factor, interval=ends)


def _norms(*, told: bool) -> tuple[Norm, ...]:
    own = ("acceptable", "acceptable", "tolerable", "unacceptable")
    others = ("acceptable", "tolerable", "unacceptable", "unacceptable")
    statuses = ("peacetime", "peacetime", "grey", "war")
    return tuple(
        Norm(
            domain="air",
            rung=at + 1,
            sides=PAIR,
            n=dict.fromkeys(PAIR, 40),
            own={"NATO": own[at], "Russia": "no common answer" if told else None},
            others={"NATO": others[at], "Russia": others[at] if told else None},
            agreed=at == 3 and told,
            asymmetric={"NATO": own[at] != others[at], "Russia": False},
            status={"NATO": statuses[at], "Russia": "grey" if told else None},
        )
        for at in range(4)
    )


def _cohesion(cell: Cell) -> tuple[StatementCohesion, ...]:
    words = ("agree", "unsure", "disagree")
    named = isinstance(cell, Value)
    return tuple(
        StatementCohesion(
            eyes="NATO",
            statement=f"s{at}",
            agreement_index=cell,
            rice=cell,
            moves=2,
            stances={
                each: words[at % 3 if place < 5 else (at + place) % 3] for place, each in enumerate(MEMBERS)
            }
            if named
            else {},
        )
        for at in range(9)
    )


def _agenda() -> tuple[AgendaRow, ...]:
    def row(name: str, rank: int, *label: str, why: str, figure: float, **more: str) -> AgendaRow:
        return AgendaRow(list=name, rank=rank, label=label, why=why, figure=figure, **more)

    return (
        *(
            row(
                "differences",
                at + 1,
                f"s{at}",
                why="weighted surprise",
                figure=2 - at / 5,
                party=PAIR[at % 2],
            )
            for at in range(9)
        ),
        row("lines", 1, "air", "Russia", "NATO", why="mutual gain", figure=0.8),
        row("signals", 1, "g1", why="misread", figure=0.4, party="Russia"),
        row("gaps", 1, "air", "3", why="no mechanism in force", figure=4),
        row("settle first", 1, "s3", why="split", figure=0.2, eyes="NATO"),
        row("settle first", 1, "s4", why="low cohesion", figure=0.5, eyes="Russia"),
        row("keep vague", 1, "air", "NATO", "Russia", why="actor only", figure=0.7, eyes="Russia"),
    )


KINDS = {"full": full, "halves": halves, "withheld": withheld}
