"""A person says whose prints these are: confirmation, dispute and correction, each an event; the chain goes on from there.

``person``: the record that it is about, one of the candidates; empty: the prints themselves, whether they are of the one who is booked.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lawgate.casework.chain.state import states
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.records import CONFIRMED, DISPUTED, IDENTITY_CORRECTED, New
from lawgate.identity.kept import check_act


def confirm(ledger: Ledger, booking: str, person: str, *, same: bool, by: str, why: str, now: datetime) -> int:
    """Somebody looked at the evidence: the record is, or is not, this person's. Returns the event's number.

    Raises ``BadInput`` for a record never held against this person, one with which no prints were compared (``same``), or against
    what prints decided, unless that was disputed first.
    """
    return _act(ledger, booking, CONFIRMED, {"person": person, "same": same, "by": by, "why": why}, now)


def dispute(ledger: Ledger, booking: str, person: str, *, by: str, why: str, now: datetime) -> int:
    """Somebody, the person above all, says that the answer is wrong. It decides nothing: the question is open again."""
    return _act(ledger, booking, DISPUTED, {"person": person, "by": by, "why": why}, now)


def correct(ledger: Ledger, booking: str, person: str, *, by: str, why: str, now: datetime) -> int:
    """A record was put right: the prints are held against everyone anew."""
    return _act(ledger, booking, IDENTITY_CORRECTED, {"person": person, "by": by, "why": why}, now)


def _act(ledger: Ledger, booking: str, kind: str, said: dict[str, Any], now: datetime) -> int:
    with writing(ledger.alias):
        state = states(ledger, [booking])[booking]
        check_act(kind, said, state.assessed[1] if state.assessed[0] else None, state.identity, booking)
        (number,) = ledger.append([New(kind, booking, said, now, now)], now)
    return number
