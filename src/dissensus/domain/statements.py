"""Statements, and the coded public positions on them."""

from __future__ import annotations

import attrs

from dissensus.domain.dates import Date
from dissensus.domain.records import Record
from dissensus.domain.texts import Text

STATEMENT_KINDS = (
    "fact",
    "cause",
    "interpretation",
    "assessment",
    "intent",
    "threat",
    "interest",
    "principle",
    "norm",
    "status",
    "policy",
    "assumption",
    "condition",
)
TRANSLATIONS = ("unreviewed", "reviewed")
PUBLIC_STANCES = ("agree", "unclear", "disagree")
BASES = ("direct", "inferred")


@attrs.frozen(kw_only=True)
class Statement(Record):
    """A sentence that a side may agree or disagree with.

    `authentic` lists the languages whose wording both sides approved; `concerns` names third parties.
    `about` names the party of which an assumption or an intent is said, `tested_by` the statement whose
    answers by that party test it: whoever agrees with that one bears the assumption out. It may be the
    statement itself.
    """

    id: str
    kind: str
    text: Text
    authentic: tuple[str, ...] = ()
    translation: str = "unreviewed"
    concerns: tuple[str, ...] = ()
    about: str | None = None
    tested_by: str | None = None


@attrs.frozen(kw_only=True)
class Position(Record):
    """A party's official public line on a statement, as coded; not a finding on who is right.

    `value` runs from -1 (full rejection) to +1 (full agreement), relative to the statement as worded.
    """

    statement: str
    party: str
    stance: str
    value: float | None = None
    basis: str | None = None
    as_of: Date | None = None
