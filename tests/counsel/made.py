"""An invented house for the tests of alerts: bookings on a ledger, an office of three lawyers, messages that go to a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.core.management import call_command

from lawgate.casework import Ledger, carry, open_ledger
from lawgate.casework.records import Message, New, Receipt, Sender, SendRefused
from lawgate.counsel import designations
from lawgate.counsel.alerts_view import view_of
from lawgate.counsel.offices import set_office
from lawgate.counsel.records import Alert, Ticked, Wish
from lawgate.counsel.turn import turn

NOW = datetime(2026, 3, 2, 6, 41, tzinfo=UTC)  # 22:41 in Tacoma
OFFICE: dict[str, Any] = {
    "id": "pierce-defenders",
    "name": "Pierce Defenders (invented)",
    "free": True,
    "tz": "America/Los_Angeles",
    "languages": ["en", "es"],
    "phone": "+12535550142",
    "contacts": [
        {"account": "adeyemi", "name": "M. Adeyemi", "channel": "smtp", "to": "adeyemi@office.example"},
        {"account": "okafor", "name": "T. Okafor", "channel": "sms", "to": "+12535550105"},
        {
            "account": "night",
            "name": "R. Lund",
            "channel": "sms",
            "to": "+12535550106",
            "days": "Mon-Sun",
            "hours": "18:00-08:00",
        },
    ],
}
WISH = Wish(
    name="Elena Marrow", born="1988-04-02", office="pierce-defenders", account="adeyemi", retained=True, word="heron"
)


def person(last: str = "Marrow", first: str = "Elena", born: str = "1988-04-02", **more: Any) -> dict[str, Any]:
    return {"last": last, "first": first, "middle": "", "born": born, "sex": "F", "race": "", "language": "es", **more}


@dataclass(frozen=True)
class Booked:
    key: str
    record: Mapping[str, Any]
    happened: datetime = NOW


def booked(key: str, who: Mapping[str, Any] | None = None, **more: Any) -> Booked:
    place = {"state": "WA", "county": "Pierce", "agency": "Pierce County Jail (invented)", "tz": "America/Los_Angeles"}
    record = {
        "booking": key,
        "person": dict(who or person()),
        "place": place,
        "booked_at": NOW.isoformat(),
        "released_at": None,
    }
    return Booked(key, record | more)


@dataclass
class Town:
    """A house with a clock that moves when told; ``sent`` is what left it."""

    path: Path
    at: datetime = NOW
    sent: list[Message] = field(default_factory=list)
    refusing: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.ledger: Ledger = open_ledger(self.path)
        call_command("migrate", "counsel", database=self.ledger.alias, verbosity=0)
        set_office(self.ledger, OFFICE, by="admin", now=self.at)
        self.chance = Random(7)

    def now(self) -> datetime:
        return self.at

    def later(self, **time: float) -> None:
        self.at += timedelta(**time)

    def book(self, *people: Booked) -> None:
        carry(list(people), lambda one: None, self.ledger, self.now)

    @property
    def senders(self) -> dict[str, Sender]:
        return dict.fromkeys(("smtp", "sms", "webhook"), self._send)

    def _send(self, message: Message) -> Receipt:
        if message.to in self.refusing:
            raise SendRefused("no such address")
        self.sent.append(message)
        return Receipt("taken")

    def turn(self) -> Ticked:
        return turn(self.ledger, self.now, self.senders, self.chance)

    def designate(self, **change: Any) -> str:
        from dataclasses import replace

        return designations.designate(self.ledger, replace(WISH, **change), now=self.at)

    def events(self, kind: str, subject: str = "") -> list[dict[str, Any]]:
        rows = [e for e in self.ledger.events(subject) if e.kind == kind]
        return [p for p in self.ledger.open_payloads(rows) if p is not None]

    def append(self, kind: str, subject: str, **payload: Any) -> int:
        return self.ledger.append([New(kind, subject, payload, self.at, self.at)], self.at)[0]

    def say(self, answer: str, key: str = "P-1", designation: str = "") -> None:
        name = designation or next(iter(self.cases(key)))
        designations.answer(self.ledger, key, name, answer, by="booker", role="booking", now=self.at)

    def cases(self, key: str = "P-1") -> dict[str, str]:
        view = view_of(self.ledger)
        view.catch_up(self.at)
        return view.cases.get(key, {})

    def alerts(self) -> list[Alert]:
        view = view_of(self.ledger)
        view.catch_up(self.at)
        return list(view.alerts.values())

    def told(self) -> list[str]:
        return [m.to for m in self.sent]
