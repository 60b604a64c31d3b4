"""Adapter: federal detainer records for Pennsylvania, 2007 to 2015 (one row a detainer, no person).

A row says when the detainer was prepared, for which facility, on which form (blank in 95 of 100) and how it ended. There is no
release time, so no minute can be given; the answer is what the law of that day would allow. Federal custodians are out of reach of
these rules. What a facility is, and in which county, is told from its name; a county that the name does not say stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import Place
from lawgate.booking.reading import Given, Lines, Reading
from lawgate.booking.records import Booking, Fault
from lawgate.booking.text_csv import csv_rows

PENNSYLVANIA_HEADER = ["prepare_date", "lift_reason", "facility", "city", "form"]
ZONE = ZoneInfo("America/New_York")
NOTE = "These records give no release time: the answers say what the day's law allows, with no minute."
OLD_ASKS = frozenset({"hold", "notify"})
FORMS: dict[str, dict[str, Any]] = {
    "": {},
    "I247 2013-03+": {"form": "I-247 (12/12)", "asks": OLD_ASKS},
    "I247 pre-2013-03": {"asks": OLD_ASKS},  # one of four editions: which, is not known
    "I247D": {"form": "I-247D", "asks": OLD_ASKS},
    "I247N": {"form": "I-247N", "asks": frozenset({"notify"})},
}
"""What the column says of a form. An edition that it does not name stays unknown."""
ONE_FORM_UNTIL = date(2015, 6, 1)
"""Before the forms of mid-2015 every edition of the I-247 asked for a hold and notice, so a blank form asked for both."""

FEDERAL = re.compile(
    r"\bFED(ERAL)?\b|\bFCI\b|\bFDC\b|\bUSP\b|\bU\.?S\.? ?PEN|MARSHAL|MOSHANNON|HOLD ROOM|DISTRICT OFFICE|IMMIGRATION|\bICE\b"
)
STATE = re.compile(r"\bSCI\b|\bS\.C\.I\.|\bSRCF\b|STATE CORR")
JUVENILE = re.compile(r"\bJUV|\bYOUTH\b|\bCHILDREN")
POLICE = re.compile(r"POLICE|\bP\.?D\.?$|ROUNDHOUSE")
PHILADELPHIA = re.compile(r"PHILADELPHIA|\bPHI\b|CURRAN|HOLMESBURG|RIVERSIDE CORR|YOUTH STUDY")
MISSPELT = {"LACKAWANA": "LACKAWANNA", "MC KEAN": "MCKEAN"}
_NAMES = """
Adams Allegheny Armstrong Beaver Bedford Berks Blair Bradford Bucks Butler Cambria Cameron Carbon Centre Chester Clarion
Clearfield Clinton Columbia Crawford Cumberland Dauphin Delaware Elk Erie Fayette Forest Franklin Fulton Greene Huntingdon
Indiana Jefferson Juniata Lackawanna Lancaster Lawrence Lebanon Lehigh Luzerne Lycoming McKean Mercer Mifflin Monroe Montgomery
Montour Northampton Northumberland Perry Philadelphia Pike Potter Schuylkill Snyder Somerset Sullivan Susquehanna Tioga Union
Venango Warren Washington Wayne Westmoreland Wyoming York
"""
COUNTIES = {name.upper(): name for name in _NAMES.split()}
COUNTY = re.compile(rf"\b({'|'.join(COUNTIES)}) +(?:COUNTY|CNTY|CO\b)")


def pennsylvania(lines: Lines, reading: Reading, given: Given) -> Iterator[Booking]:
    """One booking a row, numbered by its row, since the file names no person. ``given.facility`` gives the county where the name
    of a jail does not; ``given.as_of`` asks for the law of that day in place of each row's own."""
    reading.note(NOTE)
    for where, row in csv_rows(lines, reading.faults.append):
        form, jail = row["form"].strip(), row["facility"].strip()
        try:
            day = date.fromisoformat(row["prepare_date"].strip())
        except ValueError:
            what = f"'{row['prepare_date'][:60]}' is not a day"
            reading.faults.append(Fault(where, "prepare_date", what, "write YYYY-MM-DD"))
            continue
        if form not in FORMS:
            what = f"'{form[:60]}' is a form that nobody issued"
            reading.faults.append(Fault(where, "form", what, "leave it blank if it is not known"))
            continue
        yield Booking(
            number=f"PA-{int(where.split()[1]):05d}",
            facts={"housing": jail},
            facility=_place(jail, given.facility),
            requests=(_request(form, day),),
            outcome=row["lift_reason"].strip(),
            where=where,
            as_of=given.as_of or datetime.combine(day, time(12), ZONE),
        )


def _request(form: str, day: date) -> dict[str, Any]:
    asks = {"asks": OLD_ASKS} if day < ONE_FORM_UNTIL else {}
    return {"issued_on": day, **asks, **FORMS[form]}


def _place(jail: str, default: Place | None) -> Place:
    place = place_of(jail)
    if default is not None and place.county is None and place.agency_type == "county-jail":
        return replace(place, state=default.state, county=default.county, circuit="", tz=default.tz)
    return place


@lru_cache(maxsize=4096)
def place_of(facility: str) -> Place:
    """The custodian a facility's name stands for. ``federal-prison`` stands for every federal custodian: prisons, the marshals,
    the agency's own offices."""
    name = re.sub(r"\s+", " ", facility.upper().strip('" '))
    for wrong, right in MISSPELT.items():
        name = name.replace(wrong, right)
    base = Place("PA", agency=facility.strip().title(), tz=ZONE.key)
    if FEDERAL.search(name):
        return replace(base, agency_type="federal-prison")
    if STATE.search(name) or name.startswith("CAMPHILL"):
        return replace(base, agency_type="state-prison")
    in_city = PHILADELPHIA.search(name) is not None
    found = COUNTY.search(name)
    county = "Philadelphia" if in_city else COUNTIES[found[1]] if found else None
    kind = "juvenile-hall" if JUVENILE.search(name) else "police-lockup" if POLICE.search(name) else "county-jail"
    return replace(base, county=county, locality="Philadelphia" if in_city else None, agency_type=kind)
