"""The desk's pages: the board, one person, one rule."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate import wiring
from lawgate.base.moments import say_minute
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.pipeline import latest
from lawgate.casework.seal import Unreadable
from lawgate.casework.store import open_ledger
from lawgate.law.books import load
from lawgate.law.norms import Effect
from lawgate.law.rulebook import UnknownAuthority
from lawgate.web.accounts import Power, for_everyone, needs, visible
from lawgate.web.desk.bars import bars
from lawgate.web.desk.rows import BoardRow, grounds, row_of, shown_on_board, timeline
from lawgate.web.desk.states import State

VERBS = {
    Effect.REQUIRE: "must",
    Effect.PERMIT: "may",
    Effect.PROHIBIT: "may not",
    Effect.OPEN: "law open:",
    Effect.STRIKE: "voids local bans:",
    Effect.SERVE: "give",
    Effect.DUTY: "must",
    Effect.FLAG: "note:",
    Effect.LIMIT: "at most",
    Effect.ANSWER: "on",
}
SLUGS = {s: s.value.lower().replace(" ", "-") for s in State}


@lru_cache(maxsize=1)
def ledger() -> Ledger:
    return open_ledger()


def clock() -> datetime:
    """The minute the pages show: the real one, or the simulated one of the settings."""
    return datetime.fromisoformat(settings.SIMULATED_NOW) if settings.SIMULATED_NOW else wiring.now()


@needs(Power.BOARD, wall=True)
def board(request: HttpRequest) -> HttpResponse:
    """Everyone in custody ordered by minutes left; those who left within twelve hours, grey, at the end."""
    now, seen = clock(), visible(request)
    everyone = [
        row_of(x.subject, x.record, x.answer, now) for x in latest(ledger()) if x.answer is not None and seen(x.subject)
    ]
    rows = sorted((r for r in everyone if shown_on_board(r, now)), key=lambda r: (*r.standing.order, r.name))
    counts = Counter(r.standing.state for r in rows)
    chosen, words = request.GET.get("state", ""), request.GET.get("q", "").strip().lower()
    picked = [r for r in rows if (not chosen or SLUGS[r.standing.state] == chosen) and (not words or words in r.search)]
    unverified = sorted({u for r in picked for u in r.answer["unverified"]})
    context = {
        "rows": picked,
        "in_custody": sum(n for s, n in counts.items() if s is not State.OUT),
        "counts": [
            {"slug": SLUGS[s], "word": s.value.capitalize(), "number": counts[s], "shape": _shape(s)} for s in State
        ],
        "chosen": chosen,
        "q": request.GET.get("q", ""),
        "empty": _empty(rows, everyone),
        "feed_age": _feed_age(now),
        **_frame(now, rows[0] if rows else None, unverified),
    }
    return render(request, "desk/board.html", context)


@needs(Power.BOARD, file="key")
def person(request: HttpRequest, key: str) -> HttpResponse:
    """One person: the answer, the minute, the arithmetic, the four answers with their reasons, the papers, the timeline."""
    now = clock()
    try:
        found = next(latest(ledger(), key), None)
    except Unreadable:
        found = None
    if found is None or found.answer is None:
        raise Http404
    r = row_of(found.subject, found.record, found.answer, now)
    deadline = found.answer["deadline"]
    context = {
        "r": r,
        "answer": found.answer,
        "deadline": deadline,
        "bars": bars(deadline) if deadline else [],
        "arithmetic_text": " ".join(found.answer["arithmetic"]),
        "exposure": [{**e, "cost": _cost(e)} for e in found.answer["exposure_lines"][:6]],
        "grounds": grounds(found.record, found.answer),
        "timeline": timeline(found.record, found.answer),
        **_frame(now, r, found.answer["unverified"]),
    }
    return render(request, "desk/person.html", context)


@for_everyone("the law and what it rests on are public")
def rule(request: HttpRequest, authority: str) -> HttpResponse:
    """One rule's words, citation, dates and confidence."""
    try:
        a = load().authority(authority)
    except UnknownAuthority as e:
        raise Http404 from e
    norms = [
        {
            "verb": f"{VERBS[n.effect]} {(n.action.value if n.action and n.effect is not Effect.LIMIT else n.token)}",
            "words": n.words,
            "cite": n.cite,
            "confidence": n.confidence,
            "since": n.since,
            "until": n.until,
        }
        for n in a.norms
    ]
    unverified = [] if a.confidence.verified else [a.id]
    return render(request, "law/rule.html", {"a": a, "norms": norms, **_frame(clock(), None, unverified)})


def _frame(now: datetime, r: BoardRow | None, unverified: list[str]) -> dict[str, Any]:
    tz = ZoneInfo(r.answer["tz"]) if r else ZoneInfo("UTC")
    local = now.astimezone(tz)
    return {
        "now": local,
        "now_text": f"{local:%a} {local.day} {local:%B %Y, %H:%M %Z}",
        "facility": r.facility if r else "",
        "simulated": bool(settings.SIMULATED_NOW),
        "adopted": False,
        "unverified": unverified,
        "rulebook": load().digest[:12],
        "as_of": r.answer["day"] if r else "",
    }


def _feed_age(now: datetime) -> str:
    last = Event.objects.using(ledger().alias).order_by("-number").first()
    if last is None:
        return "never"
    return say_minute(last.recorded_at.astimezone(now.tzinfo))


def _empty(shown: list[BoardRow], everyone: list[BoardRow]) -> str:
    if not everyone:
        return "No bookings have been read yet. Read a feed: lawgate run --bookings FEED."
    return "Nobody matches." if shown else "Nobody is in custody."


def _shape(state: State) -> str:
    from lawgate.web.desk.states import SHAPES

    return SHAPES[state]


def _cost(e: dict[str, Any]) -> str:
    if e["usd"] is None:
        return "amount not seen"
    fees = f" and ${e['fees_usd']:,} fees" if e["fees_usd"] else ""
    return f"${e['usd']:,}{fees}" + (" (recalled)" if e["mark"] == "recalled" else "")
