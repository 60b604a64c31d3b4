"""The same limits over columns: millions of starts at once, equal to ``deadline`` to the microsecond.

How it works. Let C(t) be the counted time up to t: a line that climbs on days that count and is flat on days that do not.
The limit is the first instant at which C reaches C(start) + 48 hours, and as a function of the start that is a staircase of
pieces: between two edges it is either start + a constant (the start is on a day that counts) or a constant (it is not). The
pieces of one zone and one way of counting are worked out once from the same days as the scalar function; a row then costs
one binary search and two look-ups, and no Python runs per row.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import polars as pl

from lawgate.base.moments import start_of_day
from lawgate.clock.limits import LAST_MINUTE, Rule, limit_named
from lawgate.clock.walk import EVERY_HOUR, ONE_DAY, Skips

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2060, 1, 1)
"""Starts before the one or after the other give null: the tables end there."""

INSTANT = pl.Datetime("us", "UTC")
MICROSECOND = timedelta(microseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def deadline_expr(limit: str, start_col: str | pl.Expr, tz: ZoneInfo, *, state: str = "") -> pl.Expr:
    """When ``limit`` is reached, for a column of start instants of facilities in one zone ``tz``.

    ``start_col``: a column or expression of datetimes, aware in any zone (or naive, read as UTC). The result is
    ``Datetime("us", "UTC")``. Null starts, and starts outside ``FIRST_DAY`` to ``LAST_DAY``, give null. Raises as
    ``deadline`` does for a limit that is not known or is another state's.
    """
    found = limit_named(limit, state=state)
    start = (pl.col(start_col) if isinstance(start_col, str) else start_col).dt.epoch("us")
    if found.rule is Rule.END_OF_DAY:
        ends = _end_of_day(start, tz)
    elif found.skips == EVERY_HOUR:
        first, last = (_us(d, tz) for d in (FIRST_DAY, LAST_DAY))
        ends = pl.when((start > first) & (start <= last)).then(start + found.length // MICROSECOND)
    else:
        pieces = _pieces(found.length // MICROSECOND, found.skips, tz)
        piece = pl.lit(pieces.edges).search_sorted(start, side="left")
        ends = pl.lit(pieces.base).gather(piece) + pl.lit(pieces.slope).gather(piece) * start
    return ends.cast(INSTANT)


def last_minute_expr(t0: str | pl.Expr, *ends: str | pl.Expr) -> pl.Expr:
    """The earliest of ``ends`` (limits and cuts; null: none), never earlier than ``t0``. With none it is ``t0``.

    A null ``t0`` (release is not due) gives null.
    """
    due = pl.col(t0) if isinstance(t0, str) else t0
    earliest = pl.min_horizontal(*ends) if ends else pl.lit(None, dtype=INSTANT)
    return pl.when(due.is_not_null()).then(pl.max_horizontal(due, earliest)).cast(INSTANT)


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Piece ``k`` covers edges[k-1] < start <= edges[k], in microseconds since 1970; its end is base[k] + slope[k] * start.

    The first and the last piece lie outside the table and have a null base.
    """

    edges: pl.Series
    base: pl.Series
    slope: pl.Series


@lru_cache(maxsize=128)
def _pieces(need: int, skips: Skips, tz: ZoneInfo) -> _Pieces:
    days, starts = _days(tz)
    counts = [not skips.reason(d) for d in days]
    sums = [0]  # counted time up to the start of each day
    for i, counted in enumerate(counts[:-1]):
        sums.append(sums[i] + (starts[i + 1] - starts[i] if counted else 0))

    def reached(target: int) -> int:
        """The first instant at which ``target`` has been counted."""
        day = bisect_left(sums, target) - 1
        return starts[day] + target - sums[day]

    edges, base, slope = [starts[0]], [], []
    limit = days.index(LAST_DAY)
    for i in range(limit):
        for edge in (*_inner_edges(i, need, starts, sums), starts[i + 1]):
            target = sums[i] + need + (edge - starts[i] if counts[i] else 0)
            edges.append(edge)
            base.append(reached(target) - (edge if counts[i] else 0))
            slope.append(int(counts[i]))
    return _Pieces(
        pl.Series(edges, dtype=pl.Int64),
        pl.Series([None, *base, None], dtype=pl.Int64),
        pl.Series([0, *slope, 0], dtype=pl.Int64),
    )


def _inner_edges(i: int, need: int, starts: list[int], sums: list[int]) -> list[int]:
    """Instants inside day ``i`` whose limit falls just on the end of a day that counts.

    There are some only if the clocks change on a day that counts; elsewhere whole days fall on whole days.
    """
    low, high = sums[i] + need, sums[i + 1] + need
    first, past = bisect_left(sums, low + 1), bisect_left(sums, high)
    return sorted({starts[i] + s - low for s in sums[first:past]})


def _end_of_day(start: pl.Expr, tz: ZoneInfo) -> pl.Expr:
    days, starts = _days(tz)
    starts = starts[: days.index(LAST_DAY) + 1]
    day = pl.lit(pl.Series(starts, dtype=pl.Int64)).search_sorted(start, side="right")
    # Day 0 is before the table and the last one after it.
    ends = pl.Series([None, *(s - LAST_MINUTE // MICROSECOND for s in starts[1:]), None], dtype=pl.Int64)
    last = pl.lit(ends).gather(day)
    return pl.when(last < start).then(start).otherwise(last)


@lru_cache(maxsize=64)
def _days(tz: ZoneInfo) -> tuple[list[date], list[int]]:
    """The days of the table and a month more, and the first instant of each in microseconds since 1970."""
    days = [FIRST_DAY + ONE_DAY * n for n in range((LAST_DAY - FIRST_DAY).days + 32)]
    return days, [_us(d, tz) for d in days]


def _us(day: date, tz: ZoneInfo) -> int:
    return (start_of_day(day, tz).astimezone(UTC) - EPOCH) // MICROSECOND
