"""The cases that stand beside the rules (``books/us_xx/cases.yaml``), read and laid over their base.

A case is written as what differs from one base case, so that a reader sees only what matters::

    - id: us_xx-1                     # unique
      title: One line
      date: '2024-02-14'              # the local day of release
      jurisdiction: {state: NJ, county: Essex}
      given: {...}                    # laid over the base, key by key; lists are replaced whole
      expect: {hold: prohibited, tell: {dhs:address: prohibited}, must_serve: [...], flags: [...], clock: ..., release_by: ...}
      because: [ids of the authorities that carry the answer]
      why: One sentence.

The base: an adult with no record and one pending misdemeanor posts bail at 15:00 on ``date``. Two days before, at 09:00, the
jail received the form of that year from a listed officer, asking for a hold and for notice and stating a pending removal
case; a copy was served at 11:00. An I-200 came with it from 2017 on. No judge's warrant, no agreement, no interview asked for,
nothing of the person published, no consulate and no victim to be told, no local policy, a complete record, no neutral finding on
the detainer. Times may be written without offset: they are wall time there.
``given: {request: null}`` says that there is no request. A key set to ``unknown`` is taken out: the fact is not known.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from lawgate.base import BadInput
from lawgate.base.zones import zone_of
from lawgate.law.declare import DECLARED

UNKNOWN = "unknown"
CASE_KEYS = {"id", "title", "date", "jurisdiction", "mode", "scope", "given", "expect", "because", "why"}
NEEDED = CASE_KEYS - {"mode", "scope"}
PLACE_KEYS = {"state", "county", "locality", "agency", "agency_type", "circuit", "tz"}
EXPECT_KEYS = {"hold", "notify", "transfer", "interview", "must_serve", "flags", "clock", "release_by", "other_duties"}
EXPECT_KEYS |= {"share_status", "share_home_address", "missing", "ceilings", "notify_by", "tell"}
MAPS = {"subject", "release_due", "held_to_answer_872", "subpoena", "request"}
GIVEN_KEYS = {n.split(".")[0] for n, f in DECLARED.items() if not f.in_row} | {"charges", "priors"}
GIVEN_KEYS |= {"other_holds", "dhs_arrives_at", "actual_release", "delay_minutes", "bail_amount_usd", "final_order_on"}
INNER_KEYS = {n for n, f in DECLARED.items() if not f.in_row and "." in n} | {"release_due.t0_local_as_entered"}
ROW_KEYS = {f.name for f in DECLARED.values() if f.in_row} | {"reduced", "later_changes", "adjudicated_on"}
ROW_KEYS |= {"confinement_today", "amount_usd"}
FORMS = (
    ("2017-04-02", "I-247A", ["1-pending-proceedings"]),
    ("2015-06-12", "I-247D", ["1A-felony-conviction", "1B-pending-proceedings"]),
    ("2012-12-21", "I-247 (12/12)", ["proceedings-started"]),
    ("2011-12-01", "I-247 (12/11)", ["proceedings-started"]),
    ("2011-06-01", "I-247 (6/11)", ["proceedings-started"]),
    ("2010-08-01", "I-247 (8/10)", ["proceedings-started"]),
    ("1997-01-01", "I-247 (1997)", ["proceedings-started"]),
)


def beside_the_rules() -> dict[str, Path]:
    """The case files of the books, by book folder."""
    root = Path(str(resources.files("lawgate.law.books")))
    return {p.parent.name: p for p in sorted(root.glob("us*/cases.yaml"))}


def cases_of(path: Path) -> list[dict[str, Any]]:
    """The cases of one file, whole. Raises ``BadInput`` for an empty file, an unknown key or a missing one."""
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(found, list) or not found:
        raise BadInput("holds no cases", where=str(path), do="write a list of cases, or take the file away")
    return [whole(case) for case in found]


def whole(case: Mapping[str, Any]) -> dict[str, Any]:
    """A compact case laid over the base, in the form of the case files."""
    name = str(case.get("id", "a case without id"))
    _keys(case, CASE_KEYS, name)
    if missing := NEEDED - set(case):
        raise BadInput(f"has no {', '.join(sorted(missing))}", where=name, do="give every key of a case")
    _keys(case["jurisdiction"], PLACE_KEYS, name)
    _keys(case["expect"], EXPECT_KEYS, name)
    if not case["expect"]:
        raise BadInput("expects nothing", where=name, do="say at least one answer")
    place = {"tz": zone_of(case["jurisdiction"]["state"], case["jurisdiction"].get("county")), "county": None}
    given = _checked(case["given"], name)
    return {
        **{k: case[k] for k in ("id", "title", "date", "because", "why")},
        "jurisdiction": {**place, **case["jurisdiction"]},
        "mode": case.get("mode", "ex-ante"),
        "scope": case.get("scope", "full"),
        "given": laid_over(base(str(case["date"])), given),
        "expect": dict(case["expect"]),
    }


def base(day: str) -> dict[str, Any]:
    """The facts of the base case for a release on ``day``."""
    before = (date.fromisoformat(day) - timedelta(days=2)).isoformat()
    form, boxes = next((form, boxes) for since, form, boxes in FORMS if since <= before)
    return {
        "subject": {"citizenship_claim": "none", "lawful_status_claim": "none", "juvenile": False, "age": 30},
        "in_custody": True,
        "charges": [{"statute": None, "name": "petty theft", "level": "misdemeanor", "disposition": "pending"}],
        "priors": [],
        "judicial_warrant": "none",
        "neutral_probable_cause_finding": False,
        "civil_warrants": ["I-200"] if before >= "2017-04-02" else [],
        "agreement_287g": "none",
        "request": {
            "form": form,
            "issued_on": before,
            "received_at": f"{before}T09:00",
            "boxes": list(boxes),
            "asks": ["hold", "notify"],
            "conditions": [],
            "issuer_listed": True,
            "served_on_subject_at": f"{before}T11:00",
            "cancelled_at": None,
        },
        "interview_requested": False,
        "release_info_public": False,
        "custody_info_public": False,
        "address_public": False,
        "consular_notice_wanted": False,
        "consular_notice_mandatory": False,
        "victim_asked": False,
        "local_policy": [],
        "release_due": {"event": "bail-posted", "t0": f"{day}T15:00"},
    }


def laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """``over`` on top of ``under``: maps key by key, the rest whole; ``unknown`` takes a key out."""
    out = copy.deepcopy(dict(under))
    for key, value in over.items():
        if value == UNKNOWN:
            out.pop(key, None)
        elif isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = laid_over(out[key], value)
        else:
            out[key] = copy.deepcopy(value)
    return out


def _checked(given: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    _keys(given, GIVEN_KEYS, name)
    for key in MAPS & set(given):
        for inner in given[key] if isinstance(given[key], dict) else ():
            if f"{key}.{inner}" not in INNER_KEYS:
                raise BadInput(f"'{key}.{inner}' is no fact", where=name, do="check the spelling")
    for key in {"charges", "priors"} & set(given):
        for row in given[key]:
            _keys(row, ROW_KEYS, name)
    return given


def _keys(found: Any, known: set[str], name: str) -> None:
    if not isinstance(found, dict):
        raise BadInput(f"'{found}' is no map", where=name, do="write keys and values")
    for key in found:
        if key not in known:
            raise BadInput(f"'{key}' is no key of a case", where=name, do=f"one of {', '.join(sorted(known))}")
