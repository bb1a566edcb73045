"""The value of clarifying: by hand, against a slow reading in fractions, and what must always hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.domain.errors import MeasureError
from dissensus.measures.clarification import COSTS, OUTCOMES, Clarity, clarify
from dissensus.measures.ladders import gap
from tests.measures.sides import Lines, line_rows, lines

TWELFTHS = 12
GRID = [Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(3), Fraction(16)]
OWNER_GRID = [Fraction(1, 3), Fraction(2), Fraction(7)]


def _probabilities(rungs: int) -> st.SearchStrategy[list[Fraction]]:
    """F(1) to F(R) in twelfths, so that ties come up."""
    share = st.integers(0, TWELFTHS).map(lambda part: Fraction(part, TWELFTHS))
    return st.lists(share, min_size=rungs, max_size=rungs).map(sorted)


def _amounts(rungs: int) -> st.SearchStrategy[list[Fraction] | None]:
    amount = st.integers(-2, 8).map(lambda part: Fraction(part, 4))
    return st.none() | st.lists(amount, min_size=rungs, max_size=rungs)


CASES = st.integers(1, 5).flatmap(
    lambda rungs: st.tuples(_probabilities(rungs), _probabilities(rungs), _amounts(rungs), _amounts(rungs))
)
Case = tuple[list[Fraction], list[Fraction], list[Fraction] | None, list[Fraction] | None]


def _best(worth: Sequence[Fraction]) -> int:
    return worth.index(max(worth))


def _point(case: Case, cost: Fraction, owner_cost: Fraction) -> tuple[Fraction, Fraction]:
    """Both gains at one point of the grid, the definition read out."""
    rungs = len(case[0])
    line, belief = [Fraction(0), *case[0]], [Fraction(0), *case[1]]
    evenly = [Fraction(rung, rungs) for rung in range(1, rungs + 1)]
    benefit, harm = ([Fraction(0), *(evenly if each is None else each)] for each in case[2:])
    everything = range(rungs + 1)
    unclear = _best([benefit[r] - cost * belief[r] for r in everything])
    actor = -(benefit[unclear] - cost * line[unclear])
    owner = harm[unclear] + owner_cost * line[unclear]
    cumulated = [*line, Fraction(1)]
    for named in range(1, rungs + 2):
        chance = cumulated[named] - cumulated[named - 1]
        clear = _best([benefit[r] - cost * (r >= named) for r in everything])
        actor += chance * (benefit[clear] - cost * (clear >= named))
        owner -= chance * (harm[clear] + owner_cost * (clear >= named))
    return actor, owner


def _outcome(gains: Sequence[tuple[Fraction, Fraction]]) -> tuple[str, float]:
    found = Counter(
        "no change" if actor <= 0 else "mutual gain" if owner > 0 else "actor only" for actor, owner in gains
    )
    most = max(found.values())
    return [name for name in OUTCOMES if found[name] == most][-1], most / len(gains)


def _floats(values: Sequence[Fraction] | None) -> list[float] | None:
    return None if values is None else [float(value) for value in values]


def _clarify(case: Case) -> Clarity:
    return clarify(
        line=_floats(case[0]) or [],
        belief=_floats(case[1]) or [],
        benefit=_floats(case[2]),
        harm=_floats(case[3]),
        costs=[float(cost) for cost in GRID],
        owner_costs=[float(cost) for cost in OWNER_GRID],
    )


@given(CASES)
def test_the_gains_are_what_the_definition_says(case: Case) -> None:
    found = _clarify(case)
    slow = [[_point(case, cost, owner_cost) for owner_cost in OWNER_GRID] for cost in GRID]
    actor, owner = np.moveaxis(np.array(slow, dtype=float), 2, 0)
    np.testing.assert_allclose(found.gain_actor, actor, rtol=0, atol=1e-12)
    np.testing.assert_allclose(found.gain_owner, owner, rtol=0, atol=1e-12)
    assert (found.middle_actor, found.middle_owner) == (found.gain_actor[2, 1], found.gain_owner[2, 1])
    assert (found.outcome, found.share) == _outcome([point for row in slow for point in row])
    assert not found.gain_actor.flags.writeable
    assert not found.gain_owner.flags.writeable


@given(CASES)
def test_the_actor_never_loses_and_its_gain_is_not_of_the_owners_cost(case: Case) -> None:
    found = _clarify(case)
    assert (found.gain_actor >= 0).all()
    assert (found.gain_actor == found.gain_actor[:, :1]).all()


@given(line_rows(6, least=1), line_rows(6, least=1))
def test_the_actor_never_loses_by_lines_as_they_are_given(own: Lines, others: Lines) -> None:
    figures = gap(actual=lines(own, 6), believed=lines(others, 6))
    found = clarify(line=figures.actual, belief=figures.believed)
    assert (found.gain_actor >= 0).all()
    assert found.gain_actor.shape == found.gain_owner.shape == (13, 13)
    assert found.share is not None
    assert found.share * 169 == pytest.approx(round(found.share * 169))
    assert found.share >= 57 / 169


@given(st.integers(1, 7), st.data(), _amounts(7), _amounts(7))
def test_nothing_is_gained_where_a_certain_line_is_believed_as_it_is(
    rungs: int, data: st.DataObject, benefit: list[Fraction] | None, harm: list[Fraction] | None
) -> None:
    named = data.draw(st.integers(1, rungs + 1))
    certain = [float(rung >= named) for rung in range(1, rungs + 1)]
    found = clarify(
        line=certain,
        belief=certain,
        benefit=_floats(benefit and benefit[:rungs]),
        harm=_floats(harm and harm[:rungs]),
    )
    np.testing.assert_allclose(found.gain_actor, 0, atol=1e-12)
    np.testing.assert_allclose(found.gain_owner, 0, atol=1e-12)
    assert (found.outcome, found.share) == ("no change", 1)


def test_two_rungs_by_hand_at_every_point_of_the_grid() -> None:
    """F = 1/2, 1; Fhat = 0, 1/2; b = h = 1/2, 1.

    Unclear: rung 1 is worth 1/2, rung 2 1 - C/2: the second under C = 1, else the first (a tie is the lower).
    Clear, L = 1 (1/2): both rungs cross, so the second under C = 1, else nothing. L = 2 (1/2): 1/2 or 1 - C:
    the second under C = 1/2, else the first. So the actor has
    up to 1/2: 1 - C clear and unclear, no gain; from 1/2 to under 1: (1 - C)/2 + 1/4 less 1 - C;
    from 1: 1/4 less 1/2 - C/2. The owner loses h + C_B F:
    under 1/2: alike; from 1/2 to under 1: 1 + C_B less 3/4 + C_B/2; from 1: 1/2 + C_B/2 less 1/4.
    """
    found = clarify(line=[0.5, 1], belief=[0, 0.5])
    assert COSTS.tolist() == pytest.approx([0.25 * 2 ** (step / 2) for step in range(13)])
    for i, cost in enumerate(COSTS):
        for j, owner_cost in enumerate(COSTS):
            if cost < 0.49:
                gains = (0.0, 0.0)
            elif cost < 0.99:
                gains = ((1 - cost) / 2 + 0.25 - (1 - cost), 0.25 + owner_cost / 2)
            else:
                gains = (0.25 - (0.5 - cost / 2), 0.25 + owner_cost / 2)
            assert (found.gain_actor[i, j], found.gain_owner[i, j]) == pytest.approx(gains, abs=1e-12)
    assert (found.outcome, found.share) == ("mutual gain", 10 / 13)
    assert (found.middle_actor, found.middle_owner) == pytest.approx((0.75, 1.25))


def test_a_line_further_off_than_believed_invites_more() -> None:
    """Feared at rung 1, in truth past the top: named, the actor goes to the top, and the owner only loses."""
    found = clarify(line=[0, 0], belief=[1, 1], costs=[2, 4], owner_costs=[1])
    assert found.gain_actor.tolist() == [[1], [1]]
    assert found.gain_owner.tolist() == [[-1], [-1]]
    assert (found.outcome, found.share) == ("actor only", 1)


@pytest.mark.parametrize(
    ("costs", "owner_costs", "outcome", "share"),
    [
        ([0.25, 0.5, 1], [1], "mutual gain", 1 / 3),
        ([0.25, 1], [1], "no change", 1 / 2),
        ([0.5, 1], [1], "actor only", 1 / 2),
        ([0.25, 0.5, 2, 2], [1], "mutual gain", 1 / 2),
        ([0.25, 0.25, 0.5, 2, 0.5], [1], "actor only", 2 / 5),
    ],
)
def test_the_commonest_outcome_holds_and_of_equals_the_later(
    costs: list[float], owner_costs: list[float], outcome: str, share: float
) -> None:
    """The line is the first of two rungs, believed the second: by cost no change, actor only, mutual gain."""
    by_cost = {0.25: "no change", 0.5: "actor only", 1: "mutual gain", 2: "mutual gain"}
    for cost in costs:
        assert clarify(line=[1, 1], belief=[0, 1], costs=[cost], owner_costs=[1]).outcome == by_cost[cost]
    found = clarify(line=[1, 1], belief=[0, 1], costs=costs, owner_costs=owner_costs)
    expected = Counter(by_cost[cost] for cost in costs)
    most = max(expected.values())
    assert [name for name in OUTCOMES if expected[name] == most][-1] == found.outcome
    assert found.share == most / len(costs)


@pytest.mark.parametrize(("gain", "outcome"), [(2e-9, "mutual gain"), (0.5e-9, "no change")])
def test_a_gain_of_next_to_nothing_is_none(gain: float, outcome: str) -> None:
    """The actor would run into the line at rung 1 for a benefit that is the cost less `gain`."""
    found = clarify(line=[1.0], belief=[0.0], benefit=[1 - gain], harm=[1.0], costs=[1], owner_costs=[1])
    assert found.outcome == outcome
    assert found.gain_actor[0, 0] == pytest.approx(gain, rel=1e-6)


@pytest.mark.parametrize(("loss", "outcome"), [(0.5e-9, "actor only"), (2e-9, "mutual gain")])
def test_a_gain_of_next_to_nothing_is_none_to_the_owner(loss: float, outcome: str) -> None:
    """Named, the actor stays away from the rung that crosses: the owner is spared harm and cost."""
    found = clarify(line=[1.0], belief=[0.0], benefit=[0.5], harm=[loss - 1.0], costs=[1], owner_costs=[1])
    assert found.outcome == outcome
    assert found.gain_owner[0, 0] == pytest.approx(loss, rel=1e-6)


def test_a_gain_of_just_next_to_nothing_is_none_either() -> None:
    """Feared without cause, the rung is worth 1e-9 to the actor, and its harm is 1e-9 less than none."""
    at: dict[str, Any] = {"line": [0.0], "belief": [1.0], "costs": [1], "owner_costs": [1]}
    assert clarify(**at, benefit=[1e-9], harm=[-1.0]).outcome == "no change"
    assert clarify(**at, benefit=[1.0], harm=[-1e-9]).outcome == "actor only"
    assert clarify(**at, benefit=[1.1e-9], harm=[-1.1e-9]).outcome == "mutual gain"


@pytest.mark.parametrize("more", [0.0, 0.9e-12, 1e-11])
def test_rungs_that_are_as_good_go_to_the_lower(more: float) -> None:
    """The second rung is worth more by so much; harm tells which was picked."""
    found = clarify(
        line=[0, 0], belief=[0, 0], benefit=[1, 1 + more], harm=[3, 8], costs=[1], owner_costs=[1]
    )
    assert found.middle_owner == 0
    feared = clarify(
        line=[0, 0], belief=[1, 1], benefit=[1, 1 + more], harm=[3, 8], costs=[4], owner_costs=[1]
    )
    assert feared.middle_owner == (-8 if more > 1e-12 else -3)
    hoped = clarify(
        line=[1, 1], belief=[0, 0], benefit=[1, 1 + more], harm=[3, 8], costs=[4], owner_costs=[1]
    )
    assert hoped.middle_owner == (9 if more > 1e-12 else 4)


def test_the_middle_of_an_even_grid_is_the_higher_of_two() -> None:
    found = clarify(line=[1, 1], belief=[0, 1], costs=[1, 2, 3, 4], owner_costs=[1, 5])
    assert (found.middle_actor, found.middle_owner) == (found.gain_actor[2, 1], found.gain_owner[2, 1])
    assert found.middle_actor == pytest.approx(3 - 0.5)
    assert found.middle_owner == pytest.approx(5.5)


@pytest.mark.parametrize(("line", "belief"), [([np.nan] * 2, [0, 1]), ([0, 1], [np.nan] * 2)])
def test_without_line_or_belief_nothing_is_defined(line: list[float], belief: list[float]) -> None:
    found = clarify(line=line, belief=belief, costs=[1, 2, 4], owner_costs=[1])
    assert (found.outcome, found.share) == (None, None)
    assert np.isnan([found.middle_actor, found.middle_owner]).all()
    assert found.gain_actor.shape == found.gain_owner.shape == (3, 1)
    assert np.isnan(found.gain_actor).all()
    assert np.isnan(found.gain_owner).all()


def test_none_is_as_good_as_nan() -> None:
    nothing: Any = [None, None]
    assert clarify(line=nothing, belief=[0, 1]).outcome is None
    assert clarify(line=[0, 1], belief=nothing).outcome is None


def _given(**changed: Any) -> Callable[[], Clarity]:
    arguments: dict[str, Any] = {"line": [0.5, 1], "belief": [0, 1], **changed}
    return lambda: clarify(**arguments)


@pytest.mark.parametrize(
    ("attempt", "text"),
    [
        (_given(belief=[0, 0, 1]), "line has 2 rungs, belief 3; give both on the same ladder"),
        (_given(line=[], belief=[]), r"line has shape \(0,\); give one probability a rung"),
        (_given(line=[[0.5, 1]]), r"line has shape \(1, 2\)"),
        (_given(belief=0.5), r"belief has shape \(\)"),
        (_given(line=[0.5, 1.1]), "line is the probability .* from 0 to 1, never falling"),
        (_given(line=[-0.1, 1]), "line is the probability"),
        (_given(belief=[1, 0.5]), "belief is the probability"),
        (_given(benefit=[1]), r"benefit has shape \(1,\); give one a rung, 2 in all"),
        (_given(harm=[1, 2, 3]), r"harm has shape \(3,\); give one a rung, 2 in all"),
        (_given(benefit=[1, np.inf]), "benefit holds something that is no number"),
        (_given(harm=[np.nan, 1]), "harm holds something that is no number"),
        (_given(harm=[None, 1]), "harm holds something that is no number"),
        (_given(costs=[1, None]), "costs are what a crossed line costs"),
        (_given(costs=[]), "costs are what a crossed line costs: a list of numbers over 0"),
        (_given(costs=[1, 0]), "costs are what a crossed line costs"),
        (_given(costs=[1, np.inf]), "costs are what a crossed line costs"),
        (_given(owner_costs=[-1]), "owner_costs are what a crossed line costs"),
        (_given(owner_costs=[[1]]), "owner_costs are what a crossed line costs"),
    ],
)
def test_what_cannot_be_weighed_is_refused(attempt: Callable[[], Clarity], text: str) -> None:
    with pytest.raises(MeasureError, match=text):
        attempt()


def test_the_costs_are_thirteen_from_a_quarter_to_sixteen() -> None:
    assert len(COSTS) == 13
    assert (COSTS[0], COSTS[6], COSTS[-1]) == (0.25, 2, 16)
    np.testing.assert_allclose(COSTS[1:] / COSTS[:-1], 2**0.5)
    assert not COSTS.flags.writeable
