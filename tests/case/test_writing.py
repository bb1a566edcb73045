"""Writing: nothing that would not read back, nothing into the wrong folder, and one digest for one case."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from dissensus.case import bundled, check, digest, read, records, write
from dissensus.case.entries import Entry
from dissensus.domain.case import Case
from dissensus.domain.errors import CaseError, DissensusError
from dissensus.domain.issues import Issue
from dissensus.domain.ladders import Ladder, Rung
from dissensus.domain.parties import Party
from dissensus.domain.polls import Poll, PollResult
from dissensus.domain.records import Record
from dissensus.domain.rounds import Round
from dissensus.domain.stances import Predictions, Readings
from dissensus.domain.texts import Text
from tests.case.small_case import CASE, FOLDER, LADDERS, table, words

LEAST = Case(id="c", sides=("A", "B"), parties=(Party(id="A"), Party(id="B")))


def files(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_the_least_case_is_two_files(tmp_path: Path) -> None:
    write(LEAST, tmp_path / "deep" / "down")
    assert files(tmp_path / "deep" / "down") == ["case.yaml", "parties.yaml"]
    assert (tmp_path / "deep/down/case.yaml").read_text() == (
        "format: dissensus-case/1\nid: c\nsides: [A, B]\n"
    )
    assert read(tmp_path / "deep" / "down") == LEAST


def test_a_case_may_be_written_over_itself(tmp_path: Path) -> None:
    write(CASE, tmp_path)
    before = files(tmp_path)
    (tmp_path / "README.md").write_text("notes")
    write(read(tmp_path), tmp_path)
    assert files(tmp_path) == sorted([*before, "README.md"])
    assert read(tmp_path) == CASE


def test_what_the_case_does_not_have_may_not_lie_in_its_folder(tmp_path: Path) -> None:
    write(CASE, tmp_path)
    less = attrs.evolve(CASE, polls=(), rounds=CASE.rounds[:3])
    with pytest.raises(CaseError) as caught:
        write(less, tmp_path)
    what = f"{tmp_path} holds this file and the case does not. Name a new folder."
    assert str(caught.value).splitlines() == [
        f"{name}: {what}"
        for name in ("polls.yaml", "rounds/guarded/results.json", "rounds/guarded/round.yaml")
    ]
    assert read(tmp_path) == CASE


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "rounds").symlink_to(outside)
    with pytest.raises(CaseError, match=r"^rounds: this is a link out of the folder\. Put what it leads to"):
        write(CASE, tmp_path / "case")
    assert files(tmp_path) == []


def test_a_file_is_not_written_over_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("mine")
    with pytest.raises(CaseError, match="this is no folder"):
        write(CASE, tmp_path / "case")
    assert (tmp_path / "case").read_text() == "mine"


@pytest.mark.parametrize("name", ["..", "../../outside", "a/b", "", ".", "a b"])
def test_a_round_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(CaseError):
        write(attrs.evolve(LEAST, rounds=(Round(id=name),)), tmp_path / "case")
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": "c c"}, "case.yaml:2: id: 'c c' is not an id."),
        ({"sides": ("A",)}, "case.yaml:3: sides: 1 is named"),
        ({"title": words("a\x00b")}, "case.yaml:3: the text holds the control character U+0000."),
        ({"title": words("\ud800")}, "case.yaml:3: the text holds the control character U+D800."),
        ({"title": words("")}, "case.yaml:3: title: is empty."),
        ({"attributes": {"a": float("nan")}}, "case.yaml:5: attributes: .nan is no finite number."),
        ({"attributes": {"a": float("inf")}}, "case.yaml:5: attributes: .inf is no finite number."),
        ({"issues": (Issue(id="i", sources=("s",)),)}, "issues.yaml:3: sources: there is no source 's'."),
        ({"rounds": (Round(id="r", results={"a": float("inf")}),)}, "rounds/r/results.json: Infinity is no"),
        ({"rounds": (Round(id="r"), Round(id="R"))}, "rounds/r/round.yaml: the rounds 'R' and 'r' have"),
    ],
)
def test_a_case_that_could_not_be_read_is_not_written(
    tmp_path: Path, changed: dict[str, object], said: str
) -> None:
    with pytest.raises(CaseError) as caught:
        write(attrs.evolve(LEAST, **changed), tmp_path / "case")  # type: ignore[arg-type]
    assert str(caught.value).startswith(said)
    assert files(tmp_path) == []


def test_text_that_is_no_text_in_a_table_is_not_written(tmp_path: Path) -> None:
    readings = table(Readings, participant=["p"], signal=["g"], meaning=["\ud800"], hostility=[None])
    with pytest.raises(CaseError, match=r"readings\.csv:2: the byte 0xed is not UTF-8"):
        write(attrs.evolve(LEAST, rounds=(Round(id="r", readings=readings),)), tmp_path / "case")


def test_what_no_file_has_a_place_for_is_not_lost_in_silence(tmp_path: Path) -> None:
    rung = Rung(id="a", activity=words("x"), internal_to="A")
    with pytest.raises(DissensusError) as caught:
        write(attrs.evolve(LEAST, ladders=(Ladder(domain="air", rungs=(rung,)),)), tmp_path / "case")
    assert str(caught.value) == "the case 'c' has something in its ladders, which no file has a place for"
    assert files(tmp_path) == []


def test_the_digest_is_that_of_the_canonical_form() -> None:
    assert digest(LEAST) == "69dc01071833e7d76c979fcb85a2d83fac90127cbcea888e4220b6b4a4998283"
    assert digest(read(FOLDER)) == digest(CASE)


def test_equal_cases_have_one_digest_whatever_the_order_of_their_attributes() -> None:
    one, other = ({"a": 1, "b": {"c": 1, "d": [2.0]}}, {"b": {"d": [2.0], "c": 1}, "a": 1})
    cases = [attrs.evolve(LEAST, attributes=held) for held in (one, other)]
    assert cases[0] == cases[1]
    assert digest(cases[0]) == digest(cases[1])


def test_cases_that_differ_have_different_digests() -> None:
    other = Party(id="B", attributes={"a": 1})
    others = [
        attrs.evolve(LEAST, id="d"),
        attrs.evolve(LEAST, parties=(LEAST.parties[0], other)),
        attrs.evolve(LEAST, attributes={"a": 1}),
        attrs.evolve(LEAST, attributes={"a": 1.0}),
        attrs.evolve(LEAST, attributes={"a": "1"}),
        attrs.evolve(LEAST, rounds=(Round(id="a"), Round(id="b"))),
        attrs.evolve(LEAST, rounds=(Round(id="b"), Round(id="a"))),
    ]
    assert len({digest(case) for case in (LEAST, *others)}) == len(others) + 1


def test_texts_keep_the_order_of_languages() -> None:
    assert Text((("ru", "б"), ("de", "d"), ("en", "a"))) == Text.of({"en": "a", "de": "d", "ru": "б"})


def test_the_bundled_case_is_there() -> None:
    assert bundled() == bundled("nato-russia")
    assert (bundled() / "case.yaml").is_file()
    assert check(bundled()) == ()
    with pytest.raises(DissensusError) as caught:
        bundled("../case")
    assert str(caught.value) == "no case '../case' comes with the package; there is nato-russia"


def test_importing_the_room_is_light() -> None:
    code = "import sys, dissensus.case; print(sorted({'polars', 'ruamel', 'numpy'} & {*sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_table_keeps_what_it_holds(tmp_path: Path) -> None:
    """Numbers of many digits, and a ladder whose rungs are unnumbered in the file."""
    shares = [0.1 + 0.2, 1 / 3, 5e-324, 1.0]
    held = attrs.evolve(
        CASE.rounds[0],
        predictions=table(
            Predictions,
            participant=["n-1", "n-2", "n-1", "n-2"],
            about=["RUS"] * 4,
            statement=["S1", "S1", "S2", "S2"],
            share=shares,
        ),
    )
    write(attrs.evolve(CASE, rounds=(held, *CASE.rounds[1:])), tmp_path)
    assert list(read(tmp_path).rounds[0].predictions.share) == shares
    ladders = (tmp_path / "ladders.yaml").read_text()
    (tmp_path / "ladders.yaml").write_text(
        "\n".join(line for line in ladders.splitlines() if "rung:" not in line)
    )
    assert read(tmp_path).ladders == LADDERS


def test_every_field_of_a_record_has_a_place_in_its_file() -> None:
    for name, made in vars(records).items():
        if (
            name.isupper()
            and isinstance(made, Entry)
            and isinstance(made.make, type)
            and made.make is not dict
        ):
            held = {field.name for field in attrs.fields(made.make)}
            missing = held - set(made.names)
            assert missing <= {"internal_to"}, name
            assert not missing or issubclass(made.make, Record), name


def test_polls_keep_the_order_of_their_options(tmp_path: Path) -> None:
    result = PollResult(
        population=words("All"), percent=(("no", 1.0), ("a", 2.0)), means=(("z", 1.0), ("b", 2.0))
    )
    source = CASE.sources
    poll = Poll(id="p", question=words("?"), kind="parallel", results=(result,), sources=("treaty",))
    write(attrs.evolve(LEAST, polls=(poll,), sources=(source[0],)), tmp_path)
    assert read(tmp_path).polls == (poll,)
