"""Instants as stored: UTC first, the zone or offset kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput, NaiveTime
from lawgate.casework.instants import read_instant, sortable, write_instant

ZONES = st.one_of(
    st.sampled_from([UTC, ZoneInfo("UTC"), *map(ZoneInfo, ("America/Los_Angeles", "Europe/Dublin", "Asia/Kathmandu"))]),
    st.integers(-86399, 86399).map(lambda s: timezone(timedelta(seconds=s))),
)
MOMENTS = st.datetimes(datetime.fromisoformat("0002-01-01"), datetime.fromisoformat("9998-12-31")).flatmap(
    lambda d: ZONES.map(lambda z: d.replace(tzinfo=UTC).astimezone(z))
)


@given(MOMENTS)
def test_what_is_written_reads_back_as_the_same_instant_on_the_same_wall_clock(moment: datetime) -> None:
    """Instant, wall time and zone survive the storing."""
    again = read_instant(write_instant(moment))
    assert again == moment
    assert again.replace(tzinfo=None) == moment.replace(tzinfo=None)
    assert again.utcoffset() == moment.utcoffset()


@given(MOMENTS, MOMENTS)
def test_stored_text_sorts_as_time_does(one: datetime, other: datetime) -> None:
    """Whatever their zones, earlier is smaller."""
    assert (sortable(one) < sortable(other)) == (one < other)


def test_the_form_names_the_zone_the_offset_or_nothing() -> None:
    """One instant, three ways of giving it; UTC alone is read by any ISO reader."""
    wall = datetime(2014, 6, 10, 2, 55, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert write_instant(wall) == "2014-06-10T09:55:00.000000Z[America/Los_Angeles]"
    assert write_instant(datetime.fromisoformat("2014-06-10T02:55-07:00")) == "2014-06-10T09:55:00.000000Z[-07:00]"
    assert datetime.fromisoformat(write_instant(wall.astimezone(UTC))) == wall


def test_a_naive_time_is_refused() -> None:
    """The ledger does not guess an offset."""
    with pytest.raises(NaiveTime):
        write_instant(datetime.fromisoformat("2014-06-10T02:55"))


def test_an_instant_beyond_the_calendar_is_refused() -> None:
    """Year 1 in a zone east of Greenwich lies before the calendar: bad input, not a crash."""
    with pytest.raises(BadInput, match="calendar"):
        write_instant(datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=5))))


@given(st.text(max_size=40))
def test_text_that_is_no_stored_instant_is_refused(text: str) -> None:
    """Anything else is bad input, never another error."""
    with pytest.raises(BadInput):
        read_instant(text)
