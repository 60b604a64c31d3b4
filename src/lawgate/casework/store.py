"""Opening a ledger: a SQLite file, or the database of the settings. What is no ledger, or is newer than this program, is not touched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.utils import DatabaseError

from lawgate.base import BadInput
from lawgate.casework.databases import sqlite, sqlite_readonly
from lawgate.casework.keys import Keyring
from lawgate.casework.ledger import Ledger

UNRELEASED = "0001_initial"  # of ledgers made before the first release, whose events are chained another way


class NewerSchema(BadInput):
    """A database that a later version of this program has written."""

    code = "newer-schema"


def open_ledger(path: Path | None = None, *, actor: str = "system") -> Ledger:
    """The ledger in the file ``path`` (made when absent), or in the settings' own database, brought up to date.

    Its master key lies in ``path`` + ".key" unless the environment gives it. Raises ``BadInput`` when the file is no ledger, and
    ``NewerSchema`` when a later version wrote it; then nothing is touched.
    """
    _ready()
    if path is None:
        alias, here, keys = "default", *_of_settings()
    else:
        alias, here = _alias(path), path
        keys = path.with_name(path.name + ".key")
    if connections[alias].vendor == "sqlite":
        _look(here)
        _touch(here)
    _migrate(alias, here)
    return Ledger(alias, here, Keyring(alias, keys), actor=actor)


def open_readonly(path: Path, *, keys: Path | None = None) -> Ledger:
    """The ledger in the file ``path`` for reading, a copy for instance: nothing is written, nothing is made beside it.

    ``keys``: the file of its master key when that is not beside it; without any, payloads stay sealed. A copy that nobody writes
    meanwhile. Raises ``BadInput``, ``NewerSchema``.
    """
    _ready()
    if not path.is_file():
        raise BadInput("is not there", where=str(path), do="give the path of a ledger")
    applied = _look(path)
    behind = sorted(_known() - applied)
    if behind:
        raise BadInput(
            f"was written by an older version (it lacks {behind[0]})", where=str(path), do="open it for writing once"
        )
    alias = f"readonly:{path.resolve()}"
    _register(alias, sqlite_readonly(path))
    place = keys or path.with_name(path.name + ".key")
    return Ledger(alias, path, Keyring(alias, place, readonly=True), readonly=True)


def _ready() -> None:
    if not apps.ready:
        django.setup()


def _of_settings() -> tuple[Path, Path]:
    """The settings' database: what messages call it, and where its master key lies."""
    given = connections.databases["default"]
    name = str(given["NAME"])
    if connections["default"].vendor == "sqlite":
        return Path(name), Path(name + ".key")
    return Path(f"{given.get('HOST') or 'local'}/{name}"), Path(settings.VAR) / f"{name}.key"


def _alias(path: Path) -> str:
    """A database alias for the file; the default one when it is the same file."""
    resolved = str(path.resolve())
    if str(connections.databases["default"]["NAME"]) == resolved:
        return "default"
    alias = f"ledger:{resolved}"
    _register(alias, sqlite(path))
    return alias


def _register(alias: str, made: dict[str, Any]) -> None:
    blank = {"USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "CONN_MAX_AGE": 0}
    connections.databases[alias] = {**connections.databases["default"], **blank, **made}
    if any(c.alias == alias for c in connections.all(initialized_only=True)):
        connections[alias].close()  # an alias reads its settings once: let go of what was made with older ones
        del connections[alias]


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Migrations of this room that this program has."""
    return frozenset(name for app, name in MigrationLoader(None).disk_migrations if app == "casework")


def _look(path: Path) -> set[str]:
    """The migrations a file has, read without touching it. Raises ``BadInput`` when it is no ledger, ``NewerSchema``.

    Only SQLite itself may open the file: closing it by any other hand drops every lock that this process has on it (POSIX), and
    another program would then take the write-ahead log away beneath the connections that are open.
    """
    if path.is_dir():
        raise BadInput("is a folder", where=str(path), do="give the path of a ledger, or of a new file")
    if not path.exists() or not path.stat().st_size:
        return set()
    no_ledger = BadInput("is no ledger", where=str(path), do="give the path of a ledger, or of a new file")
    try:
        applied = _applied(path)
    except OSError as e:
        raise BadInput(f"cannot be read ({e.strerror})", where=str(path), do="check its permissions") from e
    except (sqlite3.DatabaseError, UnicodeDecodeError) as e:  # a message that quotes damaged text fails itself
        if getattr(e, "sqlite_errorcode", 0) == sqlite3.SQLITE_NOTADB:
            raise no_ledger from e
        raise BadInput(f"cannot be read as a database ({e})", where=str(path), do="restore it from a backup") from e
    if applied is None:
        raise no_ledger
    if UNRELEASED in applied:
        raise BadInput("is from before the first release", where=str(path), do="run its feed again into a new file")
    unknown = sorted(applied - _known())
    if unknown:
        raise _newer(unknown, path)
    return applied


def _applied(path: Path) -> set[str] | None:
    """Names of the applied migrations; None for a database of something else."""
    made = sqlite_readonly(path)
    reader = sqlite3.connect(made["NAME"], uri=True)
    reader.text_factory = lambda data: data.decode("utf-8", "replace")
    try:
        tables = {name for (name,) in reader.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if "django_migrations" not in tables:
            return None if tables else set()
        return {name for (name,) in reader.execute("SELECT name FROM django_migrations WHERE app = 'casework'")}
    finally:
        reader.close()


def _touch(path: Path) -> None:
    """Make the file with access for its owner alone; the files that SQLite makes beside it take the same."""
    if path.exists():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as e:
        raise BadInput(f"cannot be made ({e.strerror})", where=str(path), do="give a path that can be written") from e


def _migrate(alias: str, path: Path) -> None:
    for attempt in (1, 2):
        try:
            executor = MigrationExecutor(connections[alias])
            applied = {name for app, name in executor.loader.applied_migrations if app == "casework"}
            unknown = sorted(applied - _known())
            if unknown:  # PostgreSQL; a file was looked at before
                raise _newer(unknown, path)
            # The tables of accounts and of other pages stand in the settings' own database; another ledger has its own alone.
            only = [] if alias == "default" else ["casework"]
            wanted = [n for n in executor.loader.graph.leaf_nodes() if not only or n[0] in only]
            if executor.migration_plan(wanted):
                with _whole(alias):
                    call_command("migrate", *only, database=alias, verbosity=0, interactive=False)
            return
        except DatabaseError as e:
            if attempt == 2:  # the first time, another program may have been making the tables at the same moment
                reason = str(e).strip().replace("\n", " ")
                raise BadInput(f"cannot be opened ({reason})", where=str(path), do="check the database") from e


@contextmanager
def _whole(alias: str) -> Iterator[None]:
    """All migrations in one transaction: cut short anywhere, the database is as it was, and not half made. (Django keeps a table and the
    note that it was made in two.) SQLite checks references only outside one."""
    connection = connections[alias]
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(using=alias):
            yield
    finally:
        connection.enable_constraint_checking()


def _newer(unknown: list[str], path: Path) -> NewerSchema:
    return NewerSchema(
        f"was written by a newer version (it has {unknown[-1]})", where=str(path), do="upgrade this program first"
    )
