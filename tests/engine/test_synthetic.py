"""Synthetic delegates: what the stated model promises, and that nothing learned shows no effect."""

from __future__ import annotations

import attrs
import numpy as np
import pytest

from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError
from dissensus.domain.rounds import ARMS, Round
from dissensus.domain.statements import Position
from dissensus.engine import synthetic
from dissensus.engine.analyse import analyse
from dissensus.engine.results import Plan, Results, Value
from dissensus.engine.synthetic import Model, first_round, next_round, with_round
from tests.engine.small import case, held

NOTHING_LEARNED = attrs.evolve(Model(), learning=dict.fromkeys((*ARMS, None), 0.0))


def dialogue(seed: int, *, model: Model | None = None, statements: int = 36, delegates: int = 8) -> Case:
    empty = case(statements=statements)
    one = with_round(empty, first_round(empty, "r1", delegates=delegates, seed=seed, model=model))
    two = next_round(one, "r2", after="r1", delegates=delegates, seed=seed + 1, model=model)
    return with_round(one, two)


def measured(seed: int, *, model: Model | None = None) -> Results:
    return analyse(dialogue(seed, model=model), Plan(round="r2", draws=100, seed=seed))


def covers_zero(results: Results, perceiver: str) -> bool:
    (found,) = (each for each in results.changes if each.perceiver == perceiver)
    assert isinstance(found.effect, Value)
    assert found.effect.interval is not None
    low, high = found.effect.interval
    return low <= 0 <= high


def test_where_nothing_is_learned_the_effect_covers_zero() -> None:
    """90 % intervals: 200 seeds should give 180; 170 is what is held to, for either side."""
    found = [measured(seed, model=NOTHING_LEARNED) for seed in range(200)]
    for side in ("A", "B"):
        assert sum(covers_zero(results, side) for results in found) >= 170


def test_where_something_is_learned_the_effect_shows_it() -> None:
    found = [measured(seed) for seed in range(20)]
    cells = [each.effect for results in found for each in results.changes]
    effects = [cell.value for cell in cells if isinstance(cell, Value)]
    assert np.mean(effects) > 0.1
    assert sum(not covers_zero(results, "A") for results in found) >= 10


def test_the_same_seed_gives_the_same_answers_and_another_gives_others() -> None:
    assert dialogue(5) == dialogue(5)
    assert dialogue(5).round("r1").stances != dialogue(6).round("r1").stances


def test_everyone_is_asked_everything_and_all_is_marked_synthetic() -> None:
    made = dialogue(3)
    for round_id in ("r1", "r2"):
        answered = made.round(round_id)
        assert answered.synthetic
        assert dict(answered.roll) == {"A": 8, "B": 8}
        assert tuple(answered.statements) == tuple(statement.id for statement in made.statements)
        assert answered.ladders == ("air",)
        assert {len(answered.respondents(side)) for side in ("A", "B")} == {8}
        assert set(answered.stances.stance) == {-1, 0, 1}
        assert {round(share * 20, 9) % 1 for share in answered.predictions.share} == {0.0}
    assert (made.round("r2").after, made.round("r2").last, made.round("r1").last) == ("r1", True, False)
    arms = list(made.round("r1").statements.values())
    assert [arms.count(arm) for arm in ARMS] == [6, 6, 24]
    assert made.round("r2").statements == made.round("r1").statements


def test_each_party_gives_one_own_line_and_everyone_a_believed_one() -> None:
    lines = dialogue(3).round("r1").lines
    rows = list(zip(lines.kind, lines.participant, lines.owner, lines.other, strict=True))
    assert [row[1:3] for row in rows if row[0] == "own"] == [("A", "A"), ("B", "B")]
    assert sum(row[0] == "believed" for row in rows) == 16
    assert {row[3] for row in rows if row[0] == "believed_of_us"} == {"A", "B"}
    for low, mid, high in zip(lines.lowest, lines.likeliest, lines.highest, strict=True):
        assert low is not None
        assert high is not None
        assert 1 <= low <= mid <= high <= 4


def test_stances_gather_around_the_coded_record() -> None:
    coded = attrs.evolve(
        case(statements=40),
        positions=tuple(
            Position(statement=f"S{k}", party=party, stance="agree", value=value, confidence=1.0)
            for k in range(1, 41)
            for party, value in (("A", 1.0), ("B", -1.0))
        ),
    )
    answered = first_round(coded, "r1", delegates=30, seed=1)
    side = {person.id: person.party for person in answered.participants}
    mean = {party: np.mean([x for p, x in _stances(answered) if side[p] == party]) for party in ("A", "B")}
    assert mean["A"] > 0.7
    assert mean["B"] < -0.7


def _stances(answered: Round) -> list[tuple[str, int]]:
    return list(zip(answered.stances.participant, answered.stances.stance, strict=True))


def test_which_side_errs_more_is_the_seeds_doing() -> None:
    """Both sides draw their errors from one distribution, so neither is the worse one over many seeds."""
    gaps = []
    for seed in range(60):
        results = analyse(dialogue(1000 + seed), Plan(round="r1", draws=20))
        whole = [part for part in results.latest.surprises if part.arm is None]
        bits = {part.perceiver: part.bits.value for part in whole if isinstance(part.bits, Value)}
        gaps.append(bits["A"] - bits["B"])
    assert abs(np.mean(gaps)) < 3 * np.std(gaps) / np.sqrt(len(gaps))
    assert 15 <= sum(gap > 0 for gap in gaps) <= 45


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: first_round(Case(id="x"), "r1", delegates=3, seed=1), "names 0 sides"),
        (lambda: first_round(case(statements=0), "r1", delegates=3, seed=1), "no statement to answer"),
        (lambda: first_round(case(), "r1", delegates=0, seed=1), "0 delegates a side"),
        (lambda: next_round(dialogue(1), "r3", after="r2", delegates=8, seed=1), "marked last"),
        (lambda: next_round(dialogue(1), "r3", after="r1", delegates=9, seed=1), "8 for A, 8 for B"),
        (lambda: next_round(case(held()), "r2", after="r1", delegates=2, seed=1), "not synthetic"),
        (lambda: with_round(dialogue(1), held()), "has a round 'r1' already"),
    ],
)
def test_what_cannot_be_simulated_says_why(call: object, text: str) -> None:
    assert callable(call)
    with pytest.raises(DissensusError, match=text):
        call()


def test_few_statements_have_no_arms_and_half_is_learned() -> None:
    made = dialogue(1, statements=11)
    assert set(made.round("r1").statements.values()) == {None}
    assert Model().learning[None] == 0.5
    assert synthetic.HELD_BACK == "held back"
