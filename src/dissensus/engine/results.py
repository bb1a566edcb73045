"""Results: the one schema that everything shown reads.

A figure is a cell, of one of three kinds: a value with its interval and n, a label of a guarded side, or
withheld with a reason. Charts, tables, reports and sentences read these records and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dissensus.engine.cells import Cell, Label, Value, Withheld
from dissensus.engine.findings import (
    AgendaRow,
    AnatomyPart,
    Concern,
    ConditionStand,
    EndOfPeace,
    IssueCohesion,
    Norm,
    PastEachOther,
    ReadSignal,
    Standout,
    StatementCohesion,
    TestedAssumption,
)
from dissensus.engine.record_findings import PublicRecord

__all__ = [
    "FORMAT",
    "ArmSurprise",
    "Cell",
    "Change",
    "Clarification",
    "Difference",
    "Label",
    "LineGap",
    "Plan",
    "Results",
    "RoundResults",
    "Side",
    "State",
    "Value",
    "Withheld",
]

FORMAT = "dissensus-results/1"


@attrs.frozen(kw_only=True)
class Side:
    """A party in this round: its unit, those asked (roll), those who answered, and the guard's row.

    `shown` is "figures", "bands", "labels" or "nothing": how finely this side's answers may be shown.
    """

    party: str
    unit: str
    roll: int
    respondents: int
    shown: str = "figures"


@attrs.frozen(kw_only=True)
class State:
    """The state of a difference (Scheff 1967), and whom it names.

    `name`: shared ground, imagined difference, half-imagined, known difference, hidden difference,
    one-sided, split, unforeseen, undetermined, no common answer. `who`: the side that imagines
    (half-imagined), that sees it (one-sided), that is split, or that has no expectation. `likeliest`: the
    two likeliest states with their probabilities where `name` is undetermined for want of data.
    `basis`: figures, bands or labels.
    """

    name: str
    who: tuple[str, ...] = ()
    probability: float | None = None
    likeliest: tuple[tuple[str, float], ...] = ()
    basis: str = "figures"


@attrs.frozen(kw_only=True)
class Difference:
    """One statement between two sides; mappings are by party id.

    `leans`: agree, disagree, split, or None where nobody takes a side. `expects` (by perceiver): agree,
    disagree, or None for no expectation. `rightly` (by perceiver): whether the other side's leaning was
    expected; None where the other side has none. Units: alpha, prediction, unsure, actual, perceived,
    accuracy, congruency are shares 0..1; bias -1..1; surprise bits; importance 0..3.
    """

    statement: str
    issue: str | None
    kind: str
    arm: str | None
    sides: tuple[str, str]
    n: Mapping[str, int]
    n_predictions: Mapping[str, int]
    alpha: Mapping[str, Cell]
    unsure: Mapping[str, Cell]
    prediction: Mapping[str, Cell]
    actual: Cell
    perceived: Mapping[str, Cell]
    accuracy: Mapping[str, Cell]
    congruency: Mapping[str, Cell]
    bias: Mapping[str, Cell]
    surprise: Mapping[str, Cell]
    surprise_at_5: Mapping[str, Cell]
    importance: Mapping[str, Cell]
    leans: Mapping[str, str | None]
    expects: Mapping[str, str | None]
    rightly: Mapping[str, bool | None]
    state: State | Withheld


@attrs.frozen(kw_only=True)
class ArmSurprise:
    """One side's surprise over the statements of one arm (None: all of them) in one round.

    `right` of `of`: how many of the other side's leanings it expected rightly.
    """

    perceiver: str
    about: str
    arm: str | None
    statements: int
    bits: Cell
    right: int
    of: int


@attrs.frozen(kw_only=True)
class LineGap:
    """A line as it is against how it is believed to be, on one ladder.

    `holder` believes; `owner` owns the line. With `other` set it is second order: what `holder` believes
    that `other` believes of `owner`'s line (holder and owner are then one party). Blind, over-caution,
    ambiguity and means are in rungs. `actual` and `believed` are the shares that hold the line crossed at
    each rung 1..R (with `believed_band`: 90 % intervals), None where only a label may be shown; `released`
    is the owner's own line (lowest, likeliest, highest). `placed`: where the believed line stands against
    the released one: nearer, at or further, a label where figures may not be shown.
    """

    domain: str
    rungs: int
    owner: str
    holder: str
    other: str | None = None
    n_owner: int
    n_holder: int
    blind: Cell
    over_caution: Cell
    ambiguity: Cell
    mean_actual: Cell
    mean_believed: Cell
    placed: Cell
    actual: tuple[float, ...] | None = None
    believed: tuple[float, ...] | None = None
    believed_band: tuple[tuple[float, float], ...] | None = None
    released: tuple[int, int, int] | None = None


@attrs.frozen(kw_only=True)
class Clarification:
    """What it is worth to both sides that the owner names its line to the actor.

    `outcome`: mutual gain, actor only, no change; `share` of the cost grid over which it holds. Gains are in
    units of the top rung's benefit, at the middle of the cost grid.
    """

    domain: str
    actor: str
    owner: str
    outcome: str | None
    share: float | None
    gain_actor: Cell
    gain_owner: Cell


@attrs.frozen(kw_only=True)
class RoundResults:
    """Everything measured in one round.

    `read_from` says what it was made from: the "answers", or the "results" that were released in their place.
    """

    id: str
    track: str
    after: str | None
    last: bool
    synthetic: bool
    seed: int | None
    read_from: str = "answers"
    sides: tuple[Side, ...]
    differences: tuple[Difference, ...] = ()
    surprises: tuple[ArmSurprise, ...] = ()
    lines: tuple[LineGap, ...] = ()
    second_order: tuple[LineGap, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    norms: tuple[Norm, ...] = ()
    peace: tuple[EndOfPeace, ...] = ()
    concerns: tuple[Concern, ...] = ()
    past: tuple[PastEachOther, ...] = ()
    anatomy: tuple[AnatomyPart, ...] = ()
    assumptions: tuple[TestedAssumption, ...] = ()
    conditions: tuple[ConditionStand, ...] = ()
    readings: tuple[ReadSignal, ...] = ()
    cohesion: tuple[StatementCohesion, ...] = ()
    cohesion_by_issue: tuple[IssueCohesion, ...] = ()
    standouts: tuple[Standout, ...] = ()
    agenda: tuple[AgendaRow, ...] = ()


@attrs.frozen(kw_only=True)
class Change:
    """What happened to one side's surprise between the first and the last round of a series.

    `fall` by arm: mean fall in bits, first round less last. `effect`: mean fall of the discussed less that of
    the held back, withheld without a control ("change" is then the word, never "effect").
    `agreement` is the change of the mean agreement 1 - D, and stands apart.
    """

    perceiver: str
    about: str
    first: str
    last: str
    statements: Mapping[str, int]
    fall: Mapping[str, Cell]
    overall: Cell
    effect: Cell
    agreement: Cell


@attrs.frozen(kw_only=True)
class Plan:
    """What was asked of the engine; with the case's hash it says exactly how results came about."""

    round: str
    target: str | None = None
    min_cell: int = 5
    guarded: bool = False
    draws: int = 1000
    seed: int = 20190415


@attrs.frozen(kw_only=True)
class Results:
    """The results of one round and of the rounds it came after.

    `record` is what the public record says on its own, None where nobody asked it.
    """

    format: str = FORMAT
    case: str
    case_sha256: str
    plan: Plan
    synthetic: bool
    rounds: tuple[RoundResults, ...]
    changes: tuple[Change, ...] = ()
    record: PublicRecord | None = None

    @property
    def latest(self) -> RoundResults:
        """The round that was asked for: the last of the series."""
        return self.rounds[-1]
