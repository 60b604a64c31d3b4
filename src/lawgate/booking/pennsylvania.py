"""Adapter: federal detainer records for Pennsylvania, 2007 to 2015 (one row a detainer, no person).

A row says when the detainer was prepared, for which facility, on which form (mostly blank) and how it ended. There is no release
time, so no minute can be given; the answer is what the law of that day would allow. Federal prisons are out of reach of these rules.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, TextIO
from zoneinfo import ZoneInfo

from lawgate.base import Place
from lawgate.booking.records import Booking, Fault

if TYPE_CHECKING:
    from lawgate.booking.feed import Reading

PENNSYLVANIA_HEADER = ["prepare_date", "lift_reason", "facility", "city", "form"]
ZONE = ZoneInfo("America/New_York")
NOTE = "These records give no release time: the answers say what the day's law allows, with no minute."
FORMS = {"I247 2013-03+": "I-247 (12/12)", "I247D": "I-247D", "I247N": "I-247N"}
"""Editions that the column names. ``I247 pre-2013-03`` could be one of four and stays unknown."""
KNOWN_FORMS = frozenset({*FORMS, "I247 pre-2013-03", ""})
PRISON_WORDS = re.compile(
    r"\b(FCI|USP|FDC|FED\.?|FEDERAL|FED\.CORR\.INST\.|U\.S\.\s?PEN\.?|PENITENTIARY|MOSHANNON|ALLENWOOD|LORETTO|CANAAN|LEWISBURG"
    r"|SCHUYLKILL FED|MCKEAN FED)"
)
STATE_WORDS = re.compile(r"\b(SCI|S\.C\.I\.|CAMPHILL|CAMP HILL|GRATERFORD|STATE CORR)")
PHILADELPHIA = re.compile(r"PHILADELPHIA|CURRAN|HOLMESBURG|RIVERSIDE CORR|PHILA\b")
COUNTIES = tuple(
    [
        "Adams",
        "Allegheny",
        "Armstrong",
        "Beaver",
        "Bedford",
        "Berks",
        "Blair",
        "Bradford",
        "Bucks",
        "Butler",
        "Cambria",
        "Cameron",
        "Carbon",
        "Centre",
        "Chester",
        "Clarion",
        "Clearfield",
        "Clinton",
        "Columbia",
        "Crawford",
        "Cumberland",
        "Dauphin",
        "Delaware",
        "Elk",
        "Erie",
        "Fayette",
        "Forest",
        "Franklin",
        "Fulton",
        "Greene",
        "Huntingdon",
        "Indiana",
        "Jefferson",
        "Juniata",
        "Lackawanna",
        "Lancaster",
        "Lawrence",
        "Lebanon",
        "Lehigh",
        "Luzerne",
        "Lycoming",
        "McKean",
        "Mercer",
        "Mifflin",
        "Monroe",
        "Montgomery",
        "Montour",
        "Northampton",
        "Northumberland",
        "Perry",
        "Philadelphia",
        "Pike",
        "Potter",
        "Schuylkill",
        "Snyder",
        "Somerset",
        "Sullivan",
        "Susquehanna",
        "Tioga",
        "Union",
        "Venango",
        "Warren",
        "Washington",
        "Wayne",
        "Westmoreland",
        "Wyoming",
        "York",
    ]
)


def pennsylvania(f: TextIO, reading: Reading, facility: Place | None, as_of: datetime | None) -> Iterator[Booking]:
    """One booking a row; the number is the row's, since the file names no person."""
    reading.notes.append(NOTE)
    rows = csv.reader(f)
    next(rows)
    for cells in rows:
        where = f"row {rows.line_num}"
        if len(cells) != len(PENNSYLVANIA_HEADER):
            reading.faults.append(Fault(where, "", f"has {len(cells)} cells, the header 5", "fetch the file again"))
            continue
        prepared, _, jail, _, form = (c.strip() for c in cells)
        try:
            day = date.fromisoformat(prepared)
        except ValueError:
            reading.faults.append(Fault(where, "prepare_date", f"'{prepared}' is not a day", "write YYYY-MM-DD"))
            continue
        if form not in KNOWN_FORMS:
            reading.faults.append(
                Fault(where, "form", f"'{form}' is a form that nobody issued", "leave it blank if unknown")
            )
            continue
        place = facility or place_of(jail)
        yield _booking(f"PA-{rows.line_num:05d}", place, jail, day, form, where, as_of)


def _booking(number: str, place: Place, jail: str, day: date, form: str, where: str, as_of: datetime | None) -> Booking:
    request: dict[str, object] = {"issued_on": day}
    if form in FORMS:
        request["form"] = FORMS[form]
        request["asks"] = frozenset({"notify"}) if form == "I247N" else frozenset({"hold", "notify"})
    elif form:
        request["asks"] = frozenset({"hold", "notify"})
    return Booking(
        number=number,
        facility=place,
        booked_at=None,
        housing=jail,
        requests=(request,),
        where=where,
        as_of=as_of or datetime.combine(day, time(12), ZONE),
    )


@lru_cache(maxsize=4096)
def place_of(facility: str) -> Place:
    """The custodian a facility name stands for; the county stays unknown when the name does not say."""
    name = facility.upper().strip('" ')
    base = Place("PA", agency=name.title(), tz="America/New_York")
    if PRISON_WORDS.search(name):
        return replace(base, agency_type="federal-prison")
    if STATE_WORDS.search(name):
        return replace(base, agency_type="state-prison")
    if PHILADELPHIA.search(name):
        kind = "police-lockup" if "POLICE" in name else "county-jail"
        return replace(base, county="Philadelphia", locality="Philadelphia", agency_type=kind)
    squeezed = name.replace("LACKAWANA", "LACKAWANNA")
    county = next((c for c in COUNTIES if re.search(rf"\b{c.upper()}\b", squeezed)), None)
    kind = "police-lockup" if re.search(r"\b(POLICE|PD|P\.D\.)", name) else "county-jail"
    return replace(base, county=county, agency_type=kind)
