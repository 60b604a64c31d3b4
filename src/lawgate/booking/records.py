"""A person comes in: what a booking feed says, as frozen records.

Unknown is not false. A fact that the feed leaves out is absent from ``facts`` and therefore unknown; a fact that is stated to be
none is there with the value ``None``; an empty tuple is a list known to be empty, ``None`` a list nobody gave. Names of facts are
those of the case files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lawgate.base import Place

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Who, as the jail wrote it down. ``race`` and ``sex`` are the feed's words and used by oversight alone."""

    last: str = ""
    first: str = ""
    born: str = ""
    sex: str = ""
    race: str = ""
    language: str = ""

    @property
    def shown(self) -> str:
        """``LINDQVIST, Tomas``."""
        return f"{self.last.upper()}, {self.first}".strip(", ")


@dataclass(frozen=True, slots=True)
class Ground:
    """Something of the jail's own that keeps the person: a charge, another agency's hold. ``ends``: when it stopped keeping
    them; ``open``: it is stated to keep them still. Neither: unknown."""

    what: str
    ends: datetime | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Charge:
    """One present charge: ``facts`` in the vocabulary of the case files, and until when it keeps the person."""

    facts: Facts
    ends: datetime | None = None
    open: bool = False

    @property
    def ground(self) -> Ground:
        return Ground(str(self.facts.get("name") or self.facts.get("statute") or "charge"), self.ends, self.open)


@dataclass(frozen=True, slots=True)
class Bail:
    """Money for release. Tendering it ends the jail's own authority, accepted or not."""

    amount_usd: int | None = None
    tendered_at: datetime | None = None
    accepted_at: datetime | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class CourtOrder:
    """What a court or the jail's own authority ordered: ``own-recognisance``, ``charges-dismissed``, ``citation`` ..."""

    what: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ReleaseDue:
    """t0 and how it was found. ``known`` False: it cannot be told; ``t0`` None with ``known``: it has not come."""

    event: str | None
    t0: datetime | None
    known: bool
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """One booking as the feed gave it. ``where`` is its place in the feed, for messages."""

    number: str
    facility: Place
    person: Person = field(default_factory=Person)
    booked_at: datetime | None = None
    arrested_at: datetime | None = None
    released_at: datetime | None = None
    housing: str = ""
    charges: tuple[Charge, ...] | None = None
    priors: tuple[Facts, ...] | None = None
    holds: tuple[Ground, ...] = ()
    bail: tuple[Bail, ...] = ()
    orders: tuple[CourtOrder, ...] = ()
    stated_release: ReleaseDue | None = None
    facts: Facts = field(default_factory=dict)
    requests: tuple[Facts, ...] | None = None
    where: str = ""
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in a feed: the row, the column, what is wrong, what to do."""

    where: str
    column: str
    what: str
    do: str = ""

    def __str__(self) -> str:
        at = f"{self.where}, {self.column}" if self.column else self.where
        return f"{at}: {self.what}" + (f"; {self.do}" if self.do else "")
