"""Sentences on differences: how many there are of each kind, and what one of them looks like."""

from __future__ import annotations

from dissensus.engine.results import Cell, Difference, Label, State, Value, Withheld
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding, Link
from dissensus.reports.sentences.figures import certainty, joined, part_of, reason, share
from dissensus.reports.wording import LABELS, STATES, ends, known, marked

TOLD = ("hidden difference", "imagined difference", "one-sided", "half-imagined", "known difference")
"""The states that get a sentence of their own, in this order."""

_FOUND = {
    "hidden difference": marked("On {part} {a} and {b} lean apart, and each expected agreement."),
    "imagined difference": marked(
        "On {part} {a} and {b} lean the same way, and each expected the other to differ."
    ),
    "one-sided": marked("On {part} {a} and {b} lean apart, and only one of the two expected it."),
    "half-imagined": marked("On {part} {a} and {b} lean the same way, and only one of the two expected it."),
    "known difference": marked("On {part} {a} and {b} lean apart, and both expected it."),
}


def state_key(found: Difference) -> str:
    """The name of a difference's state; `withheld` where it is not shown."""
    return found.state.name if isinstance(found.state, State) else "withheld"


def told(found: Difference) -> bool:
    """Whether a state of this difference can be told at all."""
    return state_key(found) not in ("withheld", "undetermined")


def in_state(material: Material, pair: tuple[str, str], state: str) -> tuple[Difference, ...]:
    """The differences of a pair in one state, the most surprising first."""
    found = [each for each in material.between(pair) if state_key(each) == state]
    return tuple(sorted(found, key=lambda each: (-_most_bits(each), each.statement)))


def _most_bits(found: Difference) -> float:
    return max((cell.value for cell in found.surprise.values() if isinstance(cell, Value)), default=0.0)


def findings(material: Material, pair: tuple[str, str]) -> tuple[Finding, ...]:
    """One finding for each kind of difference between two sides, or one that says why there is none."""
    compared = material.between(pair)
    if not any(told(found) for found in compared):
        return (_nothing_told(material, pair, compared),)
    there = [state for state in TOLD if in_state(material, pair, state)]
    absent = [state for state in TOLD if state not in there]
    made = [_finding(material, pair, state) for state in there]
    return (*made, _absent(material, pair, absent)) if absent else tuple(made)


def _absent(material: Material, pair: tuple[str, str], states: list[str]) -> Finding:
    """One sentence on all kinds of difference that were not found."""
    say, of = material.words, sum(told(each) for each in material.between(pair))
    return Finding(
        id=anchor("finding", "absent", *pair),
        topic=say("Not found"),
        sentence=say(
            "Between {a} and {b} there is none of these on {statements}: {states}.",
            a=material.speakers(pair[0]),
            b=material.speakers(pair[1]),
            statements=say.plural("{n} statement", "{n} statements", of),
            states=", ".join(
                joined(say(STATES[state].one), earlier(material, (pair,), state)) for state in states
            ),
        ),
        claims=(Link(say("Face to face"), "#" + anchor("faces", *pair)),),
        synthetic=material.synthetic,
    )


def earlier(material: Material, pairs: tuple[tuple[str, str], ...], state: str) -> str:
    """How many there were in the first round, in brackets; empty in a first round."""
    say = material.words
    if material.before is None:
        return ""
    found = [each for pair in pairs for each in material.between(pair, material.before)]
    n = sum(state_key(each) == state for each in found)
    return say("(round {round}: {n})", round=material.before.id, n=say.number(n, 0))


def _nothing_told(material: Material, pair: tuple[str, str], compared: tuple[Difference, ...]) -> Finding:
    say = material.words
    reasons = [found.state for found in compared if isinstance(found.state, Withheld)]
    why = reason(material, reasons[0]) if reasons else say("no answers")
    return Finding(
        id=anchor("finding", "states", *pair),
        topic=say("Differences"),
        sentence=say(
            "Where {a} and {b} differ cannot be told from these answers: {reason}.",
            a=material.speakers(pair[0]),
            b=material.speakers(pair[1]),
            reason=why,
        ),
        claims=(Link(say("Face to face"), "#" + anchor("faces", *pair)),),
        synthetic=material.synthetic,
    )


def _finding(material: Material, pair: tuple[str, str], state: str) -> Finding:
    say, found = material.words, in_state(material, pair, state)
    of = sum(told(each) for each in material.between(pair))
    sentence = say(
        _FOUND[state],
        part=part_of(material, len(found), of),
        a=material.speakers(pair[0]),
        b=material.speakers(pair[1]),
    )
    listed = say.plural("The statement", "The {n} statements", len(found))
    return Finding(
        id=anchor("finding", state, *pair),
        topic=joined(say(STATES[state].many), earlier(material, (pair,), state)),
        sentence=joined(sentence, _example(material, found[0])),
        claims=(
            Link(listed, "#" + group_id(pair, state)),
            Link(say("The example"), "#" + row_id(found[0])),
        ),
        synthetic=material.synthetic,
    )


def group_id(pair: tuple[str, str], state: str) -> str:
    """The id of the group of statements in one state."""
    return anchor("group", *pair, state)


def row_id(found: Difference) -> str:
    """The id of the row that shows one difference."""
    return anchor("difference", *found.sides, found.statement)


def _example(material: Material, found: Difference) -> str:
    say, (a, b) = material.words, found.sides
    return say(
        "Example: “{text}” {a_holds} {b_holds}",
        text=material.wording(found.statement),
        a_holds=holds(material, found, a, b),
        b_holds=holds(material, found, b, a),
    )


def holds(material: Material, found: Difference, side: str, other: str) -> str:
    """What one side holds, and what the other expected of it, as a sentence."""
    say = material.words
    return say(
        "{side}: {held}; {other} expected {expected}.",
        side=material.name(side),
        held=of_those(material, found.alpha[side]),
        other=material.name(other),
        expected=expected(material, found.prediction[other]),
    )


def of_those(material: Material, cell: Cell) -> str:
    """What a side holds, with interval and n."""
    say = material.words
    if isinstance(cell, Value):
        return say(
            "{share} agree ({certainty})",
            share=share(material, cell),
            certainty=certainty(material, cell, None),
        )
    if isinstance(cell, Label):
        return labelled(material, cell)
    return say("not shown, {reason}", reason=reason(material, cell))


def expected(material: Material, cell: Cell) -> str:
    """What a side expected of the other, as the object of a sentence."""
    say = material.words
    if isinstance(cell, Value):
        return say("{share} to agree", share=share(material, cell))
    if isinstance(cell, Withheld):
        return say("something that is not shown ({reason})", reason=reason(material, cell))
    between = ends(cell.label)
    if between is not None:
        low, high = between
        return say("{low} to {high} to agree", low=say.percent(low), high=say.percent(high))
    if cell.label == "no common expectation":
        return say("nothing in common")
    return known(say, LABELS, cell.label)


def labelled(material: Material, cell: Label) -> str:
    """A label as it reads in a table: a share at the end of the scale gets its verb."""
    say, between = material.words, ends(cell.label)
    if cell.label in LABELS or between is None:
        return known(say, LABELS, cell.label)
    low, high = between
    if low == 0:
        return say("{share} or less agree", share=say.percent(high))
    return say("{share} or more agree", share=say.percent(low))


def state_words(material: Material, found: Difference) -> str:
    """The state of one difference with whom it names, as it stands on its chip."""
    say, state = material.words, found.state
    if isinstance(state, Withheld):
        return say(STATES["withheld"].one)
    who = " · ".join(material.name(party) for party in state.who)
    name = say(STATES[state.name].one) if state.name in STATES else state.name
    if not who:
        return name
    return say(_NAMING.get(state.name, "{state}: {who}"), state=name, who=who)


_NAMING = {
    "half-imagined": marked("half-imagined, by {who}"),
    "one-sided": marked("one-sided, seen by {who}"),
    "unforeseen": marked("unforeseen by {who}"),
    "split": marked("split: {who}"),
}


def state_small(material: Material, found: Difference) -> str:
    """What stands below the chip: the probability, the two likeliest states, or the reason for none."""
    say, state = material.words, found.state
    if isinstance(state, Withheld):
        return reason(material, state)
    if state.likeliest:
        listed = [
            say("{state} {share}", state=say(STATES[name].one), share=say.percent(share))
            for name, share in state.likeliest
            if name in STATES
        ]
        return say(" or ").join(listed)
    if state.probability is not None and state.probability < 1:
        return say("probability {share}", share=say.percent(state.probability))
    return say("from labels") if state.basis == "labels" else ""
