"""The key that the three difference maps share: sides by colour, direction by filling, states by shape."""

from __future__ import annotations

from collections.abc import Sequence

from dissensus.charts import captions, states
from dissensus.charts.cast import Cast
from dissensus.charts.legend import BAR, Entry, Section
from dissensus.charts.perceptions import Pair
from dissensus.charts.theme import LIGHT
from dissensus.engine.results import Difference


def sections(
    cast: Cast, pair: Pair, shown: Sequence[Difference], *, intervals: bool = False, silent: bool = False
) -> list[Section]:
    """The key of these statements; `intervals`: soft bars are drawn, `silent`: some have no verdict."""
    words = cast.words
    counts = captions.counted(states.of(found) for found in shown)
    seen = [Entry(text=cast.name(party), colour=cast.colour(party)) for party in pair]
    ways = [
        Entry(text=words("expected rightly"), colour=LIGHT.muted),
        Entry(text=words("expected wrongly"), hollow=True, colour=LIGHT.muted),
    ]
    ways += [Entry(text=words("nothing to be right on"), shape=DOT, colour=LIGHT.muted)] if silent else []
    bars = [Entry(text=words("90 % interval"), shape=BAR, colour=LIGHT.muted, soft=True)] if intervals else []
    shapes = [
        Entry(
            text=f"{states.in_words(words, name)} ({counts[name]})",
            shape=states.SHAPES[name],
            colour=LIGHT.muted,
            key=name,
        )
        for name in states.SHAPES
        if name in counts
    ]
    return [
        Section(title=words("seen by"), entries=tuple(seen)),
        Section(title=words("their direction"), entries=tuple(ways)),
        Section(title=words("soft bars"), entries=tuple(bars)),
        Section(title=words("state (statements)"), entries=tuple(shapes)),
    ]


DOT = "M-.3,0A.3,.3,0,1,1,.3,0A.3,.3,0,1,1,-.3,0Z"
"""The small mark of a side that had nothing to be right or wrong on."""
