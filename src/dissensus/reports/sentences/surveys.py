"""Sentences on surveys: where two publics stand on the same question. Nothing in them is a prediction."""

from __future__ import annotations

from dissensus.domain.polls import Poll
from dissensus.engine.record_findings import SurveyGap
from dissensus.reports.material import Material, plain
from dissensus.reports.outline import Finding
from dissensus.reports.sentences.figures import joined
from dissensus.reports.sentences.found import of_record
from dissensus.reports.sentences.standing import held
from dissensus.reports.wording import why

SURVEYS, VIEWS = "table_record-surveys", "table_record-views"


def findings(material: Material) -> tuple[Finding, ...]:
    """The question on which two publics differ most, and how many views of the other there are."""
    say, record = material.words, held(material)
    made = []
    if record.surveys:
        made.append(of_record(material, ("surveys",), say("Publics"), _apart(material), SURVEYS))
    if record.views:
        sentence = say(
            "Apart from these stand {views} of one public on the other side; nobody was asked to predict the "
            "other’s answers, so no accuracy and no surprise can be told from surveys.",
            views=say.plural("{n} answer", "{n} answers", len(record.views)),
        )
        made.append(of_record(material, ("views",), say("Views of the other"), sentence, VIEWS))
    return tuple(made)


def _apart(material: Material) -> str:
    say, surveys = material.words, held(material).surveys
    first = say(
        "Publics on either side were asked the same in {questions}; pairs compared: {times}.",
        questions=say.plural("{n} question", "{n} questions", len({each.poll for each in surveys})),
        times=say.number(len(surveys), 0),
    )
    shown = [each for each in surveys if each.variation is not None]
    if not shown:
        return first
    widest = max(shown, key=lambda each: each.variation or 0.0)
    return joined(
        first,
        say(
            "Furthest apart, on “{question}”, are {one} and {other}: {figure} ({n}).",
            question=question(material, widest.poll),
            one=population(material, widest.poll, widest.populations[0]),
            other=population(material, widest.poll, widest.populations[1]),
            figure=variation(material, widest),
            n=asked(material, widest),
        ),
    )


def variation(material: Material, each: SurveyGap) -> str:
    """How far two publics' answers are apart, in per cent of the answers; or why that is not told."""
    say = material.words
    if each.variation is None:
        return why(say, each.reason or "")
    share = say.percent(each.variation)
    return (
        say("at least {share} of the answers", share=share)
        if each.at_least
        else say("{share} of the answers", share=share)
    )


def asked(material: Material, each: SurveyGap) -> str:
    """How many of each public were asked, where it is published."""
    say = material.words
    told = [say("not published") if n is None else say.number(n, 0) for n in each.n]
    return say("n = {one} and {other}", one=told[0], other=told[1])


def poll(material: Material, name: str) -> Poll | None:
    """The question of that id."""
    return next((each for each in material.case.polls if each.id == name), None)


def question(material: Material, name: str) -> str:
    """What was asked; the id where the case does not say."""
    found = poll(material, name)
    return (material.best(found.question) if found else "") or plain(name)


def population(material: Material, name: str, english: str) -> str:
    """The name of a public in the reader's language."""
    found = poll(material, name)
    for result in found.results if found else ():
        if result.population.best("en") == english:
            return material.best(result.population)
    return plain(english)
