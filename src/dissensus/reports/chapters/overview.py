"""The first screen: what is real and what is synthetic, three headline figures, the first findings."""

from __future__ import annotations

from collections.abc import Iterable

from dissensus.engine.results import ArmSurprise, Label, Value
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Card, Finding, Link, Provenance, Section
from dissensus.reports.sentences import dialogue, differences, lines, record, surprise
from dissensus.reports.sentences.figures import joined, number

_MOST_FINDINGS = 6


def provenance(material: Material, sections: Iterable[Section]) -> Provenance:
    """What is real and what is not, in two sentences, with the way to those sections that there are."""
    say = material.words
    ways = {"record": say("The record"), "sources": say("The sources"), "method": say("How this was made")}
    return Provenance(
        record=_record(material),
        answers=_answers(material),
        synthetic=material.synthetic,
        links=tuple(Link(ways[section.id], f"#{section.id}") for section in sections if section.id in ways),
    )


def _record(material: Material) -> str:
    say, case = material.words, material.case
    if not (case.positions or case.lines or case.signals):
        return say("The case holds no coded public record.")
    return say(
        "The coded public record is real: {positions}, {lines} and {signals}, from {sources}, each graded.",
        positions=say.plural("{n} position", "{n} positions", len(case.positions)),
        lines=say.plural("{n} red line", "{n} red lines", len(case.lines)),
        signals=say.plural("{n} signal", "{n} signals", len(case.signals)),
        sources=say.plural("{n} source", "{n} sources", len(case.sources)),
    )


def _answers(material: Material) -> str:
    say, held = material.words, material.held
    rolls = "; ".join(
        say("{side} {n}", side=material.name(side.party), n=say.number(side.roll, 0)) for side in held.sides
    )
    if not material.synthetic:
        return say("The answers were given in round {round} ({rolls}).", round=held.id, rolls=rolls or "0")
    seeds = ", ".join(str(each.seed) for each in material.results.rounds if each.seed is not None)
    return say(
        "The delegates’ answers are synthetic: a program drew them ({rolls}; {seed}). They show what the "
        "software does and say nothing about {sides}, or about anybody who works for them.",
        rolls=rolls,
        seed=say("seed {seed}", seed=seeds) if seeds else say("no seed given"),
        sides=say(" or ").join(material.name(side.party) for side in held.sides),
    )


def cards(material: Material) -> tuple[Card, ...]:
    """The three headline figures: surprise, hidden differences, the widest blind zone."""
    made = (_surprise(material), _hidden(material), _blind(material))
    return tuple(card for card in made if card is not None)


def _surprise(material: Material) -> Card | None:
    say, parts = material.words, surprise.overall(material)
    shown = [part for part in parts if isinstance(part.bits, Value)]
    if not shown:
        return _rightly(material, parts)
    first = shown[0]
    others = [
        say("{side} about {other}: {bits}", **_names(material, part), bits=number(material, part.bits))
        for part in shown[1:]
    ]
    return Card(
        title=say("Surprise of {side} about {other}", **_names(material, first)),
        value=number(material, first.bits),
        unit=say("bits a statement"),
        note=" · ".join([*others, *_bits_before(material, first)]),
        target="#" + anchor("finding", "surprise", first.perceiver, first.about),
    )


def _bits_before(material: Material, part: ArmSurprise) -> list[str]:
    """The same side's surprise in the first round, where there was an earlier one."""
    before = material.before
    if before is None:
        return []
    return [
        material.words(
            "{side} in round {round}: {bits}",
            side=material.name(part.perceiver),
            round=before.id,
            bits=number(material, each.bits),
        )
        for each in before.surprises
        if (each.perceiver, each.about, each.arm) == (part.perceiver, part.about, None)
        and isinstance(each.bits, Value)
    ]


def _rightly(material: Material, parts: tuple[ArmSurprise, ...]) -> Card | None:
    """The same in plain counts, where bits may not be shown."""
    say, counted = material.words, [part for part in parts if part.of]
    if not counted:
        return None
    first = counted[0]
    return Card(
        title=say("{side} expected {other} rightly", **_names(material, first)),
        value=say.number(first.right, 0),
        unit=say("of {of}", of=say.number(first.of, 0)),
        note=" · ".join(
            say(
                "{side} expected {other} rightly: {right} of {of}",
                **_names(material, part),
                right=say.number(part.right, 0),
                of=say.number(part.of, 0),
            )
            for part in counted[1:]
        ),
        target="#" + anchor("finding", "surprise", first.perceiver, first.about),
    )


def _names(material: Material, part: ArmSurprise) -> dict[str, str]:
    return {"side": material.name(part.perceiver), "other": material.name(part.about)}


def _hidden(material: Material) -> Card | None:
    say = material.words
    if not any(differences.told(found) for found in material.held.differences):
        return None
    counts = {pair: len(differences.in_state(material, pair, "hidden difference")) for pair in material.pairs}
    total = sum(counts.values())
    first = max(counts, key=lambda pair: counts[pair])
    group = differences.group_id(first, "hidden difference")
    return Card(
        title=say("Hidden differences"),
        value=say.number(total, 0),
        unit=say.plural("of {n} statement", "of {n} statements", len(material.held.differences)),
        note=joined(
            say("the sides lean apart, and both expected agreement"),
            differences.earlier(material, tuple(counts), "hidden difference"),
        ),
        target="#" + (group if counts[first] else anchor("faces", *first)),
        tone="blind" if total else "",
    )


def _blind(material: Material) -> Card | None:
    say, gaps = material.words, material.held.lines
    gap = lines.widest(gaps, "blind")
    if gap is not None:
        return Card(
            title=say("Blind zone, widest"),
            value=number(material, gap.blind, 1),
            unit=say("rungs"),
            note=say(
                "{ladder}: {holder} believes {owner} would tolerate more than it does",
                ladder=material.ladder(gap.domain),
                owner=material.name(gap.owner),
                holder=material.name(gap.holder),
            ),
            target="#" + lines.row_id(gap),
            tone="blind",
        )
    labelled = [each for each in gaps if isinstance(each.placed, Label)]
    if not labelled:
        return None
    return Card(
        title=say("Lines believed further off than they are"),
        value=say.number(len(lines.further(gaps)), 0),
        unit=say("of {of}", of=say.number(len(labelled), 0)),
        note=say("by more than half of a side"),
        target="#lines",
    )


def findings(material: Material) -> tuple[Finding, ...]:
    """The findings that come first: a few of each kind, at most six, one of the real record among them."""
    states = [differences.findings(material, pair) for pair in material.pairs if material.between(pair)]
    done = tuple(each for each in dialogue.findings(material) if each.id.startswith("finding_effect"))
    ranked = [
        *surprise.findings(material)[:2],
        *(each for found in states for each in found[:1]),
        *lines.findings(material)[:1],
        *done[:1],
        *(each for found in states for each in found[1:2]),
    ]
    real = record.findings(material)[:1]
    return (*_distinct(ranked)[: _MOST_FINDINGS - len(real)], *real)


def _distinct(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple({each.id: each for each in found}.values())
