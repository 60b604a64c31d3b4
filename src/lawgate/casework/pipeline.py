"""The one pipeline: a record comes in, is decided, and both are appended. Idempotent, and resumable after a kill.

What a record says is known by its digest: the same record again appends nothing, a changed one appends a correction and a new
decision. A batch is one transaction, so a kill loses at most work, never an event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lawgate.base import digest
from lawgate.casework.ledger import Ledger, New
from lawgate.casework.models import Event, Standing
from lawgate.casework.records import Carried, Decide, Decided, RunResult

BATCH = 200


def carry(
    items: Iterable[Carried],
    decide: Decide,
    ledger: Ledger,
    now: Callable[[], datetime],
    *,
    keep: Callable[[Carried, Decided | None], None] = lambda item, decided: None,
) -> RunResult:
    """Carry every record through. ``keep`` sees each record with its decision, new or not. ``now`` is the recording clock."""
    result = RunResult()
    for batch in _batches(items):
        known = {s.subject: s for s in Standing.objects.using(ledger.alias).filter(subject__in=[i.key for i in batch])}
        events: list[New] = []
        standings: list[tuple[Standing, int, int | None]] = []
        for item in batch:
            result.read += 1
            content = digest(dict(item.record))
            decided = decide(item)
            keep(item, decided)
            result.out_of_reach += decided is None
            standing = known.get(item.key)
            if standing is not None and standing.content == _content(content, decided):
                result.unchanged += 1
                continue
            result.new += standing is None
            result.changed += standing is not None
            standings.append(_add(events, item, content, decided, standing, now()))
        _write(ledger, events, standings, now())
    ledger.checkpoint(now())
    return result


def _content(record: str, decided: Decided | None) -> str:
    """What the standing was made from: the record, and the rulebook that decided it."""
    return digest([record, decided.rulebook if decided else ""])


def _add(
    events: list[New],
    item: Carried,
    content: str,
    decided: Decided | None,
    standing: Standing | None,
    received: datetime,
) -> tuple[Standing, int, int | None]:
    """Append the record's events to the batch; returns the standing with the places of its events in the batch."""
    kind = "booking.received" if standing is None else "booking.corrected"
    events.append(New(kind, item.key, {"record": dict(item.record)}, item.happened, received, content))
    record_at, decision_at = len(events) - 1, None
    if decided is not None:
        payload = {"facts": dict(decided.facts), "answer": dict(decided.answer), "rulebook": decided.rulebook}
        events.append(New("decided", item.key, payload, item.happened, received))
        decision_at = len(events) - 1
    row = Standing(subject=item.key, record_event=0, decision_event=None, content=_content(content, decided))
    return row, record_at, decision_at


def _write(
    ledger: Ledger, events: list[New], standings: list[tuple[Standing, int, int | None]], recorded: datetime
) -> None:
    with transaction.atomic(using=ledger.alias):
        numbers = ledger.append(events, recorded)
        for row, record_at, decision_at in standings:
            row.record_event = numbers[record_at]
            row.decision_event = None if decision_at is None else numbers[decision_at]
        Standing.objects.using(ledger.alias).bulk_create(
            [row for row, _, _ in standings],
            update_conflicts=True,
            unique_fields=["subject"],
            update_fields=["record_event", "decision_event", "content"],
        )


def _batches(items: Iterable[Carried]) -> Iterator[list[Carried]]:
    batch: list[Carried] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest record and decision of one person, as the pages show them."""

    subject: str
    record: dict[str, Any]
    answer: dict[str, Any] | None


def latest(ledger: Ledger, subject: str = "") -> Iterator[Latest]:
    """Everyone on the ledger (or one person): what is known of them last."""
    rows = Standing.objects.using(ledger.alias).all()
    if subject:
        rows = rows.filter(subject=subject)
    numbers = [n for r in rows for n in (r.record_event, r.decision_event) if n is not None]
    found: dict[int, Event] = {}
    for at in range(0, len(numbers), 500):
        found |= Event.objects.using(ledger.alias).in_bulk(numbers[at : at + 500])
    for row in rows:
        record = ledger.open_payload(found[row.record_event])["record"]
        decision = found.get(row.decision_event or 0)
        yield Latest(row.subject, record, ledger.open_payload(decision)["answer"] if decision else None)


def rebuild_standings(ledger: Ledger) -> int:
    """Make the cache of standings anew from the events alone."""
    made: dict[str, Standing] = {}
    for row in ledger.events():
        if row.kind in ("booking.received", "booking.corrected"):
            made[row.subject] = Standing(
                subject=row.subject, record_event=row.number, content=digest([row.content, ""])
            )
        elif row.kind == "decided" and row.subject in made:
            made[row.subject].decision_event = row.number
            record = Event.objects.using(ledger.alias).get(number=made[row.subject].record_event)
            book = ledger.open_payload(row)["rulebook"]
            made[row.subject].content = digest([record.content, book])
        elif row.kind == "expunged":
            made.pop(str(ledger.open_payload(row)["subject"]), None)
    Standing.objects.using(ledger.alias).all().delete()
    Standing.objects.using(ledger.alias).bulk_create(made.values(), batch_size=500)
    return len(made)
