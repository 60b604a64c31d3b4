"""Passages that several letters share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from lawgate.counsel.letters.client import Asked, Client, Reason
from lawgate.counsel.letters.records import Block

LAWFUL = ("required", "permitted")
OVER = "Whatever time the request and the law allow has run out."


def ran_out(c: Client, now: datetime) -> bool:
    """Whether a lawful hold is over."""
    return c.hold in LAWFUL and c.past(now)


def law(reasons: Iterable[Reason]) -> Iterator[Block]:
    """Each rule in its words, with its citation and how far it was read."""
    for r in reasons:
        yield Block("quote", f"{r.words.rstrip('.')}. {r.cite}" + (f" ({r.confidence})." if r.confidence else "."))


def requests(c: Client) -> Iterator[Block]:
    """Every federal request as the jail has it."""
    if not c.requests:
        yield Block("para", "No federal request is on the jail's record as shown to counsel.")
    for r in c.requests:
        yield Block("item", _request(r))


def _request(r: Asked) -> str:
    gone = f"; cancelled {r.cancelled}" if r.cancelled else ""
    return (
        f"{r.form}, issued {r.issued}, received {r.received}; copy given to the person: {r.served}; "
        f"boxes: {r.boxes}; asks: {r.asks}{gone}."
    )
