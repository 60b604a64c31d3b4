"""Live updates, sent by the server: how many people changed since a page was made, and that a minute has passed.

Only counts go out, never a name: the page asks for its rows itself, when the person at it says so.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from functools import lru_cache

from asgiref.sync import sync_to_async
from django.db.models import Q
from django.http import HttpRequest, StreamingHttpResponse

from lawgate.casework.acts_kinds import PREFIX
from lawgate.casework.models import Event
from lawgate.casework.standing import SHOWN
from lawgate.web.accounts import Power, clock, needs, visible
from lawgate.web.api.house import ledger
from lawgate.web.desk.everyone import everyone

EVERY = 1.0  # seconds between looks
LONGEST = 15 * 60.0  # a stream ends by itself; the browser opens it again, and passes the gate again
SHARED = 0.5  # seconds for which one look at the ledger's end serves every stream
MOST = 500


@needs(Power.BOARD, quiet=True, wall=True)
def live(request: HttpRequest) -> StreamingHttpResponse:
    """A stream of events: ``changed`` with the number of people, ``minute``."""
    text = request.GET.get("since", "")
    since = int(text) if text.isdecimal() and len(text) < 18 else _end(int(time.monotonic() / SHARED))
    answer = StreamingHttpResponse(_events(request, since), content_type="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Accel-Buffering"] = "no"
    return answer


async def _events(request: HttpRequest, since: int) -> AsyncIterator[bytes]:
    told, minute, begun = 0, "", time.monotonic()
    alarms: int | None = None
    changed = sync_to_async(_changed)
    yield b"retry: 3000\n\n"
    while time.monotonic() - begun < LONGEST:
        count, at, stops = await changed(request, since)
        if alarms is not None and stops > alarms:
            yield _event("alarm", {"count": stops})
        alarms = stops
        if count != told:
            told = count
            yield _event("changed", {"count": count})
        if at != minute:
            minute = at
            yield _event("minute", {"at": at})
        await asyncio.sleep(EVERY)


def _event(name: str, data: dict[str, object]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def _changed(request: HttpRequest, since: int) -> tuple[int, str, int]:
    """How many people changed since event ``since``, of those this person may see; the minute; alarms of the first tier."""
    now, seen, only = clock(), visible(request), request.GET.get("only", "")
    at, end = now.isoformat(timespec="minutes"), _end(int(time.monotonic() / SHARED))
    stops = everyone().stops(ledger(), now, end, seen)
    if end <= since:
        return 0, at, stops
    kinds = Q(kind__in=SHOWN) | Q(kind__startswith=PREFIX)
    if only:  # one file: an alarm on it rings by itself, and what the clock derives from one's own act is no news of another's
        found = Event.objects.using(ledger().alias).filter(kinds, subject=only, number__gt=since)
    else:
        found = Event.objects.using(ledger().alias).filter(kinds | Q(kind__startswith="alarm."), number__gt=since)
    return sum(seen(s) for s in set(found.values_list("subject", flat=True)[:MOST])), at, stops


@lru_cache(maxsize=2)
def _end(tick: int) -> int:
    del tick
    return ledger().end()[0]
