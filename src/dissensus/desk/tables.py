"""A table of figures that displays itself in a notebook and goes elsewhere in one call."""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from dissensus.domain.errors import DissensusError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from dissensus.charts.figure import Table as Words
    from dissensus.engine.results import Results

MOST_ROWS = 120
"""Rows of one table that a notebook shows; the rest is counted."""

_STYLE = """\
.dissensus{max-width:100%;overflow-x:auto;margin:.5em 0}
.dissensus p{margin:.3em 0;font-size:.9em}
.dissensus table{border-collapse:collapse;font-size:.9em;margin:.6em 0 .3em}
.dissensus caption{caption-side:top;text-align:left;font-weight:600;font-size:1.05em;padding:.2em 0}
.dissensus th,.dissensus td{padding:.25em .7em;text-align:left;vertical-align:top;background:none;\
border-bottom:1px solid color-mix(in srgb,currentColor 20%,transparent)}
.dissensus thead th{vertical-align:bottom;border-bottom-color:currentColor}
.dissensus .number{text-align:right;font-variant-numeric:tabular-nums}
.dissensus tbody .number,.dissensus tbody th{white-space:nowrap}
"""

_PAGE = """\
<div class="dissensus" role="region" tabindex="0" aria-label="{{ label }}" lang="{{ lang }}">
<style>{{ style }}</style>
<p>{{ heading }}</p>
{% for part in parts %}
<table>
<caption>{{ part.title }}</caption>
<thead><tr>
{% for column in part.columns %}
<th scope="col"{% if column.numeric %} class="number"{% endif %}>{{ column.title }}</th>
{% endfor %}
</tr></thead>
<tbody>
{% for row in part.rows %}
<tr>
{% for column, cell in row %}
<{{ "th scope=row" if loop.first else "td" }}{% if column.numeric %} class="number"{% endif %}>{{ cell }}\
</{{ "th" if loop.first else "td" }}>
{% endfor %}
</tr>
{% endfor %}
</tbody>
</table>
{% if part.more %}<p>{{ part.more }}</p>{% endif %}
{% endfor %}
<p>{{ foot }}</p>
</div>
"""


def known(measure: str) -> str:
    """The name of a measure, if it is one; DissensusError, with those that there are, if it is not.

    >>> known("surprise")
    'surprise'
    """
    from dissensus.engine.points import MEASURES

    if measure not in MEASURES:
        raise DissensusError(f"there is no measure {measure!r}; there are {', '.join(MEASURES)}")
    return measure


@attrs.frozen(slots=False, repr=False)
class Table:
    """The figures of one measure: rounded words for the eye, everything unrounded for the machine.

    `language` is that of the words. `len` is the number of rows.
    """

    results: Results = attrs.field(eq=lambda results: (results.case_sha256, results.plan))
    measure: str
    language: str = "en"

    def to_polars(self) -> pl.DataFrame:
        """As a Polars data frame: the same columns whatever the results, null where there is no figure.

        `_a` and `_b` are the first and the second side of the row, `_low` and `_high` the ends of a 90 %
        interval; `remarks` says why a figure is missing, `synthetic` whether a program gave the answers.
        """
        return self._frame.clone()

    def to_pandas(self) -> pd.DataFrame:
        """As a pandas data frame, with the same columns.

        Raises
        ------
        DissensusError : pandas or PyArrow, which this package does not need otherwise, is not installed.
        """
        missing = [name for name in ("pandas", "pyarrow") if find_spec(name) is None]
        if missing:
            raise DissensusError(
                f"a pandas table needs {' and '.join(missing)}, which is not installed; "
                f"run `python -m pip install {' '.join(missing)}`, or take .to_polars()"
            )
        return self._frame.to_pandas()

    def to_parquet(self, path: str | Path) -> Path:
        """Write the data frame to a Parquet file, one that is there is replaced, and return its path."""
        place = Path(path)
        self._frame.write_parquet(place)
        return place

    def __len__(self) -> int:
        return self._frame.height

    def __repr__(self) -> str:
        """The table as text, every column as wide as its longest cell."""
        parts = [f"{title}\n\n{_text(table)}" for title, table in self._parts if table.rows]
        return "\n\n".join([self._heading, *(parts or [self._nothing])])

    def _repr_html_(self) -> str:
        """The table for a notebook: HTML that needs no script and takes the colours of its page."""
        from jinja2 import Environment

        shown = [_shown(title, table, self._more) for title, table in self._parts if table.rows]
        page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(_PAGE)
        return page.render(
            label=self._parts[0][0],
            lang=self.language,
            style=_STYLE,
            heading=self._heading,
            parts=shown,
            foot=self._foot if shown else self._nothing,
        )

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        """Every form that a notebook may choose from."""
        return {"text/html": self._repr_html_(), "text/plain": repr(self)}

    @cached_property
    def _frame(self) -> pl.DataFrame:
        from dissensus.desk.frames import frame

        return frame(self.results, self.measure)

    @cached_property
    def _parts(self) -> list[tuple[str, Words]]:
        """The tables of words, each under a title that says synthetic where the answers are."""
        from dissensus.desk.frames import of_the_record
        from dissensus.i18n import words
        from dissensus.reports.tables import titled

        say = words(self.language)
        parts = titled(self.results, self.measure, say)
        if not self.results.synthetic or of_the_record(self.measure):
            return parts
        return [(say("{title} (synthetic)", title=title), table) for title, table in parts]

    @property
    def _heading(self) -> str:
        """Whom the figures are about; of the public record, which case it is of."""
        from dissensus.desk.frames import of_the_record
        from dissensus.i18n import words
        from dissensus.reports.tables import heading

        say = words(self.language)
        if of_the_record(self.measure):
            return say("{case}: the public record.", case=self.results.case)
        return heading(self.results, say)

    @property
    def _nothing(self) -> str:
        from dissensus.i18n import words

        return words(self.language)("Nothing to show.")

    @property
    def _foot(self) -> str:
        from dissensus.i18n import words
        from dissensus.reports.tables import NOTHING

        say = words(self.language)
        return say(
            "{dash} stands where there is no figure; the column {remarks} of the data frame says why.",
            dash=NOTHING,
            remarks="remarks",
        )

    def _more(self, number: int) -> str:
        from dissensus.i18n import words

        say = words(self.language)
        return say.plural(
            "{n} more row is in the data frame.", "{n} more rows are in the data frame.", number
        )


def _shown(title: str, table: Words, more: Any) -> dict[str, Any]:
    """One table as the page takes it."""
    left = len(table.rows) - MOST_ROWS
    return {
        "title": title,
        "columns": table.columns,
        "rows": [list(zip(table.columns, row, strict=True)) for row in table.rows[:MOST_ROWS]],
        "more": more(left) if left > 0 else "",
    }


def _text(table: Words) -> str:
    """The table as lines of text: numbers to the right, words to the left."""
    titles = tuple(column.title for column in table.columns)
    widths = [max(map(len, cells)) for cells in zip(titles, *table.rows, strict=True)]
    numeric = [column.numeric for column in table.columns]

    def line(cells: tuple[str, ...]) -> str:
        set_ = zip(cells, widths, numeric, strict=True)
        return "  ".join(cell.rjust(width) if right else cell.ljust(width) for cell, width, right in set_)

    return "\n".join(
        line(row).rstrip() for row in (titles, tuple("─" * width for width in widths), *table.rows)
    )
