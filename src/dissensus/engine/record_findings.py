"""What the public record says on its own: mechanisms, exposure, probing, openings, coded signals, surveys.

None of it needs an answer. Of the record's own texts only ids are kept; who reads these looks them up in the
case. No field here holds a prediction, an accuracy or a surprise: nothing in the record is one.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from dissensus.engine.findings import AgendaRow


@attrs.frozen(kw_only=True)
class HeldMechanism:
    """Whether a mechanism holds at the date of the record.

    `status`: in force, suspended, disputed or dead; None, with the `reason`, where the material does not say.
    `said`: speaker and status; the speaker is empty where the record says it in nobody's name.
    """

    mechanism: str
    domains: tuple[str, ...]
    status: str | None
    said: tuple[tuple[str, str], ...]
    reason: str | None


@attrs.frozen(kw_only=True)
class LadderCover:
    """What of one ladder mechanisms in force cover, rung by rung from 1.

    `covered`: True, False, or None where the material does not say; `by`: the mechanisms that do; `unplaced`:
    those of the domain of which it is not known what they cover or whether they hold.
    """

    domain: str
    covered: tuple[bool | None, ...]
    by: tuple[tuple[str, ...], ...]
    unplaced: tuple[str, ...]


@attrs.frozen(kw_only=True)
class MeetingYear:
    """Contacts under one mechanism in one year (None: in a span of several): how many were counted, and how
    many entries say that there were contacts but not how many."""

    mechanism: str
    year: int | None
    held: int
    uncounted: int


@attrs.frozen(kw_only=True)
class Exposed:
    """Dated incidents a year in one domain (None: in all), and how many rest on each grade of source.

    `by_grade` ("" where no grade is known) stands beside the counts and is in none of them; an incident that
    rests on several kinds of source counts under each. `unplaced`: incidents without a date within one year.
    """

    domain: str | None
    years: tuple[int, ...]
    incidents: tuple[int, ...]
    by_grade: Mapping[str, tuple[int, ...]]
    unplaced: int


@attrs.frozen(kw_only=True)
class Probed:
    """How near incidents came to the line that a party had declared on one ladder by then.

    Counted are dated and placed incidents on that ladder that others than the owner did. `lines` are the ids
    of the declared lines; `undeclared` incidents happened while none stood. `counts` are all incidents of
    each of the whole `years`, and `trend` (rising, falling, no trend; Mann-Kendall) is told from eight of
    them, with the two-sided `p` of the test.
    """

    domain: str
    owner: str
    lines: tuple[str, ...]
    at_or_over: int
    just_below: int
    below: int
    undeclared: int
    years: tuple[int, ...]
    counts: tuple[int, ...]
    trend: str | None
    p: float | None


@attrs.frozen(kw_only=True)
class Opening:
    """For one party's own eyes: one rung on which others acted, and what stands in the way.

    `rule`, `answer`, `mechanism`: whether there is one, None where that is not known; `opening` likewise.
    """

    eyes: str
    domain: str
    rung: int
    rule: bool | None
    answer: bool | None
    mechanism: bool | None
    incidents: int
    opening: bool | None


@attrs.frozen(kw_only=True)
class CodedSignals:
    """Signals of one sender as coded: how many were read as meant, in part, otherwise, or by nobody found.

    `uncoded` have no such code.
    """

    sender: str
    matches: Mapping[str, int]
    uncoded: int


@attrs.frozen(kw_only=True)
class SurveyGap:
    """How far two publics differ on a question that both were asked.

    `populations` are in English; `n` None where not published. By answer: `shares` (0..1), `differences`
    (the first less the second, -1..1) and `bounds`, the ends of the 90 % interval of that difference, None
    where it is not published how many were asked. `variation`: the total variation distance (0..1), None
    with the `reason`; with `at_least` it may be larger.
    """

    poll: str
    populations: tuple[str, str]
    n: tuple[int | None, int | None]
    shares: Mapping[str, tuple[float, float]]
    differences: Mapping[str, float]
    bounds: Mapping[str, tuple[float, float] | None]
    variation: float | None
    at_least: bool
    reason: str | None


@attrs.frozen(kw_only=True)
class SurveyView:
    """What one public said of the other side: a share (0..1) with the ends of its 90 % interval, where it is
    published how many were asked."""

    poll: str
    kind: str
    population: str
    option: str
    share: float
    n: int | None
    bounds: tuple[float, float] | None


@attrs.frozen(kw_only=True)
class PublicRecord:
    """Everything that the public record says on its own, up to the date `as_of`.

    `gaps` rank the rungs that no mechanism in force covers by the incidents on them: a list of the agenda.
    """

    as_of: str | None = None
    mechanisms: tuple[HeldMechanism, ...] = ()
    coverage: tuple[LadderCover, ...] = ()
    meetings: tuple[MeetingYear, ...] = ()
    exposure: tuple[Exposed, ...] = ()
    probing: tuple[Probed, ...] = ()
    openings: tuple[Opening, ...] = ()
    coded: tuple[CodedSignals, ...] = ()
    surveys: tuple[SurveyGap, ...] = ()
    views: tuple[SurveyView, ...] = ()
    gaps: tuple[AgendaRow, ...] = ()
