"""An answer that can be argued with: what was counted, over whom, how sure, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import polars as pl

SMALL: Final = 11
"""A count below this, and any rate resting on one, is not shown for a group of people (the usual cell rule of public health data)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """``value`` with its 95% interval; ``None`` where it cannot be told or must not be shown. ``n``: how many it rests on."""

    value: float | None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class Measure:
    """``definition``: the arithmetic in a sentence. ``population``: who is counted and who is left out. ``pitfalls``: what it must not be
    read as. ``table``: the aggregated figures, each row with its own n."""

    name: str
    title: str
    definition: str
    population: str
    pitfalls: str
    unit: str
    whole: Estimate
    table: pl.DataFrame = field(default_factory=pl.DataFrame)
    method: str = ""


__all__ = ["SMALL", "Estimate", "Measure"]
