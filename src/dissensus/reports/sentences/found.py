"""How a finding is put together: what rests on answers, and what rests on the public record."""

from __future__ import annotations

from dissensus.reports.material import Material, anchor
from dissensus.reports.outline import Finding, Link


def of_answers(material: Material, name: tuple[str, ...], topic: str, sentence: str, target: str) -> Finding:
    """A finding that rests on what a round was answered."""
    return Finding(
        id=anchor("finding", *name),
        topic=topic,
        sentence=sentence,
        claims=(Link(material.words("In the table"), f"#{target}"),),
        synthetic=material.synthetic,
    )


def of_record(material: Material, name: tuple[str, ...], topic: str, sentence: str, target: str) -> Finding:
    """A finding that rests on the public record, which is real."""
    links = [Link(material.words("In the table"), f"#{target}")]
    if material.case.sources:
        links.append(Link(material.words("Its sources"), "#sources"))
    return Finding(
        id=anchor("finding", "-".join(("record", *name))),
        topic=topic,
        sentence=sentence,
        claims=tuple(links),
        synthetic=False,
        on_record=True,
    )


def mark(material: Material) -> str:
    """The remark that the answers are synthetic, for a sentence that names nobody who speaks; else empty."""
    return material.words(" (from synthetic answers)") if material.synthetic else ""
