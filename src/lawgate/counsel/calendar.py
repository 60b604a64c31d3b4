"""A client's dates for the lawyer's own calendar: neutral titles, UTC, an identifier that stays, an alarm before each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from lawgate.base import digest
from lawgate.counsel.letters.client import Client

BEFORE = timedelta(hours=1)


def calendar_of(clients: Iterable[tuple[str, Client]], now: datetime) -> bytes:
    """An iCalendar file (RFC 5545) for clients by their matter's code. Nothing in it names a person, a jail or what it is about."""
    calendar = Calendar()
    calendar.add("prodid", "-//Lawgate//Matters//EN")
    calendar.add("version", "2.0")
    for code, client in clients:
        for what, at in (("first time", client.due), ("last time", client.last_minute)):
            if at is not None:
                calendar.add_component(_event(code, what, at, client.booking, now))
    made: bytes = calendar.to_ical()
    return made


def _event(code: str, what: str, at: datetime, booking: str, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{digest({'booking': booking, 'what': what})[:32]}@lawgate")
    event.add("summary", f"Matter {code}: {what}")
    event.add("dtstart", at.astimezone(UTC))
    event.add("dtend", at.astimezone(UTC) + timedelta(minutes=1))
    event.add("dtstamp", now.astimezone(UTC))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Matter {code}")
    alarm.add("trigger", -BEFORE)
    event.add_component(alarm)
    return event
