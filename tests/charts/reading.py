"""Reading a figure back: rows of a specification, columns of a table, sizes and texts of an SVG."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dissensus.charts import Figure

Spec = Mapping[str, Any]


def rows(spec: Spec, *fields: str) -> list[Mapping[str, Any]]:
    """The rows of a specification's data that have all these fields; each data set once."""
    return [row for held in spec["datasets"].values() for row in held if all(name in row for name in fields)]


def column(figure: Figure, title: str) -> list[str]:
    """A column of the table twin, by its heading."""
    place = [each.title for each in figure.table.columns].index(title)
    return [row[place] for row in figure.table.rows]


def size(svg: str) -> tuple[float, float]:
    """Width and height of an SVG in pixels."""
    found = re.search(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"', svg)
    assert found is not None
    return float(found[1]), float(found[2])


def colours(value: Any) -> Iterator[str]:
    """Every colour in a specification, its data left out."""
    if isinstance(value, Mapping):
        for key, held in value.items():
            if key != "datasets":
                yield from colours(held)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from colours(held)
    elif isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value):
        yield value


def words_of(figure: Figure) -> str:
    """Every word that a figure shows or says: title, alt, note, table and data."""
    texts = [figure.title, figure.alt, figure.note]
    texts += [cell for row in figure.table.rows for cell in row]
    for spec in figure.variants.values():
        texts += [value for row in rows(spec) for value in row.values() if isinstance(value, str)]
    return "\n".join(texts)
