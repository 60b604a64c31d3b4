"""What lies on the served ledger beside the feed: prints of two people, an identification that is not sure, the agency's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lawgate.casework.alarms import tick
from lawgate.casework.ledger import Ledger
from lawgate.casework.outbox import UNDO, queue
from lawgate.casework.records import ASSESSED, PRINTS, RESPONSE, New
from lawgate.prints.kept import templates_kept
from lawgate.prints.records import TenPrint
from lawgate.prints.synth import population

SUBJECT, RECORD = "14-69998", "14-69999"
CANDIDATE: dict[str, Any] = {
    "person": RECORD,
    "verdict": "unsure",
    "decided_by": "prints",
    "evidence": 9.0,
    "fingers": [4, 10],
    "posterior": 0.81,
    "because": ["four of ten fingers agree"],
    "warnings": ["booked under another name"],
}
UNSURE: dict[str, Any] = {
    "verdict": "unsure",
    "because": "too few fingers agree to say",
    "searched": 42,
    "not_looked_at": [],
    "candidates": [CANDIDATE],
    "doubts": [{"person": RECORD, "says": "four of ten fingers agree"}],
}
ANSWER: dict[str, Any] = {
    "kind": "IAR",
    "refers_to": "X1",
    "outcome": "match",
    "basis": "",
    "raw": "",
    "says": "SUBJECT OF RECORD",
    "quoted": [],
}


def fingers(impression: int) -> TenPrint:
    """Ten fingers of one invented person, laid down once more for each number."""
    return next(population(5, 1, impression=impression, threads=1)).ten_print(0)


def lay(ledger: Ledger, at: datetime) -> None:
    """Append the evidence, and let the alarms be derived."""
    said = (
        (PRINTS, RECORD, {"tcn": "X0", **templates_kept(fingers(1))}),
        (PRINTS, SUBJECT, {"tcn": "X1", **templates_kept(fingers(2))}),
        (ASSESSED, SUBJECT, UNSURE),
        (RESPONSE, SUBJECT, ANSWER),
    )
    ledger.append([New(kind, subject, body, at, at) for kind, subject, body in said], at)
    form = {"to": "ICE", "channel": "federal", "purpose": "notice", "about": "X1"}
    queue(ledger, SUBJECT, **form, body={"control": "X1"}, now=at, wait=UNDO)
    tick(ledger, at)
