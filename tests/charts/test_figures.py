"""What holds for every figure: dresses, words, sizes, the word synthetic, and how quick they are."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import altair as alt
import attrs
import pytest

from dissensus.charts import VARIANTS, Column, Table, figures
from dissensus.charts.captions import balanced, wrapped
from dissensus.charts.render import VEGALITE, browser_bundle, png, svg
from dissensus.domain.case import Case
from dissensus.engine.results import Cell, Difference, Value
from dissensus.i18n import words
from tests import sample_results
from tests.charts.gallery import gallery
from tests.charts.reading import size, words_of
from tests.charts.samples import KINDS, drawn, families, of_people, sample

EN = words("en")


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_has_its_words_its_table_and_four_dresses(kind: str) -> None:
    for figure in drawn(kind).values():
        assert tuple(sorted(figure.variants)) == tuple(sorted(VARIANTS))
        assert figure.title
        assert figure.alt.endswith((".", "?", "!"))
        assert figure.note.endswith(".")
        assert "n = " in figure.note
        assert figure.table.rows
        for spec in figure.variants.values():
            assert spec["description"] == figure.alt
            assert re.sub(r"\s", "", figure.title) == re.sub(r"\s", "", "".join(spec["title"]["text"]))


@pytest.mark.parametrize("kind", KINDS)
def test_synthetic_answers_say_so_everywhere_and_others_nowhere(kind: str) -> None:
    for figure in drawn(kind).values():
        if not sample(kind).results.latest.synthetic:
            assert "ynthetic" not in words_of(figure)
            continue
        assert "ynthetic" in figure.alt
        assert "ynthetic" in figure.note
        for spec in figure.variants.values():
            assert "ynthetic" in " ".join(spec["title"]["subtitle"])


def test_people_are_not_called_synthetic() -> None:
    held = of_people(sample_results.figures(statements=14))
    for figure in figures(held.case, held.results, EN):
        assert "ynthetic" not in words_of(figure)
        assert "ynthetic" not in " ".join(figure.spec["title"]["subtitle"])


@pytest.mark.parametrize("kind", ["figures", "bands", "labels", "mixed 3"])
def test_specifications_are_valid_vega_lite(kind: str) -> None:
    for figure in families(kind).values():
        alt.Chart.from_dict(dict(figure.variants["dark-narrow"]), validate=True)


def test_the_version_that_draws_is_the_one_that_is_written() -> None:
    assert drawn("figures")["lines-NATO-Russia"].spec["$schema"].split("/")[-1].startswith(f"v{VEGALITE}")


@pytest.mark.parametrize("kind", ["figures", "bands", "labels", "hundred labels", "three"])
def test_pictures_are_as_wide_as_their_look_and_their_type_is_large_enough(kind: str) -> None:
    for name, figure in families(kind).items():
        for dress, widest in (("light-wide", 905), ("light-narrow", 346)):
            picture = svg(figure.variants[dress])
            assert size(picture)[0] <= widest, (name, dress)
            sizes = [float(found) for found in re.findall(r'font-size="([\d.]+)px"', picture)]
            assert min(sizes) >= 12, (name, dress)


def test_an_svg_carries_its_title_the_word_synthetic_and_its_description() -> None:
    figure = drawn("figures")["surprise-NATO-Russia"]
    picture = svg(figure.spec)
    assert figure.title.split(",")[0] in picture
    assert "Synthetic answers" in picture
    assert f'<svg role="img" aria-label="{figure.alt}"' in picture


def test_a_description_cannot_break_out_of_the_svg() -> None:
    spec = {**drawn("labels")["lines-NATO-Russia"].spec, "description": 'a "quoted" <word> & more'}
    assert 'aria-label="a &quot;quoted&quot; &lt;word&gt; &amp; more"' in svg(spec)


def test_a_png_is_as_large_as_asked_for() -> None:
    spec = drawn("labels")["lines-NATO-Russia"].spec
    once, twice = (png(spec, scale=scale) for scale in (1, 2))
    assert once.startswith(b"\x89PNG")
    assert int.from_bytes(twice[16:20], "big") == pytest.approx(2 * int.from_bytes(once[16:20], "big"), abs=2)


def test_the_script_for_a_page_is_whole_and_safe_to_set_inline() -> None:
    bundle = browser_bundle()
    assert "window.drawFigure" in bundle
    assert '"ast":true' in bundle
    assert "</script" not in bundle.lower()
    assert browser_bundle() is bundle


def test_figures_come_in_reading_order() -> None:
    kinds = [name.split("-")[0] for name in drawn("figures")]
    assert kinds == ["difference", "lines", "ladder", "ladder", "ladder", "surprise"]


def test_a_second_seed_stands_beside_the_first() -> None:
    first, second = sample_results.figures(statements=14), sample_results.figures(statements=14, seed=2)
    made = figures(first.case, first.results, EN, beside=second.results)
    twins = [figure for figure in made if figure.id.endswith("-beside")]
    assert [figure.id for figure in twins] == [
        "difference-map-NATO-Russia-beside",
        "lines-NATO-Russia-beside",
        "surprise-NATO-Russia-beside",
    ]
    alone = {figure.id: figure for figure in figures(first.case, second.results, EN)}
    for twin in twins:
        place = made.index(twin)
        original = made[place - 1]
        assert original.id == twin.id.removesuffix("-beside")
        assert twin.table == alone[original.id].table
        assert twin.table != original.table
        assert "seed 2" in " ".join(twin.spec["title"]["subtitle"])


def test_no_answers_no_figures() -> None:
    held = sample_results.figures(statements=3)
    latest = attrs.evolve(held.results.latest, differences=(), surprises=(), lines=())
    results = attrs.evolve(held.results, rounds=(latest,), changes=())
    assert figures(held.case, results, EN) == ()
    assert figures(Case(id="empty"), results, EN) == ()


def test_the_same_results_give_the_same_figures_each_under_its_own_id() -> None:
    held = sample("mixed 1")
    made = figures(held.case, held.results, EN)
    assert made == figures(held.case, held.results, EN)
    assert len({figure.id for figure in made}) == len(made)


def test_another_language_writes_its_own_numbers() -> None:
    held = sample("figures")
    made = {figure.id: figure for figure in figures(held.case, held.results, words("fr"))}
    first = made["difference-map-NATO-Russia"].table.rows[0]
    assert re.match(r"\d,\d\d ", first[2])
    axis = made["difference-map-NATO-Russia"].spec["hconcat"][0]["layer"][0]["encoding"]["x"]["axis"]
    assert "'0,2'" in axis["labelExpr"]


def _of_the_roll(found: Difference) -> Difference:
    def turned(cell: Cell) -> Cell:
        return attrs.evolve(cell, target="roll") if isinstance(cell, Value) else cell

    perceived = {party: turned(cell) for party, cell in found.perceived.items()}
    return attrs.evolve(found, actual=turned(found.actual), perceived=perceived)


def test_who_answered_and_whom_the_figures_are_about() -> None:
    held = sample_results.figures(statements=14)
    sides = (
        attrs.evolve(held.results.latest.sides[0], respondents=41),
        attrs.evolve(held.results.latest.sides[1], unit="party"),
    )
    latest = attrs.evolve(held.results.latest, sides=sides)
    made = figures(held.case, attrs.evolve(held.results, rounds=(latest,), changes=()), EN)[0]
    assert "Answered: NATO, n = 41 of 60; Russia, as one." in made.note
    assert "Figures are of the population for whom they stand." in made.note
    roll = tuple(_of_the_roll(one) for one in latest.differences)
    again = figures(
        held.case,
        attrs.evolve(held.results, rounds=(attrs.evolve(latest, differences=roll),), changes=()),
        EN,
    )[0]
    assert "Figures are of those asked." in again.note


def test_a_guarded_side_never_tells_who_did_not_answer() -> None:
    held = sample_results.labels(statements=6)
    sides = tuple(attrs.evolve(side, respondents=6) for side in held.results.latest.sides)
    results = attrs.evolve(held.results, rounds=(attrs.evolve(held.results.latest, sides=sides),))
    for figure in figures(held.case, results, EN):
        assert "n = 8" in figure.note
        assert "6 of 8" not in figure.note


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="a row of 1 cells under 2 headings"):
        Table(columns=(Column(title="a"), Column(title="b")), rows=(("1",),))


def test_balanced_lines_are_no_more_than_wrapped_ones_and_none_is_an_orphan() -> None:
    text = "How far NATO and Russia differ, and how far each believes they do"
    for width in range(20, 80):
        lines = balanced(text, width)
        assert " ".join(lines) == text
        assert len(lines) == len(wrapped(text, width))
        assert max(map(len, lines)) <= width


def test_importing_charts_loads_no_altair() -> None:
    code = (
        "import sys, dissensus.charts, dissensus.charts.render;"
        "print([m for m in ('altair', 'vl_convert') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_all_figures_of_a_hundred_statements_take_little_time() -> None:
    held = sample("hundred")
    figures(held.case, held.results, EN)
    begun = time.process_time()
    made = figures(held.case, held.results, EN)
    assert time.process_time() - begun < 3
    begun = time.process_time()
    for figure in made:
        svg(figure.spec)
    assert time.process_time() - begun < 3


def test_the_gallery_shows_every_figure(tmp_path: Path) -> None:
    made = gallery(tmp_path, ("one statement",))
    assert len(made) == len(VARIANTS) * len(drawn("one statement"))
    page = (tmp_path / "index.html").read_text("utf-8")
    assert all(path.exists() and path.name in page for path in made)
