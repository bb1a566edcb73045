"""Any whole case: every kind of record, every optional field, rounds of both tracks and all units."""

from __future__ import annotations

from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from dissensus.domain.case import Case
from dissensus.domain.incidents import SEVERITIES, Account, Incident, IncidentCount
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import EXPLICITNESS, LINE_KINDS, Ladder, RedLine, Rung
from dissensus.domain.mechanisms import STATUSES, Contact, Mechanism, StatusChange
from dissensus.domain.parties import Member, Party
from dissensus.domain.polls import POLL_KINDS, Poll, PollResult
from dissensus.domain.records import CODED_BY, LAYERS
from dissensus.domain.signals import MATCHES, Meaning, Reading, Signal
from dissensus.domain.sources import Source
from dissensus.domain.statements import BASES, STATEMENT_KINDS, TRANSLATIONS, Position, Statement
from tests.case.any_round import rounds
from tests.case.any_value import (
    LANGUAGES,
    attributes,
    dates,
    few,
    finite,
    identifiers,
    perhaps,
    some_words,
    strings,
    words,
)

_T = TypeVar("_T")


@attrs.frozen
class Ids:
    """The ids that records of one case may mention."""

    parties: tuple[str, ...]
    members: dict[str, tuple[str, ...]]
    issues: tuple[str, ...]
    sources: tuple[str, ...]
    statements: tuple[str, ...]
    rungs: dict[str, tuple[str, ...]]
    signals: tuple[str, ...]
    polls: tuple[str, ...]

    @property
    def actors(self) -> tuple[str, ...]:
        """Parties and members."""
        return (*self.parties, *{member for members in self.members.values() for member in members})


def some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of these ids."""
    return few(st.sampled_from(ids)) if ids else st.just(())


def one(ids: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """One of these ids, or None."""
    return perhaps(st.sampled_from(ids)) if ids else st.none()


@st.composite
def _ids(draw: st.DrawFn) -> Ids:
    def different(least: int, most: int) -> tuple[str, ...]:
        return tuple(draw(st.lists(identifiers, min_size=least, max_size=most, unique=True)))

    parties = different(2, 3)
    domains = different(0, 2)
    return Ids(
        parties=parties,
        members={party: different(0, 2) for party in parties},
        issues=different(0, 2),
        sources=different(1, 3),
        statements=different(0, 4),
        rungs={domain: tuple(f"{domain}.{n}" for n in range(draw(st.integers(1, 4)))) for domain in domains},
        signals=different(0, 2),
        polls=different(0, 2),
    )


def _record(ids: Ids, *, sourced: bool = False, internal: bool = False) -> Any:
    """What every record carries; `sourced` where it must have a source."""
    chosen = some(ids.sources)
    return {
        "layer": st.sampled_from(LAYERS),
        "issue": one(ids.issues),
        "sources": chosen.filter(lambda found: len(found) > 0) if sourced else chosen,
        "note": perhaps(strings),
        "confidence": perhaps(st.floats(0, 1)),
        "coded_by": st.sampled_from(CODED_BY),
        "internal_to": one(ids.parties) if internal else st.none(),
        "attributes": attributes,
    }


def _made(make: type[_T], **fields: Any) -> st.SearchStrategy[_T]:
    return st.builds(make, **fields)


def _each(draw: st.DrawFn, ids: tuple[str, ...], make: Any) -> tuple[Any, ...]:
    return tuple(draw(make(one_id)) for one_id in ids)


def _parties(draw: st.DrawFn, ids: Ids) -> tuple[Party, ...]:
    def member(member_id: str) -> st.SearchStrategy[Member]:
        return _made(Member, id=st.just(member_id), name=words, since=perhaps(dates), **_record(ids))

    def party(party_id: str) -> st.SearchStrategy[Party]:
        members = _each(draw, ids.members[party_id], member)
        return _made(
            Party, id=st.just(party_id), name=words, kind=strings, members=st.just(members), **_record(ids)
        )

    return _each(draw, ids.parties, party)


def _issue(ids: Ids, issue_id: str) -> st.SearchStrategy[Issue]:
    domains, vocabulary = some(tuple(ids.rungs)), few(strings)
    return _made(
        Issue, id=st.just(issue_id), title=words, description=words, domains=domains, vocabulary=vocabulary,
        **_record(ids),
    )  # fmt: skip


@st.composite
def _statement(draw: st.DrawFn, ids: Ids, statement_id: str) -> Statement:
    text = draw(some_words)
    kind: str = draw(st.sampled_from(STATEMENT_KINDS))
    about: str | None = draw(one(ids.parties)) if kind in ("assumption", "intent") else None
    return draw(
        _made(
            Statement,
            id=st.just(statement_id),
            kind=st.just(kind),
            about=st.just(about),
            tested_by=st.none() if about is None else one(ids.statements),
            text=st.just(text),
            authentic=some(tuple(language for language, _ in text.values)),
            translation=st.sampled_from(TRANSLATIONS),
            concerns=some(ids.actors),
            **_record(ids),
        )
    )


def _positions(draw: st.DrawFn, ids: Ids) -> tuple[Position, ...]:
    signs = {"agree": st.floats(1e-9, 1), "unclear": st.floats(-1, 1), "disagree": st.floats(-1, -1e-9)}
    found = []
    for statement in ids.statements:
        for party in draw(some(ids.actors)):
            stance = draw(st.sampled_from(sorted(signs)))
            position = _made(
                Position,
                statement=st.just(statement),
                party=st.just(party),
                stance=st.just(stance),
                value=perhaps(signs[stance]),
                basis=perhaps(st.sampled_from(BASES)),
                as_of=perhaps(dates),
                **_record(ids, sourced=True, internal=True),
            )
            found.append(draw(position))
    return tuple(found)


def _ladder(draw: st.DrawFn, ids: Ids, domain: str) -> st.SearchStrategy[Ladder]:
    def rung(rung_id: str) -> st.SearchStrategy[Rung]:
        codes = perhaps(few(st.integers(0, 22)))
        law = perhaps(strings)
        return _made(
            Rung, id=st.just(rung_id), activity=some_words, legal_class=law, mid_codes=codes, **_record(ids)
        )

    rungs = _each(draw, ids.rungs[domain], rung)
    return _made(Ladder, domain=st.just(domain), title=words, rungs=st.just(rungs), **_record(ids))


@st.composite
def _line(draw: st.DrawFn, ids: Ids, line_id: str) -> RedLine:
    domain = draw(st.sampled_from(sorted(ids.rungs)))
    owner = draw(st.sampled_from(ids.actors))
    kind = draw(st.sampled_from(LINE_KINDS))
    others = tuple(actor for actor in ids.actors if actor != owner)
    holder = st.sampled_from(others) if kind == "believed" else one(ids.actors)
    return draw(
        _made(
            RedLine,
            id=st.just(line_id),
            owner=st.just(owner),
            addressee=some(ids.actors),
            domain=st.just(domain),
            rung=perhaps(st.integers(1, len(ids.rungs[domain]) + 1)),
            activity=words,
            threshold=words,
            kind=st.just(kind),
            holder=holder,
            explicitness=perhaps(st.sampled_from(EXPLICITNESS)),
            consequence=words,
            date=perhaps(dates),
            **_record(ids, sourced=True, internal=True),
        )
    )


def _mechanism(ids: Ids, mechanism_id: str) -> st.SearchStrategy[Mechanism]:
    change = _made(
        StatusChange,
        date=perhaps(dates),
        event=words,
        status=perhaps(st.sampled_from(STATUSES)),
        said_by=perhaps(strings),
        layer=st.sampled_from(LAYERS),
    )
    contact = _made(Contact, date=dates, count=perhaps(st.integers(0, 10**20)), event=words)
    rungs = tuple(rung for ladder in ids.rungs.values() for rung in ladder)
    return _made(
        Mechanism,
        id=st.just(mechanism_id),
        name=words,
        kind=perhaps(strings),
        binding=perhaps(strings),
        parties=some(ids.actors),
        signed=st.none(),
        in_force=perhaps(dates),
        status=words,
        history=st.lists(change, max_size=2).map(tuple),
        contacts=st.lists(contact, max_size=2).map(tuple),
        domains=some(tuple(ids.rungs)),
        rungs=perhaps(some(rungs)),
        covers=words,
        dispute=words,
        **_record(ids, sourced=True, internal=True),
    )


@st.composite
def _signal(draw: st.DrawFn, ids: Ids, signal_id: str) -> Signal:
    record = _record(ids, sourced=True)
    coded_by = draw(record.pop("coded_by"))
    hostility = st.none() if coded_by == "project" else perhaps(st.integers(1, 7))
    said: Any = {
        "text": words,
        "meaning": perhaps(strings),
        "hostility": hostility,
        "sources": some(ids.sources),
    }
    reading = _made(Reading, receiver=st.sampled_from(ids.actors), **said)
    return draw(
        _made(
            Signal,
            id=st.just(signal_id),
            date=perhaps(dates),
            sender=some(ids.actors),
            receivers=some(ids.actors),
            domain=one(tuple(ids.rungs)),
            kind=perhaps(strings),
            act=words,
            meant=_made(Meaning, **said),
            readings=st.lists(reading, max_size=2).map(tuple),
            match=perhaps(st.sampled_from(MATCHES)),
            coded_by=st.just(coded_by),
            **record,
        )
    )


@st.composite
def _incident(draw: st.DrawFn, ids: Ids, incident_id: str) -> Incident:
    domain = draw(one(tuple(ids.rungs)))
    rung = st.none() if domain is None else perhaps(st.integers(1, len(ids.rungs[domain])))
    told: Any = {"party": st.sampled_from(ids.actors), "text": some_words, "sources": some(ids.sources)}
    return draw(
        _made(
            Incident,
            id=st.just(incident_id),
            date=perhaps(dates),
            domain=st.just(domain),
            rung=rung,
            acting=some(ids.actors),
            affected=some(ids.actors),
            place=words,
            severity=perhaps(st.sampled_from(SEVERITIES)),
            description=words,
            accounts=st.lists(_made(Account, **told), max_size=2).map(tuple),
            **_record(ids, sourced=True, internal=True),
        )
    )


def _count(ids: Ids, count_id: str) -> st.SearchStrategy[IncidentCount]:
    counts = st.dictionaries(strings, st.floats(0, 1e300), max_size=2).map(lambda found: tuple(found.items()))
    record = _record(ids, sourced=True, internal=True)
    return _made(IncidentCount, id=st.just(count_id), period=strings, counts=counts, **record)


def _poll(ids: Ids, poll_id: str) -> st.SearchStrategy[Poll]:
    def named(numbers: st.SearchStrategy[float]) -> Any:
        return st.dictionaries(strings, numbers, max_size=2).map(lambda found: tuple(found.items()))

    result = _made(
        PollResult,
        population=some_words,
        n=perhaps(st.integers(1)),
        dates=perhaps(strings),
        mode=perhaps(strings),
        percent=named(st.floats(0, 100)),
        means=named(finite),
    )
    return _made(
        Poll,
        id=st.just(poll_id),
        survey=perhaps(strings),
        pollster=perhaps(strings),
        question=some_words,
        kind=st.sampled_from(POLL_KINDS),
        results=st.lists(result, max_size=2).map(tuple),
        compare_with=some(ids.polls),
        **_record(ids, sourced=True),
    )


def _source(source_id: str) -> st.SearchStrategy[Source]:
    names = ("publisher", "date", "url", "grade", "retrieval", "reference", "note")
    return _made(Source, id=st.just(source_id), title=strings, **{name: perhaps(strings) for name in names})


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A case that is sound and otherwise anything."""
    ids = draw(_ids())
    fresh = few(identifiers, 2)
    sides = tuple(draw(st.permutations(ids.parties)))[: draw(st.integers(2, len(ids.parties)))]
    domains = tuple(ids.rungs)
    lines = draw(fresh) if domains else ()
    return Case(
        id=draw(identifiers),
        title=draw(words),
        summary=draw(words),
        as_of=draw(perhaps(dates)),
        languages=LANGUAGES,
        licence=draw(perhaps(strings)),
        sides=sides,
        attributes=draw(attributes),
        parties=_parties(draw, ids),
        issues=_each(draw, ids.issues, lambda one_id: _issue(ids, one_id)),
        statements=_each(draw, ids.statements, lambda one_id: _statement(ids, one_id)),
        positions=_positions(draw, ids),
        ladders=_each(draw, domains, lambda domain: _ladder(draw, ids, domain)),
        lines=_each(draw, lines, lambda one_id: _line(ids, one_id)),
        mechanisms=_each(draw, draw(fresh), lambda one_id: _mechanism(ids, one_id)),
        signals=_each(draw, ids.signals, lambda one_id: _signal(ids, one_id)),
        incidents=_each(draw, draw(fresh), lambda one_id: _incident(ids, one_id)),
        incident_counts=_each(draw, draw(fresh), lambda one_id: _count(ids, one_id)),
        polls=_each(draw, ids.polls, lambda one_id: _poll(ids, one_id)),
        sources=_each(draw, ids.sources, _source),
        rounds=draw(
            rounds(
                sides=sides,
                members=ids.members,
                statements=ids.statements,
                rungs={domain: len(rungs) for domain, rungs in ids.rungs.items()},
                signals=ids.signals,
            )
        ),
    )
