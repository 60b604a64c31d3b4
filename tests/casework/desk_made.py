"""A ledger with a few invented people, and acts done on them, for the tests of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from lawgate.base.moments import zone
from lawgate.casework import carry, latest, open_ledger, requests_in
from lawgate.casework.acts import Act
from lawgate.casework.acts_kinds import KINDS
from lawgate.casework.acts_record import Done, perform
from lawgate.casework.acts_typed import happened, typed
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import RunResult
from lawgate.casework.standing import Latest
from lawgate.detainer import read_document
from lawgate.wiring import Office, item

TZ = zone("America/Los_Angeles")
NOW = datetime(2014, 6, 10, 3, 10, tzinfo=TZ)
PLACE = {
    "state": "CA",
    "county": "Los Angeles",
    "locality": "Ridgemont",
    "agency": "Ridgemont Police Jail",
    "agency_type": "police-lockup",
    "tz": "America/Los_Angeles",
}
REQUEST = {
    "form": "I-247 (12/12)",
    "issued_on": "2014-06-09",
    "received_at": "2014-06-09T22:41-07:00",
    "cancelled_at": None,
    "boxes": ["prior-felony-or-charge", "reason-to-believe-removable"],
    "asks": ["hold", "notify"],
    "conditions": [],
    "issuer_listed": True,
    "complete": True,
    "served_on_subject_at": None,
}
ROBBERY = {
    "statute": "Pen. Code 211",
    "name": "robbery",
    "level": "felony",
    "serious": True,
    "violent": True,
    "confinement": "state-prison",
    "convicted_on": "2009-03-12",
}


@lru_cache(maxsize=1)
def office() -> Office:
    return Office()


def person(number: str = "14-09381", **more: Any) -> dict[str, Any]:
    """A man booked on one charge, with a request on file and a clean, complete record."""
    return {
        "booking": number,
        "last": "Lindqvist",
        "first": "Tomas",
        "born": "1986-03-02",
        "language": "English",
        "housing": "2-B14",
        "facility": PLACE,
        "booked_at": "2014-06-09T21:46-07:00",
        "arrested_at": "2014-06-09T20:30-07:00",
        "in_custody": True,
        "record_complete": True,
        "registry_sex_arson": False,
        "federal_felony_warrant": False,
        "held_to_answer_872": {"found": False},
        "subject": {"citizenship_claim": "none", "lawful_status_claim": "none", "juvenile": False},
        "interview_requested": False,
        "charges": [
            {
                "line": "1",
                "statute": "Veh. Code 14601.1",
                "level": "misdemeanor",
                "disposition": "pending",
                "since": "2014-06-09T21:46-07:00",
                "open": True,
            }
        ],
        "priors": [],
        "holds": [],
        "bail": [],
        "orders": [],
        "events": [],
        "requests": [REQUEST],
        "warrants": [],
        **more,
    }


def convicted(number: str = "14-09107", **more: Any) -> dict[str, Any]:
    """One whom the law of 2014 allows to hold: a robbery conviction, bail tendered, a copy of the request given."""
    return person(number, **{"last": "Petrosyan", "first": "Levon", "priors": [ROBBERY], **more})


def feed(ledger: Ledger, *documents: dict[str, Any], at: datetime = NOW) -> RunResult:
    """Deliver the documents as a feed does."""
    items = [item(read_document(d, at)) for d in documents]
    made = office()
    return carry(
        items,
        made.decide,
        ledger,
        at,
        arrivals=requests_in,
        overlay=made.overlay,
        rulebook_source=lambda _: made.stored_form,
    )


def opened(path: Path, *documents: dict[str, Any]) -> Ledger:
    ledger = open_ledger(path, actor="desk")
    feed(ledger, *(documents or (person(),)))
    return ledger


def act(name: str, fields: Mapping[str, Any], subject: str = "14-09381", *, now: datetime = NOW, **who: Any) -> Act:
    """An act as a page makes it from what was typed."""
    told = typed(KINDS[name], fields, TZ, now)
    if name == "booked":
        told["facility"] = PLACE
    return Act(
        name,
        subject,
        told,
        who.pop("by", "M. Ortiz"),
        who.pop("role", "release"),
        happened(KINDS[name], told, now),
        **who,
    )


def do(
    ledger: Ledger, name: str, fields: Mapping[str, Any], subject: str = "14-09381", *, now: datetime = NOW, **who: Any
) -> Done:
    return perform(ledger, act(name, fields, subject, now=now, **who), office(), now)


def shown(ledger: Ledger, subject: str = "14-09381") -> Latest:
    return next(latest(ledger, subject))


def answered(ledger: Ledger, subject: str = "14-09381") -> dict[str, Any]:
    """What the law answers for a person who has been decided."""
    answer = shown(ledger, subject).answer
    assert answer is not None, f"{subject} has not been decided"
    return answer


def kinds(ledger: Ledger, subject: str = "14-09381") -> list[str]:
    return [e.kind for e in ledger.events(subject)]


BAIL = {
    "covers": ["1"],
    "amount_usd": "5000",
    "tendered_at": "2014-06-10 02:55",
    "receipt": "B-20714",
    "payer": "R. Lindqvist",
}
DOOR = {
    "wants_at": "2014-06-10 02:58",
    "identity": "prints-matched",
    "property": "yes",
    "papers": "yes",
    "last_three": "381",
    "door_at": "2014-06-10 03:09",
}
HAND_OVER = {
    "authority": "detainer",
    "officer": "D. Cole, 4471",
    "agency": "ICE, Los Angeles field office",
    "identity": "prints-matched",
    "last_three": "107",
    "door_at": "2014-06-10 03:09",
}
CHARGE = {
    "paper": "NA-88",
    "statute": "Pen. Code 484",
    "name": "petty theft",
    "level": "misdemeanor",
    "since": "2014-06-10 01:00",
}
LATER = timedelta(minutes=5)
