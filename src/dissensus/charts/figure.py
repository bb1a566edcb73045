"""A figure: one chart as Vega-Lite, its words, and the table that carries the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

VARIANTS = ("light-wide", "light-narrow", "dark-wide", "dark-narrow")
"""The four dresses of a figure: two themes, and two widths (about 900 and 340 px)."""


@attrs.frozen(kw_only=True)
class Column:
    """A column of a table twin: its heading, and whether its cells are numbers (set right, tabular)."""

    title: str
    numeric: bool = False


@attrs.frozen(kw_only=True)
class Table:
    """The same numbers as a chart, as text: one row per mark, every cell already in words."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def __attrs_post_init__(self) -> None:
        """Hold every row to the columns: a number under the wrong heading is worse than none."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row of {len(row)} cells under {len(self.columns)} headings: {row!r}")


@attrs.frozen(kw_only=True)
class Figure:
    """A chart ready to be shown.

    `alt` says in a sentence, with its numbers, what is to be seen; `note` what must stand below (how to read
    it, n, interval, target, synthetic). `variants` are Vega-Lite specifications by the names of `VARIANTS`.
    """

    id: str
    title: str
    alt: str
    note: str
    table: Table
    variants: Mapping[str, Mapping[str, Any]]

    @property
    def spec(self) -> Mapping[str, Any]:
        """The wide chart in the light theme, as print takes it."""
        return self.variants["light-wide"]
