"""The acts of the desk as data: what each asks for, in the order of its paper; who may do it; whether it can be undone.

An act is one event ``act.NAME``. Pages, the interface and the ledger read this one table.
"""

from __future__ import annotations

from lawgate.casework.acts_fields import (
    ANSWERED,
    BAIL,
    BOOKED,
    CANCELLED,
    CHARGED,
    DISPOSED,
    DUE,
    HANDED_OVER,
    HOLD_BEGUN,
    NOTED,
    RELEASE_BEGUN,
    RELEASED,
    REQUESTED,
    SAYS,
    SERVED,
    WANTS,
    Field,
    Kind,
)
from lawgate.casework.acts_kinds_court import OF_COURT
from lawgate.casework.acts_kinds_door import OF_DOOR
from lawgate.casework.acts_kinds_papers import OF_PAPERS

PREFIX, UNDONE = "act.", "act.undone"
KINDS: dict[str, Kind] = {k.name: k for k in (*OF_COURT, *OF_PAPERS, *OF_DOOR)}
CORRECTION = Kind("undone", "Undo", "Undo", (Field("event", "Which event", "number", needed=True), Field("why", "Why")))

__all__ = [
    "ANSWERED",
    "BAIL",
    "BOOKED",
    "CANCELLED",
    "CHARGED",
    "CORRECTION",
    "DISPOSED",
    "DUE",
    "HANDED_OVER",
    "HOLD_BEGUN",
    "KINDS",
    "NOTED",
    "PREFIX",
    "RELEASED",
    "RELEASE_BEGUN",
    "REQUESTED",
    "SAYS",
    "SERVED",
    "UNDONE",
    "WANTS",
    "Field",
    "Kind",
]
