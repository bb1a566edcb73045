"""A party's own agenda: what it should settle within itself first, and what it has reason to keep vague.

For its own eyes: a joint agenda carries none of this.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from dissensus.measures.agenda import Entry, Label, by_figure, by_word, need_as_many
from dissensus.measures.arrays import Bools, Floats
from dissensus.measures.clarification import ACTOR_ONLY

LEAST_COHESION = 0.6
"""Under this Agreement Index a statement is for a party to settle within itself first."""


def settle_first(
    statements: Sequence[str], split: ArrayLike, agreement_index: ArrayLike
) -> tuple[Entry, ...]:
    """What a party should settle within itself before it speaks of it; for its own eyes.

    Parameters
    ----------
    statements : S ids.
    split : bool (S,), whether the party is split on it.
    agreement_index : (S,), 0 to 1; NaN where nobody answered.

    Returns
    -------
    entries of the statements on which it is split, or whose Agreement Index is under `LEAST_COHESION`: the
    least cohesive first, those without an index last, ties by the id.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> for entry in settle_first(["S1", "S2", "S3"], [False, True, False], [0.5, 0.25, 0.9]):
    ...     print(entry.label, entry.why, entry.figure)
    ('S2',) split 0.25
    ('S1',) low cohesion 0.5
    """
    parted, index = np.asarray(split, dtype=np.bool_), np.asarray(agreement_index, dtype=np.float64)
    need_as_many("split", parted, len(statements))
    need_as_many("agreement indices", index, len(statements))
    return by_figure(_unsettled(statements, parted, index), least_first=True)


def _unsettled(statements: Sequence[str], parted: Bools, index: Floats) -> Iterable[Entry]:
    for statement, is_split, cohesion in zip(statements, parted, index, strict=True):
        if is_split or cohesion < LEAST_COHESION:
            figure = None if np.isnan(cohesion) else float(cohesion)
            yield Entry(label=(statement,), why="split" if is_split else "low cohesion", figure=figure)


def keep_vague(labels: Sequence[Label], outcomes: Sequence[str | None], *, owner: str) -> tuple[Entry, ...]:
    """The lines that a party has reason to keep vague: naming them would help the other alone.

    Parameters
    ----------
    labels : domain, actor and owner of each line.
    outcomes : of `clarification.OUTCOMES`, None where undefined.
    owner : the party whose eyes they are for.

    Returns
    -------
    entries of its own lines from whose naming only the actor gains, by the label.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> pairs = [("air", "A", "B"), ("sea", "A", "B"), ("sea", "B", "A")]
    >>> [entry.label for entry in keep_vague(pairs, ["actor only", "mutual gain", "actor only"], owner="B")]
    [('air', 'A', 'B')]
    """
    need_as_many("outcomes", outcomes, len(labels))
    own = [label[-1] == owner for label in labels]
    theirs = [outcome if is_own else None for outcome, is_own in zip(outcomes, own, strict=True)]
    return by_word(labels, theirs, (ACTOR_ONLY,))
