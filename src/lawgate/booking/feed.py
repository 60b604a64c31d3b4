"""Reading a booking feed: JSON lines, one long CSV, and adapters known by their header.

Every mistake is reported with row and column; the good bookings are taken. Nothing is read twice and nothing is kept that is
not needed: bookings come out one by one.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place
from lawgate.booking.build import Builder
from lawgate.booking.records import Booking, Fault
from lawgate.booking.schema import LISTS, PARTS

Raw = tuple[str, dict[str, Any]]


@dataclass
class Reading:
    """A feed being read. ``faults`` and ``notes`` fill while ``bookings`` is walked through."""

    format: str
    bookings: Iterator[Booking]
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


Adapter = Callable[[TextIO, Reading, Place | None, datetime | None], Iterator[Booking]]


def read_feed(
    path: Path,
    *,
    facility: Place | None = None,
    tz: ZoneInfo | None = None,
    as_of: datetime | None = None,
) -> Reading:
    """Open a feed; its format is known by its first line. Raises ``BadInput`` when it is no feed at all.

    ``facility`` stands for bookings that name none, ``tz`` for times without an offset.
    """
    from lawgate.booking.pennsylvania import PENNSYLVANIA_HEADER, pennsylvania
    from lawgate.booking.pierce import PIERCE_HEADER, pierce

    head = _first_line(path)
    if head.lstrip().startswith("{"):
        return _reading(path, "json-lines", _json_lines, facility, tz, as_of)
    columns = [c.strip().lower() for c in head.split(",")]
    if columns == PENNSYLVANIA_HEADER:
        return _adapted(path, "pennsylvania-detainers", pennsylvania, facility, as_of)
    if columns[: len(PIERCE_HEADER)] == PIERCE_HEADER:
        return _adapted(path, "pierce-charge-lines", pierce, facility, as_of)
    if {"booking", "record"} <= set(columns):
        return _reading(path, "csv", _csv_groups, facility, tz, as_of)
    raise BadInput(
        "is no feed that is known",
        where=str(path),
        do="give JSON lines, or a CSV with the columns booking and record (docs/feed.md)",
    )


def _first_line(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as f:
            line = f.readline(1_000_000)
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror})", where=str(path), do="check the path") from e
    if not line.strip():
        raise BadInput("is empty", where=str(path), do="give a feed with at least one booking")
    return line


def _adapted(path: Path, name: str, adapter: Adapter, facility: Place | None, as_of: datetime | None) -> Reading:
    reading = Reading(name, iter(()))

    def walk() -> Iterator[Booking]:
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as f:
            yield from adapter(f, reading, facility, as_of)

    reading.bookings = walk()
    return reading


def _reading(
    path: Path,
    name: str,
    rows: Callable[[TextIO, list[Fault]], Iterator[Raw]],
    facility: Place | None,
    tz: ZoneInfo | None,
    as_of: datetime | None,
) -> Reading:
    reading = Reading(name, iter(()))
    builder = Builder(tz or (facility.zone if facility else None), facility)
    builder.faults = reading.faults

    def walk() -> Iterator[Booking]:
        seen: dict[str, str] = {}
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as f:
            for where, raw in rows(f, reading.faults):
                booking = builder.booking(raw, where, as_of)
                if booking is None:
                    continue
                if booking.number in seen:
                    first = seen[booking.number]
                    builder.fault(
                        where, "booking", f"'{booking.number}' is booked already on {first}", "number it apart"
                    )
                    continue
                seen[booking.number] = where
                yield booking

    reading.bookings = walk()
    return reading


def _json_lines(f: TextIO, faults: list[Fault]) -> Iterator[Raw]:
    for number, line in enumerate(f, 1):
        where = f"line {number}"
        if not line.strip():
            continue
        if not line.endswith("\n") and not line.rstrip().endswith("}"):
            faults.append(Fault(where, "", "the file ends in the middle of this line", "fetch the feed again"))
            continue
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            faults.append(Fault(where, "", "is not JSON", "write one object a line"))
            continue
        if isinstance(raw, dict):
            yield where, raw
        else:
            faults.append(Fault(where, "", "is not an object", "write one object a line"))


def _csv_groups(f: TextIO, faults: list[Fault]) -> Iterator[Raw]:
    """Rows of one booking stand together, the ``booking`` row first."""
    current: Raw | None = None
    for where, row in _csv_rows(f, faults):
        number, record = row.pop("booking", ""), row.pop("record", "")
        if record not in PARTS or record == "facility":
            faults.append(
                Fault(where, "record", f"'{record}' is no kind of row", f"one of {', '.join(LISTS)} or booking")
            )
            continue
        wanted = {c.name for c in PARTS[record]} | {f"facility.{c.name}" for c in PARTS["facility"]}
        values = {k: v for k, v in row.items() if v != "" and (k in wanted or v is not None)}
        if record == "booking":
            if current is not None:
                yield current
            place = {k.split(".", 1)[1]: v for k, v in values.items() if k.startswith("facility.")}
            rest = {k: v for k, v in values.items() if not k.startswith("facility.")}
            current = where, {"booking": number, **rest, **({"facility": place} if place else {})}
        elif current is None or current[1]["booking"] != number:
            faults.append(
                Fault(where, "booking", f"'{number}' has no booking row before it", "put the booking row first")
            )
        else:
            current[1].setdefault(LISTS[record], []).append({**values, "where": where})
    if current is not None:
        yield current


def _csv_rows(f: TextIO, faults: list[Fault]) -> Iterator[tuple[str, dict[str, str]]]:
    lines = (line.replace("\0", "\ufffd") for line in f)
    reader = csv.reader(lines, strict=True)
    try:
        header = [h.strip() for h in next(reader)]
        for cells in reader:
            where = f"row {reader.line_num}"
            if not cells:
                continue
            if len(cells) != len(header):
                what = f"has {len(cells)} cells, the header {len(header)}"
                faults.append(Fault(where, "", what, "fetch the feed again if the file is cut off here"))
                continue
            yield where, dict(zip(header, cells, strict=True))
    except csv.Error as e:
        faults.append(
            Fault(f"row {reader.line_num}", "", f"cannot be read as CSV ({e})", "look for an open quote above")
        )
