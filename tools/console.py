"""Console sessions of a page, run again in order in one empty folder: what they print, the page says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_SESSION = re.compile(r"(```console\n)(.*?)(```)", re.DOTALL)
_PROMPT = "$ "


def replayed(page: str) -> str:
    """The page with every console session as it goes now; `...` stands for the folder that it goes in.

    Both streams are shown. Trailing blanks are dropped.
    """
    with TemporaryDirectory() as place:
        folder = Path(place).resolve()
        return _SESSION.sub(lambda found: found[1] + _session(found[2], folder) + found[3], page)


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
