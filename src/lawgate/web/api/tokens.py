"""Tokens: ``lawgate_ID_SECRET``. Made on the command line, shown once, kept as a digest, good for some scopes and for some time.

The secret is 256 bits of chance, so a plain digest of it tells nothing and needs no salt (OWASP ASVS 5.0, v5.0.0-11.4).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import IntegrityError
from django.http import HttpRequest

from lawgate.base import BadInput
from lawgate.casework.acts_roles import ROLES
from lawgate.web.api.models import Token

SCOPES = {
    "bookings:write": "deliver bookings",
    "prints:write": "deliver fingerprint transactions (EBTS)",
    "requests:write": "deliver federal requests (I-247)",
    "custody:read": "list who is in custody, by the last lawful minute",
    "people:read": "read a person's file, decision, timeline and export",
    "gate": "ask before a hold or a release is saved",
    "decide": "decide cases that are not kept, and what would change them; the law of a day",
    "acts:read": "read the acts recorded for a person",
    "acts:write": "enter acts of the desk",
    "alarms:read": "see alarms",
    "alarms:write": "acknowledge alarms",
    "outbox:read": "see messages that could not be delivered",
    "outbox:write": "try them again",
    "ledger:read": "read the signed end of the ledger",
    "webhooks:read": "see where news is sent, and what was missed",
}
PREFIX = "lawgate"
LONGEST = timedelta(days=366)


def make(
    name: str,
    scopes: Collection[str],
    *,
    now: datetime,
    days: int = 365,
    role: str = "",
    id_: str = "",
    secret: str = "",
) -> str:
    """A new token; the text is shown this once. Raises ``BadInput`` for a name that is taken, an unknown scope or role, a long life."""
    strange = sorted(set(scopes) - set(SCOPES))
    if strange:
        raise BadInput(f"'{strange[0]}' is no scope", where="--scope", do=f"one of {', '.join(SCOPES)}")
    if not scopes:
        raise BadInput("the token may do nothing", where="--scope", do=f"give at least one of {', '.join(SCOPES)}")
    if role and role not in ROLES:
        raise BadInput(f"'{role}' is no role", where="--role", do=f"one of {', '.join(ROLES)}")
    if {"acts:write", "requests:write"} & set(scopes) and not role:
        raise BadInput("whoever enters acts or requests needs a role", where="--role", do=f"one of {', '.join(ROLES)}")
    if not 1 <= days <= LONGEST.days:
        raise BadInput(f"{days} days is not allowed", where="--days", do=f"give 1 to {LONGEST.days}")
    if not name.strip() or len(name) > 64 or not name.isprintable():
        raise BadInput("the name cannot be used", where="NAME", do="use 1 to 64 printable characters")
    id_, secret = id_ or secrets.token_hex(6), secret or secrets.token_urlsafe(32)
    row = Token(id=id_, name=name, secret=_digest(secret), scopes=sorted(scopes), role=role, added=now)
    row.expires = now + timedelta(days=days)
    try:
        row.save(force_insert=True)
    except IntegrityError as e:
        raise BadInput(
            f"a token is called '{name}' already", where="NAME", do="choose another name, or revoke it"
        ) from e
    return f"{PREFIX}_{id_}_{secret}"


def revoke(name: str, *, now: datetime) -> Token:
    """Ends a token at once, by its name or id. Raises ``BadInput`` when there is none."""
    found = Token.objects.filter(name=name).first() or Token.objects.filter(id=name).first()
    if found is None:
        raise BadInput(f"no token is called '{name}'", where="NAME", do="see `lawgate token list`")
    if found.revoked is None:
        found.revoked = now
        found.save(update_fields=["revoked"])
    return found


def of(request: HttpRequest, now: datetime) -> Token | None:
    """The token of this request when it is good; looked up once."""
    if not hasattr(request, "_lawgate_token"):
        request._lawgate_token = _find(request.headers.get("Authorization", ""), now)  # type: ignore[attr-defined]  # Django's has no place for it
    found: Token | None = request._lawgate_token  # type: ignore[attr-defined]  # as above
    return found


def _find(header: str, now: datetime) -> Token | None:
    word, _, text = header.partition(" ")
    parts = text.strip().split("_", 2)
    if (
        word.lower() != "bearer"
        or len(parts) != 3
        or parts[0] != PREFIX
        or not parts[1].isalnum()
        or len(parts[1]) > 16
    ):
        return None
    row = Token.objects.filter(id=parts[1]).first()
    # The same work for an unknown id, so that the time does not tell which ids there are.
    same = hmac.compare_digest(row.secret if row is not None else "0" * 64, _digest(parts[2]))
    if row is None or not same or row.revoked is not None or row.expires <= now:
        return None
    if row.used != now.date():
        Token.objects.filter(id=row.id).update(used=now.date())
    return row


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()
