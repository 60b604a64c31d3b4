"""News to other systems: an event is told to every receiver that wants its kind, in order, signed, until it is taken.

What is sent is thin: the event's number and kind, the booking number, and of a decision what a jail's system shows; never a name.
The form of the signature is that of Standard Webhooks 1.0: HMAC-SHA256 over ``id.timestamp.body``. A receiver keeps its own window
for old timestamps and knows an event again by its id. A failure waits longer each time; after many, the event is left out and
noted as missed, so that one bad event does not stop the others.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.outbox_pump import ATTEMPTS, back_off
from lawgate.casework.records import DECIDED, WITHDRAWN
from lawgate.web.api import house
from lawgate.web.api.models import Hook, Missed

KINDS = (DECIDED, WITHDRAWN, "alarm.raised", "alarm.acknowledged", "alarm.escalated", "alarm.ended", "message.dead")
AT_ONCE = 100
LEASE = timedelta(seconds=60)
TAKEN, GONE = range(200, 300), 410
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


def add(name: str, url: str, kinds: Iterable[str], now: datetime, secret: str = "") -> str:
    """A new receiver; it is told of what happens from now on. Returns its secret, shown this once. Raises ``BadInput``."""
    wanted = sorted(set(kinds))
    strange = [k for k in wanted if k not in KINDS]
    if strange or not wanted:
        raise BadInput(
            f"'{strange[0] if strange else ''}' is no kind of news", where="--kind", do=f"one of {', '.join(KINDS)}"
        )
    _check(name, url)
    secret = secret or f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"
    sealed = house.own_key().seal(secret.encode(), _bound(name))[0]
    try:
        with transaction.atomic():
            Hook.objects.create(
                name=name, url=url, secret=sealed, kinds=wanted, cursor=house.ledger().end()[0], due=now
            )
    except IntegrityError as e:
        raise BadInput(f"a receiver is called '{name}' already", where="NAME", do="choose another name") from e
    return secret


def _check(name: str, url: str) -> None:
    if not name.strip() or len(name) > 64 or not name.isprintable():
        raise BadInput("the name cannot be used", where="NAME", do="use 1 to 64 printable characters")
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as e:
        raise BadInput("is no address", where="URL", do="write https://host/path") from e
    local = host in ("127.0.0.1", "localhost", "::1")
    if not host or len(url) > 500 or parts.scheme not in (("https", "http") if local else ("https",)):
        raise BadInput("is no address that news may be sent to", where="URL", do="write https://host/path")
    if parts.username or parts.password:
        raise BadInput("holds a password", where="URL", do="leave it out: the signature proves who sends")


def remove(name: str) -> None:
    """Raises ``BadInput`` when there is none."""
    if not Hook.objects.filter(name=name).delete()[0]:
        raise BadInput(f"no receiver is called '{name}'", where="NAME", do="see `lawgate webhook list`")


def told(ledger: Ledger) -> list[dict[str, Any]]:
    """Every receiver, how far it is, what it missed."""
    return [
        {
            **{n: getattr(h, n) for n in ("name", "url", "kinds", "cursor", "attempts", "stopped", "why")},
            "behind": Event.objects.using(ledger.alias).filter(number__gt=h.cursor, kind__in=h.kinds).count(),
            "missed": list(Missed.objects.filter(hook=h).order_by("event").values_list("event", flat=True)),
        }
        for h in Hook.objects.order_by("name")
    ]


def send(ledger: Ledger, post: Post, clock: Callable[[], datetime], chance: Random) -> Sent:
    """Tell every receiver that is due what it was not told yet, as far as it takes it. Two senders at once share the work."""
    result = Sent()
    for hook in _claimed(clock()):
        for event in _news(ledger, hook):
            if not _tell(ledger, hook, event, post, clock, chance, result):
                break
        else:
            hook.due = clock()
        hook.save(update_fields=["cursor", "attempts", "due", "stopped", "why"])
    return result


def _claimed(now: datetime) -> Iterator[Hook]:
    """Receivers that are due, each taken for a while, so that another sender leaves it alone."""
    for hook in Hook.objects.filter(stopped=False, due__lte=now).order_by("name"):
        if Hook.objects.filter(pk=hook.pk, due=hook.due, stopped=False).update(due=now + LEASE):
            yield hook


def _news(ledger: Ledger, hook: Hook) -> list[Event]:
    found = Event.objects.using(ledger.alias).filter(number__gt=hook.cursor, kind__in=hook.kinds)
    return list(found.order_by("number")[:AT_ONCE])


def _tell(
    ledger: Ledger, hook: Hook, event: Event, post: Post, clock: Callable[[], datetime], chance: Random, result: Sent
) -> bool:
    """Whether to go on with the next event."""
    now = clock()
    body = json.dumps(message(ledger, event), separators=(",", ":"), ensure_ascii=False).encode()
    secret = house.own_key().open(bytes(hook.secret), _bound(hook.name))[0].decode()
    try:
        status = post(hook.url, body, signed(secret, f"event-{event.number}", now, body))
        why = f"answered {status}"
    except OSError as e:
        status, why = 0, f"no answer ({type(e).__name__})"
    if status in TAKEN:
        result.taken += 1
        hook.cursor, hook.attempts, hook.why = event.number, 0, ""
        return True
    hook.why, hook.attempts = why, hook.attempts + 1
    if status == GONE:
        hook.stopped = True
        return False
    if hook.attempts >= ATTEMPTS:
        result.missed += 1
        Missed.objects.create(hook=hook, event=event.number, why=why, at=now)
        hook.cursor, hook.attempts = event.number, 0
        return True
    result.failed += 1
    hook.due = now + back_off(hook.attempts, chance)
    return False


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


def _bound(name: str) -> bytes:
    return f"webhook {name}".encode()
