"""`dissensus report --as`: for whom a report is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Call


@pytest.mark.parametrize(("audience", "said"), [("joint", "For all sides"), ("NATO", "For NATO alone")])
def test_the_cover_says_for_whom_it_is(
    call: Call, folder: Path, tmp_path: Path, audience: str, said: str
) -> None:
    target = tmp_path / "report.html"
    assert call("report", folder, "-o", target, "--as", audience, "--draws", 20).exit_code == 0
    text = target.read_text(encoding="utf-8")
    assert said in text
    assert "For the desk alone" not in text


def test_an_unknown_party_is_a_wrong_call(call: Call, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    result = call("report", folder, "-o", target, "--as", "Atlantis")
    assert result.exit_code == 2
    assert "no party 'Atlantis'; a report is for " in result.stderr
    assert not target.exists()
