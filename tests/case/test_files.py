"""Files that cannot be trusted: links, sizes, bytes, depths, aliases, names that the format does not know."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dissensus.case import check, folder, nodes, read, shapes, tables
from dissensus.domain.errors import CaseError
from tests.case.breaking import copied, said

HEADER = "format: dissensus-case/1\nid: c\nsides: [A, B]\n"
PARTIES = "- id: A\n- id: B\n"
ROUND = "statements: []\n"


def case_of(where: Path, **files: str | bytes) -> Path:
    """A folder with a small sound header and parties, and these files; __ stands for / and _ for a dot."""
    held: dict[str, str | bytes] = {"case_yaml": HEADER, "parties_yaml": PARTIES, **files}
    for name, content in held.items():
        path = where / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return where


# ---------- folders ----------


def test_no_folder(tmp_path: Path) -> None:
    where = tmp_path / "nowhere"
    assert said(where) == [f"{where}: there is no such folder. Name the folder that holds case.yaml."]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    where = tmp_path / "case.yaml"
    where.write_text(HEADER)
    assert said(where) == [f"{where}: this is no folder. Name the folder that holds case.yaml."]


def test_an_empty_folder_has_no_header(tmp_path: Path) -> None:
    assert said(tmp_path) == [
        "case.yaml: the file is missing. Write it: a case begins with its format, id and sides."
    ]


def test_a_folder_that_nobody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    assert said(tmp_path) == [
        f"{tmp_path}: the folder cannot be read: Permission denied. See that you may read it."
    ]


def test_the_least_case(tmp_path: Path) -> None:
    case = read(case_of(tmp_path))
    assert (case.id, case.sides, case.languages, case.rounds) == ("c", ("A", "B"), ("en",), ())
    assert [party.id for party in case.parties] == ["A", "B"]


def test_a_folder_may_be_reached_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(copied(tmp_path))
    assert check(tmp_path / "link") == ()


@pytest.mark.parametrize(
    "name", ["sources.yaml", "rounds/r1/stances.csv", "rounds/r1", "rounds", "notes.txt"]
)
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, name: str) -> None:
    case = copied(tmp_path)
    outside = (case / name).rename(tmp_path / "outside") if (case / name).exists() else tmp_path
    (case / name).symlink_to(outside)
    found = said(case)
    assert f"{name}: this is a link out of the folder. Put what it leads to in its place." in found


def test_a_link_inside_the_folder_is_a_file(tmp_path: Path) -> None:
    case = copied(tmp_path)
    (case / "sources.yaml").rename(case / "register.txt")
    (case / "sources.yaml").symlink_to("register.txt")
    assert check(case) == ()


def test_a_broken_link_is_no_file(tmp_path: Path) -> None:
    case = copied(tmp_path)
    (case / "sources.yaml").unlink()
    (case / "sources.yaml").symlink_to("nothing.txt")
    assert said(case)[-1] == (
        "sources.yaml: the file cannot be read: No such file or directory. "
        "See that it is there and that you may read it."
    )


def test_a_link_to_itself_is_no_file(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    (case / "sources.yaml").symlink_to("sources.yaml")
    todo = "See that it is there and that you may read it."
    assert said(case) == [f"sources.yaml: the file cannot be read: Too many levels of symbolic links. {todo}"]


def test_a_round_that_is_the_whole_folder_again_is_not_walked_for_ever(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    (case / "rounds").mkdir()
    (case / "rounds" / "r1").symlink_to("..")
    assert {text.split(":")[0] for text in said(case)} == {
        "rounds/r1/case.yaml",
        "rounds/r1/parties.yaml",
        "rounds/r1/round.yaml",
    }


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    os.mkfifo(case / "sources.yaml")
    assert said(case) == ["sources.yaml: this is no plain file. Put a plain file in its place."]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("statments.yaml", "Perhaps 'statements.yaml' is meant. "),
        ("statements.yml", "Perhaps 'statements.yaml' is meant. "),
        ("stances.csv", ""),
        ("zzz.json", ""),
        ("rounds/stances.csv", "Perhaps 'stances.csv' is meant. "),
        ("rounds/r1/stance.csv", "Perhaps 'stances.csv' is meant. "),
        ("rounds/r1/sources.yaml", ""),
    ],
)
def test_a_file_that_would_be_passed_over(tmp_path: Path, name: str, meant: str) -> None:
    case = copied(tmp_path)
    (case / name).write_text("x")
    todo = f"{meant}Rename it, or keep it in a folder of its own."
    assert said(case) == [f"{name}: the format has no such file here. {todo}"]


def test_other_files_and_folders_are_nobodys_business(tmp_path: Path) -> None:
    case = copied(tmp_path)
    for name in ("README.md", "drafts/statments.yaml", ".git/config.json", "rounds/README.txt"):
        (case / name).parent.mkdir(exist_ok=True)
        (case / name).write_text("\x00")
    assert check(case) == ()


def test_a_round_without_its_terms(tmp_path: Path) -> None:
    case = copied(tmp_path)
    (case / "rounds" / "guarded" / "round.yaml").unlink()
    assert said(case) == ["rounds/guarded/round.yaml: the file is missing. Write it: a round has its terms."]


def test_a_round_whose_folder_has_no_id_for_a_name(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    for name in ("r1", "R1", "round two"):
        (case / "rounds" / name).mkdir(parents=True)
        (case / "rounds" / name / "round.yaml").write_text(ROUND)
    assert said(case) == [
        "rounds/r1/round.yaml: the rounds 'R1' and 'r1' have the same name on some machines. "
        "Rename one of the folders.",
        "rounds/round two/round.yaml: the folder's name 'round two' is not an id. "
        "Use letters, digits, hyphens, underscores and dots, at most 100, a letter or digit first.",
    ]


def test_rounds_stand_in_the_order_of_their_names_unless_the_case_says_otherwise(tmp_path: Path) -> None:
    case = case_of(tmp_path, rounds__b__round_yaml=ROUND, rounds__a__round_yaml=ROUND)
    assert [held.id for held in read(case).rounds] == ["a", "b"]
    (case / "case.yaml").write_text(HEADER + "rounds: [b, a]\n")
    assert [held.id for held in read(case).rounds] == ["b", "a"]


# ---------- bytes ----------


NO_UTF8 = "the byte 0x{} is not UTF-8. Save the file as UTF-8."
IN_LINE = "the line holds the control character U+{}. Take it out."
IN_TEXT = "the text holds the control character U+{}. Take it out."


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        (b"- id: A\n- id: B\n  kind: \xff\n", 3, NO_UTF8.format("ff")),
        (b"- id: A\n- id: B\xe9\n", 2, NO_UTF8.format("e9")),
        (b"- id: A\n- id: B\n\n# \x00\n", 4, IN_LINE.format("0000")),
        (b"- id: A # \x1b[0m\n- id: B\n", 1, IN_LINE.format("001B")),
        (b"- id: A\r- id: B\n", 1, IN_LINE.format("000D")),
        (b"- id: A\n- id: B # \x7f\n", 2, IN_LINE.format("007F")),
        ("- id: A\n- id: B # \x85\n".encode(), 2, IN_LINE.format("0085")),
        ("- id: A\n- id: B # \ufffe\n".encode(), 2, IN_LINE.format("FFFE")),
        (b'- id: A\n- id: B\n  kind: "a\\0b"\n', 3, IN_TEXT.format("0000")),
        (b'- id: A\n- id: B\n  kind: "\\ud800"\n', 3, IN_TEXT.format("D800")),
    ],
)
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes, line: int, what: str) -> None:
    case = case_of(tmp_path)
    (case / "parties.yaml").write_bytes(content)
    assert said(case) == [f"parties.yaml:{line}: {what}"]


def test_each_line_with_a_control_character_is_named_once_and_twenty_of_them(tmp_path: Path) -> None:
    case = case_of(tmp_path)
    (case / "parties.yaml").write_bytes(b"# \x01\x02\n" * 30)
    problems = check(case)
    assert [problem.line for problem in problems] == list(range(1, folder.MOST_SHOWN + 2))
    assert {problem.what for problem in problems} == {"the line holds the control character U+0001"}


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path: Path) -> None:
    case = copied(tmp_path)
    for path in [*case.glob("*.yaml"), *case.rglob("*.csv")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(case) == ()
    assert read(case) == read(copied(tmp_path / "plain"))


def test_a_file_over_its_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = case_of(tmp_path)
    (case / "case.yaml").write_text(HEADER.ljust(1_000))
    monkeypatch.setitem(folder.LARGEST, ".yaml", 1_000)
    assert check(case) == ()
    monkeypatch.setitem(folder.LARGEST, ".yaml", 999)
    todo = "Split the case, or take out what does not belong in it."
    assert said(case) == [f"case.yaml: the file has 1,000 bytes; 999 is the most. {todo}"]


def test_the_limits_are_those_of_the_documentation() -> None:
    assert folder.LARGEST == {".yaml": 20_000_000, ".json": 50_000_000, ".csv": 500_000_000}
    assert (nodes.DEEPEST, nodes.MOST_NODES, shapes.LONGEST_NAME, tables.MOST_SHOWN) == (
        32,
        2_000_000,
        200,
        100,
    )


# ---------- YAML ----------


MEND = "Mend the line, or put the text in quotation marks."
NAME = "a list or mapping stands where a name should. Give a plain name."
LIST = "stands where a list should. Begin each party with a hyphen."
EMPTY = "the file is empty. Write something in it, or take the file out."
PARTY = "stands where a party should. Write a party as name: value, one a line."
INCOMPLETE = "names nothing that is complete before it. Write the value out."
OPEN = "this is not YAML: while parsing a flow sequence expected ',' or ']', but got '<stream end>'"


@pytest.mark.parametrize(
    ("content", "line", "what"),
    [
        ("- id: A\n- id: [B\n", 3, f"{OPEN}. {MEND}"),
        (
            "- id: A\n- id: B\n  id: C\n",
            3,
            "the name 'id' is given twice, first in line 2. Take one of them out.",
        ),
        ("- id: A\n- id: !!str B\n", 2, "the tag !!str has no place in a case. Leave the tag out."),
        ("- id: A\n- !x {id: B}\n", 2, "the tag !x has no place in a case. Leave the tag out."),
        ("- id: A\n--- \n- id: B\n", 2, "a second document begins here. Keep one document in a file."),
        ("- id: A\n- id: *b\n", 2, f"the alias *b {INCOMPLETE}"),
        ("- &a\n  id: A\n  members: [*a]\n", 3, f"the alias *a {INCOMPLETE}"),
        ("- id: A\n- ? [B]\n  : c\n", 2, NAME),
        ("- id: A\n- ? {a: B}\n  : c\n", 2, NAME),
        ("- &a [x]\n- ? *a\n  : c\n", 2, NAME),
        ("id: A\n", 1, f"a mapping {LIST}"),
        ("A\n", 1, f"a single value {LIST}"),
        ("null\n", 1, f"nothing {LIST}"),
        ("", 1, EMPTY),
        ("# nothing\n", 1, EMPTY),
        ("- id: A\n- B\n", 2, f"party: a single value {PARTY}"),
        ("- id: A\n- [B]\n", 2, f"party: a list {PARTY}"),
    ],
)
def test_yaml_that_is_no_list_of_parties(tmp_path: Path, content: str, line: int, what: str) -> None:
    case = case_of(tmp_path, parties_yaml=content)
    found = [text for text in said(case) if text.startswith("parties.yaml")]
    assert found == [f"parties.yaml:{line}: {what}"]


def test_a_tab_where_a_blank_should_be(tmp_path: Path) -> None:
    (problem,) = check(case_of(tmp_path, issues_yaml="- id: A\n\t- id: B\n"))
    assert (problem.file, problem.line, problem.todo) == ("issues.yaml", 2, MEND)
    assert problem.what.startswith("this is not YAML: ")


def test_what_an_unreadable_file_would_have_given_is_not_called_unknown(tmp_path: Path) -> None:
    case = copied(tmp_path)
    (case / "parties.yaml").write_text("- {")
    assert [text.split(":")[0] for text in said(case)] == ["parties.yaml"]
    (case / "parties.yaml").write_bytes(b"\xff")
    assert [text.split(":")[0] for text in said(case)] == ["parties.yaml"]
    (case / "case.yaml").write_text("- {")
    (case / "statements.yaml").write_text("a: 1")
    (case / "ladders.yaml").write_text("!x")
    (case / "rounds/r1/participants.csv").write_text("participant\n")
    (case / "rounds/inside/round.yaml").write_text("}")
    assert {text.split(":")[0] for text in said(case)} == {
        "case.yaml",
        "parties.yaml",
        "statements.yaml",
        "ladders.yaml",
        "rounds/r1/participants.csv",
        "rounds/inside/round.yaml",
    }


def test_aliases_may_be_used(tmp_path: Path) -> None:
    case = case_of(tmp_path, parties_yaml="- id: A\n  name: &n {en: One}\n- id: B\n  name: *n\n")
    assert [party.name.best("en") for party in read(case).parties] == ["One", "One"]


def bomb(levels: int) -> str:
    """Text that is short, and of ten values for each of the level below when its aliases are written out."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def test_a_billion_laughs(tmp_path: Path) -> None:
    case = case_of(tmp_path, issues_yaml=bomb(9))
    assert said(case) == [
        "issues.yaml:7: with its aliases written out the file comes to more than 2,000,000 values. "
        "Write it without aliases, or split the case."
    ]


def test_the_limit_on_what_aliases_come_to_is_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: &a [x, y]\nb: *a\nc: [*a, &d z, *d]\n"
    size = 1 + (1 + 3) + (1 + 3) + (1 + 1 + 3 + 1 + 1)
    monkeypatch.setattr(nodes, "MOST_NODES", size)
    node, repeated = nodes.compose(text)
    assert isinstance(node, nodes.Mapped)
    assert list(node.pairs) == ["a", "b", "c"]
    assert repeated == ()
    monkeypatch.setattr(nodes, "MOST_NODES", size - 1)
    with pytest.raises(nodes.UnreadableError) as caught:
        nodes.compose(text)
    assert caught.value.line == 3


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a: ", "}")])
def test_the_limit_on_depth_is_exact(opened: str, closed: str) -> None:
    nodes.compose(opened * nodes.DEEPEST + "x" + closed * nodes.DEEPEST)
    with pytest.raises(nodes.UnreadableError) as caught:
        nodes.compose("\n" + opened * (nodes.DEEPEST + 1) + "x" + closed * (nodes.DEEPEST + 1))
    assert (caught.value.line, caught.value.what, caught.value.todo) == (
        2,
        "lists and mappings stand more than 32 deep here",
        "Write it flatter.",
    )


def test_a_very_deep_file_is_refused_and_does_not_break_the_reader(tmp_path: Path) -> None:
    case = case_of(tmp_path, issues_yaml="[" * 100_000)
    assert said(case) == ["issues.yaml:1: lists and mappings stand more than 32 deep here. Write it flatter."]
    (case / "issues.yaml").unlink()
    (case / "rounds/r1").mkdir(parents=True)
    (case / "rounds/r1/round.yaml").write_text(ROUND)
    (case / "rounds/r1/results.json").write_text("[" * 100_000)
    what = "lists and mappings stand more than 32 deep here. Write it flatter."
    assert said(case) == [f"rounds/r1/results.json: {what}"]
    (case / "rounds/r1/results.json").write_text('{"a": ' + "[" * 33 + "]" * 33 + "}")
    assert said(case) == [f"rounds/r1/results.json: {what}"]
    (case / "rounds/r1/results.json").write_text('{"a": ' + "[" * 31 + "]" * 31 + "}")
    assert said(case) == []


def test_a_text_is_what_its_field_says_and_never_guessed(tmp_path: Path) -> None:
    issues = (
        "- id: no\n  title: 1:30\n  description: 2019-02-01\n  vocabulary: [yes, 0x1F, 1e3, ~x]\n"
        "  note: 'null'\n"
        "  attributes: {a: no, b: 1:30, c: 2019-02-01, d: 1e3, e: '1', f: true, g: null, h: ~}\n"
    )
    issue = read(case_of(tmp_path, issues_yaml=issues)).issues[0]
    assert (issue.id, issue.title.best("en"), issue.description.best("en")) == ("no", "1:30", "2019-02-01")
    assert (issue.vocabulary, issue.note) == (("yes", "0x1F", "1e3", "~x"), "null")
    assert issue.attributes == {
        "a": "no", "b": "1:30", "c": "2019-02-01", "d": 1000.0, "e": "1", "f": True, "g": None, "h": None,
    }  # fmt: skip
    assert isinstance(issue.attributes["d"], float)


@pytest.mark.parametrize("null", ["", " ~", " null", " Null", " NULL"])
def test_null_is_what_is_left_out(tmp_path: Path, null: str) -> None:
    case = case_of(tmp_path, issues_yaml=f"- id: i\n  title:{null}\n  domains:{null}\n  layer:{null}\n")
    issue = read(case).issues[0]
    assert (bool(issue.title), issue.domains, issue.layer) == (False, (), "baseline")


def test_a_list_of_nothing_is_nothing(tmp_path: Path) -> None:
    assert read(case_of(tmp_path, issues_yaml="[]\n")).issues == ()


def test_problems_come_in_file_order(tmp_path: Path) -> None:
    case = copied(tmp_path)
    for name in (
        "sources.yaml",
        "case.yaml",
        "positions.csv",
        "rounds/r1/results.json",
        "rounds/r1/round.yaml",
    ):
        (case / name).write_bytes(b"\n\xff")
    (case / "aaa.csv").write_text("")
    (case / "issues.yaml").write_text("- id: a b\n- id: a\n  x: 1\n  sources: [s t]\n")
    places = [(problem.file, problem.line) for problem in check(case)]
    files = [file for file, _ in places]
    assert list(dict.fromkeys(files)) == list(ORDER)
    assert [line for file, line in places if file == "issues.yaml"] == [1, 3, 4]


ORDER = (
    "case.yaml",
    "parties.yaml",
    "issues.yaml",
    "statements.yaml",
    "positions.csv",
    "sources.yaml",
    "aaa.csv",
    "rounds/r1/round.yaml",
    "rounds/r1/results.json",
)


def test_nothing_is_half_loaded(tmp_path: Path) -> None:
    case = case_of(tmp_path, issues_yaml="- id: i\n  titel: x\n")
    with pytest.raises(CaseError) as caught:
        read(case)
    assert [str(problem) for problem in caught.value.problems] == [
        "issues.yaml:2: titel: an issue has no such field. Perhaps 'title' is meant. "
        "Rename it, or keep it under attributes."
    ]
