"""Who and what a chart speaks of: names, texts and colours of a case, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from dissensus.charts.theme import LIGHT
from dissensus.domain.case import Case
from dissensus.i18n import Words

LONGEST_NAME = 20
"""A longer name of a party ("North Atlantic Treaty Organization") gives way to its id."""


@attrs.frozen(slots=False)
class Cast:
    """The names of one case in one language."""

    case: Case
    words: Words

    def name(self, party: str) -> str:
        """A party's name if it is short, else its id."""
        name = self._names.get(party, "")
        return name if 0 < len(name) <= LONGEST_NAME else party

    def colour(self, party: str) -> str:
        """A party's colour in the light theme: that of its place among the sides."""
        sides = self.case.sides
        return LIGHT.side(sides.index(party) if party in sides else len(sides))

    def statement(self, name: str) -> str:
        """The whole wording of a statement; its id if the case does not hold it."""
        return self._statements.get(name) or name

    def issue(self, name: str | None) -> str:
        """The title of an issue; its id where it has none."""
        return self._issues.get(name or "") or name or self.words("no issue")

    def domain(self, name: str) -> str:
        """The title of a ladder; its domain where it has none."""
        return self._domains.get(name) or name

    def rungs(self, domain: str, count: int) -> tuple[str, ...]:
        """The activities of a ladder from the first rung up; empty where the case lacks it."""
        found = self._rungs.get(domain, ())
        return found if len(found) == count else ("",) * count

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {party.id: party.name.best(self.words.language) for party in self.case.parties}

    @cached_property
    def _statements(self) -> Mapping[str, str]:
        return {one.id: one.text.best(self.words.language) for one in self.case.statements}

    @cached_property
    def _issues(self) -> Mapping[str, str]:
        return {one.id: one.title.best(self.words.language) for one in self.case.issues}

    @cached_property
    def _domains(self) -> Mapping[str, str]:
        return {one.domain: one.title.best(self.words.language) for one in self.case.ladders}

    @cached_property
    def _rungs(self) -> Mapping[str, tuple[str, ...]]:
        language = self.words.language
        return {
            one.domain: tuple(rung.activity.best(language) for rung in one.rungs) for one in self.case.ladders
        }
