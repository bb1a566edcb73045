"""Pictures are packed without a point changed, and are light."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from tools.pictures import packed

from tests.house.documents import DOCS

PICTURES = sorted((DOCS / "images").glob("*.png"))


def part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def points(png: bytes) -> bytes:
    """The decompressed data of a picture of one part of data."""
    start = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[start - 4 : start])
    return zlib.decompress(png[start + 4 : start + 4 + length])


def test_a_packed_picture_is_the_same_picture() -> None:
    raw = bytes(range(4)) * 3 + b"\0" * 1000
    data = zlib.compress(raw, 0)
    header = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0))
    halves = part(b"IDAT", data[:20]) + part(b"IDAT", data[20:])
    png = b"\x89PNG\r\n\x1a\n" + header + halves + part(b"IEND", b"")
    small = packed(png)
    assert points(small) == raw
    assert small.startswith(b"\x89PNG\r\n\x1a\n" + header)
    assert small.endswith(part(b"IEND", b""))
    assert len(small) < len(png)
    assert packed(small) == small


def test_there_are_pictures() -> None:
    assert [path.name for path in PICTURES] == ["difference-map.png", "ladder.png"]


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_pictures_are_light(picture: Path) -> None:
    assert picture.stat().st_size < 300_000
