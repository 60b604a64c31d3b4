"""The lawyer's desk: what they were told of, a matter before and after the conflict check, a client's clock, letters, dates."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from lawgate.base import BadInput
from lawgate.base.moments import say_minute
from lawgate.casework.timeline import timeline
from lawgate.counsel import alerts
from lawgate.counsel.calendar import calendar_of
from lawgate.counsel.jails import jail_of
from lawgate.counsel.letters import KINDS, Client, client_of, docx_of, draft, pdf_of
from lawgate.counsel.offices import offices
from lawgate.counsel.records import ACCEPT_WITHIN, ACKNOWLEDGE_WITHIN, Alert
from lawgate.counsel.stages import first_stage
from lawgate.web.accounts import file_read, for_any_account
from lawgate.web.accounts.whoever import who
from lawgate.web.counsel.house import account_of, acting, clock, files_of, found, ledger, may_open, not_theirs, page

FILES = {
    "pdf": ("application/pdf", pdf_of),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_of),
}


@for_any_account
@require_GET
def inbox(request: HttpRequest) -> HttpResponse:
    """Everything this lawyer was told of and may still act on, newest first."""
    now, account = clock(), account_of(request)
    mine = files_of(request, now)
    office = next((o for o in offices(ledger()).values() if o.contact(account)), None)
    tz = office.tz if office is not None else "UTC"
    local = now.astimezone(ZoneInfo(tz))
    rows = [_row(a, account, local, a.subject in mine) for a in alerts.inbox(ledger(), account, now)]
    return page(request, "counsel/inbox.html", now, tz, rows=rows, office=office)


def _row(a: Alert, account: str, now: datetime, open_file: bool) -> dict[str, Any]:
    told = next(t for t in a.told if t.account == account)
    client = client_of(found(a.subject)) if open_file else None
    return {
        "alert": a,
        "told": say_minute(told.at.astimezone(now.tzinfo), relative_to=now),
        "state": _state(a, told.at, now),
        "urgent": a.acknowledged is None,
        "client": client,
        "left": client.left(now) if client else "",
        "open": open_file,
    }


def _state(a: Alert, told: datetime, now: datetime) -> str:
    if a.accepted is not None:
        return "Yours"
    if a.acknowledged is not None:
        until = (a.acknowledged[1] + ACCEPT_WITHIN).astimezone(now.tzinfo)
        return f"Check for conflicts until {say_minute(until, relative_to=now)}"
    return f"Acknowledge until {say_minute((told + ACKNOWLEDGE_WITHIN).astimezone(now.tzinfo), relative_to=now)}"


@for_any_account
def matter(request: HttpRequest, alert: str) -> HttpResponse:
    """One matter: what a conflict check needs; acknowledged, accepted or declined here."""
    now, account = clock(), account_of(request)
    a = next((x for x in alerts.inbox(ledger(), account, now) if x.alert == alert), None)
    if a is None:
        raise not_theirs(request, "not a matter of theirs")
    if request.method == "POST":
        return _act(request, a, account, now)
    one = found(a.subject)
    context = {
        "alert": a,
        "first": first_stage(one, now),
        "open": a.subject in files_of(request, now),
        "why": "" if a.why == "designated" else a.why,
        "error": "",
    }
    return page(request, "counsel/matter.html", now, one.answer["tz"] if one.answer else "UTC", **context)


def _act(request: HttpRequest, a: Alert, account: str, now: datetime) -> HttpResponse:
    house, what = acting(who(request).name), request.POST.get("act", "")
    try:
        if what == "acknowledge":
            alerts.acknowledge(house, a.alert, by=account, now=now)
        elif what == "accept":
            alerts.accept(house, a.alert, by=account, now=now)
            _give(account, a.subject)
            return redirect("counsel_client", key=a.subject)
        elif what == "decline":
            alerts.decline(house, a.alert, by=account, why=request.POST.get("why", "")[:200], now=now)
            return redirect("counsel_inbox")
    except BadInput:
        return redirect("counsel_inbox")  # another was quicker; the inbox says where it stands
    return redirect("counsel_matter", alert=a.alert)


def _give(account: str, subject: str) -> None:
    """The desk's own pages show the client to the defender as well; an invented lawyer has no account to give to."""
    from lawgate.web.accounts.people import set_client

    with suppress(BadInput):
        set_client(account, subject, True, by=account)


@for_any_account
@require_GET
def client(request: HttpRequest, key: str) -> HttpResponse:
    """A client's file: the minute and its arithmetic, the papers, the four answers, the letters."""
    now = clock()
    made = _client(request, key, now)
    context = {"c": made, "key": key, "left": made.left(now), "past": made.past(now), "letters": _letters(made, now)}
    context["headline"] = _headline(made, now)
    return page(request, "counsel/client.html", now, made.tz, **context)


def _headline(c: Client, now: datetime) -> str:
    """The answer as it reads at ``now``: a release that is due later says when, as it does at the desk."""
    if c.headline == "Release now." and c.due is not None and now < c.due:
        zone = ZoneInfo(c.tz)
        return f"Release at {say_minute(c.due.astimezone(zone), relative_to=now.astimezone(zone))}."
    return c.headline


def _letters(c: Client, now: datetime) -> list[dict[str, Any]]:
    return [{"kind": k, "title": title, "due": k == "expiry" and c.past(now)} for k, (title, _) in KINDS.items()]


def _client(request: HttpRequest, key: str, now: datetime) -> Client:
    """The client, after proof that they are this lawyer's; the reading is kept on the ledger."""
    if not may_open(request, key, now):
        raise not_theirs(request, "not a client of theirs", key)
    one = found(key)
    file_read(request, key)
    agency = one.record["place"].get("agency") or ""
    return client_of(one, timeline(ledger(), key), jail_of(ledger(), agency))


@for_any_account
@require_GET
def letter(request: HttpRequest, key: str, kind: str, ending: str) -> HttpResponse:
    """A draft letter as a file whose name tells nothing."""
    now = clock()
    if kind not in KINDS or ending not in FILES:
        raise not_theirs(request, "no such letter", key)
    made = _client(request, key, now)
    written = draft(kind, made, now.astimezone(ZoneInfo(made.tz)), lawyer=who(request).shown)
    mime, to_bytes = FILES[ending]
    return _file(to_bytes(written), mime, f"{written.name}.{ending}")


@for_any_account
@require_GET
def dates(request: HttpRequest) -> HttpResponse:
    """The dates of all this lawyer's clients, for their own calendar; the file names nobody."""
    now, account = clock(), account_of(request)
    mine = files_of(request, now)
    codes = {a.subject: a.code for a in alerts.inbox(ledger(), account, now) if a.subject in mine}
    pairs = []
    for subject, code in sorted(codes.items()):
        file_read(request, subject)
        pairs.append((code, client_of(found(subject))))
    return _file(calendar_of(pairs, now), "text/calendar", "matters.ics")


def _file(data: bytes, mime: str, name: str) -> HttpResponse:
    return HttpResponse(data, mime, headers={"Content-Disposition": f'attachment; filename="{name}"'})
