"""What is generated and kept: the schema of results, help texts, console sessions, pictures.

`python -m tools.generated` writes it anew. Tests hold all but the pictures to what the code says; those are
drawn from synthetic delegates, always the same.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from tools import pictures
from tools.console import replayed

ROOT = Path(__file__).resolve().parent.parent
SCHEMA = ROOT / "docs" / "schema" / "results-1.json"
COMMANDS = ROOT / "docs" / "command-line.md"
SESSIONS = (ROOT / "docs" / "getting-started.md", ROOT / "docs" / "tutorials" / "first-case.md")
IMAGES = ROOT / "docs" / "images"

_HELP = re.compile(r"(<!-- help: (?P<name>[a-z -]*) -->\n).*?(<!-- end -->)", re.DOTALL)


def schema() -> str:
    """The JSON Schema of results, as the file holds it."""
    from dissensus.engine import serial

    return json.dumps(serial.schema(), indent=2, ensure_ascii=False) + "\n"


def with_help(page: str) -> str:
    """The page with every help text between its marks as the command prints it now."""
    return _HELP.sub(lambda found: f"{found[1]}```text\n{help_of(found['name'])}```\n{found[3]}", page)


def help_of(command: str) -> str:
    """What `dissensus COMMAND --help` prints, 80 columns wide; the empty name is the command itself."""
    from click.testing import CliRunner

    from dissensus.cli import main

    arguments = [*command.split(), "--help"]
    return CliRunner().invoke(main, arguments, prog_name="dissensus", terminal_width=80).output


def main() -> None:
    """Write all of it."""
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_text(schema(), encoding="utf-8")
    COMMANDS.write_text(with_help(COMMANDS.read_text(encoding="utf-8")), encoding="utf-8")
    for page in SESSIONS:
        page.write_text(replayed(page.read_text(encoding="utf-8")), encoding="utf-8")
    IMAGES.mkdir(exist_ok=True)
    for name, picture in pictures.drawn().items():
        (IMAGES / name).write_bytes(picture)


if __name__ == "__main__":
    main()
