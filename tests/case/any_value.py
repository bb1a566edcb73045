"""Anything that a field may hold: odd texts, ids that look like something else, numbers, free attributes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from dissensus.domain.dates import Date
from dissensus.domain.texts import Text

LANGUAGES = ("en", "ru", "fr")
ODD_IDS = ("no", "null", "true", "007", "1e3", "0x1F", "2019-04", "2019-04-15", "A.b", "y", "1_000", "x-")
ODD_TEXTS = (
    "no", "~", "null", "1:30", "2019-02-01", "- a", "a: b", "a #b", "#", "'", "\"", "\\", "a\n b",
    "a\n", "\n\na", " a ", "a  b", "|", ">-", "%a", "@", "`", "{}", "[a]", "a,b", "? a", "!a", "&a",
    "*a", "=", "<<", "---", "...", "a\tb", "\ufeffa", "\u2028", "\u202eabc", "\xe9\u0301",
    "\U0001f600", "\xab\xa0\u0414\u0430\u202f\xbb", "  indented\nnot", "a\n\n\nb", "1,5", "None", "-",
    ":", "a:",
    "x" * 300, "word " * 60, "long line of words\n\nand another one, with spaces",
)  # fmt: skip

_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
_RAW = st.text(_CHARACTERS | st.sampled_from("\n\t '\"\\:#-,"), max_size=12)

raw_texts = _RAW | st.sampled_from(ODD_TEXTS)
"""Any text without control characters; it may be empty or blank."""

strings = raw_texts.filter(lambda text: bool(text.strip()))
"""Any text that says something."""

identifiers = st.sampled_from(ODD_IDS) | st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,6}", fullmatch=True)
"""Any id."""

words = st.dictionaries(st.sampled_from(LANGUAGES), strings, max_size=3).map(Text.of)
"""A text in up to three languages, or in none."""

some_words = words.filter(bool)
"""A text in at least one language."""

_DAYS = st.dates().map(lambda day: day.isoformat()).filter(lambda text: len(text) == 10)
_YEARS = st.integers(1000, 2999)
dates = st.one_of(
    _DAYS.map(Date),
    _YEARS.map(lambda year: Date(f"{year}")),
    st.tuples(_YEARS, st.integers(1, 12)).map(lambda both: Date(f"{both[0]}-{both[1]:02}")),
    st.tuples(_YEARS, _YEARS).map(lambda both: Date(f"{min(both)}/{max(both)}")),
)
"""Any date of any precision."""

finite = st.floats(allow_nan=False, allow_infinity=False)
"""Any number."""

_LEAVES = st.none() | st.booleans() | st.integers() | finite | raw_texts
_NAMES = st.sampled_from(ODD_IDS) | _RAW
_JSON: st.SearchStrategy[Any] = st.recursive(
    _LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)
attributes = st.dictionaries(_NAMES, _JSON, max_size=3)
"""Any mapping of plain values."""


def perhaps(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A value or None."""
    return st.none() | strategy


def few(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    """Up to so many different values, in a tuple."""
    return st.lists(strategy, max_size=most).map(lambda found: tuple(dict.fromkeys(found)))
