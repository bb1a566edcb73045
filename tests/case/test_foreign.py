"""Tables of other programs: any delimiter, long or wide, and every cell that is not understood."""

from __future__ import annotations

import csv as standard
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.case import folder
from dissensus.case.foreign import csv, mapping, spreadsheet
from dissensus.case.foreign.gathering import Ways
from dissensus.case.foreign.mapping import Holds, Meaning, Span
from dissensus.domain.case import Case
from dissensus.domain.errors import CaseError, DissensusError
from dissensus.domain.parties import Party
from dissensus.domain.statements import Statement
from dissensus.domain.texts import Text
from dissensus.domain.tracks import Target

CASE = Case(
    id="well",
    languages=("en", "fr"),
    sides=("UP", "DOWN"),
    parties=(
        Party(id="UP", name=Text.of({"en": "Upper village", "fr": "Village d'en haut"})),
        Party(id="DOWN", name=Text.of({"en": "Lower village"})),
        Party(id="TOWN", name=Text.of({"en": "The town"})),
    ),
    statements=tuple(
        Statement(id=name, kind="fact", text=Text.of({"en": f"Statement {name}."}))
        for name in ("W1", "W2", "W3")
    ),
)
LIKERT = (
    Span("agree", Decimal(4), Decimal(5)),
    Span("unsure", Decimal(3), Decimal(3)),
    Span("disagree", Decimal(1), Decimal(2)),
)
LONG = ("participant", "party", "statement", "stance", "importance", "about", "share")


def ways(
    columns: Mapping[str, str], *, parties: tuple[str, ...] = (), pseudonyms: bool = False, **said: Any
) -> Ways:
    held = {name: Holds.of(text) for name, text in columns.items()}
    return Ways(meaning=Meaning(columns=held, **said), parties=parties, pseudonyms=pseudonyms)


def read(
    text: str, columns: Mapping[str, str] | Iterable[str] = LONG, *, case: Case = CASE, **said: Any
) -> csv.Import:
    held = columns if isinstance(columns, Mapping) else {name: name for name in columns}
    there = {
        name: holds
        for name, holds in held.items()
        if name in text.split("\n", 1)[0] or "*" in name or "#" in name
    }
    return csv.read(case, [spreadsheet.read("x.csv", text.encode())], ways(there, **said))


def answers(found: csv.Import) -> list[tuple[Any, ...]]:
    rows = found.stances
    return list(zip(rows.participant, rows.statement, rows.stance, rows.importance, strict=True))


def expected(found: csv.Import) -> list[tuple[Any, ...]]:
    rows = found.predictions
    return list(zip(rows.participant, rows.about, rows.statement, rows.share, strict=True))


def wrong(found: csv.Import) -> list[tuple[int, str, str]]:
    return [(one.line, one.column, one.what) for one in found.misread]


# The table as text


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_any_usual_export_is_the_same_table(delimiter: str, encoding: str, end: str) -> None:
    rows = [
        ["who", "what is\nyours, really; or not"],
        ["Żółw", "0,5"],
        ["b", 'says "no"\nand; goes'],
        ["", ""],
    ]
    text = io.StringIO(newline="")
    standard.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    found = spreadsheet.read("x.csv", text.getvalue().encode(encoding))
    assert found.header == ("who", "what is yours, really; or not")
    assert found.rows == (("Żółw", "0,5"), ("b", 'says "no"\nand; goes'))
    assert found.lines == (3, 4)


@given(
    st.lists(st.lists(st.text("ab,;\t\"' ", max_size=5), min_size=3, max_size=3), max_size=5),
    st.sampled_from(",;\t"),
)
def test_a_table_with_its_delimiter_given_comes_back(rows: list[list[str]], delimiter: str) -> None:
    text = io.StringIO(newline="")
    standard.writer(text, delimiter=delimiter, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    found = spreadsheet.read("x.csv", text.getvalue().encode(), delimiter)
    kept = [tuple(cell.strip() for cell in row) for row in rows]
    assert found.rows == tuple(row for row in kept if any(row))


def test_a_spreadsheet_that_names_its_delimiter_is_believed() -> None:
    found = spreadsheet.read("x.csv", b"sep=|\na|b;c\n1|2;3\n")
    assert (found.header, found.rows, found.lines) == (("a", "b;c"), (("1", "2;3"),), (3,))


def test_empty_cells_beyond_the_header_are_nothing() -> None:
    assert spreadsheet.read("x.csv", b"a;b;;\n1;2;;\n;;;\n").rows == (("1", "2"),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "x.csv:1: the file has no header"),
        (b"a,b\n1\n", "x.csv:2: the row has 1 cell and the header 2"),
        (b"a,b\n1,2,3\n", "x.csv:2: the row has 3 cells and the header 2"),
        (b'a,b\n1,"2\n', "x.csv:2: this row is not CSV"),
        (b"a,b\n1,\xe9\n", "x.csv:2: the byte 0xe9 is not UTF-8. Save the file as UTF-8."),
        (b"a,b\n1,\x00\n", "x.csv:2: the line holds the control character U+0000"),
        (b"\xff\xfea", "x.csv: the file begins as UTF-16 and is none"),
    ],
)
def test_what_is_no_table_is_said_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        spreadsheet.read("x.csv", data)
    assert said in str(caught.value)


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(folder.LARGEST, ".csv", 3)
    with pytest.raises(CaseError, match=r"x\.csv: the file has 4 bytes; 3 is the most\. Split it\."):
        spreadsheet.read("x.csv", b"a,b\n")


# Long and wide


def test_a_long_table_is_read_row_by_row() -> None:
    found = read(
        "participant;party;statement;stance;importance;about;share\n"
        "u1;UP;W2;agree;3;DOWN;0,25\n"
        "u1;UP;W1;Disagree;;;\n"
        "d1;Lower village;Statement W1.;unsure;0,0;Upper village;100%\n"
    )
    assert found.misread == ()
    assert answers(found) == [("u1", "W2", 1, 3), ("u1", "W1", -1, None), ("d1", "W1", 0, 0)]
    assert expected(found) == [("u1", "DOWN", "W2", 0.25), ("d1", "UP", "W1", 1.0)]
    assert [(one.id, one.party) for one in found.participants] == [("u1", "UP"), ("d1", "DOWN")]
    assert found.statements == ("W1", "W2")


def test_a_wide_table_is_read_column_by_column() -> None:
    columns = {
        "id": "participant",
        "*": "stance:*",
        "imp *": "importance:*",
        "they *": "share:*",
        "all": "share:W1:DOWN",
    }
    found = read(
        "id,W1,imp W1,they W3,W3\nu1,5,2,70,1\nu2,,,20.5,3\n",
        columns,
        parties=("UP",),
        spans=LIKERT,
        percent=True,
    )
    assert found.misread == ()
    assert answers(found) == [("u1", "W1", 1, 2), ("u1", "W3", -1, None), ("u2", "W3", 0, None)]
    assert expected(found) == [("u1", "DOWN", "W3", 0.7), ("u2", "DOWN", "W3", 0.205)]
    assert found.statements == ("W1", "W3")


def test_what_was_asked_and_nobody_answered_was_asked() -> None:
    assert read("id,W2\nu1,\n", {"id": "participant", "W2": "stance:W2"}, parties=("UP",)).statements == (
        "W2",
    )


def test_rows_without_a_participant_are_persons_each() -> None:
    found = read("W1\nagree\ndisagree\n", {"W1": "stance:W1"}, parties=("DOWN",))
    assert answers(found) == [("person-1", "W1", 1, None), ("person-2", "W1", -1, None)]


def test_pseudonyms_take_the_place_of_names_in_every_file() -> None:
    one = spreadsheet.read("1.csv", b"name,party\nAnn Lee,UP\nperson-1,DOWN\n")
    two = spreadsheet.read("2.csv", b"name,W1\nperson-1,agree\nAnn Lee,disagree\n")
    said = ways({"name": "participant", "party": "party", "W1": "stance:W1"}, pseudonyms=True)
    found = csv.read(CASE, [one, two], said)
    assert [(each.id, each.party) for each in found.participants] == [
        ("person-1", "UP"),
        ("person-2", "DOWN"),
    ]
    assert answers(found) == [("person-2", "W1", 1, None), ("person-1", "W1", -1, None)]


def test_new_pseudonyms_are_none_that_somebody_has() -> None:
    one = spreadsheet.read("1.csv", b"id,W1\nperson-1,agree\n")
    two = spreadsheet.read("2.csv", b"W1\nagree\n")
    found = csv.read(CASE, [one, two], ways({"id": "participant", "W1": "stance:W1"}, parties=("UP", "DOWN")))
    assert [each.id for each in found.participants] == ["person-1", "person-2"]


def test_columns_are_found_by_place_where_names_stand_twice() -> None:
    text = "id,They agree,They agree\nu1,0.1,0.2\n"
    by_place = {"id": "participant", "#2": "share:W1", "#3": "share:W2"}
    assert expected(read(text, by_place, parties=("UP",))) == [
        ("u1", "DOWN", "W1", 0.1),
        ("u1", "DOWN", "W2", 0.2),
    ]
    with pytest.raises(
        CaseError, match=r"'They agree' stands 2 times\. Name the one that is meant by its place: #2 or"
    ):
        read(text, {"id": "participant", "They agree": "share:W1"}, parties=("UP",))


def test_cells_mean_what_was_said_of_them() -> None:
    values = {
        "stance": {"ja": "agree", "weiß nicht": ""},
        "importance": {"hoch": "3"},
        "party": {"oben": "UP"},
        "statement": {"frage 1": "W1"},
        "share": {"die hälfte": "50%"},
    }
    text = (
        "participant,party,statement,stance,importance,share\n"
        "u1,Oben,Frage 1,JA,hoch,Die Hälfte\n"
        "u2,Oben,Frage 1,weiß nicht,,\n"
    )
    found = read(text, values=values)
    assert found.misread == ()
    assert answers(found) == [("u1", "W1", 1, 3)]
    assert expected(found) == [("u1", "DOWN", "W1", 0.5)]
    assert len(found.participants) == 2


def test_a_reversed_scale_is_no_matter() -> None:
    spans = (Span("agree", Decimal(1), Decimal(2)), Span("disagree", Decimal(4), Decimal(5)))
    found = read("participant,party,statement,stance\nu1,UP,W1,1\nu1,UP,W2,5\n", spans=spans)
    assert [row[2] for row in answers(found)] == [1, -1]


# What is not understood


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("u1,UP,W1,perhaps,,,", "stance", "'perhaps' is none of agree, unsure, disagree"),
        ("u1,UP,W1,4,,,", "stance", "'4' is the number of no stance"),
        ("u1,UP,W1,agree,4,,", "importance", "'4' is no importance"),
        ("u1,UP,W1,agree,much,,", "importance", "'much' is no importance"),
        ("u1,UP,W1,agree,1.5,,", "importance", "'1.5' is no importance"),
        ("u1,UP,W1,,,DOWN,70", "share", "'70' is outside the scale of a share"),
        ("u1,UP,W1,,,DOWN,101%", "share", "'101%' is outside the scale of a share"),
        ("u1,UP,W1,,,DOWN,-0.1", "share", "'-0.1' is outside the scale of a share"),
        ("u1,UP,W1,,,DOWN,half", "share", "'half' is no share"),
        ("u1,UP,W1,,,UP,0.5", "share", "this is a prediction about UP by one of its own"),
        ("u1,UP,W1,,,TOWN,0.5", "about", "'TOWN' is no side of the case"),
        ("u1,TOWN,W1,agree,,,", "party", "'TOWN' is no side of the case"),
        ("u1,UP,W9,agree,,,", "statement", "'W9' is no statement of the case"),
        ("u1,UP,,agree,,,", "stance", "the row names no statement"),
        (",UP,W1,agree,,,", "participant", "the row does not say who answers"),
        ("ann lee,UP,W1,agree,,,", "participant", "'ann lee' is no pseudonym"),
        ("u1,,W1,agree,,,", "participant", "nothing says of which party 'u1' is"),
        ("UP,UP,W1,agree,,,", "participant", "'UP' is the id of a party"),
    ],
)
def test_a_cell_that_is_not_understood_is_named_with_its_place(row: str, column: str, said: str) -> None:
    found = read(",".join(LONG) + "\nd1,DOWN,W2,agree,,,\n" + row + "\n")
    assert (3, column) in [(line, where) for line, where, _ in wrong(found)]
    assert any(said in what for _, _, what in wrong(found))
    assert all(one.todo for one in found.misread)
    assert answers(found)[0] == ("d1", "W2", 1, None)
    with pytest.raises(CaseError, match=rf"x\.csv:3: column '{column}': "):
        csv.as_round(found, "r1", roll={}, target=Target.ROLL)


def test_every_cell_of_a_row_is_judged_whoever_answers() -> None:
    found = read(",".join(LONG) + "\nann lee,TOWN,W9,perhaps,9,TOWN,7\n")
    assert [column for _, column, _ in wrong(found)] == [
        "participant", "party", "statement", "about", "stance", "importance", "share",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("u1,UP,W1,agree,,,", "u1,UP,W1,disagree,,,", "-1 contradicts line 2 of x.csv, 1"),
        ("u1,UP,W1,agree,1,,", "u1,UP,W1,,2,,", "2 contradicts line 2 of x.csv, 1"),
        ("u1,UP,W1,,,,0.5", "u1,UP,W1,,,,0.25", "0.25 contradicts line 2 of x.csv, 0.5"),
        ("u1,UP,W1,agree,,,", "u1,DOWN,W2,agree,,,", "DOWN contradicts line 2 of x.csv, UP"),
    ],
)
def test_what_is_said_twice_must_be_the_same(first: str, second: str, said: str) -> None:
    head = ",".join(LONG)
    assert said in [what for _, _, what in wrong(read(f"{head}\n{first}\n{second}\n"))]
    assert wrong(read(f"{head}\n{first}\n{first}\n")) == []


def test_with_three_sides_a_prediction_says_about_whom() -> None:
    three = attrs.evolve(CASE, sides=("UP", "DOWN", "TOWN"))
    head = "participant,party,statement,share"
    found = read(f"{head}\nu1,UP,W1,0.5\n", case=three)
    assert wrong(found) == [(2, "share", "nothing says about which party this prediction is")]
    columns = {"participant": "participant", "party": "party", "x": "share:W1:TOWN", "y": "share:W1:DOWN"}
    found = read("participant,party,x,y\nu1,UP,0.5,0.25\n", columns, case=three)
    assert expected(found) == [("u1", "TOWN", "W1", 0.5), ("u1", "DOWN", "W1", 0.25)]


def test_importance_without_a_stance_is_left_out_and_counted() -> None:
    found = read("participant,party,statement,stance,importance\nu1,UP,W1,,2\nu1,UP,W2,agree,1\n")
    assert (found.lonely, answers(found)) == (1, [("u1", "W2", 1, 1)])


def test_many_misread_cells_are_counted() -> None:
    rows = "".join(f"u{k},UP,W1,perhaps\n" for k in range(130))
    found = read("participant,party,statement,stance\n" + rows)
    assert len(found.misread) == 130
    with pytest.raises(CaseError) as caught:
        csv.as_round(found, "r1", roll={}, target=Target.ROLL)
    assert len(caught.value.problems) == 101
    assert "30 more cells were not understood" in str(caught.value)


# Columns


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"Nam": "participant", "W1": "stance:W1"},
            "x.csv:1: there is no column 'Nam'. Perhaps 'name' is meant.",
        ),
        ({"#9": "participant", "W1": "stance:W1"}, "there is no column '#9'"),
        ({"q *": "stance:*", "name": "participant"}, "there is no column 'q *'"),
        ({"name": "participant", "W1": "stance"}, "no column says which statement stance is about"),
        ({"W1": "stance", "name": "statement"}, "no column says who answers"),
        ({"name": "participant", "#1": "party"}, "the column 'name' is mapped to participant and to party"),
        (
            {"name": "stance:W1", "W1": "stance:W1"},
            "the column 'W1' and another are both mapped to stance:W1",
        ),
    ],
)
def test_columns_that_are_not_there_or_lacking_are_said(columns: dict[str, str], said: str) -> None:
    sheet = spreadsheet.read("x.csv", b"name,W1\nu1,agree\n")
    with pytest.raises(CaseError) as caught:
        csv.read(CASE, [sheet], ways(columns, parties=("UP",)))
    assert said in str(caught.value)


def test_a_file_of_nameless_rows_needs_its_party() -> None:
    with pytest.raises(CaseError, match="nothing says of which party those who answer are"):
        read("W1\nagree\n", {"W1": "stance:W1"})


def test_a_file_of_which_nothing_is_mapped_is_said() -> None:
    sheets = [
        spreadsheet.read(f"{k}.csv", data) for k, data in enumerate((b"name,W1\nu1,agree\n", b"a,b\n1,2\n"))
    ]
    with pytest.raises(CaseError, match=r"1\.csv:1: none of its columns is mapped"):
        csv.read(CASE, sheets, ways({"name": "participant", "W1": "stance:W1"}, parties=("UP",)))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (ways({}), "no column is mapped"),
        (ways({"W1": "stance:W9"}), "W1=stance:W9: the case has no statement 'W9'; it has W1, W2, W3"),
        (ways({"W1": "share:W1:TOWN"}), "the case has no side 'TOWN'; it has UP, DOWN"),
        (ways({"*": "stance:W1"}), "write it in both"),
        (ways({"W1": "stance:*"}), "write it in both"),
        (ways({"W1": "stance:W1"}, parties=("TOWN",)), "--party: the case has no side 'TOWN'"),
        (
            ways({"W1": "stance:W1"}, parties=("UP", "DOWN", "UP")),
            "--party is given 3 times and there are 1 files",
        ),
    ],
)
def test_a_mapping_that_the_case_does_not_know_is_refused(said: Ways, message: str) -> None:
    with pytest.raises(DissensusError) as caught:
        csv.read(CASE, [spreadsheet.read("x.csv", b"name,W1\nu1,agree\n")], said)
    assert message in str(caught.value)


# What options and mapping files say


def test_options_and_a_file_say_the_same() -> None:
    by_options = mapping.from_options(
        ["Full  name=participant", "a=b=stance:W1"],
        ["stance:yes: I do=agree", "party:Oben=UP", "stance:-="],
        {"agree": "4..5", "unsure": "3", "disagree": None},
        percent=True,
    )
    by_file = mapping.from_file(
        "m.yaml",
        b'columns: {Full name: participant, "a=b": "stance:W1"}\n'
        b'values: {stance: {"yes: I do": agree, "-": null}, party: {Oben: UP}}\n'
        b"scale: {agree: 4..5, unsure: 3}\npercent: true\n",
    )
    assert by_options == by_file
    assert by_options.stands_for("stance", "YES: I do") == "agree"
    assert by_options.stands_for("stance", "-") == ""
    assert by_options.stands_for("stance", "no") is None


def test_options_go_before_the_file() -> None:
    file = mapping.from_file(
        "m.yaml",
        b"columns: {a: party, b: stance}\n"
        b"values: {stance: {x: agree, y: agree}}\n"
        b"scale: {agree: 1..2, disagree: 4}",
    )
    options = mapping.from_options(["a=about"], ["stance:x=unsure"], {"agree": "5"}, percent=False)
    both = mapping.over(options, file)
    assert {name: str(holds) for name, holds in both.columns.items()} == {"a": "about", "b": "stance"}
    assert both.values == {"stance": {"x": "unsure", "y": "agree"}}
    assert {(span.stance, span.low) for span in both.spans} == {
        ("agree", Decimal(5)),
        ("disagree", Decimal(4)),
    }
    with pytest.raises(DissensusError, match="the numbers of disagree and agree overlap"):
        mapping.over(mapping.from_options([], [], {"agree": "3..4"}, percent=False), file)


@pytest.mark.parametrize(
    ("columns", "values", "spans", "said"),
    [
        (["name"], [], {}, "'name' maps nothing. Write --map COLUMN=FIELD"),
        (["=party"], [], {}, "'=party' maps nothing"),
        (["a=partys"], [], {}, "there is no field 'partys'. Perhaps 'party' is meant."),
        (["a=party:UP"], [], {}, "'party:UP' is no field of a statement"),
        (["a=stance:"], [], {}, "'stance:' names nothing"),
        (["a=share:W1:UP:x"], [], {}, "is no field of a statement"),
        ([], ["yes=agree"], {}, "'yes=agree' gives no cell a meaning"),
        ([], ["vote:yes=agree"], {}, "gives no cell a meaning"),
        ([], ["stance: =agree"], {}, "gives no cell a meaning"),
        ([], [], {"agree": "high"}, "'high' is no span of numbers"),
        ([], [], {"agree": "1..2..3"}, "is no span of numbers"),
        ([], [], {"agree": "5..4"}, "'5..4' ends before it begins"),
        ([], [], {"agree": "3..5", "disagree": "1..3"}, "the numbers of agree and disagree overlap"),
    ],
)
def test_options_that_say_nothing_are_refused(
    columns: list[str], values: list[str], spans: dict[str, str | None], said: str
) -> None:
    with pytest.raises(DissensusError) as caught:
        mapping.from_options(columns, values, spans, percent=False)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "m.yaml:1: the file maps nothing. Write a mapping with columns, values, scale, percent."),
        (b"[a]", "m.yaml:1: the file maps nothing"),
        (b"column: {}", "m.yaml:1: there is no part 'column'. Perhaps 'columns' is meant."),
        (b"columns:\n  a: party\n  b: vote", "m.yaml:3: there is no field 'vote'"),
        (b"columns: [a]", "m.yaml:1: a mapping should stand here"),
        (b"columns: {a: [b]}", "m.yaml:1: 'a' means more than one thing"),
        (b"values: {}\nvalues: {}", "m.yaml:2: the name 'values' is given twice"),
        (b"values: yes", "m.yaml:1: values are given by field"),
        (b"values: {vote: {yes: agree}}", "m.yaml:1: there is no field 'vote'"),
        (b"scale: {often: 3}", "m.yaml:1: 'often' is no stance"),
        (b"scale: {agree: 3..4, disagree: 4}", "the numbers of agree and disagree overlap"),
        (b"percent: 1", "m.yaml:1: percent is neither true nor false"),
        (b"a: [", "m.yaml:1:"),
        (b"\xff", "m.yaml: the file is not UTF-8"),
    ],
)
def test_a_mapping_file_that_means_nothing_is_refused_with_its_line(text: bytes, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        mapping.from_file("m.yaml", text)
    assert said in str(caught.value)


# The round


def test_an_import_becomes_a_round_by_person() -> None:
    found = read("participant,party,statement,stance\nu1,UP,W1,agree\nu2,UP,W1,agree\nd1,DOWN,W1,unsure\n")
    held = csv.as_round(found, "r1", roll={"DOWN": 5}, target=Target.POPULATION, synthetic=True)
    assert (dict(held.roll), held.target, held.synthetic) == ({"UP": 2, "DOWN": 5}, Target.POPULATION, True)
    assert csv.added(CASE, held).round("r1") == held
    with pytest.raises(DissensusError, match="has a round 'r1' already"):
        csv.added(csv.added(CASE, held), held)


def test_a_round_that_could_not_be_read_is_refused() -> None:
    found = read("participant,party,statement,stance\nu1,UP,W1,agree\nu2,UP,W1,agree\n")
    held = csv.as_round(found, "r1", roll={"UP": 1}, target=Target.ROLL)
    with pytest.raises(CaseError, match="roll: UP has 1, and 2 take part"):
        csv.added(CASE, held)


WORDS = {1: "agree", 0: "unsure", -1: "disagree"}
PARTY = {"u1": "UP", "u2": "UP", "d1": "DOWN"}
ASKED = ("W1", "W2", "W3")
ROWS = st.dictionaries(
    st.tuples(st.sampled_from([*PARTY]), st.sampled_from(ASKED)),
    st.tuples(st.sampled_from([1, 0, -1]), st.sampled_from([None, 0, 3]), st.integers(0, 100)),
)


@given(ROWS)
def test_what_is_written_long_or_wide_is_read_the_same(
    given_: dict[tuple[str, str], tuple[int, int | None, int]],
) -> None:
    """An oracle: both shapes are written by hand from the same answers."""
    cells = {
        key: (WORDS[stance], "" if weight is None else str(weight), str(share))
        for key, (stance, weight, share) in given_.items()
    }
    long = [",".join((who, PARTY[who], what, *cells[who, what])) for who, what in given_]
    wide = [
        ",".join(
            (who, PARTY[who], *(part for what in ASKED for part in cells.get((who, what), ("", "", ""))))
        )
        for who in dict.fromkeys(who for who, _ in given_)
    ]
    columns = {name: name for name in LONG if name != "about"}
    one = read("\n".join([",".join(columns), *long, ""]), columns, percent=True)
    patterns = {"*": "stance:*", "i *": "importance:*", "s *": "share:*"}
    header = ",".join(("participant", "party", *(p.replace("*", what) for what in ASKED for p in patterns)))
    columns = {"participant": "participant", "party": "party", **patterns}
    two = read("\n".join([header, *wide, ""]), columns, percent=True)
    assert one.misread == two.misread == ()
    true = [(who, what, stance, weight) for (who, what), (stance, weight, _) in given_.items()]
    shares = {(who, what): share / 100 for (who, what), (_, _, share) in given_.items()}
    for found in (one, two):
        assert sorted(answers(found), key=str) == sorted(true, key=str)
        assert {(who, what): share for who, _, what, share in expected(found)} == shares
        assert all(
            (PARTY[who], about) in (("UP", "DOWN"), ("DOWN", "UP")) for who, about, *_ in expected(found)
        )
