"""Roll calls of the General Assembly, against measures computed elsewhere; members by their accession."""

from __future__ import annotations

import csv
import datetime as dt
from functools import lru_cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dissensus.measures.arrays import VoteMatrix
from dissensus.measures.records import Estimate
from dissensus.measures.rollcalls import agreement_of, roll_calls
from tests.conftest import SHARED

ACCESSIONS = {
    "1949-04-04": (
        "Belgium, Canada, Denmark, France, Iceland, Italy, Luxembourg, Netherlands, Norway, Portugal, "
        "United Kingdom, United States"
    ),
    "1952-02-18": "Greece, Turkey",
    "1955-05-06": "Germany, Federal Republic of Germany",
    "1982-05-30": "Spain",
    "1999-03-12": "Czechia, Hungary, Poland",
    "2004-03-29": "Bulgaria, Estonia, Latvia, Lithuania, Romania, Slovakia, Slovenia",
    "2009-04-01": "Albania, Croatia",
    "2017-06-05": "Montenegro",
    "2020-03-27": "North Macedonia",
    "2023-04-04": "Finland",
    "2024-03-07": "Sweden",
}
MEMBER_SINCE = {
    name: dt.date.fromisoformat(day) for day, names in ACCESSIONS.items() for name in names.split(", ")
}
STANCES = {"yes": 1, "abstain": 0, "no": -1}

EXPECTED = SHARED / "data" / "unga_expected.csv"


@lru_cache(maxsize=1)
def cast(folder: Path) -> pl.DataFrame:
    """Every vote with its roll call's day: rcid, date, country, stance."""
    days = pl.read_parquet(folder / "unga_rollcalls.parquet", columns=["rcid", "date"])
    votes = pl.read_parquet(folder / "unga_votes.parquet", columns=["rcid", "country", "vote"])
    stance = pl.col("vote").cast(pl.String).replace_strict(STANCES, return_dtype=pl.Int8)
    return votes.join(days, on="rcid").select(
        "rcid", "date", pl.col("country").cast(pl.String), stance=stance
    )


@lru_cache(maxsize=1)
def matrix(folder: Path, year: int) -> tuple[VoteMatrix, tuple[dt.date, ...]]:
    """The votes of all countries on the roll calls of a year, and the day of each."""
    held = cast(folder).filter(pl.col("date").dt.year() == year)
    calls = held.select("rcid", "date").unique().sort("rcid")
    countries = sorted(held["country"].unique())
    row, column = ({label: place for place, label in enumerate(each)} for each in (countries, calls["rcid"]))
    stance = np.zeros((len(row), len(column)), dtype=np.int8)
    seen = np.zeros(stance.shape, dtype=bool)
    at = [row[each] for each in held["country"]], [column[each] for each in held["rcid"]]
    stance[at], seen[at] = held["stance"], True
    votes = VoteMatrix(
        stance=stance, seen=seen, participants=countries, statements=[str(call) for call in calls["rcid"]]
    )
    return votes, tuple(calls["date"])


def rows_of(
    votes: VoteMatrix, names: list[str], since: dict[str, dt.date], days: tuple[dt.date, ...]
) -> VoteMatrix:
    """The votes of some countries, each from the day that `since` gives on."""
    places = [votes.participants.index(name) for name in names]
    allowed = np.array([[since.get(name, dt.date.min) <= day for day in days] for name in names])
    seen = votes.seen[places] & allowed
    stance = np.where(seen, votes.stance[places], 0)
    return VoteMatrix(stance=stance, seen=seen, participants=names, statements=votes.statements)


def measured(folder: Path, year: int) -> dict[str, Estimate]:
    """Every figure of the expected table for one year, by its name there."""
    votes, days = matrix(folder, year)
    members = [name for name in votes.participants if name in MEMBER_SINCE]
    alliance = rows_of(votes, members, MEMBER_SINCE, days)
    found = roll_calls(alliance, rows_of(votes, ["Russia"], {}, days))
    figures = {
        "n_rollcalls": Estimate(value=found.n, n=found.n),
        "n_nato_members_voting_at_least_once": Estimate(value=found.members, n=found.members),
        "nato_plurality_ties": Estimate(value=found.ties, n=found.n),
        "russia_differs_from_nato_plurality": found.differs,
        "russia_opposes_nato_plurality_yes_vs_no": found.opposes,
        "russia_differs_from_nato_absolute_majority": found.differs_from_majority,
        "nato_AI_mean": found.agreement_index,
        "nato_rice_mean": found.rice,
        "nato_krippendorff_alpha_nominal": found.alpha_nominal,
        "nato_krippendorff_alpha_interval": found.alpha_interval,
    }
    spelt = {"".join(name.split()): name for name in votes.participants}
    for pair in PAIRS:
        first, second = (spelt[name] for name in pair.split("_"))
        figures[f"agree_{pair}"] = agreement_of(votes, first, second)
        figures[f"agree_{pair}_half_abstain"] = agreement_of(votes, first, second, half_for_abstention=True)
    return figures


PAIRS = (
    "Russia_UnitedStates",
    "Russia_France",
    "Russia_Turkey",
    "Poland_Hungary",
    "Russia_Germany",
    "Russia_UnitedKingdom",
    "UnitedStates_France",
    "UnitedStates_Turkey",
)


def expected() -> dict[int, dict[str, tuple[float, int]]]:
    """By year and metric, the value and its n; nothing where the table is not at hand."""
    if not EXPECTED.is_file():
        return {}
    found: dict[int, dict[str, tuple[float, int]]] = {}
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(int(row["year"]), {})[row["metric"]] = float(row["value"]), int(row["n"])
    return found


@pytest.mark.shared
def test_every_year_of_the_table_is_there(shared: Path) -> None:
    assert sorted(expected()) == list(range(1992, 2021, 2))


@pytest.mark.shared
@pytest.mark.parametrize("year", sorted(expected()))
def test_every_row_of_the_table_is_reproduced(shared: Path, year: int) -> None:
    found = measured(shared / "data", year)
    assert {name: each.n for name, each in found.items()} == {
        name: n for name, (_, n) in expected()[year].items()
    }
    assert {name: each.value for name, each in found.items()} == {
        name: pytest.approx(value, abs=1e-6) for name, (value, _) in expected()[year].items()
    }


@pytest.mark.shared
def test_a_country_counts_as_a_member_from_its_accession_on(shared: Path) -> None:
    """In 2004 seven countries joined on 29 March: before that day they have no vote in the alliance."""
    votes, days = matrix(shared / "data", 2004)
    members = rows_of(votes, ["Estonia"], MEMBER_SINCE, days)
    before = np.array([day < dt.date(2004, 3, 29) for day in days])
    assert not members.seen[0, before].any()
    assert np.array_equal(members.seen[0, ~before], votes.seen[votes.participants.index("Estonia"), ~before])
