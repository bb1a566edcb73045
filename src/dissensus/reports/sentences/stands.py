"""Sentences on assumptions tested by the other's own answers, and on conditions for a better relation."""

from __future__ import annotations

from collections import Counter

from dissensus.reports.material import Material
from dissensus.reports.outline import Finding
from dissensus.reports.sentences.found import of_answers

ASSUMPTIONS, CONDITIONS = "table_assumptions", "table_conditions"


def assumptions(material: Material) -> tuple[Finding, ...]:
    """For each side about each other: how many of its assumptions the other's answers bear out."""
    by: dict[tuple[str, str], Counter[str | None]] = {}
    for each in material.held.assumptions:
        by.setdefault((each.holder, each.about), Counter())[each.outcome] += 1
    return tuple(_assumed(material, *pair, counts) for pair, counts in by.items())


def _assumed(material: Material, holder: str, about: str, counts: Counter[str | None]) -> Finding:
    say = material.words
    sentence = say(
        "Of {of} about {about} that were put to {who}, the answers of {about} bear out {borne} and "
        "contradict {against}; not held at all: {not_held}; nothing to tell: {open}.",
        of=say.plural("{n} assumption", "{n} assumptions", counts.total()),
        about=material.name(about),
        who=material.speakers(holder),
        borne=say.number(counts["borne out"], 0),
        against=say.number(counts["contradicted"], 0),
        not_held=say.number(counts["not held"], 0),
        open=say.number(counts["no common answer"] + counts["undetermined"] + counts[None], 0),
    )
    topic = say("What {side} assumes about {other}", side=material.name(holder), other=material.name(about))
    return of_answers(material, ("assumed", holder, about), topic, sentence, ASSUMPTIONS)


def conditions(material: Material) -> tuple[Finding, ...]:
    """For each side about each other: how many of its conditions the other foresaw."""
    by: dict[tuple[str, str], list[bool | None]] = {}
    for each in material.held.conditions:
        by.setdefault((each.holder, each.other), []).append(each.foreseen)
    return tuple(_conditional(material, *pair, foreseen) for pair, foreseen in by.items())


def _conditional(material: Material, holder: str, other: str, foreseen: list[bool | None]) -> Finding:
    say = material.words
    sentence = say(
        "Of {of}, {other} foresaw where {who} stand on {rightly} and misjudged it on {wrongly}; on {open} "
        "there is no stand to foresee or no expectation.",
        of=say.plural(
            "{n} condition for a better relation", "{n} conditions for a better relation", len(foreseen)
        ),
        other=material.name(other),
        who=material.speakers(holder),
        rightly=say.number(foreseen.count(True), 0),
        wrongly=say.number(foreseen.count(False), 0),
        open=say.number(foreseen.count(None), 0),
    )
    topic = say("Conditions of {side}", side=material.name(holder))
    return of_answers(material, ("conditions", holder, other), topic, sentence, CONDITIONS)
