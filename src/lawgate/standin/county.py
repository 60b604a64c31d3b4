"""A synthetic county: a fortnight of bookings in the proportions of the published tables, with many kinds of federal request.

Proportions: two thirds felony charges and men three quarters (Pierce County 2016-2018, UWCHR 2019); jail days roughly
log-normal around three days; the share with a request is raised to a third for the demonstration and said so. A name is drawn
without regard to anything else about the person, so it says nothing of requests, records or outcomes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from lawgate.base import Place
from lawgate.base.moments import add_elapsed, iso_minute

FAMILY = tuple(
    [
        "Abara",
        "Adeyemi",
        "Aguirre",
        "Almeida",
        "Andersen",
        "Arslan",
        "Bahar",
        "Baptiste",
        "Becker",
        "Bianchi",
        "Brandt",
        "Calloway",
        "Castellano",
        "Chandra",
        "Chavez",
        "Choi",
        "Cole",
        "Cruz",
        "Dahl",
        "Delgado",
        "Desai",
        "Diaz",
        "Dubois",
        "Eriksen",
        "Farrow",
        "Fischer",
        "Flores",
        "Fontaine",
        "Garcia",
        "Gill",
        "Grant",
        "Haddad",
        "Hansen",
        "Hernandez",
        "Holt",
        "Huang",
        "Ibarra",
        "Ito",
        "Ivanov",
        "Jensen",
        "Kamara",
        "Kaplan",
        "Keller",
        "Khan",
        "Kim",
        "Kovacs",
        "Larsen",
        "Lindqvist",
        "Lopez",
        "Mancini",
        "Marsh",
        "Medina",
        "Mehta",
        "Mensah",
        "Moore",
        "Moreno",
        "Nakamura",
        "Nguyen",
        "Novak",
        "Obi",
        "Okafor",
        "Olsen",
        "Ortiz",
        "Park",
        "Patel",
        "Petrosyan",
        "Pham",
        "Pereira",
        "Quist",
        "Ramos",
        "Reyes",
        "Rossi",
        "Santos",
        "Sato",
        "Sharma",
        "Silva",
        "Sokolov",
        "Soto",
        "Tanaka",
        "Torres",
        "Tran",
        "Varga",
        "Vasquez",
        "Vega",
        "Walsh",
        "Washington",
        "Weber",
        "Wong",
        "Yilmaz",
        "Young",
        "Zhang",
        "Zielinski",
    ]
)
GIVEN = tuple(
    [
        "Ada",
        "Ahmed",
        "Alex",
        "Ana",
        "Andre",
        "Anil",
        "Ben",
        "Carla",
        "Carlos",
        "Chinedu",
        "Chloe",
        "Dana",
        "Daniel",
        "David",
        "Dean",
        "Earl",
        "Elena",
        "Emma",
        "Eva",
        "Fatima",
        "Felix",
        "Grace",
        "Hana",
        "Hugo",
        "Ines",
        "Ivan",
        "Jamal",
        "James",
        "Jin",
        "Joao",
        "Jorge",
        "Julia",
        "Kai",
        "Karim",
        "Kevin",
        "Lan",
        "Laura",
        "Leila",
        "Leo",
        "Levon",
        "Lin",
        "Luis",
        "Maria",
        "Mark",
        "Marta",
        "Maya",
        "Mei",
        "Miguel",
        "Min",
        "Nadia",
        "Nina",
        "Noor",
        "Omar",
        "Oscar",
        "Pablo",
        "Paul",
        "Priya",
        "Rafael",
        "Rosa",
        "Ruth",
        "Samuel",
        "Sara",
        "Sofia",
        "Tariq",
        "Tomas",
        "Victor",
        "Wei",
        "Yara",
        "Yusuf",
    ]
)
LANGUAGES = ("English",) * 14 + ("Spanish",) * 4 + ("Vietnamese", "Korean", "Tagalog", "Armenian")


@dataclass(frozen=True, slots=True)
class Scenario:
    """Where and when: the jail, the last instant of the feed, and the form then in use."""

    place: Place
    now: str
    form: str
    days: int = 14
    people: int = 320
    request_share: float = 0.34


RIDGEMONT = Scenario(
    Place("CA", "Los Angeles", "Ridgemont", "Ridgemont Police Jail", "police-lockup", tz="America/Los_Angeles"),
    "2014-06-10T03:10-07:00",
    "I-247 (12/12)",
)

# (statute, name, level, wobbler, confinement, weight)
OFFENCES: tuple[tuple[str, str, str, bool, str | None, int], ...] = (
    ("Veh. Code 23152(a)", "driving under the influence", "misdemeanor", False, None, 14),
    ("Veh. Code 14601.1", "driving on a suspended licence", "misdemeanor", False, None, 7),
    ("Veh. Code 12500(a)", "driving without a licence", "misdemeanor", False, None, 8),
    ("Pen. Code 484", "petty theft", "misdemeanor", False, None, 8),
    ("Pen. Code 602", "trespass", "misdemeanor", False, None, 4),
    ("Pen. Code 242", "battery", "misdemeanor", False, None, 6),
    ("Pen. Code 459", "burglary, second degree", "felony", True, "1170h", 12),
    ("Health & Saf. Code 11378", "possession for sale", "felony", False, "1170h", 10),
    ("Pen. Code 273.5", "corporal injury to a spouse or partner", "felony", True, "state-prison", 9),
    ("Pen. Code 245(a)(1)", "assault with a deadly weapon", "felony", True, "state-prison", 7),
    ("Pen. Code 211", "robbery", "felony", False, "state-prison", 6),
    ("Pen. Code 496", "receiving stolen property", "felony", True, "1170h", 7),
    ("Pen. Code 487", "grand theft", "felony", True, "1170h", 6),
)
_FELONY: dict[str, Any] = {"level": "felony", "category": "F"}
_MISDEMEANOR: dict[str, Any] = {"level": "misdemeanor"}
PRIORS: tuple[dict[str, Any], ...] = (
    {
        "statute": "Pen. Code 211",
        "name": "robbery",
        "serious": True,
        "violent": True,
        "confinement": "state-prison",
        **_FELONY,
    },
    {
        "statute": "Pen. Code 496",
        "name": "receiving stolen property",
        "wobbler": True,
        "confinement": "1170h",
        **_FELONY,
    },
    {
        "statute": "Pen. Code 273.5",
        "name": "corporal injury to a partner",
        "wobbler": True,
        "category": "B",
        **_MISDEMEANOR,
    },
    {"statute": "Veh. Code 23152(a)", "name": "driving under the influence", "wobbler": False, **_MISDEMEANOR},
    {"statute": "Pen. Code 484", "name": "petty theft", "wobbler": False, **_MISDEMEANOR},
)


@dataclass(frozen=True, slots=True)
class County:
    """What was made."""

    people: int
    days: int
    now: datetime


def write_county(path: Path, scenario: Scenario = RIDGEMONT, *, seed: int = 2014) -> County:
    """Write the feed of a synthetic county to ``path`` as JSON lines. The same seed gives the same bytes."""
    people = make(scenario, seed)
    text = "".join(json.dumps(p, ensure_ascii=False) + "\n" for p in people)
    fresh = path.with_name(path.name + ".part")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return County(len(people), scenario.days, datetime.fromisoformat(scenario.now))


def make(scenario: Scenario, seed: int) -> list[dict[str, Any]]:
    """The bookings: ordinary ones in the order of their booking times, then the featured ones."""
    cases, names = Random(seed), Random(seed + 1)
    now = datetime.fromisoformat(scenario.now).astimezone(scenario.place.zone)
    begin = now - timedelta(days=scenario.days)
    ordinary = scenario.people - len(FEATURED)
    instants = sorted(begin + timedelta(minutes=cases.uniform(0, scenario.days * 1440)) for _ in range(ordinary))
    people = [_booking(scenario, cases, names, now, at, number) for number, at in enumerate(instants, 1)]
    people += [_featured(scenario, cases, names, now, change, ordinary + i) for i, change in enumerate(FEATURED, 1)]
    return people


# Five people whose minute falls near the end of the feed, so that every state of the board is seen. Times are minutes from then.
FEATURED: tuple[dict[str, Any], ...] = (
    {"bail": -15, "priors": [], "request": {"boxes": ["reason-to-believe-removable", "prior-felony-or-charge"]}},
    {"order": -8, "priors": [], "request": None},
    {"sentence": -780, "priors": [PRIORS[0]], "request": {"boxes": ["order-of-removal"]}},
    {"sentence": 170, "priors": [], "record_complete": False, "request": {"boxes": ["proceedings-started"]}},
    {
        "sentence": 290,
        "priors": [],
        "claim": "asserted",
        "request": {"boxes": ["reason-to-believe-removable", "prior-felony-or-charge"]},
    },
)


def _featured(
    scenario: Scenario, cases: Random, names: Random, now: datetime, change: Mapping[str, Any], number: int
) -> dict[str, Any]:
    booked = now - timedelta(hours=30)
    out = _booking(scenario, cases, names, now, booked, number)
    for key in ("bail", "orders", "release_due", "released_at"):
        out.pop(key, None)
    out |= {
        "judicial_warrant": "none",
        "registry_sex_arson": False,
        "record_complete": change.get("record_complete", True),
    }
    out["subject"] = {"citizenship_claim": change.get("claim", "none"), "juvenile": False}
    out["priors"] = [{**p, "convicted_on": "2009-03-12"} for p in change["priors"]]
    charge = {
        "statute": "Veh. Code 14601.1",
        "name": "driving on a suspended licence",
        "level": "misdemeanor",
        "wobbler": False,
    }
    out["charges"] = [{**charge, "disposition": "pending"}]
    if "bail" in change:
        at = iso_minute(now + timedelta(minutes=change["bail"]))
        out["bail"] = [{"amount_usd": 5000, "tendered_at": at, "accepted_at": at}]
    elif "order" in change:
        out["orders"] = [{"what": "own-recognisance", "at": iso_minute(now + timedelta(minutes=change["order"]))}]
    else:
        t0 = now + timedelta(minutes=change["sentence"])
        out["charges"][0]["disposition"] = "sentence-served" if t0 <= now else "serving-sentence"
        out["release_due"] = {"event": "sentence-served", "t0": iso_minute(t0)}
    out["requests"] = []
    if change["request"] is not None:
        request = _request(scenario, cases, booked)
        out["requests"] = [
            request
            | {"form": scenario.form, "conditions": [], "cancelled_at": "none", "issued_on": booked.date().isoformat()}
            | change["request"]
        ]
    return out


def _booking(
    scenario: Scenario, cases: Random, names: Random, now: datetime, booked: datetime, number: int
) -> dict[str, Any]:
    booked = booked.replace(second=0, microsecond=0)
    out: dict[str, Any] = {
        "booking": f"14-{9000 + number:05d}",
        "last": names.choice(FAMILY),
        "first": names.choice(GIVEN),
        "born": f"{names.randint(1950, 1995)}-{names.randint(1, 12):02d}-{names.randint(1, 28):02d}",
        "language": names.choice(LANGUAGES),
        "sex": "M" if cases.random() < 0.75 else "F",
        "housing": f"{cases.randint(1, 3)}-{cases.choice('ABCS')}{cases.randint(1, 24):02d}",
        "facility": _facility(scenario.place),
        "booked_at": iso_minute(booked),
        "arrested_at": iso_minute(booked - timedelta(minutes=cases.randint(30, 240))),
        "in_custody": True,
        "record_complete": cases.random() < 0.92,
        "judicial_warrant": "federal-criminal" if cases.random() < 0.01 else "none",
        "civil_warrants": [],
        "agreement_287g": "none",
        "registry_sex_arson": cases.random() < 0.01,
        "federal_felony_warrant": False,
        "interview_requested": False,
        "release_info_public": False,
        "held_to_answer_872": {"found": False},
        "subject": {
            "citizenship_claim": cases.choices(("none", "asserted", "documented"), (94, 4, 2))[0],
            "juvenile": False,
        },
        "priors": _priors(cases, now),
    }
    charge = _charge(cases)
    out["charges"] = [charge]
    due = _release(out, charge, cases, now, booked)
    if cases.random() < scenario.request_share:
        out["requests"] = [_request(scenario, cases, booked)]
    else:
        out["requests"] = []
    _let_go(out, due, cases, now)
    return out


def _facility(place: Place) -> dict[str, Any]:
    return {
        "state": place.state,
        "county": place.county,
        "locality": place.locality,
        "agency": place.agency,
        "agency_type": place.agency_type,
        "tz": place.tz,
    }


def _charge(cases: Random) -> dict[str, Any]:
    statute, name, level, wobbler, confinement, _ = cases.choices(OFFENCES, [o[5] for o in OFFENCES])[0]
    charge: dict[str, Any] = {
        "statute": statute,
        "name": name,
        "level": level,
        "wobbler": wobbler,
        "disposition": "pending",
    }
    if confinement:
        charge["confinement"] = confinement
    return charge


def _priors(cases: Random, now: datetime) -> list[dict[str, Any]]:
    count = cases.choices((0, 1, 2), (62, 28, 10))[0]
    return [
        {**cases.choice(PRIORS), "convicted_on": f"{now.year - cases.randint(1, 20)}-{cases.randint(1, 12):02d}-15"}
        for _ in range(count)
    ]


def _release(
    out: dict[str, Any], charge: dict[str, Any], cases: Random, now: datetime, booked: datetime
) -> datetime | None:
    """What ends the jail's own authority, and when; None while it has not been told or has not come."""
    due = booked + timedelta(hours=min(cases.lognormvariate(2.9, 1.25), 24 * 40))
    due = due.replace(second=0, microsecond=0)
    if due > now + timedelta(hours=30):
        charge["open"] = True
        return None
    due = add_elapsed(due, timedelta(0))
    how = cases.choices(("bail", "recognisance", "sentence", "dismissed"), (38, 24, 24, 14))[0]
    if how == "bail" and due <= now:
        out["bail"] = [
            {
                "amount_usd": cases.choice((1000, 2500, 5000, 20000)),
                "tendered_at": iso_minute(due),
                "accepted_at": iso_minute(due),
            }
        ]
    elif how == "recognisance" and due <= now:
        out["orders"] = [{"what": "own-recognisance", "at": iso_minute(due)}]
    elif how == "dismissed" and due <= now:
        out["orders"] = [{"what": "charges-dismissed", "at": iso_minute(due)}]
        charge["disposition"] = "dismissed"
    else:
        charge["disposition"] = "sentence-served" if due <= now else "serving-sentence"
        out["release_due"] = {"event": "sentence-served", "t0": iso_minute(due)}
    return due


def _request(scenario: Scenario, cases: Random, booked: datetime) -> dict[str, Any]:
    received = booked + timedelta(minutes=cases.randint(20, 600))
    kind = cases.choices(("reason", "order", "proceedings", "inquiry"), (52, 22, 16, 10))[0]
    boxes = {
        "reason": ["reason-to-believe-removable", "prior-felony-or-charge"],
        "order": ["order-of-removal"],
        "proceedings": ["proceedings-started"],
        "inquiry": ["inquiry-begun"],
    }[kind]
    request: dict[str, Any] = {
        "form": "I-247 (12/11)" if kind == "inquiry" else scenario.form,
        "issued_on": received.date().isoformat() if kind != "inquiry" else "2012-12-01",
        "received_at": iso_minute(received),
        "cancelled_at": "none",
        "boxes": boxes,
        "asks": ["hold", "notify"],
        "conditions": ["operative-only-on-conviction"] if cases.random() < 0.04 else [],
        "issuer_listed": True,
        "served_on_subject_at": iso_minute(received + timedelta(hours=1)) if cases.random() < 0.7 else "none",
    }
    if cases.random() < 0.05:
        request["cancelled_at"] = iso_minute(received + timedelta(hours=cases.randint(6, 60)))
    if cases.random() < 0.03:
        del request["form"]
    return request


def _let_go(out: dict[str, Any], due: datetime | None, cases: Random, now: datetime) -> None:
    """When the person walked out: mostly within the hour, at times late, and later where a federal request is on file."""
    if due is None or due > now:
        return
    slack = timedelta(minutes=cases.randint(0, 1) if cases.random() < 0.6 else cases.randint(2, 40))
    if out["requests"] and cases.random() < 0.45:
        slack = timedelta(hours=cases.uniform(3, 52))
    out_at = due if slack < timedelta(minutes=2) else due + slack
    out["released_at"] = iso_minute(min(out_at, now).replace(second=0, microsecond=0))
