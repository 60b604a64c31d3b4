"""A small chain for tests: a few invented people with fingers, a federal side that says what it is told to say, a clock that is set."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from lawgate import wiring
from lawgate.casework import open_ledger
from lawgate.casework.chain.accept import accept_document, accept_prints
from lawgate.casework.chain.prints import given_templates
from lawgate.casework.chain.run import Chain
from lawgate.casework.chain.state import State, states
from lawgate.casework.ledger import Ledger
from lawgate.federal import Envelope, write_envelope
from lawgate.prints import TenPrint
from lawgate.prints.synth import population
from lawgate.standin.federal import Ask, Channel, Delivered, Notice, Taken, Unreachable
from lawgate.wiring.chain import open_chain

TZ = ZoneInfo("America/Los_Angeles")
START = datetime(2014, 6, 9, 22, 41, tzinfo=TZ)
PLACE = {
    "state": "CA",
    "county": "Los Angeles",
    "agency": "Ridgemont Jail",
    "agency_type": "police-lockup",
    "tz": str(TZ),
}


@lru_cache(maxsize=1)
def office() -> wiring.Office:
    return wiring.Office()


@lru_cache(maxsize=64)
def fingers(person: int, impression: int = 1) -> TenPrint:
    return next(population(3, 1, impression=impression, first=person, threads=1)).ten_print(person)


def document(number: str, last: str, first: str, born: str = "1980-02-03", **more: Any) -> dict[str, Any]:
    """A booking for driving without a licence, as a feed gives it."""
    charge = {"line": "1", "statute": "VC 12500(a)", "name": "Driving without a licence", "level": "misdemeanor"}
    return {
        "booking": number,
        "facility": PLACE,
        "last": last,
        "first": first,
        "born": born,
        "booked_at": START.isoformat(timespec="minutes"),
        "released_at": None,
        "charges": [{**charge, "disposition": "pending"}],
        "priors": [],
        "record_complete": True,
        "requests": [],
        "warrants": [],
        "local_policy": [],
        **more,
    }


@dataclass
class Side:
    """A federal side that takes what it is sent, once each, and delivers what a test lays into it."""

    asks: dict[str, Ask] = field(default_factory=dict)
    notices: dict[str, bytes] = field(default_factory=dict)
    lying: list[Delivered] = field(default_factory=list)
    calls: int = 0
    down: bool = False

    def ask(self, query: Ask) -> Taken:
        return self._take(self.asks, query.control, query, query.sent_at)

    def notify(self, message: bytes, key: str, at: datetime) -> Taken:
        return self._take(self.notices, key, message, at)

    def _take(self, kept: dict[str, Any], key: str, what: Any, at: datetime) -> Taken:
        self.calls += 1
        if self.down:
            raise Unreachable("the line is down")
        again = key in kept
        kept.setdefault(key, what)
        return Taken(key, at, again)

    def poll(self, now: datetime) -> list[Delivered]:
        if self.down:
            raise Unreachable("the line is down")
        return [d for d in self.lying if d.arrives_at <= now]

    def done(self, ids: Iterable[str]) -> None:
        gone = set(ids)
        self.lying = [d for d in self.lying if d.id not in gone]

    def told(self) -> list[Notice]:
        return []

    def deliver(self, id_: str, body: bytes, channel: Channel = Channel.SWITCH, at: datetime = START) -> None:
        self.lying.append(Delivered(id_, at, channel, body))


@dataclass
class House:
    """A ledger with its chain, and the minute that its clock shows."""

    ledger: Ledger
    side: Side
    chain: Chain
    at: list[datetime]

    def book(self, number: str, last: str, first: str, person: int | None = None, **more: Any) -> None:
        accept_document(self.ledger, self.chain.rooms, document(number, last, first, **more), self.at[0])
        if person is not None:
            self.prints(number, person)

    def prints(self, number: str, person: int, impression: int = 1, tcn: str = "") -> None:
        payload = given_templates(tcn or f"T-{number}", fingers(person, impression))
        accept_prints(self.ledger, number, payload, self.at[0])

    def turn(self, minutes: int = 2, times: int = 1) -> None:
        for _ in range(times):
            self.chain.turn()
            self.at[0] += timedelta(minutes=minutes)

    def state(self, number: str) -> State:
        return states(self.ledger, [number])[number]

    def kinds(self, number: str) -> list[str]:
        return [e.kind for e in self.ledger.events(number)]

    def said(self, number: str, kind: str) -> list[dict[str, Any]]:
        rows = [e for e in self.ledger.events(number) if e.kind == kind]
        return [p for p in self.ledger.open_payloads(rows) if p is not None]

    def reopened(self, **more: Any) -> House:
        """The house after a restart: nothing is kept in memory."""
        self.chain.people.close()
        return house(self.ledger.path, self.side, self.at, **more)


def house(path: Path, side: Side | None = None, at: list[datetime] | None = None, **more: Any) -> House:
    side, at = side or Side(), at or [START + timedelta(minutes=5)]
    ledger = open_ledger(path)
    chain = open_chain(ledger, side, office=office(), clock=lambda: at[0], chance=Random(5), **more)
    chain.resume()
    return House(ledger, side, chain, at)


def idr(control: str, *, match: bool = True, says: str = "") -> bytes:
    """An answer by fingerprints."""
    found = "BIOMETRIC IDENT MATCH" if match else "BIOMETRIC SEARCH: NO MATCH"
    words = says or ("SUBJECT WAS FINGERPRINTED AS AN ALIEN AT AN ENCOUNTER ON 20090102." if match else "")
    lines = ["IDENT DATA RESPONSE", f"TCR: {control}", found, *([words] if words else [])]
    return write_envelope(Envelope("IDR", "DH0000000", "CA0000000", control, "\n".join(lines)))


def by_name(control: str) -> bytes:
    """An answer to a name, which decides nothing."""
    lines = [f"CONTROL: {control}", "SUBJECT WAS ORDERED REMOVED ON 20100101.", "NOT SUPPORTED BY FINGERPRINTS."]
    return write_envelope(Envelope("IAR", "DH0000000", "CA0000000", control, "\n".join(lines)))


def request(booking: str, at: datetime, number: str = "D-1", **more: Any) -> bytes:
    """A detainer as the office sends it."""
    asked = {
        "form": "I-247 (12/12)",
        "issued_on": f"{at:%Y-%m-%d}",
        "received_at": at.isoformat(timespec="minutes"),
        "cancelled_at": None,
        "boxes": ["reason-to-believe-removable", "prior-felony-or-charge"],
        "asks": ["hold", "notify"],
        "conditions": [],
        "issuer_listed": True,
        "complete": True,
        **more,
    }
    body = {"what": "detainer", "detainer": number, "booking": booking, "subject": {}, "request": asked, "warrants": []}
    return json.dumps(body).encode()


def cancelled(booking: str, at: datetime, number: str = "D-1") -> bytes:
    body = {"what": "cancellation", "detainer": number, "booking": booking, "subject": {}}
    return json.dumps(body | {"cancelled_at": at.isoformat(timespec="minutes")}).encode()
