"""CSV: rows of cells under a header, and the long form in which each row is one part of a booking.

A quote that is never closed would swallow the rest of the file; here it costs its own row, and reading goes on at the next line.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

from lawgate.base import BadInput
from lawgate.booking.build import ROW
from lawgate.booking.records import Fault
from lawgate.booking.schema import FACILITY, LISTS, PARTS
from lawgate.booking.values import nearest

Raw = tuple[str, dict[str, Any]]
DELIMITERS = (",", "\t", "|", ";")
MOST_LINES = 20  # lines that one quoted cell may span
CUT = "the row breaks off: fetch the file again if it ends here"
RECORDS = ("feed", "booking", *LISTS)
_FACILITY = frozenset(f"facility.{c.name}" for c in FACILITY)
_REPEATED = _FACILITY | {c.name for c in PARTS["booking"]}


def split_header(line: str) -> tuple[list[str], str]:
    """The names of a header line, and the delimiter between them. Raises ``BadInput`` for a name that stands twice."""
    best = max(DELIMITERS, key=line.count)
    cells = _parse([line.rstrip("\r\n")], best)
    names = [c.strip().lower() for c in (cells if isinstance(cells, list) else line.split(best))]
    for name in names:
        if name and names.count(name) > 1:
            raise BadInput(f"the column '{name[:80]}' stands twice in the header", do="name each column once")
    return names, best


def csv_rows(lines: Iterator[tuple[int, str]], fault: Callable[[Fault], None]) -> Iterator[tuple[str, dict[str, str]]]:
    """``("row 3", {name: cell})`` a row; the first is the header. A broken row is a fault and reading goes on."""
    found = next(((n, line) for n, line in lines if line.strip()), None)
    if found is None:
        return
    header, delimiter = split_header(found[1])
    waiting: deque[tuple[int, str]] = deque()
    while True:
        number, line = waiting.popleft() if waiting else next(lines, (0, ""))
        if not number:
            return
        if not line.strip():
            continue
        cells, used = _cells(number, line, waiting, lines, delimiter, len(header))
        if isinstance(cells, Fault):
            fault(cells)
            continue
        for _ in range(used):
            waiting.popleft()
        yield f"row {number}", dict(zip(header, cells, strict=True))


def _cells(
    number: int,
    line: str,
    waiting: deque[tuple[int, str]],
    lines: Iterator[tuple[int, str]],
    delimiter: str,
    width: int,
) -> tuple[list[str] | Fault, int]:
    """The cells of the row that begins with ``line``, and how many waiting lines belong to it."""
    alone = _parse([line], delimiter)
    if isinstance(alone, list) and len(alone) == width:
        return alone, 0
    where, text, used = f"row {number}", [line], 0
    while line.count('"') % 2 and used < MOST_LINES:
        if used == len(waiting):
            more = next(lines, None)
            if more is None:
                break
            waiting.append(more)
        text.append(waiting[used][1])
        used += 1
        if text[-1].count('"') % 2:
            cells = _parse(text, delimiter)
            if isinstance(cells, list) and len(cells) == width:
                return cells, used
    if isinstance(alone, list):
        return Fault(where, "", f"has {len(alone)} cells, the header {width}", CUT), 0
    if "unexpected end" in alone:
        return Fault(where, "", "has a quote that is never closed", "close it, or fetch the file again"), 0
    return Fault(where, "", f"cannot be read as CSV ({alone})", "check its quotes"), 0


def _parse(text: list[str], delimiter: str) -> list[str] | str:
    """The cells of the one row in ``text``, or why there is none."""
    try:
        return next(csv.reader([part + "\n" for part in text], delimiter=delimiter, strict=True), [])
    except csv.Error as e:
        return str(e)


def long_bookings(rows: Iterator[tuple[str, dict[str, str]]], fault: Callable[[Fault], None]) -> Iterator[Raw]:
    """Bookings of the long form: the row of the booking first, then its parts, all under one booking number.

    A column that no kind of row has is handed on once with the booking, so that it is named. A part of which no row stands is
    not given at all; a row with the part's name and nothing else states that there is none.
    """
    current: Raw | None = None
    broken = ""  # a booking whose own row could not be used: its parts are not reported one by one
    for where, row in rows:
        number, record = row.pop("booking", "").strip(), row.pop("record", "").strip().lower()
        if record not in RECORDS:
            fault(Fault(where, "record", f"'{record}' is no kind of row", nearest(record, RECORDS)))
            continue
        if record == "feed":
            yield where, {"feed": _with_facility(row)}
        elif record == "booking":
            if current is not None:
                yield current
            current = where, {"booking": number, **_with_facility(row)}
        elif current is None or current[1]["booking"] != number:
            if number != broken:
                fault(Fault(where, "booking", f"'{number}' has no booking row before it", "put the booking row first"))
            broken = number
        else:
            _add(current[1], record, row, where)
    if current is not None:
        yield current


def _add(booking: dict[str, Any], record: str, row: dict[str, str], where: str) -> None:
    """Lay a part's row upon its booking. Exports repeat the booking's own columns on every row: those are passed over."""
    names = {c.name for c in PARTS[record]}
    values: dict[str, Any] = {k: v for k, v in row.items() if v.strip() and (k in names or k not in _REPEATED)}
    listed: list[dict[str, Any]] = booking.setdefault(LISTS[record], [])
    if values:
        listed.append({**values, ROW: where})


def _with_facility(row: dict[str, str]) -> dict[str, Any]:
    place = {k.split(".", 1)[1]: v for k, v in row.items() if k in _FACILITY and v.strip()}
    rest = {k: v for k, v in row.items() if k not in _FACILITY and v.strip()}
    return rest | ({"facility": place} if place else {})
