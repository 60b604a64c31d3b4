"""Designations and alerts as the ledger tells them: read from the events, kept in memory, brought up to date by what was added."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from lawgate.casework.ledger import Ledger
from lawgate.casework.lock import writing
from lawgate.casework.models import Event
from lawgate.casework.records import COPIED, CORRECTED, DEAD, EXPUNGED, RECEIVED
from lawgate.casework.standing import custody_now
from lawgate.counsel import records as r
from lawgate.counsel.codes import house_key
from lawgate.counsel.matching import marks, spellings_of

OURS: tuple[str, ...] = (r.MADE, r.DESTROYED, r.PROPOSED, r.ANSWERED, r.MATCHED, r.RAISED, r.TOLD, r.ACKNOWLEDGED)
OURS += (r.ACCEPTED, r.DECLINED, r.ESCALATED, r.UNDELIVERED, r.EXHAUSTED, r.ENDED)
READ = (*OURS, DEAD, COPIED, RECEIVED, CORRECTED, EXPUNGED)
CHUNK = 500
_VIEWS: dict[str, View] = {}
_LOCK = threading.Lock()


@contextmanager
def reading(ledger: Ledger, now: datetime) -> Iterator[View]:
    """The view, up to date, held while it is read."""
    view = view_of(ledger)
    with view.lock:
        view.catch_up(now)
        yield view


@contextmanager
def acting(ledger: Ledger, now: datetime) -> Iterator[View]:
    """The view, up to date, and the ledger's write lock: what an event follows does not change meanwhile. The view is held first,
    always, so that two threads cannot wait for each other."""
    view = view_of(ledger)
    with view.lock, writing(ledger.alias):
        view.catch_up(now)
        yield view


def view_of(ledger: Ledger) -> View:
    """The view of this ledger, one in each process."""
    name = f"{ledger.alias}\0{ledger.path}"
    with _LOCK:
        if name not in _VIEWS or not _VIEWS[name].of(ledger):
            _VIEWS[name] = View(ledger)
        return _VIEWS[name]


class View:
    """``cases``: booking to {designation: proposed, yes, no, did-not-say, matched}. ``people``: marks of those in custody to bookings."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.upto, self.link = ledger, 0, ""
        self.lock = threading.RLock()
        self.cases: dict[str, dict[str, str]] = defaultdict(dict)
        self.alerts: dict[str, r.Alert] = {}
        self.family: set[tuple[str, str]] = set()  # matches that the person opened to whoever holds the code
        self.people: dict[str, set[str]] = {}
        self.notices: dict[int, tuple[str, Mapping[str, Any]]] = {}  # event to (booking, what must go to a lawyer)
        self.fresh: set[str] = set()  # bookings to be looked at for designations
        self.made: set[str] = set()  # designations to be looked at for bookings
        self.destroyed: set[str] = set()
        self._started = False

    def of(self, ledger: Ledger) -> bool:
        """Whether this view is of that ledger as it lies now: a file put in another's place is another ledger."""
        if not self.upto:
            return True
        row = Event.objects.using(ledger.alias).filter(number=self.upto).values_list("link", flat=True).first()
        return row == self.link

    def catch_up(self, now: datetime) -> None:
        """Read what was added since."""
        if not self._started:
            self._begin(now)
        while rows := list(
            Event.objects.using(self.ledger.alias)
            .filter(number__gt=self.upto, kind__in=READ)
            .order_by("number")[:CHUNK]
        ):
            for row, said in zip(rows, self.ledger.open_payloads(rows), strict=True):
                self._take(row, said)
            self.upto, self.link = rows[-1].number, rows[-1].link

    def _begin(self, now: datetime) -> None:
        """The first reading: who is in custody comes from the cache, our own events from the beginning."""
        end, link = self.ledger.end()
        for found in custody_now(self.ledger, now):
            self._person(found.subject, found.record)
        kinds = (*OURS, DEAD, COPIED)
        rows = Event.objects.using(self.ledger.alias).filter(number__lte=end, kind__in=kinds).order_by("number")
        chunk: list[Event] = []
        for row in rows.iterator(chunk_size=CHUNK):
            chunk.append(row)
            if len(chunk) == CHUNK:
                self._take_all(chunk)
                chunk = []
        self._take_all(chunk)
        self.upto, self.link, self._started = end, link, True

    def _take_all(self, rows: list[Event]) -> None:
        for row, said in zip(rows, self.ledger.open_payloads(rows), strict=True):
            self._take(row, said)

    def _take(self, row: Event, said: dict[str, Any] | None) -> None:
        if row.kind == EXPUNGED or said is None:
            self._forget(row.subject)
        elif row.kind in (RECEIVED, CORRECTED):
            self._person(row.subject, said["record"])
        elif row.kind == COPIED:
            owed = [c for c in said["copies"] if c["to"] in ("lawyer", "named-person") and c["how"] != "withheld"]
            if owed:
                self.notices[int(said["about"])] = (row.subject, owed[0])
        elif row.kind == DEAD:
            self._dead(str(said.get("message", "")), str(said.get("why", "")))
        elif row.kind in (r.MADE, r.DESTROYED):
            self._designation(row.kind, str(said["designation"]))
        elif row.kind in (r.PROPOSED, r.ANSWERED, r.MATCHED):
            self._case(row, said)
        else:
            self._alert(row, said)

    def _person(self, subject: str, record: Mapping[str, Any]) -> None:
        if record.get("released_at"):
            self.people.pop(subject, None)
            return
        person = record["person"]
        found = marks(house_key(self.ledger), spellings_of(person), str(person.get("born") or ""))
        if self.people.get(subject) != found:
            self.fresh.add(subject)
        self.people[subject] = found

    def _forget(self, subject: str) -> None:
        self.people.pop(subject, None)
        self.cases.pop(subject, None)
        for name in [a.alert for a in self.alerts.values() if a.subject == subject]:
            del self.alerts[name]

    def _designation(self, kind: str, name: str) -> None:
        if kind == r.MADE:
            self.made.add(name)
        else:
            self.made.discard(name)
            self.destroyed.add(name)

    def _case(self, row: Event, said: dict[str, Any]) -> None:
        case = self.cases[row.subject]
        if row.kind == r.MATCHED and said.get("family"):
            self.family.add((row.subject, str(said["designation"])))
        state = {r.PROPOSED: "proposed", r.MATCHED: "matched"}.get(row.kind) or str(said["answer"])
        if case.get(said["designation"]) != "matched" and not (row.kind == r.PROPOSED and said["designation"] in case):
            case[said["designation"]] = state

    def _dead(self, message: str, why: str) -> None:
        for a in self.alerts.values():
            for told in a.told:
                if told.message == message:
                    a.undelivered.setdefault(told.account, why)

    def _alert(self, row: Event, said: dict[str, Any]) -> None:
        name = str(said["alert"])
        if row.kind == r.RAISED:
            designation, office, code, cause, why = (
                str(said.get(k, "")) for k in ("designation", "office", "code", "cause", "why")
            )
            self.alerts[name] = r.Alert(
                name, row.subject, designation, office, code, cause, why, raised=row.happened_at
            )
            return
        a = self.alerts.get(name)
        if a is None:
            return
        by, at = str(said.get("by", "")), row.happened_at
        if row.kind == r.TOLD:
            a.told.append(r.Telling(str(said["account"]), str(said["message"]), at))
        elif row.kind == r.ACKNOWLEDGED:
            a.acknowledged = (by, at)
        elif row.kind == r.ACCEPTED:
            a.accepted = (by, at)
        elif row.kind == r.DECLINED:
            a.declined[by] = str(said.get("why", ""))
            a.acknowledged = None
        elif row.kind == r.ESCALATED:
            a.passed_over.add(str(said["from"]))
            a.acknowledged = None
        elif row.kind == r.UNDELIVERED:
            a.undelivered[str(said["account"])] = str(said.get("why", ""))
        elif row.kind == r.EXHAUSTED:
            a.exhausted = at
        elif row.kind == r.ENDED:
            a.ended = str(said.get("why", "")) or "ended"
