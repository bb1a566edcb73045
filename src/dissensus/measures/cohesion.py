"""Cohesion within a party: how far its members answer alike, who stands out, how few would have to move."""

from __future__ import annotations

import attrs
import numpy as np
from numpy.typing import ArrayLike

from dissensus.domain.errors import MeasureError
from dissensus.measures.arrays import Bools, Floats, Ints, VoteMatrix, frozen, whole_numbers
from dissensus.measures.counts import Tally, tally


def _counts(**given: ArrayLike) -> tuple[Ints, ...]:
    """Counts of one shape, by the name of what is counted."""
    counts = tuple(whole_numbers(f"counts of {name}", values) for name, values in given.items())
    if len({each.shape for each in counts}) > 1:
        shapes = " and ".join(f"{name} {each.shape}" for name, each in zip(given, counts, strict=True))
        raise MeasureError(f"counts of {shapes} do not fit; give one of each per statement")
    return counts


def _share(top: Floats | Ints, bottom: Floats | Ints) -> Floats:
    """`top / bottom`, NaN where `bottom` is 0."""
    share = np.full(np.broadcast_shapes(top.shape, bottom.shape), np.nan)
    np.divide(top, bottom, out=share, where=bottom > 0)
    return share


def agreement_index(agree: ArrayLike, disagree: ArrayLike, unsure: ArrayLike) -> Floats:
    """The Agreement Index: how far beyond an even three-way split the largest group of members is.

    With n = agree + disagree + unsure and max the largest of the three, AI = (max - (n - max) / 2) / n.

    Parameters
    ----------
    agree, disagree, unsure : integers of one shape, 0 or more; in a roll call yes, no and abstention.

    Returns
    -------
    floats of that shape, from 0 (an even split in three) to 1 (all alike); NaN where nobody answered.

    Raises
    ------
    MeasureError : a count is no whole number or negative, or shapes differ.

    Examples
    --------
    >>> agreement_index([10, 5, 2, 0], [0, 5, 2, 0], [0, 0, 2, 0])
    array([1.  , 0.25, 0.  ,  nan])

    The index: [HixNouryRoland2005]_.
    """
    counts = np.stack(_counts(agree=agree, disagree=disagree, unsure=unsure))
    n, most = counts.sum(axis=0), counts.max(axis=0)
    return _share(most - (n - most) / 2.0, n)


def rice(agree: ArrayLike, disagree: ArrayLike) -> Floats:
    """The Rice index: the distance of the two sides among those who take one, |a - d| / (a + d).

    Parameters
    ----------
    agree, disagree : integers of one shape, 0 or more.

    Returns
    -------
    floats of that shape, from 0 (half and half) to 1 (all alike); NaN where nobody takes a side.

    Raises
    ------
    MeasureError : a count is no whole number or negative, or shapes differ.

    Examples
    --------
    >>> rice([4, 3, 0], [0, 1, 0])
    array([1. , 0.5, nan])

    The index: [Rice1925]_.
    """
    a, d = _counts(agree=agree, disagree=disagree)
    return _share(np.abs(a - d), a + d)


def fewest_moves(agree: ArrayLike, disagree: ArrayLike) -> Ints:
    """The consensus distance: the fewest members who would have to move for nobody to object, min(a, d).

    Who is unsure objects to neither side.

    Parameters
    ----------
    agree, disagree : integers of one shape, 0 or more.

    Raises
    ------
    MeasureError : a count is no whole number or negative, or shapes differ.

    >>> fewest_moves([20, 3, 0], [2, 9, 7])
    array([2, 3, 0])
    """
    return np.minimum(*_counts(agree=agree, disagree=disagree))


def ordered_agreement(counts: ArrayLike) -> Floats:
    """Agreement A on an ordered scale: 1 all in one place, 0 spread evenly, -1 half at either end.

    The counts are taken apart into layers of equal counts. A layer that occupies S of the K places has
    A = U (1 - (S - 1) / (K - 1)), where U compares the triples of places that speak for one peak (occupied,
    occupied, empty, and its mirror image) with those that speak against it (occupied, empty, occupied).
    Layers are weighted by what they hold.

    Parameters
    ----------
    counts : (..., K), 0 or more, how many stand at each of K >= 3 places, in the order of the scale.

    Returns
    -------
    (...) from -1 to 1; NaN where nobody answered.

    Raises
    ------
    MeasureError : fewer than three places, or a count is no whole number or negative.

    Examples
    --------
    >>> ordered_agreement([[0, 9, 0], [3, 3, 3], [5, 0, 5], [0, 0, 0]])
    array([ 1.,  0., -1., nan])

    The measure: [VanDerEijk2001]_.
    """
    held = whole_numbers("counts", counts)
    if held.ndim < 1 or held.shape[-1] < 3:
        raise MeasureError("an ordered scale has at least three places; give one count a place")
    rows = held.reshape(-1, held.shape[-1])
    return np.array([_agreement_of(row) for row in rows]).reshape(held.shape[:-1])


def _agreement_of(row: Ints) -> float:
    total, left, agreement = int(row.sum()), row.copy(), 0.0
    if not total:
        return float("nan")
    while left.any():
        occupied = left > 0
        depth = int(left[occupied].min())
        agreement += depth * int(occupied.sum()) / total * _layer_agreement(occupied)
        left[occupied] -= depth
    return agreement


def _layer_agreement(occupied: Bools) -> float:
    """Agreement of one layer, of which places are occupied or empty and nothing else."""
    places, held = len(occupied), int(occupied.sum())
    if held == places:
        return 0.0
    against = _between(occupied, ~occupied)
    for_one_peak = _beside(occupied)
    unimodal = 1.0
    if against + for_one_peak:
        wide = places - 2
        unimodal = (wide * for_one_peak - (places - 1) * against) / (wide * (for_one_peak + against))
    return unimodal * (1.0 - (held - 1) / (places - 1))


def _between(outer: Bools, inner: Bools) -> int:
    """Triples of places of which the first and third are `outer` and the second is `inner`."""
    before: Ints = np.cumsum(outer) - outer
    after = outer.sum() - np.cumsum(outer)
    return int((before * after)[inner].sum())


def _beside(occupied: Bools) -> int:
    """Triples of places of which the middle one and one other are occupied and the third is empty."""
    left: Ints = np.cumsum(occupied) - occupied
    right = occupied.sum() - np.cumsum(occupied)
    places = np.arange(len(occupied))
    empty_left, empty_right = places - left, places[::-1] - right
    return int((left * empty_right + empty_left * right)[occupied].sum())


@attrs.frozen(kw_only=True, eq=False)
class Pairwise:
    """How far every two members answer alike, read-only.

    `alike` (M, M): the share of statements that both answered on which they gave the same answer, NaN where
    there is none, so that the diagonal is 1 for whoever answered anything; `n` int64 (M, M): the statements
    that both answered.
    """

    members: tuple[str, ...]
    alike: Floats = attrs.field(converter=frozen)
    n: Ints = attrs.field(converter=frozen)


def pairwise(votes: VoteMatrix, *, half_for_unsure: bool = False) -> Pairwise:
    """Pairwise agreement of members over statements.

    Parameters
    ----------
    votes : the members' answers, (M, S).
    half_for_unsure : an unsure answer against one that takes a side counts half alike (1 - |a - b| with
        agree 1, unsure 1/2, disagree 0) instead of not at all.

    Returns
    -------
    Pairwise.

    Examples
    --------
    >>> votes = VoteMatrix(
    ...     stance=[[1, 1, -1], [1, 0, 0]],
    ...     seen=[[True, True, True], [True, True, False]],
    ...     participants=["p", "q"],
    ...     statements=["S1", "S2", "S3"],
    ... )
    >>> float(pairwise(votes).alike[0, 1]), float(pairwise(votes, half_for_unsure=True).alike[0, 1])
    (0.5, 0.75)

    Agreement scores: [Lijphart1963]_.
    """
    answered = votes.seen.astype(np.int64)
    each = {stance: ((votes.stance == stance) & votes.seen).astype(np.int64) for stance in (1, 0, -1)}
    same = sum(held @ held.T for held in each.values())
    n = answered @ answered.T
    near = each[0] @ (each[1] + each[-1]).T
    alike = 2 * same + (near + near.T if half_for_unsure else 0)
    return Pairwise(members=votes.participants, alike=_share(alike, 2 * n), n=n)


@attrs.frozen(kw_only=True, eq=False)
class Cohesion:
    """Cohesion of a party statement by statement, read-only; all of shape (S,), NaN where undefined.

    `n` members who answered, `agreement_index` 0..1, `rice` 0..1, `ordered` (van der Eijk's A) -1..1,
    `moves` the fewest who would have to move for nobody to object.
    """

    statements: tuple[str, ...]
    n: Ints = attrs.field(converter=frozen)
    agreement_index: Floats = attrs.field(converter=frozen)
    rice: Floats = attrs.field(converter=frozen)
    ordered: Floats = attrs.field(converter=frozen)
    moves: Ints = attrs.field(converter=frozen)


def cohesion(counts: Tally) -> Cohesion:
    """The cohesion of a party on each statement, from its tally.

    Parameters
    ----------
    counts : how many members agree, are unsure and disagree.

    Returns
    -------
    Cohesion.

    Examples
    --------
    >>> counts = Tally(
    ...     agree=[26, 0], unsure=[2, 0], disagree=[1, 0], statements=["S1", "S2"], participants=29
    ... )
    >>> found = cohesion(counts)
    >>> found.agreement_index.round(3), found.rice.round(3), found.moves
    (array([0.845,   nan]), array([0.926,   nan]), array([1, 0]))

    [HixNouryRoland2005]_, [Rice1925]_, [VanDerEijk2001]_.
    """
    places = np.stack([counts.disagree, counts.unsure, counts.agree], axis=-1)
    return Cohesion(
        statements=counts.statements,
        n=counts.n,
        agreement_index=agreement_index(counts.agree, counts.disagree, counts.unsure),
        rice=rice(counts.agree, counts.disagree),
        ordered=ordered_agreement(places),
        moves=fewest_moves(counts.agree, counts.disagree),
    )


def outliers(votes: VoteMatrix) -> Floats:
    """How far each member stands from the others: the mean distance of its answers from the mean of theirs.

    Per statement, with agree 1, unsure 1/2 and disagree 0, the distance of a member's answer from the mean of
    the other members' answers; the mean of that over the statements that the member and anyone else answered.
    Who stands farthest out comes nearest to 1.

    Parameters
    ----------
    votes : the members' answers, (M, S).

    Returns
    -------
    (M,), from 0 (with all others) to 1 (alone against all others, everywhere); NaN without a statement.

    Examples
    --------
    >>> votes = VoteMatrix(
    ...     stance=[[1], [1], [-1]], seen=[[True]] * 3, participants=["p", "q", "r"], statements=["S1"]
    ... )
    >>> outliers(votes)
    array([0.5, 0.5, 1. ])
    """
    place = np.where(votes.seen, (votes.stance + 1) / 2.0, 0.0)
    others_n = votes.seen.sum(axis=0) - votes.seen
    others = _share(place.sum(axis=0) - place, others_n)
    counted = votes.seen & (others_n > 0)
    distance = np.where(counted, np.abs(place - np.where(counted, others, 0.0)), 0.0)
    return _share(distance.sum(axis=1), counted.sum(axis=1))


def cohesion_of(votes: VoteMatrix) -> Cohesion:
    """The cohesion of a party on each statement, from its members' answers.

    >>> votes = VoteMatrix(
    ...     stance=[[1], [-1]], seen=[[True], [True]], participants=["p", "q"], statements=["S1"]
    ... )
    >>> cohesion_of(votes).moves
    array([1])
    """
    return cohesion(tally(votes))
