"""Folders that commands make: new ones whole or not at all, and one that a command may write again.

That one replaces what the command wrote there itself and nothing else; what was written stands in a file of
digests, as `sha256sum --check SHA256SUMS` reads it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dissensus.domain.errors import DissensusError

DIGESTS = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64})  (.+)")


@contextmanager
def new(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to fill; on a clean end it takes the place of `folder`, else nothing is left.

    Raises DissensusError, before anything is made, where `folder` is there and is not empty.
    """
    if folder.exists() and any(folder.iterdir() if folder.is_dir() else [folder]):
        raise DissensusError(f"{folder} is there already and is not empty; name a new folder")
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
        made = Path(place) / "made"
        made.mkdir()
        yield made
        if not folder.exists():
            made.rename(folder)
            return
        for path in made.iterdir():
            path.rename(folder / path.name)


@contextmanager
def rewritten(folder: Path) -> Iterator[Path]:
    """Yield an empty folder to fill; on a clean end its files take their places in `folder`.

    Raises DissensusError, before anything is made, where `folder` holds files that this function did not put
    there, or that were changed since.
    """
    held = _held(folder)
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as place:
        made = Path(place)
        yield made
        _replace(folder, held, made)


def _held(folder: Path) -> Mapping[str, str]:
    """What was written into the folder before, by path; nothing where it is new or empty."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return {}
    held = {path: digest for digest, path in _listed(folder / DIGESTS) if _inside(folder, path)}
    if not held:
        raise DissensusError(
            f"{folder} is there already and holds what this command did not write; "
            "name another folder with --out"
        )
    for path, digest in held.items():
        if (folder / path).exists() and _digest(folder / path) != digest:
            raise DissensusError(
                f"{folder / path} was changed since this command wrote it; move it elsewhere, "
                "or name another folder with --out"
            )
    return held


def _listed(digests: Path) -> list[tuple[str, str]]:
    """Digest and path of every file that is listed; nothing where there is no such list."""
    if not digests.is_file():
        return []
    lines = digests.read_bytes().decode("utf-8", errors="replace").splitlines()
    return [(found[1], found[2]) for line in lines if (found := _LINE.fullmatch(line))]


def _inside(folder: Path, path: str) -> bool:
    return (folder / path).resolve().is_relative_to(folder.resolve())


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _replace(folder: Path, held: Mapping[str, str], made: Path) -> None:
    """Old files out, digests in, new files in: wherever this stops, the digests cover what is there."""
    new = sorted(path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file())
    for path in new:
        if path not in held and (folder / path).exists():
            raise DissensusError(f"{folder / path} is in the way; move it, or name another folder with --out")
    for path in held:
        (folder / path).unlink(missing_ok=True)
    digests = "".join(f"{_digest(made / path)}  {path}\n" for path in new)
    (made / DIGESTS).write_text(digests, encoding="utf-8")
    (made / DIGESTS).replace(folder / DIGESTS)
    for path in new:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (made / path).replace(folder / path)
    _drop_empty(folder)


def _drop_empty(folder: Path) -> None:
    """Remove the folders in which nothing is left, the innermost first."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
            path.rmdir()
