"""What the environment is made from: the lock with its hashes, the build, and no trace of one machine."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PINNED = re.compile(
    r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ;[^\\\n]*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)


def project() -> dict[str, Any]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)


def asked() -> Iterator[Requirement]:
    """Everything that pyproject.toml asks for: to run, to develop, to build."""
    held = project()
    yield from map(Requirement, held["project"]["dependencies"])
    yield from map(Requirement, held["build-system"]["requires"])
    for group in held["dependency-groups"].values():
        yield from (Requirement(each) for each in group if isinstance(each, str))


def test_every_line_of_the_lock_is_a_pin_with_hashes_or_a_comment() -> None:
    rest = PINNED.sub("", LOCK)
    assert [line for line in rest.splitlines() if line.strip() and not line.lstrip().startswith("#")] == []
    assert len(PINNED.findall(LOCK)) > 50


def test_the_lock_has_what_the_project_asks_for_in_a_version_that_fits() -> None:
    pins = {canonicalize_name(name): version for name, version, _ in PINNED.findall(LOCK)}
    for requirement in asked():
        version = pins[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version, prereleases=True), f"{requirement}, but {version}"


def test_one_version_of_each_package_serves_every_python() -> None:
    names = [name for name, _, _ in PINNED.findall(LOCK)]
    assert len(names) == len(set(names))


def test_the_development_group_holds_every_other_group() -> None:
    groups = project()["dependency-groups"]
    included = {each["include-group"] for each in groups["dev"]}
    assert included == set(groups) - {"dev"}
