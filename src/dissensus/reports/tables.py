"""The figures of a round as tables of words: the numbers of every measure, rounded for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import attrs

from dissensus.charts.figure import Column, Table
from dissensus.engine.results import Cell, Difference, Label, LineGap, Results, Side, State, Value, Withheld
from dissensus.i18n import Words
from dissensus.reports import record_tables
from dissensus.reports.wording import ARMS, LABELS, STATES, known

NOTHING = "–"
"""Stands where there is no figure."""

_Titled: TypeAlias = tuple[str, Table]


def heading(results: Results, say: Words) -> str:
    """Whom the figures are about: case, round, sides, target, and the word synthetic where it belongs."""
    held = results.latest
    sides = "; ".join(_answered(side, say, guarded=results.plan.guarded) for side in held.sides)
    about = {
        "roll": say("The numbers are about those who were asked."),
        "population": say("The numbers are about those whom the answers stand for."),
    }
    whole = (
        say("{case}, round {round}. {sides}.", case=results.case, round=held.id, sides=sides)
        if results.case
        else say("Round {round}. {sides}.", round=held.id, sides=sides)
    )
    lines = [
        whole,
        about.get(results.plan.target or "", ""),
        say("Synthetic answers: made by a program, given by nobody.") if results.synthetic else "",
    ]
    return " ".join(line for line in lines if line)


def _answered(side: Side, say: Words, *, guarded: bool) -> str:
    """How many answered; of a guarded side only how many were asked: who did not is its own affair."""
    if guarded:
        return say("{party}: {roll} asked", party=side.party, roll=side.roll)
    return say("{party}: {n} of {roll} answered", party=side.party, n=side.respondents, roll=side.roll)


def titled(results: Results, measure: str | None, say: Words) -> list[_Titled]:
    """Every table of one measure under its title; without one, those of what a dialogue is judged by."""
    if measure in record_tables.TITLES:
        return [record_tables.table(results, measure, say)]
    chosen = _MEASURES.values() if measure is None else (_MEASURES[measure],)
    return [made for tables in chosen for made in tables(results, _Writing(say))]


@attrs.frozen
class _Writing:
    """How a cell is written: numbers to two decimals, labels as they are, a dash where there is none."""

    say: Words

    def number(self, cell: Cell | float | None) -> str:
        value = cell.value if isinstance(cell, Value) else cell
        if isinstance(value, Label):
            return known(self.say, LABELS, value.label)
        return NOTHING if value is None or isinstance(value, Withheld) else self.say.number(value, 2)

    def share(self, cell: Cell) -> str:
        return self.say.percent(cell.value) if isinstance(cell, Value) else self.number(cell)

    def with_interval(self, cell: Cell) -> str:
        if not isinstance(cell, Value) or cell.interval is None:
            return self.number(cell)
        low, high = (self.say.number(end, 2) for end in cell.interval)
        if low == high:
            return self.number(cell)
        return self.say("{value} ({low} to {high})", value=self.number(cell), low=low, high=high)

    def state(self, state: State | Withheld) -> str:
        if isinstance(state, Withheld):
            return NOTHING
        name = self.say(STATES[state.name].one)
        who = ", ".join(state.who)
        return self.say("{state}: {who}", state=name, who=who) if who else name


def _columns(words: Iterable[str], numbers: Iterable[str], last: Iterable[str] = ()) -> tuple[Column, ...]:
    return (
        *(Column(title=title) for title in words),
        *(Column(title=title, numeric=True) for title in numbers),
        *(Column(title=title) for title in last),
    )


def _coorientation(results: Results, write: _Writing) -> list[_Titled]:
    found = results.latest.differences
    pairs = dict.fromkeys(difference.sides for difference in found)
    return [_between(pair, [each for each in found if each.sides == pair], write) for pair in pairs] or [
        (write.say("Co-orientation"), Table(columns=(), rows=()))
    ]


def _between(pair: tuple[str, str], found: Iterable[Difference], write: _Writing) -> _Titled:
    say = write.say
    agree = [say("{party} agrees", party=party) for party in pair]
    expects = [say("{party} expects", party=party) for party in pair]
    surprise = [say("surprise of {party}, bits", party=party) for party in pair]
    numbers = (*agree, say("difference"), *expects, *surprise)
    rows = tuple(
        (
            each.statement,
            *(write.share(each.alpha[party]) for party in pair),
            write.share(each.actual),
            *(write.share(each.prediction[party]) for party in pair),
            *(write.number(each.surprise[party]) for party in pair),
            write.state(each.state),
        )
        for each in found
    )
    title = say("Co-orientation: {a} and {b}", a=pair[0], b=pair[1])
    return title, Table(columns=_columns([say("statement")], numbers, [say("state")]), rows=rows)


def _surprise(results: Results, write: _Writing) -> list[_Titled]:
    say = write.say
    rows = tuple(
        (
            held.id,
            part.perceiver,
            part.about,
            say(ARMS[part.arm]),
            str(part.statements),
            write.with_interval(part.bits),
            say("{right} of {of}", right=part.right, of=part.of),
        )
        for held in results.rounds
        for part in held.surprises
    )
    words = [say("round"), say("perceiver"), say("about"), say("arm")]
    numbers = [say("statements"), say("bits"), say("expected rightly")]
    return [(say("Surprise"), Table(columns=_columns(words, numbers), rows=rows))]


def _gaps(title: str, gaps: Iterable[LineGap], write: _Writing) -> _Titled:
    say = write.say
    gaps = tuple(gaps)
    second = any(gap.other for gap in gaps)
    rows = tuple(
        (
            gap.domain,
            gap.owner,
            gap.holder,
            *((gap.other or NOTHING,) if second else ()),
            str(gap.n_holder),
            *(
                write.with_interval(cell)
                for cell in (gap.blind, gap.over_caution, gap.mean_actual, gap.mean_believed, gap.ambiguity)
            ),
        )
        for gap in gaps
    )
    words = [say("ladder"), say("owner"), say("holder"), *([say("of whom")] if second else [])]
    numbers = [
        say("beliefs"),
        say("blind zone"),
        say("over-caution"),
        say("mean line"),
        say("mean believed"),
        say("ambiguity"),
    ]
    return title, Table(columns=_columns(words, numbers), rows=rows)


def _ladders(results: Results, write: _Writing) -> list[_Titled]:
    return [_gaps(write.say("Lines, in rungs"), results.latest.lines, write)]


def _second_order(results: Results, write: _Writing) -> list[_Titled]:
    title = write.say("Lines, second order: what the holder thinks that the other believes, in rungs")
    return [_gaps(title, results.latest.second_order, write)]


def _clarification(results: Results, write: _Writing) -> list[_Titled]:
    say = write.say
    rows = tuple(
        (
            each.domain,
            each.actor,
            each.owner,
            NOTHING if each.outcome is None else say(each.outcome),
            NOTHING if each.share is None else say.percent(each.share),
            write.number(each.gain_actor),
            write.number(each.gain_owner),
        )
        for each in results.latest.clarifications
    )
    words = [say("ladder"), say("actor"), say("owner"), say("outcome")]
    numbers = [say("share of the grid"), say("gain of the actor"), say("gain of the owner")]
    return [(say("What it is worth to clarify a line"), Table(columns=_columns(words, numbers), rows=rows))]


def _effect(results: Results, write: _Writing) -> list[_Titled]:
    say = write.say
    arms = list(dict.fromkeys(arm for change in results.changes for arm in change.fall))
    rows = tuple(
        (
            change.perceiver,
            change.about,
            say("{first} to {last}", first=change.first, last=change.last),
            *(write.with_interval(change.fall[arm]) if arm in change.fall else NOTHING for arm in arms),
            *(write.with_interval(cell) for cell in (change.overall, change.effect, change.agreement)),
        )
        for change in results.changes
    )
    words = [say("perceiver"), say("about"), say("rounds")]
    falls = [say("fall, {arm}", arm=say(ARMS[arm])) for arm in arms]
    numbers = [*falls, say("change"), say("effect"), say("change of agreement")]
    return [
        (
            say("What the dialogue did to surprise, in bits"),
            Table(columns=_columns(words, numbers), rows=rows),
        )
    ]


_MEASURES: dict[str, Callable[[Results, _Writing], list[_Titled]]] = {
    "coorientation": _coorientation,
    "surprise": _surprise,
    "ladders": _ladders,
    "second_order": _second_order,
    "clarification": _clarification,
    "effect": _effect,
}
