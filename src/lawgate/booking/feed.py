"""Reading a booking feed: JSON lines, one long CSV, and adapters known by their header.

Every mistake is reported with row and column, and the good bookings are taken. The file is read once, row by row: bookings come
out one at a time, and nothing is kept of them but their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place
from lawgate.booking.build import Builder
from lawgate.booking.pennsylvania import PENNSYLVANIA_HEADER, pennsylvania
from lawgate.booking.pierce import PIERCE_HEADER, pierce
from lawgate.booking.reading import Given, Lines, Reading, Walk
from lawgate.booking.records import Booking, Fault
from lawgate.booking.text import first_line, numbered_lines, open_text
from lawgate.booking.text_csv import csv_rows, long_bookings, split_header
from lawgate.booking.text_json import Raw, json_bookings


def read_feed(
    path: Path,
    *,
    facility: Place | None = None,
    tz: ZoneInfo | None = None,
    as_of: datetime | None = None,
) -> Reading:
    """Open a feed; its format is known by its first line. Raises ``BadInput`` when it is no feed at all.

    ``facility`` stands for bookings that name none, ``tz`` for times without an offset. Mistakes inside are never raised: they
    are in ``faults`` once ``bookings`` has been walked through.
    """
    name, walk = _format(path)
    reading = Reading(name, as_of=as_of)
    given = Given(facility, tz or (facility.zone if facility else None), as_of)

    def bookings() -> Iterator[Booking]:
        with open_text(path) as f:
            yield from _once(walk(numbered_lines(f, reading.faults.append, reading.note), reading, given), reading)

    reading.bookings = bookings()
    return reading


def _format(path: Path) -> tuple[str, Walk]:
    head = first_line(path)
    if head.lstrip().startswith("{"):
        return "json-lines", _json
    if head.lstrip().startswith("["):
        raise BadInput("is one JSON list", where=str(path), do="write one object a line")
    try:
        columns, _ = split_header(head)
    except BadInput as e:
        raise BadInput(e.what, where=str(path), do=e.do) from e
    if columns == PENNSYLVANIA_HEADER:
        return "pennsylvania-detainers", pennsylvania
    if columns[: len(PIERCE_HEADER)] == PIERCE_HEADER:
        return "pierce-charge-lines", pierce
    if {"booking", "record"} <= set(columns):
        return "csv", _csv
    raise BadInput(
        "is no feed that is known",
        where=str(path),
        do="give JSON lines, or a CSV with the columns booking and record (docs/feed.md)",
    )


def _json(lines: Lines, reading: Reading, given: Given) -> Iterator[Booking]:
    return _built(json_bookings(lines, reading.faults.append), reading, given)


def _csv(lines: Lines, reading: Reading, given: Given) -> Iterator[Booking]:
    return _built(long_bookings(csv_rows(lines, reading.faults.append), reading.faults.append), reading, given)


def _built(raws: Iterable[Raw], reading: Reading, given: Given) -> Iterator[Booking]:
    builder = Builder(given.tz, given.facility, given.as_of, reading.faults, reading.notes)
    for where, raw in raws:
        if isinstance(raw.get("feed"), dict):
            builder.declare(raw["feed"], where)
            reading.as_of = builder.as_of
            continue
        booking = builder.booking(raw, where)
        if booking is not None:
            yield booking


def _once(bookings: Iterator[Booking], reading: Reading) -> Iterator[Booking]:
    """Each booking number once; a second one is a fault, since nobody can say which of the two is right."""
    seen: dict[str, str] = {}
    for b in bookings:
        if b.number in seen:
            what = f"the number '{b.number}' is booked already in {seen[b.number]}"
            reading.faults.append(Fault(b.where, "booking", what, "give each booking its own number"))
            continue
        seen[b.number] = b.where
        yield b
