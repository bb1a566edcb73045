"""Charts in a notebook: every form with its words, one chart or many, and files."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

import dissensus as ds
from dissensus.desk import charts

SVG = "{http://www.w3.org/2000/svg}svg"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def map_(case: ds.Case) -> ds.Charts:
    return ds.difference_map(case, min_cell=1, draws=20)


def test_one_chart_displays_in_every_form(map_: ds.Charts) -> None:
    forms, words = map_._repr_mimebundle_(include=None, exclude=None)
    spec = forms.pop("application/vnd.vegalite.v6.json")
    assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
    assert json.loads(json.dumps(spec)) == spec
    assert set(forms) == {"text/html", "image/svg+xml", "image/png", "text/plain"}
    assert b64decode(forms["image/png"]).startswith(PNG)
    drawn = ElementTree.fromstring(forms["image/svg+xml"])
    alt = map_[0].alt
    assert (drawn.tag, drawn.get("role"), drawn.get("aria-label")) == (SVG, "img", alt)
    assert words == {"image/svg+xml": {"alt": alt}, "image/png": {"alt": alt}}
    assert alt in forms["text/plain"]
    figure = ElementTree.fromstring(forms["text/html"])
    assert [child.tag for child in figure] == [SVG, "figcaption"]
    assert figure[1].text == map_[0].figure.note


def test_a_round_alone_has_its_map(case: ds.Case, map_: ds.Charts) -> None:
    alone = ds.difference_map(case.round("r1"), min_cell=1, draws=20)
    assert [chart.figure.id for chart in alone] == [chart.figure.id for chart in map_]


def test_ladders_are_a_summary_and_every_ladder(case: ds.Case) -> None:
    found = ds.ladders(case, min_cell=1, draws=20)
    assert [chart.figure.id for chart in found][-1].startswith("ladder-air")
    assert len(ds.ladders(case.round("r1"), case=case, min_cell=1, draws=20)) == len(found)


def test_several_charts_display_one_below_the_other(case: ds.Case) -> None:
    several = charts.Charts((*ds.difference_map(case, min_cell=1, draws=20),) * 2, "Nothing to show.")
    forms, _ = several._repr_mimebundle_()
    assert set(forms) == {"text/html", "text/plain"}
    assert forms["text/html"].count("<figure") == 2
    assert forms["text/plain"].count(several[0].alt) == 2
    assert several[:1] == charts.Charts(several.charts[:1], "Nothing to show.")
    assert [*several] == [several[0], several[1]]


def test_nothing_to_show_is_said(case: ds.Case) -> None:
    silent = attrs.evolve(case, rounds=(ds.Round(id="r1", statements={"S1": None}),))
    found = ds.surprise(silent)
    assert len(found) == 0
    assert found._repr_mimebundle_() == (
        {"text/html": "<p>Nothing to show.</p>", "text/plain": repr(found)},
        {},
    )
    assert repr(found) == "Nothing to show."


def test_synthetic_is_said_by_every_chart() -> None:
    case = ds.simulate(ds.reference_case(), "r1", delegates=6, seed=1)
    for chart in (*ds.difference_map(case, draws=20), *ds.surprise(case, draws=20)):
        assert "ynthetic" in repr(chart)


def test_a_chart_is_saved_as_its_name_says(map_: ds.Charts, tmp_path: Path) -> None:
    chart = map_[0]
    assert ElementTree.parse(chart.save(tmp_path / "a.svg")).getroot().tag == SVG
    assert chart.save(str(tmp_path / "a.PNG")).read_bytes().startswith(PNG)
    assert json.loads(chart.save(tmp_path / "a.json").read_text(encoding="utf-8")) == chart.figure.spec
    with pytest.raises(ds.DissensusError, match=r"a chart is no '.gif'; give a name that ends in .svg, .png"):
        chart.save(tmp_path / "a.gif")
    assert not (tmp_path / "a.gif").exists()
