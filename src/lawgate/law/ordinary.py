"""What an ordinary case looks like: the value that each fact mostly has, where nothing says otherwise.

Nobody is decided by these. They complete a case for a trial (``witnesses``), and make a counterexample read like one of a jail's own
(``model``).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from lawgate.law.declare import DECLARED

NOTHING: dict[str, Any] = {"yes/no": False, "words": frozenset(), "number": 0}
BUT: Mapping[str, Any] = {
    "judicial_warrant": "none",
    "civil_warrants": frozenset({"I-200"}),
    "agreement_287g": "none",
    "subpoena.type": "none",
    "request": True,
    "request.form": "I-247A",
    "request.boxes": frozenset({"1-pending-proceedings"}),
    "request.asks": frozenset({"hold", "notify"}),
    "request.issuer_listed": True,
    "request.complete": True,
    "in_custody": True,
    "release_due.event": "bail-posted",
    "record_complete": True,
    "subject.citizenship_claim": "none",
    "subject.lawful_status_claim": "none",
    "subject.age": 34,
    "row.level": "misdemeanor",
    "row.level_at_conviction": "misdemeanor",
    "row.disposition": "pending",
    "row.age_at_offence": 30,
    "row.max_months": 12,
}
REQUEST = "request"
NO_REQUEST = frozenset({"request.boxes", "request.asks", "request.conditions"})
"""Facts of a request that are empty, not none, where there is no request."""
MINUTES = {
    "request.received_at": -26 * 60,
    "request.served_on_subject_at": -25 * 60,
    "arrested_at": -3 * 24 * 60,
    "decision_at": 0,
}
"""Instants of an ordinary case, in minutes from release; ``release_due.t0`` is noon in the middle of the country."""
DAYS_AGO = {
    "request.issued_on": 1,
    "arrested_at_day": 3,
    "release_due.five_days_before": 5,
    "row.offense_date": 400,
    "row.convicted_on": 300,
}


def noon(day: date) -> datetime:
    """An ordinary minute of release on ``day``."""
    return datetime(day.year, day.month, day.day, 18, tzinfo=UTC)


def ordinary(name: str, day: date, t0: datetime | None = None) -> Any:
    """The value of the fact declared as ``name`` (``row.level``) in an ordinary case of ``day``, released at ``t0``."""
    if name in BUT:
        return BUT[name]
    fact = DECLARED[name]
    if fact.kind == "instant":
        due = t0 or noon(day)
        if name == "release_due.t0":
            return due
        return due + timedelta(minutes=MINUTES[name]) if name in MINUTES else None if _nullable(name) else due
    if fact.kind == "day":
        return day - timedelta(days=DAYS_AGO[name]) if name in DAYS_AGO else None if _nullable(name) else day
    if fact.kind == "word":
        return None if _nullable(name) else next(iter(getattr(fact, "words", ())), None)
    return NOTHING[fact.kind]


def of_no_request(name: str) -> Any:
    """The value of a fact of a request (``request.form``) where there is none."""
    if name in NO_REQUEST:
        return frozenset()
    return False if DECLARED[name].kind == "yes/no" else None


def _nullable(name: str) -> bool:
    return bool(getattr(DECLARED[name], "nullable", False))
