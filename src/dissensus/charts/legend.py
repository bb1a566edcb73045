"""The key of a chart, drawn as a chart of its own so that it can say more than a colour and a name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import attrs

from dissensus.charts.drawing import Piece, Rows, layered
from dissensus.charts.labels import width_of
from dissensus.charts.theme import LIGHT, Look

BAR = "M-1.4,-.4L1.4,-.4L1.4,.4L-1.4,.4Z"
"""The shape of a bar in a key."""

_ROW = 22.0
_HEAD = 24.0
_GAP = 14.0
_MARK = 9.0
_WORDS = 14.0
_SOFT = 0.3


@attrs.frozen(kw_only=True)
class Entry:
    """One line of a key: a mark and its words. `key` is what a click on it picks out."""

    text: str
    shape: str = "circle"
    colour: str = LIGHT.ink
    hollow: bool = False
    soft: bool = False
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


def legend(
    rows: Rows,
    sections: Sequence[Section],
    look: Look,
    width: float,
    *,
    pick: alt.Parameter | None = None,
    left: float = 0,
) -> Piece:
    """The sections one below the other; on a narrow screen in two columns. A click picks by `key`."""
    shown = [section for section in sections if section.entries]
    entries = [entry for section in shown for entry in section.entries]
    heads, lines = _placed(shown, look)
    height = max(row["y"] for row in lines) + _ROW / 2
    sheet = rows.paper(lines, width, height, left=left)
    titles = rows.paper(heads, width, height, left=left).mark_text(
        align="left", baseline="middle", dx=-_MARK, fontWeight=600, color=LIGHT.muted
    )
    return layered([*_drawn(sheet, entries, pick), titles.encode(text="text:N")])


def strip(rows: Rows, entries: Sequence[Entry], look: Look, width: float, *, left: float = 0) -> Piece:
    """The entries side by side, in as many lines as they need; one below the other on a narrow screen."""
    lines: list[dict[str, Any]] = []
    x, y = _MARK, _ROW / 2
    for entry in entries:
        wide = _WORDS + width_of(entry.text, look.text) + 2 * _GAP
        if lines and (x + wide > width or not look.wide):
            x, y = _MARK, y + _ROW
        lines.append(_line(entry, x, y, len(lines)))
        x += wide
    return layered(_drawn(rows.paper(lines, width, y + _ROW / 2, left=left), entries, None))


def _drawn(sheet: alt.Chart, entries: Sequence[Entry], pick: alt.Parameter | None) -> Iterator[alt.Chart]:
    def told(values: Sequence[Any]) -> dict[str, Any]:
        return {
            "legend": None,
            "scale": alt.Scale(type="ordinal", domain=[f"e{at}" for at in range(len(values))], range=values),
        }

    fills = [LIGHT.ground if entry.hollow else entry.colour for entry in entries]
    yield sheet.mark_point(strokeWidth=1.8, size=78, opacity=1).encode(
        shape=alt.Shape("entry:N", **told([entry.shape for entry in entries])),
        stroke=alt.Stroke("entry:N", **told([entry.colour for entry in entries])),
        fill=alt.Fill("entry:N", **told(fills)),
        opacity=alt.condition("datum.soft", alt.value(_SOFT), alt.value(1)),
    )
    words = sheet.mark_text(align="left", baseline="middle", dx=_WORDS).encode(text="text:N")
    if pick is None:
        yield words
        return
    yield words.transform_filter("datum.key === ''")
    named = sheet.transform_filter("datum.key !== ''").mark_text(
        align="left", baseline="middle", dx=_WORDS, cursor="pointer"
    )
    yield named.encode(text="text:N").add_params(pick)


def _placed(sections: Sequence[Section], look: Look) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The headings and the lines, each with its place in pixels."""
    heads: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    left = _MARK
    for stacked in _dealt(sections, 1 if look.wide else 2):
        y = _ROW / 2
        for section in stacked:
            heads.append({"x": left, "y": y, "text": section.title})
            for entry in section.entries:
                y += _HEAD if entry is section.entries[0] else _ROW
                lines.append(_line(entry, left, y, len(lines)))
            y += _ROW + _GAP
        texts = [text for section in stacked for text in (section.title, *(e.text for e in section.entries))]
        left += max(width_of(text, look.text) for text in texts) + _WORDS + _GAP
    return heads, lines


def _line(entry: Entry, x: float, y: float, place: int) -> dict[str, Any]:
    return {"x": x, "y": y, "text": entry.text, "key": entry.key, "soft": entry.soft, "entry": f"e{place}"}


def _dealt(sections: Sequence[Section], columns: int) -> Iterator[list[Section]]:
    """The sections in columns, in order, so that the tallest column is as short as may be."""
    if columns == 1 or len(sections) < 2:
        yield list(sections)
        return
    heights = [section.height for section in sections]
    cut = min(range(1, len(sections)), key=lambda at: max(sum(heights[:at]), sum(heights[at:])))
    yield list(sections[:cut])
    yield list(sections[cut:])
