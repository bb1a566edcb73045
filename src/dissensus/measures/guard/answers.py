"""From counts to what may be shown of answers and expectations: labels, bands and rounded shares.

Everything is decided in integers, so that a share at the edge of a band falls on the same side everywhere.
Unsure and unanswered are never told apart, and where nobody takes a side there is a middle, never a gap: a
gap would make every colleague's answer certain.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from dissensus.domain.errors import MeasureError
from dissensus.measures import states
from dissensus.measures.arrays import Floats, Ints, PredictionMatrix, VoteMatrix, read_only
from dissensus.measures.counts import SHARE_UNIT, Expectation, Tally
from dissensus.measures.guard.admission import Row
from dissensus.measures.guard.constants import Constants
from dissensus.measures.states import Codes

MOST_AGREE, MOST_DISAGREE, NO_COMMON_ANSWER = "most agree", "most disagree", "no common answer"
EXPECTS_AGREEMENT, EXPECTS_DISAGREEMENT = "expects agreement", "expects disagreement"
NO_COMMON_EXPECTATION = "no common expectation"
BANDS = ("[0,20)", "[20,40)", "[40,60]", "(60,80]", "(80,100]")
IMPORTANCE = ("under 1", "1 to 2", "over 2")

MOST_OF_ROLL = "more than half of the roll"
IN_BANDS = "the share of those who take a side, in five bands"
MEAN_IN_BANDS = "the mean share, in five bands"
ROUNDED = "to the nearest {step} %; {outer} % and less, and {over} % and more, are shown as one"
IN_CLASSES = "the mean, 0 to 3, in three classes"

_ANSWERS = {1: MOST_AGREE, -1: MOST_DISAGREE, 0: NO_COMMON_ANSWER}
_EXPECTATIONS = {1: EXPECTS_AGREEMENT, -1: EXPECTS_DISAGREEMENT, 0: NO_COMMON_EXPECTATION}
_MIDDLE = 2
_LARGEST = 2**62
_TIE = 1e-9


def _frozen(values: Any) -> Any:
    return read_only(np.asarray(values))


@attrs.frozen(kw_only=True, eq=False)
class Shown:
    """What may be shown of one quantity of one side, statement by statement.

    `direction`: int8 (S,), 1 agree, -1 disagree, 0 neither, as the shown says and nothing finer. `labels`:
    the word that stands in place of a number, None where there is a number. `share`: (S,), the number, or
    what stands for an outer one in figures computed from it; NaN for labels and bands. `rule`: when a label
    or number is given.
    """

    direction: Codes = attrs.field(converter=_frozen)
    labels: tuple[str | None, ...]
    share: Floats = attrs.field(converter=_frozen)
    rule: str


def majority(one: ArrayLike, other: ArrayLike, *, roll: ArrayLike) -> Codes:
    """Which of two answers more than half of the roll gave.

    Parameters
    ----------
    one, other : integers of one shape, how many gave either; who gave neither counts for none.
    roll : those asked.

    Returns
    -------
    int8 of that shape: 1 for the one, -1 for the other, 0 for none.

    Examples
    --------
    >>> majority([3, 3, 2, 0], [2, 0, 2, 4], roll=[5, 6, 5, 7])
    array([ 1,  0,  0, -1], dtype=int8)
    """
    asked = np.asarray(roll, dtype=np.int64)
    over = 2 * np.asarray(one, dtype=np.int64) > asked
    under = 2 * np.asarray(other, dtype=np.int64) > asked
    return np.subtract(over, under, dtype=np.int8)


def bands(part: ArrayLike, whole: ArrayLike) -> Codes:
    """The band that a share falls in, of `BANDS`.

    Parameters
    ----------
    part, whole : integers of one shape, 0 <= part <= whole.

    Returns
    -------
    int8 of that shape, places in `BANDS`; the middle where the whole is 0.

    Examples
    --------
    The edges of 20 and 80 % belong to the bands nearer the middle, those of 40 and 60 % to the middle:

    >>> [BANDS[place] for place in bands([0, 1, 2, 3, 4, 5, 0], [5, 5, 5, 5, 5, 5, 0])]
    ['[0,20)', '[20,40)', '[40,60]', '[40,60]', '(60,80]', '(80,100]', '[40,60]']
    """
    top, bottom = _exact(part, whole)
    five = 5 * top
    place = (
        (five >= bottom).astype(np.int8)
        + (five >= 2 * bottom).astype(np.int8)
        + (five > 3 * bottom).astype(np.int8)
        + (five > 4 * bottom).astype(np.int8)
    )
    return np.where(bottom == 0, np.int8(_MIDDLE), place).astype(np.int8)


def steps(part: ArrayLike, whole: ArrayLike, constants: Constants) -> Ints:
    """A share to the nearest step, in per cent; outer ones as the outermost that are told apart.

    Halves go towards 50, so that a share and its complement are rounded alike.

    Parameters
    ----------
    part, whole : integers of one shape, 0 <= part <= whole.
    constants : the step, and what is outer.

    Returns
    -------
    int64 of that shape, per cent, from `outer` to 100 - `outer`; 50 where the whole is 0.

    Examples
    --------
    >>> steps([0, 1, 5, 30, 19, 21, 0], [30, 8, 40, 30, 40, 40, 0], Constants())
    array([10, 15, 15, 90, 50, 50, 50])
    """
    top, bottom = _exact(part, whole)
    upper = 2 * top > bottom
    smaller = np.where(upper, bottom - top, top)
    parts = 100 // constants.step
    nearest = (2 * parts * smaller + bottom) // np.where(bottom == 0, 1, 2 * bottom)
    percent = np.asarray(nearest, dtype=np.int64) * constants.step
    percent = np.where(upper, 100 - percent, percent)
    percent = np.clip(percent, constants.outer, 100 - constants.outer)
    return np.where(bottom == 0, 50, percent).astype(np.int64)


def share_steps(share: ArrayLike, constants: Constants) -> Ints:
    """A share that is no quotient of whole numbers, to the nearest step, in per cent, as `steps` does.

    Within 1e-9 of a half it counts as one, for the rounding of floats; NaN (nobody gave one) is 50.

    >>> share_steps([0.02, 0.125, 0.475, 0.31, float("nan")], Constants())
    array([10, 15, 50, 30, 50])
    """
    values = np.asarray(share, dtype=np.float64)
    upper = values > 0.5
    smaller = np.where(np.isnan(values), 0.5, np.where(upper, 1.0 - values, values))
    percent = np.floor(smaller * 100 / constants.step + 0.5 + _TIE).astype(np.int64) * constants.step
    percent = np.where(upper, 100 - percent, percent)
    return np.clip(percent, constants.outer, 100 - constants.outer)


def importance(total: ArrayLike, n: ArrayLike) -> Codes:
    """The class of a mean importance, of `IMPORTANCE`; the middle one where nobody gave any.

    Parameters
    ----------
    total, n : integers of one shape: the sum of the importances given (0 to 3 each), and how many.

    Returns
    -------
    int8 of that shape, places in `IMPORTANCE`.

    Examples
    --------
    >>> importance([11, 12, 24, 25, 0], [12, 12, 12, 12, 0])
    array([0, 1, 1, 2, 1], dtype=int8)
    """
    top, bottom = _exact(total, n)
    place = (top >= bottom).astype(np.int8) + (top > 2 * bottom).astype(np.int8)
    return np.where(bottom == 0, np.int8(1), place).astype(np.int8)


def most(counts: Sequence[ArrayLike], *, roll: ArrayLike) -> Codes:
    """The class that more than half of the roll hold, of readings, ratings or places.

    Parameters
    ----------
    counts : of each class, integers of one shape.
    roll : those asked.

    Returns
    -------
    int8 of that shape, the place of the class; -1 where none is held by more than half.

    Examples
    --------
    >>> most([[3, 2], [2, 2], [0, 1]], roll=5)
    array([ 0, -1], dtype=int8)
    """
    held = 2 * np.stack([np.asarray(each, dtype=np.int64) for each in counts]) > np.asarray(roll)
    return np.where(held.any(axis=0), held.argmax(axis=0), -1).astype(np.int8)


def answers(counts: Tally, *, roll: int, row: Row, constants: Constants) -> Shown:
    """What may be shown of a side's answers.

    Parameters
    ----------
    counts : of those who agree and disagree; the unsure and the silent change nothing in labels.
    roll : those asked.
    row : labels, bands or figures.
    constants : the step of figures.

    Returns
    -------
    Shown. With bands a side leans by the band, folded at the middle one; with figures by the rounded share.

    Raises
    ------
    MeasureError : more answered than were asked, or the row shows nothing or guards nothing.

    Examples
    --------
    >>> counts = Tally(agree=[5, 4], unsure=[0, 4], disagree=[3, 0], statements=["S1", "S2"], participants=8)
    >>> answers(counts, roll=8, row=Row.LABELS, constants=Constants()).labels
    ('most agree', 'no common answer')
    >>> answers(counts, roll=12, row=Row.BANDS, constants=Constants()).labels
    ('(60,80]', '(80,100]')
    """
    _need(counts.n, roll, row)
    if row is Row.LABELS:
        codes = majority(counts.agree, counts.disagree, roll=roll)
        return _labelled(codes, _ANSWERS, MOST_OF_ROLL)
    if row is Row.BANDS:
        return _banded(bands(counts.agree, counts.takers), IN_BANDS)
    percent = steps(counts.agree, counts.takers, constants)
    return _rounded(percent, states.share_leaning(percent, 100 - percent), constants)


def expectations(
    given: Expectation, sides: tuple[Ints, Ints], *, roll: int, row: Row, constants: Constants
) -> Shown:
    """What may be shown of what a side expects of the other.

    Parameters
    ----------
    given : the sum of the shares predicted.
    sides : (S,) each, how many gave a share over 1/2, and under it: `sides_of`.
    roll, row, constants : as of `answers`.

    Returns
    -------
    Shown; with no prediction the middle band, or 50 %.

    Raises
    ------
    MeasureError : as of `answers`.

    Examples
    --------
    >>> given = Expectation(n=[8], units=[7 * 10**12], statements=["S1"], participants=8)
    >>> expectations(given, ([5], [1]), roll=8, row=Row.LABELS, constants=Constants()).labels
    ('expects agreement',)
    """
    _need(given.n, roll, row)
    if row is Row.LABELS:
        return _labelled(majority(*sides, roll=roll), _EXPECTATIONS, MOST_OF_ROLL)
    whole = given.n.astype(object) * SHARE_UNIT
    if row is Row.BANDS:
        return _banded(bands(given.units, whole), MEAN_IN_BANDS)
    percent = steps(given.units, whole, constants)
    return _rounded(percent, np.sign(percent - 50).astype(np.int8), constants)


def weights(votes: VoteMatrix) -> tuple[str, ...]:
    """The class of a side's mean importance on each statement.

    >>> votes = VoteMatrix(
    ...     stance=[[1], [0]], seen=[[True], [True]], participants=["p1", "p2"], statements=["S1"],
    ...     importance=[[3], [-1]],
    ... )
    >>> weights(votes)
    ('over 2',)
    """
    given = np.full(votes.stance.shape, -1) if votes.importance is None else votes.importance
    total = np.where(given >= 0, given, 0).sum(axis=0, dtype=np.int64)
    return tuple(IMPORTANCE[place] for place in importance(total, np.count_nonzero(given >= 0, axis=0)))


def sides_of(predictions: PredictionMatrix) -> tuple[Ints, Ints]:
    """How many gave a share over 1/2, and how many under it, (S,) each; exactly 1/2 counts for neither.

    >>> predictions = PredictionMatrix(
    ...     share=[[0.5], [0.51], [0.0]], seen=[[True], [True], [False]], participants=["a", "b", "c"],
    ...     statements=["S1"],
    ... )
    >>> sides_of(predictions)
    (array([1]), array([0]))
    """
    over = np.count_nonzero(predictions.seen & (predictions.share > 0.5), axis=0)
    under = np.count_nonzero(predictions.seen & (predictions.share < 0.5), axis=0)
    return over.astype(np.int64), under.astype(np.int64)


def verdict(share: float | None, direction: int) -> str | None:
    """What a person is told privately about one statement: whether the other side answers as they expected.

    Parameters
    ----------
    share : the share that the person predicted, 0 to 1; None without one.
    direction : of what is shown of the other side: 1 agree, -1 disagree, 0 neither.

    Returns
    -------
    "as you expected", "other than you expected", or None: at exactly 1/2, without a share, and where the
    other side shows no direction.

    Examples
    --------
    >>> verdict(0.7, 1), verdict(0.7, -1)
    ('as you expected', 'other than you expected')
    >>> verdict(0.5, 1), verdict(None, 1), verdict(0.7, 0)
    (None, None, None)
    """
    if share is None or share == 0.5 or direction == 0:
        return None
    return "as you expected" if (share > 0.5) == (direction > 0) else "other than you expected"


def _exact(part: ArrayLike, whole: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    """Both as integers that can be multiplied by 200 without overflow."""
    top, bottom = np.asarray(part), np.asarray(whole)
    fits = bottom.dtype != object and (not bottom.size or int(bottom.max()) < _LARGEST // 200)
    kind: type[Any] = np.int64 if fits else object
    return top.astype(kind), bottom.astype(kind)


def _need(n: Ints, roll: int, row: Row) -> None:
    if n.size and n.max() > roll:
        raise MeasureError(f"{n.max()} answered, but only {roll} were asked; correct the roll")
    if row not in (Row.LABELS, Row.BANDS, Row.FIGURES):
        raise MeasureError(f"the row {row.name} has no labels, bands or rounded figures; ask admission first")


def _labelled(codes: Codes, words: dict[int, str], rule: str) -> Shown:
    labels = tuple(words[int(code)] for code in codes)
    return Shown(direction=codes, labels=labels, share=np.full(codes.shape, np.nan), rule=rule)


def _banded(places: Codes, rule: str) -> Shown:
    labels = tuple(BANDS[place] for place in places)
    direction = np.sign(places - _MIDDLE).astype(np.int8)
    return Shown(direction=direction, labels=labels, share=np.full(places.shape, np.nan), rule=rule)


def _rounded(percent: Ints, direction: Codes, constants: Constants) -> Shown:
    """Outer shares are a label, and stand at the middle of what they cover in figures computed from them."""
    low, high = constants.outer, 100 - constants.outer
    words = {low: f"≤ {low} %", high: f"≥ {high} %"}
    return Shown(
        direction=direction,
        labels=tuple(words.get(int(each)) for each in percent),
        share=stand_in(percent, constants),
        rule=ROUNDED.format(step=constants.step, outer=low, over=high),
    )


def stand_in(percent: Ints, constants: Constants) -> Floats:
    """The share that stands for a rounded one in figures computed from it: an outer one at half its width.

    >>> stand_in(np.array([10, 35, 90]), Constants())
    array([0.05, 0.35, 0.95])
    """
    low, high = constants.outer, 100 - constants.outer
    doubled = np.where(percent == low, low, np.where(percent == high, 100 + high, 2 * percent))
    return np.asarray(doubled / 200)


def extent(share: float, constants: Constants) -> tuple[float, float]:
    """The least and the most that a share may be which is shown so, or stands in for one shown so.

    >>> extent(0.05, Constants()), extent(0.35, Constants())
    ((0.0, 0.125), (0.325, 0.375))
    """
    middle, half, outer = round(200 * share), constants.step, 2 * constants.outer
    if middle < outer:
        return 0.0, (outer + half) / 200
    if middle > 200 - outer:
        return (200 - outer - half) / 200, 1.0
    return (middle - half) / 200, (middle + half) / 200
