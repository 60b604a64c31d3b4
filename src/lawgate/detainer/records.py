"""What a request says on paper, the warrants beside it, and the custody they are laid upon. As in ``booking``, a fact that is
absent is unknown and one that is ``None`` is known to be none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from lawgate.booking import Booking, ReleaseDue
from lawgate.booking.records import Part, Told


@dataclass(frozen=True)
class Request(Part):
    """One I-247 as data, in the case vocabulary. ``signed`` and ``cancels_earlier`` are marks on the paper beside it."""

    form, issuing_office = Told[str](), Told[str]()
    issued_on = Told[date]()
    received_at, cancelled_at, served_on_subject_at = (Told[datetime]() for _ in range(3))
    boxes, asks, conditions = (Told[frozenset[str]]() for _ in range(3))
    issuer_listed, complete, signed, cancels_earlier = (Told[bool]() for _ in range(4))


@dataclass(frozen=True)
class CivilWarrant(Part):
    """An I-200 or I-205: signed by an immigration officer, never by a judge."""

    kind, signed_by = Told[str](), Told[str]()
    issued_on = Told[date]()
    received_at, served_at = Told[datetime](), Told[datetime]()


@dataclass(frozen=True)
class JudicialWarrant(Part):
    """A paper signed by a judge; its ``kind`` says of what."""

    kind, signed_by, court = Told[str](), Told[str](), Told[str]()
    issued_on = Told[date]()
    received_at, served_at = Told[datetime](), Told[datetime]()


CIVIL_KINDS = ("I-200", "I-205")
JUDICIAL_KINDS = {
    "federal-criminal": "a federal judge's warrant for a crime",
    "federal-criminal-immigration": "a federal judge's warrant for an immigration crime, such as 8 U.S.C. 1326",
    "civil-judicial": "a judge's warrant for civil immigration detention",
    "state-criminal": "a state judge's warrant for a crime",
}
"""Kinds of judges' warrants, in the order in which one is named when there are several."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to be seen on the face of a form: ``code`` for programs, ``says`` for people."""

    code: str
    says: str


@dataclass(frozen=True, slots=True)
class Custody:
    """A booking with the papers laid upon it. ``request``: the one in force, if any; ``earlier``: those it replaced;
    ``requests_known`` False: nobody said whether there is one. Warrants ``None``: nobody listed them."""

    booking: Booking
    due: ReleaseDue
    request: Request | None
    earlier: tuple[Request, ...]
    requests_known: bool
    civil_warrants: tuple[CivilWarrant, ...] | None = None
    judicial_warrants: tuple[JudicialWarrant, ...] | None = None

    @property
    def key(self) -> str:
        return self.booking.number
