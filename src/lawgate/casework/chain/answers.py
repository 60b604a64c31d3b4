"""Answers come in: each is laid where it belongs, once. One to a question never asked is kept, named, for a person to look at.

Deliveries repeat until they are acknowledged, so one is known by its id; an answer that comes twice under two ids is known by its
bytes, and said to have come again. Garbage is an answer like any other: kept whole, marked as not understood.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import datetime

from lawgate.base import digest
from lawgate.casework.chain.records import Incoming, Turn
from lawgate.casework.chain.state import LAID, QUERY
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER, PAPER, QUEUED, RESPONSE, New
from lawgate.federal import Basis, Correlator, Outcome, Placed, Response
from lawgate.federal.kept import response_kept

CHUNK = 500


class Answers:
    """Questions that were asked and deliveries that were kept, as the ledger has them; brought up to date by ``catch_up``."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.upto = ledger, 0
        self.asked: dict[str, str] = {}  # control or TCN to booking, and numbers of answers to it
        self.kept: set[str] = set()  # deliveries
        self.seen: dict[str, int] = {}  # digest of an answer to the event it is in

    def catch_up(self) -> None:
        """Read what was appended since, by whomever."""
        found = (
            Event.objects.using(self.ledger.alias).filter(kind__in=(QUEUED, RESPONSE, PAPER, LAID)).order_by("number")
        )
        while rows := list(found.filter(number__gt=self.upto)[:CHUNK]):
            for row, said in zip(rows, self.ledger.open_payloads(rows), strict=True):
                if said is not None and row.kind == QUEUED and said["purpose"] == QUERY:
                    self.asked.setdefault(str(said["body"]["control"]), row.subject)
                elif said is not None and row.kind != QUEUED:
                    self.kept.add(said.get("delivery", ""))
                    self._answered(row.subject, row.number, said.get("number", ""), said.get("raw", ""))
            self.upto = rows[-1].number

    def _answered(self, subject: str, number: int, theirs: str, raw: str) -> None:
        if raw:
            self.seen.setdefault(digest(base64.b64decode(raw)), number)
        if theirs and subject != LEDGER:
            self.asked.setdefault(theirs, subject)

    def booking_of(self, control: str) -> str:
        """The booking that a control, a TCN or an answer's own number belongs to; empty when it was never sent."""
        return self.asked.get(control, "") if control else ""

    def events(self, deliveries: Sequence[Incoming], now: datetime, turn: Turn) -> list[New]:
        """The events for answers not kept yet. Call ``catch_up`` before, and again once they are appended."""
        out: list[New] = []
        before: dict[str, str] = {}  # numbers given by answers of this very batch
        fresh: set[str] = set()
        twice: set[str] = set()
        expunged = self._expunged(deliveries)
        for one in deliveries:
            if one.id in self.kept or one.id in fresh or one.paper is not None:
                continue
            fresh.add(one.id)
            mark = digest(one.raw)
            if mark in twice:
                continue  # lies there twice: the second one is an answer that came again, once the first is kept
            twice.add(mark)
            if mark in self.seen:
                turn.repeated += 1
                out.append(self._again(one, mark, now))
                continue
            event = self._placed(one, before, now, expunged)
            turn.answers += event.subject != LEDGER
            turn.unplaced += event.subject == LEDGER
            out.append(event)
        return out

    def _expunged(self, deliveries: Sequence[Incoming]) -> set[str]:
        """Bookings meant that a court has expunged since they were asked about: nothing is written of them again."""
        meant = [b for d in deliveries if d.answer is not None and (b := self.booking_of(d.answer.refers_to))]
        return {s for s, wrapped in self.ledger.keys.wrapped(meant).items() if not wrapped}

    def _placed(self, one: Incoming, before: dict[str, str], now: datetime, expunged: set[str]) -> New:
        response = one.answer or _unread(one, now)
        placed = Correlator({**self.asked, **before}.items()).place(response)
        if placed.booking and response.number:
            before.setdefault(response.number, placed.booking)
        said = response_kept(response, delivery=one.id, why=_why(placed, one), says=one.says)
        subject = LEDGER if placed.booking in expunged else placed.booking or LEDGER
        return New(RESPONSE, subject, said, response.received_at or now, now)

    def _again(self, one: Incoming, mark: str, now: datetime) -> New:
        first = self.seen[mark]
        row = Event.objects.using(self.ledger.alias).filter(number=first).first()
        subject = LEDGER if row is None else row.subject
        said = {
            "kind": one.answer.kind if one.answer else "",
            "again": first,
            "delivery": one.id,
            "outcome": "repeated",
        }
        return New(RESPONSE, subject, said, now, now)


def _unread(one: Incoming, now: datetime) -> Response:
    return Response("", "", Outcome.UNREADABLE, Basis.NAME, one.raw, received_at=now)


def _why(placed: Placed, one: Incoming) -> str:
    if one.problem:
        return f"could not be read ({one.problem}); a person must look at it"
    return placed.why if placed.booking else f"{placed.why}: it waits for a person to look at it"
