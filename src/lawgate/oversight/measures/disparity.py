"""Whom it falls on: rates by group against a named base, with their doubt, and nothing shown that rests on a handful of people."""

from __future__ import annotations

import polars as pl

from lawgate.base import BadInput
from lawgate.oversight.measures.intervals import ratio_of_shares, share
from lawgate.oversight.measures.records import SMALL, Estimate, Measure

UNSAID = "not stated"


def disparity(frame: pl.LazyFrame, of: pl.Expr, holds: pl.Expr, group: str, base: str, title: str) -> Measure:
    """The share of each ``group`` for which ``holds``, over the share of ``base``. Groups too small to show keep their name alone, and
    a second one is hidden with a single one, so that it cannot be told by subtraction."""
    counted = frame.filter(of).select(
        pl.col(group).fill_null(UNSAID).alias("group"), holds.fill_null(value=False).alias("holds")
    )
    table = (
        counted.group_by("group")
        .agg(pl.len().alias("n"), pl.col("holds").sum().alias("count"))
        .sort("n", "group", descending=[True, False])
        .collect(engine="streaming")
    )
    rows = {g: (int(n), int(c)) for g, n, c in table.iter_rows()}
    if base not in rows:
        raise BadInput(f"has no group '{base}'", where=group, do=f"choose one of {', '.join(list(rows)[:6])}")
    hidden = hidden_groups(rows)
    base_n, base_count = rows[base]
    out, n_all, count_all = [], sum(n for n, _ in rows.values()), sum(c for _, c in rows.values())
    for name, (n, count) in rows.items():
        if name in hidden or base in hidden:
            out.append({"group": name, "n": n if n >= SMALL else None})
            continue
        rate = share(count, n)
        itself = name == base and base_count  # a group beside itself: one, and no doubt of it
        ratio = Estimate(1.0, n=n) if itself else ratio_of_shares(count, n, base_count, base_n)
        out.append(
            {"group": name, "n": n, "count": count, "share": rate.value, "low": rate.low, "high": rate.high}
            | {"ratio": ratio.value, "ratio_low": ratio.low, "ratio_high": ratio.high}
        )
    schema = {"group": pl.String, "n": pl.Int64, "count": pl.Int64} | dict.fromkeys(
        ("share", "low", "high", "ratio", "ratio_low", "ratio_high"), pl.Float64
    )
    return Measure(
        f"disparity-{group}",
        title,
        f"The share in each group, and that share over the share of '{base}'.",
        f"Cases by {group} as the source writes it; '{UNSAID}' where it does not.",
        "Groups are the source's own words, often an officer's guess; a ratio describes, it does not explain.",
        "share",
        share(count_all, n_all) if n_all else Estimate(None),
        pl.DataFrame(out, schema=schema),
        "Wilson intervals; Katz's interval of the ratio",
    )


def hidden_groups(rows: dict[str, tuple[int, int]]) -> set[str]:
    """Groups whose figures rest on fewer than ``SMALL`` people (and not on none), with one more where only one is."""
    hidden = {g for g, (n, c) in rows.items() if n < SMALL or 0 < c < SMALL or 0 < n - c < SMALL}
    if len(hidden) == 1 and len(rows) > 1:
        hidden.add(min((g for g in rows if g not in hidden), key=lambda g: (rows[g][1], g)))
    return hidden


__all__ = ["disparity", "hidden_groups"]
