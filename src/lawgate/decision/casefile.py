"""Case files: fact patterns in the shared vocabulary (YAML), read into facts for the law and instants for the clock.

Inside ``given`` an absent key is unknown, ``null`` is none, an empty list is known to be none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from lawgate.base import BadInput, Place, parse_instant
from lawgate.base.moments import local_day
from lawgate.base.places import AGENCY_TYPES
from lawgate.law.offences import enrich

INSTANTS = (
    "subject.document_received_at",
    "arrested_at",
    "ice_query_at",
    "request.received_at",
    "request.cancelled_at",
    "request.served_on_subject_at",
    "moved_to_other_jail_at",
    "lea_notified_dhs_at",
    "warrant_served_at",
    "decision_at",
    "dhs_arrives_at",
    "actual_release",
)
DAYS = (
    "request.issued_on",
    "final_order_on",
    "agency.final_order_on",
    "arrested_at_day",
    "release_due.five_days_before",
)
ROW_DAYS = ("offense_date", "convicted_on", "adjudicated_on", "released_from_sentence_on")
SETS = ("request.boxes", "request.asks", "request.conditions", "civil_warrants", "local_policy", "dhs_also_asks")
NO_REQUEST: dict[str, Any] = {
    "request.form": None,
    "request.issued_on": None,
    "request.received_at": None,
    "request.cancelled_at": None,
    "request.boxes": frozenset(),
    "request.asks": frozenset(),
    "request.conditions": frozenset(),
    "request.served_on_subject_at": None,
    "request.issuing_office": None,
}
"""What is known of a request once it is known that there is none."""
QUIET: dict[str, Any] = {
    "dhs_also_asks": frozenset(),
    "lea_notified_dhs_at": None,
    "moved_to_other_jail_at": None,
    "warrant_served_at": None,
    "argued_duty": None,
    "lea_asked_dhs_to_decide": False,
    "consent_condition": None,
    "unsafe_to_comply": False,
    "federal_direction": False,
    "subpoena.type": None,
    "subpoena.court_enforced": False,
    "subpoena.subject_named": False,
}
"""Acts of the jail's own or of DHS toward it, which stand in its log: not recorded is not done."""


@dataclass(frozen=True)
class Question:
    """One question put to the law: the place, the day, the facts, and the instants the clock needs."""

    id: str
    place: Place
    day: date
    facts: Mapping[str, Any]
    mode: str = "ex-ante"
    scope: str = "full"
    title: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def policies(self) -> frozenset[str] | None:
        found: frozenset[str] | None = self.facts.get("local_policy")
        return found

    @property
    def t0(self) -> datetime | None:
        found: datetime | None = self.facts.get("release_due.t0")
        return found


def read_cases(path: Path) -> list[dict[str, Any]]:
    """The cases of a file, as they stand. Raises ``BadInput`` when it is not a list of cases."""
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror})", where=str(path), do="check the path") from e
    except (yaml.YAMLError, UnicodeDecodeError) as e:
        mark = getattr(e, "problem_mark", None)
        at = f" at line {mark.line + 1}" if mark else ""
        raise BadInput(f"is not YAML{at}", where=str(path), do="check the indentation and quotes there") from e
    if not isinstance(found, list) or not all(isinstance(c, dict) for c in found):
        raise BadInput("is not a list of cases", where=str(path), do="begin each case with '- id:'")
    return found


def question(case: Mapping[str, Any]) -> Question:
    """Read one case. Raises ``BadInput`` (or its leaf for a time that did not exist) when its facts are refused."""
    name = str(case.get("id", "a case without id"))
    for key in ("jurisdiction", "given"):
        if not isinstance(case.get(key), dict):
            raise BadInput(f"has no {key}", where=name, do=f"give the map '{key}'")
    place = read_place(case["jurisdiction"], name)
    # In case files the check of earlier convictions is complete unless they say otherwise; in a feed it is not known.
    facts = read_facts({"record_complete": True, **case["given"]}, place, name)
    day = _case_day(case, facts, place, name)
    facts["moment.date"] = day
    return Question(
        id=name,
        place=place,
        day=day,
        facts=facts,
        mode=str(case.get("mode", "ex-ante")),
        scope=str(case.get("scope", "full")),
        title=str(case.get("title", "")),
        given=case["given"],
    )


def read_place(j: Mapping[str, Any], name: str) -> Place:
    state, kind = j.get("state"), j.get("agency_type") or "county-jail"
    if not isinstance(state, str) or len(state) != 2:
        raise BadInput(f"'{state}' is not a state", where=name, do="give two letters, such as CA")
    if kind not in AGENCY_TYPES:
        raise BadInput(f"'{kind}' is not an agency type", where=name, do=f"one of {', '.join(AGENCY_TYPES)}")
    place = Place(
        state=state,
        county=j.get("county"),
        locality=j.get("locality"),
        agency=j.get("agency"),
        agency_type=kind,
        circuit=str(j.get("circuit") or ""),
        tz=str(j.get("tz") or "America/New_York"),
    )
    _ = place.zone  # an unknown zone is refused here, not in the middle of a sum
    return place


def read_facts(given: Mapping[str, Any], place: Place, name: str) -> dict[str, Any]:
    """``given`` as flat facts: dotted names, instants in the facility's zone, days, sets, enriched rows."""
    facts: dict[str, Any] = dict(QUIET)
    for key, value in given.items():
        if isinstance(value, dict) and key in ("subject", "release_due", "held_to_answer_872", "subpoena", "agency"):
            facts.update({f"{key}.{k}": v for k, v in value.items()})
        elif key not in ("request", "calendar", "charges", "priors", "earlier_requests", "other_holds"):
            facts[key] = value
    _request(facts, given)
    _rows(facts, given, place)
    _typed(facts, place, name)
    _implied(facts, given, place)
    return facts


def _request(facts: dict[str, Any], given: Mapping[str, Any]) -> None:
    if "request" not in given:
        return
    found = given["request"]
    facts["request"] = found is not None
    if found is None:
        facts.update(NO_REQUEST)
    else:
        facts.update({f"request.{k}": v for k, v in found.items()})
    if "earlier_requests" in given:
        facts["earlier_requests"] = bool(given["earlier_requests"])


def _rows(facts: dict[str, Any], given: Mapping[str, Any], place: Place) -> None:
    held = given.get("held_to_answer_872") or {}
    for key in ("charges", "priors"):
        if not isinstance(given.get(key), list):
            continue
        rows = [enrich(r, place.state) for r in given[key]]
        if key == "charges":
            for row in rows:
                _held_to_answer(row, held)
        facts[key] = tuple(rows)


def _held_to_answer(row: dict[str, Any], held: Mapping[str, Any]) -> None:
    """Whether the magistrate's finding is on this charge; unknown when the finding or its charge is."""
    if held.get("found") is False:
        row["held_to_answer"] = False
    elif held.get("found") is True and "charge" in held and "statute" in row:
        row["held_to_answer"] = held["charge"] == row["statute"]


def _typed(facts: dict[str, Any], place: Place, name: str) -> None:
    for key in (*INSTANTS, "release_due.t0"):
        if isinstance(facts.get(key), str):
            facts[key] = parse_instant(facts[key], place.zone, where=f"{name}, {key}")
    entered = facts.get("release_due.t0_local_as_entered")
    if entered:
        facts["release_due.t0"] = parse_instant(entered, place.zone, where=f"{name}, release_due.t0")
    for key in DAYS:
        if isinstance(facts.get(key), str):
            facts[key] = read_day(facts[key], f"{name}, {key}")
    for key in SETS:
        if isinstance(facts.get(key), list):
            facts[key] = frozenset(facts[key])
    for rows in ("charges", "priors"):
        for number, row in enumerate(facts.get(rows, ())):
            for key in ROW_DAYS:
                if isinstance(row.get(key), str):
                    row[key] = read_day(row[key], f"{name}, {rows}[{number}].{key}")


def read_day(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as e:
        raise BadInput(f"'{text}' is not a day", where=where, do="write YYYY-MM-DD") from e


def _implied(facts: dict[str, Any], given: Mapping[str, Any], place: Place) -> None:
    """Facts that others settle: the moment of the question, and events that leave another trace when they happen."""
    _local_days(facts, place)
    moment = facts.get("decision_at") or facts.get("release_due.t0")
    if moment is not None:
        facts["moment.at"] = moment
    if "delay_reason" not in given and not given.get("delay_minutes"):
        facts["delay_reason"] = None
    if facts.get("subject.citizenship_claim") in ("none", "asserted"):
        facts.setdefault("subject.document_received_at", None)
    elif "subject.citizenship_claim" in facts and "subject.document_received_at" not in facts:
        # A paper already in the file when the question is asked is taken to have been there at release.
        facts["subject.document_received_at"] = None
    received, t0 = facts.get("request.received_at"), facts.get("release_due.t0")
    if "earlier_requests" not in facts and received is not None and t0 is not None and received <= t0:
        facts["earlier_requests"] = False


def _local_days(facts: dict[str, Any], place: Place) -> None:
    """Days that rules count from, in the facility's calendar: that of arrest, and five days before that of release."""
    arrested, t0 = facts.get("arrested_at", ...), facts.get("release_due.t0", ...)
    if arrested is not ...:
        facts.setdefault("arrested_at_day", None if arrested is None else local_day(arrested, place.zone))
    if t0 is not ...:
        opens = None if t0 is None else local_day(t0, place.zone) - timedelta(days=5)
        facts.setdefault("release_due.five_days_before", opens)


def _case_day(case: Mapping[str, Any], facts: Mapping[str, Any], place: Place, name: str) -> date:
    if case.get("date"):
        value = case["date"]
        return value if isinstance(value, date) else read_day(str(value), f"{name}, date")
    moment = facts.get("decision_at") or facts.get("release_due.t0")
    if moment is None:
        raise BadInput("has neither a date nor a release time", where=name, do="give 'date'")
    return local_day(moment, place.zone)
