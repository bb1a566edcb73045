"""Surprise before and after: means, ticks, and when a change may be called an effect."""

from __future__ import annotations

import attrs
import pytest

from dissensus.charts.surprise import surprise
from dissensus.domain.rounds import ARMS
from dissensus.engine.results import Value, Withheld
from dissensus.i18n import words
from tests import sample_results
from tests.charts.reading import column, rows, words_of
from tests.charts.samples import KINDS, drawn, sample
from tests.sample_results import Sample

EN = words("en")
PAIR = ("NATO", "Russia")
ID = "surprise-NATO-Russia"


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_has_its_number_in_the_table(kind: str) -> None:
    for pair in sample(kind).case.pairs:
        figure = drawn(kind).get(f"surprise-{pair[0]}-{pair[1]}")
        if figure is None:
            continue
        cells = {cell for row in figure.table.rows for cell in row}
        for spec in figure.variants.values():
            means = rows(spec, "title", "hollow", "bits")
            assert means
            for mean in means:
                assert mean["right"] in cells
                assert mean["bits"] == "" or mean["bits"] in cells
            for tick in rows(spec, "statement", "bits"):
                assert tick["statement"].replace(": ", " ", 1) in cells
                assert tick["bits"] in cells


def test_means_are_those_of_the_arms_in_both_rounds() -> None:
    held = sample("figures").results
    figure = drawn("figures")[ID]
    means = rows(figure.spec, "title", "hollow", "bits")
    expected = [
        cell.value
        for party in PAIR
        for made in (held.rounds[0], held.rounds[-1])
        for arm in ARMS
        for one in made.surprises
        if (one.perceiver, one.arm) == (party, arm) and isinstance(cell := one.bits, Value)
    ]
    assert [mean["x"] for mean in means] == pytest.approx(expected, abs=1e-4)
    assert [mean["hollow"] for mean in means] == ([True] * 3 + [False] * 3) * 2


def test_the_effect_and_its_interval_are_told() -> None:
    figure = drawn("figures")[ID]
    for change in sample("figures").results.changes:
        assert isinstance(change.effect, Value)
        assert change.effect.interval is not None
        low, high = (EN.number(end, 2) for end in change.effect.interval)
        said = f"effect of the dialogue: {EN.number(change.effect.value, 2)} ({low} to {high}) bits"
        assert said in figure.note
        assert said in figure.alt


def test_without_a_control_it_is_a_change_and_no_effect() -> None:
    held = sample("figures").results
    changes = tuple(
        attrs.evolve(one, effect=Withheld(reason="no statements were held back")) for one in held.changes
    )
    figure = surprise(sample("figures").case, attrs.evolve(held, changes=changes), EN, PAIR)
    assert figure is not None
    overall = changes[0].overall
    assert isinstance(overall, Value)
    assert f"change: {EN.number(-overall.value, 2)} bits" in figure.note
    assert "No effect is told, at most a change: no statements were held back." in figure.note
    assert "effect of the dialogue" not in words_of(figure)


@pytest.mark.parametrize("kind", ["one round", "hundred labels"])
def test_one_round_speaks_of_no_effect_and_no_change(kind: str) -> None:
    said = words_of(drawn(kind)[ID])
    assert "effect" not in said
    assert "change" not in said
    assert "before and after" not in drawn(kind)[ID].title


def test_one_round_without_arms_goes_by_issue() -> None:
    held = sample_results.figures(rounds=1, statements=9)
    figure = surprise(held.case, held.results, EN, PAIR)
    assert figure is not None
    titles = list(dict.fromkeys(mean["title"] for mean in rows(figure.spec, "title", "hollow", "bits")))
    assert titles == ["all statements", "Forces", "Treaties", "Trust"]
    own = [
        cell.value
        for one in held.results.latest.differences
        if one.issue == "forces" and isinstance(cell := one.surprise["NATO"], Value)
    ]
    forces = next(m for m in rows(figure.spec, "title", "hollow", "bits") if m["title"] == "Forces")
    assert forces["x"] == pytest.approx(sum(own) / len(own), abs=1e-4)
    assert "low" not in forces, "no interval is claimed for a plain mean"


def test_guarded_sides_show_how_many_they_expected_rightly() -> None:
    figure = drawn("labels")[ID]
    latest = {(s.perceiver, s.arm): s for s in sample("labels").results.latest.surprises}
    after = [m for m in rows(figure.spec, "title", "hollow") if not m["hollow"]]
    expected = [latest[party, arm] for party in PAIR for arm in ARMS]
    assert [m["text"] for m in after] == [f"{one.right} of {one.of}" for one in expected]
    assert [m["x"] for m in after] == pytest.approx([one.right / one.of for one in expected], abs=1e-4)
    assert all(m["bits"] == "" for m in after)


def test_ticks_beyond_the_edge_are_counted() -> None:
    held = sample("figures")
    latest = held.results.latest
    first = latest.differences[0]
    wild = attrs.evolve(first, surprise={**first.surprise, "NATO": Value(value=6.54, n=60)})
    rounds = (held.results.rounds[0], attrs.evolve(latest, differences=(wild, *latest.differences[1:])))
    figure = surprise(held.case, attrs.evolve(held.results, rounds=rounds), EN, PAIR)
    assert figure is not None
    ticks = [row["x"] for row in rows(figure.spec, "statement", "bits")]
    assert max(ticks) < 6.5
    edge = sum(x == max(ticks) for x in ticks)
    assert f"{edge} tick" in figure.note
    assert "6.54" in " ".join(column(figure, "bits, after"))


def test_a_silent_side_gets_no_panel_and_no_answers_no_figure() -> None:
    held = sample("one round")
    latest = held.results.latest
    one_sided = tuple(one for one in latest.surprises if one.perceiver == "NATO")
    results = attrs.evolve(held.results, rounds=(attrs.evolve(latest, surprises=one_sided),))
    figure = surprise(held.case, results, EN, PAIR)
    assert figure is not None
    assert set(column(figure, "side")) == {"NATO"}
    empty = attrs.evolve(held.results, rounds=(attrs.evolve(latest, surprises=(), differences=()),))
    assert surprise(Sample(held.case, empty).case, empty, EN, PAIR) is None
