"""Tables in a notebook: every measure has one, it displays itself, and it goes elsewhere in one call."""

from __future__ import annotations

import math
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dissensus as ds
from dissensus.desk import frames, tables
from dissensus.engine.points import MEASURES, points
from dissensus.engine.results import Difference, Results, Value
from dissensus.i18n import words
from tests import sample_results


class Page(HTMLParser):
    """The cells of every table of a page, row by row, and whether every element that opens closes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.rows: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_is_a_table(measure: str) -> None:
    results = sample_results.figures(rounds=2).results
    table = tables.Table(results, measure)
    frame = table.to_polars()
    assert frame.height == len(points(results, measure)[measure])
    assert frame.columns[:2] == ["case", "round"]
    assert frame.columns[-2:] == ["remarks", "synthetic"]
    assert Page(table._repr_html_()).open == []
    assert repr(table)


@pytest.mark.parametrize("measure", MEASURES)
def test_the_columns_do_not_depend_on_the_results(measure: str) -> None:
    full = frames.frame(sample_results.figures(rounds=2).results, measure)
    hidden = frames.frame(sample_results.labels().results, measure)
    silent = frames.frame(sample_results.mixed(3).results, measure)
    assert full.schema == hidden.schema == silent.schema


@settings(max_examples=15)
@given(st.integers(0, 10**6))
def test_the_frame_says_what_the_records_say(seed: int) -> None:
    results = sample_results.mixed(seed).results
    frame = frames.frame(results, "coorientation")
    for found, row in zip(results.latest.differences, frame.iter_rows(named=True), strict=True):
        assert row["statement"] == found.statement
        for end, party in zip("ab", found.sides, strict=True):
            assert_cell(found, row, f"alpha_{end}", found.alpha[party])
            assert_cell(found, row, f"surprise_bits_{end}", found.surprise[party])
        assert_cell(found, row, "actual_difference", found.actual)
    assert not any(isinstance(x, float) and math.isnan(x) for row in frame.rows() for x in row)


def assert_cell(found: Difference, row: dict[str, Any], name: str, cell: Any) -> None:
    """A value with its interval, or null with a remark."""
    if isinstance(cell, Value):
        assert row[name] == cell.value
        assert (row[f"{name}_low"], row[f"{name}_high"]) == (cell.interval or (None, None))
        assert f"{name}: " not in (row["remarks"] or "")
    else:
        assert row[name] is None
        said = getattr(cell, "label", None) or cell.reason
        assert f"{name}: {said}" in row["remarks"]


def test_synthetic_stands_on_every_row_and_over_every_table() -> None:
    results = sample_results.figures().results
    assert frames.frame(results, "coorientation")["synthetic"].to_list() == [True] * 24
    shown = tables.Table(results, "coorientation")._repr_html_()
    assert "(synthetic)</caption>" in shown
    real = attrs.evolve(results, synthetic=False)
    assert not frames.frame(real, "coorientation")["synthetic"].any()
    assert "ynthetic" not in tables.Table(real, "coorientation")._repr_html_()


def test_the_public_record_is_never_synthetic() -> None:
    case = ds.simulate(ds.reference_case(), "r1", delegates=5, seed=1)
    results = ds.analyse(case, draws=20)
    record = tables.Table(results, "mechanisms")
    assert len(record) > 10
    assert not record.to_polars()["synthetic"].any()
    assert record.to_polars()["round"].is_null().all()
    assert "ynthetic" not in record._repr_html_() + repr(record)


def test_what_a_case_says_is_text_and_no_markup() -> None:
    held = sample_results.figures().results
    lines = tuple(attrs.evolve(line, domain="<script>x</script>") for line in held.latest.lines)
    results = attrs.evolve(held, rounds=(attrs.evolve(held.latest, lines=lines),))
    shown = tables.Table(results, "ladders")._repr_html_()
    assert "<script" not in shown
    assert "&lt;script&gt;x&lt;/script&gt;" in shown


def long_results() -> Results:
    held = sample_results.figures(statements=24).results
    many = held.latest.differences * 6
    return attrs.evolve(held, rounds=(attrs.evolve(held.latest, differences=many),))


def test_a_long_table_is_cut_on_the_page_and_not_in_the_frame() -> None:
    table = tables.Table(long_results(), "coorientation")
    assert len(table) == 144
    page = Page(table._repr_html_())
    assert len(page.rows) == tables.MOST_ROWS + 1
    assert "24 more rows are in the data frame." in table._repr_html_()


def test_the_page_and_the_text_show_the_same_cells(case: ds.Case) -> None:
    table = ds.coorientation(case, min_cell=1)
    forms = table._repr_mimebundle_(include=None, exclude=None)
    assert forms == {"text/html": table._repr_html_(), "text/plain": repr(table)}
    rows = Page(forms["text/html"]).rows
    assert rows[1][:5] == ["S1", "100%", "0%", "100%", "90%"]
    for row in rows:
        assert all(cell in repr(table) for cell in row)
    assert len({len(line) for line in repr(table).splitlines() if line.startswith("─")}) == 1


def test_a_frame_that_is_changed_leaves_the_table_as_it_is(case: ds.Case) -> None:
    table = ds.coorientation(case, min_cell=1)
    frame = table.to_polars()
    frame[0, "alpha_a"] = 0.5
    assert table.to_polars()[0, "alpha_a"] == 1.0


def test_it_goes_to_parquet_and_back(case: ds.Case, tmp_path: Path) -> None:
    table = ds.measure(case, "coorientation", min_cell=1)
    written = table.to_parquet(tmp_path / "table.parquet")
    assert pl.read_parquet(written).equals(table.to_polars())
    assert table.to_parquet(str(written)) == written


def test_it_goes_to_pandas(case: ds.Case) -> None:
    table = ds.coorientation(case, min_cell=1)
    frame = table.to_pandas()
    assert [*frame.columns] == table.to_polars().columns
    assert frame["alpha_a"].tolist()[0] == 1.0
    assert math.isnan(frame["alpha_a"].tolist()[1])
    assert frame["statement"].tolist() == ["S1", "S2"]


@pytest.mark.parametrize("missing", [["pandas"], ["pyarrow"], ["pandas", "pyarrow"]])
def test_what_pandas_needs_is_said_with_what_to_do(
    case: ds.Case, monkeypatch: pytest.MonkeyPatch, missing: list[str]
) -> None:
    monkeypatch.setattr("dissensus.desk.tables.find_spec", lambda name: None if name in missing else name)
    with pytest.raises(ds.DissensusError, match=f"run `python -m pip install {' '.join(missing)}`"):
        ds.coorientation(case, min_cell=1).to_pandas()


def test_another_language_asks_its_catalogue(case: ds.Case) -> None:
    shown = ds.coorientation(case, min_cell=1, lang="fr")._repr_html_()
    assert 'lang="fr"' in shown
    assert words("fr").percent(1) in shown
