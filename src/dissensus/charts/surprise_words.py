"""What the chart of surprise shows, and its words and table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from dissensus.charts import captions, perceptions
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.figure import Column, Table
from dissensus.domain.rounds import ARMS
from dissensus.engine.results import (
    ArmSurprise,
    Cell,
    Change,
    Difference,
    Results,
    RoundResults,
    Value,
    Withheld,
)

_BY_ARM = (*ARMS, None)
_BEYOND = 3.0
"""Statements more surprising than this many times the largest mean are drawn at the edge."""


@attrs.frozen(kw_only=True)
class Group:
    """The statements of one arm (or, without arms, of one issue), in one round, as one side sees them."""

    title: str
    statements: int
    bits: Cell | None
    right: int
    of: int
    found: tuple[Difference, ...]


@attrs.frozen(kw_only=True)
class View:
    """One side's surprise about the other: its groups in the first round, and by title in the last.

    `before` is empty where there is one round only. `in_bits`: bits may be shown, else rightly expected
    counts stand for them.
    """

    perceiver: str
    about: str
    before: Mapping[str, Group]
    after: Mapping[str, Group]
    change: Change | None

    @property
    def titles(self) -> tuple[str, ...]:
        """The groups that either round has, in order."""
        return tuple(dict.fromkeys((*self.before, *self.after)))

    @property
    def rounds(self) -> tuple[Mapping[str, Group], ...]:
        """The rounds there are, first to last."""
        return tuple(held for held in (self.before, self.after) if held)


def views(cast: Cast, results: Results, pair: tuple[str, str]) -> tuple[View, ...]:
    """Both sides' surprise, where a side has any to show."""
    made = (_view(cast, results, one, other) for one, other in (pair, pair[::-1]))
    return tuple(view for view in made if any(group.of or group.bits for group in view.after.values()))


def _view(cast: Cast, results: Results, one: str, other: str) -> View:
    first, last = results.rounds[0], results.latest
    changes = [held for held in results.changes if (held.perceiver, held.about) == (one, other)]
    return View(
        perceiver=one,
        about=other,
        before=_groups(cast, first, one, other, arms_only=True) if first is not last else {},
        after=_groups(cast, last, one, other, arms_only=first is not last),
        change=changes[0] if changes else None,
    )


def _groups(cast: Cast, held: RoundResults, one: str, other: str, *, arms_only: bool) -> Mapping[str, Group]:
    """By arm; with one round and no arms, by issue below all statements together."""
    found = perceptions.between(held, (one, other))
    arms = {s.arm: s for s in held.surprises if (s.perceiver, s.about) == (one, other)}
    named = [arm for arm in _BY_ARM if arm in arms and (arm is not None or len(arms) == 1)]
    groups = [_arm(cast, arms[arm], found) for arm in named]
    if not arms_only and named == [None]:
        issues = dict.fromkeys(one_of.issue for one_of in found)
        groups += [_issue(cast, issue, found, one) for issue in issues] if len(issues) > 1 else []
    return {group.title: group for group in groups if group.statements}


def _arm(cast: Cast, held: ArmSurprise, found: Sequence[Difference]) -> Group:
    return Group(
        title=perceptions.arm(cast.words, held.arm),
        statements=held.statements,
        bits=held.bits if isinstance(held.bits, Value) else None,
        right=held.right,
        of=held.of,
        found=tuple(one for one in found if held.arm is None or one.arm == held.arm),
    )


def _issue(cast: Cast, issue: str | None, found: Sequence[Difference], perceiver: str) -> Group:
    """An issue's plain mean over its statements: no interval is claimed for it."""
    own = tuple(one for one in found if one.issue == issue)
    cells = [cell for one in own if isinstance(cell := one.surprise[perceiver], Value)]
    mean = (
        Value(
            value=sum(c.value for c in cells) / len(cells), n=min(c.n for c in cells), target=cells[0].target
        )
        if cells
        else None
    )
    known = [right for one in own if (right := one.rightly[perceiver]) is not None]
    return Group(
        title=cast.issue(issue), statements=len(own), bits=mean, right=sum(known), of=len(known), found=own
    )


def in_bits(shown: Sequence[View]) -> bool:
    """Whether any group has bits to show; else counts of what was expected rightly are drawn."""
    return any(group.bits is not None for view in shown for held in view.rounds for group in held.values())


def reach(shown: Sequence[View]) -> float:
    """How far the axis of bits runs: past every mean and its interval, and past most single statements."""
    cells = [g.bits for view in shown for held in view.rounds for g in held.values()]
    means = [max(cell.value, *(cell.interval or (0.0,))) for cell in cells if isinstance(cell, Value)]
    top = max(means, default=0.0)
    return max(top * 1.15, min(max(_single(shown), default=0.0), top * _BEYOND), 0.2)


def _single(shown: Sequence[View]) -> list[float]:
    """The surprise of every statement, of each side and round."""
    return [
        cell.value
        for view in shown
        for held in view.rounds
        for group in held.values()
        for one in group.found
        if isinstance(cell := one.surprise[view.perceiver], Value)
    ]


def title(cast: Cast, pair: tuple[str, str], *, bits: bool, twice: bool) -> str:
    """The chart's title."""
    one, other = (cast.name(party) for party in pair)
    words = cast.words
    if bits:
        how = words("before and after") if twice else ""
        base = words("How far {one} and {other} surprise each other", one=one, other=other)
    else:
        how = words("before and after") if twice else ""
        base = words("How often {one} and {other} expect each other rightly", one=one, other=other)
    return words("{title}, {how}", title=base, how=how) if how else base


def heading(cast: Cast, view: View) -> str:
    """The title of one panel."""
    return cast.words("{side} about {other}", side=cast.name(view.perceiver), other=cast.name(view.about))


def outcome(cast: Cast, view: View) -> str:
    """What became of surprise between the rounds: an effect where there is a control, else a change."""
    words, change = cast.words, view.change
    if change is None:
        return ""
    if isinstance(change.effect, Value):
        return words("effect of the dialogue: {bits} bits", bits=captions.bits(words, change.effect))
    if isinstance(change.overall, Value):
        return words("change: {bits} bits", bits=captions.bits(words, _negative(change.overall)))
    return ""


def _negative(fall: Value) -> Value:
    """A fall as a change: after less before."""
    turned = None if fall.interval is None else (-fall.interval[1], -fall.interval[0])
    return attrs.evolve(fall, value=-fall.value, interval=turned)


def amount(cast: Cast, group: Group) -> str:
    """A group's figure in words: mean bits, or how many were expected rightly."""
    if group.bits is not None and isinstance(group.bits, Value):
        return captions.number(cast.words, group.bits, captions.decimals(group.bits))
    return right(cast, group)


def right(cast: Cast, group: Group) -> str:
    """How many of the other side's leanings were expected rightly."""
    return cast.words("{right} of {of}", right=group.right, of=group.of) if group.of else EMPTY


def alt_text(cast: Cast, results: Results, shown: Sequence[View]) -> str:
    """What is to be seen, with its numbers."""
    words = cast.words
    parts = [_one_view(cast, view, bits=in_bits(shown)) for view in shown]
    if results.latest.synthetic:
        parts.append(words("Synthetic answers."))
    return " ".join(parts)


def _one_view(cast: Cast, view: View, *, bits: bool) -> str:
    words = cast.words
    told = []
    for name in view.titles:
        figures = [amount(cast, held[name]) for held in view.rounds if name in held]
        told.append(f"{name} {words(' then ').join(figures)}")
    unit = words("mean surprise in bits") if bits else words("expected rightly")
    said = "; ".join([", ".join(told), *([outcome(cast, view)] if outcome(cast, view) else [])])
    return words("{heading}, {unit}: {said}.", heading=heading(cast, view), unit=unit, said=said)


def note(cast: Cast, results: Results, shown: Sequence[View]) -> str:
    """What stands below the chart."""
    words, bits = cast.words, in_bits(shown)
    reading = (
        words(
            "Surprise is what an expectation missed by, in bits; 0 is a perfect expectation. Ticks are "
            "single statements, the large marks their means."
        )
        if bits
        else words("Counted are the statements on which the other side leans, as far as may be shown.")
    )
    cells = [g.bits for view in shown for held in view.rounds for g in held.values() if g.bits is not None]
    far = sum(bits > reach(shown) for bits in _single(shown))
    beyond = words.plural(
        "{n} tick stands at the right edge for a statement beyond it.",
        "{n} ticks stand at the right edge for statements beyond it.",
        far,
    )
    parts = [reading, *([beyond] if far and bits else []), *_outcomes(cast, shown)]
    return captions.note(cast, results.latest, *parts, cells=cells)


def _outcomes(cast: Cast, shown: Sequence[View]) -> Iterator[str]:
    words = cast.words
    for view in shown:
        if outcome(cast, view):
            yield words("{heading}: {said}.", heading=heading(cast, view), said=outcome(cast, view))
    changes = [view.change for view in shown if view.change is not None]
    if any(isinstance(change.effect, Value) for change in changes):
        yield words(
            "The effect is the mean fall of the discussed statements less that of the held back, which fall "
            "by themselves; its interval inverts the lot that dealt them."
        )
        return
    reasons = dict.fromkeys(change.effect.reason for change in changes if isinstance(change.effect, Withheld))
    for reason in reasons:
        yield words("No effect is told, at most a change: {reason}.", reason=captions.why(words, reason))


def table(cast: Cast, shown: Sequence[View]) -> Table:
    """One row a group, then one a statement: the same numbers as text."""
    words = cast.words
    twice = any(len(view.rounds) > 1 for view in shown)
    names = (words("before"), words("after")) if twice else (words("round"),)
    figures = tuple(
        column
        for name in names
        for column in (
            Column(
                title=words("bits, {when}", when=name) if twice else words("surprise, bits"), numeric=True
            ),
            Column(
                title=words("rightly, {when}", when=name) if twice else words("expected rightly"),
                numeric=True,
            ),
        )
    )
    columns = (
        Column(title=words("side")),
        Column(title=words("about")),
        Column(title=words("statements")),
        *figures,
    )
    return Table(columns=columns, rows=tuple(row for view in shown for row in _rows(cast, view, twice=twice)))


def _rows(cast: Cast, view: View, *, twice: bool) -> Iterator[tuple[str, ...]]:
    words = cast.words
    who = (cast.name(view.perceiver), cast.name(view.about))
    rounds = (view.before, view.after) if twice else (view.after,)
    for name in view.titles:
        held = [groups.get(name) for groups in rounds]
        size = max(group.statements for group in held if group is not None)
        count = words.plural("{name}, mean of {n}", "{name}, mean of {n}", size, name=name)
        yield (*who, count, *(text for group in held for text in _group_cells(cast, group)))
    for statement in _statements(view):
        cells = [_statement_cells(cast, view, groups, statement) for groups in rounds]
        yield (*who, f"{statement} {cast.statement(statement)}", *(text for pair in cells for text in pair))


def _statements(view: View) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(one.statement for held in view.rounds for g in held.values() for one in g.found)
    )


def _group_cells(cast: Cast, group: Group | None) -> tuple[str, str]:
    if group is None:
        return EMPTY, EMPTY
    bits = EMPTY if group.bits is None else captions.bits(cast.words, group.bits)
    return bits, right(cast, group)


def _statement_cells(cast: Cast, view: View, groups: Mapping[str, Group], name: str) -> tuple[str, str]:
    for group in groups.values():
        for one in group.found:
            if one.statement == name:
                bits = captions.bits(cast.words, one.surprise[view.perceiver])
                return bits, perceptions.direction(cast.words, one, view.perceiver)
    return EMPTY, EMPTY
