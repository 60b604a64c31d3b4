"""A federal paper from what came: a filled PDF, JSON in the words of a feed, the typed fields of a page. One reader each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import BadInput
from lawgate.booking.schema import REQUEST, WARRANT, Column
from lawgate.booking.values import nearest, read_value
from lawgate.detainer.face import read_request
from lawgate.detainer.forms import FORMS
from lawgate.detainer.intake_fields import BY_NAME, SIGNERS, WARRANTS
from lawgate.detainer.intake_records import CANCELLATION, DETAINER, Printed
from lawgate.detainer.paper import Paper, request_of
from lawgate.detainer.records import Request

Read = tuple[str, Request, Printed, tuple[Mapping[str, Any], ...] | None, datetime | None]
"""What it is, what it asks, what it prints, the warrants with it (None: nobody said), when a cancellation takes effect."""
LISTED_TITLES = (
    "border patrol agent",
    "special agent",
    "deportation officer",
    "immigration inspector",
    "adjudications officer",
    "immigration enforcement agent",
    "supervisory",
)
"""Officers who may issue detainers by their title, 8 CFR 287.7(b)(1)-(7); (8) adds those who are designated."""
MOST = 200  # of anything listed
LONGEST = 300  # characters of a printed word


def from_pdf(paper: Paper, tz: ZoneInfo, received_at: datetime | None) -> Read:
    """A filled form. Of warrants it says nothing: they are papers of their own."""
    request = request_of(paper, tz=tz, received_at=received_at)
    v = paper.values
    printed = Printed(
        name=_text(v.get("name")),
        born=_born(v.get("dob")),
        booking=_text(v.get("lea_booking_no")),
        file_no=_text(v.get("file_no")),
        event_no=_text(v.get("event_no")),
        officer=_text(v.get("officer")),
        served_how=_text(v.get("served_how")),
        served_by=_text(v.get("lea_officer")),
    )
    listed = is_listed(printed.officer)
    facts = {**request.facts, **({"issuer_listed": listed} if listed else {})}
    only_cancels = bool(request.cancels_earlier) and not request.boxes and not request.asks
    return (
        (CANCELLATION if only_cancels else DETAINER),
        Request(facts),
        printed,
        None,
        received_at if only_cancels else None,
    )


def from_json(raw: bytes, tz: ZoneInfo, received_at: datetime | None) -> Read:
    """JSON: ``{"what": "detainer", "booking", "subject": {...}, "request": {...}, "warrants": [...]}``, or a request alone."""
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as e:
        raise BadInput("is not JSON", where="file", do="ask for it again, or type it in") from e
    if not isinstance(data, dict):
        raise BadInput("is not an object", where="file", do="send one request an object")
    return from_document(data, tz, received_at)


def from_document(data: Mapping[str, Any], tz: ZoneInfo, received_at: datetime | None) -> Read:
    """The same as ``from_json``, of an object read already."""
    what = data.get("what", DETAINER)
    if what not in (DETAINER, CANCELLATION):
        raise BadInput(
            f"'{_text(what)}' is neither a detainer nor a cancellation", where="what", do="write one of the two"
        )
    said = data.get("request", data if what == DETAINER and "subject" not in data else {})
    if not isinstance(said, Mapping):
        raise BadInput("is not an object", where="request", do="give the fields of the form by name")
    said = {k: v for k, v in said.items() if k not in ("what", "booking", "warrants", "detainer")}
    facts = values(REQUEST, said, tz, "request")
    if received_at is not None:
        facts.setdefault("received_at", received_at)
    warrants = data.get("warrants")
    if warrants is not None and not (isinstance(warrants, list) and all(isinstance(w, Mapping) for w in warrants)):
        raise BadInput("is not a list of warrants", where="warrants", do="give a list of objects")
    papers = None if warrants is None else tuple(values(WARRANT, w, tz, "warrant") for w in warrants[:MOST])
    at = None
    if what == CANCELLATION:
        at = read_value(Column("cancelled_at", "instant", ""), data.get("cancelled_at"), tz) or received_at
    return what, read_request(facts), _printed(data), papers, at


def from_form(fields: Mapping[str, Any], tz: ZoneInfo, received_at: datetime | None) -> Read:
    """The typed fields of a page (``intake_fields``). Raises ``BadInput`` naming the field."""
    for name in fields:
        if name not in BY_NAME:
            raise BadInput("is no field of the form", where=str(name)[:40], do=nearest(str(name), BY_NAME))
    for field in BY_NAME.values():
        if (
            field.needed
            and fields.get(field.name) in (None, "", [])
            and not (field.name == "received_at" and received_at)
        ):
            raise BadInput("is not filled in", where=field.name, do=f"answer: {field.en}")
    signer, warrant = (_choice(fields, n, c) for n, c in (("signer", SIGNERS), ("warrant", WARRANTS)))
    said = {
        k: fields[k]
        for k in ("form", "boxes", "conditions", "issued_on", "issuing_office", "received_at")
        if fields.get(k)
    }
    form = FORMS.get(str(fields.get("form") or ""))
    asks = fields.get("asks") or (sorted(form.asks) if form is not None else None)
    facts = values(REQUEST, said | ({"asks": asks} if asks else {}), tz, "")
    facts |= {"signed": signer != "nobody", "complete": signer != "nobody"}
    facts.setdefault("boxes", frozenset())
    facts.setdefault("conditions", frozenset())
    if received_at is not None:
        facts.setdefault("received_at", received_at)
    listed = is_listed(str(fields.get("officer") or ""))
    facts |= {"issuer_listed": listed} if listed else {}
    cancels = str(fields.get("cancels") or "").lower() in ("yes", "true", "on", "1")
    facts["cancels_earlier"] = cancels
    request = read_request(facts)
    papers: tuple[Mapping[str, Any], ...] = (
        () if warrant == "none" else ({"kind": warrant, "received_at": request.received_at},)
    )
    printed = Printed(
        name=_text(fields.get("name")),
        born=_born(fields.get("born")),
        booking=_text(fields.get("booking")),
        officer=_text(fields.get("officer")),
    )
    only_cancels = cancels and not request.boxes and not fields.get("asks")
    return (
        (CANCELLATION if only_cancels else DETAINER),
        request,
        printed,
        papers,
        request.received_at if only_cancels else None,
    )


def values(columns: Iterable[Column], said: Mapping[str, Any], tz: ZoneInfo, what: str) -> dict[str, Any]:
    """The values of one part by the feed's own columns. A blank is unknown. Raises ``BadInput`` naming the column."""
    known = {c.name: c for c in columns}
    out = {}
    for name, value in said.items():
        if name not in known:
            where = f"{what}.{name}" if what else name
            raise BadInput("is no word of a feed", where=where[:60], do=nearest(str(name), known))
        if value == "":
            continue
        try:
            out[name] = read_value(known[name], value, tz)
        except BadInput as e:
            raise type(e)(e.what, where=f"{what}.{name}" if what else name, do=e.do) from e
    return out


def is_listed(title: str) -> bool | None:
    """Whether an officer's title is among those who may issue detainers; None where it does not say."""
    return True if any(t in title.lower() for t in LISTED_TITLES) else None


def _printed(data: Mapping[str, Any]) -> Printed:
    subject = data.get("subject")
    about: Mapping[str, Any] = subject if isinstance(subject, Mapping) else {}
    last, first = _text(about.get("last")), _text(about.get("first"))
    return Printed(
        name=f"{last}, {first}".strip(", "),
        born=_born(about.get("born")),
        booking=_text(data.get("booking")),
        file_no=_text(about.get("file_no")),
        event_no=_text(data.get("detainer")),
    )


def _choice(fields: Mapping[str, Any], name: str, choices: Iterable[tuple[str, str]]) -> str:
    words = [w for w, _ in choices]
    value = str(fields.get(name) or "")
    if value not in words:
        raise BadInput(f"'{value[:40]}' is not known here", where=name, do=nearest(value, words))
    return value


def _born(value: Any) -> date | None:
    """A printed birth date; what cannot be read is left out, for it is compared and goes nowhere."""
    text = _text(value)
    try:
        if "/" in text:
            month, day, year = (int(p) for p in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(value: Any) -> str:
    return str(value).strip()[:LONGEST] if isinstance(value, str | int) and not isinstance(value, bool) else ""
