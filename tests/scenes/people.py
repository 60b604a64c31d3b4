"""The invented people of the scenes, as a jail's own system would deliver them: documents of a feed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

Document = dict[str, Any]
RIDGE = {
    "state": "CA",
    "county": "Los Angeles",
    "locality": "Ridgemont",
    "agency": "Ridgemont Police Jail",
    "agency_type": "police-lockup",
    "tz": "America/Los_Angeles",
}
CEDAR = {
    "state": "AR",
    "county": "Pulaski",
    "agency": "Cedar Bluff County Jail",
    "agency_type": "county-jail",
    "tz": "America/Chicago",
}
HARRIS = {
    "state": "TX",
    "county": "Harris",
    "locality": "Houston",
    "agency": "Bayou City Jail",
    "agency_type": "county-jail",
    "tz": "America/Chicago",
}
KERN = {
    "state": "CA",
    "county": "Kern",
    "agency": "Kern Valley Jail",
    "agency_type": "county-jail",
    "tz": "America/Los_Angeles",
}
DRIVING = {
    "line": "1",
    "statute": "Veh. Code 14601.1",
    "name": "driving on a suspended licence",
    "level": "misdemeanor",
    "wobbler": False,
    "disposition": "pending",
}


def booking(number: str, last: str, first: str, place: Document, booked: str, **more: Any) -> Document:
    """Somebody on one small charge, about whom everything is known and nothing is on record, but for ``more``."""
    known = {
        "booking": number,
        "last": last,
        "first": first,
        "born": "1986-03-02",
        "language": "Spanish",
        "sex": "M",
        "facility": place,
        "booked_at": booked,
        "in_custody": True,
        "priors": [],
        "record_complete": True,
        "subject": {"citizenship_claim": "none", "lawful_status_claim": "none", "juvenile": False},
        "registry_sex_arson": False,
        "federal_felony_warrant": False,
        "held_to_answer_872": {"found": False},
        "agreement_287g": "none",
        "release_info_public": False,
        "interview_requested": False,
        "charges": [dict(DRIVING)],
        "requests": [],
        "warrants": [],
        "holds": [],
        "released_at": None,
    }
    return known | more


def request(form: str, received: str, *boxes: str, **more: Any) -> Document:
    """A Form I-247, whole and signed by a listed officer; not served, unless ``more`` says so."""
    whole = {
        "form": form,
        "issued_on": received[:10],
        "received_at": received,
        "cancelled_at": None,
        "boxes": list(boxes),
        "asks": ["hold", "notify"],
        "conditions": [],
        "issuer_listed": True,
        "complete": True,
        "served_on_subject_at": None,
    }
    return whole | more


def bail(at: str, dollars: int = 5000) -> list[Document]:
    return [{"amount_usd": dollars, "tendered_at": at, "accepted_at": at}]


def feed(path: Path, as_of: str, people: list[Document], tz: str = "America/Los_Angeles") -> Path:
    """The feed as a file of JSON lines."""
    lines = [{"feed": {"tz": tz, "as_of": as_of}}, *people]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path
