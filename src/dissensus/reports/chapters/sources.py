"""The register of sources, each with its grade and its address."""

from __future__ import annotations

from collections import Counter
from urllib.parse import urlsplit

from dissensus.domain.sources import Source
from dissensus.reports.material import Material, anchor, plain
from dissensus.reports.outline import Cell, Column, Link, Paragraph, Row, Section, Table
from dissensus.reports.wording import GRADES, known


def chapter(material: Material) -> Section | None:
    """Every source of the case; None where it has none."""
    sources, say = material.case.sources, material.words
    if not sources:
        return None
    counts = Counter(source.grade or "" for source in sources)
    grades = "; ".join(
        say("{grade} {n}", grade=known(say, GRADES, grade) or say("no grade"), n=say.number(count, 0))
        for grade, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    )
    headings = (
        (say("Source"), 40),
        (say("Publisher and date"), 22),
        (say("Grade"), 18),
        (say("Address"), 20),
    )
    table = Table(
        id="table_sources",
        caption=say("Register of sources ({n})", n=say.number(len(sources), 0)),
        columns=tuple(Column(title=title, width=width) for title, width in headings),
        rows=tuple(_row(material, source) for source in sources),
        folded=True,
    )
    return Section(
        id="sources",
        title=say("Sources"),
        blocks=(Paragraph(text=say("By grade: {grades}.", grades=grades)), table),
    )


def _row(material: Material, source: Source) -> Row:
    say = material.words
    published = plain(", ".join(filter(None, (source.publisher, source.date))))
    return Row(
        id=anchor("source", source.id),
        cells=(
            Cell(text=plain(source.title), small=" · ".join(filter(None, (plain(source.id), _how(source))))),
            Cell(text=published),
            Cell(text=known(say, GRADES, source.grade), small=source.note or ""),
            _address(source),
        ),
    )


def _how(source: Source) -> str:
    return plain(" · ".join(filter(None, (source.retrieval, source.reference))))


def _address(source: Source) -> Cell:
    """The way out to the source; an address that is not of the web is shown and not linked.

    >>> _address(Source(id="s", title="t", url="javascript:alert(1)")).links
    ()
    >>> _address(Source(id="s", title="t", url="https://example.org/a")).links[0].text
    'example.org'
    """
    url = plain(source.url or "")
    try:
        parts = urlsplit(url)
    except ValueError:
        return Cell(text=url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return Cell(text=url)
    return Cell(links=(Link(parts.hostname, url),))
