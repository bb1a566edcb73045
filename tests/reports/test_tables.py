"""The figures of a round as tables of words: every kind of cell, every measure, any mixture of results."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dissensus.engine.points import MEASURES
from dissensus.engine.results import Results
from dissensus.i18n import words
from dissensus.reports import tables
from tests import sample_results
from tests.reports.samples import recorded
from tests.sample_desk import with_desk

SAY = words("en")


def cells(results: Results, measure: str | None = None) -> str:
    """Everything that the tables say, as one text."""
    made = tables.titled(results, measure, SAY)
    return "\n".join(" | ".join(row) for _, table in made for row in table.rows)


def test_figures_bands_and_labels_all_read_as_words() -> None:
    assert "known difference" in cells(sample_results.figures().results, "coorientation")
    assert "over 80% agree" in cells(sample_results.bands().results, "coorientation")
    assert "most disagree" in cells(sample_results.labels().results, "coorientation")


def test_what_is_withheld_is_a_dash() -> None:
    shown = cells(sample_results.labels().results, "coorientation")
    assert f" | {tables.NOTHING} | " in shown


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_has_its_tables(measure: str) -> None:
    made = tables.titled(with_desk(recorded(sample_results.figures(rounds=2))).results, measure, SAY)
    assert made
    assert all(title and table.columns and table.rows for title, table in made)


@settings(max_examples=25)
@given(st.integers(0, 10**6))
def test_any_mixture_can_be_shown(seed: int) -> None:
    sample = sample_results.mixed(seed)
    made = tables.titled(sample.results, "coorientation", SAY)
    rows = sum(len(table.rows) for _, table in made)
    assert rows == len(sample.results.latest.differences)
    assert "nan" not in cells(sample.results).lower().split()


def test_the_word_synthetic_stands_where_answers_are_and_only_there() -> None:
    results = sample_results.figures().results
    assert "Synthetic" in tables.heading(results, SAY)
    assert "Synthetic" not in tables.heading(attrs.evolve(results, synthetic=False), SAY)
