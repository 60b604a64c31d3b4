"""Copies of what DHS was told: for the person a paper that a clerk prints and gives, for their lawyer an alert of the counsel's room.

The law says whom a notice owes a copy (Cal. Gov. Code § 7283.1(b) and its like); it is made once DHS has the notice, never before, so
that nobody is told of what was taken back. Each copy is put to the law as the notice was. Who is not on file yet is asked for, and
gets the copy when they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lawgate.casework.chain.records import Rooms
from lawgate.casework.chain.state import COPY, PERSON, Said, State
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event, Outbox, Standing
from lawgate.casework.outbox import DESK, WAITING, WITHDRAWN, entry, hand_over, message_id, withdraw
from lawgate.casework.records import COPIED, New

TO_PERSON = "the person"
PRINT, COUNSEL, ASK, LATE, WITHHELD = "print", "counsel", "ask", "late", "withheld"
"""How a copy goes: printed and given; told by the counsel's room; not before somebody is named; not at all, and why."""
NOBODY = "Nobody is on file: ask the person for a lawyer, or for one person who is to be told."
LEFT = "The person left custody before it could be given."
GIVEN = "act.served"
PAPER = "intent-to-comply"  # among the papers of an act of serving: what DHS was told


def copies_of(s: State, rooms: Rooms, now: datetime) -> list[New]:
    """The event that says who gets a copy and how, with the papers to be printed laid into the outbox."""
    notice, delivery, owed = s.uncopied or (0, 0, ())
    told = s.notices[s.noticed.index(notice)]
    kept_back = [{"what": w["what"], "why": w["why"]} for w in told["withheld"]]
    copies, letters = [], []
    for b in owed:
        copy = {k: b.get(k) for k in ("to", "paper", "words", "citation", "law")} | _how(s, rooms, b, told)
        if copy["how"] == PRINT:
            body = {"notice": notice, "delivery": delivery, "sent": dict(told["sent"]), "withheld": kept_back}
            body |= {k: b.get(k) for k in ("words", "citation", "law")}
            name = copy["message"] = message_id(COPY, s.subject, f"{notice}:{b['to']}")
            letters.append(entry(name, s.subject, to=TO_PERSON, channel=DESK, purpose=COPY, body=body, at=now))
        copies.append(copy)
    said = {"about": notice, "delivery": delivery, "copies": copies, "withheld": kept_back}
    return [New(COPIED, s.subject, said, now, now), *letters]


def _how(s: State, rooms: Rooms, owed: Said, told: Said) -> dict[str, Any]:
    """How one copy goes, and what the law keeps out of it."""
    reader = s.reader(str(owed["to"]))
    if not reader:
        return {"how": ASK, "settled": False, "why": NOBODY, "withheld": []}
    if reader == PERSON and s.gone:
        return {"how": LATE, "settled": True, "why": LEFT, "withheld": []}
    checked: Mapping[str, Any] = rooms.copy(s, reader, told["sent"])
    withheld = [{"what": w["what"], "why": w["why"], "citations": w["citations"]} for w in checked["withheld"]]
    if not checked["sent"]:
        why = " ".join(str(w["why"]) for w in withheld) or "Nothing of it may be given."
        return {"how": WITHHELD, "settled": True, "why": why, "withheld": withheld}
    how = PRINT if reader == PERSON else COUNSEL
    return {"how": how, "settled": True, "why": "", "reader": reader, "withheld": withheld}


def settle_papers(ledger: Ledger, now: datetime) -> int:
    """Papers that wait at the desk: of whoever was given theirs the job is done, of whoever left or was expunged it is taken back.
    Returns how many."""
    rows = Outbox.objects.using(ledger.alias).filter(channel=DESK, state=WAITING)
    waiting = list(rows.values_list("message", "subject", "event"))
    if not waiting:
        return 0
    whose = {subject for _, subject, _ in waiting}
    known = {subject for subject, wrapped in ledger.keys.wrapped(sorted(whose)).items() if wrapped}
    rows.filter(subject__in=whose - known).update(state=WITHDRAWN)  # nothing more is written of whoever was expunged
    inside = Standing.objects.using(ledger.alias).filter(subject__in=known)
    left = set(inside.exclude(gone=None).values_list("subject", flat=True))
    given, settled = _given(ledger, known), 0
    for message, subject, event in waiting:
        done = given.get(subject, 0) > event
        if subject in known and done:
            hand_over(ledger, message, how="given to the person", now=now)
        elif subject in left:
            withdraw(ledger, message, by="system", why="the person left before it was printed", now=now)
        settled += done or subject in left or subject not in known
    return settled


def _given(ledger: Ledger, whose: set[str]) -> dict[str, int]:
    """The last event by which each was given what DHS was told."""
    rows = list(Event.objects.using(ledger.alias).filter(subject__in=whose, kind=GIVEN).order_by("number"))
    said = ledger.open_payloads(rows) if rows else []
    return {
        r.subject: r.number
        for r, p in zip(rows, said, strict=True)
        if p is not None and PAPER in ((p.get("fields") or {}).get("packet") or ())
    }
