"""A synthetic county: a fortnight of bookings in published proportions, with many kinds of federal request.

Two streams of chance: one for who a person is, one for what happens to them. Neither reads the other, so a name, a birth date or a
language says nothing of requests, records or outcomes. All people are invented.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from lawgate.base import Place
from lawgate.base.moments import iso_minute
from lawgate.standin.as_csv import long_csv
from lawgate.standin.featured import FEATURED, feature
from lawgate.standin.people import person
from lawgate.standin.records import charges, priors
from lawgate.standin.releases import release
from lawgate.standin.requests import requests, warrants
from lawgate.standin.scenarios import RIDGEMONT, SCENARIOS, Scenario

__all__ = ["RIDGEMONT", "SCENARIOS", "County", "Scenario", "make", "write_county"]


@dataclass(frozen=True, slots=True)
class County:
    """What was made."""

    people: int
    days: int
    now: datetime


def write_county(path: Path, scenario: Scenario = RIDGEMONT, *, seed: int = 2014) -> County:
    """Write the feed of a synthetic county, whole or not at all: a long CSV where the name ends so, else JSON lines.

    The same seed gives the same bytes, and both forms give the same bookings.
    """
    people = make(scenario, seed)
    head = {"tz": scenario.place.tz, "as_of": iso_minute(scenario.instant)}
    text = long_csv(head, people) if path.suffix == ".csv" else _json_lines(head, people)
    fresh = path.with_name(path.name + ".part")
    fresh.write_text(text, encoding="utf-8", newline="")
    fresh.replace(path)
    return County(len(people), scenario.days, scenario.instant)


def make(scenario: Scenario, seed: int, *, who_seed: int | None = None) -> list[dict[str, Any]]:
    """The bookings as objects of a feed: ordinary ones in the order of booking, then the featured ones, if any.

    ``who_seed`` alone changes who the people are, and nothing else.
    """
    cases, who = Random(seed), Random(seed + 1 if who_seed is None else who_seed)
    now = scenario.instant
    begin = now - timedelta(days=scenario.days)
    features = FEATURED if scenario.featured else ()
    ordinary = scenario.people - len(features)
    instants = sorted(begin + timedelta(minutes=cases.uniform(0, scenario.days * 1440)) for _ in range(ordinary))
    people = [_booking(scenario, cases, who, at, number) for number, at in enumerate(instants, 1)]
    booked = now - timedelta(hours=30)
    people += [
        feature(_booking(scenario, cases, who, booked, ordinary + n), change, scenario, cases)
        for n, change in enumerate(features, 1)
    ]
    return people


def _booking(scenario: Scenario, cases: Random, who: Random, booked: datetime, number: int) -> dict[str, Any]:
    booked = booked.replace(second=0, microsecond=0)
    state, now = scenario.place.state, scenario.instant
    asked = cases.random() < scenario.request_share
    out: dict[str, Any] = {
        "booking": f"{now:%y}-{9000 + number:05d}",
        **person(who, now.year),
        "sex": "M" if cases.random() < scenario.men else "F",
        "housing": f"{cases.randint(1, 3)}-{cases.choice('ABCS')}{cases.randint(1, 24):02d}",
        "facility": _facility(scenario.place),
        "booked_at": iso_minute(booked),
        "arrested_at": iso_minute(booked - timedelta(minutes=cases.randint(30, 240))),
        "in_custody": True,
        **_background(state, cases, now, booked),
        "agreement_287g": scenario.agreement,
        "release_info_public": cases.random() < scenario.public_dates,
        **_interview(asked, scenario, cases),
        "charges": charges(state, scenario.felonies, cases),
        "requests": requests(scenario, cases, booked) if asked else [],
        "warrants": warrants(scenario, cases, asked, booked),
    }
    if state == "CA":
        out["held_to_answer_872"] = _held_to_answer(out["charges"], cases)
    release(out, scenario, cases, booked)
    return out


def _background(state: str, cases: Random, now: datetime, booked: datetime) -> dict[str, Any]:
    """What the check at booking gave: convictions, whether the check is complete, registry, claims of citizenship."""
    claim = cases.choices(("none", "asserted", "documented"), (94, 4, 2))[0]
    subject: dict[str, Any] = {
        "citizenship_claim": claim,
        "lawful_status_claim": cases.choices(("none", "asserted", "documented"), (92, 5, 3))[0],
        "juvenile": False,
    }
    if claim == "documented":
        subject |= {
            "document": cases.choice(("passport", "birth certificate", "certificate of naturalization")),
            "document_received_at": iso_minute(booked + timedelta(minutes=cases.randint(60, 900))),
        }
    out: dict[str, Any] = {
        "priors": priors(state, cases, now),
        "subject": subject,
        "registry_sex_arson": cases.random() < 0.01,
        "federal_felony_warrant": False,
    }
    check = cases.choices(("complete", "incomplete", "unknown"), (92, 6, 2))[0]
    return out if check == "unknown" else out | {"record_complete": check == "complete"}


def _interview(asked: bool, scenario: Scenario, cases: Random) -> dict[str, Any]:
    if not asked or cases.random() >= scenario.interviews:
        return {"interview_requested": False}
    signed = cases.random() < 0.3
    return {
        "interview_requested": True,
        "consent_form_signed": signed,
        "consent_explained": signed or cases.random() < 0.5,
    }


def _held_to_answer(found: list[dict[str, Any]], cases: Random) -> dict[str, Any]:
    """A magistrate's finding under Cal. Pen. Code § 872, for one in ten on a felony."""
    first = found[0]
    if first["level"] != "felony" or cases.random() > 0.1:
        return {"found": False}
    return {"found": True, "charge": first["statute"]}


def _facility(place: Place) -> dict[str, Any]:
    named = ("state", "county", "locality", "agency", "agency_type", "tz")
    return {k: getattr(place, k) for k in named if getattr(place, k) is not None}


def _json_lines(head: dict[str, str], people: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in [{"feed": head}, *people])
