"""Cases with a record and results of every kind, for the tests of reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.incidents import Account, Incident
from dissensus.domain.ladders import RedLine
from dissensus.domain.mechanisms import Mechanism, StatusChange
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.signals import Meaning, Reading, Signal
from dissensus.domain.sources import Source
from dissensus.domain.statements import Position
from dissensus.domain.texts import Text
from dissensus.engine.results import Side, Value
from tests import sample_figures, sample_results
from tests.sample_desk import with_desk
from tests.sample_results import Sample

A, B = sample_figures.SIDES


def english(text: str) -> Text:
    """A text in English alone."""
    return Text.of({"en": text})


def with_record(case: Case) -> Case:
    """The case with a little of everything that a public record holds."""
    sources = ("news-1", "official/2", "book-3")
    return attrs.evolve(
        case,
        as_of=Date("2019-04-15"),
        licence="Apache-2.0",
        sources=(
            Source(id="news-1", title="A drill", publisher="Agency (mirror)", date="2019-02", grade="news",
                   url="https://news.example.org/drill?a=1&b=2"),
            Source(id="official/2", title="A communiqué", publisher="Alliance", date="n.d.", grade="official",
                   url="http://official.example.org/"),
            Source(id="book-3", title="A book", grade="recalled", note="From memory."),
        ),
        positions=(
            Position(statement="s000", party=A, stance="agree", value=1.0, confidence=0.9, basis="direct",
                     as_of=Date("2019"), sources=sources[:2]),
            Position(statement="s000", party=B, stance="disagree", value=-0.75, confidence=0.6,
                     basis="inferred", sources=("news-1",), note="An aside.", layer="baseline"),
            Position(statement="s000", party=B, stance="unclear", layer="later", sources=("book-3",)),
        ),
        lines=(
            RedLine(id="RL-1", owner=A, addressee=(B,), domain="sea", rung=3, activity=english("A blockade"),
                    threshold=english("Any step towards it"), kind="declared", explicitness="explicit",
                    consequence=english("An answer"), date=Date("2018-07"), sources=("news-1",)),
            RedLine(id="RL-2", owner=B, domain="cyber", activity=english("A blackout"), sources=("book-3",)),
        ),
        mechanisms=(
            Mechanism(id="M-1", name=english("A hotline"), kind="hotline", parties=(A, B),
                      signed=Date("1997"),
                      status=english("suspended"), covers=english("Air"), dispute=english("Its range"),
                      history=(StatusChange(date=Date("2014-04"), event=english("cut")),),
                      sources=("official/2",)),
        ),
        signals=(
            Signal(id="SG-1", date=Date("2014-02-26"), sender=(B,), receivers=(A,), act=english("An alert"),
                   meant=Meaning(text=english("A check of readiness"), sources=("news-1",)),
                   readings=(Reading(receiver=A, text=english("A show of force"), sources=("official/2",)),),
                   match="mismatch"),
            Signal(id="SG-2", sender=(A,), receivers=(B,), act=english("A speech"), match="none found"),
        ),
        incidents=(
            Incident(id="IN-1", date=Date("2016-04-12"), domain="air", rung=8, acting=(B,), affected=(A,),
                     place=english("Baltic Sea"), severity="serious", description=english("A low pass"),
                     accounts=(Account(party=A, text=english("Too close"), sources=("news-1",)),
                               Account(party=B, text=english("By the rules")))),
            Incident(id="IN-2", description=english("Something"), sources=("book-3",)),
        ),
        polls=(
            Poll(id="PL-1", pollster="Institute", question=english("Rivals or partners?"), kind="parallel",
                 sources=("news-1",),
                 results=(PollResult(population=english("Adults"), n=1016, dates="2019-02",
                                     percent=(("rivals", 78.0), ("do_not_know", 4.5)),
                                     means=(("trust", 2.25),)),)),
        ),
    )  # fmt: skip


def recorded(sample: Sample) -> Sample:
    """The sample with a record."""
    return Sample(with_record(sample.case), sample.results)


def full(sample: Sample, seed: int = 1) -> Sample:
    """The sample with a record and everything that a desk can say of both."""
    return with_desk(recorded(sample), seed)


def three_sides() -> Sample:
    """Three parties, and so three comparisons."""
    return sample_results.figures(rounds=2, statements=14, sides=("NATO", "Russia", "Ukraine"))


def alone() -> Sample:
    """One person a side, each asked for the whole of it."""
    return sample_results.figures(n=6, statements=3, rounds=1)


def whole_roll(target: str = "roll") -> Sample:
    """Everybody on the roll answered; with the target `roll` nothing is sampled then."""
    sample = sample_results.figures(rounds=1, statements=6)
    (held,) = sample.results.rounds
    bits = Value(value=0.4, n=6, target=target)
    parts = tuple(attrs.evolve(each, bits=bits) for each in held.surprises)
    rounds = (attrs.evolve(held, surprises=parts),)
    return Sample(sample.case, attrs.evolve(sample.results, rounds=rounds))


def as_one() -> Sample:
    """One side answers as one, the other by its members."""
    sample = sample_results.figures(rounds=1, statements=6)
    (held,) = sample.results.rounds
    sides = (
        Side(party=A, unit="member", roll=29, respondents=28),
        Side(party=B, unit="party", roll=1, respondents=1),
    )
    return Sample(sample.case, attrs.evolve(sample.results, rounds=(attrs.evolve(held, sides=sides),)))


def nothing() -> Sample:
    """A round to which nobody answered anything."""
    sample = sample_results.figures(rounds=1, statements=4)
    (held,) = sample.results.rounds
    gone = attrs.evolve(
        held, differences=(), surprises=(), lines=(), second_order=(), clarifications=(),
        sides=tuple(attrs.evolve(side, respondents=0) for side in held.sides),
    )  # fmt: skip
    return Sample(sample.case, attrs.evolve(sample.results, rounds=(gone,)))


def real() -> Sample:
    """Answers that people gave: nothing synthetic about them."""
    sample = sample_results.figures(rounds=2, statements=14)
    rounds = tuple(attrs.evolve(held, synthetic=False, seed=None) for held in sample.results.rounds)
    return Sample(sample.case, attrs.evolve(sample.results, synthetic=False, rounds=rounds))


SAMPLES: Mapping[str, Callable[[], Sample]] = {
    "one round": lambda: recorded(sample_results.figures(rounds=1)),
    "two rounds": lambda: recorded(sample_results.figures(rounds=2)),
    "labels": lambda: recorded(sample_results.labels(rounds=2)),
    "bands": lambda: recorded(sample_results.bands()),
    "three sides": three_sides,
    "six people": alone,
    "whole roll": whole_roll,
    "units": as_one,
    "nothing": nothing,
    "real": lambda: recorded(real()),
    "desk": lambda: full(sample_results.figures(rounds=2)),
    "real desk": lambda: full(real(), 2),
    "desk of three": lambda: with_desk(three_sides(), 3),
}
"""One sample of each kind."""
