"""The ledger on a real SQLite file: append-only, chained, sealed, verified."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DatabaseError, connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput, LawgateError, digest
from lawgate.casework import open_ledger
from lawgate.casework.ledger import CHECKPOINT_EVERY
from lawgate.casework.links import signed_bytes
from lawgate.casework.models import Checkpoint, Event, SubjectKey
from lawgate.casework.records import Decided, New
from lawgate.casework.seal import new_key
from lawgate.casework.verify import verify
from tests.casework.samples import BOOK, NOW, Clock, again, decide, filled, note, opened, run, said, thing


def test_a_filled_ledger_verifies_and_every_decision_is_made_again(ledger_file: Path) -> None:
    """Five records give ten events, five decisions that come out the same, one signature by a proved key, and no damage."""
    found = verify(filled(ledger_file), again)
    assert (found.events, found.decisions, found.checkpoints, found.damage) == (10, 5, 1, [])
    assert found.trusted


SINCE, UNTIL = datetime.fromisoformat("1990-01-01"), datetime.fromisoformat("2040-01-01")
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["note", "booking.received", "x" * 64]),
        st.text("abc ñ名", min_size=1, max_size=8).filter(lambda s: s.strip()),
        st.dictionaries(st.text(max_size=6), st.integers() | st.text(max_size=12), max_size=3),
        st.datetimes(SINCE, UNTIL, timezones=st.timezones(), allow_imaginary=False),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(EVENTS, st.integers(1, 4))
def test_whatever_is_appended_is_read_back_and_verifies(ledger_file: Path, events: list[Any], size: int) -> None:
    """Any kinds, people, payloads and zones, in batches of any size: the same comes back in order, and the chain is whole."""
    path = ledger_file.with_name(new_key().hex()[:12] + ".sqlite3")
    ledger = open_ledger(path)
    made = [New(k, s, {"record": p}, h, h) for k, s, p, h in events]
    for at in range(0, len(made), size):
        ledger.append(made[at : at + size], NOW)
    rows = list(ledger.events())
    assert [(k, s, p) for k, s, p in said(ledger)] == [(e.kind, e.subject, e.payload) for e in made]
    assert [r.happened_at for r in rows] == [e.happened for e in made]
    found = verify(ledger, again)
    assert [d for d in found.damage if not d.where.startswith("standing")] == []
    connections[ledger.alias].close()


def test_updates_deletes_replacements_and_forks_are_refused_by_the_database(ledger_file: Path) -> None:
    """The triggers refuse to change, remove, replace or fork, whoever asks; a replacement would fire no delete trigger."""
    ledger = filled(ledger_file)
    columns = "kind, subject, actor, happened, received, recorded, payload_digest, payload"
    copy = (
        f"casework_event (number, {columns}, previous, link) "
        f"SELECT {{}}, {columns}, {{}} FROM casework_event WHERE number = {{}}"
    )
    statements = [
        "UPDATE casework_event SET actor = 'x' WHERE number = 1",
        "UPDATE OR REPLACE casework_event SET number = 2 WHERE number = 1",
        "DELETE FROM casework_event WHERE number = 10",
        "DELETE FROM casework_subjectkey",
        "DELETE FROM casework_signer",
        "DELETE FROM casework_checkpoint",
        "UPDATE casework_rulebook SET norms = x'00'",
        "UPDATE casework_dataversions SET versions = '{}'",
        "UPDATE casework_checkpoint SET recorded = 'x'",
        "UPDATE casework_signer SET public_key = 'x'",
        "UPDATE casework_subjectkey SET subject = 'x' WHERE subject = 'p1'",
        "UPDATE casework_subjectkey SET wrapped = x'' WHERE subject = 'p1'",
        "INSERT OR REPLACE INTO casework_rulebook SELECT digest, x'00' FROM casework_rulebook",
        "INSERT OR REPLACE INTO casework_subjectkey VALUES ('p1', x'00')",
        "INSERT OR REPLACE INTO casework_checkpoint SELECT number, link, 'x', signature, public_key FROM casework_checkpoint",
        "INSERT INTO casework_checkpoint SELECT 9, link, recorded, signature, public_key FROM casework_checkpoint",
        "INSERT OR REPLACE INTO " + copy.format(10, "previous, link", 10),
        "INSERT INTO " + copy.format(12, "link, 'new'", 10),
        "INSERT INTO " + copy.format(11, "previous, 'new'", 10),
        "REPLACE INTO " + copy.format(3, "previous, link", 3),
    ]
    before = said(ledger)
    with connections[ledger.alias].cursor() as cursor:
        for statement in statements:
            with pytest.raises(DatabaseError, match=r"append-only|already|follow|sign|key changes"):
                cursor.execute(statement)
    assert said(ledger) == before
    assert verify(ledger, again).clean


def test_a_failed_batch_leaves_nothing_half_written(ledger_file: Path) -> None:
    """When one event of a batch cannot be written none of it is, and the ledger goes on as if nothing had been tried."""
    ledger = filled(ledger_file)
    for bad in (
        note("new person", n=object()),
        replace(note("new person"), happened=datetime.fromisoformat("2014-01-01")),
    ):
        with pytest.raises((TypeError, ValueError, BadInput)):
            ledger.append([note("new person", n=1), bad], NOW)
    assert Event.objects.using(ledger.alias).count() == 10
    assert not SubjectKey.objects.using(ledger.alias).filter(subject="new person").exists()
    ledger.append([note("new person", n=2)], NOW)
    assert said(open_ledger(ledger_file), "new person") == [("note", "new person", {"n": 2})]
    assert verify(ledger, again).clean


@pytest.mark.parametrize("name", ["", "x" * 129, "a\nb", "a\0b"])
def test_a_name_that_no_column_can_keep_is_refused(ledger_file: Path, name: str) -> None:
    """Empty, too long, or with control characters: bad input on every database alike."""
    with pytest.raises(BadInput, match="cannot name"):
        open_ledger(ledger_file).append([note(name)], NOW)


def test_two_writers_at_once_queue_and_lose_nothing(ledger_file: Path, django_db_blocker: Any) -> None:
    """Four threads append at the same moment: every event is there once, in one chain."""
    open_ledger(ledger_file)
    failed: list[BaseException] = []

    def work(who: int) -> None:
        with django_db_blocker.unblock():
            try:
                mine = open_ledger(ledger_file, actor=f"clerk {who}")
                for n in range(10):
                    mine.append([note(f"p{who}", n=n)], NOW)
            except (LawgateError, DatabaseError) as e:
                failed.append(e)
            finally:
                connections.close_all()

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    ledger = open_ledger(ledger_file)
    assert not failed
    assert [[p["n"] for _, _, p in said(ledger, f"p{i}")] for i in range(4)] == [list(range(10))] * 4
    assert [d for d in verify(ledger, again).damage if not d.where.startswith("standing")] == []


def test_checkpoints_are_signed_as_the_ledger_grows_and_verify_with_the_public_key_alone(ledger_file: Path) -> None:
    """Every so many events a signature; each verifies from the row and the public key, with nothing else of the ledger."""
    ledger = open_ledger(ledger_file)
    for _ in range(3):
        ledger.append([note("p", n=n) for n in range(CHECKPOINT_EVERY // 2 + 1)], NOW)
    head = ledger.checkpoint(NOW)
    assert head is not None
    rows = list(Checkpoint.objects.using(ledger.alias).order_by("number"))
    assert [r.number for r in rows] == [2 * (CHECKPOINT_EVERY // 2 + 1), 3 * (CHECKPOINT_EVERY // 2 + 1)]
    for row in rows:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.public_key))
        key.verify(bytes(row.signature), signed_bytes(row.number, row.link.encode(), row.recorded.encode()))


def test_actor_and_instants_are_kept_apart(ledger_file: Path) -> None:
    """Who wrote it; when it happened, was received, and was recorded."""
    ledger = opened(ledger_file)
    ledger.actor = "clerk 7"
    happened, received = (
        datetime.fromisoformat("2014-06-09T22:41-07:00"),
        datetime.fromisoformat("2014-06-10T01:00-07:00"),
    )
    ledger.append([New("note", "p", {}, happened, received)], datetime.fromisoformat("2014-06-10T01:02-07:00"))
    (row,) = ledger.events("p")
    assert (row.actor, row.happened_at, row.received_at) == ("clerk 7", happened, received)
    assert row.recorded == "2014-06-10T08:02:00.000000Z"
    assert row.happened == "2014-06-10T05:41:00.000000Z[-07:00]"


def test_what_is_decided_can_be_any_json(ledger_file: Path) -> None:
    """Facts with instants, sets and nested lists are stored as plain JSON and compared as such."""
    ledger = opened(ledger_file)
    rich = {"at": NOW, "kinds": frozenset({"b", "a"}), "list": [(1, 2)]}
    run(ledger, [thing(1)], decide=lambda t: Decided(rich, rich, digest(BOOK)), as_of=Clock())
    assert verify(ledger, lambda book, facts: rich).clean
    assert decide(thing(1)).answer == {"twice": 2}
