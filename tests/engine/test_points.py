"""Point values for programs: the promised names, nulls with reasons, JSON that holds nothing else."""

from __future__ import annotations

import json
import math
from typing import Any

import attrs
import pytest

from dissensus.engine.analyse import analyse
from dissensus.engine.points import MEASURES, points
from dissensus.engine.results import Plan
from tests import sample_results
from tests.engine.small import case, held
from tests.engine.test_analyse import LINES, PREDICTIONS, STANCES

DIFFERENCE = {
    "statement",
    "issue",
    "sides",
    "n",
    "n_predictions",
    "alpha",
    "actual_difference",
    "perceived_difference",
    "accuracy",
    "congruency",
    "bias",
    "surprise_bits",
    "state",
    "probability",
    "importance",
}
LINE = {
    "domain",
    "owner",
    "holder",
    "blind",
    "over_caution",
    "ambiguity",
    "mean_actual",
    "mean_believed",
    "n_owner",
    "n_holder",
}


def paper(measure: str | None = None, **terms: Any) -> dict[str, Any]:
    plan = attrs.evolve(Plan(round="r1", min_cell=1, draws=50), **terms)
    made = analyse(case(held(stances=STANCES, predictions=PREDICTIONS, lines=LINES)), plan)
    found = points(made, measure)
    assert json.loads(json.dumps(found, allow_nan=False))
    return found


def test_every_promised_name_is_there() -> None:
    found = paper()
    assert set(MEASURES) <= set(found)
    assert set(found["coorientation"][0]) >= DIFFERENCE
    assert set(found["ladders"][0]) >= LINE
    assert set(found["second_order"][0]) >= LINE | {"other"}
    assert all("other" not in row for row in found["ladders"])


def test_values_are_not_rounded_and_nulls_have_reasons() -> None:
    first, second = paper()["coorientation"]
    assert first["alpha"] == {"A": 1.0, "B": 0.5}
    assert first["surprise_bits"]["A"] == pytest.approx(math.log2(0.25 / 0.0099) / 4, abs=1e-15)
    assert first["state"] == "split"
    assert first["who"] == ["B"]
    assert second["alpha"] == {"A": None, "B": 0.0}
    assert second["state"] is None
    assert second["reasons"]["alpha"] == {"A": "nobody takes a side"}
    assert second["reasons"]["state"] == "nobody gave a prediction"


def test_intervals_and_means_stand_under_keys_of_their_own() -> None:
    first = paper(target="population")["coorientation"][0]
    assert set(first["intervals"]["alpha"]) == {"A", "B"}
    low, high = first["intervals"]["actual_difference"]
    assert 0 <= low < high <= 1
    assert 0 < first["posterior_means"]["alpha"]["A"] < 1
    line = paper(target="population")["ladders"][0]
    assert set(line["intervals"]) >= {"mean_believed"}


def test_one_measure_alone_comes_with_what_identifies_it() -> None:
    found = paper("ladders")
    assert set(found) & set(MEASURES) == {"ladders"}
    assert (found["case"], found["round"], found["synthetic"], found["min_cell"]) == ("small", "r1", False, 1)
    assert found["sides"]["A"] == {"unit": "person", "roll": 2, "respondents": 2}


@pytest.mark.parametrize("seed", range(30))
def test_results_of_any_kind_become_plain_json(seed: int) -> None:
    found = points(sample_results.mixed(seed).results)
    assert json.loads(json.dumps(found, allow_nan=False)) is not None
