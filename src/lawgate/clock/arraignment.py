"""The arraignment limit of California Penal Code section 825, which ends the jail's own authority when nobody is charged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, NaiveTime
from lawgate.base.moments import local_day, local_instant
from lawgate.clock.calendars import california_court_holidays
from lawgate.clock.records import Deadline, Step
from lawgate.clock.say import NOTHING, at, clock_time
from lawgate.clock.walk import ONE_DAY, Skips, until, utc, walk

LIMIT = "CA-825"
TITLE = "48 hours from arrest to a magistrate, Sundays and court holidays left out"
# Saturdays count, although no court sits: the section leaves out Sundays and holidays, and the limit is extended instead.
COUNTED = Skips("Sundays and California court holidays left out", frozenset({6}), ("us-ca-courts",))
CLOSING = "By that minute a magistrate has seen the person, or the person is free."
WEDNESDAY, FRIDAY = 2, 4
Session = tuple[datetime, datetime]


def deadline_825(
    arrested_at: datetime, tz: ZoneInfo, session: tuple[time, time] = (time(8, 30), time(17, 0))
) -> Deadline:
    """The latest lawful minute for the first appearance of a person arrested at ``arrested_at`` (aware).

    Cal. Pen. Code 825(a): 48 hours, Sundays and court holidays left out. If they end while the court sits, any time in that
    session; if not, the end of the next session, which is the same day's when they end before it opens. An arrest on a
    Wednesday after the day's session, neither Wednesday nor Friday being a court holiday, means Friday at the latest.
    ``session`` is the court's daily hours on the wall clock of ``tz``; courts sit Monday to Friday except court holidays.
    Extensions under Gov. Code 68115 and local Saturday sessions are not modelled.
    """
    if arrested_at.tzinfo is None:
        raise NaiveTime("the arrest has no offset", where="Penal Code 825", do="give an aware instant")
    opens, closes = session
    if opens.tzinfo or closes.tzinfo or opens >= closes:
        raise BadInput(
            f"a court session from {opens} to {closes} is not possible",
            where="Penal Code 825",
            do="give two local times in order",
        )
    arrest = arrested_at.astimezone(tz)
    steps = walk(arrest, timedelta(hours=48), tz, COUNTED)
    spent = steps[-1].to
    sits = next(s for s in _sessions(spent, tz, session) if utc(s[1]) >= utc(spent))
    friday = _wednesday_rule(arrest, tz, session)
    if friday is not None and utc(friday) < utc(sits[1]):
        end = friday
        steps = until(steps, end)
        why = f"Arrested on Wednesday after the day's session: not later than Friday, {clock_time(end)}"
    else:
        end = sits[1]
        why = _extension(spent, sits)
    steps = (*steps, Step(why, None, steps[-1].to, end, NOTHING, steps[-1].running, "court session"))
    return Deadline(LIMIT, TITLE, arrest, end, COUNTED.title, steps, closing=CLOSING)


def _extension(spent: datetime, sits: Session) -> str:
    if utc(sits[0]) <= utc(spent):
        return f"The 48 hours end {at(spent)}, in session: any time in that session, to {clock_time(sits[1])}"
    return f"The 48 hours end {at(spent)}, out of session: to the end of the next, {at(sits[1])}"


def _wednesday_rule(arrest: datetime, tz: ZoneInfo, session: tuple[time, time]) -> datetime | None:
    """The end of Friday's session, when the special rule for Wednesdays applies."""
    day = local_day(arrest, tz)
    friday = day + 2 * ONE_DAY
    if day.weekday() != WEDNESDAY or not _judicial(day) or not _judicial(friday):
        return None
    after = local_instant(datetime.combine(day, session[1]), tz)
    return local_instant(datetime.combine(friday, session[1]), tz) if utc(arrest) >= utc(after) else None


def _sessions(since: datetime, tz: ZoneInfo, session: tuple[time, time]) -> Iterator[Session]:
    """Court sessions from the local day of ``since`` on."""
    day = local_day(since, tz)
    while True:
        if _judicial(day):
            opens, closes = (local_instant(datetime.combine(day, t), tz) for t in session)
            yield opens, closes
        day += ONE_DAY


def _judicial(day: date) -> bool:
    return day.weekday() <= FRIDAY and day not in california_court_holidays(day.year)
