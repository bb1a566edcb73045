"""What a report is made from: a case, its results and words, with the names and anchors they go by."""

from __future__ import annotations

import re
from functools import cached_property

import attrs

from dissensus.charts.cast import LONGEST_NAME
from dissensus.charts.figure import Figure
from dissensus.domain.case import Case
from dissensus.domain.ladders import Ladder
from dissensus.domain.sources import Source
from dissensus.domain.statements import Statement
from dissensus.domain.texts import Text
from dissensus.engine.results import Difference, Results, RoundResults, Side
from dissensus.i18n import Words
from dissensus.reports import audience
from dissensus.reports.wording import marked

_BESIDE = "-beside"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_OUTSIDE = re.compile(r"[^A-Za-z0-9-]")


def plain(text: str) -> str:
    """The text without control characters and without those that turn the direction of what follows.

    >>> plain("left \u202eright")
    'left right'
    """
    return _CONTROL.sub("", text)


def anchor(*parts: str) -> str:
    """An id made of those parts, different for different parts, of letters, digits, hyphens and dots.

    >>> anchor("source", "nato.int/1"), anchor("source", "nato-int-1")
    ('source_nato.2e.int.2f.1', 'source_nato-int-1')
    """
    return "_".join(_OUTSIDE.sub(lambda found: f".{ord(found[0]):x}.", part) for part in parts)


@attrs.frozen(kw_only=True)
class Material:
    """A case with its results, in the reader's words.

    `beside` is a second run of the same case on another seed; `figures` are the charts of the results. What
    the `audience` may not see is in none of them.
    """

    case: Case
    results: Results
    words: Words
    beside: Results | None = None
    figures: tuple[Figure, ...] = ()
    audience: str = audience.DESK

    @property
    def held(self) -> RoundResults:
        """The round that the report is about."""
        return self.results.latest

    @property
    def synthetic(self) -> bool:
        """Whether any of the answers were made by a program."""
        return self.results.synthetic or any(held.synthetic for held in self.results.rounds)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.case.statements}

    @cached_property
    def sides(self) -> dict[str, Side]:
        """The sides of the round by party."""
        return {side.party: side for side in self.held.sides}

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of sides that were compared, in the order of the results."""
        compared = [found.sides for found in self.held.differences]
        directed = [(part.perceiver, part.about) for part in self.held.surprises]
        lines = [(gap.holder, gap.owner) for gap in self.held.lines]
        pairs: dict[frozenset[str], tuple[str, str]] = {}
        for pair in (*self.case.pairs, *compared, *directed, *lines):
            pairs.setdefault(frozenset(pair), pair)
        return tuple(pairs.values())

    @cached_property
    def _names(self) -> dict[str, Text]:
        members = {member.id: member.name for party in self.case.parties for member in party.members}
        return members | {party.id: party.name for party in self.case.parties}

    @cached_property
    def _ladders(self) -> dict[str, Ladder]:
        return {ladder.domain: ladder for ladder in self.case.ladders}

    @cached_property
    def _issues(self) -> dict[str, Text]:
        return {issue.id: issue.title for issue in self.case.issues}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The register of sources by id."""
        return {source.id: source for source in self.case.sources}

    def best(self, text: Text) -> str:
        """A text of the case in the reader's language, or the nearest there is."""
        return plain(text.best(self.words.language))

    def language(self, text: Text) -> str:
        """The language in which `best` gives that text, where it is another than the reader's; else empty."""
        found = dict(text.values)
        if found.get(self.words.language) or not found:
            return ""
        return "en" if found.get("en") else next(iter(found))

    def name(self, party: str) -> str:
        """A party's name; its id where the case has none, or one too long for a column."""
        name = self.best(self._names.get(party, Text()))
        return name if 0 < len(name) <= LONGEST_NAME else plain(party)

    def place(self, party: str) -> int:
        """The place of a party among the sides, which gives it its colour and shape."""
        sides = (*self.case.sides, *(side.party for side in self.held.sides), party)
        return tuple(dict.fromkeys(sides)).index(party)

    def tone(self, party: str) -> str:
        """The mark of a party's colour, for the sides alone: there are too few colours for everybody."""
        return f"party-{self.place(party)}" if party in self.case.sides or party in self.sides else ""

    def wording(self, statement: str) -> str:
        """What a statement says; its id where the case does not have it."""
        held = self.statements.get(statement)
        return (self.best(held.text) if held else "") or plain(statement)

    def wording_language(self, statement: str) -> str:
        """The language of `wording`, where it is another than the reader's."""
        held = self.statements.get(statement)
        return self.language(held.text) if held else ""

    def issue(self, issue: str | None) -> str:
        """The title of an issue."""
        if issue is None:
            return self.words("No issue")
        return self.best(self._issues.get(issue, Text())) or plain(issue)

    def ladder(self, domain: str) -> str:
        """The title of a ladder."""
        held = self._ladders.get(domain)
        return (self.best(held.title) if held else "") or plain(domain).replace("_", " ")

    def rung(self, domain: str, rung: int) -> str:
        """The activity on a rung, numbered; R + 1 is none of these."""
        held = self._ladders.get(domain)
        if held is None:
            return self.words("rung {rung}", rung=rung)
        if rung == len(held) + 1:
            return self.words("{rung}: none of these", rung=rung)
        return self.words("{rung}: {activity}", rung=rung, activity=self.best(held.rungs[rung - 1].activity))

    @property
    def turnout_told(self) -> bool:
        """Whether it is told who of those asked answered; of guarded persons it never is."""
        released = any(held.read_from != "answers" for held in self.results.rounds)
        return not self.results.plan.guarded and not released

    def speakers(self, party: str) -> str:
        """Those whose answers these are, as the subject of a sentence; synthetic ones say so."""
        side = self.sides.get(party)
        unit = side.unit if side else "person"
        return self.words(_SPEAKERS[unit, self.synthetic], side=self.name(party))

    def charts(self, *kinds: str) -> tuple[Figure, ...]:
        """The figures whose id begins with one of these, without those of a second seed."""
        return tuple(
            figure
            for figure in self.figures
            if figure.id.startswith(kinds) and not figure.id.endswith(_BESIDE)
        )

    @property
    def charts_beside(self) -> tuple[Figure, ...]:
        """The figures of the second seed."""
        return tuple(figure for figure in self.figures if figure.id.endswith(_BESIDE))

    @property
    def before(self) -> RoundResults | None:
        """The first round of the series, where the report is about a later one."""
        return self.results.rounds[0] if len(self.results.rounds) > 1 else None

    def between(self, pair: tuple[str, str], held: RoundResults | None = None) -> tuple[Difference, ...]:
        """The differences between two sides in a round (the report's own by default), in its order."""
        found = (held or self.held).differences
        return tuple(each for each in found if set(each.sides) == set(pair))


_SPEAKERS = {
    ("person", False): marked("{side}’s delegates"),
    ("person", True): marked("{side}’s synthetic delegates"),
    ("member", False): marked("{side}’s members"),
    ("member", True): marked("{side}’s members (synthetic answers)"),
    ("party", False): marked("those who answer for {side}"),
    ("party", True): marked("those who answer for {side} (synthetic answers)"),
}
