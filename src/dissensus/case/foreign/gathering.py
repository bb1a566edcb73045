"""Answers as they are gathered from tables, row by row; what cannot stand is noted with its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import count
from typing import Any, TypeVar

import attrs

from dissensus.case.foreign.cells import Cells, by_words
from dissensus.case.foreign.mapping import OF_A_STATEMENT, Holds, Meaning, MeaningError
from dissensus.case.foreign.spreadsheet import Spreadsheet
from dissensus.domain.case import Case
from dissensus.domain.errors import Problem
from dissensus.domain.rounds import Participant
from dissensus.domain.stances import STANCES, Predictions, Stances

_Read = TypeVar("_Read")
_STANCE_WORDS = {value: word for word, value in STANCES.items()}


@attrs.frozen(kw_only=True)
class Ways:
    """How an import reads: what columns and cells mean; the party of each file, of all where one is given, or
    none; and whether participants are given new pseudonyms."""

    meaning: Meaning
    parties: tuple[str, ...] = ()
    pseudonyms: bool = False

    def party(self, place: int) -> str | None:
        """The party of all who answer in the file of that place."""
        return self.parties[place if len(self.parties) > 1 else 0] if self.parties else None


@attrs.frozen
class Misread:
    """One cell that was not understood, or one that contradicts another: where, what is wrong, what to do."""

    file: str
    line: int
    column: str
    what: str
    todo: str

    @property
    def problem(self) -> Problem:
        """The same as a problem of the file."""
        return Problem(self.file, self.line, f"column {self.column!r}: {self.what}", self.todo)


@attrs.frozen
class ReadColumn:
    """One column of a file: what it holds (None where it is not read), how many of its cells were understood,
    and as what: each distinct text, its meaning, and how often it stands there."""

    file: str
    column: str
    holds: Holds | None
    cells: int = 0
    meanings: tuple[tuple[str, str, int], ...] = ()


@attrs.frozen
class _Spot:
    """A cell: its file, line and column."""

    file: str
    line: int
    column: str


@attrs.frozen
class _Given:
    """What was given, and where it was given first."""

    value: Any
    at: _Spot


Who = tuple[str, str]
"""Somebody who answers, before any pseudonym: nothing and the text of the cell, or the file and the line."""


def cells_of(case: Case, meaning: Meaning) -> Cells:
    """How cells are read against a case: its sides and statements by their ids and by their words."""
    parties = by_words((one.id, (text for _, text in one.name.values)) for one in case.parties)
    sides = {text: party for text, party in parties.items() if party in case.sides}
    statements = by_words((one.id, (text for _, text in one.text.values)) for one in case.statements)
    return Cells(
        meaning,
        {"party": case.sides, "about": case.sides, "statement": tuple(one.id for one in case.statements)},
        {"party": sides, "about": sides, "statement": statements},
    )


@attrs.define(slots=False)
class Gathering:
    """Everything that was read so far; `settle` says who is who when all of it is."""

    case: Case
    ways: Ways
    columns: list[ReadColumn] = attrs.field(factory=list)
    misread: list[Misread] = attrs.field(factory=list)
    asked: set[str] = attrs.field(factory=set)
    people: dict[Who, _Spot] = attrs.field(factory=dict)
    party: dict[Who, _Given] = attrs.field(factory=dict)
    stance: dict[tuple[Who, str], _Given] = attrs.field(factory=dict)
    importance: dict[tuple[Who, str], _Given] = attrs.field(factory=dict)
    share: dict[tuple[Who, str | None, str], _Given] = attrs.field(factory=dict)
    names: dict[Who, str] = attrs.field(factory=dict)

    @cached_property
    def cells(self) -> Cells:
        """How cells are read."""
        return cells_of(self.case, self.ways.meaning)

    def take(self, sheet: Spreadsheet, plan: Mapping[int, Holds], party: str | None) -> None:
        """Gather the answers of one table."""
        rows = _Rows(self, sheet, plan, party, tuple(Counter() for _ in sheet.header))
        for line, row in zip(sheet.lines, sheet.rows, strict=True):
            rows.take(line, row)
        for place, (heading, seen) in enumerate(zip(sheet.header, rows.seen, strict=True)):
            meanings = tuple((text, meaning, n) for (text, meaning), n in seen.most_common())
            held = plan.get(place)
            self.columns.append(ReadColumn(sheet.file, heading, held, sum(seen.values()), meanings))

    def put(self, table: dict[Any, _Given], key: Any, value: Any, at: _Spot) -> None:
        """Enter what was given; what contradicts an earlier cell is noted."""
        before = table.setdefault(key, _Given(value, at))
        if before.value != value:
            what = f"{self.shown(value)} contradicts line {before.at.line} of {before.at.file}"
            self.wrong(at, f"{what}, {self.shown(before.value)}", "One answer is given once: take one out.")

    def wrong(self, at: _Spot, what: str, todo: str) -> None:
        """Note what is wrong with a cell."""
        self.misread.append(Misread(at.file, at.line, at.column, what, todo))

    @staticmethod
    def shown(value: Any) -> str:
        """A value in the words of the format."""
        return f"{value:g}" if isinstance(value, float) else str(value)

    def settle(self) -> None:
        """Give everybody a party and a pseudonym; who has none, or is a party, is noted."""
        for who, at in self.people.items():
            if who not in self.party:
                todo = "Map a column to party in a file that names them, or name the party: --party ID."
                self.wrong(at, f"nothing says of which party {who[1]!r} is", todo)
            if not self._is_new(who) and who[1] in {one.id for one in self.case.parties}:
                todo = "A person needs a pseudonym of its own: change it, or let --pseudonyms make them."
                self.wrong(at, f"{who[1]!r} is the id of a party", todo)
        kept = {who[1] for who in self.people if not self._is_new(who)}
        free = (name for name in map("person-{}".format, count(1)) if name not in kept)
        self.names = {who: next(free) if self._is_new(who) else who[1] for who in self.people}
        self.share = dict(self._about())

    def _is_new(self, who: Who) -> bool:
        return self.ways.pseudonyms or who[0] != ""

    def _about(self) -> Iterator[tuple[tuple[Who, str | None, str], _Given]]:
        """Predictions with whom they are about: the one other side where there is one and none is said."""
        for (who, about, statement), given in self.share.items():
            own = self.party[who].value if who in self.party else None
            others = [side for side in self.case.sides if side != own]
            if own is None:
                continue
            if about is None and len(others) == 1:
                yield (who, others[0], statement), given
            elif about is None:
                todo = "Map a column to about, or name the party: --map COLUMN=share:STATEMENT:PARTY."
                self.wrong(given.at, "nothing says about which party this prediction is", todo)
            elif about == own:
                todo = "A prediction is what one expects of others: mend whom it is about, or the party."
                self.wrong(given.at, f"this is a prediction about {own} by one of its own", todo)
            else:
                yield (who, about, statement), given

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Everybody who is in a party, in the order of the files."""
        there = (who for who in self.people if who in self.party)
        return tuple(Participant(self.names[who], self.party[who].value) for who in there)

    @property
    def stances(self) -> Stances:
        """Every stance with its importance."""
        weights = {key: given.value for key, given in self.importance.items()}
        columns: dict[str, list[Any]] = {
            "participant": [self.names[who] for who, _ in self.stance],
            "statement": [statement for _, statement in self.stance],
            "stance": [given.value for given in self.stance.values()],
            "importance": [weights.get(key) for key in self.stance],
        }
        return Stances(**columns)

    @property
    def predictions(self) -> Predictions:
        """Every prediction."""
        columns: dict[str, list[Any]] = {
            "participant": [self.names[who] for who, _, _ in self.share],
            "about": [about for _, about, _ in self.share],
            "statement": [statement for _, _, statement in self.share],
            "share": [given.value for given in self.share.values()],
        }
        return Predictions(**columns)

    @property
    def lonely(self) -> int:
        """How often importance was given without a stance."""
        return len(set(self.importance) - set(self.stance))


@attrs.frozen
class _Rows:
    """The rows of one table as they are taken; `seen` counts by column what cells were understood as."""

    into: Gathering
    sheet: Spreadsheet
    plan: Mapping[int, Holds]
    party: str | None
    seen: tuple[Counter[tuple[str, str]], ...]

    def take(self, line: int, row: Sequence[str]) -> None:
        """Gather what one row says."""
        answers = {place: holds for place, holds in self.plan.items() if holds.field in OF_A_STATEMENT}
        who, at = self._who(line, row, answered=any(row[place] for place in answers))
        if who is not None:
            self.into.people.setdefault(who, at)
        party, spot = self._one("party", line, row, partial(self.into.cells.name, "party"))
        if who is not None and (party is not None or self.party is not None):
            self.into.put(self.into.party, who, self.party if party is None else party, spot or at)
        statement, _ = self._one("statement", line, row, partial(self.into.cells.name, "statement"))
        about, _ = self._one("about", line, row, partial(self.into.cells.name, "about"))
        if statement is not None:
            self.into.asked.add(statement)
        for place, holds in answers.items():
            value = self._read(place, line, row, getattr(self.into.cells, holds.field))
            if value is not None and who is not None:
                of_ = holds.statement or statement
                self._enter(who, holds.field, of_, holds.about or about, value, self._spot(place, line))

    def _enter(
        self, who: Who, field: str, statement: str | None, about: str | None, value: Any, at: _Spot
    ) -> None:
        if statement is None:
            spots = [place for place, holds in self.plan.items() if holds.field == "statement"]
            if not self._noted(at.line, spots):
                self.into.wrong(at, "the row names no statement", "Name it, or empty the cell.")
        elif field == "share":
            self.into.put(self.into.share, (who, about, statement), value, at)
        else:
            table = self.into.stance if field == "stance" else self.into.importance
            self.into.put(table, (who, statement), value, at)

    def _noted(self, line: int, places: Sequence[int]) -> bool:
        """Whether one of these cells of the line was noted as not understood."""
        spots = {(self.sheet.file, line, self.sheet.header[place]) for place in places}
        return any((one.file, one.line, one.column) in spots for one in self.into.misread[-len(self.plan) :])

    def _who(self, line: int, row: Sequence[str], *, answered: bool) -> tuple[Who | None, _Spot]:
        """Who answers in the row; None where nobody does or the name was not understood."""
        places = [place for place, holds in self.plan.items() if holds.field == "participant"]
        if not places:
            return (self.sheet.file, str(line)), self._spot(0, line)
        place, cells = places[0], self.into.cells
        new = self.into.ways.pseudonyms
        text = self._read(place, line, row, partial(cells.said, "participant") if new else cells.participant)
        at = self._spot(place, line)
        if text is None and answered and not row[place]:
            self.into.wrong(at, "the row does not say who answers", "Name the participant, or empty the row.")
        return (None if text is None else ("", text)), at

    def _one(
        self, field: str, line: int, row: Sequence[str], how: Callable[[str], str | None]
    ) -> tuple[str | None, _Spot | None]:
        """What the row says in its column of that field, and where."""
        for place, holds in self.plan.items():
            if holds.field == field:
                return self._read(place, line, row, how), self._spot(place, line)
        return None, None

    def _read(
        self, place: int, line: int, row: Sequence[str], how: Callable[[str], _Read | None]
    ) -> _Read | None:
        """What a cell says; one that is not understood is noted."""
        try:
            value = how(row[place])
        except MeaningError as error:
            self.into.wrong(self._spot(place, line), error.what, error.todo)
            return None
        if value is not None:
            self.seen[place][row[place], self._words(place, value)] += 1
        return value

    def _words(self, place: int, value: Any) -> str:
        return _STANCE_WORDS[value] if self.plan[place].field == "stance" else Gathering.shown(value)

    def _spot(self, place: int, line: int) -> _Spot:
        return _Spot(self.sheet.file, line, self.sheet.header[place])
