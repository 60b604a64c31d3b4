"""The arithmetic of a deadline in words that a person can check by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawgate.clock.records import Deadline, Step

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NOTHING = timedelta(0)


def weekday(day: date) -> str:
    """``Friday``: English whatever the locale of the machine."""
    return DAYS[day.weekday()]


def long_day(day: date) -> str:
    """``Friday 31 August 2012``."""
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_time(moment: datetime) -> str:
    """``16:40`` on the wall clock of the zone that ``moment`` is in."""
    return f"{moment:%H:%M}"


def at(moment: datetime) -> str:
    """``Friday 16:40``."""
    return f"{weekday(moment.date())} {clock_time(moment)}"


def hours(length: timedelta) -> str:
    """``7 h 20``, ``24 h``, ``45 min``: hours are never folded into days, because the limits are in hours."""
    whole, minutes = divmod(length // timedelta(minutes=1), 60)
    if not whole:
        return f"{minutes} min"
    return f"{whole} h {minutes:02d}" if minutes else f"{whole} h"


def row(day: date, from_: datetime, to: datetime, counted: timedelta, why: str) -> str:
    """The text of one step: ``Friday 16:40 to 24:00: 7 h 20``, ``Monday (Labor Day): nothing``."""
    if not counted:
        return f"{_named(day, why)}: nothing"
    change = f" ({why})" if why else ""
    return f"{_stretch(day, from_, to)}: {hours(counted)}{change}"


def arithmetic(deadline: Deadline) -> tuple[str, ...]:
    """Sentences for the steps of ``deadline``, in order, then what its end means."""
    out: list[str] = []
    for skipped, group in groupby(deadline.steps, key=lambda s: s.day is not None and not s.counted):
        run = list(group)
        if skipped:
            out.append(_skipped(run, first=run[0] is deadline.steps[0]))
        else:
            out += [_counted(s, deadline) for s in run]
    return (*out, deadline.closing)


def _skipped(run: list[Step], *, first: bool) -> str:
    names = _listed(_named(s.day, s.why) for s in run if s.day is not None)
    says = f"{names} {'count' if len(run) > 1 else 'counts'} nothing"
    return f"{says}: counting starts {at(run[-1].to)}." if first else f"{says}."


def _counted(step: Step, deadline: Deadline) -> str:
    if step.day is None:
        return f"{step.text}."
    change = f" ({step.why})" if step.why else ""
    if step is not deadline.steps[-1]:
        total = "" if step.running == step.counted else f", in all {hours(step.running)}"
        return f"{_stretch(step.day, step.from_, step.to)} is {hours(step.counted)}{change}{total}."
    if step.running == step.counted:
        return f"{hours(step.counted)} from {at(step.from_)}{change} is {_end(step)}."
    return f"{weekday(step.day)} needs {hours(step.counted)} more{change}: {_end(step)}."


def _end(step: Step) -> str:
    if step.day is not None and step.to.date() != step.day:
        return f"{at(step.to)}, the end of {weekday(step.day)}"
    return at(step.to)


def _stretch(day: date, from_: datetime, to: datetime) -> str:
    """The day's name; with times when the step covers only part of it."""
    ends = clock_time(to) if to.date() == day else "24:00"
    whole = clock_time(from_) == "00:00" and ends == "24:00"
    return weekday(day) if whole else f"{weekday(day)} {clock_time(from_)} to {ends}"


def _named(day: date, why: str) -> str:
    return weekday(day) if why == weekday(day) else f"{weekday(day)} ({why})"


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
