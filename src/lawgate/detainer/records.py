"""What a request says on paper, and the custody it is laid upon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lawgate.booking import Booking, ReleaseDue


@dataclass(frozen=True, slots=True)
class Request:
    """One I-247 as data. ``facts`` are its fields in the vocabulary of the case files; an absent field is unknown."""

    facts: Mapping[str, Any]

    @property
    def form(self) -> str | None:
        found: str | None = self.facts.get("form")
        return found

    @property
    def received_at(self) -> datetime | None:
        found: datetime | None = self.facts.get("received_at")
        return found

    @property
    def issued_on(self) -> date | None:
        found: date | None = self.facts.get("issued_on")
        return found


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be seen on the face of a form: ``code`` for programs, ``says`` for people."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Custody:
    """A booking with the request in force, if any, and the ones before it. ``requests`` None: nobody said."""

    booking: Booking
    due: ReleaseDue
    request: Request | None
    earlier: tuple[Request, ...]
    requests_known: bool

    @property
    def key(self) -> str:
        return self.booking.number
