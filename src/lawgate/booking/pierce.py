"""Adapter: the de-identified charge lines of Pierce County, Washington, as published by UWCHR (one row a charge line).

The line ``HOLD IMMIGRAT`` is the federal request; its form, boxes and service are not in the export and stay unknown. The ends of
the other lines give t0: the latest of them all, unknown when one has none, or when the
booking counts more lines than are here. A hold for the FBI or the marshals is a criminal
ground of another agency and counts like any other line. Dates are shifted by whole weeks a booking: weekdays, times and durations
are exact, holidays are not, and an hour can fall into a clock change that it never saw.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place
from lawgate.base.moments import local_instant
from lawgate.booking.reading import Given, Lines, Reading
from lawgate.booking.records import Booking, Charge, Fault, Hold, Person
from lawgate.booking.text_csv import csv_rows

PIERCE_HEADER = ["booking", "charge_no", "booking_dt", "release_dt", "charge_release_dt", "charge"]
HOLD_LINE = "HOLD IMMIGRAT"
ZONE = ZoneInfo("America/Los_Angeles")
JAIL = Place("WA", "Pierce", agency="Pierce County Jail", tz=ZONE.key)
NOTE = "Dates of this export are shifted by whole weeks: weekdays and durations are exact, holidays are not."
DISPOSITIONS = {
    "Dismissed": "dismissed",
    "Time Served": "sentence-served",
    "Credit for Time Served": "sentence-served",
    "PR": "released-on-recognisance",
    "Not Guilty Verdict": "resolved",
    "No Charges Filed": "no-charge-filed",
    "No Prob Cause": "no-charge-filed",
}
"""What the jail's own words settle; lines of which a prosecutor filed nothing begin with ``NCF``."""
ENDED_BY = {"Bail Bond": "bail-posted", "Cash Bail": "bail-posted"}
HOLD_TYPES = {
    "HOLD FBI": "federal-criminal-hold",
    "HOLD US MARSHAL": "federal-criminal-hold",
    "HOLD WSI": "court-commitment",
    "HOLD MAT WITNESS": "court-commitment",
    "HOLD MISC": "other",
    "PROBAT HLD": "probation-hold",
    "COMM CUSTODY JAIL": "probation-hold",
}
Line = Mapping[str, str]


def pierce(lines: Lines, reading: Reading, given: Given) -> Iterator[Booking]:
    """Bookings of the export; the lines of one booking stand together. ``given`` may name another jail with this export."""
    reading.note(NOTE)
    for number, rows in groupby(csv_rows(lines, reading.faults.append), key=lambda r: r[1]["booking"].strip()):
        before = len(reading.faults)
        booking = _booking(number, list(rows), given, reading.faults.append)
        if len(reading.faults) == before:
            yield booking


def _booking(number: str, rows: list[tuple[str, Line]], given: Given, fault: Callable[[Fault], None]) -> Booking:
    where, head = rows[0]
    facts: dict[str, Any] = {}
    for name, column in (("booked_at", "booking_dt"), ("released_at", "release_dt")):
        facts |= _at(where, head, column, name, fault)
    if not number:
        fault(Fault(where, "booking", "has no booking number", "give each booking its own number"))
    if "released_at" in facts and "booked_at" in facts and facts["released_at"] < facts["booked_at"]:
        fault(Fault(where, "release_dt", "the release comes before the booking", "check both times in the export"))
    charges, holds, requests = [], [], []
    for at, line in rows:
        end = _at(at, line, "charge_release_dt", "ends_at", fault)
        if not line["charge"].strip():
            fault(Fault(at, "charge", "the charge has no name", "give it"))
        elif line["charge"] == HOLD_LINE:
            requests.append(_request(line, end))
        elif line["charge"] in HOLD_TYPES:
            holds.append(Hold({"type": HOLD_TYPES[line["charge"]], "agency": line.get("jurisdiction", ""), **end}))
        else:
            charges.append(Charge(_charge(line) | end))
    missing = _count(head.get("charge_count")) - len(rows)
    if missing > 0:  # their ends and their gravity are unknown, and so is the end of the jail's own authority
        charges.append(Charge({"name": f"{missing} more lines of this booking, not in this export"}))
    if requests:
        facts["in_custody"] = True  # the jail entered the request on its own booking
    person = {k: v for k, v in (("sex", head.get("gender")), ("race", head.get("race"))) if v}
    return Booking(
        facts=facts,
        number=number,
        facility=given.facility or JAIL,
        person=Person(person),
        charges=tuple(charges),
        holds=tuple(holds),
        requests=tuple(requests),
        outcome=head.get("final_disposition", ""),
        where=where,
        as_of=given.as_of,
    )


def _count(text: str | None) -> int:
    """The number of the booking's lines as the export states it; 0 where it states none."""
    try:
        return int(float(text or 0))
    except (ValueError, OverflowError):
        return 0


def _request(line: Line, end: Mapping[str, Any]) -> dict[str, Any]:
    """The hold line as a request: that it asked for a hold, and when it was cancelled, where the line says so."""
    out: dict[str, Any] = {"asks": frozenset({"hold", "notify"})}
    if line.get("charge_disposition") == "Cancel Detainer":
        if "ends_at" in end:
            out["cancelled_at"] = end["ends_at"]
    elif line.get("cancel_detainer") == "0":
        out["cancelled_at"] = None
    return out


def _charge(line: Line) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": line["charge"], "line": line.get("charge_no", "")}
    category = line.get("category", "").split()
    if "felony" in category:
        facts |= {"level": "felony", "grade": category[1]}
    elif "misdemeanor" in category:
        facts["level"] = "misdemeanor"
    elif "infraction" in category:
        facts["level"] = "infraction"
    said = line.get("charge_disposition", "")
    if said in DISPOSITIONS or said.startswith("NCF"):
        facts["disposition"] = DISPOSITIONS.get(said, "no-charge-filed")
    if said in ENDED_BY:
        facts["ended_by"] = ENDED_BY[said]
    return facts


def _at(where: str, line: Line, column: str, name: str, fault: Callable[[Fault], None]) -> dict[str, datetime]:
    """The instant in a column under the name of a fact; nothing where the cell is blank."""
    text = line[column].strip()
    if not text:
        return {}
    try:
        return {name: local_instant(datetime.fromisoformat(text).replace(tzinfo=None), ZONE)}
    except ValueError:
        fault(Fault(where, column, f"'{text[:60]}' is not a date and time", "write YYYY-MM-DD HH:MM"))
    except BadInput as e:
        fault(Fault(where, column, e.what, "the shift of weeks may have put it there; the booking is left out"))
    return {}
