"""What insiders can be sure of: every table of answers consistent with what is shown and with what they know.

An insider knows their own answer, and everything shown. Colleagues are alike, so a table needs no more than
how many of them gave each answer, and a colleague's answer is certain exactly where all colleagues gave one
and the same in every consistent table. Run as a program it prints the figures of docs/guard.md:

    python -m tests.measures.enumeration
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product
from math import comb

import attrs
import numpy as np
from scipy.special import gammaln

from dissensus.measures.arrays import Bools, Floats, Ints
from dissensus.measures.guard import answers
from dissensus.measures.guard.constants import Constants

Figure = Callable[[Ints], Ints]
"""From tables (T, K), how many gave each of K answers, to what is shown, (T,) of any whole numbers."""

AGREE, UNSURE, DISAGREE, SILENT = range(4)
ANSWERS = 4
DEFAULTS = Constants()


@attrs.frozen(kw_only=True)
class Certain:
    """Insiders who gave `own` (one count an answer) and are shown `cell` know what every colleague gave."""

    own: tuple[int, ...]
    cell: int
    answer: int


@lru_cache(maxsize=64)
def tables(people: int, kinds: int) -> Ints:
    """Every way in which so many people can give so many kinds of answers, (T, K)."""
    bars = np.array(list(combinations(range(people + kinds - 1), kinds - 1)), dtype=np.int64)
    bars = bars.reshape(comb(people + kinds - 1, kinds - 1), kinds - 1)
    edges = np.column_stack([np.full(len(bars), -1), bars, np.full(len(bars), people + kinds - 1)])
    return np.diff(edges, axis=1) - 1


def label(counts: Ints) -> Ints:
    """The majority label, shown from 5 to 11 people."""
    roll = counts.sum(axis=1)
    return answers.majority(counts[:, AGREE], counts[:, DISAGREE], roll=roll).astype(np.int64)


def band(counts: Ints) -> Ints:
    """The band of alpha, shown from 12 to 29 people."""
    return answers.bands(counts[:, AGREE], counts[:, AGREE] + counts[:, DISAGREE]).astype(np.int64)


def rounded(counts: Ints) -> Ints:
    """Alpha in steps, shown from 30 people."""
    return answers.steps(counts[:, AGREE], counts[:, AGREE] + counts[:, DISAGREE], DEFAULTS)


def exact(counts: Ints) -> Ints:
    """The control: how many agree and how many disagree, as they are."""
    return counts[:, AGREE] * 1000 + counts[:, DISAGREE]


def certain(
    figure: Figure,
    people: int,
    kinds: int = ANSWERS,
    *,
    insiders: int = 1,
    alike: Sequence[int] | None = None,
) -> list[Certain]:
    """Every certainty of so many insiders together, among people of whom one figure is shown.

    `alike` says which kinds of answer are one and the same for this purpose (their number by kind).
    """
    found = []
    others = tables(people - insiders, kinds)
    for own in tables(insiders, kinds):
        for cell, possible in _possible(figure(others + own), others, alike):
            if possible.sum() == 1:
                found.append(Certain(own=tuple(own.tolist()), cell=cell, answer=int(possible.argmax())))
    return found


def _possible(shown: Ints, others: Ints, alike: Sequence[int] | None) -> Iterator[tuple[int, Bools]]:
    """For each cell, which answers a colleague may have given."""
    order = np.argsort(shown, kind="stable")
    cells, starts = np.unique(shown[order], return_index=True)
    given = np.logical_or.reduceat(others[order] > 0, starts, axis=0)
    yield from zip(cells.tolist(), _merged(given, alike), strict=True)


def _merged(given: Bools, alike: Sequence[int] | None) -> Bools:
    if alike is None:
        return given
    merged = np.zeros((len(given), max(alike) + 1), dtype=np.bool_)
    for kind, group in enumerate(alike):
        merged[:, group] |= given[:, kind]
    return merged


Cell = Callable[[Ints | Floats, Ints], Ints]
"""From what everybody gave, added up (T, M), and how many gave anything (T,), to what is shown, (T,)."""


def certain_of_sums(
    cell: Cell, worth: Floats | Ints, own: Floats | Ints, people: int, *, alike: Sequence[int]
) -> list[tuple[int, int]]:
    """Every certainty of one insider where a mean is shown: the place of their answer in `own`, and the cell.

    Colleagues give one of the K answers of `worth` (K, M), or none, which is the last kind; the insider gives
    any of `own` (N, M), or none, which is place N. Fewer kinds of answers leave fewer tables, so that what is
    uncertain here is uncertain among all answers.
    """
    others = tables(people - 1, len(worth) + 1)
    total, given = others[:, :-1] @ worth, others[:, :-1].sum(axis=1)
    found: list[tuple[int, int]] = []
    for place in range(len(own) + 1):
        mine = own[place] if place < len(own) else np.zeros_like(worth[0])
        shown = cell(total + mine, given + (place < len(own)))
        found.extend((place, each) for each, held in _possible(shown, others, alike) if held.sum() == 1)
    return found


@attrs.frozen(kw_only=True)
class CertainPair:
    """What one insider knows from two rounds: of the "leaver", or of colleagues in the "first" or "last"."""

    own: tuple[int, int]
    cells: tuple[int, int]
    who: str


def certain_in_pair(figure: Figure, people: int, kinds: int = ANSWERS) -> list[CertainPair]:
    """Every certainty of one insider over two rounds, one leaver being carried forward.

    The leaver's answer is the same in both rounds, and the insider knows who left. Otherwise anybody may have
    changed their mind. Given the leaver's answer the two rounds have nothing in common, so they are counted
    out one by one and put together over what the leaver may have given.
    """
    others = tables(people - 2, kinds)
    own = np.eye(kinds, dtype=np.int64)
    by = {
        (mine, left): dict(_possible(figure(others + own[mine] + own[left]), others, None))
        for mine, left in product(range(kinds), repeat=2)
    }
    cells = [sorted({cell for left in range(kinds) for cell in by[mine, left]}) for mine in range(kinds)]
    found: list[CertainPair] = []
    for first, last in product(range(kinds), repeat=2):
        for shown in product(cells[first], cells[last]):
            found.extend(_certain_of(by, (first, last), shown, kinds))
    return found


def _certain_of(
    by: dict[tuple[int, int], dict[int, Bools]], mine: tuple[int, int], shown: tuple[int, int], kinds: int
) -> Iterator[CertainPair]:
    left = [v for v in range(kinds) if all(cell in by[own, v] for own, cell in zip(mine, shown, strict=True))]
    if not left:
        return
    if len(left) == 1:
        yield CertainPair(own=mine, cells=shown, who="leaver")
    for own, cell, who in zip(mine, shown, ("first", "last"), strict=True):
        if np.any([by[own, v][cell] for v in left], axis=0).sum() == 1:
            yield CertainPair(own=mine, cells=shown, who=who)


def certain_if_dropped(before: Figure, after: Figure, people: int, kinds: int = ANSWERS) -> int:
    """The control: the leaver is struck off the roll instead, and nobody else changed their mind.

    How many combinations of the insider's answer and the two figures shown make the leaver's answer certain.
    """
    others = tables(people - 2, kinds)
    own = np.eye(kinds, dtype=np.int64)
    found = 0
    for mine in own:
        last = after(others + mine)
        seen = [set(zip(before(others + mine + left).tolist(), last.tolist(), strict=True)) for left in own]
        found += sum(sum(pair in cells for cells in seen) == 1 for pair in set().union(*seen))
    return found


def chances(people: int, prior: Sequence[float]) -> Floats:
    """How likely each table of `tables(people, len(prior))` is where shares come from a Dirichlet prior."""
    counts, alpha = tables(people, len(prior)), np.asarray(prior)
    ways = gammaln(people + 1) - gammaln(counts + 1).sum(axis=1)
    drawn = gammaln(counts + alpha).sum(axis=1) - gammaln(alpha).sum()
    logs = ways + drawn + gammaln(alpha.sum()) - gammaln(people + alpha.sum())
    return np.asarray(np.exp(logs), dtype=np.float64)


YES_OR_NO = (0.7, 0.7)
"""A polarised side on which everybody takes a side: shares from Beta(0.7, 0.7)."""


def share_certain(figure: Figure, people: int, *, insiders: int = 1) -> float:
    """On how many statements insiders know every colleague's answer, where sides are polarised."""
    knowing = {
        (each.own[AGREE], each.cell) for each in certain(_yes_or_no(figure), people, 2, insiders=insiders)
    }
    total = 0.0
    for own, others, chance in _split(people, insiders):
        cell = int(_yes_or_no(figure)(np.array([[own + others, people - own - others]]))[0])
        total += chance * ((own, cell) in knowing)
    return total


def share_guessed(figure: Figure, people: int) -> float:
    """How often one insider who knows the prior guesses a colleague's answer rightly, given what is shown."""
    seen: dict[tuple[int, int], Floats] = {}
    for own, others, chance in _split(people, 1):
        cell = int(_yes_or_no(figure)(np.array([[own + others, people - own - others]]))[0])
        share = np.array([others, people - 1 - others]) / (people - 1)
        seen[own, cell] = seen.get((own, cell), np.zeros(2)) + chance * share
    return float(sum(each.max() for each in seen.values()))


def share_labelled(people: int) -> float:
    """On how many statements both of two polarised sides get a label other than "no common answer"."""
    shown = _yes_or_no(label)(tables(people, 2))
    return float(chances(people, YES_OR_NO)[shown != 0].sum() ** 2)


def _yes_or_no(figure: Figure) -> Figure:
    def of_two(counts: Ints) -> Ints:
        none = np.zeros(len(counts), dtype=np.int64)
        return figure(np.column_stack([counts[:, 0], none, counts[:, 1], none]))

    return of_two


def _split(people: int, insiders: int) -> Iterator[tuple[int, int, float]]:
    """How many insiders and how many others agree, and how likely that is."""
    by_agree = dict(zip(tables(people, 2)[:, 0].tolist(), chances(people, YES_OR_NO).tolist(), strict=True))
    for own, others in product(range(insiders + 1), range(people - insiders + 1)):
        ways = comb(insiders, own) * comb(people - insiders, others) / comb(people, own + others)
        yield own, others, by_agree[own + others] * ways


def report() -> str:
    """The measured figures, as they stand in docs/guard.md."""
    lines = [
        "| people | exact counts, one insider | labels, one | labels, two | labels, all but one | "
        "guess without | guess with label | guess with counts | both sides labelled |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for people in range(5, 12):
        cells = (
            share_certain(exact, people),
            share_certain(label, people),
            share_certain(label, people, insiders=2),
            share_certain(label, people, insiders=people - 1),
            share_guessed(lambda counts: np.zeros(len(counts), dtype=np.int64), people),
            share_guessed(label, people),
            share_guessed(exact, people),
            share_labelled(people),
        )
        lines.append(f"| {people} | " + " | ".join(f"{100 * share:.0f} %" for share in cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
