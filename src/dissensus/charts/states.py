"""The states of a difference as a chart shows them: a shape each, their names in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from dissensus.charts import captions
from dissensus.charts.cast import Cast
from dissensus.engine.results import Difference, State, Withheld
from dissensus.i18n import Words

NO_STATE = "no state"
"""What stands where a state is withheld."""

SHAPES: Mapping[str, str] = {
    "hidden difference": "M0,-1.25L1.25,0L0,1.25L-1.25,0Z",
    "one-sided": "triangle-down",
    "imagined difference": "triangle-up",
    "half-imagined": "triangle-right",
    "unforeseen": "M0,-1.3L.36,-.42L1.24,-.4L.55,.16L.76,1.05L0,.55L-.76,1.05L-.55,.16L-1.24,-.4L-.36,-.42Z",
    "known difference": "square",
    "shared ground": "circle",
    "split": "M-1,-1L1,-1L-1,1L1,1Z",
    "no common answer": "M-.55,-1L.55,-1L1.1,0L.55,1L-.55,1L-1.1,0Z",
    "undetermined": "cross",
    NO_STATE: "wedge",
}
"""A closed shape for each state, so that each can be filled or hollow; the order is that of a legend."""


def of(found: Difference) -> str:
    """The name of a difference's state, `NO_STATE` where it is withheld."""
    return NO_STATE if isinstance(found.state, Withheld) else found.state.name


def in_words(words: Words, name: str) -> str:
    """The name of a state in the reader's language."""
    known = {
        "hidden difference": words("hidden difference"),
        "one-sided": words("one-sided"),
        "imagined difference": words("imagined difference"),
        "half-imagined": words("half-imagined"),
        "unforeseen": words("unforeseen"),
        "known difference": words("known difference"),
        "shared ground": words("shared ground"),
        "split": words("split"),
        "no common answer": words("no common answer"),
        "undetermined": words("undetermined"),
        NO_STATE: words("no state"),
    }
    return known.get(name, name)


def told(cast: Cast, found: Difference) -> str:
    """A state in full: its name, whom it names, and how sure it is."""
    words = cast.words
    if isinstance(found.state, Withheld):
        return words("not shown: {reason}", reason=captions.why(words, found.state.reason))
    name = in_words(words, found.state.name)
    who = words(" and ").join(cast.name(party) for party in found.state.who)
    if who:
        name = _naming(words, found.state, name, who)
    if found.state.likeliest:
        ways = words(" or ").join(
            f"{in_words(words, likely)} {words.percent(share)}" for likely, share in found.state.likeliest
        )
        return words("{state}: {ways}", state=name, ways=ways)
    if found.state.probability is not None:
        return words("{state} ({share} sure)", state=name, share=words.percent(found.state.probability))
    return name


def _naming(words: Words, state: State, name: str, who: str) -> str:
    how = {
        "half-imagined": words("{state}, by {who}", state=name, who=who),
        "one-sided": words("{state}, seen by {who}", state=name, who=who),
        "unforeseen": words("{state} by {who}", state=name, who=who),
    }
    return how.get(state.name, words("{state}: {who}", state=name, who=who))
