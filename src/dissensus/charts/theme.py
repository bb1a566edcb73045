"""Colours, type and sizes of every chart, in a light and a dark theme that no colour-blind reader loses.

A chart is built once, in the light theme; the dark one is the same specification with each colour replaced.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

SERIF = 'Georgia, "Liberation Serif", serif'
SANS = 'system-ui, "Segoe UI", Roboto, "Liberation Sans", Arial, sans-serif'


@attrs.frozen(kw_only=True)
class Palette:
    """The colours of one theme, each under its role. All of a theme differ, so that one can become the other.

    `sides` colour the parties in the order of the case; `blind` and `over` the two ways to misjudge
    a line, `over_ink` the latter where it is text.
    """

    ground: str
    shade: str
    same: str
    ink: str
    muted: str
    line: str
    quiet: str
    sides: tuple[str, ...]
    blind: str
    over: str
    over_ink: str

    def side(self, index: int) -> str:
        """The colour of the side at that place in the case; after the last the first comes again."""
        return self.sides[index % len(self.sides)]

    @property
    def all(self) -> tuple[str, ...]:
        """Every colour, in the order of the roles."""
        one_each = (self.ground, self.shade, self.same, self.ink, self.muted, self.line, self.quiet)
        return (*one_each, *self.sides, self.blind, self.over, self.over_ink)


LIGHT = Palette(
    ground="#ffffff",
    shade="#f5f6f7",
    same="#e8ebee",
    ink="#1b1f24",
    muted="#5b6570",
    line="#d9dde2",
    quiet="#8a939c",
    sides=("#0072b2", "#b8500a", "#007a5e", "#8a4a9c", "#7a6a00", "#a3305a"),
    blind="#b2182b",
    over="#4190c4",
    over_ink="#1f6699",
)
DARK = Palette(
    ground="#1b1f24",
    shade="#22272d",
    same="#2f363e",
    ink="#eceff2",
    muted="#a8b1ba",
    line="#3b434c",
    quiet="#7d8791",
    sides=("#5ab4ec", "#f0924c", "#3fc79f", "#cf9be0", "#d6c34a", "#f08bb0"),
    blind="#ff7682",
    over="#8fbfe0",
    over_ink="#a9d0ec",
)


@attrs.frozen(kw_only=True)
class Look:
    """The room a chart has: its name, its whole width in pixels, and the sizes of its type."""

    name: str
    width: int
    title: int
    subtitle: int
    text: int

    @property
    def wide(self) -> bool:
        """Whether there is room beside the chart, and not only below it."""
        return self.name == "wide"


WIDE = Look(name="wide", width=900, title=21, subtitle=14, text=13)
NARROW = Look(name="narrow", width=340, title=17, subtitle=13, text=12)
LOOKS = (WIDE, NARROW)


def config(look: Look) -> dict[str, Any]:
    """The settings that all charts of this size share, in the light theme."""
    axis = {
        "labelColor": LIGHT.muted,
        "labelFontSize": look.text,
        "titleColor": LIGHT.ink,
        "titleFontSize": look.text,
        "titleFontWeight": 600,
        "titlePadding": 10,
        "labelPadding": 6,
        "gridColor": LIGHT.line,
        "domainColor": LIGHT.quiet,
        "tickColor": LIGHT.quiet,
        "ticks": False,
    }
    title = {
        "anchor": "start",
        "frame": "bounds",
        "offset": 14,
        "font": SERIF,
        "fontSize": look.title,
        "fontWeight": 600,
        "lineHeight": look.title * 1.25,
        "color": LIGHT.ink,
        "subtitleFont": SANS,
        "subtitleFontSize": look.subtitle,
        "subtitleLineHeight": look.subtitle * 1.4,
        "subtitleColor": LIGHT.muted,
        "subtitlePadding": 6,
    }
    return {
        "font": SANS,
        "background": LIGHT.ground,
        "padding": 8,
        "view": {"stroke": None},
        "axis": axis,
        "title": title,
        "text": {"fontSize": look.text, "color": LIGHT.ink},
    }


def darkened(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The same chart in the dark theme.

    A colour stands alone as a string in a specification (or as `#rrggbb` within an expression's quotes);
    data rows carry none, and are kept as they are.
    """
    pairs = dict(zip(LIGHT.all, DARK.all, strict=True))
    return {key: value if key == "datasets" else _swapped(value, pairs) for key, value in spec.items()}


def _swapped(value: Any, pairs: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return pairs.get(value, value)
    if isinstance(value, Mapping):
        return {key: _swapped(held, pairs) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_swapped(held, pairs) for held in value]
    return value


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2.2 defines it [WCAG22]_.

    >>> contrast("#000000", "#ffffff"), contrast("#123456", "#123456")
    (21.0, 1.0)
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def channels(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#rrggbb`, each 0 to 1 and linear in light."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
