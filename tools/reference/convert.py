"""The whole case, from the material and the codes."""

from __future__ import annotations

from collections.abc import Mapping

from dissensus.domain.case import Case
from dissensus.domain.dates import Date
from tools.reference.coding import Coding
from tools.reference.material import Material, source_ids
from tools.reference.parties import issues, known_ids, ladders, parties, text
from tools.reference.record import Record
from tools.reference.translate import Words, translate

TITLE = "NATO and Russia: a dialogue of differences"
SUMMARY = (
    "Where NATO and Russia differed in spring 2019, as each said in public: statements with coded stances, "
    "red lines, ladders of activities, mechanisms, signals and how they were read, incidents, and surveys of "
    "both publics. A dated later layer (2020 to 2024) can be switched off. A stance is an official public "
    "line, not a finding on who is right."
)

_COUNTED = frozenset({"count", "statements", "stances", "domains", "grades", "frame"})
"""What the material says of itself that is counted from the records, or is a source of its own."""


def convert(material: Material, coding: Coding, translations: Mapping[str, Words]) -> Case:
    """The material as a case: facts as they are, rungs and kinds as coded, translations beside the English,
    everything else null.
    """
    return translate(_in_english(material, coding), translations)


def _in_english(material: Material, coding: Coding) -> Case:
    scales = ladders(material)
    domains = frozenset(ladder.domain for ladder in scales)
    record = Record(material, coding, known_ids(material), domains)
    return Case(
        id="nato-russia",
        title=text(TITLE),
        summary=text(SUMMARY),
        as_of=Date(material.files["parties"]["meta"]["as_of"]),
        licence="Apache-2.0",
        sides=("NATO", "RUS"),
        attributes={"about": _about(material)},
        parties=parties(material),
        issues=issues(material),
        statements=tuple(record.statements()),
        positions=tuple(record.positions()),
        ladders=scales,
        lines=tuple(record.lines()),
        mechanisms=tuple(record.mechanisms()),
        signals=tuple(record.signals()),
        incidents=tuple(record.incidents()),
        incident_counts=tuple(record.incident_counts()),
        polls=tuple(record.polls()),
        sources=material.sources,
    )


def _about(material: Material) -> Mapping[str, object]:
    """What the material says of each of its files: rules, scales, cautions; counts are left to be counted."""
    about: dict[str, dict[str, object]] = {
        name: {key: value for key, value in rows["meta"].items() if key not in _COUNTED}
        for name, rows in material.files.items()
    }
    about["issues"]["frame"] = source_ids(material.files["issues"]["meta"]["frame"])
    return about
