"""What to clarify first: differences by weighted surprise, lines by what both sides gain; and why."""

from __future__ import annotations

import attrs
import numpy as np

from dissensus.engine.results import Clarification, Difference, Label, LineGap, Value, Withheld
from dissensus.measures import agenda
from dissensus.measures.arrays import Floats
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding, Link
from dissensus.reports.sentences import differences
from dissensus.reports.sentences.figures import count, joined, reason


@attrs.frozen(kw_only=True)
class Ranked:
    """A difference on the list: its weighted surprise and the side whose it is (None: ranked by state)."""

    found: Difference
    weight: float | None
    perceiver: str | None


def ranked(material: Material, pair: tuple[str, str]) -> tuple[Ranked, ...]:
    """The differences of a pair, what to clarify first on top.

    By weighted surprise, as the agenda defines it; where no figures are shown, by the state that is shown.
    """
    found = {each.statement: each for each in material.between(pair)}
    ids, each = tuple(found), tuple(found.values())
    if not ids:
        return ()
    weighed = agenda.differences(ids, _by_side(each, "surprise"), _by_side(each, "importance"))
    if weighed:
        return tuple(_ranked(found[str(entry.label[0])], entry) for entry in weighed)
    by_state = agenda.differences_by_state(ids, [differences.state_key(one) for one in each])
    return tuple(_ranked(found[str(entry.label[0])], entry) for entry in by_state)


def _by_side(found: tuple[Difference, ...], name: str) -> Floats:
    """(2, S): the figures of the two sides, NaN where there is none."""
    cells = [[getattr(each, name)[each.sides[side]] for each in found] for side in (0, 1)]
    return np.array([[cell.value if isinstance(cell, Value) else np.nan for cell in row] for row in cells])


def _ranked(found: Difference, entry: agenda.Entry) -> Ranked:
    perceiver = None if entry.side is None else found.sides[entry.side]
    return Ranked(found=found, weight=entry.figure, perceiver=perceiver)


def why(material: Material, each: Ranked) -> str:
    """Why a difference stands where it stands, in words and numbers."""
    say, found = material.words, each.found
    if each.perceiver is None or each.weight is None:
        a, b = found.sides
        return joined(differences.holds(material, found, a, b), differences.holds(material, found, b, a))
    bits, importance = found.surprise[each.perceiver], found.importance[each.perceiver]
    assert isinstance(bits, Value)
    assert isinstance(importance, Value)
    return say(
        "{side}: importance {importance} of 3, surprise {bits} bits ({n})",
        side=material.name(each.perceiver),
        importance=say.number(importance.value, 1),
        bits=say.number(bits.value, 2),
        n=count(material, bits.n),
    )


def mutual(material: Material) -> tuple[Clarification, ...]:
    """The lines that both sides would gain from having named, the most robust first.

    A line that only the actor would gain from is nobody's business but its owner's, and is not listed.
    """
    found = {(each.domain, each.actor, each.owner): each for each in material.held.clarifications}
    outcomes = [each.outcome for each in found.values()]
    shares = [np.nan if each.share is None else each.share for each in found.values()]
    return tuple(found[_line(entry)] for entry in agenda.lines(tuple(found), outcomes, shares))


def _line(entry: agenda.Entry) -> tuple[str, str, str]:
    first, second, third = map(str, entry.label)
    return first, second, third


def misplaced(material: Material) -> tuple[LineGap, ...]:
    """Where there are labels only: the lines believed nearer or further than they are."""
    found = {(gap.domain, gap.holder, gap.owner): gap for gap in material.held.lines if gap.actual is None}
    placed = [gap.placed.label if isinstance(gap.placed, Label) else None for gap in found.values()]
    return tuple(found[_line(entry)] for entry in agenda.lines_by_place(tuple(found), placed))


def findings(material: Material) -> tuple[Finding, ...]:
    """What stands on top of each list."""
    made = []
    for pair in material.pairs:
        top = ranked(material, pair)
        if top:
            made.append(_first(material, pair, top[0]))
    if material.held.clarifications:
        made.append(_lines(material))
    return tuple(made)


def _first(material: Material, pair: tuple[str, str], top: Ranked) -> Finding:
    say = material.words
    return Finding(
        id=anchor("finding", "first", *pair),
        topic=say("First of the differences"),
        sentence=say(
            "Between {a} and {b}, first of all: “{text}” ({state}). {why}.",
            a=material.speakers(pair[0]),
            b=material.speakers(pair[1]),
            text=material.wording(top.found.statement),
            state=differences.state_words(material, top.found),
            why=why(material, top).rstrip("."),
        ),
        claims=(Link(say("In the list"), "#" + anchor("clarify", *pair, top.found.statement)),),
        synthetic=material.synthetic,
    )


def told(material: Material) -> bool:
    """Whether anything may be told of what naming a line would be worth."""
    return any(each.outcome is not None for each in material.held.clarifications)


def _lines(material: Material) -> Finding:
    say, gains = material.words, mutual(material)
    target = "#" + clarification_id(gains[0]) if gains else "#clarify"
    return Finding(
        id="finding_mutual",
        topic=say("Lines"),
        sentence=_gains(material, gains) if gains else _no_gains(material),
        claims=(Link(say("In the list"), target),),
        synthetic=material.synthetic,
    )


def _gains(material: Material, gains: tuple[Clarification, ...]) -> str:
    say, first = material.words, gains[0]
    return say(
        "Of {lines}, {count} would give both sides a gain if the owner named them{synthetic}. On top: the "
        "line of {owner} on the ladder “{ladder}”, over {share} of the costs tried.",
        lines=say.plural("{n} line", "{n} lines", len(material.held.clarifications)),
        count=say.number(len(gains), 0),
        synthetic=_mark(material),
        owner=material.name(first.owner),
        ladder=material.ladder(first.domain),
        share=say.percent(first.share or 0.0),
    )


def _no_gains(material: Material) -> str:
    """That no line would give both a gain; or, where that may not be told, why not."""
    say, found = material.words, material.held.clarifications
    if told(material):
        return say(
            "Of {lines}, none would give both sides a gain if its owner named it{synthetic}.",
            lines=say.plural("{n} line", "{n} lines", len(found)),
            synthetic=_mark(material),
        )
    hidden = [each.gain_actor for each in found if isinstance(each.gain_actor, Withheld)]
    return say(
        "What it would be worth to both sides to have a line named is not shown{synthetic}: {reason}.",
        synthetic=_mark(material),
        reason=reason(material, hidden[0]) if hidden else say("no answers"),
    )


def _mark(material: Material) -> str:
    return material.words(" (from synthetic answers)") if material.synthetic else ""


def clarification_id(each: Clarification) -> str:
    """The id of the row that shows one line worth clarifying."""
    return anchor("clarify-line", each.domain, each.actor, each.owner)


def gap_of(material: Material, each: Clarification) -> LineGap | None:
    """The gap of the line that is to be clarified."""
    for gap in material.held.lines:
        if (gap.domain, gap.holder, gap.owner) == (each.domain, each.actor, each.owner):
            return gap
    return None
