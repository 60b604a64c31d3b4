"""What there is to be told of a person, as a proposed message: from the record and the answer that the ledger keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lawgate.decision.notice_records import Message
from lawgate.law.terms import Item, Told

REQUEST_SHOWN = ("form", "issued_on", "received_at", "boxes", "asks", "served_on_subject_at", "cancelled_at")
CHARGE_SHOWN = ("statute", "name", "level", "disposition")
FOR = {
    Told.DHS: (Item.CUSTODY, Item.BOOKING, Item.RELEASE, Item.PRINTS, Item.ADDRESS, Item.INTENT),
    Told.PERSON: (Item.REQUEST, Item.INTENT, Item.DECISION, Item.RELEASE),
    Told.LAWYER: (Item.REQUEST, Item.INTENT, Item.DECISION, Item.RELEASE, Item.CUSTODY, Item.BOOKING),
    Told.NAMED: (Item.CUSTODY, Item.RELEASE),
    Told.CONSULATE: (Item.CUSTODY,),
    Told.VICTIM: (Item.CUSTODY, Item.RELEASE),
}
"""What each is told where the law lets it; a caller may propose more or less."""


def proposed(
    to: Told, record: Mapping[str, Any], answer: Mapping[str, Any], *, prints: Mapping[str, Any] | None = None
) -> Message:
    """The message to ``to`` of ``record`` (``detainer.record``) and ``answer`` (``decision.told``), whole: what may not be told is
    taken out by ``notice``. ``prints``: the hit as the jail would name it (its control number). What is not on file is not proposed."""
    found = {
        Item.CUSTODY: _there({"agency": record["place"].get("agency"), "county": record["place"].get("county")}),
        Item.BOOKING: _booking(record),
        Item.RELEASE: _there({"due": answer.get("release_due"), "last_minute": answer.get("release_by")}),
        Item.ADDRESS: record.get("facts", {}).get("address"),
        Item.PRINTS: dict(prints) if prints else None,
        Item.REQUEST: _request(record.get("request")),
        Item.INTENT: {"hold": answer["hold"], "notify": answer["notify"], "transfer": answer["transfer"]},
        Item.DECISION: _there({"headline": answer.get("headline"), "why": answer.get("why")}),
    }
    return Message(to, {item: found[item] for item in FOR[to] if found[item]})


def _booking(record: Mapping[str, Any]) -> dict[str, Any]:
    charges = [_there({k: c.get(k) for k in CHARGE_SHOWN}) for c in record.get("charges") or ()]
    return _there({"number": record["booking"], "booked_at": record.get("booked_at"), "charges": charges})


def _request(request: Mapping[str, Any] | None) -> dict[str, Any]:
    return _there({k: request.get(k) for k in REQUEST_SHOWN}) if request else {}


def _there(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in values.items() if v not in (None, "", [], {})}
