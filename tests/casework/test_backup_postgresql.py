"""Backups of a ledger on PostgreSQL, and its tables brought forward from the first ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from lawgate.base import BadInput
from lawgate.casework import Ledger, latest, open_ledger
from lawgate.casework.backup import create, opened
from lawgate.casework.backup_restore import prove, restore_database, restore_file
from lawgate.casework.verify import verify
from tests.casework import test_postgresql
from tests.casework.samples import NOW, again, note, run, said, things

pytestmark = pytest.mark.slow
server, empty, ledger = test_postgresql.server, test_postgresql.empty, test_postgresql.ledger


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")


def test_a_backup_restores_into_an_empty_database_and_goes_on(ledger: Ledger, tmp_path: Path) -> None:
    """Events, payloads and standings are the same; it verifies; new rows get numbers that are free; nothing is overwritten."""
    from lawgate.web.accounts.models import User

    run(ledger, things(30))
    User.objects.create(name="clerk", shown="A Clerk", roles=["booking"], added=NOW)
    file = tmp_path / "b"
    made = create(ledger, file, NOW)
    end, told = ledger.end(), said(ledger)
    with pytest.raises(BadInput, match="not empty"):
        restore_database(file)
    _empty()
    back = restore_database(file)
    assert (back.end(), said(back), len(list(latest(back))), made.events) == (end, told, 30, 60)
    assert verify(back, again).damage == []
    back.append([note("p1", after=True)], NOW)
    assert User.objects.create(name="other", shown="B", roles=[], added=NOW).pk > User.objects.get(name="clerk").pk
    with pytest.raises(BadInput, match="PostgreSQL"):
        restore_file(file, tmp_path / "new.sqlite3")


def test_a_backup_is_proved_on_a_machine_without_a_server(ledger: Ledger, tmp_path: Path) -> None:
    """The ledger's tables are brought back into a file that is thrown away; chain, signatures and decisions are as they were."""
    run(ledger, things(30))
    create(ledger, tmp_path / "b", NOW)
    _, found = prove(tmp_path / "b", again, keys=ledger.keys.place)
    assert (found.damage, found.events, found.decisions) == ([], 60, 30)
    with opened(tmp_path / "b") as (manifest, _):
        assert not {"tables/django_session.jsonl", "tables/django_migrations.jsonl"} & set(manifest.parts)


def test_the_first_tables_are_brought_forward_with_their_events(ledger: Ledger) -> None:
    """A ledger that has only the first migration opens with today's program and verifies."""
    run(ledger, things(20))
    call_command("migrate", "casework", "0001", verbosity=0)
    assert verify(open_ledger(), again).clean
    assert open_ledger().end()[0] == 40
