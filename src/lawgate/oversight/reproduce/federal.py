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


BOOKED = "booked into detention"


def fiscal_year(day: pl.Expr) -> pl.Expr:
    """The federal fiscal year: October begins the next."""
    return day.dt.year() + (day.dt.month() >= 10).cast(pl.Int32)


def by_year(path: Path) -> dict[str, float]:
    frame = pennsylvania(path).frame
    counted = frame.group_by(fiscal_year(pl.col("day")).alias("year")).agg(
        pl.len().alias("detainers"),
        (pl.col("ended") == "custody-taken").sum().alias(BOOKED),
        (pl.col("ended") == "declined").sum().alias("declined"),
    )
    rows = counted.collect(engine="streaming").iter_rows(named=True)
    out: dict[str, float] = {}
    for row in rows:
        out |= {f"{row['year']} {name}": row[name] for name in row if name != "year"}
        out[f"{row['year']} {BOOKED}, percent"] = 100 * row[BOOKED] / row["detainers"]
    return out


def by_reason(path: Path) -> dict[str, float]:
    frame = pennsylvania(path).frame
    counts = dict(frame.group_by("ended").len().collect(engine="streaming").iter_rows())
    out: dict[str, float] = {REASONS.get(k, "blank" if k is None else k): n for k, n in counts.items()}
    return out | {"total": sum(counts.values())}


def by_month(path: Path) -> dict[str, float]:
    table = open_table(path, {"month": (), "detainers": ()}, ("month", "detainers")).frame.collect()
    months = {m: float(n) for m, n in table.select("month", pl.col("detainers").cast(pl.Float64)).iter_rows()}
    return months | {"months": len(months)}


def activations(path: Path) -> dict[str, float]:
    """Jurisdictions and states of Secure Communities, by the day of which they are told; what is told "about" is left out."""
    table = open_table(
        path, {"as_of": (), "jurisdictions": (), "states": ()}, ("as_of", "jurisdictions")
    ).frame.collect()
    out: dict[str, float] = {}
    for column in ("jurisdictions", "states"):
        told = table.select("as_of", pl.col(column).cast(pl.Float64, strict=False)).drop_nulls()
        out |= {f"{day} {column}": n for day, n in told.iter_rows()}
    return out


__all__ = ["activations", "by_month", "by_reason", "by_year", "fiscal_year"]
