"""Sample cases with results of every kind of cell, made without the engine, for tests of whatever shows them.

The figures are coherent with each other (D is the distance of the two shares, and so on) but mean nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import attrs
import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, Rung
from dissensus.domain.parties import Party
from dissensus.domain.rounds import ARMS, Round
from dissensus.domain.statements import STATEMENT_KINDS, Statement
from dissensus.domain.texts import Text
from dissensus.domain.tracks import Unit
from dissensus.engine.results import (
    ArmSurprise,
    Cell,
    Change,
    Clarification,
    Difference,
    Plan,
    Results,
    RoundResults,
    Side,
    State,
    Value,
    Withheld,
)
from tests import sample_lines

SIDES = ("NATO", "Russia")
NAMES = {"NATO": "NATO", "Russia": "Russia", "Ukraine": "Ukraine"}
SUBJECTS = (
    "Military aircraft over the Baltic Sea",
    "The allied battlegroups in the east",
    "Neighbouring states of a great power",
    "The agreements of the nineteen-nineties",
    "Snap exercises close to a border",
    "Missile defence sites in Europe",
    "Talks between the general staffs",
    "Sanctions after a breach of the rules",
    "The deployment of new medium-range missiles, whoever began it,",
    "Cyber operations against power grids",
)
CLAIMS = (
    "should be announced at least two weeks ahead.",
    "are a threat to the other side.",
    "still bind both sides.",
    "serve deterrence more than they serve peace.",
    "must never lead to war.",
    "are a matter for each state alone.",
    "could be limited by a new treaty with inspections on the ground.",
    "were breached first by the other side.",
    "belong on the agenda.",
    "show what the other side means to do.",
)
NO_FIGURE = Withheld(reason="nobody takes a side")
UNDER_30 = Withheld(reason="bits are shown from 30 people a side")


class Sample(NamedTuple):
    """A case and results on it."""

    case: Case
    results: Results


def text(index: int) -> str:
    """The wording of the statement with that index; all of the first hundred differ."""
    return f"{SUBJECTS[index % 10]} {CLAIMS[(index // 10 + index) % 10]}"


def case(*, statements: int = 24, sides: tuple[str, ...] = SIDES, rounds: int = 1) -> Case:
    """A case of that many statements on three issues, with three ladders."""
    issues = ("forces", "treaties", "trust")
    held = tuple(
        Round(
            id=f"r{number + 1}",
            unit=dict.fromkeys(sides, Unit.PERSON),
            after=f"r{number}" if number else None,
            last=number + 1 == rounds,
            statements={f"s{index:03d}": _arm(index, statements) for index in range(statements)},
            ladders=tuple(sample_lines.LADDERS),
            synthetic=True,
        )
        for number in range(rounds)
    )
    return Case(
        id="sample",
        title=Text.of({"en": "A sample confrontation"}),
        sides=sides,
        parties=tuple(Party(id=side, name=Text.of({"en": NAMES[side]})) for side in sides),
        issues=tuple(Issue(id=name, title=Text.of({"en": name.capitalize()})) for name in issues),
        statements=tuple(
            Statement(
                id=f"s{index:03d}",
                kind=STATEMENT_KINDS[index % len(STATEMENT_KINDS)],
                text=Text.of({"en": text(index)}),
                issue=issues[index % 3],
            )
            for index in range(statements)
        ),
        ladders=tuple(
            Ladder(
                domain=domain,
                title=Text.of({"en": domain.capitalize()}),
                rungs=tuple(
                    Rung(id=f"{domain}-{r}", activity=Text.of({"en": name}))
                    for r, name in enumerate(rungs, 1)
                ),
            )
            for domain, rungs in sample_lines.LADDERS.items()
        ),
        rounds=held,
    )


def figures(
    *, n: int = 60, rounds: int = 2, seed: int = 1, statements: int = 24, sides: tuple[str, ...] = SIDES
) -> Sample:
    """Values with intervals; from the second round the discussed statements are expected better."""
    held = case(statements=statements, sides=sides, rounds=rounds)
    made = tuple(_round(held, number, n=n, last=number + 1 == rounds, seed=seed) for number in range(rounds))
    changes = tuple(
        _change(made, one, other) for pair in held.pairs for one, other in (pair, pair[::-1]) if rounds > 1
    )
    return Sample(held, results(made, changes))


def results(made: tuple[RoundResults, ...], changes: tuple[Change, ...] = ()) -> Results:
    """The rounds as results of the sample case."""
    return Results(
        case="sample",
        case_sha256="0" * 64,
        plan=Plan(round=made[-1].id),
        synthetic=any(held.synthetic for held in made),
        rounds=made,
        changes=changes,
    )


def _arm(index: int, statements: int) -> str | None:
    if statements < 12:
        return None
    return ARMS[index % 6] if index % 6 < 2 else ARMS[2]


def _round(held: Case, number: int, *, n: int, last: bool, seed: int) -> RoundResults:
    found = tuple(
        _difference(held, index, pair, n=n, number=number, seed=seed)
        for pair in held.pairs
        for index in range(len(held.statements))
    )
    return RoundResults(
        id=f"r{number + 1}",
        track="joint",
        after=f"r{number}" if number else None,
        last=last,
        synthetic=True,
        seed=seed,
        sides=tuple(Side(party=side, unit="person", roll=n, respondents=n) for side in held.sides),
        differences=found,
        surprises=surprises(found),
        lines=sample_lines.gaps(held.pairs, n=n, seed=seed + number),
        second_order=sample_lines.second_order(held.pairs, n=n, seed=seed + number),
        clarifications=_clarifications(held, n=n),
    )


def _clarifications(held: Case, *, n: int) -> tuple[Clarification, ...]:
    outcomes = ("mutual gain", "actor only", "no change")
    return tuple(
        Clarification(
            domain=domain,
            actor=actor,
            owner=owner,
            outcome=outcomes[index % 3],
            share=0.91 - 0.1 * index,
            gain_actor=Value(value=0.21, n=n),
            gain_owner=Value(value=0.12 - 0.1 * index, n=n),
        )
        for index, domain in enumerate(sample_lines.LADDERS)
        for pair in held.pairs
        for actor, owner in (pair, pair[::-1])
    )


def _difference(
    held: Case, index: int, pair: tuple[str, str], *, n: int, number: int, seed: int
) -> Difference:
    statement = held.statements[index]
    rng = np.random.default_rng([seed, index, *(held.sides.index(side) for side in pair)])
    agree = {side: int(rng.binomial(n - 4, rng.beta(0.7, 0.7))) for side in pair}
    alpha = {side: agree[side] / (n - 4) for side in pair}
    arm = _arm(index, len(held.statements))
    left = 1.0 if number == 0 or arm == "held back" else 0.35
    expected = {}
    for side, other in (pair, pair[::-1]):
        wrong = (rng.beta(0.8, 0.8) - alpha[other]) * (rng.random() < 0.6) + rng.normal(0, 0.06)
        expected[side] = float(np.clip(alpha[other] + left * wrong, 0.02, 0.98))
    return difference(
        statement, arm, pair, alpha=alpha, expected=expected, importance=float(rng.uniform(0.5, 3)), n=n
    )


def difference(
    statement: Statement,
    arm: str | None,
    pair: tuple[str, str],
    *,
    alpha: Mapping[str, float],
    expected: Mapping[str, float],
    importance: float,
    n: int,
) -> Difference:
    """The record of two sides whose shares and mean expectations are these."""
    other = dict((pair, pair[::-1]))
    leans = {side: lean(alpha[side]) for side in pair}
    expects = {side: _expects(expected[side]) for side in pair}
    gap = {side: abs(alpha[side] - expected[side]) for side in pair}
    miss = {side: abs(alpha[other[side]] - expected[side]) for side in pair}
    bits = {side: _bits(alpha[other[side]], expected[side]) for side in pair}
    return Difference(
        statement=statement.id,
        issue=statement.issue,
        kind=statement.kind,
        arm=arm,
        sides=pair,
        n=dict.fromkeys(pair, n),
        n_predictions=dict.fromkeys(pair, n - 2),
        alpha={side: _cell(alpha[side], n) for side in pair},
        unsure={side: _cell(4 / n, n) for side in pair},
        prediction={side: _cell(expected[side], n - 2) for side in pair},
        actual=_cell(abs(alpha[pair[0]] - alpha[pair[1]]), n),
        perceived={side: _cell(gap[side], n) for side in pair},
        accuracy={side: _cell(1 - miss[side], n) for side in pair},
        congruency={side: _cell(1 - gap[side], n) for side in pair},
        bias={side: Value(value=expected[side] - alpha[other[side]], n=n) for side in pair},
        surprise={side: Value(value=bits[side], n=n) for side in pair},
        surprise_at_5={side: Value(value=bits[side], n=n) for side in pair},
        importance={side: Value(value=importance, n=n) for side in pair},
        leans=leans,
        expects=expects,
        rightly={side: _rightly(leans[other[side]], expects[side]) for side in pair},
        state=state(pair, leans, expects),
    )


def _cell(share: float, n: int) -> Cell:
    half = 0.9 / math.sqrt(n)
    return Value(
        value=share,
        interval=(max(0.0, share - half), min(1.0, share + half)),
        n=n,
        method="posterior",
        target="population",
    )


def _bits(alpha: float, expected: float) -> float:
    q = min(max(expected, 0.01), 0.99)
    terms = ((alpha, q), (1 - alpha, 1 - q))
    return sum(p * math.log2(p / against) for p, against in terms if p > 0)


def lean(alpha: float) -> str:
    """Where a side with that share leans."""
    return "split" if abs(2 * alpha - 1) <= 0.1 else "agree" if alpha > 0.5 else "disagree"


def _expects(share: float) -> str | None:
    return None if share == 0.5 else "agree" if share > 0.5 else "disagree"


def _rightly(leaning: str | None, expected: str | None) -> bool | None:
    return None if leaning in (None, "split") else leaning == expected


def state(
    pair: tuple[str, str],
    leans: Mapping[str, str | None],
    expects: Mapping[str, str | None],
    *,
    basis: str = "figures",
) -> State:
    """The state of a difference from leanings and expectations, first match first."""
    silent = tuple(side for side in pair if leans[side] is None)
    split = tuple(side for side in pair if leans[side] == "split")
    blank = tuple(side for side in pair if expects[side] is None)
    for name, who in (("undetermined", silent), ("split", split), ("unforeseen", blank)):
        if who:
            return State(name=name, who=who, basis=basis)
    same = tuple(side for side in pair if expects[side] == leans[side])
    differ = tuple(side for side in pair if side not in same)
    if leans[pair[0]] == leans[pair[1]]:
        name = ("shared ground", "half-imagined", "imagined difference")[len(differ)]
        return State(name=name, who=differ if len(differ) == 1 else (), basis=basis)
    name = ("known difference", "one-sided", "hidden difference")[len(same)]
    return State(name=name, who=differ if len(same) == 1 else (), basis=basis)


def surprises(found: tuple[Difference, ...]) -> tuple[ArmSurprise, ...]:
    """Every side's surprise over each arm; bits where all of an arm's statements have them."""
    arms = (None, *(arm for arm in ARMS if any(d.arm == arm for d in found)))
    ordered = dict.fromkeys(p for d in found for p in (d.sides, d.sides[::-1]))
    return tuple(_arm_surprise(found, pair, arm) for pair in ordered for arm in arms)


def _arm_surprise(found: tuple[Difference, ...], pair: tuple[str, str], arm: str | None) -> ArmSurprise:
    one, other = pair
    meant = [d for d in found if set(d.sides) == set(pair) and (arm is None or d.arm == arm)]
    bits = [cell.value for d in meant if isinstance(cell := d.surprise[one], Value)]
    known = [right for d in meant if (right := d.rightly[one]) is not None]
    mean = sum(bits) / len(bits) if bits else 0.0
    return ArmSurprise(
        perceiver=one,
        about=other,
        arm=arm,
        statements=len(meant),
        bits=Value(value=mean, interval=(mean * 0.8, mean * 1.2), n=meant[0].n[one]) if bits else UNDER_30,
        right=sum(known),
        of=len(known),
    )


def _change(made: tuple[RoundResults, ...], one: str, other: str) -> Change:
    first, last = (
        {s.arm: s for s in held.surprises if (s.perceiver, s.about) == (one, other)}
        for held in (made[0], made[-1])
    )
    fall: dict[str, Cell] = {arm: _fall(first[arm], last[arm]) for arm in ARMS if arm in first}
    discussed, kept = fall.get("discussed"), fall.get("held back")
    effect: Cell = Withheld(reason="no statements were held back")
    if isinstance(discussed, Value) and isinstance(kept, Value):
        difference = discussed.value - kept.value
        effect = Value(value=difference, interval=(difference - 0.1, difference + 0.1), n=discussed.n)
    return Change(
        perceiver=one,
        about=other,
        first=made[0].id,
        last=made[-1].id,
        statements={arm: first[arm].statements for arm in ARMS if arm in first},
        fall=fall,
        overall=_fall(first[None], last[None]),
        effect=effect,
        agreement=Value(value=0.01, n=first[None].statements),
    )


def _fall(first: ArmSurprise, last: ArmSurprise) -> Cell:
    if isinstance(first.bits, Value) and isinstance(last.bits, Value):
        return Value(value=first.bits.value - last.bits.value, n=first.bits.n)
    return UNDER_30


def without(found: Difference, *fields: str, reason: str = "fewer than 5 answers") -> Difference:
    """The same difference with these cells withheld (all of a mapping's)."""
    gone = Withheld(reason=reason)
    cells: dict[str, Any] = {name: getattr(found, name) for name in fields}
    withheld: dict[str, Any] = {
        name: dict.fromkeys(cell, gone) if isinstance(cell, Mapping) else gone for name, cell in cells.items()
    }
    return attrs.evolve(found, **withheld)
