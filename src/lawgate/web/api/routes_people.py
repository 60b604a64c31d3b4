"""Who is in custody, and one person's file: record, decision with its reasons, timeline, export."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from ninja import Header, Path, Query, Router

from lawgate.base.ids import plain
from lawgate.casework.timeline import timeline
from lawgate.exchange.niem import niem_file
from lawgate.web.api import files, house
from lawgate.web.api.api import Needs, answers
from lawgate.web.api.board import Board
from lawgate.web.api.schemas import Custody, DecisionOut, Instant, NiemFile, PersonOut, Timeline

router = Router(tags=["people"])
PEOPLE = Needs("people:read")
Tag = Annotated[str | None, Header(None, alias="If-None-Match", max_length=200)]
Booking = Annotated[str, Path(..., description="the booking number")]


@lru_cache(maxsize=4)
def board(alias: str, path: str) -> Board:
    """The list of one ledger, kept while the process lives."""
    del alias, path
    return Board()


@router.get("/custody", response=answers(Custody), auth=Needs("custody:read"), summary="Who is in custody")
def custody(
    request: HttpRequest,
    at: Annotated[Instant | None, Query(None)],
    after: Annotated[int, Query(0, ge=0, le=1_000_000)],
    limit: Annotated[int, Query(100, ge=1, le=1000)],
) -> dict[str, Any]:
    """Everyone in custody at ``at`` (now if it is left out), by what is known last, the nearest last lawful minute first."""
    del request
    moment, ledger = files.instant(at, "at"), house.ledger()
    total, people = board(ledger.alias, str(ledger.path)).page(ledger, moment, after, limit)
    following = after + len(people)
    return {
        "at": moment.isoformat(),
        "total": total,
        "people": people,
        "next": following if following < total else None,
    }


@router.get(
    "/people/{path:booking}/decision", response=answers(DecisionOut), auth=PEOPLE, summary="The decision in force"
)
def decision(request: HttpRequest, booking: Booking) -> dict[str, Any]:
    """The four answers with their reasons and citations, the last lawful minute with its arithmetic, the papers, what is missing."""
    found = files.read(request, booking, "decision")
    if found.answer is None:
        raise files.undecided()
    return {
        "booking": found.subject,
        "etag": files.etag(found),
        "event": found.decision_event,
        "decision": found.answer,
    }


@router.get(
    "/people/{path:booking}/timeline", response=answers(Timeline), auth=PEOPLE, summary="What happened, in order"
)
def events(request: HttpRequest, booking: Booking) -> dict[str, Any]:
    """Every event of a person, in the order in which the ledger learned it. Templates of fingerprints are left out."""
    files.find(booking)
    files.note_reading(request, booking, "timeline")
    story = timeline(house.ledger(), booking)
    return {"booking": booking, "events": [_told(plain(h)) for h in story]}


def _told(happening: dict[str, Any]) -> dict[str, Any]:
    payload = happening["payload"]
    if isinstance(payload, dict) and "fingers" in payload:
        happening["payload"] = {k: v for k, v in payload.items() if k != "fingers"}
    return happening


@router.get(
    "/people/{path:booking}/niem",
    response=answers(NiemFile),
    by_alias=True,
    auth=PEOPLE,
    summary="The file in NIEM's names",
)
def niem(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The file as JSON-LD in the names of NIEM 6.0; what NIEM has no name for stands in this project's own namespace."""
    found = files.read(request, booking, "niem")
    return JsonResponse(niem_file(found.record, found.answer), json_dumps_params={"ensure_ascii": False})


@router.get("/people/{path:booking}", response=answers(PersonOut), auth=PEOPLE, summary="A person's file")
def person(request: HttpRequest, response: HttpResponse, booking: Booking, if_none_match: Tag) -> Any:
    """The record and the decision as they stand. Its ETag goes into If-Match of an act."""
    found = files.read(request, booking, "person")
    tag = files.etag(found)
    if if_none_match and files.quoted(tag) in if_none_match:
        return HttpResponseNotModified(headers={"ETag": files.quoted(tag)})
    response["ETag"] = files.quoted(tag)
    return {"booking": found.subject, "etag": tag, "record": found.record, "decision": found.answer}
