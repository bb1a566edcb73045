"""What the two coders said, what is decided from it, and how far they agree (docs/coding.md)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import attrs
import krippendorff
import numpy as np
from numpy.typing import NDArray

from dissensus.domain.statements import STATEMENT_KINDS

CODES = Path(__file__).resolve().parent.parent / "coding"

RECORDS = {"incident": "rung", "line": "rung", "statement": "kind"}
"""What was coded, and which field of it."""

KINDS_IN_ORDER = (
    "condition",
    "intent",
    "threat",
    "norm",
    "principle",
    "interest",
    "cause",
    "policy",
    "status",
    "fact",
    "interpretation",
    "assumption",
    "assessment",
)
"""The kinds in the order of the table of docs/coding.md: of two, the one that stands higher is taken."""

Code: TypeAlias = "int | str | None"
Codes: TypeAlias = Mapping[tuple[str, str], Code]


@attrs.frozen
class Coding:
    """The codes of the two coders, by kind of record and id; None is an answer: no rung describes it."""

    a: Codes
    b: Codes

    def __attrs_post_init__(self) -> None:
        apart = set(self.a) ^ set(self.b)
        if apart:
            raise ValueError(f"only one coder has {sorted(apart)}: both code every record")

    def of(self, record: str, record_id: str) -> tuple[Code, Code]:
        """What each coder said of that record."""
        return self.a[record, record_id], self.b[record, record_id]

    def rung(self, record: str, record_id: str) -> int | None:
        """The rung decided.

        >>> coding = Coding({("line", "L1"): 5, ("line", "L2"): 4}, {("line", "L1"): 6, ("line", "L2"): None})
        >>> coding.rung("line", "L1"), coding.rung("line", "L2")
        (5, None)
        """
        a, b = self.of(record, record_id)
        if not isinstance(a, int) or not isinstance(b, int) or abs(a - b) > 1:
            return None
        return min(a, b)

    def kind(self, record_id: str) -> str:
        """The kind decided.

        >>> Coding({("statement", "S1"): "fact"}, {("statement", "S1"): "norm"}).kind("S1")
        'norm'
        """
        return min(map(str, self.of("statement", record_id)), key=KINDS_IN_ORDER.index)


def read_coding(folder: Path = CODES) -> Coding:
    """Both coders' files. Raises ValueError for a kind or a record that the rules do not know."""
    return Coding(_read(folder / "coder_a.csv"), _read(folder / "coder_b.csv"))


def _read(path: Path) -> Codes:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    codes = {(row["record"], row["id"]): _code(row["record"], row["code"]) for row in rows}
    if len(codes) != len(rows):
        raise ValueError(f"{path.name} codes a record twice")
    return codes


def _code(record: str, code: str) -> Code:
    if RECORDS[record] == "rung":
        return int(code) if code else None
    if code not in STATEMENT_KINDS:
        raise ValueError(f"{code!r} is no kind of statement: use one of {', '.join(STATEMENT_KINDS)}")
    return code


@attrs.frozen(kw_only=True)
class Agreement:
    """How far the coders agree on one kind of record.

    `share` counts null as a code like any other; `alpha` takes it as missing, so it speaks of the records
    that both coders placed (`both`).
    """

    record: str
    n: int
    share: float
    alpha: float
    both: int
    nulls: tuple[int, int]


def agreement(coding: Coding, record: str) -> Agreement:
    """Per cent agreement and Krippendorff's alpha, nominal for kinds and ordinal for rungs."""
    pairs = [coding.of(kind, record_id) for kind, record_id in coding.a if kind == record]
    level: Literal["ordinal", "nominal"] = "ordinal" if RECORDS[record] == "rung" else "nominal"
    return Agreement(
        record=record,
        n=len(pairs),
        share=sum(a == b for a, b in pairs) / len(pairs),
        alpha=krippendorff.alpha(reliability_data=_numbers(pairs), level_of_measurement=level),
        both=sum(a is not None and b is not None for a, b in pairs),
        nulls=(sum(a is None for a, _ in pairs), sum(b is None for _, b in pairs)),
    )


def _numbers(pairs: list[tuple[Code, Code]]) -> NDArray[np.float64]:
    """Codes as numbers, coders by rows: (2, N); a null is NaN, which the alpha takes as missing."""
    return np.array([[_number(code) for code in coder] for coder in zip(*pairs, strict=True)])


def _number(code: Code) -> float:
    if code is None:
        return np.nan
    return float(code if isinstance(code, int) else KINDS_IN_ORDER.index(code))


def table(coding: Coding) -> str:
    """The agreement as the table that docs/coding.md prints."""
    lines = [
        "| coded | records | same code | Krippendorff's alpha | coded by both | null by A | null by B |",
        "|---|---|---|---|---|---|---|",
    ]
    for record, field in RECORDS.items():
        found = agreement(coding, record)
        level = "ordinal" if field == "rung" else "nominal"
        lines.append(
            f"| {field} of {_article(record)} | {found.n} | {found.share:.1%} | {found.alpha:.3f} ({level}) "
            f"| {found.both} | {found.nulls[0]} | {found.nulls[1]} |"
        )
    return "\n".join(lines)


def differences(coding: Coding) -> str:
    """Every record that the coders coded differently, and what was decided, as a table."""
    lines = ["| record | coder A | coder B | decided |", "|---|---|---|---|"]
    for record, record_id in coding.a:
        a, b = coding.of(record, record_id)
        if a != b:
            decided = coding.rung(record, record_id) if RECORDS[record] == "rung" else coding.kind(record_id)
            lines.append(f"| {record_id} | {_shown(a)} | {_shown(b)} | {_shown(decided)} |")
    return "\n".join(lines)


def _article(record: str) -> str:
    return {"incident": "an incident", "line": "a red line", "statement": "a statement"}[record]


def _shown(code: Code) -> str:
    return "null" if code is None else str(code)
