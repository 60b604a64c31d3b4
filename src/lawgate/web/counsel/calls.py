"""Call-back requests at the lawyer's desk: the page hands them over as they came; only the office's key, in the browser, opens them."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from lawgate.base import BadInput
from lawgate.base.moments import say_minute
from lawgate.casework.instants import read_instant
from lawgate.counsel.models import Callback
from lawgate.counsel.offices import offices, set_key
from lawgate.counsel.records import Office
from lawgate.web.accounts import for_any_account
from lawgate.web.accounts.whoever import who
from lawgate.web.counsel.house import account_of, acting, clock, ledger, not_theirs, page

COORDINATE = 43  # 32 bytes in base64url


def _office(request: HttpRequest) -> Office:
    """The office of this lawyer. Raises ``Http404`` for anybody else."""
    account = account_of(request)
    mine = next((o for o in offices(ledger()).values() if account and o.contact(account)), None)
    if mine is None:
        raise not_theirs(request, "no lawyer of an office")
    return mine


@for_any_account
@require_GET
def calls(request: HttpRequest) -> HttpResponse:
    """The sealed requests of this office, oldest first."""
    now, office = clock(), _office(request)
    rows = Callback.objects.using(ledger().alias).filter(office=office.id).order_by("asked")
    shown = [
        {"id": r.id, "sealed": r.sealed, "asked": say_minute(read_instant(r.asked).astimezone(now.tzinfo))}
        for r in rows
    ]
    return page(request, "counsel/calls.html", now, office.tz, rows=shown, office=office)


@for_any_account
@require_POST
def called(request: HttpRequest, call: str) -> HttpResponse:
    """The call was made: the request is forgotten."""
    Callback.objects.using(ledger().alias).filter(office=_office(request).id, pk=call).delete()
    return redirect("counsel_calls")


@for_any_account
@require_POST
def new_key(request: HttpRequest) -> HttpResponse:
    """The public half of a key that was made in the lawyer's browser."""
    office, by = _office(request), who(request).name
    try:
        key = _public(request.POST.get("key", ""))
    except BadInput as e:
        return HttpResponse(f"{e}\n", "text/plain; charset=utf-8", 400)
    set_key(acting(by), office.id, key, by=by, now=clock())
    return redirect("counsel_calls")


def _public(text: str) -> str:
    """The public key as a JWK with nothing else in it."""
    try:
        given = json.loads(text)
        x, y = str(given["x"]), str(given["y"])
    except (ValueError, KeyError, TypeError) as e:
        raise BadInput("this is no public key", where="key", do="make one on the page") from e
    if (given.get("kty"), given.get("crv"), len(x), len(y)) != ("EC", "P-256", COORDINATE, COORDINATE) or "d" in given:
        raise BadInput("this is no public key of the curve P-256", where="key", do="make one on the page")
    return json.dumps({"crv": "P-256", "kty": "EC", "x": x, "y": y}, sort_keys=True)
