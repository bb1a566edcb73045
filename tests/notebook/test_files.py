"""Cases and reports from a notebook: read, written, simulated, told."""

from __future__ import annotations

from pathlib import Path

import pytest

import dissensus as ds


def test_a_case_is_written_and_read(case: ds.Case, tmp_path: Path) -> None:
    ds.write_case(case, tmp_path / "small")
    assert ds.read_case(str(tmp_path / "small")) == case


def test_a_simulated_round_is_added_and_says_so() -> None:
    once = ds.simulate(ds.reference_case(), "r1", delegates=4, seed=2)
    twice = ds.simulate(once, "r2", delegates=4, seed=3, after="r1")
    assert [(held.id, held.synthetic, held.last) for held in twice.rounds] == [
        ("r1", True, False),
        ("r2", True, True),
    ]
    with pytest.raises(ds.DissensusError, match="has a round 'r1' already"):
        ds.simulate(once, "r1", delegates=4, seed=2)


def test_the_report_is_written_where_it_was_asked_for(case: ds.Case, tmp_path: Path) -> None:
    place = ds.report(case, tmp_path / "report.html", min_cell=1, draws=20)
    assert place.read_text(encoding="utf-8").startswith("<!doctype html>")
    with pytest.raises(ds.DissensusError, match="a report cannot be written as"):
        ds.report(case, tmp_path / "report.odt", min_cell=1, draws=20)


def test_the_report_is_for_those_who_were_named(case: ds.Case, tmp_path: Path) -> None:
    for audience in ("joint", "A"):
        assert ds.report(
            case, tmp_path / f"{audience}.html", audience=audience, min_cell=1, draws=20
        ).exists()
    with pytest.raises(ds.DissensusError, match="has no party 'Atlantis'"):
        ds.report(case, tmp_path / "x.html", audience="Atlantis", min_cell=1, draws=20)
    assert not (tmp_path / "x.html").exists()
