"""The oracle's ladders: lines, blind zones, beliefs about beliefs, and what naming a line would be worth.

How open questions are read stands at the head of `brute_force`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property
from itertools import accumulate, combinations

from tests.oracle.brute_files import Folder, Round, Row, mean

NOTHING_GAINED = Fraction(1, 10**9)
MAXIMUM_TIE = Fraction(1, 10**12)
GRID = [Fraction(2.0 ** (step / 2 - 2)) for step in range(13)]
MIDDLE = GRID[6]

Chances = list[Fraction]
"""The probability of each rung 1..R+1, in order."""


def triangle(lowest: int, likeliest: int, highest: int, rungs: int) -> Chances:
    """The discrete triangular distribution of one line over the rungs 1..R+1."""
    weights = []
    for rung in range(1, rungs + 2):
        if not lowest <= rung <= highest:
            weights.append(Fraction(0))
        elif rung <= likeliest:
            weights.append(Fraction(rung - lowest + 1, likeliest - lowest + 1))
        else:
            weights.append(Fraction(highest - rung + 1, highest - likeliest + 1))
    return [weight / sum(weights) for weight in weights]


@dataclass(frozen=True, eq=False)
class Lines:
    """The lines that one party gave on one ladder, each as its chances of every rung."""

    each: list[Chances]
    by_person: bool

    def known(self, min_cell: int) -> bool:
        """Whether there is any line, and as many as it takes to show figures of them."""
        return len(self.each) >= (min_cell if self.by_person else 1)

    @cached_property
    def mixture(self) -> Chances:
        """The chances of every rung, each line counting alike."""
        return [sum(column, Fraction(0)) / len(self.each) for column in zip(*self.each, strict=True)]

    @cached_property
    def cumulative(self) -> Chances:
        """F(r): the probability that the line is at or below rung r, for r from 0 to R + 1."""
        return list(accumulate(self.mixture, initial=Fraction(0)))

    @cached_property
    def mean(self) -> Fraction:
        """The mean line, in rungs."""
        return _expected_rung(self.mixture)

    @cached_property
    def ambiguity(self) -> Fraction | None:
        """The mean distance of two lines' means; None under two lines."""
        means = [_expected_rung(chances) for chances in self.each]
        return mean([abs(one - two) for one, two in combinations(means, 2)])


def _expected_rung(chances: Chances) -> Fraction:
    return sum((rung * chance for rung, chance in enumerate(chances, 1)), Fraction(0))


def _drawn(rows: Iterable[Row], rungs: int) -> list[Chances]:
    return [
        triangle(
            int(row["lowest"] or row["likeliest"]),
            int(row["likeliest"]),
            int(row["highest"] or row["likeliest"]),
            rungs,
        )
        for row in rows
    ]


@cache
def own_lines(case: Folder, held: Round, domain: str, owner: str) -> Lines:
    """The owner's own line: the party's in the joint track, its respondents' in an internal one."""
    joint = held.terms.get("track", "joint") == "joint"
    names = [owner] if joint else held.respondents(owner)
    rows = [
        row
        for row in held.lines
        if row["kind"] == "own"
        and (row["domain"], row["owner"]) == (domain, owner)
        and row["participant"] in names
    ]
    return Lines(_drawn(rows, case.rungs[domain]), not joint and held.unit(owner) == "person")


@cache
def believed_lines(case: Folder, held: Round, domain: str, owner: str, holder: str, other: str = "") -> Lines:
    """What the holder's people believe of the owner's line or, given `other`, of what `other` believes."""
    names = held.respondents(holder)
    kind = "believed_of_us" if other else "believed"
    rows = [
        row
        for row in held.lines
        if row["kind"] == kind
        and (row["domain"], row["owner"], row["other"] or "") == (domain, owner, other)
        and row["participant"] in names
    ]
    return Lines(_drawn(rows, case.rungs[domain]), held.unit(holder) == "person")


def _line_figures(actual: Lines, believed: Lines, min_cell: int) -> Row:
    blind = over = None
    knows_actual, knows_believed = actual.known(min_cell), believed.known(min_cell)
    if knows_actual and knows_believed:
        # F(1) to F(R): the last of the cumulative chances is F(R + 1).
        gaps = [f - fhat for f, fhat in zip(actual.cumulative[1:-1], believed.cumulative[1:-1], strict=True)]
        blind = sum((gap for gap in gaps if gap > 0), Fraction(0))
        over = sum((-gap for gap in gaps if gap < 0), Fraction(0))
    return {
        "blind": blind,
        "over_caution": over,
        "mean_actual": actual.mean if knows_actual else None,
        "mean_believed": believed.mean if knows_believed else None,
        "actual": actual.cumulative[1:-1] if knows_actual else None,
        "believed": believed.cumulative[1:-1] if knows_believed else None,
        "n_owner": len(actual.each),
        "n_holder": len(believed.each),
    }


def ladders(case: Folder, round_id: str, min_cell: int) -> list[Row]:
    """First order: each owner's line against what each other side believes it to be."""
    held = case.rounds[round_id]
    rows = []
    for domain in held.ladders:
        for owner, holder in case.directions(round_id):
            actual = own_lines(case, held, domain, owner)
            figures = _line_figures(actual, believed_lines(case, held, domain, owner, holder), min_cell)
            ambiguity = actual.ambiguity if actual.known(min_cell) else None
            rows.append(
                {"domain": domain, "owner": owner, "holder": holder, "ambiguity": ambiguity} | figures
            )
    return rows


def second_order(case: Folder, round_id: str, min_cell: int) -> list[Row]:
    """Second order: what the other believes of the line, against what the owner thinks that it believes."""
    held = case.rounds[round_id]
    rows = []
    for domain in held.ladders:
        for owner, other in case.directions(round_id):
            actual = believed_lines(case, held, domain, owner, other)
            thought = believed_lines(case, held, domain, owner, owner, other=other)
            about = {"domain": domain, "owner": owner, "holder": owner, "other": other, "ambiguity": None}
            rows.append(about | _line_figures(actual, thought, min_cell))
    return rows


@cache
def elicited(held: Round, party: str, domain: str, column: str, rungs: int) -> tuple[Fraction, ...]:
    """What each rung 0..R is worth to the party: r/R, or what it said."""
    worth = [Fraction(rung, rungs) for rung in range(rungs + 1)]
    for row in held.costs:
        if (row["party"], row["domain"]) == (party, domain) and row[column]:
            worth[int(row["rung"])] = Fraction(row[column])
    return tuple(worth)


def _lowest_maximiser(values: Sequence[Fraction]) -> int:
    best = max(values)
    return next(rung for rung, value in enumerate(values) if value >= best - MAXIMUM_TIE)


@dataclass(frozen=True)
class Choice:
    """What the actor picks at one cost: unclarified, and after each line 1..R+1 that may be named."""

    unclarified: int
    clarified: list[int]

    def crossed(self, chances: Chances) -> tuple[Fraction, Fraction]:
        """The probability that the line is crossed: unclarified, and clarified."""
        after = [chance for line, chance in enumerate(chances, 1) if self.clarified[line - 1] >= line]
        return sum(chances[: self.unclarified], Fraction(0)), sum(after, Fraction(0))

    def worth(self, of_rung: Sequence[Fraction], chances: Chances) -> tuple[Fraction, Fraction]:
        """What the rung picked is worth: unclarified, and on average clarified."""
        after = [chance * of_rung[rung] for chance, rung in zip(chances, self.clarified, strict=True)]
        return of_rung[self.unclarified], sum(after, Fraction(0))


def _choice(worth: Sequence[Fraction], believed: Sequence[Fraction], cost: Fraction) -> Choice:
    rungs = range(len(worth))
    return Choice(
        unclarified=_lowest_maximiser([worth[r] - cost * believed[r] for r in rungs]),
        clarified=[
            _lowest_maximiser([worth[r] - (cost if r >= line else 0) for r in rungs])
            for line in range(1, len(worth) + 1)
        ],
    )


@cache
def clarified(
    actual: Lines, believed: Lines, benefit: tuple[Fraction, ...], harm: tuple[Fraction, ...]
) -> Row:
    """The value of clarifying one line, to the actor and to the owner, over the grid of costs."""
    found: Counter[str] = Counter()
    middle: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))
    for cost in GRID:
        choice = _choice(benefit, believed.cumulative[: len(benefit)], cost)
        before, after = choice.crossed(actual.mixture)
        gained, gains = choice.worth(benefit, actual.mixture)
        harmed, harms = choice.worth(harm, actual.mixture)
        actor = (gains - cost * after) - (gained - cost * before)
        for owners_cost in GRID:
            owner = (harmed + owners_cost * before) - (harms + owners_cost * after)
            found[_class(actor, owner)] += 1
            if cost == owners_cost == MIDDLE:
                middle = (actor, owner)
    # The first of the most frequent is taken: a tie goes to what claims less.
    outcome = max(("no change", "actor only", "mutual gain"), key=lambda name: found[name])
    return {
        "outcome": outcome,
        "share": Fraction(found[outcome], len(GRID) ** 2),
        "gain_actor": middle[0],
        "gain_owner": middle[1],
    }


def _class(actor: Fraction, owner: Fraction) -> str:
    if actor <= NOTHING_GAINED:
        return "no change"
    return "mutual gain" if owner > NOTHING_GAINED else "actor only"


def clarification(case: Folder, round_id: str, min_cell: int) -> list[Row]:
    """What it would be worth if each owner named its line to each other side."""
    held = case.rounds[round_id]
    rows = []
    for domain in held.ladders:
        for owner, actor in case.directions(round_id):
            actual = own_lines(case, held, domain, owner)
            believed = believed_lines(case, held, domain, owner, actor)
            figures: Row = dict.fromkeys(("outcome", "share", "gain_actor", "gain_owner"))
            if actual.known(min_cell) and believed.known(min_cell):
                benefit = elicited(held, actor, domain, "benefit", case.rungs[domain])
                harm = elicited(held, owner, domain, "harm", case.rungs[domain])
                figures = clarified(actual, believed, benefit, harm)
            rows.append({"domain": domain, "owner": owner, "actor": actor} | figures)
    return rows
