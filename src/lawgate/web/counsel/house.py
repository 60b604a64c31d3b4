"""What counsel's pages share: who asks as which lawyer, the ledger in their name, and the frame around a page."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from lawgate.casework.seal import Unreadable
from lawgate.casework.standing import Latest, latest
from lawgate.counsel.alerts import open_files
from lawgate.web.accounts import Role, acting, clock, ledger, refused, visible
from lawgate.web.accounts.whoever import who

DEMO_LAWYER = "demo-defender"


def account_of(request: HttpRequest) -> str:
    """The account as which this person is told of matters; in the demonstration that of the invented defender."""
    person = who(request)
    return DEMO_LAWYER if person.demo and Role.DEFENDER in person.roles else person.name


def files_of(request: HttpRequest, now: datetime) -> set[str]:
    """Booking numbers whose file this lawyer may read: by an alert, or given to them as their client."""
    return open_files(ledger(), account_of(request), now)


def may_open(request: HttpRequest, key: str, now: datetime) -> bool:
    """Whether this is a lawyer and the person their client."""
    given = Role.DEFENDER in who(request).roles and visible(request)(key)
    return given or key in files_of(request, now)


def found(key: str) -> Latest:
    """One person as known last. Raises ``Http404`` when there is nobody, or no decision."""
    try:
        one = next(latest(ledger(), key), None) if key else None
    except Unreadable:
        one = None
    if one is None or one.answer is None:
        raise Http404
    return one


def not_theirs(request: HttpRequest, what: str, subject: str = "") -> Http404:
    """The answer to whoever reaches for another's matter: not found, and kept on the ledger."""
    refused(request, what, subject)
    return Http404()


def page(request: HttpRequest, template: str, now: datetime, tz: str = "UTC", **context: Any) -> HttpResponse:
    """A page of the lawyer's desk."""
    local = now.astimezone(ZoneInfo(tz))
    frame = {
        "now": local,
        "now_text": f"{local:%a} {local.day} {local:%B %Y, %H:%M %Z}",
        "simulated": bool(settings.SIMULATED_NOW),
        "facility": "",
    }
    with timezone.override(ZoneInfo(tz)):  # a template's instants are read on the jail's clock, as the desk reads them
        return render(request, template, frame | context)


__all__ = ["account_of", "acting", "clock", "files_of", "found", "ledger", "may_open", "not_theirs", "page"]
