"""Records, a clock and a decider for the tests of the ledger: small, invented, and with an answer that can be made again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connections

from lawgate.base import canonical_json, digest
from lawgate.casework import Ledger, carry, open_ledger
from lawgate.casework.records import Decided, New, RunResult

NOW = datetime(2014, 6, 10, 10, 10, tzinfo=UTC)
BOOK = canonical_json({"rule": 2})
VERSIONS = {"tzdata": "2014.1"}


@dataclass(frozen=True)
class Thing:
    key: str
    record: Mapping[str, Any]
    happened: datetime = NOW


@dataclass
class Clock:
    """Tells a second more each time it is asked."""

    at: datetime = NOW
    step: timedelta = field(default=timedelta(seconds=1))

    def __call__(self) -> datetime:
        self.at += self.step
        return self.at


def decide(thing: Any) -> Decided:
    return Decided({"n": thing.record["n"]}, {"twice": thing.record["n"] * 2}, digest(BOOK))


def again(book: bytes, facts: Mapping[str, Any]) -> Mapping[str, Any]:
    assert book == BOOK
    return {"twice": facts["n"] * 2}


def thing(number: int, **more: Any) -> Thing:
    return Thing(f"p{number}", {"n": number, **more})


def things(count: int = 5) -> list[Thing]:
    return [thing(i) for i in range(count)]


def note(subject: str, **payload: Any) -> New:
    return New("note", subject, payload, NOW, NOW)


def run(ledger: Ledger, items: list[Thing], **more: Any) -> RunResult:
    return carry(items, more.pop("decide", decide), ledger, more.pop("as_of", Clock()), **more)


def opened(path: Path) -> Ledger:
    ledger = open_ledger(path)
    ledger.store_rulebook(digest(BOOK), BOOK, VERSIONS)
    return ledger


def filled(path: Path, count: int = 5) -> Ledger:
    ledger = opened(path)
    run(ledger, things(count))
    return ledger


def said(ledger: Ledger, subject: str = "") -> list[tuple[str, str, Any]]:
    """(kind, subject, payload) of every event."""
    rows = list(ledger.events(subject))
    return [(r.kind, r.subject, p) for r, p in zip(rows, ledger.open_payloads(rows), strict=True)]


@contextmanager
def behind(ledger: Ledger) -> Iterator[sqlite3.Connection]:
    """The file behind the triggers' back: they are dropped, and put back when done."""
    connections[ledger.alias].close()
    raw = sqlite3.connect(ledger.path)
    kept = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in kept:
        raw.execute(f"DROP TRIGGER {name}")
    yield raw
    for _, text in kept:
        raw.execute(text)
    raw.commit()
    raw.close()
