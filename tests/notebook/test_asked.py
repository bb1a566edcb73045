"""What can be asked at the desk: a case, a round alone, results; and what cannot, with what to do."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import dissensus as ds
from dissensus.domain.tracks import Track
from tests.engine import small
from tests.notebook.conftest import PREDICTIONS, STANCES


def point_values(table: ds.Table) -> list[Any]:
    """What a table says but for what depends on chance or on the case."""
    frame = table.to_polars()
    own = [name for name in frame.columns if name.endswith(("_low", "_high"))]
    return frame.drop("case", "issue", "kind", *own).rows()


def test_a_round_alone_gives_the_figures_that_its_case_gives(case: ds.Case) -> None:
    alone = ds.coorientation(case.round("r1"), min_cell=1)
    whole = ds.coorientation(case, min_cell=1)
    assert point_values(alone) == point_values(whole)
    row = alone.to_polars().row(0, named=True)
    assert (row["side_a"], row["side_b"], row["alpha_a"], row["alpha_b"]) == ("A", "B", 1.0, 0.0)
    assert (row["prediction_a"], row["prediction_b"]) == (0.9, pytest.approx(0.3))
    assert (row["case"], row["issue"], row["kind"]) == (None, None, None)
    assert whole.to_polars()["issue"].to_list() == ["i1", "i2"]


def test_a_round_with_its_case_is_the_case_at_that_round(case: ds.Case) -> None:
    given = ds.coorientation(case.round("r1"), case=case, min_cell=1)
    assert given == ds.coorientation(case, round="r1", min_cell=1)
    assert given.to_polars()["issue"].to_list() == ["i1", "i2"]


def test_the_sides_of_a_round_alone_are_those_of_its_units() -> None:
    held = small.held(stances=STANCES, unit={"B": "person", "A": "person"}, roll={}, ladders=())
    row = ds.coorientation(held, min_cell=1).to_polars().row(0, named=True)
    assert (row["side_a"], row["side_b"]) == ("B", "A")
    unsaid = small.held(stances=STANCES, unit={}, roll={}, ladders=())
    assert ds.coorientation(unsaid, min_cell=1).to_polars()["side_a"].to_list() == ["A", "A"]


def test_a_later_round_stands_alone_too(case: ds.Case) -> None:
    later = small.held(id="r2", after="r1", stances=STANCES, predictions=PREDICTIONS)
    assert len(ds.coorientation(later, min_cell=1)) == 2


def test_an_internal_round_has_no_pair_to_compare() -> None:
    held = small.held(track=Track.INTERNAL, party="A", stances=STANCES[:2], participants=small.people(A=2))
    table = ds.coorientation(held, min_cell=1)
    assert len(table) == 0
    assert "Nothing to show." in repr(table)
    assert "Nothing to show." in table._repr_html_()


def test_results_are_taken_and_not_measured_again(case: ds.Case) -> None:
    results = ds.analyse(case, min_cell=1, draws=20)
    assert ds.coorientation(results).results is results
    assert ds.coorientation(results, case=case, draws=20).results is results
    assert ds.analyse(case, min_cell=1, draws=20) is results
    assert ds.analyse(results) is results
    assert len(ds.measure(results, "ladders")) == len(results.latest.lines)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"round": "r9"}, "has no round 'r9'"),
        ({"min_cells": 1}, "nothing is called min_cells here; what may be said is round, case, target"),
        ({"min_cell": 0}, "min_cell is 0; give 1 or more"),
        ({"draws": 0}, "draws is 0; give 1 or more"),
        ({"seed": -1}, "seed is -1; give 0 or more"),
        ({"target": "everybody"}, "the target is roll or population, and not 'everybody'"),
    ],
)
def test_what_cannot_be_asked_of_a_case_is_said(case: ds.Case, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(ds.DissensusError, match=said):
        ds.analyse(case, **asked)


def test_what_is_no_case_is_said(case: ds.Case) -> None:
    with pytest.raises(ds.DissensusError, match="str is no case: give what"):
        ds.analyse("nato-russia")  # type: ignore[arg-type]
    with pytest.raises(ds.DissensusError, match="there is no measure 'love'; there are coorientation"):
        ds.measure(case, "love")


def test_a_round_alone_does_not_say_what_it_does_not_know(case: ds.Case) -> None:
    held = case.round("r1")
    for question in (ds.ladders, ds.analyse, lambda one: ds.measure(one, "ladders")):
        with pytest.raises(ds.DissensusError, match=r"the round 'r1' alone cannot say .*; give the case too"):
            question(held)
    with pytest.raises(ds.DissensusError, match="this is round 'r1'; to measure 'r2', give its case"):
        ds.coorientation(held, round="r2")
    other = attrs.evolve(case, rounds=(attrs.evolve(held, seed=4),))
    with pytest.raises(ds.DissensusError, match="the case 'small' has another round 'r1'"):
        ds.coorientation(held, case=other)


def test_results_cannot_be_asked_otherwise(case: ds.Case) -> None:
    results = ds.analyse(case, min_cell=1, draws=20)
    with pytest.raises(ds.DissensusError, match="were measured with draws 20; for another, give the case"):
        ds.coorientation(results, draws=30)
    with pytest.raises(ds.DissensusError, match="are of the case 'small' and not of 'other'"):
        ds.coorientation(results, case=attrs.evolve(case, id="other"))
    with pytest.raises(ds.DissensusError, match="results of the case 'small' alone cannot say"):
        ds.ladders(results)
