"""One figure of a report, and what every maker of figures is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from lawgate.law.rulebook import Rulebook
from lawgate.oversight.measures.records import SMALL

REST = "others, of few people each"


@dataclass(frozen=True, slots=True)
class Figure:
    """``says``: the finding in a sentence. ``n``: how many it rests on. ``table``: what is drawn, to be downloaded.
    ``changes``: of the law, in the order of their numbers in the picture."""

    name: str
    title: str
    says: str
    definition: str
    n: int
    as_of: str
    svg: str
    table: pl.DataFrame
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    """What a figure is made of. ``dollars_a_day``: what the jail's own day costs."""

    cases: pl.LazyFrame
    rulebook: Rulebook
    as_of: date
    dollars_a_day: float


Maker = Callable[[Year], Figure | None]


def pooled(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Parts of a whole that is told, largest first, none of one to ten people: small ones are put together, and where they are still few
    the smallest of the others with them, so that nothing can be told by subtraction. Empty where the whole itself is few."""
    order = sorted(((w, n) for w, n in counts.items() if n), key=lambda x: (-x[1], x[0]))
    shown = [(w, n) for w, n in order if n >= SMALL]
    rest = sum(n for _, n in order) - sum(n for _, n in shown)
    while 0 < rest < SMALL and shown:
        rest += shown.pop()[1]
    if 0 < rest < SMALL:
        return []
    return [*shown, (REST, rest)] if rest else shown


__all__ = ["REST", "Figure", "Maker", "Year", "pooled"]
