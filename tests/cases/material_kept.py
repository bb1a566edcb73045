"""Whether every fact of the material stands in the converted case.

Both are read as plain files, by none of the project's own code. A fact is a value under the name of its
field; it is looked for in the converted record of the same id, under the name that `RENAMED` gives. Facts
are counted: what stands twice must be found twice. Of a text in several languages the English is read.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from ruamel.yaml import YAML

Fact: TypeAlias = tuple[str, str]
Files: TypeAlias = Mapping[str, Any]

RENAMED = {
    "ladder_domains": "domains",
    "entry_into_force": "in_force",
    "status_april_2019": "status",
    "question_type": "kind",
    "field_dates": "dates",
    "receiver": "receivers",
    "reading_match": "match",
    "sender_stated_meaning": "meant",
    "receiver_public_reading": "readings",
    "western_account": "NATO",
    "russian_account": "RUS",
    "accession_year": "since",
    "accession_date": "since",
    "members_2019": "id",
    "towards_russia": "degrees_0_to_100.towards_russia",
}
"""The material's name of a field, and the case's; what the case calls the same is not listed."""

ALSO = {"name": "official_name"}
"""Where the material's word may stand instead: a state's official name, beside the one in use."""

REWORDED = {"reading_not_found": "none found"}
"""Words of the material that the format has its own for."""

DERIVED = frozenset({"bloc_relation", "bloc_gap", "rung", "iso3"})
"""What follows from the rest (two values, a place, an id): recomputed in a test, not stored."""

COUNTED = frozenset({"count", "statements", "stances", "domains", "grades", "frame"})
"""What the material says of a whole file that the records themselves show."""

OPTIONS = frozenset({"percent", "counts", "mean_degrees_0_to_100", "means"})
"""Mappings whose names are facts too: the options of an answer, the things counted."""

SAID = {"meant": "meant", "readings": "readings"}
"""Parts of a converted record of which only the text is the material's."""

SEVERAL = frozenset({"addressee", "sender", "receivers", "acting", "affected", "parties"})
"""Fields that hold ids; the material puts several into one text."""

USUAL = {"kind": "state"}
"""What a party is where its file does not say."""

_BETWEEN = re.compile(r", | and ")
_SPANS = ((re.compile(r"(\d{4})-(\d{4})"), r"\1/\2"), (re.compile(r"(\d{4})-(\d\d)/(\d\d)"), r"\1-\2/\1-\3"))


def plain(path: Path) -> Any:
    """A YAML file as lists, mappings and scalars."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def read_folder(folder: Path) -> Files:
    """The files of a case by name; a row of positions.csv is a record, its lists and attributes resolved."""
    files = {path.stem: _in_english(plain(path)) for path in folder.glob("*.yaml")}
    with (folder / "positions.csv").open(encoding="utf-8", newline="") as lines:
        files["positions"] = [_resolved(row) for row in csv.DictReader(lines)]
    return files


def _in_english(value: Any) -> Any:
    """The same value, each text in several languages as the English that the material gave."""
    if isinstance(value, Mapping):
        if "en" in value:
            return value["en"]
        return {name: _in_english(inner) for name, inner in value.items()}
    return [_in_english(inner) for inner in value] if isinstance(value, list) else value


def _resolved(row: Mapping[str, str]) -> dict[str, Any]:
    return dict(row) | {
        "sources": row["sources"].split("; "),
        "attributes": json.loads(row["attributes"] or "{}"),
    }


def lost(material: Files, case: Files) -> list[str]:
    """What the material says and the case does not, each with the record that should say it."""
    return [*_lost_records(material, case), *_lost_sources(material, case), *_lost_headers(material, case)]


def _lost_records(material: Files, case: Files) -> Iterator[str]:
    for name, record, converted in _pairs(material, case):
        kept = Counter(_facts_in(converted))
        missing = Counter(_facts_of(record)) - kept
        yield from (
            f"{name}: {field} = {value}" for field, value in missing if (ALSO.get(field), value) not in kept
        )
        found = set(_sources_in(converted))
        cited = (_known_as(source, case) for source in _cited(record))
        yield from (f"{name}: source {one}" for one in cited if one not in found)


def _pairs(material: Files, case: Files) -> Iterator[tuple[str, Any, Any]]:
    """Each record of the material beside the one it became; an empty one where it is gone."""
    yield from _parties(material["parties"], case["parties"])
    yield from _by("id", "issues", material["issues"]["issues"], case["issues"])
    yield from _by("id", "statements", map(_bare, material["positions"]["statements"]), case["statements"])
    yield from _positions(material["positions"]["statements"], case["positions"])
    yield from _by("id", "lines", material["redlines"]["redlines"], case["lines"])
    yield from _by("domain", "ladders", material["ladders"]["ladders"], case["ladders"])
    yield from _by("id", "mechanisms", material["mechanisms"]["mechanisms"], case["mechanisms"])
    yield from _by("id", "signals", material["signals"]["signals"], case["signals"])
    yield from _by("id", "incidents", material["incidents"]["incidents"], case["incidents"])
    yield from _by("id", "polls", material["polls"]["polls"], case["polls"])
    totals = {record["sources"][0]: record for record in case["incident_counts"]}
    for total in material["incidents"]["aggregates"]:
        key = total["source"]["id"]
        yield f"incident_counts of {key}", total, totals.get(key, {})


def _by(key: str, file: str, records: Any, converted: Any) -> Iterator[tuple[str, Any, Any]]:
    found = {record[key]: record for record in converted}
    for record in records:
        yield f"{file} {record[key]}", record, found.get(record[key], {})


def _parties(rows: Any, converted: Any) -> Iterator[tuple[str, Any, Any]]:
    alliance = next(party for party in converted if party["id"] == "NATO")
    outside = [rows[kind] for kind in ("states", "other_organisations", "third_parties")]
    for records in outside:
        yield from _by("id", "parties", records, [USUAL | party for party in converted])
    yield from _by("id", "parties", rows["blocs"], [alliance | {"members": []}])
    shared = [{**member, "sources": rows["sources"]} for member in rows["members"]]
    later = [_dated(member) for member in rows["later_members"]]
    yield from _by("id", "members", shared + later, alliance["members"])


def _dated(member: Any) -> dict[str, Any]:
    """A member without the year of its accession where the day is given too."""
    day = member.get("accession_date", "")
    return {
        field: value
        for field, value in member.items()
        if field != "accession_year" or not day.startswith(str(value))
    }


def _positions(statements: Any, converted: Any) -> Iterator[tuple[str, Any, Any]]:
    found = {(row["statement"], row["party"]): row for row in converted}
    for statement in statements:
        for stance in statement["stances"]:
            key = (statement["id"], stance["party"])
            yield f"positions {key}", stance, found.get(key, {})


def _bare(statement: Any) -> dict[str, Any]:
    return {field: value for field, value in statement.items() if field != "stances"}


def _facts_of(value: Any, field: str = "") -> Iterator[Fact]:
    """The facts of a record of the material, in the words of the format."""
    if _is_citation(value):
        return
    if isinstance(value, Mapping):
        for name, inner in value.items():
            known = str(RENAMED.get(name, name))
            if field in OPTIONS:
                yield "option", known
            if name == "later_layer" and isinstance(inner, list):
                yield from (("later", event["event"]) for event in inner)
            if name not in DERIVED:
                yield from _facts_of(inner, known)
    elif isinstance(value, list):
        for inner in value:
            yield from _facts_of(inner, field)
    elif value is not None:
        yield from ((field, _shown(part)) for part in _parts(field, value))


def _facts_in(value: Any, field: str = "") -> Iterator[Fact]:
    """The facts of a converted record; what the two coders said is no fact of the material."""
    if isinstance(value, Mapping):
        if value.get("layer") == "later" and "event" in value:
            yield "later", value["event"]
        if set(value) == {"party", "text"}:
            yield value["party"], _shown(value["text"])
        for name, inner in value.items():
            if field in OPTIONS:
                yield "option", name
            if name != "coding":
                yield from _facts_in(inner, field if field in SAID and name == "text" else name)
    elif isinstance(value, list):
        for inner in value:
            yield from _facts_in(inner, field)
    elif value is not None:
        yield from ((field, _shown(part)) for part in _parts(field, value))


def _parts(field: str, value: Any) -> list[Any]:
    """The ids of a text that is nothing but ids; else the value itself."""
    if field not in SEVERAL or not isinstance(value, str):
        return [value]
    parts = _BETWEEN.split(value)
    return parts if all(re.fullmatch("[A-Z]{3,4}", part) for part in parts) else [value]


def _shown(value: Any) -> str:
    """A value as text: numbers alike however they are written, spans of dates in one form."""
    if isinstance(value, bool):
        return str(value)
    text = REWORDED.get(str(value), str(value))
    for pattern, span in _SPANS:
        if pattern.fullmatch(text):
            return pattern.sub(span, text)
    try:
        return repr(float(text))
    except ValueError:
        return text


def _is_citation(value: Any) -> bool:
    return isinstance(value, Mapping) and value.get("confidence") in ("retrieved", "recalled")


def _cited(value: Any) -> Iterator[Any]:
    """Every citation inside a value of the material."""
    if _is_citation(value):
        yield value
    elif isinstance(value, Mapping | list):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _cited(inner)


def _sources_in(value: Any, field: str = "") -> Iterator[str]:
    """Every id that a converted record lists under `sources`."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _sources_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _sources_in(inner, field)
    elif field == "sources":
        yield value


def _known_as(citation: Any, case: Files) -> str:
    """The id under which the case knows a citation; its title where it does not know it."""
    if "id" in citation:
        return str(citation["id"])
    for source in case["sources"]:
        if all(source.get(field) == citation.get(field) for field in ("title", "date", "reference")):
            return str(source["id"])
    return str(citation["title"])


def _lost_sources(material: Files, case: Files) -> Iterator[str]:
    register = {source["id"]: source for source in case["sources"]}
    for citation in _cited(material):
        known = _known_as(citation, case)
        source = register.get(known, {})
        expected = {"retrieval": citation["confidence"], "grade": citation.get("grade", "recalled")}
        for field in ("title", "publisher", "date", "url", "reference"):
            expected[field] = citation.get(field)
        yield from (
            f"sources {known}: {field} = {value}"
            for field, value in expected.items()
            if source.get(field) != value
        )


def _lost_headers(material: Files, case: Files) -> Iterator[str]:
    about = case["case"]["attributes"]["about"]
    for name, rows in material.items():
        said = {field: value for field, value in rows["meta"].items() if field not in COUNTED}
        kept = about.get(name, {})
        yield from (f"about {name}: {field}" for field in said if kept.get(field) != said[field])
