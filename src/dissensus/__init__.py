"""Dissensus: where the sides of a confrontation differ, and what each gets wrong about the other.

`import dissensus as ds` is light: each name loads what it needs when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "Case",
    "Chart",
    "Charts",
    "DissensusError",
    "Round",
    "Table",
    "__version__",
    "analyse",
    "coorientation",
    "difference_map",
    "ladders",
    "measure",
    "read_case",
    "reference_case",
    "report",
    "simulate",
    "surprise",
    "write_case",
]

if TYPE_CHECKING:
    from dissensus.desk import (
        Chart,
        Charts,
        Table,
        analyse,
        coorientation,
        difference_map,
        ladders,
        measure,
        read_case,
        reference_case,
        report,
        simulate,
        surprise,
        write_case,
    )
    from dissensus.domain.case import Case
    from dissensus.domain.errors import DissensusError
    from dissensus.domain.rounds import Round
else:
    _ELSEWHERE = {
        "Case": "dissensus.domain.case",
        "DissensusError": "dissensus.domain.errors",
        "Round": "dissensus.domain.rounds",
    }

    def __getattr__(name):
        """The name, loaded from where it lives and kept. Type checkers read the imports above instead."""
        from importlib import import_module

        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(_ELSEWHERE.get(name, "dissensus.desk")), name)
        globals()[name] = found
        return found

    def __dir__():
        return sorted({*globals(), *__all__})
