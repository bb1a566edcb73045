"""What is asked of the engine: the options that commands share, and the plan that they make."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dissensus.engine.results import Plan

if TYPE_CHECKING:
    from dissensus.domain.case import Case

_F = TypeVar("_F", bound=Callable[..., Any])

_USUAL = Plan(round="")

_OPTIONS = (
    click.option(
        "--round", "round_id", metavar="ID", help="The round to measure.  [default: the last of the case]"
    ),
    click.option(
        "--target",
        type=click.Choice(["roll", "population"]),
        help="Whom the numbers are about: those who were asked, or those they stand for."
        "  [default: what the round says]",
    ),
    click.option(
        "--min-cell",
        type=click.IntRange(min=1),
        default=_USUAL.min_cell,
        show_default=True,
        metavar="N",
        help="Withhold figures of fewer answers than this, where a side answers by persons.",
    ),
    click.option(
        "--guarded",
        is_flag=True,
        help="Show no more than a live dialogue would: nothing, labels, bands or rounded figures, by the size"
        " of a side.",
    ),
    click.option(
        "--draws",
        type=click.IntRange(min=1),
        default=_USUAL.draws,
        show_default=True,
        metavar="N",
        help="Draws behind each interval.",
    ),
    click.option(
        "--seed",
        type=click.IntRange(min=0),
        default=_USUAL.seed,
        show_default=True,
        metavar="S",
        help="Where the chance of those draws comes from.",
    ),
)


def of_a_round(command: _F) -> _F:
    """Give a command the options that say what is measured: round, target, min-cell, guard, draws, seed."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def plan(case: Case, round_id: str | None, *, target: str | None, **asked: Any) -> Plan:
    """The plan for that round of the case, or for the one that a case is read at where none is named.

    Where no target is named it is the round's, written out, so that every output says which. Raises
    DissensusError where the case has no such round, or none at all.
    """
    from dissensus.engine.analyse import last_round

    held = case.round(last_round(case) if round_id is None else round_id)
    return Plan(round=held.id, target=target or str(held.target), **asked)
