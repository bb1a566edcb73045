"""Kinds of single values: what each takes, what it refuses, and that it writes what it reads."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dissensus.case.scalars import (
    Identifier,
    Number,
    Reference,
    ScalarKind,
    String,
    When,
    Whole,
    WrongError,
    YesNo,
    choice,
    coded,
)
from dissensus.domain.dates import Date
from dissensus.domain.tracks import Track
from tests.case.any_value import dates, finite, identifiers, strings

ID = "Use letters, digits, hyphens, underscores and dots, at most 100, a letter or digit first."
NUMBER = "Write it as 0.5, with a point and no unit."
TRACK = choice(tuple(Track), make=Track)


def refused(kind: ScalarKind, text: str) -> tuple[str, str]:
    """What is said of a text that the kind does not take."""
    with pytest.raises(WrongError) as caught:
        kind.parse(text)
    assert str(caught.value) == caught.value.what
    return caught.value.what, caught.value.todo


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (String(), " a ", " a "),
        (Identifier(), "a", "a"),
        (Identifier(), "0.a_B-" + "x" * 94, "0.a_B-" + "x" * 94),
        (Reference("issue"), "no", "no"),
        (TRACK, "joint", Track.JOINT),
        (coded({"agree": 1, "unsure": 0}), "unsure", 0),
        (Whole(), "-12", -12),
        (Whole(), "+007", 7),
        (Whole(0, 3), "0", 0),
        (Whole(0, 3), "3", 3),
        (Whole(), "9" * 300, int("9" * 300)),
        (Number(), "-.5", -0.5),
        (Number(), "5.", 5.0),
        (Number(), "1E-3", 0.001),
        (Number(0, 1), "0", 0.0),
        (Number(0, 1), "1.0", 1.0),
        (YesNo(), "true", True),
        (YesNo(), "false", False),
        (When(), "2019-02/2020", Date("2019-02/2020")),
    ],
)
def test_what_a_kind_takes(kind: ScalarKind, text: str, value: Any) -> None:
    found = kind.parse(text)
    assert found == value
    assert type(found) is type(value)
    assert kind.parse(kind.print(value)) == value


@pytest.mark.parametrize(
    ("kind", "text", "what", "todo"),
    [
        (String(), "", "is empty", "Write null or leave it out where the material says nothing."),
        (String(), " \t\n", "is empty", "Write null or leave it out where the material says nothing."),
        (Identifier(), "", "'' is not an id", ID),
        (Identifier(), "-a", "'-a' is not an id", ID),
        (Identifier(), ".a", "'.a' is not an id", ID),
        (Identifier(), "a/b", "'a/b' is not an id", ID),
        (Identifier(), "é", "'é' is not an id", ID),
        (Identifier(), "a\n", "'a\\n' is not an id", ID),
        (Identifier(), "x" * 101, f"'{'x' * 57}...' is not an id", ID),
        (Identifier(), "é" * 60, f"'{'é' * 60}' is not an id", ID),
        (Identifier(), "é" * 61, f"'{'é' * 57}...' is not an id", ID),
        (Reference("issue"), "a b", "'a b' is not an id", ID),
        (TRACK, "Joint", "'Joint' is none of joint, internal", "Write one of these."),
        (Whole(), "", "'' is not a whole number", "Write digits only."),
        (Whole(), "1.0", "'1.0' is not a whole number", "Write digits only."),
        (Whole(), "1_000", "'1_000' is not a whole number", "Write digits only."),
        (Whole(), "١", "'١' is not a whole number", "Write digits only."),
        (Whole(), "9" * 301, f"'{'9' * 57}...' is not a whole number", "Write digits only."),
        (Whole(1), "0", "'0' is outside its scale", "Write a number of at least 1."),
        (Whole(None, 3), "4", "'4' is outside its scale", "Write a number of at most 3."),
        (Whole(0, 3), "4", "'4' is outside its scale", "Write a number from 0 to 3."),
        (Whole(0, 3), "-1", "'-1' is outside its scale", "Write a number from 0 to 3."),
        (Number(), "0,5", "'0,5' is not a number", NUMBER),
        (Number(), "50 %", "'50 %' is not a number", NUMBER),
        (Number(), "nan", "'nan' is not a number", NUMBER),
        (Number(), "inf", "'inf' is not a number", NUMBER),
        (Number(), ".", "'.' is not a number", NUMBER),
        (Number(), "1e12345", "'1e12345' is not a number", NUMBER),
        (Number(), "1e999", "'1e999' is too large for a number", "Write a smaller number."),
        (Number(0, 1), "1.01", "'1.01' is outside its scale", "Write a number from 0 to 1."),
        (Number(0, 1), "-0.01", "'-0.01' is outside its scale", "Write a number from 0 to 1."),
        (YesNo(), "yes", "'yes' is neither true nor false", "Write true or false."),
        (YesNo(), "True", "'True' is neither true nor false", "Write true or false."),
        (When(), "May", "'May' is not a date", "Write 2019-04-15, 2019-04, 2019 or a span 2009/2021."),
        (When(), "2/1", "'2/1' is not a date", "Write 2019-04-15, 2019-04, 2019 or a span 2009/2021."),
        (
            When(),
            "2020/2019",
            "'2020/2019' is a span that ends before it begins",
            "Write the earlier date first.",
        ),
    ],
)
def test_what_a_kind_refuses(kind: ScalarKind, text: str, what: str, todo: str) -> None:
    assert refused(kind, text) == (what, todo)


@pytest.mark.parametrize(
    ("kind", "says", "gives", "refers"),
    [
        (String(), "text", None, None),
        (Identifier(), "id", None, None),
        (Identifier(gives="issue"), "id", "issue", None),
        (Reference("issue"), "id of an issue", None, "issue"),
        (Reference("actor"), "id of a party or member", None, "actor"),
        (Reference("domain"), "id of a ladder", None, "domain"),
        (TRACK, "one of joint, internal", None, None),
        (Whole(), "whole number", None, None),
        (Whole(0), "whole number of at least 0", None, None),
        (Whole(0, 3), "whole number from 0 to 3", None, None),
        (Number(None, 1), "number of at most 1", None, None),
        (YesNo(), "true or false", None, None),
        (When(), "date", None, None),
    ],
)
def test_what_a_kind_says_of_itself(kind: ScalarKind, says: str, gives: object, refers: object) -> None:
    assert (kind.says, kind.gives, kind.refers) == (says, gives, refers)


@given(finite)
def test_any_number_comes_back_the_same(value: float) -> None:
    assert Number().parse(Number().print(value)) == value


@given(st.integers(-(10**299), 10**299))
def test_any_whole_number_comes_back_the_same(value: int) -> None:
    assert Whole().parse(Whole().print(value)) == value


@given(strings, identifiers, dates)
def test_texts_ids_and_dates_come_back_the_same(text: str, name: str, date: Date) -> None:
    assert String().parse(String().print(text)) == text
    assert Identifier().parse(Identifier().print(name)) == name
    assert When().parse(When().print(date)) == date


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (0.5, "0.5"), (-2.0, "-2"), (1e-9, "1e-09"), (1e22, "1e+22"), (100.0, "100"), (3, "3")],
)
def test_numbers_are_written_short(value: float, written: str) -> None:
    assert Number().print(value) == written
