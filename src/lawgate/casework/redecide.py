"""A new book of law: everyone in custody is decided again, and what changed is listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lawgate.base import BadInput
from lawgate.casework.acts_events import case_of, write_decision
from lawgate.casework.acts_record import Maker, decided_bytes
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.standing import custody_now
from lawgate.detainer import document_of, last_instant

ASKED = ("hold", "notify", "transfer", "interview", "release_by")


@dataclass(frozen=True, slots=True)
class Changed:
    """One person whose answer changed: for each thing asked, (before, after)."""

    booking: str
    answers: Mapping[str, tuple[Any, Any]]


def redecide(ledger: Ledger, office: Maker, now: datetime) -> Iterator[Changed]:
    """Decide everyone in custody anew, each in a transaction of their own. Yields those whose answers changed.

    Where nothing of the decision changed but the book's name, the decision is appended all the same: it says by which law.
    """
    for subject in [x.subject for x in custody_now(ledger, now)]:
        with writing(ledger.alias):
            case = case_of(ledger, subject)
            if case.record is None or case.standing is None:
                continue
            try:
                made = office.remake(document_of(case.record), last_instant(case.record))
            except BadInput:
                continue  # a record that can no longer be read stays as it was decided
            decision = decided_bytes(ledger, office, made)
            after = write_decision(ledger, case, made, decision, now)
        before = case.answer or {}
        found = {n: (before.get(n), after.get(n)) for n in ASKED if before.get(n) != after.get(n)}
        if found:
            yield Changed(subject, found)
