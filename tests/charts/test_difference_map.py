"""The difference map: its marks are the results, and the table says the same."""

from __future__ import annotations

import attrs
import pytest

from dissensus.charts import figures, perceptions, states
from dissensus.charts.cast import Cast
from dissensus.charts.difference_map import difference_map
from dissensus.charts.map_labels import label, place_of, regions, room
from dissensus.charts.map_words import Mark
from dissensus.charts.theme import LOOKS, Look
from dissensus.engine.results import Difference, Label, Value, Withheld
from dissensus.i18n import words
from tests import sample_results
from tests.charts.reading import column, rows
from tests.charts.samples import KINDS, drawn, sample
from tests.sample_figures import without

EN = words("en")
PAIR = ("NATO", "Russia")
ID = "difference-map-NATO-Russia"
POINT = ("party", "hollow", "x", "y")


def _marks(found: tuple[Difference, ...]) -> list[Mark]:
    return [
        Mark(found=one, party=party, x=one.actual, y=cell)
        for one in found
        for party in one.sides
        if isinstance(one.actual, Value) and isinstance(cell := one.perceived[party], Value)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_has_its_row_and_every_row_its_mark(kind: str) -> None:
    held = sample(kind)
    for pair in held.case.pairs:
        expected = _marks(perceptions.between(held.results.latest, pair))
        figure = drawn(kind).get(f"difference-map-{pair[0]}-{pair[1]}")
        if figure is None:
            assert expected == []
            continue
        told = list(
            zip(
                *(
                    column(figure, name)
                    for name in ("statement", "seen by", "actual difference", "perceived difference")
                ),
                strict=True,
            )
        )
        for spec in figure.variants.values():
            points = rows(spec, *POINT)
            assert [(p["id"], p["party"], p["hollow"]) for p in points] == [
                (m.found.statement, m.party, m.found.rightly[m.party] is False) for m in expected
            ]
            assert [(p["x"], p["y"]) for p in points] == [
                (pytest.approx(m.x.value, abs=1e-4), pytest.approx(m.y.value, abs=1e-4)) for m in expected
            ]
            for point, (statement, side, actual, perceived) in zip(points, told, strict=True):
                assert statement.split(" ")[0] == point["id"]
                assert side == point["party"]
                assert float(actual.split(" ")[0]) == pytest.approx(point["x"], abs=0.00501)
                assert float(perceived.split(" ")[0]) == pytest.approx(point["y"], abs=0.00501)


def test_a_statement_without_one_sides_view_has_one_mark_and_no_joint() -> None:
    figure = drawn("mixed 3")["difference-map-NATO-Russia"]
    held = perceptions.between(sample("mixed 3").results.latest, PAIR)
    single = [
        one.statement
        for one in held
        if isinstance(one.actual, Value) and isinstance(one.perceived["Russia"], Withheld)
    ]
    assert single
    points = rows(figure.spec, *POINT)
    for name in single:
        assert [p["party"] for p in points if p["id"] == name] == ["NATO"]
    joints = {row["id"] for row in rows(figure.spec, "key", "y2") if "party" not in row}
    assert not joints & set(single)


def test_statements_that_are_not_drawn_are_counted_with_their_reason() -> None:
    held = sample_results.figures(statements=8)
    first, second, *rest = held.results.latest.differences
    found = (
        without(first, "actual", "perceived", reason="nobody takes a side"),
        without(second, "perceived", reason="nobody gave a prediction"),
        *rest,
    )
    latest = attrs.evolve(held.results.latest, differences=found)
    figure = difference_map(held.case, attrs.evolve(held.results, rounds=(latest,)), EN, PAIR)
    assert figure is not None
    assert "2 statements are not on the map: nobody takes a side, nobody gave a prediction." in figure.note
    assert len(figure.table.rows) == 2 * len(rest)


def test_counts_of_the_alternative_text_are_those_of_the_marks() -> None:
    figure = drawn("figures")[ID]
    for party in PAIR:
        own = [p for p in rows(figure.spec, *POINT) if p["party"] == party]
        over = sum(p["y"] > p["x"] for p in own)
        under = sum(p["y"] < p["x"] for p in own)
        wrong = sum(p["hollow"] for p in own)
        told = f"{party} overestimates {over}, underestimates {under}, and expects {wrong} in the wrong"
        assert told in figure.alt


def test_the_most_surprising_statement_is_named_by_weighted_surprise() -> None:
    found = perceptions.between(sample("figures").results.latest, PAIR)

    def weighted(one: Difference) -> float:
        return max(
            bits.value * matters.value / 3
            for bits, matters in ((one.surprise[side], one.importance[side]) for side in PAIR)
            if isinstance(bits, Value) and isinstance(matters, Value)
        )

    ranked = sorted(found, key=weighted, reverse=True)
    assert [one.statement for one in perceptions.most_surprising(found)] == [one.statement for one in ranked]
    assert f"The most surprising is {ranked[0].statement}:" in drawn("figures")[ID].alt


def test_importance_that_nobody_gave_leaves_surprise_alone() -> None:
    one = perceptions.between(sample("figures").results.latest, PAIR)[0]
    plain = without(one, "importance")
    bits = [cell.value for cell in one.surprise.values() if isinstance(cell, Value)]
    assert perceptions.weight(plain) == max(bits)
    assert perceptions.weight(without(plain, "surprise")) == 0


def test_bits_that_are_a_word_count_as_the_mean_expectation_that_is_shown() -> None:
    one = perceptions.between(sample("figures").results.latest, PAIR)[0]
    label = Label(label="≤ 0.2 bits", of=40, rule="to one decimal")
    shown = attrs.evolve(
        one,
        surprise=dict.fromkeys(PAIR, label),
        importance=dict.fromkeys(PAIR, Label(label="over 2", of=40, rule="")),
        alpha=dict.fromkeys(PAIR, Value(value=1.0, n=40)),
        prediction={"NATO": Value(value=0.25, n=40), "Russia": Value(value=0.5, n=40)},
    )
    assert perceptions.weight(shown) == pytest.approx(2.0 * 2.5 / 3), (
        "a quarter expected of what all hold: 2 bits"
    )


def test_marks_at_one_place_stand_side_by_side_and_keep_their_numbers() -> None:
    held = sample("figures")
    one = perceptions.between(held.results.latest, PAIR)[0]
    same = tuple(attrs.evolve(one, statement=f"s{index:03d}") for index in range(5))
    results = attrs.evolve(held.results, rounds=(attrs.evolve(held.results.latest, differences=same),))
    figure = difference_map(held.case, results, EN, PAIR)
    assert figure is not None
    assert "Marks that fall on one place are set side by side." in figure.note
    points = [point for point in rows(figure.spec, *POINT) if point["party"] == "NATO"]
    assert len({point["x"] for point in points}) == 1
    assert len({point["at"] for point in points}) == 5
    assert max(abs(point["at"] - point["x"]) for point in points) < 0.025
    assert "side by side" not in drawn("one statement")[ID].note


def test_every_state_has_a_shape_of_its_own() -> None:
    assert len(set(states.SHAPES.values())) == len(states.SHAPES)
    figure = drawn("hundred")[ID]
    shown = {row["key"] for row in rows(figure.spec, *POINT)}
    assert shown <= set(states.SHAPES)
    points = next(layer for layer in figure.spec["hconcat"][0]["layer"] if "shape" in layer["encoding"])
    scale = points["encoding"]["shape"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        name: shape for name, shape in states.SHAPES.items() if name in shown
    }


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)
@pytest.mark.parametrize("kind", ["figures", "hundred", "one statement", "mixed 5"])
def test_labels_of_the_map_collide_with_nothing(kind: str, look: Look) -> None:
    held = sample(kind)
    cast = Cast(held.case, EN)
    marks = _marks(perceptions.between(held.results.latest, PAIR))
    space = room(look, marks)
    words_of_regions = regions(cast, space, marks)
    placed = label(cast, space, marks, words_of_regions)
    assert placed, "at least one statement is named"
    boxes = [one.box for one in (*words_of_regions, *placed)]
    for at, box in enumerate(boxes):
        assert 0 <= box.left < box.right <= space.side
        assert 0 <= box.top < box.bottom <= space.side
        assert not any(box.overlaps(other) for other in boxes[at + 1 :])
        for mark in marks:
            x, y = place_of(space, mark)
            radius = (space.mark**0.5) / 2
            assert not (
                box.left < x + radius
                and x - radius < box.right
                and box.top < y + radius
                and y - radius < box.bottom
            )


def test_pixels_and_points_are_each_others_inverse() -> None:
    space = room(LOOKS[0], [])
    assert list(space.point(*space.pixel(0.25, 0.75))) == pytest.approx([0.25, 0.75])
    assert space.pixel(0, 1)[1] < space.pixel(0, 0)[1], "up is up"


def test_intervals_stand_at_the_named_statements_and_wait_elsewhere() -> None:
    figure = drawn("hundred")[ID]
    upright = [row for row in rows(figure.spec, "named", "y2") if "x2" not in row]
    assert len(upright) == 200
    named = {row["id"] for row in upright if row["named"]}
    assert 1 <= len(named) <= 8
    by_id = {one.statement: one for one in perceptions.between(sample("hundred").results.latest, PAIR)}
    for row in upright:
        cell = by_id[row["id"]].perceived[row["party"]]
        assert isinstance(cell, Value)
        assert (row["y"], row["y2"]) == pytest.approx(cell.interval, abs=1e-4)


def test_one_map_a_pair() -> None:
    maps = [name for name in drawn("three") if name.startswith("difference-map")]
    assert maps == [
        "difference-map-NATO-Russia",
        "difference-map-NATO-Ukraine",
        "difference-map-Russia-Ukraine",
    ]


def test_a_party_with_a_long_name_goes_by_its_id() -> None:
    held = sample("figures")
    long = attrs.evolve(
        held.case.parties[0],
        name=type(held.case.parties[0].name).of({"en": "North Atlantic Treaty Organization"}),
    )
    case = attrs.evolve(held.case, parties=(long, *held.case.parties[1:]))
    assert "Organization" not in figures(case, held.results, EN)[0].title
    assert "NATO" in figures(case, held.results, EN)[0].title
