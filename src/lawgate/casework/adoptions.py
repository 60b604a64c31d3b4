"""What counsel adopted, and took back again: events about the house. From them alone it is known which law is in force here.

A policy's event carries the file's full words, so that nobody needs the file again: what decides is what two people adopted.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event
from lawgate.casework.records import LEDGER

ADOPTED, TAKEN_BACK, REDECIDED = "adopted", "adoption.withdrawn", "redecided"
KINDS = (ADOPTED, TAKEN_BACK, REDECIDED)
BOOK, POLICY = "book of law", "policy"


@dataclass(frozen=True, slots=True)
class Adoption:
    """One thing adopted (``withdrawn`` False) or a policy taken back (True). Two people stand by either.

    ``number``: of the event. ``what``: ``BOOK`` or ``POLICY``. ``digest``: of exactly what was adopted: a book's, or the SHA-256 of a
    policy's ``text``. ``title``, ``ids``, ``text``: of a policy. ``of``: the adoption that is taken back; ``why``: the reason given.
    """

    number: int
    what: str
    digest: str
    by: str
    second: str
    at: datetime
    title: str = ""
    ids: tuple[str, ...] = ()
    text: str = ""
    of: int = 0
    why: str = ""

    @property
    def withdrawn(self) -> bool:
        return bool(self.of)

    @property
    def day(self) -> str:
        return f"{self.at.day} {self.at:%b %Y, %H:%M} UTC"


@dataclass(frozen=True)
class Adopted:
    """Everything adopted and taken back up to event ``end`` (number and link), in order; ``finished``: after which everyone was
    decided again, and the event that says so."""

    end: tuple[int, str] = (0, "")
    steps: tuple[Adoption, ...] = ()
    finished: Mapping[int, int] = field(default_factory=dict)

    @property
    def last(self) -> int:
        """The event by which the law in force last changed here; 0 before the first."""
        return self.steps[-1].number if self.steps else 0

    @property
    def taken_back(self) -> Mapping[int, Adoption]:
        """Adoptions taken back, by the event of the adoption."""
        return {s.of: s for s in self.steps if s.withdrawn}

    @property
    def policies(self) -> tuple[Adoption, ...]:
        """The policies that stand, in the order in which they were adopted."""
        gone = self.taken_back
        return tuple(s for s in self.steps if s.what == POLICY and not s.withdrawn and s.number not in gone)

    @property
    def unfinished(self) -> Adoption | None:
        """The last change of the law after which not everyone was decided again yet."""
        open_ = [s for s in self.steps if s.number not in self.finished]
        return open_[-1] if open_ else None

    def book(self, digest: str) -> Adoption | None:
        """The adoption of exactly this book; None when counsel has not adopted it."""
        return next((s for s in reversed(self.steps) if s.what == BOOK and s.digest == digest), None)

    def step(self, number: int) -> Adoption | None:
        return next((s for s in self.steps if s.number == number), None)


class Adoptions:
    """What is adopted on one ledger, read on as the ledger grows: asking again costs one look at what is new."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._known = ledger, Adopted()

    def now(self) -> Adopted:
        """As it stands now."""
        known, end = self._known, self._ledger.end()
        if end == known.end:
            return known
        fresh = known if self._goes_on(known.end) else Adopted()
        rows = Event.objects.using(self._ledger.alias).filter(
            subject=LEDGER, kind__in=KINDS, number__gt=fresh.end[0], number__lte=end[0]
        )
        found = list(rows.order_by("number"))
        said = zip(found, self._ledger.open_payloads(found), strict=True)
        self._known = made = _with(fresh, end, [(row, p) for row, p in said if p is not None])
        return made

    def _goes_on(self, end: tuple[int, str]) -> bool:
        """Whether the ledger still has the event up to which it was read: a transaction that failed since may have taken it away."""
        rows = Event.objects.using(self._ledger.alias).filter(number=end[0])
        return not end[0] or rows.values_list("link", flat=True).first() == end[1]


def _with(known: Adopted, end: tuple[int, str], new: Iterable[tuple[Event, Mapping[str, Any]]]) -> Adopted:
    steps, finished = list(known.steps), dict(known.finished)
    for row, said in new:
        if row.kind == REDECIDED:
            finished[int(said["adopted"])] = row.number
        else:
            steps.append(_read(row, said))
    return Adopted(end, tuple(steps), finished)


def _read(row: Event, said: Mapping[str, Any]) -> Adoption:
    return Adoption(
        row.number,
        said["what"],
        said["digest"],
        said["by"],
        said["second"],
        row.recorded_at,
        said.get("title", ""),
        tuple(said.get("ids", ())),
        said.get("text", ""),
        int(said.get("of", 0)),
        said.get("why", ""),
    )


def words_of(text: str) -> str:
    """A policy's words as they are adopted: lines end in one way, so that a form and a file give one digest."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip() + "\n"


def digest_of(text: str) -> str:
    """The SHA-256 of a policy's words, 64 hex digits: what ``sha256sum`` says of a file that ends in one new line."""
    return hashlib.sha256(words_of(text).encode()).hexdigest()
