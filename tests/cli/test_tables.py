"""Tables in a terminal: what is empty says so, and what a case says is text."""

from __future__ import annotations

import attrs
import pytest

from dissensus.cli import tables
from dissensus.i18n import words
from tests import sample_results

SAY = words("en")


def test_no_answers_are_said_to_be_none(capsys: pytest.CaptureFixture[str]) -> None:
    empty = next(
        sample.results
        for sample in map(sample_results.mixed, range(100))
        if not sample.results.latest.differences
    )
    tables.show(empty, "coorientation", SAY)
    assert "Nothing to show." in capsys.readouterr().out


def test_square_brackets_of_a_case_are_text_and_no_style(capsys: pytest.CaptureFixture[str]) -> None:
    held = sample_results.figures().results
    lines = tuple(attrs.evolve(line, domain="[red]A[/]") for line in held.latest.lines)
    results = attrs.evolve(held, rounds=(attrs.evolve(held.latest, lines=lines),))
    tables.show(results, "ladders", SAY)
    assert "[red]A[/]" in capsys.readouterr().out
