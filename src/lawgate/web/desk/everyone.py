"""Everyone on the board, kept in memory and brought up to date by what was appended since: a row is read once for each change.

Events never change, so what was read of them stays right; names of events on the standing tell what is new.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from lawgate.casework.acts_kinds import KINDS, PREFIX, UNDONE
from lawgate.casework.instants import sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event, Standing
from lawgate.casework.records import EXPUNGED
from lawgate.casework.standing import latest_of
from lawgate.web.desk.rows import BoardRow, Kept, Step, kept, row_of, shown_on_board, since
from lawgate.web.desk.states import LEAVES_AFTER, State, standing
from lawgate.web.desk.states import Standing as Where

CHUNK = 500
STARTED = {
    "release-begun": "Release begun",
    "released": "Out",
    "handed-over": "Handed over",
    "served": "Papers given",
    "noted": "Note",
}
RAISED, ACKNOWLEDGED, ESCALATED, ENDED = "alarm.raised", "alarm.acknowledged", "alarm.escalated", "alarm.ended"


@dataclass(slots=True)
class Alarm:
    """One alarm that has not ended. ``key``: on whom; empty: on the house."""

    id: str
    key: str
    tier: int
    says: str
    at: str
    told: list[str]
    acknowledged: str = ""


@dataclass
class Everyone:
    """The rows of one ledger, for all requests of a process. Threads may ask at once."""

    people: dict[str, Kept] = field(default_factory=dict)
    acts: dict[str, tuple[str, str, datetime]] = field(default_factory=dict)  # the latest act on each: title, by, when
    alarms: dict[str, Alarm] = field(default_factory=dict)
    number: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def at(self, ledger: Ledger, now: datetime, seen: Callable[[str], bool]) -> Board:
        """The board as it is at ``now`` for whoever may see those whom ``seen`` lets through."""
        with self.lock:
            self._renew(ledger, now)
            people = [k for k in self.people.values() if seen(k.key)]
            alarms = [a for a in self.alarms.values() if not a.key or seen(a.key)]
            number = self.number
        found = [(standing(k.moments, now), k) for k in people]
        shown = [(w, k) for w, k in found if shown_on_board(w)]
        escalated = {a.key for a in alarms if a.tier == 1}
        shown.sort(key=lambda x: (x[1].key not in escalated and not x[0].over, *x[0].order, x[1].surname, x[1].key))
        return Board(now, number, shown, Counter(w.state for w, _ in shown), alarms, dict(self.acts))

    def stops(self, ledger: Ledger, now: datetime, end: int, seen: Callable[[str], bool]) -> int:
        """How many alarms of the first tier stand, as far as event ``end``."""
        with self.lock:
            if self.number < end:
                self._renew(ledger, now)
            return sum(a.tier == 1 and (not a.key or seen(a.key)) for a in self.alarms.values())

    def _renew(self, ledger: Ledger, now: datetime) -> None:
        end, _ = ledger.end()
        if end == self.number:
            return
        if end < self.number:  # another ledger was put in the place of the one that was read
            self.people, self.acts, self.alarms, self.number = {}, {}, {}, 0
        table, since = Standing.objects.using(ledger.alias), self.number
        changed = table.filter(Q(record_event__gt=since) | Q(decision_event__gt=since))
        if not since:  # at first: those inside, and those who left lately
            changed = table.filter(Q(gone=None) | Q(gone__gt=sortable(now - LEAVES_AFTER)))
        rows = list(changed)
        for at in range(0, len(rows), CHUNK):
            for found in latest_of(ledger, rows[at : at + CHUNK]):
                if found.answer is None:
                    self.people.pop(found.subject, None)
                else:
                    events = (found.record_event, found.decision_event or 0)
                    self.people[found.subject] = kept(found.subject, found.record, found.answer, events)
        self._follow(ledger, since)
        self.number = end

    def _follow(self, ledger: Ledger, since: int) -> None:
        """Acts, alarms and expungements among the newer events."""
        told = Q(kind__startswith=PREFIX) | Q(kind__startswith="alarm.") | Q(kind=EXPUNGED)
        rows = list(Event.objects.using(ledger.alias).filter(told, number__gt=since).order_by("number"))
        for at in range(0, len(rows), CHUNK):
            chunk = rows[at : at + CHUNK]
            for row, said in zip(chunk, ledger.open_payloads(chunk), strict=True):
                if row.kind == EXPUNGED:
                    self.people.pop(row.subject, None)
                    self.acts.pop(row.subject, None)
                elif said is not None:
                    self._event(row, said)

    def _event(self, row: Event, said: dict[str, Any]) -> None:
        if row.kind == RAISED:
            told = [str(t) for t in said.get("told") or ()]
            key = "" if row.subject.startswith("(") else row.subject
            self.alarms[said["alarm"]] = Alarm(
                said["alarm"], key, int(said["tier"]), str(said["says"]), str(said.get("at") or ""), told
            )
        elif row.kind == ENDED:
            self.alarms.pop(said["alarm"], None)
        elif row.kind == ACKNOWLEDGED and said["alarm"] in self.alarms:
            self.alarms[said["alarm"]].acknowledged = str(said.get("by") or "")
        elif row.kind == ESCALATED and said["alarm"] in self.alarms:
            self.alarms[said["alarm"]].told.append(str(said.get("to") or ""))
        elif row.kind == UNDONE:
            self.acts.pop(row.subject, None)
        elif row.kind.removeprefix(PREFIX) in KINDS:
            name = row.kind.removeprefix(PREFIX)
            title = STARTED.get(name, KINDS[name].title)
            self.acts[row.subject] = (title, str(said.get("by") or ""), row.recorded_at)


@dataclass(frozen=True, slots=True)
class Board:
    """Everyone who is shown, soonest first. ``number``: the last event it takes in."""

    now: datetime
    number: int
    shown: list[tuple[Where, Kept]]
    counts: Counter[State]
    alarms: list[Alarm]
    acts: dict[str, tuple[str, str, datetime]]

    @property
    def in_custody(self) -> int:
        return sum(n for s, n in self.counts.items() if s is not State.OUT)

    @property
    def first_tier(self) -> list[Alarm]:
        return [a for a in self.alarms if a.tier == 1]

    def rows(self, picked: Iterable[tuple[Where, Kept]]) -> list[BoardRow]:
        """Rows of those picked."""
        surnames = Counter(k.surname for w, k in self.shown if w.state is not State.OUT)
        says = {a.key: a.says for a in self.first_tier}
        return [
            row_of(
                k,
                self.now,
                where=w,
                alike=bool(k.surname) and w.state is not State.OUT and surnames[k.surname] > 1,
                step=self._step(k, w),
                alarm=says.get(k.key, ""),
            )
            for w, k in picked
        ]

    def _step(self, k: Kept, w: Where) -> Step | None:
        """The step that somebody has begun, if that says more than the state does."""
        done = self.acts.get(k.key)
        if done is None or w.state is State.OUT or k.claims:
            return None
        what, by, at = done
        return Step(what, by, since(at, self.now.astimezone(ZoneInfo(k.answer["tz"]))))


@lru_cache(maxsize=1)
def everyone() -> Everyone:
    """The rows that all requests of this process share."""
    return Everyone()
