"""Signals: misreading reading by reading, its interval by resampling readers, and what comes across."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.domain.tracks import Target
from dissensus.measures.intervals import acceleration, bca
from dissensus.measures.records import Estimate
from dissensus.measures.signals import fidelity, matches, misread_rate, threat_inflation
from tests.measures.refusals import refused

NAN = float("nan")
CATEGORY = st.none() | st.sampled_from(["drill", "threat", "help"])
READINGS = st.lists(st.tuples(CATEGORY, CATEGORY), max_size=15)
Readings = Sequence[tuple[str | None, str | None]]


def _rate(
    pairs: Readings, target: Target = Target.ROLL, readers: list[str] | None = None, seed: int = 1
) -> Estimate:
    meant, read = [m for m, _ in pairs], [r for _, r in pairs]
    return misread_rate(meant, read, readers=readers, target=target, rng=np.random.default_rng(seed))


@given(READINGS)
def test_the_misread_rate_reading_by_reading(pairs: Readings) -> None:
    found = _rate(pairs)
    known = [(m, r) for m, r in pairs if m is not None and r is not None]
    assert (found.n, found.interval) == (len(known), None)
    if known:
        assert found.value == pytest.approx(float(Fraction(sum(m != r for m, r in known), len(known))))
        assert (found.reason, found.source) == ("a roll has no sampling error", "Jervis1970")
    else:
        assert (found.value, found.reason) == (None, "no signal has both a meaning and a reading")


def test_an_interval_stands_from_twenty_readers_on() -> None:
    pairs: Readings = [("drill", "drill")] * 13 + [("drill", "threat")] * 7
    assert _rate(pairs, Target.POPULATION).interval is not None
    assert _rate(pairs[1:], Target.POPULATION) == Estimate(
        value=7 / 19, n=19, reason="fewer than 20 readers", source="Jervis1970"
    )
    of_ten = [f"r{i % 10}" for i in range(20)]
    assert _rate(pairs, Target.POPULATION, of_ten).reason == "fewer than 20 readers"
    some: Readings = [*pairs[:-1], ("drill", None)]
    assert _rate(some, Target.POPULATION).reason == "fewer than 20 readers"


def test_where_all_read_alike_there_is_no_interval() -> None:
    found = _rate([("drill", "threat")] * 20, Target.POPULATION)
    assert found == Estimate(
        value=1.0, n=20, reason="the resamples do not vary around the value", source="Jervis1970"
    )


def test_the_interval_is_the_corrected_bootstrap_of_readers() -> None:
    """With a reading each, a resample is a multinomial draw of those who misread and those who did not."""
    pairs: Readings = [("drill", "threat")] * 8 + [("drill", "drill")] * 22
    found = _rate(pairs, Target.POPULATION)
    rng = np.random.default_rng(1)
    drawn = rng.multinomial(30, [22 / 30, 8 / 30], size=1000)[:, 1] / 30
    pull = acceleration([(np.array([8 / 29, 7 / 29]), np.array([22, 8]))])
    assert found == Estimate(
        value=8 / 30, n=30, interval=bca(8 / 30, drawn, acceleration=pull), method="BCa", source="Efron1987"
    )
    level = misread_rate(
        [m for m, _ in pairs],
        [r for _, r in pairs],
        target=Target.POPULATION,
        draws=200,
        level=0.5,
        rng=np.random.default_rng(1),
    )
    rng = np.random.default_rng(1)
    drawn = rng.multinomial(30, [22 / 30, 8 / 30], size=200)[:, 1] / 30
    assert level.interval == bca(8 / 30, drawn, acceleration=pull, level=0.5)


def test_all_readings_of_a_reader_are_drawn_together() -> None:
    """Readers who misread everything or nothing: three readings each say no more than one."""
    once = [("drill", "threat")] * 9 + [("drill", "drill")] * 16
    readers = [f"r{i}" for i in range(25)]
    alone = _rate(once, Target.POPULATION, readers)
    thrice = _rate(once * 3, Target.POPULATION, readers * 3)
    assert (alone.n, thrice.n) == (25, 75)
    assert thrice.interval == alone.interval
    apart = _rate(once * 3, Target.POPULATION)
    assert apart.interval is not None
    assert alone.interval is not None
    assert apart.interval[1] - apart.interval[0] < alone.interval[1] - alone.interval[0]


def test_readers_of_different_zeal_weigh_by_their_readings() -> None:
    """Each resample is the misread over the read of the readers drawn, not a mean of their rates."""
    pairs: Readings = [("a", "b")] * 12 + [("a", "a")] * 24
    readers = [f"r{i}" for i in range(12)] + [f"s{i // 2}" for i in range(24)]
    rng = np.random.default_rng(1)
    times = rng.multinomial(24, [0.5, 0.5], size=1000)
    drawn = times[:, 1] / (2 * times[:, 0] + times[:, 1])
    pull = acceleration([(np.array([12 / 34, 11 / 35]), np.array([12, 12]))])
    meant, read = [m for m, _ in pairs], [r for _, r in pairs]
    for level in (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995):
        found = misread_rate(
            meant, read, readers=readers, target=Target.POPULATION, level=level, rng=np.random.default_rng(1)
        )
        assert found.interval == bca(1 / 3, drawn, acceleration=pull, level=level)


def test_the_acceleration_is_that_of_readers_left_out() -> None:
    """Few misread, so that leaving one of them out matters most."""
    pairs: Readings = [("a", "b")] * 2 + [("a", "a")] * 38
    readers = [f"r{i // 2}" for i in range(2)] + [f"s{i // 2}" for i in range(38)]
    rng = np.random.default_rng(1)
    times = rng.multinomial(20, [19 / 20, 1 / 20], size=1000)
    pull = acceleration([(np.array([2 / 38, 0.0]), np.array([19, 1]))])
    meant, read = [m for m, _ in pairs], [r for _, r in pairs]
    for level in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999):
        found = misread_rate(
            meant, read, readers=readers, target=Target.POPULATION, level=level, rng=np.random.default_rng(1)
        )
        assert found.interval == bca(1 / 20, times[:, 1] / 20, acceleration=pull, level=level)


@given(READINGS, st.randoms(use_true_random=False))
def test_the_order_of_readings_changes_nothing(pairs: Readings, chance: object) -> None:
    many: Readings = [*pairs, ("drill", "drill"), ("drill", "threat")] * 10
    readers = [f"r{i % 24}" for i in range(len(many))]
    turned = list(range(len(many)))
    chance.shuffle(turned)  # type: ignore[attr-defined]
    first = _rate(many, Target.POPULATION, readers)
    assert _rate([many[i] for i in turned], Target.POPULATION, [readers[i] for i in turned]) == first


@given(st.lists(st.tuples(st.none() | st.integers(1, 7), st.none() | st.integers(1, 7)), max_size=12))
def test_threat_inflation_reading_by_reading(pairs: list[tuple[int | None, int | None]]) -> None:
    meant, read = (
        [NAN if x is None else float(x) for x in side]
        for side in ([m for m, _ in pairs], [r for _, r in pairs])
    )
    found = threat_inflation(meant, read)
    gaps = [r - m for m, r in pairs if m is not None and r is not None]
    assert found.n == len(gaps)
    if gaps:
        assert found.value == pytest.approx(float(Fraction(sum(gaps), len(gaps))))
        assert (found.source, found.reason) == ("Jervis1976", None)
        turned = threat_inflation(read, meant).value
        assert turned == pytest.approx(-(found.value or 0))
    else:
        assert (found.value, found.reason) == (None, "no signal has a hostility both meant and read")


def _mutual(pairs: list[tuple[str, str]]) -> float:
    """Mutual information over the entropy of what was meant, each entropy corrected by (K - 1) / 2n."""
    n = len(pairs)

    def corrected(counts: Counter[object]) -> float:
        plain = -sum(c / n * math.log(c / n) for c in counts.values())
        return plain + (len(counts) - 1) / (2 * n)

    told = corrected(Counter(m for m, _ in pairs))
    heard = corrected(Counter(r for _, r in pairs))
    return (told + heard - corrected(Counter(pairs))) / told


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=40, max_size=60))
def test_fidelity_by_its_definition(pairs: list[tuple[str, str]]) -> None:
    found = fidelity([m for m, _ in pairs], [r for _, r in pairs])
    assert found.n == len(pairs)
    if len({m for m, _ in pairs}) == 1:
        reason = "everything meant is the same, so there is nothing to come across"
        assert (found.value, found.reason) == (None, reason)
        return
    assert found.value == pytest.approx(min(1, max(0, _mutual(pairs))))
    assert (found.source, found.reason) == ("Miller1955", None)


def test_fidelity_at_its_ends() -> None:
    """All comes across: corrected, it is 1 whatever the names. Of pure chance next to nothing does."""
    assert fidelity(["a", "b", "c", "d"] * 10, ["w", "x", "y", "z"] * 10).value == 1
    assert fidelity(["a", "a", "b", "b"] * 10, ["x", "y"] * 20).value == 0
    assert fidelity(["a", "b"] * 19 + ["a"], ["x", "y"] * 19 + ["x"]) == Estimate(
        value=None, n=39, reason="fewer than 40 pairs"
    )
    assert fidelity([*["a", "b"] * 20, None], [*["x", "y"] * 20, "x"]).n == 40


def test_none_is_no_hostility() -> None:
    missing: Any = [None, 2, 3]
    assert threat_inflation(missing, [5, 5, 5]).value == 2.5
    assert threat_inflation([1, 1, 1], missing).value == 1.5


def test_public_signals_as_coded() -> None:
    assert list(matches(["none found", "partial", "partial", None]).items()) == [
        ("match", 0),
        ("partial", 2),
        ("mismatch", 0),
        ("none found", 1),
    ]
    with refused("'misread' is no way to match; use one of match, partial, mismatch, none found"):
        matches(["match", "misread"])


def test_what_does_not_fit_is_refused() -> None:
    rng = np.random.default_rng(1)
    with refused("2 meanings and 1 readings do not fit; give one of each"):
        misread_rate(["a", "b"], ["a"], target=Target.ROLL, rng=rng)
    with refused("1 readings and 2 readers do not fit; name each one's reader"):
        misread_rate(["a"], ["a"], readers=["r1", "r2"], target=Target.ROLL, rng=rng)
    with refused("0 draws are asked for; ask for at least one, 1000 is usual"):
        misread_rate(["a"], ["a"], target=Target.ROLL, draws=0, rng=rng)
    with refused("1 meanings and 2 readings do not fit; give one of each"):
        fidelity(["a"], ["a", "b"])
    with refused("(1,) meanings and (2,) readings do not fit; give one of each"):
        threat_inflation([1], [1, 2])
    with refused("hostility meant runs from 1 to 7; something else is given"):
        threat_inflation([0.5], [1])
    with refused("hostility read runs from 1 to 7; something else is given"):
        threat_inflation([7], [7.5])
    assert threat_inflation([1, 7], [7, 1]).value == 0
