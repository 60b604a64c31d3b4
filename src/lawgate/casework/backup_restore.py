"""A backup proved and brought back: into a new file or an empty database, and never over anything."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from lawgate.base import BadInput
from lawgate.casework.backup import DATABASE, Manifest, opened
from lawgate.casework.backup_tables import write_tables
from lawgate.casework.keys import Keyring
from lawgate.casework.ledger import Ledger
from lawgate.casework.records import Head, Rederive, Verification
from lawgate.casework.secret import sync_folder
from lawgate.casework.store import open_ledger
from lawgate.casework.verify import verify


def prove(
    path: Path,
    rederive: Rederive,
    *,
    keys: Path | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> tuple[Manifest, Verification]:
    """Bring a backup back into a folder that is thrown away, and verify the ledger in it: chain, signatures, decisions.

    ``keys``: the file of the master key; without it payloads stay sealed and only the chain is checked. Raises ``BadInput`` when the
    backup is damaged or of a newer version.
    """
    with opened(path) as (manifest, archive), TemporaryDirectory(prefix="lawgate-proof-") as folder:
        file = Path(folder) / DATABASE
        if manifest.kind == "sqlite":
            _extract(archive, file)
            ledger = open_ledger(file)
        else:
            ledger = open_ledger(file)
            write_tables(ledger.alias, _parts(archive, manifest, only="casework_"))
        try:
            place = keys or file.with_name("no.key")
            reader = Ledger(ledger.alias, path, Keyring(ledger.alias, place, readonly=True), readonly=True)
            return manifest, verify(reader, rederive, progress, anchor=_anchor(manifest))
        finally:
            connections[ledger.alias].close()


def restore_file(path: Path, target: Path) -> Ledger:
    """Bring the backup of a SQLite ledger back into the new file ``target``. Returns the ledger, of this program's version.

    Its master key must be laid beside it by whoever holds it. Raises ``BadInput`` when there is a file already.
    """
    for taken in (target, *(target.with_name(target.name + end) for end in ("-wal", "-shm"))):
        if taken.exists():
            raise BadInput(
                "is there already", where=str(taken), do="give the path of a new file; nothing is overwritten"
            )
    with opened(path) as (manifest, archive):
        if manifest.kind != "sqlite":
            raise BadInput(
                "is the backup of a PostgreSQL ledger", where=str(path), do="restore it into an empty database"
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_name(f".{target.name}.part")
        fresh.unlink(missing_ok=True)
        _extract(archive, fresh)
        fresh.rename(target)
        sync_folder(target.parent)
    return open_ledger(target)


def restore_database(path: Path) -> Ledger:
    """Bring the backup of a PostgreSQL ledger back into the empty database of the settings. Returns the ledger.

    The tables are made as they were when the backup was, filled, and then brought up to date. Raises ``BadInput`` when the database
    is not empty.
    """
    connection = connections["default"]
    with opened(path) as (manifest, archive):
        if manifest.kind != "tables":
            raise BadInput(
                "is the backup of a SQLite ledger", where=str(path), do="restore it into a new file, with --db"
            )
        with connection.cursor() as cursor:
            if connection.introspection.table_names(cursor):
                raise BadInput("is not empty", where="the database", do="make an empty one; nothing is overwritten")
        executor = MigrationExecutor(connection)
        executor.migrate(_as_it_was(executor, manifest))
        write_tables("default", _parts(archive, manifest))
    return open_ledger()


def _as_it_was(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    """The last migrations of each app that the backup had. Raises ``BadInput`` for one that this program does not know."""
    had = {(app, name) for app, names in manifest.migrations.items() for name in names}
    graph = executor.loader.graph
    unknown = sorted(f"{app} {name}" for app, name in had if (app, name) not in graph.nodes)
    if unknown:
        raise BadInput(f"was written by a newer version (it has {unknown[-1]})", do="upgrade this program first")
    children = {node: {c.key for c in graph.node_map[node].children} for node in had}
    return sorted(node for node in had if not {c for c in children[node] if c in had and c[0] == node[0]})


def _parts(archive: zipfile.ZipFile, manifest: Manifest, only: str = "") -> Iterator[tuple[str, Iterator[bytes]]]:
    for part in manifest.parts:
        name = part.removeprefix("tables/").removesuffix(".jsonl")
        if name.startswith(only):
            with archive.open(part) as lines:
                yield name, iter(lines)


def _extract(archive: zipfile.ZipFile, target: Path) -> None:
    """Write the database to a new file, its owner's alone, on the disk when this returns."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out, archive.open(DATABASE) as part:
        shutil.copyfileobj(part, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())


def _anchor(manifest: Manifest) -> Head | None:
    return None if manifest.head is None else Head(**manifest.head)
