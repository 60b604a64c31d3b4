"""Prints and candidates side by side: what the fingers say, what they do not, the agency's words as a quotation, what was told of it;
and, where it is not sure, the act by which a person who looked settles it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from lawgate.base import BadInput
from lawgate.casework.chain.identity import confirm, dispute
from lawgate.casework.chain.state import states
from lawgate.casework.models import Event
from lawgate.casework.records import PRINTS
from lawgate.casework.seal import Unreadable
from lawgate.casework.timeline import timeline
from lawgate.identity.kept import CONFIRMED, CORRECTED, DISPUTED, act_told
from lawgate.prints.kept import templates_of
from lawgate.prints.match import compare
from lawgate.prints.records import Finger, Template, TenPrint
from lawgate.web.accounts import Power, asked, clock, hands_of, needs
from lawgate.web.accounts.whoever import who
from lawgate.web.api.house import acting, ledger
from lawgate.web.desk.copies import copies_told
from lawgate.web.desk.people import find, page_of

TICK = 16.0
RARE = 5.0  # a finger is called the same where one pair of different people in 10^5 scores so
LONGEST = 200
SAYS = ("same", "different", "disputed")
PEOPLE_SAID = (CONFIRMED, DISPUTED, CORRECTED)
FINGERS = tuple(f for f in Finger if 1 <= f <= 10)


@dataclass(frozen=True, slots=True)
class Mark:
    """One minutia in a drawing: a ring, and a tick in its direction. ``pair``: its number among the pairs, 0 for none."""

    x: int
    y: int
    to_x: float
    to_y: float
    pair: int


@dataclass(frozen=True, slots=True)
class Side:
    """One print, drawn from its template."""

    width: int
    height: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class FingerRow:
    """One finger against the candidate's."""

    number: int
    name: str
    paired: int
    of: int
    score: float
    same: bool


@needs(Power.BOARD, file="key")
def prints(request: HttpRequest, key: str) -> HttpResponse:
    """The comparison. ``?with=`` a candidate, ``?finger=`` the one that is drawn."""
    return _page(request, key)


@require_POST
@needs(Power.ENTER, Power.IDENTITY, file="key")
def settle(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody who looked says whose they are, or that the answer is wrong: an event, and the chain goes on from there."""
    find(key)
    says, about = request.POST.get("says", ""), request.POST.get("about", "")[:LONGEST]
    try:
        if says not in SAYS:
            raise BadInput("nothing was said", where=key, do="choose one of the buttons")
        hands = hands_of(request, Power.ENTER if says == "disputed" else Power.IDENTITY)
        by, why = ", ".join(n for n in (hands.by, hands.second) if n), request.POST.get("why", "").strip()[:LONGEST]
        if not why:
            raise BadInput("what you saw is missing", do="write it in a few words: it is kept with your name")
        if says == "disputed":
            number = dispute(acting(hands.by), key, about, by=by, why=why, now=clock())
        else:
            number = confirm(acting(hands.by), key, about, same=says == "same", by=by, why=why, now=clock())
    except BadInput as e:
        return _page(request, key, said=str(e), status=422)
    return HttpResponseRedirect(f"{reverse('identity', args=[key])}?done={number}")


def _page(request: HttpRequest, key: str, *, said: str = "", status: int = 200) -> HttpResponse:
    found = find(key)
    events = [e for e in timeline(ledger(), key) if e.payload]
    told = {e.kind: e.payload for e in events}
    assessed: Mapping[str, Any] = told.get("identity.assessed") or {}
    if not assessed and "response.received" not in told:
        raise Http404
    candidates = list(assessed.get("candidates") or ())
    chosen = next(
        (c for c in candidates if c["person"] == request.GET.get("with")), candidates[0] if candidates else None
    )
    ours = _templates(key)
    theirs = _templates(str(chosen["person"])) if chosen else None
    table = list(_fingers(ours, theirs)) if ours and theirs else []
    finger = _chosen(request.GET.get("finger", ""), table)
    sides = _sides(ours, theirs, finger) if ours and theirs and finger else None
    r, around = page_of(request, found, clock())
    context = {
        **around,
        "r": r,
        "assessed": assessed,
        "candidates": candidates,
        "chosen": chosen,
        "table": table,
        "finger": finger,
        "finger_name": name_of(finger) if finger else "",
        "sides": sides,
        "response": told.get("response.received"),
        "notice": told.get("notice.decided"),
        "copies": copies_told(told.get("notice.copied")),
        "triaged": told.get("triaged"),
        "has_prints": ours is not None,
        "identity": states(ledger(), [key])[key].identity,
        "acts": [act_told(e.kind, e.payload) for e in events if e.kind in PEOPLE_SAID and e.payload],
        "recorded": any(str(e.number) == request.GET.get("done") and e.kind in PEOPLE_SAID for e in events),
        "said": said,
        "typed": request.POST,
        "can_settle": who(request).may(Power.IDENTITY).acts,
        "can_dispute": who(request).may(Power.ENTER).acts,
        "hands": asked(request, Power.IDENTITY if who(request).may(Power.IDENTITY).acts else Power.ENTER),
    }
    return render(request, "desk/identity.html", context, status=status)


def name_of(finger: Finger) -> str:
    return finger.name.replace("_", " ").capitalize()


def _templates(subject: str) -> TenPrint | None:
    """The latest templates kept of somebody on this ledger; None where there are none, or they were destroyed."""
    row = Event.objects.using(ledger().alias).filter(kind=PRINTS, subject=subject).order_by("-number").first()
    if row is None:
        return None
    try:
        (said,) = ledger().open_payloads([row])
        return None if said is None else templates_of(said)
    except (Unreadable, BadInput):
        return None


def _fingers(ours: TenPrint, theirs: TenPrint) -> Iterator[FingerRow]:
    for finger in FINGERS:
        a, b = ours.fingers.get(finger), theirs.fingers.get(finger)
        if a is not None and b is not None:
            found = compare(a, b)
            least = min(len(a.minutiae), len(b.minutiae))
            yield FingerRow(
                int(finger), name_of(finger), len(found.pairs), least, round(found.score, 1), found.rarity >= RARE
            )


def _chosen(text: str, table: list[FingerRow]) -> Finger | None:
    there = [row.number for row in table]
    asked = int(text) if text.isdecimal() and len(text) < 3 else int(Finger.RIGHT_INDEX)
    return Finger(asked) if asked in there else Finger(there[0]) if there else None


def _sides(ours: TenPrint, theirs: TenPrint, finger: Finger) -> tuple[Side, Side]:
    a, b = ours.fingers[finger], theirs.fingers[finger]
    pairs = compare(a, b).pairs
    return _side(a, {p[0]: n for n, p in enumerate(pairs, 1)}), _side(b, {p[1]: n for n, p in enumerate(pairs, 1)})


def _side(template: Template, pairs: Mapping[int, int]) -> Side:
    marks = []
    for at, m in enumerate(template.minutiae):
        x, y, angle = int(m["x"]), int(m["y"]), float(m["angle"])
        to = round(x + TICK * math.cos(angle), 1), round(y - TICK * math.sin(angle), 1)
        marks.append(Mark(x, y, *to, pairs.get(at, 0)))
    return Side(template.width, template.height, tuple(marks))
