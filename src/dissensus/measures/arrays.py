"""The labelled, read-only arrays that measures take: votes, predictions and lines of one side.

Everything is checked once, at this door; the measures behind it trust what they get. Axis letters:
P participants, S statements, R rungs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias, TypeVar

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from dissensus.domain.errors import MeasureError

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

_Scalar = TypeVar("_Scalar", bound=np.generic)

NO_IMPORTANCE = -1
"""In an importance array: this respondent gave none."""


def read_only(array: NDArray[_Scalar]) -> NDArray[_Scalar]:
    """A view of `array` that cannot be written through; `array` itself is left as it is.

    >>> read_only(np.array([1, 2])).flags.writeable
    False
    """
    view = array.view()
    view.flags.writeable = False
    return view


def frozen(values: Any) -> Any:
    """The array that `values` make, read-only: what the records of measures hold.

    >>> frozen([1.0, 2.0]).flags.writeable
    False
    """
    return read_only(np.asarray(values))


def whole_numbers(name: str, values: ArrayLike, *, least: int = 0) -> Ints:
    """Whole numbers of any shape, checked: what counts and rungs come in as.

    Raises
    ------
    MeasureError : one is no whole number, or under `least`.

    >>> whole_numbers("votes", [[1, 0]])
    array([[1, 0]])
    >>> whole_numbers("rungs", [1, 0], least=1)
    Traceback (most recent call last):
    dissensus.domain.errors.MeasureError: rungs hold 0, but they are whole numbers from 1
    """
    given = np.asarray(values)
    if given.size and given.dtype.kind not in "biu":
        raise MeasureError(f"{name} are whole numbers from {least}; something else is given")
    if given.size and given.min() < least:
        raise MeasureError(f"{name} hold {given.min()}, but they are whole numbers from {least}")
    return given.astype(np.int64)


def _labels(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(values)


def _int8(values: Any) -> NDArray[np.int8]:
    return read_only(np.asarray(values, dtype=np.int8))


def _optional_int8(values: Any) -> NDArray[np.int8] | None:
    return None if values is None else _int8(values)


def _bools(values: Any) -> Bools:
    return read_only(np.asarray(values, dtype=np.bool_))


def _floats(values: Any) -> Floats:
    return read_only(np.asarray(values, dtype=np.float64))


def _ints(values: Any) -> Ints:
    return read_only(np.asarray(values, dtype=np.int64))


def _need(condition: bool | np.bool_, message: str) -> None:  # noqa: FBT001
    if not condition:
        raise MeasureError(message)


def _need_shape(name: str, array: NDArray[Any], shape: tuple[int, ...]) -> None:
    _need(array.shape == shape, f"{name} has shape {array.shape}, but the labels make {shape}")


def _need_unique(name: str, labels: tuple[str, ...]) -> None:
    _need(len(set(labels)) == len(labels), f"{name} holds a label twice; give each its own")


@attrs.frozen(kw_only=True, eq=False)
class VoteMatrix:
    """The stances of one side.

    Parameters
    ----------
    stance : int8 (P, S), +1 agree, 0 unsure, -1 disagree; 0 where nothing was seen.
    seen : bool (P, S), whether there is an answer; an unsure answer is one.
    participants, statements : labels of the two axes, each unique.
    importance : int8 (P, S), 0 to 3, or -1 where none was given; None if it was not asked.

    Raises
    ------
    MeasureError : a shape, label or value does not fit.

    Examples
    --------
    >>> votes = VoteMatrix(
    ...     stance=[[1, 0]], seen=[[True, False]], participants=["p1"], statements=["S1", "S2"]
    ... )
    >>> votes.stance.shape
    (1, 2)
    """

    stance: NDArray[np.int8] = attrs.field(converter=_int8)
    seen: Bools = attrs.field(converter=_bools)
    participants: tuple[str, ...] = attrs.field(converter=_labels)
    statements: tuple[str, ...] = attrs.field(converter=_labels)
    importance: NDArray[np.int8] | None = attrs.field(default=None, converter=_optional_int8)

    def __attrs_post_init__(self) -> None:
        shape = (len(self.participants), len(self.statements))
        _need_unique("participants", self.participants)
        _need_unique("statements", self.statements)
        _need_shape("stance", self.stance, shape)
        _need_shape("seen", self.seen, shape)
        if self.stance.size:
            low, high = self.stance.min(), self.stance.max()
            _need(low >= -1 and high <= 1, "a stance is +1, 0 or -1; something else is given")
        _need(not np.any(self.stance[~self.seen]), "a stance is given where nothing was seen; set it to 0")
        if self.importance is not None:
            _need_shape("importance", self.importance, shape)
            if self.importance.size:
                low, high = self.importance.min(), self.importance.max()
                _need(low >= NO_IMPORTANCE and high <= 3, "importance is 0 to 3, or -1 for none")


@attrs.frozen(kw_only=True, eq=False)
class PredictionMatrix:
    """What one side expects of another: shares in [0, 1].

    Parameters
    ----------
    share : float64 (P, S), of those of the other side who take a side, the share expected to agree;
        0 where nothing was seen.
    seen : bool (P, S), whether there is a prediction.
    participants, statements : labels of the two axes, each unique.

    Raises
    ------
    MeasureError : a shape, label or value does not fit.

    Examples
    --------
    >>> PredictionMatrix(share=[[0.25]], seen=[[True]], participants=["p1"], statements=["S1"]).share
    array([[0.25]])
    """

    share: Floats = attrs.field(converter=_floats)
    seen: Bools = attrs.field(converter=_bools)
    participants: tuple[str, ...] = attrs.field(converter=_labels)
    statements: tuple[str, ...] = attrs.field(converter=_labels)

    def __attrs_post_init__(self) -> None:
        shape = (len(self.participants), len(self.statements))
        _need_unique("participants", self.participants)
        _need_unique("statements", self.statements)
        _need_shape("share", self.share, shape)
        _need_shape("seen", self.seen, shape)
        if self.share.size:
            low, high = self.share.min(), self.share.max()
            _need(low >= 0.0 and high <= 1.0, "a predicted share lies from 0 to 1; something else is given")


@attrs.frozen(kw_only=True, eq=False)
class LineMatrix:
    """Lines of one kind on one ladder: each respondent's lowest, likeliest and highest rung.

    Parameters
    ----------
    bounds : int64 (P, 3), lowest <= likeliest <= highest, each from 1 to R + 1 ("none of these").
    rungs : R, the number of rungs of the ladder, at least 1.
    participants : labels of the first axis, each unique.

    Raises
    ------
    MeasureError : a shape, label or value does not fit.

    Examples
    --------
    >>> LineMatrix(bounds=[[2, 3, 5]], rungs=4, participants=["p1"]).bounds
    array([[2, 3, 5]])
    """

    bounds: Ints = attrs.field(converter=_ints)
    rungs: int
    participants: tuple[str, ...] = attrs.field(converter=_labels)

    def __attrs_post_init__(self) -> None:
        _need(self.rungs >= 1, "a ladder has at least one rung")
        _need_unique("participants", self.participants)
        _need_shape("bounds", self.bounds, (len(self.participants), 3))
        if self.bounds.size:
            ordered = np.all(np.diff(self.bounds, axis=1) >= 0)
            _need(ordered, "a line needs lowest <= likeliest <= highest")
            inside = self.bounds.min() >= 1 and self.bounds.max() <= self.rungs + 1
            _need(inside, f"a line lies from rung 1 to {self.rungs + 1} (none of these)")
