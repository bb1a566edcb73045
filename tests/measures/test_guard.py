"""The guard: who is admitted to what, and what counts become, at every edge and under every law."""

from __future__ import annotations

import inspect
import typing
from fractions import Fraction
from functools import partial
from itertools import product

import attrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.domain.errors import MeasureError
from dissensus.domain.tracks import Unit
from dissensus.measures.arrays import LineMatrix
from dissensus.measures.counts import Expectation, Tally, expect, tally
from dissensus.measures.guard import admission, answers, constants, figures
from dissensus.measures.guard.admission import Admission, Asked, Row
from dissensus.measures.guard.answers import BANDS, Shown
from dissensus.measures.guard.constants import Constants
from tests.measures.sides import predictions, votes

DEFAULTS = Constants()
ROWS = (Row.LABELS, Row.BANDS, Row.FIGURES)


def counted(agree: int, disagree: int, unsure: int = 0) -> Tally:
    """The counts of one statement."""
    people = agree + unsure + disagree
    return Tally(agree=[agree], unsure=[unsure], disagree=[disagree], statements=["S1"], participants=people)


def shown(counts: Tally, roll: int, row: Row) -> tuple[str | None, int]:
    """The label of the one statement, or None, and the direction it says."""
    found = answers.answers(counts, roll=roll, row=row, constants=DEFAULTS)
    return found.labels[0], int(found.direction[0])


def expected(rows: list[list[float | None]], roll: int, row: Row) -> Shown:
    """What may be shown of what a side expects, of the shares of one statement in `rows`."""
    matrix = predictions(rows, 1)
    return answers.expectations(
        expect(matrix), answers.sides_of(matrix), roll=roll, row=row, constants=DEFAULTS
    )


def history(*rolls: int, unit: Unit = Unit.PERSON) -> list[Asked]:
    """A side's rolls in the rounds of a dialogue."""
    return [Asked(round=f"r{place}", unit=unit, roll=roll) for place, roll in enumerate(rolls)]


# Constants.


def test_the_defaults_are_those_that_were_measured() -> None:
    assert DEFAULTS.as_mapping() == {
        "version": 1,
        "labels_from": 5,
        "bands_from": 12,
        "figures_from": 30,
        "joiners": 3,
        "step": 5,
        "outer": 10,
    }
    assert constants.from_mapping(DEFAULTS.as_mapping()) == DEFAULTS == constants.from_mapping({})


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"labels_from": 4}, "labels_from is 4; use 5 or more"),
        ({"bands_from": 11}, "bands_from is 11; use 12 or more"),
        ({"labels_from": 13}, "bands_from is 12; use 13 or more"),
        ({"figures_from": 29}, "figures_from is 29; use 30 or more"),
        ({"bands_from": 31}, "figures_from is 30; use 31 or more"),
        ({"joiners": 2}, "joiners is 2; use 3 or more"),
        ({"step": 1}, "step is 1; use 5, 10 or 25"),
        ({"step": 20}, "step is 20; use 5, 10 or 25"),
        ({"outer": 5}, "outer is 5; use a multiple of its step"),
        ({"outer": 12}, "outer is 12; use a multiple"),
        ({"outer": 50}, "outer is 50; use a multiple"),
        ({"version": 2}, "version is 2; this package knows version 1"),
        ({"joiners": True}, "joiners is True; give a whole number"),
        ({"joiners": 3.0}, "joiners is 3.0; give a whole number"),
        ({"fewest": 5}, "no constant 'fewest'; it has version, labels_from"),
    ],
)
def test_a_guard_that_is_laxer_or_does_not_fit_is_refused(changed: dict[str, object], message: str) -> None:
    with pytest.raises(MeasureError, match=message):
        constants.from_mapping(changed)


def test_a_constant_is_a_whole_number_wherever_it_comes_from() -> None:
    with pytest.raises(MeasureError, match=r"the guard's figures_from is 40\.5; give a whole number"):
        Constants(figures_from=40.5)  # type: ignore[arg-type]


def test_a_stricter_guard_is_taken() -> None:
    assert answers.steps([24, 26], [100, 100], Constants(step=10)).tolist() == [20, 30]
    strict = Constants(labels_from=7, bands_from=20, figures_from=50, joiners=4, step=25, outer=25)
    assert [admission.row(Unit.PERSON, n, strict) for n in (6, 7, 19, 20, 49, 50)] == [0, 1, 1, 2, 2, 3]
    assert answers.steps([10, 38, 60], [100, 100, 100], strict).tolist() == [25, 50, 50]
    assert constants.from_mapping(strict.as_mapping()) == strict


# Admission.


def test_admission_has_no_argument_for_answers() -> None:
    """Everything that its functions and records take is known when a round opens."""
    allowed = {str, int, bool, Unit, Row, Constants, Asked, Admission, type(None)}
    functions = [
        item
        for _, item in inspect.getmembers(admission, inspect.isfunction)
        if item.__module__ == admission.__name__
    ]
    assert {each.__name__ for each in functions} >= {"admit", "row", "stricter", "refusal", "counts_now"}
    for function in functions:
        hints = typing.get_type_hints(function)
        assert set(inspect.signature(function).parameters) == set(hints) - {"return"}
        for name, hint in hints.items():
            assert _leaves(hint) <= allowed, (function.__name__, name, hint)
    for record in (Asked, Admission):
        for name, hint in typing.get_type_hints(record).items():
            assert _leaves(hint) <= allowed, (record, name)


def _leaves(hint: object) -> set[object]:
    inner = [each for each in typing.get_args(hint) if each is not Ellipsis]
    return {hint} if not inner else set().union(*(_leaves(each) for each in inner))


def test_admission_knows_neither_arrays_nor_counts() -> None:
    loaded = {name for name, item in vars(admission).items() if inspect.ismodule(item)}
    assert loaded <= {"attrs"}
    assert "arrays" not in inspect.getsource(admission).replace("arrays of", "")


@pytest.mark.parametrize(
    ("roll", "row"),
    [
        (0, Row.NOTHING),
        (4, Row.NOTHING),
        (5, Row.LABELS),
        (11, Row.LABELS),
        (12, Row.BANDS),
        (29, Row.BANDS),
        (30, Row.FIGURES),
        (5000, Row.FIGURES),
    ],
)
def test_which_row_applies(roll: int, row: Row) -> None:
    assert admission.row(Unit.PERSON, roll, DEFAULTS) is row
    assert admission.row(Unit.MEMBER, roll, DEFAULTS) is Row.OPEN
    assert admission.row(Unit.PARTY, roll, DEFAULTS) is Row.OPEN


def test_rows_are_shown_by_name() -> None:
    assert [row.shown for row in Row] == ["nothing", "labels", "bands", "figures", "figures"]


def test_a_figure_of_two_sides_takes_the_stricter_row() -> None:
    for one, other in product(Row, Row):
        assert admission.stricter((one, other)) is (one if one < other else other)
    assert admission.stricter([Row.OPEN, Row.LABELS]) is Row.LABELS


def test_a_change_is_a_figure_of_all_its_sides_and_rounds() -> None:
    assert admission.may_show_change([Row.FIGURES] * 4)
    assert admission.may_show_change([Row.OPEN, Row.FIGURES])
    assert not admission.may_show_change([Row.FIGURES, Row.FIGURES, Row.BANDS, Row.FIGURES])


def test_what_was_held_back_counts_with_the_last_round_only() -> None:
    assert [admission.counts_now(arm, last=False) for arm in ("held back", "released only", "discussed")] == [
        False,
        True,
        True,
    ]
    assert all(admission.counts_now(arm, last=True) for arm in ("held back", "released only", None))


def rows_of(*rolls: int) -> list[tuple[str, int, int]]:
    """Row, roll and the first round to stand beside, round by round."""
    return [(each.row.name, each.roll, each.since) for each in admission.admit(history(*rolls), DEFAULTS)]


def test_the_row_of_the_first_round_stays() -> None:
    assert rows_of(11, 14, 40) == [("LABELS", 11, 0), ("LABELS", 14, 1), ("LABELS", 40, 2)]
    assert rows_of(4, 40) == [("NOTHING", 4, 0), ("NOTHING", 40, 1)]
    assert rows_of(29, 32) == [("BANDS", 29, 0), ("BANDS", 32, 1)]


def test_a_leaver_stays_on_the_roll() -> None:
    assert rows_of(12, 11, 5) == [("BANDS", 12, 0)] * 3
    assert rows_of(30, 29, 30) == [("FIGURES", 30, 0)] * 3


def test_fewer_than_three_do_not_join() -> None:
    assert rows_of(8, 9, 10, 11) == [
        ("LABELS", 8, 0),
        ("NOTHING", 9, 1),
        ("NOTHING", 10, 2),
        ("LABELS", 11, 3),
    ]
    assert rows_of(40, 42) == [("FIGURES", 40, 0), ("NOTHING", 42, 1)]


def test_from_thirty_people_rounds_stand_beside_each_other_across_a_join() -> None:
    assert rows_of(30, 33, 36) == [("FIGURES", 30, 0), ("FIGURES", 33, 0), ("FIGURES", 36, 0)]


def test_a_unit_never_changes() -> None:
    rounds = [Asked(round="r1", unit=Unit.PERSON, roll=8), Asked(round="r2", unit=Unit.MEMBER, roll=8)]
    assert [each.row for each in admission.admit(rounds, DEFAULTS)] == [Row.LABELS, Row.NOTHING]
    assert [each.row for each in admission.admit(rounds[::-1], DEFAULTS)] == [Row.OPEN, Row.NOTHING]


def test_members_and_parties_come_and_go() -> None:
    found = admission.admit(history(28, 29, 27, unit=Unit.MEMBER), DEFAULTS)
    assert [(each.row, each.since) for each in found] == [(Row.OPEN, 0)] * 3
    assert admission.admit([], DEFAULTS) == ()


def test_a_roll_is_no_negative_number() -> None:
    with pytest.raises(MeasureError, match="the roll of round 'r1' is -1"):
        Asked(round="r1", unit=Unit.PERSON, roll=-1)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_laws_of_admission(rolls: list[int]) -> None:
    found = admission.admit(history(*rolls), DEFAULTS)
    assert [each.round for each in found] == [f"r{place}" for place in range(len(rolls))]
    first = admission.row(Unit.PERSON, rolls[0], DEFAULTS)
    assert {each.row for each in found} <= {first, Row.NOTHING}
    assert all(later.roll >= asked for later, asked in zip(found, rolls, strict=True))
    assert found[: len(found) - 1] == admission.admit(history(*rolls[:-1]), DEFAULTS)
    for place, each in enumerate(found):
        assert 0 <= each.since <= place
        if each.row is not Row.NOTHING and place:
            before = [earlier.roll for earlier in found[:place] if earlier.row is not Row.NOTHING]
            assert each.roll == max(before) or each.roll >= max(before) + DEFAULTS.joiners


def test_refusals_say_what_the_next_threshold_unlocks_and_nothing_else() -> None:
    assert admission.refusal(Row.LABELS, DEFAULTS) == "labels are shown from 5 people a side"
    assert admission.refusal(Row.BANDS, DEFAULTS) == "classes are shown from 12 people a side"
    assert admission.refusal(Row.FIGURES, DEFAULTS) == "figures are shown from 30 people a side"
    assert "7 people" in admission.refusal(Row.LABELS, Constants(labels_from=7))
    for row in (Row.NOTHING, Row.OPEN):
        with pytest.raises(MeasureError, match="unlocks"):
            admission.refusal(row, DEFAULTS)


# Labels, bands, rounded shares.


@pytest.mark.parametrize(
    ("agree", "disagree", "roll", "label"),
    [
        (3, 2, 5, "most agree"),
        (2, 3, 5, "most disagree"),
        (2, 2, 5, "no common answer"),
        (3, 3, 6, "no common answer"),
        (4, 2, 6, "most agree"),
        (5, 0, 11, "no common answer"),
        (6, 5, 11, "most agree"),
        (0, 11, 11, "most disagree"),
        (0, 0, 8, "no common answer"),
    ],
)
def test_labels(agree: int, disagree: int, roll: int, label: str) -> None:
    direction = {"most agree": 1, "most disagree": -1}.get(label, 0)
    assert shown(counted(agree, disagree), roll, Row.LABELS) == (label, direction)


@pytest.mark.parametrize(
    ("agree", "takers", "band"),
    [
        (0, 5, "[0,20)"),
        (199, 1000, "[0,20)"),
        (1, 5, "[20,40)"),
        (399, 1000, "[20,40)"),
        (2, 5, "[40,60]"),
        (3, 5, "[40,60]"),
        (601, 1000, "(60,80]"),
        (4, 5, "(60,80]"),
        (801, 1000, "(80,100]"),
        (5, 5, "(80,100]"),
        (0, 0, "[40,60]"),
    ],
)
def test_bands_at_their_edges(agree: int, takers: int, band: str) -> None:
    direction = (BANDS.index(band) > 2) - (BANDS.index(band) < 2)
    assert shown(counted(agree, takers - agree, 3), 2000, Row.BANDS) == (band, direction)


@pytest.mark.parametrize(
    ("agree", "takers", "label", "share", "direction"),
    [
        (0, 30, "≤ 10 %", 0.05, -1),
        (3, 30, "≤ 10 %", 0.05, -1),
        (1, 8, None, 0.15, -1),
        (4, 30, None, 0.15, -1),
        (13, 30, None, 0.45, 0),
        (15, 30, None, 0.5, 0),
        (33, 60, None, 0.55, 0),
        (18, 30, None, 0.6, 1),
        (7, 8, None, 0.85, 1),
        (27, 30, "≥ 90 %", 0.95, 1),
        (30, 30, "≥ 90 %", 0.95, 1),
        (0, 0, None, 0.5, 0),
    ],
)
def test_rounded_shares(agree: int, takers: int, label: str | None, share: float, direction: int) -> None:
    found = answers.answers(counted(agree, takers - agree), roll=60, row=Row.FIGURES, constants=DEFAULTS)
    assert (found.labels[0], found.share[0], found.direction[0]) == (label, share, direction)
    assert found.rule == "to the nearest 5 %; 10 % and less, and 90 % and more, are shown as one"


@pytest.mark.parametrize(
    ("part", "whole", "step"),
    [(19, 40, 50), (17, 40, 45), (7, 40, 20), (5, 40, 15), (1, 40, 10), (3, 200, 10), (14, 100, 15)],
)
def test_halves_of_a_step_go_towards_the_middle(part: int, whole: int, step: int) -> None:
    assert answers.steps([part], [whole], DEFAULTS)[0] == step
    assert answers.steps([whole - part], [whole], DEFAULTS)[0] == 100 - step
    assert answers.share_steps([part / whole, 1 - part / whole], DEFAULTS).tolist() == [step, 100 - step]
    assert answers.steps([part * 10**15], [whole * 10**15], DEFAULTS).tolist() == [step]
    assert answers.steps(np.array([part * 10**30]), np.array([whole * 10**30]), DEFAULTS)[0] == step


def test_nothing_counted_is_nothing_shown() -> None:
    assert answers.bands([], []).tolist() == answers.steps([], [], DEFAULTS).tolist() == []
    assert answers.importance([], []).tolist() == answers.majority([], [], roll=5).tolist() == []


@pytest.mark.parametrize(
    ("shown", "low", "high"),
    [(0.05, 0.0, 0.125), (0.15, 0.125, 0.175), (0.5, 0.475, 0.525), (0.85, 0.825, 0.875), (0.95, 0.875, 1.0)],
)
def test_what_a_shown_share_may_be(shown: float, low: float, high: float) -> None:
    assert answers.extent(shown, DEFAULTS) == (low, high)
    assert answers.stand_in(answers.share_steps([(low + high) / 2], DEFAULTS), DEFAULTS)[0] == shown


def test_what_a_wider_step_may_be() -> None:
    wide = Constants(step=25, outer=25)
    assert [answers.extent(share, wide) for share in (0.125, 0.5, 0.875)] == [
        (0.0, 0.375),
        (0.375, 0.625),
        (0.625, 1.0),
    ]


def test_labels_and_bands_carry_no_number() -> None:
    rules = {Row.LABELS: answers.MOST_OF_ROLL, Row.BANDS: answers.IN_BANDS}
    for row, rule in rules.items():
        found = answers.answers(counted(9, 1), roll=12, row=row, constants=DEFAULTS)
        assert found.rule == rule
        assert np.isnan(found.share).all()
        assert not found.direction.flags.writeable


@pytest.mark.parametrize(
    ("shares", "roll", "label"),
    [
        ([0.6, 0.6, 0.6], 5, "expects agreement"),
        ([0.51, 0.9, 1.0, 0.0], 7, "no common expectation"),
        ([0.5, 0.5, 0.5, 0.5, 0.5], 5, "no common expectation"),
        ([0.49, 0.0, 0.2, 0.5], 5, "expects disagreement"),
        ([0.49, 0.0, 0.5, 0.5], 5, "no common expectation"),
        ([None, None], 5, "no common expectation"),
    ],
)
def test_labels_of_expectations(shares: list[float | None], roll: int, label: str) -> None:
    found = expected([[share] for share in shares], roll, Row.LABELS)
    assert found.labels == (label,)
    assert found.rule == "more than half of the roll"


@pytest.mark.parametrize(
    ("shares", "band", "rounded"),
    [
        ([0.1, 0.3], "[20,40)", 0.2),
        ([0.1, 0.3, 0.8], "[40,60]", 0.4),
        ([0.1, 0.2, 0.9], "[40,60]", 0.4),
        ([0.5, 0.7, 0.6], "[40,60]", 0.6),
        ([0.8, 0.8], "(60,80]", 0.8),
        ([0.81, 0.8], "(80,100]", 0.8),
        ([1.0, 1.0], "(80,100]", 0.95),
        ([None], "[40,60]", 0.5),
    ],
)
def test_bands_and_steps_of_expectations(shares: list[float | None], band: str, rounded: float) -> None:
    rows = [[share] for share in shares]
    assert expected(rows, 12, Row.BANDS).labels == (band,)
    assert expected(rows, 12, Row.BANDS).rule == "the mean share, in five bands"
    assert expected(rows, 30, Row.FIGURES).share[0] == rounded


def test_an_expectation_leans_by_what_is_shown() -> None:
    assert expected([[0.52]], 30, Row.FIGURES).direction[0] == 0
    assert expected([[0.53]], 30, Row.FIGURES).direction[0] == 1
    assert expected([[0.47]], 30, Row.FIGURES).direction[0] == -1
    assert expected([[0.55]], 12, Row.BANDS).direction[0] == 0
    assert expected([[0.61]], 12, Row.BANDS).direction[0] == 1


def test_sums_of_millions_of_predictions_are_banded_exactly() -> None:
    most = 9_000_000
    edge = Expectation(
        n=[most] * 2, units=[most * 10**12 // 5, most * 10**12 // 5 - 1], statements="ab", participants=most
    )
    sides = (np.zeros(2, dtype=np.int64), np.zeros(2, dtype=np.int64))
    found = answers.expectations(edge, sides, roll=most, row=Row.BANDS, constants=DEFAULTS)
    assert found.labels == ("[20,40)", "[0,20)")


@pytest.mark.parametrize("row", [Row.NOTHING, Row.OPEN])
def test_a_row_without_words_is_refused(row: Row) -> None:
    with pytest.raises(MeasureError, match=f"the row {row.name} has no labels"):
        answers.answers(counted(1, 1), roll=5, row=row, constants=DEFAULTS)


def test_more_answers_than_the_roll_are_refused() -> None:
    with pytest.raises(MeasureError, match="6 answered, but only 5 were asked"):
        answers.answers(counted(3, 3), roll=5, row=Row.LABELS, constants=DEFAULTS)
    with pytest.raises(MeasureError, match="2 answered, but only 1 were asked"):
        expected([[0.1], [0.2]], 1, Row.LABELS)


# Laws.

COUNTS = st.tuples(*[st.integers(0, 40)] * 4)


@given(COUNTS, st.sampled_from(ROWS))
def test_unsure_and_silent_are_alike_and_sides_swap(counts: tuple[int, int, int, int], row: Row) -> None:
    agree, unsure, disagree, silent = counts
    roll = sum(counts)
    found = shown(counted(agree, disagree, unsure), roll, row)
    assert found == shown(counted(agree, disagree, unsure + silent), roll, row)
    assert found == shown(counted(agree, disagree), roll, row)
    swapped = shown(counted(disagree, agree, unsure), roll, row)
    assert swapped[1] == -found[1]
    assert mirrored(found[0]) == swapped[0]


def mirrored(label: str | None) -> str | None:
    """The label of the complement."""
    pairs = {"most agree": "most disagree", "≤ 10 %": "≥ 90 %", **dict(zip(BANDS, BANDS[::-1], strict=True))}
    both = {**pairs, **{other: one for one, other in pairs.items()}}
    return both.get(label, label) if label is not None else None


@given(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
def test_one_more_who_agrees_never_shows_less_agreement(agree: int, disagree: int, spare: int) -> None:
    roll = agree + disagree + spare + 1
    for row in ROWS:
        before, after = (
            answers.answers(counted(each, disagree), roll=roll, row=row, constants=DEFAULTS)
            for each in (agree, agree + 1)
        )
        assert before.direction[0] <= after.direction[0] or agree + disagree == 0
        if row is Row.FIGURES and agree + disagree:
            assert before.share[0] <= after.share[0]


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_bands_and_steps_are_those_of_fractions(agree: int, disagree: int) -> None:
    whole = agree + disagree
    share = Fraction(agree, whole) if whole else Fraction(1, 2)
    band = sum(
        (share >= Fraction(1, 5), share >= Fraction(2, 5), share > Fraction(3, 5), share > Fraction(4, 5))
    )
    assert answers.bands([agree], [whole])[0] == band
    step = int(answers.steps([agree], [whole], DEFAULTS)[0])
    assert step % 5 == 0
    clipped = min(max(share, Fraction(1, 10)), Fraction(9, 10))
    assert abs(Fraction(step, 100) - clipped) <= Fraction(1, 40)
    assert step + answers.steps([disagree], [whole], DEFAULTS)[0] == 100
    assert step == answers.share_steps([float(share)], DEFAULTS)[0]


@given(st.integers(5, 40).flatmap(lambda roll: st.tuples(st.just(roll), st.permutations(range(roll)))))
def test_who_answered_does_not_matter(drawn: tuple[int, list[int]]) -> None:
    roll, order = drawn
    rng = np.random.default_rng(roll)
    rows = [[int(each)] for each in rng.integers(-1, 2, roll)]
    shuffled = [rows[place] for place in order]
    for row in ROWS:
        one, other = (
            answers.answers(tally(votes(each)), roll=roll, row=row, constants=DEFAULTS)
            for each in (rows, shuffled)
        )
        assert one.labels == other.labels


# Importance, classes, places, verdicts.


@pytest.mark.parametrize(
    ("weights", "label"),
    [
        ([0] * 11 + [3], "under 1"),
        ([1] * 12, "1 to 2"),
        ([2] * 12, "1 to 2"),
        ([2] * 11 + [3], "over 2"),
        ([0, 1, 1, 1], "under 1"),
        ([-1] * 12, "1 to 2"),
        ([3] + [-1] * 11, "over 2"),
    ],
)
def test_classes_of_importance(weights: list[int], label: str) -> None:
    matrix = attrs.evolve(votes([[0]] * len(weights)), importance=[[each] for each in weights])
    assert answers.weights(matrix) == (label,)


def test_importance_is_told_statement_by_statement() -> None:
    matrix = attrs.evolve(votes([[0] * 4] * 3), importance=[[3, 0, -1, 1], [3, -1, -1, 2], [0, 0, -1, 3]])
    assert answers.weights(matrix) == ("1 to 2", "under 1", "1 to 2", "1 to 2")


def test_importance_that_was_not_asked_is_in_the_middle() -> None:
    assert answers.weights(votes([[1, 1]] * 2)) == ("1 to 2", "1 to 2")


def test_the_class_that_more_than_half_hold() -> None:
    assert answers.most([[3, 2, 0], [2, 2, 3], [0, 1, 2]], roll=5).tolist() == [0, -1, 1]
    assert answers.most([[3], [3]], roll=6).tolist() == [-1]


@pytest.mark.parametrize(
    ("likeliest", "roll", "place"),
    [
        ([3, 3, 4], 5, "nearer"),
        ([5, 5, 5], 5, "at"),
        ([6, 9, 11], 5, "further"),
        ([3, 5, 6], 5, "no common answer"),
        ([3, 3, 3], 6, "no common answer"),
        ([], 5, "no common answer"),
    ],
)
def test_where_most_place_a_line(likeliest: list[int], roll: int, place: str) -> None:
    bounds = np.array([[1, rung, 11] for rung in likeliest]).reshape(len(likeliest), 3)
    lines = LineMatrix(bounds=bounds, rungs=10, participants=[f"p{i}" for i in range(len(likeliest))])
    assert figures.placed(lines, released=5, roll=roll) == place


def test_a_person_is_told_privately_whether_it_was_as_they_expected() -> None:
    as_expected, other = "as you expected", "other than you expected"
    told = {
        (share, direction): answers.verdict(share, direction)
        for share in (0.0, 0.49, 0.5, 0.51, 1.0, None)
        for direction in (-1, 0, 1)
    }
    assert {key for key, value in told.items() if value == as_expected} == {
        (0.0, -1),
        (0.49, -1),
        (0.51, 1),
        (1.0, 1),
    }
    assert {key for key, value in told.items() if value == other} == {
        (0.0, 1),
        (0.49, 1),
        (0.51, -1),
        (1.0, -1),
    }


# Rung shares, and what follows from them; bits.


def lines_at(*rungs: int, size: int = 4) -> LineMatrix:
    """Lines at these rungs, without ends."""
    return LineMatrix(
        bounds=np.array([[rung] * 3 for rung in rungs]).reshape(len(rungs), 3),
        rungs=size,
        participants=[f"p{i}" for i in range(len(rungs))],
    )


def test_rung_shares_are_rounded_like_any_other() -> None:
    assert figures.rung_shares(lines_at(*[1] * 4, *[3] * 26), DEFAULTS).tolist() == [0.15, 0.15, 0.95, 0.95]
    assert figures.rung_shares(lines_at(*[5] * 30), DEFAULTS).tolist() == [0.05] * 4
    assert figures.rung_shares(lines_at(), DEFAULTS).tolist() == [0.5] * 4


@given(st.lists(st.integers(1, 5), min_size=30, max_size=60), st.integers(1, 5))
def test_areas_and_means_of_rung_shares_keep_their_identities(rungs: list[int], line: int) -> None:
    shares = figures.rung_shares(lines_at(*rungs), DEFAULTS)
    assert (np.diff(shares) >= 0).all()
    actual = (np.arange(1, 5) >= line).astype(float)
    blind, over_caution = figures.areas(actual, shares)
    assert blind + over_caution == pytest.approx(np.abs(actual - shares).sum())
    assert over_caution - blind == pytest.approx(figures.mean_rung(actual) - figures.mean_rung(shares))
    assert abs(figures.mean_rung(shares) - np.mean(rungs)) <= 4 * 0.0751


def test_bits_to_one_decimal_and_their_ends() -> None:
    bits = partial(figures.shown_bits, alpha=0.5, expected=0.5, roll=60, constants=DEFAULTS)
    assert bits(0.449) == (None, 0.4)
    assert bits(0.45) == (None, 0.5)
    assert bits(1.949) == (None, 1.9)
    assert bits(1.95) == bits(6.64) == ("≥ 2 bits", 2.0)
    assert bits(0.04) == (None, 0.0)
    assert bits(0.06) == (None, 0.1)
    sure = partial(figures.shown_bits, alpha=0.95, expected=0.95, roll=60, constants=DEFAULTS)
    assert sure(0.0) == sure(0.04) == sure(0.149) == ("≤ 0.1 bits", 0.05)
    assert sure(0.15) == (None, 0.2)
    assert np.isnan(bits(float("nan"))[1])


def test_low_bits_stand_half_way_from_where_all_say_the_same() -> None:
    label, stands = figures.shown_bits(0.3, alpha=0.0, expected=0.15, roll=30, constants=DEFAULTS)
    assert label == "≤ 0.4 bits"
    assert stands == pytest.approx((-np.log2(0.85) + 0.4) / 2)


def test_the_least_bits_fall_with_the_roll_and_rise_with_what_the_mean_tells() -> None:
    told = [figures.least_bits(1.0, (0.875, 1.0), roll=roll) for roll in (30, 40, 60, 150, 1000)]
    assert told == sorted(told, reverse=True)
    assert figures.least_bits(0.0, (0.475, 0.525), roll=60) >= -np.log2(0.525) - 0.05
    with pytest.raises(MeasureError, match="a roll of 2 has no bits"):
        figures.least_bits(0.5, (0.4, 0.6), roll=2)


def test_bits_without_predictions_are_those_of_a_half() -> None:
    silent = predictions([[None, None, None]] * 30)
    half = predictions([[0.5, 0.5, 0.5]] * 30)
    alpha = [0.95, 0.5, float("nan")]
    one, other = (
        figures.bits(alpha, each, expected=np.array([0.5] * 3), roll=30, constants=DEFAULTS)
        for each in (silent, half)
    )
    assert one.labels == other.labels
    assert "2 bits and more" in one.rule
    assert np.array_equal(one.bits, other.bits, equal_nan=True)
    assert one.labels[2] is None
    assert np.isnan(one.bits[2])
