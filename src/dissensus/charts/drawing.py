"""From a drawing to specifications: the four dresses of a figure, and the pieces that several charts share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt

from dissensus.charts import theme
from dissensus.charts.captions import wrapped
from dissensus.charts.theme import LIGHT, LOOKS, Look
from dissensus.i18n import Words

Chart: TypeAlias = Any
"""An Altair chart of whatever kind: a mark, a layer or a concatenation."""

Row: TypeAlias = Mapping[str, Any]
Build: TypeAlias = Callable[[Look], Chart]

_DIGITS = 4


def variants(
    build: Build, *, title: str, subtitle: Sequence[str], alt_text: str
) -> dict[str, dict[str, Any]]:
    """The chart in two widths and two themes, with its title and its description."""
    made = {}
    for look in LOOKS:
        spec = _titled(build(look), look, title, subtitle, alt_text).to_dict(validate=False)
        made[f"light-{look.name}"] = spec
        made[f"dark-{look.name}"] = theme.darkened(spec)
    return made


def _titled(chart: Chart, look: Look, title: str, subtitle: Sequence[str], alt_text: str) -> Chart:
    room = look.width - 16
    lines = wrapped(title, int(room / (look.title * 0.5)))
    below = [line for text in subtitle for line in wrapped(text, int(room / (look.subtitle * 0.53)))]
    return chart.properties(
        title=alt.TitleParams(text=lines, subtitle=below), description=alt_text, config=theme.config(look)
    )


def data(rows: Iterable[Row]) -> alt.InlineData:
    """Rows as the data of a chart; a mark needs no more than four decimals of a share."""
    return alt.InlineData(values=[{key: _short(value) for key, value in row.items()} for row in rows])


def _short(value: Any) -> Any:
    return round(value, _DIGITS) if isinstance(value, float) else value


def paper(rows: Iterable[Row], width: float, height: float) -> Chart:
    """A plain sheet of that size on which rows stand at their pixels `x` and `y`, y downwards."""
    across = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False))
    down = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False, zero=False))
    return alt.Chart(data(rows), width=width, height=height).encode(x=across, y=down)


def shares(words: Words, *, percent: bool = False) -> dict[str, Any]:
    """Ticks from 0 to 1 in steps of a fifth, written as this language writes numbers."""
    values = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    texts = [words.percent(value) if percent else words.number(value, 1) for value in values]
    return {"values": list(values), "labelExpr": f"{_array(texts)}[round(datum.value * 5)]"}


def ticks(words: Words, values: Sequence[float], digits: int) -> dict[str, Any]:
    """Ticks at these values, written as this language writes numbers; the sign is left to the direction."""
    texts = [words.number(abs(value), digits) for value in values]
    shown = "".join(
        f"abs(datum.value - {value!r}) < 1e-6 ? {_quoted(text)} : "
        for value, text in zip(values, texts, strict=True)
    )
    return {"values": list(values), "labelExpr": f"{shown}''"}


def _array(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_quoted(text) for text in texts) + "]"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def colours(parties: Sequence[str], shown: Sequence[str]) -> alt.Scale:
    """The scale that gives each party its colour."""
    return alt.Scale(domain=list(parties), range=list(shown))


def halo(layer: Chart, size: float) -> Chart:
    """Text with the ground's colour around it, so that thin lines pass behind it."""
    behind = layer.mark_text(
        align="left",
        baseline="middle",
        fontSize=size,
        stroke=LIGHT.ground,
        strokeWidth=3.5,
        strokeJoin="round",
    )
    front = layer.mark_text(align="left", baseline="middle", fontSize=size, color=LIGHT.ink)
    return alt.layer(behind, front)
