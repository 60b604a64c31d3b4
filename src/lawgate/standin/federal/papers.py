"""What the office sends: the form of the day with its boxes, the officer's warrant beside it since April 2017, and cancellations.

In the words of the feed, and for Form I-247A as a filled PDF as well. What the office cannot know is left out: whether a copy was
given to the person is the jail's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from random import Random
from typing import Any

from lawgate.base import Place, canonical_json
from lawgate.base.moments import iso_minute
from lawgate.detainer import FORMS, Form
from lawgate.detainer.facsimile import write_facsimile
from lawgate.detainer.paper import FIELDS
from lawgate.standin.federal.office import Judgment
from lawgate.standin.federal.repository import FederalRecord, Status

WARRANTS_SINCE = date(2017, 4, 2)  # ICE Policy 10074.2
PRIORITIES_SINCE = date(2015, 6, 1)  # forms I-247D and I-247N
OFFICE = "Field Office 00"
CAUSE = {Status.ORDERED: "final-order", Status.PROCEEDINGS: "pending-proceedings"}  # else: biometric-match
UNTIL_2012 = {Status.ORDERED: "order-of-removal", Status.PROCEEDINGS: "proceedings-started"}  # else: inquiry-begun
LINES_2012 = {
    "1": "prior-felony-or-charge",
    "2": "three-or-more-misdemeanors",
    "3": "significant-misdemeanor",
    "4": "illegal-entry-conviction",
    "5": "illegal-reentry",
    "7": "immigration-fraud",
    "8": "other-significant-risk",
}
LINES_2014 = {
    "P1a": "national-security",
    "P1c": "gang",
    "P1d": "felony-conviction",
    "P1e": "aggravated-felony",
    "P2a": "three-or-more-misdemeanors",
    "P2b": "significant-misdemeanor",
}


def form_of(day: date, record: FederalRecord, judgment: Judgment, case: Random) -> Form:
    """The edition in use on ``day``; in 2015 to 2017 the one that fits the case, and since 2025 now and then the one that asks
    for notice only."""
    current = [f for f in FORMS.values() if f.current(day)]
    if PRIORITIES_SINCE <= day < WARRANTS_SINCE:
        if judgment.final_order_line and FORMS["I-247X"] in current:
            return FORMS["I-247X"]
        return FORMS["I-247D" if record.status in CAUSE or judgment.line not in LINES_2014 else "I-247N"]
    if FORMS["I-247G"] in current and case.random() < 0.1:
        return FORMS["I-247G"]
    holding = sorted((f for f in current if f.hold_asked), key=lambda f: f.since)
    return holding[-1] if holding else FORMS["I-247 (1997)"]


def boxes_of(form: Form, record: FederalRecord, judgment: Judgment) -> frozenset[str]:
    """What is ticked: the cause that the record asserts, and the line of the guidance where the edition asks for one."""
    cause = CAUSE.get(record.status, "biometric-match")
    match form.id:
        case "I-247A":
            return frozenset({f"1-{cause}"})
        case "I-247G":
            return frozenset({"advance-notification"})
        case "I-247X":
            return frozenset({"P3-final-order-2014-or-later"})
        case "I-247D":
            return frozenset({f"1B-{cause}"} | {f"1A-{line}" for line in _priority(judgment)})
        case "I-247N":
            return _priority(judgment)
        case "I-247 (12/12)":
            if record.status in UNTIL_2012:
                return frozenset({UNTIL_2012[record.status]})
            return frozenset({"reason-to-believe-removable", LINES_2012.get(judgment.line, "other")})
        case _:
            return frozenset({UNTIL_2012.get(record.status, "inquiry-begun")})


def _priority(judgment: Judgment) -> frozenset[str]:
    """The line of 2014 that is met; none where the office follows other guidance, which that form has no box for: so from 25 January
    to 1 April 2017, when the form was still in use and the lines were not."""
    return frozenset({LINES_2014[judgment.line]}) if judgment.line in LINES_2014 else frozenset()


def detainer(
    number: str, booking: str, record: FederalRecord, judgment: Judgment, place: Place, arrives: datetime, case: Random
) -> tuple[bytes, bytes]:
    """A detainer as it arrives: JSON, and the PDF where the form is I-247A."""
    local = arrives.astimezone(place.zone)
    form = form_of(local.date(), record, judgment, case)
    request = {
        "form": form.id,
        "issued_on": local.date().isoformat(),
        "received_at": iso_minute(local),
        "cancelled_at": None,
        "boxes": sorted(boxes_of(form, record, judgment)),
        "asks": sorted(form.asks),
        "conditions": [],
        "issuer_listed": case.random() < 0.97,
        "complete": True,
        "signed": case.random() < 0.98,
        "issuing_office": OFFICE,
    }
    request["complete"] = request["signed"]
    body = {
        "what": "detainer",
        "detainer": number,
        "booking": booking,
        "subject": _subject(record),
        "request": request,
        "warrants": _warrants(record, local),
    }
    paper = _paper(body, place) if form.id == "I-247A" else b""
    return canonical_json(body), paper


def cancellation(number: str, booking: str, record: FederalRecord, place: Place, arrives: datetime) -> bytes:
    """Word that a detainer is cancelled."""
    at = iso_minute(arrives.astimezone(place.zone))
    body = {"what": "cancellation", "detainer": number, "booking": booking, "cancelled_at": at}
    return canonical_json(body | {"subject": _subject(record)})


def _subject(record: FederalRecord) -> dict[str, str]:
    born = record.born.isoformat()
    return {
        "last": record.family,
        "first": record.given,
        "born": born,
        "sex": record.sex,
        "file_no": record.alien_number,
    }


def _warrants(record: FederalRecord, local: datetime) -> list[dict[str, str]]:
    if local.date() < WARRANTS_SINCE:
        return []
    kind = "I-205" if record.status is Status.ORDERED else "I-200"
    return [
        {"kind": kind, "issued_on": local.date().isoformat(), "received_at": iso_minute(local), "signed_by": OFFICER}
    ]


OFFICER = "Officer 00, Deportation Officer"


def _paper(body: Mapping[str, Any], place: Place) -> bytes:
    request, subject = body["request"], body["subject"]
    values: dict[str, str | bool] = {
        "form": "I-247A",
        "event_no": body["detainer"],
        "file_no": f"A{subject['file_no']}",
        "date": request["issued_on"],
        "to": place.agency or str(place),
        "from": OFFICE,
        "name": f"{subject['last']}, {subject['first']}",
        "dob": subject["born"],
        "sex": subject["sex"],
        "notify": True,
        "maintain": True,
        "officer": OFFICER,
        "officer_signature": "Officer 00" if request["signed"] else "",
        "lea_booking_no": body["booking"],
    }
    return write_facsimile(values | {f.key: True for f in FIELDS if f.box in request["boxes"]})
