"""The guard over results: what stands in every cell, what is nowhere, and what nothing may depend on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import attrs
import jsonschema
import numpy as np
import pytest

from dissensus.domain.case import Case
from dissensus.domain.errors import DissensusError, MeasureError
from dissensus.domain.rounds import ARMS, Round
from dissensus.domain.stances import Lines, Predictions, Stances
from dissensus.domain.tracks import Track, Unit
from dissensus.engine import carried, guarding, serial, synthetic
from dissensus.engine.analyse import analyse
from dissensus.engine.results import (
    Cell,
    Difference,
    Label,
    Plan,
    Results,
    RoundResults,
    State,
    Value,
    Withheld,
)
from dissensus.measures.guard.constants import Constants
from tests import sample_figures
from tests.engine.guarded_rounds import HASH, case_of, column, round_of, shown, shown_of

TWO_SIDED = ("perceived", "accuracy", "congruency", "bias", "surprise", "surprise_at_5")
FROM_5 = Withheld(reason="labels are shown from 5 people a side")
FROM_12 = Withheld(reason="classes are shown from 12 people a side")
FROM_30 = Withheld(reason="figures are shown from 30 people a side")
RULES = {
    "most agree": "more than half of the roll",
    "(80,100]": "the share of those who take a side, in five bands",
}


def delegates(n: int, *, rounds: int = 1, statements: int = 12, seed: int = 1) -> Case:
    """A case with synthetic answers of so many persons a side."""
    case = attrs.evolve(sample_figures.case(statements=statements), rounds=())
    case = synthetic.with_round(case, synthetic.first_round(case, "r1", delegates=n, seed=seed))
    if rounds == 1:
        return case
    return synthetic.with_round(
        case, synthetic.next_round(case, "r2", after="r1", delegates=n, seed=seed + 1)
    )


def cells(record: Any) -> Iterator[Cell]:
    """Every cell in a record, however deep."""
    if isinstance(record, Value | Label | Withheld):
        yield record
    elif attrs.has(type(record)):
        for field in attrs.fields(type(record)):
            yield from cells(getattr(record, field.name))
    elif isinstance(record, Mapping):
        for inner in record.values():
            yield from cells(inner)
    elif isinstance(record, tuple):
        for inner in record:
            yield from cells(inner)


def only(results: Results) -> Difference:
    """The one difference of the latest round."""
    (found,) = results.latest.differences
    return found


# What stands in the cells.


@pytest.mark.parametrize("n", [4, 8, 20, 40])
def test_guarded_results_fit_the_schema_and_come_back_whole(n: int) -> None:
    found = shown_of(delegates(n, rounds=2))
    plain = json.loads(serial.canonical(found))
    jsonschema.validate(plain, serial.schema())
    assert serial.from_json(plain) == found
    assert found.plan.guarded
    assert found.case_sha256 == HASH


@pytest.mark.parametrize(
    ("n", "row"),
    [(4, "nothing"), (5, "labels"), (11, "labels"), (12, "bands"), (29, "bands"), (30, "figures")],
)
def test_the_row_of_a_side(n: int, row: str) -> None:
    held = shown_of(delegates(n)).latest
    assert [(side.shown, side.roll, side.respondents) for side in held.sides] == [(row, n, n)] * 2


def test_under_five_nothing_is_shown_and_every_refusal_reads_the_same() -> None:
    held = shown_of(delegates(4)).latest
    for found in held.differences:
        assert found.state == FROM_5
        assert set(found.alpha.values()) == set(found.prediction.values()) == {FROM_5}
        assert set(found.importance.values()) == {FROM_12}
        assert not any((*found.leans.values(), *found.expects.values(), *found.rightly.values()))
    assert {gap.placed for gap in held.lines} == {FROM_5}
    assert {(part.right, part.of) for part in held.surprises} == {(0, 0)}


@pytest.mark.parametrize("n", [4, 8, 29])
def test_under_thirty_no_figure_of_a_guarded_side_is_anywhere(n: int) -> None:
    found = shown_of(delegates(n, rounds=2))
    for held in found.rounds:
        for each in held.differences:
            assert not [cell for cell in cells(each) if isinstance(cell, Value)]
            assert each.actual == FROM_30
            for name in TWO_SIDED:
                assert set(getattr(each, name).values()) == {FROM_30}, name
            assert set(each.n.values()) == set(each.n_predictions.values()) == {n}
        assert {part.bits for part in held.surprises} == {FROM_30}
        assert held.second_order == ()
        for gap in held.lines:
            assert {gap.blind, gap.over_caution, gap.mean_believed} == {FROM_30}
            assert (gap.actual, gap.believed, gap.believed_band) == (None, None, None)
            assert gap.n_holder == n
        for clear in held.clarifications:
            assert (clear.outcome, clear.share) == (None, None)
            assert clear.gain_actor == clear.gain_owner == FROM_30
    for change in found.changes:
        assert {change.overall, change.effect, change.agreement, *change.fall.values()} == {FROM_30}


def test_labels_of_eight() -> None:
    held = round_of(
        {"A": column(1, 1, 1, 1, 1, -1, 0, None), "B": column(1, 1, 1, 1, -1, -1, -1, -1)},
        {"A": column(0.6, 0.6, 0.6, 0.6, 0.6, 0.5, 0.1, 0.0), "B": column(0.5, None)},
        importance=2,
        own={"B": 2},
        believed={"A": [1, 1, 1, 1, 1, 2, 3, None]},
    )
    results = shown(held)
    found = only(results)
    rule = "more than half of the roll"
    assert found.alpha == {
        "A": Label(label="most agree", of=8, rule=rule),
        "B": Label(label="no common answer", of=8, rule=rule),
    }
    assert found.prediction == {
        "A": Label(label="expects agreement", of=8, rule=rule),
        "B": Label(label="no common expectation", of=8, rule=rule),
    }
    assert found.leans == {"A": "agree", "B": "split"}
    assert found.expects == {"A": "agree", "B": None}
    assert found.rightly == {"A": None, "B": False}
    assert found.state == State(name="no common answer", basis="labels")
    assert set(found.importance.values()) == {FROM_12}
    placed = {(gap.owner, gap.holder): gap.placed for gap in results.latest.lines}
    assert placed["B", "A"] == Label(label="nearer", of=8, rule=rule)
    assert placed["A", "B"] == Withheld(reason="the owner gave no line")


def test_bands_of_twelve() -> None:
    found = only(
        shown(
            round_of(
                {"A": column(*[1] * 9, *[-1] * 2, 0), "B": column(*[None] * 12)},
                {"A": column(*[0.2] * 12), "B": column(*[0.81] * 12)},
                importance=3,
            )
        )
    )
    assert found.alpha["A"] == Label(label="(80,100]", of=12, rule=RULES["(80,100]"])
    assert found.alpha["B"] == Label(label="[40,60]", of=12, rule=RULES["(80,100]"])
    assert found.prediction["A"] == Label(label="[20,40)", of=12, rule="the mean share, in five bands")
    assert isinstance(found.prediction["B"], Label)
    assert found.prediction["B"].label == "(80,100]"
    assert found.importance["A"] == Label(label="over 2", of=12, rule="the mean, 0 to 3, in three classes")
    assert isinstance(found.importance["B"], Label)
    assert found.importance["B"].label == "1 to 2"
    assert found.expects == {"A": "disagree", "B": "agree"}
    assert found.state == State(name="no common answer", basis="bands")


def test_figures_of_forty_are_computed_from_what_is_shown() -> None:
    found = only(
        shown(
            round_of(
                {"A": column(*[1] * 25, *[-1] * 15), "B": column(*[1] * 39, *[-1])},
                {"A": column(*[0.2] * 20, *[0.8] * 20), "B": column(*[0.61] * 40)},
                importance=1,
            )
        )
    )
    assert found.alpha["A"] == Value(value=0.6, n=40, method=_ROUNDED)
    assert found.alpha["B"] == Label(label="≥ 90 %", of=40, rule=_ROUNDED)
    assert [_number(found.prediction[side]) for side in "AB"] == [0.5, 0.6]
    assert _number(found.actual) == 0.35
    assert [_number(found.perceived[side]) for side in "AB"] == [0.1, 0.35]
    assert [_number(found.accuracy[side]) for side in "AB"] == [0.55, 1.0]
    assert [_number(found.congruency[side]) for side in "AB"] == [0.9, 0.65]
    assert [_number(found.bias[side]) for side in "AB"] == [-0.45, 0.0]
    assert {cell.interval for cell in cells(found) if isinstance(cell, Value)} == {None}
    assert found.surprise["A"] == Value(
        value=1.0,
        n=40,
        method="to one decimal; the least that the mean share allows, and 2 bits and more, are shown as one",
    )
    assert found.surprise["B"] == Label(label="≤ 0.1 bits", of=40, rule=found.surprise["A"].method or "")
    assert found.surprise_at_5["A"] == Withheld(reason="a second figure of the same predictions is not shown")
    assert found.unsure["A"] == Withheld(
        reason="the unsure are not told apart from the silent where persons answer"
    )
    assert found.leans == {"A": "agree", "B": "agree"}
    assert found.rightly == {"A": False, "B": True}
    assert found.state == State(name="unforeseen", who=("A",), basis="figures")


_ROUNDED = "to the nearest 5 %; 10 % and less, and 90 % and more, are shown as one"


def _number(cell: Cell) -> float:
    assert isinstance(cell, Value)
    return cell.value


def test_every_combination_of_labels_makes_its_state() -> None:
    """All 81 of what two sides of five answer and expect, against a reading of the table of states."""
    stance = {"agree": 1, "disagree": -1, "split": 0}
    share = {"agree": 0.9, "disagree": 0.2, None: 0.5}
    every = list(product(stance, stance, share, share))
    rows = list(zip(*every, strict=True))
    held = round_of(
        {side: [[stance[each] for each in rows[place]]] * 5 for place, side in enumerate("AB")},
        {side: [[share[each] for each in rows[2 + place]]] * 5 for place, side in enumerate("AB")},
    )
    found = shown(held).latest.differences
    assert len(found) == 81
    for each, (a, b, of_b, of_a) in zip(found, every, strict=True):
        right = sample_figures.state(("A", "B"), {"A": a, "B": b}, {"A": of_b, "B": of_a}, basis="labels")
        if right.name == "split":
            right = State(name="no common answer", basis="labels")
        assert each.state == right, (a, b, of_b, of_a)
        assert each.rightly == {
            "A": None if b == "split" else of_b == b,
            "B": None if a == "split" else of_a == a,
        }


def test_the_count_of_what_was_right_is_of_what_is_shown() -> None:
    for n in (8, 20, 40):
        held = shown_of(delegates(n, rounds=2)).latest
        for part in held.surprises:
            of_arm = [d for d in held.differences if part.arm in (None, d.arm)]
            judged = [d for d in of_arm if d.leans[part.about] in ("agree", "disagree")]
            right = [d for d in judged if d.expects[part.perceiver] == d.leans[part.about]]
            assert (part.statements, part.of, part.right) == (len(of_arm), len(judged), len(right))


# Nothing depends on more than what is shown.


def alike(case: Case, results: Results) -> Case:
    """Another case of which the same is shown: everybody of a side answers as its labels or bands say."""
    return attrs.evolve(
        case,
        rounds=tuple(_alike(held, found) for held, found in zip(case.rounds, results.rounds, strict=True)),
    )


_SAID = {"most agree": 1, "most disagree": -1, "[0,20)": -1, "(80,100]": 1}
_IN_TEN = {"[20,40)": 3, "(60,80]": 7}
_EXPECTED = {"expects agreement": 1.0, "expects disagreement": 0.0, "no common expectation": None}
_EXPECTED |= {"[0,20)": 0.0, "[20,40)": 0.3, "[40,60]": None, "(60,80]": 0.7, "(80,100]": 1.0}
_WEIGHT = {"under 1": 0, "1 to 2": None, "over 2": 3}
_RUNG = {"nearer": -1, "at": 0, "further": 1}


def _alike(held: Round, found: RoundResults) -> Round:
    people = {side.party: held.respondents(side.party) for side in found.sides}
    stances, predictions = [], []
    for each in found.differences:
        for side, about in (each.sides, each.sides[::-1]):
            word, weight = _word(each.alpha[side]), _WEIGHT.get(_word(each.importance[side]))
            for place, person in enumerate(people[side]):
                stance = _SAID.get(word, 0)
                if word in _IN_TEN:
                    stance = 0 if place >= 10 else 1 if place < _IN_TEN[word] else -1
                if stance or weight is not None or place % 2:
                    stances.append((person, each.statement, stance, weight))
                share = _EXPECTED[_word(each.prediction[side])]
                if share is not None:
                    predictions.append((person, about, each.statement, share))
    lines = [row for row in zip(*_columns(held.lines), strict=True) if row[-1] == "own"]
    for gap in found.lines:
        step = _RUNG.get(_word(gap.placed))
        if step is not None and gap.released is not None:
            rung = gap.released[1] + step
            lines.extend(
                (person, gap.owner, None, gap.domain, None, rung, None, "believed")
                for person in people[gap.holder]
            )
    return attrs.evolve(
        held,
        stances=Stances(**_rows(Stances, stances)),
        predictions=Predictions(**_rows(Predictions, predictions)),
        lines=Lines(**_rows(Lines, lines)),
    )


def _word(cell: Cell) -> str:
    return cell.label if isinstance(cell, Label) else ""


def _columns(table: Any) -> list[Any]:
    return [getattr(table, field.name) for field in attrs.fields(type(table))]


def _rows(kind: Any, rows: list[Any]) -> dict[str, Any]:
    names = [field.name for field in attrs.fields(kind)]
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}


def renamed(table: Any, names: Mapping[str, str]) -> Any:
    """The table with other participants' names."""
    return attrs.evolve(table, participant=[names.get(who, who) for who in table.participant])


@pytest.mark.parametrize(("n", "seed"), [(5, 1), (6, 2), (8, 1), (11, 3), (12, 1), (20, 2), (29, 3)])
def test_results_are_the_same_whoever_answered_what_behind_the_same_labels(n: int, seed: int) -> None:
    case = delegates(n, rounds=2, statements=14, seed=seed)
    results = shown_of(case)
    other = alike(case, results)
    assert other != case
    assert serial.canonical(shown_of(other)) == serial.canonical(results)


@pytest.mark.parametrize("n", [8, 20, 40])
def test_results_do_not_tell_persons_unsure_or_silence_apart(n: int) -> None:
    case = delegates(n, rounds=1)
    (held,) = case.rounds
    sides = [held.respondents(side) for side in case.sides]
    swap = dict(zip((*sides[0], *sides[1]), (*sides[0][::-1], *sides[1][::-1]), strict=True))
    rows = [row for row in zip(*_columns(held.stances), strict=True) if row[2] != 0]
    changed = attrs.evolve(
        held,
        stances=Stances(**_rows(Stances, [(swap[who], *rest[:2], None) for who, *rest in rows])),
        predictions=renamed(held.predictions, swap),
        lines=renamed(held.lines, swap),
    )
    kept = [(*row[:3], None) for row in zip(*_columns(held.stances), strict=True)]
    plain = attrs.evolve(held, stances=Stances(**_rows(Stances, kept)))
    one, other = (shown_of(attrs.evolve(case, rounds=(each,))) for each in (plain, changed))
    assert serial.canonical(one) == serial.canonical(other)


# Two sides of different size, and sides that answer as one.


def test_a_figure_of_two_sides_takes_the_stricter_row() -> None:
    found = only(
        shown(
            round_of(
                {"A": column(*[1] * 40), "B": column(*[-1] * 8)},
                {"A": column(*[0.3] * 40), "B": column(*[0.3] * 8)},
                importance=3,
            )
        )
    )
    assert _word(found.alpha["A"]) == "≥ 90 %"
    assert _word(found.alpha["B"]) == "most disagree"
    assert _number(found.prediction["A"]) == 0.3
    assert found.actual == FROM_30
    for name in TWO_SIDED:
        assert set(getattr(found, name).values()) == {FROM_30}, name
    assert found.state == State(name="one-sided", who=("A",), basis="labels")
    assert found.n == {"A": 40, "B": 8}


def test_a_side_that_answers_as_one_does_not_give_the_others_share_back() -> None:
    held = round_of(
        {"A": column(1), "B": column(*[-1] * 7, 1)},
        {"A": column(0.3), "B": column(*[0.3] * 8)},
        importance=3,
        as_one=["A"],
        unit={"A": Unit.PARTY, "B": Unit.PERSON},
        roll={"A": 1, "B": 8},
    )
    found = only(shown(held))
    assert _number(found.alpha["A"]) == 1.0
    assert _number(found.prediction["A"]) == 0.3
    assert _number(found.importance["A"]) == 3.0
    assert _number(found.unsure["A"]) == 0.0
    assert _word(found.alpha["B"]) == "most disagree"
    assert found.actual == FROM_30
    for name in TWO_SIDED:
        assert set(getattr(found, name).values()) == {FROM_30}, name
    assert found.rightly == {"A": True, "B": False}
    assert found.n == {"A": 1, "B": 8}


def test_against_forty_a_side_that_answers_as_one_is_held_against_the_rounded_share() -> None:
    twins = [
        only(
            shown(
                round_of(
                    {"A": column(1), "B": column(*[1] * agree, *[-1] * (40 - agree))},
                    {"A": column(0.4), "B": column(*[0.7] * 40)},
                    as_one=["A"],
                    unit={"A": Unit.PARTY, "B": Unit.PERSON},
                    roll={"A": 1, "B": 40},
                )
            )
        )
        for agree in (24, 25)
    ]
    assert twins[0] == twins[1]
    assert _number(twins[0].accuracy["A"]) == 0.8
    expected = 0.6 * np.log2(0.6 / 0.4) + 0.4 * np.log2(0.4 / 0.6)
    assert _number(twins[0].surprise["A"]) == pytest.approx(expected)


def test_sides_without_persons_are_shown_as_they_are_but_for_a_split() -> None:
    def member_round(b: list[int]) -> Round:
        return round_of(
            {"A": column(1, 1, 1), "B": column(*b)},
            {"A": column(0.2, 0.3, 0.4), "B": column(0.7, 0.7)},
            unit={"A": Unit.MEMBER, "B": Unit.MEMBER},
        )

    case = case_of(member_round([-1, -1]))
    figures = analyse(case, Plan(round="r1", draws=40))
    assert shown_of(case).latest.differences[0].alpha == figures.latest.differences[0].alpha
    split = case_of(member_round([1, -1]))
    measured = analyse(split, Plan(round="r1", draws=40)).latest.differences[0]
    found = only(shown_of(split))
    assert isinstance(measured.state, State)
    assert isinstance(found.state, State)
    assert (measured.state.name, measured.state.who) == ("split", ("B",))
    assert (found.state.name, found.state.who) == ("no common answer", ())


def test_a_silent_party_beside_persons_is_undetermined_and_has_no_figures() -> None:
    held = round_of(
        {"A": column(0), "B": column(*[1] * 40)},
        {"B": column(*[0.7] * 40)},
        as_one=["A"],
        unit={"A": Unit.PARTY, "B": Unit.PERSON},
        roll={"A": 1, "B": 40},
    )
    found = only(shown(held))
    assert isinstance(found.state, State)
    assert found.state.name == "undetermined"
    assert found.actual == found.surprise["B"] == Withheld(reason="nobody takes a side")
    assert found.rightly == {"A": None, "B": None}


# Arms, and what is held back.


def arms_of(results: Results) -> set[str | None]:
    """The arms of which anything stands in results."""
    found = {each.arm for held in results.rounds for each in held.differences}
    return found | {part.arm for held in results.rounds for part in held.surprises if part.statements}


def test_what_was_held_back_is_shown_with_the_last_round_only() -> None:
    case = delegates(8, rounds=2)
    assert arms_of(shown_of(case)) >= set(ARMS)
    first = attrs.evolve(case, rounds=case.rounds[:1])
    assert "held back" not in arms_of(shown_of(first))
    unfinished = attrs.evolve(case, rounds=(case.rounds[0], attrs.evolve(case.rounds[1], last=False)))
    assert "held back" not in arms_of(shown_of(unfinished))
    assert {change.statements["held back"] for change in shown_of(unfinished).changes} == {0}


# Leaving, skipping, joining.


def eight(*changed: int | None) -> list[list[int | None]]:
    """Eight persons, the first of whom answer as given, the others 1, 1, 1, 1, -1, -1, -1 from the back."""
    usual: list[int | None] = [1, 1, 1, 1, 1, -1, -1, -1]
    return [[answer] for answer in (*changed, *usual[len(changed) :])]


def after(first: Round, later: Round, **terms: Any) -> tuple[Round, Round]:
    """Two rounds in a row."""
    return first, attrs.evolve(later, id="r2", after="r1", **terms)


def without(held: Round, person: str, *, listed: bool = False) -> Round:
    """The round in which that person gave no answer; `listed`: as a participant all the same."""
    kept = {p.party: [q for q in held.respondents(p.party) if q != person] for p in held.participants}
    gone = carried.restricted(held, kept)
    return attrs.evolve(gone, participants=held.participants) if listed else gone


@pytest.mark.parametrize("listed", [False, True])
def test_who_leaves_or_skips_keeps_their_answers_and_stays_on_the_roll(listed: bool) -> None:
    shares = {"A": column(*[0.7] * 8), "B": column(*[0.7] * 8)}
    first = round_of({"A": eight(), "B": eight()}, shares, believed={"A": [1] * 8}, own={"B": 2})
    stayed = shown(*after(first, first))
    left = without(first, "a1", listed=listed)
    assert len(left.stances) == len(first.stances) - 1
    found = shown(*after(first, attrs.evolve(left, roll={"A": 7, "B": 8})))
    assert found.latest == stayed.latest
    assert found.latest.sides[0].roll == 8


def test_a_leaver_is_not_exposed_by_a_label_that_a_smaller_roll_would_change() -> None:
    """Four of seven agree; struck off, one of them would leave three of six and no common answer."""
    seven = round_of({"A": column(1, 1, 1, 1, -1, -1, -1), "B": eight()})
    found = shown(*after(seven, attrs.evolve(without(seven, "a1"), roll={"A": 6, "B": 8})))
    assert [_word(held.differences[0].alpha["A"]) for held in found.rounds] == ["most agree", "most agree"]
    assert _word(only(shown(without(seven, "a1"))).alpha["A"]) == "no common answer"


def test_the_last_answers_are_carried_over_several_rounds() -> None:
    first = round_of({"A": eight(-1), "B": eight()})
    second = attrs.evolve(round_of({"A": eight(1), "B": eight()}), id="r2", after="r1")
    third = attrs.evolve(without(first, "a1"), id="r3", after="r2")
    fourth = attrs.evolve(third, id="r4", after="r3")
    found = shown(first, second, third, fourth)
    words = [_word(held.differences[0].alpha["A"]) for held in found.rounds]
    assert words == ["no common answer", "most agree", "most agree", "most agree"]


def test_one_who_joins_alone_is_refused_and_three_are_shown_without_what_was_before() -> None:
    first = round_of({"A": eight(), "B": eight()})
    nine = shown(*after(first, round_of({"A": [*eight(), [1]], "B": eight()})))
    assert nine.latest.sides[0].shown == "nothing"
    assert only(nine).alpha["A"] == only(nine).state == FROM_5
    assert _word(only(nine).alpha["B"]) == "most agree"
    eleven = shown(*after(first, round_of({"A": [*eight(), *column(1, 1, 1)], "B": eight()})))
    assert [side.shown for side in eleven.latest.sides] == ["labels", "labels"]
    before = eleven.rounds[0]
    assert [before.differences, before.surprises, before.lines, before.clarifications] == [()] * 4
    assert only(eleven).alpha["A"] == Label(label="most agree", of=11, rule=RULES["most agree"])
    assert {each.overall for each in eleven.changes} == {FROM_30}


def test_the_row_of_the_first_round_stays() -> None:
    first = round_of({"A": eight(), "B": eight()})
    later = round_of({"A": column(*[1] * 32), "B": eight()})
    found = shown(*after(first, later))
    assert found.latest.sides[0].shown == "labels"
    assert found.latest.sides[0].roll == 32


def test_from_thirty_people_rounds_stay_beside_each_other_across_a_join() -> None:
    forty = {"A": column(*[1] * 40), "B": column(*[-1] * 40)}
    more = {"A": column(*[1] * 43), "B": column(*[-1] * 40)}
    shares = {"A": column(*[0.7] * 43), "B": column(*[0.2] * 40)}
    found = shown(*after(round_of(forty, shares), round_of(more, shares)))
    assert [len(held.differences) for held in found.rounds] == [1, 1]
    assert [held.sides[0].roll for held in found.rounds] == [40, 43]
    assert isinstance(found.changes[0].overall, Value)


def test_more_answers_than_the_roll_are_a_leaver_replaced() -> None:
    """Somebody new under the roll of before is a ninth person, who joined alone."""
    first = round_of({"A": eight(), "B": eight()})
    replaced = attrs.evolve(
        first,
        participants=tuple(attrs.evolve(p, id="a9") if p.id == "a1" else p for p in first.participants),
        stances=renamed(first.stances, {"a1": "a9"}),
    )
    found = shown(*after(first, replaced))
    assert found.latest.sides[0].shown == "nothing"


# Change, from 30 people.


def test_change_leaves_out_who_left() -> None:
    """Thirty-two learn; of two more, who left, nothing counts in the change, whatever they had said."""

    def rounds(leavers: float) -> tuple[Round, Round]:
        others = {"B": column(*[0.9] * 34)}
        stances = {"A": column(*[1] * 34), "B": column(*[1] * 34)}
        first = round_of(stances, {"A": column(*[leavers] * 2, *[0.3] * 32), **others})
        later = round_of(stances, {"A": column(*[leavers] * 2, *[0.6] * 32), **others})
        return after(first, without(without(later, "a1"), "a2"))

    falls = [shown(*rounds(leavers)).changes[0] for leavers in (0.0, 0.3, 1.0)]
    assert falls[0] == falls[1] == falls[2]
    exact = [-(0.95 * np.log2(q) + 0.05 * np.log2(1 - q)) for q in (0.3, 0.6)]
    assert _number(falls[0].overall) == pytest.approx(exact[0] - exact[1], abs=0.1)
    assert falls[0].overall.n == 1  # type: ignore[union-attr]


def test_with_too_few_who_stayed_everybody_on_the_roll_counts() -> None:
    stances = {"A": column(*[1] * 30), "B": column(*[1] * 30)}
    first = round_of(stances, {"A": column(*[0.3] * 30), "B": column(*[0.9] * 30)})
    later = round_of(stances, {"A": column(*[0.6] * 30), "B": column(*[0.9] * 30)})
    full, short = (shown(*after(first, each)).changes[0].overall for each in (later, without(later, "a1")))
    assert isinstance(full, Value)
    assert isinstance(short, Value)
    assert abs(full.value - short.value) <= 0.1


def test_an_effect_of_forty_is_to_one_decimal_and_its_interval_no_narrower() -> None:
    case = delegates(40, rounds=2, statements=24)
    figures = analyse(case, Plan(round="r2", draws=40))
    found = shown_of(case)
    for told, measured in zip(found.changes, figures.changes, strict=True):
        assert told.statements == measured.statements
        for cell in (told.effect, told.overall, *told.fall.values()):
            assert isinstance(cell, Value)
            for number in (cell.value, *(cell.interval or ())):
                assert number == round(number, 1)
            assert cell.interval is None or cell.interval[0] <= cell.value <= cell.interval[1]
        assert told.effect.n == measured.effect.n  # type: ignore[union-attr]


# Lines.


def forty_lines(rungs: list[int], own: int | None = 2) -> Round:
    """Forty people of A, who believe B's line at these rungs."""
    people = {"A": column(*[1] * 40), "B": column(*[1] * 40)}
    return round_of(
        people, own={} if own is None else {"A": 1, "B": own}, believed={"A": rungs, "B": [1] * 40}
    )


def test_lines_of_forty_are_rung_shares_and_what_follows_from_them() -> None:
    held = shown(forty_lines([1] * 10 + [3] * 29 + [4])).latest
    gap = next(gap for gap in held.lines if gap.owner == "B")
    assert gap.actual == (0.0, 1.0, 1.0)
    assert gap.believed == (0.25, 0.25, 0.95)
    assert gap.believed_band is None
    assert [_number(cell) for cell in (gap.blind, gap.over_caution, gap.mean_believed)] == [0.8, 0.25, 2.55]
    assert _number(gap.mean_actual) == 2.0
    assert gap.placed == Label(label="further", of=40, rule="more than half of the roll")
    assert (gap.n_owner, gap.n_holder) == (1, 40)
    assert gap.ambiguity == Withheld(reason="fewer than two own lines")


def test_lines_that_nobody_gave() -> None:
    held = shown(attrs.evolve(forty_lines([1] * 40, own=None), lines=Lines())).latest
    gap = held.lines[0]
    assert gap.placed == gap.blind == Withheld(reason="the owner gave no line")
    assert gap.believed == (0.5, 0.5, 0.5)


def test_only_what_both_sides_gain_by_is_told_to_both() -> None:
    both = shown(forty_lines([4] * 40, own=1)).latest.clarifications
    told = next(each for each in both if each.owner == "B")
    assert told.outcome == "mutual gain"
    assert _number(told.gain_actor) > 0
    assert _number(told.gain_owner) > 0
    vague = shown(forty_lines([1] * 40, own=3)).latest.clarifications
    hidden = next(each for each in vague if each.owner == "B")
    measured = analyse(case_of(forty_lines([1] * 40, own=3)), Plan(round="r1", draws=40)).latest
    assert next(each for each in measured.clarifications if each.owner == "B").outcome == "actor only"
    assert (hidden.outcome, hidden.share) == (None, None)
    assert hidden.gain_actor == hidden.gain_owner == Withheld(reason="told to the owner of the line alone")


def test_second_order_is_shown_from_thirty_people_on_both_sides() -> None:
    assert shown_of(delegates(29)).latest.second_order == ()
    found = shown_of(delegates(30)).latest.second_order
    assert found
    for gap in found:
        assert gap.actual is not None
        assert gap.believed is not None
        assert (gap.n_owner, gap.n_holder) == (30, 30)
        assert isinstance(gap.ambiguity, Withheld)
        over, under = _number(gap.over_caution), _number(gap.blind)
        assert over - under == pytest.approx(_number(gap.mean_actual) - _number(gap.mean_believed))


# Terms, rounds released before, and refusals.


def test_the_constants_of_the_first_round_hold_for_the_dialogue() -> None:
    first = round_of({"A": eight(), "B": eight()}, guard=Constants(labels_from=9).as_mapping())
    assert only(shown(first)).alpha["A"] == Withheld(reason="labels are shown from 9 people a side")
    later = attrs.evolve(first, guard=None)
    assert only(shown(*after(first, later))).state == Withheld(reason="labels are shown from 9 people a side")
    with pytest.raises(DissensusError, match=r"the guard of round 'r2' is not that of 'r1'"):
        shown(*after(first, attrs.evolve(first, guard=Constants().as_mapping())))


def test_a_guard_that_is_laxer_is_refused_with_its_place() -> None:
    with pytest.raises(DissensusError, match=r"round 'r1', round.yaml, guard: .* labels_from is 3"):
        shown(round_of({"A": eight(), "B": eight()}, guard={"labels_from": 3}))


def test_more_answers_than_a_roll_are_refused() -> None:
    with pytest.raises(MeasureError, match="8 answered, but only 5 were asked; correct the roll"):
        shown(round_of({"A": eight(), "B": eight()}, roll={"A": 5, "B": 8}))


def test_a_round_that_was_released_stays_as_it_was() -> None:
    first = round_of({"A": eight(), "B": eight()})
    released = shown(first)
    kept = attrs.evolve(
        first,
        stances=Stances(),
        results=serial.to_json(released),
    )
    alone = shown(kept)
    assert alone.latest.differences == released.latest.differences
    assert alone.latest.read_from == "results"
    both = shown(*after(kept, round_of({"A": eight(-1, -1), "B": eight()})))
    assert both.rounds[0].differences == released.latest.differences
    assert _word(both.latest.differences[0].alpha["A"]) == "most disagree"
    assert {each.overall for each in both.changes} == {FROM_30}


def test_an_internal_round_compares_nobody_and_hides_turnout() -> None:
    held = round_of({"A": eight(None), "B": eight()}, track=Track.INTERNAL, party="A")
    found = shown(held).latest
    assert found.differences == ()
    assert [(side.party, side.respondents, side.shown) for side in found.sides] == [("A", 8, "labels")]


def test_the_hash_is_of_the_case_without_its_answers() -> None:
    case = delegates(8)
    emptied = guarding.without_answers(case)
    (held,) = emptied.rounds
    assert not any(len(getattr(held, name)) for name in ("stances", "predictions", "lines"))
    assert held.roll == case.rounds[0].roll
    assert guarding.without_answers(emptied) == emptied
    assert attrs.evolve(emptied, rounds=()) == attrs.evolve(case, rounds=())
