"""Documentation that cannot lie: commands, options, targets, variables, modules, links, generated parts."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path

import click
import pytest
from tools import generated

import dissensus
from dissensus.cli import COMMANDS, main
from tests.conftest import ROOT
from tests.house.documents import DOCS, links, pages, read, sources

COMMAND_LINE = read(DOCS / "command-line.md")
_spec = importlib.util.spec_from_file_location("modules", DOCS / "_ext" / "modules.py")
assert _spec is not None
assert _spec.loader is not None
modules = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(modules)

DOCUMENTED_WHOLE = ("domain", "measures", "engine")


def section(command: str) -> str:
    """What the page says of one command."""
    start = COMMAND_LINE.index(f"\n## {command}\n")
    end = COMMAND_LINE.find("\n## ", start + 1)
    return COMMAND_LINE[start : end if end > 0 else None]


def command(name: str) -> click.Command:
    """The command that is called so, and below it those of a command that has its own."""
    found: click.Command = main
    for part in name.split():
        assert isinstance(found, click.Group)
        inside = found.get_command(click.Context(found), part)
        assert inside is not None
        found = inside
    return found


def every_command() -> list[str]:
    """Every command by its whole name."""
    names: list[str] = []
    for name in COMMANDS:
        found = command(name)
        inside = found.list_commands(click.Context(found)) if isinstance(found, click.Group) else []
        names += [name, *(f"{name} {each}" for each in inside)]
    return names


def test_a_command_below_another_is_a_command_too() -> None:
    assert {"import", "import csv", "new-case"} <= {*every_command()}


@pytest.mark.parametrize("name", every_command())
def test_every_command_is_documented_with_every_option(name: str) -> None:
    said = section(name)
    for parameter in command(name).params:
        spellings = (
            parameter.opts if isinstance(parameter, click.Option) else [parameter.make_metavar(_context())]
        )
        assert all(re.search(rf"(?<![\w-]){re.escape(each)}(?![\w-])", said) for each in spellings)


def _context() -> click.Context:
    return click.Context(main)


def test_the_help_texts_are_those_of_the_commands() -> None:
    assert generated.with_help(COMMAND_LINE) == COMMAND_LINE, "run `python -m tools.generated`"
    helped = re.findall(r"<!-- help: ([a-z -]*) -->", COMMAND_LINE)
    assert ["", *every_command()] == sorted(helped)


def test_the_schema_of_results_is_up_to_date() -> None:
    assert read(generated.SCHEMA) == generated.schema(), "run `python -m tools.generated`"


def targets() -> list[str]:
    """The targets of the Makefile that describe themselves."""
    return re.findall(r"^([a-z]+):.*## ", read(ROOT / "Makefile"), re.MULTILINE)


def test_make_lists_itself() -> None:
    done = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [line.split()[1] for line in done.stdout.splitlines()] == targets()
    phony = re.search(r"^\.PHONY: (.*)$", read(ROOT / "Makefile"), re.MULTILINE)
    assert phony is not None
    assert phony[1].split() == targets()


@pytest.mark.parametrize("target", [*targets()])
def test_every_target_of_make_is_documented(target: str) -> None:
    if target == "help":
        return
    said = "\n".join(read(path) for path in pages())
    assert re.search(rf"`make (?:\w+ )*{target}\b|\$ make (?:\w+ )*{target}\b", said)


def test_every_environment_variable_is_documented() -> None:
    read_by = [*sources(), *(ROOT / "tests").rglob("*.py"), ROOT / ".ci" / "run"]
    named = {name for path in read_by for name in re.findall(r"\bDISSENSUS_[A-Z_]+\b", read(path))}
    documented = set(re.findall(r"^\| `(\w+)` \|", COMMAND_LINE, re.MULTILINE))
    assert named <= documented
    assert "DISSENSUS_REQUIRE" in named


def test_the_package_itself_reads_no_environment_variable() -> None:
    asking = [path.name for path in sources() if re.search(r"\bos\.(environ|getenv)\b", read(path))]
    assert asking == []


@pytest.mark.parametrize("layer", DOCUMENTED_WHOLE)
def test_every_module_is_in_the_reference(layer: str) -> None:
    assert f"<!-- modules: dissensus.{layer} -->" in read(DOCS / "reference" / f"{layer}.md")
    folder = ROOT / "src" / "dissensus" / layer
    held = {
        ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for path in folder.rglob("*.py")
        if not path.name.startswith("_")
    }
    assert held <= set(modules.modules(f"dissensus.{layer}"))


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_to_files_lead_somewhere(path: Path) -> None:
    for link in links(read(path)):
        if re.match(r"[a-z]+:", link) or link.startswith("#"):
            continue
        assert (path.parent / link.partition("#")[0]).exists(), link


def test_the_version_is_one() -> None:
    said = [
        re.search(r'^version = "(.+)"$', read(ROOT / "pyproject.toml"), re.MULTILINE),
        re.search(r"^version: (.+)$", read(ROOT / "CITATION.cff"), re.MULTILINE),
    ]
    assert [match and match[1] for match in said] == [dissensus.__version__] * 2


def test_changes_are_said_in_fragments_of_a_known_kind() -> None:
    kinds = {"feature", "bugfix", "doc", "removal", "misc"}
    for path in (ROOT / "changes").glob("*.md"):
        assert path.name.count(".") == 2
        assert path.name.split(".")[1] in kinds
        assert read(path).strip()
