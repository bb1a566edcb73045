"""`import dissensus as ds`: every name is there, and there for a type checker too."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import dissensus as ds
from dissensus import desk


@pytest.mark.parametrize("name", ds.__all__)
def test_every_name_is_at_hand(name: str) -> None:
    assert getattr(ds, name) is not None
    assert name in dir(ds)


def test_what_the_desk_offers_is_at_hand() -> None:
    functions = {name for name in desk.__all__ if name[0].islower()}
    assert functions <= set(ds.__all__)
    assert all(getattr(ds, name) is getattr(desk, name) for name in functions)


def test_a_type_checker_sees_the_same_names() -> None:
    tree = ast.parse(Path(ds.__file__).read_text(encoding="utf-8"))
    checked = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {alias.name for node in checked.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert seen | {"__version__"} == set(ds.__all__)


def test_a_name_that_is_not_there_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="'dissensus' has no attribute 'peace_of_mind'"):
        vars(ds)["__getattr__"]("peace_of_mind")
