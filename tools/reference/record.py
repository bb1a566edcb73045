"""The record: statements and positions, red lines, mechanisms, signals, incidents, polls.

What the project coded itself comes from the two coders (`Coding`), says `coded_by: project` and keeps what
each of them said under `attributes.coding`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from dissensus.domain.incidents import Account, Incident, IncidentCount
from dissensus.domain.ladders import RedLine
from dissensus.domain.mechanisms import Mechanism, StatusChange
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.signals import Meaning, Reading, Signal
from dissensus.domain.statements import Position, Statement
from tools.reference.coding import RECORDS, Coding
from tools.reference.material import Material, Row, source_id, source_ids
from tools.reference.parties import kept, text
from tools.reference.wording import date, is_plain, more_than_dates, more_than_ids, party_ids

LINE_KINDS = {"explicit": "declared", "ambiguous": "declared", "inferred": "revealed"}
"""A line that its owner said is declared; one read from conduct is revealed. They are never merged."""

DISPUTED = {
    "IN-022": "Russia says that it had nothing to do with it; coded as described.",
    "IN-032": "Russia says that the aircraft kept to its route; coded as described.",
    "IN-055": "Russia says that the distance was safe; coded as described.",
    "IN-058": "Russia says that the distance was safe; coded as described.",
    "IN-060": "Britain says that there was gunnery practice nearby; coded as described.",
    "IN-063": "Each navy says that the other did it; coded as described.",
    "IN-029": "Each navy says that the other did it; coded as described.",
}
"""Incidents of which it is disputed whether, or by whom, the act that was coded happened."""

WESTERN, RUSSIAN = "NATO", "RUS"
NOT_FOUND = "reading_not_found"


@attrs.frozen
class Record:
    """Builds the records from the material, the codes and the ids that are known."""

    material: Material
    coding: Coding
    known: frozenset[str]
    domains: frozenset[str]

    def statements(self) -> Iterator[Statement]:
        """The statements, each of the kind that was coded."""
        for row in self.material.files["positions"]["statements"]:
            yield Statement(
                id=row["id"],
                issue=row["issue"],
                kind=self.coding.kind(row["id"]),
                text=text(row["text"]),
                coded_by="project",
                attributes={**kept(row, ("type",)), "coding": self._coded("statement", row["id"])},
            )

    def positions(self) -> Iterator[Position]:
        """The coded public lines, statement by statement."""
        for statement in self.material.files["positions"]["statements"]:
            for row in statement["stances"]:
                yield Position(
                    statement=statement["id"],
                    party=row["party"],
                    stance=row["stance"],
                    value=float(row["value"]),
                    confidence=row["confidence"],
                    basis=row["basis"],
                    as_of=date(row["as_of"]),
                    layer=row["layer"],
                    sources=source_ids(row["sources"]),
                    note=row.get("note"),
                    attributes=kept(row, ("evidence_window",)),
                )

    def lines(self) -> Iterator[RedLine]:
        """The red lines, each on the rung that was coded, if any."""
        for row in self.material.files["redlines"]["redlines"]:
            yield RedLine(
                id=row["id"],
                owner=row["owner"],
                addressee=party_ids(row["addressee"], self.known),
                issue=row["issue"],
                domain=row["domain"],
                rung=self.coding.rung("line", row["id"]),
                activity=text(row["activity"]),
                threshold=text(row["threshold"]),
                kind=LINE_KINDS[row["explicitness"]],
                explicitness=row["explicitness"],
                consequence=text(row["consequence"]),
                date=date(row["date"]),
                layer=row["layer"],
                sources=source_ids(row["sources"]),
                note=row.get("note"),
                coded_by="project",
                attributes={
                    **kept(row, ("tested_or_enforced",)),
                    **_as_given(more_than_ids({"addressee": row["addressee"]}, self.known)),
                    "coding": self._coded("line", row["id"]),
                },
            )

    def mechanisms(self) -> Iterator[Mechanism]:
        """The mechanisms, what came after the case's date in the later layer of their history."""
        for row in self.material.files["mechanisms"]["mechanisms"]:
            dates = {"signed": row["signed"], "in_force": row["entry_into_force"]}
            words: dict[str, object] = {**more_than_dates(dates)}
            if not all(is_plain(party, self.known) for party in row["parties"]):
                words["parties"] = row["parties"]
            yield Mechanism(
                id=row["id"],
                name=text(row["name"]),
                kind=row["kind"],
                binding=row["binding"],
                parties=tuple(found for party in row["parties"] for found in party_ids(party, self.known)),
                signed=date(row["signed"]),
                in_force=date(row["entry_into_force"]),
                status=text(row["status_april_2019"]),
                history=tuple(_history(row)),
                domains=tuple(row["ladder_domains"]),
                covers=text(row["covers"]),
                dispute=text(row["dispute"]),
                sources=source_ids(row["sources"]),
                note=row.get("note"),
                attributes=_as_given(words),
            )

    def signals(self) -> Iterator[Signal]:
        """The signals, a reading for each receiver that the material names."""
        for row in self.material.files["signals"]["signals"]:
            receivers = party_ids(row["receiver"], self.known)
            words = more_than_ids({"sender": row["sender"], "receivers": row["receiver"]}, self.known)
            reading = row["receiver_public_reading"]
            heard = source_ids(row["receiver_sources"])
            meant = source_ids(row["sender_sources"])
            yield Signal(
                id=row["id"],
                date=date(row["date"]),
                sender=party_ids(row["sender"], self.known),
                receivers=receivers,
                issue=row["issue"],
                domain=row["domain"],
                kind=row["kind"],
                act=text(row["act"]),
                meant=Meaning(text=text(row["sender_stated_meaning"]), sources=meant),
                readings=tuple(
                    Reading(receiver=receiver, text=text(reading), sources=heard)
                    for receiver in receivers
                    if reading is not None
                ),
                match="none found" if row["reading_match"] == NOT_FOUND else row["reading_match"],
                layer=row["layer"],
                sources=tuple(dict.fromkeys([*meant, *heard])),
                note=row.get("note"),
                attributes=_as_given(words),
            )

    def incidents(self) -> Iterator[Incident]:
        """The incidents, each on the rung that was coded, if any."""
        for row in self.material.files["incidents"]["incidents"]:
            actors = row["actors"]
            acting = party_ids(actors["acting"], self.known)
            mutual = actors["affected"] == "each other"
            laddered = row["domain"] in self.domains
            words = more_than_ids(actors, self.known) | ({} if laddered else {"domain": row["domain"]})
            coding = self._coded("incident", row["id"])
            if row["id"] in DISPUTED:
                coding["note"] = DISPUTED[row["id"]]
            yield Incident(
                id=row["id"],
                date=date(row["date"]),
                domain=row["domain"] if laddered else None,
                rung=self.coding.rung("incident", row["id"]),
                acting=acting,
                affected=acting if mutual else party_ids(actors["affected"], self.known),
                place=text(row["place"]),
                severity=row["severity"],
                description=text(row["description"]),
                accounts=tuple(_accounts(row)),
                layer=row["layer"],
                sources=source_ids(row["sources"]),
                note=row.get("note"),
                coded_by="project",
                attributes={
                    **kept(row, ("date_precision", "other_account")),
                    **_as_given(words),
                    "coding": coding,
                },
            )

    def incident_counts(self) -> Iterator[IncidentCount]:
        """The totals that others published; they are not comparable with one another."""
        for row in self.material.files["incidents"]["aggregates"]:
            yield IncidentCount(
                id=f"count-{source_id(row['source'])}",
                period=row["period"],
                counts=tuple((name, float(number)) for name, number in row["counts"].items()),
                sources=(source_id(row["source"]),),
                note=row.get("note"),
            )

    def polls(self) -> Iterator[Poll]:
        """The surveys, each population's figures as published."""
        for row in self.material.files["polls"]["polls"]:
            yield Poll(
                id=row["id"],
                survey=row["survey"],
                pollster=row["pollster"],
                question=text(row["question"]),
                kind=row["question_type"],
                results=tuple(_result(result) for result in row["results"]),
                compare_with=(row["compare_with"],) if "compare_with" in row else (),
                issue=row["issue"],
                layer=row["layer"],
                sources=source_ids(row["sources"]),
                note=row.get("note"),
            )

    def _coded(self, record: str, record_id: str) -> dict[str, object]:
        a, b = self.coding.of(record, record_id)
        return {"field": RECORDS[record], "coder_a": a, "coder_b": b}


def _as_given(words: Mapping[str, object]) -> Mapping[str, object]:
    return {"as_given": words} if words else {}


def _history(row: Row) -> Iterator[StatusChange]:
    for layer, field in (("baseline", "status_history"), ("later", "later_layer")):
        for event in row.get(field, ()):
            yield StatusChange(date=date(event["date"]), event=text(event["event"]), layer=layer)


def _accounts(row: Row) -> Iterator[Account]:
    for party, field in ((WESTERN, "western_account"), (RUSSIAN, "russian_account")):
        if field in row:
            yield Account(party=party, text=text(row[field]))


def _result(row: Row) -> PollResult:
    means = row.get("mean_degrees_0_to_100", {})
    return PollResult(
        population=text(row["population"]),
        n=row.get("n"),
        dates=row.get("field_dates"),
        mode=row.get("mode"),
        percent=tuple((option, float(share)) for option, share in row.get("percent", {}).items()),
        means=tuple((f"degrees_0_to_100.{scale}", float(mean)) for scale, mean in means.items()),
    )
