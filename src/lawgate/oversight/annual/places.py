"""By place and time: requests as they came, over the years, on a map; and how many were held too long where."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import polars as pl

from lawgate.oversight.annual.changes import NO_COUNTY, Change, changes_of
from lawgate.oversight.annual.charts import by_year, drawn, over_time
from lawgate.oversight.annual.pictures import tiles
from lawgate.oversight.annual.records import Figure, Year
from lawgate.oversight.measures.over_detention import COUNTED, OVER, over_detention
from lawgate.oversight.measures.records import SMALL
from lawgate.oversight.measures.shares import REQUESTED, with_intervals

PANELS, LINES = 6, 3
STEPS: Final = (
    (200, "1w", "week", "the week from %d %B %Y"),
    (5000, "1mo", "month", "%B %Y"),
    (15_000, "1q", "quarter", "the quarter from %B %Y"),
    (1_000_000, "1y", "year", "%Y"),
)
"""Days that are drawn, at most, to the step of the timeline, its name, and how one is called. A coarser one is taken where at the finer
most people would stand in steps of fewer than eleven."""
MARKED = (
    "A numbered dashed line is a day on which a rule of the place on holding, telling or handing over began or ended. "
    "Its key is below."
)


UNCHANGED = "No rule of these places on holding, telling or handing over began or ended in the time that is drawn."


def _marked(changes: list[Change]) -> str:
    return MARKED if changes else UNCHANGED


def _with_most(places: list[str]) -> str:
    return "the place with most" if len(places) == 1 else f"the {len(places)} places with most"


def placed(cases: pl.LazyFrame) -> pl.LazyFrame:
    """Cases with ``place`` and ``year``: the county where the file names counties, else the state."""
    named = pl.col("county").is_not_null()
    where = (
        pl.when(named)
        .then(pl.format("{}, {}", "county", "state"))
        .when(named.any())
        .then(pl.format("{}{}", pl.lit(f"{NO_COUNTY}, "), "state"))
        .otherwise(pl.col("state"))
    )
    return cases.with_columns(where.alias("place"), pl.col("day").dt.year().alias("year")).filter(
        pl.col("place").is_not_null() & pl.col("year").is_not_null()
    )


def _largest(counted: pl.DataFrame, most: int) -> list[str]:
    by_place = counted.group_by("place").agg(pl.col("n").sum()).sort("n", "place", descending=[True, False])
    return by_place["place"].head(most).to_list()


def _kinds(cases: pl.LazyFrame) -> list[str]:
    """The kinds of custodian that the file names."""
    return (
        cases.select(pl.col("agency_type").drop_nulls().unique()).collect(engine="streaming")["agency_type"].to_list()
    )


def timeline(year: Year) -> Figure | None:
    """Requests by week, month or quarter at the places with most, with the days marked on which their law changed."""
    asked = placed(year.cases.filter(REQUESTED))
    first, last = asked.select(pl.col("day").min().alias("a"), pl.col("day").max().alias("b")).collect().row(0)
    if first is None:
        return None
    steps = [s for s in STEPS if (last - first).days < s[0]]
    while True:
        _, step, word, called = steps.pop(0)
        when = pl.col("day").dt.truncate(step).alias("from")
        counted = asked.group_by("place", when).agg(pl.len().alias("n")).collect(engine="streaming")
        top = _largest(counted, LINES)
        counted = counted.filter(pl.col("place").is_in(top))
        shown = counted.filter(pl.col("n") >= SMALL).sort("place", "from")
        if not steps or 2 * int(shown["n"].sum()) > int(counted["n"].sum()):
            break
    if shown.is_empty():
        return None
    begin, end = shown["from"].min(), shown["from"].max()
    assert isinstance(begin, date)
    assert isinstance(end, date)
    changes = changes_of(year.rulebook, top, _kinds(year.cases), begin, end + timedelta(days=90))
    order = [p for p in top if p in set(shown["place"])]
    peak = shown.sort("n", "from", descending=[True, False]).row(0, named=True)
    return Figure(
        "timeline",
        f"Federal requests by {word}",
        f"Most in one {word}: {peak['n']:,} in {peak['place']}, in {peak['from'].strftime(called)}.",
        f"Cases with a federal request by the {word} of the request, at {_with_most(order)}. {_marked(changes)} "
        f"A {word} with fewer than eleven is left empty and is not in n.",
        int(shown["n"].sum()),
        year.as_of.isoformat(),
        over_time(shown.to_dicts(), order, changes, f"requests a {word}", step),
        shown.with_columns(pl.col("from").cast(pl.String)),
        _words(changes),
    )


def _words(changes: list[Change]) -> tuple[str, ...]:
    return tuple(c.words for c in changes)


def requests_by_year(year: Year) -> Figure | None:
    """Small multiples: each place's years. One place in one year is no comparison and is left to the timeline."""
    asked = placed(year.cases.filter(REQUESTED))
    grouped = asked.group_by("place", "year").agg(pl.len().alias("n")).collect(engine="streaming")
    top = _largest(grouped, PANELS)
    shown = grouped.filter(pl.col("place").is_in(top) & (pl.col("n") >= SMALL)).sort("place", "year")
    if shown.height < 2:
        return None
    rows = [{"place": p, "year": y, "value": n} for p, y, n in shown.select("place", "year", "n").iter_rows()]
    rows.sort(key=lambda r: (top.index(r["place"]), r["year"]))
    changes = _within(year, rows)
    peak = max(rows, key=lambda r: r["value"])
    return Figure(
        "requests",
        "Federal requests by place and year",
        f"Most in one year: {peak['value']:,} in {peak['place']} in {peak['year']}.",
        f"Cases with a federal request by the calendar year of the request, at {_with_most(top)}. {_marked(changes)} "
        "Years with fewer than eleven are not drawn. Each place has its own scale: look at the numbers beside it.",
        int(grouped["n"].sum()),
        year.as_of.isoformat(),
        by_year(rows, changes, "requests", own_scale=True),
        shown,
        _words(changes),
    )


def _within(year: Year, rows: list[dict[str, object]]) -> list[Change]:
    years = [int(str(r["year"])) for r in rows]
    names = dict.fromkeys(str(r["place"]) for r in rows)
    return changes_of(year.rulebook, names, _kinds(year.cases), date(min(years), 1, 1), date(max(years), 12, 31))


def over_by_year(year: Year) -> Figure | None:
    """The share held past the last lawful minute, by place and year, with its interval."""
    found = over_detention(year.cases)
    if not found.whole.n:
        return None
    counted = placed(year.cases.filter(COUNTED)).select(
        "place", "year", (OVER > 0).alias("late"), OVER.clip(0).alias("over")
    )
    grouped = counted.group_by("place", "year").agg(
        pl.len().alias("n"), pl.col("late").sum().alias("count"), (pl.col("over").sum() / 60).alias("hours")
    )
    table = with_intervals(grouped.sort("place", "year").collect(engine="streaming"))
    percents = (pl.col("share", "low", "high") * 100).round(2)
    rows = drawn(table.with_columns(percents).rename({"share": "value"}), "value")
    panels = list(dict.fromkeys(r["place"] for r in rows))[:PANELS]
    rows = [r for r in rows if r["place"] in panels]
    if not rows:
        return None
    hours = found.table["hours"].item() or 0
    changes = _within(year, list(rows))
    return Figure(
        "over",
        found.title,
        f"{found.table['count'].item():,} of {found.whole.n:,} were held past it, {hours:,.0f} hours in all.",
        f"{found.definition} {found.population} {found.pitfalls} Bars are percent of those counted, lines "
        f"their 95% interval; a year whose figures rest on fewer than eleven is not drawn. {_marked(changes)}",
        found.whole.n,
        year.as_of.isoformat(),
        by_year(rows, changes, "percent held past it"),
        table,
        _words(changes),
    )


def by_state(year: Year) -> Figure | None:
    """The map: every state alike large, so that people are counted and not land."""
    grouped = year.cases.filter(REQUESTED & pl.col("state").is_not_null()).group_by("state").len(name="n").sort("state")
    table = grouped.filter(pl.col("n") >= SMALL).collect(engine="streaming")
    if table.is_empty():
        return None
    most = max(table["n"].to_list())
    title = "Requests by state"
    top = table.sort("n", "state", descending=[True, False])["state"][0]
    return Figure(
        "states",
        title,
        f"Most in {top}: {most:,}." if table.height > 1 else f"All of the {most:,} that are shown were in {top}.",
        "Requests by the state of the jail. States with fewer than eleven are left empty, as are those that the file does not speak of. "
        "Every state is drawn alike large.",
        int(table["n"].sum()),
        year.as_of.isoformat(),
        tiles({s: _short(n) for s, n in table.iter_rows()}, {s: n / most for s, n in table.iter_rows()}, title),
        table,
    )


def _short(n: int) -> str:
    return f"{n:,}" if n < 10_000 else f"{n / 1000:,.0f}k" if n < 1_000_000 else f"{n / 1_000_000:.1f}m"


__all__ = ["by_state", "over_by_year", "placed", "requests_by_year", "timeline"]
