"""From a drawing to specifications: the four dresses of a figure, and pieces that charts share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, Self, TypeAlias

import altair as alt
from altair.utils.schemapi import debug_mode
from altair.vegalite import SCHEMA_URL

from dissensus.charts import theme
from dissensus.charts.captions import balanced, wrapped
from dissensus.charts.theme import LIGHT, LOOKS, Look
from dissensus.i18n import Words

Piece: TypeAlias = dict[str, Any]
"""A part of a specification: one mark, a layer of marks, or views side by side."""

Row: TypeAlias = Mapping[str, Any]

Align: TypeAlias = Literal["left", "center", "right"]

_DIGITS = 4
_SIDES = ("width", "height")
_APART = {"scale": dict.fromkeys(("color", "fill", "stroke", "shape", "opacity"), "independent")}


class Sheet(alt.Chart):
    """A chart that gives a channel named by a string its class at once. (Altair looks through the hundreds of
    classes of its schema for every such string, which took a fifth of the time of a report.)"""

    def encode(self, *positional: Any, **channels: Any) -> Self:
        """The chart with these channels."""
        named = {name: _channel(name, given) for name, given in channels.items()}
        return super().encode(*positional, **named)


def _channel(name: str, given: Any) -> Any:
    return getattr(alt, name[0].upper() + name[1:])(given) if isinstance(given, str) else given


class Rows:
    """The rows of one chart, kept beside it under names: Altair would copy them with every step."""

    def __init__(self) -> None:
        self.held: dict[str, list[dict[str, Any]]] = {}

    def add(self, rows: Iterable[Row]) -> alt.NamedData:
        """Keep these rows and give the name by which a chart draws them; four decimals are enough to draw."""
        name = f"rows{len(self.held)}"
        self.held[name] = [{key: _short(value) for key, value in row.items()} for row in rows]
        return alt.NamedData(name=name)

    def chart(self, rows: Iterable[Row]) -> alt.Chart:
        """A chart of these rows."""
        return Sheet(self.add(rows))

    def paper(self, rows: Iterable[Row], width: float, height: float, *, left: float = 0) -> alt.Chart:
        """A plain sheet of that size on which rows stand at their pixels `x` and `y`, y downwards.

        A negative `left` moves the contents to the left, below the axis labels of a chart above.
        """
        across = alt.Scale(domain=[-left, width - left], nice=False, zero=False)
        down = alt.Scale(domain=[height, 0], nice=False, zero=False)
        sheet = Sheet(self.add(rows), width=width, height=height)
        return sheet.encode(x=alt.X("x:Q", axis=None, scale=across), y=alt.Y("y:Q", axis=None, scale=down))


Build: TypeAlias = Callable[[Look, Rows], Piece]


def piece(part: alt.Chart | Piece) -> Piece:
    """A chart of one mark as a piece of a specification."""
    if isinstance(part, dict):
        return part
    made = part.to_dict(validate=False)
    return {key: value for key, value in made.items() if key not in ("$schema", "config")}


def layered(parts: Iterable[alt.Chart | Piece], **properties: Any) -> Piece:
    """Parts drawn one upon the other, as large as the first says. (Altair's layers copy all they hold.)"""
    pieces = [piece(part) for part in parts]
    sizes = {side: pieces[0][side] for side in _SIDES if side in pieces[0]}
    plain = [{key: held for key, held in one.items() if key not in _SIDES} for one in pieces]
    return {"layer": plain, **sizes, **properties}


def beside(parts: Iterable[alt.Chart | Piece], **properties: Any) -> Piece:
    """Parts side by side, each with its own scales of colour and shape."""
    return {"hconcat": [piece(part) for part in parts], "resolve": _APART, **properties}


def below(parts: Iterable[alt.Chart | Piece], **properties: Any) -> Piece:
    """Parts one below the other, each with its own scales of colour and shape."""
    return {"vconcat": [piece(part) for part in parts], "resolve": _APART, **properties}


def variants(
    build: Build, *, title: str, subtitle: Sequence[str], alt_text: str
) -> dict[str, dict[str, Any]]:
    """The chart in two widths and two themes, with its title and its description.

    Altair does not check the pieces as they are made; the tests check every specification whole.
    """
    made = {}
    for look in LOOKS:
        rows = Rows()
        with debug_mode(arg=False):
            drawn = build(look, rows)
        spec = {
            "$schema": SCHEMA_URL,
            "description": alt_text,
            "title": _title(look, title, subtitle),
            "config": theme.config(look),
            **drawn,
            "datasets": rows.held,
        }
        made[f"light-{look.name}"] = spec
        made[f"dark-{look.name}"] = theme.darkened(spec)
    return made


def _title(look: Look, title: str, subtitle: Sequence[str]) -> Piece:
    room = look.width - 16
    lines = balanced(title, int(room / (look.title * 0.5)))
    below = [line for text in subtitle for line in wrapped(text, int(room / (look.subtitle * 0.53)))]
    return {"text": lines, "subtitle": below}


def _short(value: Any) -> Any:
    return round(value, _DIGITS) if isinstance(value, float) else value


def shares(words: Words, *, percent: bool = False, few: bool = False) -> dict[str, Any]:
    """Ticks from 0 to 1, written as this language writes numbers: in fifths, or `few`, in halves."""
    values = (0.0, 0.5, 1.0) if few else (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    texts = [words.percent(value) if percent else words.number(value, 1) for value in values]
    return {"values": list(values), "labelExpr": f"{_array(texts)}[round(datum.value * {len(values) - 1})]"}


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


def side_colours(parties: Sequence[str], shown: Sequence[str]) -> alt.Scale:
    """The scale that gives each party its colour."""
    return alt.Scale(domain=list(parties), range=list(shown))


def halo(
    layer: alt.Chart, size: float, *, align: Align = "left", shift: float = 0, colour: str | None = LIGHT.ink
) -> tuple[alt.Chart, alt.Chart]:
    """Text with the ground's colour around it, so that thin lines pass behind it.

    Without a `colour` the text takes that of the chart's encoding.
    """
    behind = layer.mark_text(
        align=align,
        baseline="middle",
        dx=shift,
        fontSize=size,
        stroke=LIGHT.ground,
        strokeWidth=3.5,
        strokeJoin="round",
        aria=False,
        tooltip=None,
    )
    own: dict[str, Any] = {} if colour is None else {"color": colour}
    front = layer.mark_text(align=align, baseline="middle", dx=shift, fontSize=size, tooltip=None, **own)
    return behind, front
