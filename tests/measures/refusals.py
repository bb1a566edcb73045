"""What a measure must refuse, and the very words in which it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dissensus.domain.errors import MeasureError


@contextmanager
def refused(text: str) -> Iterator[None]:
    """The block must raise a MeasureError that says exactly `text`."""
    with pytest.raises(MeasureError) as caught:
        yield
    assert str(caught.value) == text
