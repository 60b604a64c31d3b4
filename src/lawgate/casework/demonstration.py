"""A ledger whose people are all invented says so in its very first event; no other ledger can come to say it."""

from __future__ import annotations

from datetime import datetime

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, New

DEMONSTRATION = "demonstration"


def mark_demonstration(ledger: Ledger, at: datetime) -> None:
    """Say that everybody on this ledger is invented; nothing when it says so already.

    Raises ``BadInput`` for a ledger that has other events: its people may be real.
    """
    with writing(ledger.alias):
        if is_demonstration(ledger):
            return
        if ledger.end()[0]:
            raise BadInput(
                "has events already, so it cannot become a demonstration",
                where=str(ledger.path),
                do="remove it if all in it are invented, or give another path",
            )
        ledger.append([New(DEMONSTRATION, LEDGER, {"people": "all invented"}, at, at)], at)


def is_demonstration(ledger: Ledger) -> bool:
    """Whether the first event says that everybody is invented."""
    first = Event.objects.using(ledger.alias).order_by("number").values_list("kind", flat=True).first()
    return first == DEMONSTRATION
