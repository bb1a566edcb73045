"""What a measure returns where it returns one figure: its value, interval, n, method and source."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Estimate:
    """A figure with what must stand beside it.

    `value` is None where the measure is undefined, and `reason` then says why; `interval` is None where
    there is none to give. `method` names how the interval came about, `source` a key of the bibliography.

    >>> Estimate(value=0.4, n=12, interval=(0.2, 0.6), method="BCa", source="Efron1987").value
    0.4
    """

    value: float | None
    n: int
    interval: tuple[float, float] | None = None
    method: str | None = None
    source: str | None = None
    reason: str | None = None
