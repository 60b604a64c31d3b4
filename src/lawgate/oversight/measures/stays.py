"""How long people were in jail: mean, median, and the curve that allows for those still in."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime

import numpy as np
import polars as pl

from lawgate.base import BadInput
from lawgate.oversight.cases import INSTANT
from lawgate.oversight.measures.intervals import Z, mean, median
from lawgate.oversight.measures.records import SMALL, Estimate, Measure

KEPT = ("share", "low", "high")
COUNTED = pl.col("days").is_not_null() & ~pl.col("censored").fill_null(value=True)


def stay(frame: pl.LazyFrame, where: pl.Expr, title: str) -> Measure:
    """Mean and median days of the cases ``where`` holds; the median is the measure, the mean stands in the table."""
    held = frame.filter(COUNTED & where).select("days").collect(engine="streaming")["days"].sort().to_numpy()
    middle, average = median(held), mean(len(held), float(held.sum()), float((held * held).sum()))
    table = pl.DataFrame(
        [
            {"figure": "median", "days": middle.value, "low": middle.low, "high": middle.high, "n": middle.n},
            {"figure": "mean", "days": average.value, "low": average.low, "high": average.high, "n": average.n},
        ]
    )
    return Measure(
        "days-in-jail",
        title,
        "Days from booking to release.",
        "Cases whose release is recorded.",
        "People still in jail are left out, so long stays are counted too seldom where a file ends early: see the curve.",
        "days",
        middle,
        table,
        "binomial interval of the median; Student's of the mean",
    )


def watched(frame: pl.LazyFrame, until: datetime | None = None) -> pl.LazyFrame:
    """``frame`` with ``days`` given for those still in too: from booking to ``until``, or to the last instant the file knows of. That is
    how long each was seen to stay at least; without it a curve would leave out everyone who has stayed longest."""
    if until is None:
        last = frame.select(pl.max_horizontal(pl.col("released_at").max(), pl.col("booked_at").max()))
        until = last.collect(engine="streaming").item()
    open_days = (pl.lit(until).cast(INSTANT) - pl.col("booked_at")).dt.total_minutes() / 1440
    still = pl.col("censored").fill_null(value=True) & pl.col("days").is_null()
    return frame.with_columns(days=pl.when(still).then(open_days).otherwise(pl.col("days")))


def curve(frame: pl.LazyFrame, steps_per_day: int = 24) -> pl.DataFrame:
    """The share still in jail by days since booking (E. L. Kaplan, P. Meier, *JASA* 53, 1958), with Greenwood's interval on the
    log-log scale. Columns: day, at_risk, released, share, low, high. People not yet released count for their ``days``, which ``watched``
    gives them; a row without any is left out. Times are cut to ``steps_per_day`` parts of a day, so that any number of rows fits."""
    cut = (pl.col("days") * steps_per_day).floor().cast(pl.Int64).alias("step")
    counts = (
        frame.select(cut, pl.col("censored").fill_null(value=True).alias("open"))
        .filter(pl.col("step").is_not_null() & (pl.col("step") >= 0))
        .group_by("step")
        .agg(pl.len().alias("left"), (~pl.col("open")).sum().alias("released"))
        .sort("step")
        .collect(engine="streaming")
    )
    left, released = counts["left"].to_numpy().astype(np.float64), counts["released"].to_numpy().astype(np.float64)
    at_risk = left[::-1].cumsum()[::-1]
    survives = np.cumprod(1 - released / at_risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(np.where(at_risk > released, released / (at_risk * (at_risk - released)), 0.0))
        spread = np.sqrt(greenwood) / np.abs(np.log(survives))
        low, high = (survives ** np.exp(sign * Z * spread) for sign in (1, -1))
    inside = (survives > 0) & (survives < 1)
    return pl.DataFrame(
        {
            "day": counts["step"].to_numpy() / steps_per_day,
            "at_risk": at_risk.astype(np.int64),
            "released": released.astype(np.int64),
            "share": survives,
            "low": np.where(inside, low, survives),
            "high": np.where(inside, high, survives),
        }
    )


WITH, WITHOUT = "with a federal request", "without one"
TOLD_AT = (0.5, 1, 2, 3, 7, 14, 30, 60, 90, 180, 365)


def by_request(frame: pl.LazyFrame, until: datetime | None = None) -> dict[str, pl.DataFrame]:
    """The curve of people with a federal request and of those without, of each that has eleven people or more."""
    rows = watched(frame, until)
    requested = pl.col("requested").fill_null(value=False)
    found = {name: curve(rows.filter(which)) for name, which in ((WITH, requested), (WITHOUT, ~requested))}
    return {name: c for name, c in found.items() if len(c) and c["at_risk"][0] >= SMALL}


def published(found: pl.DataFrame) -> pl.DataFrame:
    """A curve at days between which eleven people or more left, so that nobody's own day can be read off it. Columns: day, still_in (after
    that day), share, low, high; the values are the whole curve's."""
    rows, before = [], int(found["at_risk"][0])
    after = [*found["at_risk"].to_list()[1:], 0]
    for day, left, share, low, high in zip(found["day"], after, *(found[c] for c in KEPT), strict=True):
        if before - left >= SMALL and (left >= SMALL or left == 0):
            rows.append((day, left, share, low, high))
            before = left
    schema = {"day": pl.Float64, "still_in": pl.Int64, **dict.fromkeys(KEPT, pl.Float64)}
    return pl.DataFrame(rows, schema=schema, orient="row")


def as_table(found: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Curves under each other, as they may be published."""
    parts = [published(c).select(pl.lit(name).alias("group"), pl.all()) for name, c in found.items()]
    return pl.concat(parts) if parts else pl.DataFrame()


def still_in(found: Mapping[str, pl.DataFrame]) -> Measure:
    """Curves as figures: the day by which half are out, and the share still in on days that people know."""
    if not found:
        raise BadInput("the file has no eleven people whose stay is known", do="give a roster or a ledger")
    rows: list[dict[str, object]] = []
    for name, c in found.items():
        shown = published(c)
        for day in (d for d in TOLD_AT if len(shown) and d <= shown["day"][-1]):
            row = shown.filter(pl.col("day") <= day).tail(1).select(KEPT).to_dicts()
            rows.append({"group": name, "day": float(day), **(row[0] if row else {"share": 1.0})})
    first = next(iter(found))
    middle = {name: median_of(c) for name, c in found.items()}
    halves = "; ".join(
        f"{name}, n = {e.n:,}: " + ("not half are out" if e.value is None else f"day {e.value:.2f}")
        for name, e in middle.items()
    )
    return Measure(
        "stays",
        f"Half are out by (people {first})",
        "The share still in jail by days since booking (Kaplan and Meier), with Greenwood's interval on the log-log scale, at the last day "
        "by which eleven more had left.",
        f"Cases whose booking time is known; those not yet released count up to the end of the file. Half are out: {halves}.",
        "The groups differ in much besides the request. A file that holds only people who left by a day makes stays look short.",
        "days",
        middle[first],
        pl.DataFrame(rows, schema={"group": pl.String} | dict.fromkeys(("day", *KEPT), pl.Float64)),
        "Kaplan-Meier",
    )


def median_of(found: pl.DataFrame) -> Estimate:
    """The day by which half were out: where the curve first comes to a half; its interval where the band's edges do."""

    def first(column: str) -> float | None:
        reached = found.filter(pl.col(column) <= 0.5)
        return float(reached["day"][0]) if len(reached) else None

    n = int(found["at_risk"][0]) if len(found) else 0
    value = first("share")
    return Estimate(value if value is None or not math.isnan(value) else None, first("low"), first("high"), n)


__all__ = [
    "COUNTED",
    "WITH",
    "WITHOUT",
    "as_table",
    "by_request",
    "curve",
    "median_of",
    "published",
    "stay",
    "still_in",
    "watched",
]
