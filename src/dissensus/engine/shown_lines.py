"""What may be shown of red lines: a placement from labels, rung shares and what follows from them from 30."""

from __future__ import annotations

import attrs

from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target, Track
from dissensus.engine import cells, lines, tabulate
from dissensus.engine.admitted import Dialogue
from dissensus.engine.results import Cell, Clarification, Label, LineGap, Value, Withheld
from dissensus.measures.arrays import LineMatrix
from dissensus.measures.clarification import MUTUAL_GAIN, clarify
from dissensus.measures.guard import answers, figures
from dissensus.measures.guard.admission import Row, stricter

ONLY_ITS_OWNER = "told to the owner of the line alone"
STAYS_INSIDE = "how far apart a party's own people stand is for that party alone"
FROM_RUNG_SHARES = "from rung shares as shown"

Shares = tuple[float, ...]
_DIGITS = 6


def first_order(dialogue: Dialogue, held: Round, gap: LineGap, *, target: Target) -> LineGap:
    """A line against how it is believed, as it may be shown."""
    rows = dialogue.owner_row(held, gap.owner), dialogue.row(held, gap.holder)
    if stricter(rows) is Row.OPEN:
        return gap
    own = tabulate.own_lines(held, gap.owner, gap.domain, gap.rungs)
    believed = tabulate.believed_lines(held, gap.holder, gap.owner, gap.domain, gap.rungs)
    make = _Ends(dialogue, gap, str(target), rows, _rolls(dialogue, held, gap, gap.owner, rows))
    placed = _placed(dialogue, gap, believed, roll=make.rolls[1], row=rows[1])
    return make.line(own, believed, placed=placed)


def second_order(dialogue: Dialogue, held: Round, gap: LineGap, *, target: Target) -> LineGap | None:
    """What a side thinks is believed of its line: from 30 people on both sides, else None."""
    assert gap.other is not None
    rows = dialogue.row(held, gap.other), dialogue.row(held, gap.holder)
    if stricter(rows) is Row.OPEN:
        return gap
    if stricter(rows) < Row.FIGURES:
        return None
    actual = tabulate.believed_lines(held, gap.other, gap.owner, gap.domain, gap.rungs)
    believed = tabulate.believed_of_us(held, gap.owner, gap.other, gap.domain, gap.rungs)
    make = _Ends(dialogue, gap, str(target), rows, _rolls(dialogue, held, gap, gap.other, rows))
    return make.line(actual, believed, placed=gap.placed)


def clarification(
    dialogue: Dialogue, held: Round, found: Clarification, gap: LineGap, *, target: Target
) -> Clarification:
    """What naming a line is worth, as it may be shown; `gap` is the guarded record of the same line.

    In the joint track only what both sides gain by is told: that the owner does better to keep its line vague
    is for the owner alone, and so is whether there is nothing to gain.
    """
    rows = dialogue.owner_row(held, found.owner), dialogue.row(held, found.actor)
    if stricter(rows) < Row.FIGURES:
        return _none(found, dialogue.refused(Row.FIGURES))
    told = found
    if stricter(rows) is Row.FIGURES and gap.actual is not None and gap.believed is not None:
        told = _recomputed(dialogue, held, found, gap, target)
    if held.track is Track.JOINT and told.outcome is not None and told.outcome != MUTUAL_GAIN:
        return _none(found, Withheld(reason=ONLY_ITS_OWNER))
    return told


def _recomputed(
    dialogue: Dialogue, held: Round, found: Clarification, gap: LineGap, target: Target
) -> Clarification:
    clarity = clarify(
        line=gap.actual or (),
        belief=gap.believed or (),
        benefit=lines.elicited(held, found.actor, found.domain, gap.rungs, "benefit"),
        harm=lines.elicited(held, found.owner, found.domain, gap.rungs, "harm"),
    )
    n = dialogue.roll(held, found.actor)
    gains = [
        Value(value=round(gain, _DIGITS), n=n, method=FROM_RUNG_SHARES, target=str(target))
        for gain in (clarity.middle_actor, clarity.middle_owner)
    ]
    return attrs.evolve(
        found, outcome=clarity.outcome, share=clarity.share, gain_actor=gains[0], gain_owner=gains[1]
    )


def _none(found: Clarification, reason: Withheld) -> Clarification:
    return attrs.evolve(found, outcome=None, share=None, gain_actor=reason, gain_owner=reason)


def _rolls(
    dialogue: Dialogue, held: Round, gap: LineGap, of_actual: str, rows: tuple[Row, Row]
) -> tuple[int, int]:
    """Those behind either line: the roll where it is guarded, else the lines given."""
    return (
        gap.n_owner if rows[0] is Row.OPEN else dialogue.roll(held, of_actual),
        gap.n_holder if rows[1] is Row.OPEN else dialogue.roll(held, gap.holder),
    )


def _placed(dialogue: Dialogue, gap: LineGap, believed: LineMatrix, *, roll: int, row: Row) -> Cell:
    """Where most of the holder's people place the line, against the line that its owner released."""
    if row is Row.OPEN or gap.released is None:
        return gap.placed if row is Row.OPEN else Withheld(reason=cells.NO_OWN_LINE)
    if row is Row.NOTHING:
        return dialogue.refused(Row.LABELS)
    label = figures.placed(believed, released=gap.released[1], roll=roll)
    return Label(label=label, of=roll, rule=answers.MOST_OF_ROLL)


@attrs.frozen
class _Ends:
    """Makes the record of one line from its two ends: the line as it is, and as it is believed to be."""

    dialogue: Dialogue
    gap: LineGap
    target: str
    rows: tuple[Row, Row]
    rolls: tuple[int, int]

    def line(self, actual: LineMatrix, believed: LineMatrix, *, placed: Cell) -> LineGap:
        """The record, with figures where both ends may have them."""
        shown = stricter(self.rows) >= Row.FIGURES
        ends = (
            self._shares(actual, self.rows[0], self.gap.actual),
            self._shares(believed, self.rows[1], self.gap.believed),
        )
        blind, over_caution = self._areas(*ends)
        return attrs.evolve(
            self.gap,
            n_owner=self.rolls[0],
            n_holder=self.rolls[1],
            blind=blind,
            over_caution=over_caution,
            ambiguity=self.gap.ambiguity if self.rows[0] is Row.OPEN else Withheld(reason=STAYS_INSIDE),
            mean_actual=self._mean(ends[0], 0, self.gap.mean_actual),
            mean_believed=self._mean(ends[1], 1, self.gap.mean_believed),
            placed=placed,
            actual=ends[0] if shown else None,
            believed=ends[1],
            believed_band=self.gap.believed_band if self.rows[1] is Row.OPEN else None,
        )

    def _shares(self, held: LineMatrix, row: Row, measured: Shares | None) -> Shares | None:
        """The share at or below each rung: as measured, in steps, or not at all."""
        if row is Row.OPEN:
            return measured
        if row < Row.FIGURES:
            return None
        return tuple(float(share) for share in figures.rung_shares(held, self.dialogue.constants))

    def _mean(self, shares: Shares | None, end: int, measured: Cell) -> Cell:
        if self.rows[end] is Row.OPEN:
            return measured
        if shares is None:
            return self.dialogue.refused(Row.FIGURES)
        return self._value(figures.mean_rung(shares), end)

    def _areas(self, actual: Shares | None, believed: Shares | None) -> tuple[Cell, Cell]:
        if stricter(self.rows) < Row.FIGURES:
            none = self.dialogue.refused(Row.FIGURES)
            return none, none
        if actual is None or believed is None:
            return self.gap.blind, self.gap.over_caution
        blind, over_caution = figures.areas(actual, believed)
        return self._value(blind, 1), self._value(over_caution, 1)

    def _value(self, value: float, end: int) -> Cell:
        return Value(value=value, n=self.rolls[end], method=FROM_RUNG_SHARES, target=self.target)
