"""The ledger on a real SQLite file: append-only, chained, sealed, verified, resumable."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connections
from hypothesis import given
from hypothesis import strategies as st

from lawgate.base import BadInput, canonical_json, digest
from lawgate.casework import seal
from lawgate.casework.ledger import Ledger, New
from lawgate.casework.models import Event
from lawgate.casework.pipeline import carry, latest, rebuild_standings
from lawgate.casework.records import Decided
from lawgate.casework.store import NewerSchema, open_ledger
from lawgate.casework.verify import verify

NOW = datetime(2014, 6, 10, 10, 10, tzinfo=UTC)
BOOK = canonical_json({"rule": 2})


@dataclass(frozen=True)
class Thing:
    key: str
    record: Mapping[str, Any]
    happened: datetime = NOW


@dataclass
class Clock:
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


def things(count: int = 5) -> list[Thing]:
    return [Thing(f"p{i}", {"n": i}) for i in range(count)]


def filled(path: Path) -> Ledger:
    ledger = open_ledger(path)
    ledger.store_rulebook(digest(BOOK), BOOK, {"tzdata": "1"})
    carry(things(), decide, ledger, Clock())
    return ledger


def test_a_filled_ledger_verifies_and_every_decision_is_made_again(ledger_file: Path) -> None:
    """Five records give ten events, five decisions that come out the same, one signature, and no damage."""
    found = verify(filled(ledger_file), again)
    assert (found.events, found.decisions, found.checkpoints, found.damage) == (10, 5, 1, [])


def test_running_the_same_feed_again_appends_nothing(ledger_file: Path) -> None:
    """The same records are known by what they say; a changed one is a correction with a new decision."""
    ledger = filled(ledger_file)
    result = carry(things(), decide, ledger, Clock())
    assert (result.new, result.unchanged) == (0, 5)
    carry([Thing("p1", {"n": 100})], decide, ledger, Clock())
    assert [e.kind for e in ledger.events("p1")] == ["booking.received", "decided", "booking.corrected", "decided"]
    assert verify(ledger, again).clean


def test_updates_deletes_and_forks_are_refused_by_the_database(ledger_file: Path) -> None:
    """The triggers refuse to change, remove or fork events, whoever asks."""
    ledger = filled(ledger_file)
    cursor = connections[ledger.alias].cursor()
    for statement in (
        "UPDATE casework_event SET actor = 'x' WHERE number = 1",
        "DELETE FROM casework_event WHERE number = 10",
        "UPDATE casework_rulebook SET versions = '{}'",
        "DELETE FROM casework_checkpoint",
        "INSERT INTO casework_event SELECT 12, kind, subject, actor, happened, received, recorded, content, payload_digest, payload, "
        "previous, 'new' FROM casework_event WHERE number = 10",
    ):
        with pytest.raises(DatabaseError):
            cursor.execute(statement)
    assert Event.objects.using(ledger.alias).count() == 10


TEXT = ("kind", "subject", "actor", "happened", "received", "recorded", "content", "payload_digest", "previous", "link")
CELLS = [("casework_event", c, 4) for c in (*TEXT, "payload")]
CELLS += [("casework_checkpoint", c, 10) for c in ("link", "recorded", "signature", "public_key")]
CELLS += [("casework_rulebook", "norms", 0)]


@pytest.mark.parametrize(("table", "column", "number"), CELLS)
def test_one_flipped_byte_in_any_column_is_found_and_its_row_named(
    ledger_file: Path, table: str, column: str, number: int
) -> None:
    """Behind the triggers' back one byte is changed; verification names the row it stands in."""
    ledger = filled(ledger_file)
    connections[ledger.alias].close()
    raw = sqlite3.connect(ledger_file)
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")
    where = f"number = {number}" if number else "1"
    (value,) = raw.execute(f"SELECT {column} FROM {table} WHERE {where}").fetchone()
    at = len(value) // 2
    if isinstance(value, bytes):
        changed: Any = value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
    else:
        changed = value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
    raw.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (changed,))
    raw.commit()
    raw.close()
    found = verify(Ledger(ledger.alias, ledger_file), again)
    kind = table.removeprefix("casework_")
    named = [d.where for d in found.damage]
    assert any(w == f"{kind} {number}" or (kind == "rulebook" and w.startswith(kind)) for w in named), named


def test_a_changed_answer_would_be_found(ledger_file: Path) -> None:
    """A rulebook that gives another answer today shows: the stored decision differs, and says in what."""
    found = verify(filled(ledger_file), lambda book, facts: {"twice": -1})
    assert {d.column for d in found.damage} == {"answer"}


def test_an_expungement_leaves_the_chain_green_and_nothing_readable(ledger_file: Path) -> None:
    """By a court's order the person's key is destroyed: the ledger verifies, the payloads open no more, the pages forget."""
    ledger = filled(ledger_file)
    ledger.expunge("p2", "Order 14-77, Superior Court", NOW, NOW)
    found = verify(Ledger(ledger.alias, ledger_file), again)
    assert found.clean
    assert found.expunged == 2
    assert [x.subject for x in latest(ledger)] == ["p0", "p1", "p3", "p4"]
    with pytest.raises(seal.Unreadable):
        ledger.open_payload(next(ledger.events("p2")))


def test_a_key_removed_without_an_order_is_damage(ledger_file: Path) -> None:
    """Payloads that no longer open, with no order on the ledger, are named."""
    ledger = filled(ledger_file)
    connections[ledger.alias].cursor().execute("UPDATE casework_subjectkey SET wrapped = x'' WHERE subject = 'p2'")
    assert not verify(Ledger(ledger.alias, ledger_file), again).clean


def test_the_master_key_rotates_without_touching_an_event(ledger_file: Path) -> None:
    """Persons' keys are wrapped anew; the old master opens nothing, the new one everything."""
    ledger = filled(ledger_file)
    before = [e.link for e in ledger.events()]
    fresh = seal.new_key()
    assert ledger.rewrap(fresh) == 5
    (ledger_file.parent / f"{ledger_file.name}.key").write_text(fresh.hex())
    reopened = Ledger(ledger.alias, ledger_file)
    assert [e.link for e in reopened.events()] == before
    assert len(list(latest(reopened))) == 5


def test_the_cache_of_standings_can_be_made_anew(ledger_file: Path) -> None:
    """Dropped and rebuilt from events alone, the pages show the same, and the same feed still appends nothing."""
    ledger = filled(ledger_file)
    before = sorted((x.subject, x.record["n"]) for x in latest(ledger))
    assert rebuild_standings(ledger) == 5
    assert sorted((x.subject, x.record["n"]) for x in latest(ledger)) == before


def test_a_database_of_a_newer_version_is_refused_untouched(ledger_file: Path) -> None:
    """A migration this program does not know makes it stop with one sentence."""
    ledger = filled(ledger_file)
    cursor = connections[ledger.alias].cursor()
    cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '0099_later', '2030-01-01')")
    with pytest.raises(NewerSchema, match="newer version"):
        open_ledger(ledger_file)


def test_a_file_that_is_no_ledger_is_refused(ledger_file: Path) -> None:
    """Something else at that path is one clear sentence."""
    ledger_file.write_bytes(b"this is a letter, not a database" * 200)
    with pytest.raises(BadInput, match="is no ledger"):
        open_ledger(ledger_file)


def test_a_failed_batch_leaves_nothing_half_written(ledger_file: Path) -> None:
    """When one event of a batch cannot be written, none of it is."""
    ledger = filled(ledger_file)
    count = Event.objects.using(ledger.alias).count()
    good = New("note", "p0", {"n": 1}, NOW, NOW)
    with pytest.raises((TypeError, ValueError)):
        ledger.append([good, New("note", "p1", {"n": object()}, NOW, NOW)], NOW)
    assert Event.objects.using(ledger.alias).count() == count


@given(
    st.dictionaries(st.text(max_size=8), st.one_of(st.integers(), st.text(max_size=20), st.none())),
    st.binary(max_size=40),
)
def test_what_is_sealed_opens_to_the_same_and_only_with_its_header(payload: dict[str, Any], header: bytes) -> None:
    """Sealing and opening are inverse; another header opens nothing."""
    key = seal.new_key()
    sealed, name = seal.seal(key, payload, header)
    assert seal.unseal(key, sealed, header) == (payload, name)
    with pytest.raises(seal.Unreadable):
        seal.unseal(key, sealed, header + b"x")


RUN = [sys.executable, "-c", "import sys; from lawgate.cli import main; sys.exit(main())"]


@pytest.mark.slow
def test_a_run_killed_at_any_point_resumes_and_loses_nothing(tmp_path: Path) -> None:
    """Killed again and again, then run to the end: the same records and decisions as an uninterrupted run, and a clean chain."""
    from lawgate.standin.county import write_county

    feed = tmp_path / "feed.jsonl"
    write_county(feed, seed=7)

    def run(name: str, wait: float | None) -> None:
        command = [*RUN, "run", "--bookings", str(feed), "--db", str(tmp_path / name)]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
        if wait is not None:
            time.sleep(wait)
            child.send_signal(signal.SIGKILL)
        child.wait()

    for wait in (1.2, 1.6, 2.0, 2.4):
        run("killed.sqlite3", wait)
    run("killed.sqlite3", None)
    run("whole.sqlite3", None)

    def said(name: str) -> Callable[[], list[Any]]:
        rows = sqlite3.connect(tmp_path / name).execute(
            "SELECT kind, subject, content FROM casework_event ORDER BY number"
        )
        return lambda: [r for r in rows if r[0] != "decided"]

    assert said("killed.sqlite3")() == said("whole.sqlite3")()
    checked = subprocess.run(
        [*RUN, "ledger", "verify", "--db", str(tmp_path / "killed.sqlite3")], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
