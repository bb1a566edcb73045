"""The command: `dissensus new-case | import | check | measure | report | simulate | demo`.

Each command lives in a file of its own and imports what it needs when it runs, so that `dissensus --help` is
quick.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from dissensus import __version__
from dissensus.domain.errors import CaseError, DissensusError

COMMANDS = ("check", "demo", "import", "measure", "new-case", "report", "simulate")

_FILES = {"import": "importing", "new-case": "new_case"}
"""Commands whose name is none that a file of Python can have."""


class _Commands(click.Group):
    """The commands by name, each from the file of that name."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Every command, in the order of the alphabet."""
        return [*COMMANDS]

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        file = _FILES.get(cmd_name, cmd_name)
        command = getattr(import_module(f"dissensus.cli.{file}"), file)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what goes wrong for a reason becomes a letter on stderr and exit code 1."""
        try:
            return super().invoke(ctx)
        except CaseError as error:
            click.echo(f"{error}\n{_count(error)}", err=True)
            sys.exit(1)
        except DissensusError as error:
            click.echo(f"Error: {error}", err=True)
            sys.exit(1)
        except BrokenPipeError:
            raise
        except OSError as error:
            click.echo(f"Error: {_place(error)}{error.strerror or error}", err=True)
            sys.exit(1)


def _count(error: CaseError) -> str:
    number = len(error.problems)
    return f"{number} problem{'' if number == 1 else 's'}; nothing was loaded."


def _place(error: OSError) -> str:
    return "" if error.filename is None else f"{error.filename}: "


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="dissensus")
def main() -> None:
    """Where the sides of a confrontation differ, and what each gets wrong about the other."""
