"""The difference map where shares are shown in bands: the same axes, with regions in place of points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import altair as alt
import attrs

from dissensus.charts import captions, drawing, map_words, perceptions, states, tiles
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.legend import legend
from dissensus.charts.map_legend import sections
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.results import Difference, Results, RoundResults
from dissensus.i18n import Words

_BANDS = 5
_PAD = 9
_HEAD = 20
_INDENT = 44
_NAMED = 56
"""The width of a mark with its statement's id."""


@attrs.frozen(kw_only=True)
class View:
    """One side's view of one statement, in whole bands: how far apart the sides are, and are believed."""

    found: Difference
    party: str
    actual: int
    perceived: int


def difference_bands(case: Case, results: Results, words: Words, pair: Pair) -> Figure | None:
    """The statements whose shares may be shown in bands only, each side's view in its region.

    A region says how many bands of a fifth lie between the two answers (across), and between a side's own
    answer and what it expects (up). A mark's place within its region means nothing. None without such
    statements.
    """
    cast, held = Cast(case, words), results.latest
    found = tiles.drawn(held, pair, "bands")
    if not found:
        return None
    views = tuple(_views(found))
    title, alt_text = map_words.title(cast, pair), tiles.alt_text(cast, held, pair, found)
    return Figure(
        id=f"difference-map-bands-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=_note(cast, held),
        table=_table(cast, views),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, pair, found, views, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


def _views(found: Sequence[Difference]) -> Iterator[View]:
    for one in tiles.in_order(found):
        own = {party: tiles.band(one.alpha[party]) for party in one.sides}
        for party in one.sides:
            expected, mine, theirs = (
                tiles.band(one.prediction[party]),
                own[party],
                own[perceptions.other(one, party)],
            )
            if expected is not None and mine is not None and theirs is not None:
                yield View(found=one, party=party, actual=abs(mine - theirs), perceived=abs(mine - expected))


class _Drawing:
    """The regions and their marks in one look."""

    def __init__(
        self,
        cast: Cast,
        pair: Pair,
        found: Sequence[Difference],
        views: Sequence[View],
        look: Look,
        rows: Rows,
    ) -> None:
        self.cast, self.pair, self.found, self.look, self.rows = cast, pair, found, look, rows
        self.words = cast.words
        self.side = 596.0 if look.wide else 270.0
        self.cell = self.side / _BANDS
        self.cells: dict[tuple[int, int], list[View]] = {}
        for view in views:
            self.cells.setdefault((view.actual, view.perceived), []).append(view)
        self.hover = alt.selection_point(name="hover", fields=["id"], on="pointerover", clear="pointerout")
        self.pick = alt.selection_point(
            name="pick", fields=["key"], on="click", toggle="true", clear="dblclick"
        )

    def whole(self) -> Piece:
        """The regions with their key beside or below them."""
        plot = drawing.layered([*self._regions(), *self._marks()], width=self.side, height=self.side)
        key = sections(self.cast, self.pair, self.found, silent=self._silent())
        if self.look.wide:
            return drawing.beside([plot, legend(self.rows, key, self.look, 200, pick=self.pick)], spacing=28)
        below = legend(self.rows, key, self.look, 262, pick=self.pick, left=-_INDENT)
        return drawing.below([plot, below], spacing=18)

    def _silent(self) -> bool:
        rows = (tiles.mark(self.cast, v.found, v.party) for held in self.cells.values() for v in held)
        return any(row["shape"] == tiles.NO_VERDICT for row in rows)

    def _x(self, field: str = "x") -> alt.X:
        title = self.words("bands between the answers")
        return alt.X(f"{field}:Q", scale=self._scale(), axis=self._axis(title))

    def _y(self, field: str = "y") -> alt.Y:
        title = self.words("bands between own answer and expectation")
        return alt.Y(f"{field}:Q", scale=self._scale(), axis=self._axis(title))

    def _scale(self) -> alt.Scale:
        return alt.Scale(domain=[0, _BANDS], nice=False, zero=False)

    def _axis(self, title: str) -> alt.Axis:
        middles = [at + 0.5 for at in range(_BANDS)]
        told = [self.words("same"), *(self.words.number(at, 0) for at in range(1, _BANDS))]
        listed = "[" + ", ".join(f"'{text}'" for text in told) + "]"
        return alt.Axis(
            title=title, values=middles, labelExpr=f"{listed}[floor(datum.value)]", grid=False, domain=False
        )

    def _regions(self) -> Iterator[alt.Chart]:
        """The grid: a difference as large as it is on the diagonal, larger above it, smaller below."""
        rows = [
            {"x": x + 0.02, "x2": x + 0.98, "y": y + 0.02, "y2": y + 0.98, "same": x == y}
            for x in range(_BANDS)
            for y in range(_BANDS)
        ]
        shades = alt.condition("datum.same", alt.value(LIGHT.same), alt.value(LIGHT.shade))
        grid = self.rows.chart(rows).mark_rect(cornerRadius=3, tooltip=None, aria=False)
        yield grid.encode(x=self._x(), x2="x2:Q", y=self._y(), y2="y2:Q", color=shades)
        if self.look.wide:
            texts = [
                {"x": x, "y": y, "text": text}
                for x, y, text in (
                    (0.07, 4.9, self.words("overestimated")),
                    (4.07, 0.9, self.words("underestimated")),
                    (4.07, 4.9, self.words("as large as it is")),
                )
            ]
            words = self.rows.chart(texts).mark_text(
                align="left", baseline="middle", fontStyle="italic", color=LIGHT.muted, tooltip=None
            )
            yield words.encode(x=self._x(), y=self._y(), text="text:N")

    def _marks(self) -> Iterator[alt.Chart]:
        placed = [row for place, views in self.cells.items() for row in self._packed(place, views)]
        if not placed:
            return
        sheet = self.rows.chart(placed).encode(x=self._x(), y=self._y())
        lit: Any = alt.condition(self.hover & self.pick, alt.value(1), alt.value(0.2))
        headings = tuple(tiles.tips(self.cast, self.found[0], self.pair[0]))
        yield tiles.marks(sheet, self.cast, self.pair, headings, opacity=lit).add_params(self.hover)
        named = sheet.transform_filter("datum.name != ''").mark_text(
            align="left", baseline="middle", dx=9, fontSize=12, tooltip=None, aria=False
        )
        yield named.encode(text="name:N", opacity=lit)

    def _packed(self, place: tuple[int, int], views: Sequence[View]) -> Iterator[Mapping[str, Any]]:
        """The marks of a region in rows, side by side, with their ids where there is room for them."""
        inner = self.cell - 2 * _PAD
        room = inner - (_HEAD if self.look.wide else 0)
        across, down = max(1, int(inner // _NAMED)), int(room // 18)
        named = self.look.wide and len(views) <= across * down
        step = inner / across if named else _step(len(views), inner, room, 15 if self.look.wide else 10)
        columns = across if named else max(1, int((inner + 0.01) // step))
        rise = 18 if named else step
        ordered = sorted(views, key=lambda view: self.pair.index(view.party))
        for at, view in enumerate(ordered):
            x = place[0] * self.cell + _PAD + (6 if named else step / 2) + (at % columns) * step
            y = (place[1] + 1) * self.cell - (self.cell - room - _PAD) - 9 - (at // columns) * rise
            yield {
                "x": x / self.cell,
                "y": y / self.cell,
                "size": 78 if named else (step * 0.6) ** 2,
                "stroke": 1.7 if named else min(1.7, step * 0.14),
                "name": view.found.statement if named else "",
                **tiles.mark(self.cast, view.found, view.party),
            }


def _step(count: int, wide: float, tall: float, most: float) -> float:
    """The distance at which that many marks fit."""
    step = most
    while int(wide // step) * int(tall // step) < count:
        step *= 0.95
    return step


def _note(cast: Cast, held: RoundResults) -> str:
    words = cast.words
    return captions.note(
        cast,
        held,
        words(
            "Shares are shown in five bands of a fifth. Every statement has a mark for each side: across, "
            "how many bands lie between the two answers; up, how many between a side’s own answer and "
            "what it expects of the other. A mark’s place within its square means nothing."
        ),
        words("A hollow mark expected the other side to lean the wrong way."),
    )


def _table(cast: Cast, views: Sequence[View]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("statement")),
        Column(title=words("seen by")),
        Column(title=words("own answer"), numeric=True),
        Column(title=words("expected of the other"), numeric=True),
        Column(title=words("answer of the other"), numeric=True),
        Column(title=words("bands between the answers"), numeric=True),
        Column(title=words("bands expected between them"), numeric=True),
        Column(title=words("direction expected")),
        Column(title=words("state")),
    )
    return Table(columns=columns, rows=tuple(_row(cast, view) for view in views))


def _row(cast: Cast, view: View) -> tuple[str, ...]:
    words, found, party = cast.words, view.found, view.party
    other = perceptions.other(found, party)
    return (
        f"{found.statement} {cast.statement(found.statement)}",
        cast.name(party),
        captions.in_words(words, found.alpha[party]),
        captions.in_words(words, found.prediction[party]),
        captions.in_words(words, found.alpha[other]),
        words.number(view.actual, 0),
        words.number(view.perceived, 0),
        perceptions.direction(words, found, party) or EMPTY,
        states.told(cast, found),
    )
