"""How a figure is put into words: with its interval and n, as a label, or with the reason for having none."""

from __future__ import annotations

from collections.abc import Iterable

from dissensus.engine.results import Cell, Label, Value, Withheld
from dissensus.reports.material import Material
from dissensus.reports.wording import LABELS, known, why

_NO_WIDTH = 1e-9


def reason(material: Material, cell: Withheld) -> str:
    """Why there is no figure, as a clause."""
    return why(material.words, cell.reason)


def share(material: Material, cell: Cell) -> str:
    """A share of 0 to 1 as per cent, its label, or a dash."""
    return _shown(material, cell, lambda value: material.words.percent(value))


def number(material: Material, cell: Cell, digits: int = 2) -> str:
    """A number, its label, or a dash."""
    return _shown(material, cell, lambda value: material.words.number(value, digits))


def _shown(material: Material, cell: Cell, say: object) -> str:
    assert callable(say)
    if isinstance(cell, Value):
        return str(say(cell.value))
    return known(material.words, LABELS, cell.label) if isinstance(cell, Label) else "–"


def certainty(material: Material, cell: Cell, digits: int | None = 2) -> str:
    """The interval and n of a figure of persons, or why there is none; `digits` None means per cent.

    An interval is named only where it has a width: with everybody answering there is no sampling error.
    """
    if isinstance(cell, Value):
        return _beside(material, cell, digits, count(material, cell.n))
    return _without_value(material, cell)


def over_statements(material: Material, cell: Cell, digits: int = 2) -> str:
    """The interval and n of a mean over statements, or why there is none."""
    if isinstance(cell, Value):
        n = material.words.plural("over {n} statement", "over {n} statements", cell.n)
        return _beside(material, cell, digits, n)
    return _without_value(material, cell)


def count(material: Material, n: int) -> str:
    """How many answered, kept on one line."""
    return material.words("n = {n}", n=material.words.number(n, 0)).replace(" ", "\u00a0")


def _beside(material: Material, cell: Value, digits: int | None, n: str) -> str:
    say = material.words
    if cell.interval is None or not has_width(cell):
        return n
    low, high = (say.percent(end) if digits is None else say.number(end, digits) for end in cell.interval)
    return say("{level} interval {low} to {high}, {n}", level=say.percent(0.9), low=low, high=high, n=n)


def _without_value(material: Material, cell: Label | Withheld) -> str:
    if isinstance(cell, Withheld):
        return reason(material, cell)
    return material.words("of a roll of {n}", n=material.words.number(cell.of, 0))


def has_width(cell: Cell) -> bool:
    """Whether a figure has an interval that is wider than nothing."""
    return (
        isinstance(cell, Value)
        and cell.interval is not None
        and cell.interval[1] - cell.interval[0] > _NO_WIDTH
    )


def no_sampling_error(material: Material, parties: Iterable[str], cells: Iterable[Cell]) -> str:
    """The remark that is due where the figures are of a roll and everybody on it answered; else empty."""
    sides = [material.sides[party] for party in parties if party in material.sides]
    values = [cell for cell in cells if isinstance(cell, Value)]
    whole = bool(sides) and all(side.respondents >= side.roll > 0 for side in sides)
    if not material.turnout_told or not (whole and values and all(cell.target == "roll" for cell in values)):
        return ""
    return material.words("Everybody asked answered: no sampling error, but answers may still waver.")


def part_of(material: Material, n: int, of: int) -> str:
    """So many of so many statements."""
    say = material.words
    return say.plural("{part} of {n} statement", "{part} of {n} statements", of, part=say.number(n, 0))


def joined(*sentences: str) -> str:
    """Sentences one after another, without those that are empty."""
    return " ".join(sentence for sentence in sentences if sentence)
