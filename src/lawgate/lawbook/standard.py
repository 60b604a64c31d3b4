"""The standard cases that are put to every state, and the days they are put on.

Each is the base of ``beside`` with one thing changed. Facts that only some states ask for are given too, so that the answer
is the law's and not a missing fact's: no registry entry, no finding of a magistrate, no federal status result, a form wholly
filled in, and an order of a state judicial official wherever state law lets one order the hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from lawgate.lawbook.beside import base, laid_over
from lawgate.lawbook.records import StandardCase

EDITION = "2026-11-24"
"""The last day of which the books speak. The committed summary is made for it."""
DAYS = ("2009-06-16", "2014-06-17", "2018-06-19", "2025-07-15", EDITION)
UNIFIED = frozenset({"AK", "CT", "DE", "HI", "RI", "VT"})  # the state runs the jails

SETTLED: dict[str, Any] = {
    "registry_sex_arson": False,
    "federal_felony_warrant": False,
    "held_to_answer_872": {"found": False},
    "lesc_result": None,
    "terrorist_or_gang_match": False,
    "prior_removal_order": False,
    "outstanding_criminal_warrant": False,
    "judicial_removal_order": False,
    "cost_reimbursement_agreement": False,
    "federal_consent_decree": False,
    "unsafe_to_comply": False,
    "state_judicial_order": True,
    "escape_finding": False,
    "reason_to_believe_not_citizen": False,
    "sentence_years": 0,
    "earlier_requests": False,
    "consent_form_signed": False,
    "request": {"complete": True, "issuing_office": None},
}
PETTY = {"statute": None, "name": "petty theft", "level": "misdemeanor", "disposition": "pending", "wobbler": False}
ROBBERY = {
    "statute": None,
    "name": "robbery",
    "level": "felony",
    "grade": "1",
    "serious": True,
    "violent": True,
    "confinement": "state-prison",
    "confinement_at_conviction": "state-prison",
}

CASES = (
    StandardCase(
        "detainer",
        "A detainer, and no record",
        "An adult with no record posts bail on a petty theft. ICE has sent the detainer form of that year, complete and signed; a copy was "
        "given to the person. From 2017 on an I-200, signed by an officer, came with it.",
        {},
    ),
    StandardCase(
        "robbery",
        "A detainer, and an earlier robbery",
        "The same, but the person was convicted of robbery, a serious and violent felony, two years before.",
        {"priors": "robbery"},
    ),
    StandardCase(
        "bare",
        "A detainer without any warrant",
        "The first case, but no immigration warrant came with the form.",
        {"civil_warrants": []},
    ),
    StandardCase(
        "not-served",
        "A detainer of which the person got no copy",
        "The first case, but nobody gave the person a copy of the form.",
        {"request": {"served_on_subject_at": None}},
    ),
    StandardCase(
        "judge",
        "A judge's criminal warrant",
        "The first case, but a federal judge has signed a warrant for a federal crime.",
        {"judicial_warrant": "federal-criminal"},
    ),
)


def case_file(
    case: StandardCase, state: str, day: str, *, county: str | None = None, policies: Sequence[str] = ()
) -> dict[str, Any]:
    """``case`` as a case file in ``state`` on ``day``, in a county without a rule of its own unless ``policies`` names its rules."""
    return {
        "id": f"{case.id}-{state}-{day}",
        "title": case.title,
        "date": day,
        "jurisdiction": {"state": state, "county": county, **_custodian(state, county)},
        "given": {**_given(case.id, day), "local_policy": list(policies)},
    }


@lru_cache(maxsize=4096)
def _given(case_id: str, day: str) -> dict[str, Any]:
    """The facts of a standard case on ``day``: read, never changed."""
    case = next(c for c in CASES if c.id == case_id)
    before = base(day)["request"]["issued_on"]
    charge = {**PETTY, "offense_date": before}
    given = laid_over(laid_over(base(day), SETTLED), {"charges": [charge], "arrested_at": f"{before}T08:00"})
    over = dict(case.given)
    if over.get("priors") == "robbery":
        convicted = {"convicted_on": f"{int(day[:4]) - 2}-05-01", "released_from_sentence_on": None}
        over["priors"] = [{**ROBBERY, **convicted}]
    return laid_over(given, over)


def _custodian(state: str, county: str | None) -> dict[str, str]:
    if state == "DC":
        return {"agency_type": "city-corrections", "locality": "Washington"}
    if county is None and state in UNIFIED:
        return {"agency_type": "unified-state-corrections"}
    return {"agency_type": "county-jail"}
