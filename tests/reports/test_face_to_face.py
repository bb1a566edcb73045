"""The face-to-face table: what each side holds and what was expected of it, in every kind of cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from dissensus.engine.results import Difference, Label, State, Value, Withheld
from dissensus.i18n import words
from dissensus.measures import agenda
from dissensus.reports.face_to_face import faces
from dissensus.reports.material import Material
from dissensus.reports.outline import FaceRow, Faces
from dissensus.reports.wording import ORDER
from tests import sample_figures, sample_results
from tests.reports.samples import SAMPLES, A, B
from tests.sample_results import Sample

PAIR = (A, B)


def table(sample: Sample) -> Faces:
    return faces(Material(case=sample.case, results=sample.results, words=words("en")), PAIR)


def one(shares: Mapping[str, float], expected: Mapping[str, float], /, **changed: Any) -> FaceRow:
    """The row of one statement with these shares and expectations."""
    case = sample_figures.case(statements=1)
    found = sample_figures.difference(
        case.statements[0], "discussed", PAIR, alpha=shares, expected=expected, importance=2.0, n=60
    )
    made = row(case_with(attrs.evolve(found, **changed)))
    assert isinstance(made, FaceRow)
    return made


def case_with(found: Difference) -> Sample:
    sample = sample_results.figures(rounds=1, statements=1)
    (held,) = sample.results.rounds
    rounds = (attrs.evolve(held, differences=(found,)),)
    return Sample(sample.case, attrs.evolve(sample.results, rounds=rounds))


def row(sample: Sample) -> FaceRow:
    (group,) = table(sample).groups
    (only,) = group.rows
    return only


def test_a_hidden_difference_in_figures() -> None:
    found = one({A: 0.9, B: 0.1}, {A: 0.8, B: 0.3})
    a, b = found.sides
    assert (a.holds, a.leaning, a.expected_of, a.expected) == (
        "90% agree",
        "agree",
        "expected of Russia:",
        "80% agree",
    )
    assert (a.verdict, a.right) == ("wrongly", False)
    assert (b.holds, b.leaning, b.expected, b.verdict) == ("10% agree", "disagree", "30% agree", "wrongly")
    assert found.state_words == "hidden difference"
    assert a.detail == "[78% to 100%], n\u00a0=\u00a060, 7% unsure"


def test_who_is_right_is_said_in_words() -> None:
    a, b = one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.3}).sides
    assert (a.verdict, a.right, b.verdict, b.right) == ("rightly", True, "wrongly", False)


def test_one_sided_and_half_imagined_name_who() -> None:
    assert one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.3}).state_words == "one-sided, seen by NATO"
    assert one({A: 0.9, B: 0.9}, {A: 0.2, B: 0.8}).state_words == "half-imagined, by NATO"
    assert one({A: 0.9, B: 0.5}, {A: 0.2, B: 0.8}).state_words == "split: Russia"
    assert one({A: 0.9, B: 0.1}, {A: 0.5, B: 0.8}).state_words == "unforeseen by NATO"


def test_a_strip_shows_what_is_held_beside_what_the_other_expected() -> None:
    a, b = one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.3}).sides
    assert a.strip.held is not None
    assert a.strip.expected is not None
    assert (a.strip.held[1], a.strip.expected[1]) == (0.9, 0.3)
    assert b.strip.held is not None
    assert b.strip.expected is not None
    assert (b.strip.held[1], b.strip.expected[1]) == (0.1, 0.2)


def test_an_undetermined_state_names_the_two_likeliest() -> None:
    state = State(
        name="undetermined", probability=0.46, likeliest=(("known difference", 0.46), ("one-sided", 0.31))
    )
    found = one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.3}, state=state)
    assert found.state_words == "undetermined"
    assert found.state_small == "known difference 46% or one-sided difference 31%"


def test_a_state_says_how_probable_it_is() -> None:
    state = State(name="known difference", probability=0.93)
    assert one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.8}, state=state).state_small == "probability 93%"


def test_a_withheld_side_shows_a_reason_and_nothing_else() -> None:
    gone = Withheld(reason="fewer than 5 answers")
    nobody: dict[str, Any] = dict.fromkeys(PAIR)
    cells = {name: dict.fromkeys(PAIR, gone) for name in ("alpha", "prediction", "unsure")}
    blank = dict.fromkeys(("leans", "expects", "rightly"), nobody)
    found = one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.8}, **cells, **blank, state=gone)
    for side in found.sides:
        assert (side.holds, side.detail, side.leaning) == ("not shown", "fewer than 5 answers", "none")
        assert (side.expected, side.verdict) == ("not shown: fewer than 5 answers", "")
        assert side.strip.held is None
        assert side.strip.expected is None
    assert (found.state, found.state_words, found.state_small) == (
        "withheld",
        "not shown",
        "fewer than 5 answers",
    )


def test_no_prediction_gets_no_verdict() -> None:
    gone = {A: Withheld(reason="nobody gave a prediction"), B: Value(value=0.3, n=60)}
    a, _ = one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.3}, prediction=gone, rightly={A: False, B: False}).sides
    assert (a.expected, a.verdict) == ("not shown: nobody gave a prediction", "")


def test_exactly_one_half_is_no_expectation() -> None:
    a, _ = one({A: 0.9, B: 0.1}, {A: 0.5, B: 0.3}).sides
    assert (a.expected, a.verdict) == ("50% agree", "no expectation")


def test_labels_are_words() -> None:
    found = table(SAMPLES["labels"]())
    assert "With 5 to 11 people a side shows as one of three labels" in found.note
    sides = [side for group in found.groups for each in group.rows for side in each.sides]
    assert {side.holds for side in sides} <= {"most agree", "most disagree", "no common answer"}
    assert {side.expected for side in sides} <= {"agreement", "disagreement", "no common expectation"}
    assert {side.leaning for side in sides} <= {"agree", "disagree", "split"}
    assert all(side.strip.held is None and not side.detail for side in sides)
    assert not any(character.isdigit() for side in sides for character in side.holds + side.expected)


def test_bands_are_drawn_as_bands() -> None:
    found = table(SAMPLES["bands"]())
    assert "With 12 to 29 people" in found.note
    sides = [side for group in found.groups for each in group.rows for side in each.sides]
    assert any(side.holds == "over 80% agree" for side in sides)
    for side in sides:
        assert side.strip.held is not None
        low, middle, high = side.strip.held
        assert middle is None
        assert high - low == pytest.approx(0.2)


def test_what_surprises_most_comes_first() -> None:
    seen: set[str] = set()
    for seed in range(12):
        sample = sample_results.mixed(seed)
        if not any(set(found.sides) == set(PAIR) for found in sample.results.latest.differences):
            continue
        groups = [group.state for group in table(sample).groups]
        assert groups == sorted(groups, key=ORDER.index)
        seen.update(groups)
    assert {"one-sided", "known difference", "undetermined", "withheld", "no common answer"} <= seen


def test_the_order_of_states_is_that_of_the_agenda() -> None:
    assert ORDER[:6] == agenda.STATES


def test_no_statement_is_lost() -> None:
    sample = SAMPLES["one round"]()
    shown = [each.statement for group in table(sample).groups for each in group.rows]
    assert sorted(shown) == sorted(found.statement for found in sample.results.latest.differences)


def test_issues_are_counted_for_the_filter() -> None:
    found = table(SAMPLES["one round"]())
    assert found.issues == ((1, "Forces", 8), (2, "Treaties", 8), (3, "Trust", 8))
    rows = [each for group in found.groups for each in group.rows]
    assert [sum(each.issue == number for each in rows) for number in (1, 2, 3)] == [8, 8, 8]


def test_an_unknown_label_reads_as_it_is() -> None:
    label = dict.fromkeys(PAIR, Label(label="some_new_label", of=40, rule="a rule"))
    a, _ = one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.3}, alpha=label).sides
    assert a.holds == "some new label"


def test_the_ends_of_guarded_figures_are_words_and_bands() -> None:
    rule = "to the nearest 5 %"
    outer = {A: Label(label="≥ 90 %", of=40, rule=rule), B: Label(label="≤ 10 %", of=40, rule=rule)}
    a, b = one({A: 0.9, B: 0.1}, {A: 0.2, B: 0.3}, alpha=outer, prediction=outer).sides
    assert (a.holds, b.holds) == ("90% or more agree", "10% or less agree")
    assert (a.expected, b.expected) == ("90% or more agree", "10% or less agree")
    assert a.strip.held == (0.9, None, 1.0)
    assert a.strip.expected == (0.0, None, 0.1)
