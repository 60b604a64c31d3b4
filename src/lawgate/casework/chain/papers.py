"""Papers of the field office: kept as they were delivered, laid upon the record, and decided, in one transaction.

A paper for nobody who is here, or that comes too late, or cannot be laid, is kept and named, for a person to look at.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lawgate.base import BadInput
from lawgate.casework.acts_record import deliver
from lawgate.casework.chain.answers import Answers
from lawgate.casework.chain.records import Incoming, Rooms, Turn
from lawgate.casework.chain.state import Said, State, states
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.papers import CANCELLATION, cancels, is_whole
from lawgate.casework.records import LEDGER, PAPER, New

LAID, LATE, NOBODY, BROKEN = "laid upon the record", "late", "for nobody here", "cannot be laid upon the record"
BY = "the field office"


def take_papers(
    ledger: Ledger, answers: Answers, rooms: Rooms, deliveries: Sequence[Incoming], now: datetime, turn: Turn
) -> None:
    """Each paper in a transaction of its own: the paper, the request as an event, the record, the decision; or none of them."""
    for one in deliveries:
        if one.paper is not None and one.id not in answers.kept:
            booking = str(one.paper.get("booking") or "") or answers.booking_of(str(one.paper.get("control") or ""))
            take_paper(ledger, rooms, one, booking, now, turn)


def take_paper(
    ledger: Ledger, rooms: Rooms, one: Incoming, booking: str, now: datetime, turn: Turn | None = None
) -> str:
    """Keep one paper and lay it. Returns what became of it, in a sentence. ``booking`` empty: it is for nobody who is known."""
    turn, paper = turn or Turn(), dict(one.paper or {})
    with writing(ledger.alias):
        state = states(ledger, [booking])[booking] if booking else State("")
        outcome, says = _outcome(state, paper)
        if outcome == LAID:
            if paper.get("what") == CANCELLATION:
                paper["cancels"] = cancels(paper, state.papers)
            try:
                body = {"fields": paper, "by": BY, "role": "federal mailbox", "key": one.id, "says": says}
                deliver(ledger, booking, body | _evidence(one), now, rooms.maker, now)
            except BadInput as e:
                outcome, says = BROKEN, f"It cannot be laid upon the record: {e}"
        if outcome != LAID:
            subject = booking if state.record is not None and not state.expunged else LEDGER
            said = {"outcome": outcome, "says": says, "paper": paper, **_evidence(one)}
            ledger.append([New(PAPER, subject, said, now, now)], now)
    turn.papers += outcome == LAID
    turn.unplaced += outcome != LAID
    return says


def _outcome(state: State, paper: Said) -> tuple[str, str]:
    if not is_whole(paper):
        return BROKEN, "A paper came that says neither what it asks nor what it cancels: a person must look at it."
    what = "A cancellation" if paper["what"] == CANCELLATION else "A request"
    if state.record is None or state.expunged:
        name = paper.get("booking") or paper.get("control") or "no booking"
        return NOBODY, f"{what} came for {name}, and nobody here has that number: a person must look at it."
    if state.gone:
        return LATE, f"{what} came after the person had left; nothing is laid upon the record."
    return LAID, f"{what} came and is laid upon the record."


def _evidence(one: Incoming) -> dict[str, Any]:
    """The paper as it was delivered."""
    attached = hashlib.sha256(one.attached).hexdigest() if one.attached else ""
    return {"delivery": one.id, "raw": base64.b64encode(one.raw).decode(), "pdf_sha256": attached}
