"""Dates as the record has them: a day, a month, a year, or a span of these."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import attrs

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    found = _PARTIAL.fullmatch(text)
    if not found:
        raise ValueError(text)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day is None:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date(year, month, day), dt.date(year, month, day)


@attrs.frozen(order=True)
class Date:
    """A date of the precision that is known: `2019-04-15`, `2019-04`, `2019`, or a span `2009/2021`.

    >>> Date("2019-02").first, Date("2019-02").last
    (datetime.date(2019, 2, 1), datetime.date(2019, 2, 28))
    >>> Date("2009/2021").last.year
    2021
    >>> Date("15 April 2019")
    Traceback (most recent call last):
    ValueError: '15 April 2019' is not a date: write 2019-04-15, 2019-04, 2019 or a span 2009/2021
    """

    text: str = attrs.field()

    @text.validator
    def _parses(self, _: object, value: str) -> None:
        try:
            first, last = self._span(value)
        except (ValueError, TypeError, AttributeError):
            raise ValueError(
                f"{value!r} is not a date: write 2019-04-15, 2019-04, 2019 or a span 2009/2021"
            ) from None
        if last < first:
            raise ValueError(f"{value!r} is a span that ends before it begins: write the earlier date first")

    @staticmethod
    def _span(text: str) -> tuple[dt.date, dt.date]:
        begin, slash, end = text.partition("/")
        return _bounds(begin)[0], _bounds(end if slash else begin)[1]

    @property
    def first(self) -> dt.date:
        """The first day that the date covers."""
        return self._span(self.text)[0]

    @property
    def last(self) -> dt.date:
        """The last day that the date covers."""
        return self._span(self.text)[1]

    def __str__(self) -> str:
        return self.text
