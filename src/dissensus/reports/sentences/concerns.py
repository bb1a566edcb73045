"""Sentences on what matters: to each side, how far they talk past each other, and where differences lie."""

from __future__ import annotations

from dissensus.engine.findings import AnatomyPart, Concern
from dissensus.engine.results import Cell, Value, Withheld
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding
from dissensus.reports.sentences.figures import certainty, joined, number, over_statements, reason, share
from dissensus.reports.sentences.found import of_answers
from dissensus.reports.wording import KINDS, known

Pair = tuple[str, str]
CONCERNS = "table_concerns"


def findings(material: Material) -> tuple[Finding, ...]:
    """What matters most to each side, and how far each two talk past each other."""
    parties = dict.fromkeys(each.party for each in material.held.concerns)
    made = [_most(material, party) for party in parties]
    made += [
        of_answers(
            material,
            ("past", *each.sides),
            material.words("Talking past each other"),
            past(material, each.sides, each.divergence),
            CONCERNS,
        )
        for each in material.held.past
    ]
    return tuple(made)


def _most(material: Material, party: str) -> Finding:
    say = material.words
    mine = [each for each in material.held.concerns if each.party == party]
    shown = [each for each in mine if isinstance(each.share, Value)]
    if shown:
        sentence = _first(material, party, max(shown, key=lambda each: _number(each.share)))
    else:
        hidden = next((each.share for each in mine if isinstance(each.share, Withheld)), None)
        sentence = say(
            "What matters most to {who} is not shown: {reason}.",
            who=material.speakers(party),
            reason=reason(material, hidden) if hidden else say("no answers"),
        )
    topic = say("What matters to {side}", side=material.name(party))
    return of_answers(material, ("concern", party), topic, sentence, CONCERNS)


def _first(material: Material, party: str, most: Concern) -> str:
    say = material.words
    return say(
        "Of all that matters to {who}, “{issue}” weighs most: {share} of their importance ({certainty}).",
        who=material.speakers(party),
        issue=material.issue(most.issue),
        share=share(material, most.share),
        certainty=_answers(material, most.share),
    )


def _answers(material: Material, cell: Cell) -> str:
    """Certainty of a figure whose n counts answers, not persons."""
    return certainty(material, cell, None)


def past(material: Material, pair: Pair, divergence: Cell) -> str:
    """How far two sides talk past each other, or why that is not shown."""
    say = material.words
    who = {"a": material.speakers(pair[0]), "b": material.speakers(pair[1])}
    if isinstance(divergence, Value):
        return say(
            "How {a} and {b} share out importance over the issues differs by {bits} bits, of at most 1 "
            "({certainty}); at 0 the same matters to both.",
            bits=number(material, divergence),
            certainty=certainty(material, divergence),
            **who,
        )
    return say(
        "How far {a} and {b} talk past each other is not shown: {reason}.",
        reason=reason(material, divergence) if isinstance(divergence, Withheld) else say("no answers"),
        **who,
    )


def anatomy_id(pair: Pair) -> str:
    """The id of the table of where two sides' differences lie."""
    return anchor("table-anatomy", *pair)


def parts(material: Material, pair: Pair, by: str | None = None) -> tuple[AnatomyPart, ...]:
    """The anatomy of two sides, by kind or by issue (None: both), the largest difference first."""
    found = [part for part in material.held.anatomy if set(part.sides) == set(pair) and by in (None, part.by)]
    return tuple(sorted(found, key=lambda part: (part.by != "kind", -_number(part.actual), part.label)))


def label(material: Material, part: AnatomyPart) -> str:
    """The name of a kind or of an issue."""
    if part.by == "issue":
        return material.issue(part.label)
    return known(material.words, KINDS, part.label)


def anatomy(material: Material, pair: Pair) -> tuple[Finding, ...]:
    """What two sides differ about most, by kind of statement; and what surprises each most."""
    found = parts(material, pair, "kind")
    if not found:
        return ()
    say, shown = material.words, [part for part in found if isinstance(part.actual, Value)]
    if not shown:
        hidden = next((part.actual for part in found if isinstance(part.actual, Withheld)), None)
        sentence = say(
            "About what {a} and {b} differ most is not shown: {reason}.",
            a=material.speakers(pair[0]),
            b=material.speakers(pair[1]),
            reason=reason(material, hidden) if hidden else say("no answers"),
        )
    else:
        sentence = joined(
            _largest(material, pair, shown[0]), *(_surprised(material, one, found) for one in pair)
        )
    return (of_answers(material, ("anatomy", *pair), say("About what"), sentence, anatomy_id(pair)),)


def _largest(material: Material, pair: Pair, part: AnatomyPart) -> str:
    return material.words(
        "{a} and {b} are furthest apart on statements of the kind “{kind}”: a weighted difference of "
        "{figure} ({certainty}).",
        a=material.speakers(pair[0]),
        b=material.speakers(pair[1]),
        kind=label(material, part),
        figure=number(material, part.actual),
        certainty=over_statements(material, part.actual),
    )


def _surprised(material: Material, party: str, found: tuple[AnatomyPart, ...]) -> str:
    shown = [part for part in found if isinstance(part.surprise.get(party), Value)]
    if not shown:
        return ""
    most = max(shown, key=lambda part: _number(part.surprise[party]))
    return material.words(
        "What surprises {side} most is of the kind “{kind}”: {bits} bits ({certainty}).",
        side=material.name(party),
        kind=label(material, most),
        bits=number(material, most.surprise[party]),
        certainty=over_statements(material, most.surprise[party]),
    )


def _number(cell: Cell) -> float:
    return cell.value if isinstance(cell, Value) else -1.0
