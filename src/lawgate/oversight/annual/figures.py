"""The figures of an annual report, in the order in which a board asks: how many, who, what became of them, how long, at what cost."""

from __future__ import annotations

from datetime import date
from typing import Final

import polars as pl

from lawgate.base import BadInput
from lawgate.law.rulebook import Rulebook
from lawgate.oversight.annual.flows import booking_to_outcome, what_became
from lawgate.oversight.annual.lengths import days_longer, money, release_speed, stays
from lawgate.oversight.annual.people import by_group, seriousness, shares
from lawgate.oversight.annual.places import by_state, over_by_year, requests_by_year, timeline
from lawgate.oversight.annual.records import Figure, Maker, Year
from lawgate.oversight.measures.over_detention import DOLLARS_A_DAY
from lawgate.oversight.measures.shares import REQUESTED

MAKERS: Final[tuple[Maker, ...]] = (
    over_by_year,
    money,
    booking_to_outcome,
    timeline,
    requests_by_year,
    by_state,
    shares,
    seriousness,
    what_became,
    by_group,
    stays,
    days_longer,
    release_speed,
)


def figures(
    cases: pl.LazyFrame, rulebook: Rulebook, as_of: date, *, dollars_a_day: float = DOLLARS_A_DAY
) -> list[Figure]:
    """Every figure that the cases can give; what they cannot say is left out. Raises ``BadInput`` where there is no request at all."""
    asked = cases.filter(REQUESTED)
    if asked.select(pl.len()).collect(engine="streaming").item() == 0:
        raise BadInput("holds no case with a federal request", do="give a file of requests")
    year = Year(cases, rulebook, as_of, dollars_a_day)
    found = (make(year) for make in MAKERS)
    return [f for f in found if f is not None]


__all__ = ["MAKERS", "Figure", "figures"]
