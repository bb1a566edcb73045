"""From the material's words to ids and dates; where they say more than these can hold, the words stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from dissensus.domain.dates import Date

WORDED = {
    "all": (),
    "both": ("NATO", "RUS"),
    "unknown": (),
    "RUS (attributed)": ("RUS",),
    "RUS (attributed by GBR and USA)": ("RUS",),
    "RUS (denied)": ("RUS",),
    "RUS (alleged)": ("RUS",),
    "RUS (GRU)": ("RUS",),
    "RUS (GRU, charged)": ("RUS",),
    "RUS (as successor of the USSR)": ("RUS",),
    "RUS-linked fighters": (),
    "ESP (NATO)": ("ESP",),
    "NATO (ESP)": ("NATO",),
    "NATO states": ("NATO",),
    "NATO members": ("NATO",),
    "POL and allies": ("POL",),
    "SAS airliner": (),
    "SAS airliner (DNK/SWE airspace)": (),
    "UKR and others": ("UKR",),
    "NLD, OPCW": ("NLD",),
    "SYR, RUS": ("RUS",),
    "POL, NOR, TUR as sites": (),
    "others (not USA)": (),
    "other successor states": (),
    "separatist signatories": (),
    "CFE states": (),
    "OSCE": (),
    "OSCE states": (),
    "30 states": (),
    "30 states of the former two blocs": (),
    "34 states": (),
    "35 states, now OSCE": (),
    "54 OSCE states": (),
    "57 OSCE states": (),
}
"""Wordings that hold more, or other, than a list of ids: the ids that they name as such."""

_BETWEEN = re.compile(r", | and ")
_REMARK = re.compile(r"(\S+) \(.+\)")
_YEARS = re.compile(r"(\d{4})-(\d{4})")
_MONTHS = re.compile(r"(\d{4})-(\d{2})/(\d{2})")


def party_ids(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The ids that a wording names, in its order.

    >>> party_ids("USA, NATO", {"NATO", "USA"}), party_ids("RUS (denied)", {"RUS"})
    (('USA', 'NATO'), ('RUS',))
    """
    parts = tuple(_BETWEEN.split(text))
    if set(parts) <= set(known):
        return parts
    if text not in WORDED:
        raise ValueError(f"{text!r} names nobody known: add what it names to WORDED")
    return WORDED[text]


def is_plain(text: str, known: Iterable[str]) -> bool:
    """Whether the wording is nothing but ids, so that nothing is lost by keeping the ids alone."""
    return set(_BETWEEN.split(text)) <= set(known)


def date(text: str | None) -> Date | None:
    """The date that a wording gives, None where it gives none that can be stated as a date.

    >>> [str(date(text)) for text in ("2018-06/07", "2016-2019", "2017-03 (resumed)", "various")]
    ['2018-06/2018-07', '2016/2019', '2017-03', 'None']
    """
    if text is None:
        return None
    text = _YEARS.sub(r"\1/\2", text) if _YEARS.fullmatch(text) else text
    text = _MONTHS.sub(r"\1-\2/\1-\3", text) if _MONTHS.fullmatch(text) else text
    remarked = _REMARK.fullmatch(text)
    try:
        return Date(remarked[1] if remarked else text)
    except ValueError:
        return None


def more_than_ids(words: Mapping[str, str], known: Iterable[str]) -> dict[str, str]:
    """The wordings, by field, that a list of ids cannot hold.

    >>> more_than_ids({"acting": "RUS (denied)", "affected": "TUR"}, {"RUS", "TUR"})
    {'acting': 'RUS (denied)'}
    """
    return {field: text for field, text in words.items() if not is_plain(text, known)}


def more_than_dates(words: Mapping[str, str | None]) -> dict[str, str]:
    """The wordings, by field, that a date cannot hold.

    >>> more_than_dates({"signed": "2017-03 (resumed)", "in_force": "2017-03"})
    {'signed': '2017-03 (resumed)'}
    """
    return {field: text for field, text in words.items() if text and not _is_date(text)}


def _is_date(text: str) -> bool:
    return date(text) is not None and not _REMARK.fullmatch(text)
