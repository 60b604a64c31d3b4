"""Worked cases that do not ship with the project: the truth from outside."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from lawgate.base.moments import iso_minute
from lawgate.clock import LIMITS, deadline, deadline_825, early_window
from lawgate.clock.calendars import california_court_holidays, federal_holidays
from lawgate.clock.say import weekday
from tests.shared import shared

pytestmark = pytest.mark.shared

STARTS = {"NC-RECEIPT": ("request", "received_at"), "NC-2H-QUERY": ("ice_query_at",)}
SOONER = {"ends-at-effective-date", "ends-on-cancellation", "ends-on-citizenship-evidence"}


def cases() -> list[dict[str, Any]]:
    return [case for name in ("federal", "ca", "states") for case in _read(shared(f"law/cases/{name}.yaml"))]


@lru_cache
def _read(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def start_of(case: dict[str, Any], limit: str) -> datetime:
    value: Any = case["given"]
    for key in STARTS.get(limit, ("release_due", "t0")):
        value = value[key]
    return datetime.fromisoformat(value)


def worked(case: dict[str, Any], limit: str) -> str:
    tz = ZoneInfo(case["jurisdiction"]["tz"])
    return iso_minute(deadline(limit, start_of(case, limit), tz, state=case["jurisdiction"]["state"]).ends)


def test_the_governing_clock_of_every_case() -> None:
    """Every case with a clock ends at the minute given, unless it says that something else ended it sooner."""
    seen = []
    for case in cases():
        limit, expect = case["expect"].get("clock"), case["expect"]
        if limit in LIMITS:
            end = worked(case, limit)
            if SOONER & set(expect["flags"]):
                assert datetime.fromisoformat(expect["release_by"]) < datetime.fromisoformat(end), case["id"]
            else:
                assert end == expect["release_by"], case["id"]
            seen.append(limit)
    assert len(seen) > 50
    assert {"FLAT48", "EXCL48", "NJ-EOD", "DC-24", "NC-RECEIPT", "NC-RELEASE", "NC-2H-QUERY"} <= set(seen)


def test_the_ceilings_of_every_case() -> None:
    """Every limit that a case names as later or spent ends at the minute given."""
    seen = 0
    for case in cases():
        for limit, end in case["expect"].get("ceilings", {}).items():
            assert worked(case, limit) == end, (case["id"], limit)
            seen += 1
    assert seen > 20


def test_notice_and_early_hand_over() -> None:
    """The two-hour notice and the first day of an early hand-over are those of the cases."""
    seen = set()
    for case in cases():
        expect, tz = case["expect"], ZoneInfo(case["jurisdiction"]["tz"])
        if "notify_by" in expect:
            assert worked(case, "NC-2H-NOTICE") == expect["notify_by"], case["id"]
            seen.add("notify_by")
        if "transfer_from" in expect:
            opens = early_window(start_of(case, "VA-MINUS5"), tz).opens
            assert opens == date.fromisoformat(expect["transfer_from"]), case["id"]
            seen.add("transfer_from")
    assert seen == {"notify_by", "transfer_from"}


def test_arraignment_cases() -> None:
    """Release falls due at the arraignment limit that the cases name."""
    seen = 0
    for case in cases():
        if case["expect"].get("t0_computed_from") == "ca-pen-825":
            given, tz = case["given"], ZoneInfo(case["jurisdiction"]["tz"])
            opens, closes = given["court_session_local"].split(" ")[0].split("-")
            session = (time.fromisoformat(opens), time.fromisoformat(closes))
            found = deadline_825(datetime.fromisoformat(given["arrested_at"]), tz, session)
            assert iso_minute(found.ends) == given["release_due"]["t0"], case["id"]
            seen += 1
    assert seen >= 2


def test_calendar_notes() -> None:
    """Weekdays and holidays that the cases note beside release are those of the calendars."""
    seen = set()
    for case in cases():
        notes = case["given"].get("calendar") or {}
        if "t0_weekday" in notes:
            assert weekday(start_of(case, "FLAT48").date()) == notes["t0_weekday"], case["id"]
        for text in notes.get("federal_holidays_in_window", []):
            assert date.fromisoformat(text) in federal_holidays(int(text[:4])), case["id"]
            seen.add("federal")
        elsewhere = [*notes.get("state_or_court_only_holidays", []), *notes.get("court_only_holidays_nearby", [])]
        for text in elsewhere:
            assert date.fromisoformat(text) not in federal_holidays(int(text[:4])), case["id"]
            if case["jurisdiction"]["state"] == "CA":
                assert date.fromisoformat(text) in california_court_holidays(int(text[:4])), case["id"]
            seen.add("court")
        closing = notes.get("executive_closing_not_holiday")
        if closing:
            for text in [closing] if isinstance(closing, str) else closing:
                assert date.fromisoformat(text[:10]) not in federal_holidays(int(text[:4])), case["id"]
    assert seen == {"federal", "court"}
