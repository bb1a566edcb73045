"""The constants of the guard: in one place, shown to participants, locked when a dialogue opens."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dissensus.domain.errors import MeasureError

VERSION = 1
"""Of the rules that these constants go with: labels by the majority of the roll, five bands."""


@attrs.frozen(kw_only=True)
class Constants:
    """The thresholds of the guard. A dialogue may set them stricter than these defaults, never laxer.

    Parameters
    ----------
    version : of the rules; this package knows version 1.
    labels_from : persons on a side's roll from which one label a statement is shown, 5 or more.
    bands_from : persons from which bands are shown, 12 or more and no fewer than `labels_from`.
    figures_from : persons from which rounded figures are shown, 30 or more and no fewer than `bands_from`.
    joiners : the fewest who may join a side together, 3 or more.
    step : figures are rounded to the nearest multiple of this, in per cent: 5, 10 or 25.
    outer : figures at or under this, and at or over 100 less this, are shown as one, in per cent: a multiple
        of `step`, 10 or more, under 50.

    Raises
    ------
    MeasureError : a constant is laxer than its default, or they do not fit together.

    Examples
    --------
    >>> Constants(labels_from=7).labels_from
    7
    >>> Constants(labels_from=4)
    Traceback (most recent call last):
    dissensus.domain.errors.MeasureError: the guard's labels_from is 4; use 5 or more
    """

    version: int = VERSION
    labels_from: int = 5
    bands_from: int = 12
    figures_from: int = 30
    joiners: int = 3
    step: int = 5
    outer: int = 10

    def __attrs_post_init__(self) -> None:
        for field in attrs.fields(Constants):
            _need_whole(field.name, getattr(self, field.name))
        if self.version != VERSION:
            raise MeasureError(f"the guard's version is {self.version}; this package knows version {VERSION}")
        _need_least("labels_from", self.labels_from, 5)
        _need_least("bands_from", self.bands_from, max(12, self.labels_from))
        _need_least("figures_from", self.figures_from, max(30, self.bands_from))
        _need_least("joiners", self.joiners, 3)
        if self.step not in (5, 10, 25):
            raise MeasureError(f"the guard's step is {self.step}; use 5, 10 or 25 per cent")
        if not 10 <= self.outer < 50 or self.outer % self.step:
            raise MeasureError(
                f"the guard's outer is {self.outer}; use a multiple of its step ({self.step}) from 10 to 49"
            )

    def as_mapping(self) -> dict[str, int]:
        """The constants by name, as a round's file carries them.

        >>> Constants().as_mapping()["figures_from"]
        30
        """
        return attrs.asdict(self)


def from_mapping(given: Mapping[str, object] | None) -> Constants:
    """The constants that a round carries; the defaults for what it does not name.

    Raises
    ------
    MeasureError : a name is unknown, or a value is no whole number or laxer than its default.

    Examples
    --------
    >>> from_mapping({"joiners": 4}).joiners, from_mapping(None) == Constants()
    (4, True)
    >>> from_mapping({"fewest": 3})
    Traceback (most recent call last):
    dissensus.domain.errors.MeasureError: the guard has no constant 'fewest'; it has version, labels_from,
    bands_from, figures_from, joiners, step, outer
    """
    known = [field.name for field in attrs.fields(Constants)]
    values: dict[str, int] = {}
    for name, value in (given or {}).items():
        if name not in known:
            raise MeasureError(f"the guard has no constant {name!r}; it has {', '.join(known)}")
        values[name] = _need_whole(name, value)
    return Constants(**values)


def _need_whole(name: str, value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise MeasureError(f"the guard's {name} is {value!r}; give a whole number")
    return value


def _need_least(name: str, value: int, least: int) -> None:
    if value < least:
        raise MeasureError(f"the guard's {name} is {value}; use {least} or more")
