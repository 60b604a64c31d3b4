"""Alarms that stand, and that somebody has seen one."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from lawgate.casework.alarms import acknowledge, standing_alarms
from lawgate.web.api import files, house
from lawgate.web.api.api import Needs, answers
from lawgate.web.api.problems import Refused
from lawgate.web.api.schemas_house import Acknowledge, Alarms, EventOut

router = Router(tags=["alarms"])


@router.get("/alarms", response=answers(Alarms), auth=Needs("alarms:read"), summary="Alarms that stand")
def alarms(
    request: HttpRequest,
    booking: Annotated[str, Query("", max_length=128, description="one person's; the house's own are (ledger)")],
) -> dict[str, Any]:
    """Every alarm that stands, the gravest first. One that was acknowledged stands until what it is about is over."""
    del request
    found = standing_alarms(house.ledger(), booking)
    names = ("alarm", "subject", "tier", "kind", "says", "told", "acknowledged")
    return {"alarms": [{**{n: getattr(a, n) for n in names}, "at": a.at.isoformat()} for a in found]}


@router.post(
    "/alarms/{path:alarm}/acknowledge",
    response=answers(EventOut),
    auth=Needs("alarms:write"),
    summary="Somebody has seen it",
)
def seen(request: HttpRequest, alarm: Annotated[str, Path(...)], who: Acknowledge) -> dict[str, int]:
    """The ladder stops; the alarm stands until what it is about is over."""
    house_ledger = house.acting(files.actor_of(request))
    if not any(a.alarm == alarm for a in standing_alarms(house.ledger())):
        raise Refused(404, "no-such-alarm", "no alarm of this id stands", where="alarm", do="see /alarms")
    role = files.token_of(request).role or "system"
    return {"event": acknowledge(house_ledger, alarm, by=who.by, role=role, now=house.clock())}
