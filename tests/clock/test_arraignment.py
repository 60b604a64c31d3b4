from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from lawgate.base import BadInput, NaiveTime
from lawgate.base.moments import iso_minute
from lawgate.clock import deadline_825
from lawgate.clock.calendars import california_court_holidays
from tests.clock.starts import instants, unhurried

LA = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("arrest", "end"),
    [
        ("2014-06-04T19:30-07:00", "2014-06-06T17:00-07:00"),  # Wednesday evening: Friday at the latest
        ("2014-06-06T10:00-07:00", "2014-06-09T17:00-07:00"),  # Friday: Saturday counts, Sunday does not
        ("2014-06-04T10:00-07:00", "2014-06-06T17:00-07:00"),  # Wednesday in session: the plain rule says Friday too
        ("2014-06-04T17:00-07:00", "2014-06-06T17:00-07:00"),  # just at the end of the session
        ("2014-06-05T20:00-07:00", "2014-06-09T17:00-07:00"),  # ends on Saturday night: Monday's session
        ("2014-06-02T03:00-07:00", "2014-06-04T17:00-07:00"),  # ends before the session opens: the same day's
        ("2014-06-02T17:00-07:00", "2014-06-04T17:00-07:00"),  # ends with the session, at its last minute
        ("2014-06-02T17:30-07:00", "2014-06-05T17:00-07:00"),  # ends after the session: the next day's
        (
            "2014-06-01T12:00-07:00",
            "2014-06-04T17:00-07:00",
        ),  # Sunday: the count ends with Tuesday, court sits next day
        ("2014-02-10T10:00-08:00", "2014-02-13T17:00-08:00"),  # Lincoln's Birthday is left out
        ("2013-11-27T19:00-08:00", "2013-12-03T17:00-08:00"),  # the Friday is a court holiday: no Wednesday rule
        ("2014-12-31T19:00-08:00", "2015-01-02T17:00-08:00"),  # the holiday is the Thursday: Friday at the latest
        ("2021-10-07T10:00-07:00", "2021-10-12T17:00-07:00"),  # Columbus Day 2021, ends on Saturday
        ("2022-10-06T10:00-07:00", "2022-10-10T17:00-07:00"),  # the court sits on Columbus Day from 2022
        ("2015-07-02T10:00-07:00", "2015-07-06T17:00-07:00"),  # 4 July on a Saturday: the Friday is left out instead
    ],
)
def test_examples(arrest: str, end: str) -> None:
    """Section 825: counted hours, the session in which they end, the next session, and the Wednesday rule."""
    assert iso_minute(deadline_825(datetime.fromisoformat(arrest), LA).ends) == end


def test_shorter_session_hours_move_the_end() -> None:
    """The limit follows the court's own hours."""
    arrest = datetime.fromisoformat("2014-06-06T10:00-07:00")
    assert iso_minute(deadline_825(arrest, LA, (time(8), time(12))).ends) == "2014-06-09T12:00-07:00"
    assert iso_minute(deadline_825(arrest, LA, (time(8), time(9))).ends) == "2014-06-10T09:00-07:00"


def test_refused_input() -> None:
    """An arrest without an offset and a session that ends before it begins are refused."""
    with pytest.raises(NaiveTime):
        deadline_825(datetime.fromisoformat("2014-06-06T10:00"), LA)
    with pytest.raises(BadInput, match="a court session from 17:00:00 to 08:30:00 is not possible"):
        deadline_825(datetime(2014, 6, 6, tzinfo=UTC), LA, (time(17), time(8, 30)))


@unhurried
@given(instants)
def test_ends_with_a_session_and_never_before_arrest(arrest: datetime) -> None:
    """The limit is the end of a session on a judicial day, after the arrest, and its steps join."""
    found = deadline_825(arrest, LA)
    assert arrest < found.ends.astimezone(UTC) < arrest + timedelta(days=8)
    assert f"{found.ends:%H:%M}" == "17:00"
    assert found.ends.weekday() < 5
    assert found.ends.date() not in california_court_holidays(found.ends.year)
    assert [s.to for s in found.steps[:-1]] == [s.from_ for s in found.steps[1:]]
    assert found.steps[-1].to == found.ends


@unhurried
@given(instants)
def test_at_least_48_counted_hours_unless_the_wednesday_rule_cuts(arrest: datetime) -> None:
    """All 48 hours are counted, save for an arrest on a Wednesday evening."""
    found = deadline_825(arrest, LA)
    if found.steps[-1].running < timedelta(hours=48):
        assert found.starts.weekday() == 2
        assert found.starts.time() >= time(17)
        assert found.ends.weekday() == 4
    else:
        assert found.steps[-1].running == timedelta(hours=48)
