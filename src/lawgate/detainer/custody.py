"""A booking and its papers as one record, and as the facts that law is asked with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place
from lawgate.base.ids import plain
from lawgate.base.moments import local_day
from lawgate.booking import Booking, Fault, read_feed, release_due
from lawgate.booking.build import ROW
from lawgate.booking.records import Part
from lawgate.booking.schema import PARTS, own_names
from lawgate.detainer.face import read_request
from lawgate.detainer.lifecycle import current
from lawgate.detainer.records import CIVIL_KINDS, JUDICIAL_KINDS, CivilWarrant, Custody, JudicialWarrant, Request

OWN = {part: own_names(columns) for part, columns in PARTS.items()}


@dataclass
class Custodies:
    """A feed being read into custodies; ``faults`` and ``notes`` fill while it is walked through."""

    format: str
    items: Iterator[Custody]
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_custodies(
    path: Path, *, facility: Place | None = None, tz: ZoneInfo | None = None, as_of: datetime | None = None
) -> Custodies:
    """Open a feed (see ``booking.read_feed``). A booking whose form nobody issued is a fault and is left out."""
    reading = read_feed(path, facility=facility, tz=tz, as_of=as_of)
    out = Custodies(reading.format, iter(()), reading.faults, reading.notes)

    def walk() -> Iterator[Custody]:
        for booking in reading.bookings:
            found = custody(booking, reading.faults)
            if found is not None:
                yield found

    out.items = walk()
    return out


def custody(booking: Booking, faults: list[Fault]) -> Custody | None:
    """Lay the papers upon the booking; None, and the faults, when a request cannot be read.

    An immigration hold filed among the other holds of a feed that lists no requests is a request of which nothing else is known.
    """
    raw = booking.requests
    holds = [h for h in booking.holds or () if h.immigration]
    if raw is None and holds:
        raw = tuple({"received_at": h.since} if h.since else {} for h in holds)
    requests: list[Request] = []
    before = len(faults)
    for number, facts in enumerate(raw or (), 1):
        try:
            requests.append(read_request(facts))
        except BadInput as e:
            faults.append(Fault(facts.get(ROW) or f"{booking.where}, request {number}", e.where, e.what, e.do))
    if len(faults) > before:
        return None
    request, earlier = current(requests, booking.as_of)
    civil, judicial = _warrants(booking)
    return Custody(booking, release_due(booking), request, earlier, raw is not None, civil, judicial)


def _warrants(b: Booking) -> tuple[tuple[CivilWarrant, ...] | None, tuple[JudicialWarrant, ...] | None]:
    if b.warrants is None:
        return None, None
    civil = tuple(CivilWarrant(w) for w in b.warrants if w.get("kind") in CIVIL_KINDS)
    return civil, tuple(JudicialWarrant(w) for w in b.warrants if w.get("kind") not in CIVIL_KINDS)


def as_given(c: Custody) -> dict[str, Any]:
    """The facts in the vocabulary of the case files: absent is unknown, None is none, empty is known to be none.

    Nothing of the person but the age goes in: no name, sex, race, language or birthplace.
    """
    b = c.booking
    given: dict[str, Any] = {}
    for name, value in _told(b.facts, "booking").items():
        head, _, tail = name.partition(".")
        if tail:
            given.setdefault(head, {})[tail] = value
        else:
            given[head] = value
    _lists(given, b)
    _papers(given, c)
    _requests(given, c)
    due: dict[str, Any] = {} if c.due.event is None else {"event": c.due.event}
    if c.due.known:
        due["t0"] = c.due.t0
    given.pop("release_due", None)
    if due:
        given["release_due"] = due
    if b.person.born is not None and "age" not in given.get("subject", {}):
        day = _day(c)
        if day is not None and day >= b.person.born:
            given.setdefault("subject", {})["age"] = _age(b.person.born, day)
    return given


def _told(facts: Any, part: str) -> dict[str, Any]:
    """``facts`` without the jail's own bookkeeping."""
    return {k: v for k, v in facts.items() if k not in OWN[part]}


def _lists(given: dict[str, Any], b: Booking) -> None:
    if b.charges is not None:
        given["charges"] = [_told(x.facts, "charge") for x in b.charges]
    if b.priors is not None:
        given["priors"] = [_told(x.facts, "prior") for x in b.priors]
    if b.holds is not None:
        given["other_holds"] = [
            {k: x.facts[k] for k in ("type", "agency", "valid") if k in x.facts} for x in b.holds if not x.immigration
        ]
    moved = [e.at for e in b.events or () if e.what == "moved-to-other-jail"]
    if moved and "moved_to_other_jail_at" not in given:
        given["moved_to_other_jail_at"] = moved[0]
    if b.released_at is not None:
        given["actual_release"] = b.released_at


def _papers(given: dict[str, Any], c: Custody) -> None:
    """Warrants that are listed one by one, as the facts the law asks for; what the booking states itself wins."""
    if c.civil_warrants is None or c.judicial_warrants is None:
        return
    given.setdefault("civil_warrants", frozenset(w.kind for w in c.civil_warrants if w.kind))
    kinds = {w.kind for w in c.judicial_warrants}
    given.setdefault("judicial_warrant", next((k for k in JUDICIAL_KINDS if k in kinds), "none"))
    given.setdefault("judicial_removal_order", "judicial-removal-order" in kinds)
    served = [w.served_at for w in c.civil_warrants if w.served_at is not None]
    if served:
        given.setdefault("warrant_served_at", min(served))


def _requests(given: dict[str, Any], c: Custody) -> None:
    if not c.requests_known:
        return
    given["request"] = None if c.request is None else _told(c.request.facts, "request")
    given["earlier_requests"] = [_told(r.facts, "request") for r in c.earlier]
    booked, received = c.booking.booked_at, c.request.received_at if c.request is not None else None
    if "in_custody" not in given and booked is not None and received is not None:
        out = c.booking.released_at
        given["in_custody"] = booked <= received and (out is None or received <= out)


def _day(c: Custody) -> date | None:
    moment = c.due.t0 or c.booking.as_of or c.booking.booked_at
    return None if moment is None else local_day(moment, c.booking.facility.zone)


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def record(c: Custody) -> dict[str, Any]:
    """The custody as plain JSON: what the ledger keeps and the pages show.

    Of the feed's instant only the day is kept, and only where an answer rests on it: a feed that comes every few minutes must not
    look like a correction of everyone.
    """
    b = c.booking
    person = b.person
    return {
        "booking": b.number,
        "person": {k: plain(person.facts.get(k)) or "" for k in PERSON_SHOWN} | _aliases(person),
        "place": asdict(b.facility),
        "housing": b.housing,
        "booked_at": plain(b.booked_at),
        "released_at": plain(b.released_at),
        "release_due": plain(asdict(c.due)),
        "charges": _rows(b.charges),
        "priors": _rows(b.priors),
        "holds": _rows(b.holds),
        "bail": _rows(b.bail) or [],
        "orders": _rows(b.orders) or [],
        "events": _rows(b.events) or [],
        "warrants": plain(b.warrants),
        "facts": plain({k: v for k, v in b.facts.items() if k not in ("booked_at", "released_at", "housing")}),
        "request": None if c.request is None else plain(dict(c.request.facts)),
        "earlier_requests": plain([dict(r.facts) for r in c.earlier]),
        "requests_known": c.requests_known,
        "outcome": b.outcome,
        "as_of": plain(_day(c)) if c.due.t0 is None and b.as_of is not None else None,
    }


PERSON_SHOWN = ("last", "first", "middle", "born", "sex", "race", "language")


def _aliases(person: Part) -> dict[str, Any]:
    found = person.facts.get("aliases")
    return {} if found is None else {"aliases": plain(found)}


def _rows(parts: tuple[Part, ...] | None) -> list[dict[str, Any]] | None:
    return None if parts is None else [plain(p.facts) for p in parts]
