"""An act done: one event, the record it makes, the papers in it and the new decision, in one transaction, or nothing.

Two people at once: an act names the record it was made against. What does not touch the same place merges; what does is refused
with what changed. The same button pressed twice is one act.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from lawgate.base import BadInput, LawgateError
from lawgate.casework import acts_kinds as k
from lawgate.casework.acts import Act, Laid, lay
from lawgate.casework.acts_events import Case, case_of, write_change
from lawgate.casework.acts_places import changed, met
from lawgate.casework.acts_refuse import SAME_HAND, Known, Objection, Refused, makes_later, objections
from lawgate.casework.acts_roles import LATER, may
from lawgate.casework.keys import Expunged
from lawgate.casework.ledger import Entry, Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event
from lawgate.casework.papers import DELIVERED
from lawgate.casework.records import Decided
from lawgate.casework.seal import canonical
from lawgate.detainer import Custody, document_of

UNIMPORTANT = ("housing", "language", "last", "first", "middle", "aliases", "sex", "race", "outcome")
AT_DOOR = (k.RELEASED, k.HANDED_OVER, k.HOLD_BEGUN)
TURNED_AWAY = "act.turned-away"  # the fingers at the door were another's: recorded, and an alarm


class Remade(Protocol):
    """A custody made again from a document, as the pipeline carries it."""

    @property
    def key(self) -> str: ...
    @property
    def record(self) -> Mapping[str, Any]: ...
    @property
    def happened(self) -> datetime: ...
    @property
    def custody(self) -> Custody: ...


class Maker(Protocol):
    """Makes custodies from documents and decides them: the wiring's office."""

    @property
    def stored_form(self) -> tuple[bytes, Mapping[str, str]]: ...
    def remake(self, document: Mapping[str, Any], as_of: datetime | None) -> Any: ...
    def decide(self, one: Any) -> Decided | None: ...


class NotYours(LawgateError):
    """An act that the role has no part in. Pages answer as if it were not there."""

    code, status = "not-found", 404


class Stale(BadInput):
    """Somebody changed the same thing meanwhile. ``changes``: (place, what stands there now). What was typed is kept."""

    code, status = "stale", 409

    def __init__(self, changes: Sequence[tuple[str, Any]], version: int) -> None:
        self.changes, self.version = tuple(changes), version
        said = "; ".join(f"{place} is now {_say(value)}" for place, value in changes)
        super().__init__(f"changed meanwhile: {said}", do="look again; what you typed is kept")


@dataclass(frozen=True, slots=True)
class Done:
    """``number``: of the act's event. ``version``: the record's event now. ``repeated``: it had been done before, by this key."""

    number: int
    version: int
    repeated: bool = False


def perform(ledger: Ledger, act: Act, office: Maker, now: datetime) -> Done:
    """Do ``act``. Raises ``NotYours``, ``Stale``, ``Refused``, ``Expunged``, and ``BadInput`` for what cannot be read."""
    if not may(act.role, act.name):
        raise NotYours(f"no act '{act.name}' for {act.role}")
    with writing(ledger.alias):
        case = case_of(ledger, act.subject)
        again = case.done_with(act.key)
        if again is not None:
            return Done(again, case.version, repeated=True)
        if act.name != k.BOOKED and case.record is None:
            raise BadInput(f"nobody has the number '{act.subject}'", do="book them first")
        fresh = Laid(0, act.name, act.fields)
        _not_stale(ledger, act, case, fresh)
        made = _remade(office, case, [*case.acts, fresh], now)
        known = Known(case.document, case.record, case.answer, made.custody, now)
        against = objections(act, known)
        if not against:
            entry = Entry(k.PREFIX + act.name, act.subject, canonical(act.payload), act.at, now)
            return Done(*write_change(ledger, case, entry, made, decided_bytes(ledger, office, made), now))
        _turned_away(ledger, act, now)
    raise Refused(against)


def deliver(
    ledger: Ledger,
    subject: str,
    body: Mapping[str, Any],
    at: datetime,
    office: Maker,
    now: datetime,
    *,
    name: str = DELIVERED,
) -> Done:
    """Lay what follows from something else upon the record of ``subject``, as the act ``name`` is laid: by default a delivered paper
    (``body["fields"]``, see ``papers``). Nobody's hands did it, so no role is asked. Raises ``BadInput`` for what cannot be laid; then
    nothing is written."""
    with writing(ledger.alias):
        case = case_of(ledger, subject)
        again = case.done_with(str(body.get("key", "")))
        if again is not None:
            return Done(again, case.version, repeated=True)
        made = _remade(office, case, [*case.acts, Laid(0, name, body["fields"])], now)
        entry = Entry(k.PREFIX + name, subject, canonical({"act": name, **body}), at, now)
        return Done(*write_change(ledger, case, entry, made, decided_bytes(ledger, office, made), now))


def undo(
    ledger: Ledger,
    subject: str,
    event: int,
    office: Maker,
    now: datetime,
    *,
    by: str,
    role: str,
    why: str = "",
    second: str = "",
) -> Done:
    """Take an act back by a correcting event. Raises as ``perform`` does; ``Refused`` for what cannot be undone."""
    if not may(role, "undone"):
        raise NotYours(f"no undo for {role}")
    with writing(ledger.alias):
        case = case_of(ledger, subject)
        row = Event.objects.using(ledger.alias).filter(number=event, subject=subject).first()
        laid = next((a for a in case.acts if a.number == event), None)
        if row is None or laid is None or laid.name not in k.KINDS:
            raise BadInput(f"event {event} is no act on '{subject}'", do="choose one of its timeline")
        if laid.undone:
            return Done(event, case.version, repeated=True)
        if not k.KINDS[laid.name].undo:
            raise Refused([Objection("The door cannot be undone. Record what happened next.")])
        without = [a if a.number != event else Laid(a.number, a.name, a.fields, undone=True) for a in case.acts]
        made = _remade(office, case, without, now)
        own = case.by.get(event) == by and now - row.recorded_at <= SAME_HAND
        known = Known(case.document, case.record, case.answer, made.custody, now)
        if (
            makes_later(known)
            and not own
            and (role not in LATER or not second.strip() or second.casefold() == by.casefold())
        ):
            raise Refused([Objection("To undo this makes the release later: a second person must stand by it.")])
        body = {"event": event, "act": laid.name, "by": by, "role": role, "second": second, "why": why}
        entry = Entry(k.UNDONE, subject, canonical(body), now, now)
        return Done(*write_change(ledger, case, entry, made, decided_bytes(ledger, office, made), now))


def _remade(office: Maker, case: Case, acts: Sequence[Laid], now: datetime) -> Any:
    document = lay(None if case.base is None else document_of(case.base), acts)
    if document is None:
        raise BadInput("nothing is left of this booking", do="book the person again")
    return office.remake(document, case.as_of(acts, now))


def decided_bytes(ledger: Ledger, office: Maker, made: Any) -> bytes | None:
    decided = office.decide(made)
    if decided is None:
        return None
    if not ledger.knows_rulebook(decided.rulebook):
        ledger.store_rulebook(decided.rulebook, *office.stored_form)
    return canonical(ledger.decision_payload(decided))


def _not_stale(ledger: Ledger, act: Act, case: Case, fresh: Laid) -> None:
    """An act at the door needs the record as it was seen; any other needs only the places that it changes."""
    if not act.seen or act.seen == case.version or case.record is None:
        return
    row = Event.objects.using(ledger.alias).filter(number=act.seen, subject=act.subject).first()
    said = None if row is None else ledger.open_payloads([row])[0]
    if said is None or "record" not in said:
        raise Stale([("the record", "another")], case.version)
    seen, now_ = document_of(said["record"]), case.document
    if act.name in AT_DOOR:
        places = [p for p in changed(seen, now_) if p not in UNIMPORTANT]
        found = [(p, (now_ or {}).get(p, "different")) for p in places]
    else:
        found = met(seen, lay(seen, [fresh]), now_)
    if found:
        raise Stale(found, case.version)


def _turned_away(ledger: Ledger, act: Act, now: datetime) -> None:
    if act.fields.get("identity") == "mismatch":
        body = {"act": act.name, "by": act.by, "role": act.role, "fields": dict(act.fields)}
        ledger.write([Entry(TURNED_AWAY, act.subject, canonical(body), now, now)], now)


def _say(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key.replace('_', ' ')} {_say(v)}" for key, v in value.items())
    if isinstance(value, list):
        return ", ".join(str(v) for v in value) or "none"
    return "not there" if value is None else str(value)


__all__ = ["Done", "Expunged", "NotYours", "Refused", "Stale", "deliver", "perform", "undo"]
