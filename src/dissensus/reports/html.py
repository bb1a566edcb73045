"""The report as one HTML file that works with no network, no server and, if need be, no script.

The page carries a strict Content-Security-Policy: only the one style sheet and the one script whose hashes
it names, pictures from data addresses, and nothing else from anywhere.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dissensus.charts.figure import Figure
from dissensus.charts.render import TOOLTIP_STYLE, browser_bundle, svg
from dissensus.domain.case import Case
from dissensus.engine.results import Results
from dissensus.i18n import Words
from dissensus.reports.compose import compose
from dissensus.reports.material import anchor, plain
from dissensus.reports.outline import Block, Faces, Report, Table, blocks_of, figures_of

Progress = Callable[[str], None]


_CLIP = re.compile(r'(id="|url\(#)clip([0-9]+)(?=["\)])')


def render(
    case: Case,
    results: Results,
    *,
    words: Words,
    beside: Results | None = None,
    audience: str = "desk",
    progress: Progress | None = None,
) -> str:
    """The report as the text of an HTML file.

    `beside` are results of the same case from another synthetic seed; `audience` says for whom it is (see
    `reports.audience`); `progress` is told each step by name.
    The same input gives the same bytes.
    """
    tell = progress or _silent
    tell(words("Drawing the figures"))
    report = compose(case, results, words=words, beside=beside, audience=audience)
    tell(words("Making pictures for print"))
    stills = {figure.id: _still(figure) for figure in figures_of(report)}
    tell(words("Writing the page"))
    return page(report, stills, words=words)


def page(report: Report, stills: Mapping[str, str], *, words: Words) -> str:
    """The page of an outline; `stills` are its figures as pictures (data addresses), by id."""
    style = _text("report.css") + TOOLTIP_STYLE + _widths(report) + _filters(report)
    drawn = bool(stills)
    scripts = (browser_bundle(), _text("report.js")) if drawn else (_text("report.js"),)
    environment = _environment(words)
    return environment.get_template("page.html.j2").render(
        report=report,
        stills=stills,
        style=Markup(style),
        scripts=[Markup(script) for script in scripts],
        policy=policy(styles=(style,), scripts=scripts),
    )


def policy(*, styles: tuple[str, ...], scripts: tuple[str, ...]) -> str:
    """The Content-Security-Policy under which only these styles and scripts run.

    >>> policy(styles=("a{}",), scripts=())[:42]
    "default-src 'none'; script-src 'none'; sty"
    """
    allowed = {
        name: " ".join(f"'sha256-{_digest(text)}'" for text in texts) or "'none'"
        for name, texts in (("script-src", scripts), ("style-src", styles))
    }
    return (
        f"default-src 'none'; script-src {allowed['script-src']}; style-src {allowed['style-src']}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _silent(_: str) -> None:
    """Tell nobody."""


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _still(figure: Figure) -> str:
    """The wide light chart as a picture, for print and for readers without script."""
    return _address(_renumbered(svg(_mute(figure.spec))))


def _renumbered(picture: str) -> str:
    """The picture with its clips numbered from 0: the library goes on counting from picture to picture.

    >>> _renumbered('<g clip-path="url(#clip7)"/><clipPath id="clip7"/>')
    '<g clip-path="url(#clip0)"/><clipPath id="clip0"/>'
    """
    numbers: dict[str, int] = {}
    return _CLIP.sub(lambda found: f"{found[1]}clip{numbers.setdefault(found[2], len(numbers))}", picture)


def _mute(spec: Mapping[str, Any]) -> dict[str, Any]:
    """The specification without a spoken label at every mark: a picture has one, in its `alt`."""
    return {**spec, "config": {**spec.get("config", {}), "aria": False}}


def _address(picture: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(picture.encode()).decode()


def _text(name: str) -> str:
    return files("dissensus.reports").joinpath("static", name).read_text(encoding="utf-8")


def _widths(report: Report) -> str:
    """The rules for the widths that columns ask for; a narrow page lays tables out as cards instead."""
    tables = (block for block in blocks_of(report) if isinstance(block, Table))
    asked = sorted({column.width for table in tables for column in table.columns if column.width})
    rules = "".join(f".w{width}{{width:{width}%}}" for width in asked)
    return f"@media print,(min-width:44.01rem){{{rules}}}\n"


def _filters(report: Report) -> str:
    """The rules that let a reader see one issue of a face-to-face table: style alone, no script."""
    most = max((len(block.issues) for block in blocks_of(report) if isinstance(block, Faces)), default=0)
    rules = (
        f".faces:has(.pick-{n}:checked) :is(.face:not(.in-{n}),.group:not(:has(.in-{n}))){{display:none}}"
        for n in range(1, most + 1)
    )
    return "@media screen{" + "".join(rules) + "}\n"


def _environment(words: Words) -> Environment:
    environment = Environment(
        loader=PackageLoader("dissensus.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_readable,
    )
    environment.globals["_"] = words
    environment.filters["kind"] = _kind
    environment.filters["packed"] = packed
    environment.filters["anchored"] = anchor
    environment.filters["across"] = across
    environment.filters["variants"] = _variants
    return environment


def _readable(value: object) -> object:
    """Text without characters that steer what follows; what is markup already has gone through here."""
    return plain(value) if type(value) is str else value


def _kind(block: Block) -> str:
    return type(block).__name__.lower()


def _variants(figure: Figure) -> dict[str, Any]:
    return {name: _plain(spec) for name, spec in figure.variants.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list | tuple) else value


def packed(value: object) -> Markup:
    """A value as JSON, compressed, in letters that are inert inside a `<script>` block.

    Specifications repeat themselves: packed, they take a twelfth of their length.

    >>> str(packed({"text": "</script>"}))[:6]
    '"H4sIA'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    short = gzip.compress(text.encode(), mtime=0)
    return Markup('"' + base64.b64encode(short).decode() + '"')


def across(share: float) -> str:
    """Where a share of 0 to 1 stands on a strip of 120 units with a margin of 8.

    >>> across(0.0), across(0.5), across(1.0)
    ('8', '60', '112')
    """
    return f"{8 + 104 * min(max(share, 0.0), 1.0):.1f}".removesuffix(".0")
