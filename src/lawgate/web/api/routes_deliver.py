"""What a jail's systems deliver: bookings as a feed gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja import Router

from lawgate import wiring
from lawgate.base import Place
from lawgate.base.moments import zone
from lawgate.booking import Fault
from lawgate.booking.build import Builder
from lawgate.casework.models import Standing
from lawgate.casework.standing import Latest, latest_of
from lawgate.decision.casefile import read_place
from lawgate.detainer.custody import custody
from lawgate.web.api import files, house
from lawgate.web.api.api import Needs, answers
from lawgate.web.api.schemas import Deliveries, Delivery

router = Router(tags=["deliveries"])


@router.post("/bookings", response=answers(Deliveries), auth=Needs("bookings:write"), summary="Deliver bookings")
def bookings(request: HttpRequest, delivery: Delivery) -> dict[str, Any]:
    """Bookings as a feed gives them: each is read, decided and kept, or refused with the sentence that says why. Delivering the same
    again changes nothing; a changed one is a correction, and is decided anew. What was entered at the desk stays. A number that is
    another person's already is refused."""
    from lawgate.casework.chain.accept import (
        accept_records,
    )  # here, since they bring the prints: pages are served sooner without
    from lawgate.wiring.chain import rooms

    results: list[dict[str, Any]] = []
    items = dict(_read(delivery, results))
    office = house.office()
    before = _now(list(items.values()))
    refused: dict[str, str] = {}
    for item in items.values():
        handed = accept_records(house.acting(files.actor_of(request)), rooms(office), [item], house.clock())
        if handed.refused:
            refused[item.key] = str(handed.refused[0])
    after = _now(list(items.values()))
    for index, item in items.items():
        results.append(_became(index, item.key, before.get(item.key), after.get(item.key), refused.get(item.key, "")))
    results.sort(key=lambda r: r["index"])
    lost = sum(r["outcome"] == "refused" for r in results)
    return {"results": results, "taken": len(results) - lost, "refused": lost, "rulebook": office.rulebook.digest}


def _read(delivery: Delivery, results: list[dict[str, Any]]) -> Iterator[tuple[int, wiring.Item]]:
    """The documents that can be read, by their place in the delivery; the others go to ``results``."""
    facility = _facility(delivery)
    declared = zone(delivery.tz, where="tz") if delivery.tz else facility.zone if facility else None
    as_of = files.instant(delivery.as_of, "as_of") if delivery.as_of else None
    faults: list[Fault] = []
    builder = Builder(declared, facility, as_of, faults, [])
    seen: set[str] = set()
    for index, document in enumerate(delivery.documents):
        where = f"documents[{index}]"
        faults.clear()
        booking = builder.booking(document, where)
        found = None if booking is None else custody(booking, faults)
        if found is not None and found.key in seen:
            faults.append(Fault(where, "booking", "stands twice in this delivery", "keep the right one"))
        elif found is not None:
            seen.add(found.key)
            yield index, wiring.item(found)
            continue
        said = "; ".join(map(str, faults)) or f"{where} cannot be read"
        number = document.get("booking")
        results.append({**_refused(index, str(number)[:128] if isinstance(number, str | int) else "", said)})


def _facility(delivery: Delivery) -> Place | None:
    return None if delivery.facility is None else read_place(delivery.facility.model_dump(), "facility")


def _now(items: list[wiring.Item]) -> dict[str, Latest]:
    """What is known last of the people in a delivery."""
    ledger = house.ledger()
    rows = Standing.objects.using(ledger.alias).filter(subject__in=[i.key for i in items])
    return {found.subject: found for found in latest_of(ledger, list(rows))}


def _became(index: int, booking: str, before: Latest | None, after: Latest | None, why: str) -> dict[str, Any]:
    """What became of one document, told by what is known before and after."""
    if why:
        return _refused(index, booking, why)
    if after is None:
        return {"index": index, "booking": booking, "outcome": "expunged"}
    if before is None:
        outcome = "new"
    elif before.record_event != after.record_event:
        outcome = "changed"
    else:
        outcome = "unchanged" if before.decision_event == after.decision_event else "redecided"
    told = {"index": index, "booking": booking, "outcome": outcome, "etag": files.etag(after)}
    return {**told, "decision": files.brief(after.answer)}


def _refused(index: int, booking: str, why: str) -> dict[str, Any]:
    return {"index": index, "booking": booking, "outcome": "refused", "problem": why}
