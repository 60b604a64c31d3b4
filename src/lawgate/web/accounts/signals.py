"""What allauth tells of an account, kept on the ledger: signing in and out, refusals, changed passwords and factors."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, user_logged_in, user_logged_out
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from lawgate.web.accounts import lock
from lawgate.web.accounts.audit import about_account
from lawgate.web.accounts.failures import failed, succeeded


def connect() -> None:
    """Once, when the application is ready."""
    user_logged_in.connect(_in, dispatch_uid="lawgate-in")
    user_logged_out.connect(_out, dispatch_uid="lawgate-out")
    password_changed.connect(_password, dispatch_uid="lawgate-password")
    authentication_failed.connect(_factor_failed, dispatch_uid="lawgate-factor")
    for signal, what in (
        (authenticator_added, "factor-added"),
        (authenticator_removed, "factor-removed"),
        (authenticator_reset, "factor-reset"),
    ):
        signal.connect(_factor(what), weak=False, dispatch_uid=f"lawgate-{what}")


def _in(request: HttpRequest, user: Any, **more: Any) -> None:
    by_county = more.get("sociallogin") is not None
    request.session[lock.SSO] = by_county
    lock.begin(request)
    succeeded(user)
    methods = [m.get("method", "") for m in request.session.get("account_authentication_methods", [])]
    about_account("signed-in", user.name, user.name, methods=methods, address=request.META.get("REMOTE_ADDR", ""))


def _out(user: Any = None, **more: Any) -> None:
    del more
    if user is not None and hasattr(user, "name"):
        about_account("signed-out", user.name, user.name)


def _password(request: HttpRequest, user: Any, **more: Any) -> None:
    """A changed password ends every other session: who knew the old one is out."""
    del more
    user.must_change = False
    user.save(update_fields=["must_change"])
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()
    about_account("password", user.name, user.name)


def _factor_failed(user: Any, **more: Any) -> None:
    del more
    failed(user.name, "second factor")


def _factor(what: str) -> Any:
    def kept(request: HttpRequest, user: Any, authenticator: Any, **more: Any) -> None:
        del more
        request.session.pop(lock.MFA, None)
        about_account(what, user.name, user.name, factor=str(authenticator.type))

    return kept
