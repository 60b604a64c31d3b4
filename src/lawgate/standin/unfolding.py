"""A county as it happens: each booking as the jail's own system had it at every instant at which something of it became known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

Document = Mapping[str, Any]
WHEN = {"bail": "tendered_at", "orders": "at", "events": "at", "warrants": "received_at", "requests": "received_at"}
"""Lists of which an entry is known from its own instant on; without one, from the booking on."""
AFTERWARDS = ("outcome", "delay_minutes", "delay_reason", "in_custody")
ENDED = frozenset(
    ("dismissed", "no-charge-filed", "released-on-recognisance", "sentence-served", "acquitted", "proceeding-complete")
)


def unfold(bookings: Iterable[Document]) -> list[tuple[datetime, Document]]:
    """(instant, the booking as it was known then), in the order in which they become known. The last of a booking is the whole of it."""
    every = [(at, document) for one in bookings for at, document in history(one)]
    return sorted(every, key=lambda pair: pair[0])


def history(booking: Document) -> Iterator[tuple[datetime, Document]]:
    """One booking, each time something of it became known. What comes to the same document is given once."""
    before: Document | None = None
    for at in sorted(_instants(booking)):
        document = known_at(booking, at)
        if document != before:
            yield at, document
        before = document


def known_at(booking: Document, at: datetime) -> dict[str, Any]:
    """The booking as the jail's system had it at ``at``: charges still open, bail not yet tendered, the door not yet opened."""
    out = dict(booking)
    left = _instant(booking.get("released_at"))
    if left is None or left > at:
        out["released_at"] = None
    for name in AFTERWARDS:
        if left is None or left > at:
            out.pop(name, None)
    for name, when in WHEN.items():
        if booking.get(name) is not None:
            out[name] = [row for row in booking[name] if _known(row, when, at)]
    settled = _settled(booking)
    if booking.get("charges") is not None:
        out["charges"] = [_charge(c, at, settled) for c in booking["charges"]]
    if booking.get("holds") is not None:
        out["holds"] = [_open(h, at) for h in booking["holds"] if _known(h, "since", at)]
    return out


def _charge(charge: Document, at: datetime, settled: datetime | None) -> dict[str, Any]:
    """A charge before it ended is pending; one that names no instant of its end ended with the last that a court or the bail desk did."""
    out = _open(charge, at)
    ended = _instant(charge.get("ends_at")) or settled
    if charge.get("disposition") in ENDED and (ended is None or ended > at):
        out["disposition"] = "pending"
    return out


def _open(row: Document, at: datetime) -> dict[str, Any]:
    out = dict(row)
    ends = _instant(row.get("ends_at"))
    if ends is not None and ends > at:
        for name in ("ends_at", "ended_by"):
            out.pop(name, None)
    return out


def _settled(booking: Document) -> datetime | None:
    """The last instant at which something ended by order or by bail; the release, where there was neither."""
    rows = [*((o, "at") for o in booking.get("orders") or ()), *((b, "tendered_at") for b in booking.get("bail") or ())]
    found = [at for row, name in rows if (at := _instant(row.get(name))) is not None]
    return max(found, default=_instant(booking.get("released_at")))


def _known(row: Document, name: str, at: datetime) -> bool:
    when = _instant(row.get(name))
    return when is None or when <= at


def _instants(booking: Document) -> Iterator[datetime]:
    """Every instant at which something becomes known, not before the booking itself."""
    booked = _instant(booking.get("booked_at")) or _instant(booking.get("arrested_at"))
    found = [booked, _instant(booking.get("released_at"))]
    for name, when in (*WHEN.items(), ("charges", "ends_at"), ("holds", "ends_at"), ("holds", "since")):
        found += [_instant(row.get(when)) for row in booking.get(name) or ()]
    for at in found:
        if at is not None and (booked is None or at >= booked):
            yield at


def _instant(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    return datetime.fromisoformat(value) if isinstance(value, str) and value[:4].isdigit() and "T" in value else None
