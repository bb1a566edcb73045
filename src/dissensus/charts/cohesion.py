"""Cohesion within one party by issue, with its members placed: for that party's own eyes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import altair as alt
import attrs

from dissensus.charts import captions, desk_words, drawing
from dissensus.charts.board import Board, Line, span, swarm
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.drawing import Piece, Rows
from dissensus.charts.figure import Column, Figure, Table
from dissensus.charts.theme import LIGHT, Look
from dissensus.domain.case import Case
from dissensus.engine.findings import IssueCohesion, StatementCohesion
from dissensus.engine.results import Results, RoundResults, Value
from dissensus.i18n import Words

_APART = 10.0
_NAMED = 0.75
"""Members who go with most of their party on a smaller share of an issue's statements are named."""


@attrs.frozen(kw_only=True)
class _Issue:
    """One issue: its cohesion, and by member on how many statements it answered as most do, of how many."""

    title: str
    found: IssueCohesion
    members: Mapping[str, tuple[int, int]]

    @property
    def index(self) -> float:
        """The agreement index; 2 where it may not be shown, so that it comes last."""
        cell = self.found.agreement_index
        return cell.value if isinstance(cell, Value) else 2.0


def cohesion(case: Case, results: Results, words: Words, *, eyes: str) -> Figure | None:
    """How alike one party's people answer by issue, and how often each member goes with most of them.

    The least cohesive issue stands first. For the eyes of that party alone; None where nothing of it may be
    shown, and for a party that answers as one.
    """
    cast, held = Cast(case, words), results.latest
    issues = _issues(cast, held, eyes)
    if not any(isinstance(issue.found.agreement_index, Value) or issue.members for issue in issues):
        return None
    title = words("How far {side} is of one mind", side=cast.name(eyes))
    alt_text = _alt_text(cast, held, issues)
    return Figure(
        id=f"cohesion-{eyes}",
        title=title,
        alt=alt_text,
        note=_note(cast, held, eyes, issues),
        table=_table(cast, issues),
        variants=drawing.variants(
            lambda look, rows: _Drawing(cast, eyes, issues, look, rows).whole(),
            title=title,
            subtitle=[captions.subtitle(cast, held), _for(cast, eyes)],
            alt_text=alt_text,
        ),
    )


def _for(cast: Cast, eyes: str) -> str:
    return cast.words("For the eyes of {side} alone", side=cast.name(eyes))


def _issues(cast: Cast, held: RoundResults, eyes: str) -> list[_Issue]:
    issue_of = {each.id: each.issue for each in cast.case.statements}
    mine = [each for each in held.cohesion if each.eyes == eyes]
    made = [
        _Issue(
            title=cast.issue(found.issue),
            found=found,
            members=_members([each for each in mine if issue_of.get(each.statement) == found.issue]),
        )
        for found in held.cohesion_by_issue
        if found.eyes == eyes
    ]
    return sorted(made, key=lambda issue: issue.index)


def _members(found: Sequence[StatementCohesion]) -> Mapping[str, tuple[int, int]]:
    """By member: on how many statements it gave the answer that most gave, of those that have one."""
    counts: dict[str, tuple[int, int]] = {}
    for each in found:
        ranked = Counter(each.stances.values()).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            continue
        for member, stance in each.stances.items():
            with_most, of = counts.get(member, (0, 0))
            counts[member] = (with_most + (stance == ranked[0][0]), of + 1)
    return counts


class _Drawing:
    """The index, and beside it the members, in one look."""

    def __init__(self, cast: Cast, eyes: str, issues: Sequence[_Issue], look: Look, rows: Rows) -> None:
        self.cast, self.issues, self.look, self.rows = cast, issues, look, rows
        self.words, self.colour = cast.words, cast.colour(eyes)
        self.placed = any(issue.members for issue in issues)
        panels = 2 if self.placed else 1
        lines = [Line(text=issue.title) for issue in issues]
        room = Board(look, rows, lines, label=220, panels=panels).width / 1.2
        self.lanes = [swarm([n / of * room for n, of in issue.members.values()], _APART) for issue in issues]
        deepest = max((max(lanes) for lanes in self.lanes if lanes), default=0) + 1
        strip = min(max(deepest, 1), 12) * _APART + 14
        self.board = Board(look, rows, lines, label=220, panels=panels, strip=strip)
        self.step = min(_APART, (strip - 14) / deepest)

    def whole(self) -> Piece:
        """All of it."""
        words = self.words
        panels = [self.board.panel(self._index(), title=words("How alike its people answer"))]
        if self.placed:
            panels.append(
                self.board.panel(self._members(), title=words("Where each member goes with most of them"))
            )
        return self.board.whole(panels)

    def _index(self) -> Iterator[alt.Chart]:
        words = self.words
        axis = alt.Axis(
            title=words("agreement index"), domain=False, gridOpacity=0.7, **drawing.shares(words)
        )
        x = span("x", -0.04, 1.16, axis)
        yield self.board.floors(x, 0, 1)
        rows = [
            {
                "x": cell.value,
                "y": self.board.level(at),
                "issue": issue.title,
                "text": captions.number(words, cell),
                "rice": captions.in_words(words, issue.found.rice),
            }
            for at, issue in enumerate(self.issues)
            if isinstance(cell := issue.found.agreement_index, Value)
        ]
        if rows:
            held = self.rows.chart(rows)
            yield held.mark_point(
                shape="diamond", size=120, fill=self.colour, stroke=self.colour, opacity=1
            ).encode(
                x=x,
                y=self.board.y(),
                tooltip=[
                    alt.Tooltip("issue:N", title=words("issue")),
                    alt.Tooltip("text:N", title=words("agreement index")),
                    alt.Tooltip("rice:N", title=words("Rice index")),
                ],
            )
            texts = held.encode(x=x, y=self.board.y(), text="text:N")
            yield from drawing.halo(texts, self.look.text, shift=10)
        yield from self._silent(x)

    def _silent(self, x: alt.X) -> Iterator[alt.Chart]:
        """A word where the index may not be shown."""
        silent = [
            {"x": 0, "y": self.board.level(at), "text": self.words("not shown")}
            for at, issue in enumerate(self.issues)
            if not isinstance(issue.found.agreement_index, Value)
        ]
        if silent:
            held = self.rows.chart(silent).encode(x=x, y=self.board.y(), text="text:N")
            yield from drawing.halo(held, self.look.text, colour=LIGHT.muted)

    def _members(self) -> Iterator[alt.Chart]:
        words = self.words
        ticks = drawing.shares(words, percent=True, few=not self.look.wide)
        axis = alt.Axis(title=words("answers as most gave"), domain=False, gridOpacity=0.7, **ticks)
        x = span("x", -0.08, 1.12, axis)
        yield self.board.floors(x, 0, 1)
        rows = [
            {
                "x": n / of,
                "y": self._lane(at, lane),
                "issue": issue.title,
                "member": member,
                "text": words("{n} of {of}", n=words.number(n, 0), of=words.number(of, 0)),
                "named": n / of < _NAMED,
            }
            for at, issue in enumerate(self.issues)
            for (member, (n, of)), lane in zip(issue.members.items(), self.lanes[at], strict=True)
        ]
        if not rows:
            return
        held = self.rows.chart(rows)
        yield held.mark_point(
            size=46, fill=self.colour, stroke=LIGHT.ground, strokeWidth=1, opacity=1
        ).encode(
            x=x,
            y=self.board.y(),
            tooltip=[
                alt.Tooltip("member:N", title=words("member")),
                alt.Tooltip("issue:N", title=words("issue")),
                alt.Tooltip("text:N", title=words("answers as most gave")),
            ],
        )
        yield from self._names(x)

    def _lane(self, at: int, lane: int) -> float:
        """The vertical place of a lane of a row."""
        return self.board.level(at) + (lane - max(self.lanes[at]) / 2) * self.step

    def _names(self, x: alt.X) -> Iterator[alt.Chart]:
        """On every issue the names of those who part from most the oftenest, if they often do."""
        rows = []
        for at, issue in enumerate(self.issues):
            together: dict[float, list[tuple[str, int]]] = {}
            for (member, (n, of)), lane in zip(issue.members.items(), self.lanes[at], strict=True):
                if n / of < _NAMED:
                    together.setdefault(n / of, []).append((member, lane))
            if together:
                share, found = min(together.items())
                told = ", ".join(member for member, _ in found[:2]) + (" …" if len(found) > 2 else "")
                middle = sum(self._lane(at, lane) for _, lane in found) / len(found)
                rows.append({"x": share, "y": middle, "text": told})
        if rows:
            held = self.rows.chart(rows).encode(x=x, y=self.board.y(), text="text:N")
            yield from drawing.halo(held, 12, shift=7)


def _alt_text(cast: Cast, held: RoundResults, issues: Sequence[_Issue]) -> str:
    words = cast.words
    parts = [words.plural("Cohesion on {n} issue.", "Cohesion on {n} issues.", len(issues))]
    shown = [issue for issue in issues if isinstance(issue.found.agreement_index, Value)]
    if shown:
        parts.append(
            words(
                "Least alike on {issue} ({low}), most on {other} ({high}).",
                issue=shown[0].title,
                low=captions.in_words(words, shown[0].found.agreement_index),
                other=shown[-1].title,
                high=captions.in_words(words, shown[-1].found.agreement_index),
            )
        )
    return " ".join([*parts, *desk_words.synthetic(words, held)])


def _note(cast: Cast, held: RoundResults, eyes: str, issues: Sequence[_Issue]) -> str:
    words = cast.words
    parts = [
        words("The agreement index is 1 where all give one answer and 0 where all answers are as frequent.")
    ]
    if any(issue.members for issue in issues):
        parts.append(
            words(
                "A dot is a member: the share of the issue’s statements on which it gave the answer that "
                "most gave. Statements without such an answer are left out."
            )
        )
    parts.append(_for(cast, eyes) + ".")
    return captions.note(cast, held, *parts, cells=[issue.found.agreement_index for issue in issues])


def _table(cast: Cast, issues: Sequence[_Issue]) -> Table:
    words = cast.words
    columns = (
        Column(title=words("issue")),
        Column(title=words("statements"), numeric=True),
        Column(title=words("agreement index"), numeric=True),
        Column(title=words("Rice index"), numeric=True),
        Column(title=words("van der Eijk’s A"), numeric=True),
        Column(title=words("answers as most gave, by member")),
    )
    rows = []
    for issue in issues:
        members = [
            words("{member} {n} of {of}", member=member, n=words.number(n, 0), of=words.number(of, 0))
            for member, (n, of) in sorted(issue.members.items(), key=lambda each: each[1][0] / each[1][1])
        ]
        rows.append(
            (
                issue.title,
                words.number(issue.found.statements, 0),
                captions.in_words(words, issue.found.agreement_index),
                captions.in_words(words, issue.found.rice),
                captions.in_words(words, issue.found.ordered),
                "; ".join(members) or EMPTY,
            )
        )
    return Table(columns=columns, rows=tuple(rows))
