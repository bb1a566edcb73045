"""The case's texts in its other languages: our own translations, set in their places (`translations/`).

The place of a text is the path to it: file, id, field. The field adds nothing where it is the one text of
its record (`SOLE`), and neither does a record without an id of its own, so that a reading stands once for
all who share it. The population of a survey stands under its English words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from ruamel.yaml import YAML

from dissensus.domain.case import Case
from dissensus.domain.texts import LANGUAGES, Text

TRANSLATIONS = Path(__file__).resolve().parent / "translations"

Place: TypeAlias = tuple[str, ...]
Words: TypeAlias = Mapping[Place, str]

SOLE = frozenset(
    {
        "Account.text",
        "Meaning.text",
        "Member.name",
        "Poll.question",
        "Reading.text",
        "Rung.activity",
        "Statement.text",
        "StatusChange.event",
    }
)
"""Fields that are the one text of their record: it stands at the record's own place."""

_OWN = ("id", "domain", "date", "party")
"""What tells a record from its neighbours: the first of these that it has."""

_OF_THE_CASE = frozenset({"title", "summary"})


def load_translations(folder: Path = TRANSLATIONS) -> Mapping[str, Words]:
    """The words of each language by their places, in the order of `LANGUAGES`, English left out.

    Raises ValueError where a place holds no words, or words between spaces.
    """
    return {language: _read(folder / f"{language}.yaml") for language in LANGUAGES if language != "en"}


def _read(path: Path) -> Words:
    words = dict(_leaves(YAML(typ="safe").load(path.read_text(encoding="utf-8")), ()))
    for place, text in words.items():
        if not isinstance(text, str) or not text or text != text.strip():
            raise ValueError(f"{path.name}, {_shown(place)}: {text!r} is no text without spaces around it")
    return words


def _leaves(value: object, place: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*place, str(key)))
    else:
        yield place, value


def translate(case: Case, translations: Mapping[str, Words]) -> Case:
    """The case with every translation in its place; what has none stays in English alone.

    Raises ValueError where a translation has no text to stand beside, or one place holds two texts.

    >>> from dissensus.domain.issues import Issue
    >>> case = Case(id="c", issues=(Issue(id="i", title=Text.of({"en": "Sea"})),))
    >>> translate(case, {"fr": {("issues", "i", "title"): "Mer"}}).issues[0].title.best("fr")
    'Mer'
    >>> translate(case, {"fr": {("issues", "j", "title"): "Mer"}})
    Traceback (most recent call last):
    ValueError: fr.yaml translates issues.j.title, and the case has no such text: correct the id
    """
    english = _english(case)
    for language, words in translations.items():
        for place in words:
            if place not in english:
                what = f"{language}.yaml translates {_shown(place)}"
                raise ValueError(f"{what}, and the case has no such text: correct the id")
    translated: Case = _rebuilt(case, (), translations)
    return attrs.evolve(translated, languages=("en", *translations))


def _english(case: Case) -> Words:
    """Every text of the case in English, by its place."""
    found: dict[Place, str] = {}
    for place, text in _texts(case, ()):
        if found.setdefault(place, text) != text:
            raise ValueError(f"two texts stand at {_shown(place)}: they need ids that tell them apart")
    return found


def _texts(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, Text):
        if value:
            yield _of(place, value), value.best("en")
    else:
        for inside, inner in _parts(value, place):
            yield from _texts(inner, inside)


def _rebuilt(value: Any, place: Place, translations: Mapping[str, Words]) -> Any:
    """The same value, each text in it in all the languages that its place is translated to."""
    if isinstance(value, Text):
        if not value:
            return value
        own = _of(place, value)
        found = {language: words[own] for language, words in translations.items() if own in words}
        return Text.of({**dict(value.values), **found})
    parts = [_rebuilt(inner, inside, translations) for inside, inner in _parts(value, place)]
    if isinstance(value, tuple):
        return tuple(parts)
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]
        return attrs.evolve(value, **dict(zip(names, parts, strict=True)))
    return value


def _parts(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    """What a value consists of, each with its place; nothing for what holds no texts."""
    if isinstance(value, tuple):
        for inner in value:
            yield (*place, *_own(inner)), inner
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            sole = f"{type(value).__name__}.{field.name}" in SOLE
            yield place if sole else (*place, field.name), getattr(value, field.name)


def _own(record: object) -> Place:
    found = (getattr(record, field, None) for field in _OWN)
    first = next((value for value in found if value is not None), None)
    return () if first is None else (str(first),)


def _of(place: Place, text: Text) -> Place:
    """The place of a text as the files have it."""
    if place[-1] == "population":
        return ("populations", text.best("en"))
    return ("case", *place) if place[0] in _OF_THE_CASE and len(place) == 1 else place


def _shown(place: Place) -> str:
    return ".".join(place)
