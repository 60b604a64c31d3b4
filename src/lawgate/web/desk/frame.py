"""What every page of the desk has around it: clock, facility, feed age, alarms, the standing of the law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest

from lawgate.base.moments import say_length, say_minute
from lawgate.casework.acts_kinds import BOOKED, PREFIX
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import RECEIVED
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import clock, ledger, office
from lawgate.web.desk import drafts
from lawgate.web.desk.adoption import standing
from lawgate.web.desk.everyone import everyone
from lawgate.web.desk.powers import LETTERS

FEED_SEEN = "feed.seen"
OLD = timedelta(minutes=5)
SENTENCES, SAME = 3, 2  # in the red bar; the rest stands on its rows


@dataclass(frozen=True, slots=True)
class Stop:
    """One sentence of the red bar, with the alarms that say it."""

    says: str
    alarms: Sequence[Any]


def stops(alarms: Sequence[Any]) -> list[Stop]:
    """Alarms of the first tier by their sentence, so that one thing is said once; the first of each, and of the first sentences."""
    said: dict[str, list[Any]] = {}
    for a in alarms:
        said.setdefault(a.says, []).append(a)
    return [Stop(says, some[:SAME]) for says, some in list(said.items())[:SENTENCES]]


@dataclass(frozen=True, slots=True)
class Feed:
    """How old what the pages show is. ``dead``: the bar that says so, empty while it is fresh."""

    age: str
    dead: str = ""


def frame(
    request: HttpRequest,
    now: datetime,
    *,
    tz: str = "UTC",
    facility: str = "",
    unverified: Sequence[str] = (),
    as_of: str = "",
    alarms: Sequence[Any] = (),
    decided_by: Iterable[str] = (),
) -> dict[str, Any]:
    """The context of ``base.html``. Times read on the clock of ``tz``; ``decided_by``: digests of the rulebooks the answers rest on."""
    local = now.astimezone(ZoneInfo(tz))
    law = standing(decided_by)
    return {
        "now": local,
        "now_text": f"{local:%a} {local.day} {local:%B %Y, %H:%M %Z}",
        "now_time": f"{local:%H:%M}",
        "facility": facility,
        "simulated": bool(settings.SIMULATED_NOW),
        "adopted": law.adopted,
        "law": law,
        "unverified": unverified,
        "rulebook": office().rulebook.digest[:12],
        "as_of": as_of,
        "feed": feed(ledger(), local),
        "stops": stops(alarms),
        "stops_more": max(0, len(alarms) - sum(len(s.alarms) for s in stops(alarms))),
        "left": [d for d in drafts.left(request) if d.path != request.path][:1],
        "shown": who(request).shown,
        "letters": LETTERS,
    }


def feed(ledger: Ledger, now: datetime) -> Feed:
    """How old the latest delivery is. A booking by hand is none: it would make a dead feed look alive."""
    events = Event.objects.using(ledger.alias)
    by_hand = events.filter(kind=PREFIX + BOOKED).values("subject")
    delivered = Q(kind=FEED_SEEN) | (Q(kind=RECEIVED) & ~Q(subject__in=by_hand))
    last = events.filter(delivered).order_by("-number").first()
    if last is None:
        return Feed("No feed yet")
    at = last.recorded_at.astimezone(now.tzinfo)
    if settings.SIMULATED_NOW:
        return Feed("Feed of the simulated minute")
    age = now - at
    dead = f"Times are from {say_minute(at, relative_to=now)}. Use the printed board." if age > OLD else ""
    return Feed(f"Feed {say_length(age)} old", dead)


def jail_tz() -> str:
    """The zone of this jail's clock, by whoever is in custody; UTC while nobody is. For pages about no one person."""
    shown = everyone().at(ledger(), clock(), lambda _: True).shown
    return str(shown[0][1].record["place"]["tz"]) if shown else "UTC"
