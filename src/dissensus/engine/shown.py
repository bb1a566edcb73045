"""What may be shown of two sides in one round, before it becomes records."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import numpy as np

from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target
from dissensus.engine import tabulate
from dissensus.engine.admitted import Dialogue
from dissensus.measures import coorientation, states
from dissensus.measures.arrays import Bools, Floats, PredictionMatrix, VoteMatrix
from dissensus.measures.counts import expect, tally
from dissensus.measures.guard import answers, figures
from dissensus.measures.guard.admission import Row, stricter
from dissensus.measures.guard.answers import Shown
from dissensus.measures.guard.constants import Constants
from dissensus.measures.guard.figures import ShownBits
from dissensus.measures.states import Codes
from dissensus.measures.surprise import surprise

Pair = tuple[str, str]

EXACT = "both answers are known"


@attrs.frozen(kw_only=True, eq=False)
class SideShown:
    """One side of a comparison: how finely it may be shown, and what may be shown of it.

    `answers`, `expectations` and `importance` are None where nothing may be shown or nothing is guarded.
    `share` and `expected`: (S,), the shares that figures of two sides are computed from: as shown, or exact
    where nothing is guarded; NaN without a number. `leans`, `expects`: (S,), what follows from the shown;
    `predicts`: (S,), whether there is an expectation that can be right.
    """

    party: str
    row: Row
    roll: int
    answers: Shown | None = None
    expectations: Shown | None = None
    importance: tuple[str, ...] | None = None
    share: Floats
    expected: Floats
    leans: Codes
    expects: Codes
    predicts: Bools

    @classmethod
    def of_one(
        cls, party: str, roll: int, votes: VoteMatrix, given: PredictionMatrix, target: Target
    ) -> SideShown:
        """A side without persons, as it is."""
        counts, sums = tally(votes), expect(given)
        return cls(
            party=party,
            row=Row.OPEN,
            roll=roll,
            share=counts.alpha,
            expected=sums.mean,
            leans=coorientation.leaning_of(counts, asked=roll if target is Target.ROLL else None),
            expects=states.expectation(sums.mean),
            predicts=sums.n > 0,
        )

    @classmethod
    def of_few(cls, party: str, roll: int, statements: int) -> SideShown:
        """A side of which nothing may be shown."""
        blank, none = np.full(statements, np.nan), np.zeros(statements, dtype=np.int8)
        return cls(
            party=party,
            row=Row.NOTHING,
            roll=roll,
            share=blank,
            expected=blank,
            leans=none,
            expects=none,
            predicts=np.zeros(statements, dtype=np.bool_),
        )

    @classmethod
    def of_persons(
        cls, party: str, row: Row, roll: int, votes: VoteMatrix, given: PredictionMatrix, constants: Constants
    ) -> SideShown:
        """A side of persons, coarsened."""
        said = answers.answers(tally(votes), roll=roll, row=row, constants=constants)
        expecting = answers.expectations(
            expect(given), answers.sides_of(given), roll=roll, row=row, constants=constants
        )
        return cls(
            party=party,
            row=row,
            roll=roll,
            answers=said,
            expectations=expecting,
            importance=answers.weights(votes) if row >= Row.BANDS else None,
            share=said.share,
            expected=expecting.share,
            leans=said.direction,
            expects=expecting.direction,
            predicts=np.ones(len(votes.statements), dtype=np.bool_),
        )


@attrs.frozen(kw_only=True, eq=False)
class PairShown:
    """Two sides of one round as they may be shown.

    `bits`: the surprise of each by the other, None where a side is under 30; `compared`: as of
    `coorientation.comparisons`, from the shares shown; `codes`: (S,), states, from what both show.
    """

    statements: tuple[str, ...]
    sides: tuple[SideShown, SideShown]
    bits: tuple[ShownBits | None, ShownBits | None]
    compared: Mapping[str, Floats]
    codes: Codes
    target: Target

    @property
    def row(self) -> Row:
        """The row of every figure that is computed from both."""
        return stricter(side.row for side in self.sides)


def pair_shown(
    dialogue: Dialogue, held: Round, pair: Pair, *, target: Target, left: Mapping[str, int] | None = None
) -> PairShown:
    """Turn the answers of two sides into what may be shown of them.

    `left` says, by party, how many stand behind a side of whom some were left out; None: the whole roll.
    """
    rolls = {party: (left or {}).get(party, dialogue.roll(held, party)) for party in pair}
    a, b = pair
    one = _side(dialogue, held, a, b, roll=rolls[a], target=target)
    other = _side(dialogue, held, b, a, roll=rolls[b], target=target)
    return PairShown(
        statements=tuple(held.statements),
        sides=(one, other),
        bits=(
            _bits(held, one, other, dialogue.constants),
            _bits(held, other, one, dialogue.constants),
        ),
        compared=coorientation.comparisons(
            np.stack([one.share, other.share]), np.stack([one.expected, other.expected])
        ),
        codes=states.state(one.leans, other.leans, one.expects, other.expects),
        target=target,
    )


def _side(dialogue: Dialogue, held: Round, party: str, about: str, *, roll: int, target: Target) -> SideShown:
    row = dialogue.row(held, party)
    if row is Row.NOTHING:
        return SideShown.of_few(party, roll, len(held.statements))
    votes, given = tabulate.votes(held, party), tabulate.predictions(held, party, about)
    if row is Row.OPEN:
        return SideShown.of_one(party, roll, votes, given, target)
    return SideShown.of_persons(party, row, roll, votes, given, dialogue.constants)


def _bits(held: Round, perceiver: SideShown, about: SideShown, constants: Constants) -> ShownBits | None:
    """The surprise of one side: its exact predictions held against what is shown of the other."""
    if stricter((perceiver.row, about.row)) < Row.FIGURES:
        return None
    given = tabulate.predictions(held, perceiver.party, about.party)
    if perceiver.row is Row.FIGURES:
        return figures.bits(
            about.share, given, expected=perceiver.expected, roll=perceiver.roll, constants=constants
        )
    known = surprise(alpha=about.share, predictions=given).bits
    return ShownBits(labels=(None,) * len(known), bits=known, rule=EXACT)
