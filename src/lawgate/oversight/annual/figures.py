"""The figures of an annual report: each drawn, with the table it is drawn from, its definition, its n and the day it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from lawgate.base import BadInput, Place
from lawgate.law.rulebook import Rulebook
from lawgate.lawbook.beside import ZONES
from lawgate.oversight.annual.charts import by_year, curves, dots, drawn
from lawgate.oversight.annual.pictures import flow, tiles
from lawgate.oversight.measures.disparity import disparity
from lawgate.oversight.measures.intervals import share
from lawgate.oversight.measures.over_detention import COUNTED, OVER, over_detention
from lawgate.oversight.measures.records import SMALL, Measure
from lawgate.oversight.measures.shares import REQUESTED, SHARES, with_intervals
from lawgate.oversight.measures.stays import curve, median_of

PANELS = 6
LAST_SHARE = 0.01
ENDS = {
    "custody-taken": "taken into federal custody",
    "declined": "declined by the jail",
    "lifted": "lifted",
    "case-closed": "case closed",
    "citizen": "a citizen was interviewed",
}
EASTERN = "America/New_York"


@dataclass(frozen=True, slots=True)
class Figure:
    """``says``: the finding in a sentence. ``n``: how many it rests on. ``table``: what is drawn, to be downloaded."""

    name: str
    title: str
    says: str
    definition: str
    n: int
    as_of: str
    svg: str
    table: pl.DataFrame


def figures(cases: pl.LazyFrame, rulebook: Rulebook, as_of: date) -> list[Figure]:
    """Every figure that the cases can give; what they cannot say is left out. Raises ``BadInput`` where there is no request at all."""
    asked = cases.filter(REQUESTED)
    if asked.select(pl.len()).collect(engine="streaming").item() == 0:
        raise BadInput("holds no case with a federal request", do="give a file of requests")
    makers: tuple[Callable[[pl.LazyFrame, Rulebook, str], Figure | None], ...] = (
        requests_by_year,
        what_became,
        over_by_year,
        stays_compared,
        by_state,
        by_group,
    )
    found = (make(cases, rulebook, as_of.isoformat()) for make in makers)
    return [f for f in found if f is not None]


def placed(cases: pl.LazyFrame) -> pl.LazyFrame:
    """Cases with ``place`` and ``year``: the county where the file names counties, else the state."""
    where = (
        pl.when(pl.col("county").is_not_null()).then(pl.format("{}, {}", "county", "state")).otherwise(pl.col("state"))
    )
    return cases.with_columns(where.alias("place"), pl.col("day").dt.year().alias("year")).filter(
        pl.col("place").is_not_null() & pl.col("year").is_not_null()
    )


def requests_by_year(cases: pl.LazyFrame, rulebook: Rulebook, as_of: str) -> Figure | None:
    grouped = (
        placed(cases).filter(REQUESTED).group_by("place", "year").agg(pl.len().alias("n")).collect(engine="streaming")
    )
    top = (
        grouped.group_by("place")
        .agg(pl.col("n").sum())
        .sort("n", "place", descending=[True, False])["place"]
        .head(PANELS)
        .to_list()
    )
    shown = grouped.filter(pl.col("place").is_in(top) & (pl.col("n") >= SMALL)).sort("place", "year")
    if shown.is_empty():
        return None
    rows = [{"place": p, "year": y, "value": n} for p, y, n in shown.select("place", "year", "n").iter_rows()]
    rows.sort(key=lambda r: (top.index(r["place"]), r["year"]))
    marks = _marks(rulebook, rows)
    peak = max(rows, key=lambda r: r["value"])
    return Figure(
        "requests",
        "Federal requests by place and year",
        f"Most in one year: {peak['value']:,} in {peak['place']} in {peak['year']}.",
        "Cases with a federal request by the calendar year of the request; a dashed line where a law of the place began or ended "
        "(named in the table of the law's changes). Years with fewer than eleven are not drawn.",
        int(grouped["n"].sum()),
        as_of,
        by_year(rows, marks, "requests"),
        _with_marks(shown, marks),
    )


def _with_marks(shown: pl.DataFrame, marks: list[dict[str, object]]) -> pl.DataFrame:
    """The table with the law's changes under it, which the picture marks by dashed lines."""
    kinds = {"place": pl.String, "year": pl.Float64, "law": pl.String}
    return pl.concat([shown, pl.DataFrame(marks, schema=kinds).drop("year")], how="diagonal") if marks else shown


def what_became(cases: pl.LazyFrame, rulebook: Rulebook, as_of: str) -> Figure | None:
    del rulebook
    counts = dict(cases.filter(REQUESTED).group_by("ended").len().collect(engine="streaming").iter_rows())
    n = sum(counts.values())
    rows = [(words, counts.pop(end, 0)) for end, words in ENDS.items()]
    rows += [
        ("other ends", sum(c for e, c in counts.items() if e is not None)),
        ("no end recorded", counts.get(None, 0)),
    ]
    shown = [(w, c) for w, c in rows if c >= SMALL]
    few = n - sum(c for _, c in shown)
    if not shown or len(shown) < 2:
        return None
    shown += [("ends of fewer than eleven each", few)] if few >= SMALL else []
    title = "What became of the requests"
    taken = next((c for w, c in rows if w == ENDS["custody-taken"]), 0)
    return Figure(
        "ends",
        title,
        f"{taken / n:.0%} of {n:,} requests were followed by federal custody.",
        "The end of each request as its source records it. Ends of fewer than eleven requests are put together, or left out where even "
        "together they are fewer.",
        n,
        as_of,
        flow(("requests", n), shown, title),
        pl.DataFrame(shown, schema=["end", "requests"], orient="row"),
    )


def over_by_year(cases: pl.LazyFrame, rulebook: Rulebook, as_of: str) -> Figure | None:
    found = over_detention(cases)
    if not found.whole.n:
        return None
    counted = placed(cases.filter(COUNTED)).select(
        "place", "year", (OVER > 0).alias("late"), (OVER.clip(0) / 60).alias("over")
    )
    grouped = counted.group_by("place", "year").agg(
        pl.len().alias("n"), pl.col("late").sum().alias("count"), pl.col("over").sum().alias("hours")
    )
    table = with_intervals(grouped.sort("place", "year").collect(engine="streaming"))
    rows = [
        {
            "place": r["place"],
            "year": r["year"],
            "value": 100 * r["share"],
            "low": 100 * r["low"],
            "high": 100 * r["high"],
        }
        for r in drawn(table, "share")
    ]
    panels = list(dict.fromkeys(r["place"] for r in rows))[:PANELS]
    rows = [r for r in rows if r["place"] in panels]
    if not rows:
        return None
    hours = found.table["hours"].item()
    return Figure(
        "over",
        found.title,
        f"{found.table['count'].item():,} of {found.whole.n:,} were held past it, {hours:,.0f} hours in all.",
        f"{found.definition} {found.population} {found.pitfalls} Bars are percent of those counted, lines their 95% interval.",
        found.whole.n,
        as_of,
        by_year(rows, _marks(rulebook, rows), "percent"),
        table,
    )


def stays_compared(cases: pl.LazyFrame, rulebook: Rulebook, as_of: str) -> Figure | None:
    del rulebook
    groups = {"with a federal request": REQUESTED, "without one": ~REQUESTED}
    found = {name: curve(cases.filter(which)) for name, which in groups.items()}
    found = {name: c for name, c in found.items() if len(c) and c["at_risk"][0] >= SMALL}
    if not found:
        return None
    parts = [
        c.with_columns(pl.lit(name).alias("group")).filter(pl.col("at_risk") >= SMALL) for name, c in found.items()
    ]
    table = pl.concat(parts)
    middle = {name: median_of(c).value for name, c in found.items()}
    said = "; ".join(f"{name}: half are out by day {days:.1f}" for name, days in middle.items() if days is not None)
    return Figure(
        "stays",
        "How long people stay",
        f"{said}." if said else "Fewer than half were out when the file ends.",
        "The share still in jail by days since booking (Kaplan and Meier), with its 95% interval; those not yet released count until the "
        "file ends. The two groups differ in much besides the request.",
        sum(int(c["at_risk"][0]) for c in found.values()),
        as_of,
        curves(_thinned(table).to_dicts()),
        table,
    )


def by_state(cases: pl.LazyFrame, rulebook: Rulebook, as_of: str) -> Figure | None:
    del rulebook
    grouped = cases.filter(REQUESTED & pl.col("state").is_not_null()).group_by("state").len(name="n").sort("state")
    table = grouped.filter(pl.col("n") >= SMALL).collect(engine="streaming")
    if table.height < 2:
        return None
    most = max(table["n"].to_list())
    title = "Requests by state"
    return Figure(
        "states",
        title,
        f"Most in {table.sort('n', descending=True)['state'][0]}: {most:,}.",
        "Requests by the state of the jail; states with fewer than eleven are left empty. Every state is drawn alike large.",
        int(table["n"].sum()),
        as_of,
        tiles({s: _short(n) for s, n in table.iter_rows()}, {s: n / most for s, n in table.iter_rows()}, title),
        table,
    )


def by_group(cases: pl.LazyFrame, rulebook: Rulebook, as_of: str) -> Figure | None:
    del rulebook
    found = next((m for m in _disparities(cases) if m.table["ratio"].drop_nulls().len() >= 2), None)
    if found is None:
        return None
    rows = [
        {"group": r["group"], "value": r["ratio"], "low": r["ratio_low"], "high": r["ratio_high"]}
        for r in drawn(found.table, "ratio", "ratio_low")
    ]
    return Figure(
        "groups",
        found.title,
        f"Over all {found.whole.n:,}: {found.whole.value or 0:.1%}.",
        f"{found.definition} {found.population} {found.pitfalls} The dashed line is the base; lines are 95% intervals.",
        found.whole.n,
        as_of,
        dots(rows, "times the base's share"),
        found.table,
    )


def _disparities(cases: pl.LazyFrame) -> Iterator[Measure]:
    """By race first, else by origin: the share with a request, or, where everyone has one, the share followed by custody."""
    whole = share(*cases.select(REQUESTED.sum().alias("a"), pl.len().alias("n")).collect(engine="streaming").row(0))
    taken = next(s for s in SHARES if s.name == "followed-by-custody")
    for group in ("race", "origin", "sex"):
        counts = cases.group_by(group).len().drop_nulls().sort("len", descending=True).collect(engine="streaming")
        if counts.height < 2:
            continue
        base = str(counts[group][0])
        if whole.value is not None and whole.value < 1:
            yield disparity(cases, pl.lit(value=True), REQUESTED, group, base, f"With a federal request, by {group}")
        yield disparity(cases, taken.of, taken.holds, group, base, f"{taken.title}, by {group}")


def _marks(rulebook: Rulebook, rows: list[dict[str, object]]) -> list[dict[str, object]]:
    """Where a law of the place itself began or ended within the years drawn."""
    out: dict[tuple[str, float], str] = {}
    first, last = (f([int(str(r["year"])) for r in rows]) for f in (min, max))
    for name in dict.fromkeys(str(r["place"]) for r in rows):
        county, _, state = name.rpartition(", ")
        place = Place(state, county or None, tz=ZONES.get(state, EASTERN))
        for a in rulebook.authorities:
            if not a.territory.states or not a.territory.covers(place):
                continue
            for day, word in ((a.since, "begins"), (a.until, "ends")):
                if day and first <= int(day[:4]) <= last:
                    when = date.fromisoformat(day)
                    at = round(when.year - 0.5 + (when.timetuple().tm_yday - 1) / 365.25, 2)
                    out.setdefault((name, at), f"{a.title} {word} {day}")
    return [{"place": p, "year": y, "law": words} for (p, y), words in sorted(out.items())]


def _thinned(table: pl.DataFrame, most: int = 300) -> pl.DataFrame:
    """Enough points for a line, from everyone at the first instant down to the last hundredth; the table keeps them all."""
    table = table.filter(pl.col("share") >= LAST_SHARE)
    step = max(1, table.height // most)
    kept = table.with_row_index("k").filter((pl.col("k") % step == 0) | (pl.col("k") == table.height - 1)).drop("k")
    begin = (
        kept.select("group")
        .unique(maintain_order=True)
        .with_columns(day=pl.lit(0.0), share=pl.lit(1.0), low=pl.lit(1.0), high=pl.lit(1.0))
    )
    return pl.concat([begin, kept.select(begin.columns)])


def _short(n: int) -> str:
    return f"{n:,}" if n < 10_000 else f"{n / 1000:,.0f}k" if n < 1_000_000 else f"{n / 1_000_000:.1f}m"


__all__ = ["Figure", "figures"]
