"""A process of its own: a million answers with 1,000 draws; prints seconds and megabytes as JSON."""

from __future__ import annotations

import json
import resource
import sys
import time

import numpy as np

from benchmarks import answers
from dissensus.domain.tracks import Target
from dissensus.measures.posterior import coorientation_draws
from dissensus.measures.surprise import interval

DRAWS = 1000


def main() -> None:
    """Measure once, from the arrays on, and say how long it took and how much memory it needed at most."""
    drawn = answers.drawn()
    began = time.perf_counter()
    rng = np.random.default_rng(answers.SEED)
    counts = answers.tallies(drawn)
    given = drawn.predictions(0), drawn.predictions(1)
    answers.points(drawn)
    coorientation_draws(tallies=counts, predictions=given, target=Target.POPULATION, draws=DRAWS, rng=rng)
    for side in (0, 1):
        interval(
            other=counts[1 - side],
            predictions=given[side],
            target=Target.POPULATION,
            draws=DRAWS,
            rng=rng,
        )
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes()}))


def peak_megabytes() -> float:
    """The most memory that this process held at a time: Linux counts kilobytes, macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


if __name__ == "__main__":
    main()
