"""Answers of a round, by column: stances, predictions, lines, conduct, readings, options and costs.

A round may hold a million answers, so each table keeps columns and not a million objects; row i of a
table is the i-th entry of each of its columns. Rows stand in the order of the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import attrs

from dissensus.domain.errors import MeasureError

STANCES = {"agree": 1, "unsure": 0, "disagree": -1}
OWN_LINE_KINDS = ("own", "believed", "believed_of_us")
RATINGS = ("acceptable", "tolerable", "unacceptable")
CONDUCT_STATUSES = ("peacetime", "grey", "war")

_T = TypeVar("_T")


def column(values: Sequence[_T]) -> tuple[_T, ...]:
    """The column as a tuple, so that nobody changes it later."""
    return tuple(values)


@attrs.frozen(kw_only=True)
class _Columns:
    """Columns of one length; the first one names the respondent or party."""

    def __attrs_post_init__(self) -> None:
        lengths = {field.name: len(getattr(self, field.name)) for field in attrs.fields(type(self))}
        if len(set(lengths.values())) > 1:
            raise MeasureError(f"columns of one table differ in length: {lengths}; give one entry per row")

    def __len__(self) -> int:
        fields = attrs.fields(type(self))
        return len(getattr(self, fields[0].name))


@attrs.frozen(kw_only=True)
class Stances(_Columns):
    """`stance` is +1 agree, 0 unsure, -1 disagree; `importance` 0 to 3 or None.

    >>> Stances(participant=["p1"], statement=["S1"], stance=[1], importance=[None]).stance
    (1,)
    """

    participant: tuple[str, ...] = attrs.field(converter=column, default=())
    statement: tuple[str, ...] = attrs.field(converter=column, default=())
    stance: tuple[int, ...] = attrs.field(converter=column, default=())
    importance: tuple[int | None, ...] = attrs.field(converter=column, default=())


@attrs.frozen(kw_only=True)
class Predictions(_Columns):
    """`share` in [0, 1]: of those of `about` who take a side, the share expected to agree."""

    participant: tuple[str, ...] = attrs.field(converter=column, default=())
    about: tuple[str, ...] = attrs.field(converter=column, default=())
    statement: tuple[str, ...] = attrs.field(converter=column, default=())
    share: tuple[float, ...] = attrs.field(converter=column, default=())


@attrs.frozen(kw_only=True)
class Lines(_Columns):
    """Elicited lines; rungs from 1, R + 1 = "none of these", None for a missing end.

    `kind` is own, believed (what `participant` thinks of `owner`'s line) or believed_of_us (what
    `participant` thinks that `other` believes of `owner`'s line, the owner being one's own party).
    """

    participant: tuple[str, ...] = attrs.field(converter=column, default=())
    owner: tuple[str, ...] = attrs.field(converter=column, default=())
    other: tuple[str | None, ...] = attrs.field(converter=column, default=())
    domain: tuple[str, ...] = attrs.field(converter=column, default=())
    lowest: tuple[int | None, ...] = attrs.field(converter=column, default=())
    likeliest: tuple[int, ...] = attrs.field(converter=column, default=())
    highest: tuple[int | None, ...] = attrs.field(converter=column, default=())
    kind: tuple[str, ...] = attrs.field(converter=column, default=())


@attrs.frozen(kw_only=True)
class Conduct(_Columns):
    """Ratings of an activity by either side: acceptable, tolerable or unacceptable, and its status."""

    participant: tuple[str, ...] = attrs.field(converter=column, default=())
    domain: tuple[str, ...] = attrs.field(converter=column, default=())
    rung: tuple[int, ...] = attrs.field(converter=column, default=())
    by: tuple[str, ...] = attrs.field(converter=column, default=())
    rating: tuple[str, ...] = attrs.field(converter=column, default=())
    status: tuple[str | None, ...] = attrs.field(converter=column, default=())


@attrs.frozen(kw_only=True)
class Readings(_Columns):
    """How a participant read a signal: a category and a hostility of 1 to 7, either may be missing."""

    participant: tuple[str, ...] = attrs.field(converter=column, default=())
    signal: tuple[str, ...] = attrs.field(converter=column, default=())
    meaning: tuple[str | None, ...] = attrs.field(converter=column, default=())
    hostility: tuple[int | None, ...] = attrs.field(converter=column, default=())


@attrs.frozen(kw_only=True)
class Options(_Columns):
    """What a participant expects of a response option (internal rounds)."""

    participant: tuple[str, ...] = attrs.field(converter=column, default=())
    option: tuple[str, ...] = attrs.field(converter=column, default=())
    expected_escalation: tuple[float | None, ...] = attrs.field(converter=column, default=())
    benefit: tuple[float | None, ...] = attrs.field(converter=column, default=())
    cost: tuple[float | None, ...] = attrs.field(converter=column, default=())


@attrs.frozen(kw_only=True)
class Costs(_Columns):
    """A party's own benefit and harm at each rung, where it was elicited."""

    party: tuple[str, ...] = attrs.field(converter=column, default=())
    domain: tuple[str, ...] = attrs.field(converter=column, default=())
    rung: tuple[int, ...] = attrs.field(converter=column, default=())
    benefit: tuple[float | None, ...] = attrs.field(converter=column, default=())
    harm: tuple[float | None, ...] = attrs.field(converter=column, default=())
