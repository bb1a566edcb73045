"""What tests share: where the outside material is, and what may be skipped.

`DISSENSUS_REQUIRE` (comma-separated: browser, shared, postgres) names what must be there: a test that lacks
it then fails instead of skipping.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile(
    "dissensus", deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("dissensus")


def lacks(what: str, reason: str) -> NoReturn:
    """Skip for want of `what`, or fail where the environment says that it must be there."""
    if what in os.environ.get("DISSENSUS_REQUIRE", "").split(","):
        pytest.fail(f"{reason} (required by DISSENSUS_REQUIRE)", pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of material that is not part of the project: real data, expected answers."""
    if not (SHARED / "data").is_dir():
        lacks("shared", "the folder ../shared with real data is absent")
    return SHARED
