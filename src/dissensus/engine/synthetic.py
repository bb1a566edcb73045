"""Synthetic delegates: answers made by a stated model, never to be taken for anybody's.

The model is written out in docs/synthetic.md. Both sides draw their misperceptions from one and the same
distribution, so which side errs, where and how far is the seed's doing and says nothing about anyone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.ladders import Ladder
from dissensus.domain.rounds import ARMS, Participant, Round
from dissensus.domain.stances import Lines, Predictions, Stances
from dissensus.domain.tracks import Unit
from dissensus.measures.arrays import Bools, Floats, Ints
from dissensus.measures.lot import draw_arms

HELD_BACK, RELEASED_ONLY, DISCUSSED = ARMS


@attrs.frozen(kw_only=True)
class Model:
    """The constants of the generative model; scales are in logits, lines in rungs.

    `opaque` is the chance that neither side knows what the other holds; `projecting` that a side then takes
    the other to be like itself, instead of its opposite. `learning` by arm is the part of an error that goes
    between two rounds: 0 nothing, 1 all of it.
    """

    conviction: float = 2.2
    unknown_spread: float = 1.0
    position_noise: float = 0.6
    person_spread: float = 1.4
    unsure_half_width: float = 0.35
    silence: float = 0.03
    side_bias: float = 0.3
    usual_bias: float = 0.7
    opaque: float = 0.3
    projecting: float = 0.6
    misperception: float = 1.2
    prediction_noise: float = 0.6
    line_bias: float = 1.6
    line_noise: float = 0.9
    wobble: float = 0.06
    second_thoughts: float = 0.35
    learning: Mapping[str | None, float] = attrs.field(
        factory=lambda: {HELD_BACK: 0.0, RELEASED_ONLY: 0.35, DISCUSSED: 0.6, None: 0.5}, hash=False
    )


def first_round(case: Case, round_id: str, *, delegates: int, seed: int, model: Model | None = None) -> Round:
    """A first round of synthetic answers, by person, on all statements and ladders of the case.

    `delegates` is the number of persons a side (1 or more). The same case, arguments and seed give the same
    round. Raises DissensusError where the case has fewer than two sides or no statement.
    """
    _need_sides(case)
    if delegates < 1:
        raise DissensusError(f"{delegates} delegates a side cannot answer; give 1 or more")
    model = model or Model()
    rng = np.random.default_rng(seed)
    ids = tuple(statement.id for statement in case.statements)
    arms = draw_arms(ids, tuple(statement.issue or "" for statement in case.statements), rng=rng)
    people = {side: _people(side, delegates) for side in case.sides}
    stances = {side: _stances(case, side, delegates, model, rng) for side in case.sides}
    importance = {side: _importance(case, delegates, rng) for side in case.sides}
    opaque = rng.random(len(ids)) < model.opaque
    predictions = [
        _prediction_rows(
            people[side], other, ids, _expected(stances[side], stances[other], opaque, model, rng)
        )
        for side in case.sides
        for other in case.sides
        if other != side
    ]
    return Round(
        id=round_id,
        unit=dict.fromkeys(case.sides, Unit.PERSON),
        roll=dict.fromkeys(case.sides, delegates),
        statements=dict(zip(ids, arms, strict=True)),
        ladders=tuple(ladder.domain for ladder in case.ladders),
        synthetic=True,
        seed=seed,
        participants=_participants(case, people),
        stances=_stance_table(people, ids, stances, importance),
        predictions=_join(predictions),
        lines=_lines(case, people, model, rng),
    )


def next_round(
    case: Case, round_id: str, *, after: str, delegates: int, seed: int, model: Model | None = None
) -> Round:
    """The last round of a synthetic dialogue: the same people, a little later, some of them the wiser.

    Stances waver a little; expectations move towards the released share by what the statement's arm teaches,
    and waver too. The round is marked last. Raises DissensusError where the round it comes after is marked
    last, is not synthetic, or was answered by another number of delegates.
    """
    earlier = case.round(after)
    if earlier.last:
        raise DissensusError(f"the round {after!r} is marked last; nothing comes after it")
    if not earlier.synthetic or not len(earlier.stances):
        raise DissensusError(
            f"the round {after!r} is not synthetic; answers that people gave are not continued by a program"
        )
    if set(earlier.roll.values()) != {delegates}:
        rolls = ", ".join(f"{number} for {party}" for party, number in earlier.roll.items())
        raise DissensusError(f"the round {after!r} has {rolls}; a later round keeps them: give that number")
    model = model or Model()
    rng = np.random.default_rng(seed)
    return attrs.evolve(
        earlier,
        id=round_id,
        after=after,
        last=True,
        seed=seed,
        stances=_wavered(earlier.stances, model, rng),
        predictions=_learned(earlier, model, rng),
        lines=_lines_learned(case, earlier, rng),
    )


def with_round(case: Case, added: Round) -> Case:
    """The case with one round more; an id that is taken is refused."""
    if any(held.id == added.id for held in case.rounds):
        raise DissensusError(f"the case {case.id!r} has a round {added.id!r} already; choose another id")
    return attrs.evolve(case, rounds=(*case.rounds, added))


def _need_sides(case: Case) -> None:
    if len(case.sides) < 2:
        raise DissensusError(f"the case {case.id!r} names {len(case.sides)} sides; a dialogue needs two")
    if not case.statements:
        raise DissensusError(f"the case {case.id!r} has no statement to answer; add some to statements.yaml")


def _people(side: str, delegates: int) -> tuple[str, ...]:
    width = len(str(delegates))
    return tuple(f"{side.lower()}-{number:0{width}d}" for number in range(1, delegates + 1))


def _participants(case: Case, people: Mapping[str, tuple[str, ...]]) -> tuple[Participant, ...]:
    persons = [Participant(person, side) for side in case.sides for person in people[side]]
    return (*persons, *(Participant(side, side) for side in case.sides))


def _logit(share: Floats) -> Floats:
    kept = np.clip(share, 0.02, 0.98)
    return np.log(kept / (1.0 - kept))


def _share(logit: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-logit))


def _stances(case: Case, side: str, delegates: int, model: Model, rng: np.random.Generator) -> Ints:
    """(P, S): +1, 0, -1, or 9 for no answer; around the side's coded public line where there is one."""
    coded = {p.statement: p for p in case.positions if p.party == side and p.value is not None}
    centre = rng.normal(0.0, model.unknown_spread, len(case.statements))
    noise = rng.normal(0.0, model.position_noise, len(case.statements))
    for index, statement in enumerate(case.statements):
        position = coded.get(statement.id)
        if position is not None and position.value is not None:
            weight = 0.7 if position.confidence is None else position.confidence
            centre[index] = model.conviction * position.value * weight + noise[index]
    inclined = centre + rng.normal(0.0, model.person_spread, (delegates, len(case.statements)))
    stance = np.where(np.abs(inclined) <= model.unsure_half_width, 0, np.sign(inclined)).astype(np.int64)
    return np.where(rng.random(stance.shape) < model.silence, 9, stance)


def _importance(case: Case, delegates: int, rng: np.random.Generator) -> Ints:
    """(P, S): 0 to 3, around what the side's issue weighs for it."""
    issues = sorted({statement.issue or "" for statement in case.statements})
    weight = dict(zip(issues, rng.beta(3.0, 2.0, len(issues)), strict=True))
    chance = np.array([weight[statement.issue or ""] for statement in case.statements])
    return rng.binomial(3, np.broadcast_to(chance, (delegates, len(case.statements))))


def _expected(own: Ints, other: Ints, opaque: Bools, model: Model, rng: np.random.Generator) -> Floats:
    """(P, S): predicted shares, in logits around the other's true share where that is plain to see; where it
    is opaque, around the side's own share (it takes the other to be like itself) or around its opposite."""
    projects = np.where(rng.random(opaque.size) < model.projecting, 1.0, -1.0)
    centre = np.where(opaque, projects * _logit(_agreeing(own)), _logit(_agreeing(other)))
    spread = np.where(opaque, model.misperception, model.usual_bias)
    bias = rng.normal(0.0, model.side_bias) + rng.normal(0.0, 1.0, opaque.size) * spread
    noise = rng.normal(0.0, model.prediction_noise, own.shape)
    answer = _rounded(_share(centre + bias + noise))
    return np.where(rng.random(answer.shape) < model.silence, np.nan, answer)


def _agreeing(stances: Ints) -> Floats:
    """(S,): of those who take a side, the share that agrees, drawn in a little from 0 and 1."""
    taking = np.isin(stances, (1, -1))
    share: Floats = ((stances == 1).sum(0) + 0.5) / (taking.sum(0) + 1.0)
    return share


def _rounded(share: Floats) -> Floats:
    """Shares as a slider gives them: in steps of 5 %."""
    return np.round(share * 20.0) / 20.0


def _stance_table(
    people: Mapping[str, tuple[str, ...]],
    ids: Sequence[str],
    stances: Mapping[str, Ints],
    importance: Mapping[str, Ints],
) -> Stances:
    rows = [
        (person, statement, int(stances[side][i, j]), int(importance[side][i, j]))
        for side, persons in people.items()
        for i, person in enumerate(persons)
        for j, statement in enumerate(ids)
        if stances[side][i, j] != 9
    ]
    person, statement, stance, weight = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Stances(participant=person, statement=statement, stance=stance, importance=weight)


def _prediction_rows(
    persons: Sequence[str], about: str, ids: Sequence[str], shares: Floats
) -> list[tuple[str, str, str, float]]:
    return [
        (person, about, statement, float(shares[i, j]))
        for i, person in enumerate(persons)
        for j, statement in enumerate(ids)
        if not np.isnan(shares[i, j])
    ]


def _join(parts: Sequence[list[tuple[str, str, str, float]]]) -> Predictions:
    rows = [row for part in parts for row in part]
    person, about, statement, share = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Predictions(participant=person, about=about, statement=statement, share=share)


_LineRow = tuple[str, str, str | None, str, int, int, int, str]


def _lines(
    case: Case, people: Mapping[str, tuple[str, ...]], model: Model, rng: np.random.Generator
) -> Lines:
    rows: list[_LineRow] = []
    for ladder in case.ladders:
        for owner in case.sides:
            rows.extend(_lines_about(case, ladder, owner, people, model, rng))
    return _line_table(rows)


def _lines_about(
    case: Case,
    ladder: Ladder,
    owner: str,
    people: Mapping[str, tuple[str, ...]],
    model: Model,
    rng: np.random.Generator,
) -> list[_LineRow]:
    """The owner's own line, what the others believe of it, and what the owner's people think they believe."""
    top = len(ladder) + 1
    own = _own_line(case, ladder, owner, rng)
    rows: list[_LineRow] = [(owner, owner, None, ladder.domain, *_around(own, 1, 1, top), "own")]
    for other in case.sides:
        if other == owner:
            continue
        believed = own + rng.normal(0.0, model.line_bias)
        guessed = believed + rng.normal(0.0, model.line_bias)
        rows += [
            (person, owner, None, ladder.domain, *_drawn(believed, top, model, rng), "believed")
            for person in people[other]
        ]
        rows += [
            (person, owner, other, ladder.domain, *_drawn(guessed, top, model, rng), "believed_of_us")
            for person in people[owner]
        ]
    return rows


def _own_line(case: Case, ladder: Ladder, owner: str, rng: np.random.Generator) -> int:
    """Around the nearest line that the owner declared on the ladder; without one, past its middle."""
    declared = [
        line.rung
        for line in case.lines
        if line.owner == owner and line.domain == ladder.domain and line.rung is not None
    ]
    centre = min(declared) if declared else round(0.6 * len(ladder))
    return int(np.clip(centre + rng.integers(-1, 2), 1, len(ladder) + 1))


def _drawn(centre: float, top: int, model: Model, rng: np.random.Generator) -> tuple[int, int, int]:
    likeliest = int(np.clip(round(centre + rng.normal(0.0, model.line_noise)), 1, top))
    return _around(likeliest, int(rng.integers(0, 3)), int(rng.integers(0, 3)), top)


def _around(likeliest: int, below: int, above: int, top: int) -> tuple[int, int, int]:
    return max(1, likeliest - below), likeliest, min(top, likeliest + above)


def _line_table(rows: Sequence[_LineRow]) -> Lines:
    fields = ("participant", "owner", "other", "domain", "lowest", "likeliest", "highest", "kind")
    columns = zip(*rows, strict=True) if rows else [()] * len(fields)
    return Lines(**dict(zip(fields, columns, strict=True)))


def _wavered(stances: Stances, model: Model, rng: np.random.Generator) -> Stances:
    """The same stances; a few step to unsure, and a few of the unsure take a side."""
    held = np.array(stances.stance)
    moved = rng.random(held.size) < model.wobble
    side = rng.choice(np.array([-1, 1]), held.size)
    return attrs.evolve(stances, stance=np.where(moved, np.where(held == 0, side, 0), held).tolist())


def _learned(earlier: Round, model: Model, rng: np.random.Generator) -> Predictions:
    """Expectations, moved towards the share that the first round gave by what each arm teaches."""
    truth = _true_shares(earlier)
    rows = earlier.predictions
    rate = np.array([model.learning[earlier.statements[statement]] for statement in rows.statement])
    share = np.array(rows.share)
    keys = zip(rows.about, rows.statement, strict=True)
    target = np.array([truth.get(key, held) for key, held in zip(keys, rows.share, strict=True)])
    moved = (1.0 - rate) * _logit(share) + rate * _logit(target)
    moved += rng.normal(0.0, model.second_thoughts, share.size)
    return attrs.evolve(rows, share=_rounded(_share(moved)).tolist())


def _true_shares(earlier: Round) -> dict[tuple[str, str], float]:
    """By party and statement: of those who take a side, the share that agrees."""
    party = {participant.id: participant.party for participant in earlier.participants}
    counts: dict[tuple[str, str], list[int]] = {}
    rows = earlier.stances
    for person, statement, stance in zip(rows.participant, rows.statement, rows.stance, strict=True):
        if stance:
            tally = counts.setdefault((party[person], statement), [0, 0])
            tally[stance < 0] += 1
    return {key: agree / (agree + disagree) for key, (agree, disagree) in counts.items()}


def _lines_learned(case: Case, earlier: Round, rng: np.random.Generator) -> Lines:
    """Own lines stand; half of the beliefs step one rung towards the line that the owner named."""
    rows = _line_rows(earlier.lines)
    own = {(owner, domain): likeliest for _, owner, _, domain, _, likeliest, _, kind in rows if kind == "own"}
    tops = {ladder.domain: len(ladder) + 1 for ladder in case.ladders}
    steps = rng.random(len(rows)) < 0.5
    return _line_table(
        [
            _stepped(row, own[row[1], row[3]], tops[row[3]]) if step and row[7] == "believed" else row
            for row, step in zip(rows, steps, strict=True)
        ]
    )


def _line_rows(lines: Lines) -> list[_LineRow]:
    columns = (lines.participant, lines.owner, lines.other, lines.domain)
    bounds = (lines.lowest, lines.likeliest, lines.highest)
    return [
        (who, owner, other, domain, mid if low is None else low, mid, mid if high is None else high, kind)
        for who, owner, other, domain, low, mid, high, kind in zip(*columns, *bounds, lines.kind, strict=True)
    ]


def _stepped(row: _LineRow, own: int, top: int) -> _LineRow:
    """The row, one rung nearer to the owner's line."""
    who, owner, other, domain, low, mid, high, kind = row
    step = (own > mid) - (own < mid)
    low, mid, high = (min(max(rung + step, 1), top) for rung in (low, mid, high))
    return who, owner, other, domain, low, mid, high, kind
