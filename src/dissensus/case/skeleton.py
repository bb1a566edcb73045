"""The skeleton of a new case: every file that one needs to begin, each field explained where it stands.

What stands in the fields is an example and is marked as one; its answers say `synthetic`, so that nothing
made from them is taken for somebody's view.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from textwrap import fill

from dissensus.case.scalars import ID_PATTERN
from dissensus.domain.case import FORMAT
from dissensus.domain.errors import DissensusError
from dissensus.domain.statements import STATEMENT_KINDS
from dissensus.domain.texts import LANGUAGES

Say = Callable[[str], str]
"""An English sentence in the reader's language."""

Words = Mapping[str, str]

PERSONS = 6
"""Persons a side in the example: enough for figures to be told as usual."""

ROUND, DOMAIN, ISSUE = "r1", "access", "well"

_LONGEST_SIDE = 40
_WIDE = 100

_TITLE = {"en": "Example: a shared well", "ru": "Пример: общий колодец", "fr": "Exemple : un puits partagé"}
_SIDE = {"en": "Side {side} (example)", "ru": "Сторона {side} (пример)", "fr": "Partie {side} (exemple)"}
_ISSUE = {"en": "The well (example)", "ru": "Колодец (пример)", "fr": "Le puits (exemple)"}
_LADDER = {"en": "Access to the well", "ru": "Доступ к колодцу", "fr": "L'accès au puits"}
_RUNGS = (
    {"en": "Guards stand at the well", "ru": "У колодца стоит охрана", "fr": "Des gardes sont au puits"},
    {"en": "The path is closed at night", "ru": "Тропа ночью закрыта", "fr": "Le chemin est fermé la nuit"},
    {
        "en": "The well is closed to the other side",
        "ru": "Колодец закрыт для другой стороны",
        "fr": "Le puits est fermé à l'autre partie",
    },
    {"en": "The well is destroyed", "ru": "Колодец разрушен", "fr": "Le puits est détruit"},
)
_STATEMENTS: Mapping[str, tuple[str, Words]] = {
    "W1": (
        "policy",
        {
            "en": "The well is to be used by turns.",
            "ru": "Колодцем следует пользоваться по очереди.",
            "fr": "Le puits doit être utilisé à tour de rôle.",
        },
    ),
    "W2": (
        "fact",
        {
            "en": "There is water enough for everybody.",
            "ru": "Воды хватает на всех.",
            "fr": "Il y a assez d'eau pour tout le monde.",
        },
    ),
    "W3": (
        "norm",
        {
            "en": "What is agreed must be written down.",
            "ru": "Договорённости должны быть записаны.",
            "fr": "Ce qui est convenu doit être mis par écrit.",
        },
    ),
}
_FIRST_SIDE = {"W1": ("agree", 0.2), "W2": ("disagree", 0.3), "W3": ("agree", 0.7)}
_OTHER_SIDES = {"W1": ("agree", 0.3), "W2": ("agree", 0.8), "W3": ("agree", 0.4)}
"""What most of a side answer in the example, and the share of another side that they expect to agree."""


def skeleton(name: str, sides: Sequence[str], language: str, say: Say) -> dict[str, bytes]:
    """The files of a new case by name, with comments in the words of `say`.

    `name` is the id of the case, `sides` are those of its parties, two or more; `language` is en, ru or fr.
    Raises DissensusError where an id is none, a side is named twice, or the language is another.

    >>> list(skeleton("well", ["UP", "DOWN"], "en", str))[:3]
    ['case.yaml', 'parties.yaml', 'issues.yaml']
    >>> skeleton("well", ["UP", "UP"], "en", str)
    Traceback (most recent call last):
    dissensus.domain.errors.DissensusError: the side 'UP' is named twice; give each side an id of its own
    """
    _check(name, sides, language)
    files = {
        "case.yaml": _case(name, sides, language, say),
        "parties.yaml": _parties(sides, language, say),
        "issues.yaml": _issues(language, say),
        "statements.yaml": _statements(language, say),
        "ladders.yaml": _ladders(language, say),
        f"rounds/{ROUND}/round.yaml": _round(sides, say),
    }
    files |= {f"rounds/{ROUND}/{file}.csv": _csv(rows) for file, rows in _answers(sides).items()}
    return {file: text.encode() for file, text in files.items()}


def _check(name: str, sides: Sequence[str], language: str) -> None:
    for each in (name, *sides):
        if not ID_PATTERN.fullmatch(each):
            raise DissensusError(
                f"{each!r} is not an id; use letters, digits, hyphens, underscores and dots, at most 100, "
                "a letter or digit first"
            )
    for side in sides:
        if sides.count(side) > 1:
            raise DissensusError(f"the side {side!r} is named twice; give each side an id of its own")
        if len(side) > _LONGEST_SIDE:
            raise DissensusError(f"the side {side!r} is longer than {_LONGEST_SIDE} characters; shorten it")
    if len(sides) < 2:
        raise DissensusError("a case has two sides at least; name them, as in --sides UP,DOWN")
    if language not in LANGUAGES:
        raise DissensusError(f"there is no example in {language!r}; there is one in {', '.join(LANGUAGES)}")


def _note(say: Say, *sentences: str) -> str:
    """Sentences as a comment."""
    text = " ".join(map(say, sentences))
    return fill(text, _WIDE, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False) + "\n"


def _text(words: Words, language: str, **values: str) -> str:
    """A text of the case, as YAML takes it whatever it holds."""
    return f"{{{language}: {json.dumps(words[language].format(**values), ensure_ascii=False)}}}"


def _case(name: str, sides: Sequence[str], language: str, say: Say) -> str:
    return "".join(
        (
            _note(say, _("What this case is. Lines that begin with # are for you; the program skips them.")),
            _note(
                say,
                _("Everything here is an example: put your own in its place, and run `dissensus check`."),
            ),
            "\n",
            _note(say, _("The version of the format. Leave it as it is.")),
            f"format: {FORMAT}\n",
            _note(say, _("What the case is called in file names: letters, digits, hyphens.")),
            f"id: {_quoted(name)}\n",
            _note(say, _("What people call it, by language.")),
            f"title: {_text(_TITLE, language)}\n",
            _note(say, _("Every language that the texts of this case are in.")),
            f"languages: [{language}]\n",
            _note(say, _("Whose differences are mapped: two or more parties, by their ids in parties.yaml.")),
            f"sides: [{', '.join(map(_quoted, sides))}]\n",
            _note(say, _("You may add a summary, the day that the record speaks of, and terms of reuse:")),
            "# summary: ...\n# as_of: 2019-04-15\n# licence: CC-BY-4.0\n",
        )
    )


def _parties(sides: Sequence[str], language: str, say: Say) -> str:
    head = _note(
        say,
        _("Who there is. The id is what other files call the party; the name is what people read."),
        _("A kind (state, alliance, village) and members may stand below the name."),
    )
    return head + "".join(
        f"- id: {_quoted(side)}\n  name: {_text(_SIDE, language, side=side)}\n" for side in sides
    )


def _issues(language: str, say: Say) -> str:
    head = _note(
        say,
        _("What it is about. Statements and ladders are grouped by these issues."),
        _("Domains are the ladders of activities that belong to the issue, by their ids in ladders.yaml."),
    )
    return head + f"- id: {ISSUE}\n  title: {_text(_ISSUE, language)}\n  domains: [{DOMAIN}]\n"


def _statements(language: str, say: Say) -> str:
    head = _note(
        say,
        _("What one can agree or disagree with: one thought a sentence, meaning the same to every side."),
        _("A wording that only one side would use makes every answer to it useless."),
    )
    head += _note(say, _("The kind is one of these:"))
    head += fill(", ".join(STATEMENT_KINDS), _WIDE, initial_indent="#   ", subsequent_indent="#   ") + "\n"
    return head + "".join(
        f"- id: {name}\n  issue: {ISSUE}\n  kind: {kind}\n  text: {_text(words, language)}\n"
        for name, (kind, words) in _STATEMENTS.items()
    )


def _ladders(language: str, say: Say) -> str:
    head = _note(
        say,
        _("Activities from the mildest to the gravest. A red line is the first rung that is not tolerated."),
        _("Rungs are numbered from 1; the domain is what other files call the ladder."),
    )
    rungs = "".join(
        f"    - id: {DOMAIN}-{number}\n      rung: {number}\n      activity: {_text(words, language)}\n"
        for number, words in enumerate(_RUNGS, 1)
    )
    return head + f"- domain: {DOMAIN}\n  title: {_text(_LADDER, language)}\n  rungs:\n{rungs}"


def _round(sides: Sequence[str], say: Say) -> str:
    by_side = "".join(f"  {_quoted(side)}: " + "{0}\n" for side in sides)
    return "".join(
        (
            _note(say, _("The terms of one round of answers. Its id is the name of this folder.")),
            _note(say, _("In which unit each side answers: person, member, or party (it answers as one).")),
            "unit:\n" + by_side.format("person"),
            _note(say, _("How many of each side were asked, whether or not they answered.")),
            "roll:\n" + by_side.format(PERSONS),
            _note(say, _("The statements that were asked, and the ladders, by their ids.")),
            f"statements: [{', '.join(_STATEMENTS)}]\nladders: [{DOMAIN}]\n",
            _note(
                say,
                _("The answers beside this file are an example that nobody gave, and this says so: true."),
                _("When you have put real answers in their place, take the line out."),
            ),
            "synthetic: true\n",
            "\n",
            _note(say, _("The answers stand in four tables beside this file; open them in any spreadsheet.")),
            *(_note(say, sentence) for sentence in _TABLES),
        )
    )


def _(message: str) -> str:
    """Mark a sentence for translation."""
    return message


_TABLES = (
    _("participants.csv: everybody who took part, under a pseudonym, with the party."),
    _("The participant that is called like its party is the party itself: it gives the red lines."),
    _("stances.csv: agree, unsure or disagree, and importance from 0 (none) to 3 (very important)."),
    _("predictions.csv: of those of the other party who take a side, the share that will agree, 0 to 1."),
    _("lines.csv: the first rung that the owner does not tolerate, at lowest, likeliest and highest."),
    _("Kind own: the owner's own line. Kind believed: where the participant thinks the line is."),
)


def _answers(sides: Sequence[str]) -> dict[str, list[Sequence[object]]]:
    """The example's answers by table; in each side the last person differs from the others."""
    tables: dict[str, list[Sequence[object]]] = {
        "participants": [("participant", "party")],
        "stances": [("participant", "statement", "stance", "importance")],
        "predictions": [("participant", "about", "statement", "share")],
        "lines": [("participant", "owner", "domain", "lowest", "likeliest", "highest", "kind")],
    }
    for place, side in enumerate(sides):
        line = len(_RUNGS) - (place == 0)
        tables["participants"].append((side, side))
        tables["lines"].append((side, side, DOMAIN, line, line, line, "own"))
        for person in range(1, PERSONS + 1):
            _one(tables, f"{side}-person-{person}", side, sides, differs=person == PERSONS)
    return tables


def _one(
    tables: Mapping[str, list[Sequence[object]]], who: str, side: str, sides: Sequence[str], *, differs: bool
) -> None:
    """Everything that one person of a side answers."""
    answers = _FIRST_SIDE if side == sides[0] else _OTHER_SIDES
    tables["participants"].append((who, side))
    for place, (statement, (stance, share)) in enumerate(answers.items()):
        tables["stances"].append((who, statement, "unsure" if differs else stance, 3 - place))
        for other in sides:
            if other != side:
                expected = round(share + 0.1 * differs, 2)
                tables["predictions"].append((who, other, statement, expected))
    for other in sides:
        if other != side:
            believed = 2 + differs
            tables["lines"].append((who, other, DOMAIN, believed, believed, believed + 1, "believed"))


def _quoted(name: str) -> str:
    """An id as YAML takes it: in quotation marks where it might be read as a number or a truth value."""
    return name if name[0].isalpha() and name.lower() not in _NOT_WORDS else json.dumps(name)


_NOT_WORDS = {"true", "false", "yes", "no", "on", "off", "y", "n", "null"}


def _csv(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
