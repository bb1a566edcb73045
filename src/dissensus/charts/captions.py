"""The sentences that stand beside every chart: cells in words, who answered, of whom they speak."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from dissensus.charts.cast import Cast
from dissensus.engine.results import Cell, Label, RoundResults, Side, Value, Withheld
from dissensus.i18n import Words

EMPTY = "–"
"""What a table shows where there is nothing to say."""


def in_words(words: Words, cell: Cell, digits: int = 2) -> str:
    """A cell as text: the number with its interval, the label, or why there is none.

    >>> from dissensus.i18n import words
    >>> in_words(words("en"), Value(value=0.4, interval=(0.3, 0.5), n=9))
    '0.40 (0.30 to 0.50)'
    >>> in_words(words("en"), Withheld(reason="nobody takes a side"))
    'not shown: nobody takes a side'
    """
    if isinstance(cell, Label):
        return label_in_words(words, cell.label)
    if isinstance(cell, Withheld):
        return words("not shown: {reason}", reason=why(words, cell.reason))
    return number(words, cell, digits) + between(words, cell, digits)


def why(words: Words, reason: str) -> str:
    """A reason that the engine gives, in the reader's language (it may hold braces, so nothing is put in)."""
    return words.catalogue.gettext(reason)


def number(words: Words, cell: Value, digits: int = 2) -> str:
    """The value alone."""
    return words.number(cell.value, digits)


def decimals(cell: Cell) -> int:
    """How many decimals bits are told with: one where they were rounded so, else two.

    >>> decimals(Value(value=0.4, interval=(0.1, 0.7), n=40)), decimals(Value(value=0.41, n=60))
    (1, 2)
    """
    if not isinstance(cell, Value):
        return 2
    return 1 if all(abs(end - round(end, 1)) < 1e-9 for end in (cell.value, *(cell.interval or ()))) else 2


def bits(words: Words, cell: Cell) -> str:
    """A surprise in words, with no more decimals than it was given."""
    return in_words(words, cell, decimals(cell))


def between(words: Words, cell: Value, digits: int = 2) -> str:
    """The interval in brackets, with a space before it; empty where there is none."""
    if cell.interval is None:
        return ""
    low, high = (words.number(end, digits) for end in cell.interval)
    return " " + words("({low} to {high})", low=low, high=high)


def label_in_words(words: Words, label: str) -> str:
    """A guard's label in the reader's language, and a band as the shares it holds."""
    known = {
        "most agree": words("most agree"),
        "most disagree": words("most disagree"),
        "no common answer": words("no common answer"),
        "expects agreement": words("expects agreement"),
        "expects disagreement": words("expects disagreement"),
        "no common expectation": words("no common expectation"),
        "nearer": words("nearer"),
        "at": words("at the released line"),
        "further": words("further"),
        "[0,20)": words("under {share}", share=words.percent(0.2)),
        "[20,40)": words("{low} to {high}", low=words.percent(0.2), high=words.percent(0.4)),
        "[40,60]": words("{low} to {high}", low=words.percent(0.4), high=words.percent(0.6)),
        "(60,80]": words("{low} to {high}", low=words.percent(0.6), high=words.percent(0.8)),
        "(80,100]": words("over {share}", share=words.percent(0.8)),
        "under 1": words("under 1"),
        "1 to 2": words("1 to 2"),
        "over 2": words("over 2"),
    }
    return known.get(label, label)


def subtitle(cast: Cast, held: RoundResults) -> str:
    """The line under a chart's title: whose answers, and of which round."""
    words = cast.words
    if held.synthetic and held.seed is not None:
        return words("Synthetic answers, round {round}, seed {seed}", round=held.id, seed=held.seed)
    if held.synthetic:
        return words("Synthetic answers, round {round}", round=held.id)
    return words("Round {round}", round=held.id)


def note(cast: Cast, held: RoundResults, *sentences: str, cells: Iterable[Cell] = ()) -> str:
    """What stands below a chart: how to read it, who answered, whom the figures are about, who made them."""
    words = cast.words
    shown = [cell for cell in cells if isinstance(cell, Value)]
    parts = [*sentences, answered(cast, held.sides)]
    if any(cell.interval is not None for cell in shown):
        parts.append(words("Intervals are 90 %."))
    parts += [
        _about(words, target) for target in ("roll", "population") if any(c.target == target for c in shown)
    ]
    if held.synthetic:
        parts.append(words("The answers are synthetic: a program made them."))
    return " ".join(part for part in parts if part)


def answered(cast: Cast, sides: Iterable[Side]) -> str:
    """Who answered, of how many asked."""
    words = cast.words
    parts = [_one_side(cast, side) for side in sides]
    return words("Answered: {sides}.", sides=words("; ").join(parts)) if parts else ""


def _one_side(cast: Cast, side: Side) -> str:
    words, name = cast.words, cast.name(side.party)
    if side.unit == "party":
        return words("{side}, as one", side=name)
    # A guarded side shows its roll alone: who did not answer stays its own affair.
    if side.shown != "figures" or side.respondents == side.roll:
        return words("{side}, n = {roll}", side=name, roll=side.roll)
    return words("{side}, n = {n} of {roll}", side=name, n=side.respondents, roll=side.roll)


def _about(words: Words, target: str) -> str:
    if target == "roll":
        return words("Figures are of those asked.")
    return words("Figures are of the population for whom they stand.")


def balanced(text: str, width: int) -> list[str]:
    """The text in as few lines of at most `width` characters as it needs, none much longer than another.

    >>> balanced("How far each believes they do", 26), balanced("One line", 26)
    (['How far each', 'believes they do'], ['One line'])
    """
    lines = wrapped(text, width)
    while len(lines) > 1 and width > 1 and len(wrapped(text, width - 1)) == len(lines):
        width -= 1
        lines = wrapped(text, width)
    return lines


def wrapped(text: str, width: int, most: int | None = None) -> list[str]:
    """The text in lines of at most `width` characters; `most` lines, the last then ending in an ellipsis.

    >>> wrapped("Locking a radar on an aircraft", 16)
    ['Locking a radar', 'on an aircraft']
    >>> wrapped("Locking a radar on an aircraft", 16, 1)
    ['Locking a radar…']
    """
    return textwrap.wrap(text, width, max_lines=most, placeholder="…", break_on_hyphens=False) or [""]


def counted(names: Iterable[str]) -> Mapping[str, int]:
    """How often each name comes, in the order of first coming."""
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts
