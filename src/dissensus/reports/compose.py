"""From a case and its results to the outline of a report."""

from __future__ import annotations

from collections.abc import Callable

from dissensus import __version__, charts
from dissensus.charts.figure import Figure
from dissensus.domain.case import Case
from dissensus.engine.results import Results, Side
from dissensus.i18n import Words
from dissensus.reports import audience as audiences
from dissensus.reports.chapters import (
    clarify,
    concerns,
    conduct,
    dialogue,
    differences,
    lines,
    method,
    overview,
    own,
    readings,
    record,
    second_seed,
    sources,
    standing,
    stands,
    surveys,
)
from dissensus.reports.material import Material, plain
from dissensus.reports.outline import Report, Section

_CHAPTERS: tuple[Callable[[Material], Section | None], ...] = (
    differences.map_chapter,
    differences.faces_chapter,
    lines.chapter,
    conduct.chapter,
    concerns.chapter,
    concerns.anatomy_chapter,
    stands.assumptions,
    stands.conditions,
    readings.chapter,
    clarify.chapter,
    own.chapter,
    dialogue.chapter,
    second_seed.chapter,
    standing.mechanisms,
    standing.exposure,
    surveys.chapter,
    record.chapter,
    sources.chapter,
    method.chapter,
)


def compose(
    case: Case,
    results: Results,
    *,
    words: Words,
    beside: Results | None = None,
    figures: tuple[Figure, ...] | None = None,
    audience: str = audiences.DESK,
) -> Report:
    """The outline of a report on `results` of `case`, in the language of `words`.

    `beside` are results of the same case from another synthetic seed. `figures` default to those that the
    charts make of the results. `audience` is desk, joint or a party; what it may not see is taken out first.

    Raises DissensusError where there is no such party, or the round is internal to another.
    """
    if beside is not None:
        _, beside = audiences.seen(case, beside, audience)
    case, results = audiences.seen(case, results, audience)
    made = _figures(case, results, words, beside, audience) if figures is None else figures
    material = Material(
        case=case, results=results, words=words, beside=beside, figures=made, audience=audience
    )
    short, whole = audiences.cover(audience, material.name(audience), words)
    chapters = (chapter(material) for chapter in _CHAPTERS)
    sections = tuple(section for section in chapters if section is not None)
    return Report(
        title=words("Where the sides differ, and what they get wrong about it"),
        case=material.best(case.title) or plain(case.id),
        subtitle=_subtitle(material),
        language=words.language,
        crumbs=(
            material.best(case.title) or plain(case.id),
            words("Round {round}", round=plain(results.latest.id)),
            short,
        ),
        provenance=overview.provenance(material, sections),
        cards=overview.cards(material),
        findings=overview.findings(material),
        sections=sections,
        colophon=words("Made by Dissensus {version}. This file needs no network.", version=__version__),
        audience=whole,
    )


def _figures(
    case: Case, results: Results, words: Words, beside: Results | None, audience: str
) -> tuple[Figure, ...]:
    """Every figure for the audience; the desk sees those for each party's eyes too."""
    # Charts bring a library that takes long to load, and an outline without figures does without it.
    from dissensus.charts.desk import figures as desk_figures

    found = charts.figures(case, results, words, beside)
    if audience != audiences.DESK:
        return (*found, *desk_figures(case, results, words, eyes=audiences.eyes(audience)))
    own = (
        figure
        for party in case.sides
        for figure in desk_figures(case, results, words, eyes=party)
        if figure.id in (f"cohesion-{party}", f"agenda-{party}")
    )
    return (*found, *desk_figures(case, results, words), *own)


def _subtitle(material: Material) -> str:
    say, held = material.words, material.held
    sides = " · ".join(_answered(material, side) for side in held.sides)
    facts = [
        sides,
        say("record as of {date}", date=material.case.as_of) if material.case.as_of else "",
        say("last round of the dialogue") if held.last else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _answered(material: Material, side: Side) -> str:
    """How many answered; of a guarded side only how many were asked."""
    say = material.words
    name, roll = material.name(side.party), say.number(side.roll, 0)
    if side.unit == "party":
        return say("{side}: answers as one", side=name)
    if side.shown != "figures" or not material.turnout_told:
        return say("{side}: {roll} asked", side=name, roll=roll)
    return say(
        "{side}: {respondents} of {roll} answered",
        side=name,
        respondents=say.number(side.respondents, 0),
        roll=roll,
    )
