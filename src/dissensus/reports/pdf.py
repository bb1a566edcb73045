"""The report as a printed document: Typst sets it from the outline as data, with its own fonts alone.

The template is fixed; a case gives it one JSON value and nothing else, so no text of a case can be markup.
System fonts are left out: the same report is the same bytes on every machine.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

import attrs

from dissensus.charts.render import svg
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words
from dissensus.reports import paper
from dissensus.reports.compose import compose
from dissensus.reports.outline import Cell, Picture, Report, Table, figures_of

Progress = Callable[[str], None]

_LANGUAGE = re.compile("[a-z]{2,3}")


def render(
    case: Case,
    results: Results,
    *,
    words: Words,
    beside: Results | None = None,
    audience: str = "desk",
    progress: Progress | None = None,
) -> bytes:
    """The report as the bytes of a PDF file.

    `beside` are results of the same case from another synthetic seed; `audience` says for whom it is (see
    `reports.audience`); `progress` is told each step by name.
    The same input gives the same bytes.
    """
    tell = progress or (lambda _: None)
    tell(words("Drawing the figures"))
    report = compose(case, results, words=words, beside=beside, audience=audience)
    tell(words("Making pictures for print"))
    pictures = {figure.id: svg(figure.spec) for figure in figures_of(report)}
    tell(words("Writing the page"))
    return document(report, pictures, words=words, made=paper.made_on(case))


def document(report: Report, pictures: Mapping[str, str], *, words: Words, made: dt.date) -> bytes:
    """The PDF of an outline; `pictures` are its figures as SVG, by id, and `made` the date that it bears."""
    import typst

    printed = paper.printed(report, words=words)
    data = {
        **_data(attrs.evolve(printed, sections=()), pictures),
        "runs": _data(paper.runs(printed), pictures),
        "made": {"year": made.year, "month": made.month, "day": made.day},
        "words": {
            "real": words("real"),
            "record": words("public record"),
            "answers": words("answers"),
            "synthetic": words("synthetic"),
            "watermark": words("synthetic answers"),
            "found": words("What was found"),
            "contents": words("Contents"),
        },
    }
    template = files("dissensus.reports").joinpath("templates", "report.typ").read_bytes()
    with tempfile.TemporaryDirectory() as empty:
        # The root is a folder with nothing in it: whatever the data says, there is no file to read.
        compiler = typst.Compiler(
            template,
            root=empty,
            ignore_system_fonts=True,
            sys_inputs={"report": json.dumps(data, ensure_ascii=False, allow_nan=False)},
        )
        made_at = dt.datetime(made.year, made.month, made.day, tzinfo=dt.UTC)
        pdf = compiler.compile(format="pdf", timestamp=made_at, pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def _data(value: Any, pictures: Mapping[str, str]) -> Any:
    """The outline as JSON takes it; blocks carry their kind, tables their widths, pictures their SVG."""
    if isinstance(value, tuple):
        return [_data(each, pictures) for each in value]
    if isinstance(value, Picture):
        return {"kind": "picture", **_picture(value, pictures)}
    if not attrs.has(type(value)):
        return value
    held = {field.name: _data(getattr(value, field.name), pictures) for field in attrs.fields(type(value))}
    if isinstance(value, Table):
        held["widths"] = [column.width for column in value.columns]
    if isinstance(value, Cell):
        held["language"] = value.language if _LANGUAGE.fullmatch(value.language) else ""
    return {"kind": type(value).__name__.lower(), **held}


def _picture(picture: Picture, pictures: Mapping[str, str]) -> dict[str, str]:
    figure = picture.figure
    return {
        "id": paper.place(picture),
        "alt": figure.alt,
        "note": figure.note,
        "svg": pictures[figure.id],
    }
