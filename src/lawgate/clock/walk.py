"""Counting hours day by day: the one loop behind every limit that leaves days out, and behind the plain ones too."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from lawgate.base.moments import add_elapsed, local_day, start_of_day
from lawgate.clock.calendars import CALENDARS
from lawgate.clock.records import Step
from lawgate.clock.say import NOTHING, row, weekday

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Skips:
    """The days that count nothing: ``weekdays`` (Monday is 0), and holidays that every one of ``calendars`` lists."""

    title: str
    weekdays: frozenset[int] = frozenset()
    calendars: tuple[str, ...] = ()

    def reason(self, day: date) -> str:
        """Why ``day`` counts nothing: its weekday's name or the holiday's. Empty when it counts."""
        return _reason(self, day)


@lru_cache(maxsize=1 << 17)  # room for every day of the bulk tables under each way of counting
def _reason(skips: Skips, day: date) -> str:
    if day.weekday() in skips.weekdays:
        return weekday(day)
    names = [CALENDARS[c].name_of(day) for c in skips.calendars]
    return names[0] if names and all(names) else ""


EVERY_HOUR = Skips("every hour counts")


def walk(start: datetime, length: timedelta, tz: ZoneInfo, skips: Skips = EVERY_HOUR) -> tuple[Step, ...]:
    """The days from ``start`` until ``length`` has been counted on days that ``skips`` does not leave out.

    A day is the stretch from its first instant to the first instant of the next in ``tz``, and counts the hours that
    really pass in it: 23 or 25 when the clocks change. The last step ends at the instant the count is full.
    """
    steps: list[Step] = []
    at, running = start.astimezone(tz), NOTHING
    while running < length:
        day = local_day(at, tz)
        midnight, midnight_utc = next_midnight(day, tz)
        if midnight_utc <= utc(at):
            # Set back over midnight, the clocks show the old day once more: that hour is the new day's.
            day += ONE_DAY
            midnight, midnight_utc = next_midnight(day, tz)
        why = skips.reason(day)
        counted = NOTHING if why else min(length - running, midnight_utc - utc(at))
        to = midnight if why else add_elapsed(at, counted)
        why = why or _change(at, to)
        running += counted
        steps.append(Step(row(day, at, to, counted, why), day, at, to, counted, running, why))
        at = to
    return tuple(steps)


def until(steps: tuple[Step, ...], end: datetime) -> tuple[Step, ...]:
    """The part of ``steps`` before ``end``; the step that ``end`` falls in is shortened."""
    kept: list[Step] = []
    for step in steps:
        if utc(step.from_) >= utc(end):
            break
        if utc(step.to) > utc(end):
            end = end.astimezone(step.to.tzinfo)
            counted = utc(end) - utc(step.from_) if step.counted else NOTHING
            text = row(step.day, step.from_, end, counted, step.why) if step.day else step.text
            step = replace(step, text=text, to=end, counted=counted, running=step.running - step.counted + counted)
        kept.append(step)
    return tuple(kept)


@lru_cache(maxsize=1 << 15)
def next_midnight(day: date, tz: ZoneInfo) -> tuple[datetime, datetime]:
    """The instant at which ``day`` ends in ``tz``, in that zone and in UTC."""
    midnight = start_of_day(day + ONE_DAY, tz)
    return midnight, utc(midnight)


def utc(moment: datetime) -> datetime:
    """``moment`` in UTC. Datetimes of one zone compare and subtract as wall times; only in UTC do they as instants."""
    return moment.astimezone(UTC)


def _change(start: datetime, end: datetime) -> str:
    """What the clocks do between ``start`` and just before ``end``."""
    before, after = start.utcoffset(), add_elapsed(end, -timedelta.resolution).utcoffset()
    if before is None or after is None or before == after:
        return ""
    return "the clocks go forward" if after > before else "the clocks go back"
