"""The names that a report gives to states, labels, arms, kinds and grades, and what each state means."""

from __future__ import annotations

import re
from typing import NamedTuple

from dissensus.i18n import Words


def marked(message: str) -> str:
    """The message itself; the name marks it for the catalogue where it stands away from `words(...)`."""
    return message


class StateWords(NamedTuple):
    """A state's name, its name over a list, and what it means."""

    one: str
    many: str
    means: str


ORDER = (
    "hidden difference",
    "one-sided",
    "imagined difference",
    "half-imagined",
    "unforeseen",
    "known difference",
    "shared ground",
    "split",
    "no common answer",
    "undetermined",
    "withheld",
)
"""The order in which states are told: what surprises most comes first."""

STATES = {
    "hidden difference": StateWords(
        marked("hidden difference"),
        marked("Hidden differences"),
        marked("The sides lean apart, and each expected the other to lean as it does itself."),
    ),
    "one-sided": StateWords(
        marked("one-sided difference"),
        marked("One-sided differences"),
        marked("The sides lean apart, and only one of them expected it."),
    ),
    "imagined difference": StateWords(
        marked("imagined difference"),
        marked("Imagined differences"),
        marked("The sides lean the same way, and each expected the other to lean away from it."),
    ),
    "half-imagined": StateWords(
        marked("half-imagined difference"),
        marked("Half-imagined differences"),
        marked("The sides lean the same way, and one of them did not expect it."),
    ),
    "unforeseen": StateWords(
        marked("unforeseen"),
        marked("Unforeseen"),
        marked("A side had no expectation of the other, or one of exactly one half."),
    ),
    "known difference": StateWords(
        marked("known difference"),
        marked("Known differences"),
        marked("The sides lean apart, and both expected it."),
    ),
    "shared ground": StateWords(
        marked("shared ground"),
        marked("Shared ground"),
        marked("The sides lean the same way, and both expected it."),
    ),
    "split": StateWords(
        marked("split"),
        marked("Split"),
        marked("A side leans neither way, so there is no common answer to expect."),
    ),
    "no common answer": StateWords(
        marked("no common answer"),
        marked("No common answer"),
        marked("At least one side has no answer that more than half of it holds."),
    ),
    "undetermined": StateWords(
        marked("undetermined"),
        marked("Undetermined"),
        marked("Nobody of a side takes a side, or the data do not tell which of two states it is."),
    ),
    "withheld": StateWords(
        marked("not shown"),
        marked("Not shown"),
        marked("There are too few answers, or they may not be shown."),
    ),
}

LABELS = {
    "most agree": marked("most agree"),
    "most disagree": marked("most disagree"),
    "no common answer": marked("no common answer"),
    "expects agreement": marked("agreement"),
    "expects disagreement": marked("disagreement"),
    "no common expectation": marked("no common expectation"),
    "[0,20)": marked("under 20% agree"),
    "[20,40)": marked("20 to 40% agree"),
    "[40,60]": marked("40 to 60% agree"),
    "(60,80]": marked("60 to 80% agree"),
    "(80,100]": marked("over 80% agree"),
    "nearer": marked("nearer than it is"),
    "at": marked("where it is"),
    "further": marked("further off than it is"),
    "under 1": marked("under 1"),
    "1 to 2": marked("1 to 2"),
    "over 2": marked("over 2"),
}
"""Labels of guarded sides, as they read in a table."""

BANDS = {
    "[0,20)": (0.0, 0.2),
    "[20,40)": (0.2, 0.4),
    "[40,60]": (0.4, 0.6),
    "(60,80]": (0.6, 0.8),
    "(80,100]": (0.8, 1.0),
}
"""The ends of the bands of shares."""

_OUTER = re.compile("([≤≥]) ([0-9]+) %")


def ends(label: str) -> tuple[float, float] | None:
    """The shares between which a label says that a share lies; None for a label that says none.

    >>> ends("[0,20)"), ends("≥ 90 %"), ends("≤ 10 %"), ends("most agree")
    ((0.0, 0.2), (0.9, 1.0), (0.0, 0.1), None)
    """
    if label in BANDS:
        return BANDS[label]
    found = _OUTER.fullmatch(label)
    if found is None:
        return None
    share = int(found[2]) / 100
    return (0.0, share) if found[1] == "≤" else (share, 1.0)


REASONS = {
    "nobody takes a side": marked("nobody takes a side"),
    "nobody gave a prediction": marked("nobody gave a prediction"),
    "nobody said how much it matters": marked("nobody said how much it matters"),
    "the owner gave no line": marked("the owner gave no line"),
    "nobody said where they believe the line is": marked("nobody said where they believe the line is"),
    "fewer than two own lines": marked("fewer than two own lines"),
    "ambiguity is of lines held, not of beliefs about them": marked(
        "ambiguity is of lines held, not of beliefs about them"
    ),
    "no answers": marked("no answers"),
    "no statements were held back": marked("no statements were held back"),
    "bits are shown from {n} people a side": marked("bits are shown from {n} people a side"),
    "shown from {n} people a side": marked("shown from {n} people a side"),
    "fewer than {n} answers": marked("fewer than {n} answers"),
    "no statement on which both sides answered": marked("no statement on which both sides answered"),
    "no statement of this arm has a fall": marked("no statement of this arm has a fall"),
    "no statement has a fall": marked("no statement has a fall"),
    "no statement was compared twice": marked("no statement was compared twice"),
    "labels are shown from {n} people a side": marked("labels are shown from {n} people a side"),
    "classes are shown from {n} people a side": marked("classes are shown from {n} people a side"),
    "figures are shown from {n} people a side": marked("figures are shown from {n} people a side"),
    "the unsure are not told apart from the silent where persons answer": marked(
        "the unsure are not told apart from the silent where persons answer"
    ),
    "a second figure of the same predictions is not shown": marked(
        "a second figure of the same predictions is not shown"
    ),
    "told to the owner of the line alone": marked("told to the owner of the line alone"),
    "how far apart a party's own people stand is for that party alone": marked(
        "how far apart a party's own people stand is for that party alone"
    ),
    "no statement was held back, so there is a change and no effect": marked("no statement was held back"),
    "too few people answered": marked("too few people answered"),
    "nothing was said to matter": marked("nothing was said to matter"),
    "no statement has a figure": marked("no statement has a figure"),
    "none of its statements matters to anybody": marked("none of its statements matters to anybody"),
    "nobody read it": marked("nobody read it"),
    "no signal has both a meaning and a reading": marked("no signal has both a meaning and a reading"),
    "no signal has a hostility both meant and read": marked("no signal has a hostility both meant and read"),
    "cohesion by person has figures from {n} people": marked(
        "cohesion by person has figures from {n} people"
    ),
    "no status is coded by that day": marked("no status is coded by that day"),
    "what happened after its entry into force is not coded": marked(
        "what happened after its entry into force is not coded"
    ),
    "the case names no date": marked("the case names no date"),
    "it is not published how many were asked": marked("it is not published how many were asked"),
    "the two were offered no answer in common": marked("the two were offered no answer in common"),
    "several answers could be given, so they do not add up to all": marked(
        "several answers could be given, so they do not add up to all"
    ),
}
"""Reasons that the engine gives for having no figure, `{n}` for a number; others read as they are."""

_NUMBER = re.compile("[0-9]+")


def why(words: Words, reason: str) -> str:
    """A reason for having no figure, in the reader's language.

    >>> from dissensus.i18n import words
    >>> why(words("en"), "fewer than 7 answers"), why(words("en"), "a reason of its own")
    ('fewer than 7 answers', 'a reason of its own')
    """
    numbers = _NUMBER.findall(reason)
    pattern = _NUMBER.sub("{n}", reason)
    if pattern not in REASONS or len(numbers) > 1:
        return reason
    return words(REASONS[pattern], n=words.number(int(numbers[0]), 0) if numbers else "")


DESK = {
    "acceptable": marked("acceptable"),
    "tolerable": marked("tolerable"),
    "unacceptable": marked("unacceptable"),
    "peacetime": marked("peacetime"),
    "grey": marked("grey"),
    "war": marked("hostilities"),
    "no common answer": marked("no common answer"),
    "agree": marked("agree"),
    "disagree": marked("disagree"),
    "split": marked("no common answer"),
    "unsure": marked("unsure"),
    "borne out": marked("borne out"),
    "contradicted": marked("contradicted"),
    "not held": marked("not held"),
    "undetermined": marked("undetermined"),
    "low cohesion": marked("little cohesion"),
    "rising": marked("rising"),
    "falling": marked("falling"),
    "no trend": marked("no trend"),
}
"""Words of what a round says beside its differences, and of trends."""

ARMS = {
    None: marked("all statements"),
    "held back": marked("held back"),
    "released only": marked("released only"),
    "discussed": marked("discussed"),
}

KINDS = {
    "fact": marked("fact"),
    "cause": marked("cause"),
    "interpretation": marked("interpretation"),
    "assessment": marked("assessment"),
    "intent": marked("intent"),
    "threat": marked("threat"),
    "interest": marked("interest"),
    "principle": marked("principle"),
    "norm": marked("norm"),
    "status": marked("status"),
    "policy": marked("policy"),
    "assumption": marked("assumption"),
    "condition": marked("condition"),
}

GRADES = {
    "seed": marked("the comment that frames the case"),
    "official": marked("official page"),
    "official_text_on_mirror": marked("official text on another site"),
    "research_or_pollster": marked("research institute or pollster"),
    "news": marked("news"),
    "news_via_mirror": marked("news, read on another site"),
    "encyclopedia": marked("encyclopedia"),
    "russian_state_or_agency_copy": marked("Russian state media or agency, or a copy"),
    "partisan_pro_russian": marked("outlet with an open pro-Russian line"),
    "ukrainian_or_partner_side_media": marked("Ukrainian or partner-side media"),
    "other_or_mirror": marked("mirror, blog or small outlet"),
    "recalled": marked("cited from memory"),
}

RECORD = {
    "agree": marked("agree"),
    "unclear": marked("unclear"),
    "disagree": marked("disagree"),
    "direct": marked("direct"),
    "inferred": marked("inferred"),
    "baseline": marked("baseline"),
    "later": marked("later layer"),
    "declared": marked("declared"),
    "assessed": marked("assessed"),
    "believed": marked("believed"),
    "revealed": marked("revealed"),
    "explicit": marked("explicit"),
    "ambiguous": marked("ambiguous"),
    "match": marked("read as meant"),
    "partial": marked("partly read as meant"),
    "mismatch": marked("read otherwise"),
    "none found": marked("no reading found"),
    "near_routine": marked("near routine"),
    "serious": marked("serious"),
    "high": marked("high risk"),
    "hybrid": marked("hybrid"),
    "in force": marked("in force"),
    "suspended": marked("suspended"),
    "disputed": marked("disputed"),
    "dead": marked("dead"),
    "parallel": marked("the same question to both publics"),
    "mirrored_view_of_other": marked("each public on the other"),
    "view_of_other": marked("view of the other side"),
    "view_of_others_fear": marked("view of the other side's fear"),
    "view_of_others_intent": marked("view of the other side's intent"),
    "view_of_others_view": marked("view of the other side's view"),
    "own_view": marked("own view"),
}
"""Words of the coded record."""


def known(words: Words, table: dict[str, str], key: str | None) -> str:
    """The word for a key in the reader's language; a key that no table knows reads as it is written.

    >>> from dissensus.i18n import words
    >>> [known(words("en"), KINDS, kind) for kind in ("fact", "wish_list", None)]
    ['fact', 'wish list', '']
    """
    if not key:
        return ""
    return words.catalogue.gettext(table[key]) if key in table else key.replace("_", " ")
