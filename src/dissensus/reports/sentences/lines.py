"""Sentences on red lines: where a side believes the other's line to be, and where it is."""

from __future__ import annotations

from dissensus.engine.results import Cell, Label, LineGap, Value, Withheld
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding, Link
from dissensus.reports.sentences.figures import certainty, joined, no_sampling_error, number, reason
from dissensus.reports.wording import LABELS, known

_NEAR = 0.05


def row_id(gap: LineGap) -> str:
    """The id of the row that shows one gap."""
    return anchor("line", gap.domain, gap.holder, gap.owner, gap.other or "")


def widest(gaps: tuple[LineGap, ...], name: str) -> LineGap | None:
    """The gap whose `blind` or `over_caution` is largest and more than nothing; None if there is none."""
    found = [
        (cell.value, gap) for gap in gaps if isinstance(cell := getattr(gap, name), Value) and cell.value
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def findings(material: Material) -> tuple[Finding, ...]:
    """The widest blind zone and the widest over-caution, or what labels tell, or why there is nothing."""
    gaps = material.held.lines
    if not gaps:
        return ()
    blind, over = widest(gaps, "blind"), widest(gaps, "over_caution")
    found = []
    if blind is not None:
        found.append(finding(material, blind, "blind"))
    if over is not None and over is not blind:
        found.append(finding(material, over, "over"))
    if not found:
        found.append(_from_labels(material, gaps))
    return tuple(found)


def finding(material: Material, gap: LineGap, what: str) -> Finding:
    """One gap as a finding."""
    say = material.words
    topics = {"blind": say("Widest blind zone"), "over": say("Widest over-caution")}
    return Finding(
        id=anchor("finding", what, gap.domain, gap.holder, gap.owner, gap.other or ""),
        topic=topics.get(what, say("Red lines")),
        sentence=sentence(material, gap),
        claims=(link(material, gap),),
        synthetic=material.synthetic,
    )


def sentence(material: Material, gap: LineGap) -> str:
    """One line as it is and as it is believed to be, with the two zones between."""
    say = material.words
    zones = [cell for cell in (gap.blind, gap.over_caution) if isinstance(cell, Value)]
    if len(zones) < 2:
        return _without_zones(material, gap)
    return joined(
        say(
            "On the ladder “{ladder}” {who} believed the line of {owner} {where}.",
            ladder=material.ladder(gap.domain),
            who=material.speakers(gap.holder),
            owner=material.name(gap.owner),
            where=where(material, gap),
        ),
        _zone(material, gap, say("Blind zone"), gap.blind),
        _zone(material, gap, say("Over-caution"), gap.over_caution),
        _one_line(material, gap),
        no_sampling_error(material, (gap.holder, gap.owner), zones),
    )


def where(material: Material, gap: LineGap) -> str:
    """Where a line is believed to be against where it is: nearer, further off, or about there."""
    say = material.words
    if isinstance(gap.mean_actual, Value) and isinstance(gap.mean_believed, Value):
        apart = gap.mean_believed.value - gap.mean_actual.value
        if abs(apart) < _NEAR:
            return say("to be, on average, about where it is")
        rungs = say.number(abs(apart), 1)
        if apart > 0:
            return say("to be {rungs} rungs further off than it is, on average", rungs=rungs)
        return say("to be {rungs} rungs nearer than it is, on average", rungs=rungs)
    if isinstance(gap.placed, Label) and gap.placed.label in ("nearer", "at", "further"):
        return say("to be {where}", where=known(say, LABELS, gap.placed.label))
    return say("to be at no common place")


def _zone(material: Material, gap: LineGap, name: str, cell: Cell) -> str:
    say = material.words
    return say(
        "{zone}: {rungs} of {all} rungs ({certainty}).",
        zone=name,
        rungs=number(material, cell, 1),
        all=say.number(gap.rungs, 0),
        certainty=certainty(material, cell, 1),
    )


def _one_line(material: Material, gap: LineGap) -> str:
    return material.words.plural(
        "The owner gave {n} line.", "The owner’s members gave {n} lines.", gap.n_owner
    )


def _without_zones(material: Material, gap: LineGap) -> str:
    say = material.words
    hidden = next((cell for cell in (gap.blind, gap.over_caution) if isinstance(cell, Withheld)), None)
    why = reason(material, hidden) if hidden else say("no answers")
    if isinstance(gap.placed, Label) and gap.placed.label in ("nearer", "at", "further"):
        return say(
            "On the ladder “{ladder}” more than half of {who} believed the line of {owner} {where} "
            "(of a roll of {n}). The zones in rungs are not shown: {reason}.",
            ladder=material.ladder(gap.domain),
            who=material.speakers(gap.holder),
            owner=material.name(gap.owner),
            where=where(material, gap),
            n=say.number(gap.placed.of, 0),
            reason=why,
        )
    return say(
        "On the ladder “{ladder}” it cannot be said where {who} believed the line of {owner} to be: "
        "{reason}.",
        ladder=material.ladder(gap.domain),
        who=material.speakers(gap.holder),
        owner=material.name(gap.owner),
        reason=say("no common answer") if isinstance(gap.placed, Label) else why,
    )


def further(gaps: tuple[LineGap, ...]) -> tuple[LineGap, ...]:
    """The gaps whose label says that the line is believed further off than it is."""
    return tuple(gap for gap in gaps if isinstance(gap.placed, Label) and gap.placed.label == "further")


def _from_labels(material: Material, gaps: tuple[LineGap, ...]) -> Finding:
    say = material.words
    labelled = [gap for gap in gaps if isinstance(gap.placed, Label)]
    if len(gaps) == 1 or not labelled:
        return finding(material, gaps[0], "line")
    sentence_ = say(
        "Believed to be further off than they are, by more than half of {who}: {count} of {lines}. Blind "
        "zones in rungs are not shown at this size.",
        lines=say.plural("{n} line", "{n} lines", len(labelled)),
        count=say.number(len(further(gaps)), 0),
        who=say(" or of ").join(dict.fromkeys(material.speakers(gap.holder) for gap in labelled)),
    )
    return Finding(
        id="finding_lines",
        topic=say("Red lines"),
        sentence=sentence_,
        claims=(Link(say("The lines in the table"), "#" + row_id(labelled[0])),),
        synthetic=material.synthetic,
    )


def link(material: Material, gap: LineGap) -> Link:
    """The way to the row of a gap."""
    return Link(material.words("The line in the table"), "#" + row_id(gap))
