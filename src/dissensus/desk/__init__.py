"""The desk: what an analyst calls from Python or a notebook, one function a question.

All of it is at hand as `import dissensus as ds`. What it leans on is loaded when it is called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

from dissensus.desk.asked import Asked, Subject
from dissensus.desk.charts import Chart, Charts
from dissensus.desk.tables import Table
from dissensus.domain.case import Case

if TYPE_CHECKING:
    from dissensus.engine.results import Results

__all__ = [
    "Asked",
    "Chart",
    "Charts",
    "Table",
    "analyse",
    "coorientation",
    "difference_map",
    "ladders",
    "measure",
    "read_case",
    "reference_case",
    "report",
    "simulate",
    "surprise",
    "write_case",
]


_OF_A_ROUND_ALONE = ("coorientation", "surprise")
"""Measures that need nothing of a case but its round."""


def read_case(path: str | Path) -> Case:
    """The case in a folder.

    Parameters
    ----------
    path : the folder that holds case.yaml.

    Raises
    ------
    CaseError : with every problem of the case, each with file, line and what to do.

    >>> read_case("nowhere")
    Traceback (most recent call last):
    dissensus.domain.errors.CaseError: nowhere: there is no such folder. Name the folder that holds case.yaml.
    """
    from dissensus import case as cases

    return cases.read(Path(path))


def write_case(case: Case, path: str | Path) -> None:
    """Write a case to a folder, which is made if need be; the same case gives the same bytes.

    Raises
    ------
    CaseError : before anything is written, where the case could not be read again, or where the folder holds
        files of the format that the case does not have.
    """
    from dissensus import case as cases

    cases.write(case, Path(path))


def reference_case() -> Case:
    """The case that comes with the package: the public record on NATO and Russia, without a round.

    >>> reference_case().sides
    ('NATO', 'RUS')
    """
    from dissensus import case as cases

    return cases.read(cases.bundled())


def simulate(case: Case, round: str, *, delegates: int, seed: int, after: str | None = None) -> Case:
    """The case with a round of synthetic answers more; everything made from them says synthetic.

    Parameters
    ----------
    case : a case with statements and at least two sides.
    round : the id of the round to add.
    delegates : persons a side, at least 1; a later round has those of the round that it comes after.
    seed : where chance comes from; the same seed gives the same answers.
    after : the round that it comes after, or None; the new one is then marked last.

    Raises
    ------
    DissensusError : the id is taken, or the case cannot be answered so.
    """
    from dissensus.engine import synthetic

    if after is None:
        added = synthetic.first_round(case, round, delegates=delegates, seed=seed)
    else:
        added = synthetic.next_round(case, round, after=after, delegates=delegates, seed=seed)
    return synthetic.with_round(case, added)


def analyse(case: Subject, /, **asked: Unpack[Asked]) -> Results:
    """Everything that is measured in one round, and in those that it came after.

    Parameters
    ----------
    case : a case, or one round of it with its case as `case=`.
    asked : which round and how, see `Asked`.

    Returns
    -------
    Results. What stands on them (tables, charts, the report) takes them in place of the case and measures
    nothing again.

    Raises
    ------
    DissensusError : there is no such round, or the case has none; or a round stands without its case.
    """
    from dissensus.desk.asked import measured

    return measured(case, asked, lacks="what its statements and ladders are").results


def measure(case: Subject, name: str, /, **asked: Unpack[Asked]) -> Table:
    """The figures of one measure, by the name that `dissensus measure` calls it.

    Raises
    ------
    DissensusError : there is no such measure or round, or a round stands without the case that the measure
        needs.
    """
    from dissensus.desk.asked import measured
    from dissensus.desk.tables import known

    lacks = None if name in _OF_A_ROUND_ALONE else "what its statements and ladders are"
    return Table(measured(case, asked, lacks=lacks).results, known(name), asked.get("lang", "en"))


def coorientation(case: Subject, /, **asked: Unpack[Asked]) -> Table:
    """Where two sides differ and what each expects of the other: one row a statement and pair of sides.

    Parameters
    ----------
    case : a case, one round of it (`case.round("r1")`), or results.
    asked : which round and how, see `Asked`.

    Returns
    -------
    Table. It displays itself; `.to_polars()`, `.to_pandas()` and `.to_parquet(path)` take it elsewhere.

    Raises
    ------
    DissensusError : there is no such round, or the case has none.

    >>> from dissensus.domain.rounds import Participant, Round
    >>> from dissensus.domain.stances import Predictions, Stances
    >>> held = Round(
    ...     id="r1",
    ...     statements={"W1": None},
    ...     participants=(Participant("u1", "UP"), Participant("d1", "DOWN")),
    ...     stances=Stances(
    ...         participant=["u1", "d1"], statement=["W1"] * 2, stance=[1, 1], importance=[None] * 2
    ...     ),
    ...     predictions=Predictions(participant=["u1"], about=["DOWN"], statement=["W1"], share=[0.2]),
    ... )
    >>> row = coorientation(held, min_cell=1).to_polars().row(0, named=True)
    >>> row["statement"], row["actual_difference"], row["prediction_a"], row["prediction_b"]
    ('W1', 0.0, 0.2, None)
    """
    return measure(case, "coorientation", **asked)


def difference_map(case: Subject, /, **asked: Unpack[Asked]) -> Charts:
    """Every statement at its actual and its perceived difference; one chart a pair of sides.

    Where a side is too small for figures to be told, its bands or its matrix stand in the map's place.

    Raises
    ------
    DissensusError : there is no such round, or the case has none.
    """
    from dissensus.desk import charts

    return charts.difference_map(case, asked)


def ladders(case: Subject, /, **asked: Unpack[Asked]) -> Charts:
    """Where each side's line is and where the other believes it to be: a summary, then every ladder.

    Raises
    ------
    DissensusError : there is no such round, the case has none, or a round stands without its case: what a
        rung is stands there.
    """
    from dissensus.desk import charts

    return charts.ladders(case, asked)


def surprise(case: Subject, /, **asked: Unpack[Asked]) -> Charts:
    """How surprised each side should be by the other, by arm and round; one chart a pair of sides.

    Raises
    ------
    DissensusError : there is no such round, or the case has none.
    """
    from dissensus.desk import charts

    return charts.surprise(case, asked)


def report(case: Case, path: str | Path, /, *, audience: str = "desk", **asked: Unpack[Asked]) -> Path:
    """Write the report of a round, in the dress that the name's ending says, and return its path.

    `audience` is for whose eyes it is: "desk" (everything), "joint" (what all sides may hold), or the id of a
    party.

    Raises
    ------
    DissensusError : there is no such round or audience, or no dress of that ending.
    """
    from dissensus import reports
    from dissensus.desk.asked import measured
    from dissensus.i18n import words
    from dissensus.reports.audience import known

    place, whose = Path(path), known(case, audience)
    results, say = measured(case, asked).results, words(asked.get("lang", "en"))
    reports.write(case, results, place, words=say, audience=whose)
    return place
