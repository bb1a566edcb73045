"""The house rules: contracts, sizes, names, what may not be said, and what may not be loaded."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SRC = ROOT / "src" / "dissensus"
SOURCES = sorted(SRC.rglob("*.py"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "misc", "manager", "managers", "data2"}
HEAVY = {"scipy", "polars", "altair", "numpy", "rich", "jinja2", "babel", "cattrs", "ruamel", "vl_convert"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Every file that belongs to the project: what git would carry, or all of a tree without git."""
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        return [path for path in ROOT.rglob("*") if path.is_file() and ".venv" not in path.parts]
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_the_contracts_between_the_layers_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_a_file_is_short_and_says_first_what_belongs_in_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    assert not text.strip() or ast.get_docstring(ast.parse(text)), "the file does not say what belongs in it"


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def length(function: Function) -> int:
    """The lines of a function from its name on, without its docstring."""
    first = function.body[0]
    described = ast.get_docstring(function, clean=False) is not None
    documented = (first.end_lineno or first.lineno) - first.lineno + 1 if described else 0
    return (function.end_lineno or function.lineno) - function.lineno + 1 - documented


def test_the_length_of_a_function_leaves_its_docstring_out() -> None:
    written = 'def f(a: int) -> int:\n    """One.\n\n    Two.\n    """\n    return a\n'
    assert [length(each) for each in functions(ast.parse(written))] == [2]


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_functions_are_short(path: Path) -> None:
    found = functions(ast.parse(path.read_text(encoding="utf-8")))
    assert {each.name: length(each) for each in found if length(each) >= LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_what_others_may_use_is_described(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name


@pytest.mark.parametrize("path", SOURCES, ids=relative)
def test_names_say_what_a_thing_is(path: Path) -> None:
    given = {path.stem, path.parent.name, *names(ast.parse(path.read_text(encoding="utf-8")))}
    words = {word.lower() for name in given for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name)}
    assert words & FORBIDDEN_NAMES == set()


LEAKS = {
    "a path of somebody's machine": re.compile(r"(?<![\w.~])/(?:home|Users|root|work|opt|private)/\w"),
    "the address of an index": re.compile(r"--(?:extra-)?index-url|--find-links|https?://[^\s\"']*/simple\b"),
    "a place to come back to": re.compile(
        r"(?:#|//|/\*|<!--)[^\"'\n]*\b(?:" + "TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"
    ),
}
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".cff", ".lock", ".bib", ".json", ".html", ".css", ".js", ""}


@pytest.mark.parametrize("what", LEAKS)
def test_the_project_speaks_of_itself_alone(what: str) -> None:
    pattern = LEAKS[what]
    found = [
        f"{relative(path)}: {match[0]}"
        for path in tracked()
        if path.suffix in TEXT and path != Path(__file__)
        for match in pattern.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("what", "leak"),
    [
        ("a path of somebody's machine", "see /home/me/x"),
        ("the address of an index", "--index-url https://x.org/simple"),
        ("a place to come back to", "# TO" + "DO: later"),
    ],
)
def test_a_leak_would_be_seen(what: str, leak: str) -> None:
    assert LEAKS[what].search(leak)


@pytest.mark.parametrize("module", ["dissensus", "dissensus.cli", "dissensus.domain.case"])
def test_it_stays_light(module: str) -> None:
    code = f"import sys, {module}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY == set()


def test_every_command_says_its_help_without_loading_what_it_needs_to_run() -> None:
    code = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from dissensus.cli import COMMANDS, main\n"
        "asked = [['--help'], *([name, '--help'] for name in COMMANDS)]\n"
        "outcomes = [CliRunner().invoke(main, each) for each in asked]\n"
        "assert all(each.exit_code == 0 for each in outcomes)\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) & HEAVY == set()
