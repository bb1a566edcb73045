"""Sentences on what a dialogue did: surprise before and after, the effect, and agreement apart from it."""

from __future__ import annotations

from dissensus.engine.results import Cell, Change, Value, Withheld
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding, Link
from dissensus.reports.sentences.figures import has_width, joined, number, over_statements, reason


def row_id(change: Change) -> str:
    """The id of the row that shows one side's change."""
    return anchor("change", change.perceiver, change.about)


def findings(material: Material) -> tuple[Finding, ...]:
    """For each side about each other side: what the dialogue did to surprise, and to agreement."""
    made = []
    for change in material.results.changes:
        made.append(_finding(material, change, "effect", effect(material, change)))
        if not _mirrored(material, change):
            made.append(_finding(material, change, "agreement", agreement(material, change)))
    return tuple(made)


def _finding(material: Material, change: Change, name: str, sentence: str) -> Finding:
    say = material.words
    between = {"side": material.name(change.perceiver), "other": material.name(change.about)}
    topic = say("Agreement of {side} and {other}", **between)
    if name == "effect":
        known = isinstance(change.effect, Value)
        topic = say("Effect on {side}", **between) if known else say("What changed for {side}", **between)
    return Finding(
        id=anchor("finding", name, change.perceiver, change.about),
        topic=topic,
        sentence=sentence,
        claims=(Link(say("The change in the table"), "#" + row_id(change)),),
        synthetic=material.synthetic,
    )


def _mirrored(material: Material, change: Change) -> bool:
    """Whether the change in agreement was told already: it is the same seen from either side."""
    seen = []
    for each in material.results.changes:
        if each is change:
            break
        seen.append((each.about, each.perceiver))
    return (change.perceiver, change.about) in seen


def effect(material: Material, change: Change) -> str:
    """What the dialogue did: the effect against what was held back or, without a control, the change."""
    say = material.words
    if isinstance(change.effect, Value):
        return joined(
            say(
                "Surprise of {who} about {other} fell by {effect} bits more on the statements that were "
                "discussed than on those held back ({certainty}): that is the effect of the dialogue.",
                **_sides(material, change),
                effect=number(material, change.effect),
                certainty=over_statements(material, change.effect),
            ),
            _covers(material, change.effect),
            _falls(material, change),
        )
    if not isinstance(change.overall, Value):
        return say(
            "What happened to the surprise of {who} about {other} cannot be said in bits: {reason}.",
            **_sides(material, change),
            reason=_why(material, change.overall),
        )
    return joined(
        say(
            "Between the first and the last round the surprise of {who} about {other} changed by {change} "
            "bits a statement ({certainty}).",
            **_sides(material, change),
            change=_signed(material, -change.overall.value, 2),
            certainty=_certainty_of_fall(material, change.overall),
        ),
        say(
            "This is a change and no more: {reason}, so nothing tells what the dialogue did.",
            reason=_why(material, change.effect),
        ),
    )


def agreement(material: Material, change: Change) -> str:
    """What became of agreement, which is another matter than surprise."""
    say = material.words
    pair = {"a": material.speakers(change.perceiver), "b": material.speakers(change.about)}
    if not isinstance(change.agreement, Value):
        return say(
            "Whether {a} and {b} came to agree more cannot be said: {reason}.",
            **pair,
            reason=_why(material, change.agreement),
        )
    return say(
        "Agreement between {a} and {b} moved by {change} on a scale of 0 to 1 ({certainty}). This stands "
        "apart: a dialogue of differences can succeed with agreement unmoved.",
        **pair,
        change=_signed(material, change.agreement.value, 2),
        certainty=over_statements(material, change.agreement),
    )


def _sides(material: Material, change: Change) -> dict[str, str]:
    return {"who": material.speakers(change.perceiver), "other": material.name(change.about)}


def _covers(material: Material, cell: Value) -> str:
    say = material.words
    if cell.interval is None or not has_width(cell):
        return say("There is no interval for it, so chance is not ruled out.")
    low, high = cell.interval
    if low <= 0 <= high:
        return say("The interval covers 0: chance alone could have done this.")
    if high < 0:
        return say("The interval lies below 0: where people talked, surprise fell less.")
    return say("The interval lies above 0.")


def _falls(material: Material, change: Change) -> str:
    """The falls that the effect is made of, with the released-only between."""
    say = material.words
    names = {
        "discussed": say("discussed"),
        "released only": say("released only"),
        "held back": say("held back"),
    }
    listed = [
        say(
            "{arm} {fall} ({n})",
            arm=names[arm],
            fall=number(material, change.fall[arm]),
            n=say.plural("{n} statement", "{n} statements", change.statements.get(arm, 0)),
        )
        for arm in names
        if isinstance(change.fall.get(arm), Value)
    ]
    return say("Falls by arm, in bits: {falls}.", falls="; ".join(listed)) if listed else ""


def _certainty_of_fall(material: Material, cell: Value) -> str:
    """Interval and n of a fall told as a change: its ends change sign and places."""
    if cell.interval is None:
        return over_statements(material, cell)
    low, high = cell.interval
    turned = Value(
        value=-cell.value, interval=(-high, -low), n=cell.n, method=cell.method, target=cell.target
    )
    return over_statements(material, turned)


def _why(material: Material, cell: Cell) -> str:
    return reason(material, cell) if isinstance(cell, Withheld) else material.words("no answers")


def _signed(material: Material, value: float, digits: int) -> str:
    """A number with its sign; nothing in front of what rounds to nothing."""
    text = material.words.number(value, digits)
    return "+" + text if value > 0 and text != material.words.number(0, digits) else text
