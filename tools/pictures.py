"""The pictures of the documentation: drawn from synthetic delegates, always the same, and packed small."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FIGURES = {"difference-map": "difference-map-NATO-RUS", "ladder": "ladder-air-NATO-RUS"}


def drawn() -> dict[str, bytes]:
    """The pictures by file name: the difference map and one ladder of the demonstration."""
    from dissensus import case as cases
    from dissensus.charts import figures, render
    from dissensus.cli.demo import SEED, dialogue
    from dissensus.i18n import words

    held, results = dialogue(cases.read(cases.bundled()), SEED, lambda _: None)
    made = {figure.id: figure for figure in figures(held, results, words("en"))}
    return {
        f"{name}.png": packed(render.png(made[figure].spec, scale=1.5)) for name, figure in _FIGURES.items()
    }


def packed(png: bytes) -> bytes:
    """The same picture, point for point, with its data compressed as far as it goes."""
    parts = [*_parts(png)]
    data = zlib.decompress(b"".join(body for kind, body in parts if kind == b"IDAT"))
    before = [part for part in parts if part[0] not in (b"IDAT", b"IEND")]
    kept = [*before, (b"IDAT", zlib.compress(data, 9)), (b"IEND", b"")]
    return _SIGNATURE + b"".join(_part(kind, body) for kind, body in kept)


def _parts(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(_SIGNATURE)
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        yield kind, png[place + 8 : place + 8 + length]
        place += 12 + length


def _part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))
