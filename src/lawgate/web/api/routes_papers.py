"""Files that are delivered: fingerprint transactions (EBTS), and federal requests on a Form I-247, as JSON or as the PDF itself."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from ninja import Query, Router

from lawgate.base import BadInput
from lawgate.casework import acts_kinds, intake
from lawgate.casework.acts import Act
from lawgate.casework.acts_record import perform
from lawgate.casework.acts_typed import happened, typed
from lawgate.casework.standing import Latest, latest
from lawgate.detainer.intake import outcome, take
from lawgate.detainer.intake_records import CANCELLATION, Became, Intake
from lawgate.web.api import files, house
from lawgate.web.api.api import Needs, answers
from lawgate.web.api.front import KEY, digest_of
from lawgate.web.api.problems import Refused
from lawgate.web.api.schemas_house import Taken

router = Router(tags=["deliveries"])
ONE_CARD = threading.BoundedSemaphore()
Whose = Annotated[str, Query("", max_length=128, description="the booking number; left out: as the paper itself says")]
BYTES = {"schema": {"type": "string", "format": "binary"}}


@router.post(
    "/prints",
    response=answers(Taken, 415),
    auth=Needs("prints:write"),
    summary="Deliver a fingerprint transaction",
    openapi_extra={"requestBody": {"required": True, "content": {"application/octet-stream": BYTES}}},
)
def prints(request: HttpRequest, booking: Whose) -> dict[str, Any]:
    """A booking card as an EBTS file: its prints are read (seconds, one card at a time) and kept as templates, sealed under a key that
    is destroyed when the person leaves. Prints that come before their booking wait for it. The same card again changes nothing."""
    from lawgate.casework.chain.accept import (
        accept_prints,
    )  # here, since they bring the matcher: pages are served sooner without
    from lawgate.casework.chain.prints import read_card
    from lawgate.wiring.chain import waker

    if not request.body:
        raise BadInput("is empty", where="body", do="send the bytes of an EBTS file")
    if not ONE_CARD.acquire(blocking=False):
        raise Refused(503, "busy", "another card is being read", do="send it again in a few seconds", Retry_After="5")
    try:
        sheet = read_card(request.body, source="the interface")
    finally:
        ONE_CARD.release()
    number = files.known(booking or sheet.booking)
    ledger = house.acting(files.actor_of(request))
    taken = accept_prints(ledger, number, sheet.payload, house.clock(), waker(ledger))
    return {"booking": taken.booking, "outcome": "taken", "says": taken.says, "events": list(taken.events)}


@router.post(
    "/requests",
    response=answers(Taken, 409, 415),
    auth=Needs("requests:write"),
    summary="Deliver a federal request",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"type": "object"}}, "application/pdf": BYTES},
        }
    },
)
def requests(
    request: HttpRequest,
    booking: Whose,
    signer: Annotated[str, Query("", max_length=40, description="who signed it, where the paper does not say as data")],
    warrant: Annotated[str, Query("", max_length=40, description="which warrant came with it; none is said as none")],
) -> dict[str, Any]:
    """A Form I-247 or its cancellation: the filled PDF, or JSON ``{"what", "booking", "subject", "request", "warrants"}``. It is laid
    upon the record and decided anew; one that cannot be (for nobody here, for somebody who has left, for another person) is kept with
    its bytes and its reason, for a person to look at."""
    now, actor = house.clock(), files.actor_of(request)
    if booking:
        files.known(booking)
    known = next(latest(house.ledger(), booking), None) if booking else None
    taken = take(request.body, tz=_zone(known), received_at=now)
    number = booking or taken.printed.booking
    if known is None and number:
        known = next(latest(house.ledger(), files.known(number)), None)
        taken = take(request.body, tz=_zone(known), received_at=now) if known else taken
    became = outcome(taken, known.record if known else None, now, number)
    if became.became is Became.LAID and known is not None:
        said = {k: v for k, v in (("signer", signer), ("warrant", warrant)) if v}
        event = _laid(request, taken, said, known, now)
    else:
        event = intake.keep(house.acting(actor), taken, became, number if known else "", now, by=actor)
    outcome_ = became.became.name.lower().replace("_", "-")
    return {"booking": number, "outcome": outcome_, "says": became.says, "events": [event]}


def _zone(known: Latest | None) -> ZoneInfo:
    return ZoneInfo(known.record["place"]["tz"] if known else "UTC")


def _laid(request: HttpRequest, taken: Intake, said: Mapping[str, str], known: Latest, now: datetime) -> int:
    """The act by which the paper is laid upon the record. Raises ``BadInput`` naming what the paper does not say."""
    name = acts_kinds.CANCELLED if taken.what == CANCELLATION else acts_kinds.REQUESTED
    kind, actor = acts_kinds.KINDS[name], files.actor_of(request)
    fields = typed(kind, {**_fields(taken, now), **said}, _zone(known), now)
    key = request.headers.get(KEY, "")
    act = Act(
        name=name,
        subject=known.subject,
        fields=fields,
        by=actor,
        role=files.token_of(request).role,
        at=happened(kind, fields, now),
        key=digest_of(f"{actor}\0{key}".encode("utf-8", "surrogateescape")) if key else "",
        seen=known.record_event,
        evidence=taken.evidence(),
    )
    return perform(house.acting(actor), act, house.office(), now).number


def _fields(taken: Intake, now: datetime) -> Mapping[str, Any]:
    """The fields of the act, with what a delivery by a program says of itself."""
    if taken.what == CANCELLATION:
        at = taken.cancelled_at or now
        return {"cancelled_at": at.isoformat(), "paper": taken.printed.event_no or "delivered", "channel": CHANNEL}
    return replace(taken, channel=CHANNEL).act_fields()


CHANNEL = "e-mail"
