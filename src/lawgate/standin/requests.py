"""Federal requests of an era: forms in use and forms out of date, whole and defective, served and not, cancelled, replaced."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from lawgate.base.moments import iso_minute
from lawgate.detainer import FORMS, Form
from lawgate.standin.scenarios import Scenario

STATUS = {  # what the editions to 2012 tick, by weight
    "proceedings-started": 30,
    "order-of-removal": 25,
    "warrant-of-arrest-served": 15,
    "inquiry-begun": 30,
}
SINCE_2012 = {"reason": 58, "order-of-removal": 24, "proceedings-started": 18}


def requests(scenario: Scenario, cases: Random, booked: datetime) -> list[dict[str, Any]]:
    """The requests on one person: one, or now and then an earlier one that it replaced."""
    form = FORMS[cases.choices([f for f, _ in scenario.forms], [w for _, w in scenario.forms])[0]]
    received = booked + timedelta(minutes=cases.randint(20, 600))
    latest = one_request(form, cases, received)
    if cases.random() < 0.03:
        del latest["form"]
    if cases.random() > 0.05:
        return [latest]
    before = one_request(FORMS["I-247N"] if form.id == "I-247D" else form, cases, received - timedelta(minutes=15))
    return [before, latest | {"cancels_earlier": cases.random() < 0.5}]


def one_request(form: Form, cases: Random, received: datetime) -> dict[str, Any]:
    """One form as it comes in. About two in three are whole and served; the rest have something the matter with them."""
    served = cases.choices(("yes", "no", "unknown"), (68, 27, 5))[0]
    out: dict[str, Any] = {
        "form": form.id,
        "issued_on": _issued(form, cases, received).isoformat(),
        "received_at": iso_minute(received),
        "cancelled_at": None,
        "boxes": sorted(_boxes(form, cases)),
        "asks": sorted(form.asks),
        "conditions": ["operative-only-on-conviction"] if form.clock == "EXCL48" and cases.random() < 0.04 else [],
        "issuer_listed": cases.random() < 0.97,
        "complete": cases.random() < 0.97,
        "served_on_subject_at": iso_minute(received + timedelta(minutes=cases.randint(10, 120)))
        if served == "yes"
        else None,
    }
    if served == "unknown":
        del out["served_on_subject_at"]
    if cases.random() < 0.06:
        out["cancelled_at"] = iso_minute(received + timedelta(hours=cases.randint(6, 60)))
    return out


def warrants(scenario: Scenario, cases: Random, asked: bool, booked: datetime) -> list[dict[str, Any]]:
    """Papers beside the request; a judge's warrant now and then, with a request or without."""
    out: list[dict[str, Any]] = []
    if asked and cases.random() < scenario.warrants:
        out.append({"kind": cases.choices(("I-200", "I-205"), (80, 20))[0], "issued_on": booked.date().isoformat()})
    if cases.random() < 0.012:
        kind = cases.choices(("federal-criminal", "federal-criminal-immigration", "civil-judicial"), (50, 30, 20))[0]
        out.append({"kind": kind, "issued_on": booked.date().isoformat()})
    return out


def _issued(form: Form, cases: Random, received: datetime) -> date:
    """On the day it came; a withdrawn edition was mostly issued while it was current, and sometimes was not."""
    day = received.date()
    if form.until is not None and day >= form.until and cases.random() < 0.6:
        return form.until - timedelta(days=cases.randint(1, 60))
    return day


def _boxes(form: Form, cases: Random) -> set[str]:
    """What is ticked; of a form in parts all that it needs, but for one in ten."""
    if form.parts:
        return _in_parts(form, cases)
    if "reason-to-believe-removable" in form.boxes:
        kind = cases.choices(list(SINCE_2012), list(SINCE_2012.values()))[0]
        return {"reason-to-believe-removable", "prior-felony-or-charge"} if kind == "reason" else {kind}
    if form.boxes >= set(STATUS):
        return {cases.choices(list(STATUS), list(STATUS.values()))[0]}
    return {cases.choice(sorted(form.boxes))}


def _in_parts(form: Form, cases: Random) -> set[str]:
    needed = sorted(form.parts[0] if cases.random() < 0.96 else form.parts[-1])
    ticked = {cases.choice([b for b in sorted(form.boxes) if form.part_of(b) == part]) for part in needed}
    if cases.random() < 0.1:
        ticked.discard(max(ticked))
    return ticked
