"""The material as it lies on the disk: its files, and the register of the sources cited in them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import attrs
from ruamel.yaml import YAML

from dissensus.domain.sources import Source

Row: TypeAlias = Mapping[str, Any]

FILES = (
    "parties",
    "issues",
    "positions",
    "redlines",
    "ladders",
    "mechanisms",
    "signals",
    "incidents",
    "polls",
    "sources",
)

RECALLED = "well-known public document: "
"""How the title of a document begins that is cited from memory; such a document has no id of its own."""


@attrs.frozen
class Material:
    """The files of the material by name, and the id of every source by what is said of it."""

    files: Mapping[str, Row]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The register: every source cited anywhere, once, the recalled documents last."""
        found = {source_id(cited): cited for cited in self._cited()}
        listed = [source["id"] for source in self.files["sources"]["sources"]]
        recalled = sorted(set(found) - set(listed))
        return tuple(_source(key, found[key]) for key in [*listed, *recalled])

    def _cited(self) -> Iterator[Row]:
        for name in FILES:
            yield from _sources_in(self.files[name])


def load(folder: Path) -> Material:
    """Read every file of the material."""
    yaml = YAML(typ="safe")
    return Material(
        {name: yaml.load((folder / f"{name}.yaml").read_text(encoding="utf-8")) for name in FILES}
    )


def is_source(value: object) -> bool:
    """Whether a value is a citation: it says how sure we are of the title it gives."""
    return isinstance(value, Mapping) and value.get("confidence") in ("retrieved", "recalled")


def _sources_in(value: object) -> Iterator[Row]:
    if isinstance(value, Mapping):
        if is_source(value):
            yield value
        else:
            for inner in value.values():
                yield from _sources_in(inner)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            yield from _sources_in(inner)


def source_id(cited: Row) -> str:
    """The id of a citation: its own or, for a document cited from memory, one made of its title and place.

    >>> source_id({"title": RECALLED + "North Atlantic Treaty", "reference": "Articles 5 and 6"})
    'recalled-north-atlantic-treaty-articles-5-and-6'
    """
    if "id" in cited:
        return str(cited["id"])
    title = textwrap.shorten(cited["title"].removeprefix(RECALLED), 60, placeholder="")
    words = f"recalled {title} {cited.get('reference', '')}"
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def source_ids(cited: Iterable[Row]) -> tuple[str, ...]:
    """The ids of a list of citations, in its order."""
    return tuple(source_id(source) for source in cited)


def _source(key: str, cited: Row) -> Source:
    recalled = cited["confidence"] == "recalled"
    return Source(
        id=key,
        title=cited["title"],
        publisher=cited.get("publisher"),
        date=cited.get("date"),
        url=cited.get("url"),
        grade="recalled" if recalled else cited["grade"],
        retrieval=cited["confidence"],
        reference=cited.get("reference"),
    )
