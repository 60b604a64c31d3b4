"""Who is in custody, by the last lawful minute: kept in memory from the standings, brought up to date by what changed.

Events never change, so a row that was read once is right for as long as the standing names the same events.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, Sum

from lawgate.casework.instants import sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Standing
from lawgate.casework.standing import Latest, latest_of, stay_of

NEVER = "9999"
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Row:
    """A person on the list. ``minute``: sortable, of the last lawful minute; ``NEVER`` while not known."""

    subject: str
    record: int
    decision: int
    minute: str
    entered: str
    gone: str
    told: dict[str, Any]


@dataclass
class Board:
    """The rows of one ledger. Threads may ask at once."""

    rows: dict[str, Row] = field(default_factory=dict)
    ordered: list[Row] = field(default_factory=list)
    sums: tuple[int, int, int] = (0, 0, 0)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def page(self, ledger: Ledger, at: datetime, after: int, limit: int) -> tuple[int, list[dict[str, Any]]]:
        """(how many are in custody at ``at``, those from place ``after`` on)."""
        moment = sortable(at)
        with self.lock:
            self._renew(ledger)
            ordered = self.ordered
        inside = [r for r in ordered if r.entered <= moment and (not r.gone or r.gone > moment)]
        return len(inside), [r.told for r in inside[after : after + limit]]

    def _renew(self, ledger: Ledger) -> None:
        """Take what changed: newer events first, which is nearly always all; else everything is compared."""
        table = Standing.objects.using(ledger.alias)
        if _sums(ledger) == self.sums:
            return
        record = max((r.record for r in self.rows.values()), default=0)
        decision = max((r.decision for r in self.rows.values()), default=0)
        self._take(ledger, table.filter(Q(record_event__gt=record) | Q(decision_event__gt=decision)))
        if _sums(ledger) != self.sums:
            there = {s: (r, d or 0) for s, r, d in table.values_list("subject", "record_event", "decision_event")}
            for gone in [s for s in self.rows if s not in there]:
                del self.rows[gone]
            known = {s: (r.record, r.decision) for s, r in self.rows.items()}
            differ = [s for s, events in there.items() if known.get(s) != events]
            for at in range(0, len(differ), CHUNK):
                self._take(ledger, table.filter(subject__in=differ[at : at + CHUNK]))
            self._order()

    def _take(self, ledger: Ledger, rows: Iterable[Standing]) -> None:
        for found in latest_of(ledger, list(rows)):
            self.rows[found.subject] = row_of(found)
        self._order()

    def _order(self) -> None:
        mine = self.rows.values()
        self.sums = (len(mine), sum(r.record for r in mine), sum(r.decision for r in mine))
        self.ordered = sorted(mine, key=lambda r: (r.minute, r.subject))


def _sums(ledger: Ledger) -> tuple[int, int, int]:
    """What tells whether any standing names another event."""
    found = Standing.objects.using(ledger.alias).aggregate(
        n=Count("subject"), r=Sum("record_event"), d=Sum("decision_event")
    )
    return found["n"], found["r"] or 0, found["d"] or 0


def row_of(found: Latest) -> Row:
    """A person's row, from what is known of them last."""
    record, answer = found.record, found.answer or {}
    minute = _minute(answer)
    person, place = record["person"], record["place"]
    entered, gone = stay_of(record)
    told = {
        "booking": found.subject,
        "name": ", ".join(p for p in (person.get("last", ""), person.get("first", "")) if p),
        "housing": record.get("housing") or "",
        "facility": place.get("agency") or place.get("county") or place["state"],
        "minute": minute,
        "release_due": answer.get("release_due"),
        "release_by": answer.get("release_by"),
        "hold": answer.get("hold"),
        "headline": answer.get("headline", ""),
        "request": bool(record.get("request")),
        "etag": f"{found.record_event}-{found.decision_event or 0}",
    }
    sort = sortable(datetime.fromisoformat(minute)) if minute else NEVER
    return Row(found.subject, found.record_event, found.decision_event or 0, sort, entered or "", gone or "", told)


def _minute(answer: dict[str, Any]) -> str | None:
    """The last lawful minute: of a hold that is lawful, else when release is due."""
    minute: str | None = answer.get("release_by") or answer.get("release_due")
    return minute
