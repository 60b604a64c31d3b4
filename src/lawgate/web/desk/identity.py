"""Prints and candidates side by side: what the fingers say, what they do not, the agency's words as a quotation, what was told of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from lawgate.base import BadInput
from lawgate.casework.models import Event
from lawgate.casework.records import PRINTS
from lawgate.casework.seal import Unreadable
from lawgate.casework.timeline import timeline
from lawgate.prints.kept import templates_of
from lawgate.prints.match import compare
from lawgate.prints.records import Finger, Template, TenPrint
from lawgate.web.accounts import Power, clock, needs
from lawgate.web.api.house import ledger
from lawgate.web.desk.people import find, page_of

TICK = 16.0
RARE = 5.0  # a finger is called the same where one pair of different people in 10^5 scores so
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
    found = find(key)
    events = [e for e in timeline(ledger(), key) if e.payload]
    said = {e.kind: e.payload for e in events}
    assessed: Mapping[str, Any] = said.get("identity.assessed") or {}
    if not assessed and "response.received" not in said:
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
        "response": said.get("response.received"),
        "notice": said.get("notice.decided"),
        "triaged": said.get("triaged"),
        "has_prints": ours is not None,
    }
    return render(request, "desk/identity.html", context)


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
