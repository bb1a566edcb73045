"""Nodes: where a value stands, and that the table of the format is the same whenever it is made."""

from __future__ import annotations

import runpy
from types import ModuleType

import pytest

from dissensus.case import records, sheets
from dissensus.case.entries import Entry
from dissensus.case.nodes import Listed, Mapped, Repeated, Scalar, compose, line_of

TEXT = """\
id: a

rungs:
  - id: b
  -
    id: c
    tags: [x,
      y]
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("id",), 1),
        (("title",), 1),
        (("rungs",), 3),
        (("rungs", 0), 4),
        (("rungs", 0, "id"), 4),
        (("rungs", 0, "note"), 4),
        (("rungs", 1), 6),
        (("rungs", 1, "tags"), 7),
        (("rungs", 1, "tags", 1), 8),
        (("rungs", 1, "tags", 2), 7),
        (("rungs", 1, "tags", "x"), 7),
        (("rungs", 2, "id"), 3),
        (("id", "x"), 1),
        (("rungs", 0, "id", 0), 4),
    ],
)
def test_where_a_value_stands(path: tuple[str | int, ...], line: int) -> None:
    node, repeated = compose(TEXT)
    assert node is not None
    assert repeated == ()
    assert line_of(node, *path) == line


def test_what_a_text_is_made_of() -> None:
    node, repeated = compose("a: 'x'\nb: [~, y]\na: z\nc:\n\n")
    assert node == Mapped(
        1,
        {
            "a": (1, Scalar(1, "x", plain=False)),
            "b": (2, Listed(2, (Scalar(2, "~"), Scalar(2, "y")))),
            "c": (4, Scalar(4, "")),
        },
    )
    assert repeated == (Repeated(3, "a", 1),)
    assert compose("") == (None, ())


@pytest.mark.parametrize(
    ("text", "plain", "null"),
    [("", True, True), ("~", True, True), ("null", True, True), ("null", False, False), ("nil", True, False)],
)
def test_what_is_null(text: str, plain: bool, null: bool) -> None:
    assert Scalar(1, text, plain).is_null is null


@pytest.mark.parametrize("module", [records, sheets])
def test_the_table_of_the_format_is_the_same_whenever_it_is_made(module: ModuleType) -> None:
    assert module.__file__ is not None
    again = runpy.run_path(module.__file__)
    named = [name for name in vars(module) if name.isupper()]
    assert len(named) > 1
    for name in named:
        assert described(again[name]) == described(vars(module)[name])


def described(made: object) -> object:
    """An entry, a table or several, as what can be compared."""
    if isinstance(made, tuple):
        return [described(one) for one in made]
    if isinstance(made, Entry):
        return made
    columns = getattr(made, "columns", None)
    if columns is not None:
        return [(column.name, column.required, column.says, column.kind.refers) for column in columns]
    return repr(made)
