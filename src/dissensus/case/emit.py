"""Plain values as canonical YAML: the same value always gives the same bytes, whatever library reads them.

Text is folded at spaces so that a change of one word is a change of one line. What another reader of YAML
might take for a number, a date or a truth value is put in quotation marks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 110

_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_PLAIN = re.compile(r"[^\W_](?:[^:#]|:(?=\S)|(?<! )#)*(?<! )")
_IN_A_ROW = re.compile(r"[^,\[\]{}:?]*")
_AMBIGUOUS = re.compile(
    r"(?:null|true|false|yes|no|on|off"
    r"|[-+]?[\d_]+(?::[\d_]+)*(?:\.[\d_]*)?(?:e[-+]?\d*)?"
    r"|0[xob][\da-f_]+"
    r"|\d{4}-\d\d?-\d\d?.*)",
    re.IGNORECASE,
)
_BLOCK = re.compile(r"[^\s#%-](?:[^\n]*[^\s])?(?:\n+[^\s](?:[^\n]*[^\s])?)*")
_BREAK = re.compile(r"(?<=\S) (?=\S)")


class Literal(str):
    """Text that is written as it stands: a number, a date, a truth value of a field that says so."""

    __slots__ = ()


def emit(value: Any) -> str:
    """A list or mapping of plain values as YAML text.

    >>> print(emit([{"id": "no", "value": Literal("0.5"), "said": "Yes: both", "domains": ["air", "sea"]}]))
    - id: 'no'
      value: 0.5
      said: 'Yes: both'
      domains: [air, sea]
    <BLANKLINE>
    """
    return "".join(f"{line}\n" for line in _lines(value, 0))


def _lines(value: Any, indent: int) -> Iterator[str]:
    """The lines of a list or mapping that is not empty, each with its indent."""
    pad = " " * indent
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = _quoted(str(key), in_a_row=True)
            yield from _after(f"{pad}{name}:", inner, indent + 2)
        return
    for inner in value:
        if _is_block(inner):
            first, *rest = _lines(inner, indent + 2)
            yield f"{pad}- {first[indent + 2 :]}"
            yield from rest
        else:
            yield from _after(f"{pad}-", inner, indent + 2)


def _after(opening: str, value: Any, indent: int) -> Iterator[str]:
    """A value behind its name or dash; what does not fit there follows on lines of its own."""
    if _is_block(value):
        row = _row(value)
        if row is not None and len(opening) + 1 + len(row) <= WIDTH:
            yield f"{opening} {row}"
        else:
            yield opening
            yield from _lines(value, indent)
    elif isinstance(value, str) and not isinstance(value, Literal):
        yield from _text(opening, value, indent)
    else:
        yield f"{opening} {_short(value)}"


def _is_block(value: Any) -> bool:
    return isinstance(value, Mapping | Sequence) and not isinstance(value, str) and len(value) > 0


def _row(value: Any) -> str | None:
    """A list of short values on one line; None for mappings and for lists of anything longer."""
    if isinstance(value, Mapping) or any(_is_block(inner) or _has_break(inner) for inner in value):
        return None
    return "[" + ", ".join(_short(inner) for inner in value) + "]"


def _has_break(value: Any) -> bool:
    return isinstance(value, str) and "\n" in value


def _short(value: Any) -> str:
    """A scalar, or an empty list or mapping, on one line."""
    if isinstance(value, Literal):
        return str(value)
    if isinstance(value, str):
        return _quoted(value, in_a_row=True)
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, Sequence):
        return "[]"
    return json.dumps(value).replace("NaN", ".nan").replace("Infinity", ".inf")


def _text(opening: str, text: str, indent: int) -> Iterator[str]:
    """Words behind their name: as a block if they have lines of their own, else folded at spaces."""
    pad = " " * indent
    if "\n" in text and _BLOCK.fullmatch(text) and not _ESCAPED.search(text.replace("\n", "")):
        yield f"{opening} |-"
        for line in text.split("\n"):
            yield f"{pad}{line}" if line else ""
        return
    line = opening
    for number, word in enumerate(_BREAK.split(_quoted(text))):
        if number and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = f"{pad}{word}"
        else:
            line = f"{line} {word}"
    yield line


def _quoted(text: str, *, in_a_row: bool = False) -> str:
    """Text with the quotation marks that it needs, and no others."""
    if _ESCAPED.search(text):
        body = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{_ESCAPED.sub(_escape, body)}"'
    plain = _PLAIN.fullmatch(text) and not _AMBIGUOUS.fullmatch(text)
    if plain and (not in_a_row or _IN_A_ROW.fullmatch(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def _escape(found: re.Match[str]) -> str:
    named = {"\n": "\\n", "\t": "\\t"}
    code = ord(found[0])
    return named.get(found[0]) or (f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}")
