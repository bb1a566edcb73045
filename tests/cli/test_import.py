"""`dissensus import csv`: shown first, then written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dissensus import case as cases
from dissensus.domain.tracks import Target
from tests.cli.conftest import Call

LONG = "Name;Side;Question;Answer;They agree\n" + "".join(
    f"{side}{k};{side};W{q};{'yes' if k % 2 else 'no'};{10 * k}%\n"
    for side in ("A", "B")
    for k in range(1, 6)
    for q in (1, 2)
)
MAPPED = ("--map", "Name=participant", "--map", "Side=party", "--map", "Question=statement")
ANSWERED = ("--map", "Answer=stance", "--map", "They agree=share")
VALUES = ("--value", "stance:yes=agree", "--value", "stance:no=disagree")
ALL = (*MAPPED, *ANSWERED, *VALUES)


@pytest.fixture
def well(call: Call, tmp_path: Path) -> Path:
    """A new case, and a spreadsheet beside it."""
    call("new-case", tmp_path / "well")
    (tmp_path / "long.csv").write_text(LONG, encoding="utf-8-sig")
    return tmp_path / "well"


def put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_round_is_added_to_a_copy(call: Call, well: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in well.rglob("*") if path.is_file()}
    said = ("--case", well, "--round", "r2", "--roll", "A=9", "--target", "population")
    result = call("import", "csv", tmp_path / "long.csv", *said, *ALL, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "out: well with round r2. 10 participants, 2 statements, 20 stances, 20 predictions read.\n"
    )
    held = cases.read(tmp_path / "out").round("r2")
    assert (dict(held.roll), held.target, held.synthetic) == ({"A": 9, "B": 5}, Target.POPULATION, False)
    assert held.predictions.share[:2] == (0.1, 0.1)
    assert cases.read(tmp_path / "out").round("r1") == cases.read(well).round("r1")
    assert {path: path.read_bytes() for path in well.rglob("*") if path.is_file()} == before
    assert call("measure", tmp_path / "out", "--round", "r2", "--draws", 20).exit_code == 0


def test_a_dry_run_shows_everything_and_writes_nothing(call: Call, well: Path, tmp_path: Path) -> None:
    there = sorted(tmp_path.rglob("*"))
    result = call("import", "csv", tmp_path / "long.csv", "--case", well, "--round", "r2", *ALL, "--dry-run")
    assert result.exit_code == 0
    assert "12 × yes → agree; 8 × no → disagree" in result.stdout
    assert "4 × 10% → 0.1" in result.stdout
    assert "Nothing was written." in result.stdout
    assert "A1" not in result.stdout, "names of people are not shown"
    assert sorted(tmp_path.rglob("*")) == there


def test_what_is_not_understood_is_shown_with_row_and_column(call: Call, well: Path, tmp_path: Path) -> None:
    given = ("import", "csv", tmp_path / "long.csv", "--case", well, "--round", "r2", *MAPPED, *ANSWERED)
    result = call(*given, "--value", "stance:yes=agree", "--dry-run")
    assert result.exit_code == 1
    line = next(each for each in result.stdout.splitlines() if "'no' is none of" in each)
    assert line.split()[1:3] == ["4", "Answer"]
    assert "8 cells were not understood." in result.stdout
    written = call(*given, "--value", "stance:yes=agree", "-o", tmp_path / "out")
    assert (written.exit_code, written.stdout) == (1, "")
    assert f"{tmp_path / 'long.csv'}:4: column 'Answer': 'no' is none of" in written.stderr
    assert "8 problems; nothing was loaded." in written.stderr
    assert not (tmp_path / "out").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"well", "long.csv"}


def test_many_misread_cells_are_counted_in_the_table(call: Call, well: Path, tmp_path: Path) -> None:
    rows = "".join(f"p{k};A;W1;perhaps;\n" for k in range(105))
    many = put(tmp_path / "many.csv", "Name;Side;Question;Answer;They agree\n" + rows)
    result = call("import", "csv", many, "--case", well, "--round", "r2", *ALL, "--dry-run")
    assert result.stdout.count("'perhaps' is none of") == 100
    assert "5 more" in result.stdout
    assert "105 cells were not understood." in result.stdout


def test_wide_files_one_a_side_with_a_mapping_file(call: Call, well: Path, tmp_path: Path) -> None:
    a = put(tmp_path / "a.csv", "W1,W2,W1 they,note\n5,1,70,x\n3,,20,y\n")
    b = put(tmp_path / "b.csv", "W1\tW2\tW1 they\tnote\n4\t2\t\t\n")
    mapping = put(
        tmp_path / "map.yaml",
        'columns: {"*": "stance:*", "* they": "share:*"}\n'
        "scale: {agree: 4..5, unsure: 3, disagree: 1..2}\npercent: true\n",
    )
    parties = ("--party", "A", "--party", "B")
    given = ("import", "csv", a, b, "--case", well, "--round", "r2", "--mapping", mapping, *parties)
    shown = call(*given, "--dry-run")
    assert shown.exit_code == 0
    assert "not read" in next(each for each in shown.stdout.splitlines() if " note " in each)
    assert call(*given, "--synthetic", "-o", tmp_path / "out").exit_code == 0
    held = cases.read(tmp_path / "out").round("r2")
    assert held.synthetic
    assert held.stances.stance == (1, -1, 0, 1, -1)
    assert held.predictions.share == (0.7, 0.2)
    assert [one.party for one in held.participants] == ["A", "A", "B"]


def test_an_option_goes_before_the_mapping_file(call: Call, well: Path, tmp_path: Path) -> None:
    mapping = put(tmp_path / "map.yaml", "values: {stance: {yes: disagree, no: unsure}}\n")
    given = ("import", "csv", tmp_path / "long.csv", "--case", well, "--round", "r2", "--mapping", mapping)
    result = call(*given, *MAPPED, *ANSWERED, "--value", "stance:yes=agree", "--dry-run")
    assert "12 × yes → agree; 8 × no → unsure" in result.stdout


def test_pseudonyms_replace_names(call: Call, well: Path, tmp_path: Path) -> None:
    named = put(tmp_path / "n.csv", "Name,W1\nAnn Lee,agree\nBob Ray,disagree\n")
    mapped = ("--map", "Name=participant", "--map", "W1=stance:W1", "--party", "A")
    given = ("import", "csv", named, "--case", well, "--round", "r2", *mapped, "-o", tmp_path / "out")
    assert "'Ann Lee' is no pseudonym" in call(*given).stderr
    assert call(*given, "--pseudonyms").exit_code == 0
    written = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"Ann" not in written


def test_importance_without_a_stance_is_said_to_be_left_out(call: Call, well: Path, tmp_path: Path) -> None:
    file = put(tmp_path / "i.csv", "W1,i\nagree,1\n,2\n")
    given = ("import", "csv", file, "--case", well, "--round", "r2", "--party", "A", "--delimiter", "comma")
    result = call(*given, "--map", "W1=stance:W1", "--map", "i=importance:W1", "--dry-run")
    assert "Left out: importance given 1 time without a stance." in result.stdout


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--map", "Nme=participant"), "there is no column 'Nme'. Perhaps 'Name' is meant."),
        (("--map", "Name=who"), "there is no field 'who'"),
        (("--value", "yes=agree"), "gives no cell a meaning"),
        (("--agree", "x"), "'x' is no span of numbers"),
        (("--party", "C"), "--party: the case has no side 'C'"),
        (("--roll", "A=2"), "roll: A has 2, and 5 take part"),
        (("--roll", "C=2"), "C is no side of the case"),
        (("--mapping", "nowhere.yaml"), "nowhere.yaml: No such file or directory"),
        (("--delimiter", "tab"), "there is no column 'Name'"),
    ],
)
@pytest.mark.parametrize("dry", [True, False])
def test_what_cannot_be_read_is_refused(
    call: Call, well: Path, tmp_path: Path, given: tuple[str, ...], said: str, *, dry: bool
) -> None:
    end = ("--dry-run",) if dry else ("-o", tmp_path / "out")
    result = call("import", "csv", tmp_path / "long.csv", "--case", well, "--round", "r2", *ALL, *given, *end)
    assert result.exit_code == 1
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("dry", [True, False])
def test_a_round_that_is_there_is_not_replaced(call: Call, well: Path, tmp_path: Path, *, dry: bool) -> None:
    end = ("--dry-run",) if dry else ("-o", tmp_path / "out")
    result = call("import", "csv", tmp_path / "long.csv", "--case", well, "--round", "r1", *ALL, *end)
    assert result.exit_code == 1
    assert "has a round 'r1' already" in result.stderr


def test_files_that_are_no_tables_are_named_together(call: Call, well: Path, tmp_path: Path) -> None:
    one, two = put(tmp_path / "1.csv", "a,b\n1\n"), put(tmp_path / "2.csv", "")
    result = call("import", "csv", one, two, "--case", well, "--round", "r2", *ALL, "--dry-run")
    assert result.exit_code == 1
    assert f"{one}:2: the row has 1 cell" in result.stderr
    assert f"{two}:1: the file has no header" in result.stderr


@pytest.mark.parametrize("wrong", [("--roll", "A"), ("--roll", "A=-1"), (), ("--delimiter", "space")])
def test_bad_usage_is_2(call: Call, well: Path, tmp_path: Path, wrong: tuple[str, ...]) -> None:
    end = ("--dry-run",) if wrong else ()
    given = ("import", "csv", tmp_path / "long.csv", "--case", well, "--round", "r2", *ALL, *wrong, *end)
    assert call(*given).exit_code == 2
