"""Whom requests are about: convictions and seriousness, what came of them, and whether they fall on some groups more than on others."""

from __future__ import annotations

import math
from collections.abc import Iterator

import polars as pl

from lawgate.oversight.annual.charts import dots, drawn
from lawgate.oversight.annual.records import Figure, Year
from lawgate.oversight.measures.disparity import disparity
from lawgate.oversight.measures.intervals import share
from lawgate.oversight.measures.records import SMALL, Measure
from lawgate.oversight.measures.shares import REQUESTED, SHARES, by_seriousness, measure_share

BASES = 4
TOLD = {
    "without-conviction": "without any conviction",
    "gravest-level": "convicted at the gravest level",
    "followed-by-custody": "followed by federal custody",
    "declined": "declined by the jail",
    "citizens": "about United States citizens",
}


def shares(year: Year) -> Figure | None:
    """Every measured share of requests at one glance. One that rests on a handful is named and not drawn."""
    found = [m for m in (measure_share(year.cases, asked) for asked in SHARES) if m.whole.n >= SMALL]
    if not found:
        return None
    rows, said = [], []
    for m in found:
        count = round((m.whole.value or 0) * m.whole.n)
        hidden = 0 < count < SMALL or 0 < m.whole.n - count < SMALL
        told = (None, None, None, None) if hidden else (count, m.whole.value, m.whole.low, m.whole.high)
        rows.append((TOLD[m.name], m.whole.n, *told))
        said.append(f"{m.title}: {m.definition} {m.population} {m.pitfalls}")
    schema = ["requests", "n", "count", "share", "low", "high"]
    table = pl.DataFrame(rows, schema=schema, orient="row")
    if not table["share"].drop_nulls().len():
        return None
    first = table.drop_nulls("share").row(0, named=True)
    return Figure(
        "shares",
        "What the requests were about, and what came of them",
        f"{first['share']:.0%} of {first['n']:,} requests: {first['requests']}.",
        " ".join(said),
        int(table["n"].max() or 0),  # type: ignore[arg-type]
        year.as_of.isoformat(),
        dots(_percent(table, "requests"), "percent of requests, with the 95% interval"),
        table,
    )


def seriousness(year: Year) -> Figure | None:
    """Requests by how serious they were, each step with its interval."""
    found = by_seriousness(year.cases)
    if found.table["share"].drop_nulls().len() < 2:
        return None
    told = found.table.drop_nulls("share").sort("share", descending=True).row(0, named=True)
    return Figure(
        "seriousness",
        found.title,
        f"Most often: {told['seriousness']}, {told['share']:.0%} of {found.whole.n:,}.",
        f"{found.definition} {found.population} {found.pitfalls}",
        found.whole.n,
        year.as_of.isoformat(),
        dots(_percent(found.table, "seriousness"), "percent of requests, with the 95% interval"),
        found.table,
    )


def _percent(table: pl.DataFrame, name: str) -> list[dict[str, object]]:
    return [
        {"group": r[name], "value": 100 * r["share"], "low": 100 * r["low"], "high": 100 * r["high"]}
        for r in drawn(table, "share")
    ]


def by_group(year: Year) -> Figure | None:
    """Disparity: shares by group over the share of the largest."""
    found = next((m for m in _disparities(year.cases) if m.table["ratio"].drop_nulls().len() >= 2), None)
    if found is None:
        return None
    rows = [
        {
            "group": r["group"],
            "value": r["ratio"],
            "low": r["ratio_low"] or r["ratio"],
            "high": r["ratio_high"] or r["ratio"],
        }
        for r in drawn(found.table, "ratio")
    ]
    return Figure(
        "groups",
        found.title,
        f"Over all {found.whole.n:,}: {found.whole.value or 0:.1%}.{_furthest(found.table)}",
        f"{found.definition} {found.population} {found.pitfalls} The dashed line is the base; lines are 95% intervals.",
        found.whole.n,
        year.as_of.isoformat(),
        dots(rows, "times the base's share", base=1.0),
        found.table,
    )


def _furthest(table: pl.DataFrame) -> str:
    """The group whose share lies furthest from the base's, with its interval."""
    rows = table.drop_nulls("ratio").to_dicts()
    none = next((r for r in rows if r["ratio"] == 0), None)
    if none is not None:
        return f" Furthest from the base: {none['group']}, none of {none['n']:,}."
    told = [r for r in rows if r["ratio_low"] is not None]
    if not told:
        return ""
    r = max(told, key=lambda r: abs(math.log(r["ratio"])))
    return f" Furthest from the base: {r['group']}, {r['ratio']:.2f} times its share ({r['ratio_low']:.2f} to {r['ratio_high']:.2f})."


def _disparities(cases: pl.LazyFrame) -> Iterator[Measure]:
    """By race first, else by origin: the share with a request, or, where everyone has one, the share followed by custody. The base is the
    largest group, or the next where that one's figures must not be shown."""
    whole = share(*cases.select(REQUESTED.sum().alias("a"), pl.len().alias("n")).collect(engine="streaming").row(0))
    taken = next(s for s in SHARES if s.name == "followed-by-custody")
    for group in ("race", "origin", "sex"):
        counts = cases.group_by(group).len().drop_nulls().sort("len", group, descending=[True, False])
        held = counts.collect(engine="streaming")
        if held.height < 2:
            continue
        for base in held[group].head(BASES).to_list():
            if whole.value is not None and whole.value < 1:
                title = f"With a federal request, by {group}"
                yield disparity(cases, pl.lit(value=True), REQUESTED, group, str(base), title)
        for base in held[group].head(BASES).to_list():
            ended = cases.filter(taken.of & (pl.col(group) == base)).select(pl.len())
            if ended.collect(engine="streaming").item():
                yield disparity(cases, taken.of, taken.holds, group, str(base), f"{taken.title}, by {group}")


__all__ = ["by_group", "seriousness", "shares"]
