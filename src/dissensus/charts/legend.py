"""The key of a chart, drawn as a chart of its own so that it can say more than a colour and a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import attrs

from dissensus.charts.drawing import Chart, paper
from dissensus.charts.theme import LIGHT, Look

_ROW = 22.0
_HEAD = 24.0
_GAP = 14.0
_MARK = 8.0


@attrs.frozen(kw_only=True)
class Entry:
    """One line of a key: a mark and its words. `key` is what a click on it picks out."""

    text: str
    shape: str = "circle"
    colour: str = LIGHT.ink
    hollow: bool = False
    key: str = ""


@attrs.frozen(kw_only=True)
class Section:
    """A heading and its lines."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def height(self) -> float:
        """Its height in pixels."""
        return _HEAD + _ROW * len(self.entries) + _GAP


def legend(sections: Sequence[Section], look: Look, width: float, pick: alt.Parameter | None = None) -> Chart:
    """The sections one below the other; on a narrow screen in two columns. A click picks by `key`."""
    shown = [section for section in sections if section.entries]
    entries = [entry for section in shown for entry in section.entries]
    heads, lines = _placed(shown, 1 if look.wide else 2, width)
    height = max(row["y"] for row in lines) + _ROW / 2
    base = paper(lines, width, height)
    names = [row["entry"] for row in lines]
    marks = base.mark_point(strokeWidth=1.8, size=78, opacity=1).encode(
        shape=alt.Shape(
            "entry:N", legend=None, scale=alt.Scale(domain=names, range=[e.shape for e in entries])
        ),
        stroke=alt.Stroke(
            "entry:N", legend=None, scale=alt.Scale(domain=names, range=[e.colour for e in entries])
        ),
        fill=alt.Fill(
            "entry:N",
            legend=None,
            scale=alt.Scale(domain=names, range=[LIGHT.ground if e.hollow else e.colour for e in entries]),
        ),
    )
    words = base.mark_text(align="left", baseline="middle", dx=14).encode(text="text:N")
    if pick is not None:
        words = words.add_params(pick)
    titles = paper(heads, width, height).mark_text(
        align="left", baseline="middle", dx=-_MARK, fontWeight=600, color=LIGHT.muted
    )
    return alt.layer(marks, words, titles.encode(text="text:N"))


def _placed(
    sections: Sequence[Section], columns: int, width: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The headings and the lines, each with its place in pixels."""
    heads: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    for column, stacked in enumerate(_dealt(sections, columns)):
        left, y = _MARK + column * width / columns, _ROW / 2
        for section in stacked:
            heads.append({"x": left, "y": y, "text": section.title})
            for entry in section.entries:
                y += _HEAD if entry is section.entries[0] else _ROW
                lines.append(
                    {"x": left, "y": y, "text": entry.text, "key": entry.key, "entry": f"e{len(lines)}"}
                )
            y += _ROW + _GAP
    return heads, lines


def _dealt(sections: Sequence[Section], columns: int) -> Iterator[list[Section]]:
    """The sections in columns, in order, so that the tallest column is as short as may be."""
    if columns == 1 or len(sections) < 2:
        yield list(sections)
        return
    heights = [section.height for section in sections]
    cut = min(range(1, len(sections)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    yield list(sections[:cut])
    yield list(sections[cut:])
