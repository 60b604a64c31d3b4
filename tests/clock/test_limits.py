from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from lawgate.base import BadInput, NaiveTime
from lawgate.base.moments import iso_minute, local_day
from lawgate.clock import LIMITS, Deadline, deadline, early_window
from lawgate.clock.limits import Rule
from tests.clock.starts import HOURLY, WORKABLE, gaps, instants, unhurried, us_zones, zones

LA = ZoneInfo("America/Los_Angeles")
NY = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")


def ends(limit: str, start: str, tz: ZoneInfo = LA) -> str:
    return iso_minute(deadline(limit, datetime.fromisoformat(start), tz).ends)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2012-06-14T17:00-07:00", "EXCL48", "2012-06-18T17:00-07:00"),
        ("2012-08-31T17:00-07:00", "EXCL48", "2012-09-05T17:00-07:00"),
        ("2013-11-27T18:00-08:00", "EXCL48", "2013-12-02T18:00-08:00"),
        ("2014-03-28T20:00-07:00", "EXCL48", "2014-04-01T20:00-07:00"),
        ("2013-06-15T14:00-07:00", "EXCL48", "2013-06-19T00:00-07:00"),
        ("2017-11-04T10:00-07:00", "FLAT48", "2017-11-06T09:00-08:00"),
        ("2016-03-12T10:00-08:00", "FLAT48", "2016-03-14T11:00-07:00"),
    ],
)
def test_published_checks(start: str, limit: str, end: str) -> None:
    """The rows worked by hand for 48 hours, with and without days left out, come out to the minute."""
    assert ends(limit, start) == end


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2010-12-23T09:00-08:00", "2010-12-28T09:00-08:00"),  # Christmas observed on Friday
        ("2013-06-19T00:00-07:00", "2013-06-21T00:00-07:00"),  # Wednesday 00:00: two whole days
        ("2013-06-20T00:00-07:00", "2013-06-22T00:00-07:00"),  # the end of Friday, not Monday
        ("2013-06-20T00:01-07:00", "2013-06-24T00:01-07:00"),  # one minute more needs Monday
        ("2013-06-21T23:59-07:00", "2013-06-25T23:59-07:00"),
        ("2014-03-07T15:00-08:00", "2014-03-11T15:00-07:00"),  # the clock change is on a Sunday
        ("2021-06-16T12:00-07:00", "2021-06-21T12:00-07:00"),  # first Juneteenth, observed on Friday
        ("2021-12-30T12:00-08:00", "2022-01-04T12:00-08:00"),  # New Year's Day observed in the old year
        ("2009-01-19T08:00-08:00", "2009-01-22T00:00-08:00"),  # King holiday; Inauguration Day counts
        ("2014-12-24T12:00-08:00", "2014-12-29T12:00-08:00"),  # offices were closed on the 26th; it counts
    ],
)
def test_excluded_days_by_example(start: str, end: str) -> None:
    """48 hours with days left out: midnights, observed holidays, and days that look like holidays but count."""
    assert ends("EXCL48", start) == end


@pytest.mark.parametrize(
    ("limit", "start", "tz", "end"),
    [
        ("NJ-EOD", "2024-03-09T23:50-05:00", NY, "2024-03-09T23:59-05:00"),
        ("NJ-EOD", "2024-03-10T00:30-05:00", NY, "2024-03-10T23:59-04:00"),
        ("NJ-EOD", "2024-03-09T23:59-05:00", NY, "2024-03-09T23:59-05:00"),
        ("NC-RECEIPT", "2025-03-07T10:00-05:00", NY, "2025-03-09T11:00-04:00"),
        ("NC-RELEASE", "2025-11-01T08:00-04:00", NY, "2025-11-03T07:00-05:00"),
        ("NC-2H-QUERY", "2025-12-03T21:40-05:00", NY, "2025-12-03T23:40-05:00"),
        ("NC-2H-NOTICE", "2025-10-06T14:30-04:00", NY, "2025-10-06T16:30-04:00"),
        ("DC-24", "2013-08-02T17:00-04:00", NY, "2013-08-05T17:00-04:00"),
        ("DC-24", "2015-04-15T12:00-04:00", NY, "2015-04-16T12:00-04:00"),  # Emancipation Day is not federal
        ("CT48", "2018-07-02T10:00-04:00", NY, "2018-07-05T10:00-04:00"),
        ("NH48", "2026-01-16T15:00-05:00", NY, "2026-01-21T15:00-05:00"),
        ("NH48", "2026-06-18T12:00-04:00", NY, "2026-06-22T12:00-04:00"),  # Juneteenth: federal, not New Hampshire
        ("NH48", "2026-11-02T12:00-05:00", NY, "2026-11-04T12:00-05:00"),  # Election Day: New Hampshire, not federal
        ("GA-MAX48", "2024-08-03T10:00-04:00", NY, "2024-08-05T10:00-04:00"),
        ("CO-6H", "2025-06-01T20:00-06:00", ZoneInfo("America/Denver"), "2025-06-02T02:00-06:00"),
    ],
)
def test_state_limits_by_example(limit: str, start: str, tz: ZoneInfo, end: str) -> None:
    """Each state's limit is measured as its own law measures it."""
    assert ends(limit, start, tz) == end


def test_released_in_the_last_minute_of_a_day() -> None:
    """A day-end limit that has already passed when it starts ends at its start, never before."""
    start = datetime.fromisoformat("2024-03-09T23:59:30-05:00")
    assert deadline("NJ-EOD", start, NY).ends == start


def test_hours_are_elapsed_on_a_counted_day_that_changes_clocks() -> None:
    """Where the clocks change on a day that counts, that day gives the hours that really passed in it."""
    cairo = ZoneInfo("Africa/Cairo")  # Friday 26 April 2024 began at 01:00
    found = deadline("EXCL48", datetime.fromisoformat("2024-04-25T10:00+02:00"), cairo)
    assert iso_minute(found.ends) == "2024-04-29T11:00+03:00"
    assert [s.counted for s in found.steps if s.day == date(2024, 4, 26)] == [timedelta(hours=23)]


def test_clocks_set_back_over_midnight() -> None:
    """Where the old day's last hour is shown twice, its second showing belongs to the new day and no step runs backward."""
    newfoundland = ZoneInfo("America/St_Johns")  # at 00:01 on 7 November 2010 the clocks went back to 23:01
    start = datetime.fromisoformat("2010-11-06T23:30-03:30")
    found = deadline("FLAT48", start, newfoundland)
    assert iso_minute(found.ends) == "2010-11-08T23:30-03:30"
    assert [s.day for s in found.steps] == [date(2010, 11, 7), date(2010, 11, 8)]
    assert all(_elapsed(found, i) > timedelta(0) for i in range(len(found.steps)))


def test_the_zone_is_the_facilitys() -> None:
    """The same instant falls on different local days in two zones, and the limit follows the facility's."""
    start = datetime.fromisoformat("2013-06-15T04:30+00:00")  # Friday evening in California, Saturday in New York
    assert ends("EXCL48", start.isoformat()) == "2013-06-18T21:30-07:00"
    assert ends("EXCL48", start.isoformat(), NY) == "2013-06-19T00:00-04:00"


def test_virginia_window() -> None:
    """A hand-over window opens five local days before the release date and closes at release."""
    release = datetime.fromisoformat("2025-06-20T08:00-04:00")
    window = early_window(release, NY, state="VA")
    assert window.opens == date(2025, 6, 15)
    assert window.closes == release
    assert window.sentence == (
        "A hand-over may take place from Sunday 15 June 2025 to Friday 20 June 2025, 08:00, and not after."
    )


@pytest.mark.parametrize(
    ("limit", "state", "says"),
    [
        ("FLAT47", "", "no limit is called 'FLAT47' here; use one of FLAT48"),
        ("NC-RECEIPT", "TX", "NC-RECEIPT is a limit of NC law, and the place is in TX"),
        ("VA-MINUS5", "VA", "no limit is called 'VA-MINUS5' here"),
    ],
)
def test_refused_limits(limit: str, state: str, says: str) -> None:
    """A limit nobody uses, another state's limit, and a window asked for as a limit are refused in one sentence."""
    with pytest.raises(BadInput, match=says):
        deadline(limit, datetime(2020, 1, 1, tzinfo=UTC), NY, state=state)


def test_refused_window_and_naive_times() -> None:
    """A limit is no window, and a time without an offset is refused."""
    with pytest.raises(BadInput, match="use one of VA-MINUS5"):
        early_window(datetime(2020, 1, 1, tzinfo=UTC), NY, limit="FLAT48")
    with pytest.raises(BadInput, match="VA-MINUS5 is a limit of VA law, and the place is in MD"):
        early_window(datetime(2020, 1, 1, tzinfo=UTC), NY, state="MD")
    with pytest.raises(NaiveTime):
        early_window(datetime.fromisoformat("2020-01-01T00:00"), NY)
    with pytest.raises(NaiveTime):
        deadline("FLAT48", datetime.fromisoformat("2020-01-01T00:00"), NY)


def test_state_maximums_are_marked() -> None:
    """The limits that only cap what a form asks for are those of Connecticut, New Hampshire and Georgia."""
    assert {name for name, limit in LIMITS.items() if limit.maximum} == {"CT48", "NH48", "GA-MAX48"}


@unhurried
@given(instants, gaps, zones)
def test_never_before_the_start_and_monotone(start: datetime, gap: timedelta, tz: ZoneInfo) -> None:
    """Every limit ends at or after its start, and a later start never gives an earlier end."""
    for name in WORKABLE:
        first, second = deadline(name, start, tz), deadline(name, start + gap, tz)
        assert start <= first.ends.astimezone(UTC) <= second.ends.astimezone(UTC)


@unhurried
@given(instants, zones)
def test_steps_join_and_sum_to_the_limit(start: datetime, tz: ZoneInfo) -> None:
    """The steps of a limit in hours join end to end, from its start to its end, and count exactly its length."""
    for name in HOURLY:
        found = deadline(name, start, tz)
        joints = [s.from_.astimezone(UTC) for s in found.steps] + [found.ends.astimezone(UTC)]
        assert joints[0] == start
        assert [s.to.astimezone(UTC) for s in found.steps] == joints[1:]
        assert sum((s.counted for s in found.steps), timedelta(0)) == LIMITS[name].length
        assert all(s.counted in (timedelta(0), _elapsed(found, i)) for i, s in enumerate(found.steps))
        assert found.steps[-1].running == LIMITS[name].length


def _elapsed(found: Deadline, i: int) -> timedelta:
    step = found.steps[i]
    return step.to.astimezone(UTC) - step.from_.astimezone(UTC)


@unhurried
@given(instants, zones)
def test_leaving_days_out_never_shortens(start: datetime, tz: ZoneInfo) -> None:
    """48 hours with days left out end no earlier than 48 elapsed hours, and the uncertain New Hampshire list no later."""
    flat, excl, nh = (deadline(n, start, tz).ends.astimezone(UTC) for n in ("FLAT48", "EXCL48", "NH48"))
    assert flat == start + timedelta(hours=48)
    assert flat <= nh <= excl


@unhurried
@given(instants, us_zones)
def test_no_counted_minute_falls_on_an_excluded_day(start: datetime, tz: ZoneInfo) -> None:
    """A step counts if and only if its local day is a weekday that the federal list does not name."""
    skips = LIMITS["EXCL48"].skips
    for step in deadline("EXCL48", start, tz).steps:
        assert step.day == local_day(step.from_, tz)
        assert bool(step.counted) == (not skips.reason(step.day))


@unhurried
@given(instants, zones)
def test_end_of_day_stays_on_its_day(start: datetime, tz: ZoneInfo) -> None:
    """The day-end limit ends at 23:59 of the local day it started on, or at once in the day's last minute."""
    found = deadline("NJ-EOD", start, tz)
    assert LIMITS["NJ-EOD"].rule is Rule.END_OF_DAY
    assert found.ends.astimezone(UTC) == start or f"{found.ends:%H:%M}" == "23:59"
    assert timedelta(0) <= found.ends.astimezone(UTC) - start < timedelta(hours=25, minutes=1)
