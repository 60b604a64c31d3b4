"""Acts of the desk entered by a jail's own system: the same acts, the same refusals, one event each."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from ninja import Header, Path, Router

from lawgate.base import BadInput
from lawgate.casework import acts_kinds
from lawgate.casework.acts import Act
from lawgate.casework.acts_record import Done, NotYours, perform, undo
from lawgate.casework.acts_typed import happened, typed
from lawgate.casework.timeline import Happening, timeline
from lawgate.web.api import files, house
from lawgate.web.api.api import Needs, answers
from lawgate.web.api.front import KEY
from lawgate.web.api.problems import Refused
from lawgate.web.api.schemas_house import Acted, ActIn, Acts, UndoIn

router = Router(tags=["acts"])
WRITE = Needs("acts:write")
Booking = Annotated[str, Path(..., description="the booking number")]
Match = Annotated[
    str | None, Header(None, alias="If-Match", max_length=200, description="the etag of the person as it was read")
]
NOT_HERE = (acts_kinds.BOOKED,)  # a booking comes as a document: POST /bookings
KINDS = {n: k for n, k in acts_kinds.KINDS.items() if n not in NOT_HERE}


@router.get("/people/{path:booking}/acts", response=answers(Acts), auth=Needs("acts:read"), summary="Acts on a person")
def acts(request: HttpRequest, booking: Booking) -> dict[str, Any]:
    """Every act that was entered, at the desk or by a system, oldest first, and which of them were undone."""
    found = files.read(request, booking, "acts")
    story = [h for h in timeline(house.ledger(), booking) if h.kind.startswith(acts_kinds.PREFIX) and h.payload]
    undone = {h.payload["event"] for h in story if h.kind == acts_kinds.UNDONE and h.payload}
    told = [_told(h, h.payload, h.number in undone) for h in story if h.payload and h.kind != acts_kinds.UNDONE]
    return {"booking": booking, "etag": files.etag(found), "acts": told}


def _told(h: Happening, said: dict[str, Any], undone: bool) -> dict[str, Any]:
    return {
        "event": h.number,
        "act": said["act"],
        "happened": h.happened.isoformat(),
        "recorded": h.recorded.isoformat(),
        "by": str(said.get("by", "")),
        "role": str(said.get("role", "")),
        "second": str(said.get("second", "")),
        "fields": said.get("fields", {}),
        "undone": undone,
    }


@router.post(
    "/people/{path:booking}/acts/{event}/undo", response=answers(Acted, 409), auth=WRITE, summary="Take an act back"
)
def take_back(
    request: HttpRequest,
    response: HttpResponse,
    booking: Booking,
    event: Annotated[int, Path(..., ge=1, le=2**62)],
    why: UndoIn,
) -> dict[str, Any]:
    """Take an act back by a correcting event. What happened at the door cannot be."""
    files.find(booking)
    token, now = files.token_of(request), house.clock()
    by = why.by or files.actor_of(request)
    given = {"by": by, "role": token.role, "why": why.why, "second": why.second}
    done = undo(house.acting(files.actor_of(request)), booking, event, house.office(), now, **given)
    return _done(response, booking, done)


@router.post(
    "/people/{path:booking}/acts/{act}", response=answers(Acted, 409, 412, 428), auth=WRITE, summary="Enter an act"
)
def enter(
    request: HttpRequest,
    response: HttpResponse,
    booking: Booking,
    act: Annotated[str, Path(..., max_length=40)],
    given: ActIn,
    if_match: Match,
) -> dict[str, Any]:
    """Enter an act of the desk, made against the record that If-Match names. What others entered meanwhile stays: an act that touches
    the same place is refused with what stands there now, any other is laid beside it. docs/api.md lists acts and fields."""
    kind = KINDS.get(act)
    if kind is None:
        raise Refused(404, "no-such-act", "there is no act of this name", where="act", do=f"one of {', '.join(KINDS)}")
    seen, found = files.record_event_of(if_match), files.find(booking)
    now, actor = house.clock(), files.actor_of(request)
    fields = typed(kind, given.fields, ZoneInfo(found.record["place"]["tz"]), now)
    key = request.headers.get(KEY, "")
    made = Act(
        name=act,
        subject=booking,
        fields=fields,
        by=given.by or actor,
        role=files.token_of(request).role,
        at=happened(kind, fields, now),
        key=hashlib.sha256(f"{actor}\0{key}".encode("utf-8", "surrogateescape")).hexdigest() if key else "",
        seen=seen,
        second=given.second,
        override=given.override,
        evidence=_evidence(given.evidence),
    )
    try:
        return _done(response, booking, perform(house.acting(actor), made, house.office(), now))
    except NotYours as e:
        role = files.token_of(request).role
        raise Refused(403, "not-this-role", f"the role '{role}' has no part in this act", where="token") from e


def _done(response: HttpResponse, booking: str, done: Done) -> dict[str, Any]:
    found = files.find(booking)
    response["ETag"] = files.quoted(files.etag(found))
    told = {"event": done.number, "booking": booking, "etag": files.etag(found), "replayed": done.repeated}
    return {**told, "decision": files.brief(found.answer)}


def _evidence(given: dict[str, str]) -> dict[str, str]:
    if len(given) > 20 or any(len(k) > 60 for k in given):
        raise BadInput("is too long", where="evidence", do="give 20 names of 60 characters at most")
    return given
