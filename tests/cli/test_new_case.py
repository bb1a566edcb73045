"""`dissensus new-case`: a skeleton that passes its check at once, in three languages, over nobody's files."""

from __future__ import annotations

from pathlib import Path

import pytest

from dissensus import case as cases
from dissensus.case.skeleton import skeleton
from dissensus.domain.errors import DissensusError
from dissensus.domain.texts import LANGUAGES
from tests.cli.conftest import Call


def test_it_passes_its_check_and_can_be_measured_and_told_at_once(call: Call, tmp_path: Path) -> None:
    folder = tmp_path / "well"
    assert call("new-case", folder).exit_code == 0
    assert "no problem found" in call("check", folder).stdout
    measured = call("measure", folder, "--measure", "coorientation", "--draws", 20)
    assert measured.exit_code == 0
    assert all(state in measured.stdout for state in ("imagined difference", "hidden difference"))
    assert "–" not in measured.stdout
    assert call("report", folder, "-o", tmp_path / "r.html", "--draws", 20).exit_code == 0
    assert "ynthetic" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_it_holds_an_example_of_everything_that_one_needs_to_begin(call: Call, tmp_path: Path) -> None:
    call("new-case", tmp_path / "well", "--id", "our-well", "--sides", "UP, DOWN")
    held = cases.read(tmp_path / "well")
    assert (held.id, held.sides, len(held.issues), len(held.statements)) == ("our-well", ("UP", "DOWN"), 1, 3)
    assert [len(ladder) for ladder in held.ladders] == [4]
    (answered,) = held.rounds
    assert answered.synthetic
    assert len(answered.lines)
    assert len(answered.stances) == len(answered.predictions) == 36
    names = [party.name.best("en") for party in held.parties]
    assert all("example" in text for text in (*names, held.title.best("en").lower()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_texts_are_in_the_language_that_was_asked_for(call: Call, tmp_path: Path, language: str) -> None:
    call("new-case", tmp_path / "well", "--lang", language)
    held = cases.read(tmp_path / "well")
    assert held.languages == (language,)
    texts = [held.title, *(one.text for one in held.statements), *(one.name for one in held.parties)]
    assert all([code for code, _ in text.values] == [language] for text in texts)
    english = skeleton("well", ["A", "B"], "en", str)["statements.yaml"]
    assert (language == "en") == (held.statements[0].text.best(language) in english.decode())


def test_every_field_that_stands_in_it_is_explained_first(call: Call, tmp_path: Path) -> None:
    call("new-case", tmp_path / "well")
    for path in (tmp_path / "well").rglob("*.yaml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# ")
        assert all(len(line) <= 110 for line in lines)
    header = (tmp_path / "well" / "case.yaml").read_text(encoding="utf-8").splitlines()
    fields = [place for place, line in enumerate(header) if line and line[0].isalpha()]
    assert len(fields) == 5
    assert all(header[place - 1].startswith("# ") for place in fields)


@pytest.mark.parametrize("sides", [["A", "B", "C"], ["true", "1e3", "no"], ["2019-04-01", "null"]])
def test_any_sides_make_a_sound_case(sides: list[str], tmp_path: Path) -> None:
    for file, data in skeleton("x", sides, "en", str).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    held = cases.read(tmp_path)
    assert [*held.sides] == sides
    assert len(held.rounds[0].predictions) == len(sides) * (len(sides) - 1) * 18


@pytest.mark.parametrize("comment", ["line\nbreak: x", "a: b # c", "x" * 300])
def test_comments_stay_comments_whatever_their_translation(comment: str, tmp_path: Path) -> None:
    for file, data in skeleton("x", ["A", "B"], "en", lambda _: comment).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_bytes(data)
    assert cases.check(tmp_path) == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--sides", "UP"), "a case has two sides at least"),
        (("--sides", "UP,UP"), "the side 'UP' is named twice"),
        (("--sides", "UP,the town"), "'the town' is not an id"),
        (("--sides", "UP,"), "'' is not an id"),
        (("--sides", f"UP,{'x' * 41}"), "is longer than 40 characters"),
        (("--id", "our well"), "'our well' is not an id"),
    ],
)
def test_what_can_be_no_case_is_refused(
    call: Call, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = call("new-case", tmp_path / "well", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in result.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_language_without_an_example_is_refused() -> None:
    with pytest.raises(DissensusError, match="there is no example in 'de'; there is one in en, ru, fr"):
        skeleton("x", ["A", "B"], "de", str)


def test_nothing_is_overwritten(call: Call, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = call("new-case", tmp_path)
    assert result.exit_code == 1
    assert "is there already and is not empty" in result.stderr
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("mine.txt", "mine")]
    assert call("new-case", tmp_path / "mine.txt").exit_code == 1


def test_an_empty_folder_is_filled(call: Call, tmp_path: Path) -> None:
    (tmp_path / "well").mkdir()
    assert call("new-case", tmp_path / "well").exit_code == 0
    assert cases.check(tmp_path / "well") == ()
    assert [path.name for path in tmp_path.iterdir()] == ["well"]
