"""Sentences on signals in a round: how often they were read as something else than was meant."""

from __future__ import annotations

from dissensus.engine.findings import ReadSignal
from dissensus.engine.results import Cell, Value, Withheld
from dissensus.reports.material import Material, plain
from dissensus.reports.outline import Finding
from dissensus.reports.sentences.figures import certainty, joined, reason, share
from dissensus.reports.sentences.found import of_answers

READINGS = "table_readings"


def findings(material: Material) -> tuple[Finding, ...]:
    """For each side that read signals: the one that it misread most."""
    readers = dict.fromkeys(each.reader for each in material.held.readings)
    return tuple(_reader(material, reader) for reader in readers)


def _reader(material: Material, reader: str) -> Finding:
    say = material.words
    mine = [each for each in material.held.readings if each.reader == reader]
    shown = [each for each in mine if isinstance(each.misread, Value)]
    if shown:
        most = max(shown, key=lambda each: _number(each.misread))
        sentence = joined(_most(material, most, len(shown)), _inflated(material, most))
    else:
        hidden = next((each.misread for each in mine if isinstance(each.misread, Withheld)), None)
        sentence = say(
            "How {who} read {signals} is not shown: {reason}.",
            who=material.speakers(reader),
            signals=say.plural("{n} signal", "{n} signals", len(mine)),
            reason=reason(material, hidden) if hidden else say("no answers"),
        )
    topic = say("Signals as {side} reads them", side=material.name(reader))
    return of_answers(material, ("readings", reader), topic, sentence, READINGS)


def _most(material: Material, most: ReadSignal, of: int) -> str:
    say = material.words
    return say(
        "Of {signals} with a meaning and readings, {who} misread “{signal}” most: {share} took it for "
        "something else ({certainty}).",
        signals=say.plural("{n} signal", "{n} signals", of),
        who=material.speakers(most.reader),
        signal=act(material, most.signal),
        share=share(material, most.misread),
        certainty=certainty(material, most.misread, None),
    )


def _inflated(material: Material, most: ReadSignal) -> str:
    cell = most.inflation
    if not isinstance(cell, Value):
        return ""
    say = material.words
    told = {
        "steps": say.number(abs(cell.value), 1),
        "certainty": certainty(material, cell, 1),
    }
    if cell.value < 0:
        return say(
            "On a scale of 1 to 7 they read it as less hostile than it was meant, by {steps} (more hostile "
            "is above 0: {certainty}).",
            **told,
        )
    return say(
        "On a scale of 1 to 7 they read it as more hostile than it was meant, by {steps} ({certainty}).",
        **told,
    )


def act(material: Material, signal: str) -> str:
    """What a signal was; its id where the case does not say."""
    found = next((each for each in material.case.signals if each.id == signal), None)
    return (material.best(found.act) if found else "").rstrip(".") or plain(signal)


def _number(cell: Cell) -> float:
    return cell.value if isinstance(cell, Value) else -1.0
