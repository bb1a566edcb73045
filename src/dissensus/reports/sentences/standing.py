"""Sentences on the record alone: what mechanisms hold, what no mechanism covers, exposure and probing."""

from __future__ import annotations

from collections import Counter

from dissensus.domain.mechanisms import STATUSES
from dissensus.engine.record_findings import Exposed, LadderCover, Probed, PublicRecord
from dissensus.measures.probing import FEWEST_PERIODS
from dissensus.reports.material import Material, plain
from dissensus.reports.outline import Finding
from dissensus.reports.sentences.figures import joined
from dissensus.reports.sentences.found import of_record
from dissensus.reports.wording import DESK, GRADES, RECORD, known

MECHANISMS, COVERAGE = "table_record-standing", "table_record-coverage"
EXPOSURE, PROBING = "table_record-exposure", "table_record-probing"


def held(material: Material) -> PublicRecord:
    """What the record says on its own; an empty one where nobody asked it."""
    return material.results.record or PublicRecord()


def day(material: Material) -> str:
    """The date of the record, as a clause; empty where it has none."""
    date = held(material).as_of
    return material.words(" as of {date}", date=date) if date else ""


def mechanisms(material: Material) -> tuple[Finding, ...]:
    """How many mechanisms hold, and how many rungs none covers."""
    found = held(material).mechanisms
    if not found:
        return ()
    return (_standing(material), *_gaps(material, held(material).coverage))


def _standing(material: Material) -> Finding:
    say, found = material.words, held(material).mechanisms
    counts = Counter(each.status for each in found)
    listed = [
        say("{status} {n}", status=known(say, RECORD, status), n=say.number(counts[status], 0))
        for status in STATUSES
    ]
    sentence = say(
        "Of {mechanisms} in the record{day}: {listed}; of {unknown} the record does not say.",
        mechanisms=say.plural("{n} mechanism", "{n} mechanisms", len(found)),
        day=day(material),
        listed=", ".join(listed),
        unknown=say.number(counts[None], 0),
    )
    return of_record(material, ("standing",), say("What still holds"), sentence, MECHANISMS)


def _gaps(material: Material, covers: tuple[LadderCover, ...]) -> tuple[Finding, ...]:
    rungs = [each for cover in covers for each in cover.covered]
    if not rungs:
        return ()
    say = material.words
    sentence = say(
        "Of {rungs} on {ladders}, a mechanism in force covers {yes}, none covers {no}, and of {open} the "
        "record does not say.",
        rungs=say.plural("{n} rung", "{n} rungs", len(rungs)),
        ladders=say.plural("{n} ladder", "{n} ladders", len(covers)),
        yes=say.number(rungs.count(True), 0),
        no=say.number(rungs.count(False), 0),
        open=say.number(rungs.count(None), 0),
    )
    return (of_record(material, ("coverage",), say("Gaps"), sentence, COVERAGE),)


def exposure(material: Material) -> tuple[Finding, ...]:
    """How many incidents are dated, and on what kinds of sources they rest."""
    whole = next((each for each in held(material).exposure if each.domain is None), None)
    if whole is None or not whole.years:
        return ()
    say = material.words
    total = sum(whole.incidents)
    sentence = joined(
        say(
            "The record dates {incidents} from {first} to {last}.",
            incidents=say.plural("{n} incident", "{n} incidents", total),
            first=whole.years[0],
            last=whole.years[-1],
        ),
        _grades(material, whole, total),
        say("Who reports decides what is known: these are counts of reports, and no rate of events."),
    )
    return (of_record(material, ("exposure",), say("Exposure"), sentence, EXPOSURE),)


def grade(material: Material, name: str) -> str:
    """The name of a grade of sources."""
    return known(material.words, GRADES, name) or material.words("no grade")


def _grades(material: Material, whole: Exposed, total: int) -> str:
    counts = {name: sum(by_year) for name, by_year in whole.by_grade.items()}
    if not counts:
        return ""
    say, most = material.words, max(counts, key=lambda name: counts[name])
    return say(
        "The commonest kind of source is “{grade}”, behind {part}.",
        grade=grade(material, most),
        part=say.plural("{part} of {n}", "{part} of {n}", total, part=say.number(counts[most], 0)),
    )


def probing(material: Material) -> tuple[Finding, ...]:
    """How near incidents came to each side's declared lines, where any incident stands against one."""
    return tuple(
        of_record(
            material,
            ("probing", each.domain, each.owner),
            material.words("The lines of {side}", side=material.name(each.owner)),
            against(material, each),
            PROBING,
        )
        for each in held(material).probing
        if incidents(each)
    )


def incidents(each: Probed) -> int:
    """How many incidents stand against a line, or before any stood."""
    return each.at_or_over + each.just_below + each.below + each.undeclared


def against(material: Material, each: Probed) -> str:
    """How near incidents came to what a side had declared by then, and whether they come more often."""
    say = material.words
    return joined(
        say(
            "Of {incidents} that others made on the ladder “{ladder}”, against the line that {owner} had "
            "declared by then: {over} on it or above, {just} one rung below, {below} further below; {none} "
            "while no line stood.",
            incidents=say.plural("{n} dated incident", "{n} dated incidents", incidents(each)),
            ladder=material.ladder(each.domain),
            owner=material.name(each.owner),
            over=say.number(each.at_or_over, 0),
            just=say.number(each.just_below, 0),
            below=say.number(each.below, 0),
            none=say.number(each.undeclared, 0),
        ),
        trend(material, each),
    )


def trend(material: Material, each: Probed) -> str:
    """The trend by year, or why none is told."""
    say, years = material.words, len(each.years)
    if each.trend is None or each.p is None:
        return say(
            "A trend is told from {fewest} whole years on; whole years here: {years}.",
            fewest=say.number(FEWEST_PERIODS, 0),
            years=say.number(years, 0),
        )
    return say(
        "By year their number shows: {trend} (Mann-Kendall, p = {p}, n = {years} years).",
        trend=known(say, DESK, each.trend),
        p=say.number(each.p, 3),
        years=say.number(years, 0),
    )


def mechanism(material: Material, name: str) -> str:
    """The name of a mechanism; its id where it has none."""
    found = next((each for each in material.case.mechanisms if each.id == name), None)
    return (material.best(found.name) if found else "") or plain(name)
