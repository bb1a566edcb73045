"""Sentences on the coded public record: real, sourced, and apart from what anybody answered."""

from __future__ import annotations

from collections import Counter

from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding, Link


def findings(material: Material) -> tuple[Finding, ...]:
    """What the record says on positions, signals and incidents; only what the case holds."""
    made = [
        *(_positions(material, pair) for pair in material.case.pairs),
        _signals(material),
        _incidents(material),
    ]
    return tuple(finding for finding in made if finding is not None)


def _finding(material: Material, name: str, topic: str, sentence: str, target: str) -> Finding:
    links = [Link(material.words("In the record"), target)]
    if material.case.sources:
        links.append(Link(material.words("Its sources"), "#sources"))
    return Finding(
        id=anchor("finding", name),
        topic=topic,
        sentence=sentence,
        claims=tuple(links),
        synthetic=False,
        on_record=True,
    )


def _positions(material: Material, pair: tuple[str, str]) -> Finding | None:
    say, (a, b) = material.words, pair
    stances = {(p.statement, p.party): p.stance for p in material.case.positions if p.layer == "baseline"}
    both = [
        (stances[statement, a], stances[statement, b])
        for statement in material.statements
        if (statement, a) in stances and (statement, b) in stances
    ]
    if not both:
        return None
    apart = sum(set(held) == {"agree", "disagree"} for held in both)
    alike = sum(held in (("agree", "agree"), ("disagree", "disagree")) for held in both)
    sentence = say(
        "In the public record, which is real and sourced, {a} and {b} both have an official line on "
        "{statements}: on {apart} one agrees and the other disagrees, on {alike} they stand alike, and on "
        "{unclear} at least one is unclear.",
        apart=say.number(apart, 0),
        unclear=say.number(len(both) - apart - alike, 0),
        alike=say.number(alike, 0),
        statements=say.plural("{n} statement", "{n} statements", len(both)),
        a=material.name(a),
        b=material.name(b),
    )
    return _finding(material, f"record-{a}-{b}", say("The official lines"), sentence, "#record-positions")


def _signals(material: Material) -> Finding | None:
    say, signals = material.words, material.case.signals
    if not signals:
        return None
    matches = Counter(signal.match for signal in signals)
    read = sum(matches[match] for match in ("match", "partial", "mismatch"))
    sentence = say(
        "Public signals in the record with a public reading: {of}. Read otherwise than the sender said it "
        "meant them: {otherwise}; partly so: {partly}; as meant: {alike}. Signals without any reading "
        "found: {none}.",
        of=say.number(read, 0),
        otherwise=say.number(matches["mismatch"], 0),
        partly=say.number(matches["partial"], 0),
        alike=say.number(matches["match"], 0),
        none=say.number(len(signals) - read, 0),
    )
    return _finding(material, "record-signals", say("Signals"), sentence, "#record-signals")


def _incidents(material: Material) -> Finding | None:
    say, incidents = material.words, material.case.incidents
    if not incidents:
        return None
    told = sum(len({account.party for account in incident.accounts}) > 1 for incident in incidents)
    sentence = say(
        "The record holds {incidents}; for {told} of them it has the accounts of more than one side. Which "
        "incidents become known depends on who reports them.",
        incidents=say.plural("{n} dated incident", "{n} dated incidents", len(incidents)),
        told=say.number(told, 0),
    )
    return _finding(material, "record-incidents", say("Incidents"), sentence, "#record-incidents")
