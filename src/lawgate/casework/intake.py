"""A federal paper that cannot be laid upon a record is kept all the same, with its bytes and its reason, for a person to look at."""

from __future__ import annotations

from datetime import datetime

from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Standing
from lawgate.casework.records import LEDGER, PAPER, New
from lawgate.detainer.intake_records import Became, Intake, Outcome


def keep(ledger: Ledger, taken: Intake, found: Outcome, booking: str, now: datetime, *, by: str) -> int:
    """Append what became of the paper (``paper.received``): on the person's own record where there is one, else about nobody. Its
    bytes are sealed with the event. Returns the event's number. A paper that is laid is an act, and none of this function's."""
    if found.became is Became.LAID:
        raise ValueError("a paper that is laid upon the record is kept by the act that lays it")
    with writing(ledger.alias):
        known = Standing.objects.using(ledger.alias).filter(subject=booking).exists()
        body = {"outcome": found.became.value, "says": found.says, "by": by, "paper": taken.paper(booking)}
        came = taken.request.received_at or now
        event = New(PAPER, booking if known else LEDGER, body | taken.evidence(), min(came, now), now)
        (number,) = ledger.append([event], now)
    return number
