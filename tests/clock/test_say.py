from __future__ import annotations

import difflib
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from lawgate.clock import Deadline, deadline, deadline_825
from lawgate.clock.say import hours
from tests.clock.starts import WORKABLE, instants, unhurried, zones

GOLDEN = Path(__file__).parent / "golden" / "arithmetic.txt"
LA, CHICAGO, NY = (ZoneInfo(f"America/{c}") for c in ("Los_Angeles", "Chicago", "New_York"))

SPOKEN: list[tuple[str, str, ZoneInfo]] = [
    ("EXCL48", "2012-08-31T16:40-05:00", CHICAGO),
    ("EXCL48", "2013-06-15T14:00-07:00", LA),
    ("EXCL48", "2013-11-27T18:00-08:00", LA),
    ("EXCL48", "2021-12-30T12:15-08:00", LA),
    ("EXCL48", "2024-04-25T10:00+02:00", ZoneInfo("Africa/Cairo")),
    ("FLAT48", "2016-03-12T10:00-08:00", LA),
    ("FLAT48", "2017-11-04T10:00-07:00", LA),
    ("NH48", "2026-06-18T15:00-04:00", NY),
    ("NJ-EOD", "2024-03-09T23:50-05:00", NY),
    ("NC-2H-NOTICE", "2025-10-06T14:30-04:00", NY),
    ("NC-2H-QUERY", "2025-12-03T22:40-05:00", NY),
    ("DC-24", "2013-08-02T17:00-04:00", NY),
    ("CA-825", "2014-06-04T19:30-07:00", LA),
    ("CA-825", "2014-06-06T10:00-07:00", LA),
    ("CA-825", "2014-06-05T20:00-07:00", LA),
]


def made(limit: str, start: str, tz: ZoneInfo) -> Deadline:
    at = datetime.fromisoformat(start)
    return deadline_825(at, tz) if limit == "CA-825" else deadline(limit, at, tz)


def spoken() -> str:
    blocks = []
    for limit, start, tz in SPOKEN:
        found = made(limit, start, tz)
        head = f"{limit} from {start} in {tz.key} ({found.calendar})"
        blocks.append("\n".join([head, *(f"  {s}" for s in found.sentences())]))
    return "\n\n".join(blocks) + "\n"


def test_golden_arithmetic() -> None:
    """The words in which deadlines are explained are exactly those that were read and approved."""
    kept, now = GOLDEN.read_text(encoding="utf-8"), spoken()
    assert now == kept, "\n".join(difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm=""))


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(440, "7 h 20"), (1440, "24 h"), (1880, "31 h 20"), (45, "45 min"), (61, "1 h 01"), (0, "0 min")],
)
def test_hours_are_not_folded_into_days(minutes: int, text: str) -> None:
    """Lengths are said in hours and minutes, because the limits are."""
    assert hours(timedelta(minutes=minutes)) == text


@unhurried
@given(instants, zones)
def test_the_last_minute_is_always_said(start: datetime, tz: ZoneInfo) -> None:
    """The arithmetic of every limit names its end, weekday and time, and closes by saying what it means."""
    for name in WORKABLE:
        found = deadline(name, start, tz)
        *_, before, closing = found.sentences()
        end = f"{found.ends:%A %H:%M}"
        assert end in before
        assert closing == found.closing
