"""Surveys: two publics on the same question; and, in a table of its own, what each says of the other."""

from __future__ import annotations

from dissensus.engine.record_findings import SurveyGap, SurveyView
from dissensus.reports.chapters.pieces import table
from dissensus.reports.material import Material, plain
from dissensus.reports.outline import Block, Cell, Findings, Row, Section, Table
from dissensus.reports.sentences import surveys
from dissensus.reports.sentences.standing import held
from dissensus.reports.wording import RECORD, known


def chapter(material: Material) -> Section | None:
    """What publics answered; None where the record has no survey that compares or looks across."""
    record, say = held(material), material.words
    if not record.surveys and not record.views:
        return None
    blocks: list[Block] = [Findings(found=surveys.findings(material))]
    if record.surveys:
        blocks.append(_gaps(material, record.surveys))
    if record.views:
        blocks.append(_views(material, record.views))
    return Section(id="surveys", title=say("What publics answered"), blocks=tuple(blocks))


def _gaps(material: Material, gaps: tuple[SurveyGap, ...]) -> Table:
    say = material.words
    titles = [
        (say("Question"), False),
        (say("Publics"), False),
        (say("Apart by"), False),
        (say("Shares of each answer, and their difference"), False),
    ]
    rows = (_gap(material, each) for each in gaps)
    note = say(
        "Brackets hold {level} intervals of a difference, as of simple samples.", level=say.percent(0.9)
    )
    return table(surveys.SURVEYS, say("Publics on the same question"), titles, rows, note=note)


def _gap(material: Material, each: SurveyGap) -> Row:
    say = material.words
    one, other = (surveys.population(material, each.poll, name) for name in each.populations)
    return Row(
        cells=(
            Cell(text=surveys.question(material, each.poll), small=plain(each.poll)),
            Cell(text=say("{one}; {other}", one=one, other=other), small=surveys.asked(material, each)),
            Cell(text=surveys.variation(material, each)),
            Cell(text="; ".join(_option(material, each, option) for option in each.shares) or "–"),
        )
    )


def _option(material: Material, each: SurveyGap, option: str) -> str:
    say, (first, second), bounds = material.words, each.shares[option], each.bounds.get(option)
    text = say(
        "{option} {first} and {second}",
        option=plain(option).replace("_", " "),
        first=say.percent(first),
        second=say.percent(second),
    )
    if bounds is None:
        return text
    low, high = (say.percent(end) for end in bounds)
    return say("{text} [{low} to {high}]", text=text, low=low, high=high)


def _views(material: Material, views: tuple[SurveyView, ...]) -> Table:
    say = material.words
    titles = [
        (say("Question"), False),
        (say("Public"), False),
        (say("Answer"), False),
        (say("Share"), True),
    ]
    rows = (_view(material, each) for each in views)
    return table(surveys.VIEWS, say("Publics on the other side"), titles, rows)


def _view(material: Material, each: SurveyView) -> Row:
    say = material.words
    n = say("not published") if each.n is None else say.number(each.n, 0)
    small = say("n = {n}", n=n)
    if each.bounds is not None:
        low, high = (say.percent(end) for end in each.bounds)
        small = say("[{low} to {high}], {n}", low=low, high=high, n=small)
    return Row(
        cells=(
            Cell(text=surveys.question(material, each.poll), small=known(say, RECORD, each.kind)),
            Cell(text=surveys.population(material, each.poll, each.population)),
            Cell(text=plain(each.option).replace("_", " ")),
            Cell(text=say.percent(each.share), small=small),
        )
    )
