"""The files of a case, read by the oracle itself: csv and ruamel.yaml, nothing of the package."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

Row = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Round:
    """What the files say of one round: its terms, and the rows of each table as text."""

    terms: Row
    participants: list[Row]
    stances: list[Row]
    predictions: list[Row]
    lines: list[Row]
    costs: list[Row]

    def asks(self, party: str) -> bool:
        """Whether the round asked the party anything: it has a unit, a roll or people there."""
        named = {**(self.terms.get("unit") or {}), **(self.terms.get("roll") or {})}
        return party in named or any(row["party"] == party for row in self.participants)

    def unit(self, party: str) -> str:
        """The unit in which the party answers."""
        return str((self.terms.get("unit") or {}).get(party, "person"))

    def respondents(self, party: str) -> list[str]:
        """Whose answers are the party's answers."""
        of_party = [row["participant"] for row in self.participants if row["party"] == party]
        if self.unit(party) == "party":
            return [name for name in of_party if name == party]
        return [name for name in of_party if name != party]

    def asked(self, party: str) -> int:
        """N, the number on the party's roll."""
        return int((self.terms.get("roll") or {}).get(party, len(self.respondents(party))))

    @property
    def ladders(self) -> list[str]:
        """The domains whose ladders were asked about."""
        return list(self.terms.get("ladders") or [])

    @property
    def statements(self) -> dict[str, str | None]:
        """The arm of each statement, in the order of the file; None where there is no arm."""
        listed = self.terms.get("statements") or {}
        if isinstance(listed, dict):
            return dict(listed)
        return {(item if isinstance(item, str) else item["id"]): _arm(item) for item in listed}


def _arm(item: str | Row) -> str | None:
    return None if isinstance(item, str) else item.get("arm")


@dataclass(frozen=True, eq=False)
class Folder:
    """A case as its files say it, as far as point values need it."""

    sides: list[str]
    issue_of: dict[str, str]
    rungs: dict[str, int]
    rounds: dict[str, Round]

    def pairs(self, round_id: str) -> list[tuple[str, str]]:
        """Every unordered pair of the sides that the round asked, in the order of the case."""
        return list(combinations([side for side in self.sides if self.rounds[round_id].asks(side)], 2))

    def perceivers(self, round_id: str) -> list[tuple[str, str]]:
        """Each side of each pair, and whom it perceives."""
        return [direction for a, b in self.pairs(round_id) for direction in ((a, b), (b, a))]

    def directions(self, round_id: str) -> list[tuple[str, str]]:
        """Every ordered pair of sides of which the round asked at least one."""
        held = self.rounds[round_id]
        return [(a, b) for a, b in permutations(self.sides, 2) if held.asks(a) or held.asks(b)]

    def series(self, round_id: str) -> list[str]:
        """The round and those it came after, first to last."""
        chain = [round_id]
        while self.rounds[chain[0]].terms.get("after") is not None:
            chain.insert(0, self.rounds[chain[0]].terms["after"])
        return chain


def _yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8")) if path.exists() else None


def _csv(path: Path) -> list[Row]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _listed(document: Any, name: str) -> list[Row]:
    records = document.get(name, []) if isinstance(document, dict) else document
    return list(records or [])


def read(folder: Path) -> Folder:
    """The case in that folder."""
    return Folder(
        sides=list(_yaml(folder / "case.yaml")["sides"]),
        issue_of={
            row["id"]: row["issue"] for row in _listed(_yaml(folder / "statements.yaml"), "statements")
        },
        rungs=_rungs(_yaml(folder / "ladders.yaml")),
        rounds={path.parent.name: _round(path.parent) for path in folder.glob("rounds/*/round.yaml")},
    )


def _rungs(document: Any) -> dict[str, int]:
    return {row["domain"]: len(row["rungs"]) for row in _listed(document, "ladders")}


def _round(folder: Path) -> Round:
    tables = {
        name: _csv(folder / f"{name}.csv")
        for name in ("participants", "stances", "predictions", "lines", "costs")
    }
    return Round(terms=_yaml(folder / "round.yaml"), **tables)


def mean(values: Sequence[Fraction]) -> Fraction | None:
    """The mean, without rounding; None of nothing."""
    return sum(values, Fraction(0)) / len(values) if values else None
