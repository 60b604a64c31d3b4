"""How long people stay, with a request and without one, and what that comes to in money."""

from __future__ import annotations

import polars as pl

from lawgate.base import BadInput
from lawgate.oversight.annual.charts import curves, dots, ranges
from lawgate.oversight.annual.records import Figure, Year
from lawgate.oversight.measures.association import AS_THEY_ARE, HELD_EQUAL, THE_LIKE, effect, extra_days, speed
from lawgate.oversight.measures.over_detention import cost, exposure
from lawgate.oversight.measures.records import Measure
from lawgate.oversight.measures.stays import as_table, by_request, median_of

LAST_SHARE = 0.01
MOST_FITTED = 20_000  # rows of a figure's hazard: a page waits for it
WAYS = (AS_THEY_ARE, HELD_EQUAL, THE_LIKE)


def stays(year: Year) -> Figure | None:
    """The curves of people still in jail."""
    found = by_request(year.cases)
    if not found:
        return None
    table = as_table(found)
    middle = {name: median_of(c).value for name, c in found.items()}
    said = "; ".join(f"{name}: half are out by day {days:.1f}" for name, days in middle.items() if days is not None)
    return Figure(
        "stays",
        "How long people stay",
        f"{said[:1].upper()}{said[1:]}." if said else "Fewer than half were out when the file ends.",
        "The share still in jail by days since booking (Kaplan and Meier), with its 95% interval; those not yet released count until the "
        "file ends. A curve has a step wherever eleven more had left. The two groups differ in much besides the request.",
        sum(int(c["at_risk"][0]) for c in found.values()),
        year.as_of.isoformat(),
        curves(_thinned(table).to_dicts()),
        table,
    )


def days_longer(year: Year) -> Figure | None:
    """How many times as long people with a request stay, by three ways of comparing."""
    try:
        found, longer = effect(year.cases), extra_days(year.cases, dollars_a_day=year.dollars_a_day)
    except BadInput:
        return None
    told = ""
    if longer.whole.value is not None and longer.whole.low is not None:
        told = f" Among the like, {longer.whole.value:.1f} days longer ({longer.whole.low:.1f} to {longer.whole.high:.1f})."
    return _compared("effect", found, year, f"{_says(found)}{told}", "times as long as without a request")


def release_speed(year: Year) -> Figure | None:
    """How many times as fast people with a request are let go: Cox's regression."""
    try:
        found = speed(year.cases, most=MOST_FITTED)
    except BadInput:
        return None
    return _compared("speed", found, year, _says(found), "times as fast as without a request")


def _says(found: Measure) -> str:
    e = found.whole
    return f"{e.value:.2f} {found.unit} ({e.low:.2f} to {e.high:.2f}), what is known held equal. An association, not a cause."


def _compared(name: str, found: Measure, year: Year, says: str, axis: str) -> Figure:
    ways = found.table.filter(pl.col("compared").is_in(WAYS) & pl.col("low").is_not_null())
    rows = [
        {"group": r["compared"], "value": r["times"], **{k: r[k] for k in ("low", "high")}} for r in ways.to_dicts()
    ]
    return Figure(
        name,
        found.title,
        says,
        f"{found.definition} {found.population} {found.pitfalls} Lines are 95% intervals, the dashed line is no difference.",
        found.whole.n,
        year.as_of.isoformat(),
        dots(rows, axis, base=1.0, proportion=True),
        found.table,
    )


def money(year: Year) -> Figure | None:
    """What the over-held may cost in court, and what their time cost the jail."""
    court, house = exposure(year.cases).whole, cost(year.cases, year.dollars_a_day)
    if not court.n:
        return None
    low, high = court.low or 0.0, court.high or 0.0
    rows = [
        ("exposure in court, from low to high", low, high, court.n),
        ("the jail's own cost of that time", house.whole.value or 0.0, house.whole.value or 0.0, house.whole.n),
    ]
    table = pl.DataFrame(rows, schema=["figure", "dollars_low", "dollars_high", "n"], orient="row")
    return Figure(
        "money",
        "What it may cost",
        f"{low:,.0f} to {high:,.0f} dollars in court, if all were to sue; {house.whole.value or 0:,.0f} dollars of jail days.",
        "For each over-held person the range that courts and settlements have set for holds of that length, added up: low as one of a "
        "class, high as a single case with fees. A range of what has been paid elsewhere, never a forecast: few holds are sued upon. "
        f"{house.definition} {house.pitfalls}",
        court.n,
        year.as_of.isoformat(),
        ranges([{"group": g, "low": a, "high": b, "said": _dollars(a, b)} for g, a, b, _ in rows], "dollars"),
        table,
    )


def _dollars(low: float, high: float) -> str:
    return f"${low:,.0f}" if low == high else f"${low:,.0f} to ${high:,.0f}"


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


__all__ = ["days_longer", "money", "release_speed", "stays"]
