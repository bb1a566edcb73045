"""The text of a small case, by hand: what a careful person would type, without the package's own writer.

A `Plan` says what a case holds as far as point values need it; `write` types it into a folder, with a source
under every record and nothing else.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import attrs

COLUMNS = {
    "participants": ("participant", "party", "member"),
    "stances": ("participant", "statement", "stance", "importance"),
    "predictions": ("participant", "about", "statement", "share"),
    "lines": ("participant", "owner", "other", "domain", "lowest", "likeliest", "highest", "kind"),
    "costs": ("party", "domain", "rung", "benefit", "harm"),
}


@attrs.define(kw_only=True)
class RoundPlan:
    """One round: its terms, and its tables as tuples in the order of `COLUMNS`, "" for what is missing."""

    id: str
    unit: dict[str, str]
    roll: dict[str, int]
    statements: dict[str, str | None]
    ladders: list[str]
    track: str = "joint"
    party: str | None = None
    after: str | None = None
    last: bool = False
    participants: list[tuple[Any, ...]] = attrs.field(factory=list)
    stances: list[tuple[Any, ...]] = attrs.field(factory=list)
    predictions: list[tuple[Any, ...]] = attrs.field(factory=list)
    lines: list[tuple[Any, ...]] = attrs.field(factory=list)
    costs: list[tuple[Any, ...]] = attrs.field(factory=list)


@attrs.define(kw_only=True)
class Plan:
    """One case: sides, every party with its members, statements with their issue, ladders with R, rounds."""

    sides: list[str]
    parties: dict[str, list[str]]
    issue_of: dict[str, str]
    rungs: dict[str, int]
    rounds: list[RoundPlan]


def _scalar(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _record(**fields: object) -> str:
    """One record of a YAML list, every value quoted, in flow style where it is a list or a mapping."""
    lines = [f"{name}: {_scalar(value)}" for name, value in fields.items() if value is not None]
    return "- " + "\n  ".join(lines) + "\n"


def _records(records: Iterable[str]) -> str:
    return "".join(records) or "[]\n"


def _case(plan: Plan) -> str:
    return (
        "format: dissensus-case/1\nid: random\ntitle: {en: A random case}\nlanguages: [en]\n"
        f"sides: {_scalar(plan.sides)}\n"
    )


def _parties(plan: Plan) -> str:
    return _records(
        _record(
            id=party,
            name={"en": f"Party {party}"},
            kind="alliance" if members else "state",
            members=[{"id": member, "name": {"en": member}} for member in members] or None,
            sources=["notes"],
        )
        for party, members in plan.parties.items()
    )


def _issues(plan: Plan) -> str:
    return _records(
        _record(id=issue, title={"en": f"Issue {issue}"}, sources=["notes"])
        for issue in dict.fromkeys(plan.issue_of.values())
    )


def _statements(plan: Plan) -> str:
    return _records(
        _record(id=name, issue=issue, kind="fact", text={"en": f"It is so ({name})."}, sources=["notes"])
        for name, issue in plan.issue_of.items()
    )


def _ladders(plan: Plan) -> str:
    def rungs(domain: str, number: int) -> list[dict[str, Any]]:
        return [{"id": f"{domain}-{r}", "activity": {"en": f"Act {r}"}} for r in range(1, number + 1)]

    return _records(
        _record(domain=domain, title={"en": domain}, rungs=rungs(domain, number), sources=["notes"])
        for domain, number in plan.rungs.items()
    )


def _terms(held: RoundPlan) -> str:
    fields: dict[str, object] = {
        "track": held.track,
        "party": held.party,
        "unit": held.unit,
        "roll": held.roll,
        "statements": held.statements,
        "ladders": held.ladders,
        "after": held.after,
        "last": held.last,
        "synthetic": True,
    }
    return "".join(f"{name}: {_scalar(value)}\n" for name, value in fields.items() if value is not None)


def _table(columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def write(plan: Plan, folder: Path) -> Path:
    """Type the case into the folder, and give the folder back."""
    texts = {
        "case.yaml": _case(plan),
        "parties.yaml": _parties(plan),
        "issues.yaml": _issues(plan),
        "statements.yaml": _statements(plan),
        "ladders.yaml": _ladders(plan),
        "sources.yaml": _record(id="notes", title="Notes of a meeting that never was", grade="recalled"),
    }
    for held in plan.rounds:
        texts[f"rounds/{held.id}/round.yaml"] = _terms(held)
        for name, columns in COLUMNS.items():
            rows = getattr(held, name)
            if rows or name == "participants":
                texts[f"rounds/{held.id}/{name}.csv"] = _table(columns, rows)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
