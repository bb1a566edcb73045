"""The sample results are valid results of their cases: they pass the schema and name what the case has."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.engine import serial
from tests import sample_results
from tests.sample_results import Sample

KINDS = {
    "figures": sample_results.figures,
    "bands": sample_results.bands,
    "labels": sample_results.labels,
}


def valid(sample: Sample) -> None:
    """The sample comes back whole from its JSON, fits the schema, and speaks of its own case."""
    plain = json.loads(serial.canonical(sample.results))
    jsonschema.validate(plain, serial.schema())
    assert serial.from_json(plain) == sample.results
    known = {statement.id for statement in sample.case.statements}
    for held in sample.results.rounds:
        assert {found.statement for found in held.differences} <= known


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_is_valid(kind: str) -> None:
    valid(KINDS[kind](rounds=2))


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_any_mixture_is_valid(seed: int) -> None:
    valid(sample_results.mixed(seed))
