"""Pennsylvania's and Minnesota's federal records, counted as the published tables count them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from lawgate.oversight.readers.columns import open_table
from lawgate.oversight.readers.pennsylvania import pennsylvania

REASONS = {
    "custody-taken": "booked",
    "case-closed": "case closed",
    "lifted": "lifted",
    "transferred": "transferred",
    "declined": "declined",
    "not-deportable": "not deportable",
    "citizen": "citizen",
    "discretion": "discretion",
    "released-early": "early release",
    "died": "died",
    "no-means": "no means",
}


def fiscal_year(day: pl.Expr) -> pl.Expr:
    """The federal fiscal year: October begins the next."""
    return day.dt.year() + (day.dt.month() >= 10).cast(pl.Int32)


def by_year(path: Path) -> dict[str, float]:
    frame = pennsylvania(path).frame
    counted = frame.group_by(fiscal_year(pl.col("day")).alias("year")).agg(
        pl.len().alias("detainers"),
        (pl.col("ended") == "custody-taken").sum().alias("booked into detention"),
        (pl.col("ended") == "declined").sum().alias("declined"),
    )
    rows = counted.collect(engine="streaming").iter_rows(named=True)
    return {f"{row['year']} {name}": row[name] for row in rows for name in row if name != "year"}


def by_reason(path: Path) -> dict[str, float]:
    frame = pennsylvania(path).frame
    counts = dict(frame.group_by("ended").len().collect(engine="streaming").iter_rows())
    out: dict[str, float] = {REASONS.get(k, "blank" if k is None else k): n for k, n in counts.items()}
    return out | {"total": sum(counts.values())}


def by_month(path: Path) -> dict[str, float]:
    table = open_table(path, {"month": (), "detainers": ()}, ("month", "detainers")).frame.collect()
    months = {m: float(n) for m, n in table.select("month", pl.col("detainers").cast(pl.Float64)).iter_rows()}
    return months | {"months": len(months)}


__all__ = ["by_month", "by_reason", "by_year", "fiscal_year"]
