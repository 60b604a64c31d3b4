"""Acts as the ledger holds them: read back for one person or many, and written with the record and decision they bring."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lawgate.casework.acts import CHANGES, Laid
from lawgate.casework.acts_kinds import PREFIX, UNDONE
from lawgate.casework.arrivals import changes, requests_in
from lawgate.casework.keys import Expunged
from lawgate.casework.ledger import Entry, Ledger
from lawgate.casework.models import Event, Standing
from lawgate.casework.records import CORRECTED, DECIDED, RECEIVED, WITHDRAWN
from lawgate.casework.seal import canonical
from lawgate.casework.standing import derive, save, standing_of
from lawgate.detainer import document_of, last_instant

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Case:
    """One person as an act meets them. ``base``: the record as the feed alone gives it; None: no feed has them.

    ``version`` is the event of the latest record, 0 when there is none; ``keys`` are the idempotency keys of acts done.
    """

    subject: str
    standing: Standing | None
    record: Mapping[str, Any] | None
    base: Mapping[str, Any] | None
    answer: Mapping[str, Any] | None
    acts: Sequence[Laid]
    keys: Mapping[str, int] = field(default_factory=dict)
    by: Mapping[int, str] = field(default_factory=dict)

    @property
    def version(self) -> int:
        return 0 if self.standing is None else self.standing.record_event

    @property
    def document(self) -> dict[str, Any] | None:
        return None if self.record is None else document_of(self.record)

    def done_with(self, key: str) -> int | None:
        """The event of the act that was done under this key."""
        return self.keys.get(key) if key else None

    def as_of(self, acts: Sequence[Laid], now: datetime) -> datetime | None:
        """The instant the record speaks of once ``acts`` are laid: the desk's own, but never before the feed's.

        With no act left it is the feed's alone, so that undoing gives back what was, to the letter.
        """
        feed = None if self.base is None else last_instant(self.base)
        if self.base is not None and not any(a.name in CHANGES and not a.undone for a in acts):
            return feed
        return now if feed is None else max(now, feed)


def case_of(ledger: Ledger, subject: str) -> Case:
    """What is known of ``subject``. Raises ``Expunged``."""
    if ledger.keys.wrapped([subject]).get(subject) == b"":
        raise Expunged("was expunged", where=subject, do="see its timeline for the order")
    standing = Standing.objects.using(ledger.alias).filter(subject=subject).first()
    standing = standing or derive(ledger, subjects=[subject]).get(subject)
    numbers = [] if standing is None else [n for n in (standing.record_event, standing.decision_event) if n is not None]
    rows = list(Event.objects.using(ledger.alias).filter(number__in=numbers))
    said = {r.number: p or {} for r, p in zip(rows, ledger.open_payloads(rows), strict=True)}
    told = {} if standing is None else said[standing.record_event]
    decision = {} if standing is None else said.get(standing.decision_event or 0, {})
    events = acts_of(ledger, [subject]).get(subject, Acts())
    record = told.get("record")
    return Case(subject, standing, record, base_of(told), decision.get("answer"), events.laid, events.keys, events.by)


def base_of(payload: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The record as the feed alone gave it, from the payload of a record's event."""
    found: Mapping[str, Any] | None = payload["feed"] if "feed" in payload else payload.get("record")
    return found


@dataclass(frozen=True, slots=True)
class Acts:
    """The acts on one person, in order; ``last``: the number of the last event among them, undoing included."""

    laid: tuple[Laid, ...] = ()
    last: int = 0
    keys: Mapping[str, int] = field(default_factory=dict)
    by: Mapping[int, str] = field(default_factory=dict)


def acts_of(ledger: Ledger, subjects: Collection[str]) -> dict[str, Acts]:
    """Everyone's acts among ``subjects``; who has none is absent. Those expunged are left out."""
    found: dict[str, list[tuple[int, str, dict[str, Any]]]] = {}
    names = sorted(set(subjects))
    for at in range(0, len(names), CHUNK):
        mine = Event.objects.using(ledger.alias).filter(subject__in=names[at : at + CHUNK], kind__startswith=PREFIX)
        rows = list(mine.order_by("number"))
        for row, said in zip(rows, ledger.open_payloads(rows), strict=True):
            if said is not None:
                found.setdefault(row.subject, []).append((row.number, row.kind, said))
    return {subject: _acts(events) for subject, events in found.items()}


def last_acts(ledger: Ledger, subjects: Collection[str]) -> dict[str, int]:
    """The number of the last act's event on each; what tells whether acts came since ``acts_of`` was asked."""
    out: dict[str, int] = {}
    names = sorted(set(subjects))
    for at in range(0, len(names), CHUNK):
        mine = Event.objects.using(ledger.alias).filter(subject__in=names[at : at + CHUNK], kind__startswith=PREFIX)
        for subject, number in mine.order_by("number").values_list("subject", "number"):
            out[subject] = number
    return out


def _acts(events: list[tuple[int, str, dict[str, Any]]]) -> Acts:
    undone = {p["event"] for _, kind, p in events if kind == UNDONE}
    laid = tuple(
        Laid(n, kind.removeprefix(PREFIX), p["fields"], n in undone)
        for n, kind, p in events
        if kind != UNDONE and "fields" in p
    )
    keys = {p["key"]: n for n, _, p in events if p.get("key")}
    return Acts(laid, events[-1][0], keys, {n: str(p.get("by")) for n, _, p in events})


def payload_of(record: Mapping[str, Any], base: Mapping[str, Any] | None) -> dict[str, Any]:
    """What a record's event says: the record, and the feed's own beside it where acts have made another of it."""
    return {"record": record} if record == base else {"record": record, "feed": base}


def write_change(
    ledger: Ledger, case: Case, act: Entry, made: Any, decision: bytes | None, now: datetime
) -> tuple[int, int]:
    """Append ``act`` and what it brings, within the caller's transaction. Returns (number of the act, of the record)."""
    subject = case.subject
    keys = ledger.keys.ensure([subject])
    key = keys[subject]
    body = canonical(payload_of(made.record, case.base))
    entries, record_at, decided_at = [act], None, None
    if case.standing is None or case.standing.record_mark != key.mark(body):
        record_at = len(entries)
        entries.append(Entry(RECEIVED if case.standing is None else CORRECTED, subject, body, made.happened, now))
        for what, paper in changes(requests_in(case.record or {}), requests_in(made.record)):
            entries.append(Entry(what, subject, canonical(paper.payload), paper.happened or act.happened, now))
    mark = "" if decision is None else key.mark(decision)
    if record_at is not None or case.standing is None or case.standing.decision_mark != mark:
        if decision is not None:
            decided_at = len(entries)
            entries.append(Entry(DECIDED, subject, decision, now, now))
        elif case.standing is not None and case.standing.decision_event is not None:
            entries.append(Entry(WITHDRAWN, subject, canonical({"why": "out of reach"}), now, now))
    numbers = ledger.write(entries, now, keys)
    version = case.version if record_at is None else numbers[record_at]
    kept = case.standing.decision_event if case.standing is not None and record_at is None else None
    decided = numbers[decided_at] if decided_at is not None else kept
    save(ledger, [standing_of(subject, key, made.record, (version, body), (decided, decision))])
    return numbers[0], version


def write_decision(ledger: Ledger, case: Case, made: Any, decision: bytes | None, now: datetime) -> Mapping[str, Any]:
    """Append a new decision of the same record, if it differs, within the caller's transaction. Returns the answer."""
    standing = case.standing
    said: dict[str, Any] = {} if decision is None else json.loads(decision)["answer"]
    key = ledger.keys.ensure([case.subject])[case.subject]
    if standing is None or standing.decision_mark == ("" if decision is None else key.mark(decision)):
        return said
    entry = (DECIDED, decision) if decision is not None else (WITHDRAWN, canonical({"why": "out of reach"}))
    (number,) = ledger.write([Entry(entry[0], case.subject, entry[1], now, now)], now)
    decided = number if decision is not None else None
    body = canonical(payload_of(case.record or {}, case.base))
    save(ledger, [standing_of(case.subject, key, made.record, (case.version, body), (decided, decision))])
    return said
