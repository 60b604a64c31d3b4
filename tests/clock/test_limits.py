from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.clock import LIMITS, Cut, Deadline, deadline, deadline_825, early_window, last_minute
from lawgate.clock.bulk import deadlines, minute_of
from lawgate.clock.calendars import federal_holidays, last, nth

ZONES = (
    "America/Los_Angeles",
    "America/New_York",
    "America/Phoenix",
    "America/Boise",
    "Pacific/Honolulu",
    "America/Chicago",
)
LA = ZoneInfo("America/Los_Angeles")
starts = st.integers(0, 22 * 365 * 24 * 60).map(lambda m: datetime(2008, 1, 1, tzinfo=UTC) + timedelta(minutes=m))
zones = st.sampled_from(ZONES).map(ZoneInfo)
limits = st.sampled_from(sorted(LIMITS))


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2012-06-14T17:00-07:00", "EXCL48", "2012-06-18T17:00-07:00"),
        ("2012-08-31T17:00-07:00", "EXCL48", "2012-09-05T17:00-07:00"),
        ("2013-11-27T18:00-08:00", "EXCL48", "2013-12-02T18:00-08:00"),
        ("2014-03-28T20:00-07:00", "EXCL48", "2014-04-01T20:00-07:00"),
        ("2013-06-15T14:00-07:00", "EXCL48", "2013-06-19T00:00-07:00"),
        ("2010-12-23T09:00-08:00", "EXCL48", "2010-12-28T09:00-08:00"),
        ("2017-11-04T10:00-07:00", "FLAT48", "2017-11-06T09:00-08:00"),
        ("2016-03-12T10:00-08:00", "FLAT48", "2016-03-14T11:00-07:00"),
        ("2024-03-09T23:50-08:00", "NJ-EOD", "2024-03-09T23:59-08:00"),
        ("2025-12-03T18:40-08:00", "NC-2H-QUERY", "2025-12-03T20:40-08:00"),
    ],
)
def test_published_and_computed_limits_come_out_to_the_minute(start: str, limit: str, end: str) -> None:
    """Weekends, observed holidays, a state-only holiday and both clock changes are counted as the checked table says."""
    assert deadline(limit, datetime.fromisoformat(start), LA).ends == datetime.fromisoformat(end)


def statutory(year: int) -> set[date]:
    """5 U.S.C. 6103(a) by hand: fixed days with their observed days, and the moving Mondays and Thursday."""
    fixed = [(1, 1), (7, 4), (11, 11), (12, 25)] + ([(6, 19)] if year >= 2021 else [])
    days = {date(year, m, d) for m, d in fixed}
    days |= {
        nth(year, 1, 0, 3),
        nth(year, 2, 0, 3),
        last(year, 5, 0),
        nth(year, 9, 0, 1),
        nth(year, 10, 0, 2),
        nth(year, 11, 3, 4),
    }
    for day in [*days, date(year + 1, 1, 1)]:
        if day.weekday() == 5:
            days.add(day - timedelta(days=1))
        elif day.weekday() == 6:
            days.add(day + timedelta(days=1))
    return {d for d in days if d.year == year}


@pytest.mark.parametrize("year", range(2008, 2031))
def test_federal_holidays_are_the_statutes_and_no_others(year: int) -> None:
    """The calendar in use lists exactly what section 6103 gives, observed days included, with no executive closing."""
    assert set(federal_holidays(year)) == statutory(year)


@given(limits, starts, zones)
def test_a_limit_never_ends_before_it_starts(limit: str, start: datetime, zone: ZoneInfo) -> None:
    """Every limit gives time or none, never less."""
    assert deadline(limit, start, zone).ends >= start


@given(limits, starts, zones, st.integers(0, 10_000))
def test_starting_later_never_ends_sooner(limit: str, start: datetime, zone: ZoneInfo, minutes: int) -> None:
    """Deadlines keep the order of their starts."""
    later = deadline(limit, start + timedelta(minutes=minutes), zone)
    assert deadline(limit, start, zone).ends <= later.ends


@given(starts, zones)
def test_leaving_days_out_never_shortens(start: datetime, zone: ZoneInfo) -> None:
    """The count without weekends and holidays ends no sooner than 48 elapsed hours."""
    assert deadline("EXCL48", start, zone).ends >= deadline("FLAT48", start, zone).ends


@given(st.sampled_from([n for n, v in LIMITS.items() if not v.end_of_day]), starts, zones)
def test_the_steps_add_up_to_the_limit(limit: str, start: datetime, zone: ZoneInfo) -> None:
    """The arithmetic shown is the arithmetic done: counted time sums to the length, and steps join end to end."""
    worked = deadline(limit, start, zone)
    assert sum((s.counted for s in worked.steps), timedelta(0)) == LIMITS[limit].length
    assert all(a.to == b.from_ for a, b in zip(worked.steps, worked.steps[1:], strict=False))


@given(limits, st.lists(starts, min_size=1, max_size=20), st.sampled_from(ZONES))
def test_the_bulk_clock_equals_the_scalar_one(limit: str, moments: list[datetime], zone: str) -> None:
    """A column of instants gets the same minutes as one deadline at a time."""
    column = deadlines(limit, np.array([minute_of(m) for m in moments], np.int64), zone)
    assert column.tolist() == [minute_of(deadline(limit, m, ZoneInfo(zone)).ends) for m in moments]


@given(starts, zones, st.lists(st.tuples(limits, st.integers(-3000, 3000)), max_size=3), st.integers(-3000, 9000))
def test_the_last_minute_lies_between_release_and_every_limit(
    t0: datetime, zone: ZoneInfo, chosen: list[tuple[str, int]], cut: int
) -> None:
    """Never earlier than release, never later than any limit that has time left, and a cut can only bring it forward."""
    worked = [deadline(n, t0 + timedelta(minutes=m), zone) for n, m in chosen]
    cuts = [Cut(t0 + timedelta(minutes=cut), "ends-on-cancellation", "Cancelled.")]
    plain, shorter = last_minute(t0, worked), last_minute(t0, worked, cuts)
    for found in (plain, shorter):
        assert found.ends >= t0
        assert all(found.ends <= max(t0, d.ends) for d in worked)
    assert shorter.ends <= plain.ends


def test_no_limit_means_no_time() -> None:
    """Without a deadline the last minute is release itself."""
    t0 = datetime(2014, 6, 10, 2, 55, tzinfo=LA)
    assert last_minute(t0, []).ends == t0


@given(limits, starts, zones)
def test_a_deadline_survives_being_stored(limit: str, start: datetime, zone: ZoneInfo) -> None:
    """What is kept beside a decision reads back to an equal deadline with the same sentences."""
    worked = deadline(limit, start, zone)
    again = Deadline.from_json(worked.to_json())
    assert again == worked
    assert again.sentences() == worked.sentences()


def test_the_arithmetic_reads_as_it_is_done() -> None:
    """Labor Day weekend in words: each day once, what counts nothing said together, the minute at the end."""
    told = deadline(
        "EXCL48", datetime(2012, 8, 31, 16, 40, tzinfo=ZoneInfo("America/Chicago")), ZoneInfo("America/Chicago")
    )
    assert told.sentences() == (
        "Friday 16:40 to 24:00 is 7 h 20.",
        "Saturday, Sunday and Monday (Labor Day) count nothing.",
        "Tuesday is 24 h, in all 31 h 20.",
        "Wednesday needs 16 h 40 more: Wednesday 16:40.",
        "At that minute the person is free.",
    )


@pytest.mark.parametrize(
    ("arrested", "limit"),
    [
        ("2014-06-04T19:30-07:00", "2014-06-06T17:00-07:00"),
        ("2014-06-06T10:00-07:00", "2014-06-09T17:00-07:00"),
        ("2014-06-02T10:00-07:00", "2014-06-04T17:00-07:00"),
    ],
)
def test_first_appearance_in_california(arrested: str, limit: str) -> None:
    """Penal Code 825: Saturday counts, Sunday does not, the session runs to its end, and Wednesday evening means Friday."""
    assert deadline_825(
        datetime.fromisoformat(arrested), LA, (time(8, 30), time(17, 0))
    ).ends == datetime.fromisoformat(limit)


def test_virginias_window_opens_five_days_before() -> None:
    """A release on 20 June opens the early hand-over on 15 June and closes it at the release."""
    window = early_window(
        datetime(2025, 6, 20, 8, 0, tzinfo=ZoneInfo("America/New_York")), ZoneInfo("America/New_York")
    )
    assert window.opens == date(2025, 6, 15)


def test_an_unknown_limit_is_refused() -> None:
    """A slip in a rule file is one clear sentence, not a silent default."""
    with pytest.raises(BadInput, match="EXCL49"):
        deadline("EXCL49", datetime(2014, 6, 10, tzinfo=UTC), LA)
