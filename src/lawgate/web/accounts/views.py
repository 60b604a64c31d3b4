"""One's own account: lock and unlock, PIN, sessions; the demonstration's role switcher."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from lawgate.web.accounts import audit, lock
from lawgate.web.accounts.declare import declared, for_any_account, for_everyone, for_locked_desk
from lawgate.web.accounts.failures import failed, succeeded
from lawgate.web.accounts.forms import PinForm, UnlockForm
from lawgate.web.accounts.hands import SHARED, is_shared
from lawgate.web.accounts.models import User
from lawgate.web.accounts.roles import Level, Power, role_named
from lawgate.web.accounts.whoever import COOKIE, EVERYONE, Who, demo_person, is_open, who


@for_locked_desk
def locked(request: HttpRequest) -> HttpResponse:
    """Lock this desk, or unlock it with the password; then on to where it was."""
    user: Any = request.user
    if who(request).demo:
        return redirect("home")
    if request.POST.get("lock"):
        request.session[lock.LOCKED] = True
        return HttpResponseRedirect(f"{reverse('lock')}?{urlencode({'next': _next(request)})}")
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if check_password(form.cleaned_data["password"], user.password):
            succeeded(user)
            lock.begin(request)
            audit.about_account("unlocked", user.name, user.name)
            return HttpResponseRedirect(_next(request))
        failed(user.name, "password")
        form.add_error("password", "This is not the password of this account.")
    elif request.method == "GET":
        request.session[lock.LOCKED] = True
    return render(request, "accounts/lock.html", {"form": form, "next": _next(request)})


@for_any_account
def home(request: HttpRequest) -> HttpResponse:
    """To the first page that this person's roles open."""
    person = who(request)
    for power, page in ((Power.BOARD, "board"), (Power.ACCOUNTS, "people"), (Power.LOG, "reads")):
        if person.may(power) is not Level.NONE:
            return redirect(page)
    return redirect("account")


@for_any_account
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: roles, factors, sessions, whether this terminal is shared."""
    if who(request).demo:
        return render(request, "accounts/demonstration.html")
    if request.method == "POST" and "shared" in request.POST:
        request.session[SHARED] = request.POST["shared"] == "1"
        audit.about_account("terminal", who(request).name, who(request).name, shared=is_shared(request))
        return redirect("account")
    user: Any = request.user
    sessions = [s for s in UserSession.objects.filter(user=user).order_by("-created_at") if s.exists()]
    return render(request, "accounts/account.html", {"sessions": sessions, "here": request.session.session_key})


@for_any_account
@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """End every other session of one's own account, once it is sure who asks."""
    if who(request).demo:
        return redirect("home")
    raise_if_reauthentication_required(request, app="allauth.account")
    user: Any = request.user
    for session in UserSession.objects.filter(user=user).exclude(session_key=request.session.session_key):
        session.end()
    audit.about_account("sessions-ended", user.name, user.name)
    return redirect("account")


@for_any_account
def pin(request: HttpRequest) -> HttpResponse:
    """Choose the PIN that says whose hands commit an act at a shared terminal."""
    user: Any = request.user
    if not isinstance(user, User):
        raise Http404
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if check_password(form.cleaned_data["password"], user.password):
            user.set_pin(form.cleaned_data["pin"])
            user.save(update_fields=["pin"])
            audit.about_account("pin", user.name, user.name)
            return redirect("account")
        failed(user.name, "password")
        form.add_error("password", "This is not the password of this account.")
    return render(request, "accounts/pin.html", {"form": form})


@for_everyone("chooses a role of the demonstration; not found anywhere else")
@require_POST
def demo_role(request: HttpRequest) -> HttpResponse:
    """In the demonstration: see it as another role."""
    if not is_open(request):
        raise Http404
    role = request.POST.get("role", EVERYONE)
    there = _next(request)
    answer = HttpResponseRedirect(there if _opens(there, demo_person(role)) else reverse("home"))
    answer.set_cookie(COOKIE, role_named(role) or EVERYONE, httponly=True, samesite="Strict")
    return answer


def _opens(page: str, person: Who) -> bool:
    """Whether a page is for this person to read, as far as its declaration says."""
    try:
        what = declared(resolve(urlsplit(page).path).func)
    except Resolver404:
        return False
    return what is not None and (not what.powers or any(person.may(p) is not Level.NONE for p in what.powers))


def _next(request: HttpRequest) -> str:
    """Where to go on: a page of this house, never another's."""
    there = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts=None, require_https=False)
    return there if safe and there.startswith("/") else str(settings.LOGIN_REDIRECT_URL)
