"""Canonical YAML: what it looks like, and that any reader of YAML takes it as it was meant."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from ruamel.yaml import YAML

from dissensus.case.emit import WIDTH, Literal, emit
from dissensus.case.nodes import FORBIDDEN, Listed, Mapped, Node, Scalar, compose
from tests.case.any_value import ODD_TEXTS, raw_texts


def plain(node: Node | None) -> Any:
    """Nodes as lists, mappings and text."""
    if isinstance(node, Listed):
        return [plain(inner) for inner in node.items]
    if isinstance(node, Mapped):
        return {name: plain(inner) for name, (_, inner) in node.pairs.items()}
    assert isinstance(node, Scalar)
    return None if node.is_null else node.text


def as_value(text: str) -> str:
    """How a text is written as the value of a name."""
    written = emit({"a": text})
    assert written.startswith("a:")
    assert written.endswith("\n")
    return written[2:-1].removeprefix(" ")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A plain sentence, with commas.", "A plain sentence, with commas."),
        ("Была", "Была"),
        ("« Oui »", "'« Oui »'"),
        ("(so it is)", "'(so it is)'"),
        ("https://a.org/x?y=1#z", "https://a.org/x?y=1#z"),
        ("air-01", "air-01"),
        ("3 ships", "3 ships"),
        ("2019-04", "2019-04"),
        ("2019-04-15", "'2019-04-15'"),
        ("2019-4-5 at noon", "'2019-4-5 at noon'"),
        ("2009/2021", "2009/2021"),
        ("9M729", "9M729"),
        ("1:30", "'1:30'"),
        ("1_000", "'1_000'"),
        ("1e3", "'1e3'"),
        ("1e", "'1e'"),
        (".5", "'.5'"),
        ("-3", "'-3'"),
        ("+3.25", "'+3.25'"),
        ("0x1F", "'0x1F'"),
        ("0o17", "'0o17'"),
        ("0b1", "'0b1'"),
        ("no", "'no'"),
        ("Off", "'Off'"),
        ("YES", "'YES'"),
        ("on", "'on'"),
        ("true", "'true'"),
        ("False", "'False'"),
        ("null", "'null'"),
        ("n", "n"),
        ("nothing", "nothing"),
        ("~", "'~'"),
        ("", "''"),
        (" ", "' '"),
        ("a ", "'a '"),
        (" a", "' a'"),
        ("a: b", "'a: b'"),
        ("a:b", "a:b"),
        ("a:", "'a:'"),
        ("a #b", "'a #b'"),
        ("a# b", "a# b"),
        ("#a", "'#a'"),
        ("it's", "it's"),
        ("'it'", "'''it'''"),
        ('say "it"', 'say "it"'),
        ('"it"', "'\"it\"'"),
        ("a\\b", "a\\b"),
        ("a\tb", '"a\\tb"'),
        ('a\t"b\\', '"a\\t\\"b\\\\"'),
        ("\u202eabc", '"\\u202eabc"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\x85b", '"a\\x85b"'),
        ("a\ufeff", '"a\\ufeff"'),
        ("a\nb", "|-\n  a\n  b"),
        ("a\n\n\nb: c #d", "|-\n  a\n\n\n  b: c #d"),
        ("a\n", '"a\\n"'),
        ("\na", '"\\na"'),
        ("a\n b", '"a\\n b"'),
        ("a \nb", '"a \\nb"'),
        ("a\nb\tc", '"a\\nb\\tc"'),
        ("# a\nb", '"# a\\nb"'),
        ("- a\nb", '"- a\\nb"'),
        ("%a\nb", '"%a\\nb"'),
    ],
)
def test_text_is_written_with_the_marks_that_it_needs(text: str, written: str) -> None:
    assert as_value(text) == written


def test_words_are_folded_at_blanks() -> None:
    text = " ".join(["word"] * 60)
    first, *rest = emit([{"said": text}]).splitlines()
    assert first == "- said: " + " ".join(["word"] * 20)
    assert [len(line) for line in (first, *rest)] == [107, 108, 98]
    assert {line[:4] for line in rest} == {"    "}
    assert " ".join([first.removeprefix("- said: "), *(line.strip() for line in rest)]) == text


@pytest.mark.parametrize("text", ["x" * 200, "a" * 60 + "  " + "b" * 60, "word " * 40 + "#: " + "y" * 120])
def test_no_line_breaks_but_at_a_single_blank(text: str) -> None:
    assert plain(compose(emit({"a": text}))[0]) == {"a": text}
    assert plain(compose(emit({"a": [text, {"b": text}]}))[0]) == {"a": [text, {"b": text}]}


def test_a_word_ends_at_the_very_edge() -> None:
    edge = "y" * (WIDTH - len("a: x "))
    assert emit({"a": f"x {edge}"}) == f"a: x {edge}\n"
    assert emit({"a": f"x {edge}y"}) == f"a: x\n  {edge}y\n"


def test_short_lists_stand_on_one_line() -> None:
    row = ["a" * 10] * 8
    assert emit({"a": row}) == "a: [" + ", ".join(row) + "]\n"
    most = ["a" * (WIDTH - len("a: []"))]
    assert emit({"a": most}) == f"a: [{most[0]}]\n"
    assert emit({"a": [most[0] + "a"]}) == f"a:\n  - {most[0]}a\n"
    assert emit([["a", "b"], ["c"]]) == "- - a\n  - b\n- - c\n"


@pytest.mark.parametrize(
    ("text", "written"),
    [("a,b", "'a,b'"), ("[a", "'[a'"), ("a]", "'a]'"), ("{a}", "'{a}'"), ("a:b", "'a:b'"), ("a?b", "'a?b'")],
)
def test_what_would_end_a_value_in_a_row_is_quoted_there(text: str, written: str) -> None:
    assert emit({"a": [text]}) == f"a: [{written}]\n"


def test_nested_values() -> None:
    value = {
        "list": [{"id": "a", "of": {"x": [], "y": {}}}, {"id": "b"}, "c", None],
        "map": {"1": None, "no": True, "f": 1.5, "n": Literal("2019")},
        "lines": ["a\nb", "c"],
    }
    assert emit(value) == (
        "list:\n"
        "  - id: a\n    of:\n      x: []\n      y: {}\n"
        "  - id: b\n  - c\n  - null\n"
        "map:\n  '1': null\n  'no': true\n  f: 1.5\n  n: 2019\n"
        "lines:\n  - |-\n    a\n    b\n  - c\n"
    )
    assert plain(compose(emit(value))[0]) == {
        "list": [{"id": "a", "of": {"x": [], "y": {}}}, {"id": "b"}, "c", None],
        "map": {"1": None, "no": "true", "f": "1.5", "n": "2019"},
        "lines": ["a\nb", "c"],
    }


def reads_the_same(value: Any) -> None:
    text = emit(value)
    assert plain(compose(text)[0]) == value
    assert YAML(typ="safe", pure=True).load(text) == value


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_texts_are_read_as_they_were(text: str) -> None:
    reads_the_same({"a": text, "list": [text, [text], {"b": text}], "map": {"c": [text]}})


@given(raw_texts, raw_texts)
def test_any_text_is_read_as_it_was(text: str, name: str) -> None:
    assert FORBIDDEN.search(text) is None
    reads_the_same([{name: text}, [text, name], text, {"a": {name: [text]}}])
