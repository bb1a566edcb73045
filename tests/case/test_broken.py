"""A case that is broken in one place is refused, and what is said of it names file, line, fault and remedy.

`broken/` holds the breaks: in `file` of the small case, `old` becomes `new`, and then `problems` are said.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from dissensus.case import check, read
from tests.case.breaking import Broken, copied, said
from tests.case.small_case import CASE


def breaks(name: str) -> list[Broken]:
    listed = YAML(typ="safe", pure=True).load(Path(__file__).parent / "broken" / f"{name}.yaml")
    return [Broken(**{**broken, "problems": tuple(broken["problems"])}) for broken in listed]


BROKEN = [broken for name in ("records", "terms", "answers") for broken in breaks(name)]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken.file}: {broken.name}")
def test_what_is_wrong_is_said(broken: Broken, tmp_path: Path) -> None:
    assert said(broken.folder(tmp_path)) == list(broken.problems)


def test_the_names_of_the_breaks_differ() -> None:
    assert len({(broken.file, broken.name) for broken in BROKEN}) == len(BROKEN) > 200


def test_the_case_itself_is_sound(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    assert check(folder) == ()
    assert read(folder) == CASE


@pytest.mark.parametrize("sourced", ["meant", "readings", "sources"])
def test_a_signal_is_sourced_by_any_of_its_parts(tmp_path: Path, sourced: str) -> None:
    folder = copied(tmp_path)
    text = (folder / "signals.yaml").read_text()
    parts = {"meant": "    sources: [speech]\n", "readings": "      sources: [treaty]\n"}
    for part, line in parts.items():
        assert text.count(line) == 1
        text = text if part == sourced else text.replace(line, "")
    if sourced == "sources":
        text += "  sources: [treaty]\n"
    (folder / "signals.yaml").write_text(text)
    assert said(folder) == []
