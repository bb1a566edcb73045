"""The printed document: the whole outline as text, closed to whatever a case says, the same each time."""

from __future__ import annotations

import datetime as dt
import io
import re
from bisect import bisect_left
from functools import lru_cache
from itertools import pairwise
from typing import Any

import attrs
import pytest
from pypdf import PdfReader

from dissensus.charts.render import svg
from dissensus.domain.texts import Text
from dissensus.i18n import words
from dissensus.reports import paper
from dissensus.reports.outline import Cell, Column, Report, Row, Section, Table, figures_of
from dissensus.reports.pdf import document, render
from tests.reports.outlines import HOSTILE, cells, findings, outline, spoiled, with_figure
from tests.reports.samples import SAMPLES

MADE = dt.date(2019, 4, 15)
NOT_LETTERS = re.compile(r"[\s\u00ad\u200b\u2010-]+")


def set_in_type(report: Report, language: str = "en") -> bytes:
    """The document of an outline with the pictures of its figures."""
    pictures = {figure.id: svg(figure.spec) for figure in figures_of(report)}
    return document(report, pictures, words=words(language), made=MADE)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def root_of(reader: PdfReader) -> Any:
    """What a document says of itself as a whole."""
    return reader.trailer["/Root"]


@lru_cache
def sample() -> bytes:
    """The document of the sample of two rounds with a figure."""
    return set_in_type(with_figure(outline()))


def squeezed(text: str) -> str:
    """The letters of a text, without what a line's end adds or takes."""
    return NOT_LETTERS.sub("", text)


class Pages:
    """The letters of every page between its head and its foot."""

    def __init__(self, pdf: bytes, report: Report) -> None:
        head = squeezed(f"{report.case} · {report.crumbs[-1]}") + "syntheticanswers"
        foot = squeezed(report.colophon)
        self.pages = []
        for page in read(pdf).pages:
            text = squeezed(page.extract_text())
            text = text.replace("syntheticanswers", "", 1) if text.startswith("synthetic") else text
            self.pages.append(re.sub(re.escape(foot) + r"\d+/\d+", "", text.replace(head, "")))

    def say(self, text: str) -> bool:
        """Whether a page says the text, or one its beginning and the next its end."""
        wanted = squeezed(text)
        if any(wanted in page for page in self.pages):
            return True
        return any(_halved(wanted, *two) for two in pairwise(self.pages))


def _halved(wanted: str, before: str, after: str) -> bool:
    """Whether one page ends with the beginning of what is wanted, and the next begins with its end."""
    ends = range(len(wanted) + 1)

    # The more of a beginning a page must hold, the less it does; so with ends on the next.
    def gone(at: int) -> bool:
        return wanted[:at] not in before

    def there(at: int) -> bool:
        return wanted[at:] in after

    return bisect_left(ends, True, key=gone) - 1 >= bisect_left(ends, True, key=there)


def unsaid(pdf: bytes, report: Report) -> list[str]:
    """Findings, cells and headings of an outline that its document does not say."""
    pages = Pages(pdf, report)
    texts = [
        *(found.sentence for found in findings(report)),
        *cells(paper.printed(report, words=words("en"))),
    ]
    return [text for text in dict.fromkeys(texts) if not pages.say(text)]


def test_every_finding_and_every_cell_is_there() -> None:
    assert unsaid(sample(), with_figure(outline())) == []


def test_the_same_outline_gives_the_same_bytes() -> None:
    assert set_in_type(with_figure(outline())) == sample()


def test_metadata_say_what_it_is_and_nothing_of_when_or_where() -> None:
    report, reader = outline(), read(sample())
    held = reader.metadata
    assert held is not None
    assert held.title == f"{report.case}: {report.title}"
    assert held.author is None
    assert held.creation_date == held.modification_date == dt.datetime(2019, 4, 15, tzinfo=dt.UTC)
    root = root_of(reader)
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    xmp = reader.xmp_metadata
    assert xmp is not None
    assert xmp.dc_language == ["en"]


def test_headings_make_the_outline_and_the_pages_are_numbered() -> None:
    report = paper.printed(with_figure(outline()), words=words("en"))
    reader = read(sample())
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    assert titles == [report.title, *(section.title for section in report.sections)]
    last = len(reader.pages)
    for number in (1, 2, last):
        assert f"{number} / {last}" in reader.pages[number - 1].extract_text()
    contents = reader.pages[1].extract_text()
    assert all(section.title in contents for section in report.sections)


@pytest.mark.parametrize(
    ("kind", "language"), [("two rounds", "ru"), ("three sides", "fr"), ("labels", "en")]
)
def test_the_summary_fills_the_first_page_and_no_more(kind: str, language: str) -> None:
    report = outline(kind, language)
    reader = read(set_in_type(report, language))
    first, second = (squeezed(page.extract_text()) for page in reader.pages[:2])
    wanted = [report.subtitle, report.audience, report.provenance.record, report.provenance.answers]
    wanted += [text for card in report.cards for text in (card.title, card.value, card.unit, card.note)]
    wanted += [text for found in report.findings for text in (found.topic, found.sentence)]
    assert [text for text in wanted if squeezed(text) not in first] == []
    assert squeezed(words(language)("Contents")) in second
    assert root_of(reader)["/Lang"] == language


def test_type_shrinks_where_the_summary_is_long() -> None:
    report = spoiled(outline(), lambda text: text)
    long = tuple(attrs.evolve(each, sentence=each.sentence * 2) for each in report.findings)
    reader = read(set_in_type(attrs.evolve(report, findings=long, sections=())))
    assert len(reader.pages) == 2, "the summary and the contents"
    assert squeezed(long[-1].sentence) in squeezed(reader.pages[0].extract_text())


def test_synthetic_answers_are_marked_on_every_page_and_real_ones_on_none() -> None:
    mark = "synthetic answers"
    # Once across the page and once in its head.
    assert all(page.extract_text().count(mark) >= 2 for page in read(sample()).pages)
    assert all("For the desk alone" in page.extract_text() for page in read(sample()).pages)
    real = outline("real")
    assert not any(mark in page.extract_text() for page in read(set_in_type(real)).pages)


def test_a_figure_has_words_for_those_who_do_not_see_it() -> None:
    reader = read(sample())
    alts = [each.get("/Alt") for each in objects(reader) if isinstance(each, dict) and "/Alt" in each]
    assert "Two bars, 25% and 50%." in alts
    assert "Россия" in "".join(page.extract_text() for page in reader.pages)


def objects(reader: PdfReader) -> list[Any]:
    """Every numbered object of a document."""
    size: Any = reader.trailer["/Size"]
    return [reader.get_object(number) for number in range(1, size)]


def test_letters_of_three_languages_have_shapes() -> None:
    text = "Ёжик, щука, объём № 5 – «да»; œuvre, Noël, ça, garçon’s; “quotes”, 1\u202f234,5 → ≤ ≥ ±"
    pdf = set_in_type(attrs.evolve(outline("nothing"), subtitle=text))
    assert squeezed(text) in squeezed(read(pdf).pages[0].extract_text())
    names = {str(font["/BaseFont"]) for font in objects(read(pdf)) if is_font(font)}
    assert all("LibertinusSerif" in name for name in names), names


def is_font(each: object) -> bool:
    return isinstance(each, dict) and "/BaseFont" in each


def test_whatever_a_case_says_is_printed_as_it_stands() -> None:
    every = " ".join(HOSTILE[6:])
    whole = outline("six people")
    mild = attrs.evolve(whole, sections=(*whole.sections[:3], *whole.sections[-1:]))
    report = spoiled(mild, lambda said: f"{said} {every}")
    pdf = set_in_type(report)
    assert unsaid(pdf, paper.legible(report)) == []
    titles = [title for title in map(bookmark, read(pdf).outline) if title]
    assert len(titles) == 1 + len(paper.printed(mild, words=words("en")).sections), "a text became a heading"
    assert squeezed(paper.inert(every)) in squeezed(titles[-1])
    assert not {"/JavaScript", "/AA", "/OpenAction", "/EmbeddedFiles"} & set(root_of(read(pdf)))


def bookmark(each: Any) -> str:
    """The title of an entry of the outline; empty for those within."""
    return "" if isinstance(each, list) else each.title


def test_words_of_a_case_in_a_chart_are_drawn_as_words() -> None:
    results = SAMPLES["six people"]().results
    hostile = Text.of({"en": "A & B <script> #x \u0007"})
    case = SAMPLES["six people"]().case
    parties = tuple(attrs.evolve(party, name=hostile) for party in case.parties)
    told: list[str] = []
    pdf = render(attrs.evolve(case, parties=parties), results, words=words("en"), progress=told.append)
    assert told == ["Drawing the figures", "Making pictures for print", "Writing the page"]
    assert "A&B<script>#x" in squeezed("".join(page.extract_text() for page in read(pdf).pages))


def test_a_long_table_has_its_header_on_every_page_and_loses_no_row() -> None:
    columns = (Column(title="The heading", width=20), Column(title="Words", width=80))
    rows = tuple(
        Row(cells=(Cell(text=f"row {number} of many"), Cell(text="some words " * 9))) for number in range(90)
    )
    table = Table(id="long", caption="A long table", columns=columns, rows=rows)
    section = Section(id="only", title="Only this", blocks=(table,))
    report = attrs.evolve(outline("nothing"), sections=(section,))
    texts = [page.extract_text() for page in read(set_in_type(report)).pages][2:]
    assert len(texts) > 2
    assert all("The heading" in text for text in texts)
    assert all(f"row {number} of many" in "".join(texts) for number in range(90))


@pytest.mark.parametrize("word", ["a.long-address.of-the-web.example/" * 6, "letters" * 20])
def test_a_word_longer_than_its_column_breaks_within_it(word: str) -> None:
    columns = tuple(Column(title=title, width=width) for title, width in (("One", 90), ("Two", 10)))
    table = Table(id="t", caption="A", columns=columns, rows=(Row(cells=(Cell(text="x"), Cell(text=word))),))
    report = attrs.evolve(outline("nothing"), sections=(Section(id="s", title="S", blocks=(table,)),))
    page = read(set_in_type(report)).pages[2]
    places: list[float] = []

    def place(text: str, matrix: list[float], at: list[float], _font: object, _size: float) -> None:
        if text.strip():
            places.append(matrix[0] * at[4] + matrix[4])

    text = page.extract_text(visitor_text=place)
    assert squeezed(word) in squeezed(text)
    assert word not in text, "it stands on one line"
    assert len(set(places)) > 3, "its letters have no places of their own"
    assert max(places) < float(page.mediabox.width) - 50


def test_a_wide_table_lies() -> None:
    columns = tuple(Column(title=f"Column {number}") for number in range(9))
    table = Table(
        id="t", caption="Wide", columns=columns, rows=(Row(cells=tuple(Cell(text="words") for _ in columns)),)
    )
    narrow = Section(id="n", title="Narrow")
    wide = Section(id="w", title="Wide one", blocks=(table,))
    report = attrs.evolve(outline("nothing"), sections=(narrow, wide, attrs.evolve(narrow, id="m")))
    sizes = [page.mediabox.width > page.mediabox.height for page in read(set_in_type(report)).pages]
    assert sizes == [False, False, False, True, False]
