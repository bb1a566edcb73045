"""What the columns and cells of somebody else's table mean: said by options, or in a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

import attrs

from dissensus.case.nodes import Mapped, Node, Scalar, UnreadableError, compose
from dissensus.case.reading import Reading, nearest
from dissensus.domain.errors import CaseError, DissensusError
from dissensus.domain.stances import STANCES

FIELDS = ("participant", "party", "statement", "stance", "importance", "about", "share")
"""What a column may hold, one row an answer."""

OF_A_STATEMENT = ("stance", "importance", "share")
"""What a column may hold of one statement, one row a participant."""

JOKER = "*"
"""In a column's name and in what it holds: the id of each statement in turn."""

_T = TypeVar("_T")
_NUMBER = re.compile(r"[-+]?[0-9]{1,30}(?:[.,][0-9]{1,30})?")


class MeaningError(Exception):
    """What was said of columns or cells and means nothing: what is wrong, and what to do."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(f"{what}. {todo}")
        self.what, self.todo = what, todo


@attrs.frozen
class Holds:
    """What a column holds: a field, and where it is of one statement that statement, and about whom."""

    field: str
    statement: str | None = None
    about: str | None = None

    @classmethod
    def of(cls, text: str) -> Holds:
        """What is written as `field`, `field:statement` or `share:statement:party`.

        >>> Holds.of("share:W1:UP")
        Holds(field='share', statement='W1', about='UP')
        >>> Holds.of("stance:")
        Traceback (most recent call last):
        dissensus.case.foreign.mapping.MeaningError: 'stance:' names nothing. Say what it is of.
        """
        field, *rest = text.strip().split(":")
        if field not in FIELDS:
            raise MeaningError(
                f"there is no field {field!r}", f"{nearest(field, FIELDS)}The fields are {', '.join(FIELDS)}."
            )
        most = {"share": 2, "stance": 1, "importance": 1}.get(field, 0)
        if not all(rest):
            raise MeaningError(f"{text!r} names nothing", "Say what it is of.")
        if len(rest) > most:
            todo = "Write stance:STATEMENT, importance:STATEMENT or share:STATEMENT:PARTY."
            raise MeaningError(f"{text!r} is no field of a statement", todo)
        return cls(field, *rest)

    def __str__(self) -> str:
        return ":".join(part for part in (self.field, self.statement, self.about) if part is not None)


@attrs.frozen
class Span:
    """Numbers from `low` to `high`, both included, that mean one stance."""

    stance: str
    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, stance: str, text: str) -> Span:
        """What is written as `4..5`, or as a single number.

        >>> Span.of("agree", "4..5").high
        Decimal('5')
        >>> Span.of("agree", "5..4")
        Traceback (most recent call last):
        dissensus.case.foreign.mapping.MeaningError: '5..4' ends before it begins. Write the lower end first.
        """
        if stance not in STANCES:
            raise MeaningError(f"{stance!r} is no stance", f"Write one of {', '.join(STANCES)}.")
        ends = [number(end.strip()) for end in text.split("..")]
        if len(ends) > 2 or None in ends:
            raise MeaningError(f"{text!r} is no span of numbers", "Write it as 4..5, or a single number.")
        low, high = ends[0], ends[-1]
        assert low is not None
        assert high is not None
        if low > high:
            raise MeaningError(f"{text!r} ends before it begins", "Write the lower end first.")
        return cls(stance, low, high)


def _folded(values: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What cells mean, whatever their capitals."""
    return {field: {text.casefold(): meaning for text, meaning in by.items()} for field, by in values.items()}


@attrs.frozen(kw_only=True)
class Meaning:
    """What columns and cells mean.

    `columns` by name, or by `#` and place from 1. `values` by field: what is written in a cell, whatever its
    capitals, and what it stands for; nothing is an answer that was not given. `spans` are the numbers that
    mean a stance. `percent`: shares are written as 0 to 100.
    """

    columns: Mapping[str, Holds] = attrs.field(factory=dict)
    values: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, converter=_folded)
    spans: tuple[Span, ...] = ()
    percent: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse spans of different stances that share a number."""
        for place, one in enumerate(self.spans):
            for other in self.spans[:place]:
                if one.stance != other.stance and one.low <= other.high and other.low <= one.high:
                    raise MeaningError(
                        f"the numbers of {other.stance} and {one.stance} overlap", "Let each number mean one."
                    )

    def stands_for(self, field: str, text: str) -> str | None:
        """What a cell of a field was said to mean; None where nothing was said of it."""
        return self.values.get(field, {}).get(text.casefold())


def number(text: str) -> Decimal | None:
    """The number that is written, with a point or a comma; None where it is none.

    >>> number("0,5"), number("-3"), number("1.000,5")
    (Decimal('0.5'), Decimal('-3'), None)
    """
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def from_options(
    columns: Iterable[str], values: Iterable[str], spans: Mapping[str, str | None], *, percent: bool
) -> Meaning:
    """What options say: `COLUMN=FIELD`, `FIELD:TEXT=MEANING`, and the numbers of each stance.

    Raises DissensusError for one that says nothing.
    """
    try:
        return Meaning(
            columns=dict(_column(text) for text in columns),
            values=_by_field(_value(text) for text in values),
            spans=tuple(Span.of(stance, text) for stance, text in spans.items() if text is not None),
            percent=percent,
        )
    except MeaningError as error:
        raise DissensusError(str(error).rstrip(".")) from None


def over(first: Meaning, second: Meaning) -> Meaning:
    """The second meaning with the first put over it, where both say something.

    Raises DissensusError where the numbers of two stances would overlap.
    """
    fields = dict.fromkeys((*second.values, *first.values))
    mine = {span.stance for span in first.spans}
    try:
        return Meaning(
            columns={**second.columns, **first.columns},
            values={one: {**second.values.get(one, {}), **first.values.get(one, {})} for one in fields},
            spans=(*(span for span in second.spans if span.stance not in mine), *first.spans),
            percent=first.percent or second.percent,
        )
    except MeaningError as error:
        raise DissensusError(str(error).rstrip(".")) from None


def _column(text: str) -> tuple[str, Holds]:
    name, equals, holds = text.rpartition("=")
    if not equals or not name.strip():
        raise MeaningError(f"{text!r} maps nothing", "Write --map COLUMN=FIELD.")
    return " ".join(name.split()), Holds.of(holds)


def _value(text: str) -> tuple[str, str, str]:
    said, equals, meaning = text.rpartition("=")
    field, colon, cell = said.partition(":")
    if not equals or not colon or field not in FIELDS or not cell.strip():
        todo = "Write --value FIELD:TEXT=MEANING, as in --value stance:yes=agree."
        raise MeaningError(f"{text!r} gives no cell a meaning", todo)
    return field, cell.strip(), meaning.strip()


def _by_field(values: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for field, cell, meaning in values:
        found.setdefault(field, {})[cell] = meaning
    return found


def from_file(file: str, data: bytes) -> Meaning:
    """What a mapping file says; YAML with `columns`, `values`, `scale` and `percent`, each may be missing.

    Raises CaseError with every problem that it has.

    >>> said = from_file("map.yaml", b"columns: {Side: party}\\nscale: {agree: 4..5, disagree: 1..2}")
    >>> said.columns["Side"].field, [span.stance for span in said.spans]
    ('party', ['agree', 'disagree'])
    """
    at = Reading(file)
    try:
        node, repeated = compose(data.decode())
    except UnreadableError as error:
        at.wrong(error.line, error.what, error.todo)
        raise CaseError(at.problems) from None
    except UnicodeDecodeError:
        at.wrong(None, "the file is not UTF-8", "Save it as UTF-8.")
        raise CaseError(at.problems) from None
    for name in repeated:
        what = f"the name {name.name!r} is given twice, first in line {name.first}"
        at.wrong(name.line, what, "Take one of them out.")
    meaning = _meaning(node, at)
    if meaning is None or at.problems:
        raise CaseError(at.problems)
    return meaning


def _meaning(node: Node | None, at: Reading) -> Meaning | None:
    """What the document says; problems are noted, and None is returned where the whole makes no sense."""
    parts = _parts(node, at)
    columns = dict(_judged(_pairs(parts.get("columns"), at), _named, at))
    values = [
        (field, cell, text)
        for field, inside in _inside(parts.get("values"), at)
        for cell, (_, text) in _pairs(inside, at).items()
    ]
    spans = _judged(_pairs(parts.get("scale"), at), lambda name, text: (name, Span.of(name, text)), at)
    percent = parts.get("percent", Scalar(1, "false"))
    if not isinstance(percent, Scalar) or percent.text not in ("true", "false"):
        at.wrong(percent.line, "percent is neither true nor false", "Write one of the two.")
    try:
        return Meaning(
            columns=columns,
            values=_by_field(values),
            spans=tuple(span for _, span in spans),
            percent=isinstance(percent, Scalar) and percent.text == "true",
        )
    except MeaningError as error:
        at.wrong(parts["scale"].line, error.what, error.todo)
        return None


_PARTS = ("columns", "values", "scale", "percent")


def _parts(node: Node | None, at: Reading) -> dict[str, Node]:
    """The parts of the document by name."""
    if not isinstance(node, Mapped):
        at.wrong(1, "the file maps nothing", f"Write a mapping with {', '.join(_PARTS)}.")
        return {}
    for name, (line, _) in node.pairs.items():
        if name not in _PARTS:
            todo = f"{nearest(name, _PARTS)}The parts are {', '.join(_PARTS)}."
            at.wrong(line, f"there is no part {name!r}", todo)
    return {name: inside for name, (_, inside) in node.pairs.items() if name in _PARTS}


def _inside(node: Node | None, at: Reading) -> Iterator[tuple[str, Node]]:
    """The values of each field."""
    if node is None:
        return
    if not isinstance(node, Mapped):
        at.wrong(node.line, "values are given by field", "Write them as stance: {yes: agree}.")
        return
    for field, (line, inside) in node.pairs.items():
        if field not in FIELDS:
            todo = f"{nearest(field, FIELDS)}The fields are {', '.join(FIELDS)}."
            at.wrong(line, f"there is no field {field!r}", todo)
        yield field, inside


def _pairs(node: Node | None, at: Reading) -> dict[str, tuple[int, str]]:
    """A mapping of text to text, each with its line."""
    if node is None:
        return {}
    if not isinstance(node, Mapped):
        at.wrong(node.line, "a mapping should stand here", "Write each as name: meaning.")
        return {}
    found: dict[str, tuple[int, str]] = {}
    for name, (line, value) in node.pairs.items():
        if isinstance(value, Scalar):
            found[name] = (line, "" if value.is_null else value.text)
        else:
            at.wrong(line, f"{name!r} means more than one thing", "Write one word.")
    return found


def _named(name: str, text: str) -> tuple[str, Holds]:
    return " ".join(name.split()), Holds.of(text)


def _judged(
    pairs: Mapping[str, tuple[int, str]], judge: Callable[[str, str], tuple[str, _T]], at: Reading
) -> list[tuple[str, _T]]:
    """Each pair as it is judged; one that means nothing is noted with its line."""
    found: list[tuple[str, _T]] = []
    for name, (line, text) in pairs.items():
        try:
            found.append(judge(name, text))
        except MeaningError as error:
            at.wrong(line, error.what, error.todo)
    return found
