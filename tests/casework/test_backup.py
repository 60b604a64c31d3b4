"""Backups: taken while the ledger is in use, proved by restoring, refused when one byte is not what was written."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from django.db import connections
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgate.base import BadInput
from lawgate.casework import Ledger, latest, open_ledger
from lawgate.casework.backup import create, opened
from lawgate.casework.backup_restore import prove, restore_file
from lawgate.casework.verify import verify
from tests.casework.samples import NOW, again, filled, note, run, said, things


def _key(ledger: Ledger) -> Path:
    return ledger.path.with_name(ledger.path.name + ".key")


def test_a_backup_taken_in_use_restores_to_the_same_ledger(ledger_file: Path, tmp_path: Path) -> None:
    """Events, payloads, standings and the chain's end are the same, and every decision comes out the same again."""
    ledger = filled(ledger_file, 40)
    file = tmp_path / "one.backup"
    made = create(ledger, file, NOW)
    end, told = ledger.end(), said(ledger)
    run(ledger, things(60))  # it goes on: the backup does not
    back = restore_file(file, tmp_path / "back.sqlite3")
    _key(back).write_bytes(_key(ledger).read_bytes())
    assert (back.end(), said(back)) == (end, told)
    assert (made.events, len(list(latest(back)))) == (80, 40)
    found = verify(back, again)
    assert (found.damage, found.decisions) == ([], 40)
    back.append([note("p1", after=True)], NOW)  # and it can be written to


def test_a_backup_is_proved_without_being_restored_and_without_the_key_only_the_chain_is(
    ledger_file: Path, tmp_path: Path
) -> None:
    """With the key decisions are made again; without it payloads stay sealed, and that is said."""
    ledger = filled(ledger_file)
    create(ledger, tmp_path / "b", NOW)
    _, found = prove(tmp_path / "b", again, keys=_key(ledger))
    assert (found.damage, found.decisions, found.sealed) == ([], 5, 0)
    _, sealed = prove(tmp_path / "b", again)
    assert (sealed.damage, sealed.decisions, sealed.sealed) == ([], 0, 10)


def test_neither_key_nor_payload_stands_in_a_backup_in_the_clear(ledger_file: Path, tmp_path: Path) -> None:
    """The master key is not in any part, nor is what was said of a person."""
    ledger = filled(ledger_file)
    ledger.append([note("p1", text="Zyzzyva Quixote")], NOW)
    create(ledger, tmp_path / "b", NOW)
    with zipfile.ZipFile(tmp_path / "b") as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    key = _key(ledger).read_text().strip()
    assert key.encode() not in whole
    assert bytes.fromhex(key) not in whole
    assert b"Zyzzyva" not in whole
    assert (tmp_path / "b").stat().st_mode & 0o077 == 0


def test_nothing_is_overwritten(ledger_file: Path, tmp_path: Path) -> None:
    """Neither a backup that is there, nor a ledger, nor the file that a ledger has beside it."""
    ledger = filled(ledger_file)
    create(ledger, tmp_path / "b", NOW)
    with pytest.raises(BadInput, match="already"):
        create(ledger, tmp_path / "b", NOW)
    with pytest.raises(BadInput, match="already"):
        restore_file(tmp_path / "b", ledger_file)
    (tmp_path / "new-wal").write_bytes(b"")
    with pytest.raises(BadInput, match="already"):
        restore_file(tmp_path / "b", tmp_path / "new")


def test_a_backup_that_was_cut_off_rewritten_or_made_of_something_else_is_refused(
    ledger_file: Path, tmp_path: Path
) -> None:
    """A missing part, an extra part, a rewritten part, half a file, no file, another file: one sentence each."""
    ledger = filled(ledger_file)
    good = tmp_path / "b"
    create(ledger, good, NOW)
    whole = good.read_bytes()
    for name, data in (("half", whole[: len(whole) // 2]), ("other", b"not a backup"), ("empty", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadInput), opened(tmp_path / name):
            pass
    with pytest.raises(BadInput, match="cannot be read"), opened(tmp_path / "absent"):
        pass
    with zipfile.ZipFile(good) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    spoiled = {
        "extra": {**parts, "more": b""},
        "missing": {n: d for n, d in parts.items() if n != "database.sqlite3"},
        "rewritten": {**parts, "database.sqlite3": parts["database.sqlite3"][:-1] + b"x"},
        "unsaid": {**parts, "manifest.json": b'{"format": 1}'},
        "later": {**parts, "manifest.json": parts["manifest.json"].replace(b'"format": 1', b'"format": 2')},
    }
    for name, members in spoiled.items():
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member, data in members.items():
                archive.writestr(member, data)
        with pytest.raises(BadInput), opened(tmp_path / name):
            pass


def test_any_byte_that_flips_is_noticed_or_does_not_matter(
    ledger_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whichever byte of the file is changed, the backup is refused, or what comes out of it is what went in."""
    ledger = filled(ledger_file)
    folder = tmp_path_factory.mktemp("flips")
    create(ledger, folder / "b", NOW)
    whole = (folder / "b").read_bytes()
    with opened(folder / "b") as (_, archive):
        before = archive.read("database.sqlite3")

    @given(st.integers(0, len(whole) - 1), st.integers(1, 255))
    @settings(max_examples=60, deadline=None)
    def flip(at: int, by: int) -> None:
        (folder / "x").write_bytes(whole[:at] + bytes([whole[at] ^ by]) + whole[at + 1 :])
        try:
            with opened(folder / "x") as (_, archive):
                assert archive.read("database.sqlite3") == before
        except BadInput:
            pass

    flip()


def test_a_backup_of_an_older_version_is_brought_forward(ledger_file: Path, tmp_path: Path) -> None:
    """A ledger of the first tables is opened, keeps its events, and gets the tables of today."""
    from django.core.management import call_command

    ledger = filled(ledger_file)
    call_command("migrate", "casework", "0001", database=ledger.alias, verbosity=0)
    end = ledger.end()
    connections[ledger.alias].close()
    create(ledger, tmp_path / "old", NOW)
    back = restore_file(tmp_path / "old", tmp_path / "back.sqlite3")
    _key(back).write_bytes(_key(ledger).read_bytes())
    assert back.end() == end
    assert verify(open_ledger(back.path), again).clean
