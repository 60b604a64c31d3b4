"""Opening a ledger: one SQLite file in write-ahead mode, or the PostgreSQL database of the settings."""

from __future__ import annotations

from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.utils import DatabaseError, OperationalError

from lawgate.base import BadInput
from lawgate.casework.ledger import Ledger


class NewerSchema(BadInput):
    """A database that a later version of this program has written."""

    code = "newer-schema"


def open_ledger(path: Path | None = None, *, actor: str = "system") -> Ledger:
    """The ledger in the file ``path`` (made when absent), or the settings' own database. Raises ``BadInput`` when the file is no
    ledger, and ``NewerSchema`` when a later version wrote it; then nothing is touched."""
    django.setup()
    if path is None:
        alias, beside = "default", Path(str(settings.DATABASES["default"]["NAME"]))
    else:
        alias, beside = _alias(path), path
    _migrate(alias, beside)
    return Ledger(alias, beside, actor)


def _alias(path: Path) -> str:
    """A database alias for the file; the default one when it is the same file."""
    resolved = str(path.resolve())
    if str(settings.DATABASES["default"]["NAME"]) == resolved:
        return "default"
    alias = f"ledger:{resolved}"
    if alias not in connections.databases:
        connections.databases[alias] = {
            **connections.databases["default"],
            "NAME": resolved,
            "ENGINE": SQLITE,
            "OPTIONS": OPTIONS,
        }
    return alias


SQLITE = "django.db.backends.sqlite3"
OPTIONS = {
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=10000;",
    "transaction_mode": "IMMEDIATE",
}


def _migrate(alias: str, path: Path) -> None:
    from django.db.migrations.executor import MigrationExecutor

    connection = connections[alias]
    if connection.vendor == "sqlite":
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        executor = MigrationExecutor(connection)
        applied = {m for m in executor.loader.applied_migrations if m[0] == "casework"}
        unknown = sorted(name for _, name in applied - set(executor.loader.disk_migrations))
        if unknown:
            raise NewerSchema(
                f"was written by a newer version (it has {unknown[-1]})",
                where=str(path),
                do="upgrade this program first",
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", database=alias, verbosity=0, interactive=False)
    except (OperationalError, DatabaseError) as e:
        raise BadInput(f"is no ledger ({e})", where=str(path), do="give the path of a ledger, or of a new file") from e
