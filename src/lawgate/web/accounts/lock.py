"""The lock: after thirty minutes without a hand the desk asks again who is there, after twelve hours for everything. Drafts are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from lawgate import wiring
from lawgate.web.accounts import drafts
from lawgate.web.accounts.declare import Declared

SEEN, BEGAN, LOCKED = "seen", "began", "locked"  # the session's words
MFA, SSO = "mfa", "sso"
IDLE, WHOLE = timedelta(minutes=30), timedelta(hours=12)
EVERY = timedelta(seconds=60)  # how often a session in use is written


def elsewhere(request: HttpRequest, what: Declared) -> HttpResponse | None:
    """Where a signed-in person must go first: to sign in again, to unlock, to a password of their own, to a second factor."""
    at = wiring.now()
    session = request.session
    if at - _instant(session.get(BEGAN), at) >= WHOLE:
        drafts.keep(request)
        logout(request)
        return to_sign_in(request)
    if at - _instant(session.get(SEEN), at) >= IDLE:
        session[LOCKED] = True
    if session.get(LOCKED):
        if what.locked or (what.wall and settings.LAWGATE_WALL and request.method == "GET"):
            return None
        drafts.keep(request)
        return _send(request, reverse("lock"))
    if not what.quiet:
        _touch(session, at)
    if what.account:
        return None
    return _first_steps(request)


def begin(request: HttpRequest) -> None:
    """A session starts or is unlocked now."""
    at = wiring.now().isoformat()
    request.session.setdefault(BEGAN, at)
    request.session[SEEN] = at
    request.session.pop(LOCKED, None)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    return _send(request, reverse("account_login"))


def second_factor(request: HttpRequest) -> bool:
    """Whether this session rests on a second factor: the account has one (signing in asked for it), or the county's own sign-on
    asks for it, where the settings say so."""
    if request.session.get(SSO) and settings.LAWGATE_SSO_MFA:
        return True
    if not request.session.get(MFA):
        kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        if not Authenticator.objects.filter(user_id=request.user.pk, type__in=kinds).exists():
            return False
        request.session[MFA] = True
    return True


def _first_steps(request: HttpRequest) -> HttpResponse | None:
    user: Any = request.user
    if user.must_change and not request.session.get(SSO):
        return _send(request, reverse("account_change_password"))
    if not second_factor(request):
        return _send(request, reverse("mfa_index"))
    return None


def _touch(session: Any, at: datetime) -> None:
    session.setdefault(BEGAN, at.isoformat())
    silent = at - _instant(session.get(SEEN), at)
    if SEEN not in session or silent >= EVERY or silent < timedelta(0):  # negative: this house's clock was set back
        session[SEEN] = at.isoformat()


def _instant(text: Any, otherwise: datetime) -> datetime:
    return datetime.fromisoformat(text) if isinstance(text, str) else otherwise


def _send(request: HttpRequest, page: str) -> HttpResponse:
    """To ``page`` and back; a part of a page that is fetched by script tells the whole page to go."""
    back = request.get_full_path() if request.method == "GET" else request.path
    if request.headers.get("HX-Request"):
        back = request.headers.get("HX-Current-URL", "/")
        back = "/" + back.split("/", 3)[-1] if "://" in back else back
        return HttpResponse(status=401, headers={"HX-Redirect": f"{page}?{urlencode({'next': back})}"})
    return HttpResponseRedirect(f"{page}?{urlencode({'next': back})}")
