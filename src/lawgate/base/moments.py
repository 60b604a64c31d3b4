"""Instants and spans. Every instant is aware; the present is an argument, never read here.

A wall time that does not exist (spring gap) is refused, and one that happened twice (autumn fold) is refused
without an offset: legal time does not guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lawgate.base.errors import BadInput


class NaiveTime(BadInput):
    code = "naive-time"


class NonexistentLocalTime(BadInput):
    code = "nonexistent-local-time"


class AmbiguousLocalTime(BadInput):
    code = "ambiguous-local-time"


def zone(name: str, *, where: str = "") -> ZoneInfo:
    """The IANA zone called ``name``, or ``BadInput``."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as e:
        raise BadInput(
            f"'{name}' is not a time zone", where=where, do="use an IANA name such as America/Los_Angeles"
        ) from e


def parse_instant(text: str, tz: ZoneInfo | None = None, *, where: str = "") -> datetime:
    """Read an ISO 8601 date-time. Its own offset wins; without one, ``tz`` is the zone of the wall clock it was read off.

    The result is expressed in ``tz`` when given. Raises ``NaiveTime`` without either, ``NonexistentLocalTime`` and
    ``AmbiguousLocalTime`` at clock changes, ``BadInput`` for text that is no date-time.
    """
    try:
        value = datetime.fromisoformat(text.strip())
    except (ValueError, AttributeError) as e:
        raise BadInput(f"'{text}' is not a date and time", where=where, do="write 2014-06-10T02:55-07:00") from e
    if value.tzinfo is not None:
        return value.astimezone(tz) if tz is not None else value
    if tz is None:
        raise NaiveTime(
            f"'{text}' has no offset and no time zone is declared", where=where, do="add an offset or declare the zone"
        )
    return local_instant(value, tz, where=where)


def local_instant(wall: datetime, tz: ZoneInfo, *, where: str = "") -> datetime:
    """The instant at which the clocks of ``tz`` showed the naive ``wall`` time; refuses gaps and folds."""
    first, second = wall.replace(tzinfo=tz, fold=0), wall.replace(tzinfo=tz, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if first.astimezone(UTC).astimezone(tz).replace(tzinfo=None) != wall:
        raise NonexistentLocalTime(
            f"{wall:%Y-%m-%d %H:%M} did not exist in {tz.key}: the clocks went forward",
            where=where,
            do="check the time on the paper",
        )
    raise AmbiguousLocalTime(
        f"{wall:%Y-%m-%d %H:%M} happened twice in {tz.key}", where=where, do="add the offset that was in force"
    )


def add_elapsed(start: datetime, length: timedelta) -> datetime:
    """``start`` plus elapsed time, in the zone of ``start``. (Python adds wall time to aware datetimes; law counts hours.)"""
    return (start.astimezone(UTC) + length).astimezone(start.tzinfo)


def local_day(moment: datetime, tz: tzinfo) -> date:
    """The calendar day of ``moment`` on the wall clock of ``tz``."""
    return moment.astimezone(tz).date()


def start_of_day(day: date, tz: ZoneInfo) -> datetime:
    """The first instant of ``day`` in ``tz`` (not always 00:00: some zones change clocks at midnight)."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=tz)
    return midnight.astimezone(UTC).astimezone(tz)


def iso_minute(moment: datetime) -> str:
    """``2014-06-10T02:55-07:00``: the form used in case files, feeds and answers."""
    return moment.isoformat(timespec="minutes")


def say_minute(moment: datetime, *, relative_to: datetime | None = None) -> str:
    """Day before time, 24-hour, minutes: ``Tue 02:55``; with the date when it is a week or more from ``relative_to``."""
    text = f"{moment:%a %H:%M}"
    if relative_to is None or abs(moment - relative_to) >= timedelta(days=7):
        text = f"{moment:%a} {moment.day} {moment:%b %Y, %H:%M}"
    return text


def say_day(day: date) -> str:
    """``9 June 1999``."""
    return f"{day.day} {day:%B %Y}"


def say_length(length: timedelta) -> str:
    """``7 h 20``, ``45 min``, ``3 d 4 h``: minutes, not seconds."""
    minutes = round(abs(length).total_seconds() / 60)
    days, rest = divmod(minutes, 1440)
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes:02d}"
    return f"{minutes} min"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open stretch of time ``[start, end)``; ``end`` None means no end is known."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or (self.end is not None and self.end.tzinfo is None):
            raise NaiveTime("a span needs aware instants", do="give both ends an offset")
        if self.end is not None and self.end < self.start:
            raise BadInput(
                f"the span ends at {iso_minute(self.end)}, before it starts at {iso_minute(self.start)}",
                do="check both times",
            )

    def __contains__(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)

    @property
    def length(self) -> timedelta | None:
        return None if self.end is None else self.end.astimezone(UTC) - self.start.astimezone(UTC)
