"""Answers of two large sides, as arrays: a million stances and a million predictions."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import NDArray

from dissensus.measures.arrays import Floats, PredictionMatrix, VoteMatrix
from dissensus.measures.coorientation import Coorientation, coorientation
from dissensus.measures.counts import Tally, expect, tally
from dissensus.measures.surprise import surprise

PARTICIPANTS, STATEMENTS, SEED = 10_000, 100, 1


@attrs.frozen(kw_only=True, eq=False)
class Answers:
    """Both sides' stances and predictions, (P/2, S) each; everybody answered everything."""

    stance: tuple[NDArray[np.int8], NDArray[np.int8]]
    share: tuple[Floats, Floats]
    statements: tuple[str, ...]
    participants: tuple[str, ...]

    def votes(self, side: int) -> VoteMatrix:
        """The stances of a side as a measure takes them."""
        stance = self.stance[side]
        return VoteMatrix(
            stance=stance,
            seen=np.ones(stance.shape, dtype=np.bool_),
            participants=self.participants,
            statements=self.statements,
        )

    def predictions(self, side: int) -> PredictionMatrix:
        """The predictions of a side as a measure takes them."""
        share = self.share[side]
        return PredictionMatrix(
            share=share,
            seen=np.ones(share.shape, dtype=np.bool_),
            participants=self.participants,
            statements=self.statements,
        )


def drawn() -> Answers:
    """Answers by chance, always the same."""
    rng = np.random.default_rng(SEED)
    shape = (PARTICIPANTS // 2, STATEMENTS)
    stances = [rng.integers(-1, 2, shape, dtype=np.int8) for _ in range(2)]
    shares = [np.round(rng.random(shape), 2) for _ in range(2)]
    return Answers(
        stance=(stances[0], stances[1]),
        share=(shares[0], shares[1]),
        statements=tuple(f"S{number}" for number in range(STATEMENTS)),
        participants=tuple(f"p{number}" for number in range(shape[0])),
    )


def tallies(answers: Answers) -> tuple[Tally, Tally]:
    """The counts of both sides."""
    return tally(answers.votes(0)), tally(answers.votes(1))


def points(answers: Answers) -> tuple[Coorientation, Floats, Floats]:
    """Point values of co-orientation and of both sides' surprise, from the arrays on, checks included."""
    counts = tallies(answers)
    given = answers.predictions(0), answers.predictions(1)
    figures = coorientation(tallies=counts, expectations=(expect(given[0]), expect(given[1])))
    bits = [surprise(alpha=figures.alpha[1 - side], predictions=given[side]).bits for side in (0, 1)]
    return figures, bits[0], bits[1]
