"""Redaction: each audience holds what it may, and nothing from inside anybody else; twice is once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from dissensus.case import read, redact, write
from dissensus.case.writer import render
from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.errors import DissensusError
from dissensus.domain.incidents import Account, Incident, IncidentCount
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, RedLine, Rung
from dissensus.domain.mechanisms import Mechanism
from dissensus.domain.parties import Member, Party
from dissensus.domain.polls import Poll
from dissensus.domain.rounds import Participant, Round
from dissensus.domain.signals import Signal
from dissensus.domain.sources import Source
from dissensus.domain.stances import Costs, Lines, Options, Predictions, Readings, Stances
from dissensus.domain.statements import Position, Statement
from dissensus.domain.tracks import Track, Unit
from tests.case.any_case import cases
from tests.case.small_case import CASE, table, words

PARTIES = (Party(id="NATO", members=(Member(id="NOR"), Member(id="POL"))), Party(id="RUS"))
PUBLIC = Statement(id="S1", kind="fact", text=words("Open"))
BASE = Case(id="c", languages=("en", "ru"), sides=("NATO", "RUS"), parties=PARTIES, statements=(PUBLIC,))
AUDIENCES = ("public", "joint", "party:NATO", "party:RUS", "desk")
WAYS_UP = (("public", "joint", "party:NATO", "desk"), ("public", "joint", "party:RUS", "desk"))


def with_rounds(*rounds: Round) -> Case:
    return attrs.evolve(BASE, rounds=rounds)


def a_round(**changed: Any) -> Round:
    """A released joint round: NATO by person, RUS as one."""
    terms: dict[str, Any] = {
        "id": "r1",
        "unit": {"NATO": Unit.PERSON, "RUS": Unit.PARTY},
        "roll": {"NATO": 2, "RUS": 1},
        "released": Date("2019"),
        "statements": {"S1": None},
        "participants": tuple(Participant(*p) for p in (("p1", "NATO"), ("NATO", "NATO"), ("RUS", "RUS"))),
        "stances": table(
            Stances,
            participant=["p1", "RUS"],
            statement=["S1", "S1"],
            stance=[1, -1],
            importance=[None, 2],
        ),
        "predictions": table(
            Predictions,
            participant=["p1", "RUS"],
            about=["RUS", "NATO"],
            statement=["S1"] * 2,
            share=[0.5, 1.0],
        ),
    }
    return Round(**terms | changed)


def only(case: Case, audience: str) -> Round:
    """The one round that the audience holds."""
    (held,) = redact(case, audience).rounds
    return held


# ---------- who there is ----------


@pytest.mark.parametrize("name", ["NATO", "party:", "party:UKR", "Public", "", "party:NATO "])
def test_an_audience_that_there_is_not(name: str) -> None:
    with pytest.raises(DissensusError) as caught:
        redact(BASE, name)
    assert str(caught.value) == (
        f"there is no audience {name!r}; there are public, joint, party:NATO, party:RUS, desk"
    )


def test_the_desk_holds_everything() -> None:
    assert redact(CASE, "desk") is CASE


# ---------- rounds ----------


@pytest.mark.parametrize(
    ("audience", "holds"), list(zip(AUDIENCES, (False, False, True, False, True), strict=True))
)
def test_an_internal_round_is_its_partys(audience: str, holds: bool) -> None:
    inside = Round(id="r1", track=Track.INTERNAL, party="NATO", released=Date("2019"), synthetic=True)
    assert bool(redact(with_rounds(inside), audience).rounds) is holds


def test_an_internal_round_without_a_party_is_the_desks() -> None:
    case = with_rounds(Round(id="r1", track=Track.INTERNAL, released=Date("2019")))
    assert [bool(redact(case, audience).rounds) for audience in AUDIENCES] == [False] * 4 + [True]


@pytest.mark.parametrize("audience", ["joint", "party:NATO", "party:RUS"])
def test_of_a_round_that_is_not_released_the_joint_track_holds_the_terms(audience: str) -> None:
    held = a_round(released=None, results={"a": 1}, guard={"k": 5}, seed=3, attributes={"x": 1})
    assert only(with_rounds(held), audience) == a_round(
        released=None, guard={"k": 5}, seed=3, participants=(), stances=Stances(), predictions=Predictions()
    )


def test_of_a_round_that_is_not_released_the_public_holds_nothing() -> None:
    assert redact(with_rounds(a_round(released=None, results={"a": 1})), "public").rounds == ()


def test_answers_by_person_are_nobodys_but_the_desks() -> None:
    case = with_rounds(a_round())
    for audience in ("joint", "party:NATO", "party:RUS"):
        held = only(case, audience)
        assert [person.id for person in held.participants] == ["NATO", "RUS"]
        assert (held.stances.participant, held.predictions.participant) == (("RUS",), ("RUS",))
        assert (held.stances.stance, held.stances.importance) == ((-1,), (2,))
        assert held.roll == {"NATO": 2, "RUS": 1}


def test_to_the_public_a_round_is_its_terms_and_results() -> None:
    held = only(with_rounds(a_round()), "public")
    assert held == a_round(participants=(), stances=Stances(), predictions=Predictions())


@pytest.mark.parametrize("audience", AUDIENCES[:-1])
def test_a_guarded_round_travels_as_its_results_alone(audience: str) -> None:
    held = a_round(results={"cells": [1]}, guard={"labels_from": 5})
    assert only(with_rounds(held), audience) == attrs.evolve(
        held, participants=(), stances=Stances(), predictions=Predictions()
    )


def test_where_every_answer_may_be_seen_results_stand_beside_them() -> None:
    people = (Participant("NATO", "NATO"), Participant("RUS", "RUS"))
    as_one = a_round(
        unit=dict.fromkeys(("NATO", "RUS"), Unit.PARTY),
        participants=people,
        stances=Stances(),
        predictions=Predictions(),
        results={"a": 1},
    )
    assert only(with_rounds(as_one), "joint") == as_one
    assert only(with_rounds(as_one), "public") == attrs.evolve(as_one, participants=())


@pytest.mark.parametrize("audience", AUDIENCES)
def test_what_a_program_answered_is_nobodys_secret(audience: str) -> None:
    held = a_round(synthetic=True, released=None, results={"a": 1})
    assert only(with_rounds(held), audience) == held


def test_unless_it_is_guarded_as_if_it_were_people() -> None:
    held = only(with_rounds(a_round(synthetic=True, released=None, guard={})), "party:NATO")
    assert [person.id for person in held.participants] == ["NATO", "RUS"]


@pytest.mark.parametrize(
    ("audience", "people"),
    [("public", []), ("joint", ["NATO"]), ("party:RUS", ["NATO"]), ("party:NATO", ["m1", "NATO"])],
)
def test_a_member_speaks_inside_its_party(audience: str, people: list[str]) -> None:
    members = (Participant("m1", "NATO", "NOR"), Participant("NATO", "NATO"))
    held = a_round(
        unit={"NATO": Unit.MEMBER},
        participants=members,
        stances=table(Stances, participant=["m1"], statement=["S1"], stance=[1], importance=[None]),
        predictions=Predictions(),
    )
    got = only(with_rounds(held), audience)
    assert [person.id for person in got.participants] == people
    assert got.stances.participant == (("m1",) if "m1" in people else ())


def test_a_member_of_a_party_whose_unit_is_not_said_is_a_person() -> None:
    held = a_round(unit={}, participants=(Participant("m1", "NATO", "NOR"),), stances=Stances())
    assert only(with_rounds(held), "party:NATO").participants == ()


@pytest.mark.parametrize(
    ("audience", "owners"),
    [
        ("public", ()),
        ("joint", ()),
        ("party:NATO", ("NATO",)),
        ("party:RUS", ("RUS",)),
        ("desk", ("NATO", "RUS")),
    ],
)
def test_costs_are_their_partys(audience: str, owners: tuple[str, ...]) -> None:
    costs = table(
        Costs, party=["NATO", "RUS"], domain=["air"] * 2, rung=[1, 1], benefit=[1.0, 2.0], harm=[None, None]
    )
    assert only(with_rounds(a_round(costs=costs, synthetic=True)), audience).costs.party == owners


def test_free_notes_on_a_round_stay_at_the_desk() -> None:
    case = with_rounds(a_round(attributes={"a": 1}))
    assert [only(case, audience).attributes for audience in AUDIENCES] == [{}] * 4 + [{"a": 1}]


def test_a_round_whose_forerunner_is_not_held_comes_after_none() -> None:
    case = with_rounds(
        a_round(id="r1", released=None), a_round(id="r2", after="r1"), a_round(id="r3", after="r2", last=True)
    )
    assert [(held.id, held.after) for held in redact(case, "public").rounds] == [("r2", None), ("r3", "r2")]
    assert [held.after for held in redact(case, "joint").rounds] == [None, "r1", "r2"]


# ---------- records ----------


def test_records_inside_a_party_are_its_own() -> None:
    inside = Statement(id="S2", kind="intent", text=words("Ours"), internal_to="NATO")
    theirs = attrs.evolve(inside, id="S3", internal_to="RUS")
    case = attrs.evolve(BASE, statements=(PUBLIC, inside, theirs))
    held = {audience: [one.id for one in redact(case, audience).statements] for audience in AUDIENCES}
    assert held == {
        "public": ["S1"],
        "joint": ["S1"],
        "party:NATO": ["S1", "S2"],
        "party:RUS": ["S1", "S3"],
        "desk": ["S1", "S2", "S3"],
    }


# ---------- nothing leaks ----------


def canaries(party: str, other: str, member: str | None) -> tuple[Case, int]:
    """A case in which everything that is inside `party` carries a mark of its own, and how many marks."""
    count = 0

    def mark() -> str:
        nonlocal count
        count += 1
        return f"CANARY{count:03}"

    def record() -> dict[str, Any]:
        return {"internal_to": party, "note": mark(), "attributes": {mark(): mark()}, "sources": (source.id,)}

    source = Source(id=mark(), title=mark(), publisher=mark(), url=mark(), note=mark(), internal_to=party)
    issue = Issue(id=mark(), title=words(mark()), vocabulary=(mark(),), **record())
    statement = Statement(id=mark(), kind="intent", text=words(mark(), ru=mark()), issue=issue.id, **record())
    rung = Rung(id=mark(), activity=words(mark()), legal_class=mark())
    ladder = Ladder(domain=mark(), title=words(mark()), rungs=(rung,), **record())
    signal = Signal(id=mark(), act=words(mark()), kind=mark(), **record())
    internal: dict[str, Any] = {
        "issues": (issue,),
        "statements": (PUBLIC, statement),
        "positions": (
            Position(statement="S1", party=party, stance="agree", **record()),
            Position(statement=statement.id, party=other, stance="unclear", **record()),
        ),
        "ladders": (ladder,),
        "lines": (
            RedLine(
                id=mark(), owner=party, domain=ladder.domain, threshold=words(mark()), rung=1, **record()
            ),
        ),
        "mechanisms": (Mechanism(id=mark(), name=words(mark()), dispute=words(mark()), **record()),),
        "signals": (signal,),
        "incidents": (
            Incident(
                id=mark(),
                place=words(mark()),
                accounts=(Account(party=party, text=words(mark())),),
                **record(),
            ),
        ),
        "incident_counts": (IncidentCount(id=mark(), period=mark(), counts=((mark(), 1.0),), **record()),),
        "polls": (Poll(id=mark(), question=words(mark()), survey=mark(), kind="own_view", **record()),),
        "sources": (source,),
    }
    people = [Participant(mark(), party, member), Participant(party, party)]
    who = people[0].id
    inside = Round(
        id=mark(),
        track=Track.INTERNAL,
        party=party,
        unit={party: Unit.MEMBER if member else Unit.PERSON},
        released=Date("2019"),
        synthetic=True,
        statements={statement.id: None},
        ladders=(ladder.domain,),
        signals=(signal.id,),
        guard={mark(): mark()},
        attributes={mark(): mark()},
        participants=tuple(people),
        stances=table(Stances, participant=[who], statement=[statement.id], stance=[1], importance=[None]),
        predictions=table(
            Predictions, participant=[who], about=[other], statement=[statement.id], share=[0.987654321]
        ),
        lines=table(
            Lines,
            participant=[who],
            owner=[party],
            other=[None],
            domain=[ladder.domain],
            lowest=[1],
            likeliest=[1],
            highest=[2],
            kind=["own"],
        ),
        readings=table(Readings, participant=[who], signal=[signal.id], meaning=[mark()], hostility=[7]),
        options=table(
            Options,
            participant=[who],
            option=[mark()],
            expected_escalation=[0.987654321],
            benefit=[None],
            cost=[None],
        ),
        costs=table(
            Costs, party=[party], domain=[ladder.domain], rung=[1], benefit=[0.987654321], harm=[None]
        ),
        results={mark(): [mark()]},
    )
    after = attrs.evolve(inside, id=mark(), after=inside.id, last=True)
    joint = a_round(
        participants=(Participant(mark(), "NATO"), Participant("RUS", "RUS")),
        attributes={mark(): mark()},
        stances=Stances(),
        predictions=Predictions(),
        readings=Readings(),
    )
    return attrs.evolve(BASE, **internal, rounds=(joint, inside, after)), count


def text_of(case: Case, folder: Path) -> str:
    """Everything that the written case says, names of files included."""
    write(case, folder)
    found = [path for path in folder.rglob("*") if path.is_file()]
    return "\n".join(f"{path.relative_to(folder)}\n{path.read_text(encoding='utf-8')}" for path in found)


@pytest.mark.parametrize(("party", "other", "member"), [("NATO", "RUS", "NOR"), ("RUS", "NATO", None)])
def test_nothing_that_is_inside_a_party_reaches_anybody_else(
    party: str, other: str, member: str | None, tmp_path: Path
) -> None:
    case, marks = canaries(party, other, member)
    desk = text_of(case, tmp_path / "desk")
    there = {f"CANARY{number:03}" for number in range(1, marks + 1)}
    assert {mark for mark in there if mark in desk} == there
    for audience in ("public", "joint", f"party:{other}"):
        text = text_of(redact(case, audience), tmp_path / audience.replace(":", "-"))
        assert "CANARY" not in text
        assert "987654321" not in text
    own = text_of(redact(case, f"party:{party}"), tmp_path / "own")
    assert len({mark for mark in there if mark in own}) > 60, "the party itself would not get its own"


def test_two_worlds_that_differ_inside_a_party_are_one_to_the_others() -> None:
    """The case without the other's inside, and with it, are the same bytes."""
    case, _ = canaries("NATO", "RUS", "NOR")
    without = attrs.evolve(BASE, rounds=(case.rounds[0],))
    for audience in ("public", "joint", "party:RUS"):
        assert render(redact(case, audience)) == render(redact(without, audience))


# ---------- laws ----------


def pieces(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """What a case says, piece by piece, without the order of anything."""
    if isinstance(value, tuple):
        for inner in value:
            key = getattr(inner, "id", None) or getattr(inner, "domain", None)
            yield from pieces(inner, f"{at}/{key or ''}")
    elif attrs.has(type(value)) and not isinstance(value, Date):
        for field in attrs.fields(type(value)):
            yield from pieces(getattr(value, field.name), f"{at}.{field.name}")
    elif value not in (None, {}):
        yield at, repr(value)


@settings(max_examples=20)
@given(cases())
def test_redaction_is_idempotent_and_monotone(case: Case) -> None:
    a, b = (party.id for party in case.parties[:2])
    for way in (("public", "joint", f"party:{a}", "desk"), ("public", "joint", f"party:{b}", "desk")):
        held = {audience: redact(case, audience) for audience in way}
        for place, less in enumerate(way):
            assert redact(held[less], less) == held[less]
            for more in way[place:]:
                assert redact(held[more], less) == held[less]
                assert {*pieces(held[less])} - {*pieces(held[more])} == set()
    both = redact(redact(case, f"party:{a}"), f"party:{b}")
    assert {*pieces(both)} - {*pieces(redact(case, "joint"))} == set()


@pytest.mark.parametrize("way", WAYS_UP)
def test_the_small_case_obeys_the_same_laws(way: tuple[str, ...], tmp_path: Path) -> None:
    held = {audience: redact(CASE, audience) for audience in way}
    for place, less in enumerate(way):
        write(held[less], tmp_path / less.replace(":", "-"))
        assert read(tmp_path / less.replace(":", "-")) == held[less]
        for more in way[place:]:
            assert redact(held[more], less) == held[less]
    ids = {audience: [one.id for one in redact(CASE, audience).rounds] for audience in AUDIENCES}
    assert ids == {
        "public": ["r1", "r2", "guarded"],
        "joint": ["r1", "r2", "guarded"],
        "party:NATO": ["r1", "r2", "inside", "guarded"],
        "party:RUS": ["r1", "r2", "guarded"],
        "desk": ["r1", "r2", "inside", "guarded"],
    }
