"""The differences between two sides in one round: co-orientation, surprise and states, as records."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs
import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import Round
from dissensus.domain.tracks import Target
from dissensus.engine import cells, tabulate
from dissensus.engine.results import Cell, Difference, State, Withheld
from dissensus.measures import states, surprise
from dissensus.measures.arrays import NO_IMPORTANCE, Floats, PredictionMatrix, VoteMatrix
from dissensus.measures.coorientation import Coorientation, coorientation
from dissensus.measures.counts import Tally, expect, tally
from dissensus.measures.posterior import Posterior, coorientation_draws
from dissensus.measures.records import Estimate

Pair = tuple[str, str]
BySide = Mapping[str, Cell]
Estimates = tuple[Estimate, ...]

_LEANS = {
    states.LEAN_AGREE: "agree",
    states.LEAN_DISAGREE: "disagree",
    states.LEAN_SPLIT: "split",
    states.LEAN_UNDEFINED: None,
}
_EXPECTS = {states.EXPECT_AGREE: "agree", states.EXPECT_DISAGREE: "disagree", states.EXPECT_NONE: None}
_SENSITIVITY = 0.05


@attrs.frozen(kw_only=True)
class Comparison:
    """Everything computed for one pair in one round, before it becomes records."""

    pair: Pair
    held: Round
    target: Target
    min_cells: tuple[int, int]
    votes: tuple[VoteMatrix, VoteMatrix]
    tallies: tuple[Tally, Tally]
    figures: Coorientation
    posterior: Posterior
    bits: tuple[Estimates, Estimates]
    bits_at_5: tuple[Floats, Floats]


def compare(
    held: Round, pair: Pair, *, target: Target, min_cell: int, draws: int, rng: np.random.Generator
) -> Comparison:
    """Compute co-orientation, its posterior, and surprise for one pair of sides in one round."""
    a, b = pair
    votes = (tabulate.votes(held, a), tabulate.votes(held, b))
    given = (tabulate.predictions(held, a, b), tabulate.predictions(held, b, a))
    tallies = (tally(votes[0]), tally(votes[1]))
    asked = (tabulate.asked(held, a), tabulate.asked(held, b))
    figures = coorientation(
        tallies=tallies,
        expectations=(expect(given[0]), expect(given[1])),
        asked=asked if target is Target.ROLL else (None, None),
    )
    posterior = coorientation_draws(
        tallies=tallies, predictions=given, asked=asked, target=target, draws=draws, rng=rng
    )
    return Comparison(
        pair=pair,
        held=held,
        target=target,
        min_cells=(tabulate.smallest(held, a, min_cell), tabulate.smallest(held, b, min_cell)),
        votes=votes,
        tallies=tallies,
        figures=figures,
        posterior=posterior,
        bits=_surprises(tallies, given, target=target, draws=draws, rng=rng),
        bits_at_5=_bits(figures, given, _SENSITIVITY),
    )


def differences(case: Case, compared: Comparison) -> tuple[Difference, ...]:
    """One record a statement of the round, in its order."""
    known = {statement.id: statement for statement in case.statements}
    return tuple(
        _difference(
            compared,
            index,
            issue=known[name].issue,
            kind=known[name].kind,
            arm=compared.held.statements[name],
        )
        for index, name in enumerate(compared.figures.statements)
    )


def _bits(
    figures: Coorientation, given: tuple[PredictionMatrix, PredictionMatrix], clip: float
) -> tuple[Floats, Floats]:
    a, b = given
    return (
        surprise.surprise(alpha=figures.alpha[1], predictions=a, clip=clip).bits,
        surprise.surprise(alpha=figures.alpha[0], predictions=b, clip=clip).bits,
    )


def _surprises(
    tallies: tuple[Tally, Tally],
    given: tuple[PredictionMatrix, PredictionMatrix],
    *,
    target: Target,
    draws: int,
    rng: np.random.Generator,
) -> tuple[Estimates, Estimates]:
    """The surprise of each side per statement, with its interval where there is one."""
    a, b = (
        surprise.interval(
            other=tallies[1 - side], predictions=given[side], target=target, draws=draws, rng=rng
        )
        for side in (0, 1)
    )
    return a, b


def _difference(
    compared: Comparison, index: int, *, issue: str | None, kind: str, arm: str | None
) -> Difference:
    make = _Maker(compared, index)
    a, b = compared.pair
    figures = compared.figures
    leans = {party: _LEANS[int(figures.leans[side, index])] for side, party in enumerate((a, b))}
    expects = {party: _EXPECTS[int(figures.expects[side, index])] for side, party in enumerate((a, b))}
    shown = [make.holds(side) and make.predicts(side) for side in (0, 1)]
    return Difference(
        statement=figures.statements[index],
        issue=issue,
        kind=kind,
        arm=arm,
        sides=compared.pair,
        n={party: int(figures.n[side, index]) for side, party in enumerate((a, b))},
        n_predictions={party: int(figures.n_predictions[side, index]) for side, party in enumerate((a, b))},
        alpha=make.by_side("alpha", make.why_no_alpha),
        unsure=make.by_side("unsure_share", make.why_not_counted),
        prediction=make.by_side("prediction", make.why_no_prediction),
        actual=make.actual(),
        perceived=make.by_side("perceived_difference", make.why_not_perceived),
        accuracy=make.by_side("accuracy", make.why_not_accurate),
        congruency=make.by_side("congruency", make.why_not_perceived),
        bias=make.by_side("bias", make.why_not_accurate),
        surprise=make.surprise(),
        surprise_at_5=make.surprise_at_5(),
        importance=make.importance(),
        leans={party: leans[party] if make.holds(side) else None for side, party in enumerate((a, b))},
        expects={party: expects[party] if make.predicts(side) else None for side, party in enumerate((a, b))},
        rightly={
            party: make.rightly(side) if make.holds(1 - side) and make.predicts(side) else None
            for side, party in enumerate((a, b))
        },
        state=make.state() if all(shown) else Withheld(reason=make.why_no_state()),
    )


@attrs.frozen
class _Maker:
    """Makes the cells of one statement; reasons are asked for by side, and are empty where all is well."""

    compared: Comparison
    index: int

    def holds(self, side: int) -> bool:
        """Whether enough of that side answered for the caller."""
        return bool(self.compared.figures.n[side, self.index] >= self.compared.min_cells[side])

    def predicts(self, side: int) -> bool:
        """Whether enough of that side predicted for the caller."""
        n = self.compared.figures.n_predictions[side, self.index]
        return bool(n >= self.compared.min_cells[side])

    def why_not_counted(self, side: int) -> str:
        """Why a count of that side is not told."""
        n = int(self.compared.figures.n[side, self.index])
        if not n or not self.holds(side):
            return cells.too_few(n, self.compared.min_cells[side])
        return ""

    def why_no_alpha(self, side: int) -> str:
        """Why the share of that side that agrees is not told."""
        return self.why_not_counted(side) or (
            cells.NOBODY_TAKES_A_SIDE if np.isnan(self.compared.figures.alpha[side, self.index]) else ""
        )

    def why_no_prediction(self, side: int) -> str:
        """Why that side's mean prediction is not told."""
        n = int(self.compared.figures.n_predictions[side, self.index])
        if not n:
            return cells.NO_PREDICTION
        return "" if self.predicts(side) else cells.too_few(n, self.compared.min_cells[side])

    def why_not_perceived(self, side: int) -> str:
        """Why the difference as that side perceives it is not told."""
        return self.why_no_alpha(side) or self.why_no_prediction(side)

    def why_not_accurate(self, side: int) -> str:
        """Why that side's prediction cannot be held against what the other holds."""
        return self.why_no_alpha(1 - side) or self.why_no_prediction(side)

    def why_no_state(self) -> str:
        """Why no state is told."""
        reasons = (self.why_not_counted(0), self.why_not_counted(1))
        return next(
            filter(None, (*reasons, self.why_no_prediction(0), self.why_no_prediction(1))), "no answers"
        )

    def by_side(self, name: str, why: Callable[[int], str]) -> BySide:
        """A figure of each side with its interval, or the reason for having none."""
        figures, posterior = getattr(self.compared.figures, name), self.compared.posterior
        at = [(side, self.index) for side in (0, 1)]
        return {
            party: self._cell(
                figures[place],
                why(place[0]),
                self._n(name, place[0]),
                getattr(posterior, name)[:, place[0], self.index],
                float(posterior.mean[name][place]),
            )
            for party, place in zip(self.compared.pair, at, strict=True)
        }

    def actual(self) -> Cell:
        """The actual difference D."""
        return self._cell(
            self.compared.figures.actual_difference[self.index],
            self.why_no_alpha(0) or self.why_no_alpha(1),
            int(self.compared.figures.n[:, self.index].min()),
            self.compared.posterior.actual_difference[:, self.index],
            float(self.compared.posterior.mean["actual_difference"][self.index]),
        )

    def surprise(self) -> BySide:
        """The surprise of each side by the other, in bits; its interval is a bootstrap's."""
        found = {}
        for side, party in enumerate(self.compared.pair):
            estimate = self.compared.bits[side][self.index]
            found[party] = self._bits(side, estimate.value, estimate.interval, estimate.method)
        return found

    def surprise_at_5(self) -> BySide:
        """The same with predictions kept further from 0 and 1: how much hangs on a few who were very sure."""
        bits = self.compared.bits_at_5
        return {
            party: self._bits(side, float(bits[side][self.index]), None, None)
            for side, party in enumerate(self.compared.pair)
        }

    def importance(self) -> BySide:
        """The mean importance of each side, 0 to 3, over those who said one."""
        found = {}
        for side, party in enumerate(self.compared.pair):
            weights = self.compared.votes[side].importance
            given = weights[:, self.index] if weights is not None else np.empty(0, dtype=np.int8)
            given = given[given != NO_IMPORTANCE]
            few = given.size < self.compared.min_cells[side]
            reason = cells.too_few(given.size, self.compared.min_cells[side]) if few else cells.NO_IMPORTANCE
            mean = float(given.mean()) if given.size and not few else None
            found[party] = cells.cell(mean, n=given.size, target=str(self.compared.target), reason=reason)
        return found

    def rightly(self, side: int) -> bool | None:
        """Whether that side expected the other's leaning; None if there is none, or nothing was expected."""
        lean = self.compared.figures.leans[1 - side, self.index]
        if lean not in (states.LEAN_AGREE, states.LEAN_DISAGREE):
            return None
        if not self.compared.figures.n_predictions[side, self.index]:
            return None
        return bool(self.compared.figures.expects[side, self.index] == lean)

    def state(self) -> State:
        """The state of the difference, with its probability and, where unsure, the two likeliest."""
        posterior, code = self.compared.posterior, self.compared.posterior.state[self.index]
        probability = posterior.probability[self.index]
        unsure = code == states.UNDETERMINED and not np.isnan(probability)
        pairs = zip(posterior.likeliest[self.index], posterior.likeliest_probability[self.index], strict=True)
        return State(
            name=states.name(code),
            who=self._named(code),
            probability=None if np.isnan(probability) else float(probability),
            likeliest=tuple((states.name(likely), float(share)) for likely, share in pairs) if unsure else (),
        )

    def _named(self, code: np.int8) -> tuple[str, ...]:
        bits = states.who(code)
        named = zip(self.compared.pair, (states.SIDE_A, states.SIDE_B), strict=True)
        return tuple(party for party, bit in named if bits & bit)

    def _n(self, name: str, side: int) -> int:
        own = name in ("alpha", "unsure_share")
        counts = self.compared.figures.n if own else self.compared.figures.n_predictions
        return int(counts[side, self.index])

    def _bits(
        self, side: int, value: float | None, interval: cells.Interval | None, method: str | None
    ) -> Cell:
        reason = self.why_not_accurate(side)
        if reason:
            return Withheld(reason=reason)
        n = self._n("prediction", side)
        return cells.cell(
            value, n=n, target=str(self.compared.target), reason=reason, interval=interval, method=method
        )

    def _cell(self, value: float, reason: str, n: int, band: Floats, mean: float) -> Cell:
        if reason:
            return Withheld(reason=reason)
        return cells.cell(
            value,
            n=n,
            target=str(self.compared.target),
            reason=reason,
            interval=(float(band[0]), float(band[1])),
            mean=mean,
            method="posterior",
        )
