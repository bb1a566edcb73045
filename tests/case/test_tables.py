"""CSV: quick where it is plain, exact where it is quoted or uneven, and every wrong cell has its line."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.case import tables
from dissensus.case.reading import Reading
from dissensus.case.scalars import Number, String, Whole
from dissensus.case.sheets import Column
from tests.case.any_value import raw_texts

WHO = Column("who", String(), required=True)
SHARE = Column("share", Number(0, 1))
COLUMNS = (WHO, SHARE)


def read(text: str) -> tuple[tables.Table | None, list[str]]:
    """The table in a text, and what was said of it."""
    at = Reading("t.csv")
    table = tables.read(text.encode(), COLUMNS, at)
    return table, [str(problem) for problem in at.problems]


def test_plain_rows_have_the_lines_that_they_stand_on() -> None:
    table, problems = read("who,share\na,0.5\nb,\n")
    assert problems == []
    assert table is not None
    assert table.columns == {"who": ["a", "b"], "share": ["0.5", None]}
    assert list(table.lines) == [2, 3]


def test_quoted_rows_may_take_several_lines() -> None:
    table, problems = read('share,who\n0.5,"a\nb, ""c"""\n,d\n"","x\n\n"\n1,e\n')
    assert problems == []
    assert table is not None
    assert table.columns == {"who": ['a\nb, "c"', "d", "x\n\n", "e"], "share": ["0.5", None, None, "1"]}
    assert list(table.lines) == [2, 4, 5, 8]


@pytest.mark.parametrize("text", ["who,share", "who,share\n", "who,share\n\n\n", '"who",share\n'])
def test_a_header_alone_is_a_table_without_rows(text: str) -> None:
    table, problems = read(text)
    assert problems == []
    assert table is not None
    assert table.columns == {"who": [], "share": []}
    assert list(table.lines) == []


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_column_that_may_be_empty_may_be_missing(quote: str) -> None:
    table, problems = read(f"who\n{quote}a{quote}\n{quote}b{quote}\n")
    assert problems == []
    assert table is not None
    assert table.columns == {"who": ["a", "b"], "share": [None, None]}


@pytest.mark.parametrize("quote", ["", '"'])
def test_rows_of_another_length_are_named(quote: str) -> None:
    a = f"{quote}a{quote}"
    table, problems = read(f"who,share\n{a}\n{a},1\n{a},1,2\n\n{a},1,\n,\n")
    assert table is None
    assert problems == [
        "t.csv:2: the row has 1 cell and the header 2. Write one cell for each column.",
        "t.csv:4: the row has 3 cells and the header 2. Write one cell for each column.",
        "t.csv:5: the row is empty. Take the line out.",
        "t.csv:6: the row has 3 cells and the header 2. Write one cell for each column.",
    ]


def test_rows_that_are_too_short_and_too_long_by_the_same_are_seen() -> None:
    """The number of commas is right, and no row is."""
    table, problems = read("who,share\na\nb,1,2\n")
    assert table is None
    assert [problem.split(":")[1] for problem in problems] == ["2", "3"]


KNOWN = "The columns are who, share."


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "1: the file has no header. Write the names of the columns in its first line."),
        ("\n\na,b\n", "1: the file has no header. Write the names of the columns in its first line."),
        ("  \n", "1: the file has no header. Write the names of the columns in its first line."),
        ("share\n", "1: the column 'who' is missing. Add it (text)."),
        ("who,who\n", "1: the column 'who' stands twice. Take one out."),
        ("who,shere\n", f"1: 'shere' is no column of this file. Perhaps 'share' is meant. {KNOWN}"),
        ("who,\n", f"1: '' is no column of this file. {KNOWN}"),
    ],
)  # fmt: skip
def test_a_header_that_is_not_sound(text: str, what: str) -> None:
    assert read(text) == (None, [f"t.csv:{what}"])


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ('who,share\na,1\n"b,1\n', 3, "unexpected end of data"),
        ('who,share\n"a"x,1\n', 2, "',' expected after '\"'"),
        ('who,share\n"a\nb",1\n"a"x,1\n', 4, "',' expected after '\"'"),
        ("who,share\n" + "a" * 200_000 + ',"1"\n', 2, "field larger than field limit (131072)"),
    ],
)
def test_quotation_marks_that_do_not_fit(text: str, line: int, why: str) -> None:
    todo = "Put the cell in quotation marks, and double those in it."
    assert read(text) == (None, [f"t.csv:{line}: this row is not CSV: {why}. {todo}"])


def test_an_inch_in_the_middle_of_a_word_is_a_quotation_mark() -> None:
    table, problems = read('who,share\n5" gun,1\n')
    assert problems == []
    assert table is not None
    assert table.columns["who"] == ['5" gun']


@given(st.lists(st.tuples(raw_texts, raw_texts), max_size=4))
def test_whatever_was_written_is_read(rows: list[tuple[str, str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("who", "share"), *rows])
    table, problems = read(text.getvalue().rstrip("\n") + "\n")
    assert problems == []
    assert table is not None
    assert table.columns["who"] == [who or None for who, _ in rows]
    assert table.columns["share"] == [share or None for _, share in rows]
    assert list(table.lines) == [2 + sum(line(*row) for row in rows[:place]) for place in range(len(rows))]


def line(*row: str) -> int:
    """How many lines a row takes."""
    return 1 + sum(cell.count("\n") for cell in row)


def value_problems(text: str, column: Column) -> tuple[list[object] | None, list[str]]:
    at = Reading("t.csv")
    table = tables.read(text.encode(), COLUMNS, at)
    assert table is not None
    found = tables.values(table, column, at)
    return found, [str(problem) for problem in at.problems]


def test_values() -> None:
    assert value_problems("who,share\na,1\nb,\nc,0.5\n", SHARE) == ([1.0, None, 0.5], [])


def test_every_wrong_cell_is_named_with_its_line() -> None:
    found, problems = value_problems('who,share\na,1\n"b\nb",x\n,0\nd,2\ne,x\n', SHARE)
    assert found is None
    assert problems == [
        "t.csv:3: share: 'x' is not a number. Write it as 0.5, with a point and no unit.",
        "t.csv:6: share: '2' is outside its scale. Write a number from 0 to 1.",
        "t.csv:7: share: 'x' is not a number. Write it as 0.5, with a point and no unit.",
    ]
    found, problems = value_problems("who,share\na,1\n,0\n", WHO)
    assert found is None
    assert problems == ["t.csv:3: who: the cell is empty. Fill it in (text)."]


@pytest.mark.parametrize(("rows", "more"), [(99, None), (100, None), (101, "1"), (1_234, "1,134")])
def test_of_many_wrong_rows_a_hundred_are_named(rows: int, more: str | None) -> None:
    _, problems = value_problems("who,share\n" + "a,x\n" * rows, SHARE)
    named = [problem for problem in problems if "not a number" in problem]
    assert [problem.split(":")[1] for problem in named] == [str(row) for row in range(2, 2 + min(rows, 100))]
    rest = [problem for problem in problems if problem not in named]
    what = (
        f"t.csv:102: {more} more rows are wrong in the same way. Mend the rows above first, and check again."
    )
    assert rest == ([] if more is None else [what])


def test_a_large_table_takes_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("row by row")

    monkeypatch.setattr(csv, "reader", lambda lines: iter([lines[0].split(",")]))
    monkeypatch.setattr(io, "StringIO", refuse)
    text = "who,share\n" + "".join(f"p{row},0.{row % 10}\n" for row in range(50_000))
    table, problems = read(text)
    assert problems == []
    assert table is not None
    assert (table.columns["who"][-1], table.columns["share"][-1], table.lines[-1]) == (
        "p49999",
        "0.9",
        50_001,
    )


def test_a_whole_number_has_no_fraction() -> None:
    at = Reading("t.csv")
    table = tables.read(b"n\n1\n1.0\n 2\n", (Column("n", Whole(0, 3)),), at)
    assert table is not None
    assert tables.values(table, Column("n", Whole(0, 3)), at) is None
    assert [problem.line for problem in at.problems] == [3, 4]
