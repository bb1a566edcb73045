"""Nobody is certain of a colleague: every table of answers behind every figure that the guard shows, counted.

Each enumeration stands beside a control that it must catch: exact counts, rolls that lose a leaver, bands
where labels belong, bits with open ends. If the controls found nothing, the rest would prove nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations_with_replacement, product
from pathlib import Path

import numpy as np
import pytest

from dissensus.measures import surprise
from dissensus.measures.arrays import Floats, Ints
from dissensus.measures.guard import answers, figures
from dissensus.measures.guard.constants import Constants
from dissensus.measures.ladders import weights
from tests.conftest import ROOT
from tests.measures import enumeration
from tests.measures.enumeration import (
    Figure,
    band,
    certain,
    certain_if_dropped,
    certain_in_pair,
    certain_of_sums,
    exact,
    label,
    rounded,
    tables,
)

SMALL = range(5, 13)
DEFAULTS = Constants()
PER_CENT = np.arange(101)[:, np.newaxis]
QUARTERS = np.array([[0], [25], [50], [75], [100]])
OVER_UNDER = (0, 0, 1, 2, 2, 3)
"""Of quarters and silence: under 1/2, exactly 1/2, over it, none."""


def importance(counts: Ints) -> Ints:
    """The class of the mean importance; the kinds are 0 to 3 and none."""
    given = counts[:, :4]
    return answers.importance(given @ np.arange(4), given.sum(axis=1)).astype(np.int64)


def most(counts: Ints) -> Ints:
    """The class that more than half hold; the last kind is to give none."""
    classes = [counts[:, kind] for kind in range(counts.shape[1] - 1)]
    return answers.most(classes, roll=counts.sum(axis=1)).astype(np.int64)


def mean_band(total: Ints | Floats, given: Ints) -> Ints:
    """The band of the mean share, in whole per cents."""
    return answers.bands(total[:, 0].astype(np.int64), 100 * given).astype(np.int64)


def mean_step(total: Ints | Floats, given: Ints) -> Ints:
    """The mean share in steps."""
    return answers.steps(total[:, 0].astype(np.int64), 100 * given, DEFAULTS)


def mean_exact(total: Ints | Floats, given: Ints) -> Ints:
    """The control: the mean share as it is, in hundredths of a per cent."""
    return np.where(given > 0, np.rint(100 * total[:, 0] / np.maximum(given, 1)), -1).astype(np.int64)


# Labels, bands, rounded shares: one round.


@pytest.mark.parametrize("people", SMALL)
def test_exact_counts_make_insiders_certain(people: int) -> None:
    assert {each.cell for each in certain(exact, people)} >= {people * 1000, (people - 1) * 1000, people}


@pytest.mark.parametrize("people", range(5, 41))
def test_a_label_makes_nobody_certain(people: int) -> None:
    """A side that others join keeps its row, so that labels are shown of more than 11 as well."""
    assert certain(label, people) == []


@pytest.mark.parametrize("people", range(12, 41))
def test_a_band_makes_nobody_certain(people: int) -> None:
    assert certain(band, people) == []


def test_bands_would_make_insiders_certain_where_labels_belong() -> None:
    assert [people for people in range(5, 12) if certain(band, people)] == [6]
    assert [people for people in range(5, 30) if certain(band, people, insiders=2)] == [6, 7, 11]


@pytest.mark.parametrize("people", range(30, 41))
def test_a_rounded_share_makes_nobody_certain(people: int) -> None:
    assert certain(rounded, people) == []


@pytest.mark.parametrize("people", range(5, 12))
def test_two_colluders_are_certain_of_labels_up_to_six_people(people: int) -> None:
    assert bool(certain(label, people, insiders=2)) is (people < 7)


@pytest.mark.parametrize("figure", [label, band, rounded])
def test_unsure_and_silent_are_never_told_apart(figure: Figure) -> None:
    counts = tables(12, 4)
    merged = counts.copy()
    merged[:, enumeration.UNSURE] += merged[:, enumeration.SILENT]
    merged[:, enumeration.SILENT] = 0
    assert np.array_equal(figure(counts), figure(merged))


@pytest.mark.parametrize("people", SMALL)
def test_expectations_classes_and_places_make_nobody_certain(people: int) -> None:
    """Shares over or under 1/2, readings, conduct, where a line is believed to be; the last kind is none."""
    for kinds in (4, 5):
        assert certain(most, people, kinds) == []
        assert certain(most, people, kinds, insiders=2) == [] or people < 7


@pytest.mark.parametrize("people", range(12, 19))
def test_the_class_of_importance_makes_nobody_certain(people: int) -> None:
    assert certain(importance, people, 5) == []


def test_importance_would_make_two_colluders_certain_of_few_people() -> None:
    assert [people for people in range(5, 13) if certain(importance, people, 5, insiders=2)] == [5, 6, 7]


@pytest.mark.parametrize("people", [12, 13])
def test_the_band_of_the_mean_share_makes_nobody_certain(people: int) -> None:
    assert certain_of_sums(mean_band, QUARTERS, PER_CENT, people, alike=OVER_UNDER) == []


def test_means_would_make_insiders_certain_of_few_people() -> None:
    """The controls: bands of the mean share of 5, and exact means of 12."""
    assert certain_of_sums(mean_band, QUARTERS, PER_CENT, 5, alike=OVER_UNDER)
    assert certain_of_sums(mean_exact, QUARTERS, PER_CENT, 12, alike=OVER_UNDER)


def test_the_rounded_mean_share_makes_nobody_certain() -> None:
    few = QUARTERS[::2]
    assert certain_of_sums(mean_step, few, PER_CENT, 30, alike=(0, 1, 2, 3)) == []


# Two rounds, one leaver carried forward.


@pytest.mark.parametrize("people", SMALL)
def test_two_rounds_with_a_leaver_make_nobody_certain(people: int) -> None:
    assert certain_in_pair(label, people) == []
    assert people < 12 or certain_in_pair(band, people) == []


def test_two_rounds_of_exact_counts_make_insiders_certain() -> None:
    who = {each.who for each in certain_in_pair(exact, 5)}
    assert who == {"leaver", "first", "last"}


@pytest.mark.parametrize("people", range(12, 30))
def test_two_rounds_of_bands_make_nobody_certain(people: int) -> None:
    assert certain_in_pair(band, people) == []


@pytest.mark.parametrize("people", [30, 31, 40])
def test_two_rounds_of_rounded_shares_make_nobody_certain(people: int) -> None:
    assert certain_in_pair(rounded, people) == []


@pytest.mark.parametrize("people", SMALL)
def test_two_rounds_of_classes_make_nobody_certain(people: int) -> None:
    assert certain_in_pair(most, people) == []
    assert people < 12 or certain_in_pair(importance, people, 5) == []


@pytest.mark.parametrize("people", SMALL)
def test_a_leaver_struck_off_the_roll_would_be_exposed(people: int) -> None:
    """The control: the roll shrinks, and the insider knows that nobody else changed their mind."""
    assert certain_if_dropped(exact, exact, people)
    assert bool(certain_if_dropped(label, label, people)) is (people % 2 == 1)
    assert people < 12 or certain_if_dropped(band, band, people)


def test_the_counting_of_pairs_is_that_of_all_persons_one_by_one() -> None:
    """Five people: every vector of answers in two rounds, against the counts put together round by round."""
    for figure, kinds in ((label, 3), (band, 3), (exact, 3)):
        assert set(_one_by_one(_of_three(figure), kinds)) == {
            (each.own, each.cells, each.who) for each in certain_in_pair(_of_three(figure), 5, kinds)
        }


def _of_three(figure: Figure) -> Figure:
    """The figure where answers are agree, neither and disagree."""

    def of_three(counts: Ints) -> Ints:
        return figure(np.column_stack([counts, np.zeros(len(counts), dtype=np.int64)]))

    return of_three


def _one_by_one(figure: Figure, kinds: int) -> list[tuple[tuple[int, int], tuple[int, int], str]]:
    """The same certainties from every vector: the insider, the leaver, and three who answer twice."""
    one_round = np.array(list(product(range(kinds), repeat=3)))
    found: list[tuple[tuple[int, int], tuple[int, int], str]] = []
    for own in product(range(kinds), repeat=2):
        seen: dict[tuple[int, int], list[set[int]]] = {}
        for left in range(kinds):
            shown, given = [], []
            for mine in own:
                everyone = np.column_stack([np.full((len(one_round), 2), [mine, left]), one_round])
                counts = np.stack([(everyone == kind).sum(axis=1) for kind in range(kinds)], axis=1)
                shown.append(figure(counts))
                given.append(one_round[:, 0])
            for first, last in product(range(len(one_round)), repeat=2):
                cells = (int(shown[0][first]), int(shown[1][last]))
                who = seen.setdefault(cells, [set(), set(), set()])
                who[0].add(left)
                who[1].add(int(given[0][first]))
                who[2].add(int(given[1][last]))
        for cells, who in seen.items():
            names = zip(("leaver", "first", "last"), who, strict=True)
            found.extend(((own[0], own[1]), cells, name) for name, possible in names if len(possible) == 1)
    return found


# Bits and believed lines, from 30 people.


def cost(alpha: float, share: Floats) -> Floats:
    """The surprise of one person who predicted a share, in bits."""
    return surprise.divergence(np.array(alpha), *surprise.log_shares(share, clip=surprise.CLIP))


Shown = Callable[[float, Floats, Floats, int], list[object]]
"""What is shown of mean shares and mean bits at a share of the other side and a roll."""


def as_shown(alpha: float, mean: Floats, bits: Floats, roll: int) -> list[object]:
    """The mean share in steps with the bits as the guard shows them."""
    steps = answers.share_steps(mean, DEFAULTS)
    told = zip(steps.tolist(), answers.stand_in(steps, DEFAULTS).tolist(), bits.tolist(), strict=True)
    return [
        (step, figures.shown_bits(each, alpha=alpha, expected=share, roll=roll, constants=DEFAULTS))
        for step, share, each in told
    ]


def to_a_tenth(alpha: float, mean: Floats, bits: Floats, roll: int) -> list[object]:
    """The control: bits to one decimal, with open ends."""
    steps = answers.share_steps(mean, DEFAULTS)
    return list(zip(steps.tolist(), np.floor(bits * 10 + 0.5).tolist(), strict=True))


def certainties_of_bits(shown: Shown, alpha: float, roll: int, *, every: int) -> int:
    """How many figures would tell one insider that every colleague predicted, and all the same.

    Bits are least, at a mean share, where all say the same. For every share that all colleagues may have
    said, and every `every`-th per cent that the insider did, the same must be shown with one of them silent,
    and perhaps another one at an end.
    """
    said, finely = np.linspace(0, 1, 201), np.linspace(0, 1, 4001)
    found = 0
    for own in np.arange(0, 101, every) / 100:
        all_the_same = set(_told(shown, alpha, said, [own], answered=roll, roll=roll))
        twins = (
            _told(shown, alpha, finely, [own, *odd], answered=roll - 1, roll=roll)
            for odd in ([], [0.0], [1.0])
        )
        found += len(all_the_same - set().union(*twins))
    return found


def _told(
    shown: Shown, alpha: float, same: Floats, odd: list[float], *, answered: int, roll: int
) -> list[object]:
    """What is shown where so many answered, all the same but a few odd ones."""
    alike = answered - len(odd)
    mean = (alike * same + sum(odd)) / answered
    return shown(alpha, mean, (alike * cost(alpha, same) + cost(alpha, np.array(odd)).sum()) / answered, roll)


@pytest.mark.parametrize("alpha", [0.0, 0.2, 0.5, 1.0])
def test_bits_and_mean_share_together_make_nobody_certain(alpha: float) -> None:
    assert certainties_of_bits(as_shown, alpha, 30, every=10) == 0


def test_bits_with_open_ends_would_make_insiders_certain() -> None:
    assert certainties_of_bits(to_a_tenth, 0.0, 30, every=2) > 0
    assert certainties_of_bits(to_a_tenth, 0.5, 30, every=2) > 0


@pytest.mark.long
@pytest.mark.parametrize("roll", [30, 31, 45, 60])
@pytest.mark.parametrize("alpha", [0.0, 0.05, 0.15, 0.25, 0.35, 0.45, 0.5, 0.6, 0.85, 0.95, 1.0])
def test_bits_make_nobody_certain_at_any_shown_share(alpha: float, roll: int) -> None:
    assert certainties_of_bits(as_shown, alpha, roll, every=1) == 0


@pytest.mark.long
@pytest.mark.parametrize("seed", range(8))
def test_no_side_that_expects_one_direction_is_told_to_be_unanimous(seed: int) -> None:
    """At random: the same is shown with one colleague silent and the others a little elsewhere."""
    rng = np.random.default_rng(seed)
    for _ in range(400):
        alpha = float(rng.choice([0.0, 0.05, 0.15, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95, 1.0]))
        said = 0.49 * np.clip(rng.random() + rng.normal(0, rng.choice([0, 0.02, 0.1, 0.3]), 29), 0, 1)
        said = np.round(said if rng.random() < 0.5 else 1 - said, 2)
        own = float(rng.integers(2)) if rng.random() < 0.5 else float(np.round(rng.random(), 2))
        everyone = np.append(said, own)
        moved = np.linspace(-0.02, 0.02, 401)[:, np.newaxis]
        twins = np.concatenate(
            [np.clip(np.delete(said, silent) + moved, 0, 1) for silent in rng.choice(29, 6, replace=False)]
        )
        twins = np.column_stack([twins, np.full(len(twins), own)])
        real = as_shown(
            alpha, everyone[np.newaxis].mean(axis=1), cost(alpha, everyone[np.newaxis]).mean(axis=1), 30
        )
        assert real[0] in as_shown(alpha, twins.mean(axis=1), cost(alpha, twins).mean(axis=1), 30)


def rung_cells(total: Ints | Floats, given: Ints) -> Ints:
    """Rung shares in steps, and where most place the line against rung 2, in one number."""
    size = total.shape[1] - 3
    mean = np.divide(
        total[:, :size],
        given[:, np.newaxis],
        out=np.full((len(total), size), np.nan),
        where=given[:, None] > 0,
    )
    steps = answers.share_steps(mean, DEFAULTS) // 5
    place = answers.most(list(total[:, size:].T), roll=30)
    return np.asarray((steps @ (21 ** np.arange(size))) * 4 + place + 1, dtype=np.int64)


def lines(rungs: int, shapes: list[tuple[int, int, int]]) -> Floats:
    """Of each line: the share at or below each rung, and whether its likeliest is nearer than, at, beyond 2.

    All as floats, so that they add up.
    """
    bounds = np.array(shapes, dtype=np.int64)
    crossed = np.cumsum(weights(bounds, rungs), axis=1)[:, :-1]
    likeliest = bounds[:, 1]
    return np.column_stack([crossed, likeliest < 2, likeliest == 2, likeliest > 2]).astype(np.float64)


def test_rung_shares_make_nobody_certain() -> None:
    """Three rungs; colleagues give a point or nothing, the insider any line at all."""
    points = lines(2, [(rung, rung, rung) for rung in (1, 2, 3)])
    own = lines(2, [(a, c, b) for a, c, b in combinations_with_replacement((1, 2, 3), 3)])
    assert certain_of_sums(rung_cells, points, own, 30, alike=(0, 1, 2, 3)) == []


def test_exact_rung_shares_would_make_insiders_certain() -> None:
    def as_they_are(total: Ints | Floats, given: Ints) -> Ints:
        shares = np.rint(total[:, :2] @ np.array([1000, 1]) * 1000).astype(np.int64)
        return np.asarray(shares * 100 + given, dtype=np.int64)

    points = lines(2, [(rung, rung, rung) for rung in (1, 2, 3)])
    assert certain_of_sums(as_they_are, points, points, 30, alike=(0, 1, 2, 3))


def certainties_of_lines(rungs: int, roll: int) -> int:
    """How many figures tell one insider that all colleagues gave one and the same line, or none.

    Whatever line that is, and whatever the insider gave, the same must be shown with one or two of the
    colleagues replaced by others.
    """
    shapes = list(combinations_with_replacement(range(1, rungs + 2), 3))
    given = lines(rungs, shapes)
    kinds = np.vstack([given, np.zeros(given.shape[1])])
    counts = np.append(np.ones(len(given), dtype=np.int64), 0)
    one, two = np.triu_indices(len(kinds))
    found = 0
    for own, same in product(range(len(kinds)), repeat=2):
        rest, answered = kinds[own] + (roll - 3) * kinds[same], counts[own] + (roll - 3) * counts[same]
        real = rung_cells((rest + 2 * kinds[same])[np.newaxis], np.array([answered + 2 * counts[same]]))[0]
        others = np.arange(len(kinds)) != same
        twins = rung_cells(rest + kinds[same] + kinds[others], answered + counts[same] + counts[others])
        if real not in twins:
            pairs = rung_cells(rest + kinds[one] + kinds[two], answered + counts[one] + counts[two])
            found += not (pairs[(one != same) | (two != same)] == real).any()
    return found


def test_rung_shares_of_lines_with_ends_make_nobody_certain() -> None:
    assert certainties_of_lines(3, 30) == 0


@pytest.mark.long
@pytest.mark.parametrize(("rungs", "roll"), [(4, 30), (4, 37), (8, 30)])
def test_rung_shares_of_longer_ladders_make_nobody_certain(rungs: int, roll: int) -> None:
    assert certainties_of_lines(rungs, roll) == 0


# Longer sizes.


@pytest.mark.long
@pytest.mark.parametrize("people", range(14, 22))
def test_bands_of_the_mean_share_of_more_people_make_nobody_certain(people: int) -> None:
    assert certain_of_sums(mean_band, QUARTERS, PER_CENT, people, alike=OVER_UNDER) == []


@pytest.mark.long
@pytest.mark.parametrize("people", [25, 29])
def test_bands_of_the_mean_share_up_to_thirty_make_nobody_certain(people: int) -> None:
    assert certain_of_sums(mean_band, QUARTERS, PER_CENT, people, alike=OVER_UNDER) == []


@pytest.mark.long
@pytest.mark.parametrize("people", range(19, 30))
def test_the_class_of_importance_of_more_people_makes_nobody_certain(people: int) -> None:
    assert certain(importance, people, 5) == []


# The figures that the documentation gives.


def test_the_documentation_gives_the_measured_figures() -> None:
    assert enumeration.report() in Path(ROOT / "docs" / "guard.md").read_text(encoding="utf-8")


def test_exact_counts_of_eight_make_an_insider_certain_on_a_third_of_statements() -> None:
    """From the beta-binomial: unanimous, or all but the insider, who is one of eight."""
    prior = enumeration.chances(8, enumeration.YES_OR_NO)
    by_hand = prior[0] + prior[8] + (prior[1] + prior[7]) / 8
    assert enumeration.share_certain(exact, 8) == pytest.approx(by_hand)
    assert by_hand == pytest.approx(0.33, abs=0.005)
    assert enumeration.share_certain(label, 8) == 0.0
