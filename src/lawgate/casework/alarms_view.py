"""What the alarms have read of a ledger: a cache of everyone's state, derived from the events, and brought up to date by them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cached_property
from threading import RLock
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from lawgate.casework import alarms_records as a
from lawgate.casework.alarms_house import House
from lawgate.casework.alarms_person import IDENTITY, Person
from lawgate.casework.demonstration import is_demonstration
from lawgate.casework.instants import read_instant
from lawgate.casework.ledger import Ledger
from lawgate.casework.links import GENESIS
from lawgate.casework.models import Event
from lawgate.casework.records import (
    COPIED,
    CORRECTED,
    DECIDED,
    DETAINER,
    EXPUNGED,
    LEDGER,
    RECEIVED,
    WITHDRAWN,
)
from lawgate.casework.standing import latest

CHUNK = 500
RECORD, ANSWER = (RECEIVED, CORRECTED), (DECIDED, WITHDRAWN)
HOUSE = (a.FEED_SEEN, a.BOARD_PRINTED)
PLAIN = (RECEIVED, DETAINER, *HOUSE)  # read without their payload on the first reading
NEWS = (a.NEWS_MISSED, a.NEWS_SETTLED)
SAID = (*a.KINDS, a.FILE_READ, *IDENTITY, COPIED, *a.LAWYERS, *NEWS)


class View:
    """Everyone as the alarms see them. ``fresh``: people of whom something was read since they were last looked at.

    Threads may bring one view up to date at once: one of them reads, the others find it done."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.people: dict[str, Person] = {}
        self.house = House()
        self.fresh: set[str] = set()
        self.last_tick: datetime | None = None
        self.looked_at = 0
        self.nothing_listed: date | None = None  # the last morning with nothing on its list
        self._number, self._link = 0, GENESIS
        self._zones: dict[str, int] = {}
        self._reading = RLock()

    @cached_property
    def simulated(self) -> bool:
        """Whether the clock of this ledger is a simulated one: everybody on it is invented."""
        return is_demonstration(self.ledger)

    def same(self, ledger: Ledger) -> bool:
        """Whether what was read is still the beginning of this ledger (a file may have been put in another's place)."""
        self.ledger = ledger
        if not self._number:
            return True
        found = Event.objects.using(ledger.alias).filter(number=self._number).values_list("link", flat=True).first()
        return found == self._link

    def waiting(self, now: datetime) -> Iterator[Person]:
        """Those to be looked at: of whom something is new, or whose next threshold has come; everyone, when the clock went back."""
        back = self.last_tick is not None and now < self.last_tick
        for subject, person in list(self.people.items()):
            if subject != LEDGER and (
                back or subject in self.fresh or (person.wake is not None and person.wake <= now)
            ):
                yield person

    def catch_up(self) -> None:
        """Read what was appended since the last time."""
        with self._reading:
            self._catch_up()

    def _catch_up(self) -> None:
        number, link = self.ledger.end()
        if number == self._number:
            return
        if not self._number:
            self._first(number)
        else:
            self._since()
        self._number, self._link = number, link
        self.house.tz = ZoneInfo(max(self._zones, key=lambda z: self._zones[z])) if self._zones else self.house.tz

    def _first(self, end: int) -> None:
        """The whole ledger: plain columns of what was received, payloads of acts and alarms, and everyone's latest record and answer."""
        rows = Event.objects.using(self.ledger.alias).filter(number__lte=end)
        plain = rows.filter(kind__in=(*PLAIN, DECIDED)).order_by("number")
        recorded: dict[int, datetime] = {}
        for number, kind, subject, at in plain.values_list("number", "kind", "subject", "recorded").iterator(CHUNK):
            recorded[number] = moment = read_instant(at)
            self._plain(kind, subject, moment)
        corrected = rows.filter(kind=CORRECTED).values_list("number", "recorded")
        recorded |= {n: read_instant(at) for n, at in corrected.iterator(CHUNK)}
        self._payloads(rows.filter(kind__in=SAID) | rows.filter(kind__startswith="act."))
        for one in latest(self.ledger):
            person = self._person(one.subject)
            self._zone(one.record)
            person.record(one.record, recorded.get(one.record_event) or self._later(one.record_event))
            if one.decision_event is not None:
                known = recorded.get(one.decision_event) or self._later(one.decision_event)
                person.answer(one.answer, known)
        last = rows.order_by("-number").values_list("recorded", flat=True).first()
        self.house.newest = read_instant(last) if last else None

    def _later(self, number: int) -> datetime:
        """When an event was recorded that came after the end that is being read to; it is folded again with the next reading."""
        return read_instant(
            Event.objects.using(self.ledger.alias).values_list("recorded", flat=True).get(number=number)
        )

    def _since(self) -> None:
        rows = Event.objects.using(self.ledger.alias).filter(number__gt=self._number)
        wanted = rows.filter(kind__in=(*RECORD, *ANSWER, *PLAIN, *SAID, EXPUNGED)) | rows.filter(
            kind__startswith="act."
        )
        self._payloads(wanted)
        last = rows.order_by("-number").values_list("recorded", flat=True).first()
        if last:
            self.house.newest = read_instant(last)

    def _payloads(self, found: QuerySet[Event]) -> None:
        rows: list[Event] = []
        for row in found.order_by("number").iterator(CHUNK):
            rows.append(row)
            if len(rows) == CHUNK:
                self._fold(rows)
                rows = []
        self._fold(rows)

    def _fold(self, rows: list[Event]) -> None:
        for row, said in zip(rows, self.ledger.open_payloads(rows) if rows else [], strict=True):
            recorded = row.recorded_at
            if row.kind == EXPUNGED:
                self.people.pop(row.subject, None)
                self.fresh.discard(row.subject)
                continue
            if row.kind in PLAIN:
                self._plain(row.kind, row.subject, recorded)
            if said is None or row.kind in (DETAINER, *HOUSE):
                continue
            if row.kind in NEWS:
                self._news(row.kind, said, recorded)
                continue
            person = self._person(row.subject)
            if row.kind in RECORD:
                self._zone(said["record"])
                person.record(said["record"], recorded)
            elif row.kind in ANSWER:
                person.answer(said.get("answer") if row.kind == DECIDED else None, recorded)
            elif row.kind == COPIED:
                person.told_of(said, row.happened_at)
            elif row.kind in a.LAWYERS:
                person.lawyer(row.kind, said, recorded)
            elif row.kind in a.KINDS:
                person.alarm(row.kind, said, recorded)
            else:
                person.act(row, said)

    def _news(self, kind: str, said: dict[str, Any], moment: datetime) -> None:
        key = str(said.get("receiver")), int(said.get("event") or 0)
        if kind == a.NEWS_MISSED:
            self.house.missed.setdefault(key, moment)
        else:
            self.house.missed.pop(key, None)

    def _plain(self, kind: str, subject: str, recorded: datetime) -> None:
        if kind == a.FEED_SEEN:
            self.house.feed = recorded
        elif kind == a.BOARD_PRINTED:
            self.house.board = recorded
        elif kind in (RECEIVED, DETAINER):
            person = self._person(subject)
            person.first_known = person.first_known or recorded
            if kind == DETAINER:
                person.request_known = recorded

    def _person(self, subject: str) -> Person:
        self.fresh.add(subject)
        found = self.people.get(subject)
        if found is None:
            found = self.people[subject] = Person(subject)
        return found

    def _zone(self, record: dict[str, object]) -> None:
        place = record.get("place")
        tz = place.get("tz") if isinstance(place, dict) else None
        if isinstance(tz, str):
            self._zones[tz] = self._zones.get(tz, 0) + 1
