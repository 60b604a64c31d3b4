"""News to other systems: an event is told to every receiver that wants its kind, in order, signed, until it is taken.

What is sent is thin: the event's number and kind, the booking number, and of a decision what a jail's system shows; never a name.
The form of the signature is that of Standard Webhooks 1.0: HMAC-SHA256 over ``id.timestamp.body``. A receiver keeps its own window
for old timestamps and knows an event again by its id. A failure waits longer each time; after many, the event is left out and
noted as missed, so that one bad event does not stop the others; an alarm of the house stands until somebody has sent it again or let
it go.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import DECIDED, WITHDRAWN
from lawgate.web.api import house
from lawgate.web.api.models import Hook, Missed
from lawgate.web.api.webhooks_send import Sent, again, bound, let_go, send

KINDS = (DECIDED, WITHDRAWN, "alarm.raised", "alarm.acknowledged", "alarm.escalated", "alarm.ended", "message.dead")


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
    sealed = house.own_key().seal(secret.encode(), bound(name))[0]
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


def remove(name: str, now: datetime, by: str) -> None:
    """Send it nothing any more. Raises ``BadInput`` when there is none."""
    hook = named(name)
    with transaction.atomic():
        let_go(house.ledger(), hook, now, by)
        hook.delete()


def named(name: str) -> Hook:
    """The receiver of this name. Raises ``BadInput`` when there is none."""
    found = Hook.objects.filter(name=name).first()
    if found is None:
        raise BadInput(f"no receiver is called '{name}'", where="NAME", do="see `lawgate webhook list`")
    return found


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


__all__ = ["KINDS", "Sent", "add", "again", "let_go", "named", "remove", "send", "told"]
