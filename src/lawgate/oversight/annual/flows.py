"""From booking to outcome: what became of the requests, and of everyone booked with one and without."""

from __future__ import annotations

import polars as pl

from lawgate.oversight.annual.pictures import flow, flow_through
from lawgate.oversight.annual.records import REST, Figure, Year, pooled
from lawgate.oversight.measures.over_detention import OVER
from lawgate.oversight.measures.shares import REQUESTED

ENDS = {
    "custody-taken": "taken into federal custody",
    "declined": "declined by the jail",
    "lifted": "lifted",
    "transferred": "transferred",
    "case-closed": "case closed",
    "citizen": "a citizen was interviewed",
    "died": "died",
}
OPEN, OTHER = "no end recorded", "another end"
TAKEN, LATE, IN_TIME, UNTIMED, STILL = (
    "taken into federal custody",
    "let go past the last minute",
    "let go by the last minute",
    "let go, last minute not known",
    "still in jail",
)
WITH, WITHOUT = "with a federal request", "without one"


def what_became(year: Year) -> Figure | None:
    """The recorded end of each request. Only where a file records ends."""
    counts = dict(year.cases.filter(REQUESTED).group_by("ended").len().collect(engine="streaming").iter_rows())
    n = sum(counts.values())
    if counts.get(None, 0) == n:
        return None
    named: dict[str, int] = {}
    for end, count in counts.items():
        word = OPEN if end is None else ENDS.get(end, OTHER)
        named[word] = named.get(word, 0) + count
    shown = pooled(named)
    if len(shown) < 2:
        return None
    title = "What became of the requests"
    taken = dict(shown).get(ENDS["custody-taken"])
    first = f"{taken / n:.0%} of {n:,} requests were followed by federal custody." if taken else f"{n:,} requests."
    return Figure(
        "ends",
        title,
        first,
        "The end of each request as its source records it. Ends of fewer than eleven requests are put together.",
        n,
        year.as_of.isoformat(),
        flow(("requests", n), shown, title),
        pl.DataFrame(shown, schema=["end", "requests"], orient="row"),
    )


def booking_to_outcome(year: Year) -> Figure | None:
    """Everyone booked, by whether a request came, to how they left. Only where a file knows stays of people with a request."""
    known = year.cases.filter(pl.col("requested").is_not_null() & pl.col("booked_at").is_not_null())
    outcome = (
        pl.when(REQUESTED & (pl.col("ended") == "custody-taken"))
        .then(pl.lit(TAKEN))
        .when(pl.col("released_at").is_null())
        .then(pl.lit(STILL))
        .when(OVER > 0)
        .then(pl.lit(LATE))
        .when(OVER.is_not_null())
        .then(pl.lit(IN_TIME))
        .otherwise(pl.lit(UNTIMED))
    )
    asked = pl.when(REQUESTED).then(pl.lit(WITH)).otherwise(pl.lit(WITHOUT))
    counted = known.group_by(asked.alias("request"), outcome.alias("outcome")).len(name="n").collect(engine="streaming")
    rows: list[tuple[str, str, int]] = []
    for group in (WITH, WITHOUT):
        counts = dict(counted.filter(pl.col("request") == group).select("outcome", "n").iter_rows())
        rows += [(group, word, n) for word, n in pooled(counts)]
    if not any(g == WITH for g, _, _ in rows):
        return None
    n = sum(c for _, _, c in rows)
    with_one = {word: c for g, word, c in rows if g == WITH}
    title = "From booking to outcome"
    order = [w for w in (TAKEN, LATE, IN_TIME, UNTIMED, STILL, REST) if any(w == word for _, word, _ in rows)]
    late = with_one.get(LATE)
    return Figure(
        "flow",
        title,
        f"Of {sum(with_one.values()):,} booked {WITH}, {late:,} were {LATE}."
        if late
        else f"{n:,} people were booked, {sum(with_one.values()):,} {WITH}.",
        "Everyone whose booking time is known, by whether a federal request came and by how they left. The last minute is that of the "
        "law of the day, or release due where no hold was lawful. Outcomes of fewer than eleven people are put together.",
        n,
        year.as_of.isoformat(),
        flow_through(
            ("booked", n), [g for g in (WITH, WITHOUT) if any(g == x for x, _, _ in rows)], order, rows, title
        ),
        pl.DataFrame(rows, schema=["request", "outcome", "people"], orient="row"),
    )


__all__ = ["booking_to_outcome", "what_became"]
