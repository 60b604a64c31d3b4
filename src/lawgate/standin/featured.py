"""Five people whose minute falls near the end of the feed, so that every state of the board is seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from lawgate.base.moments import iso_minute
from lawgate.detainer import FORMS
from lawgate.standin.requests import one_request
from lawgate.standin.scenarios import Scenario

REASON = ["prior-felony-or-charge", "reason-to-believe-removable"]
ROBBERY = {
    "statute": "Pen. Code 211",
    "name": "robbery",
    "level": "felony",
    "category": "F",
    "serious": True,
    "violent": True,
    "confinement": "state-prison",
    "convicted_on": "2009-03-12",
}
CHARGE = {
    "statute": "Veh. Code 14601.1",
    "name": "driving on a suspended licence",
    "level": "misdemeanor",
    "wobbler": False,
}
# Times are minutes from the end of the feed; ``boxes`` None: no request.
FEATURED: tuple[dict[str, Any], ...] = (
    {"bail": -15, "boxes": REASON},
    {"order": -8, "boxes": None},
    {"sentence": -780, "boxes": ["order-of-removal"], "priors": [ROBBERY]},
    {"sentence": 170, "boxes": ["proceedings-started"], "record_complete": False},
    {"sentence": 290, "boxes": REASON, "claim": "asserted"},
)


def feature(out: dict[str, Any], change: Mapping[str, Any], scenario: Scenario, cases: Random) -> dict[str, Any]:
    """``out``, booked thirty hours before the end of the feed, as one of the featured."""
    now = scenario.instant
    booked = now - timedelta(hours=30)
    for key in ("bail", "orders"):
        out.pop(key, None)
    out |= {
        "record_complete": change.get("record_complete", True),
        "registry_sex_arson": False,
        "subject": {"citizenship_claim": change.get("claim", "none"), "lawful_status_claim": "none", "juvenile": False},
        "held_to_answer_872": {"found": False},
        "priors": change.get("priors", []),
        "charges": [{"line": "1", **CHARGE, "disposition": "pending"}],
        "holds": [],
        "warrants": [],
        "requests": _requests(change["boxes"], scenario, cases, booked),
        "released_at": None,
    }
    _end(out, change, now)
    return out


def _end(out: dict[str, Any], change: Mapping[str, Any], now: datetime) -> None:
    if "bail" in change:
        at = iso_minute(now + timedelta(minutes=change["bail"]))
        out["bail"] = [{"amount_usd": 5000, "tendered_at": at, "accepted_at": at}]
    elif "order" in change:
        out["orders"] = [{"what": "own-recognisance", "at": iso_minute(now + timedelta(minutes=change["order"]))}]
    else:
        t0 = now + timedelta(minutes=change["sentence"])
        out["charges"][0] |= {
            "disposition": "sentence-served" if t0 <= now else "serving-sentence",
            "ends_at": iso_minute(t0),
        }


def _requests(boxes: list[str] | None, scenario: Scenario, cases: Random, booked: datetime) -> list[dict[str, Any]]:
    received = booked + timedelta(minutes=cases.randint(40, 120))
    request = one_request(FORMS[scenario.form], cases, received)
    whole = {
        "boxes": boxes,
        "conditions": [],
        "cancelled_at": None,
        "issuer_listed": True,
        "complete": True,
        "issued_on": received.date().isoformat(),
        "served_on_subject_at": iso_minute(received + timedelta(hours=1)),
    }
    return [] if boxes is None else [request | whole]
