"""A figure: one chart as Vega-Lite, its words, and the table that carries the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs


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


@attrs.frozen(kw_only=True)
class Figure:
    """A chart ready to be shown.

    `spec` is Vega-Lite in the light theme and `dark` the same in the dark one; `alt` says in a sentence what
    is to be seen; `note` what must stand below (n, interval, synthetic).
    """

    id: str
    title: str
    alt: str
    note: str
    spec: Mapping[str, Any]
    dark: Mapping[str, Any]
    table: Table
