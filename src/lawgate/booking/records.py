"""A booking as the jail wrote it down: frozen records, in which unknown, none and empty are three different things.

Every part of a booking keeps what the feed said in ``facts``, under the names of the case vocabulary:

* a name that is **absent** is unknown: nobody said;
* a name with the value ``None`` is known to be none (not cancelled, never served, not yet released);
* an empty set or an empty tuple is known to be empty; a list that is ``None`` was not given at all.

So a part maps onto the ``given`` of a case file by copying its facts. Attributes such as ``charge.ends_at`` read a fact and give
``None`` for both unknown and none, where the difference does not matter; ``charge.knows("ends_at")`` tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar, cast

from lawgate.base import Place

Facts = Mapping[str, Any]
T = TypeVar("T")


class Told(Generic[T]):
    """A fact read as an attribute. ``None`` when it is unknown or none."""

    def __init__(self, name: str = "") -> None:
        self.name = name

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.name or name

    def __get__(self, part: Part | None, owner: type | None = None) -> T | None:
        return None if part is None else cast("T | None", part.facts.get(self.name))


@dataclass(frozen=True)
class Part:
    """One thing that a feed says something about."""

    facts: Facts = field(default_factory=dict)

    def knows(self, name: str) -> bool:
        """Was ``name`` stated at all, be it as none?"""
        return name in self.facts


@dataclass(frozen=True)
class Person(Part):
    """Who, as booked. ``race`` and ``sex`` are the feed's own words, read by oversight alone, never by the law."""

    last, first, middle, race, sex, language = (Told[str]() for _ in range(6))
    aliases = Told[frozenset[str]]()
    born = Told[date]()

    @property
    def shown(self) -> str:
        """``LINDQVIST, Tomas``."""
        return f"{(self.last or '').upper()}, {self.first or ''}".strip(", ")


@dataclass(frozen=True)
class Charge(Part):
    """One charge of the present case, in the case vocabulary, and until when it keeps the person.

    The jail's own facts beside it: ``line`` its number, ``since`` and ``ends_at`` when it began and stopped keeping the person,
    ``open`` whether it is stated to keep them still, ``ended_by`` what ended it, ``bail_usd``, ``no_bail``.
    """

    statute, name, level, grade, disposition, ended_by, line = (Told[str]() for _ in range(7))
    since, ends_at = Told[datetime](), Told[datetime]()
    open, no_bail, wobbler = Told[bool](), Told[bool](), Told[bool]()
    bail_usd = Told[int]()

    @property
    def shown(self) -> str:
        return self.name or self.statute or "charge"


@dataclass(frozen=True)
class Prior(Part):
    """One earlier conviction, in the case vocabulary."""

    statute, name, level, grade, category = (Told[str]() for _ in range(5))
    convicted_on = Told[date]()
    wobbler, serious, violent = Told[bool](), Told[bool](), Told[bool]()


@dataclass(frozen=True)
class Hold(Part):
    """Another ground of custody: a warrant, a probation or parole hold, another agency's case. ``valid`` False: set aside."""

    type, agency, paper = Told[str](), Told[str](), Told[str]()
    since, ends_at = Told[datetime](), Told[datetime]()
    open, valid = Told[bool](), Told[bool]()

    @property
    def immigration(self) -> bool:
        """A federal detainer filed among the holds: a request, never a ground."""
        return self.type == "immigration-detainer"

    @property
    def shown(self) -> str:
        return ", ".join(p for p in ((self.type or "other hold").replace("-", " "), self.agency) if p)


@dataclass(frozen=True)
class Bail(Part):
    """Money for release. Tendering it ends the jail's own authority, accepted or not. ``covers``: lines of the charges it frees
    from; unknown: all of them."""

    amount_usd = Told[int]()
    tendered_at, accepted_at = Told[datetime](), Told[datetime]()
    refused = Told[str]()
    covers = Told[frozenset[str]]()


@dataclass(frozen=True)
class CourtOrder(Part):
    """What a court ordered, or the jail itself where it may (a citation): ``own-recognisance``, ``charges-dismissed`` ..."""

    what = Told[str]()
    at = Told[datetime]()
    covers = Told[frozenset[str]]()


@dataclass(frozen=True)
class CustodyEvent(Part):
    """A movement: ``released``, ``handed-to-ice``, ``moved-to-other-jail``, ``taken-to-court`` ..."""

    what, to = Told[str](), Told[str]()
    at = Told[datetime]()


@dataclass(frozen=True, slots=True)
class ReleaseDue:
    """t0 and how it was found. ``known`` False: it cannot be told. ``known`` with ``t0`` None: it has not come."""

    event: str | None
    t0: datetime | None
    known: bool
    steps: tuple[str, ...] = ()


@dataclass(frozen=True)
class Booking(Part):
    """One booking as the feed gave it. ``where`` is its place in the feed, for messages; ``as_of`` the instant the feed speaks of.

    ``requests`` and ``warrants`` are plain facts here; what they say on paper is read by ``detainer``. ``outcome`` is how the
    record ended in the feed's words, known only afterwards: for oversight, never for the law.
    """

    number: str = ""
    facility: Place = field(default_factory=lambda: Place(""))
    person: Person = field(default_factory=Person)
    charges: tuple[Charge, ...] | None = None
    priors: tuple[Prior, ...] | None = None
    holds: tuple[Hold, ...] | None = None
    bail: tuple[Bail, ...] | None = None
    orders: tuple[CourtOrder, ...] | None = None
    events: tuple[CustodyEvent, ...] | None = None
    warrants: tuple[Facts, ...] | None = None
    requests: tuple[Facts, ...] | None = None
    outcome: str = ""
    where: str = ""
    as_of: datetime | None = None

    @property
    def booked_at(self) -> datetime | None:
        return cast("datetime | None", self.facts.get("booked_at"))

    @property
    def arrested_at(self) -> datetime | None:
        return cast("datetime | None", self.facts.get("arrested_at"))

    @property
    def housing(self) -> str:
        return str(self.facts.get("housing") or "")

    @property
    def released_at(self) -> datetime | None:
        """When the person walked out or was handed over; from the booking's own row, else from its movements."""
        stated = self.facts.get("released_at")
        if stated is not None:
            return cast(datetime, stated)
        out = [e.at for e in self.events or () if e.what in LEFT and e.at is not None]
        return max(out, default=None)


LEFT = frozenset({"released", "handed-to-ice", "escaped", "died"})
"""Movements that end the custody. A move to another jail does not: the time runs on there."""


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
