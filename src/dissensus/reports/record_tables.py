"""Tables of the measures whose records become rows field by field: conduct, concerns, cohesion, agenda."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dissensus.charts.figure import Column, Table
from dissensus.engine.points import points
from dissensus.engine.results import Results
from dissensus.i18n import Words
from dissensus.reports.wording import marked

NOTHING = "–"

TITLES = {
    "conduct": marked("What either side may do, rung by rung"),
    "peace": marked("Where each side's peace ends"),
    "salience": marked("What matters to each side"),
    "past": marked("Talking past each other, in bits"),
    "anatomy": marked("The anatomy of the differences"),
    "assumptions": marked("Assumptions tested"),
    "conditions": marked("Conditions for a better relation"),
    "signals": marked("Signals, as meant and as read"),
    "cohesion": marked("Cohesion by statement, for the party's own eyes"),
    "cohesion_by_issue": marked("Cohesion by issue, for the party's own eyes"),
    "standouts": marked("Who stands out, for the party's own eyes"),
    "agenda": marked("The agenda"),
    "mechanisms": marked("Mechanisms at the date of the record"),
    "coverage": marked("What mechanisms in force cover, rung by rung"),
    "meetings": marked("Contacts under mechanisms, by year"),
    "exposure": marked("Dated incidents by year, with the grades of their sources"),
    "probing": marked("Incidents against the lines declared by then"),
    "openings": marked("Rungs on which others acted, for the party's own eyes"),
    "coded_signals": marked("Signals as coded"),
    "surveys": marked("Publics on the same question"),
    "views": marked("Publics on the other side"),
    "gaps": marked("Rungs that no mechanism in force covers"),
}

_ASIDE = ("intervals", "reasons")


def table(results: Results, measure: str, say: Words) -> tuple[str, Table]:
    """The records of one measure under its title: a column a field, whatever its cells hold."""
    rows = points(results, measure)[measure]
    fields = [field for field in rows[0] if field not in _ASIDE] if rows else []
    columns = tuple(Column(title=field.replace("_", " "), numeric=_numeric(rows, field)) for field in fields)
    cells = tuple(tuple(_text(row[field], say) for field in fields) for row in rows)
    return say(TITLES[measure]), Table(columns=columns, rows=cells)


def _numeric(rows: list[dict[str, Any]], field: str) -> bool:
    return all(isinstance(row[field], int | float) or row[field] is None for row in rows)


def _text(value: Any, say: Words) -> str:
    if value is None or value in ((), [], {}):
        return NOTHING
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if isinstance(value, float):
        return say.number(value, 2)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_text(inner, say)}" for key, inner in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(_text(inner, say) for inner in value)
    return str(value)
