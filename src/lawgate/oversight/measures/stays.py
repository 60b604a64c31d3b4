"""How long people were in jail: mean, median, and the curve that allows for those still in."""

from __future__ import annotations

import math

import numpy as np
import polars as pl

from lawgate.oversight.measures.intervals import Z, mean, median
from lawgate.oversight.measures.records import Estimate, Measure

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


def curve(frame: pl.LazyFrame, at: pl.Expr | None = None, steps_per_day: int = 24) -> pl.DataFrame:
    """The share still in jail by days since booking (E. L. Kaplan, P. Meier, *JASA* 53, 1958), with Greenwood's interval on the
    log-log scale. Columns: day, at_risk, released, share, low, high. People not yet released count until the file ends (``at``:
    days each was watched; ``days`` if None). Times are cut to ``steps_per_day`` parts of a day, so that any number of rows fits."""
    watched = pl.coalesce("days", at if at is not None else pl.lit(None))
    cut = (watched * steps_per_day).floor().cast(pl.Int64).alias("step")
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


def median_of(found: pl.DataFrame) -> Estimate:
    """The day by which half were out: where the curve first comes to a half; its interval where the band's edges do."""

    def first(column: str) -> float | None:
        reached = found.filter(pl.col(column) <= 0.5)
        return float(reached["day"][0]) if len(reached) else None

    n = int(found["at_risk"][0]) if len(found) else 0
    value = first("share")
    return Estimate(value if value is None or not math.isnan(value) else None, first("low"), first("high"), n)


__all__ = ["curve", "median_of", "stay"]
