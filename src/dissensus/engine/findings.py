"""The records of what else a round says: conduct, concerns, anatomy, assumptions, readings, cohesion, agenda.

Like all of `results` they hold cells and words, and nothing that is computed. What one party alone may see
names it under `eyes`; a joint output leaves it out.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dissensus.engine.cells import Cell


@attrs.frozen(kw_only=True)
class Norm:
    """What two sides hold of one rung; mappings are by the party that judges.

    `own` and `others`: the class (acceptable, tolerable, unacceptable) that more than half hold of an act by
    itself and by the other, "no common answer" where no class is, None where nobody answered. `agreed`: both
    call it unacceptable by either. `asymmetric`: the other's act is rated strictly worse than one's own.
    `status`: peacetime, grey or war, likewise.
    """

    domain: str
    rung: int
    sides: tuple[str, str]
    n: Mapping[str, int]
    own: Mapping[str, str | None]
    others: Mapping[str, str | None]
    agreed: bool
    asymmetric: Mapping[str, bool]
    status: Mapping[str, str | None]


@attrs.frozen(kw_only=True)
class EndOfPeace:
    """On one ladder, by party: the first rung it no longer calls peacetime (`peace_ends`), the first that it
    calls war (`hostilities_begin`; R + 1: none of the rungs, None: no answer), and on how many rungs it
    measures with two measures."""

    domain: str
    rungs: int
    sides: tuple[str, str]
    peace_ends: Mapping[str, int | None]
    hostilities_begin: Mapping[str, int | None]
    double_standards: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Concern:
    """The share of its importance that a party spends on an issue (0..1), and the mean importance (0..3)."""

    party: str
    issue: str
    share: Cell
    importance: Cell


@attrs.frozen(kw_only=True)
class PastEachOther:
    """How far two sides talk past each other: the divergence of their concerns, 0 to 1 bit."""

    sides: tuple[str, str]
    divergence: Cell


@attrs.frozen(kw_only=True)
class AnatomyPart:
    """One kind of statement or one issue: the actual difference (0..1) and, by perceiver, the surprise in
    bits, weighted by importance. `by` is "kind" or "issue"; `statements` how many it has."""

    sides: tuple[str, str]
    by: str
    label: str
    statements: int
    actual: Cell
    surprise: Mapping[str, Cell]


@attrs.frozen(kw_only=True)
class TestedAssumption:
    """What `holder` assumes about `about`, and how that party's own answers bear it out; see
    `measures.assumptions`."""

    statement: str
    holder: str
    about: str
    tested_by: str | None
    outcome: str | None


@attrs.frozen(kw_only=True)
class ConditionStand:
    """One side's stand on a condition for a better relation: agree, disagree, split or None, what the other
    expected of it, and whether rightly (None: there is nothing to tell)."""

    statement: str
    holder: str
    other: str
    leans: str | None
    expected: str | None
    foreseen: bool | None


@attrs.frozen(kw_only=True)
class ReadSignal:
    """How one party's people read a signal, against what its sender meant.

    `misread` is the share that read another category, `inflation` how much more hostile it was read than
    meant, `agreement` Krippendorff's alpha among all readers of the round's signals.
    """

    signal: str
    reader: str
    meant: str | None
    commonest: str | None
    misread: Cell
    inflation: Cell


@attrs.frozen(kw_only=True)
class IssueCohesion:
    """For one party's own eyes: how far its people answer alike on an issue, mean over its statements.

    `agreement_index` 0..1, `rice` 0..1, `ordered` (van der Eijk's A) -1..1.
    """

    eyes: str
    issue: str
    statements: int
    agreement_index: Cell
    rice: Cell
    ordered: Cell


@attrs.frozen(kw_only=True)
class StatementCohesion:
    """For one party's own eyes: cohesion on one statement; `moves` is the fewest who would have to move for
    nobody to object, `stances` by member or person (agree, unsure, disagree) where they answer by member."""

    eyes: str
    statement: str
    agreement_index: Cell
    rice: Cell
    moves: int
    stances: Mapping[str, str]


@attrs.frozen(kw_only=True)
class Standout:
    """For one party's own eyes: how far one member stands from the others, 0 to 1; `statements` compared."""

    eyes: str
    member: str
    distance: Cell


@attrs.frozen(kw_only=True)
class AgendaRow:
    """One row of one ranked list.

    `list`: differences, lines, signals, gaps (joint), settle first, keep vague (for one party's `eyes`).
    `label`: the id of a statement or signal; domain, actor and owner of a line; domain and rung of a gap.
    `why` is the word for what put it there, `figure` what ranks it, `party` whose surprise or reading it is.
    """

    list: str
    rank: int
    label: tuple[str, ...]
    why: str
    figure: float | None = None
    party: str | None = None
    eyes: str | None = None
