"""Offices of lawyers: who may be designated, in which order they are told, who is on call at an instant. Each is an event, whole."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, time
from typing import Any

from lawgate.base import BadInput
from lawgate.base.moments import zone
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, New
from lawgate.counsel.records import OFFICE, OFFICE_KEY, Contact, Office

CHANNELS = ("smtp", "sms", "webhook")
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
ID = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")
MAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
NUMBER = re.compile(r"\+[1-9]\d{6,14}")


def set_office(ledger: Ledger, given: Mapping[str, Any], *, by: str, now: datetime) -> Office:
    """Take an office as it is described (see ``docs/counsel.md``), over what was known of it. Raises ``BadInput``."""
    office = read_office(given)
    kept = offices(ledger).get(office.id)
    if kept is not None and not office.public_key:
        office = replace(office, public_key=kept.public_key)
    ledger.append([New(OFFICE, LEDGER, {**asdict(office), "by": by}, now, now)], now)
    return office


def set_key(ledger: Ledger, office: str, public_key: str, *, by: str, now: datetime) -> None:
    """A new key for call-back requests; what was sealed for the old one is read with the old one."""
    if office not in offices(ledger):
        raise BadInput(f"there is no office '{office[:64]}'", do="register it first")
    said = {"office": office, "public_key": public_key, "by": by}
    ledger.append([New(OFFICE_KEY, LEDGER, said, now, now)], now)


def offices(ledger: Ledger) -> dict[str, Office]:
    """Every office by its id, as it was set last."""
    rows = list(
        Event.objects.using(ledger.alias).filter(subject=LEDGER, kind__in=(OFFICE, OFFICE_KEY)).order_by("number")
    )
    found: dict[str, Office] = {}
    for row, said in zip(rows, ledger.open_payloads(rows), strict=True):
        if said is None:
            continue
        if row.kind == OFFICE:
            office = read_office(said)
            found[office.id] = office
        elif said["office"] in found:
            found[said["office"]] = replace(found[said["office"]], public_key=said["public_key"])
    return found


def read_office(given: Mapping[str, Any]) -> Office:
    """An office from its description. Raises ``BadInput`` with the field that cannot be taken."""
    where = f"office {given.get('id') or '(no id)'}"
    if not ID.fullmatch(str(given.get("id") or "")):
        raise BadInput("its id cannot be used", where=where, do="use small letters, digits and hyphens")
    if not str(given.get("name") or "").strip():
        raise BadInput("it has no name", where=where, do="give the name people know it by")
    contacts = tuple(_contact(c, where) for c in given.get("contacts") or ())
    if not contacts:
        raise BadInput("nobody there can be told", where=where, do="name at least one lawyer")
    if len({c.account for c in contacts}) < len(contacts):
        raise BadInput("a lawyer stands in it twice", where=where, do="name each account once")
    tz = str(given.get("tz") or "UTC")
    zone(tz, where=where)
    return Office(
        id=str(given["id"]),
        name=str(given["name"]).strip(),
        free=bool(given.get("free")),
        tz=tz,
        languages=tuple(given.get("languages") or ()),
        contacts=contacts,
        phone=str(given.get("phone") or ""),
        public_key=str(given.get("public_key") or ""),
    )


def _contact(given: Mapping[str, Any], where: str) -> Contact:
    c = Contact(**{k: str(given.get(k) or "").strip() for k in ("account", "name", "channel", "to", "days", "hours")})
    if not c.account or not c.name:
        raise BadInput("a lawyer has no account or no name", where=where, do="give both")
    if c.channel not in CHANNELS:
        raise BadInput(f"'{c.channel}' is no channel", where=f"{where}, {c.account}", do=f"use {', '.join(CHANNELS)}")
    good = {"smtp": MAIL.fullmatch, "sms": NUMBER.fullmatch, "webhook": re.compile(r"https://\S+").fullmatch}
    if not good[c.channel](c.to):
        raise BadInput(f"'{c.to}' is no address for {c.channel}", where=f"{where}, {c.account}", do="check it")
    if c.hours and not HOURS.fullmatch(c.hours):
        raise BadInput(f"'{c.hours}' are no hours", where=f"{where}, {c.account}", do="write 18:00-08:00")
    if c.days and _days(c.days) is None:
        raise BadInput(f"'{c.days}' are no days", where=f"{where}, {c.account}", do="write Mon-Fri, or Sat")
    return c


def order(office: Office, first: str, at: datetime) -> Sequence[Contact]:
    """Whom to tell, one after the other: the lawyer who was named, then whoever is on call at ``at``, then the others."""
    local = at.astimezone(zone(office.tz))
    named = [c for c in office.contacts if c.account == first]
    others = [c for c in office.contacts if c.account != first]
    on = [c for c in others if c.hours and on_call(c, local)]
    off = [c for c in others if c.hours and c not in on]
    return (*named, *on, *(c for c in others if not c.hours), *off)


def on_call(c: Contact, local: datetime) -> bool:
    """Whether the rota has this lawyer at a local instant. Hours that end before they begin run past midnight, of the day they began."""
    begin, end = (time.fromisoformat(t) for t in c.hours.split("-"))
    days, today = _days(c.days) or set(range(7)), local.weekday()
    now = local.time()
    if begin < end:
        return today in days and begin <= now < end
    return (today in days and now >= begin) or ((today - 1) % 7 in days and now < end)


def _days(text: str) -> set[int] | None:
    first, _, last = text.partition("-")
    if first not in DAYS or (last and last not in DAYS):
        return None
    a, b = DAYS.index(first), DAYS.index(last or first)
    return {d % 7 for d in range(a, b + 1 if b >= a else b + 8)}
