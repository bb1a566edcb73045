"""Colours that everybody can tell apart and read, in both themes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from dissensus.charts import theme
from dissensus.charts.theme import DARK, LIGHT, Palette, channels, contrast, darkened
from tests.charts.reading import colours
from tests.charts.samples import drawn

THEMES = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira & Fernandes 2009, severity 1.0: how a colour looks without one kind of cone.
BLIND = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_LAB = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)))
WHITE = np.array((0.9505, 1.0, 1.089))


def _lab(linear: np.ndarray) -> np.ndarray:
    ratio = TO_LAB @ np.clip(linear, 0, 1) / WHITE
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array((116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])))


def _apart(one: str, other: str, matrix: np.ndarray) -> float:
    """The distance (CIE 1976) of two colours as an eye with that matrix sees them."""
    a, b = (_lab(matrix @ np.array(channels(colour))) for colour in (one, other))
    return float(np.linalg.norm(a - b))


def test_contrast_is_that_of_the_guidelines() -> None:
    # The example of WCAG 2.2's technique G18, and a grey on white that is known to miss 4.5 by a little.
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#ffffff", "#0072b2") == contrast("#0072b2", "#ffffff")


@THEMES
def test_text_can_be_read(palette: Palette) -> None:
    for ground in (palette.ground, palette.shade, palette.same):
        for text in (palette.ink, palette.muted, palette.over_ink, palette.blind):
            assert contrast(text, ground) >= 4.5, (text, ground)
    for side in palette.sides:
        assert contrast(side, palette.ground) >= 4.5


@THEMES
def test_marks_stand_out(palette: Palette) -> None:
    for ground in (palette.ground, palette.shade, palette.same):
        for mark in (*palette.sides, palette.blind, palette.quiet, palette.over):
            assert contrast(mark, ground) >= (3 if ground == palette.ground else 2.6), (mark, ground)


@THEMES
@pytest.mark.parametrize("kind", BLIND)
def test_sides_and_zones_are_told_apart_by_every_eye(palette: Palette, kind: str) -> None:
    matrix = np.array(BLIND[kind])
    one, other = palette.sides[:2]
    assert _apart(one, other, matrix) > 25
    assert _apart(palette.blind, palette.over, matrix) > 25


@THEMES
def test_first_four_sides_differ_for_most_eyes(palette: Palette) -> None:
    for one, other in combinations(palette.sides[:4], 2):
        assert _apart(one, other, np.eye(3)) > 30, (one, other)


@THEMES
def test_all_colours_of_a_theme_differ(palette: Palette) -> None:
    assert len(set(palette.all)) == len(palette.all)


def test_every_colour_of_a_chart_is_of_its_theme() -> None:
    for kind in ("figures", "bands", "labels"):
        for figure in drawn(kind).values():
            for name, spec in figure.variants.items():
                palette = LIGHT if name.startswith("light") else DARK
                assert set(colours(spec)) <= set(palette.all), (figure.id, name)


def test_darkening_leaves_words_and_data_alone() -> None:
    spec = {"mark": {"color": LIGHT.ink}, "list": [LIGHT.line, 3], "datasets": {"a": [{"text": LIGHT.ink}]}}
    assert darkened(spec) == {
        "mark": {"color": DARK.ink},
        "list": [DARK.line, 3],
        "datasets": {"a": [{"text": LIGHT.ink}]},
    }


def test_more_sides_than_colours_start_again() -> None:
    assert LIGHT.side(len(LIGHT.sides)) == LIGHT.side(0)


@pytest.mark.parametrize("look", theme.LOOKS, ids=lambda look: look.name)
def test_type_is_large_enough(look: theme.Look) -> None:
    assert look.text >= 12
    assert look.title > look.subtitle > look.text - 1
