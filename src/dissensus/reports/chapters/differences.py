"""Where the sides differ: the difference map, and every statement face to face."""

from __future__ import annotations

from dissensus.engine.results import Value
from dissensus.reports.face_to_face import faces
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Faces, Findings, Paragraph, Picture, Section
from dissensus.reports.sentences import differences, surprise
from dissensus.reports.sentences.figures import joined


def map_chapter(material: Material) -> Section | None:
    """The difference map with what is found on it."""
    pictures = tuple(Picture(figure=figure) for figure in material.charts("difference-map"))
    found = surprise.findings(material)
    if not found and not pictures:
        return None
    say = material.words
    lead = Paragraph(text=_how_to_read(material), quiet=True)
    return Section(id="map", title=say("Difference map"), blocks=(lead, Findings(found=found), *pictures))


def _how_to_read(material: Material) -> str:
    say = material.words
    lead = say("How far the sides are apart, and how far each believes them to be.")
    if any(isinstance(found.actual, Value) for found in material.held.differences):
        how = say(
            "On the diagonal a difference is seen in its true size; above it, it is overestimated; below, "
            "underestimated."
        )
    else:
        how = say("Where only labels or bands may be shown, the chart shows regions and no points.")
    return joined(lead, how)


def faces_chapter(material: Material) -> Section | None:
    """Every statement: what each side holds, and what the other expected."""
    pairs = [pair for pair in material.pairs if material.between(pair)]
    if not pairs:
        return None
    say = material.words
    title = say("Face to face")
    if len(pairs) == 1:
        return Section(id="face-to-face", title=title, blocks=_pair(material, pairs[0]))
    return Section(
        id="face-to-face",
        title=title,
        sections=tuple(
            Section(
                id=anchor("pair", *pair),
                title=say("{a} and {b}", a=material.name(pair[0]), b=material.name(pair[1])),
                blocks=_pair(material, pair),
            )
            for pair in pairs
        ),
    )


def _pair(material: Material, pair: tuple[str, str]) -> tuple[Findings | Faces, ...]:
    return Findings(found=differences.findings(material, pair)), faces(material, pair)
