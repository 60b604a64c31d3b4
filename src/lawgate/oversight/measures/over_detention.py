"""Held past the last lawful minute: how many, how long, at what exposure."""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from lawgate.decision.exposure import exposure_range
from lawgate.oversight.measures.intervals import share
from lawgate.oversight.measures.records import Estimate, Measure
from lawgate.oversight.measures.shares import REQUESTED, with_intervals

PITFALLS = (
    "Rests on t0, which exports give more or less well; where the last minute is not known the jail's own t0 is taken, which the law of "
    "the day may move. Nobody is counted whose t0 or release is not known."
)
DOLLARS_A_DAY = 126.0
"""What Pierce County, Washington, was said to spend on a person a day (UWCHR, "Unequal Justice", 2019). Give your own jail's."""
OVER = (pl.col("released_at") - pl.coalesce("last_minute", "due_at")).dt.total_minutes()
COUNTED = REQUESTED & OVER.is_not_null()


def over_detention(frame: pl.LazyFrame, by: tuple[str, ...] = (), *, grace_minutes: int = 0) -> Measure:
    """People with a federal request released after their last lawful minute by more than ``grace_minutes``, and their hours."""
    counted = frame.filter(COUNTED).select(*by, OVER.alias("over"))
    late = pl.col("over") > grace_minutes
    totals = [
        pl.len().alias("n"),
        late.sum().alias("count"),
        (pl.col("over").filter(late).sum() / 60).alias("hours"),
        (pl.col("over").filter(late).median() / 60).alias("median_hours"),
    ]
    row = counted.select(totals).collect(engine="streaming").row(0, named=True)
    table = pl.DataFrame([row])
    if by:
        table = with_intervals(counted.group_by(list(by)).agg(totals).sort(list(by)).collect(engine="streaming"))
    return Measure(
        "over-detention",
        "Held past the last lawful minute",
        f"Released more than {grace_minutes} minutes after the last lawful minute of the law of that day; hours are the time past it.",
        "Cases with a federal request whose t0 and release are known.",
        PITFALLS,
        "share",
        share(int(row["count"] or 0), int(row["n"])),
        table,
        "Wilson interval",
    )


def exposure(frame: pl.LazyFrame, *, grace_minutes: int = 0) -> Measure:
    """Dollars that the over-held have cost elsewhere: each person's own time against the table of outcomes."""
    over = frame.filter(COUNTED & (grace_minutes < OVER)).select(OVER.alias("over"))
    tally = over.group_by("over").len().collect(engine="streaming")
    low = high = people = 0
    for minutes, n in tally.iter_rows():
        found = exposure_range(timedelta(minutes=minutes))
        low, high, people = low + n * found.low, high + n * found.high, people + n
    return Measure(
        "exposure",
        "Exposure in dollars",
        "For each over-held person the range that courts and settlements have set for holds of that length, added up.",
        "The over-held, as above.",
        "A range of what has been paid elsewhere, never a forecast: most holds are never sued upon.",
        "dollars",
        Estimate((low + high) / 2 if people else 0.0, float(low), float(high), people),
    )


def cost(frame: pl.LazyFrame, dollars_a_day: float = DOLLARS_A_DAY) -> Measure:
    """What the time past the last lawful minute cost the jail itself, at ``dollars_a_day``; parts of a day count in part."""
    days = frame.filter(COUNTED & (OVER > 0)).select((OVER / 1440).sum().alias("days"), pl.len().alias("n"))
    row = days.collect(engine="streaming").row(0, named=True)
    spent = float(row["days"] or 0.0) * dollars_a_day
    return Measure(
        "cost",
        "Cost of the time past the last lawful minute",
        f"Days past the last lawful minute, times {dollars_a_day:,.0f} dollars a day.",
        "The over-held, as above.",
        "A rate a day is an average: a jail that lets one person go saves little of it at once. It is not what a court would award.",
        "dollars",
        Estimate(spent, n=int(row["n"])),
    )


__all__ = ["DOLLARS_A_DAY", "cost", "exposure", "over_detention"]
