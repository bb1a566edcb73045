"""All ladders at a glance: how far each side's red lines are misjudged, and which way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import altair as alt
import attrs

from dissensus.charts import captions, drawing, ladder_words
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.ladder_words import Facing
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.results import Results, RoundResults, Value
from dissensus.i18n import Words

_ROW = 34
_BAR = 14
_DIGITS = 1
_STEPS = (0.25, 0.5, 1, 2, 5, 10)


@attrs.frozen(kw_only=True)
class _Ladder:
    """One ladder's place in the summary: its title, and both directions."""

    title: str
    sides: tuple[Facing, Facing]

    @property
    def widest(self) -> float:
        """The widest blind zone of either side, in rungs; -1 where there is none to show."""
        gaps = [side.gap for side in self.sides if side.gap is not None]
        return max((gap.blind.value for gap in gaps if isinstance(gap.blind, Value)), default=-1.0)


def line_summary(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """Blind zone and over-caution of every ladder of the latest round, both directions face to face.

    Ladders stand by their widest blind zone. Where only a word may be shown, the word stands on the side
    where the bar would be. None where no ladder has either.
    """
    cast, held = Cast(case, words), results.latest
    ladders = _ladders(cast, held, pair)
    if not ladders:
        return None
    one, other = (cast.name(party) for party in pair)
    title = words("How far {one} and {other} misjudge each other’s red lines", one=one, other=other)
    alt_text = _alt_text(cast, held, ladders)
    return Figure(
        id=f"lines-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=_note(cast, held, ladders),
        table=_table(cast, ladders),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, ladders, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


def _ladders(cast: Cast, held: RoundResults, pair: Pair) -> tuple[_Ladder, ...]:
    domains = dict.fromkeys(gap.domain for gap in held.lines)
    found = [
        _Ladder(title=cast.domain(domain), sides=ladder_words.facing(held, domain, pair))
        for domain in domains
    ]
    shown = [one for one in found if any(_cells(side) or side.placed for side in one.sides)]
    return tuple(sorted(shown, key=lambda one: -one.widest))


def _cells(side: Facing) -> tuple[Value, Value] | None:
    """Blind zone and over-caution, where both may be shown."""
    gap = side.gap
    if gap is None or not isinstance(gap.blind, Value) or not isinstance(gap.over_caution, Value):
        return None
    return gap.blind, gap.over_caution


class _Drawing:
    """The two panels in one look: red to the left is blind, blue to the right over-cautious."""

    def __init__(self, cast: Cast, ladders: Sequence[_Ladder], look: Look, rows: Rows) -> None:
        self.cast, self.ladders, self.look, self.rows = cast, ladders, look, rows
        self.words = cast.words
        self.height = _ROW * len(ladders) + 24
        self.most = _most(ladders)
        self.label, self.panel = (170, 330) if look.wide else (100, 212)

    def whole(self) -> Piece:
        """Side by side with the ladders' names once; narrow, one below the other."""
        if self.look.wide:
            return drawing.beside([self._names(), self._panel(0), self._panel(1)], spacing=22, bounds="flush")
        stacked = [
            drawing.beside([self._names(), self._panel(at)], spacing=8, bounds="flush") for at in (0, 1)
        ]
        return drawing.below(stacked, spacing=26)

    def _y(self, field: str = "y") -> alt.Y:
        return alt.Y(
            f"{field}:Q", axis=None, scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False)
        )

    def _x(self, field: str = "x", *, rungs: bool = True) -> alt.X:
        scale = alt.Scale(domain=[-self.most, self.most], nice=False, zero=False)
        if not rungs:
            return alt.X(f"{field}:Q", axis=None, scale=scale)
        step = next((step for step in _STEPS if self.most / step <= 3.5), _STEPS[-1])
        values = [at * step for at in range(-int(self.most / step), int(self.most / step) + 1)]
        ticks = drawing.ticks(self.words, values, 0 if step >= 1 else 2 if step < 0.5 else 1)
        axis = alt.Axis(title=self.words("rungs"), domain=False, gridOpacity=0.7, **ticks)
        return alt.X(f"{field}:Q", scale=scale, axis=axis)

    def _level(self, at: int) -> float:
        return 24 + _ROW * (at + 0.5)

    def _names(self) -> Piece:
        letters = int(self.label / (self.look.text * 0.55))
        rows = []
        for at, one in enumerate(self.ladders):
            lines = captions.wrapped(one.title, letters, 2)
            first = self._level(at) - (len(lines) - 1) * 7.5
            rows += [{"x": 0, "y": first + 15 * line, "text": text} for line, text in enumerate(lines)]
        sheet = self.rows.paper(rows, self.label, self.height)
        return drawing.layered(
            [sheet.mark_text(align="left", baseline="middle").encode(text="text:N")],
            width=self.label,
            height=self.height,
        )

    def _panel(self, at: int) -> Piece:
        sides = [one.sides[at] for one in self.ladders]
        measured = any(_cells(side) for one in self.ladders for side in one.sides)
        layers = [*self._ground(measured=measured), *self._bars(sides), *self._told(sides, measured=measured)]
        size = self.look.text
        title = {
            "text": ladder_words.heading(self.cast, sides[0]),
            "frame": "group",
            "anchor": "start",
            "fontSize": size + 1,
            "offset": 6,
        }
        return drawing.layered(layers, width=self.panel, height=self.height, title=title)

    def _ground(self, *, measured: bool) -> Iterator[alt.Chart]:
        """The line in the middle, and which way is which."""
        words = self.words
        if measured:
            middle = self.rows.chart([{"x": 0, "y": 20, "y2": self.height}])
            yield middle.mark_rule(color=LIGHT.quiet, tooltip=None, aria=False).encode(
                x=self._x(rungs=measured), y=self._y(), y2="y2:Q"
            )
        for way, align, text, colour in (
            (-1, "right", words("← blind"), LIGHT.blind),
            (1, "left", words("over-cautious →"), LIGHT.over_ink),
        ):
            head = self.rows.chart([{"x": 0, "y": 8, "text": text}]).mark_text(
                align="right" if align == "right" else "left",
                baseline="middle",
                dx=way * 8,
                color=colour,
                fontWeight=600,
                tooltip=None,
            )
            yield head.encode(x=self._x(rungs=measured), y=self._y(), text="text:N")

    def _bars(self, sides: Sequence[Facing]) -> Iterator[alt.Chart]:
        """The bars, each with its interval as a thin line and its number at the end."""
        rows = [row for at, side in enumerate(sides) for row in self._row(at, side)]
        if not rows:
            return
        held = self.rows.chart(rows)
        tips = [
            alt.Tooltip("ladder:N", title=self.words("ladder")),
            alt.Tooltip("blind:N", title=self.words("blind, rungs")),
            alt.Tooltip("over:N", title=self.words("over-cautious, rungs")),
        ]
        bars = held.mark_rect()
        yield bars.encode(
            x=self._x(),
            x2=alt.datum(0),
            y=self._y("top"),
            y2="foot:Q",
            color=alt.Color("way:N", legend=None, scale=_colours()),
            tooltip=tips,
        )
        whiskers = held.mark_rule(color=LIGHT.ink, strokeWidth=1.3, tooltip=None, aria=False)
        yield whiskers.encode(x=self._x("low"), x2="high:Q", y=self._y())
        for way, align, shift in (("blind", "right", -5), ("over", "left", 5)):
            ends = held.transform_filter(f"datum.way == '{way}'").mark_text(
                align="right" if align == "right" else "left", baseline="middle", dx=shift, tooltip=None
            )
            yield ends.encode(x=self._x("end"), y=self._y(), text="text:N")

    def _row(self, at: int, side: Facing) -> Iterator[Row]:
        cells = _cells(side)
        for way, sign, cell in zip(("blind", "over"), (-1, 1), cells or (), strict=False):
            low, high = cell.interval or (cell.value, cell.value)
            yield {
                "y": self._level(at),
                "top": self._level(at) - _BAR / 2,
                "foot": self._level(at) + _BAR / 2,
                "way": way,
                "x": sign * cell.value,
                "low": sign * low,
                "high": sign * high,
                "end": sign * max(high, cell.value),
                "text": captions.number(self.words, cell, _DIGITS),
                "ladder": self.ladders[at].title,
                "blind": captions.in_words(self.words, cells[0], _DIGITS) if cells else "",
                "over": captions.in_words(self.words, cells[1], _DIGITS) if cells else "",
            }

    def _told(self, sides: Sequence[Facing], *, measured: bool) -> Iterator[alt.Chart]:
        """Words where there are no bars: of a guarded side, or of one that gave no line."""
        rows = []
        for at, side in enumerate(sides):
            if _cells(side) is None:
                x = {"further": -0.5, "nearer": 0.5}.get(side.placed or "", 0.0) * self.most
                rows.append(
                    {"x": x, "y": self._level(at), "text": _word(self.cast, side), "way": side.placed or ""}
                )
        if rows:
            told = drawing.halo(self.rows.chart(rows), self.look.text, align="center", colour=None)
            for layer in told:
                yield layer.encode(
                    x=self._x(rungs=measured),
                    y=self._y(),
                    text="text:N",
                    color=alt.Color("way:N", legend=None, scale=_colours()),
                )


def _colours() -> alt.Scale:
    """One scale for bars and words: a layer's scales are one."""
    known = {
        "blind": LIGHT.blind,
        "over": LIGHT.over,
        "further": LIGHT.blind,
        "nearer": LIGHT.over_ink,
        "at": LIGHT.ink,
        "no common answer": LIGHT.muted,
        "": LIGHT.muted,
    }
    return alt.Scale(domain=list(known), range=list(known.values()))


def _word(cast: Cast, side: Facing) -> str:
    if side.placed is not None:
        return ladder_words.word(cast, side)
    return ladder_words.silence(cast, side) if not side.actual else cast.words("no belief shown")


def _most(ladders: Sequence[_Ladder]) -> float:
    """How far the axis runs either way: past the longest bar and interval, with room for a number."""
    ends = [
        max(cell.value, *(cell.interval or (0.0,)))
        for one in ladders
        for side in one.sides
        for cell in _cells(side) or ()
    ]
    return max([*ends, 0.5]) * 1.2


def _alt_text(cast: Cast, held: RoundResults, ladders: Sequence[_Ladder]) -> str:
    words = cast.words
    parts = [words.plural("Red lines on {n} ladder.", "Red lines on {n} ladders.", len(ladders))]
    for at in (0, 1):
        parts += _worst(cast, [(one.title, one.sides[at]) for one in ladders])
    if held.synthetic:
        parts.append(words("Synthetic answers."))
    return " ".join(parts)


def _worst(cast: Cast, sides: Sequence[tuple[str, Facing]]) -> Iterator[str]:
    """The widest blind zone and the widest over-caution of one direction; its words where it is guarded."""
    words = cast.words
    heading = ladder_words.heading(cast, sides[0][1])
    known = [(title, cells) for title, side in sides if (cells := _cells(side)) is not None]
    if known:
        blind = max(known, key=lambda one: one[1][0].value)
        over = max(known, key=lambda one: one[1][1].value)
        yield words(
            "{heading}: blind at most {blind} rungs ({where}), over-cautious at most {over} rungs ({there}).",
            heading=heading,
            blind=captions.number(words, blind[1][0], _DIGITS),
            where=blind[0],
            over=captions.number(words, over[1][1], _DIGITS),
            there=over[0],
        )
        return
    placed = captions.counted(_word(cast, side) for _, side in sides)
    yield words(
        "{heading}: {said}.", heading=heading, said=", ".join(f"{word} {n}" for word, n in placed.items())
    )


def _note(cast: Cast, held: RoundResults, ladders: Sequence[_Ladder]) -> str:
    words = cast.words
    cells = [cell for one in ladders for side in one.sides for cell in _cells(side) or ()]
    return captions.note(
        cast,
        held,
        words(
            "Blind, to the left: the believer takes for safe what the owner holds crossed. "
            "Over-cautious, to the right: the believer refrains from what the owner would tolerate."
        ),
        words("In rungs of each ladder; ladders of different length are not compared.") if cells else "",
        cells=cells,
    )


def _table(cast: Cast, ladders: Sequence[_Ladder]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("ladder")),
        Column(title=words("line of")),
        Column(title=words("believed by")),
        Column(title=words("blind, rungs"), numeric=True),
        Column(title=words("over-cautious, rungs"), numeric=True),
        Column(title=words("believed to be")),
    )
    return Table(
        columns=columns, rows=tuple(_cells_in_words(cast, one, at) for one in ladders for at in (0, 1))
    )


def _cells_in_words(cast: Cast, one: _Ladder, at: int) -> tuple[str, ...]:
    side = one.sides[at]
    cells = _cells(side)
    figures = [captions.in_words(cast.words, cell, _DIGITS) for cell in cells] if cells else [EMPTY, EMPTY]
    word = EMPTY if cells else _word(cast, side)
    return (one.title, cast.name(side.owner), cast.name(side.holder), *figures, word)
