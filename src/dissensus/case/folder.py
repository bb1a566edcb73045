"""The folder of a case as bytes by file name: what may be read from it, and how it is written."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

from dissensus.case.layout import of_the_format
from dissensus.case.reading import Reading
from dissensus.domain.errors import CaseError, Problem

LARGEST = {".yaml": 20_000_000, ".json": 50_000_000, ".csv": 500_000_000}
"""Bytes that a file may have, by kind."""

MOST_SHOWN = 20
"""Lines of one file on which characters are complained of."""

_CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")


@attrs.frozen
class Folder:
    """The files of a case by name, with / between folder and file.

    `problems` are those of the folder itself; `held` are the files of a folder that is not on disk.
    """

    names: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    root: Path | None = None
    held: Mapping[str, bytes] = attrs.field(factory=dict)

    def content(self, name: str) -> bytes:
        """What a file holds; raises CaseError where it is no plain file, or larger than `LARGEST`."""
        if self.root is None:
            return self.held[name]
        path = self.root / name
        try:
            found = path.stat()
            if not stat.S_ISREG(found.st_mode):
                raise _refused(name, "this is no plain file", "Put a plain file in its place.")
            if found.st_size > LARGEST[path.suffix]:
                raise _refused(
                    name,
                    f"the file has {found.st_size:,} bytes; {LARGEST[path.suffix]:,} is the most",
                    "Split the case, or take out what does not belong in it.",
                )
            return path.read_bytes()
        except OSError as error:
            why = f"the file cannot be read: {error.strerror}"
            raise _refused(name, why, "See that it is there and that you may read it.") from None


def in_memory(held: Mapping[str, bytes]) -> Folder:
    """A folder that is not on disk."""
    return Folder(tuple(held), held=held)


def on_disk(path: Path) -> Folder:
    """The folder at a path. A link that leads out of it becomes a problem and is not followed."""
    if not path.is_dir():
        what = "this is no folder" if path.exists() else "there is no such folder"
        return Folder((), (Problem(str(path), None, what, "Name the folder that holds case.yaml."),))
    root = path.resolve()
    names: list[str] = []
    problems: list[Problem] = []
    try:
        for name, leaves in _walk(root, ""):
            if leaves:
                problems.append(
                    Problem(
                        name, None, "this is a link out of the folder", "Put what it leads to in its place."
                    )
                )
            else:
                names.append(name)
    except OSError as error:
        what = f"the folder cannot be read: {error.strerror}"
        problems.append(Problem(str(path), None, what, "See that you may read it."))
    return Folder(tuple(sorted(names)), tuple(problems), root)


def _walk(root: Path, inside: str) -> Iterator[tuple[str, bool]]:
    """Names at the top and in the folders of rounds, each with whether it is a link out of the folder."""
    for found in sorted(os.scandir(root / inside), key=lambda entry: entry.name):
        name = f"{inside}{found.name}"
        if found.is_symlink() and not Path(os.path.realpath(found.path)).is_relative_to(root):
            yield name, True
        elif not Path(found.path).is_dir():
            yield name, False
        elif name == "rounds" or inside == "rounds/":
            yield from _walk(root, f"{name}/")


def legible(data: bytes, at: Reading) -> bytes | None:
    """UTF-8 without a byte order mark and with \\n at line ends; None where problems were noted instead."""
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        line = _line(data, error.start)
        at.wrong(line, f"the byte 0x{data[error.start]:02x} is not UTF-8", "Save the file as UTF-8.")
        return None
    lines: dict[int, str] = {}
    for found in _CONTROL.finditer(data):
        lines.setdefault(_line(data, found.start()), found[0].decode())
        if len(lines) > MOST_SHOWN:
            break
    for line, character in lines.items():
        at.wrong(line, f"the line holds the control character U+{ord(character):04X}", "Take it out.")
    return None if lines else data


def _line(data: bytes, place: int) -> int:
    return data.count(b"\n", 0, place) + 1


def _refused(name: str, what: str, todo: str) -> CaseError:
    return CaseError([Problem(name, None, what, todo)])


def put(files: Mapping[str, bytes], path: Path) -> None:
    """Write the files to a folder, which is made if need be; each file appears whole or not at all.

    Raises CaseError where the folder holds a file of the format that is not among them (it would be read as
    part of the case) or a link out of the folder.
    """
    if path.exists():
        there = on_disk(path)
        stale = [name for name in there.names if of_the_format(name) and name not in files]
        problems = [*there.problems]
        problems += [
            Problem(name, None, f"{path} holds this file and the case does not", "Name a new folder.")
            for name in stale
        ]
        if problems:
            raise CaseError(problems)
    for name, data in files.items():
        place = path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f".{place.name}.unfinished")
        unfinished.write_bytes(data)
        unfinished.replace(place)
