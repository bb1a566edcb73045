"""Sentences for one party's own eyes: cohesion, what to settle first, what to keep vague, openings."""

from __future__ import annotations

from dissensus.engine.findings import AgendaRow, IssueCohesion
from dissensus.engine.record_findings import Opening
from dissensus.engine.results import Value, Withheld
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding
from dissensus.reports.sentences.figures import number, over_statements, reason
from dissensus.reports.sentences.found import mark, of_answers, of_record
from dissensus.reports.sentences.standing import held

COHESION, SETTLE, VAGUE, OPENINGS = "cohesion", "settle", "vague", "openings"


def table_id(name: str, party: str) -> str:
    """The id of a table that is for one party's eyes."""
    return anchor(f"table-own-{name}", party)


def eyes(material: Material) -> tuple[str, ...]:
    """The parties for whose eyes there is anything in these results."""
    latest = material.held
    named = [each.eyes for each in latest.cohesion]
    named += [each.eyes for each in latest.cohesion_by_issue]
    named += [each.eyes for each in latest.standouts]
    named += [each.eyes for each in held(material).openings]
    named += [row.eyes for row in latest.agenda if row.eyes is not None]
    return tuple(sorted(dict.fromkeys(named), key=material.place))


def agenda(material: Material, party: str, name: str) -> tuple[AgendaRow, ...]:
    """One of a party's own lists."""
    return tuple(row for row in material.held.agenda if (row.eyes, row.list) == (party, name))


def openings(material: Material, party: str) -> tuple[Opening, ...]:
    """The rungs on which others acted, those with the most incidents first."""
    mine = [each for each in held(material).openings if each.eyes == party]
    order = {True: 0, None: 1, False: 2}
    return tuple(
        sorted(mine, key=lambda each: (order[each.opening], -each.incidents, each.domain, each.rung))
    )


def openings_id(material: Material, party: str) -> str:
    """The id of their table, which says whether any of it rests on answers."""
    answers = _rest_on_answers(material, party)
    return table_id(OPENINGS, party) if answers else anchor("table_record-openings", party)


def _rest_on_answers(material: Material, party: str) -> bool:
    """Rules are what a round was answered; without any, openings are of the record alone."""
    return any(each.rule is not None for each in openings(material, party))


def by_issue(material: Material, party: str) -> tuple[IssueCohesion, ...]:
    """A party's cohesion by issue."""
    return tuple(each for each in material.held.cohesion_by_issue if each.eyes == party)


def findings(material: Material, party: str) -> tuple[Finding, ...]:
    """What a party learns about itself."""
    say, made = material.words, []
    named = {
        COHESION: (say("Cohesion"), _cohesion(material, party)),
        SETTLE: (say("Settle first"), _settle(material, party)),
        VAGUE: (say("Keep vague"), _vague(material, party)),
    }
    for name, (topic, sentence) in named.items():
        if sentence:
            made.append(of_answers(material, (name, party), topic, sentence, table_id(name, party)))
    sentence = _openings(material, party)
    if sentence:
        told = of_answers if _rest_on_answers(material, party) else of_record
        target = openings_id(material, party)
        made.append(told(material, (OPENINGS, party), say("Openings"), sentence, target))
    return tuple(made)


def _cohesion(material: Material, party: str) -> str:
    say, found = material.words, by_issue(material, party)
    if not found:
        return ""
    shown = [each for each in found if isinstance(each.agreement_index, Value)]
    if not shown:
        hidden = [each.agreement_index for each in found if isinstance(each.agreement_index, Withheld)]
        return say(
            "How far {who} answer alike is not shown: {reason}.",
            who=material.speakers(party),
            reason=reason(material, hidden[0]) if hidden else say("no answers"),
        )
    least = min(shown, key=lambda each: (_number(each), each.issue))
    return say(
        "{who} answer least alike on “{issue}”: an agreement of {figure} on a scale of 0 to 1 ({certainty}).",
        who=material.speakers(party),
        issue=material.issue(least.issue),
        figure=number(material, least.agreement_index),
        certainty=over_statements(material, least.agreement_index),
    )


def _number(each: IssueCohesion) -> float:
    return each.agreement_index.value if isinstance(each.agreement_index, Value) else -1.0


def _settle(material: Material, party: str) -> str:
    say, rows = material.words, agenda(material, party, "settle first")
    if not rows:
        return ""
    return say(
        "Before {who} speak of them, {statements} should be settled among them; first “{text}”.",
        who=material.speakers(party),
        statements=say.plural("{n} statement", "{n} statements", len(rows)),
        text=material.wording(rows[0].label[0]).rstrip("."),
    )


def _vague(material: Material, party: str) -> str:
    say, rows = material.words, agenda(material, party, "keep vague")
    if not rows:
        return ""
    return say(
        "Of {party}’s lines, naming {lines} would help the other side alone{synthetic}; on the ladder "
        "“{ladder}” for one.",
        party=material.name(party),
        lines=say.plural("{n} line", "{n} lines", len(rows)),
        ladder=material.ladder(rows[0].label[0]),
        synthetic=mark(material),
    )


def _openings(material: Material, party: str) -> str:
    say, found = material.words, openings(material, party)
    if not found:
        return ""
    return say(
        "Of {rungs} on which others acted towards {party}, without an agreed rule, an agreed answer or a "
        "mechanism: {open}; with one of them: {closed}; not known: {unknown}{synthetic}.",
        rungs=say.plural("{n} rung", "{n} rungs", len(found)),
        party=material.name(party),
        open=say.number(sum(each.opening is True for each in found), 0),
        closed=say.number(sum(each.opening is False for each in found), 0),
        unknown=say.number(sum(each.opening is None for each in found), 0),
        synthetic=mark(material) if _rest_on_answers(material, party) else "",
    )
