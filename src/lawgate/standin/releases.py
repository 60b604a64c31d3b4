"""How the jail's own authority over an invented person ends, and when they walk out: on time, late, or too late."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from random import Random
from typing import Any

from lawgate.base.moments import iso_minute
from lawgate.standin.scenarios import Scenario

ENDINGS = {"bail": 22, "recognisance": 16, "sentence": 26, "dismissed": 12, "no-charge": 24}
"""Shares of charge dispositions in the Pierce export that end in release (49,000 charges, 2016 to 2018)."""
SEEN_AHEAD = timedelta(hours=30)  # a release further off than this has no time yet
CLEAR = timedelta(hours=6)  # the hours next to the end of the feed, left to the featured people
NEIGHBOURS = {"CA": "Kern County", "OR": "Marion County", "WA": "Snohomish County", "PA": "Lancaster County"}


def release(out: dict[str, Any], scenario: Scenario, cases: Random, booked: datetime) -> None:
    """Lay upon the booking ``out`` what ends each of its charges, its other holds, and the actual release."""
    now = scenario.instant
    stay = cases.lognormvariate(math.log(scenario.median_days), scenario.sigma)
    due = _minute(booked + timedelta(days=min(max(stay, 0.05), 900)))
    if scenario.featured and now < due <= now + CLEAR:
        due += CLEAR
    out["holds"] = _holds(scenario, cases, due, now)
    if due > now + SEEN_AHEAD:
        out["charges"][0]["open"] = True
    elif due > now:
        _sentence(out, "serving-sentence", due, cases, booked)
    elif cases.random() < 0.02:
        return  # how and when it ended did not reach the feed
    else:
        _ended(out, cases, booked, due)
    _walks_out(out, cases, due, now)


def _ended(out: dict[str, Any], cases: Random, booked: datetime, due: datetime) -> None:
    how = cases.choices(list(ENDINGS), list(ENDINGS.values()))[0]
    if how == "bail":
        out["bail"] = [_bail(bool(out["requests"]), cases, due)]
    elif how == "sentence":
        _sentence(out, "sentence-served", due, cases, booked)
    else:
        what, disposition = {
            "recognisance": ("own-recognisance", "released-on-recognisance"),
            "dismissed": ("charges-dismissed", "dismissed"),
            "no-charge": ("no-charge-filed", "no-charge-filed"),
        }[how]
        out["orders"] = [{"what": what, "at": iso_minute(due)}]
        for c in out["charges"]:
            c["disposition"] = disposition


def _bail(asked: bool, cases: Random, due: datetime) -> dict[str, Any]:
    bail = {"amount_usd": cases.choice((500, 1000, 2500, 5000, 20000)), "tendered_at": iso_minute(due)}
    if asked and cases.random() < 0.12:
        return bail | {"accepted_at": None, "refused": "a federal request is on file"}
    return bail | {"accepted_at": iso_minute(due)}


def _sentence(out: dict[str, Any], disposition: str, due: datetime, cases: Random, booked: datetime) -> None:
    """The gravest charge ends last; the others end with it or before."""
    for n, c in enumerate(out["charges"]):
        end = due if n == 0 or cases.random() < 0.5 else _minute(booked + (due - booked) * cases.random())
        c |= {"disposition": disposition if end == due else "sentence-served", "ends_at": iso_minute(end)}


def _holds(scenario: Scenario, cases: Random, due: datetime, now: datetime) -> list[dict[str, Any]]:
    """Another agency's ground for one in twenty: still open, or ended before release came due."""
    if cases.random() > 0.05:
        return []
    hold: dict[str, Any] = {"type": "criminal-warrant", "agency": NEIGHBOURS[scenario.place.state], "valid": True}
    if cases.random() < 0.4:
        return [hold | {"open": True}]
    return [hold | {"ends_at": iso_minute(min(due, now) - timedelta(minutes=cases.randint(1, 120)))}]


def _walks_out(out: dict[str, Any], cases: Random, due: datetime, now: datetime) -> None:
    """Mostly at once, else within the hour; for nearly half of those with a federal request hours or days later."""
    if due > now or any(h.get("open") for h in out["holds"]):
        out["released_at"] = None
        return
    slack = timedelta(minutes=0 if cases.random() < 0.6 else cases.randint(2, 40))
    if out["requests"] and cases.random() < 0.45:
        slack = timedelta(hours=cases.uniform(3, 52))
    if due + slack > now:
        slack = timedelta(0)
    out["released_at"] = iso_minute(_minute(due + slack))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
