"""Everything that happened to one person, in the order in which the ledger learned it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lawgate.casework.ledger import Ledger
from lawgate.casework.records import EXPUNGED


@dataclass(frozen=True, slots=True)
class Happening:
    """One event as a reader sees it. ``payload`` is None where it was expunged; then ``order`` names the court's order."""

    number: int
    kind: str
    actor: str
    happened: datetime
    received: datetime
    recorded: datetime
    payload: dict[str, Any] | None
    order: str = ""


def timeline(ledger: Ledger, key: str) -> list[Happening]:
    """A person's events. Empty for a key nobody has; raises ``Unreadable`` when one was altered or the master key is not at hand."""
    rows = list(ledger.events(key)) if key else []
    said = ledger.open_payloads(rows)
    order = next((str(p["order"]) for r, p in zip(rows, said, strict=True) if r.kind == EXPUNGED and p), "")
    return [
        Happening(r.number, r.kind, r.actor, r.happened_at, r.received_at, r.recorded_at, p, order if p is None else "")
        for r, p in zip(rows, said, strict=True)
    ]
