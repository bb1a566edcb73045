"""The rest of what a round and a record say, for samples: of every kind of cell, and of every lack of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np

from dissensus.domain.case import Case
from dissensus.engine.findings import (
    AgendaRow,
    AnatomyPart,
    Concern,
    ConditionStand,
    EndOfPeace,
    IssueCohesion,
    Norm,
    PastEachOther,
    ReadSignal,
    Standout,
    StatementCohesion,
    TestedAssumption,
)
from dissensus.engine.record_findings import (
    CodedSignals,
    Exposed,
    HeldMechanism,
    LadderCover,
    MeetingYear,
    Opening,
    Probed,
    PublicRecord,
    SurveyGap,
    SurveyView,
)
from dissensus.engine.results import Cell, RoundResults, Value, Withheld
from tests.sample_figures import Sample

CLASSES = ("acceptable", "tolerable", "unacceptable", "no common answer", None)
STATUSES = ("peacetime", "grey", "war", "no common answer", None)
LEANS = ("agree", "disagree", "split", None)
OUTCOMES = ("borne out", "contradicted", "not held", "no common answer", "undetermined", None)
HOLDING = ("in force", "suspended", "disputed", "dead", None)
LACKS = ("too few people answered", "fewer than 5 answers", "nothing was said to matter")


def with_desk(sample: Sample, seed: int = 1, *, lacking: float = 0.15) -> Sample:
    """The sample with every other kind of finding in its latest round and in its record.

    `lacking` is how often a cell is withheld.
    """
    draw = _Draw(sample.case, np.random.default_rng([seed, 77]), lacking)
    *earlier, latest = sample.results.rounds
    rounds = (*earlier, draw.round(latest))
    return Sample(sample.case, attrs.evolve(sample.results, rounds=rounds, record=draw.record()))


@attrs.frozen
class _Draw:
    case: Case
    rng: np.random.Generator
    lacking: float

    def one(self, words: Sequence[Any]) -> Any:
        return words[int(self.rng.integers(len(words)))]

    def yes(self, share: float = 0.5) -> bool:
        return bool(self.rng.random() < share)

    def cell(self, low: float = 0.0, high: float = 1.0) -> Cell:
        if self.yes(self.lacking):
            return Withheld(reason=self.one(LACKS))
        value = float(self.rng.uniform(low, high))
        room = (max(low, value - 0.1), min(high, value + 0.1))
        return Value(value=value, n=int(self.rng.integers(1, 90)), interval=room if self.yes() else None)

    def both(self, pair: tuple[str, str], words: Sequence[Any]) -> dict[str, Any]:
        return {party: self.one(words) for party in pair}

    def round(self, held: RoundResults) -> RoundResults:
        case = self.case
        return attrs.evolve(
            held,
            norms=tuple(
                self.norm(ladder.domain, rung, pair)
                for ladder in case.ladders
                for pair in case.pairs
                for rung in range(1, len(ladder) + 1)
            ),
            peace=tuple(
                self.peace(ladder.domain, len(ladder), pair) for ladder in case.ladders for pair in case.pairs
            ),
            concerns=tuple(
                Concern(party=party, issue=issue.id, share=self.cell(), importance=self.cell(0, 3))
                for party in case.sides
                for issue in case.issues
            ),
            past=tuple(PastEachOther(sides=pair, divergence=self.cell()) for pair in case.pairs),
            anatomy=tuple(part for pair in case.pairs for part in self.anatomy(pair)),
            assumptions=self.assumptions(),
            conditions=self.conditions(),
            readings=tuple(
                self.read(signal.id, party)
                for signal in case.signals
                for party in case.sides
                if party not in signal.sender
            ),
            cohesion=tuple(self.cohesion(party, one.id) for party in case.sides for one in case.statements),
            cohesion_by_issue=tuple(
                IssueCohesion(
                    eyes=party,
                    issue=issue.id,
                    statements=3,
                    agreement_index=self.cell(),
                    rice=self.cell(),
                    ordered=self.cell(-1, 1),
                )
                for party in case.sides
                for issue in case.issues
            ),
            standouts=tuple(
                Standout(eyes=party, member=f"{party}-member-{n}", distance=self.cell())
                for party in case.sides
                for n in (1, 2, 3)
            ),
            agenda=self.agenda(),
        )

    def norm(self, domain: str, rung: int, pair: tuple[str, str]) -> Norm:
        own, others = self.both(pair, CLASSES), self.both(pair, CLASSES)
        agreed = {*own.values(), *others.values()} == {"unacceptable"}
        return Norm(
            domain=domain,
            rung=rung,
            sides=pair,
            n=dict.fromkeys(pair, 9),
            own=own,
            others=others,
            agreed=agreed,
            asymmetric=self.both(pair, (True, False)),
            status=self.both(pair, STATUSES),
        )

    def peace(self, domain: str, rungs: int, pair: tuple[str, str]) -> EndOfPeace:
        places = (None, *range(1, rungs + 2))
        return EndOfPeace(
            domain=domain,
            rungs=rungs,
            sides=pair,
            peace_ends=self.both(pair, places),
            hostilities_begin=self.both(pair, places),
            double_standards=self.both(pair, (0, 1, 4)),
        )

    def anatomy(self, pair: tuple[str, str]) -> tuple[AnatomyPart, ...]:
        kinds = dict.fromkeys(statement.kind for statement in self.case.statements)
        labels = [("kind", kind) for kind in kinds] + [("issue", issue.id) for issue in self.case.issues]
        return tuple(
            AnatomyPart(
                sides=pair,
                by=by,
                label=label,
                statements=int(self.rng.integers(1, 9)),
                actual=self.cell(),
                surprise={party: self.cell(0, 4) for party in pair},
            )
            for by, label in labels
        )

    def assumptions(self) -> tuple[TestedAssumption, ...]:
        ids = [statement.id for statement in self.case.statements]
        return tuple(
            TestedAssumption(
                statement=name,
                holder=a,
                about=b,
                tested_by=self.one((*ids, None)),
                outcome=self.one(OUTCOMES),
            )
            for name in ids[:5]
            for a, b in self.case.pairs
        )

    def conditions(self) -> tuple[ConditionStand, ...]:
        return tuple(
            ConditionStand(
                statement=statement.id,
                holder=holder,
                other=other,
                leans=self.one(LEANS),
                expected=self.one(("agree", "disagree", None)),
                foreseen=self.one((True, False, None)),
            )
            for statement in self.case.statements[-4:]
            for pair in self.case.pairs
            for holder, other in (pair, pair[::-1])
        )

    def read(self, signal: str, reader: str) -> ReadSignal:
        words = ("a drill", "a threat", None)
        return ReadSignal(
            signal=signal,
            reader=reader,
            meant=self.one(words),
            commonest=self.one((*words, "no common answer")),
            misread=self.cell(),
            inflation=self.cell(-6, 6),
        )

    def cohesion(self, party: str, statement: str) -> StatementCohesion:
        stances = {f"{party}-member-1": "agree", f"{party}-member-2": "disagree"} if self.yes() else {}
        return StatementCohesion(
            eyes=party,
            statement=statement,
            agreement_index=self.cell(),
            rice=self.cell(),
            moves=int(self.rng.integers(0, 9)),
            stances=stances,
        )

    def agenda(self) -> tuple[AgendaRow, ...]:
        rows = [
            AgendaRow(
                list="signals",
                rank=rank,
                label=(signal.id,),
                why="misread",
                figure=float(self.rng.random()),
                party=self.case.sides[0],
            )
            for rank, signal in enumerate(self.case.signals, 1)
        ]
        for party in self.case.sides:
            rows += [
                AgendaRow(
                    list="settle first",
                    rank=rank,
                    label=(one.id,),
                    eyes=party,
                    why=self.one(("split", "low cohesion")),
                    figure=self.one((None, 0.4)),
                )
                for rank, one in enumerate(self.case.statements[:3], 1)
            ]
            rows += [
                AgendaRow(
                    list="keep vague",
                    rank=1,
                    label=(ladder.domain, other, party),
                    eyes=party,
                    why="actor only",
                )
                for ladder in self.case.ladders[:1]
                for other in self.case.sides
                if other != party
            ]
        return tuple(rows)

    def record(self) -> PublicRecord:
        case = self.case
        return PublicRecord(
            as_of=self.one((None, "2019-04-15")),
            mechanisms=tuple(self.mechanism(each.id) for each in case.mechanisms),
            coverage=tuple(self.cover(ladder.domain, len(ladder)) for ladder in case.ladders),
            meetings=tuple(
                MeetingYear(
                    mechanism=each.id, year=self.one((2016, None)), held=self.one((0, 1, 7)), uncounted=1
                )
                for each in case.mechanisms
            ),
            exposure=tuple(self.exposed(domain) for domain in (None, *(one.domain for one in case.ladders))),
            probing=tuple(self.probed(one.domain, side) for one in case.ladders for side in case.sides),
            openings=tuple(
                Opening(
                    eyes=side,
                    domain=one.domain,
                    rung=1 + n,
                    rule=self.one((True, False, None)),
                    answer=self.one((True, False, None)),
                    mechanism=self.one((True, False, None)),
                    incidents=self.one((1, 5)),
                    opening=self.one((True, False, None)),
                )
                for one in case.ladders
                for side in case.sides
                for n in range(2)
            ),
            coded=tuple(
                CodedSignals(
                    sender=side,
                    uncoded=self.one((0, 2)),
                    matches=dict.fromkeys(
                        ("match", "partial", "mismatch", "none found"), self.one((0, 1, 3))
                    ),
                )
                for side in (*case.sides, "")
            ),
            surveys=tuple(self.survey(poll.id) for poll in case.polls),
            views=tuple(
                SurveyView(
                    poll=poll.id,
                    kind="view_of_other",
                    population="Adults",
                    option="do_not_know",
                    share=0.125,
                    n=self.one((None, 900)),
                    bounds=self.one((None, (0.1, 0.2))),
                )
                for poll in case.polls
            ),
            gaps=tuple(
                AgendaRow(
                    list="gaps",
                    rank=rank,
                    label=(one.domain, "2"),
                    why="no mechanism in force",
                    figure=self.one((0.0, 1.0, 3.0)),
                )
                for rank, one in enumerate(case.ladders, 1)
            ),
        )

    def mechanism(self, name: str) -> HeldMechanism:
        status = self.one(HOLDING)
        return HeldMechanism(
            mechanism=name,
            domains=("air",),
            status=status,
            said=(("", status),) if status else (),
            reason=None if status else "no status is coded by that day",
        )

    def cover(self, domain: str, rungs: int) -> LadderCover:
        covered = tuple(self.one((True, False, None)) for _ in range(rungs))
        return LadderCover(
            domain=domain,
            covered=covered,
            unplaced=(),
            by=tuple(("M-1",) if each else () for each in covered),
        )

    def exposed(self, domain: str | None) -> Exposed:
        years = self.one(((), (2018,), (2016, 2017, 2018)))
        counts = tuple(int(self.rng.integers(0, 4)) for _ in years)
        return Exposed(
            domain=domain,
            years=years,
            incidents=counts,
            by_grade={"news": counts, "": counts},
            unplaced=self.one((0, 1)),
        )

    def probed(self, domain: str, owner: str) -> Probed:
        long = self.yes()
        years = tuple(range(2010, 2019)) if long else self.one(((), (2018,)))
        return Probed(
            domain=domain,
            owner=owner,
            lines=("RL-1",),
            at_or_over=self.one((0, 1)),
            just_below=self.one((0, 2)),
            below=self.one((0, 3)),
            undeclared=self.one((0, 1)),
            years=years,
            counts=tuple(1 for _ in years),
            trend=self.one(("rising", "falling", "no trend")) if long else None,
            p=float(self.rng.random()) if long else None,
        )

    def survey(self, name: str) -> SurveyGap:
        whole = self.yes()
        return SurveyGap(
            poll=name,
            populations=("Adults", "Others"),
            n=self.one(((1016, None), (900, 1000))),
            shares={"rivals": (0.78, 0.85)},
            differences={"rivals": -0.07},
            bounds={"rivals": self.one((None, (-0.1, -0.03)))},
            variation=0.07 if whole else None,
            at_least=whole and self.yes(),
            reason=None if whole else "the two were offered no answer in common",
        )
