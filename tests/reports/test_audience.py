"""For whom a report is: canaries of one party sing in its own report and in the desk's, nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest

from dissensus.domain.errors import DissensusError
from dissensus.domain.sources import Source
from dissensus.domain.statements import Position
from dissensus.domain.tracks import Track
from dissensus.engine.findings import AgendaRow, IssueCohesion, Standout, StatementCohesion
from dissensus.engine.record_findings import Opening
from dissensus.engine.results import Clarification, State, Value, Withheld
from dissensus.i18n import words
from dissensus.reports.audience import seen
from dissensus.reports.compose import compose
from dissensus.reports.html import page
from dissensus.reports.outline import Report
from tests import sample_figures, sample_results
from tests.reports.samples import A, B, english, full
from tests.sample_results import Sample

EN = words("en")
FIGURE = {A: 0.123456, B: 0.654321}
"""A figure of each party that no other figure equals."""


def canary(party: str) -> str:
    return f"canary-of-{party}"


def own(party: str) -> dict[str, Any]:
    """Everything in a round that is for one party's own eyes."""
    cell = Value(value=FIGURE[party], n=40)
    return {
        "cohesion": (
            StatementCohesion(
                eyes=party, statement="s001", agreement_index=cell, rice=cell, moves=3,
                stances={canary(party): "agree"},
            ),
        ),
        "cohesion_by_issue": (
            IssueCohesion(
                eyes=party, issue=canary(party), statements=2, agreement_index=cell, rice=cell, ordered=cell
            ),
        ),
        "standouts": (Standout(eyes=party, member=canary(party), distance=cell),),
        "agenda": tuple(
            AgendaRow(list=name, rank=1, label=label, why=why, eyes=party)
            for name, label, why in (
                ("settle first", ("s001",), "split"),
                ("settle first", (canary(party),), "split"),
                ("keep vague", (canary(party), A, B), "actor only"),
            )
        ),
    }  # fmt: skip


@pytest.fixture(scope="module")
def sample() -> Sample:
    """Two rounds in which each party has canaries of every kind."""
    made = full(sample_results.figures(rounds=2))
    *first, last = made.results.rounds
    mine, theirs = own(A), own(B)
    both: dict[str, Any] = {name: (*mine[name], *theirs[name]) for name in mine if name != "agenda"}
    latest = attrs.evolve(
        last,
        **both,
        agenda=(*last.agenda, *mine["agenda"], *theirs["agenda"]),
    )
    assert made.results.record is not None
    openings = tuple(
        Opening(
            eyes=party, domain=canary(party), rung=1, rule=None, answer=None, mechanism=None, incidents=3,
            opening=None,
        )
        for party in (A, B)
    )  # fmt: skip
    results = attrs.evolve(
        made.results,
        rounds=(*first, latest),
        record=attrs.evolve(made.results.record, openings=openings),
    )
    case = attrs.evolve(
        made.case,
        sources=(
            *made.case.sources,
            *(Source(id=canary(party), title=canary(party), internal_to=party) for party in (A, B)),
        ),
        positions=(
            *made.case.positions,
            *(
                Position(statement="s001", party=party, stance="agree", note=canary(party), internal_to=party)
                for party in (A, B)
            ),
        ),
        signals=(
            *made.case.signals,
            *(
                attrs.evolve(
                    made.case.signals[0], id=canary(party), act=english(canary(party)), internal_to=party
                )
                for party in (A, B)
            ),
        ),
    )
    return Sample(case, results)


def strings(value: Any) -> Iterator[str]:
    """Every string inside an outline."""
    if isinstance(value, str):
        yield value
    elif attrs.has(type(value)):
        yield from (each for name in attrs.fields_dict(type(value)) for each in strings(getattr(value, name)))
    elif isinstance(value, Mapping):
        yield from (each for pair in value.items() for part in pair for each in strings(part))
    elif isinstance(value, list | tuple):
        yield from (each for inner in value for each in strings(inner))


def told(sample: Sample, audience: str, **more: Any) -> Report:
    return compose(sample.case, sample.results, words=EN, audience=audience, **more)


def text(report: Report) -> str:
    return "\n".join(strings(report))


@pytest.mark.parametrize(("audience", "heard"), [("desk", {A, B}), ("joint", set()), (A, {A}), (B, {B})])
def test_canaries_are_heard_by_their_own_eyes_alone(sample: Sample, audience: str, heard: set[str]) -> None:
    """With the charts too: what is taken out is taken out of what they are drawn from."""
    said = text(told(sample, audience))
    for party in (A, B):
        assert (canary(party) in said) == (party in heard)
        assert (f"own-cohesion_{party}" in said) == (party in heard)
    assert "actor only" not in said


@pytest.mark.parametrize("audience", ["joint", A])
def test_nothing_of_anothers_is_left_in_what_is_seen(sample: Sample, audience: str) -> None:
    case, results = seen(sample.case, sample.results, audience)
    assert canary(B) not in repr(case) + repr(results)
    assert str(FIGURE[B]) not in repr(results)
    assert (canary(A) in repr(case)) == (canary(A) in repr(results)) == (audience == A)


@pytest.mark.parametrize(
    ("audience", "crumb"),
    [("desk", "For the desk alone"), ("joint", "For all sides"), (A, f"For {A} alone")],
)
def test_the_cover_says_for_whom_it_is(sample: Sample, audience: str, crumb: str) -> None:
    report = told(sample, audience, figures=())
    assert report.crumbs[-1] == crumb
    assert report.audience.startswith("This report is for ")
    shown = page(report, {}, words=EN)
    assert report.audience in shown
    assert crumb in shown


def one_round(**changed: Any) -> Sample:
    """One round of a few statements, changed."""
    made = sample_results.figures(rounds=1, statements=12)
    (held,) = made.results.rounds
    return Sample(made.case, attrs.evolve(made.results, rounds=(attrs.evolve(held, **changed),)))


def test_a_split_is_named_to_the_party_itself_alone() -> None:
    made = one_round()
    (held,) = made.results.rounds
    first = attrs.evolve(held.differences[0], state=State(name="split", who=(A, B)))
    split = one_round(differences=(first, *held.differences[1:]))
    states = {}
    for audience in ("desk", "joint", A):
        state = seen(split.case, split.results, audience)[1].latest.differences[0].state
        assert isinstance(state, State)
        states[audience] = (state.name, state.who)
    assert states == {"desk": ("split", (A, B)), "joint": ("no common answer", ()), A: ("split", (A,))}


def test_what_is_held_back_is_told_after_the_last_round_only() -> None:
    held_back = {each.statement for each in one_round().results.latest.differences if each.arm == "held back"}
    assert held_back
    for last in (False, True):
        whole = full(one_round(last=last))
        for audience, hidden in (("desk", False), ("joint", not last), (A, not last)):
            results = seen(whole.case, whole.results, audience)[1].latest
            told_of = {each.statement for each in results.differences}
            assert held_back.isdisjoint(told_of) == hidden
            arms = {part.arm: part.statements for part in results.surprises}
            assert arms[None] == 12 - (len(held_back) if hidden else 0)
            assert bool(arms.get("held back")) != hidden


def test_what_only_the_owner_may_know_of_a_line_is_told_to_the_owner_alone() -> None:
    gains = {"gain_actor": Value(value=0.2, n=9), "gain_owner": Value(value=-0.1, n=9)}
    vague = tuple(
        Clarification(domain="air", actor=actor, owner=owner, outcome="actor only", share=0.5, **gains)
        for actor, owner in ((A, B), (B, A))
    )
    made = one_round(clarifications=vague)
    outcomes = {
        audience: [each.outcome for each in seen(made.case, made.results, audience)[1].latest.clarifications]
        for audience in ("joint", A, B)
    }
    assert outcomes == {"joint": [None, None], A: [None, "actor only"], B: ["actor only", None]}


def test_ambiguity_is_the_owners() -> None:
    made = one_round()
    (held,) = made.results.rounds
    gaps = tuple(attrs.evolve(gap, ambiguity=Value(value=1.5, n=12)) for gap in held.lines)
    wide = one_round(lines=gaps)
    for audience, owners in (("joint", set()), (A, {A}), ("desk", {A, B})):
        lines = seen(wide.case, wide.results, audience)[1].latest.lines
        assert {gap.owner for gap in lines if not isinstance(gap.ambiguity, Withheld)} == owners


def test_an_internal_round_is_its_partys() -> None:
    made = one_round(track="internal")
    rounds = tuple(attrs.evolve(held, track=Track.INTERNAL, party=A) for held in made.case.rounds)
    inside = Sample(attrs.evolve(made.case, rounds=rounds), made.results)
    assert told(inside, A, figures=()).crumbs[-1] == f"For {A} alone"
    for audience in ("joint", B):
        with pytest.raises(DissensusError, match="is internal to one party"):
            told(inside, audience, figures=())


def test_earlier_internal_rounds_and_what_they_changed_are_left_out() -> None:
    made = sample_results.figures(rounds=2)
    first, last = made.results.rounds
    results = attrs.evolve(made.results, rounds=(attrs.evolve(first, track="internal"), last))
    _, joint = seen(made.case, results, "joint")
    assert [held.id for held in joint.rounds] == [last.id]
    assert joint.changes == ()


def test_an_unknown_party_is_refused() -> None:
    made = sample_figures.figures(rounds=1, statements=2)
    with pytest.raises(
        DissensusError, match="no party 'Atlantis'; a report is for NATO, Russia, joint, desk"
    ):
        told(made, "Atlantis", figures=())


def test_guarded_results_never_say_that_everybody_answered(sample: Sample) -> None:
    """Keyed on the plan: a guarded side of thirty and more has figures, and respondents equal to the roll."""
    plan = attrs.evolve(sample.results.plan, guarded=True)
    guarded = Sample(sample.case, attrs.evolve(sample.results, plan=plan))
    for audience in ("desk", "joint", A):
        said = text(told(guarded, audience))
        assert "no sampling error" not in said
        assert "60 of 60" not in said
    assert "60 of 60 answered" in text(told(sample, "desk"))
