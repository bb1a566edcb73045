"""What the tests of reports share: every kind of sample, told once as an outline and once as a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest

from dissensus.i18n import words
from dissensus.reports.compose import compose
from dissensus.reports.html import page
from dissensus.reports.outline import Report
from tests.browser import browser
from tests.reports.samples import SAMPLES

__all__ = ["browser"]


@lru_cache
def _told(kind: str) -> Report:
    case, results = SAMPLES[kind]()
    return compose(case, results, words=words("en"), figures=())


@lru_cache
def _written(kind: str) -> str:
    return page(_told(kind), {}, words=words("en"))


@pytest.fixture(scope="session")
def told() -> Callable[[str], Report]:
    """The outline of one kind of sample, without charts."""
    return _told


@pytest.fixture(scope="session")
def written() -> Callable[[str], str]:
    """The page of one kind of sample, without charts."""
    return _written
