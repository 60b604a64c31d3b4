"""What the ledger keeps of accounts and of reading. An event that cannot be written stops what it is about: nothing goes unrecorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from lawgate.casework.models import Event, SubjectKey
from lawgate.casework.records import LEDGER, New
from lawgate.web.accounts.house import acting, clock, ledger
from lawgate.web.accounts.whoever import who

FILE_READ = "file.read"  # {by, role, page, from}; subject: the booking number
REFUSED = "access.refused"  # {by, role, page, why, from}
ACCOUNT = "account."  # account.added, .role, .disabled, .reset, .signed-in, .refused, .locked ...: {account, by, ...}
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a person's file."""

    number: int
    at: datetime
    subject: str
    by: str
    role: str
    page: str
    address: str


def record(kind: str, subject: str, payload: Mapping[str, Any], by: str) -> None:
    """Append an event now, by the clock that the pages show, which may be simulated; under the ledger's own key when ``subject`` has no
    readable file of their own."""
    now = clock()
    acting(by).append([New(kind, subject, payload, now, now)], now)


def file_read(request: HttpRequest, subject: str) -> None:
    """Keep that this person's file was read, before it is shown. Nothing for a file that is not there or was expunged."""
    if _has_file(subject):
        person = who(request)
        said = {"by": person.name, "role": person.role, **_where(request)}
        record(FILE_READ, subject, said, person.name)


def refused(request: HttpRequest, why: str, subject: str = "") -> None:
    """Keep that somebody reached for what is not theirs."""
    person = who(request)
    said = {"by": person.name, "role": person.role, "why": why, **_where(request)}
    if subject and not _has_file(subject):
        said["asked"], subject = subject[:LONGEST], ""
    record(REFUSED, subject or LEDGER, said, person.name)


def about_account(what: str, account: str, by: str, **more: Any) -> None:
    """Keep what happened to an account: ``what`` such as ``added``."""
    record(ACCOUNT + what, LEDGER, {"account": account[:LONGEST], "by": by, **more}, by)


def reads(subject: str = "", limit: int = 200) -> Iterator[Read]:
    """The latest readings, newest first: of one file, or of all. Those of people who were expunged are left out."""
    house = ledger()
    found = Event.objects.using(house.alias).filter(kind=FILE_READ).order_by("-number")
    rows = list((found.filter(subject=subject) if subject else found)[:limit])
    for row, said in zip(rows, house.open_payloads(rows), strict=True):
        if said is not None:
            words = (str(said.get(k, "")) for k in ("by", "role", "page", "from"))
            yield Read(row.number, row.happened_at, row.subject, *words)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reaching for what is not theirs, or one failure of an account."""

    at: datetime
    subject: str
    by: str
    what: str
    page: str
    address: str


def refusals(limit: int = 200) -> Iterator[Refusal]:
    """The latest refusals and failures, newest first."""
    house = ledger()
    kinds = (REFUSED, ACCOUNT + "refused", ACCOUNT + "locked")
    rows = list(Event.objects.using(house.alias).filter(kind__in=kinds).order_by("-number")[:limit])
    for row, said in zip(rows, house.open_payloads(rows), strict=True):
        if said is not None:
            by = str(said.get("by") or said.get("account") or "nobody")
            what = str(said.get("why") or said.get("by_what") or "closed after failures")
            subject = "" if row.subject == LEDGER else row.subject
            page, address = str(said.get("page", "")), str(said.get("from", ""))
            yield Refusal(row.recorded_at, subject, by, what, page, address)


def _has_file(subject: str) -> bool:
    key = SubjectKey.objects.using(ledger().alias).filter(subject=subject).first() if subject != LEDGER else None
    return key is not None and bool(bytes(key.wrapped))


def _where(request: HttpRequest) -> dict[str, str]:
    match = request.resolver_match
    page = (match.view_name if match and match.view_name else request.path)[:LONGEST]
    return {"page": f"{request.method} {page}", "from": str(request.META.get("REMOTE_ADDR", ""))}
