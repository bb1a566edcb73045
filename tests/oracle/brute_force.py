"""The point values of a round by the slowest and plainest way: an oracle apart from the package.

It counts row by row and reckons in fractions wherever a figure is rational, so that only logarithms and the
last division round. It was written from the definitions of the measures alone, not from the code that it
checks. Lines are in `brute_lines`, the reading of files in `brute_files`.

Where the definitions leave something open, this is how they are read here:

* `n` counts everyone of a side who answered a statement, the unsure too; `n_predictions` those who gave a
  share about that other side. `unsure` is their share of `n`.
* The smallest cell hides what has fewer than N answers of a side whose unit is the person. It goes by
  ingredient: alpha needs N answers to the statement, a mean prediction N predictions about that side, an
  importance N importances, a line N lines. A figure of two ingredients is null if either is, and so is a
  state: each side's leaning and each side's expectation are its ingredients. None at all is under N too.
  A party's own answer, and a line that a party gave as one, is never hidden.
* Which answers count: those of the unit. Under unit party the participant whose id is the party's; otherwise
  everyone of the party but that one.
* Statements compare two sides that the round asked: an internal round asks one, and so compares none.
  Of lines, one of the two is enough: what it drew or believes stands, and the rest is null.
* Own lines: in the joint track the party's own; in an internal track those of its respondents.
* Second order: `owner` owns the line and also holds the belief; `other` is whose belief it is about. What
  `other` believes of the line stands in the place of the line itself, and `n_owner` counts those beliefs.
  Ambiguity is of a line among its owner's members, so null. A row stands where anybody gave such a belief.
* `costs.csv` gives a party's benefit for every rung of a ladder or for none, and likewise its harm.
* A statement is defined in both rounds, for one side, where its surprise is not null in the first and in the
  last round of the series; `statements` counts every statement of an arm. `change` is the mean fall of those
  that are defined, whatever their arm; the effect is null under four of them in the discussed or in the
  held-back arm. Agreement's change is the mean over the statements whose agreement is defined in both rounds.
* Expected rightly: the mean prediction is on the side of 1/2 to which the other leans. There is no verdict
  where the other is split or has no leaning, or where nobody gave a share; at exactly 1/2 it is wrong.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from tests.oracle.brute_files import Folder, Round, Row, mean

HALF_TIE = Fraction(1, 10**9)
ARMS = ("held back", "released only", "discussed")
FEWEST_IN_AN_ARM = 4
LEANINGS = {1: "agree", 0: "split", -1: "disagree"}
EXPECTATIONS = {1: "agree", 0: None, -1: "disagree"}


@dataclass(frozen=True)
class Side:
    """What one side answered to a statement, and expects of one other side; a figure needs `fewest`."""

    party: str
    agree: int
    unsure: int
    disagree: int
    asked: int
    shares: list[Fraction]
    importances: list[int]
    fewest: int = 0

    @property
    def answered(self) -> int:
        """Everyone who answered, the unsure too."""
        return self.agree + self.unsure + self.disagree

    @property
    def answers_shown(self) -> bool:
        """Whether enough answered."""
        return self.answered >= self.fewest

    @property
    def shares_shown(self) -> bool:
        """Whether enough gave a share."""
        return len(self.shares) >= self.fewest

    @property
    def alpha(self) -> Fraction | None:
        """Of those who take a side, the share that agrees."""
        taking_sides = self.agree + self.disagree
        return Fraction(self.agree, taking_sides) if self.answers_shown and taking_sides else None

    @property
    def undecided(self) -> Fraction | None:
        """Of those who answered, the share that is unsure."""
        return Fraction(self.unsure, self.answered) if self.answers_shown and self.answered else None

    @property
    def expected(self) -> Fraction | None:
        """The mean prediction."""
        return mean(self.shares) if self.shares_shown else None

    @property
    def importance(self) -> Fraction | None:
        """The mean importance."""
        enough = len(self.importances) >= self.fewest
        return mean([Fraction(value) for value in self.importances]) if enough else None

    def leaning(self, target: str) -> int:
        """+1 towards agreement, -1 away from it, 0 split."""
        lead = self.agree - self.disagree
        about = self.asked if target == "roll" else self.answered
        if 10 * abs(lead) > self.agree + self.disagree and abs(lead) >= min(2, about):
            return 1 if lead > 0 else -1
        return 0

    @property
    def expectation(self) -> int:
        """+1 or -1: how the other is expected to lean; 0 for no expectation."""
        centre = mean(self.shares)
        if centre is None or abs(centre - Fraction(1, 2)) <= HALF_TIE:
            return 0
        return 1 if centre > Fraction(1, 2) else -1


@cache
def _side(held: Round, party: str, other: str, statement: str, min_cell: int) -> Side:
    stances, shares, importances = _answers(held, party, other, statement)
    return Side(
        party=party,
        agree=stances["agree"],
        unsure=stances["unsure"],
        disagree=stances["disagree"],
        asked=held.asked(party),
        shares=shares,
        importances=importances,
        fewest=min_cell if held.unit(party) == "person" else 0,
    )


@cache
def _answers(
    held: Round, party: str, other: str, statement: str
) -> tuple[Counter[str], list[Fraction], list[int]]:
    names = held.respondents(party)
    given = [r for r in held.stances if r["statement"] == statement and r["participant"] in names]
    shares = [
        Fraction(row["share"])
        for row in held.predictions
        if row["statement"] == statement and row["about"] == other and row["participant"] in names
    ]
    stances = Counter(row["stance"] for row in given)
    return stances, shares, [int(row["importance"]) for row in given if row["importance"]]


def _gap(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    """The first less the second, where both are known."""
    return None if one is None or two is None else one - two


def _closeness(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    """1 less the distance."""
    gap = _gap(one, two)
    return None if gap is None else 1 - abs(gap)


@cache
def bits(truth: Fraction, share: Fraction, clip: Fraction = Fraction(1, 100)) -> float:
    """What the share, clipped so far off 0 and 1, costs against the truth, in bits."""
    clipped = min(max(share, clip), 1 - clip)
    parts = ((truth, clipped), (1 - truth, 1 - clipped))
    return math.fsum(float(p) * math.log2(p / q) for p, q in parts if p)


def _rightly(me: Side, other: Side, target: str) -> bool | None:
    if other.alpha is None or other.leaning(target) == 0 or me.expected is None:
        return None
    return me.expectation == other.leaning(target)


def _surprise(me: Side, other: Side, clip: Fraction = Fraction(1, 100)) -> float | None:
    truth = other.alpha
    if truth is None or me.expected is None:
        return None
    return math.fsum(bits(truth, share, clip) for share in me.shares) / len(me.shares)


def state(one: Side, two: Side, target: str) -> tuple[str | None, list[str]]:
    """The state of one statement between two sides, and whom it names."""
    both = (one, two)
    if not all(side.answers_shown and side.shares_shown for side in both):
        return None, []
    if any(side.agree + side.disagree == 0 for side in both):
        return "undetermined", []
    split = [side.party for side in both if side.leaning(target) == 0]
    if split:
        return "split", split
    unforeseen = [side.party for side in both if side.expectation == 0]
    if unforeseen:
        return "unforeseen", unforeseen
    differ = [side.party for side in both if side.expectation != side.leaning(target)]
    if one.leaning(target) == two.leaning(target):
        name = ("shared ground", "half-imagined", "imagined difference")[len(differ)]
    else:
        name = ("hidden difference", "one-sided", "known difference")[len(differ)]
    return name, differ if len(differ) == 1 else []


def _named(way: int, figure: Fraction | None, names: Mapping[int, str | None]) -> str | None:
    return None if figure is None else names[way]


@cache
def coorientation(case: Folder, round_id: str, min_cell: int, target: str) -> list[Row]:
    """One row for each statement of the round and pair of sides."""
    held = case.rounds[round_id]
    return [
        _compared(
            case,
            statement,
            _side(held, a, b, statement, min_cell),
            _side(held, b, a, statement, min_cell),
            target,
        )
        for a, b in case.pairs(round_id)
        for statement in held.statements
    ]


def _compared(case: Folder, statement: str, one: Side, two: Side, target: str) -> Row:
    difference = _closeness(one.alpha, two.alpha)
    of_each = [(one, two), (two, one)]
    name, who = state(one, two, target)
    return {
        "statement": statement,
        "issue": case.issue_of[statement],
        "sides": [one.party, two.party],
        "n": {me.party: me.answered for me, _ in of_each},
        "n_predictions": {me.party: len(me.shares) for me, _ in of_each},
        "unsure": {me.party: me.undecided for me, _ in of_each},
        "alpha": {me.party: me.alpha for me, _ in of_each},
        "prediction": {me.party: me.expected for me, _ in of_each},
        "actual_difference": None if difference is None else 1 - difference,
        "perceived_difference": {me.party: _distance(me.alpha, me.expected) for me, _ in of_each},
        "accuracy": {me.party: _closeness(other.alpha, me.expected) for me, other in of_each},
        "congruency": {me.party: _closeness(me.alpha, me.expected) for me, _ in of_each},
        "bias": {me.party: _gap(me.expected, other.alpha) for me, other in of_each},
        "surprise_bits": {me.party: _surprise(me, other) for me, other in of_each},
        "surprise_bits_at_5": {me.party: _surprise(me, other, Fraction(1, 20)) for me, other in of_each},
        "importance": {me.party: me.importance for me, _ in of_each},
        "leans": {me.party: _named(me.leaning(target), me.alpha, LEANINGS) for me, _ in of_each},
        "expects": {me.party: _named(me.expectation, me.expected, EXPECTATIONS) for me, _ in of_each},
        "expected_rightly": {me.party: _rightly(me, other, target) for me, other in of_each},
        "state": name,
        "who": who,
    }


def _distance(one: Fraction | None, two: Fraction | None) -> Fraction | None:
    gap = _gap(one, two)
    return None if gap is None else abs(gap)


def _float_mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None


def surprise(case: Folder, round_id: str, min_cell: int, target: str) -> list[Row]:
    """Mean surprise, and how much was expected rightly, by round of the series, perceiver and arm."""
    rows = []
    for each in case.series(round_id):
        arm_of = case.rounds[each].statements
        compared = coorientation(case, each, min_cell, target)
        for perceiver, about in case.perceivers(each):
            between = [row for row in compared if {perceiver, about} == set(row["sides"])]
            for arm in (None, *(arm for arm in ARMS if arm in arm_of.values())):
                held = [row for row in between if arm in (None, arm_of[row["statement"]])]
                whom = {"round": each, "perceiver": perceiver, "about": about, "arm": arm}
                rows.append(whom | _surprise_of(held, perceiver))
    return rows


def _surprise_of(rows: Sequence[Row], side: str) -> Row:
    verdicts = [row["expected_rightly"][side] for row in rows]
    known = [row["surprise_bits"][side] for row in rows if row["surprise_bits"][side] is not None]
    return {
        "statements": len(rows),
        "bits": _float_mean(known),
        "right": verdicts.count(True),
        "of": len(verdicts) - verdicts.count(None),
    }


def effect(case: Folder, round_id: str, min_cell: int) -> list[Row]:
    """What became of surprise, by perceiver and arm, and of agreement, since the first of the series."""
    first = case.series(round_id)[0]
    if first == round_id:
        return []
    before, after = (coorientation(case, each, min_cell, "roll") for each in (first, round_id))
    return [
        {"perceiver": perceiver, "about": about}
        | _effect_of(case.rounds[first].statements, perceiver, _paired(before, after, {perceiver, about}))
        for perceiver, about in case.perceivers(round_id)
    ]


def _paired(before: list[Row], after: list[Row], pair: set[str]) -> list[tuple[Row, Row]]:
    """The rows of that pair of sides in both rounds, statement by statement."""
    later = {row["statement"]: row for row in after if set(row["sides"]) == pair}
    rows = [row for row in before if set(row["sides"]) == pair]
    return [(row, later[row["statement"]]) for row in rows if row["statement"] in later]


def _effect_of(arm_of: dict[str, str | None], perceiver: str, rows: list[tuple[Row, Row]]) -> Row:
    falls: dict[str, float] = {}
    agreement: list[Fraction] = []
    for before, after in rows:
        one, two = before["surprise_bits"][perceiver], after["surprise_bits"][perceiver]
        if one is not None and two is not None:
            falls[before["statement"]] = one - two
        closer = _gap(before["actual_difference"], after["actual_difference"])
        agreement += [] if closer is None else [closer]
    arms = [arm for arm in ARMS if arm in arm_of.values()]
    by_arm = {arm: [fall for statement, fall in falls.items() if arm_of[statement] == arm] for arm in arms}
    return {
        "fall": {arm: _float_mean(values) for arm, values in by_arm.items()},
        "statements": dict(Counter(arm for arm in arm_of.values() if arm)),
        "change": _float_mean(list(falls.values())),
        "effect": _effect(by_arm.get("discussed", []), by_arm.get("held back", [])),
        "agreement_change": mean(agreement),
    }


def _effect(discussed: list[float], held_back: list[float]) -> float | None:
    if min(len(discussed), len(held_back)) < FEWEST_IN_AN_ARM:
        return None
    return math.fsum(discussed) / len(discussed) - math.fsum(held_back) / len(held_back)
