"""The words and the table of the difference map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from dissensus.charts import captions, perceptions, states
from dissensus.charts.cast import Cast
from dissensus.charts.figure import Column, Table
from dissensus.charts.perceptions import Pair
from dissensus.engine.results import Difference, RoundResults, Value, Withheld


@attrs.frozen(kw_only=True)
class Mark:
    """One side's view of one statement: `x` the actual difference, `y` the difference as it perceives it."""

    found: Difference
    party: str
    x: Value
    y: Value

    @property
    def hollow(self) -> bool:
        """Whether the side expected the wrong direction."""
        return self.found.rightly[self.party] is False


def by_statement(marks: Iterable[Mark]) -> Mapping[str, Sequence[Mark]]:
    """The marks of each statement, in order: two, or one where a side's view is not known."""
    held: dict[str, list[Mark]] = {}
    for mark in marks:
        held.setdefault(mark.found.statement, []).append(mark)
    return held


def tips(cast: Cast, mark: Mark) -> Mapping[str, str]:
    """What a tooltip says of a mark, by heading."""
    words, found = cast.words, mark.found
    return {
        words("statement"): f"{found.statement}: {cast.statement(found.statement)}",
        words("seen by"): cast.name(mark.party),
        words("actual difference"): captions.in_words(words, mark.x),
        words("perceived difference"): captions.in_words(words, mark.y),
        words("direction expected"): perceptions.direction(words, found, mark.party),
        words("state"): states.told(cast, found),
        **perceptions.told(cast, found),
    }


def title(cast: Cast, pair: Pair) -> str:
    """The map's title."""
    one, other = (cast.name(party) for party in pair)
    return cast.words(
        "How far {one} and {other} differ, and how far each believes they do", one=one, other=other
    )


def title_of_labels(cast: Cast, pair: Pair) -> str:
    """The title of the map of labels, which tells no distances."""
    one, other = (cast.name(party) for party in pair)
    return cast.words(
        "What {one} and {other} hold, and what each expected of the other", one=one, other=other
    )


def alt_text(cast: Cast, held: RoundResults, pair: Pair, marks: Sequence[Mark]) -> str:
    """What is to be seen, with its numbers."""
    words = cast.words
    statements = len({mark.found.statement for mark in marks})
    lead = words.plural("Difference map of {n} statement.", "Difference map of {n} statements.", statements)
    first = perceptions.most_surprising(mark.found for mark in marks)[0]
    parts = [lead, *(_one_side(cast, party, marks) for party in pair)]
    if perceptions.weight(first) > 0:
        parts.append(
            words(
                "The most surprising is {id}: {text}",
                id=first.statement,
                text=cast.statement(first.statement),
            )
        )
    if held.synthetic:
        parts.append(words("Synthetic answers."))
    return " ".join(part for part in parts if part)


def _one_side(cast: Cast, party: str, marks: Sequence[Mark]) -> str:
    own = [mark for mark in marks if mark.party == party]
    if not own:
        return cast.words("{side} gave no prediction.", side=cast.name(party))
    return cast.words(
        "{side} overestimates {over}, underestimates {under}, and expects {wrong} in the wrong direction.",
        side=cast.name(party),
        over=sum(mark.y.value > mark.x.value for mark in own),
        under=sum(mark.y.value < mark.x.value for mark in own),
        wrong=sum(mark.hollow for mark in own),
    )


def note(cast: Cast, held: RoundResults, pair: Pair, marks: Sequence[Mark]) -> str:
    """What stands below the map."""
    words = cast.words
    return captions.note(
        cast,
        held,
        words(
            "Every statement has a mark for each side, joined by a line: on the dashed line a difference is "
            "seen as large as it is, above it larger, below it smaller."
        ),
        words("A hollow mark expected the other side to lean the wrong way."),
        words("Bars are drawn for the named statements, the most surprising ones by what they matter."),
        words("Marks that fall on one place are set side by side.") if _together(marks) else "",
        *_absent(cast, held, pair, marks),
        cells=[cell for mark in marks for cell in (mark.x, mark.y)],
    )


def _together(marks: Sequence[Mark]) -> bool:
    """Whether two statements have a mark at one place."""
    places = {(mark.found.statement, round(mark.x.value, 6), round(mark.y.value, 6)) for mark in marks}
    return len({place[1:] for place in places}) < len(places)


def _absent(cast: Cast, held: RoundResults, pair: Pair, marks: Sequence[Mark]) -> Iterator[str]:
    shown = {mark.found.statement for mark in marks}
    absent = [found for found in perceptions.between(held, pair) if found.statement not in shown]
    if absent:
        yield cast.words.plural(
            "{n} statement is not on the map: {why}.",
            "{n} statements are not on the map: {why}.",
            len(absent),
            why=", ".join(captions.counted(_why(cast, found) for found in absent)),
        )


def _why(cast: Cast, found: Difference) -> str:
    if isinstance(found.actual, Withheld):
        return captions.why(cast.words, found.actual.reason)
    reasons = [cell.reason for cell in found.perceived.values() if isinstance(cell, Withheld)]
    return captions.why(cast.words, reasons[0]) if reasons else cast.words("only labels may be shown")


def table(cast: Cast, marks: Sequence[Mark]) -> Table:
    """One row a mark: the same numbers as text."""
    words = cast.words
    columns = (
        Column(title=words("statement")),
        Column(title=words("seen by")),
        Column(title=words("actual difference"), numeric=True),
        Column(title=words("perceived difference"), numeric=True),
        Column(title=words("direction expected")),
        Column(title=words("surprise, bits"), numeric=True),
        Column(title=words("state")),
    )
    return Table(columns=columns, rows=tuple(_row(cast, mark) for mark in marks))


def _row(cast: Cast, mark: Mark) -> tuple[str, ...]:
    words, found = cast.words, mark.found
    return (
        f"{found.statement} {cast.statement(found.statement)}",
        cast.name(mark.party),
        captions.in_words(words, mark.x),
        captions.in_words(words, mark.y),
        perceptions.direction(words, found, mark.party),
        captions.bits(words, found.surprise[mark.party]),
        states.told(cast, found),
    )
