"""Shares of requests: without a conviction, by gravity, followed by custody, declined, of citizens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from lawgate.oversight.measures.intervals import share
from lawgate.oversight.measures.records import SMALL, Estimate, Measure


@dataclass(frozen=True, slots=True)
class Asked:
    """One share: which cases are counted (``of``), and which of them count (``holds``; null is neither)."""

    name: str
    title: str
    of: pl.Expr
    holds: pl.Expr
    definition: str
    population: str
    pitfalls: str


REQUESTED = pl.col("requested").fill_null(value=False)
SHARES = (
    Asked(
        "without-conviction",
        "Requests about people without any conviction",
        REQUESTED & pl.col("convicted").is_not_null(),
        ~pl.col("convicted"),
        "Cases whose source says that there is no conviction, over cases whose source says whether there is one.",
        "Cases with a federal request whose record of convictions is stated.",
        "A source that is silent is left out: a conviction that was not looked up is not a clean record.",
    ),
    Asked(
        "gravest-level",
        "Requests about people convicted at the gravest level",
        REQUESTED & (pl.col("level").is_not_null() | ~pl.col("convicted")),
        (pl.col("level") == 1).fill_null(value=False),
        "Cases at level 1 of the source's own scale, over cases with a level or without any conviction.",
        "Cases with a federal request whose gravity the source states.",
        "Levels are the agency's own and changed in 2011 and 2014; they are not compared across those days.",
    ),
    Asked(
        "followed-by-custody",
        "Requests followed by federal custody",
        REQUESTED & pl.col("ended").is_not_null(),
        pl.col("ended") == "custody-taken",
        "Requests whose recorded end is that federal custody was taken, over requests with a recorded end.",
        "Cases with a federal request whose end is recorded.",
        "Open requests are left out here; late years have many, so the share of them all lies lower (see the table's own column).",
    ),
    Asked(
        "declined",
        "Requests that the jail declined",
        REQUESTED & pl.col("ended").is_not_null(),
        pl.col("ended") == "declined",
        "Requests lifted as declined by the local agency, over requests with a recorded end.",
        "Cases with a federal request whose end is recorded.",
        "Only what the federal side entered as declined; a request that a jail let lapse is not among them.",
    ),
    Asked(
        "citizens",
        "Requests about United States citizens",
        REQUESTED,
        pl.col("citizen").fill_null(value=False),
        "Requests that the source itself records as about a citizen, over all requests.",
        "All cases with a federal request.",
        "A floor: a citizen who was never interviewed is not recorded as one.",
    ),
)


def measure_share(frame: pl.LazyFrame, asked: Asked, by: Sequence[str] = ()) -> Measure:
    """The share over all cases, and by the columns ``by``; groups with fewer than ``SMALL`` are counted but their rate is not shown."""
    counted = frame.filter(asked.of).select(*by, asked.holds.fill_null(value=False).alias("holds"))
    totals = [pl.len().alias("n"), pl.col("holds").sum().alias("count")]
    row = counted.select(totals).collect(engine="streaming").row(0, named=True)
    whole = share(int(row["count"] or 0), int(row["n"]))
    table = pl.DataFrame()
    if by:
        grouped = counted.group_by(list(by)).agg(totals).sort(list(by)).collect(engine="streaming")
        table = with_intervals(grouped)
    return Measure(
        asked.name,
        asked.title,
        asked.definition,
        asked.population,
        asked.pitfalls,
        "share",
        whole,
        table,
        "Wilson interval",
    )


LEVELS = "level of the gravest conviction", "what the person was booked for"
"""The two scales: the agency's own, and the jail's."""


def by_seriousness(frame: pl.LazyFrame) -> Measure:
    """Requests by how serious they were: the agency's level of the gravest conviction where the file gives it, else felony or not."""
    level = (
        pl.when(pl.col("level").is_not_null())
        .then(pl.format("level {}", "level"))
        .when(pl.col("convicted").not_())
        .then(pl.lit("no conviction"))
    )
    charge = pl.when(pl.col("felony")).then(pl.lit("felony")).when(~pl.col("felony")).then(pl.lit("no felony"))
    asked = frame.filter(REQUESTED)
    graded = asked.select(pl.col("level").count()).collect(engine="streaming").item()
    scale, word = (LEVELS[0], level) if graded else (LEVELS[1], charge)
    counts = asked.select(word.alias("seriousness")).drop_nulls().group_by("seriousness").len(name="count")
    table = counts.sort("seriousness").collect(engine="streaming")
    n = int(table["count"].sum())
    table = _no_single_gap(with_intervals(table.with_columns(pl.lit(n, pl.Int64).alias("n"))))
    gravest = table.filter(pl.col("seriousness").is_in(["level 1", "felony"])).to_dicts()
    return Measure(
        "seriousness",
        f"Requests by {scale}",
        f"Requests at each step, over all whose seriousness the source states; the figure in front is that of "
        f"{'level 1, the gravest' if graded else 'felonies'}.",
        "Cases with a federal request whose gravity the source states.",
        SHARES[1].pitfalls if graded else "A charge is an accusation: what a person was booked for is no conviction.",
        "share",
        Estimate(gravest[0]["share"], gravest[0]["low"], gravest[0]["high"], n) if gravest else Estimate(None, n=n),
        table,
        "Wilson interval",
    )


def _no_single_gap(parts: pl.DataFrame) -> pl.DataFrame:
    """Where one part of a whole alone is hidden the smallest that is shown is hidden too: the one could be told by subtraction."""
    if parts["count"].null_count() != 1 or parts.height < 2:
        return parts
    shown = pl.col("count") != pl.col("count").min()
    return parts.with_columns(pl.when(shown).then(pl.col(c)).alias(c) for c in ("count", "share", "low", "high"))


def with_intervals(grouped: pl.DataFrame) -> pl.DataFrame:
    """``grouped`` with the share of ``count`` in ``n`` and its interval. Where the cell is small nothing of it is shown, and not even
    ``n`` where that is small itself."""
    counts = list(zip(grouped["count"].to_list(), grouped["n"].to_list(), strict=True))
    found = [share(c, n) for c, n in counts]
    shown = pl.Series([n >= SMALL and not 0 < c < SMALL and not 0 < n - c < SMALL for c, n in counts], dtype=pl.Boolean)
    figures = {"share": [e.value for e in found], "low": [e.low for e in found], "high": [e.high for e in found]}
    out = grouped.with_columns(pl.Series(k, v, dtype=pl.Float64) for k, v in figures.items())
    hidden = [c for c in out.columns if c in (*figures, "count", "hours", "median_hours")]
    return out.with_columns(
        *(pl.when(shown).then(pl.col(c)).alias(c) for c in hidden),
        pl.when(pl.col("n") >= SMALL).then(pl.col("n")).alias("n"),
    )


__all__ = ["REQUESTED", "SHARES", "Asked", "by_seriousness", "measure_share", "with_intervals"]
