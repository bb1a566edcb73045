"""A text in the languages it exists in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

LANGUAGES = ("en", "ru", "fr")


def _in_order(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    values = dict(pairs)
    known = [language for language in LANGUAGES if language in values]
    return tuple((language, values[language]) for language in [*known, *sorted(set(values) - set(known))])


@attrs.frozen
class Text:
    """The same text in one or more languages, keyed by language code.

    >>> name = Text.of({"en": "Russia", "fr": "Russie"})
    >>> name.best("fr"), name.best("ru")
    ('Russie', 'Russia')
    """

    values: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_in_order)

    @classmethod
    def of(cls, values: Mapping[str, str]) -> Text:
        """A text from a mapping of language code to words; the order given does not matter."""
        return cls(values.items())

    def best(self, language: str) -> str:
        """The text in `language`, or in English, or in whatever language there is; empty if none."""
        found = dict(self.values)
        return found.get(language) or found.get("en") or next(iter(found.values()), "")

    def __bool__(self) -> bool:
        return bool(self.values)
