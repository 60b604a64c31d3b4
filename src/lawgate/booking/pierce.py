"""Adapter: the de-identified charge lines of Pierce County, Washington (one row a charge line).

The line ``HOLD IMMIGRAT`` is the federal request; its form, boxes and service are not in the export and stay unknown. The release
times of the other lines give t0: the latest end of all grounds that are not federal, unknown when one has no end. Dates in the
export are shifted by whole weeks a booking: weekdays, times and durations are exact, holidays are not.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import mean, median
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place
from lawgate.base.moments import local_instant
from lawgate.booking.records import Booking, Charge, Fault, Person

if TYPE_CHECKING:
    from lawgate.booking.feed import Reading

PIERCE_HEADER = ["booking", "charge_no", "booking_dt", "release_dt", "charge_release_dt", "charge"]
HOLD_LINE = "HOLD IMMIGRAT"
FEDERAL = ("IMM", "FED")
ZONE = ZoneInfo("America/Los_Angeles")
JAIL = Place("WA", "Pierce", agency="Pierce County Jail", tz="America/Los_Angeles")
NOTE = "Dates of this export are shifted by whole weeks: weekdays and durations are exact, holidays are not."
DISPOSITIONS = {
    "Dismissed": "dismissed",
    "Time Served": "sentence-served",
    "Credit for Time Served": "sentence-served",
    "PR": "released-on-recognisance",
    "No Charges Filed": "no-charge-filed",
    "No Prob Cause": "no-charge-filed",
}
Line = Mapping[str, str]


def pierce(f: TextIO, reading: Reading, facility: Place | None, as_of: datetime | None) -> Iterator[Booking]:
    """Bookings from the export; lines of one booking stand together."""
    reading.notes.append(NOTE)
    for number, lines in _bookings(f, reading.faults):
        try:
            yield _booking(number, lines, facility or JAIL, as_of)
        except BadInput as e:
            reading.faults.append(Fault(f"booking {number}", "", e.what, e.do))


def _bookings(f: TextIO, faults: list[Fault]) -> Iterator[tuple[str, list[Line]]]:
    reader = csv.DictReader(f)

    def whole() -> Iterator[Line]:
        for row in reader:
            if None in row or None in row.values():
                faults.append(Fault(f"row {reader.line_num}", "", "is cut off", "fetch the export again"))
            else:
                yield row

    for number, lines in groupby(whole(), key=lambda r: r["booking"]):
        yield number, list(lines)


def _booking(number: str, lines: list[Line], facility: Place, as_of: datetime | None) -> Booking:
    head = lines[0]
    booked, released = _at(head["booking_dt"]), _at(head["release_dt"])
    if booked and released and released < booked:
        raise BadInput("the release comes before the booking", do="check both times in the export")
    holds = [x for x in lines if x["charge"] == HOLD_LINE]
    own = [x for x in lines if x["charge"] != HOLD_LINE and x["jurisdiction"] not in FEDERAL]
    cancelled = [_at(x["charge_release_dt"]) for x in holds if x["charge_disposition"] == "Cancel Detainer"]
    request: dict[str, object] = {"asks": frozenset({"hold", "notify"})}  # a hold line: some form asked for a hold
    if cancelled and cancelled[0] is not None:
        request["cancelled_at"] = cancelled[0]
    return Booking(
        number=number,
        facility=facility,
        person=Person(sex=head["gender"], race=head["race"]),
        booked_at=booked,
        released_at=released,
        charges=tuple(Charge(_facts(x), _at(x["charge_release_dt"])) for x in own),
        facts={"in_custody": True},
        requests=(request,) if holds else (),
        where=f"booking {number}",
        as_of=as_of,
    )


def _facts(line: Line) -> dict[str, object]:
    facts: dict[str, object] = {"name": line["charge"]}
    category = line["category"]
    if "felony" in category:
        facts |= {"level": "felony", "grade": category.split()[1]}
    elif "misdemeanor" in category:
        facts["level"] = "misdemeanor"
    elif "infraction" in category:
        facts["level"] = "infraction"
    if line["charge_disposition"] in DISPOSITIONS:
        facts["disposition"] = DISPOSITIONS[line["charge_disposition"]]
    return facts


def _at(text: str) -> datetime | None:
    if not text.strip():
        return None
    try:
        return local_instant(datetime.fromisoformat(text), ZONE)
    except ValueError as e:
        raise BadInput(f"'{text}' is not a date and time", do="write YYYY-MM-DD HH:MM") from e


@dataclass(frozen=True, slots=True)
class PierceMeasures:
    """The detainer arm of the published Pierce County study (UWCHR, Unequal Justice, 2019). Days are jail days."""

    bookings_read: int
    bookings: int  # after the authors' filter: the top charge is not of the kind "other"
    mean_days: float
    median_days: float
    hold_outlived_all: int
    men: int
    felony_bookings: int
    felony_mean_days: float
    misdemeanor_bookings: int
    misdemeanor_mean_days: float
    lines_released_on_recognisance: int
    lines: int


def pierce_measures(f: TextIO) -> PierceMeasures:
    """The published figures, from the export's own lines."""
    everything = list(_bookings(f, []))
    kept = [lines for _, lines in everything if lines[0]["max_charge_type"] != "other"]
    days = [_days(lines) for lines in kept]
    top = [max(lines, key=lambda x: int(x["seriousness"]))["category"] for lines in kept]
    felony = [d for d, kind in zip(days, top, strict=True) if "felony" in kind]
    misdemeanor = [d for d, kind in zip(days, top, strict=True) if "misdemeanor" in kind]
    return PierceMeasures(
        bookings_read=len(everything),
        bookings=len(kept),
        mean_days=mean(days),
        median_days=median(days),
        hold_outlived_all=sum(map(_outlived, kept)),
        men=sum(lines[0]["gender"] == "MALE" for lines in kept),
        felony_bookings=len(felony),
        felony_mean_days=mean(felony),
        misdemeanor_bookings=len(misdemeanor),
        misdemeanor_mean_days=mean(misdemeanor),
        lines_released_on_recognisance=sum(x["charge_disposition"] == "PR" for lines in kept for x in lines),
        lines=sum(map(len, kept)),
    )


def _days(lines: list[Line]) -> float:
    """Wall-clock days, as the study counts them."""
    begin, end = (datetime.fromisoformat(lines[0][k]) for k in ("booking_dt", "release_dt"))
    return (end - begin) / timedelta(days=1)


def _outlived(lines: list[Line]) -> bool:
    def latest(some: Iterable[Line]) -> str:
        return max((x["charge_release_dt"] for x in some), default="")

    hold = latest(x for x in lines if x["charge"] == HOLD_LINE)
    rest = latest(x for x in lines if x["charge"] != HOLD_LINE)
    return bool(hold and rest) and hold > rest
