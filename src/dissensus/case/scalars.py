"""Kinds of single values: each turns what is written in a file into a value, and the value back.

A kind judges one piece of text and knows nothing of files: the same kinds serve YAML fields, CSV cells and
the table in the documentation that says what a field may hold.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import attrs

from dissensus.case.emit import Literal
from dissensus.domain.dates import Date

ID_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")

_DIGITS = re.compile(r"[-+]?[0-9]{1,300}")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")


_NOUNS = {"actor": "party or member", "domain": "ladder"}


def noun(register: str) -> str:
    """What the ids of a register stand for, in words."""
    return _NOUNS.get(register, register)


def one(named: str) -> str:
    """The noun with its article.

    >>> one("issue"), one("party")
    ('an issue', 'a party')
    """
    return f"{'an' if named[0] in 'aeiou' else 'a'} {named}"


class WrongError(Exception):
    """A value that its kind does not take: what is wrong with it, and what to do."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what, self.todo = what, todo


class ScalarKind(Protocol):
    """What a single value may be."""

    @property
    def says(self) -> str:
        """What the value may be, in a few words."""

    @property
    def refers(self) -> str | None:
        """The register whose ids the value must be one of, or None."""

    @property
    def gives(self) -> str | None:
        """The register that the value enters a new id into, or None."""

    def parse(self, text: str) -> Any:
        """The value that is written; raises WrongError."""

    def print(self, value: Any) -> str:
        """The value as it is written."""


@attrs.frozen
class String:
    """Words, as they stand."""

    says: str = "text"
    refers: str | None = None
    gives: str | None = None

    def parse(self, text: str) -> str:
        """The words; nothing but blanks is refused."""
        if not text.strip():
            raise WrongError("is empty", "Write null or leave it out where the material says nothing.")
        return text

    def print(self, value: str) -> str:
        """The words."""
        return value


@attrs.frozen
class Identifier:
    """An id: what other records refer to this one by."""

    gives: str | None = None
    says: str = "id"
    refers: str | None = None

    def parse(self, text: str) -> str:
        """The id.

        >>> Identifier().parse("Crimea 2014")
        Traceback (most recent call last):
        dissensus.case.scalars.WrongError: 'Crimea 2014' is not an id
        """
        if not ID_PATTERN.fullmatch(text):
            raise WrongError(
                f"{_shown(text)} is not an id",
                "Use letters, digits, hyphens, underscores and dots, at most 100, a letter or digit first.",
            )
        return text

    def print(self, value: str) -> str:
        """The id."""
        return value


@attrs.frozen
class Reference:
    """The id of something that the case describes elsewhere."""

    refers: str
    gives: str | None = None

    @property
    def says(self) -> str:
        """What the value may be, in a few words."""
        return f"id of {one(noun(self.refers))}"

    def parse(self, text: str) -> str:
        """The id; whether it is known is seen when everything has been read."""
        return Identifier().parse(text)

    def print(self, value: str) -> str:
        """The id."""
        return value


@attrs.frozen
class Choice:
    """One of a few words; `make` turns the word into the value that stands for it."""

    words: tuple[str, ...]
    make: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    refers: str | None = None
    gives: str | None = None

    @property
    def says(self) -> str:
        """What the value may be, in a few words."""
        return self.words[0] if len(self.words) == 1 else "one of " + ", ".join(self.words)

    def parse(self, text: str) -> Any:
        """The value that the word stands for."""
        if text not in self.words:
            raise WrongError(f"{_shown(text)} is none of {', '.join(self.words)}", "Write one of these.")
        return self.make(text)

    def print(self, value: Any) -> str:
        """The word."""
        return self.write(value)


def coded(codes: Mapping[str, Any]) -> Choice:
    """A choice whose words stand for the given values."""
    words = {value: word for word, value in codes.items()}
    return Choice(tuple(codes), make=codes.__getitem__, write=lambda value: words.get(value, str(value)))


def choice(words: Sequence[str], make: Callable[[str], Any] = str) -> Choice:
    """A choice of words that stand for themselves, or for what `make` makes of them."""
    return Choice(tuple(words), make=make)


@attrs.frozen
class Whole:
    """A whole number from `low` to `high`."""

    low: int | None = None
    high: int | None = None
    refers: str | None = None
    gives: str | None = None

    @property
    def says(self) -> str:
        """What the value may be, in a few words."""
        return f"whole number{_bounds(self.low, self.high)}"

    def parse(self, text: str) -> int:
        """The number."""
        if not _DIGITS.fullmatch(text):
            raise WrongError(f"{_shown(text)} is not a whole number", "Write digits only.")
        return int(_within(int(text), self.low, self.high, text))

    def print(self, value: int) -> str:
        """The number."""
        return Literal(value)


@attrs.frozen
class Number:
    """A finite number from `low` to `high`."""

    low: float | None = None
    high: float | None = None
    refers: str | None = None
    gives: str | None = None

    @property
    def says(self) -> str:
        """What the value may be, in a few words."""
        return f"number{_bounds(self.low, self.high)}"

    def parse(self, text: str) -> float:
        """The number.

        >>> Number(0, 1).parse("0,5")
        Traceback (most recent call last):
        dissensus.case.scalars.WrongError: '0,5' is not a number
        """
        if not _NUMBER.fullmatch(text):
            raise WrongError(f"{_shown(text)} is not a number", "Write it as 0.5, with a point and no unit.")
        value = float(text)
        if not math.isfinite(value):
            raise WrongError(f"{_shown(text)} is too large for a number", "Write a smaller number.")
        return _within(value, self.low, self.high, text)

    def print(self, value: float) -> str:
        """The number, with as many digits as it needs to come back the same."""
        return Literal(repr(float(value)).removesuffix(".0"))


@attrs.frozen
class YesNo:
    """True or false."""

    says: str = "true or false"
    refers: str | None = None
    gives: str | None = None

    def parse(self, text: str) -> bool:
        """The truth value."""
        if text not in ("true", "false"):
            raise WrongError(f"{_shown(text)} is neither true nor false", "Write true or false.")
        return text == "true"

    def print(self, value: bool) -> str:  # noqa: FBT001
        """The truth value."""
        return Literal("true" if value else "false")


@attrs.frozen
class When:
    """A date of the precision that is known."""

    says: str = "date"
    refers: str | None = None
    gives: str | None = None

    def parse(self, text: str) -> Date:
        """The date."""
        try:
            return Date(text)
        except ValueError as error:
            what, _, todo = str(error).partition(": ")
            raise WrongError(what, f"{todo[:1].upper()}{todo[1:]}.") from None

    def print(self, value: Date) -> str:
        """The date."""
        return Literal(value)


def _within(value: float, low: float | None, high: float | None, text: str) -> float:
    if (low is not None and value < low) or (high is not None and value > high):
        raise WrongError(f"{_shown(text)} is outside its scale", f"Write a number{_bounds(low, high)}.")
    return value


def _bounds(low: float | None, high: float | None) -> str:
    if low is None:
        return "" if high is None else f" of at most {high}"
    return f" of at least {low}" if high is None else f" from {low} to {high}"


def _shown(text: str) -> str:
    """The text as an error shows it: long text is cut."""
    return repr(text if len(text) <= 60 else text[:57] + "...")
