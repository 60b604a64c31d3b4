"""Making and changing accounts: by the administrator's page and by ``lawgate account``. Every change is an event."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction

from lawgate import wiring
from lawgate.base import BadInput
from lawgate.casework.lock import writing
from lawgate.web.accounts.audit import about_account
from lawgate.web.accounts.house import ledger
from lawgate.web.accounts.models import Client, User
from lawgate.web.accounts.roles import Role, role_named

NAME = re.compile(r"[a-z][a-z0-9._-]{1,63}")
RESERVED = ("system", "nobody", "everyone")


def add(name: str, roles: Iterable[str], by: str, shown: str = "") -> str:
    """A new account. Returns its first password, to be handed over and changed at the first signing in. Raises ``BadInput``."""
    if not NAME.fullmatch(name) or name in RESERVED or name.startswith("demo-"):
        raise BadInput(
            f"'{name[:64]}' cannot name an account",
            where="name",
            do="use 2 to 64 small letters, digits, dots and dashes, a letter first",
        )
    shown = shown.strip() or name
    if len(shown) > 128 or not shown.isprintable():
        raise BadInput(
            "the shown name is too long or holds characters that do not print", where="shown", do="shorten it"
        )
    held, first = _roles(roles), _password()
    with transaction.atomic(), writing(ledger().alias):
        if User.objects.filter(name=name).exists():
            raise BadInput(
                f"'{name}' is an account already", where="name", do="give another name; names are never reused"
            )
        user = User(name=name, shown=shown, roles=held, added=wiring.now(), given=wiring.now())
        user.set_password(first)
        user.save()
        about_account("added", name, by, roles=held, shown=shown)
    return first


def set_roles(name: str, roles: Iterable[str], by: str) -> list[str]:
    """Give an account exactly these roles. Returns them. Raises ``BadInput``; nobody changes their own."""
    held = _roles(roles)
    with transaction.atomic(), writing(ledger().alias):
        user = _other(name, by)
        was, user.roles = list(user.roles), held
        _keep_an_admin(user)
        user.save(update_fields=["roles"])
        about_account("role", name, by, roles=held, was=was)
        _sign_out(user)
    return held


def set_active(name: str, active: bool, by: str) -> None:
    """Disable an account, at once wherever it is signed in, or let it in again; the failures that closed it are forgotten."""
    with transaction.atomic(), writing(ledger().alias):
        user = _other(name, by)
        user.is_active, user.failures, user.failed_first, user.locked = active, 0, None, None
        _keep_an_admin(user)
        user.save(update_fields=["is_active", "failures", "failed_first", "locked"])
        about_account("enabled" if active else "disabled", name, by)
        _sign_out(user)


def reset(name: str, by: str) -> str:
    """A new first password; second factors, PIN and failures are forgotten, sessions end. Returns the password. Raises ``BadInput``."""
    first = _password()
    with transaction.atomic(), writing(ledger().alias):
        user = _other(name, by)
        user.set_password(first)
        user.must_change, user.given, user.pin = True, wiring.now(), ""
        user.failures, user.failed_first, user.locked = 0, None, None
        user.save()
        Authenticator.objects.filter(user=user).delete()
        about_account("reset", name, by)
        _sign_out(user)
    return first


def end_sessions(name: str, by: str) -> None:
    """Sign an account out wherever it is signed in. Raises ``BadInput``."""
    with transaction.atomic(), writing(ledger().alias):
        user = _account(name)
        _sign_out(user)
        about_account("sessions-ended", name, by)


def set_client(name: str, subject: str, given: bool, by: str) -> None:
    """Give a defender a client's file, or take it back. Raises ``BadInput``."""
    with transaction.atomic(), writing(ledger().alias):
        user = _account(name)
        if Role.DEFENDER not in user.held:
            raise BadInput(f"'{name}' is no defender", where="name", do="clients are given to defenders only")
        if given and not ledger().keys.wrapped([subject]).get(subject):
            raise BadInput(f"nobody on the ledger has the number '{subject[:64]}'", do="give a booking number")
        if given:
            Client.objects.get_or_create(user=user, subject=subject)
        else:
            Client.objects.filter(user=user, subject=subject).delete()
        about_account("client" if given else "client-removed", name, by, booking=subject)


def _account(name: str) -> User:
    user = User.objects.filter(name=name).first()
    if user is None:
        raise BadInput(f"there is no account '{name[:64]}'", where="name", do="see: lawgate account list")
    return user


def _other(name: str, by: str) -> User:
    if name == by:
        raise BadInput("nobody changes their own account's rights", do="ask another administrator")
    return _account(name)


def _keep_an_admin(changed: User) -> None:
    """Raises ``BadInput`` when a change would leave nobody who can make accounts."""
    if changed.is_active and Role.ADMIN in changed.held:
        return
    others = User.objects.filter(is_active=True).exclude(pk=changed.pk)
    was = User.objects.get(pk=changed.pk)
    if was.is_active and Role.ADMIN in was.held and not any(Role.ADMIN in o.held for o in others):
        raise BadInput(f"'{changed.name}' is the last administrator", do="make another one first")


def _roles(roles: Iterable[str]) -> list[str]:
    given = list(dict.fromkeys(roles))
    unknown = [r for r in given if role_named(r) is None]
    if unknown:
        raise BadInput(f"'{unknown[0][:32]}' is no role", where="role", do=f"use one of {', '.join(Role)}")
    return [r for r in Role if r in given]


def _password() -> str:
    """Five groups of four from an alphabet without look-alikes: 100 bits, and readable over a counter."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(5))


def _sign_out(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def listed() -> list[tuple[str, str, str, str, str]]:
    """(name, known as, roles, standing, day of last use) of every account."""
    return [
        (u.name, u.shown, ", ".join(u.roles) or "none", standing(u), f"{u.used:%Y-%m-%d}" if u.used else "never")
        for u in User.objects.order_by("name")
    ]


def standing(user: User) -> str:
    if not user.is_active:
        return "disabled"
    if user.locked:
        return "closed after failures"
    return "not yet used" if user.must_change else "open"
