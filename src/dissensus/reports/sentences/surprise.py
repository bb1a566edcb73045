"""Sentences on surprise: how well each side knew what the other holds."""

from __future__ import annotations

from dissensus.engine.results import ArmSurprise, Value, Withheld
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding, Link
from dissensus.reports.sentences.figures import (
    joined,
    no_sampling_error,
    number,
    over_statements,
    part_of,
    reason,
)


def overall(material: Material) -> tuple[ArmSurprise, ...]:
    """Each side's surprise over all statements of the round."""
    return tuple(part for part in material.held.surprises if part.arm is None)


def findings(material: Material) -> tuple[Finding, ...]:
    """One finding for each side about each other side."""
    return tuple(_finding(material, part) for part in overall(material))


def _finding(material: Material, part: ArmSurprise) -> Finding:
    return Finding(
        id=anchor("finding", "surprise", part.perceiver, part.about),
        topic=material.words(
            "{side} about {other}", side=material.name(part.perceiver), other=material.name(part.about)
        ),
        sentence=sentence(material, part),
        claims=(
            Link(
                material.words("Surprise by arm"),
                "#" + anchor("surprise", part.perceiver, part.about),
            ),
        ),
        synthetic=material.synthetic,
    )


def sentence(material: Material, part: ArmSurprise) -> str:
    """How well a side knew another: bits with what stands beside them, and the plain figure."""
    say, who, other = material.words, material.speakers(part.perceiver), material.name(part.about)
    if isinstance(part.bits, Withheld) and not part.of:
        return say(
            "How well {who} knew what {other} holds cannot be said: {reason}.",
            who=who,
            other=other,
            reason=reason(material, part.bits),
        )
    right = _right(material, part)
    if not isinstance(part.bits, Value):
        hidden = reason(material, part.bits) if isinstance(part.bits, Withheld) else ""
        return joined(
            say("How well {who} knew what {other} holds:", who=who, other=other),
            right,
            say("Surprise in bits is not shown: {reason}.", reason=hidden) if hidden else "",
        )
    bits = say(
        "The answers of {other} surprised {who} by {bits} bits a statement ({certainty}).",
        other=other,
        who=who,
        bits=number(material, part.bits),
        certainty=over_statements(material, part.bits),
    )
    return joined(bits, right, no_sampling_error(material, (part.perceiver, part.about), [part.bits]))


def _right(material: Material, part: ArmSurprise) -> str:
    say = material.words
    if not part.of:
        return say("{other} leans neither way on any of them.", other=material.name(part.about))
    return say(
        "Which way {other} leans was foreseen on {part}.",
        other=material.name(part.about),
        part=part_of(material, part.right, part.of),
    )
