"""Sample results of every kind of cell: figures, bands and labels of guarded sides, a mixture of all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np

from dissensus.engine.results import Cell, Difference, Label, LineGap, RoundResults, State, Value, Withheld
from tests import sample_figures, sample_lines
from tests.sample_figures import Sample, figures

__all__ = ["Sample", "bands", "figures", "labels", "mixed"]

BANDS = ("[0,20)", "[20,40)", "[40,60]", "(60,80]", "(80,100]")
WORDS = {"agree": "most agree", "disagree": "most disagree", "split": "no common answer"}
EXPECTED = {"agree": "expects agreement", "disagree": "expects disagreement", None: "no common expectation"}
NO_COMMON = ("split", "unforeseen")
HIDING = (
    "actual",
    "perceived",
    "accuracy",
    "congruency",
    "bias",
    "surprise",
    "surprise_at_5",
    "unsure",
)


def labels(*, n: int = 8, rounds: int = 1, seed: int = 1, statements: int = 24) -> Sample:
    """Sides of 5 to 11 people: one label an answer, one an expectation, and counts of what was right."""
    return _guarded(n=n, rounds=rounds, seed=seed, statements=statements, shown="labels")


def bands(*, n: int = 20, rounds: int = 1, seed: int = 1, statements: int = 24) -> Sample:
    """Sides of 12 to 29 people: shares in five bands."""
    return _guarded(n=n, rounds=rounds, seed=seed, statements=statements, shown="bands")


def mixed(seed: int) -> Sample:
    """Anything that may come: silent sides, withheld cells, splits, labels, a third party, nothing at all."""
    rng = np.random.default_rng(seed)
    sides = ("NATO", "Russia", "Ukraine")[: int(rng.integers(2, 4))]
    whole = figures(
        n=int(rng.integers(5, 120)),
        rounds=int(rng.integers(1, 3)),
        seed=seed,
        statements=int(rng.integers(1, 40)),
        sides=sides,
    )
    made = tuple(_disturbed(held, rng) for held in whole.results.rounds)
    return Sample(whole.case, attrs.evolve(whole.results, rounds=made))


def band(share: float) -> str:
    """The band that a share falls into."""
    edges = (share < 0.2, share < 0.4, share <= 0.6, share <= 0.8, True)
    return BANDS[edges.index(True)]


def _guarded(*, n: int, rounds: int, seed: int, statements: int, shown: str) -> Sample:
    whole = figures(n=n, rounds=rounds, seed=seed, statements=statements)
    change = {"labels": _labelled, "bands": _banded}[shown]
    made = []
    for held in whole.results.rounds:
        found = tuple(change(one, n) for one in held.differences)
        made.append(
            attrs.evolve(
                held,
                sides=tuple(attrs.evolve(side, shown=shown) for side in held.sides),
                differences=found,
                surprises=sample_figures.surprises(found),
                lines=_placed(whole.case.pairs, n),
                second_order=(),
                clarifications=(),
            )
        )
    under = sample_figures.UNDER_30
    changes = tuple(
        attrs.evolve(one, fall=dict.fromkeys(one.fall, under), overall=under, effect=under, agreement=under)
        for one in whole.results.changes
    )
    return Sample(whole.case, attrs.evolve(whole.results, rounds=tuple(made), changes=changes))


def _placed(pairs: tuple[tuple[str, str], ...], n: int) -> tuple[LineGap, ...]:
    words = ("nearer", "at", "further", "no common answer")
    directions = [
        (domain, *sides) for domain in sample_lines.LADDERS for pair in pairs for sides in (pair, pair[::-1])
    ]
    return tuple(
        sample_lines.placed_only(
            domain, owner=owner, holder=holder, label=words[index % 4], of=n, line=3 + index % 3
        )
        for index, (domain, owner, holder) in enumerate(directions)
    )


def _hidden(found: Difference) -> Difference:
    return sample_figures.without(found, *HIDING, reason="shown from 30 people a side")


def _labelled(found: Difference, n: int) -> Difference:
    alpha = {side: _value(cell) for side, cell in found.alpha.items()}
    words = {side: "agree" if a > 0.6 else "disagree" if a < 0.4 else "split" for side, a in alpha.items()}
    pair = found.sides
    other = dict((pair, pair[::-1]))
    return attrs.evolve(
        _hidden(found),
        alpha={side: _label(WORDS[words[side]], n) for side in pair},
        prediction={side: _label(EXPECTED[found.expects[side]], n) for side in pair},
        importance=_withheld(pair),
        leans=words,
        rightly={
            side: None if words[other[side]] == "split" else words[other[side]] == found.expects[side]
            for side in pair
        },
        state=_plain(sample_figures.state(pair, words, found.expects, basis="labels")),
    )


def _banded(found: Difference, n: int) -> Difference:
    pair = found.sides
    alpha = {side: band(_value(found.alpha[side])) for side in pair}
    expected = {side: band(_value(found.prediction[side])) for side in pair}
    leans: dict[str, str | None] = {side: _folded(alpha[side], "split") for side in pair}
    expects = {side: _folded(expected[side], None) for side in pair}
    other = dict((pair, pair[::-1]))
    return attrs.evolve(
        _hidden(found),
        alpha={side: _label(alpha[side], n) for side in pair},
        prediction={side: _label(expected[side], n) for side in pair},
        importance={side: _label("1 to 2", n) for side in pair},
        leans=leans,
        expects=expects,
        rightly={
            side: None if leans[other[side]] == "split" else leans[other[side]] == expects[side]
            for side in pair
        },
        state=_plain(sample_figures.state(pair, leans, expects, basis="bands")),
    )


def _folded(shown: str, middle: str | None) -> str | None:
    place = BANDS.index(shown)
    return middle if place == 2 else "disagree" if place < 2 else "agree"


def _plain(state: State) -> State:
    """To the other side a split reads "no common answer", and nobody is named."""
    return attrs.evolve(state, name="no common answer", who=()) if state.name == "split" else state


def _value(cell: Cell) -> float:
    assert isinstance(cell, Value)
    return cell.value


def _label(word: str, n: int) -> Cell:
    return Label(label=word, of=n, rule="more than half of the roll")


def _withheld(pair: tuple[str, str]) -> Mapping[str, Cell]:
    return {side: Withheld(reason="shown from 12 people a side") for side in pair}


def _disturbed(held: RoundResults, rng: np.random.Generator) -> RoundResults:
    found = tuple(_one_disturbed(one, rng) for one in held.differences)
    if rng.random() < 0.1:
        found = ()
    return attrs.evolve(
        held,
        synthetic=bool(rng.random() < 0.8),
        differences=found,
        surprises=sample_figures.surprises(found),
        lines=tuple(line for line in held.lines if rng.random() < 0.8),
        second_order=() if rng.random() < 0.5 else held.second_order,
    )


def _one_disturbed(found: Difference, rng: np.random.Generator) -> Difference:
    ways = (_same, _silent, _nothing, _undecided, _labels_of_eight, _bands_of_twenty)
    return ways[int(rng.choice(6, p=(0.4, 0.12, 0.12, 0.12, 0.12, 0.12)))](found)


def _same(found: Difference) -> Difference:
    return found


def _labels_of_eight(found: Difference) -> Difference:
    return _labelled(found, 8)


def _bands_of_twenty(found: Difference) -> Difference:
    return _banded(found, 20)


def _undecided(found: Difference) -> Difference:
    likeliest = (("known difference", 0.46), ("one-sided", 0.31))
    return attrs.evolve(found, state=State(name="undetermined", probability=0.46, likeliest=likeliest))


def _nothing(found: Difference) -> Difference:
    """Too few answers on both sides: every cell withheld."""
    reason = "fewer than 5 answers"
    hidden = sample_figures.without(found, *HIDING, "alpha", "prediction", "importance", reason=reason)
    blank = dict.fromkeys(found.sides)
    return attrs.evolve(hidden, leans=blank, expects=blank, rightly=blank, state=Withheld(reason=reason))


def _silent(found: Difference) -> Difference:
    """The second side gave no predictions: its perceptions are withheld, the other's stand."""
    mute = found.sides[1]
    gone = Withheld(reason="nobody gave a prediction")
    fields = ("prediction", "perceived", "accuracy", "congruency", "bias", "surprise", "surprise_at_5")
    withheld: dict[str, Any] = {name: {**getattr(found, name), mute: gone} for name in fields}
    return attrs.evolve(
        found,
        **withheld,
        expects={**found.expects, mute: None},
        rightly={**found.rightly, mute: False if found.rightly[mute] is not None else None},
        n_predictions={**found.n_predictions, mute: 0},
        state=State(name="unforeseen", who=(mute,)),
    )
