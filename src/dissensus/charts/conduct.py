"""The ladder of conduct: what each side accepts, rung by rung, and where its peace ends."""

from __future__ import annotations

from collections.abc import Iterator

import altair as alt
import attrs

from dissensus.charts import captions, desk_words, drawing
from dissensus.charts.board import Board, Line, span
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Row, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.legend import Entry, strip
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.findings import EndOfPeace, Norm
from dissensus.engine.results import Results, RoundResults
from dissensus.i18n import Words

_TILE = 22
_COLUMNS = 3
_SOLID = "M-1.4,-.2L1.4,-.2L1.4,.2L-1.4,.2Z"
_DASHED = "M-1.4,-.2L-.7,-.2L-.7,.2L-1.4,.2ZM-.35,-.2L.35,-.2L.35,.2L-.35,.2ZM.7,-.2L1.4,-.2L1.4,.2L.7,.2Z"
_LOOKS = (
    ("acceptable", LIGHT.ground, LIGHT.line, LIGHT.muted),
    ("tolerable", LIGHT.same, LIGHT.same, LIGHT.ink),
    ("unacceptable", LIGHT.ground, LIGHT.blind, LIGHT.ink),
    ("peacetime", LIGHT.ground, LIGHT.line, LIGHT.muted),
    ("grey", LIGHT.same, LIGHT.same, LIGHT.ink),
    ("war", LIGHT.ground, LIGHT.blind, LIGHT.ink),
    ("no common answer", LIGHT.shade, LIGHT.shade, LIGHT.muted),
)
"""Fill, stroke and ink of each word's tile."""


@attrs.frozen(kw_only=True)
class _Ladder:
    """The norms of one ladder between two sides, the first rung first, and where each side's peace ends."""

    domain: str
    pair: Pair
    norms: tuple[Norm, ...]
    end: EndOfPeace | None

    def words_of(self, norm: Norm, party: str) -> tuple[str | None, str | None, str | None]:
        """What a party holds of its own act on a rung, of the other's, and what status it gives the rung."""
        return norm.own.get(party), norm.others.get(party), norm.status.get(party)

    @property
    def judges(self) -> tuple[str, ...]:
        """The parties of whom anything is known."""
        return tuple(
            party for party in self.pair if any(any(self.words_of(norm, party)) for norm in self.norms)
        )


def conduct(case: Case, results: Results, words: Words, domain: str, pair: Pair) -> Figure | None:
    """One ladder of conduct in the latest round: what each side accepts of itself and of the other.

    Lines across show where a side's peace ends and where for it hostilities begin. A side that may not be
    shown has no panel; None where neither has one.
    """
    cast, held = Cast(case, words), results.latest
    ladder = _ladder(held, domain, pair)
    if not ladder.judges:
        return None
    title = words("{domain}: what is accepted, and where peace ends", domain=cast.domain(domain))
    alt_text = _alt_text(cast, held, ladder)
    return Figure(
        id=f"conduct-{domain}-{pair[0]}-{pair[1]}",
        title=title,
        alt=alt_text,
        note=_note(cast, held, ladder),
        table=_table(cast, ladder),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, ladder, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held)],
            alt_text=alt_text,
        ),
    )


def _ladder(held: RoundResults, domain: str, pair: Pair) -> _Ladder:
    mine = [norm for norm in held.norms if norm.domain == domain and set(norm.sides) == set(pair)]
    ends = [end for end in held.peace if end.domain == domain and set(end.sides) == set(pair)]
    norms = tuple(sorted(mine, key=lambda norm: norm.rung))
    return _Ladder(domain=domain, pair=pair, norms=norms, end=ends[0] if ends else None)


class _Drawing:
    """One panel a side: of its own acts, of the other's, and the status of the rung."""

    def __init__(self, cast: Cast, ladder: _Ladder, look: Look, rows: Rows) -> None:
        self.cast, self.ladder, self.look, self.rows = cast, ladder, look, rows
        self.words = cast.words
        count = len(ladder.norms)
        activities = cast.rungs(ladder.domain, count)
        # The first rung stands lowest.
        lines = [
            Line(text=f"{norm.rung} {activities[at]}" if activities[at] else str(norm.rung))
            for at, norm in reversed(list(enumerate(ladder.norms)))
        ]
        self.count = count
        self.board = Board(look, rows, [Line(text="", head=True), *lines], label=250, panels=2, strip=26)

    def whole(self) -> Piece:
        """The panels, and the key of the lines across."""
        panels = [
            self.board.panel(
                [*self._heads(party), *self._tiles(party), *self._doubles(party), *self._ends(party)],
                title=self.words("What {side} holds", side=self.cast.name(party)),
            )
            for party in self.ladder.judges
        ]
        words = self.words
        entries = [
            Entry(text=words("above it peace ends"), shape=_SOLID),
            Entry(text=words("above it hostilities have begun"), shape=_DASHED),
            Entry(text=words("≠ the other’s act is rated worse than one’s own"), shape="M0,0", hollow=True),
        ]
        return self.board.whole(panels, foot=strip(self.rows, entries, self.look, self.look.width - 16))

    def _at(self, norm: Norm) -> int:
        return self.count - norm.rung + 1

    def _x(self, field: str = "x") -> alt.X:
        return span(field, 0, _COLUMNS)

    def _heads(self, party: str) -> Iterator[alt.Chart]:
        words = self.words
        texts = (words("own act"), words("other’s act"), words("status"))
        rows = [{"x": at + 0.5, "y": self.board.level(0), "text": text} for at, text in enumerate(texts)]
        heads = self.rows.chart(rows).mark_text(
            align="center", baseline="middle", color=self.cast.colour(party), fontWeight=600, tooltip=None
        )
        yield heads.encode(x=self._x(), y=self.board.y(), text="text:N")

    def _rows(self, party: str) -> Iterator[Row]:
        for norm in self.ladder.norms:
            level = self.board.level(self._at(norm))
            for at, word in enumerate(self.ladder.words_of(norm, party)):
                if word is not None:
                    yield {
                        "x": at + 0.07,
                        "x2": at + 0.93,
                        "middle": at + 0.5,
                        "y": level,
                        "top": level - _TILE / 2,
                        "foot": level + _TILE / 2,
                        "word": word,
                        "text": self._short(word),
                        "told": desk_words.code(self.words, word),
                        "rung": str(norm.rung),
                    }

    def _tiles(self, party: str) -> Iterator[alt.Chart]:
        names, fills, strokes, inks = (list(each) for each in zip(*_LOOKS, strict=True))
        held = self.rows.chart(self._rows(party))
        yield held.mark_rect(strokeWidth=1.6, cornerRadius=3).encode(
            x=self._x(),
            x2="x2:Q",
            y=self.board.y("top"),
            y2="foot:Q",
            fill=alt.Fill("word:N", legend=None, scale=alt.Scale(domain=names, range=fills)),
            stroke=alt.Stroke("word:N", legend=None, scale=alt.Scale(domain=names, range=strokes)),
            tooltip=[
                alt.Tooltip("rung:N", title=self.words("rung")),
                alt.Tooltip("told:N", title=self.words("held")),
            ],
        )
        texts = held.mark_text(align="center", baseline="middle", fontSize=12, tooltip=None)
        yield texts.encode(
            x=self._x("middle"),
            y=self.board.y(),
            text="text:N",
            color=alt.Color("word:N", legend=None, scale=alt.Scale(domain=names, range=inks)),
        )

    def _short(self, word: str) -> str:
        return self.words("divided") if word == "no common answer" else desk_words.code(self.words, word)

    def _doubles(self, party: str) -> Iterator[alt.Chart]:
        rows = [
            {"x": 1, "y": self.board.level(self._at(norm)), "text": "≠"}
            for norm in self.ladder.norms
            if norm.asymmetric.get(party)
        ]
        if rows:
            held = self.rows.chart(rows).encode(x=self._x(), y=self.board.y(), text="text:N")
            yield from drawing.halo(held, 17, align="center")

    def _ends(self, party: str) -> Iterator[alt.Chart]:
        """Lines across: below the first rung that is no longer peace, and below the first that is war."""
        end = self.ladder.end
        if end is None:
            return
        ends = ((end.peace_ends.get(party), [1, 0]), (end.hostilities_begin.get(party), [6, 4]))
        for rung, dash in ends:
            # R + 1 says that no rung of the ladder does.
            if rung is not None and rung <= self.count:
                rows = [{"x": 0, "x2": _COLUMNS, "y": self.board.edge(self.count - rung + 1)}]
                drawn = self.rows.chart(rows).mark_rule(
                    color=LIGHT.ink, strokeWidth=2.4, strokeDash=dash, tooltip=None, aria=False
                )
                yield drawn.encode(x=self._x(), x2="x2:Q", y=self.board.y())


def _from(words: Words, rung: int | None, count: int) -> str:
    """From which rung, in words."""
    if rung is None:
        return words("no answer")
    return words("no rung") if rung > count else words("rung {rung}", rung=rung)


def _alt_text(cast: Cast, held: RoundResults, ladder: _Ladder) -> str:
    words = cast.words
    parts = [words.plural("A ladder of {n} rung.", "A ladder of {n} rungs.", len(ladder.norms))]
    if ladder.end is not None:
        parts.extend(_peace(cast, ladder.end, party) for party in ladder.judges)
    return " ".join([*parts, *desk_words.synthetic(words, held)])


def _peace(cast: Cast, end: EndOfPeace, party: str) -> str:
    words = cast.words
    return words(
        "{side}: peace ends at {peace}, hostilities begin at {war}.",
        side=cast.name(party),
        peace=_from(words, end.peace_ends.get(party), end.rungs),
        war=_from(words, end.hostilities_begin.get(party), end.rungs),
    )


def _note(cast: Cast, held: RoundResults, ladder: _Ladder) -> str:
    words = cast.words
    parts = [words("A word stands where more than half of a side hold it; divided, where no word has that.")]
    agreed = [str(norm.rung) for norm in ladder.norms if norm.agreed]
    if agreed:
        parts.append(
            words.plural(
                "Unacceptable to both, whoever does it: rung {rungs}.",
                "Unacceptable to both, whoever does it: rungs {rungs}.",
                len(agreed),
                rungs=", ".join(agreed),
            )
        )
    if ladder.end is not None:
        for party in ladder.judges:
            n = ladder.end.double_standards.get(party, 0)
            if n:
                parts.append(
                    words.plural(
                        "{side} measures with two measures on {n} rung.",
                        "{side} measures with two measures on {n} rungs.",
                        n,
                        side=cast.name(party),
                    )
                )
    return captions.note(cast, held, *parts)


def _table(cast: Cast, ladder: _Ladder) -> Table:
    words = cast.words
    columns = [Column(title=words("rung"), numeric=True), Column(title=words("activity"))]
    for party in ladder.pair:
        name = cast.name(party)
        columns.append(Column(title=words("{side}, own act", side=name)))
        columns.append(Column(title=words("{side}, other’s act", side=name)))
        columns.append(Column(title=words("{side}, status", side=name)))
    activities = cast.rungs(ladder.domain, len(ladder.norms))
    rows = []
    for at, norm in enumerate(ladder.norms):
        cells = [
            EMPTY if word is None else desk_words.code(words, word)
            for party in ladder.pair
            for word in ladder.words_of(norm, party)
        ]
        rows.append((str(norm.rung), activities[at] or EMPTY, *cells))
    return Table(columns=tuple(columns), rows=tuple(rows))
