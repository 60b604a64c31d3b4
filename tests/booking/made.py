"""Feeds written for a test, and how they are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lawgate.booking import Booking, Reading, read_feed

FACILITY = {"state": "CA", "county": "Kern", "tz": "America/Los_Angeles"}


def booking(number: str = "1", **more: Any) -> dict[str, Any]:
    return {"booking": number, "facility": FACILITY, "booked_at": "2014-06-01T10:00", **more}


def json_feed(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "feed.jsonl"
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
    return path


def csv_feed(folder: Path, text: str | bytes) -> Path:
    path = folder / "feed.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(path: Path, **how: Any) -> tuple[list[Booking], Reading]:
    reading = read_feed(path, **how)
    return list(reading.bookings), reading
