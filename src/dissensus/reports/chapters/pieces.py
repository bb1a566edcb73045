"""Pieces that chapters share: captions that say synthetic, columns by title, cells of figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dissensus.engine.results import Cell as Figure
from dissensus.engine.results import Value
from dissensus.reports.material import Material
from dissensus.reports.outline import Cell, Column, Row, Table
from dissensus.reports.sentences.figures import certainty, number, over_statements, share


def of_answers(material: Material, caption: str) -> str:
    """The caption of a table of answers, which says so where a program made them."""
    return material.words("{caption} (synthetic answers)", caption=caption) if material.synthetic else caption


def table(
    id_: str, caption: str, titles: Sequence[tuple[str, bool]], rows: Iterable[Row], *, note: str = ""
) -> Table:
    """A table for looking up, of columns by title and whether they hold numbers."""
    columns = tuple(Column(title=title, numeric=numeric) for title, numeric in titles)
    return Table(id=id_, caption=caption, columns=columns, rows=tuple(rows), note=note, folded=True)


def figure(material: Material, cell: Figure, digits: int = 2) -> Cell:
    """A number with what stands beside it; a dash with the reason where there is none."""
    return Cell(text=number(material, cell, digits), small=certainty(material, cell, digits))


def mean(material: Material, cell: Figure, digits: int = 2) -> Cell:
    """A mean over statements, likewise."""
    return Cell(text=number(material, cell, digits), small=over_statements(material, cell, digits))


def part(material: Material, cell: Figure) -> Cell:
    """A share as per cent, likewise."""
    shown = isinstance(cell, Value)
    return Cell(text=share(material, cell) if shown else "–", small=certainty(material, cell, None))
