"""What keeps the house in order: dead letters, the signed end of the ledger, where news is sent."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router

from lawgate.base.ids import plain
from lawgate.casework import outbox
from lawgate.web.api import files, house, webhooks
from lawgate.web.api.api import Needs, answers
from lawgate.web.api.problems import Refused
from lawgate.web.api.schemas_house import EventOut, HeadOut, Health, Hooks, Letters
from lawgate.web.health import readiness

router = Router(tags=["house"])


@router.get("/outbox/dead", response=answers(Letters), auth=Needs("outbox:read"), summary="What could not be delivered")
def dead_letters(request: HttpRequest) -> dict[str, Any]:
    """Messages that were given up after many attempts and wait for a person."""
    del request
    letters = outbox.dead_letters(house.ledger())
    return {"letters": [{**plain(asdict(x)), "says": x.says} for x in letters]}


@router.post(
    "/outbox/{message}/revive", response=answers(EventOut, 409), auth=Needs("outbox:write"), summary="Try one again"
)
def revive(request: HttpRequest, message: Annotated[str, Path(..., pattern="^[0-9a-f]{32}$")]) -> dict[str, int]:
    """Try a dead letter again, from the first attempt on."""
    actor = files.actor_of(request)
    if message not in {x.message for x in outbox.dead_letters(house.ledger())}:
        raise Refused(404, "no-dead-letter", "no dead letter has this id", where="message", do="see /outbox/dead")
    return {"event": outbox.revive(house.acting(actor), message, by=actor, now=house.clock())}


@router.get(
    "/ledger/head", response=answers(HeadOut), auth=Needs("ledger:read"), summary="The signed end of the ledger"
)
def head(request: HttpRequest) -> dict[str, Any]:
    """The newest signature. Kept elsewhere, it proves later that nothing before it was rewritten or cut off."""
    del request
    found = house.ledger().head()
    if found is None:
        raise Refused(404, "nothing-signed", "nothing was signed yet", do="deliver a booking first")
    return {**asdict(found), "end": house.ledger().end()[0]}


@router.get("/webhooks", response=answers(Hooks), auth=Needs("webhooks:read"), summary="Where news is sent")
def hooks(request: HttpRequest) -> dict[str, Any]:
    """The receivers of news, how far each is, and the events that each missed. They are added on the command line only."""
    del request
    return {"webhooks": webhooks.told(house.ledger())}


@router.get("/health", response={200: Health, 503: Health}, auth=None, summary="Is it well")
def health(request: HttpRequest) -> Any:
    """What ``/readyz`` says, for whoever knows only this interface."""
    from ninja import Status

    del request
    found = readiness()
    return Status(200 if found["ready"] else 503, found)
