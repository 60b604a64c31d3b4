"""Questions: the gate of a jail's own system, cases that are not kept, what would change them, the law of a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from lawgate.base import BadInput
from lawgate.casework.records import New
from lawgate.casework.standing import Latest
from lawgate.decision import question
from lawgate.decision.casefile import Question, read_day, read_place
from lawgate.decision.gate import Asked, gate
from lawgate.decision.given import check_case
from lawgate.decision.told import told
from lawgate.law.norms import Authority, Norm
from lawgate.law.rulebook import Query as LawQuery
from lawgate.web.api import asking, files, house
from lawgate.web.api.api import Needs, answers
from lawgate.web.api.schemas_questions import AuthorityOut, CaseIn, CasesIn, DecidedCases, GateIn, GateOut, Law, WhatIf

router = Router(tags=["questions"])
GATE = "gate.asked"
CITED = 5


@router.post("/gate/may-hold", response=answers(GateOut, 409), auth=Needs("gate"), summary="Before a hold is saved")
def may_hold(request: HttpRequest, asked: GateIn) -> dict[str, Any]:
    """May the jail keep this person at this minute? The asking and the answer are one event."""
    return _gate(request, asked, Asked.MAY_HOLD)


@router.post(
    "/gate/may-release", response=answers(GateOut, 409), auth=Needs("gate"), summary="Before a release is saved"
)
def may_release(request: HttpRequest, asked: GateIn) -> dict[str, Any]:
    """May the jail let this person go at this minute? The asking and the answer are one event."""
    return _gate(request, asked, Asked.MAY_RELEASE)


def _gate(request: HttpRequest, given: GateIn, asked: Asked) -> dict[str, Any]:
    at, now = files.instant(given.at, "at"), house.clock()
    found = files.find(given.booking)
    if found.answer is None:
        raise files.undecided()
    said = gate(asked, found.answer, files.released(found), at)
    payload = {
        "asked": asked,
        "answer": said.says,
        "sentence": said.sentence,
        "at": at,
        "decision": found.decision_event,
    }
    actor = files.actor_of(request)
    (number,) = house.acting(actor).append([New(GATE, found.subject, payload, at, now)], now)
    return {
        "event": number,
        "booking": found.subject,
        "asked": asked.value,
        "answer": said.says.value,
        "sentence": said.sentence,
        "until": said.until.isoformat() if said.until else None,
        "decision_event": found.decision_event,
        **_because(found),
    }


def _because(found: Latest) -> dict[str, Any]:
    answer = found.answer or {}
    hold: dict[str, Any] = next((a for a in answer.get("answers", ()) if a["action"] == "hold"), {"reasons": []})
    cites = list(dict.fromkeys(r["cite"] for r in hold["reasons"]))[:CITED]
    return {"cites": cites, "missing": answer.get("questions", []), "unverified": answer.get("unverified", [])}


@router.post(
    "/decide",
    response=answers(DecidedCases),
    auth=Needs("decide"),
    summary="Decide cases that are not kept",
    openapi_extra={"x-idempotent": False},
)
def decide(request: HttpRequest, cases: CasesIn) -> dict[str, Any]:
    """Decide each case by the books in force here. Nothing of it is kept. A case that cannot be read is named, the others are decided."""
    del request
    results = []
    for case in cases.cases:
        try:
            results.append({"id": case.id, "decision": told(house.decider().decide(_question(case), trace=False))})
        except BadInput as e:
            results.append({"id": case.id, "problem": str(e)})
    return {"results": results, "rulebook": house.decider().rulebook.digest}


@router.post(
    "/what-if",
    response=answers(WhatIf),
    auth=Needs("decide"),
    summary="What would change the answers",
    openapi_extra={"x-idempotent": False},
)
def whatif(request: HttpRequest, case: CaseIn) -> dict[str, Any]:
    """The smallest changes of fact, and the nearest day and county, that would bring each other answer. Where an answer is open, the
    questions that would settle it are given instead. Nothing of it is written down. An answer that takes longer than somebody waits is
    a 503 *busy*; it is worked on meanwhile, and the same question asked again finds it."""
    del request
    return {"id": case.id, "actions": [_clauses(t) for t in asking.changes(house.decider(), _question(case))]}


def _clauses(action: dict[str, Any]) -> dict[str, Any]:
    """An action's changes, with their clause under a name that programs can use."""
    lists = {k: [{**c, "clause": c["if"]} for c in action[k]] for k in ("facts", "days", "places")}
    return {**action, **lists}


def _question(case: CaseIn) -> Question:
    given = case.model_dump(exclude_unset=True)
    check_case(given)
    return question(given)


@router.get("/law", response=answers(Law), auth=Needs("decide"), summary="The law of a place on a day")
def law(
    request: HttpRequest,
    state: Annotated[str, Query(..., pattern="^[A-Z]{2}$")],
    on: Annotated[str, Query(..., max_length=10, examples=["2014-06-10"])],
    county: Annotated[str | None, Query(None, max_length=100)],
    locality: Annotated[str | None, Query(None, max_length=100)],
    agency_type: Annotated[str, Query("county-jail", max_length=40)],
) -> dict[str, Any]:
    """Every norm in force at a place on a day, with its words, its citation, and how sure we are of the text."""
    del request
    day, book = _day(on), house.decider().rulebook
    where = {"state": state, "county": county, "locality": locality, "agency_type": agency_type}
    place = read_place(where, "the place")
    policies = book.local_policies(place, day.isoformat())
    found = book.in_force(LawQuery(place, day.isoformat(), policies=policies))
    norms = [_norm(n, book.authority(n.authority)) for n in found]
    return {"place": str(place), "on": day.isoformat(), "norms": norms, "rulebook": book.digest}


@router.get("/law/{authority}", response=answers(AuthorityOut), auth=Needs("decide"), summary="One source of law")
def authority(request: HttpRequest, authority: Annotated[str, Path(..., max_length=100)]) -> dict[str, Any]:
    """One statute, regulation, decision, form or policy with its norms."""
    del request
    a = house.decider().rulebook.authority(authority)
    told_ = {"id": a.id, "title": a.title, "cite": a.cite, "rank": a.rank.name.lower().replace("_", "-")}
    return {**told_, "confidence": a.confidence.value, "norms": [_norm(n, a) for n in a.norms]}


def _norm(n: Norm, a: Authority) -> dict[str, Any]:
    return {
        "id": n.id,
        "authority": n.authority,
        "title": a.title,
        "effect": n.effect.value,
        "action": n.action.value if n.action else None,
        "token": n.token,
        "cite": n.cite,
        "words": n.words,
        "since": n.since,
        "until": n.until,
        "confidence": n.confidence.value,
    }


def _day(text: str) -> date:
    day = read_day(text, "on")
    if not 1900 <= day.year <= 2100:
        raise BadInput(f"lies in the year {day.year}", where="on", do="check the year")
    return day
