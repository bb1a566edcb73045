"""JSON text as the same nodes that YAML gives, so that attributes and results are read in one way."""

from __future__ import annotations

import json
from typing import Any

from dissensus.case.nodes import DEEPEST, FORBIDDEN, Listed, Mapped, Node, Scalar, UnreadableError

_MEND = "Write it as JSON."


def compose(text: str, line: int | None = None) -> Node:
    """The value of a JSON text, as if all of it stood on `line`; None where the text is a file of its own.

    Raises UnreadableError where it is no JSON, has a name twice, a number that is not finite, control
    characters or too many levels; of a file of its own the line is given only where the text is no JSON.

    >>> compose('{"a": [1, "b"]}').pairs["a"][1].items[1]
    Scalar(line=1, text='b', plain=False)
    """

    def number(digits: str) -> Scalar:
        return Scalar(line or 1, digits)

    def constant(word: str) -> Scalar:
        raise UnreadableError(line, f"{word} is no finite number", "Write null where there is no number.")

    def mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise UnreadableError(line, f"the name {twice!r} is given twice", "Take one out.")
        return found

    try:
        value = json.loads(
            text,
            parse_int=number,
            parse_float=number,
            parse_constant=constant,
            object_pairs_hook=mapping,
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(line or error.lineno, f"this is not JSON: {error.msg}", _MEND) from None
    except RecursionError:
        raise _deep(line) from None
    return _node(value, line, 0)


def _node(value: Any, line: int | None, depth: int) -> Node:
    if depth > DEEPEST:
        raise _deep(line)
    at = line or 1
    if isinstance(value, Scalar):
        return value
    if isinstance(value, dict):
        names = {_sound(name, line): (at, _node(inner, line, depth + 1)) for name, inner in value.items()}
        return Mapped(at, names)
    if isinstance(value, list):
        return Listed(at, tuple(_node(inner, line, depth + 1) for inner in value))
    if isinstance(value, str):
        return Scalar(at, _sound(value, line), plain=False)
    return Scalar(at, {None: "null", True: "true", False: "false"}[value])


def _sound(text: str, line: int | None) -> str:
    found = FORBIDDEN.search(text)
    if found:
        what = f"the text holds the control character U+{ord(found[0]):04X}"
        raise UnreadableError(line, what, "Take it out.")
    return text


def _deep(line: int | None) -> UnreadableError:
    return UnreadableError(
        line, f"lists and mappings stand more than {DEEPEST} deep here", "Write it flatter."
    )
