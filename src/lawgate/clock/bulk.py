"""The limits over columns of instants, equal to ``limits.deadline`` to the minute, without a loop over rows.

A zone's days from ``FIRST`` to ``LAST`` are laid out once: the minute at which each begins, and how many counted minutes lie
before it. A deadline is then two searches: the counted minutes before the start, and the day in which that sum plus the limit
is reached.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from lawgate.base import BadInput
from lawgate.base.moments import start_of_day
from lawgate.clock.limits import LIMITS
from lawgate.clock.walk import EVERY_HOUR

FIRST, LAST = date(1999, 12, 30), date(2032, 1, 10)
Minutes = npt.NDArray[np.int64]
END_OF_DAY = 23 * 60 + 59


@lru_cache(maxsize=64)
def _days(tz: str) -> Minutes:
    zone = ZoneInfo(tz)
    count = (LAST - FIRST).days
    starts = [start_of_day(FIRST + timedelta(days=i), zone) for i in range(count + 1)]
    return np.array([int(s.timestamp()) // 60 for s in starts], np.int64)


@lru_cache(maxsize=256)
def _counted(limit: str, tz: str) -> tuple[Minutes, Minutes]:
    """Counted minutes before each day, and which days count (1) or not (0)."""
    skips = LIMITS[limit].skips
    starts = _days(tz)
    counts = np.array([not skips.reason(FIRST + timedelta(days=i)) for i in range(len(starts) - 1)], np.int64)
    before = np.concatenate([[0], np.cumsum(np.diff(starts) * counts)])
    return before, counts


def deadlines(limit: str, starts: Minutes, tz: str) -> Minutes:
    """The ends of ``limit`` for ``starts``, both minutes since 1970 UTC; every start lies between 2000 and 2032.

    Raises ``BadInput`` for an unknown limit or a start outside the range.
    """
    known = LIMITS.get(limit)
    if known is None:
        raise BadInput(f"no limit is called '{limit}'", where="clock", do=f"one of {', '.join(LIMITS)}")
    days = _days(tz)
    if len(starts) and (starts.min() < days[0] or starts.max() >= days[-20]):
        raise BadInput("an instant lies outside 2000 to 2031", where="clock", do="decide it one by one")
    if known.end_of_day:
        return _ends_of_day(starts, tz)
    length = known.length // timedelta(minutes=1)
    if known.skips is EVERY_HOUR:
        return starts + length
    before, counts = _counted(limit, tz)
    day = np.searchsorted(days, starts, side="right") - 1
    reached = before[day] + (starts - days[day]) * counts[day] + length
    last = np.searchsorted(before, reached, side="left") - 1  # the day in which the count is full
    return (days[last] + (reached - before[last])).astype(np.int64)


def _ends_of_day(starts: Minutes, tz: str) -> Minutes:
    """23:59 by the wall clock: the last minute of the local day."""
    days = _days(tz)
    day = np.searchsorted(days, starts, side="right") - 1
    return np.maximum(starts, days[day + 1] - 1)


def minute_of(moment: datetime) -> int:
    """Minutes since 1970 UTC."""
    return int(moment.astimezone(UTC).timestamp()) // 60
