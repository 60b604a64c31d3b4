"""The board: everyone in custody by minutes left, live, in pages that complete themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.casework.alarms_records import MORNING, QUEUE, SYSTEM
from lawgate.casework.standing import latest
from lawgate.web.accounts import Level, Power, clock, needs, visible
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import ledger
from lawgate.web.desk.everyone import Board, everyone
from lawgate.web.desk.frame import frame
from lawgate.web.desk.rows import Kept, bare
from lawgate.web.desk.states import LAWFUL, NEAR, SHAPES, SLUGS, Standing, State

PAGE = 60
WALL = 8
FILTERS = {"request": "With a request", "papers": "Papers to give", "citizen": "Says citizen"}


@needs(Power.BOARD, wall=True)
def board(request: HttpRequest) -> HttpResponse:
    """The whole page: its first screen of rows, and what fetches the rest as it comes into sight."""
    context = _context(request)
    wall = bool(request.GET.get("wall"))
    return render(request, "desk/wall.html" if wall else "desk/board.html", context)


@needs(Power.BOARD, quiet=True, wall=True)
def rows(request: HttpRequest) -> HttpResponse:
    """The rows alone: a later page, or the whole table anew."""
    return render(request, "desk/rows.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    now, wall = clock(), bool(request.GET.get("wall"))
    shown = everyone().at(ledger(), now, visible(request))
    chosen, words = request.GET.get("state", ""), bare(request.GET.get("q", "").strip())
    only = request.GET.get("only", "")
    picked = [x for x in shown.shown if _fits(x, chosen, words, only)]
    page = _page(request.GET.get("page", "0"))
    size = WALL if wall else PAGE
    here = picked[page * size : (page + 1) * size]
    first = here[0][1] if here else shown.shown[0][1] if shown.shown else None
    place = first.record["place"] if first else _last_place()
    tz = first.answer["tz"] if first else str(place.get("tz") or "UTC")
    told = shown.rows(here)
    reads_list = who(request).may(Power.LATER).acts or who(request).may(Power.POLICY).acts
    return {
        "rows": told,
        "in_custody": shown.in_custody,
        "counts": [
            {"slug": SLUGS[s], "word": s.value.capitalize(), "number": shown.counts[s], "shape": SHAPES[s]}
            for s in State
        ],
        "filters": FILTERS.items(),
        "chosen": chosen,
        "only": only,
        "q": request.GET.get("q", ""),
        "more": len(picked) > (page + 1) * size,
        "next_page": page + 1,
        "first_page": page == 0,
        "left_count": len(picked) - (page + 1) * size,
        "empty": _empty(shown),
        "number": shown.number,
        "waiting": [a for a in shown.alarms if a.tier in (SYSTEM, QUEUE) or (a.tier == MORNING and reads_list)],
        "nobody_due": "" if wall or page or chosen or words or only else _nobody_due(shown),
        "may_release": who(request).may(Power.RELEASE).acts,
        "may_enter": who(request).may(Power.ENTER).acts,
        "sees_morning": who(request).may(Power.LOG) not in (Level.NONE, Level.OWN),
        "query": _query(request),
        "lawful": LAWFUL,
        **frame(
            request,
            now,
            tz=tz,
            facility=", ".join(
                p for p in (place.get("agency"), f"{place['county']} County" if place.get("county") else "") if p
            ),
            unverified=sorted({u for r in told for u in r.answer["unverified"]}),
            as_of=first.answer["day"] if first else "",
            decided_by={r.answer["rulebook"] for r in told},
            alarms=shown.first_tier,
        ),
    }


def _fits(x: tuple[Standing, Kept], chosen: str, words: str, only: str) -> bool:
    where, k = x
    if chosen and SLUGS[where.state] != chosen:
        return False
    if words and words not in k.search:
        return False
    if only == "request":
        return bool(k.record["request"])
    if only == "papers":
        return bool(k.answer["papers"]) and where.state is not State.OUT
    return only != "citizen" or k.claims


def _empty(shown: Board) -> str:
    if not shown.number:
        return "No bookings have been read yet. Read a feed, or book a person."
    return "Nobody matches." if shown.shown else "Nobody is in custody."


def _last_place() -> Mapping[str, Any]:
    """The jail of whoever was booked last, for a board with nobody on it: its clock is the jail's all the same."""
    known = next(iter(latest(ledger())), None)
    return known.record["place"] if known else {}


def _nobody_due(shown: Board) -> str:
    """Said where people are in custody and none of them has a minute within the day."""
    soon = shown.now + NEAR
    due = any(w.state is not State.OUT and w.minute is not None and w.minute <= soon for w, _ in shown.shown)
    return "" if due or not shown.in_custody else "Nobody is due in the next 24 hours."


def _page(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _query(request: HttpRequest) -> str:
    """The filters of this page, for the address of the next."""
    kept = request.GET.copy()
    kept.pop("page", None)
    return kept.urlencode()
