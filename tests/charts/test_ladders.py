"""Ladders face to face, and all of them at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from dissensus.charts.ladders import ladder
from dissensus.charts.line_summary import line_summary
from dissensus.charts.theme import LIGHT
from dissensus.engine.results import Label, LineGap, Value, Withheld
from dissensus.i18n import words
from tests.charts.reading import column, rows
from tests.charts.samples import KINDS, drawn, sample
from tests.sample_lines import LADDERS
from tests.sample_results import Sample

EN = words("en")
PAIR = ("NATO", "Russia")


def _gap(kind: str, domain: str, owner: str, holder: str) -> LineGap:
    (found,) = (
        one
        for one in sample(kind).results.latest.lines
        if (one.domain, one.owner, one.holder) == (domain, owner, holder)
    )
    return found


def _with(kind: str, *lines: LineGap) -> Sample:
    held = sample(kind)
    latest = attrs.evolve(held.results.latest, lines=lines)
    return Sample(held.case, attrs.evolve(held.results, rounds=(latest,)))


def _heads(spec: Mapping[str, Any]) -> list[str]:
    panels = [view for view in spec["vconcat"][0]["hconcat"] if "title" in view]
    return [
        " ".join([*view["title"]["text"], *view["title"]["subtitle"]]).replace("\u00a0", " ")
        for view in panels
    ]


@pytest.mark.parametrize("domain", LADDERS)
def test_every_rung_has_its_row_and_every_row_its_rung(domain: str) -> None:
    figure = drawn("figures")[f"ladder-{domain}-NATO-Russia"]
    told = [row for row in figure.table.rows if row[2] != "–"]
    for spec in figure.variants.values():
        bars = rows(spec, "activity", "x", "believed", "kind")
        unique = list({(r["activity"], r["x"], r["believed"]): r for r in bars}.values())
        assert len(unique) == len(told) == 2 * len(LADDERS[domain])
        for bar, (owner, holder, rung, activity, actual, believed, reading) in zip(unique, told, strict=True):
            gap = _gap("figures", domain, owner, holder)
            at = int(rung) - 1
            assert gap.actual is not None
            assert gap.believed is not None
            assert gap.believed_band is not None
            assert bar["activity"] == f"{rung}: {activity}"
            assert (bar["x"], bar["believed"]) == pytest.approx((gap.actual[at], gap.believed[at]), abs=1e-4)
            assert actual == EN.percent(gap.actual[at])
            low, high = (EN.percent(end) for end in gap.believed_band[at])
            assert believed == f"{EN.percent(gap.believed[at])} ({low} to {high})"
            assert (bar["kind"] == "blind") == (gap.believed[at] < gap.actual[at])
            assert reading == {"blind": "blind", "over": "over-cautious"}[bar["kind"]]


def test_panels_face_each_other_and_say_their_rungs_and_n() -> None:
    figure = drawn("figures")["ladder-air-NATO-Russia"]
    heads = _heads(figure.spec)
    for head, (owner, holder) in zip(heads, (("Russia", "NATO"), ("NATO", "Russia")), strict=True):
        gap = _gap("figures", "air", owner, holder)
        assert isinstance(gap.blind, Value)
        assert head.startswith(f"{owner}’s line as {holder} believes it")
        assert f"blind {EN.number(gap.blind.value, 1)} rungs (" in head
        assert f"n = {gap.n_holder}" in head
    tall = {
        (len(v["title"]["text"]), len(v["title"]["subtitle"]))
        for v in figure.spec["vconcat"][0]["hconcat"][1:]
    }
    assert len(tall) == 1, "the panels stand level"


def test_the_released_line_runs_below_its_rung() -> None:
    gap = _gap("figures", "air", "Russia", "NATO")
    assert gap.released is not None
    low, likely, high = gap.released
    figure = drawn("figures")["ladder-air-NATO-Russia"]
    first = rows(figure.spec, "low", "high", "text")[0]
    marks = {
        row["activity"].split(":")[0]: row["y"] for row in rows(figure.spec, "activity", "x", "believed")
    }
    assert marks[str(likely)] < first["y"] < marks[str(likely - 1)]
    assert marks[str(low)] < first["low"] < marks[str(low - 1)]
    assert marks[str(high)] < first["high"] < marks[str(high - 1)]
    assert first["text"] == f"line: rung {likely} ({low} to {high})"


@pytest.mark.parametrize(("label", "above", "below"), [("nearer", False, True), ("further", True, False)])
def test_a_word_shades_its_side_of_the_line_and_tells_no_rung(label: str, above: bool, below: bool) -> None:
    gap = attrs.evolve(
        _gap("labels", "air", "Russia", "NATO"),
        placed=Label(label=label, of=8, rule="more than half"),
        released=(5, 5, 5),
    )
    held = _with("labels", gap)
    figure = ladder(held.case, held.results, EN, "air", PAIR)
    assert figure is not None
    (line,) = rows(figure.spec, "low", "high", "text")
    shade = next(row for row in rows(figure.spec, "x", "x2", "y", "y2") if row["x2"] > 1)
    top, bottom = sorted((shade["y"], shade["y2"]))
    assert (top < line["y"], bottom > line["y"]) == (above, below)
    assert bottom == line["y"] if above else top == line["y"]
    assert "mean" not in figure.alt
    assert not rows(figure.spec, "believed")


def test_a_side_that_gave_no_line_gets_a_panel_that_says_so() -> None:
    held = _with("figures", _gap("figures", "air", "Russia", "NATO"))
    figure = ladder(held.case, held.results, EN, "air", PAIR)
    assert figure is not None
    assert _heads(figure.spec)[1].strip() == "NATO’s line as Russia believes it no line given"
    assert "NATO’s line as Russia believes it: no line given." in figure.alt


def test_a_belief_about_a_line_that_was_not_given_is_drawn_without_bars() -> None:
    gap = attrs.evolve(
        _gap("figures", "air", "Russia", "NATO"),
        actual=None,
        released=None,
        n_owner=0,
        blind=Withheld(reason="the owner gave no line"),
        over_caution=Withheld(reason="the owner gave no line"),
        placed=Withheld(reason="the owner gave no line"),
    )
    held = _with("figures", gap)
    figure = ladder(held.case, held.results, EN, "air", PAIR)
    assert figure is not None
    assert rows(figure.spec, "believed")
    assert not rows(figure.spec, "kind")
    assert "no line given" in _heads(figure.spec)[0]
    assert "blind 0" not in figure.alt


def test_a_line_past_the_last_rung_is_none_of_these() -> None:
    gap = attrs.evolve(_gap("figures", "cyber", "Russia", "NATO"), released=(6, 6, 6))
    held = _with("figures", gap)
    figure = ladder(held.case, held.results, EN, "cyber", PAIR)
    assert figure is not None
    (line,) = rows(figure.spec, "low", "high", "text")
    assert line["text"] == "line: none of these"
    assert line["y"] == 0


def test_a_ladder_of_which_nothing_is_known_has_no_figure() -> None:
    held = _with("figures")
    assert ladder(held.case, held.results, EN, "air", PAIR) is None
    assert line_summary(held.case, held.results, EN, PAIR) is None


@pytest.mark.parametrize("kind", KINDS)
def test_the_summary_tells_every_ladder_both_ways(kind: str) -> None:
    held = sample(kind)
    for pair in held.case.pairs:
        figure = drawn(kind).get(f"lines-{pair[0]}-{pair[1]}")
        if figure is None:
            continue
        told = dict(
            zip(
                zip(*(column(figure, name) for name in ("ladder", "line of")), strict=True),
                figure.table.rows,
                strict=True,
            )
        )
        bars = rows(figure.spec, "way", "low", "high", "ladder")
        gaps = [one for one in held.results.latest.lines if {one.owner, one.holder} == set(pair)]
        values = {
            (g.domain.capitalize(), way): cell
            for g in gaps
            for way, cell in (("blind", g.blind), ("over", g.over_caution))
        }
        assert len(bars) == sum(isinstance(g.blind, Value) for g in gaps) * 2
        for bar in bars:
            candidates = [
                cell
                for g in gaps
                if g.domain.capitalize() == bar["ladder"]
                for cell in (g.blind if bar["way"] == "blind" else g.over_caution,)
            ]
            assert any(isinstance(c, Value) and abs(abs(bar["x"]) - c.value) < 1e-4 for c in candidates)
            assert (bar["x"] <= 0) if bar["way"] == "blind" else (bar["x"] >= 0)
        for gap in gaps:
            row = told[gap.domain.capitalize(), gap.owner]
            if isinstance(gap.blind, Value):
                assert row[3].startswith(EN.number(gap.blind.value, 1))
            elif isinstance(gap.placed, Label):
                assert row[3] == row[4] == "–"
        assert values


def test_the_widest_blind_zone_stands_first() -> None:
    figure = drawn("figures")["lines-NATO-Russia"]
    order = list(dict.fromkeys(column(figure, "ladder")))
    widest = {
        domain.capitalize(): max(
            gap.blind.value
            for gap in sample("figures").results.latest.lines
            if gap.domain == domain and isinstance(gap.blind, Value)
        )
        for domain in LADDERS
    }
    assert order == sorted(widest, key=lambda name: -widest[name])


@pytest.mark.parametrize(
    ("line", "actual", "believed", "align", "baseline"),
    [
        (3, (0.0, 0.9, 0.9, 0.9, 1.0), (0.0, 0.8, 0.9, 0.9, 1.0), "left", "bottom"),
        (3, (0.0, 0.1, 0.5, 0.9, 1.0), (0.0, 0.2, 0.6, 0.9, 1.0), "right", "top"),
        (1, (0.7, 0.9, 0.9, 0.9, 1.0), (0.8, 0.9, 0.9, 0.9, 1.0), "left", "bottom"),
        (6, (0.0, 0.0, 0.0, 0.0, 0.2), (0.0, 0.0, 0.0, 0.0, 0.1), "right", "top"),
    ],
)
def test_the_words_of_a_line_stand_where_the_marks_leave_room(
    line: int, actual: tuple[float, ...], believed: tuple[float, ...], align: str, baseline: str
) -> None:
    gap = attrs.evolve(
        _gap("figures", "cyber", "Russia", "NATO"),
        released=(line, line, line),
        actual=actual,
        believed=believed,
        believed_band=None,
    )
    held = _with("figures", gap)
    figure = ladder(held.case, held.results, EN, "cyber", PAIR)
    assert figure is not None
    texts = [
        layer["mark"]
        for layer in figure.spec["vconcat"][0]["hconcat"][1]["layer"]
        if layer["mark"]["type"] == "text" and layer["mark"].get("fontWeight") == 600
    ]
    assert [(mark["align"], mark["baseline"]) for mark in texts] == [(align, baseline)]


def test_blind_is_red_and_over_caution_blue() -> None:
    figure = drawn("figures")["ladder-air-NATO-Russia"]
    scales = [
        layer["encoding"]["color"]["scale"]
        for view in figure.spec["vconcat"][0]["hconcat"]
        for layer in view["layer"]
        if "color" in layer["encoding"]
    ]
    assert scales
    for scale in scales:
        assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
            "blind": LIGHT.blind,
            "over": LIGHT.over,
        }
