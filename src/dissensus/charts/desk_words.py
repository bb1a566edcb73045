"""Words that the charts of the desk share: codes of the record in the reader's language, dates, sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dissensus.charts.cast import Cast
from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from dissensus.domain.records import Record
from dissensus.engine.results import RoundResults
from dissensus.i18n import Words


def code(words: Words, name: str) -> str:
    """A code of the format in the reader's language; a case's own code stands as it is."""
    known = {
        "in force": words("in force"),
        "suspended": words("suspended"),
        "disputed": words("disputed"),
        "dead": words("dead"),
        "match": words("match"),
        "partial": words("partial match"),
        "mismatch": words("mismatch"),
        "none found": words("no reading found"),
        "acceptable": words("acceptable"),
        "tolerable": words("tolerable"),
        "unacceptable": words("unacceptable"),
        "peacetime": words("peacetime"),
        "grey": words("grey zone"),
        "war": words("war"),
        "no common answer": words("no common answer"),
        "rising": words("rising"),
        "falling": words("falling"),
        "no trend": words("no trend"),
    }
    return known.get(name, name.replace("_", " "))


def kind(words: Words, name: str) -> str:
    """A kind of statement in the reader's language."""
    known = {
        "fact": words("fact"),
        "cause": words("cause"),
        "interpretation": words("interpretation"),
        "assessment": words("assessment"),
        "intent": words("intent"),
        "threat": words("threat"),
        "interest": words("interest"),
        "principle": words("principle"),
        "norm": words("norm"),
        "status": words("status"),
        "policy": words("policy"),
        "assumption": words("assumption"),
        "condition": words("condition"),
    }
    return known.get(name, name.replace("_", " "))


def grade(words: Words, name: str | None) -> str:
    """A grade of sources in the reader's language."""
    known = {
        None: words("sources of no known grade"),
        "seed": words("the case's first material"),
        "official": words("official sources"),
        "official_text_on_mirror": words("official texts on mirrors"),
        "research_or_pollster": words("research and pollsters"),
        "news": words("news"),
        "news_via_mirror": words("news by way of mirrors"),
        "encyclopedia": words("encyclopedias"),
        "russian_state_or_agency_copy": words("Russian state agencies"),
        "partisan_pro_russian": words("partisan pro-Russian media"),
        "ukrainian_or_partner_side_media": words("media of Ukraine and its partners"),
        "other_or_mirror": words("others and mirrors"),
        "recalled": words("recollection"),
    }
    return known.get(name, (name or "").replace("_", " "))


def day(words: Words, date: Date | None) -> str:
    """A date of the record: written out where it is a day, else as it is known.

    >>> from dissensus.i18n import words
    >>> day(words("en"), Date("2019-04-15")), day(words("en"), Date("2016"))
    ('April 15, 2019', '2016')
    """
    if date is None:
        return words("undated")
    return words.date(date.first) if date.first == date.last else str(date).replace("/", "–")


def as_of(words: Words, case: Case) -> str:
    """The line under the title of a chart of the record."""
    if case.as_of is None:
        return words("From the record of the case")
    return words("From the record of the case, as of {date}", date=day(words, case.as_of))


def side_of(case: Case, parties: Iterable[str]) -> tuple[str, ...]:
    """The sides among these parties, members counting as their side.

    >>> side_of(Case(id="c", sides=("A", "B")), ["B", "C"])
    ('B',)
    """
    given = set(parties)
    members = {party.id: {member.id for member in party.members} for party in case.parties}
    return tuple(side for side in case.sides if side in given or members.get(side, set()) & given)


def may_see(record: Record, eyes: str | None) -> bool:
    """Whether a record of the case may be shown to these eyes; None are those of both sides."""
    return record.internal_to in (None, eyes)


def by_then(case: Case, date: Date | None) -> bool:
    """Whether something may be of the record at the date of the case: what came after is not drawn.

    >>> case = Case(id="c", as_of=Date("2019-04-15"))
    >>> by_then(case, Date("2019")), by_then(case, Date("2021")), by_then(case, None)
    (True, False, True)
    """
    return date is None or case.as_of is None or date.first <= case.as_of.last


def synthetic(words: Words, held: RoundResults) -> Sequence[str]:
    """What a description says of answers that a program made."""
    return [words("Synthetic answers.")] if held.synthetic else []


def said(cast: Cast, parties: Iterable[str]) -> str:
    """Parties in words."""
    return ", ".join(cast.name(party) for party in parties)
