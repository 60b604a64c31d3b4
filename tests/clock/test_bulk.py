from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.clock import deadline
from lawgate.clock.bulk import FIRST_DAY, INSTANT, LAST_DAY, deadline_expr, last_minute_expr
from tests.clock.starts import HARD_ZONES, US_ZONES, WORKABLE, instants, unhurried, zones

LA = ZoneInfo("America/Los_Angeles")
TICK = timedelta(microseconds=1)


def bulk(limit: str, starts: list[datetime], tz: ZoneInfo) -> list[datetime]:
    frame = pl.DataFrame({"t0": pl.Series(starts, dtype=INSTANT)})
    return frame.select(deadline_expr(limit, "t0", tz)).to_series().to_list()


def scalar(limit: str, starts: list[datetime], tz: ZoneInfo) -> list[datetime]:
    return [deadline(limit, s, tz).ends.astimezone(UTC) for s in starts]


@unhurried
@given(st.lists(instants, min_size=1, max_size=20), zones)
def test_bulk_equals_scalar(starts: list[datetime], tz: ZoneInfo) -> None:
    """For any instants of 2008 to 2030, in easy zones and hard ones, columns and single answers agree to the microsecond."""
    for limit in WORKABLE:
        assert bulk(limit, starts, tz) == scalar(limit, starts, tz)


@pytest.mark.parametrize("tz", US_ZONES + HARD_ZONES, ids=lambda z: z.key)
def test_bulk_equals_scalar_at_every_seam(tz: ZoneInfo) -> None:
    """They agree at, just before and just after every midnight of a season of holidays and every hour near a clock change.

    The seasons hold New Year's Days observed in the old year, the spring of 2024 in which Egypt changed clocks on a Friday,
    the days on which Iran did so on weekdays and Samoa left one out, and the last autumn but one in which Newfoundland set
    its clocks back over midnight.
    """
    seams = [
        h for start in ("2010-10-20", "2010-12-15", "2011-12-15", "2021-03-10", "2024-04-15") for h in _seams(start, tz)
    ]
    starts = [s + d for s in seams for d in (-TICK, TICK * 0, TICK, timedelta(minutes=30))]
    for limit in ("EXCL48", "DC-24", "NJ-EOD"):
        assert bulk(limit, starts, tz) == scalar(limit, starts, tz)


def _seams(start: str, tz: ZoneInfo) -> list[datetime]:
    first = datetime.fromisoformat(f"{start}T00:00+00:00")
    hours = [first + timedelta(hours=n) for n in range(24 * 28)]
    week = timedelta(days=4)
    changing = {h for h in hours if _offset(h - week, tz) != _offset(h + week, tz)}
    return [h for h in hours if h in changing or h.astimezone(tz).hour == 0]


def _offset(moment: datetime, tz: ZoneInfo) -> timedelta | None:
    return moment.astimezone(tz).utcoffset()


def test_nulls_and_starts_outside_the_tables() -> None:
    """A missing start, and one before or after the tables, give null and never a guess."""
    before = datetime(FIRST_DAY.year - 1, 6, 1, tzinfo=UTC)
    after = datetime(LAST_DAY.year, 6, 1, tzinfo=UTC)
    inside = datetime(2013, 6, 15, 21, tzinfo=UTC)
    frame = pl.DataFrame({"t0": pl.Series([None, before, after, inside], dtype=INSTANT)})
    for limit in WORKABLE:
        found = frame.select(deadline_expr(limit, "t0", LA)).to_series()
        assert found.is_null().to_list() == [True, True, True, False]


def test_the_edges_of_the_tables_agree_with_scalar() -> None:
    """The first and the last day of the tables are worked out in full."""
    starts = [datetime(FIRST_DAY.year, 1, 2, tzinfo=UTC), datetime(LAST_DAY.year - 1, 12, 31, 23, tzinfo=UTC)]
    for limit in WORKABLE:
        assert bulk(limit, starts, LA) == scalar(limit, starts, LA)


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_units_and_zones_of_the_column(unit: Literal["ms", "us", "ns"]) -> None:
    """A column of any resolution, aware in any zone, lazily or at once, gives the same instants in UTC."""
    start = datetime.fromisoformat("2012-08-31T16:40-05:00")
    column = pl.Series("t0", [start.astimezone(UTC)]).cast(pl.Datetime(unit, "UTC"))
    frame = pl.DataFrame({"t0": column.dt.convert_time_zone("Asia/Tokyo")})
    chicago = ZoneInfo("America/Chicago")
    for limit in WORKABLE:
        found = frame.lazy().select(x=deadline_expr(limit, pl.col("t0"), chicago)).collect()["x"]
        assert found.dtype == INSTANT
        assert found.to_list() == scalar(limit, [start], chicago)


def test_refusals_are_those_of_the_scalar_form() -> None:
    """An unknown limit, a window and another state's limit are refused before any row is read."""
    for limit, state in (("FLAT47", ""), ("VA-MINUS5", ""), ("CO-6H", "TX")):
        with pytest.raises(BadInput):
            deadline_expr(limit, "t0", LA, state=state)


def test_last_minute_in_columns() -> None:
    """The earliest stop, nulls passed over, never before release; with no stop at all it is release."""
    t0 = datetime(2020, 1, 6, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    rows = {
        "t0": [t0, t0, t0, None],
        "limit": [t0 + 48 * hour, t0 - hour, None, t0],
        "cut": [t0 + hour, None, None, t0],
    }
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows, INSTANT))
    assert frame.select(last_minute_expr("t0", "limit", "cut")).to_series().to_list() == [t0 + hour, t0, t0, None]
    assert frame.select(x=last_minute_expr("t0"))["x"].to_list() == [t0, t0, t0, None]


def test_tables_span_the_years_the_law_does() -> None:
    """The tables reach from before the first detainer form of 1997 past the years any case can name."""
    assert date(1997, 4, 1) > FIRST_DAY
    assert date(2050, 1, 1) < LAST_DAY
