"""From what may be shown of two sides to the records of their differences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import attrs

from dissensus.engine import cells
from dissensus.engine.admitted import Dialogue
from dissensus.engine.results import Cell, Difference, Label, State, Value, Withheld
from dissensus.engine.shown import PairShown, SideShown
from dissensus.measures import states
from dissensus.measures.arrays import Floats
from dissensus.measures.guard import answers
from dissensus.measures.guard.admission import Row
from dissensus.measures.guard.answers import Shown

NOT_TOLD_APART = "the unsure are not told apart from the silent where persons answer"
ONE_FIGURE = "a second figure of the same predictions is not shown"
FROM_SHOWN = "from what is shown of both sides"

_LEANS = {1: "agree", 0: "split", -1: "disagree", states.LEAN_UNDEFINED: None}
_EXPECTS = {1: "agree", 0: None, -1: "disagree"}
_DIGITS = 6
"""Decimals of what is computed from shares in hundredths: all of it, without the dust of floats."""


def for_others(found: Difference) -> Difference:
    """The record as the other side may have it: a split reads as no common answer, and names nobody."""
    if not isinstance(found.state, State) or found.state.name != "split":
        return found
    return attrs.evolve(found, state=attrs.evolve(found.state, name=answers.NO_COMMON_ANSWER, who=()))


def differences(
    dialogue: Dialogue, shown: PairShown, measured: Sequence[Difference]
) -> tuple[Difference, ...]:
    """The records that may be shown, of the statements that count now.

    `measured` are the records of the same pair and round with every figure in them; kept of each is what it
    speaks of, and the cells of a side that has nothing to guard.
    """
    place = {statement: index for index, statement in enumerate(shown.statements)}
    return tuple(
        _difference(_Cells(dialogue, shown, place[found.statement], found))
        for found in measured
        if dialogue.counts_now(found.arm)
    )


def in_numbers(shown: PairShown, found: Difference) -> Difference:
    """The record with a number for every surprise, for means over statements: outer ones as a stand-in."""
    index = shown.statements.index(found.statement)
    surprise = dict(found.surprise)
    for side, bits in zip(shown.sides, shown.bits, strict=True):
        if bits is not None and bits.labels[index] is not None:
            surprise[side.party] = Value(
                value=float(bits.bits[index]), n=side.roll, method=bits.rule, target=str(shown.target)
            )
    return attrs.evolve(found, surprise=surprise)


def _difference(make: _Cells) -> Difference:
    found, sides, compared = make.found, make.shown.sides, make.shown.compared
    return attrs.evolve(
        for_others(found),
        n=make.n(found.n),
        n_predictions=make.n(found.n_predictions),
        alpha=make.of_one(found.alpha, lambda side: side.answers),
        unsure={side.party: make.unsure(side) for side in sides},
        prediction=make.of_one(found.prediction, lambda side: side.expectations),
        actual=make.of_both(float(compared["actual_difference"][make.index]), None),
        perceived=make.by_side(compared["perceived_difference"]),
        accuracy=make.by_side(compared["accuracy"]),
        congruency=make.by_side(compared["congruency"]),
        bias=make.by_side(compared["bias"]),
        surprise={side.party: make.surprise(place) for place, side in enumerate(sides)},
        surprise_at_5=make.second_figure(),
        importance={side.party: make.importance(side) for side in sides},
        leans={side.party: make.leans(side) for side in sides},
        expects={side.party: make.expects(side) for side in sides},
        rightly={side.party: make.rightly(place) for place, side in enumerate(sides)},
        state=make.state(),
    )


@attrs.frozen
class _Cells:
    """Makes the cells of one statement."""

    dialogue: Dialogue
    shown: PairShown
    index: int
    found: Difference

    def n(self, measured: Mapping[str, int]) -> Mapping[str, int]:
        """Those behind the cells of each side: the roll, where it is guarded."""
        return {
            side.party: measured[side.party] if side.row is Row.OPEN else side.roll
            for side in self.shown.sides
        }

    def of_one(
        self, measured: Mapping[str, Cell], part: Callable[[SideShown], Shown | None]
    ) -> Mapping[str, Cell]:
        """What each side shows of itself."""
        made: dict[str, Cell] = {}
        for side in self.shown.sides:
            shown = part(side)
            if shown is not None:
                made[side.party] = self._cell(side, shown)
            elif side.row is Row.OPEN:
                made[side.party] = measured[side.party]
            else:
                made[side.party] = self.dialogue.refused(Row.LABELS)
        return made

    def unsure(self, side: SideShown) -> Cell:
        """The share of the unsure, of a side without persons only."""
        if side.row is Row.OPEN:
            return self.found.unsure[side.party]
        return Withheld(reason=NOT_TOLD_APART)

    def of_both(self, value: float, perceiver: SideShown | None) -> Cell:
        """A figure of two sides, from 30 people on each; its n is the perceiver's, or the smaller of both."""
        if self.shown.row < Row.FIGURES:
            return self.dialogue.refused(Row.FIGURES)
        behind = [side.roll for side in self.shown.sides] if perceiver is None else [perceiver.roll]
        made = cells.cell(
            round(value, _DIGITS), n=min(behind), target=self._target, reason=cells.NOBODY_TAKES_A_SIDE
        )
        return attrs.evolve(made, method=FROM_SHOWN) if isinstance(made, Value) else made

    def by_side(self, values: Floats) -> Mapping[str, Cell]:
        """A figure of two sides, as each of them perceives it."""
        return {
            side.party: self.of_both(float(values[place, self.index]), side)
            for place, side in enumerate(self.shown.sides)
        }

    def surprise(self, place: int) -> Cell:
        """The surprise of one side."""
        side, bits = self.shown.sides[place], self.shown.bits[place]
        if bits is None:
            return self.dialogue.refused(Row.FIGURES)
        label = bits.labels[self.index]
        if label is not None:
            return Label(label=label, of=side.roll, rule=bits.rule)
        value = float(bits.bits[self.index])
        made = cells.cell(value, n=side.roll, target=self._target, reason=cells.NOBODY_TAKES_A_SIDE)
        return attrs.evolve(made, method=bits.rule) if isinstance(made, Value) else made

    def second_figure(self) -> Mapping[str, Cell]:
        """The same surprise, clipped elsewhere: two roundings of one mean would narrow it."""
        short = self.shown.row < Row.FIGURES
        none = self.dialogue.refused(Row.FIGURES) if short else Withheld(reason=ONE_FIGURE)
        return {side.party: none for side in self.shown.sides}

    def importance(self, side: SideShown) -> Cell:
        """How much it matters to a side, in a class from 12 people."""
        if side.row is Row.OPEN:
            return self.found.importance[side.party]
        if side.importance is None:
            return self.dialogue.refused(Row.BANDS)
        return Label(label=side.importance[self.index], of=side.roll, rule=answers.IN_CLASSES)

    def leans(self, side: SideShown) -> str | None:
        """Which way the side leans, by what it shows."""
        return None if side.row is Row.NOTHING else _LEANS[int(side.leans[self.index])]

    def expects(self, side: SideShown) -> str | None:
        """Which way the side expects the other to lean, by what it shows."""
        return None if side.row is Row.NOTHING else _EXPECTS[int(side.expects[self.index])]

    def rightly(self, place: int) -> bool | None:
        """Whether one side shows to expect what the other shows to hold; None where that is nothing."""
        side, other = self.shown.sides[place], self.shown.sides[1 - place]
        leans = self.leans(other)
        if leans in (None, "split") or not side.predicts[self.index]:
            return None
        return self.expects(side) == leans

    def state(self) -> State | Withheld:
        """The state that follows from what both sides show."""
        row = self.shown.row
        if row is Row.NOTHING:
            return self.dialogue.refused(Row.LABELS)
        code = self.shown.codes[self.index]
        name = states.name(code)
        if name == "split":
            return State(name=answers.NO_COMMON_ANSWER, basis=row.shown)
        bits = zip(self.shown.sides, (states.SIDE_A, states.SIDE_B), strict=True)
        who = tuple(side.party for side, bit in bits if states.who(code) & bit)
        return State(name=name, who=who, basis=row.shown)

    @property
    def _target(self) -> str:
        return str(self.shown.target)

    def _cell(self, side: SideShown, shown: Shown) -> Cell:
        label = shown.labels[self.index]
        if label is not None:
            return Label(label=label, of=side.roll, rule=shown.rule)
        return Value(
            value=float(shown.share[self.index]), n=side.roll, method=shown.rule, target=self._target
        )
