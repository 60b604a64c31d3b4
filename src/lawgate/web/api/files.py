"""A person's file as the interface gives it. Every reading of one is an event on the ledger before it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from lawgate.base import BadInput, parse_instant
from lawgate.casework.ledger import LONGEST_NAME
from lawgate.casework.records import New
from lawgate.casework.standing import Latest, latest
from lawgate.web.api import house
from lawgate.web.api.models import Token
from lawgate.web.api.problems import Refused

FILE_READ = "file.read"


def token_of(request: HttpRequest) -> Token:
    """The token that this request was let in by."""
    found = request.auth  # type: ignore[attr-defined]  # set by the interface when it let the request in
    assert isinstance(found, Token)
    return found


def actor_of(request: HttpRequest) -> str:
    """How the system that asks stands on the ledger."""
    return f"api:{token_of(request).name}"


def known(number: str) -> str:
    """``number`` when it can be a booking number at all. Raises a 404 otherwise: nothing is told about numbers that are not there."""
    if not number or len(number) > LONGEST_NAME or not number.isprintable() or number.startswith("("):
        raise nobody()
    return number


def nobody() -> Refused:
    return Refused(404, "no-such-person", "nobody here has this booking number", where="booking", do="check the number")


def undecided() -> Refused:
    return Refused(409, "not-decided", "this person is out of reach of these rules", do="ask counsel")


def released(found: Latest) -> datetime | None:
    """When the person left, if the record says so."""
    text = found.record.get("released_at")
    return datetime.fromisoformat(text) if text else None


def find(number: str) -> Latest:
    """What is known of a person last. Raises a 404."""
    found = next(latest(house.ledger(), known(number)), None)
    if found is None:
        raise nobody()
    return found


def read(request: HttpRequest, number: str, page: str) -> Latest:
    """``find``, and that it was read is on the ledger."""
    found = find(number)
    note_reading(request, number, page)
    return found


def note_reading(request: HttpRequest, number: str, page: str) -> None:
    """Write down who read which part of a person's file."""
    at = house.clock()
    said = {"by": actor_of(request), "role": "system", "page": f"api {page}"}
    house.acting(actor_of(request)).append([New(FILE_READ, number, said, at, at)], at)


def etag(found: Latest) -> str:
    """What a record and its decision are known by: the numbers of their events."""
    return f"{found.record_event}-{found.decision_event or 0}"


def quoted(tag: str) -> str:
    return f'"{tag}"'


def record_event_of(header: str | None) -> int:
    """The event of the record that an If-Match names. Raises 428 without one, 400 for what is none of ours."""
    if not header:
        what = "an act must say which record it was made against"
        raise Refused(428, "if-match-missing", what, where="If-Match", do="send the etag of the person as it was read")
    text = header.strip().removeprefix("W/").strip('"')
    number = text.partition("-")[0]
    if not number.isascii() or not number.isdecimal() or len(number) > 18:
        raise BadInput("is no etag of a person", where="If-Match", do="send the etag as it was given")
    return int(number)


def brief(answer: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A decision in a line."""
    return None if answer is None else {k: answer[k] for k in ("hold", "release_due", "release_by", "headline")}


def instant(text: str | None, where: str) -> datetime:
    """The instant that is asked about; the present when none is given. Raises ``BadInput``."""
    if text is None:
        return house.clock()
    try:
        found = parse_instant(text, where=where)
    except OverflowError as e:
        raise BadInput("is out of the calendar", where=where, do="check the year") from e
    if not 1900 <= found.year <= 2100:
        raise BadInput(f"lies in the year {found.year}", where=where, do="check the year")
    return found
