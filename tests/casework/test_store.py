"""Opening: what is no ledger, is newer, is older, cannot be read or made; and reading without touching."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections

from lawgate import casework
from lawgate.base import BadInput, LawgateError
from lawgate.casework import open_ledger, open_readonly, store
from lawgate.casework.databases import database
from lawgate.casework.models import Event
from lawgate.casework.secret import secret_file
from lawgate.casework.store import NewerSchema
from lawgate.casework.verify import verify
from tests.casework.samples import NOW, again, behind, filled, note, opened


def bytes_of(path: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in path.parent.iterdir() if p.is_file()}


@pytest.fixture
def later(ledger_file: Path) -> Path:
    """A ledger with a migration this program does not know."""
    ledger = filled(ledger_file)
    with behind(ledger) as raw:
        raw.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '0099_later', '2030-01-01')"
        )
    return ledger_file


@pytest.mark.parametrize("opener", [open_ledger, open_readonly])
def test_a_database_of_a_newer_version_is_refused_untouched(later: Path, opener: Any) -> None:
    """One sentence, and not a byte of it changes."""
    before = bytes_of(later)
    with pytest.raises(
        NewerSchema, match=r"written by a newer version \(it has 0099_later\); upgrade this program first"
    ):
        opener(later)
    assert bytes_of(later) == before


@pytest.mark.parametrize("opener", [open_ledger, open_readonly])
def test_a_ledger_from_before_the_first_release_is_refused_untouched(ledger_file: Path, opener: Any) -> None:
    """Its events are chained another way: the sentence says to run its feed again."""
    with behind(filled(ledger_file)) as raw:
        raw.execute("UPDATE django_migrations SET name = '0001_initial' WHERE app = 'casework'")
    before = bytes_of(ledger_file)
    with pytest.raises(BadInput, match="before the first release; run its feed again"):
        opener(ledger_file)
    assert bytes_of(ledger_file) == before


def test_a_ledger_of_an_older_version_is_not_read_as_it_is(ledger_file: Path) -> None:
    """Reading refuses it with a sentence; opening it for writing brings it up to date."""
    with behind(filled(ledger_file)) as raw:
        raw.execute("DELETE FROM django_migrations WHERE app = 'casework'")
    with pytest.raises(BadInput, match=r"older version \(it lacks 0001_ledger\)"):
        open_readonly(ledger_file)


def test_the_rooms_names_are_all_there() -> None:
    """Each public name loads when it is first asked for; another is no name."""
    assert all(callable(getattr(casework, name)) for name in casework.__all__)
    with pytest.raises(AttributeError, match="no attribute"):
        _ = casework.verifier


@pytest.mark.parametrize("opener", [open_ledger, open_readonly])
@pytest.mark.parametrize(
    "what", ["a letter", "another program's database", "a short file", "a folder", "a damaged page"]
)
def test_what_is_no_ledger_is_refused_untouched(ledger_file: Path, opener: Any, what: str) -> None:
    """Whatever stands at that path is left as it is, and the sentence says where and what to do."""
    if what == "a folder":
        ledger_file.mkdir()
    elif what == "another program's database":
        raw = sqlite3.connect(ledger_file)
        raw.execute("CREATE TABLE songs (name)")
        raw.commit()
        raw.close()
    elif what == "a damaged page":
        ledger_file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    else:
        ledger_file.write_bytes(b"Dear county" * (200 if what == "a letter" else 1))
    before = bytes_of(ledger_file)
    with pytest.raises(BadInput, match=rf"{ledger_file.name}: .*; \w+"):
        opener(ledger_file)
    assert bytes_of(ledger_file) == before


def test_an_absent_or_empty_file_becomes_a_ledger(ledger_file: Path) -> None:
    """Folders on the way are made; opening twice is no harm."""
    deep = ledger_file.parent / "a" / "b" / "new.sqlite3"
    assert open_ledger(deep).end() == (0, "")
    ledger_file.touch()
    assert open_ledger(ledger_file).end() == (0, "")
    assert open_ledger(ledger_file).end() == (0, "")
    assert verify(open_ledger(ledger_file), again).clean


def test_a_path_that_cannot_be_made_is_one_sentence(ledger_file: Path) -> None:
    """A file where a folder should be."""
    ledger_file.write_text("x")
    with pytest.raises(BadInput, match="cannot be"):
        open_ledger(ledger_file / "new.sqlite3")


def test_a_ledger_is_in_write_ahead_mode_and_waits_for_the_disk(ledger_file: Path) -> None:
    """A commit is on the disk when it returns."""
    ledger = filled(ledger_file)
    with connections[ledger.alias].cursor() as cursor:
        said = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous", "secure_delete")
        ]
    assert said == ["wal", 2, 1]


def test_a_copy_is_verified_without_a_byte_written(ledger_file: Path, tmp_path: Path) -> None:
    """With its key it verifies whole, in a folder that nobody may write to; appending is refused."""
    connections[filled(ledger_file).alias].close()
    folder = tmp_path / "copy"
    folder.mkdir()
    copy = folder / "taken.sqlite3"
    shutil.copy(ledger_file, copy)
    key = ledger_file.with_name(ledger_file.name + ".key")
    folder.chmod(0o500)
    try:
        before = bytes_of(copy)
        ledger = open_readonly(copy, keys=key)
        found = verify(ledger, again)
        assert (found.clean, found.decisions, found.sealed) == (True, 5, 0)
        with pytest.raises(LawgateError, match="reading only"):
            ledger.append([], NOW)
        connections[ledger.alias].close()
        assert bytes_of(copy) == before
    finally:
        folder.chmod(0o700)


def test_a_copy_without_its_key_is_verified_as_far_as_it_goes(ledger_file: Path, tmp_path: Path) -> None:
    """Chain and signatures hold; payloads stay sealed and are counted. The signing key is proved only when it is given."""
    ledger = filled(ledger_file)
    head = ledger.head()
    assert head is not None
    connections[ledger.alias].close()
    copy = tmp_path / "copy" / "taken.sqlite3"
    copy.parent.mkdir()
    shutil.copy(ledger_file, copy)
    found = verify(open_readonly(copy), again)
    assert (found.clean, found.events, found.checkpoints, found.decisions, found.sealed) == (True, 10, 1, 0, 10)
    assert not found.trusted
    assert verify(open_readonly(copy), again, trusted=[head.public_key]).trusted


def test_a_copy_taken_with_its_write_ahead_file_holds_what_is_in_it(ledger_file: Path, tmp_path: Path) -> None:
    """Events that were not yet moved into the file proper are read too."""
    ledger = filled(ledger_file)
    ledger.append([], NOW)
    copy = tmp_path / "copy" / "taken.sqlite3"
    copy.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copy(f"{ledger_file}{ending}", f"{copy}{ending}")
    assert (tmp_path / "copy" / "taken.sqlite3-wal").stat().st_size > 0
    assert Event.objects.using(open_readonly(copy).alias).count() == 10


def test_a_ledger_that_is_not_there_cannot_be_read(ledger_file: Path) -> None:
    """Reading makes nothing."""
    with pytest.raises(BadInput, match="is not there"):
        open_readonly(ledger_file)
    assert not ledger_file.exists()


def test_the_address_of_a_database_is_read_in_all_its_parts() -> None:
    """User, password, port, name and options; a folder of sockets; a file is a file."""
    made = database("postgresql://clerk:p%40ss@db.example:5433/law%20gate?sslmode=require")
    parts = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert [made[p] for p in parts] == [
        *("django.db.backends.postgresql", "law gate", "clerk", "p@ss", "db.example", "5433"),
        {"sslmode": "require"},
    ]
    assert database("postgres:///lawgate?host=/run/pg")["HOST"] == "/run/pg"
    assert database("a/b.sqlite3")["NAME"] == str(Path("a/b.sqlite3").resolve())


@pytest.mark.parametrize("text", ["mysql://x/y", "postgresql://host", "postgresql://host:port/name"])
def test_an_address_that_cannot_be_read_is_refused(text: str) -> None:
    """Another kind of database, no name, no port number: one sentence."""
    with pytest.raises(BadInput):
        database(text)


def test_a_secret_is_made_once_and_for_its_owner(tmp_path: Path) -> None:
    """The first making stays; nothing is left beside it."""
    path = tmp_path / "var" / "secret.key"
    assert secret_file(path, lambda: "first") == "first"
    assert secret_file(path, lambda: "second") == "first"
    assert [p.name for p in path.parent.iterdir()] == ["secret.key"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_opening_it_again_keeps_the_locks_of_connections_that_are_open(ledger_file: Path) -> None:
    """A process that opens its ledger twice keeps its write-ahead log while another program comes and goes; nothing is lost."""
    first = opened(ledger_file)
    first.append([note("p1", n=1)], NOW)
    opened(ledger_file)
    program = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT * FROM casework_event'); c.close()"
    )
    subprocess.run([sys.executable, "-c", program, str(ledger_file)], check=True)
    first.append([note("p1", n=2)], NOW)
    assert ledger_file.with_name(ledger_file.name + "-wal").exists()
    raw = sqlite3.connect(ledger_file)
    assert raw.execute("SELECT COUNT(*) FROM casework_event").fetchone() == (2,)
    raw.close()


def test_tables_are_made_whole_or_not_at_all(ledger_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut short after its tables were made, a new ledger has none of them; opened again, it has them all."""

    def cut_short(*args: Any, **more: Any) -> None:
        call_command(*args, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "call_command", cut_short)
    with pytest.raises(KeyboardInterrupt):
        open_ledger(ledger_file)
    with sqlite3.connect(ledger_file) as raw:
        assert raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == []
    monkeypatch.undo()
    assert filled(ledger_file).end()[0] == 10
