"""Days in jail with a federal request beside days without one: three ways of comparing, none of which is proof of cause.

Regression and matching look at people whose release is known; Cox's regression counts those still in as well. All three hold the same
columns equal (``alike``). A figure of a group of fewer than ``SMALL`` people is never made.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

import polars as pl

from lawgate.base import BadInput
from lawgate.oversight.measures.alike import TREATED, Alike, held_equal, told_apart
from lawgate.oversight.measures.effect import Term, matched, regress
from lawgate.oversight.measures.hazard import MOST, hazards
from lawgate.oversight.measures.over_detention import DOLLARS_A_DAY
from lawgate.oversight.measures.records import SMALL, Estimate, Measure
from lawgate.oversight.measures.shares import REQUESTED
from lawgate.oversight.measures.stays import COUNTED, watched

NOT_CAUSE: Final = (
    "An association, not a cause: whom the agency asks for differs from others in ways that no column holds, and those would make a "
    "difference with or without the request."
)
AS_THEY_ARE, HELD_EQUAL, THE_LIKE = "nothing held equal", "held equal by regression", "among the like (matched)"
COLUMNS: Final = {"compared": pl.String, "times": pl.Float64, "low": pl.Float64, "high": pl.Float64, "n": pl.Int64}
ONE_SIDED = "the file has fewer than eleven people, whose stay is known, on one side: with a request, or without"


def released(frame: pl.LazyFrame) -> pl.LazyFrame:
    """The rows that can be compared by their days: release known, stay above nought, and said whether there was a request."""
    return frame.filter(COUNTED & (pl.col("days") > 0) & pl.col("requested").is_not_null())


def effect(frame: pl.LazyFrame, wanted: Sequence[str] | None = None) -> Measure:
    """How many times as long people with a request stay: the geometric mean of days, beside that of people without one.

    ``table``: the three ways first, then each term that was held equal. Raises ``BadInput`` where a side has fewer than eleven people
    or a column cannot be held equal."""
    rows = released(frame)
    n, asked = _sides(rows)
    alike = held_equal(rows, wanted)
    log, treated = pl.col("days").log(), {TREATED: REQUESTED}
    bare = regress(rows, log, treated, robust=True)[TREATED]
    terms = told_apart(rows, {**treated, **alike.terms})
    full = regress(rows, log, terms, robust=True)
    like, _ = matched(rows.with_columns(**_named(alike)), log, REQUESTED, list(_named(alike)))
    table = [_row(AS_THEY_ARE, bare, n), _row(HELD_EQUAL, full[TREATED], n)]
    if like.value is not None and like.n >= SMALL:
        times = (None if v is None else _told_times(v) for v in (like.value, like.low, like.high))
        table.append(dict(zip(COLUMNS, (THE_LIKE, *times, _told(like.n, asked)), strict=True)))
    table += [_row(t.name, t, alike.people[t.name]) for t in full.terms if t.name in alike.people]
    found = full[TREATED]
    return Measure(
        "effect",
        "Days in jail with a federal request",
        f"Least squares on the logarithm of days, errors robust (HC3); held equal: {_listed(alike)}. "
        f"The number says how many times as long; 1 would be no difference.",
        f"{n:,} people whose release is known, {asked:,} of them with a federal request. Matched: those with a request who have a like "
        "without one.",
        f"{NOT_CAUSE} People still in jail are left out: see the speed of release. Bail is not held equal, since a request itself keeps "
        "people from paying it.",
        "times as long",
        Estimate(math.exp(found.coef), math.exp(found.low), math.exp(found.high), n),
        pl.DataFrame(table, schema=COLUMNS),
        "ordinary least squares, HC3; exact matching",
    )


def extra_days(
    frame: pl.LazyFrame, wanted: Sequence[str] | None = None, dollars_a_day: float = DOLLARS_A_DAY
) -> Measure:
    """The days that people with a request stay longer than their like, and what such days cost the jail."""
    rows = released(frame)
    _, asked = _sides(rows)
    alike = held_equal(rows, wanted)
    found, _ = matched(rows.with_columns(**_named(alike)), pl.col("days"), REQUESTED, list(_named(alike)))
    found = found if found.n >= SMALL else Estimate(None)
    ends = (found.value, found.low, found.high)
    table = [
        _figure("days longer, on average", ends, found.n),
        _figure(
            f"dollars each, at {dollars_a_day:,.0f} a day", [None if v is None else v * dollars_a_day for v in ends]
        ),
        _figure("with a request and a like without one", (_told(found.n, asked), None, None)),
    ]
    return Measure(
        "extra-days",
        "Days longer than their like without a request",
        f"The mean difference in days between people with a request and people without one who are alike in {_listed(alike)}.",
        f"Those of {asked:,} released people with a request who have a like without one; the others are left out.",
        f"{NOT_CAUSE} Charges are counted in bands. A few long stays move a mean of days far.",
        "days",
        found if _told(found.n, asked) is not None else replace(found, n=0),
        pl.DataFrame(table, schema={"figure": pl.String, "value": pl.Float64, "low": pl.Float64, "high": pl.Float64}),
        "exact matching",
    )


def speed(frame: pl.LazyFrame, wanted: Sequence[str] | None = None, most: int = MOST) -> Measure:
    """How fast people with a request are let go beside people without one, those still in counted for as long as they were seen."""
    rows = watched(frame).filter(pl.col("requested").is_not_null() & (pl.col("days") > 0))
    n, asked = _sides(rows)
    alike = held_equal(rows, wanted)
    treated = {TREATED: REQUESTED}
    bare = hazards(rows, treated, most)
    full = hazards(rows, told_apart(rows, {**treated, **alike.terms}), most)
    table = [_row(AS_THEY_ARE, bare[TREATED], bare.n), _row(HELD_EQUAL, full[TREATED], full.n)]
    table += [_row(t.name, t, alike.people[t.name]) for t in full.terms if t.name in alike.people]
    sampled = f" A sample of {full.n:,} was fitted." if full.sampled else ""
    still = n - rows.filter(~pl.col("censored")).select(pl.len()).collect(engine="streaming").item()
    found = full[TREATED]
    return Measure(
        "speed",
        "How fast people with a federal request are let go",
        f"Cox's regression of the time to release, ties after Efron; held equal: {_listed(alike)}. The number says how many times as fast "
        "as people without a request; below 1 is slower.",
        f"{n:,} people, {asked:,} of them with a request; {_few(still)} still in when the file ends count up to then.{sampled}",
        f"{NOT_CAUSE} It takes the ratio to be the same on every day: look at the curves. Going into federal custody counts as a release.",
        "times as fast",
        Estimate(math.exp(found.coef), math.exp(found.low), math.exp(found.high), full.n),
        pl.DataFrame(table, schema=COLUMNS),
        "Cox's partial likelihood",
    )


def _sides(rows: pl.LazyFrame) -> tuple[int, int]:
    """(people, those with a request). Raises ``BadInput`` where either side is too small to be spoken of."""
    n, asked = rows.select(pl.len(), REQUESTED.sum()).collect(engine="streaming").row(0)
    if min(asked, n - asked) < SMALL:
        raise BadInput(ONE_SIDED, do="give one that holds both and their stays, such as a roster or a ledger")
    return int(n), int(asked)


def _named(alike: Alike) -> Mapping[str, pl.Expr]:
    return {f"like {name}": word for name, word in alike.groups.items()} or {"like": pl.lit("all")}


def _row(name: str, term: Term, n: int) -> dict[str, object]:
    values = (_told_times(v) for v in (term.coef, term.low, term.high))
    return dict(zip(COLUMNS, (name, *values, n), strict=True))


def _told_times(log: float) -> float:
    """``exp`` of it to nine digits: sums of many parts at once differ in the last ones from run to run."""
    return float(f"{math.exp(log):.9g}")


def _figure(name: str, values: Iterable[float | None], n: int = SMALL) -> dict[str, object]:
    value, low, high = values if n >= SMALL else (None, None, None)
    return {"figure": name, "value": value, "low": low, "high": high}


def _told(n: int, of: int) -> int | None:
    """``n`` of ``of`` people, unless the rest are a handful, who could be told by subtraction."""
    return None if 0 < of - n < SMALL else n


def _few(n: int) -> str:
    return f"{n:,}" if n == 0 or n >= SMALL else f"fewer than {SMALL}"


def _listed(alike: Alike) -> str:
    return ", ".join(alike.columns) or "nothing"


__all__ = ["AS_THEY_ARE", "COLUMNS", "HELD_EQUAL", "THE_LIKE", "effect", "extra_days", "released", "speed"]
