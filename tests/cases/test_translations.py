"""The reference case in Russian and French: whole, in the right alphabet and typography, saying the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest
from tools.reference.translate import TRANSLATIONS, Words, load_translations, translate

from dissensus import case as cases
from dissensus.domain.case import Case
from dissensus.domain.incidents import Account, Incident
from dissensus.domain.issues import Issue
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.signals import Reading, Signal
from dissensus.domain.statements import Statement
from dissensus.domain.texts import Text
from tests.conftest import ROOT

LATIN_IN_RUSSIAN = {
    "B-52",
    "ELN",
    "EP-3",
    "Eurofighter",
    "F-16",
    "F-18",
    "F-35",
    "Javelin",
    "Juncture",
    "NotPetya",
    "P-8",
    "RC-135",
    "RC-135U",
    "Trident",
}
"""Names and designations that Russian texts write in the Latin alphabet too."""

ENGLISH_WORDS = re.compile(
    r"\b(the|of|and|is|are|was|were|be|been|has|have|had|with|by|to|from|not|no|should|would|could|will|may"
    r"|that|this|these|those|its|their|it|they|which|who|what|when|where|why|how|for|at|into|near|over|under"
    r"|between|against|each|other|both|all|any|some|more|than|own|allies|ally|treaty|missile defence)\b",
    re.IGNORECASE,
)
"""Words that English texts are full of and French has not."""

LONG = 20
"""Characters of English from which lengths are compared: what is shorter is a name, or `Met`."""

MODALS = {
    r"\bshould\b": (r"\b(следует|стоит|долж(ен|на|но|ны))\b", r"\bdevrai(t|ent)\b"),
    r"\bmust\b": (r"\b(должен|должно)\b", r"\bdoi(t|vent)\b"),
    r"\b(may|can|could)\b": (
        r"\b(вправе|может|могут|способны|должна)\b",
        r"\b(peu(t|vent)|pourrai(t|ent)|doit)\b",
    ),
    r"\b(not|no|nobody|none|nothing)\b": (
        r"\b(не|ни|ничто|никто|никогда)\b",
        r"\b(non|pas|aucune?|rien|nul|excluant)\b",
    ),
}
"""How a statement says what ought, must, may or is not: in English, and in each translation."""

_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")


@pytest.fixture(scope="module")
def case() -> Case:
    return cases.read(cases.bundled())


@pytest.fixture(scope="module")
def texts(case: Case) -> list[Mapping[str, str]]:
    return [dict(text.values) for text in _texts(case)]


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        if value:
            yield value
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts(inner)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _texts(getattr(value, field.name))


def test_every_text_is_in_all_three_languages(case: Case, texts: list[Mapping[str, str]]) -> None:
    assert case.languages == ("en", "ru", "fr")
    assert {tuple(text) for text in texts} == {("en", "ru", "fr")}
    spoken = [case.title, case.summary, *(party.name for party in case.parties)]
    spoken += [member.name for member in case.party("NATO").members]
    spoken += [text for issue in case.issues for text in (issue.title, issue.description)]
    spoken += [held.text for held in case.statements]
    spoken += [ladder.title for ladder in case.ladders]
    spoken += [rung.activity for ladder in case.ladders for rung in ladder.rungs]
    spoken += [text for line in case.lines for text in (line.activity, line.threshold, line.consequence)]
    spoken += [text for held in case.mechanisms for text in (held.name, held.status, held.covers)]
    assert all(tuple(dict(text.values)) == ("en", "ru", "fr") for text in spoken)


def test_every_translation_says_that_nobody_reviewed_it(case: Case) -> None:
    assert {(held.translation, held.authentic) for held in case.statements} == {("unreviewed", ())}
    page = (ROOT / "docs" / "reference-case.md").read_text(encoding="utf-8")
    assert "every statement says `translation: unreviewed`" in page
    assert f"in Russian and French: {len(load_translations()['ru'])} texts." in page


def test_russian_is_in_cyrillic_but_for_names(texts: list[Mapping[str, str]]) -> None:
    assert [text["ru"] for text in texts if not re.search("[А-Яа-яЁё]", text["ru"])] == []
    found = {word for text in texts for word in re.findall(r"[A-Za-z][\w-]*", text["ru"])}
    assert found == LATIN_IN_RUSSIAN
    assert [text["ru"] for text in texts if re.search("[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]", text["ru"])] == []


def test_french_is_french(texts: list[Mapping[str, str]]) -> None:
    assert [text["fr"] for text in texts if re.search("[А-яЁё]", text["fr"])] == []
    assert [text["fr"] for text in texts if ENGLISH_WORDS.search(text["fr"])] == []


@pytest.mark.parametrize("language", ["ru", "fr"])
def test_nothing_is_far_longer_or_shorter_than_the_english(
    texts: list[Mapping[str, str]], language: str
) -> None:
    ratios = {
        text[language]: len(text[language]) / len(text["en"]) for text in texts if len(text["en"]) >= LONG
    }
    assert {said: ratio for said, ratio in ratios.items() if not 0.6 <= ratio <= 2.0} == {}


@pytest.mark.parametrize("language", ["ru", "fr"])
def test_the_numbers_are_those_of_the_english(texts: list[Mapping[str, str]], language: str) -> None:
    assert [text for text in texts if _numbers(text["en"]) != _numbers(text[language])] == []


def _numbers(text: str) -> Counter[str]:
    """The numbers of a text, however it sets off thousands and fractions."""
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))


@pytest.mark.parametrize("language", ["ru", "fr"])
@pytest.mark.parametrize("english", MODALS)
def test_what_ought_or_may_or_is_not_stays_so(case: Case, language: str, english: str) -> None:
    russian, french = MODALS[english]
    pattern = re.compile({"ru": russian, "fr": french}[language], re.IGNORECASE)
    said = [held.text for held in case.statements if re.search(english, held.text.best("en"), re.IGNORECASE)]
    assert said
    assert [text.best(language) for text in said if not pattern.search(text.best(language))] == []


def test_the_typography_is_the_languages_own(texts: list[Mapping[str, str]]) -> None:
    for text in texts:
        for language in ("ru", "fr"):
            said = text[language]
            assert said == said.strip(), said
            assert not re.search(r"[\s\u00a0\u202f]{2}|[\"'{}%<>]|\.\.|TODO", said), said
            assert said.count("«") == said.count("»"), said
            assert said.endswith(".") == text["en"].endswith(".") or said.endswith("?"), said
        assert not re.search(r" —|« | »|’", text["ru"]), text["ru"]
        assert not re.search("(?<!\u202f)[;:?!»]|«(?!\u202f)", text["fr"]), text["fr"]


def _small() -> Case:
    heard = (Reading(receiver="A", text=_en("Heard")), Reading(receiver="B", text=_en("Heard")))
    return Case(
        id="c",
        title=_en("Case"),
        issues=(Issue(id="i", title=_en("Sea"), description=_en("Of the sea")),),
        statements=(Statement(id="S", kind="fact", text=_en("Yes")),),
        signals=(Signal(id="G", act=_en("Flag"), readings=heard),),
        incidents=(Incident(id="N", accounts=(Account(party="A", text=_en("No")),)),),
        polls=(
            Poll(id="P", kind="k", question=_en("Why?"), results=(PollResult(population=_en("Adults")),)),
        ),
    )


def _en(words: str) -> Text:
    return Text.of({"en": words})


def test_each_text_is_found_at_its_place() -> None:
    words: Words = {
        ("case", "title"): "Affaire",
        ("issues", "i", "title"): "Mer",
        ("statements", "S"): "Oui",
        ("signals", "G", "readings"): "Entendu",
        ("incidents", "N", "accounts", "A"): "Non",
        ("polls", "P"): "Pourquoi",
        ("populations", "Adults"): "Adultes",
    }
    case = translate(_small(), {"fr": words})
    assert case.languages == ("en", "fr")
    assert sorted(text.best("fr") for text in _texts(case)) == sorted(
        [*words.values(), "Entendu", "Flag", "Of the sea"]
    )
    assert [text.best("en") for text in _texts(case)] == [text.best("en") for text in _texts(_small())]


def test_what_has_no_translation_stays_in_english_alone() -> None:
    case = translate(_small(), {"fr": {("statements", "S"): "Oui"}})
    assert case.issues[0].title == _en("Sea")
    assert case.statements[0].text == Text.of({"en": "Yes", "fr": "Oui"})


def test_an_unknown_id_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"ru.yaml translates statements.T, and the case has no such text"):
        translate(_small(), {"ru": {("statements", "T"): "Да"}})


def test_two_texts_at_one_place_are_an_error() -> None:
    doubled = attrs.evolve(_small(), statements=(*_small().statements, *_changed(_small().statements)))
    with pytest.raises(ValueError, match=r"two texts stand at statements.S: they need ids"):
        translate(doubled, {})


def _changed(statements: tuple[Statement, ...]) -> Iterator[Statement]:
    return (attrs.evolve(held, text=_en("No")) for held in statements)


@pytest.mark.parametrize("words", ['" Oui"', '"Oui "', '""', "null", "3", "[Oui]"])
def test_a_translation_without_words_is_an_error(tmp_path: Path, words: str) -> None:
    for language in ("ru", "fr"):
        (tmp_path / f"{language}.yaml").write_text(f"statements:\n  S: {words}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"ru.yaml, statements.S: .+ is no text without spaces around it"):
        load_translations(tmp_path)


def test_the_files_are_as_the_converter_reads_them(case: Case) -> None:
    translations = load_translations()
    assert tuple(translations) == ("ru", "fr")
    assert {path.stem for path in TRANSLATIONS.iterdir()} == set(translations)
    assert translations["ru"].keys() == translations["fr"].keys()
    assert translate(case, translations) == case
