"""Counting what was wrong: after five failures within fifteen minutes an account is closed until an administrator lets go of it."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from lawgate import wiring
from lawgate.web.accounts import audit
from lawgate.web.accounts.models import User

ALLOWED = 5
WITHIN = timedelta(minutes=15)


def failed(name: str, what: str) -> None:
    """Count a failure (``what``: password, code, PIN) and keep it on the ledger; close the account at the fifth."""
    at = wiring.now()
    with transaction.atomic():
        user = User.objects.select_for_update().filter(name=name).first()
        if user is not None:
            recent = user.failed_first is not None and at - user.failed_first < WITHIN
            user.failures, user.failed_first = (user.failures + 1, user.failed_first) if recent else (1, at)
            closes = user.failures >= ALLOWED and user.locked is None
            user.locked = at if closes else user.locked
            user.save(update_fields=["failures", "failed_first", "locked"])
    audit.about_account("refused", name, "", by_what=what, known=user is not None)
    if user is not None and closes:
        audit.about_account("locked", name, "", after=ALLOWED)


def succeeded(user: User) -> None:
    """Forget earlier failures and keep when the account was used."""
    user.failures, user.failed_first, user.used = 0, None, wiring.now()
    user.save(update_fields=["failures", "failed_first", "used"])


def checked_pin(name: str, pin: str) -> User | None:
    """The account of a name and PIN, or None; a wrong one counts. An unknown name takes as long as a known one."""
    user = User.objects.filter(name=name, is_active=True, locked__isnull=True).first()
    if user is None:
        User().set_pin(pin)  # the same work
    elif user.knows_pin(pin):
        return user
    failed(name, "PIN")
    return None
