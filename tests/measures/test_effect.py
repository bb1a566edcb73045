"""What a dialogue did: by hand, against the randomisation test read out, and where nothing was done."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy import stats

from dissensus.domain.rounds import ARMS
from dissensus.measures.arrays import Bools, Floats
from dissensus.measures.effect import FEWEST, EffectRecord, change, effect
from dissensus.measures.lot import DISCUSSED, HELD_BACK, RELEASED_ONLY, draw_arms, systematic
from tests.measures.refusals import refused

NAN = float("nan")


def _rng(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_a_change_by_hand() -> None:
    """0.5, 0.1, 0.2, 0.4: mean 0.3, variance 0.1 / 3, t(3) at 0.95 is 2.353363."""
    found = change([0.5, NAN, 0.1, 0.2, 0.4])
    half = 2.353363 * (0.1 / 3 / 4) ** 0.5
    assert found.value == pytest.approx(0.3)
    assert found.interval == pytest.approx((0.3 - half, 0.3 + half), abs=1e-6)
    assert (found.n, found.method, found.source, found.reason) == (
        4,
        "Student's t over statements",
        "Student1908",
        None,
    )


@pytest.mark.parametrize("level", [0.5, 0.9, 0.99])
def test_the_interval_of_a_change_is_students(level: float) -> None:
    falls = _rng().normal(0.2, 0.5, 23)
    theirs = stats.ttest_1samp(falls, 0.0).confidence_interval(level)
    found = change(falls, level=level)
    assert found.interval == pytest.approx((theirs.low, theirs.high))
    assert found.value == pytest.approx(falls.mean())


@pytest.mark.parametrize(
    ("falls", "value", "n", "reason"),
    [
        ([], None, 0, "no statement has a fall"),
        ([NAN, NAN], None, 0, "no statement has a fall"),
        ([0.1, 0.2, 0.6], 0.3, 3, "fewer than 4 statements, so no interval"),
        ([0.25] * 4, 0.25, 4, "all falls are alike, so no interval"),
    ],
)
def test_why_a_change_has_no_interval(falls: list[float], value: float, n: int, reason: str) -> None:
    found = change(falls)
    assert (found.n, found.interval, found.method, found.source, found.reason) == (
        n,
        None,
        None,
        None,
        reason,
    )
    assert found.value == (None if value is None else pytest.approx(value))


def _accepted(falls: Floats, lots: Bools, level: float, tau: float) -> bool:
    """The randomisation test of a constant effect tau, read out: neither tail is small."""
    without = falls - tau * ~lots[0]
    contrasts = np.array([without[~lot].mean() - without[lot].mean() for lot in lots])
    most = (1 - level) / 2 * len(lots)
    slack = 1e-9
    return bool(
        np.sum(contrasts >= contrasts[0] - slack) > most + slack
        and np.sum(contrasts <= contrasts[0] + slack) > most + slack
    )


def _redrawn(held: Sequence[bool], issues: Sequence[str | None], redraws: int, seed: int) -> Bools:
    """The lots that the effect is tested against, the one that fell first."""
    lots = np.zeros((redraws + 1, len(held)), dtype=bool)
    lots[0] = held
    for lot, drawn in zip(
        lots[1:], systematic(issues, sum(held), draws=redraws, rng=_rng(seed)), strict=True
    ):
        lot[drawn] = True
    return lots


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("level", [0.6, 0.9])
def test_the_interval_holds_what_the_test_does_not_reject(seed: int, level: float) -> None:
    rng = _rng(100 + seed)
    held = np.array([True] * 4 + [False] * 7)
    falls = rng.normal(0, 0.3, 11) + 0.4 * ~held
    issues = ["a", "b", "b", "c", "a", "a", "b", None, None, "c", "c"]
    arms = [HELD_BACK if each else DISCUSSED for each in held]
    found = effect(falls, arms, issues, redraws=199, level=level, rng=_rng(seed)).effect
    assert found.value == pytest.approx(falls[4:].mean() - falls[:4].mean())
    assert found.interval is not None
    assert found.value is not None
    low, high = found.interval
    lots = _redrawn(held.tolist(), issues, 199, seed)
    for tau, accepted in (
        (low - 1e-6, False),
        (low + 1e-6, True),
        (found.value, True),
        (high - 1e-6, True),
        (high + 1e-6, False),
        (low - 5, False),
        (high + 5, False),
    ):
        assert _accepted(falls, lots, level, tau) == accepted, tau


def test_as_many_lots_outside_as_repeat_the_first_give_the_widest_interval() -> None:
    """Of 20 lots one may lie outside on either side, and that is the one that fell: all others lie within."""
    falls, held = _rng(5).normal(0, 1, 12), np.array([True] * 5 + [False] * 7)
    arms = [HELD_BACK if each else DISCUSSED for each in held]
    found = effect(falls, arms, ["a"] * 12, redraws=19, level=0.9, rng=_rng()).effect
    lots = _redrawn(held.tolist(), ["a"] * 12, 19, 1)
    assert sum((lot == held).all() for lot in lots) == 1
    assert found.interval is not None
    for tau, accepted in zip(found.interval, (-1e-6, 1e-6), strict=True):
        assert not _accepted(falls, lots, 0.9, tau + accepted)
        assert _accepted(falls, lots, 0.9, tau - accepted)


def test_the_lot_is_redrawn_two_thousand_times_unless_told_otherwise() -> None:
    """As much chance is drawn."""
    unsaid, said = _rng(), _rng()
    assert effect(*_example(), rng=unsaid).effect == effect(*_example(), redraws=2000, rng=said).effect
    assert unsaid.bit_generator.state == said.bit_generator.state


def test_none_is_as_good_as_nan() -> None:
    falls, arms, issues = _example()
    some: Any = [None if np.isnan(fall) else fall for fall in falls]
    assert change(some) == change(falls)
    assert effect(some, arms, issues, rng=_rng()).effect == effect(falls, arms, issues, rng=_rng()).effect


def test_with_one_issue_the_interval_nears_that_of_all_lots() -> None:
    """Of the 70 ways to hold four of eight back; 7.5 of 70 lie outside on either side."""
    level, falls = 1 - 15 / 70, _rng(3).normal(0, 1, 8)
    lots = np.zeros((70, 8), dtype=bool)
    for lot, chosen in zip(lots, combinations(range(8), 4), strict=True):
        lot[list(chosen)] = True
    arms = [HELD_BACK] * 4 + [DISCUSSED] * 4
    found = effect(falls, arms, ["a"] * 8, redraws=30_000, level=level, rng=_rng()).effect
    assert found.interval is not None
    low, high = found.interval
    for tau, accepted in ((low - 1e-6, False), (low + 1e-6, True), (high - 1e-6, True), (high + 1e-6, False)):
        assert _accepted(falls, lots, level, tau) == accepted


def test_an_effect_of_the_same_size_everywhere_is_found_and_nothing_else() -> None:
    """Held back fell by 0.1 to 0.4; discussed the same and 1 more: the interval is around 1 and off 0."""
    base = [0.1, 0.2, 0.3, 0.4]
    falls = [*base, *(1 + each for each in base), *(1 + each for each in base)]
    arms = [HELD_BACK] * 4 + [DISCUSSED] * 8
    found = effect(falls, arms, ["a", "b"] * 6, rng=_rng()).effect
    assert found.value == pytest.approx(1)
    assert (found.n, found.reason) == (12, None)
    assert (found.method, found.source) == ("randomisation test of the lot, inverted", "Rosenbaum2002")
    assert found.interval is not None
    assert 0.7 < found.interval[0] < 1 < found.interval[1] < 1.3


def _example() -> tuple[list[float], list[str | None], list[str | None]]:
    falls = [0.1, 0.0, 0.2, 0.1, 0.9, 0.8, 0.7, 0.5, 0.7, 0.6, 0.4, NAN, 5.0]
    arms: list[str | None] = [*[HELD_BACK] * 4, *[RELEASED_ONLY] * 3, *[DISCUSSED] * 5, None]
    return falls, arms, ["a"] * 13


def test_the_released_only_and_those_outside_the_lot_have_no_part_in_the_effect() -> None:
    falls, arms, issues = _example()
    found = effect(falls, arms, issues, rng=_rng())
    assert set(found.falls) == set(ARMS)
    means = {arm: found.falls[arm].value for arm in ARMS}
    assert means == pytest.approx({HELD_BACK: 0.1, RELEASED_ONLY: 0.8, DISCUSSED: 0.55})
    assert [found.falls[arm].n for arm in ARMS] == [4, 3, 4]
    assert found.effect.value == pytest.approx(0.45)
    assert found.effect.n == 8
    without = [index for index, arm in enumerate(arms) if arm not in (RELEASED_ONLY, None)]
    alone = effect(
        [falls[i] for i in without], [arms[i] for i in without], [issues[i] for i in without], rng=_rng()
    )
    assert alone.effect == found.effect


def test_levels_are_passed_to_the_falls_of_the_arms() -> None:
    falls, arms, issues = _example()
    found = effect(falls, arms, issues, level=0.5, rng=_rng())
    assert found.falls[HELD_BACK] == change(falls[:4], level=0.5)


@pytest.mark.parametrize(
    ("held", "discussed", "defined"), [(3, 9, False), (4, 3, False), (4, 4, True), (0, 9, False)]
)
def test_an_effect_needs_four_in_either_arm(held: int, discussed: int, defined: bool) -> None:
    falls = _rng().normal(size=held + discussed).tolist()
    arms = [HELD_BACK] * held + [DISCUSSED] * discussed
    found = effect([*falls, NAN], [*arms, HELD_BACK], ["a"] * (len(arms) + 1), rng=_rng()).effect
    reason = None if defined else "fewer than 4 statements with a fall were held back or discussed"
    assert (found.value is not None, found.reason, found.n) == (defined, reason, held + discussed)
    record = effect(falls, arms, ["a"] * len(arms), rng=_rng())
    assert record.falls[DISCUSSED] == change(falls[held:])
    if not defined:
        assert (found.interval, found.method, found.source) == (None, None, None)
    assert FEWEST == 4


def test_a_lot_that_could_fall_in_too_few_ways_has_no_interval() -> None:
    """Four pairs, one of each held back: 16 ways, of which the one that fell is more than one in twenty."""
    arms, issues = [HELD_BACK, DISCUSSED] * 4, [issue for issue in "abcd" for _ in range(2)]
    falls = [0.1, 0.5, 0.2, 0.9, 0.3, 0.4, 0.0, 0.7]
    found = effect(falls, arms, issues, rng=_rng()).effect
    assert found.value == pytest.approx(0.475)
    assert (found.interval, found.method, found.source) == (None, None, None)
    assert found.reason == "the lot could have fallen in too few ways for an interval"
    assert effect(falls, arms, issues, level=0.8, rng=_rng()).effect.interval is not None


def _nothing_learned(seed: int, gain: float = 0.0) -> EffectRecord:
    """Surprise falls by regression and hedging alone, everywhere alike, issue by issue; `gain` is added."""
    rng = _rng(seed)
    issues = [f"issue {index % 5}" for index in range(30)]
    arms = draw_arms([f"S{index}" for index in range(30)], issues, rng=rng)
    of_issue = rng.normal(0.2, 0.2, 5)
    falls = np.array([of_issue[index % 5] for index in range(30)]) + rng.exponential(0.3, 30)
    falls[np.array(arms) == DISCUSSED] += gain
    return effect(falls, arms, issues, redraws=999, rng=rng)


@pytest.mark.parametrize("gain", [0.0, 0.5])
def test_where_nothing_is_learned_the_interval_covers_nought(gain: float) -> None:
    covered = 0
    for seed in range(200):
        interval = _nothing_learned(seed, gain).effect.interval
        assert interval is not None
        covered += interval[0] <= gain <= interval[1]
    assert 170 <= covered < 196


def test_what_does_not_fit_is_refused() -> None:
    text = "(2,) falls, 1 arms and 2 issues do not fit; give one of each per statement"
    with refused(text):
        effect([0.1, 0.2], [HELD_BACK], ["a", "b"], rng=_rng())
    with refused("(1,) falls, 1 arms and 0 issues do not fit; give one of each per statement"):
        effect([0.1], [HELD_BACK], [], rng=_rng())
    with refused("(1, 1) falls, 1 arms and 1 issues do not fit; give one of each per statement"):
        effect([[0.1]], [HELD_BACK], ["a"], rng=_rng())
    arms = "held back, released only, discussed"
    with refused(f"no arm is called ['control', 'treated']; the arms are {arms}"):
        effect([0.1, 0.2, 0.3], ["treated", None, "control"], ["a"] * 3, rng=_rng())
    with refused("0 redraws are asked for; ask for at least one, 2000 is usual"):
        effect([0.1], [HELD_BACK], ["a"], redraws=0, rng=_rng())
    with refused("the level of an interval lies between 0 and 1, not at 0.0; use 0.9"):
        effect([0.1], [HELD_BACK], ["a"], level=0.0, rng=_rng())


def test_one_redraw_is_enough_to_ask_for() -> None:
    falls, arms, issues = _example()
    found = effect(falls, arms, issues, redraws=1, level=0.1, rng=_rng()).effect
    assert found.value == pytest.approx(0.45)
