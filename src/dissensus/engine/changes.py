"""What a series of rounds did: surprise by arm in each round, and its fall between the first and the last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
import numpy as np

from dissensus.domain.case import Case
from dissensus.domain.rounds import ARMS
from dissensus.domain.tracks import Target
from dissensus.engine.cells import number
from dissensus.engine.results import ArmSurprise, Cell, Change, Difference, RoundResults, Value, Withheld
from dissensus.measures.arrays import Floats
from dissensus.measures.effect import change, effect
from dissensus.measures.records import Estimate

NO_ARMS = "no statement was held back, so there is a change and no effect"


def surprises(found: Sequence[Difference]) -> tuple[ArmSurprise, ...]:
    """The surprise of each side by each other: over all statements (arm None), then arm by arm."""
    made: list[ArmSurprise] = []
    for perceiver, about in _directions(found):
        seen = [each for each in found if {perceiver, about} == set(each.sides)]
        arms = (None, *ARMS) if any(each.arm for each in seen) else (None,)
        made.extend(
            _arm([each for each in seen if arm in (None, each.arm)], perceiver, about, arm) for arm in arms
        )
    return tuple(made)


def _directions(found: Sequence[Difference]) -> list[tuple[str, str]]:
    """Perceiver and perceived, in the order of the comparisons."""
    pairs = dict.fromkeys(each.sides for each in found)
    return [direction for pair in pairs for direction in (pair, pair[::-1])]


def _arm(found: Sequence[Difference], perceiver: str, about: str, arm: str | None) -> ArmSurprise:
    judged = [each.rightly[perceiver] for each in found if each.rightly[perceiver] is not None]
    bits = np.array([number(each.surprise[perceiver]) for each in found])
    target = _target([each.surprise[perceiver] for each in found])
    return ArmSurprise(
        perceiver=perceiver,
        about=about,
        arm=arm,
        statements=len(found),
        bits=_mean_bits(change(bits), target),
        right=sum(map(bool, judged)),
        of=len(judged),
    )


def _mean_bits(estimate: Estimate, target: str) -> Cell:
    """Mean surprise over statements. Those asked are no sample, so a roll has no interval; bits are never
    under 0, where Student's interval may reach."""
    cell = _estimated(estimate, target, "no statement on which both sides answered")
    if not isinstance(cell, Value) or cell.interval is None:
        return cell
    if target == Target.ROLL:
        return attrs.evolve(cell, interval=None, method=None)
    return attrs.evolve(cell, interval=(max(0.0, cell.interval[0]), cell.interval[1]))


def changes(
    case: Case, series: Sequence[RoundResults], *, redraws: int, rng: np.random.Generator
) -> tuple[Change, ...]:
    """How surprise fell between the first and the last round of a series, for each side and each other."""
    if len(series) < 2:
        return ()
    first, last = series[0], series[-1]
    issues = {statement.id: statement.issue for statement in case.statements}
    return tuple(
        _change(_Pairing.of(first, last, perceiver, about), issues, redraws=redraws, rng=rng)
        for perceiver, about in _directions(last.differences)
    )


@attrs.frozen(kw_only=True)
class _Pairing:
    """The statements that both rounds asked of one direction, and what they showed."""

    perceiver: str
    about: str
    first: str
    last: str
    statements: tuple[str, ...]
    arms: tuple[str | None, ...]
    fall: Floats
    agreement: Floats
    target: str

    @classmethod
    def of(cls, first: RoundResults, last: RoundResults, perceiver: str, about: str) -> _Pairing:
        """Pair the statements; arms are those of the lot, which was drawn before the first round."""
        pair = {perceiver, about}
        before = {each.statement: each for each in first.differences if set(each.sides) == pair}
        after = {each.statement: each for each in last.differences if set(each.sides) == pair}
        both = tuple(statement for statement in before if statement in after)
        pairs = [(before[statement], after[statement]) for statement in both]
        falls = [number(old.surprise[perceiver]) - number(new.surprise[perceiver]) for old, new in pairs]
        closer = [number(old.actual) - number(new.actual) for old, new in pairs]
        return cls(
            perceiver=perceiver,
            about=about,
            first=first.id,
            last=last.id,
            statements=both,
            arms=tuple(old.arm for old, _ in pairs),
            fall=np.array(falls, dtype=np.float64),
            agreement=np.array(closer, dtype=np.float64),
            target=_target([new.surprise[perceiver] for _, new in pairs]),
        )


def _change(
    pairing: _Pairing, issues: Mapping[str, str | None], *, redraws: int, rng: np.random.Generator
) -> Change:
    of = [issues.get(statement) for statement in pairing.statements]
    record = effect(pairing.fall, pairing.arms, of, redraws=redraws, rng=rng)
    armed = any(pairing.arms)
    none = "no statement of this arm has a fall"
    return Change(
        perceiver=pairing.perceiver,
        about=pairing.about,
        first=pairing.first,
        last=pairing.last,
        statements={arm: pairing.arms.count(arm) for arm in ARMS} if armed else {},
        fall={arm: _estimated(record.falls[arm], pairing.target, none) for arm in ARMS} if armed else {},
        overall=_estimated(change(pairing.fall), pairing.target, "no statement has a fall"),
        effect=_estimated(record.effect, pairing.target, None if armed else NO_ARMS),
        agreement=_estimated(change(pairing.agreement), pairing.target, "no statement was compared twice"),
    )


def _target(found: Sequence[Cell]) -> str:
    return next((cell.target for cell in found if isinstance(cell, Value)), "roll")


def _estimated(estimate: Estimate, target: str, reason: str | None) -> Cell:
    """An estimate over statements as a cell; its n counts statements. No `reason`: the estimate's own."""
    if estimate.value is None:
        return Withheld(reason=reason or estimate.reason or NO_ARMS)
    return Value(
        value=estimate.value,
        interval=estimate.interval,
        n=estimate.n,
        method=estimate.method,
        target=target,
    )
