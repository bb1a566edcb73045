"""Samples of every kind of result, by name, for the tests of charts and their gallery."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial

import attrs

from dissensus.charts import Figure, figures
from dissensus.i18n import words
from tests import sample_results
from tests.sample_results import Sample

THREE = ("NATO", "Russia", "Ukraine")

KINDS: Mapping[str, Callable[[], Sample]] = {
    "figures": lambda: sample_results.figures(),
    "one round": lambda: sample_results.figures(rounds=1),
    "bands": lambda: sample_results.bands(rounds=2),
    "labels": lambda: sample_results.labels(rounds=2),
    "three": lambda: sample_results.figures(sides=THREE, statements=18),
    "one statement": lambda: sample_results.figures(statements=1),
    "hundred": lambda: sample_results.figures(statements=100),
    "hundred bands": lambda: sample_results.bands(statements=100),
    "hundred labels": lambda: sample_results.labels(statements=100),
    **{f"mixed {seed}": partial(sample_results.mixed, seed) for seed in (1, 3, 5, 6)},
}


@lru_cache
def sample(kind: str) -> Sample:
    """The sample of that name."""
    return KINDS[kind]()


@lru_cache
def drawn(kind: str) -> Mapping[str, Figure]:
    """Its figures, by id."""
    held = sample(kind)
    return {figure.id: figure for figure in figures(held.case, held.results, words("en"))}


def families(kind: str) -> Mapping[str, Figure]:
    """One figure of each family of charts, for tests that are slow on every one."""
    made: dict[str, Figure] = {}
    for name, figure in drawn(kind).items():
        made.setdefault("-".join(part for part in name.split("-") if part.islower()), figure)
    return {
        figure.id: figure
        for figure in made.values()
        if not figure.id.startswith(("ladder-sea", "ladder-cyber"))
    }


def of_people(held: Sample) -> Sample:
    """The same sample as if people had answered."""
    rounds = tuple(attrs.evolve(one, synthetic=False, seed=None) for one in held.results.rounds)
    return Sample(held.case, attrs.evolve(held.results, synthetic=False, rounds=rounds))
