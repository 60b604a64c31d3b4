"""The invented office and designations of the demonstration: a lawyer whom two invented people named ahead of time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lawgate.casework.demonstration import is_demonstration
from lawgate.casework.ledger import Ledger
from lawgate.casework.standing import custody_now
from lawgate.counsel.designations import designate
from lawgate.counsel.jails import set_jail
from lawgate.counsel.offices import offices, set_office
from lawgate.counsel.records import Wish

LAWYER = "demo-defender"
OFFICE: dict[str, Any] = {
    "id": "ridgemont-defenders",
    "name": "Ridgemont Defenders (invented)",
    "free": True,
    "tz": "America/Los_Angeles",
    "languages": ["en", "es"],
    "phone": "+12135550142",
    "contacts": [
        {"account": LAWYER, "name": "L. Abara", "channel": "smtp", "to": "abara@defenders.example"},
        {"account": "demo-second", "name": "M. Adeyemi", "channel": "sms", "to": "+12135550104"},
        {
            "account": "demo-night",
            "name": "R. Lund",
            "channel": "sms",
            "to": "+12135550106",
            "days": "Mon-Sun",
            "hours": "18:00-08:00",
        },
    ],
}
JAIL = {
    "agency": "Ridgemont Police Jail",
    "address": "1 Invented Plaza, Ridgemont",
    "phone": "+12135550110",
    "fax": "+12135550111",
    "visits": "lawyers at any hour; families Sat and Sun 9:00-15:00",
    "seen": "invented for the demonstration",
}


def furnish(ledger: Ledger, now: datetime, people: int = 2) -> list[str]:
    """The office, and designations for the first people in custody. Returns their codes; nothing where people may be real."""
    if not is_demonstration(ledger) or OFFICE["id"] in offices(ledger):
        return []
    set_office(ledger, OFFICE, by="demonstration", now=now)
    set_jail(ledger, JAIL, by="demonstration", now=now)
    codes: list[str] = []
    for found in custody_now(ledger, now):
        p = found.record["person"]
        if len(codes) < people and p["born"] and p["first"] and found.answer and found.record["request"]:
            wish = Wish(f"{p['first']} {p['last']}", p["born"], OFFICE["id"], LAWYER, retained=not codes, word="heron")
            codes.append(designate(ledger, wish, now=now))
    return codes
