"""What the tests noticed of the changes that mutmut made to the source: killed and survived, by module.

`python -m tools.mutants`, after `mutmut run`. It ends with 1 where a package has fewer than 85 % of its
mutants killed, or where mutants were not tried. docs/mutants.md says why those that survive do.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

LEAST = 0.85
"""The share of its mutants that a package must have killed."""

KILLED = ("killed", "timeout", "segfault", "caught by type check")
"""A change that makes the tests hang or crash is noticed as well as one that makes them fail."""

SURVIVED = ("survived", "no tests")

Counts = Mapping[str, Counter[str]]


def counts(lines: Iterable[str]) -> Counts:
    """By module, how many mutants came to which end.

    >>> dict(counts(["    dissensus.case.redact.x_redact__mutmut_1: killed"])["case.redact"])
    {'killed': 1}
    """
    found: dict[str, Counter[str]] = {}
    for line in lines:
        name, _, status = line.strip().partition(": ")
        module = name.rpartition(".")[0].removeprefix("dissensus.")
        if module and status:
            found.setdefault(module, Counter())[status] += 1
    return found


def by_package(found: Counts) -> Counts:
    """The same, summed over the modules of each package.

    >>> sums = by_package({"case.redact": Counter(killed=1), "case.draft": Counter(killed=2)})
    >>> dict(sums["case"])
    {'killed': 3}
    """
    sums: dict[str, Counter[str]] = {}
    for module, ends in found.items():
        sums.setdefault(module.partition(".")[0], Counter()).update(ends)
    return sums


def share(ends: Counter[str]) -> float:
    """Of the mutants that were tried, the share that was killed; 0 where none was.

    >>> share(Counter({"killed": 6, "timeout": 3, "no tests": 1}))
    0.9
    """
    killed = sum(ends[end] for end in KILLED)
    tried = killed + sum(ends[end] for end in SURVIVED)
    return killed / tried if tried else 0.0


def untried(ends: Counter[str]) -> int:
    """How many came to no end that says anything.

    >>> untried(Counter({"killed": 6, "not checked": 3}))
    3
    """
    return sum(ends.values()) - sum(ends[end] for end in (*KILLED, *SURVIVED))


def report(found: Counts) -> tuple[str, ...]:
    """A table of all modules and packages, in lines."""
    rows = [*sorted(found.items()), *sorted(by_package(found).items())]
    return tuple(
        f"{name:<32}{_sum(ends, KILLED):>6} killed{_sum(ends, SURVIVED):>6} survived{share(ends):>8.1%}"
        for name, ends in rows
    )


def failures(found: Counts) -> tuple[str, ...]:
    """What keeps the run from being good enough, in sentences.

    >>> failures({"case.redact": Counter({"killed": 8, "survived": 2})})
    ('case: 80.0% of the mutants were killed, at least 85% must be; write the tests that would notice.',)
    """
    if not found:
        return ("There are no mutants; run `mutmut run` first.",)
    told = []
    for package, ends in sorted(by_package(found).items()):
        if untried(ends):
            told.append(f"{package}: {untried(ends)} mutants were not tried; run `mutmut run` to its end.")
        elif share(ends) < LEAST:
            told.append(
                f"{package}: {share(ends):.1%} of the mutants were killed, at least {LEAST:.0%} must be; "
                "write the tests that would notice."
            )
    return tuple(told)


def _sum(ends: Counter[str], names: Iterable[str]) -> int:
    return sum(ends[name] for name in names)


def main() -> int:
    """Print the table; 1 where it is not good enough."""
    mutmut = Path(sys.executable).with_name("mutmut")
    listed = subprocess.run([mutmut, "results", "--all", "true"], check=True, capture_output=True, text=True)
    found = counts(listed.stdout.splitlines())
    print("\n".join(report(found)))
    wrong = failures(found)
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
