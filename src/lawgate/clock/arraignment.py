"""California Penal Code § 825: how long a person may be held between arrest and the first appearance before a judge."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lawgate.base.moments import local_day, local_instant
from lawgate.clock.calendars import california_court_holidays
from lawgate.clock.records import Deadline, Step
from lawgate.clock.say import NOTHING, at
from lawgate.clock.walk import Skips, walk

ONE_DAY = timedelta(days=1)
SUNDAY, WEDNESDAY = 6, 2
SUNDAYS_AND_COURT_HOLIDAYS = Skips("Sundays and court holidays do not count", frozenset({SUNDAY}), ("us-ca-courts",))
TITLE = "48 hours from arrest without Sundays and court holidays, then to the end of the court session"


def deadline_825(
    arrested_at: datetime, tz: ZoneInfo, session: tuple[time, time] = (time(8, 30), time(17, 0))
) -> Deadline:
    """The latest first appearance after an arrest; ``session`` is when court sits on a court day, local time.

    48 hours, Saturdays counted, Sundays and court holidays not. If they end while court is closed the limit runs through the
    next session on the next court day; if they end during a session, any time in that session will do. A person arrested on a
    Wednesday after court has closed, Wednesday being no holiday, appears at the latest on Friday, unless Friday is a holiday.
    """
    steps = walk(arrested_at, timedelta(hours=48), tz, SUNDAYS_AND_COURT_HOLIDAYS)
    full = steps[-1].to
    local = arrested_at.astimezone(tz)
    friday = local_day(local, tz) + 2 * ONE_DAY
    late_wednesday = local.weekday() == WEDNESDAY and local.time() >= session[1] and court_day(local.date())
    day = friday if late_wednesday and court_day(friday) else _session_day(full, session, tz)
    ends = local_instant(datetime.combine(day, session[1]), tz)
    why = "arrested on a Wednesday after court closed" if late_wednesday else "to the end of the court session"
    extra = Step(f"{at(full)} to {at(ends)}: {why}", None, full, ends, NOTHING, steps[-1].running, why)
    return Deadline("CA-825", TITLE, local, ends, SUNDAYS_AND_COURT_HOLIDAYS.title, (*steps, extra))


def court_day(day: date) -> bool:
    """California courts sit: a weekday that is no court holiday."""
    return day.weekday() < 5 and day not in california_court_holidays(day.year)


def _session_day(full: datetime, session: tuple[time, time], tz: ZoneInfo) -> date:
    day = local_day(full, tz)
    if court_day(day) and full.astimezone(tz).time() <= session[1]:
        return day
    day += ONE_DAY
    while not court_day(day):
        day += ONE_DAY
    return day
