"""Charts that display themselves in a notebook, each with what it shows in words and in a table."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

import attrs

from dissensus.desk.asked import Asked, Subject, measured
from dissensus.domain.errors import DissensusError

if TYPE_CHECKING:
    from dissensus.charts.figure import Figure

_LACKS = "what the rungs of its ladders are"

_SHAPES = ("svg", "png", "json")


@attrs.frozen(slots=False, repr=False)
class Chart:
    """One chart: `figure` holds its specification, its words and the table of the same numbers."""

    figure: Figure
    language: str = "en"

    @property
    def alt(self) -> str:
        """What is to be seen, in a sentence that carries its numbers."""
        return self.figure.alt

    def save(self, path: str | Path) -> Path:
        """Write the chart as the name's ending says: .svg, .png, or .json, its Vega-Lite specification.

        Raises
        ------
        DissensusError : the name ends otherwise.
        """
        import json

        from dissensus.charts.render import png

        place = Path(path)
        match place.suffix.lower():
            case ".svg":
                place.write_text(self._svg, encoding="utf-8", newline="\n")
            case ".png":
                place.write_bytes(png(self.figure.spec))
            case ".json":
                place.write_text(json.dumps(self.figure.spec), encoding="utf-8", newline="\n")
            case other:
                known = ", ".join(f".{shape}" for shape in _SHAPES)
                raise DissensusError(f"{place}: a chart is no {other!r}; give a name that ends in {known}")
        return place

    def __repr__(self) -> str:
        """The chart in words."""
        return f"{self.figure.title}\n{self.alt}\n{self.figure.note}"

    def _repr_html_(self) -> str:
        """The chart as a picture in a page, with its note below."""
        return (
            f'<figure lang="{self.language}" style="margin:.5em 0;max-width:100%;overflow-x:auto">{self._svg}'
            f'<figcaption style="font-size:.9em">{escape(self.figure.note)}</figcaption></figure>'
        )

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Every form that a notebook may choose from, and the words for pictures that carry none."""
        from altair.vegalite.v6.display import VEGALITE_MIME_TYPE

        from dissensus.charts.render import png

        forms = {
            VEGALITE_MIME_TYPE: dict(self.figure.spec),
            "text/html": self._repr_html_(),
            "image/svg+xml": self._svg,
            "image/png": b64encode(png(self.figure.spec, scale=1)).decode("ascii"),
            "text/plain": repr(self),
        }
        words = {"alt": self.alt}
        return forms, {"image/svg+xml": words, "image/png": words}

    @cached_property
    def _svg(self) -> str:
        from dissensus.charts.render import svg

        return svg(self.figure.spec)


@attrs.frozen(repr=False)
class Charts(Sequence[Chart]):
    """Charts in reading order. One alone displays as that chart, several one below the other."""

    charts: tuple[Chart, ...]
    nothing: str

    def __len__(self) -> int:
        return len(self.charts)

    @overload
    def __getitem__(self, place: int) -> Chart: ...

    @overload
    def __getitem__(self, place: slice) -> Charts: ...

    def __getitem__(self, place: int | slice) -> Chart | Charts:
        if isinstance(place, slice):
            return Charts(self.charts[place], self.nothing)
        return self.charts[place]

    def __repr__(self) -> str:
        """Every chart in words."""
        return "\n\n".join(map(repr, self.charts)) or self.nothing

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """The one chart's forms, or the pictures of all."""
        if len(self.charts) == 1:
            return self.charts[0]._repr_mimebundle_()
        page = "\n".join(chart._repr_html_() for chart in self.charts)
        return {"text/html": page or f"<p>{escape(self.nothing)}</p>", "text/plain": repr(self)}, {}


def difference_map(subject: Subject, asked: Asked) -> Charts:
    """See `dissensus.desk.difference_map`."""
    from dissensus.charts.difference_bands import difference_bands
    from dissensus.charts.difference_map import difference_map
    from dissensus.charts.difference_matrix import difference_matrix
    from dissensus.i18n import words

    held, say = measured(subject, asked), words(asked.get("lang", "en"))
    drawings = (difference_map, difference_bands, difference_matrix)
    return _gathered(
        (draw(held.case, held.results, say, pair) for pair in held.case.pairs for draw in drawings), asked
    )


def ladders(subject: Subject, asked: Asked) -> Charts:
    """See `dissensus.desk.ladders`."""
    from dissensus.charts.ladders import ladder
    from dissensus.charts.line_summary import line_summary
    from dissensus.i18n import words

    held, say = measured(subject, asked, lacks=_LACKS, drawn=True), words(asked.get("lang", "en"))
    domains = dict.fromkeys(gap.domain for gap in held.results.latest.lines)

    def drawn() -> Iterator[Figure | None]:
        for pair in held.case.pairs:
            yield line_summary(held.case, held.results, say, pair)
        for domain in domains:
            for pair in held.case.pairs:
                yield ladder(held.case, held.results, say, domain, pair)

    return _gathered(drawn(), asked)


def surprise(subject: Subject, asked: Asked) -> Charts:
    """See `dissensus.desk.surprise`."""
    from dissensus.charts.surprise import surprise
    from dissensus.i18n import words

    held, say = measured(subject, asked), words(asked.get("lang", "en"))
    return _gathered((surprise(held.case, held.results, say, pair) for pair in held.case.pairs), asked)


def _gathered(drawn: Iterable[Figure | None], asked: Asked) -> Charts:
    """The charts that have something to show."""
    from dissensus.i18n import words

    language = asked.get("lang", "en")
    found = tuple(Chart(figure, language) for figure in drawn if figure is not None)
    return Charts(found, words(language)("Nothing to show."))
