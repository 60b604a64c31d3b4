"""The dates of a client as another program reads them: UTC, neutral titles, identifiers that stay, an alarm before each."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import icalendar

from lawgate.counsel.calendar import calendar_of
from tests.counsel.test_letters import DUE, NOW, client


def read(code: str = "K7Q4", **answer: Any) -> list[Any]:
    raw = calendar_of([(code, client(**answer))], NOW)
    for secret in (b"Elena", b"Marrow", b"14-09381", b"Ridgemont", b"jail", b"ICE", b"hold"):
        assert secret not in raw
    return list(icalendar.Calendar.from_ical(raw).walk("VEVENT"))


def test_each_date_is_an_event_in_utc_with_an_alarm_an_hour_before() -> None:
    """Release due and last minute, each at its instant; the title is the matter's code; a later download moves the same event."""
    first, last = read()
    assert [str(e["SUMMARY"]) for e in (first, last)] == ["Matter K7Q4: first time", "Matter K7Q4: last time"]
    assert [e["DTSTART"].dt for e in (first, last)] == [DUE, DUE + timedelta(days=4)]
    assert {e["DTSTART"].dt.utcoffset() for e in (first, last)} == {timedelta(0)}
    assert [e.walk("VALARM")[0]["TRIGGER"].dt for e in (first, last)] == [timedelta(hours=-1)] * 2
    moved = read(release_by="2014-06-11T16:40-07:00")[1]
    assert moved["UID"] == last["UID"] != first["UID"]
    assert moved["DTSTART"].dt == last["DTSTART"].dt + timedelta(days=1)


def test_what_is_not_known_is_no_event() -> None:
    """With no release due and no last minute the calendar is empty, and still a calendar."""
    assert read(release_due=None, release_by=None) == []
