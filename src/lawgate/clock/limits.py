"""Every limit on a hold, as data, and the one function that works any of them out.

Sources are named in each limit. A limit starts from the instant that ``starts_from`` names, and the caller passes it: the
end of the jail's own authority (t0) for most, the receipt of the papers or the query to ICE for some.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Citation, Confidence, NaiveTime
from lawgate.base.moments import add_elapsed, local_day
from lawgate.clock.records import FREE, Deadline, EarlyWindow, Step
from lawgate.clock.say import at, clock_time, hours, long_day, weekday
from lawgate.clock.walk import EVERY_HOUR, ONE_DAY, Skips, next_midnight, utc, walk

WEEKEND = frozenset({5, 6})
FEDERAL_DAYS = Skips("Saturdays, Sundays and federal holidays left out", WEEKEND, ("federal",))
NEW_HAMPSHIRE_DAYS = Skips(
    "Saturdays, Sundays and holidays left out; the statute does not say whose holidays, so only days that both New "
    "Hampshire and federal law list",
    WEEKEND,
    ("us-nh", "federal"),
)

T0 = "the end of the jail's own authority (t0)"
LAST_MINUTE = timedelta(minutes=1)


class Rule(StrEnum):
    """How a limit is measured."""

    HOURS = "hours"  # so many hours, on the days that count
    END_OF_DAY = "end-of-day"  # 23:59 of the local day it starts on


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit. ``length`` is counted time from the instant that ``starts_from`` names (before it, for a window).

    ``state`` is set for a limit of one state's law. ``maximum`` marks a state maximum: it does not enlarge what the form
    asks for. ``source`` carries the mark of how its text was read.
    """

    name: str
    title: str
    source: Citation
    length: timedelta = timedelta(hours=48)
    starts_from: str = T0
    rule: Rule = Rule.HOURS
    skips: Skips = EVERY_HOUR
    state: str = ""
    maximum: bool = False
    closing: str = FREE


def _limits(*limits: Limit) -> dict[str, Limit]:
    return {limit.name: limit for limit in limits}


LIMITS: dict[str, Limit] = _limits(
    Limit(
        "FLAT48", "48 hours, every hour counted", Citation("DHS Form I-247A (3/17), hold paragraph", Confidence.READ)
    ),
    Limit(
        "EXCL48",
        "48 hours, Saturdays, Sundays and federal holidays left out",
        Citation("8 C.F.R. 287.7(d)", Confidence.READ),
        skips=FEDERAL_DAYS,
    ),
    Limit(
        "NJ-EOD",
        "until 23:59 of the day of release",
        Citation("N.J. Attorney General Directive 2018-6", Confidence.SUMMARY),
        length=ONE_DAY,
        rule=Rule.END_OF_DAY,
        state="NJ",
    ),
    Limit(
        "NC-RECEIPT",
        "48 hours from receipt of the detainer and warrant, every hour counted",
        Citation("N.C. Gen. Stat. 162-62(b1), S.L. 2024-55", Confidence.SUMMARY),
        starts_from="receipt of the detainer and the administrative warrant",
        state="NC",
    ),
    Limit(
        "NC-RELEASE",
        "48 hours from release due, every hour counted",
        Citation("N.C. Gen. Stat. 162-62(b1), S.L. 2025-85", Confidence.SUMMARY),
        state="NC",
    ),
    Limit(
        "NC-2H-QUERY",
        "2 hours from the query to ICE",
        Citation("N.C. Gen. Stat. 15A-534, S.L. 2025-85", Confidence.SUMMARY),
        length=timedelta(hours=2),
        starts_from="the query to ICE",
        state="NC",
    ),
    Limit(
        "NC-2H-NOTICE",
        "2 hours to tell ICE the planned release",
        Citation("N.C. Gen. Stat. 162-62, S.L. 2025-85", Confidence.SUMMARY),
        length=timedelta(hours=2),
        state="NC",
        closing="By that minute ICE must have been told.",
    ),
    Limit(
        "DC-24",
        "24 hours, Saturdays, Sundays and holidays left out",
        Citation("D.C. Code 24-211.07 (2012)", Confidence.READ),
        length=timedelta(hours=24),
        # The District's own list is longer than the federal one and would end later.
        skips=FEDERAL_DAYS,
        state="DC",
    ),
    Limit(
        "CT48",
        "48 hours, Saturdays, Sundays and federal holidays left out",
        Citation("Conn. Gen. Stat. 54-192h (P.A. 13-155)", Confidence.SUMMARY),
        skips=FEDERAL_DAYS,
        state="CT",
        maximum=True,
    ),
    Limit(
        "NH48",
        "48 hours, Saturdays, Sundays and holidays left out",
        Citation("N.H. RSA 30-B:1, SB 62 (2025)", Confidence.SUMMARY),
        starts_from="the resolution of the state charges",
        skips=NEW_HAMPSHIRE_DAYS,
        state="NH",
        maximum=True,
    ),
    Limit(
        "GA-MAX48",
        "48 hours at most without a judge's warrant, every hour counted",
        Citation("O.C.G.A. 42-1-11.5 (HB 1105, 2024)", Confidence.SUMMARY),
        state="GA",
        maximum=True,
    ),
    Limit(
        "CO-6H",
        "6 hours to process the bond and release",
        Citation("Colo. Rev. Stat. 16-4-102", Confidence.SUMMARY),
        length=timedelta(hours=6),
        starts_from="the bond or recognisance being ready to process",
        state="CO",
    ),
)
"""Every limit by the name that case files use. ``per-court-order`` is not here: no clock runs under a court order."""

WINDOWS: dict[str, Limit] = _limits(
    Limit(
        "VA-MINUS5",
        "hand-over from five days before the release date to release",
        Citation("Va. Code 53.1-220.2", Confidence.READ),
        length=timedelta(days=5),
        starts_from="release",
        state="VA",
    ),
)
"""Stretches before release in which a hand-over is allowed; see ``early_window``."""


def limit_named(name: str, *, state: str = "", among: Mapping[str, Limit] = LIMITS) -> Limit:
    """The limit called ``name``. Raises ``BadInput`` for a name that is not ``among`` them, or another state's limit."""
    limit = among.get(name)
    if limit is None:
        raise BadInput(f"no limit is called '{name}' here", where="clock", do=f"use one of {', '.join(among)}")
    if state and limit.state and state != limit.state:
        raise BadInput(
            f"{name} is a limit of {limit.state} law, and the place is in {state}",
            where="clock",
            do="check the state or the limit",
        )
    return limit


def deadline(limit: str, start: datetime, tz: ZoneInfo, *, state: str = "") -> Deadline:
    """When ``limit`` is reached if it starts at ``start``, on the wall clocks of the facility's zone ``tz``.

    ``start`` is the instant that ``LIMITS[limit].starts_from`` names and must be aware; it may stand in any zone. ``state``
    is the facility's, and only guards against asking for another state's limit. Hours are elapsed hours: across a clock
    change the wall time shifts. A start on a day left out begins to count at the first instant of the next day that counts.
    The result is never before ``start`` and grows with it.
    """
    found = limit_named(limit, state=state)
    if start.tzinfo is None:
        raise NaiveTime(f"the start of {limit} has no offset", where="clock", do="give an aware instant")
    steps = _end_of_day(start, tz) if found.rule is Rule.END_OF_DAY else walk(start, found.length, tz, found.skips)
    return Deadline(
        limit, found.title, start.astimezone(tz), steps[-1].to, found.skips.title, steps, closing=found.closing
    )


def _end_of_day(start: datetime, tz: ZoneInfo) -> tuple[Step, ...]:
    began = start.astimezone(tz)
    day = local_day(began, tz)
    midnight, midnight_utc = next_midnight(day, tz)
    if midnight_utc <= utc(began):  # as in walk: set back over midnight, the clocks show the old day once more
        midnight, _ = next_midnight(day + ONE_DAY, tz)
    # Released in the last minute of the day: nothing is left of it.
    last = max(add_elapsed(midnight, -LAST_MINUTE), began, key=utc)
    left = utc(last) - utc(began)
    text = f"{weekday(day)} ends at 23:59, and {hours(left)} of it are left: {at(last)}"
    return (Step(text, None, began, last, left, left, "the limit is the calendar day"),)


def early_window(release: datetime, tz: ZoneInfo, *, limit: str = "VA-MINUS5", state: str = "") -> EarlyWindow:
    """The stretch before ``release`` (aware) in which ``limit`` allows a hand-over. It opens with a local day."""
    found = limit_named(limit, state=state, among=WINDOWS)
    if release.tzinfo is None:
        raise NaiveTime(f"the release that {limit} counts back from has no offset", where="clock", do="give an offset")
    closes = release.astimezone(tz)
    opens = local_day(closes, tz) - found.length
    until = f"{long_day(closes.date())}, {clock_time(closes)}"
    sentence = f"A hand-over may take place from {long_day(opens)} to {until}, and not after."
    return EarlyWindow(limit, found.title, opens, closes, sentence)
