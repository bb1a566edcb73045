"""Results as JSON: there and back, canonical bytes, a schema that fits, clear refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from dissensus.domain.errors import DissensusError
from dissensus.engine import serial
from tests import sample_results

SEEDS = range(25)


def plain(seed: int = 1) -> dict[str, Any]:
    found = json.loads(serial.canonical(sample_results.mixed(seed).results))
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_results_come_back_whole_and_fit_the_schema(seed: int) -> None:
    results = sample_results.mixed(seed).results
    jsonschema.validate(plain(seed), serial.schema())
    assert serial.from_json(plain(seed)) == results
    assert serial.canonical(serial.from_json(plain(seed))) == serial.canonical(results)


def test_the_canonical_form_is_sorted_and_ends_in_one_newline() -> None:
    text = serial.canonical(sample_results.figures().results)
    assert text.endswith("}\n")
    assert json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, indent=1) + "\n" == text


def _other_format(found: dict[str, Any]) -> None:
    found["format"] = "dissensus-results/9"


def _missing(found: dict[str, Any]) -> None:
    del found["case"]


def _unknown(found: dict[str, Any]) -> None:
    found["war"] = 0.2


def _text_for_a_number(found: dict[str, Any]) -> None:
    found["plan"]["draws"] = "many"


def _true_for_a_number(found: dict[str, Any]) -> None:
    found["plan"]["seed"] = True


def _no_cell(found: dict[str, Any]) -> None:
    found["rounds"][0]["differences"][0]["actual"] = {"shown": 1}


@pytest.mark.parametrize(
    ("spoil", "text"),
    [
        (_other_format, "this version reads 'dissensus-results/1'"),
        (_missing, "required field missing"),
        (_unknown, "war"),
        (_text_for_a_number, "'many' is not integer"),
        (_true_for_a_number, "True is not integer"),
        (_no_cell, "a cell has a value, a label or is withheld"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(
    spoil: Callable[[dict[str, Any]], None], text: str
) -> None:
    found = json.loads(serial.canonical(sample_results.figures().results))
    spoil(found)
    with pytest.raises(DissensusError, match=text):
        serial.from_json(found)


def test_no_field_can_hold_a_probability_of_war_or_an_index() -> None:
    names = {name for record in serial.schema()["$defs"].values() for name in record["properties"]}
    of_cohesion = {"agreement_index"}
    suspect = {name for name in names if "war" in name.split("_") or "index" in name or "score" in name}
    assert suspect == of_cohesion
