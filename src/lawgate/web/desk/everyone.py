"""Everyone on the board, kept in memory and brought up to date by what was appended since: a row is read once for each change.

Events never change, so what was read of them stays right; names of events on the standing tell what is new.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from lawgate.casework.acts_kinds import KINDS, NOTED, PREFIX, UNDONE
from lawgate.casework.alarms_records import ACKNOWLEDGED, ENDED, ESCALATED, PASSED, RAISED, RELEASE, STOPS
from lawgate.casework.instants import sortable
from lawgate.casework.ledger import Ledger
from lawgate.casework.models import Event, Standing
from lawgate.casework.records import EXPUNGED
from lawgate.casework.standing import latest_of
from lawgate.web.desk.rows import BoardRow, Kept, Step, kept, row_of, shown_on_board, since
from lawgate.web.desk.states import LEAVES_AFTER, State, standing
from lawgate.web.desk.states import Standing as Where

CHUNK = 500
NOTE = 120  # characters of a desk note that a row has room for; the timeline has all of it
STARTED = {
    "release-begun": "Release begun",
    "released": "Out",
    "handed-over": "Handed over",
    "served": "Papers given",
}
SAID_BY_THE_ROW = (RELEASE, PASSED)  # alarms that say what the state of the row says already


@dataclass(slots=True)
class Alarm:
    """One alarm that has not ended. ``key``: on whom; empty: on the house."""

    id: str
    key: str
    tier: int
    says: str
    at: str
    told: list[str]
    kind: str = ""
    acknowledged: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """One act on a person, as the board tells it. ``note``: the words of a desk note, which is no step."""

    number: int
    title: str
    by: str
    at: datetime
    note: str = ""


@dataclass
class Everyone:
    """The rows of one ledger, for all requests of a process. Threads may ask at once."""

    people: dict[str, Kept] = field(default_factory=dict)
    acts: dict[str, list[Entered]] = field(default_factory=dict)  # the acts on each that were not taken back
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
            acts = {k.key: tuple(self.acts[k.key]) for k in people if self.acts.get(k.key)}
        found = [(standing(k.moments, now), k) for k in people]
        shown = [(w, k) for w, k in found if shown_on_board(w)]
        escalated = {a.key for a in alarms if a.tier == 1}
        shown.sort(key=lambda x: (not _urgent(x[0], x[1], escalated), *x[0].order, x[1].surname, x[1].key))
        return Board(now, number, shown, Counter(w.state for w, _ in shown), alarms, acts)

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
                said["alarm"],
                key,
                int(said["tier"]),
                str(said["says"]),
                str(said.get("at") or ""),
                told,
                str(said.get("kind") or ""),
            )
        elif row.kind == ENDED:
            self.alarms.pop(said["alarm"], None)
        elif row.kind == ACKNOWLEDGED and said["alarm"] in self.alarms:
            self.alarms[said["alarm"]].acknowledged = str(said.get("by") or "")
        elif row.kind == ESCALATED and said["alarm"] in self.alarms:
            self.alarms[said["alarm"]].told.extend(str(to) for to in said.get("to") or ())
        elif row.kind == UNDONE:
            self.acts[row.subject] = [e for e in self.acts.get(row.subject, ()) if e.number != said["event"]]
        elif row.kind.removeprefix(PREFIX) in KINDS:
            name = row.kind.removeprefix(PREFIX)
            title = STARTED.get(name, KINDS[name].title)
            note = " ".join(str((said.get("fields") or {}).get("text") or "").split()) if name == NOTED else ""
            entered = Entered(row.number, title, str(said.get("by") or ""), row.happened_at, note)
            self.acts.setdefault(row.subject, []).append(entered)


def _urgent(where: Where, k: Kept, escalated: set[str]) -> bool:
    """What comes before everything with more time: an alarm that stops the clerk, a minute that has passed."""
    return k.key in escalated or where.state is State.RELEASE_NOW


@dataclass(frozen=True, slots=True)
class Board:
    """Everyone who is shown, soonest first. ``number``: the last event it takes in."""

    now: datetime
    number: int
    shown: list[tuple[Where, Kept]]
    counts: Counter[State]
    alarms: list[Alarm]
    acts: Mapping[str, Sequence[Entered]]

    @property
    def in_custody(self) -> int:
        return sum(n for s, n in self.counts.items() if s is not State.OUT)

    @property
    def first_tier(self) -> list[Alarm]:
        """The alarms that stop the clerk, in the order of their rows."""
        place = {k.key: n for n, (_, k) in enumerate(self.shown)}
        return sorted((a for a in self.alarms if a.tier == STOPS), key=lambda a: place.get(a.key, len(place)))

    def rows(self, picked: Iterable[tuple[Where, Kept]]) -> list[BoardRow]:
        """Rows of those picked."""
        surnames = Counter(k.surname for w, k in self.shown if w.state is not State.OUT)
        says = {a.key: a.says for a in self.first_tier if a.kind not in SAID_BY_THE_ROW}
        return [
            row_of(
                k,
                self.now,
                where=w,
                alike=bool(k.surname) and w.state is not State.OUT and surnames[k.surname] > 1,
                step=self._step(k, w),
                desk_note=self._note(k, w),
                alarm=says.get(k.key, ""),
            )
            for w, k in picked
        ]

    def _step(self, k: Kept, w: Where) -> Step | None:
        """The step that somebody has begun, if that says more than the state does."""
        done = next((e for e in reversed(self.acts.get(k.key, ())) if not e.note), None)
        if done is None or w.state is State.OUT or k.claims:
            return None
        return Step(done.title, done.by, since(done.at, self.now.astimezone(ZoneInfo(k.answer["tz"]))))

    def _note(self, k: Kept, w: Where) -> str:
        """The latest desk note, as it was written."""
        note = next((e.note for e in reversed(self.acts.get(k.key, ())) if e.note), "")
        return "" if w.state is State.OUT else note if len(note) <= NOTE else note[: NOTE - 1] + "…"


@lru_cache(maxsize=1)
def everyone() -> Everyone:
    """The rows that all requests of this process share."""
    return Everyone()
