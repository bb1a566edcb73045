"""Random cases with everything that is awkward: odd ids, empty sides, ties at a half, gaps, mixed units.

`plan(seed)` draws one; the same seed gives the same case on every machine.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import permutations
from typing import TypeVar

from tests.oracle.case_text import Plan, RoundPlan

PARTY_IDS = ("A", "B-1", "NO", "null", "0x1F", "a", "C.2", "true", "007", "1e3", "z_", "2019-04")
STATEMENT_IDS = ("S{}", "{}", "Q-{:02}", "0{}", "s_{}.a")
ROUND_IDS = ("r1", "2019-04", "first", "R_2")
DOMAINS = ("air", "sea-2", "on", "1.0", "off_x")
SIZES = (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 40)
FULL_SIZES = (5, 6, 8, 9, 12)
MOODS = {
    "mixed": (4, 2, 4),
    "even": (1, 0, 1),
    "unsure": (1, 8, 1),
    "all unsure": (0, 1, 0),
    "yes": (1, 0, 0),
    "no": (0, 0, 1),
    "mostly yes": (6, 1, 1),
    "mostly no": (1, 1, 6),
}
ARM_SIZE_FROM = 12

_T = TypeVar("_T")


def plan(seed: int) -> Plan:
    """The case of that seed."""
    rng = random.Random(seed)
    parties = rng.sample(PARTY_IDS, rng.choice((2, 2, 2, 3)))
    bystander = [name for name in rng.sample(PARTY_IDS, 1) if name not in parties and rng.random() < 0.4]
    rungs = {domain: rng.randint(1, 12) for domain in rng.sample(DOMAINS, rng.choice((0, 1, 1, 2, 4)))}
    registered = _shuffled(rng, parties + bystander)
    issue_of = _statements(rng)
    first = _round(rng, rng.choice(ROUND_IDS), parties, issue_of, rungs)
    rounds = [first]
    again = 0.6 if len(issue_of) >= ARM_SIZE_FROM else 0.15
    while len(rounds) < 3 and rng.random() < again:
        rounds.append(_next_round(rng, rounds[-1], parties, rungs))
        again = 0.2
    rounds[-1].last = len(rounds) > 1 and rng.random() < 0.9
    return Plan(
        sides=parties,
        parties={name: _members(name) for name in registered},
        issue_of=issue_of,
        rungs=rungs,
        rounds=_shuffled(rng, rounds),
    )


def measured(case: Plan) -> str:
    """The id of the round to measure: the last of the series."""
    followed = {held.after for held in case.rounds}
    return next(held.id for held in case.rounds if held.id not in followed)


def _shuffled(rng: random.Random, values: Sequence[_T]) -> list[_T]:
    return rng.sample(list(values), len(values))


def _members(party: str) -> list[str]:
    return [f"{party}.m{number}" for number in range(max(SIZES))]


def _statements(rng: random.Random) -> dict[str, str]:
    issues = [f"issue-{number}" for number in range(rng.randint(1, 5))]
    number = rng.choice((1, 2, 3, 5, 8, 12, 13, 14, 18, 24, 30))
    name = rng.choice(STATEMENT_IDS)
    return {name.format(place): rng.choice(issues) for place in range(1, number + 1)}


# ---------- rounds ----------


def _round(
    rng: random.Random,
    name: str,
    sides: Sequence[str],
    issue_of: dict[str, str],
    rungs: dict[str, int],
) -> RoundPlan:
    internal = rng.random() < 0.12
    number = 1 if internal else rng.choice((2, len(sides), len(sides)))
    asked = rng.sample(sides, number)
    units = ("person", "person", "person", "member") + (() if internal else ("party",))
    unit = {party: rng.choice(units) for party in asked}
    held = RoundPlan(
        id=name,
        unit=unit,
        roll={},
        statements=_arms(rng, issue_of),
        ladders=_shuffled(rng, [domain for domain in rungs if rng.random() < 0.9]),
        track="internal" if internal else "joint",
        party=asked[0] if internal else None,
    )
    sizes = rng.choice((SIZES, FULL_SIZES))
    while not any(_respondents(held, party) for party in asked):
        held.participants.clear()
        for party in asked:
            _register(rng, held, party, sizes)
    _answer(rng, held, sides, rungs)
    return held


def _arms(rng: random.Random, issue_of: dict[str, str]) -> dict[str, str | None]:
    names = [name for name in issue_of if rng.random() < rng.choice((1.0, 1.0, 0.9))] or list(issue_of)
    if len(names) < ARM_SIZE_FROM:
        return dict.fromkeys(names)
    number = max(4, -(-len(names) // 6))
    drawn = _shuffled(rng, names)
    arms = dict.fromkeys(names, "discussed")
    arms |= dict.fromkeys(drawn[:number], "held back")
    arms |= dict.fromkeys(drawn[number : 2 * number], "released only")
    return dict(arms)


def _register(rng: random.Random, held: RoundPlan, party: str, sizes: Sequence[int]) -> None:
    """Put the party's people and, in the joint track, itself on the list of those who answer."""
    number = rng.choice(sizes)
    as_one = held.unit[party] == "party"
    members = _members(party)
    people = [
        (f"{party}.p{place}", party, members[place] if held.unit[party] == "member" else "")
        for place in range(number)
    ]
    itself = [(party, party, "")] if held.track == "joint" and (as_one or rng.random() < 0.8) else []
    held.participants += itself if as_one else _shuffled(rng, people + itself)
    held.roll[party] = 1 if as_one else number + rng.choice((0, 0, 0, 1, 3))


def _respondents(held: RoundPlan, party: str) -> list[str]:
    as_one = held.unit.get(party) == "party"
    return [name for name, of, _ in held.participants if of == party and (name == of) is as_one]


def _next_round(
    rng: random.Random, first: RoundPlan, sides: Sequence[str], rungs: dict[str, int]
) -> RoundPlan:
    """The same people asked the same things again, and answering afresh."""
    held = RoundPlan(
        id=f"{first.id}-again",
        unit=dict(first.unit),
        roll=dict(first.roll),
        statements=dict(first.statements),
        ladders=list(first.ladders),
        track=first.track,
        party=first.party,
        after=first.id,
        participants=list(first.participants),
    )
    _answer(rng, held, sides, rungs)
    return held


def _answer(rng: random.Random, held: RoundPlan, sides: Sequence[str], rungs: dict[str, int]) -> None:
    """Fill the tables of answers; a round that nobody answered at all is no round."""
    while not (held.stances or held.predictions or held.lines):
        _answer_once(rng, held, sides, rungs)


def _answer_once(rng: random.Random, held: RoundPlan, sides: Sequence[str], rungs: dict[str, int]) -> None:
    turnout = rng.choice((1.0, 1.0, 1.0, 0.95, 0.6))
    for party in held.unit:
        _stances(rng, held, party, turnout)
        for about in sides:
            if about != party:
                _predictions(rng, held, party, about, turnout)
    for domain in held.ladders:
        _lines(rng, held, sides, domain, rungs[domain])
    if rng.random() < 0.4:
        _costs(rng, held, sides, rungs)
    for table in ("stances", "predictions", "lines", "costs"):
        setattr(held, table, _shuffled(rng, getattr(held, table)))


def _stances(rng: random.Random, held: RoundPlan, party: str, turnout: float) -> None:
    mood = rng.choice([*MOODS, "any"])
    cares = rng.choice((0.0, 0.5, 1.0))
    for statement in held.statements:
        weights = MOODS[rng.choice(list(MOODS)) if mood == "any" else mood]
        silent = rng.random() < 0.05
        for name in _respondents(held, party):
            if silent or rng.random() > turnout:
                continue
            stance = rng.choices(("agree", "unsure", "disagree"), weights)[0]
            importance = rng.randint(0, 3) if rng.random() < cares else ""
            held.stances.append((name, statement, stance, importance))


def _predictions(rng: random.Random, held: RoundPlan, party: str, about: str, turnout: float) -> None:
    for statement in held.statements:
        names = [name for name in _respondents(held, party) if rng.random() <= turnout]
        if rng.random() < 0.07:
            continue
        for name, share in zip(names, _shares(rng, len(names)), strict=True):
            held.predictions.append((name, about, statement, share))


def _shares(rng: random.Random, number: int) -> list[str]:
    """So many shares as text: at a half, around it in pairs, at the ends, by fives, or of many digits."""
    way = rng.choice(("half", "pairs", "ends", "fives", "fives", "digits", "digits"))
    if way == "half":
        return [rng.choice(("0.5", "0.50", "0.500"))] * number
    if way == "pairs":
        steps = [rng.randint(0, 10) for _ in range(number // 2)]
        both = [f"{share / 20:.2f}" for step in steps for share in (step, 20 - step)]
        return both + ["0.5"] * (number - len(both))
    if way == "ends":
        low, high = rng.choice((("0", "1"), ("0.0", "1.0"), ("0.01", "0.99"), ("0.004", "0.996")))
        return [rng.choice((low, high)) for _ in range(number)]
    if way == "fives":
        return [f"{rng.randint(0, 20) / 20:g}" for _ in range(number)]
    return [repr(round(rng.random(), rng.choice((2, 3, 9)))) for _ in range(number)]


# ---------- lines ----------


def _line(rng: random.Random, rungs: int) -> tuple[int | str, int, int | str]:
    """Lowest, likeliest, highest; an empty end now and then, and none of the rungs now and then."""
    lowest, likeliest, highest = sorted(rng.randint(1, rungs + 1) for _ in range(3))
    low = "" if rng.random() < 0.25 else lowest
    high = "" if rng.random() < 0.25 else highest
    return low, likeliest, high


def _lines(rng: random.Random, held: RoundPlan, sides: Sequence[str], domain: str, rungs: int) -> None:
    def give(name: str, owner: str, other: str, kind: str, chance: float) -> None:
        if rng.random() < chance:
            held.lines.append((name, owner, other, domain, *_line(rng, rungs), kind))

    for party in held.unit:
        respondents = _respondents(held, party)
        itself = [name for name, of, _ in held.participants if name == of == party]
        for name in respondents if held.track == "internal" else itself:
            give(name, party, "", "own", 0.85)
    for holder, other in permutations(sides, 2):
        believes, thinks = rng.choice((0.0, 0.5, 0.9, 1.0)), rng.choice((0.0, 0.5, 1.0))
        for name in _respondents(held, holder):
            give(name, other, "", "believed", believes)
            give(name, holder, other, "believed_of_us", thinks)


def _costs(rng: random.Random, held: RoundPlan, sides: Sequence[str], rungs: dict[str, int]) -> None:
    """What a party says its benefit and its harm are: for every rung of a ladder, for some, or for none."""
    for party in held.unit:
        for domain in held.ladders:
            gives_benefit, gives_harm = rng.choice(
                ((True, True), (True, False), (False, True), (False, False))
            )
            if gives_benefit or gives_harm:
                for rung in range(1, rungs[domain] + 1):
                    if rng.random() < 0.1:
                        continue
                    benefit = _worth(rng) if gives_benefit else ""
                    held.costs.append((party, domain, rung, benefit, _worth(rng) if gives_harm else ""))


def _worth(rng: random.Random) -> str:
    return rng.choice(("0", "1", "0.5", f"{rng.uniform(0, 4):.3f}", f"{rng.randint(0, 8) / 4:g}"))
