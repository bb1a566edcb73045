"""Console sessions of a page, run again in order in one empty folder: what they print, the page says.

A code block with a caption is a file of that name: it is written to the folder when the page comes to it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_BLOCK = re.compile(
    r"(?P<begin>```console\n)(?P<session>.*?)(?P<end>```)"
    r"|```\{code-block\} \w+\n:caption: (?P<file>[\w./-]+)\n\n(?P<text>.*?)```",
    re.DOTALL,
)
_PROMPT = "$ "


def replayed(page: str) -> str:
    """The page with every console session as it goes now; `...` stands for the folder that it goes in.

    Both streams are shown. Trailing blanks are dropped.
    """
    with TemporaryDirectory() as place:
        folder = Path(place).resolve()
        return _BLOCK.sub(lambda found: _again(found, folder), page)


def _again(found: re.Match[str], folder: Path) -> str:
    """The block as it goes now: a session is run, a file is written."""
    if found["file"] is None:
        return found["begin"] + _session(found["session"], folder) + found["end"]
    place = (folder / found["file"]).resolve()
    assert place.is_relative_to(folder), "a page writes its own files only"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(found["text"], encoding="utf-8")
    return found[0]


def _session(written: str, folder: Path) -> str:
    commands = [line[len(_PROMPT) :] for line in written.splitlines() if line.startswith(_PROMPT)]
    return "".join(f"{_PROMPT}{command}\n{_printed(command, folder)}" for command in commands)


def _printed(command: str, folder: Path) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": "80", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    lines = [line.rstrip() for line in done.stdout.replace(str(folder), "...").splitlines()]
    return "".join(f"{line}\n" for line in lines)
