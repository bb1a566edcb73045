"""The face-to-face table: for each statement what either side holds, and what the other expected of it."""

from __future__ import annotations

from dissensus.engine.results import Cell, Difference, Label, Value, Withheld
from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import FaceGroup, FaceRow, Faces, FaceSide, Link, Strip
from dissensus.reports.sentences import differences
from dissensus.reports.sentences.figures import count, has_width, reason, share
from dissensus.reports.wording import ARMS, BANDS, KINDS, ORDER, STATES, StateWords, ends, known


def faces(material: Material, pair: tuple[str, str]) -> Faces:
    """The table of two sides, what surprises most on top."""
    found = material.between(pair)
    sides = found[0].sides if found else pair
    issues = tuple(dict.fromkeys(each.issue for each in found))
    numbers = {issue: number for number, issue in enumerate(issues, 1)}
    keys = (*ORDER, *(key for key in dict.fromkeys(map(differences.state_key, found)) if key not in ORDER))
    groups = (_group(material, pair, key, numbers) for key in keys)
    return Faces(
        id=anchor("faces", *pair),
        caption=_caption(material, sides),
        parties=(material.name(sides[0]), material.name(sides[1])),
        places=(material.place(sides[0]), material.place(sides[1])),
        groups=tuple(group for group in groups if group.rows),
        issues=tuple(
            (numbers[issue], material.issue(issue), sum(each.issue == issue for each in found))
            for issue in issues
        ),
        note=_note(material, found),
    )


def _caption(material: Material, pair: tuple[str, str]) -> str:
    return material.words(
        "What {a} and {b} hold, and what each expected of the other",
        a=material.speakers(pair[0]),
        b=material.speakers(pair[1]),
    )


def _note(material: Material, found: tuple[Difference, ...]) -> str:
    """What the reader must know of how answers are shown here."""
    say = material.words
    kinds = {type(cell) for each in found for cell in each.alpha.values()}
    labels = {cell.label for each in found for cell in each.alpha.values() if isinstance(cell, Label)}
    parts = []
    if Value in kinds and material.turnout_told:
        parts.append(
            say(
                "A share is of those who take a side; brackets hold the {level} interval where there is one. "
                "“Unsure” is of all who answered.",
                level=say.percent(0.9),
            )
        )
    elif Value in kinds:
        parts.append(
            say(
                "A share is of those who take a side, rounded, and one figure at either end of the scale: "
                "nobody’s own answer can be told from it."
            )
        )
    if labels & {"most agree", "most disagree", "no common answer"}:
        parts.append(
            say(
                "With 5 to 11 people a side shows as one of three labels: most agree (more than half of "
                "those asked), most disagree, or no common answer. Figures begin at 30."
            )
        )
    if labels & set(BANDS):
        parts.append(say("With 12 to 29 people a side shows as one of five bands. Figures begin at 30."))
    return " ".join(parts)


def _group(material: Material, pair: tuple[str, str], key: str, numbers: dict[str | None, int]) -> FaceGroup:
    words = STATES.get(key, StateWords(key, key, ""))
    say = material.words
    return FaceGroup(
        id=differences.group_id(pair, key),
        state=key,
        title=say.catalogue.gettext(words.many),
        explains=say.catalogue.gettext(words.means) if words.means else "",
        rows=tuple(
            _row(material, found, numbers[found.issue]) for found in differences.in_state(material, pair, key)
        ),
    )


def _row(material: Material, found: Difference, issue: int) -> FaceRow:
    say, (a, b) = material.words, found.sides
    facts = [material.issue(found.issue), known(say, KINDS, found.kind)]
    if found.arm is not None:
        facts.append(known(say, {key: word for key, word in ARMS.items() if key}, found.arm))
    return FaceRow(
        id=differences.row_id(found),
        statement=found.statement,
        text=material.wording(found.statement),
        language=material.wording_language(found.statement),
        issue=issue,
        small=" · ".join(fact for fact in facts if fact),
        sides=(_side(material, found, a, b), _side(material, found, b, a)),
        state=differences.state_key(found),
        state_words=differences.state_words(material, found),
        state_small=differences.state_small(material, found),
        links=_links(material, found),
    )


def _links(material: Material, found: Difference) -> tuple[Link, ...]:
    if found.statement not in material.statements:
        return ()
    return (Link(material.words("record"), "#" + anchor("statement", found.statement)),)


def _side(material: Material, found: Difference, side: str, other: str) -> FaceSide:
    say = material.words
    right = found.rightly[side]
    return FaceSide(
        party=material.name(side),
        place=material.place(side),
        leaning=found.leans[side] or "none",
        holds=_holds(material, found.alpha[side]),
        detail=_detail(material, found, side),
        expected_of=say("expected of {other}:", other=material.name(other)),
        expected=_expected(material, found.prediction[side]),
        verdict=_verdict(material, found, side),
        right=right,
        strip=Strip(held=_ends(found.alpha[side]), expected=_ends(found.prediction[other])),
    )


def _holds(material: Material, cell: Cell) -> str:
    say = material.words
    if isinstance(cell, Value):
        return say("{share} agree", share=share(material, cell))
    if isinstance(cell, Label):
        return differences.labelled(material, cell)
    return say("not shown")


def _detail(material: Material, found: Difference, side: str) -> str:
    """Interval, n and the unsure, in small."""
    say, cell, unsure = material.words, found.alpha[side], found.unsure[side]
    if isinstance(cell, Withheld):
        return reason(material, cell)
    if isinstance(cell, Label):
        return ""
    text = n = count(material, cell.n)
    if cell.interval is not None and has_width(cell):
        low, high = (say.percent(end) for end in cell.interval)
        text = say("[{low} to {high}], {n}", low=low, high=high, n=n) if low != high else n
    if isinstance(unsure, Value):
        return say("{certainty}, {unsure} unsure", certainty=text, unsure=share(material, unsure))
    return text


def _expected(material: Material, cell: Cell) -> str:
    say = material.words
    if isinstance(cell, Withheld):
        return say("not shown: {reason}", reason=reason(material, cell))
    if isinstance(cell, Label):
        return differences.labelled(material, cell)
    return say("{share} agree", share=share(material, cell))


def _verdict(material: Material, found: Difference, side: str) -> str:
    """Whether the other's leaning was expected, in a word; empty where there is nothing to say."""
    if found.rightly[side] is None or isinstance(found.prediction[side], Withheld):
        return ""
    if found.expects[side] is None:
        return material.words("no expectation")
    return material.words("rightly") if found.rightly[side] else material.words("wrongly")


def _ends(cell: Cell) -> tuple[float, float | None, float] | None:
    """The ends between which a share is drawn, and its middle; None for what cannot be drawn."""
    if isinstance(cell, Value):
        low, high = cell.interval or (cell.value, cell.value)
        return low, cell.value, high
    between = ends(cell.label) if isinstance(cell, Label) else None
    return (between[0], None, between[1]) if between else None
