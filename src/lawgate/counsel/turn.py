"""One turn of what runs beside the pages: what is due is appended, what is queued is sent, what that came to is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from lawgate.casework.ledger import Ledger
from lawgate.casework.outbox_pump import pump
from lawgate.casework.records import Clock, Sender
from lawgate.counsel.alerts import tick
from lawgate.counsel.records import Ticked

EVERY = 5  # seconds between turns: a lawyer is told well within the minute


def turn(ledger: Ledger, clock: Clock, senders: Mapping[str, Sender], chance: Random, *, address: str = "") -> Ticked:
    """Tick, send, and tick again when something was refused, so that the next lawyer is told in the same turn."""
    ticked = tick(ledger, clock(), address=address)
    sent = pump(ledger, senders, clock, chance, only=senders.keys())
    if sent.dead:
        tick(ledger, clock(), address=address, destroy=False)
        pump(ledger, senders, clock, chance, only=senders.keys())
    return ticked
