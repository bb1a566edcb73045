"""Take every speed limit in turn, print a table, and end with 1 where one is missed."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import attrs
import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks import answers, resampled
from dissensus import case as cases
from dissensus.domain.case import Case
from dissensus.engine import synthetic

DELEGATES = 60


@attrs.frozen(kw_only=True)
class Row:
    """One limit: what was done, how much of what it took, against which limit."""

    what: str
    took: float
    limit: float
    unit: str
    how: str

    @property
    def held(self) -> bool:
        """Whether the limit is kept."""
        return self.took <= self.limit


def main() -> int:
    """Every limit; the exit code."""
    rows = [*points(), *resamples(), report()]
    console = Console(width=140)
    table = Table("what", "took", "limit", "of the limit", "", "measured", box=None, pad_edge=False)
    for row in rows:
        verdict = "held" if row.held else "MISSED"
        figures = f"{row.took:.2f} {row.unit}", f"{row.limit:g} {row.unit}", f"{row.took / row.limit:.0%}"
        table.add_row(row.what, *figures, verdict, row.how)
    console.print(table)
    return 0 if all(row.held for row in rows) else 1


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def points(runs: int = 51) -> list[Row]:
    """Point values of a million answers against logarithms of the same predictions, taken turn about."""
    drawn = answers.drawn()
    shares = np.concatenate(drawn.share) + 0.001
    answers.points(drawn)
    pairs = [(timed(lambda: answers.points(drawn)), timed(lambda: np.log(shares))) for _ in range(runs)]
    ours, logs = (median(column) for column in zip(*pairs, strict=True))
    how = f"median of {runs}: {ours * 1000:.0f} ms against {logs * 1000:.1f} ms"
    return [Row(what="points of 1,000,000 answers", took=ours / logs, limit=10, unit="x numpy.log", how=how)]


def resamples(runs: int = 3) -> list[Row]:
    """The same with intervals, in a process of its own."""
    what = f"with {resampled.DRAWS:,} draws"
    printed = [json.loads(_run(sys.executable, "-m", "benchmarks.resampled")) for _ in range(runs)]
    seconds, megabytes = (median(each[key] for each in printed) for key in ("seconds", "megabytes"))
    how = f"median of {runs} processes"
    return [
        Row(what=f"{what}, time", took=seconds, limit=60, unit="s", how=how),
        Row(what=f"{what}, memory", took=megabytes, limit=1000, unit="MB", how=f"{how}, peak resident"),
    ]


def report(runs: int = 3) -> Row:
    """The report of the reference case with two rounds of 60 delegates a side, cold process to file."""
    with TemporaryDirectory() as place:
        folder, page = Path(place) / "case", Path(place) / "report.html"
        cases.write(_dialogue(), folder)
        command = (sys.executable, "-m", "dissensus", "report", str(folder), "-o", str(page))
        before = _processor_of_children()
        took = median(timed(lambda: _run(*command)) for _ in range(runs))
        busy = (_processor_of_children() - before) / runs
        size = page.stat().st_size / 1e6
    how = f"median of {runs} processes; {busy:.1f} s of processor; {size:.1f} MB"
    return Row(what=f"report, 2 x {DELEGATES} delegates", took=took, limit=12, unit="s", how=how)


def _processor_of_children() -> float:
    """Seconds of processor that ended children have used: what a busy machine does not change."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _dialogue() -> Case:
    held = cases.read(cases.bundled())
    held = synthetic.with_round(held, synthetic.first_round(held, "r1", delegates=DELEGATES, seed=1))
    last = synthetic.next_round(held, "r2", after="r1", delegates=DELEGATES, seed=1)
    return synthetic.with_round(held, last)


def _run(*command: str) -> str:
    """What a command prints; its own message where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
