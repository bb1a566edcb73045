"""One direction of a ladder (whose line, believed by whom), and the words and table of its chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from dissensus.charts import captions
from dissensus.charts.captions import EMPTY
from dissensus.charts.cast import Cast
from dissensus.charts.figure import Column, Table
from dissensus.charts.perceptions import Pair
from dissensus.engine.results import Label, LineGap, RoundResults, Value, Withheld

_DIGITS = 1


@attrs.frozen(kw_only=True)
class Facing:
    """The line of `owner` as `holder` believes it; `gap` is None where the round has nothing on it."""

    owner: str
    holder: str
    rungs: int
    gap: LineGap | None

    @property
    def actual(self) -> tuple[float, ...]:
        """The share that holds the line crossed at each rung; empty where it is not known or not shown."""
        return (self.gap.actual if self.gap else None) or ()

    @property
    def believed(self) -> tuple[float, ...]:
        """The believed share at each rung; empty where it is not known or not shown."""
        return (self.gap.believed if self.gap else None) or ()

    @property
    def bands(self) -> tuple[tuple[float, float], ...]:
        """The interval of the believed share at each rung; empty where there is none."""
        return (self.gap.believed_band if self.gap and self.believed else None) or ()

    @property
    def released(self) -> tuple[int, int, int] | None:
        """The owner's own line: lowest, likeliest, highest."""
        return self.gap.released if self.gap else None

    @property
    def placed(self) -> str | None:
        """Where only a word may be shown: nearer, at, further or no common answer."""
        if self.believed or self.gap is None or not isinstance(self.gap.placed, Label):
            return None
        return self.gap.placed.label

    @property
    def measured(self) -> bool:
        """Whether there are shares to draw, of either kind."""
        return bool(self.actual or self.believed)

    @property
    def speaks(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.measured or self.released or self.placed)


def facing(held: RoundResults, domain: str, pair: Pair) -> tuple[Facing, Facing]:
    """Both directions of a ladder: the second party's line as the first believes it, then the reverse."""
    found = {(gap.owner, gap.holder): gap for gap in held.lines if gap.domain == domain}
    rungs = max((gap.rungs for gap in found.values()), default=0)
    one, other = pair
    first, second = (
        Facing(owner=owner, holder=holder, rungs=rungs, gap=found.get((owner, holder)))
        for owner, holder in ((other, one), (one, other))
    )
    return first, second


def title(cast: Cast, domain: str) -> str:
    """The title of a ladder's chart."""
    return cast.words(
        "{domain}: where the red lines are, and where the other side believes them", domain=domain
    )


def heading(cast: Cast, side: Facing) -> str:
    """The title of one panel."""
    return cast.words(
        "{owner}’s line as {holder} believes it", owner=cast.name(side.owner), holder=cast.name(side.holder)
    )


def figures(cast: Cast, side: Facing, *, line_too: bool = False) -> list[str]:
    """The lines under a panel's title: blind zone and over-caution in rungs, and who gave what."""
    words, gap = cast.words, side.gap
    if gap is None or not side.speaks:
        return [silence(cast, side)]
    lines = [line(cast, side)] if line_too and side.released is not None else []
    if isinstance(gap.blind, Value):
        said = words("blind {value} rungs", value=captions.number(words, gap.blind, _DIGITS))
        lines.append(_together(said, captions.between(words, gap.blind, _DIGITS)))
    if isinstance(gap.over_caution, Value):
        said = words("over-cautious {value}", value=captions.number(words, gap.over_caution, _DIGITS))
        lines.append(_together(said, captions.between(words, gap.over_caution, _DIGITS)))
    if side.placed is not None:
        lines.append(belief(cast, side))
    if not side.actual and not side.released:
        lines.append(silence(cast, side))
    if not side.believed and side.placed is None:
        lines.append(words("no belief shown"))
    if side.believed or side.placed is not None:
        lines.append(words("n = {n}", n=gap.n_holder))
    return lines


def _together(said: str, interval: str) -> str:
    """A figure and its interval, with a line's break only between the two."""
    return " ".join(part.strip().replace(" ", "\u00a0") for part in (said, interval) if part)


def silence(cast: Cast, side: Facing) -> str:
    """What is said of a side that gave no line."""
    if side.gap is not None and isinstance(side.gap.placed, Withheld) and side.gap.n_owner > 0:
        return cast.words("not shown: {reason}", reason=captions.why(cast.words, side.gap.placed.reason))
    return cast.words("no line given")


def belief(cast: Cast, side: Facing) -> str:
    """A believed line of which only a word may be shown."""
    words, holder = cast.words, cast.name(side.holder)
    said = {
        "nearer": words("{holder} believes it nearer", holder=holder),
        "at": words("{holder} believes it where it is", holder=holder),
        "further": words("{holder} believes it further off", holder=holder),
    }
    return said.get(side.placed or "", words("no common answer of {holder}", holder=holder))


def word(cast: Cast, side: Facing) -> str:
    """The one word of a believed line, as it stands in the chart."""
    words = cast.words
    said = {
        "nearer": words("believed nearer"),
        "at": words("believed where it is"),
        "further": words("believed further off"),
    }
    return said.get(side.placed or "", words("no common answer"))


def line(cast: Cast, side: Facing) -> str:
    """The owner's released line in words."""
    words = cast.words
    assert side.released is not None
    low, likely, high = (rung(cast, side, number) for number in side.released)
    if low == high:
        return words("line: rung {rung}", rung=likely) if likely.isdigit() else words("line: none of these")
    return words("line: rung {rung} ({low} to {high})", rung=likely, low=low, high=high)


def rung(cast: Cast, side: Facing, number: int) -> str:
    """A rung's number, or that the line lies past the last."""
    return str(number) if number <= side.rungs else cast.words("none of these")


def alt_text(cast: Cast, held: RoundResults, domain: str, sides: Sequence[Facing]) -> str:
    """What is to be seen, with its numbers."""
    words = cast.words
    lead = words.plural("{domain}, {n} rung.", "{domain}, {n} rungs.", sides[0].rungs, domain=domain)
    parts = [lead, *(_one_direction(cast, side) for side in sides)]
    if held.synthetic:
        parts.append(words("Synthetic answers."))
    return " ".join(parts)


def _one_direction(cast: Cast, side: Facing) -> str:
    said = [cast.words(", ").join(figures(cast, side))]
    if side.released is not None:
        said.insert(0, line(cast, side))
    return cast.words("{heading}: {said}.", heading=heading(cast, side), said=cast.words("; ").join(said))


def note(cast: Cast, held: RoundResults, sides: Sequence[Facing]) -> str:
    """What stands below a ladder's chart."""
    gaps = [side.gap for side in sides if side.gap is not None]
    return captions.note(
        cast, held, *_reading(cast, sides), *_owners(cast, sides), cells=[gap.blind for gap in gaps]
    )


def _reading(cast: Cast, sides: Sequence[Facing]) -> Iterator[str]:
    words = cast.words
    if any(side.believed for side in sides):
        yield words(
            "For each activity: the share for whom the owner’s line is crossed (filled), and as the other "
            "side believes (hollow). Red, blind: believed safer than it is. Blue, over-cautious: believed "
            "less safe than it is."
        )
    if any(side.released for side in sides):
        yield words("The line across is the owner’s own: what stands above it is not tolerated.")
    if any(side.placed for side in sides):
        yield words("The shaded part says only on which side of that line more than half believe it to be.")


def _owners(cast: Cast, sides: Sequence[Facing]) -> Iterator[str]:
    for side in sides:
        if side.gap is not None and side.gap.n_owner:
            yield cast.words.plural(
                "{owner}’s own line: {n} answer.",
                "{owner}’s own line: {n} answers.",
                side.gap.n_owner,
                owner=cast.name(side.owner),
            )


def table(cast: Cast, domain: str, sides: Sequence[Facing]) -> Table:
    """One row a rung and direction, and one for the line itself."""
    words = cast.words
    columns = (
        Column(title=words("line of")),
        Column(title=words("believed by")),
        Column(title=words("rung"), numeric=True),
        Column(title=words("activity")),
        Column(title=words("crossed, as held"), numeric=True),
        Column(title=words("crossed, as believed"), numeric=True),
        Column(title=words("reading")),
    )
    return Table(columns=columns, rows=tuple(row for side in sides for row in _rows(cast, domain, side)))


def _rows(cast: Cast, domain: str, side: Facing) -> Iterator[tuple[str, ...]]:
    who = (cast.name(side.owner), cast.name(side.holder))
    own = line(cast, side) if side.released is not None else EMPTY
    yield (*who, EMPTY, own, EMPTY, EMPTY, cast.words("; ").join(figures(cast, side)))
    for at, activity in enumerate(cast.rungs(domain, side.rungs)):
        if side.measured:
            yield (
                *who,
                str(at + 1),
                activity,
                _share(cast, side.actual, at),
                believed(cast, side, at),
                kind(cast, side, at),
            )


def _share(cast: Cast, shares: Sequence[float], at: int) -> str:
    return cast.words.percent(shares[at]) if shares else EMPTY


def believed(cast: Cast, side: Facing, at: int) -> str:
    """The share believed to hold a rung crossed (`at` counts from 0), with its interval."""
    words = cast.words
    share = _share(cast, side.believed, at)
    if not side.bands:
        return share
    low, high = (words.percent(end) for end in side.bands[at])
    return share + " " + words("({low} to {high})", low=low, high=high)


def kind(cast: Cast, side: Facing, at: int) -> str:
    """Which way a rung is misjudged."""
    if not side.actual or not side.believed or side.actual[at] == side.believed[at]:
        return EMPTY
    return cast.words("blind") if side.believed[at] < side.actual[at] else cast.words("over-cautious")
