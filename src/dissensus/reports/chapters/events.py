"""The record apart from positions: red lines, mechanisms, signals, incidents and polls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dissensus.domain.incidents import Incident
from dissensus.domain.ladders import RedLine
from dissensus.domain.mechanisms import Mechanism
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.records import Record
from dissensus.domain.signals import Signal
from dissensus.reports.chapters.cited import cited
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Cell, Column, Row, Section, Table
from dissensus.reports.wording import RECORD, known


def lines(material: Material) -> Section | None:
    """Red lines of the record, as declared, assessed, believed or revealed; these are never merged."""
    say = material.words
    headings = (
        (say("Red line"), 18),
        (say("Owner"), 11),
        (say("Threshold"), 22),
        (say("Consequence"), 17),
        (say("Ladder and rung"), 15),
        (say("Date"), 8),
        (say("Sources"), 9),
    )
    rows = [_line(material, line) for line in material.case.lines]
    return _section(material, "record-lines", say("Red lines of the record"), headings, rows)


def _line(material: Material, line: RedLine) -> Row:
    say = material.words
    kinds = (known(say, RECORD, line.kind), known(say, RECORD, line.explicitness))
    to = ", ".join(material.name(party) for party in line.addressee)
    rung = say("not placed") if line.rung is None else material.rung(line.domain, line.rung)
    return Row(
        id=anchor("record-line", line.id),
        cells=(
            Cell(text=material.best(line.activity), small=" · ".join(filter(None, (line.id, *kinds)))),
            Cell(
                text=material.name(line.owner),
                small=say("to {parties}", parties=to) if to else "",
                tone=material.tone(line.owner),
            ),
            Cell(text=material.best(line.threshold), small=_note(line)),
            Cell(text=material.best(line.consequence)),
            Cell(text=material.ladder(line.domain), small=rung),
            _dated(material, line, line.date),
            Cell(links=cited(material, line.sources)),
        ),
    )


def mechanisms(material: Material) -> Section | None:
    """Treaties, hotlines and notification regimes, with what still holds of them."""
    say = material.words
    headings = (
        (say("Mechanism"), 20),
        (say("Parties"), 13),
        (say("Status"), 23),
        (say("Covers"), 15),
        (say("Dispute"), 16),
        (say("Sources"), 13),
    )
    rows = [_mechanism(material, held) for held in material.case.mechanisms]
    return _section(material, "record-mechanisms", say("Mechanisms, and what holds of them"), headings, rows)


def _mechanism(material: Material, held: Mechanism) -> Row:
    say = material.words
    history = "; ".join(
        " ".join(filter(None, (str(change.date or ""), material.best(change.event))))
        for change in held.history
    )
    signed = say("signed {date}", date=held.signed) if held.signed else ""
    force = say("in force {date}", date=held.in_force) if held.in_force else ""
    return Row(
        id=anchor("record-mechanism", held.id),
        cells=(
            Cell(
                text=material.best(held.name),
                small=" · ".join(filter(None, (held.id, (held.kind or "").replace("_", " "), signed, force))),
            ),
            Cell(text=_parties(material, held.parties)),
            Cell(text=known(say, RECORD, material.best(held.status)), small=history),
            Cell(text=material.best(held.covers)),
            Cell(text=material.best(held.dispute), small=_note(held)),
            Cell(links=cited(material, held.sources)),
        ),
    )


def signals(material: Material) -> Section | None:
    """Signals as their senders meant them and as they were read in public."""
    say = material.words
    headings = (
        (say("Signal"), 21),
        (say("From and to"), 13),
        (say("As meant"), 20),
        (say("As read in public"), 22),
        (say("Match"), 11),
        (say("Sources"), 13),
    )
    rows = [_signal(material, signal) for signal in material.case.signals]
    return _section(material, "record-signals", say("Signals, as meant and as read"), headings, rows)


def _signal(material: Material, signal: Signal) -> Row:
    say = material.words
    read = "; ".join(
        say("{party}: {text}", party=material.name(reading.receiver), text=material.best(reading.text))
        for reading in signal.readings
    )
    sources = (
        *signal.sources,
        *signal.meant.sources,
        *(source for reading in signal.readings for source in reading.sources),
    )
    return Row(
        id=anchor("record-signal", signal.id),
        cells=(
            Cell(
                text=material.best(signal.act),
                small=" · ".join(filter(None, (signal.id, str(signal.date or ""), _layer(material, signal)))),
            ),
            Cell(
                text=_parties(material, signal.sender),
                small=say("to {parties}", parties=_parties(material, signal.receivers)),
            ),
            Cell(text=material.best(signal.meant.text)),
            Cell(text=read or say("none found"), small=_note(signal)),
            Cell(text=known(say, RECORD, signal.match)),
            Cell(links=cited(material, sources)),
        ),
    )


def incidents(material: Material) -> Section | None:
    """Incidents with the accounts of all sides that gave one."""
    say = material.words
    headings = (
        (say("Incident"), 16),
        (say("Who"), 12),
        (say("What happened"), 24),
        (say("Accounts"), 21),
        (say("Ladder and rung"), 14),
        (say("Sources"), 13),
    )
    rows = [_incident(material, incident) for incident in material.case.incidents]
    return _section(material, "record-incidents", say("Incidents"), headings, rows)


def _incident(material: Material, incident: Incident) -> Row:
    say = material.words
    told = "; ".join(
        say("{party}: {text}", party=material.name(account.party), text=material.best(account.text))
        for account in incident.accounts
    )
    facts = (incident.id, known(say, RECORD, incident.severity), _layer(material, incident))
    affected = _parties(material, incident.affected)
    ladder = material.ladder(incident.domain) if incident.domain else ""
    rung = say("not placed") if incident.rung is None else material.rung(incident.domain or "", incident.rung)
    sources = (*incident.sources, *(source for held in incident.accounts for source in held.sources))
    return Row(
        id=anchor("record-incident", incident.id),
        cells=(
            Cell(
                text=" · ".join(filter(None, (str(incident.date or ""), material.best(incident.place)))),
                small=" · ".join(filter(None, facts)),
            ),
            Cell(
                text=_parties(material, incident.acting),
                small=say("affected: {parties}", parties=affected) if affected else "",
            ),
            Cell(text=material.best(incident.description), small=_note(incident)),
            Cell(text=told),
            Cell(text=ladder, small=rung),
            Cell(links=cited(material, sources)),
        ),
    )


def polls(material: Material) -> Section | None:
    """Surveys: what publics answered. Only parallel questions were put to both."""
    say = material.words
    headings = (
        (say("Question"), 34),
        (say("Kind"), 16),
        (say("Results"), 34),
        (say("Sources"), 16),
    )
    rows = [_poll(material, poll) for poll in material.case.polls]
    return _section(material, "record-polls", say("Surveys of publics"), headings, rows)


def _poll(material: Material, poll: Poll) -> Row:
    say = material.words
    by_whom = " · ".join(filter(None, (poll.id, poll.pollster, poll.survey)))
    return Row(
        id=anchor("record-poll", poll.id),
        cells=(
            Cell(text=material.best(poll.question), small=by_whom),
            Cell(text=known(say, RECORD, poll.kind)),
            Cell(text="; ".join(_result(material, result) for result in poll.results), small=_note(poll)),
            Cell(links=cited(material, poll.sources)),
        ),
    )


def _result(material: Material, result: PollResult) -> str:
    say = material.words
    figures = [
        say("{option} {share}%", option=option.replace("_", " "), share=_trimmed(material, share))
        for option, share in result.percent
    ]
    figures += [f"{option.replace('_', ' ')} {_trimmed(material, mean)}" for option, mean in result.means]
    about = [say("n {n}", n=say.number(result.n, 0)) if result.n is not None else "", result.dates or ""]
    told = ", ".join(filter(None, about))
    name = material.best(result.population)
    head = say("{population} ({about})", population=name, about=told) if told else name
    return say("{head}: {figures}", head=head, figures=", ".join(figures))


def _trimmed(material: Material, value: float) -> str:
    """A number with one decimal only where it has one."""
    return material.words.number(value, 0 if float(value).is_integer() else 1)


def _section(
    material: Material, id_: str, title: str, headings: Sequence[tuple[str, int]], rows: Sequence[Row]
) -> Section | None:
    if not rows:
        return None
    table = Table(
        id=f"table_{id_}",
        caption=material.words("{title} ({n})", title=title, n=material.words.number(len(rows), 0)),
        columns=tuple(Column(title=title, width=width) for title, width in headings),
        rows=tuple(rows),
        folded=True,
    )
    return Section(id=id_, title=title, blocks=(table,))


def _parties(material: Material, parties: Iterable[str]) -> str:
    return ", ".join(material.name(party) for party in parties)


def _dated(material: Material, held: Record, date: object) -> Cell:
    return Cell(text=str(date or ""), small=_layer(material, held))


def _layer(material: Material, held: Record) -> str:
    return "" if held.layer == "baseline" else known(material.words, RECORD, held.layer)


def _note(held: Record) -> str:
    return held.note or ""
