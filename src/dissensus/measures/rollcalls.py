"""Roll calls: how an alliance votes as a whole, how far it splits, how often another party votes apart."""

from __future__ import annotations

from typing import TypeAlias

import attrs
import numpy as np
from numpy.typing import ArrayLike, NDArray

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Bools, Floats, Ints, VoteMatrix
from dissensus.measures.cohesion import agreement_index, pairwise, rice
from dissensus.measures.counts import Tally, tally
from dissensus.measures.records import Estimate
from dissensus.measures.reliability import alpha

Codes: TypeAlias = NDArray[np.int8]

TIED = 2
"""No answer is commoner than every other."""

NO_MAJORITY = 2
"""No answer is given by more than half."""

NOBODY = 3
"""Nobody voted."""

FEWEST_VOTES = 2
"""Votes of an alliance from which a roll call says anything of agreement within it."""


def plurality(counts: Tally) -> Codes:
    """The answer that most of an alliance's votes give to each roll call.

    Parameters
    ----------
    counts : how many vote yes (agree), abstain (unsure) and vote no (disagree); the absent count nowhere.

    Returns
    -------
    int8 (S,): 1 yes, 0 abstention, -1 no; `TIED` where no answer is commoner than every other, `NOBODY`.

    Examples
    --------
    >>> counts = Tally(
    ...     agree=[3, 2, 0],
    ...     unsure=[2, 2, 0],
    ...     disagree=[2, 1, 0],
    ...     statements=["R1", "R2", "R3"],
    ...     participants=7,
    ... )
    >>> plurality(counts)
    array([1, 2, 3], dtype=int8)
    """
    given = _by_answer(counts)
    tied = np.count_nonzero(given == given.max(axis=0), axis=0) > 1
    return _coded(given, np.where(tied, TIED, 1 - given.argmax(axis=0)))


def absolute_majority(counts: Tally) -> Codes:
    """The answer that more than half of an alliance's votes give to each roll call, abstentions being votes.

    Parameters
    ----------
    counts : as of `plurality`.

    Returns
    -------
    int8 (S,): 1 yes, 0 abstention, -1 no; `NO_MAJORITY` where no answer has more than half, `NOBODY`.

    Examples
    --------
    >>> counts = Tally(
    ...     agree=[3, 4, 0],
    ...     unsure=[2, 2, 0],
    ...     disagree=[2, 1, 0],
    ...     statements=["R1", "R2", "R3"],
    ...     participants=7,
    ... )
    >>> absolute_majority(counts)
    array([2, 1, 3], dtype=int8)
    """
    given = _by_answer(counts)
    over = 2 * given.max(axis=0) > given.sum(axis=0)
    return _coded(given, np.where(over, 1 - given.argmax(axis=0), NO_MAJORITY))


def _by_answer(counts: Tally) -> Ints:
    """(3, S) votes by answer, in the order yes, abstention, no: the answer at place k is 1 - k."""
    return np.stack([counts.agree, counts.unsure, counts.disagree])


def _coded(given: Ints, codes: Ints) -> Codes:
    return np.where(given.sum(axis=0) > 0, codes, NOBODY).astype(np.int8)


def differs(answers: ArrayLike, stance: ArrayLike, seen: ArrayLike) -> Estimate:
    """How often another party votes otherwise than an alliance does.

    Parameters
    ----------
    answers : (S,) codes of `plurality` or of `absolute_majority`.
    stance : (S,) the other party's vote, 1 yes, 0 abstention, -1 no.
    seen : bool (S,), whether it voted.

    Returns
    -------
    Estimate from 0 to 1; n counts the roll calls on which the alliance has an answer and the party voted.
    None, with the reason, where there is none.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    A yes against an abstention differs, a tie has nothing to differ from:

    >>> found = differs([1, 1, -1, TIED], stance=[1, 0, 1, 1], seen=[True] * 4)
    >>> round(found.value, 3), found.n
    (0.667, 3)

    Voting apart, as of the General Assembly: [BaileyStrezhnevVoeten2017]_.
    """
    answer, vote, both = _compared(answers, stance, seen)
    return _share(answer[both] != vote[both])


def opposes(answers: ArrayLike, stance: ArrayLike, seen: ArrayLike) -> Estimate:
    """How often another party votes yes where an alliance votes no, or no where it votes yes.

    Parameters
    ----------
    answers, stance, seen : as of `differs`.

    Returns
    -------
    Estimate from 0 to 1, over the same roll calls as `differs`: abstentions oppose nobody, but count in n.

    Raises
    ------
    MeasureError : the lengths differ.

    Examples
    --------
    >>> found = opposes([1, 1, -1, TIED], stance=[1, 0, 1, 1], seen=[True] * 4)
    >>> round(found.value, 3), found.n
    (0.333, 3)
    """
    answer, vote, both = _compared(answers, stance, seen)
    return _share(answer[both] * vote[both] == -1)


def _compared(answers: ArrayLike, stance: ArrayLike, seen: ArrayLike) -> tuple[Codes, Codes, Bools]:
    """The answers, the votes, and where there are both."""
    answer, vote = np.asarray(answers, dtype=np.int8), np.asarray(stance, dtype=np.int8)
    voted = np.asarray(seen, dtype=np.bool_)
    if answer.ndim != 1 or not answer.shape == vote.shape == voted.shape:
        raise MeasureError(
            f"{answer.shape} answers and {vote.shape} votes, {voted.shape} of them seen, do not fit; "
            "give one of each per roll call"
        )
    return answer, vote, voted & (np.abs(answer) <= 1)


def _share(where: Bools) -> Estimate:
    n = len(where)
    if not n:
        return Estimate(value=None, n=0, reason="there is no roll call on which both have an answer")
    return Estimate(value=int(np.count_nonzero(where)) / n, n=n, source="BaileyStrezhnevVoeten2017")


@attrs.frozen(kw_only=True)
class RollCalls:
    """An alliance over a set of roll calls, alone and beside another party.

    `n` roll calls; `members` who voted at least once; `ties` roll calls without one commonest vote.
    `agreement_index` is the mean over roll calls with two votes or more, `rice` over those on which anybody
    takes a side. `alpha_nominal` and `alpha_interval` are Krippendorff's, members being the coders and roll
    calls the units. `differs` and `opposes` are of the other party against the commonest vote,
    `differs_from_majority` against the vote of more than half.
    """

    n: int
    members: int
    ties: int
    agreement_index: Estimate
    rice: Estimate
    alpha_nominal: Estimate
    alpha_interval: Estimate
    differs: Estimate
    opposes: Estimate
    differs_from_majority: Estimate


def roll_calls(alliance: VoteMatrix, other: VoteMatrix) -> RollCalls:
    """What a set of roll calls says of an alliance, and of another party beside it.

    Parameters
    ----------
    alliance : the members' votes, (M, S): yes 1, abstention 0, no -1. Who was absent, or no member yet on the
        day, is not seen.
    other : the other party's, (1, S), on the same roll calls.

    Returns
    -------
    RollCalls.

    Raises
    ------
    MeasureError : the roll calls differ, or the other party is not one.

    Examples
    --------
    Two of three members vote yes on both, the third no and then not at all; the other party abstains and then
    votes no:

    >>> members = VoteMatrix(
    ...     stance=[[1, 1], [1, 1], [-1, 0]],
    ...     seen=[[True, True], [True, True], [True, False]],
    ...     participants=["USA", "FRA", "TUR"],
    ...     statements=["R1", "R2"],
    ... )
    >>> other = VoteMatrix(
    ...     stance=[[0, -1]], seen=[[True, True]], participants=["RUS"], statements=["R1", "R2"]
    ... )
    >>> found = roll_calls(members, other)
    >>> found.differs.value, found.opposes.value, found.agreement_index.value
    (1.0, 0.5, 0.75)

    [HixNouryRoland2005]_, [Rice1925]_, [Krippendorff2013]_, [BaileyStrezhnevVoeten2017]_.
    """
    if other.statements != alliance.statements or len(other.participants) != 1:
        raise MeasureError(
            "the other party has one row of votes on the same roll calls as the alliance; sort both alike"
        )
    counts = tally(alliance)
    commonest = plurality(counts)
    theirs = other.stance[0], other.seen[0]
    votes = np.where(alliance.seen, alliance.stance, np.nan)
    index = agreement_index(counts.agree, counts.disagree, counts.unsure)
    return RollCalls(
        n=len(alliance.statements),
        members=int(np.count_nonzero(alliance.seen.any(axis=1))),
        ties=int(np.count_nonzero(commonest == TIED)),
        agreement_index=_mean(index[counts.n >= FEWEST_VOTES], source="HixNouryRoland2005"),
        rice=_mean(rice(counts.agree, counts.disagree)[counts.takers > 0], source="Rice1925"),
        alpha_nominal=alpha(votes, level="nominal"),
        alpha_interval=alpha(votes, level="interval"),
        differs=differs(commonest, *theirs),
        opposes=opposes(commonest, *theirs),
        differs_from_majority=differs(absolute_majority(counts), *theirs),
    )


def _mean(values: Floats, *, source: str) -> Estimate:
    if not len(values):
        return Estimate(value=None, n=0, reason="there is no roll call with enough votes")
    return Estimate(value=float(values.mean()), n=len(values), source=source)


def agreement_of(
    votes: VoteMatrix, first: str, second: str, *, half_for_abstention: bool = False
) -> Estimate:
    """How often two voters vote alike, over the roll calls on which both voted.

    Parameters
    ----------
    votes : (M, S), the votes of these two and of whomever else.
    first, second : labels of the two.
    half_for_abstention : an abstention against a yes or a no counts half alike, instead of not at all.

    Returns
    -------
    Estimate from 0 to 1; n counts the roll calls on which both voted. None, with the reason, where there is
    none.

    Raises
    ------
    MeasureError : a label is none of the voters'.

    Examples
    --------
    >>> votes = VoteMatrix(
    ...     stance=[[1, 1], [1, 0]],
    ...     seen=[[True, True], [True, True]],
    ...     participants=["RUS", "USA"],
    ...     statements=["R1", "R2"],
    ... )
    >>> agreement_of(votes, "RUS", "USA").value
    0.5
    >>> agreement_of(votes, "RUS", "USA", half_for_abstention=True).value
    0.75

    [Lijphart1963]_.
    """
    for name in (first, second):
        if name not in votes.participants:
            raise MeasureError(f"{name!r} is none of the voters; they are {', '.join(votes.participants)}")
    places = [votes.participants.index(name) for name in (first, second)]
    two = VoteMatrix(
        stance=votes.stance[places],
        seen=votes.seen[places],
        participants=["first", "second"],
        statements=votes.statements,
    )
    found = pairwise(two, half_for_unsure=half_for_abstention)
    n = int(found.n[0, 1])
    if not n:
        return Estimate(value=None, n=0, reason="there is no roll call on which both voted")
    return Estimate(value=float(found.alike[0, 1]), n=n, source="Lijphart1963")
