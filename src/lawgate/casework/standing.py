"""What is known of each person last: a cache derived from the events, that may be dropped and made anew at any time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections
from django.db.models import Q, QuerySet

from lawgate.base import BadInput
from lawgate.casework.instants import sortable
from lawgate.casework.ledger import Ledger, header_of
from lawgate.casework.lock import writing
from lawgate.casework.models import Event, Standing
from lawgate.casework.records import CORRECTED, DECIDED, RECEIVED, WITHDRAWN
from lawgate.casework.seal import PersonKey

CHUNK = 500
SHOWN = (RECEIVED, CORRECTED, DECIDED, WITHDRAWN)
FIELDS = ("record_event", "record_mark", "decision_event", "decision_mark", "entered", "gone")
UPSERT = (
    f"INSERT INTO casework_standing (subject, {', '.join(FIELDS)}) VALUES ({', '.join(['%s'] * (len(FIELDS) + 1))}) "
    f"ON CONFLICT (subject) DO UPDATE SET {', '.join(f'{f} = excluded.{f}' for f in FIELDS)}"
)


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest record and decision of one person, as the pages show them. ``answer``, ``facts`` None: not decided."""

    subject: str
    record: dict[str, Any]
    answer: dict[str, Any] | None
    facts: dict[str, Any] | None = None
    record_event: int = 0
    decision_event: int | None = None


def stay_of(record: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """When custody began and ended by a custody record (its ``booked_at`` and ``released_at``), as sortable text; None: not known."""
    return _moment(record.get("booked_at")), _moment(record.get("released_at"))


def _moment(text: Any) -> str | None:
    try:
        return sortable(text if isinstance(text, datetime) else datetime.fromisoformat(text))
    except (TypeError, ValueError, BadInput):  # not given, or not an aware instant
        return None


def latest(ledger: Ledger, subject: str = "") -> Iterator[Latest]:
    """Everyone on the ledger (or one person): what is known of them last. Those expunged are not among them."""
    rows = Standing.objects.using(ledger.alias).order_by("subject")
    yield from _open(ledger, rows.filter(subject=subject) if subject else rows)


def custody_now(ledger: Ledger, at: datetime, *, known_at: datetime | None = None) -> Iterator[Latest]:
    """Everyone in custody at the instant ``at``, by what is known last. A person whose booking time is not known counts as in.

    ``known_at``: by what had been recorded up to that instant, read from the events themselves; what the screens showed then.
    """
    moment = sortable(at)
    if known_at is None:
        yield from _open(ledger, standings_in_custody(ledger, at))
        return
    made = derive(ledger, known_at=known_at)
    rows = [s for s in made.values() if (s.entered or "") <= moment and (s.gone is None or s.gone > moment)]
    yield from _opened(ledger, sorted(rows, key=lambda s: s.subject))


def standings_in_custody(ledger: Ledger, at: datetime) -> QuerySet[Standing]:
    """The rows of everyone in custody at the instant ``at``, by booking number, without opening what is known of them."""
    moment = sortable(at)
    inside = (Q(entered=None) | Q(entered__lte=moment)) & (Q(gone=None) | Q(gone__gt=moment))
    return Standing.objects.using(ledger.alias).filter(inside).order_by("subject")


def latest_of(ledger: Ledger, rows: list[Standing]) -> Iterator[Latest]:
    """What the events that ``rows`` name say. Those expunged meanwhile are left out."""
    yield from _opened(ledger, rows)


def _open(ledger: Ledger, rows: QuerySet[Standing]) -> Iterator[Latest]:
    after = ""
    while chunk := list(rows.filter(subject__gt=after)[:CHUNK]):
        yield from _opened(ledger, chunk)
        after = chunk[-1].subject


def _opened(ledger: Ledger, rows: list[Standing]) -> Iterator[Latest]:
    for at in range(0, len(rows), CHUNK):
        chunk = rows[at : at + CHUNK]
        numbers = [n for r in chunk for n in (r.record_event, r.decision_event) if n is not None]
        events = [e for half in (numbers[:CHUNK], numbers[CHUNK:]) for e in _by_number(ledger, half)]
        said = dict(zip((e.number for e in events), ledger.open_payloads(events), strict=True))
        for row in chunk:
            record, decision = said.get(row.record_event), said.get(row.decision_event or 0) or {}
            if record is not None:
                answer, facts = decision.get("answer"), decision.get("facts")
                yield Latest(row.subject, record["record"], answer, facts, row.record_event, row.decision_event)


def _by_number(ledger: Ledger, numbers: list[int]) -> list[Event]:
    return list(Event.objects.using(ledger.alias).filter(number__in=numbers))


def derive(
    ledger: Ledger, *, subjects: list[str] | None = None, known_at: datetime | None = None
) -> dict[str, Standing]:
    """Standings from the events alone, by subject; of some, or as they were recorded up to ``known_at``."""
    found = Event.objects.using(ledger.alias).filter(kind__in=SHOWN)
    if subjects is not None:
        found = found.filter(subject__in=subjects)
    if known_at is not None:
        found = found.filter(recorded__lte=sortable(known_at))
    last: dict[str, list[int | None]] = {}
    for number, kind, subject in found.order_by("number").values_list("number", "kind", "subject").iterator(CHUNK):
        follow(last, number, kind, subject)
    out: dict[str, Standing] = {}
    names = sorted(last)
    for at in range(0, len(names), CHUNK):
        out |= _derived(ledger, {s: last[s] for s in names[at : at + CHUNK]})
    return out


def follow(last: dict[str, list[int | None]], number: int, kind: str, subject: str) -> None:
    """Take one event into the table of [record's event, decision's event] by subject."""
    if kind in (RECEIVED, CORRECTED):
        last[subject] = [number, None]  # a decision is of the record before it
    elif subject in last and kind in (DECIDED, WITHDRAWN):
        last[subject][1] = number if kind == DECIDED else None


def _derived(ledger: Ledger, last: Mapping[str, list[int | None]]) -> dict[str, Standing]:
    keys = ledger.keys.load(list(last))
    numbers = [n for pair in last.values() for n in pair if n is not None]
    events = {e.number: e for half in (numbers[:CHUNK], numbers[CHUNK:]) for e in _by_number(ledger, half)}
    out = {}
    for subject, (record, decision) in last.items():
        key = keys.get(subject)
        if key is not None and record is not None:
            bodies = [_body(events[n], key) if n is not None else None for n in (record, decision)]
            said = json.loads(bodies[0] or b"")["record"]
            out[subject] = standing_of(subject, key, said, (record, bodies[0] or b""), (decision, bodies[1]))
    return out


def _body(row: Event, key: PersonKey) -> bytes:
    return key.open(bytes(row.payload), header_of(row))[0]


def standing_of(
    subject: str,
    key: PersonKey,
    said: Mapping[str, Any],
    record: tuple[int, bytes],
    decision: tuple[int | None, bytes | None],
) -> Standing:
    """The row for a person whose latest record says ``said`` and whose latest events are these (number, payload)."""
    entered, gone = stay_of(said)
    return Standing(
        subject=subject,
        record_event=record[0],
        record_mark=key.mark(record[1]),
        decision_event=decision[0],
        decision_mark="" if decision[1] is None else key.mark(decision[1]),
        entered=entered,
        gone=gone,
    )


def save(ledger: Ledger, rows: list[Standing]) -> None:
    """Write standings, over older ones of the same people."""
    with connections[ledger.alias].cursor() as cursor:
        cursor.executemany(UPSERT, [(r.subject, *(getattr(r, f) for f in FIELDS)) for r in rows])


def rebuild_standings(ledger: Ledger) -> int:
    """Make the cache anew from the events alone. Returns how many people it holds."""
    with writing(ledger.alias):
        made = derive(ledger)
        Standing.objects.using(ledger.alias).all().delete()
        save(ledger, list(made.values()))
    return len(made)
