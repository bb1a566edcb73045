"""YAML that was composed once is not composed again: most tests change one file of the same small case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

from dissensus.case import nodes, reader


@pytest.fixture(autouse=True, scope="session")
def composed_once() -> Iterator[None]:
    """Nodes are never changed, so that what one test read serves the next."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "compose", lru_cache(maxsize=256)(nodes.compose))
        yield
