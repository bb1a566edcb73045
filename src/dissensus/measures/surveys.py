"""Surveys: how far two publics differ on the same question, and, apart from that, how each sees the other.

No survey here asked what share of the other side would answer how, so nothing in this module is a
prediction, and none of it yields accuracy or surprise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

import attrs
from scipy.special import ndtri

from dissensus.domain.errors import MeasureError
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.texts import Text
from dissensus.measures.intervals import LEVEL, tails

PARALLEL, OWN_VIEW = "parallel", "own_view"

_ROUNDED = 0.005
"""A published per cent is rounded to a whole one: its share is known to within this."""

_FLOATS = 1e-9


def wilson(share: float, n: int, *, level: float = LEVEL) -> tuple[float, float]:
    """The score interval of a share.

    Parameters
    ----------
    share : of those asked, 0 to 1.
    n : those asked, 1 or more.
    level : probability that the interval holds.

    Returns
    -------
    lower and upper end, from 0 to 1.

    Raises
    ------
    MeasureError : the share is none, nobody was asked, or the level is none.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(0.0, 10, level=0.95)]
    [0.0, 0.2775]

    The interval: [Wilson1927]_.
    """
    if not 0.0 <= share <= 1.0:
        raise MeasureError(f"a share lies from 0 to 1, not at {share}; divide per cents by 100")
    if n < 1:
        raise MeasureError(f"{n} were asked; a share has an interval from 1 on")
    z = float(ndtri(tails(level)[1]))
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1.0 - share) / n + z * z / (4 * n * n))
    scale = 1.0 + z * z / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def difference_interval(
    shares: tuple[float, float], n: tuple[int, int], *, level: float = LEVEL
) -> tuple[float, float]:
    """The interval of the difference of two independent shares, made from the score interval of each.

    It is as of two simple random samples; weighting and clustering, which are not published, would widen it.

    Parameters
    ----------
    shares : of either public, 0 to 1.
    n : those asked of either, 1 or more.
    level : probability that the interval holds.

    Returns
    -------
    lower and upper end of the first share less the second, from -1 to 1.

    Raises
    ------
    MeasureError : as of `wilson`.

    Examples
    --------
    >>> [round(end, 4) for end in difference_interval((56 / 70, 48 / 80), (70, 80), level=0.95)]
    [0.0524, 0.3339]

    The tenth of the methods compared in [Newcombe1998]_.
    """
    (first, second), difference = shares, shares[0] - shares[1]
    (low, high), (other_low, other_high) = (
        wilson(share, asked, level=level) for share, asked in zip(shares, n, strict=True)
    )
    return (
        max(-1.0, difference - math.hypot(first - low, other_high - second)),
        min(1.0, difference + math.hypot(high - first, second - other_low)),
    )


@attrs.frozen(kw_only=True)
class OptionDifference:
    """How far two publics differ in giving one answer.

    `difference` is the first public's share less the second's, -1 to 1; `interval` None, with the `reason`,
    where it is not published how many were asked.
    """

    option: str
    shares: tuple[float, float]
    difference: float
    interval: tuple[float, float] | None = None
    reason: str | None = None


@attrs.frozen(kw_only=True)
class SurveyDifference:
    """How far two publics differ on one question that both were asked.

    `n` are those asked of each, None where not published. `variation` is the total variation distance of
    their answers, 0 (answers alike) to 1 (no answer in common), None with the `reason` where it is not
    defined. `at_least` says that answers are missing, or were offered to one of the two alone: all of these
    count as one answer, and the distance may be larger.
    """

    poll: str
    populations: tuple[Text, Text]
    n: tuple[int | None, int | None]
    options: tuple[OptionDifference, ...]
    variation: float | None
    at_least: bool = False
    reason: str | None = None


def actual_differences(poll: Poll, *, level: float = LEVEL) -> tuple[SurveyDifference, ...]:
    """How far publics differ on a question that all of them were asked: the actual difference, from a survey.

    Parameters
    ----------
    poll : of the kind parallel.
    level : probability that the intervals hold.

    Returns
    -------
    one SurveyDifference for every pair of populations with shares, in the order of the poll; options in the
    order of the first, those that only one of the two was offered left out.

    Raises
    ------
    MeasureError : the poll is of another kind.

    Examples
    --------
    >>> poll = Poll(
    ...     id="PL-04",
    ...     question=Text.of({"en": "A partner or a rival?"}),
    ...     kind="parallel",
    ...     results=(
    ...         PollResult(population=Text.of({"en": "US"}), n=999, percent=(("partner", 78), ("rival", 18))),
    ...         PollResult(population=Text.of({"en": "Russia"}), percent=(("partner", 37), ("rival", 50))),
    ...     ),
    ... )
    >>> found = actual_differences(poll)[0]
    >>> [(each.option, round(each.difference, 2)) for each in found.options]
    [('partner', 0.41), ('rival', -0.32)]
    >>> round(found.variation, 2), found.at_least, found.options[0].reason
    (0.41, True, 'it is not published how many were asked')

    The distance, as the index of dissimilarity: [DuncanDuncan1955]_.
    """
    if poll.kind != PARALLEL:
        raise MeasureError(
            f"the poll {poll.id!r} is of the kind {poll.kind}, and only parallel questions were put to both; "
            "list it among the views of the other"
        )
    told = [result for result in poll.results if result.percent]
    return tuple(_difference(poll.id, *pair, level=level) for pair in combinations(told, 2))


def _difference(poll: str, first: PollResult, second: PollResult, *, level: float) -> SurveyDifference:
    one, other = _shares(first), _shares(second)
    both = [option for option in one if option in other]
    variation, at_least, reason = _variation(one, other)
    n = (first.n, second.n)
    return SurveyDifference(
        poll=poll,
        populations=(first.population, second.population),
        n=n,
        options=tuple(_option(option, (one[option], other[option]), n, level=level) for option in both),
        variation=variation,
        at_least=at_least,
        reason=reason,
    )


def _shares(result: PollResult) -> dict[str, float]:
    return {option: percent / 100.0 for option, percent in result.percent}


def _option(
    option: str, shares: tuple[float, float], n: tuple[int | None, int | None], *, level: float
) -> OptionDifference:
    interval = (
        None if n[0] is None or n[1] is None else difference_interval(shares, (n[0], n[1]), level=level)
    )
    return OptionDifference(
        option=option,
        shares=shares,
        difference=shares[0] - shares[1],
        interval=interval,
        reason="it is not published how many were asked" if interval is None else None,
    )


def _variation(one: dict[str, float], other: dict[str, float]) -> tuple[float | None, bool, str | None]:
    """The total variation distance, whether it is a least one, and why there is none."""
    both = [option for option in one if option in other]
    rounding = _ROUNDED * len(both) + _FLOATS
    if not both:
        return None, False, "the two were offered no answer in common"
    rests = []
    for shares in (one, other):
        if sum(shares.values()) > 1.0 + _ROUNDED * len(shares) + _FLOATS:
            return None, False, "several answers could be given, so they do not add up to all"
        rests.append(max(0.0, 1.0 - sum(shares[option] for option in both)))
    apart = sum(abs(one[option] - other[option]) for option in both)
    if max(rests) <= rounding:
        return min(1.0, apart / 2.0), False, None
    return min(1.0, (apart + abs(rests[0] - rests[1])) / 2.0), True, None


@attrs.frozen(kw_only=True)
class View:
    """What one public said of the other side, in one answer to one question: no prediction, and no pair.

    `interval` is None where it is not published how many were asked.
    """

    poll: str
    kind: str
    population: Text
    option: str
    share: float
    n: int | None
    interval: tuple[float, float] | None


def views_of_the_other(polls: Iterable[Poll], *, level: float = LEVEL) -> tuple[View, ...]:
    """What publics say of the other side: its threat, its intent, its fear, its views. A table of its own.

    Two such views do not make an actual difference, since each public was asked about the other; and none is
    a prediction, since nobody was asked how many of the other side would answer how.

    Parameters
    ----------
    polls : of any kind; parallel questions and views of one's own side are passed over.
    level : probability that the intervals hold.

    Returns
    -------
    one View an answer, in the order of the polls.

    Examples
    --------
    >>> result = PollResult(population=Text.of({"en": "US"}), n=1016, percent=(("yes", 39.0),))
    >>> asked = Text.of({"en": "Is Russia a threat?"})
    >>> polls = [
    ...     Poll(id=f"P{n}", question=asked, kind=kind, results=(result,))
    ...     for n, kind in enumerate(("view_of_other", "parallel", "own_view"))
    ... ]
    >>> [(view.poll, view.option, view.share) for view in views_of_the_other(polls)]
    [('P0', 'yes', 0.39)]
    """
    return tuple(
        View(
            poll=poll.id,
            kind=poll.kind,
            population=result.population,
            option=option,
            share=share,
            n=result.n,
            interval=None if result.n is None else wilson(share, result.n, level=level),
        )
        for poll in polls
        if poll.kind not in (PARALLEL, OWN_VIEW)
        for result in poll.results
        for option, share in _shares(result).items()
    )
