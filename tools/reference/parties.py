"""Parties, members, issues, ladders: what the record is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from dissensus.domain.dates import Date
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, Rung
from dissensus.domain.parties import Member, Party
from dissensus.domain.texts import Text
from tools.reference.material import Material, Row, source_ids

_OF_MEMBER = (
    "iso2",
    "eu_member_april_2019",
    "nuclear_weapon_state",
    "borders_russia",
    "efp_host",
    "efp_framework_nation",
    "efp_framework_for",
    "groups",
)
_OF_PARTY = (
    "iso2",
    "role",
    "founded",
    "member_count_april_2019",
    "nuclear_weapon_state",
    "spokes",
    "decision_rule",
    "bloc_position_rule",
    "official_position_rule",
)


def text(words: str | None) -> Text:
    """The material's English words; nothing where it has none."""
    return Text.of({"en": words}) if words else Text()


IN_USE = {"RUS": "Russia"}
"""Names for use in a sentence, where the material has a state's official one."""


def kept(row: Row, fields: tuple[str, ...]) -> Mapping[str, object]:
    """The facts that the format has no field for, under the material's own names."""
    return {field: row[field] for field in fields if field in row}


def _official(row: Row) -> Mapping[str, object]:
    """The name that the material gives where another is in use."""
    return {"official_name": row["name"]} if row["id"] in IN_USE else {}


def parties(material: Material) -> tuple[Party, ...]:
    """The two sides, Russia's alliance and the third parties."""
    rows = material.files["parties"]
    states = chain(rows["states"], rows["other_organisations"], rows["third_parties"])
    return tuple(
        Party(
            id=row["id"],
            name=text(IN_USE.get(row["id"], row["name"])),
            kind=row.get("kind", "state"),
            members=tuple(_members(row, material)),
            sources=source_ids(row["sources"]),
            note=row.get("note"),
            attributes={**_official(row), **kept(row, _OF_PARTY)},
        )
        for row in chain(rows["blocs"], states)
    )


def _members(party: Row, material: Material) -> Iterator[Member]:
    rows = material.files["parties"]
    if party["id"] == "NATO":
        common = source_ids(rows["sources"])
        yield from (_ally(row, common) for row in chain(rows["members"], rows["later_members"]))
    yield from (Member(id=state) for state in party.get("members_2019", ()))


def _ally(row: Row, common: tuple[str, ...]) -> Member:
    return Member(
        id=row["id"],
        name=text(row["name"]),
        since=Date(row.get("accession_date", str(row["accession_year"]))),
        layer=row.get("layer", "baseline"),
        sources=source_ids(row["sources"]) if "sources" in row else common,
        note=row.get("note"),
        attributes=kept(row, _OF_MEMBER),
    )


def known_ids(material: Material) -> frozenset[str]:
    """Every id of a party or a member."""
    found = parties(material)
    return frozenset(chain((party.id for party in found), (m.id for party in found for m in party.members)))


def issues(material: Material) -> tuple[Issue, ...]:
    """The issues, each with the ladders that it touches."""
    return tuple(
        Issue(
            id=row["id"],
            title=text(row["title"]),
            description=text(row["description"]),
            domains=tuple(row["ladder_domains"]),
        )
        for row in material.files["issues"]["issues"]
    )


def ladders(material: Material) -> tuple[Ladder, ...]:
    """The ladders, their rungs in order. Raises ValueError where a rung's number is not its place."""
    return tuple(
        Ladder(domain=row["domain"], title=text(row["title"]), rungs=tuple(_rungs(row)))
        for row in material.files["ladders"]["ladders"]
    )


def _rungs(ladder: Row) -> Iterator[Rung]:
    for place, row in enumerate(ladder["rungs"], start=1):
        if row["rung"] != place:
            raise ValueError(f"{row['id']} is numbered {row['rung']} and stands at {place}")
        yield Rung(id=row["id"], activity=text(row["activity"]))
