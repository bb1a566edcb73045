"""Where bands or labels are all that may be shown: regions and tiles, and no number that was not given."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import attrs
import pytest

from dissensus.charts import perceptions, tiles
from dissensus.engine.results import Cell, Label, Value, Withheld
from dissensus.measures.guard.answers import BANDS
from tests import sample_results
from tests.charts.reading import column, rows, words_of
from tests.charts.samples import KINDS, drawn, sample

NUMBER = re.compile(r"\d[.,]\d|\d ?%")
IN_BANDS = ("under 20%", "20% to 40%", "40% to 60%", "60% to 80%", "over 80%")


@pytest.mark.parametrize("kind", ["bands", "labels", "hundred bands", "hundred labels"])
def test_no_share_and_no_bits_of_a_guarded_side(kind: str) -> None:
    for figure in drawn(kind).values():
        said = words_of(figure)
        for band in IN_BANDS:
            said = said.replace(band, "")
        assert not NUMBER.search(said), (figure.id, NUMBER.search(said))


@pytest.mark.parametrize("kind", KINDS)
def test_every_difference_is_drawn_once_or_withheld(kind: str) -> None:
    held = sample(kind)
    for pair in held.case.pairs:
        found = perceptions.between(held.results.latest, pair)
        drawn_as = Counter(tiles.how(one) for one in found)
        assert sum(drawn_as.values()) == len(found)
        for name, as_what in (
            ("difference-map", "points"),
            ("difference-map-bands", "bands"),
            ("difference-map-labels", "labels"),
        ):
            figure = drawn(kind).get(f"{name}-{pair[0]}-{pair[1]}")
            assert (figure is not None) == (drawn_as[as_what] > 0), (pair, as_what)  # type: ignore[index]
            if figure is not None:
                ids = {text.split(" ")[0] for text in column(figure, "statement")}
                assert ids == {one.statement for one in found if tiles.how(one) == as_what}


def test_withheld_answers_are_drawn_nowhere() -> None:
    one = sample_results.labels(statements=3).results.latest.differences[0]
    silent = attrs.evolve(one, alpha={**one.alpha, "NATO": Withheld(reason="no answers")})
    assert tiles.how(one) == "labels"
    assert tiles.how(silent) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *((Label(label=name, of=20, rule=""), place) for place, name in enumerate(BANDS)),
        *(
            (Value(value=share, n=1), place)
            for share, place in ((0.0, 0), (0.2, 1), (0.4, 2), (0.6, 2), (0.8, 3), (0.81, 4), (1.0, 4))
        ),
        (Label(label="most agree", of=8, rule=""), None),
        (Withheld(reason="no answers"), None),
    ],
)
def test_bands_of_cells(cell: Cell, expected: int | None) -> None:
    assert tiles.band(cell) == expected


@pytest.mark.parametrize("kind", ["bands", "hundred bands", "mixed 1", "mixed 5"])
def test_every_mark_lies_in_its_region(kind: str) -> None:
    held = sample(kind)
    for pair in held.case.pairs:
        figure = drawn(kind).get(f"difference-map-bands-{pair[0]}-{pair[1]}")
        if figure is None:
            continue
        told = sorted(
            zip(
                (t.split(" ")[0] for t in column(figure, "statement")),
                column(figure, "seen by"),
                column(figure, "bands between the answers"),
                column(figure, "bands expected between them"),
                strict=True,
            )
        )
        by_id = {one.statement: one for one in perceptions.between(held.results.latest, pair)}
        for spec in figure.variants.values():
            marks = rows(spec, "shape", "x", "y")
            assert sorted((m["id"], m["party"], str(int(m["x"])), str(int(m["y"]))) for m in marks) == told
            assert all(0.02 < m["x"] % 1 < 0.98 and 0.02 < m["y"] % 1 < 0.98 for m in marks)
            assert len({(m["x"], m["y"]) for m in marks}) == len(marks), "no mark hides another"
            for mark in marks:
                one, party = by_id[mark["id"]], mark["party"]
                own, their = (tiles.band(one.alpha[side]) for side in (party, perceptions.other(one, party)))
                expected = tiles.band(one.prediction[party])
                assert own is not None
                assert their is not None
                assert expected is not None
                assert (int(mark["x"]), int(mark["y"])) == (abs(own - their), abs(own - expected))


@pytest.mark.parametrize("kind", ["labels", "hundred labels", "mixed 1", "mixed 5"])
def test_every_tile_carries_both_sides(kind: str) -> None:
    held = sample(kind)
    for pair in held.case.pairs:
        figure = drawn(kind).get(f"difference-map-labels-{pair[0]}-{pair[1]}")
        if figure is None:
            continue
        told = sorted(
            zip((t.split(" ")[0] for t in column(figure, "statement")), column(figure, "side"), strict=True)
        )
        by_id = {one.statement: one for one in perceptions.between(held.results.latest, pair)}
        for spec in figure.variants.values():
            marks = rows(spec, "shape", "x", "y")
            assert sorted((m["id"], m["party"]) for m in marks) == told
            assert len({(m["x"], m["y"]) for m in marks}) == len(marks)
            for mark in marks:
                one = by_id[mark["id"]]
                right, expects = one.rightly[mark["party"]], one.expects[mark["party"]]
                silent = right is None or expects is None
                assert (mark["shape"] == tiles.NO_VERDICT) == silent
                assert mark["hollow"] == (not silent and right is False)


def test_tiles_stand_in_the_square_of_what_both_sides_hold() -> None:
    figure = drawn("labels")["difference-map-labels-NATO-Russia"]
    by_id = {one.statement: one for one in sample("labels").results.latest.differences}
    marks = [m for m in rows(figure.spec, "shape", "x", "y") if m["party"] == "NATO"]
    order = {"agree": 0, "split": 1, "disagree": 2}
    for axis, party in (("x", "NATO"), ("y", "Russia")):
        places = {lean: [m[axis] for m in marks if by_id[m["id"]].leans[party] == lean] for lean in order}
        filled = [places[lean] for lean in sorted(order, key=order.__getitem__) if places[lean]]
        assert len(filled) > 1
        for before, after in pairwise(filled):
            assert max(before) < min(after)
