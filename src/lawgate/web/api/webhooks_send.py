"""News sent to its receivers: each event in order, until it is taken, or given up after many attempts and seen by a person.

How far a receiver is, is written down after every event, so that whoever is killed repeats one at most, under the same id. A sender has
a receiver for a while and says so anew with every event; one that was too slow finds that another has it, and stops.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from lawgate.casework.alarms_records import NEWS_MISSED, NEWS_SETTLED
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.outbox_pump import ATTEMPTS, back_off
from lawgate.casework.records import DECIDED, LEDGER, New
from lawgate.web.api import house
from lawgate.web.api.models import Hook, Missed

AT_ONCE = 100
LEASE = timedelta(seconds=60)
TAKEN, GONE = range(200, 300), 410
WHOLE = 0  # in the place of an event's number: the receiver itself is gone
TOLD_OF = {
    DECIDED: ("hold", "notify", "transfer", "release_due", "release_by", "headline"),
    "alarm.": ("alarm", "tier", "kind", "at"),
    "message.": ("message", "purpose", "attempts"),
}
Post = Callable[[str, bytes, dict[str, str]], int]
"""(address, body, headers) to the status of the answer. Raises ``OSError`` when there is none."""


@dataclass
class Sent:
    """What one turn came to, in events."""

    taken: int = 0
    failed: int = 0
    missed: int = 0

    def __bool__(self) -> bool:
        return bool(self.taken or self.failed or self.missed)


def send(ledger: Ledger, post: Post, clock: Callable[[], datetime], chance: Random) -> Sent:
    """Tell every receiver that is due what it was not told yet, as far as it takes it. Several senders at once share the work."""
    result = Sent()
    for hook in _claimed(clock()):
        for event in _news(ledger, hook):
            due, given_up = _tell(ledger, hook, event, post, clock(), chance, result)
            with transaction.atomic():
                mine = _keep(hook, due or clock() + LEASE)
                if mine and given_up:
                    _missed(ledger, hook, WHOLE if hook.stopped else event.number, given_up, clock())
            if due or not mine:
                break
        else:
            _keep(hook, clock())
    return result


def again(ledger: Ledger, hook: Hook, post: Post, now: datetime, by: str) -> tuple[int, int]:
    """Tell a receiver once more what it missed, and start it again if it had gone. Returns how many it took now, and how many not."""
    taken, left = 0, 0
    if hook.stopped:
        Hook.objects.filter(pk=hook.pk).update(stopped=False, due=now, attempts=0, why="")
        _settled(ledger, hook, WHOLE, now, by)
    for missed in Missed.objects.filter(hook=hook).order_by("event"):
        event = Event.objects.using(ledger.alias).filter(number=missed.event).first()
        if event is None or _posted(ledger, hook, event, post, now)[0] in TAKEN:
            with transaction.atomic():
                missed.delete()
                _settled(ledger, hook, missed.event, now, by)
            taken += 1
        else:
            left += 1
    return taken, left


def let_go(ledger: Ledger, hook: Hook, now: datetime, by: str) -> int:
    """Nobody will tell this receiver what it missed. Returns how many."""
    with transaction.atomic():
        missed = list(Missed.objects.filter(hook=hook).order_by("event"))
        for one in missed:
            one.delete()
            _settled(ledger, hook, one.event, now, by)
        if hook.stopped:
            _settled(ledger, hook, WHOLE, now, by)
    return len(missed)


def _settled(ledger: Ledger, hook: Hook, event: int, now: datetime, by: str) -> None:
    ledger.append([New(NEWS_SETTLED, LEDGER, {"receiver": hook.name, "event": event, "by": by}, now, now)], now)


def _claimed(now: datetime) -> Iterator[Hook]:
    """Receivers that are due, each taken for a while, so that another sender leaves it alone."""
    for hook in Hook.objects.filter(stopped=False, due__lte=now).order_by("name"):
        if Hook.objects.filter(pk=hook.pk, due=hook.due, stopped=False).update(due=now + LEASE):
            hook.due = now + LEASE
            yield hook


def _keep(hook: Hook, due: datetime) -> bool:
    """Write down how far this receiver is, and until when it is left alone. False: another sender has it meanwhile."""
    told = {n: getattr(hook, n) for n in ("cursor", "attempts", "stopped", "why")}
    kept = Hook.objects.filter(pk=hook.pk, due=hook.due).update(**told, due=due)
    hook.due = due
    return bool(kept)


def _missed(ledger: Ledger, hook: Hook, event: int, why: str, now: datetime) -> None:
    """Keep what a receiver was not told, and say it on the ledger, so that an alarm calls somebody."""
    if event != WHOLE:
        Missed.objects.create(hook=hook, event=event, why=why, at=now)
    ledger.append([New(NEWS_MISSED, LEDGER, {"receiver": hook.name, "event": event, "why": why}, now, now)], now)


def _news(ledger: Ledger, hook: Hook) -> list[Event]:
    found = Event.objects.using(ledger.alias).filter(number__gt=hook.cursor, kind__in=hook.kinds)
    return list(found.order_by("number")[:AT_ONCE])


def _tell(
    ledger: Ledger, hook: Hook, event: Event, post: Post, now: datetime, chance: Random, result: Sent
) -> tuple[datetime | None, str]:
    """(when to go on, None for at once; why it was given up, if it was)."""
    status, why = _posted(ledger, hook, event, post, now)
    if status in TAKEN:
        result.taken += 1
        hook.cursor, hook.attempts, hook.why = event.number, 0, ""
        return None, ""
    hook.why, hook.attempts = why, hook.attempts + 1
    if status == GONE:
        hook.stopped = True
        return now, why
    if hook.attempts >= ATTEMPTS:
        result.missed += 1
        hook.cursor, hook.attempts = event.number, 0
        return None, why
    result.failed += 1
    return now + back_off(hook.attempts, chance), ""


def _posted(ledger: Ledger, hook: Hook, event: Event, post: Post, now: datetime) -> tuple[int, str]:
    """(status, what was answered); 0 for no answer."""
    body = json.dumps(message(ledger, event), separators=(",", ":"), ensure_ascii=False).encode()
    secret = house.own_key().open(bytes(hook.secret), bound(hook.name))[0].decode()
    try:
        status = post(hook.url, body, signed(secret, f"event-{event.number}", now, body))
    except OSError as e:
        return 0, f"no answer ({type(e).__name__})"
    return status, f"answered {status}"


def message(ledger: Ledger, event: Event) -> dict[str, Any]:
    """What is told of an event: enough to show or to ask further, and no name."""
    (said,) = ledger.open_payloads([event])
    body = (said or {}).get("answer", said or {})
    wanted = next((names for kind, names in TOLD_OF.items() if event.kind.startswith(kind)), ())
    return {
        "type": event.kind,
        "event": event.number,
        "booking": event.subject,
        "timestamp": event.recorded_at.isoformat(),
        "data": {name: body[name] for name in wanted if name in body},
    }


def signed(secret: str, id_: str, at: datetime, body: bytes) -> dict[str, str]:
    """The headers of a message: id, timestamp, signature."""
    stamp = str(int(at.timestamp()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    mac = hmac.new(key, f"{id_}.{stamp}.".encode() + body, hashlib.sha256).digest()
    signature = f"v1,{base64.b64encode(mac).decode()}"
    return {
        "webhook-id": id_,
        "webhook-timestamp": stamp,
        "webhook-signature": signature,
        "Content-Type": "application/json",
    }


def bound(name: str) -> bytes:
    """What a receiver's secret is sealed for."""
    return f"webhook {name}".encode()
