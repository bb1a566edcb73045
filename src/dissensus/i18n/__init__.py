"""Words in the reader's language: gettext catalogues, plurals, numbers and dates through Babel.

Every sentence that a person sees goes through a `Words`; a language without a catalogue reads English.
"""

from __future__ import annotations

import datetime as dt
import gettext
from functools import lru_cache
from importlib.resources import as_file, files

import attrs
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

DOMAIN = "dissensus"


@attrs.frozen
class Words:
    """The interface's words in one language; call it with an English sentence and its values.

    >>> say = words("en")
    >>> say("{side} answered", side="Russia")
    'Russia answered'
    >>> say.plural("{n} statement", "{n} statements", 1), say.plural("{n} statement", "{n} statements", 3)
    ('1 statement', '3 statements')
    >>> say.number(0.415, 2), words("fr").number(1234.5, 1), say.percent(0.6)
    ('0.42', '1\u202f234,5', '60%')
    """

    language: str
    catalogue: gettext.NullTranslations = attrs.field(eq=False, repr=False)

    def __call__(self, message: str, /, **values: object) -> str:
        """The sentence in this language, with its values put in."""
        return self.catalogue.gettext(message).format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form that `n` takes in this language; `{n}` in the sentence becomes the number."""
        return self.catalogue.ngettext(one, many, n).format(n=self.number(n, 0), **values)

    def number(self, value: float, digits: int) -> str:
        """A number with exactly `digits` decimals (halves away from zero), in this language's writing.

        >>> words("en").number(-0.125, 2), words("en").number(-0.001, 2)
        ('-0.13', '0.00')
        """
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        return format_decimal(_half_up(value, digits), format=pattern, locale=self.locale)

    def percent(self, share: float) -> str:
        """A share of 0 to 1 as whole per cent."""
        return format_percent(
            _half_up(share, 2), format=self.locale.percent_formats[None], locale=self.locale
        )

    def date(self, day: dt.date) -> str:
        """A day, written out."""
        return format_date(day, format="long", locale=self.locale)

    @property
    def locale(self) -> Locale:
        """Babel's locale of this language."""
        return Locale.parse(self.language)


def _half_up(value: float, digits: int) -> float:
    scaled = abs(value) * 10**digits
    rounded: float = int(scaled + 0.5 + 1e-9) / 10**digits
    return rounded if value >= 0 or not rounded else -rounded


@lru_cache
def words(language: str) -> Words:
    """The words of a language (ISO 639-1 code)."""
    with as_file(files(__name__)) as folder:
        catalogue = gettext.translation(DOMAIN, folder, [language], fallback=True)
    return Words(language, catalogue)
