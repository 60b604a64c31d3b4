"""Alarms about the house itself, and the morning list: from the ledger alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from lawgate.base.moments import add_elapsed, say_length
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms_records import Need, Policy
from lawgate.casework.instants import read_instant, sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event, Outbox
from lawgate.casework.outbox import DESK
from lawgate.casework.records import LEDGER

HOUSE = (a.SUPERVISOR, a.ADMIN)
STUCK = ("waiting", "sending", "dead")  # where a message stands that has not gone out and was not taken back


@dataclass(slots=True)
class House:
    """What was last seen of the house's own working. ``reference``: another clock, read at the same moment as ``now``."""

    tz: tzinfo = UTC
    feed: datetime | None = None
    board: datetime | None = None
    missed: dict[tuple[str, int], datetime] = field(default_factory=dict)  # (receiver, event) of news that was given up
    newest: datetime | None = None  # the latest instant at which anything was recorded


def house_needs(
    ledger: Ledger, house: House, policy: Policy, now: datetime, reference: datetime | None = None
) -> Iterator[Need]:
    """Reasons about the feed, the clock, the outbox and the board. What this installation never had (a feed, a printed board) is
    not missed."""
    if house.feed is not None:
        at = add_elapsed(house.feed, policy.feed_older_than)
        says = f"Nothing came from the feed since {_clock(house.feed, house.tz)}. Times on screen are from then."
        yield _need(a.FEED, at, says)
    if house.board is not None:
        at = add_elapsed(house.board, policy.board_every + 5 * a.MINUTE)
        yield _need(a.BOARD, at, f"The board was last printed at {_clock(house.board, house.tz)}.")
    off = _off(now, house, reference)
    if off >= policy.clock_off_by:
        far = say_length(off) if off >= a.MINUTE else "half a minute"
        yield _need(a.CLOCK, now, f"The clock of this machine is off by {far}.")
    if house.missed:
        since, count = min(house.missed.values()), len(house.missed)
        whom = ", ".join(sorted({receiver for receiver, _ in house.missed}))
        says = f"{count} piece{'' if count == 1 else 's'} of news to {whom} could not be delivered since {_clock(since, house.tz)}."
        yield _need(a.NEWS, min(since, now), says)
    stuck = _stuck(ledger, policy, now)
    if stuck is not None:
        since, count = stuck
        many = "1 message has" if count == 1 else f"{count} messages have"
        yield _need(a.OUTBOX, min(since, now), f"{many} not gone out since {_clock(since, house.tz)}.")


def _need(kind: str, at: datetime, says: str) -> Need:
    return Need(kind, a.SYSTEM, "", at, at, says, HOUSE)


def _off(now: datetime, house: House, reference: datetime | None) -> timedelta:
    """How far the clock is from another, or behind what was recorded already. A simulated clock is its own ``reference``."""
    if reference is not None:
        return abs(now - reference)
    return timedelta(0) if house.newest is None else max(timedelta(0), house.newest - now)


def _stuck(ledger: Ledger, policy: Policy, now: datetime) -> tuple[datetime, int] | None:
    """Since when the oldest message waits that should have gone out, and how many do. Dead letters count: a person must look."""
    late = sortable(add_elapsed(now, -policy.outbox_stuck_after))
    rows = Outbox.objects.using(ledger.alias).filter(state__in=STUCK).exclude(channel=DESK)  # those have their own
    numbers = [e for e, state, due in rows.values_list("event", "state", "due") if state == "dead" or due <= late]
    queued = list(Event.objects.using(ledger.alias).filter(number__in=numbers[:500]).values_list("recorded", flat=True))
    since = [m for m in map(read_instant, queued) if m <= add_elapsed(now, -policy.outbox_stuck_after)]
    return (min(since), len(since)) if since else None


def morning_need(ledger: Ledger, house: House, policy: Policy, now: datetime, unverified: int) -> Need | None:
    """The list of this morning, where there is something on it; numbers only, the people are found by ``morning``."""
    day = now.astimezone(house.tz).date()
    at = morning_of(day, house.tz, policy)
    if now < at:
        return None
    counts = {
        **morning_counts(ledger, add_elapsed(at, -timedelta(days=1)), at, policy),
        "unverified law used": unverified,
    }
    listed = [f"{n} {what}" for what, n in counts.items() if n]
    if not listed:
        return None
    until = morning_of(day + timedelta(days=1), house.tz, policy)
    says = f"Since yesterday morning: {', '.join(listed)}."
    return Need(
        a.LIST,
        a.MORNING,
        day.isoformat(),
        at,
        at,
        says,
        (a.SUPERVISOR, a.COUNSEL, a.AUDITOR),
        until=until,
        why="the next list",
    )


def morning_of(day: date, tz: tzinfo, policy: Policy) -> datetime:
    """When the list of ``day`` is made."""
    return datetime.combine(day, time(policy.morning), tz)


def morning_counts(ledger: Ledger, first: datetime, last: datetime, policy: Policy) -> dict[str, int]:
    """Overrides and late entries between two instants."""
    return {what: len(rows) for what, rows in morning(ledger, first, last, policy).items()}


def morning(ledger: Ledger, first: datetime, last: datetime, policy: Policy) -> dict[str, list[tuple[str, int]]]:
    """The morning list: for each matter the (booking number, event) of every entry recorded between two instants."""
    span = Event.objects.using(ledger.alias).filter(recorded__gte=sortable(first), recorded__lt=sortable(last))
    rows = list(span.filter(kind__startswith="act.").order_by("number"))
    said: list[dict[str, Any] | None] = ledger.open_payloads(rows)
    lists = list(span.filter(subject=LEDGER, kind=a.DIFFERENCES).order_by("number"))[-1:]
    return {
        "differences with the jail's system": [
            (d["booking"], r.number)
            for r, p in zip(lists, ledger.open_payloads(lists), strict=True)
            if p
            for d in p["found"]
        ],
        "overrides": [(r.subject, r.number) for r, p in zip(rows, said, strict=True) if p and p.get("override")],
        "typed late": [(r.subject, r.number) for r in rows if r.recorded_at - r.happened_at >= policy.late_typing],
    }


def _clock(moment: datetime, tz: tzinfo) -> str:
    return f"{moment.astimezone(tz):%H:%M}"
