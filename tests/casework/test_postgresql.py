"""The same ledger on PostgreSQL: triggers, one writer at a time, and everything the SQLite tests ask of it.

A server is taken from ``LAWGATE_TEST_POSTGRESQL`` (the address of an empty database), or one is started here when its programs are
installed; otherwise these tests skip, and say so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from random import Random
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connections
from django.test.utils import override_settings

from lawgate.base import LawgateError, digest
from lawgate.casework import Ledger, custody_now, latest, open_ledger, rebuild_standings, requests_in
from lawgate.casework.databases import database
from lawgate.casework.models import Event, SubjectKey
from lawgate.casework.outbox import queue
from lawgate.casework.outbox_pump import pump
from lawgate.casework.records import PRINTS, PRINTS_DESTROYED, Message, New, Receipt
from lawgate.casework.seal import Unreadable, new_key
from lawgate.casework.store import NewerSchema
from lawgate.casework.triggers import PRIMARY
from lawgate.casework.verify import verify
from lawgate.wiring import rederive
from tests.casework import desk_made, test_acts
from tests.casework.samples import BOOK, NOW, VERSIONS, again, run, said, thing, things

pytestmark = pytest.mark.slow
ADDRESS = "LAWGATE_TEST_POSTGRESQL"
OWN = "postgres"  # the database of a server of our own by which others are made


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs."""
    found = shutil.which("initdb")
    places = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((p for p in places if (p / "initdb").exists()), None)


def as_its_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root: its own user does it."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an empty database."""
    if find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed: the ledger was NOT tested on PostgreSQL")
    if os.environ.get(ADDRESS):
        yield os.environ[ADDRESS]
        return
    bin_ = programs()
    if bin_ is None or (os.geteuid() == 0 and shutil.which("runuser") is None):
        pytest.skip(f"no PostgreSQL server here and no {ADDRESS}: the ledger was NOT tested on PostgreSQL")
    home = Path(tempfile.mkdtemp(prefix="lawgate-pg-"))  # pytest's own folders are closed to another user
    try:
        if os.geteuid() == 0:
            shutil.chown(home, "postgres")
        done = subprocess.run(
            as_its_user([f"{bin_}/initdb", "-D", f"{home}/data", "-A", "trust", "-U", "lawgate"]), capture_output=True
        )
        if done.returncode:
            pytest.skip(f"PostgreSQL could not be set up ({done.stderr!r}): the ledger was NOT tested on it")
        options = f"-k {home} -c listen_addresses= -c fsync=off"
        start = [f"{bin_}/pg_ctl", "-D", f"{home}/data", "-o", options, "-l", f"{home}/log", "-w", "start"]
        subprocess.run(as_its_user(start), check=True, stdout=subprocess.DEVNULL)
        try:
            yield f"postgresql://lawgate@/{OWN}?host={home}"
        finally:
            connections.close_all()
            subprocess.run(
                as_its_user([f"{bin_}/pg_ctl", "-D", f"{home}/data", "-m", "immediate", "stop"]), capture_output=True
            )
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def empty(server: str, django_db_blocker: Any) -> str:
    """The address of a database with all tables and nothing in them, brought forward from nothing once; "" on a server not our own."""
    if f"/{OWN}?" not in server:
        return ""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        address = server.replace(f"/{OWN}?", "/empty?")
        _anew(server, "empty", "template1")
        patch.setitem(connections.databases, "default", {**connections.databases["default"], **database(address)})
        connections["default"].close()
        del connections["default"]
        open_ledger()
        _forget_default()
    return address


@pytest.fixture
def ledger(
    server: str, empty: str, tmp_path: Path, django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Ledger]:
    """A fresh ledger in the default database, as the settings would give it."""
    address = server.replace(f"/{OWN}?", "/ledger?") if empty else server
    monkeypatch.setitem(connections.databases, "default", {**connections.databases["default"], **database(address)})
    with django_db_blocker.unblock(), override_settings(VAR=tmp_path):
        _forget_default()
        if empty:
            _anew(server, "ledger", "empty")
        else:
            with connections["default"].cursor() as cursor:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public")
        yield fresh()
        _forget_default()


def _anew(server: str, name: str, template: str) -> None:
    """The database ``name`` made anew as a copy of ``template``."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def _forget_default() -> None:
    connections["default"].close()
    del connections["default"]


def fresh() -> Ledger:
    ledger = open_ledger()
    ledger.store_rulebook(digest(BOOK), BOOK, VERSIONS)
    return ledger


def test_records_are_carried_verified_and_carried_again_without_a_change(ledger: Ledger, tmp_path: Path) -> None:
    """Events, decisions, signatures, cache and master key are as on SQLite; the key lies in the installation's folder."""
    request = {"form": "I-247A", "issued_on": "2017-04-02"}
    items = [thing(n, booked_at="2014-06-09T22:41-07:00", request=request) for n in range(450)]
    assert run(ledger, items, arrivals=requests_in).events == 3 * 450
    found = verify(fresh(), again)
    assert (found.events, found.decisions, found.damage) == (1350, 450, [])
    assert found.checkpoints == 1
    assert run(fresh(), items, arrivals=requests_in).events == 0
    assert run(fresh(), [thing(7)]).changed == 1
    assert rebuild_standings(ledger) == 450
    assert len(list(custody_now(ledger, NOW))) == len(list(latest(ledger))) == 450
    assert list(tmp_path.glob("*.key"))
    assert verify(fresh(), again).clean


def test_updates_deletes_truncations_and_forks_are_refused_by_the_database(ledger: Ledger) -> None:
    """The triggers refuse, whoever asks."""
    run(ledger, things())
    columns = "kind, subject, actor, happened, received, recorded, payload_digest, payload"
    copy = (
        f"INSERT INTO casework_event (number, {columns}, previous, link) "
        f"SELECT {{}}, {columns}, {{}} FROM casework_event WHERE number = {{}}"
    )
    statements = [f"DELETE FROM {table}" for table in PRIMARY]
    statements += [
        f"UPDATE {table} SET {key} = {key}"
        for table, key in PRIMARY.items()
        if "key" not in table and "signer" not in table
    ]
    statements += [f"TRUNCATE {table}" for table in PRIMARY]
    statements += [
        "UPDATE casework_subjectkey SET wrapped = '' WHERE subject = 'p1'",
        "UPDATE casework_subjectkey SET subject = 'x' WHERE subject = 'p1'",
        "UPDATE casework_signer SET public_key = 'x'",
        "INSERT INTO casework_rulebook SELECT * FROM casework_rulebook ON CONFLICT (digest) DO UPDATE SET norms = ''",
        "INSERT INTO casework_checkpoint SELECT 9, link, recorded, signature, public_key FROM casework_checkpoint",
        copy.format(10, "previous, link", 10),
        copy.format(12, "link, 'new'", 10),
        copy.format(11, "previous, 'new'", 10),
    ]
    for statement in statements:
        with (
            pytest.raises(DatabaseError, match=r"append-only|already|follow|sign|key changes"),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute(statement)
    assert verify(fresh(), again).clean


def test_writers_at_once_queue_and_lose_nothing(ledger: Ledger, django_db_blocker: Any) -> None:
    """Four threads append to one chain, and two carry the same feed: every event once, in one chain."""
    failed: list[BaseException] = []

    def work(who: int) -> None:
        with django_db_blocker.unblock():
            try:
                mine = fresh()
                if who < 4:
                    for n in range(10):
                        mine.append([New("note", f"c{who}", {"n": n}, NOW, NOW)], NOW)
                else:
                    run(mine, things(300))
            except (LawgateError, DatabaseError) as e:
                failed.append(e)
            finally:
                connections.close_all()

    threads = [threading.Thread(target=work, args=(i,)) for i in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failed
    assert [[p["n"] for _, _, p in said(ledger, f"c{i}")] for i in range(4)] == [list(range(10))] * 4
    assert Event.objects.count() == 40 + 600
    assert verify(fresh(), again).clean


def test_an_expungement_and_a_rotation_leave_the_chain_green(ledger: Ledger) -> None:
    """The key is destroyed by order only; what remains opens under the new master key."""
    run(ledger, things())
    ledger.expunge("p2", "Order 1", NOW, NOW)
    assert ledger.keys.rotate() == 5
    found = verify(fresh(), again)
    assert (found.damage, found.expunged) == ([], 2)
    with pytest.raises(Unreadable):
        ledger.open_payload(next(ledger.events("p2")))
    with pytest.raises(DatabaseError, match="key changes"):
        SubjectKey.objects.filter(subject="p2").update(wrapped=new_key())


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "'sistem'"),
        ("happened", "replace(happened, '2014', '2015')"),
        ("payload_digest", "translate(payload_digest, '0a', 'a0')"),
        ("payload", "set_byte(payload, 20, (get_byte(payload, 20) + 1) % 256)"),
        ("link", "reverse(link)"),
    ],
)
def test_a_change_behind_the_triggers_is_named_and_so_is_the_trigger(ledger: Ledger, column: str, value: str) -> None:
    """With the trigger disabled a superuser can change a row: verification names the event, and the trigger while it is off."""
    run(ledger, things())
    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE casework_event DISABLE TRIGGER casework_event_no_update")
        cursor.execute(f"UPDATE casework_event SET {column} = {value} WHERE number = 4")
    damage = verify(fresh(), again).damage
    assert ("database", "casework_event_no_update") in {(d.where, d.column) for d in damage}
    assert "event 4" in {d.where for d in damage}
    if column in ("actor", "payload_digest", "payload"):  # one byte, or told by what opens
        assert ("event 4", column) in {(d.where, d.column) for d in damage}, [str(d) for d in damage]


def test_a_database_of_a_newer_version_is_refused(ledger: Ledger) -> None:
    """One sentence, before anything is done."""
    with connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '0099_later', now())")
    with pytest.raises(NewerSchema, match="newer version"):
        open_ledger()


def test_two_pumps_at_once_send_each_message_once_and_templates_go_alone(ledger: Ledger) -> None:
    """Two threads pump the same outbox: every message reaches the receiver once; a destroyed key of templates leaves the rest whole."""
    run(ledger, things())
    for n in range(60):
        queue(ledger, "p1", to="office", channel="f", purpose="notice", about=str(n), body={"n": n}, now=NOW)
    got: Counter[str] = Counter()

    def send(message: Message) -> Receipt:
        got[message.id] += 1
        return Receipt()

    def work() -> None:
        try:
            while pump(fresh(), {"f": send}, lambda: NOW, Random(1), at_most=7).looked_at:
                pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert (len(got), set(got.values())) == (60, {1})
    assert [k for k, _, _ in said(ledger, "p1")].count("message.sent") == 60
    ledger.append([New(PRINTS, "p2", {"fingers": {}}, NOW, NOW)], NOW)
    with pytest.raises(DatabaseError, match="key changes"):
        ledger.keys.destroy("p2/prints")
    ledger.append([New(PRINTS_DESTROYED, "p2", {"why": "left"}, NOW, NOW)], NOW)
    ledger.keys.destroy("p2/prints")
    found = verify(fresh(), again)
    assert (found.damage, found.templates_destroyed) == ([], 1)


TOGETHER = (
    test_acts.test_two_clerks_who_touch_different_things_both_stand,
    test_acts.test_two_clerks_who_touch_the_same_thing_meet,
    test_acts.test_nobody_opens_the_door_on_a_page_that_is_old,
    test_acts.test_the_same_button_twice_is_one_act,
    test_acts.test_an_undone_act_leaves_the_record_as_it_was,
    test_acts.test_the_cache_made_anew_is_the_cache_that_acts_left,
    test_acts.test_many_clerks_at_the_same_instant_lose_nothing,
)


@pytest.mark.parametrize("told", TOGETHER, ids=lambda f: f.__name__.removeprefix("test_"))
def test_acts_of_the_desk_are_done_on_postgresql_as_on_sqlite(
    told: Any, ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two clerks at once, a stale page, a button pressed twice, an act undone: nobody's work is lost there either."""

    def opened(path: Path, *, actor: str) -> Ledger:
        del path
        return open_ledger(actor=actor)

    monkeypatch.setattr(desk_made, "open_ledger", opened)
    told(tmp_path / "ledger.sqlite3")
    assert connections["default"].vendor == "postgresql"
    assert not list(tmp_path.glob("*.sqlite3"))


def test_clerks_at_once_each_add_a_charge_and_all_of_them_stand(ledger: Ledger) -> None:
    """Six people act on one page at the same instant, each with a charge of their own: six charges more, and the ledger verifies."""
    desk_made.feed(ledger, desk_made.person())
    seen, at_once = desk_made.shown(ledger).record_event, Barrier(6)

    def clerk(number: int) -> None:
        at_once.wait()
        fields = {**desk_made.CHARGE, "paper": f"NA-{number}", "statute": f"Pen. Code {484 + number}"}
        desk_made.do(ledger, "charged", fields, by=f"clerk {number}", second="A. Second", seen=seen)
        connections["default"].close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(clerk, range(6)))
    assert len(desk_made.shown(ledger).record["charges"]) == 7
    assert desk_made.kinds(ledger).count("act.charged") == 6
    assert verify(ledger, rederive).clean
