"""Every limit by name: what it starts from, how long it runs, which days count nothing.

Sources: 8 C.F.R. § 287.7(d) and the forms (federal digest, entries 47 to 56 and 90); the states' own limits (digest of other
states, sections 0.3 and 50).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from lawgate.base import BadInput
from lawgate.base.moments import local_day, local_instant
from lawgate.clock.records import FREE, Deadline, EarlyWindow, Step
from lawgate.clock.say import NOTHING, at, hours, long_day
from lawgate.clock.walk import EVERY_HOUR, Skips, walk

WEEKEND = frozenset({5, 6})
FEDERAL = Skips("Saturdays, Sundays and federal holidays do not count", WEEKEND, ("federal",))
# The statute says "holidays" and not whose. A day is left out only where both lists name it, so that the hold ends no later
# than either reading allows.
NEW_HAMPSHIRE = Skips("Saturdays, Sundays and holidays of state and nation do not count", WEEKEND, ("us-nh", "federal"))


@dataclass(frozen=True, slots=True)
class Limit:
    """One way of measuring: ``length`` of counted time from the instant that ``starts`` names."""

    name: str
    title: str
    starts: str  # t0, receipt or query
    length: timedelta
    skips: Skips = EVERY_HOUR
    end_of_day: bool = False


def _hours(number: int) -> timedelta:
    return timedelta(hours=number)


LIMITS: Mapping[str, Limit] = {
    limit.name: limit
    for limit in (
        Limit("FLAT48", "48 elapsed hours from release", "t0", _hours(48)),
        Limit("EXCL48", "48 hours from release without Saturdays, Sundays and holidays", "t0", _hours(48), FEDERAL),
        Limit("NJ-EOD", "23:59 on the day of release", "t0", NOTHING, end_of_day=True),
        Limit("NC-RECEIPT", "48 elapsed hours from receipt of detainer and warrant", "receipt", _hours(48)),
        Limit("NC-RELEASE", "48 elapsed hours from release", "t0", _hours(48)),
        Limit("NC-2H-QUERY", "two hours from the query to ICE", "query", _hours(2)),
        Limit("NC-2H-NOTICE", "two hours from release", "t0", _hours(2)),
        Limit("DC-24", "24 hours from release without weekends and holidays", "t0", _hours(24), FEDERAL),
        Limit(
            "CT48", "48 hours from release without Saturdays, Sundays and federal holidays", "t0", _hours(48), FEDERAL
        ),
        Limit(
            "NH48",
            "48 hours from the end of the state case without weekends and holidays",
            "t0",
            _hours(48),
            NEW_HAMPSHIRE,
        ),
        Limit("GA-MAX48", "48 elapsed hours from release", "t0", _hours(48)),
        Limit("CO-6H", "six hours from release", "t0", _hours(6)),
    )
}


def deadline(limit: str, start: datetime, tz: ZoneInfo, *, state: str = "") -> Deadline:
    """``limit`` worked out from ``start``, an aware instant, in the facility's zone ``tz``.

    Reaching the limit exactly means free at that minute. Raises ``BadInput`` for a limit that nobody knows. ``state`` is not
    needed by any limit today; a state's own calendar is part of its limit.
    """
    del state
    known = LIMITS.get(limit)
    if known is None:
        raise BadInput(f"no limit is called '{limit}'", where="clock", do=f"one of {', '.join(LIMITS)}")
    if known.end_of_day:
        return _end_of_day(known, start.astimezone(tz), tz)
    steps = walk(start, known.length, tz, known.skips)
    return Deadline(limit, known.title, start.astimezone(tz), steps[-1].to, known.skips.title, steps)


def _end_of_day(limit: Limit, start: datetime, tz: ZoneInfo) -> Deadline:
    last = local_instant(datetime.combine(local_day(start, tz), time(23, 59)), tz)
    ends = max(start, last)
    text = f"{at(start)} to the end of {long_day(start.date())}: {hours(ends - start)}"
    step = Step(text, None, start, ends, ends - start, ends - start)
    return Deadline(limit.name, limit.title, start, ends, "the calendar day of release", (step,), FREE)


def early_window(release: datetime, tz: ZoneInfo) -> EarlyWindow:
    """Virginia Code § 53.1-220.2: a hand-over from five days before the release date to the release itself."""
    local = release.astimezone(tz)
    opens = local_day(local, tz) - timedelta(days=5)
    return EarlyWindow(
        "VA-MINUS5",
        "from five days before the release date to release",
        opens,
        local,
        f"A hand-over may take place from {long_day(opens)} to {at(local)}, and not after.",
    )
