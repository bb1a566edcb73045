"""`<!-- modules: dissensus.measures -->` on a page becomes every public module of that package, described."""

from __future__ import annotations

import importlib
import pkgutil
import re

from sphinx.application import Sphinx

MARK = re.compile(r"<!-- modules: (?P<package>[a-z.]+) -->")


def modules(package: str) -> list[str]:
    """The package and every public module in it that says what it is for, in alphabetical order.

    >>> modules("dissensus.charts")[0]
    'dissensus.charts'
    """
    root = importlib.import_module(package)
    found = [package, *(each.name for each in pkgutil.walk_packages(root.__path__, f"{package}."))]
    public = (name for name in found if "._" not in name)
    return sorted(name for name in public if importlib.import_module(name).__doc__)


def described(text: str) -> str:
    """The text of a page with its marks replaced."""

    def block(found: re.Match[str]) -> str:
        body = "".join(f".. automodule:: {name}\n   :members:\n\n" for name in modules(found["package"]))
        return f"```{{eval-rst}}\n{body}```"

    return MARK.sub(block, text)


def _read(_: Sphinx, __: str, content: list[str]) -> None:
    content[0] = described(content[0])


def setup(app: Sphinx) -> dict[str, bool]:
    """Work on every page as it is read."""
    app.connect("source-read", _read)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
