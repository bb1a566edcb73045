"""The record of one figure."""

from __future__ import annotations

import attrs
import pytest

from dissensus.measures.records import Estimate


def test_a_figure_stands_with_what_was_counted_and_says_nothing_that_was_not() -> None:
    bare = Estimate(value=0.5, n=3)
    assert (bare.interval, bare.method, bare.source, bare.reason) == (None,) * 4
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        bare.value = 0.7  # type: ignore[misc]
    with pytest.raises(TypeError):
        Estimate(value=0.5)  # type: ignore[call-arg]


def test_figures_are_equal_by_what_they_say() -> None:
    assert Estimate(value=0.5, n=3) == Estimate(value=0.5, n=3)
    assert Estimate(value=0.5, n=3) != Estimate(value=0.5, n=4)
