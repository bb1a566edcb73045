"""Outlines for the tests of dresses: one of a sample, the same with hostile words, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, cast

import attrs

from dissensus.charts.figure import Column as TwinColumn
from dissensus.charts.figure import Figure
from dissensus.charts.figure import Table as Twin
from dissensus.i18n import words
from dissensus.reports.compose import compose
from dissensus.reports.outline import Finding, Picture, Report, Section, Table, blocks_of
from tests.reports.samples import SAMPLES

_T = TypeVar("_T")

SAYING = frozenset(
    {"title", "case", "subtitle", "colophon", "record", "answers", "sentence", "topic", "text", "small"}
    | {"caption", "note", "value", "unit", "term", "literature", "explains", "state_words", "state_small"}
    | {"holds", "detail", "expected_of", "expected", "verdict", "alt", "audience"}
)
"""The fields of an outline that a person reads."""

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "{=1+1}",
    '#panic("typst") #read("/etc/passwd") #include "x.typ"',
    "*bold* _slanted_ $x^2$ `raw` = heading <label> @reference \\ \\u{41} ] [ } { // no comment /* nor this",
    '{ PAGE } { INCLUDETEXT "c:\\\\secret" } DDEAUTO c:\\cmd.exe \u0013 PAGE \u0015',
    '</w:t></w:r><w:fldSimple w:instr="PAGE"/> &lt; &amp; ]]> <![CDATA[ <!-- \u0000\u0007\u000b\ufffe\ufffd',
    "_x0041_ _x000D_",
)
"""Texts that a workbook, a typesetter or a text document would act on, if they were let."""


def outline(kind: str = "two rounds", language: str = "en") -> Report:
    """The outline of one kind of sample, without charts."""
    case, results = SAMPLES[kind]()
    return compose(case, results, words=words(language), figures=())


def spoiled(value: _T, change: Callable[[str], str]) -> _T:
    """The outline with every text that a person reads changed, and nothing else."""
    made: Any = value
    if isinstance(value, tuple):
        made = tuple(spoiled(each, change) for each in value)
    elif attrs.has(type(value)):
        held = {field.name: getattr(value, field.name) for field in attrs.fields(cast(Any, type(value)))}
        changed = {
            name: change(each) if name in SAYING and isinstance(each, str) and each else spoiled(each, change)
            for name, each in held.items()
        }
        made = attrs.evolve(cast(Any, value), **changed)
    return cast(_T, made)


def with_figure(report: Report) -> Report:
    """The outline with a figure in front, whose picture is found by the id `drawn`."""
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "data": {"values": [{"side": "Россия", "share": 0.25}, {"side": "Élysée", "share": 0.5}]},
        "mark": "bar",
        "encoding": {
            "x": {"field": "share", "type": "quantitative"},
            "y": {"field": "side", "type": "nominal"},
        },
    }
    twin = Twin(
        columns=(TwinColumn(title="Side"), TwinColumn(title="Share", numeric=True)),
        rows=(("Россия", "25%"), ("Élysée", "50%")),
    )
    figure = Figure(
        id="drawn", title="Two shares", alt="Two bars, 25% and 50%.", note="How to read it.", table=twin,
        variants={"light-wide": spec},
    )  # fmt: skip
    section = Section(id="first", title="A figure", blocks=(Picture(figure=figure),))
    return attrs.evolve(report, sections=(section, *report.sections))


def findings(report: Report) -> Iterator[Finding]:
    """Every finding, of the first screen and of the sections."""
    yield from report.findings
    for block in blocks_of(report):
        yield from getattr(block, "found", ())


def cells(report: Report) -> Iterator[str]:
    """The texts of every table: headings, cells and what stands in small."""
    for block in blocks_of(report):
        if isinstance(block, Table):
            yield from (block.caption, *(column.title for column in block.columns))
            for row in block.rows:
                for cell in row.cells:
                    yield from (text for text in (cell.text, cell.small) if text)
