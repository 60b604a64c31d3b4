"""The outbox: a message is laid into it in the caller's own transaction, and goes out of it once or is seen by a person.

What it says is an event of the person it is about, sealed as every event is; the row beside it says where it stands. A message is
known by its id, made of what it is for: laid in twice, it is there once; received twice, it is acted upon once. Outgoing notices
wait a minute, so that an undo is real. What cannot be delivered becomes a dead letter, which a person sees and can revive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lawgate.base import BadInput, digest
from lawgate.casework.instants import read_instant, sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event, Outbox
from lawgate.casework.records import DEAD, MESSAGE_WITHDRAWN, QUEUED, REVIVED, SENT, New

UNDO = timedelta(seconds=60)  # how long an outgoing notice waits, so that undo is real
DESK = "desk"  # the channel of papers that a person prints and gives: no pump takes them
WAITING, SENDING, DONE, GONE, WITHDRAWN = "waiting", "sending", "sent", "dead", "withdrawn"
AFTER = {QUEUED: WAITING, SENT: DONE, DEAD: GONE, REVIVED: WAITING, MESSAGE_WITHDRAWN: WITHDRAWN}
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Letter:
    """Where a message stands, for a person: ``says`` is one sentence."""

    message: str
    subject: str
    channel: str
    purpose: str
    state: str
    attempts: int
    due: datetime

    @property
    def says(self) -> str:
        if self.channel == DESK and self.state == WAITING:
            return "waits to be printed and given to the person"
        tries = f"{self.attempts} attempt{'' if self.attempts == 1 else 's'}"
        return {
            WAITING: "waits to be sent" if not self.attempts else f"not delivered after {tries}, will be tried again",
            SENDING: "is being sent",
            DONE: "sent",
            GONE: f"could not be delivered ({tries}); a person must look at it",
            WITHDRAWN: "withdrawn before it was sent",
        }[self.state]


def message_id(purpose: str, subject: str, about: str) -> str:
    """The id of the message that is sent for this ``purpose`` ``about`` this; the same again is the same message."""
    return digest({"about": about, "purpose": purpose, "subject": subject})[:32]


def entry(
    message: str, subject: str, *, to: str, channel: str, purpose: str, body: Mapping[str, Any], at: datetime
) -> New:
    """The event that a message is: append it and ``enter`` it in one transaction (``queue`` does both)."""
    said = {"message": message, "to": to, "channel": channel, "purpose": purpose, "body": body}
    return New(QUEUED, subject, said, at, at)


def row(event: New, number: int, *, wait: timedelta = timedelta(0)) -> Outbox:
    """The row for a queued message whose event has ``number``."""
    body = event.payload["body"]
    return Outbox(
        message=event.payload["message"],
        event=number,
        subject=event.subject,
        channel=event.payload["channel"],
        purpose=event.payload["purpose"],
        reference=str(body.get("tcn") or body.get("control") or ""),
        state=WAITING,
        due=sortable(event.happened + wait),
        attempts=0,
    )


def queue(
    ledger: Ledger,
    subject: str,
    *,
    to: str,
    channel: str,
    purpose: str,
    about: str,
    body: Mapping[str, Any],
    now: datetime,
    wait: timedelta = timedelta(0),
) -> str:
    """Lay a message into the outbox, within the caller's transaction if there is one. Returns its id.

    ``about``: what it is sent for, such as the event that gave rise to it; queued again for the same, nothing happens. ``wait``:
    how long it can still be withdrawn (``UNDO`` for notices).
    """
    message = message_id(purpose, subject, about)
    with writing(ledger.alias):
        if not Outbox.objects.using(ledger.alias).filter(message=message).exists():
            event = entry(message, subject, to=to, channel=channel, purpose=purpose, body=body, at=now)
            (number,) = ledger.append([event], now)
            row(event, number, wait=wait).save(using=ledger.alias, force_insert=True)
    return message


def withdraw(ledger: Ledger, message: str, *, by: str, why: str, now: datetime) -> int:
    """Take back a message that was not sent yet. Returns the event's number. Raises ``BadInput`` when it is too late."""
    with writing(ledger.alias):
        found = _row(ledger, message)
        if found.state != WAITING or found.attempts:
            late = {DONE: "was sent", WITHDRAWN: "was withdrawn already", GONE: "is a dead letter"}
            what = late.get(found.state, "may have reached the receiver already")
            raise BadInput(f"the message {what}", where=found.subject, do="send a correction instead")
        payload = {"message": message, "by": by, "why": why}
        (number,) = ledger.append([New(MESSAGE_WITHDRAWN, found.subject, payload, now, now)], now)
        _rows(ledger).filter(message=message).update(state=WITHDRAWN)
    return number


def hand_over(ledger: Ledger, message: str, *, how: str, now: datetime) -> int:
    """A person did by hand what a message on the channel ``DESK`` is for. Returns the event's number; 0: it was done already.

    Raises ``BadInput`` for a message of another channel, and for one that was withdrawn."""
    with writing(ledger.alias):
        found = _row(ledger, message)
        if found.channel != DESK or found.state == WITHDRAWN:
            what = "was withdrawn" if found.channel == DESK else "is not given by hand"
            raise BadInput(f"the message {what}", where=found.subject, do="look at the messages")
        if found.state == DONE:
            return 0
        said = {"message": message, "receipt": how, "attempts": found.attempts + 1}
        (number,) = ledger.append([New(SENT, found.subject, said, now, now)], now)
        _rows(ledger).filter(message=message).update(state=DONE, attempts=found.attempts + 1)
    return number


def revive(ledger: Ledger, message: str, *, by: str, now: datetime) -> int:
    """Try a dead letter again, from the first attempt on. Returns the event's number. Raises ``BadInput`` for any other."""
    with writing(ledger.alias):
        found = _row(ledger, message)
        if found.state != GONE:
            raise BadInput("the message is no dead letter", where=found.subject, do="look at the dead letters")
        (number,) = ledger.append([New(REVIVED, found.subject, {"message": message, "by": by}, now, now)], now)
        _rows(ledger).filter(message=message).update(state=WAITING, attempts=0, due=sortable(now))
    return number


def letters(ledger: Ledger, *states: str, subject: str = "") -> Iterator[Letter]:
    """Where messages stand, the longest due first: of these ``states`` (all if none is given), of one person if named."""
    found = _rows(ledger).order_by("due", "message")
    found = found.filter(state__in=states) if states else found
    for r in (found.filter(subject=subject) if subject else found).iterator(CHUNK):
        yield Letter(r.message, r.subject, r.channel, r.purpose, r.state, r.attempts, read_instant(r.due))


def dead_letters(ledger: Ledger) -> list[Letter]:
    """What a person must look at."""
    return list(letters(ledger, GONE))


def restore(ledger: Ledger, now: datetime) -> int:
    """Make rows anew for messages that the events know and the outbox has lost. Returns how many."""
    with writing(ledger.alias):
        known = _rows(ledger).values("event")
        events = Event.objects.using(ledger.alias).order_by("number")
        absent = events.filter(kind=QUEUED).exclude(number__in=known)
        whose = list(absent.values_list("subject", flat=True).distinct())
        lost: dict[str, Outbox] = {}
        for at in range(0, len(whose), CHUNK):
            some = events.filter(kind__in=AFTER, subject__in=whose[at : at + CHUNK])
            numbers = set(absent.filter(subject__in=whose[at : at + CHUNK]).values_list("number", flat=True))
            for event, said in _opened(ledger, list(some)):
                if event.number in numbers:
                    new = New(QUEUED, event.subject, said, event.happened_at, event.received_at)
                    lost[said["message"]] = row(new, event.number)
                elif said["message"] in lost:
                    lost[said["message"]].state = AFTER[event.kind]
        for made in lost.values():
            made.due = max(made.due, sortable(now))
            made.save(using=ledger.alias, force_insert=True)
    return len(lost)


def _opened(ledger: Ledger, events: list[Event]) -> Iterator[tuple[Event, dict[str, Any]]]:
    for event, said in zip(events, ledger.open_payloads(events), strict=True):
        if said is not None:
            yield event, said


def _rows(ledger: Ledger) -> Any:
    return Outbox.objects.using(ledger.alias)


def _row(ledger: Ledger, message: str) -> Outbox:
    found: Outbox | None = _rows(ledger).filter(message=message).first()
    if found is None:
        raise BadInput(f"there is no message '{message[:40]}'", where="outbox", do="check its id")
    return found
