"""A booking and its federal requests as one record, and as the facts that law is asked with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput, Place
from lawgate.base.ids import plain
from lawgate.booking import Booking, Fault, read_feed, release_due
from lawgate.detainer.face import current, form_id
from lawgate.detainer.records import Custody, Request


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
            try:
                yield custody(booking)
            except BadInput as e:
                reading.faults.append(Fault(booking.where, "request.form", e.what, e.do))

    out.items = walk()
    return out


def custody(booking: Booking) -> Custody:
    """Lay the requests upon the booking. Raises ``BadInput`` for a form that nobody issued."""
    requests = [Request(r) for r in booking.requests or ()]
    for r in requests:
        form_id(r.form)
    request, earlier = current(requests)
    return Custody(booking, release_due(booking), request, earlier, booking.requests is not None)


def as_given(c: Custody) -> dict[str, Any]:
    """The facts in the vocabulary of the case files: absent is unknown, None is none, empty is known to be none."""
    b = c.booking
    given: dict[str, Any] = {}
    for name, value in b.facts.items():
        head, _, tail = name.partition(".")
        if tail:
            given.setdefault(head, {})[tail] = value
        else:
            given[head] = value
    if b.charges is not None:
        given["charges"] = [dict(x.facts) for x in b.charges]
    if b.priors is not None:
        given["priors"] = [dict(p) for p in b.priors]
    if b.arrested_at is not None:
        given["arrested_at"] = b.arrested_at
    if c.requests_known:
        given["request"] = None if c.request is None else dict(c.request.facts)
        given["earlier_requests"] = [dict(r.facts) for r in c.earlier]
    due: dict[str, Any] = {} if c.due.event is None else {"event": c.due.event}
    if c.due.known:
        due["t0"] = c.due.t0
    if due:
        given["release_due"] = due
    return given


def record(c: Custody) -> dict[str, Any]:
    """The custody as plain JSON: what the ledger keeps and the pages show."""
    b = c.booking
    return {
        "booking": b.number,
        "person": asdict(b.person),
        "place": asdict(b.facility),
        "housing": b.housing,
        "booked_at": plain(b.booked_at),
        "released_at": plain(b.released_at),
        "release_due": plain(asdict(c.due)),
        "charges": None
        if b.charges is None
        else [plain({**x.facts, "ends_at": x.ends, "open": x.open}) for x in b.charges],
        "priors": plain(b.priors),
        "holds": plain([asdict(h) for h in b.holds]),
        "bail": plain([asdict(x) for x in b.bail]),
        "orders": plain([asdict(o) for o in b.orders]),
        "facts": plain(b.facts),
        "request": None if c.request is None else plain(dict(c.request.facts)),
        "earlier_requests": plain([dict(r.facts) for r in c.earlier]),
        "requests_known": c.requests_known,
        "as_of": plain(b.as_of),
    }
