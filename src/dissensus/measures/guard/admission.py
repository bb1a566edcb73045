"""Admission: how finely a side may be shown, decided without ever seeing an answer.

A refusal is an output too. What is decided here follows from units, rolls, arms and the order of rounds,
which everybody knows when a round opens; nothing in this file takes votes, predictions or counts of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

import attrs

from dissensus.domain.errors import MeasureError
from dissensus.domain.rounds import ARMS
from dissensus.domain.tracks import Unit
from dissensus.measures.guard.constants import Constants

HELD_BACK = ARMS[0]


class Row(IntEnum):
    """How finely a side may be shown, the strictest first; `OPEN`: no persons answered, nothing to guard."""

    NOTHING = 0
    LABELS = 1
    BANDS = 2
    FIGURES = 3
    OPEN = 4

    @property
    def shown(self) -> str:
        """The word that results carry: nothing, labels, bands or figures.

        >>> Row.BANDS.shown, Row.OPEN.shown
        ('bands', 'figures')
        """
        return "figures" if self is Row.OPEN else self.name.lower()


_UNLOCKED = {
    Row.LABELS: "labels are shown from {persons} people a side",
    Row.BANDS: "classes are shown from {persons} people a side",
    Row.FIGURES: "figures are shown from {persons} people a side",
}


@attrs.frozen(kw_only=True)
class Asked:
    """One side in one round, as everybody knows it when the round opens.

    `roll`: those asked, 0 or more; who has left is still on it.
    """

    round: str
    unit: Unit
    roll: int

    def __attrs_post_init__(self) -> None:
        if self.roll < 0:
            raise MeasureError(
                f"the roll of round {self.round!r} is {self.roll}; give those asked, 0 or more"
            )


@attrs.frozen(kw_only=True)
class Admission:
    """What may be shown of one side in one round.

    `row` is how finely; `roll` those asked, never fewer than before; `since` the place in the history of the
    first round whose results may stand beside this one's.
    """

    round: str
    row: Row
    roll: int
    since: int


def row(unit: Unit, roll: int, constants: Constants) -> Row:
    """How finely a side of that unit and roll may be shown, by itself.

    Parameters
    ----------
    unit : the unit in which the side answers. Members and parties are no persons: nothing to guard.
    roll : those asked, 0 or more.
    constants : the thresholds.

    Returns
    -------
    Row.

    Examples
    --------
    >>> [row(Unit.PERSON, roll, Constants()).name for roll in (4, 5, 11, 12, 29, 30)]
    ['NOTHING', 'LABELS', 'LABELS', 'BANDS', 'BANDS', 'FIGURES']
    >>> row(Unit.PARTY, 1, Constants()).name
    'OPEN'
    """
    if unit is not Unit.PERSON:
        return Row.OPEN
    thresholds = (constants.labels_from, constants.bands_from, constants.figures_from)
    return Row(sum(roll >= threshold for threshold in thresholds))


def stricter(rows: Iterable[Row]) -> Row:
    """The row of a figure that is computed from several sides: the strictest of theirs.

    It holds where one side answers as one, too: what that side predicts is known, so that an exact figure
    would give the other side's exact share back.

    >>> stricter([Row.OPEN, Row.LABELS]).name
    'LABELS'
    """
    return min(rows)


def admit(history: Sequence[Asked], constants: Constants) -> tuple[Admission, ...]:
    """How finely a side may be shown in each round of a dialogue.

    The row is that of the first round and stays. Who leaves stays on the roll, with their last answers
    carried forward. Joining takes several at once, before a round opens; a round that fewer have joined shows
    nothing of the side, until enough have. Where a side is shown by labels or bands, rounds before a join do
    not stand beside rounds after it.

    Parameters
    ----------
    history : the side in the rounds so far, first to last.
    constants : the thresholds.

    Returns
    -------
    one Admission a round.

    Examples
    --------
    Three join a side of ten; it stays with labels, and its first round no longer stands beside its second:

    >>> rolls = [Asked(round=f"r{i}", unit=Unit.PERSON, roll=roll) for i, roll in enumerate((10, 13, 12))]
    >>> [(each.row.name, each.roll, each.since) for each in admit(rolls, Constants())]
    [('LABELS', 10, 0), ('LABELS', 13, 1), ('LABELS', 13, 1)]

    One alone may not:

    >>> rolls = [Asked(round=f"r{i}", unit=Unit.PERSON, roll=roll) for i, roll in enumerate((10, 11, 13))]
    >>> [(each.row.name, each.since) for each in admit(rolls, Constants())]
    [('LABELS', 0), ('NOTHING', 1), ('LABELS', 2)]
    """
    if not history:
        return ()
    first = history[0]
    frozen = row(first.unit, first.roll, constants)
    known, since = first.roll, 0
    admitted = []
    for place, asked in enumerate(history):
        joined = max(0, asked.roll - known)
        refused = asked.unit is not first.unit or (frozen is not Row.OPEN and 0 < joined < constants.joiners)
        if joined and not refused:
            known = asked.roll
            since = place if frozen < Row.FIGURES else since
        admitted.append(
            Admission(
                round=asked.round,
                row=Row.NOTHING if refused else frozen,
                roll=max(known, asked.roll),
                since=place if refused else since,
            )
        )
    return tuple(admitted)


def may_show_change(rows: Iterable[Row]) -> bool:
    """Whether a figure of change may be given; below that, what is shown of the rounds is compared.

    `rows` are those of all sides and rounds that the figure is computed from.

    >>> may_show_change([Row.FIGURES, Row.OPEN]), may_show_change([Row.FIGURES, Row.BANDS])
    (True, False)
    """
    return stricter(rows) >= Row.FIGURES


def counts_now(arm: str | None, *, last: bool) -> bool:
    """Whether a statement of that arm is part of what is released; the held back are, with the last round.

    >>> counts_now("held back", last=False), counts_now("held back", last=True), counts_now(None, last=False)
    (False, True, True)
    """
    return last or arm != HELD_BACK


def refusal(needed: Row, constants: Constants) -> str:
    """Why nothing is shown where `needed` would be: the same words whatever the cause.

    They say what the next threshold unlocks, and not whether the roll, a join or the other side stood in the
    way.

    Parameters
    ----------
    needed : the row from which there would be something to show: labels, bands or figures.
    constants : the thresholds.

    Raises
    ------
    MeasureError : `needed` is no such row.

    Examples
    --------
    >>> refusal(Row.LABELS, Constants())
    'labels are shown from 5 people a side'

    Denials that depend on the answers tell of them: [KenthapadiMishraNissim2013]_.
    """
    thresholds = {
        Row.LABELS: constants.labels_from,
        Row.BANDS: constants.bands_from,
        Row.FIGURES: constants.figures_from,
    }
    if needed not in thresholds:
        raise MeasureError(f"no number of people unlocks {needed.name}; name labels, bands or figures")
    return _UNLOCKED[needed].format(persons=thresholds[needed])
