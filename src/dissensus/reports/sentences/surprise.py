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
    if not isinstance(part.bits, Value):
        return _without_bits(material, part)
    bits = say(
        "The answers of {other} surprised {who} by {bits} bits a statement ({certainty}).",
        other=other,
        who=who,
        bits=number(material, part.bits),
        certainty=over_statements(material, part.bits),
    )
    return joined(
        bits, _right(material, part), no_sampling_error(material, (part.perceiver, part.about), [part.bits])
    )


def _without_bits(material: Material, part: ArmSurprise) -> str:
    """The plain figure alone, and why there are no bits."""
    say = material.words
    foreseen = say(
        "Which way {other} leans was foreseen by {who} on {part}.",
        other=material.name(part.about),
        who=material.speakers(part.perceiver),
        part=part_of(material, part.right, part.of),
    )
    if not isinstance(part.bits, Withheld):
        return foreseen
    hidden = say("Surprise in bits is not shown: {reason}.", reason=reason(material, part.bits))
    return joined(foreseen, hidden)


def _right(material: Material, part: ArmSurprise) -> str:
    say = material.words
    if not part.of:
        return say("{other} leans neither way on any of them.", other=material.name(part.about))
    return say(
        "Which way {other} leans was foreseen on {part}.",
        other=material.name(part.about),
        part=part_of(material, part.right, part.of),
    )
