"""People for the tests of alarms: records and answers with just what alarms read, and what the ledger then says of alarms."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lawgate.base import digest
from lawgate.casework import Ledger, carry, open_ledger, requests_in
from lawgate.casework import alarms_records as a
from lawgate.casework.alarms import tick
from lawgate.casework.demonstration import mark_demonstration
from lawgate.casework.records import Decided, New
from tests.casework.samples import BOOK, Thing, opened

TZ = ZoneInfo("America/Los_Angeles")
T0 = datetime(2014, 6, 10, 2, 55, tzinfo=TZ)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass
class Made:
    """One person's record and answer, to be changed and carried again."""

    key: str = "B-1"
    due: datetime | None = T0
    last: datetime | None = None
    hold: str = "prohibited"
    event: str = "bail-posted"
    out: datetime | None = None
    request: dict[str, Any] | None = field(
        default_factory=lambda: {
            "form": "I-247 (12/12)",
            "received_at": "2014-06-09T09:00-07:00",
            "served_on_subject_at": "x",
        }
    )
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def thing(self) -> Thing:
        record: dict[str, Any] = {
            "booking": self.key,
            "place": {"tz": "America/Los_Angeles"},
            "released_at": None if self.out is None else self.out.isoformat(),
            "release_due": {"event": self.event},
            "request": self.request,
            "earlier_requests": [],
            "facts": self.facts,
        }
        last = self.last if self.last is not None else (self.due if self.hold == "prohibited" else None)
        answer = {
            "tz": "America/Los_Angeles",
            "release_due": None if self.due is None else self.due.isoformat(),
            "release_by": None if last is None else last.isoformat(),
            "hold": self.hold,
            "questions": [{"fact": "x", "en": "Is it so?"}] if self.hold == "undetermined" else [],
            "unverified": [],
        }
        return Thing(self.key, {**record, "answer": answer}, T0 - 24 * HOUR)


def held(minutes: int = 600, **more: Any) -> Made:
    """Lawfully held from ``T0`` for so many minutes."""
    return Made(hold="permitted", last=T0 + minutes * MINUTE, **more)


def decide(thing: Any) -> Decided:
    return Decided({"answer": thing.record["answer"]}, thing.record["answer"], digest(BOOK))


def again(rulebook: bytes, facts: Any) -> Any:
    """The decision made again, for ``verify``."""
    del rulebook
    return facts["answer"]


def book(ledger: Ledger, at: datetime, *people: Made, read: bool = True) -> None:
    """Carry them; ``read``: somebody then opens each file."""
    carry([p.thing for p in people], decide, ledger, at, arrivals=requests_in)
    if read:
        said = {"by": "r.moss", "role": "booking", "page": "person"}
        ledger.append([New(a.FILE_READ, p.key, said, at, at) for p in people], at)


def act(ledger: Ledger, name: str, at: datetime, key: str = "B-1", *, role: str = "release", **fields: Any) -> int:
    payload = {"act": name, "fields": fields, "by": "r.moss", "role": role}
    return ledger.append([New(f"act.{name}", key, payload, at, at)], at)[0]


def fresh(path: Path, demonstration: datetime | None = None) -> Ledger:
    """An empty ledger; ``demonstration``: one whose people are all invented, as its first event of that instant says."""
    if demonstration is not None:
        mark_demonstration(open_ledger(path), demonstration)
    return opened(path)


def alarms(ledger: Ledger, subject: str = "", kind: str = a.RAISED) -> list[dict[str, Any]]:
    """What the ledger says of alarms: payloads, with the instants of the event beside them."""
    rows = [r for r in ledger.events(subject) if r.kind == kind]
    said = ledger.open_payloads(rows)
    return [
        {**p, "happened": r.happened_at, "recorded": r.recorded_at, "subject": r.subject}
        for r, p in zip(rows, said, strict=True)
        if p is not None
    ]


def kinds(ledger: Ledger, subject: str = "", kind: str = a.RAISED, tier: int | None = None) -> list[str]:
    return [x["kind"] for x in alarms(ledger, subject, kind) if tier is None or x["tier"] == tier]


def ticked(ledger: Ledger, now: datetime) -> a.Ticked:
    """One tick, with a clock that is right."""
    return tick(ledger, now, reference=now)


def ticks(ledger: Ledger, first: datetime, last: datetime) -> None:
    """A tick every minute."""
    now = first
    while now <= last:
        ticked(ledger, now)
        now += MINUTE
