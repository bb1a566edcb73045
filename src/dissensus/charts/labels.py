"""Where the labels of a chart go: placed one after the other, each where it collides with nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Literal

import attrs
import numpy as np
from numpy.typing import NDArray

_NARROW = frozenset("fijltrI.,:;'’|!()[]- ")
_WIDE = frozenset("mwMWЖЮШЩжюшщ@%—…")
_REACHES = (9.0, 16.0, 26.0, 40.0, 58.0, 80.0)
_TURNS = 16
_LINE_HEIGHT = 1.25
_ADJACENT = 17.0
_CROSSING_COSTS = 14.0
_OVER_MARKS_COSTS = 60.0
_CLEAR = 4


@attrs.frozen
class Box:
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> Box:
        """The square of a mark."""
        return cls(x - reach, y - reach, x + reach, y + reach)

    def overlaps(self, other: Box) -> bool:
        """Whether the two share any area."""
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )

    def holds(self, other: Box) -> bool:
        """Whether the other lies wholly within."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@attrs.frozen
class Wish:
    """A label that would like a place near an anchor: its wordings, each in lines, the best first."""

    key: str
    wordings: tuple[tuple[str, ...], ...]
    anchors: tuple[tuple[float, float], ...]


@attrs.frozen
class Placed:
    """A label in its place: its box, and the anchor that it belongs to."""

    key: str
    lines: tuple[str, ...]
    box: Box
    anchor: tuple[float, float]

    @property
    def align(self) -> Literal["left", "center", "right"]:
        """How its lines are set: towards the anchor, so that a wide box leaves no gap to its mark."""
        if self.box.left >= self.anchor[0]:
            return "left"
        return "right" if self.box.right <= self.anchor[0] else "center"

    @property
    def edge(self) -> float:
        """The pixel at which its lines are aligned."""
        return {
            "left": self.box.left,
            "right": self.box.right,
            "center": (self.box.left + self.box.right) / 2,
        }[self.align]

    @property
    def leader(self) -> tuple[float, float, float, float] | None:
        """A thin line from the anchor to the nearest edge of a label that does not stand beside it."""
        x, y = self.anchor
        nearest = (min(max(x, self.box.left), self.box.right), min(max(y, self.box.top), self.box.bottom))
        away = math.dist((x, y), nearest)
        return None if away <= _ADJACENT else (x, y, *nearest)


def width_of(text: str, size: float) -> float:
    """About how wide a text is set in a sans-serif of that size, in pixels; rather too wide than too narrow.

    >>> width_of("illness", 10) < width_of("mammals", 10)
    True
    """
    ems = (
        0.36 if letter in _NARROW else 0.92 if letter in _WIDE else 0.72 if letter.isupper() else 0.6
        for letter in text
    )
    return size * sum(ems)


def place(
    wishes: Iterable[Wish],
    *,
    frame: Box,
    marks: Sequence[Box],
    lines: Sequence[Box] = (),
    size: float,
    most: int,
    farthest: float = 60.0,
) -> tuple[Placed, ...]:
    """Place at most `most` labels, the first wish first; a wish without a free place is left out.

    Greedy and without chance, so that the same chart always comes out the same: each label takes the nearest
    place around its anchors that overlaps no mark, no label placed before and not the frame; crossing one of
    `lines` is allowed but costs as much as some distance. A shorter wording is tried where a longer one finds
    no place. `farthest` is the longest reach from an anchor, in pixels.
    """
    around = _Surroundings(frame, _corners(marks), _corners(lines), size, farthest)
    found: list[Placed] = []
    for wish in wishes:
        if len(found) == most:
            break
        best = next((one for words in wish.wordings if (one := around.best(wish, words)) is not None), None)
        if best is not None:
            found.append(best)
            around = around.with_label(best)
    return tuple(found)


@attrs.frozen(eq=False)
class _Surroundings:
    """What a label has to keep clear of."""

    frame: Box
    taken: NDArray[np.float64]
    crossed: NDArray[np.float64]
    size: float
    farthest: float
    labels: NDArray[np.float64] = attrs.field(factory=lambda: np.empty((0, 4)))

    def with_label(self, placed: Placed) -> _Surroundings:
        """The same, with one label more; its leader is as solid as the label."""
        solid = np.vstack([_corners([placed.box]), _dots(placed)])
        return attrs.evolve(
            self, taken=np.vstack([self.taken, solid]), labels=np.vstack([self.labels, solid])
        )

    def best(self, wish: Wish, lines: tuple[str, ...]) -> Placed | None:
        """The cheapest free place for this wording."""
        wide = max(width_of(line, self.size) for line in lines)
        tall = len(lines) * self.size * _LINE_HEIGHT
        reaches = [reach for reach in _REACHES if reach <= self.farthest]
        options = []
        for order, (anchor, reach, turn) in enumerate(product(wish.anchors, reaches, range(_TURNS))):
            box = _beside(anchor, reach, turn, wide, tall)
            if self.frame.holds(box) and not _hits(box, self.taken).any():
                placed = Placed(wish.key, lines, box, anchor)
                if not _any_hits(_dots(placed), self.labels):
                    options.append((self._cost(placed, reach, turn), order, placed))
        return min(options, key=lambda option: option[:2])[2] if options else None

    def _cost(self, placed: Placed, reach: float, turn: int) -> float:
        aside = 0.0 if turn % (_TURNS // 2) == 0 else 2.0
        crossings = float(_hits(placed.box, self.crossed).sum())
        leader = _dots(placed)[_CLEAR:]
        over_marks = _any_hits(leader, self.taken)
        # A leader that runs along another line would be read as that line.
        along = sum(_any_hits(dot[None, :], self.crossed) for dot in leader)
        solid = _OVER_MARKS_COSTS * (over_marks + along / max(len(leader), 1))
        return reach + aside + _CROSSING_COSTS * crossings + solid


def _dots(placed: Placed) -> NDArray[np.float64]:
    """A leader as small boxes along it, from the anchor outwards; none without a leader."""
    if placed.leader is None:
        return np.empty((0, 4))
    x, y, x2, y2 = placed.leader
    steps = np.linspace(0, 1, max(2, int(math.dist((x, y), (x2, y2)) / 4)))
    middles = np.column_stack([x + (x2 - x) * steps, y + (y2 - y) * steps])
    return np.hstack([middles - 1, middles + 1])


def _any_hits(some: NDArray[np.float64], others: NDArray[np.float64]) -> bool:
    a, b = some[:, None, :], others[None, :, :]
    apart = (
        (a[..., 0] >= b[..., 2])
        | (a[..., 2] <= b[..., 0])
        | (a[..., 1] >= b[..., 3])
        | (a[..., 3] <= b[..., 1])
    )
    return bool((~apart).any())


def _beside(anchor: tuple[float, float], reach: float, turn: int, wide: float, tall: float) -> Box:
    """The box whose nearest point lies about `reach` from the anchor, in the direction of `turn`."""
    angle = 2 * math.pi * turn / _TURNS
    across, up = math.cos(angle), math.sin(angle)
    middle_x = anchor[0] + across * reach + _sign(across) * wide / 2
    middle_y = anchor[1] - up * reach - _sign(up) * tall / 2 * min(1.0, abs(up) * 1.5)
    return Box(middle_x - wide / 2, middle_y - tall / 2, middle_x + wide / 2, middle_y + tall / 2)


def _sign(value: float) -> float:
    return 0.0 if abs(value) < 1e-9 else math.copysign(1.0, value)


def _corners(boxes: Iterable[Box]) -> NDArray[np.float64]:
    rows = [(box.left, box.top, box.right, box.bottom) for box in boxes]
    return np.asarray(rows, dtype=np.float64).reshape(-1, 4)


def _hits(box: Box, others: NDArray[np.float64]) -> NDArray[np.bool_]:
    hits: NDArray[np.bool_] = (
        (others[:, 0] < box.right)
        & (others[:, 2] > box.left)
        & (others[:, 1] < box.bottom)
        & (others[:, 3] > box.top)
    )
    return hits
