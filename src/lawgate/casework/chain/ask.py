"""A person asks the federal side by name (an IAQ). Its answer is quoted and decides nothing: a name is no fingerprint."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from lawgate.base import BadInput, digest
from lawgate.casework.chain.state import QUERY, states
from lawgate.casework.chain.steps import FEDERAL, SIDE
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.outbox import queue
from lawgate.federal import Query, write_query

NAMED = "IAQ"


def ask_by_name(ledger: Ledger, booking: str, query: Query, now: datetime) -> str:
    """Lay the query into the outbox, under a control of its own where it has none. Returns the control; the same again is one query.

    Raises ``BadInput`` for a booking that nobody here has or who has left, and for a query that the form cannot carry.
    """
    control = query.control or digest([booking, query.subject])[:10].upper()
    text = write_query(replace(query, control=control)).decode("ascii")
    body = {"kind": NAMED, "control": control, "tcn": "", "text": text}
    with writing(ledger.alias):
        state = states(ledger, [booking])[booking]
        if state.record is None or state.gone or state.expunged:
            raise BadInput("nobody in custody has this number", where=booking, do="check the booking number")
        queue(ledger, booking, to=SIDE, channel=FEDERAL, purpose=QUERY, about=control, body=body, now=now)
    return control
