"""The morning list for supervisor, counsel and auditor: house rules set aside, what was typed late, unread law, differences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.base.moments import add_elapsed, say_length, say_minute
from lawgate.casework.acts_kinds import KINDS, PREFIX
from lawgate.casework.alarms_house import morning, morning_of
from lawgate.casework.alarms_records import Policy
from lawgate.casework.models import Event
from lawgate.web.accounts import Level, Power, clock, needs, visible
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import ledger
from lawgate.web.desk.differences import last_kept
from lawgate.web.desk.everyone import everyone
from lawgate.web.desk.frame import frame, jail_tz
from lawgate.web.desk.states import State

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on the list: whose file, what was done, by whom, when, and what there is to say of it."""

    booking: str
    what: str
    by: str
    when: str
    note: str


@needs(Power.LOG)
def listed(request: HttpRequest) -> HttpResponse:
    """Since yesterday morning, up to now."""
    if who(request).may(Power.LOG) is Level.OWN:
        raise Http404
    now = clock().astimezone(ZoneInfo(jail_tz()))
    first = morning_of((now - DAY).date(), ZoneInfo(jail_tz()), Policy())
    found = morning(ledger(), first, add_elapsed(now, timedelta(seconds=1)), Policy())
    shown = everyone().at(ledger(), clock(), visible(request))
    inside = [k for w, k in shown.shown if w.state is not State.OUT]
    rests = Counter(u for k in inside for u in k.answer["unverified"])
    context = {
        **frame(request, clock(), tz=jail_tz()),
        "since": say_minute(first, relative_to=now),
        "overrides": [_entry(n, now) for _, n in found["overrides"]],
        "late": [_entry(n, now) for _, n in found["typed late"]],
        "unverified": sorted(rests.items(), key=lambda x: (-x[1], x[0])),
        "differences": last_kept(),
    }
    return render(request, "desk/morning.html", context)


def _entry(number: int, now: datetime) -> Entry:
    row = Event.objects.using(ledger().alias).get(number=number)
    (said,) = ledger().open_payloads([row])
    name = row.kind.removeprefix(PREFIX)
    title = KINDS[name].title if name in KINDS else name.replace("-", " ").capitalize()
    late = f"typed {say_length(row.recorded_at - row.happened_at)} later"
    reason = str((said or {}).get("override") or "")
    when = say_minute(row.happened_at.astimezone(now.tzinfo), relative_to=now)
    return Entry(row.subject, title, str((said or {}).get("by") or row.actor), when, reason or late)
