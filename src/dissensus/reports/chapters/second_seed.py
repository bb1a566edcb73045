"""A second synthetic seed beside the first: what differs between the two is chance."""

from __future__ import annotations

import attrs

from dissensus.engine.results import Cell as Figure
from dissensus.engine.results import Results, Value
from dissensus.reports.material import Material
from dissensus.reports.outline import Cell, Column, Finding, Findings, Link, Picture, Row, Section, Table
from dissensus.reports.sentences import differences, lines, surprise
from dissensus.reports.sentences.figures import number, over_statements
from dissensus.reports.wording import STATES


def chapter(material: Material) -> Section | None:
    """The headline figures of both seeds, side by side; None without a second."""
    if material.beside is None:
        return None
    say = material.words
    other = attrs.evolve(material, results=material.beside, beside=None, figures=())
    table = _table(material, other)
    finding = Finding(
        id="finding_second-seed",
        topic=say("Chance"),
        sentence=say(
            "The same case was answered once more by synthetic delegates from {other} instead of {one}. "
            "What differs between the two columns is chance alone; what stays is the coded record that both "
            "began from.",
            one=_seed(material, material.results),
            other=_seed(material, material.beside),
        ),
        claims=(Link(say("Both seeds in the table"), "#table_second-seed"),),
        synthetic=True,
    )
    pictures = tuple(Picture(figure=figure) for figure in material.charts_beside)
    return Section(
        id="second-seed",
        title=say("A second seed beside the first"),
        blocks=(Findings(found=(finding,)), table, *pictures),
    )


def _seed(material: Material, results: Results) -> str:
    say, seed = material.words, results.latest.seed
    return say("seed {seed}", seed=seed) if seed is not None else say("a round without a seed")


def _table(one: Material, other: Material) -> Table:
    say = one.words
    first, second = _facts(one), _facts(other)
    blank = Cell(text="–")
    names = tuple(dict.fromkeys((*first, *second)))
    return Table(
        id="table_second-seed",
        caption=say("Headline figures of two seeds (synthetic answers)"),
        columns=(
            Column(title=say("Figure")),
            Column(title=say("First: {seed}", seed=_seed(one, one.results)), numeric=True),
            Column(title=say("Second: {seed}", seed=_seed(other, other.results)), numeric=True),
        ),
        rows=tuple(
            Row(cells=(Cell(text=name), first.get(name, blank), second.get(name, blank))) for name in names
        ),
    )


def _facts(material: Material) -> dict[str, Cell]:
    """The headline figures by name, in the order of the report."""
    return {
        **_surprises(material),
        **_states(material),
        **_zones(material),
        **_effects(material),
    }


def _surprises(material: Material) -> dict[str, Cell]:
    say = material.words
    return {
        say(
            "Surprise of {side} about {other}, bits",
            side=material.name(part.perceiver),
            other=material.name(part.about),
        ): _figure(material, part.bits, 2)
        for part in surprise.overall(material)
    }


def _states(material: Material) -> dict[str, Cell]:
    say, many = material.words, len(material.pairs) > 1
    facts = {}
    for pair in material.pairs:
        if not material.between(pair):
            continue
        between = {"a": material.name(pair[0]), "b": material.name(pair[1])}
        for state in differences.TOLD:
            name = say(STATES[state].many)
            full = say("{states}, {a} and {b}", states=name, **between) if many else name
            facts[full] = Cell(text=say.number(len(differences.in_state(material, pair, state)), 0))
    return facts


def _zones(material: Material) -> dict[str, Cell]:
    say, gaps = material.words, material.held.lines
    named = (("blind", say("Widest blind zone, rungs")), ("over_caution", say("Widest over-caution, rungs")))
    facts = {}
    for field, name in named:
        gap = lines.widest(gaps, field)
        if gap is not None:
            where = say(
                "{ladder}, {holder} on {owner}",
                ladder=material.ladder(gap.domain),
                holder=material.name(gap.holder),
                owner=material.name(gap.owner),
            )
            facts[name] = Cell(text=number(material, getattr(gap, field), 1), small=where)
    return facts


def _effects(material: Material) -> dict[str, Cell]:
    say = material.words
    return {
        say(
            "Effect on the surprise of {side} about {other}, bits",
            side=material.name(change.perceiver),
            other=material.name(change.about),
        ): _figure(material, change.effect, 2)
        for change in material.results.changes
    }


def _figure(material: Material, cell: Figure, digits: int) -> Cell:
    if isinstance(cell, Value):
        return Cell(text=number(material, cell, digits), small=over_statements(material, cell, digits))
    return Cell(text="–", small=over_statements(material, cell, digits))
