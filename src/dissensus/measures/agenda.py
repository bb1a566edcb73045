"""The agenda: what to speak of first, in ranked lists of one kind each and never in one common currency.

A difference is ranked among differences, a line among lines, a signal among signals, a gap among gaps. Each
entry says why it is there. What one party alone may see is in `own_agenda`; a joint agenda has none of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Bools, Floats, Ints, frozen, whole_numbers
from dissensus.measures.clarification import MUTUAL_GAIN

MOST_IMPORTANT = 3
"""The top of the scale of importance: what matters that much counts with its whole surprise."""

STATES = (
    "hidden difference",
    "one-sided",
    "imagined difference",
    "half-imagined",
    "unforeseen",
    "known difference",
)
"""The states that put a statement on an agenda made from shown states, the first first: where both are wrong
about a difference, where one is, where they differ in imagination alone, and last what both know."""

PLACES = ("further", "nearer")
"""Where a line is believed to be that puts it on an agenda: further than it is, where the other may run into
it, before nearer, where the other holds back for nothing."""

MATCHES = ("mismatch", "partial")
"""How a signal was read that puts it on an agenda, the first first."""

_DECIMALS = 9

Label = tuple[str | int, ...]


@attrs.frozen(kw_only=True)
class Entry:
    """One entry of a ranked list.

    `label` says of what: the id of a statement or signal, the domain, actor and owner of a line, the domain
    and rung of a gap. `why` is the word for what put it there; `figure` the number that ranks it, None in a
    list made from labels; `side` the side (0 or 1) whose surprise it is, None where it is of no one side.
    """

    label: Label
    why: str
    figure: float | None = None
    side: int | None = None


@attrs.frozen(kw_only=True, eq=False)
class Weighted:
    """Surprise weighted by importance, per statement, read-only.

    `bits` (S,): the larger of the two sides' weighted surprise, NaN where there is none; `side` int64 (S,):
    whose it is, 0 or 1 (0 where both are equal), -1 where there is none; `reasons`: why there is none.
    """

    bits: Floats = attrs.field(converter=frozen)
    side: Ints = attrs.field(converter=frozen)
    reasons: tuple[str | None, ...]


def weighted_surprise(surprise: ArrayLike, importance: ArrayLike) -> Weighted:
    """How much each statement surprises whoever it matters to: the perceiver's importance times its surprise.

    Parameters
    ----------
    surprise : (2, S), bits by perceiver, 0 or more; NaN where undefined.
    importance : (2, S), the perceiver's mean importance, 0 to 3; NaN where nobody gave one.

    Returns
    -------
    Weighted: mean importance / 3 times surprise, the larger of the two sides. There is none where neither
    side has both, and where all importance given is 0: what matters to nobody has no place in a ranking.

    Raises
    ------
    MeasureError : the shapes differ, a surprise is negative, or an importance is off its scale.

    Examples
    --------
    The first statement matters more to the side that it surprises less, the second to nobody:

    >>> found = weighted_surprise([[2.0, 1.0], [1.0, 1.0]], [[1.0, 0.0], [3.0, 0.0]])
    >>> found.bits, found.side
    (array([ 1., nan]), array([ 1, -1]))
    >>> found.reasons[1]
    'it matters to nobody'
    """
    bits, weight = _pair("surprise", surprise), _pair("importance", importance)
    if bits.shape != weight.shape:
        raise MeasureError(f"surprise has shape {bits.shape}, importance {weight.shape}; give one of each")
    if np.any(bits < 0.0):
        raise MeasureError("a surprise is negative; bits are 0 or more")
    if np.any((weight < 0.0) | (weight > MOST_IMPORTANT)):
        raise MeasureError(f"importance is a mean from 0 to {MOST_IMPORTANT}; something else is given")
    each = weight / MOST_IMPORTANT * bits
    idle = ~np.any(weight > 0.0, axis=0)
    ranked = ~np.all(np.isnan(each), axis=0) & ~idle
    filled = np.where(np.isnan(each), -1.0, each)
    return Weighted(
        bits=np.where(ranked, filled.max(axis=0), np.nan),
        side=np.where(ranked, filled.argmax(axis=0), -1),
        reasons=tuple(map(_reason, ranked, idle & np.any(weight == 0.0, axis=0))),
    )


def _pair(name: str, values: ArrayLike) -> Floats:
    given = np.asarray(values, dtype=np.float64)
    if given.ndim != 2 or len(given) != 2:
        raise MeasureError(f"{name} has shape {given.shape}; give a row of each of the two sides")
    return given


def _reason(ranked: bool, idle: bool) -> str | None:  # noqa: FBT001
    if ranked:
        return None
    return "it matters to nobody" if idle else "no side has both a surprise and an importance"


def differences(statements: Sequence[str], surprise: ArrayLike, importance: ArrayLike) -> tuple[Entry, ...]:
    """Differences by weighted surprise, the largest first; ties by the statement's id.

    Parameters
    ----------
    statements : S ids.
    surprise, importance : (2, S) as of `weighted_surprise`.

    Returns
    -------
    entries of the statements that have a weighted surprise. Figures alike to nine decimals are ties.

    Raises
    ------
    MeasureError : as of `weighted_surprise`, or the ids are another number.

    Examples
    --------
    >>> nan = float("nan")
    >>> for entry in differences(["S1", "S2", "S3"], [[1, 2, nan], [1, 1, nan]], [[3, 1, 3], [1, 3, 3]]):
    ...     print(entry.label, entry.figure, entry.side)
    ('S1',) 1.0 0
    ('S2',) 1.0 1
    """
    found = weighted_surprise(surprise, importance)
    need_as_many("statements", statements, len(found.bits))
    entries = [
        Entry(label=(statement,), why="weighted surprise", figure=float(bits), side=int(side))
        for statement, bits, side in zip(statements, found.bits, found.side, strict=True)
        if side >= 0
    ]
    return by_figure(entries)


def differences_by_state(statements: Sequence[str], states: Sequence[str]) -> tuple[Entry, ...]:
    """Differences by the state that is shown of them, where figures are not; ties by the statement's id.

    Parameters
    ----------
    statements : S ids.
    states : the name of each one's state, of `states.NAMES` or what is shown in its place.

    Returns
    -------
    entries of the statements in one of `STATES`, in its order.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> names = ["known difference", "shared ground", "one-sided", "hidden difference"]
    >>> [entry.label[0] for entry in differences_by_state(["S1", "S2", "S3", "S4"], names)]
    ['S4', 'S3', 'S1']
    """
    need_as_many("states", states, len(statements))
    return by_word([(statement,) for statement in statements], states, STATES)


def lines(labels: Sequence[Label], outcomes: Sequence[str | None], shares: ArrayLike) -> tuple[Entry, ...]:
    """Lines whose owner and actor both gain if they are named, by how surely; ties by the label.

    Parameters
    ----------
    labels : domain, actor and owner of each line.
    outcomes : of `clarification.OUTCOMES`, None where undefined.
    shares : of the grid of costs over which the outcome holds, 0 to 1; NaN where undefined.

    Returns
    -------
    entries of the lines of mutual gain. Where the actor alone gains, the owner alone is told
    (`own_agenda.keep_vague`).

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> pairs = [("air", "A", "B"), ("sea", "A", "B"), ("sea", "B", "A")]
    >>> for entry in lines(pairs, ["mutual gain", "actor only", "mutual gain"], [0.4, 0.9, 0.6]):
    ...     print(entry.label, entry.figure)
    ('sea', 'B', 'A') 0.6
    ('air', 'A', 'B') 0.4
    """
    share = np.asarray(shares, dtype=np.float64)
    need_as_many("outcomes", outcomes, len(labels))
    need_as_many("shares", share, len(labels))
    return by_figure(
        Entry(label=label, why=outcome, figure=float(holds))
        for label, outcome, holds in zip(labels, outcomes, share, strict=True)
        if outcome == MUTUAL_GAIN
    )


def lines_by_place(labels: Sequence[Label], places: Sequence[str | None]) -> tuple[Entry, ...]:
    """Lines by where they are shown to be believed, where gains are not; ties by the label.

    Parameters
    ----------
    labels : domain, believer and owner of each line.
    places : nearer, at or further than the owner's released line, or what is shown in its place.

    Returns
    -------
    entries of the lines believed further or nearer, in the order of `PLACES`.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> pairs = [("air", "A", "B"), ("sea", "A", "B"), ("sea", "B", "A")]
    >>> [entry.label[0] + ": " + entry.why for entry in lines_by_place(pairs, ["nearer", "at", "further"])]
    ['sea: further', 'air: nearer']
    """
    need_as_many("places", places, len(labels))
    return by_word(labels, places, PLACES)


def signals(ids: Sequence[str], misread: ArrayLike) -> tuple[Entry, ...]:
    """Signals by the share of readings that took them for something else; ties by the id.

    Parameters
    ----------
    ids : of the signals.
    misread : the misread rate of each, 0 to 1; NaN where undefined.

    Returns
    -------
    entries of the signals that anybody misread.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> [entry.label[0] for entry in signals(["drill", "visit", "speech"], [0.2, 0.0, 0.7])]
    ['speech', 'drill']
    """
    rate = np.asarray(misread, dtype=np.float64)
    need_as_many("misread rates", rate, len(ids))
    return by_figure(
        Entry(label=(signal,), why="misread", figure=float(each))
        for signal, each in zip(ids, rate, strict=True)
        if each > 0.0
    )


def signals_by_match(ids: Sequence[str], matches: Sequence[str | None]) -> tuple[Entry, ...]:
    """Public signals by how they were read, as coded: mismatches, then partial matches; ties by the id.

    Raises
    ------
    MeasureError : the lengths differ.

    >>> [entry.label[0] for entry in signals_by_match(["a", "b", "c"], ["partial", "match", "mismatch"])]
    ['c', 'a']
    """
    need_as_many("matches", matches, len(ids))
    return by_word([(signal,) for signal in ids], matches, MATCHES)


def gaps(domains: Sequence[str], rungs: ArrayLike, incidents: ArrayLike) -> tuple[Entry, ...]:
    """Rungs that no mechanism in force covers, by the incidents recorded on them; ties by domain and rung.

    Incidents are counted as their sources report them, and rank nothing but gaps.

    Parameters
    ----------
    domains : the domain of each gap.
    rungs : its rung, counted from 1.
    incidents : how many are recorded on it.

    Returns
    -------
    entries of all of them.

    Raises
    ------
    MeasureError : the lengths differ, or a number is no whole number or too small.

    Examples
    --------
    >>> [entry.label for entry in gaps(["air", "air", "sea"], [4, 5, 2], [1, 0, 7])]
    [('sea', 2), ('air', 4), ('air', 5)]
    """
    at, happened = whole_numbers("rungs", rungs, least=1), whole_numbers("incidents", incidents)
    need_as_many("rungs", at, len(domains))
    need_as_many("incidents", happened, len(domains))
    return by_figure(
        Entry(label=(domain, int(rung)), why="no mechanism in force", figure=float(n))
        for domain, rung, n in zip(domains, at, happened, strict=True)
    )


def by_figure(entries: Iterable[Entry], *, least_first: bool = False) -> tuple[Entry, ...]:
    """Entries by their figure, the largest (or the least) first; ties by the label, those without one last.

    >>> entries = [Entry(label=("S2",), why="", figure=0.5), Entry(label=("S1",), why="", figure=0.5)]
    >>> [entry.label[0] for entry in by_figure(entries)]
    ['S1', 'S2']
    """

    def rank(entry: Entry) -> tuple[bool, float, Label]:
        figure = round(entry.figure or 0.0, _DECIMALS)
        return entry.figure is None, figure if least_first else -figure, entry.label

    return tuple(sorted(entries, key=rank))


def by_word(
    labels: Sequence[Label], words: Sequence[str | None], order: tuple[str, ...]
) -> tuple[Entry, ...]:
    """Entries for the labels whose word is one of `order`, in that order; ties by the label.

    >>> [entry.label[0] for entry in by_word([("S1",), ("S2",), ("S3",)], ["b", "a", None], ("a", "b"))]
    ['S2', 'S1']
    """
    entries = [
        Entry(label=label, why=word) for label, word in zip(labels, words, strict=True) if word in order
    ]
    return tuple(sorted(entries, key=lambda entry: (order.index(entry.why), entry.label)))


def need_as_many(name: str, given: Sequence[Any] | Floats | Ints | Bools, expected: int) -> None:
    """Check that there is one of `name` for each of what is ranked.

    Raises
    ------
    MeasureError : there are more or fewer.

    >>> need_as_many("states", ["split"], 1)
    """
    if len(given) != expected:
        raise MeasureError(f"{len(given)} {name} are given for {expected}; give one each")
