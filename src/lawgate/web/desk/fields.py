"""The fields of an act's form as a page shows them: values, choices that depend on the person, what a fresh form holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest

from lawgate.casework import acts_kinds as k
from lawgate.casework.acts_places import numbered
from lawgate.casework.acts_words import Choices
from lawgate.casework.standing import Latest, latest
from lawgate.detainer import FORMS, document_of
from lawgate.web.accounts import clock
from lawgate.web.api.house import ledger
from lawgate.web.desk.drafts import Typed


@dataclass(frozen=True, slots=True)
class Shown:
    """One field on the page: its value, its choices, what is wrong with it."""

    field: k.Field
    value: str
    values: Sequence[str]
    choices: Choices
    mistake: str


def shown(field: k.Field, told: Typed, found: Latest | None, mistake: str) -> Shown:
    values = told.get(field.name, [])
    return Shown(
        field, values[0] if values else "", values, field.choices or _choices(field.name, found, told), mistake
    )


def _choices(name: str, found: Latest | None, told: Typed) -> Choices:
    """Choices that depend on the person: their charges; the boxes of the edition that was chosen."""
    if name in ("covers", "charge") and found is not None:
        document = document_of(found.record)
        numbered(document)
        return tuple((str(c["line"]), _charge(c)) for c in document.get("charges") or ())
    form = FORMS.get(one(told, "form"))
    if name == "boxes" and form is not None:
        return tuple((b, b.replace("-", " ")) for b in sorted(form.boxes))
    return ()


def _charge(c: Mapping[str, Any]) -> str:
    bail = f", bail ${c['bail_usd']:,}" if c.get("bail_usd") else ", no bail" if c.get("no_bail") else ""
    said = ", ".join(str(c[n]) for n in ("statute", "name") if c.get(n))
    return f"{c['line']}. {said}{bail}"


def first(request: HttpRequest, found: Latest | None, name: str) -> Typed:
    """What a fresh form holds: the present minute where a time is asked for and the paper has none of its own, and what the link says."""
    tz = ZoneInfo(place_of(found)["tz"])
    now = f"{clock().astimezone(tz):%Y-%m-%d %H:%M}"
    told: Typed = {
        f.name: [now] for f in k.KINDS[name].fields if f.name in ("door_at", "said_at", "began_at", "booked_at")
    }
    if name == k.SERVED and found is not None:
        told["packet"] = [_packet(p["token"]) for p in (found.answer or {})["papers"]] or ["copy-of-request"]
        told["language"] = [str(found.record["person"]["language"] or "")]
    if name == k.BAIL and found is not None and len(found.record["charges"] or ()) == 1:
        told["covers"] = [c for c, _ in _choices("covers", found, {})]
    return told | {n: list(v) for n, v in request.GET.lists() if k.KINDS[name].field(n) is not None}


def _packet(token: str) -> str:
    return (
        "consent-form"
        if "consent" in token
        else "intent-to-comply"
        if "intent" in token
        else "warrant"
        if "warrant" in token
        else "copy-of-request"
    )


def place_of(found: Latest | None) -> dict[str, Any]:
    """The facility: the person's, or for a booking by hand that of whoever was booked last."""
    known = found or next(iter(latest(ledger())), None)
    if known is None:
        raise Http404
    place: dict[str, Any] = dict(known.record["place"])
    return place


def one(told: Typed, name: str) -> str:
    values = told.get(name) or [""]
    return values[0]


def number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0
